"""What the Taxonomy and the Method page tell of the engine: its sectors, weights, accuracy and versions."""

import json
from importlib.metadata import version
from typing import NamedTuple

import streamlit as st

from analysis import outlook, scoring
from analysis.located import Items, Problems, Table, Text, read_located
from analysis.model import ENGINE_VERSION
from views.loaders import ROOT, taxonomy_of

# where the accuracy figures that tests defend are written down
FLOORS = ROOT / "tests" / "gold" / "floors.json"


class SectorFacts(NamedTuple):
    """A sector as the taxonomy describes it, and the lines of the file that hold it."""

    id: str
    name: str
    group: str
    description: str
    hs: tuple[str, ...]
    isic: tuple[str, ...]
    naics: tuple[str, ...]
    segments: dict[str, str]
    terms: tuple[str, ...]
    first_line: int
    last_line: int


@st.cache_resource(show_spinner=False, max_entries=4)
def sector_facts(source: str) -> tuple[SectorFacts, ...]:
    """What the Taxonomy page says of each sector, in the order of the file."""
    taxonomy = taxonomy_of(source)
    last = len(source.splitlines()) + 1
    ends = [*(sector.line for sector in taxonomy.sectors[1:]), last]
    return tuple(
        SectorFacts(
            id=sector.id,
            name=sector.name,
            group=sector.group,
            description=sector.description,
            hs=sector.hs,
            isic=sector.isic,
            naics=sector.naics,
            segments={g.id: g.name for g in sector.segments},
            terms=tuple(term.surface for term in sector.terms),
            first_line=sector.line,
            last_line=end - 1,
        )
        for sector, end in zip(taxonomy.sectors, ends, strict=True)
    )


@st.cache_resource(show_spinner=False, max_entries=4)
def _sector_nodes(source: str) -> dict[str, Table]:
    root = read_located(source, Problems("sectors.yaml"))
    sectors = root.get(Text("sectors")) if isinstance(root, Table) else None
    nodes = sectors if isinstance(sectors, Items) else Items()
    return {str(node.get(Text("id"), "")): node for node in nodes if isinstance(node, Table)}


def written_terms(source: str, sector: str) -> tuple[dict[str, str], ...]:
    """The entries of a sector as they are written in the file, one record each; flags are what is said to be true."""
    node = _sector_nodes(source).get(sector)
    segments = node.get(Text("segments")) if node else None
    records: list[dict[str, str]] = []
    for segment in segments if isinstance(segments, Items) else ():
        if not isinstance(segment, Table):
            continue
        blank = {"segment": _written(segment, "id"), "needs": "", "blocks": "", "case": "any", "flags": ""}
        records += [{"term": str(text), "kind": "term", **blank} for text in _items(segment, "terms")]
        records += [{"term": str(text), "kind": "company", **blank} for text in _items(segment, "companies")]
        for entry in _items(segment, "guarded"):
            if isinstance(entry, Table):
                records.append(
                    {
                        **blank,
                        "term": _written(entry, "term"),
                        "kind": "term",
                        "needs": ", ".join(map(str, _items(entry, "needs"))),
                        "blocks": ", ".join(map(str, _items(entry, "blocks"))),
                        "case": _written(entry, "case") or "any",
                        "flags": ", ".join(str(key) for key, value in entry.items() if value == "true"),
                    }
                )
    return tuple(records)


def _items(table: Table, key: str) -> Items:
    value = table.get(Text(key))
    return value if isinstance(value, Items) else Items()


def _written(table: Table, key: str) -> str:
    value = table.get(Text(key))
    return str(value) if isinstance(value, Text) else ""


@st.cache_resource(show_spinner=False)
def weights() -> dict[str, dict[str, float]]:
    """The constants of scoring and outlook by the module that holds them; read from the code, never typed again."""
    return {
        "Score and centrality": {
            name: value for name, value in vars(scoring).items() if _is_constant(name, value)
        },
        "Outlook": {
            **{f"weight of {status.replace('_', ' ')}": weight for status, weight in outlook.WEIGHT.items()},
            **{name: value for name, value in vars(outlook).items() if _is_constant(name, value)},
        },
    }


def score_points() -> tuple[tuple[str, int, bool], ...]:
    """Each part of the score, the most points that it gives, and whether it gives them whole or not at all."""
    return tuple((name, most, name in scoring.WHOLE_POINTS) for name, most in scoring.POINTS.items())


def _is_constant(name: str, value: object) -> bool:
    return name.isupper() and not name.startswith("_") and isinstance(value, int | float)


@st.cache_resource(show_spinner=False)
def published_figures() -> dict[str, object]:
    """The accuracy figures in the floors file, or nothing where there is no such file yet."""
    return dict(json.loads(FLOORS.read_text(encoding="utf-8"))) if FLOORS.is_file() else {}


def versions() -> dict[str, str]:
    """What the reading and the page were made with."""
    names = ("ahocorasick-rs", "babel", "pandas", "plotly", "pyyaml", "streamlit")
    return {"engine": ENGINE_VERSION, **{name: version(name) for name in names}}
