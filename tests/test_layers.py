"""What may import what, and why. A module that is not listed yet has to be given its place here."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ANALYSIS = sorted((ROOT / "analysis").glob("*.py"))
CORPUS = sorted((ROOT / "analysis" / "corpus").glob("*.py"))
VIEWS = sorted((ROOT / "views").glob("*.py"))
DASHBOARD = ROOT / "dashboard.py"
FILES = [*ANALYSIS, *CORPUS, *VIEWS, *ROOT.glob("dashboard.py")]

# an article goes down this list; a module may use those above it, so nothing can flow back
ORDER = (
    "model errors "
    # words and their forms; the taxonomy made of them
    "folding inflect verbforms hs everyday located taxonomy "
    # what a text is made of
    "text boilerplate page names guards scanner matcher lexicon_files places "
    "date_patterns date_periods dated_clauses dates "
    # what a sentence says: who acts how on what
    "reactions exclusions senses anaphora clauses governing roles statement stance drafts binding context channels status "
    "magnitude judging actors parties reading measures outlook "
    # what that makes of an article
    "scoring engine pipeline "
    # where articles come from and go to
    "sources export gold evaluate floors scorecard explain corpus options cli"
).split()

# an article goes down this list into a store, and up again as an answer; the same rule holds
CORPUS_ORDER = (
    # one article as rows; which rows there are
    "fingerprint tables uncertainty rows "
    # where articles come from
    "mapping markup readers "
    # what a store is
    "manifest store connect digests keys checking "
    # how articles get into it
    "chunks runners batch refresh "
    # what is known only over all articles
    "syndication threads derive adding "
    # what is asked
    "filters queries watch commands"
).split()

# module -> all that it may use of ours, where that is less than the list allows; the reason beside it
NARROW = {
    "model": set(),  # the vocabulary stands on nothing
    "errors": set(),
    "folding": set(),  # letters only: taxonomy and text have to fold alike
    "text": set(),  # sentences are the same whatever we look for
    "located": set(),  # YAML knows nothing of sectors
    "sources": {"model", "errors"},  # reading a file needs no engine
    "export": {"model", "taxonomy"},  # writing down decides nothing
}

# package -> where alone it may be used: one place to change when the library does
KEEPERS = {
    "yaml": {"analysis.located"},
    "ahocorasick_rs": {"analysis.scanner"},
    "babel": {"analysis.places", "views.place_names"},
    "tqdm": {"analysis.cli", "analysis.corpus.commands"},
    "duckdb": {"analysis.corpus.connect"},
    "pyarrow": {"analysis.corpus.tables", "analysis.corpus.store", "analysis.corpus.readers"},
    "rensa": {"analysis.corpus.fingerprint"},
    "plotly": {"views.charts", "views.theme", "views.grids", "views.timelines"},
}

# same input, same output: no clock, no network, no chance, no environment in what reads an article
UNSTEADY = set("random secrets uuid time socket ssl http urllib requests httpx subprocess os platform locale".split())
# they meet the machine; none of them reads an article
MAY_BE_UNSTEADY = {"cli", "evaluate", "manifest", "store", "runners", "commands"}

VIEW_RULES = {
    "theme": {"analysis.model"},  # a colour and a label per value
    "charts": {"analysis.model", "views.theme"},  # frame to figure, pure
    "grids": {"analysis.model", "views.theme", "views.charts"},
    "timelines": {"analysis.model", "views.theme", "views.charts", "views.grids"},
    # the only door to the engine and to stores
    "loaders": {"analysis", *(f"analysis.{name}" for name in ORDER), *(f"analysis.corpus.{n}" for n in CORPUS_ORDER)},
}
# the same door, for what changes a store or stands beside it
VIEW_RULES["corpus_loaders"] = VIEW_RULES["loaders"] | {"views.loaders"}
VIEW_DEFAULT = {"analysis.model", "analysis.errors", "views"}
NO_STREAMLIT = {"theme", "charts", "grids", "timelines", "corpus_frames", "corpus_view", "filters"}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imports_of(path: Path) -> set[str]:
    """Dotted names of all that a file imports, inside functions too; `from analysis import y` counts as analysis.y."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: write the whole name of what is imported"
            assert node.module
            if node.module in ("analysis", "views"):
                found.update(f"{node.module}.{alias.name}" for alias in node.names)
            else:
                found.add(node.module)
    return found


def roots_of(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports_of(path)}


def ids(paths: list[Path]) -> list[str]:
    return [path.stem for path in paths]


@pytest.mark.parametrize("path", [p for p in ANALYSIS if not p.stem.startswith("__")], ids=lambda path: path.stem)
def test_a_module_uses_only_what_stands_above_it(path: Path) -> None:
    assert path.stem in ORDER, f"give {path.stem} its place in ORDER"
    allowed = NARROW.get(path.stem, set(ORDER[: ORDER.index(path.stem)]))
    ours = {name.split(".")[1] for name in imports_of(path) if name.startswith("analysis.")}
    assert ours <= allowed


@pytest.mark.parametrize("path", [p for p in CORPUS if not p.stem.startswith("__")], ids=lambda path: path.stem)
def test_a_module_of_the_corpus_uses_only_what_stands_above_it(path: Path) -> None:
    assert path.stem in CORPUS_ORDER, f"give {path.stem} its place in CORPUS_ORDER"
    allowed = {f"analysis.corpus.{name}" for name in CORPUS_ORDER[: CORPUS_ORDER.index(path.stem)]}
    allowed |= {f"analysis.{name}" for name in ORDER[: ORDER.index("corpus")]}
    assert {name for name in imports_of(path) if name.startswith("analysis.")} <= allowed


@pytest.mark.parametrize("path", [*ANALYSIS, *CORPUS], ids=ids([*ANALYSIS, *CORPUS]))
def test_the_engine_knows_nothing_of_the_dashboard(path: Path) -> None:
    assert not roots_of(path) & {"streamlit", "plotly", "pandas", "views", "dashboard", "altair"}


@pytest.mark.parametrize(
    "path", [p for p in [*ANALYSIS, *CORPUS] if p.stem not in MAY_BE_UNSTEADY], ids=lambda path: path.stem
)
def test_what_reads_an_article_meets_no_clock_network_or_chance(path: Path) -> None:
    assert not roots_of(path) & UNSTEADY


@pytest.mark.parametrize("package", KEEPERS)
def test_a_library_is_used_only_where_it_is_kept(package: str) -> None:
    users = {name_of(path) for path in FILES if package in roots_of(path)}
    assert users <= KEEPERS[package]


@pytest.mark.parametrize("path", [p for p in VIEWS if p.stem != "__init__"], ids=lambda path: path.stem)
def test_a_view_meets_the_engine_only_through_the_loaders(path: Path) -> None:
    ours = {name for name in imports_of(path) if name.split(".")[0] in ("analysis", "views")}
    allowed = VIEW_RULES.get(path.stem)
    if allowed is None:
        ours = {"views" if name.startswith("views.") else name for name in ours}
        allowed = VIEW_DEFAULT
    assert ours <= allowed
    if path.stem in NO_STREAMLIT:
        assert "streamlit" not in roots_of(path)


def test_the_dashboard_only_routes() -> None:
    ours = {name for name in imports_of(DASHBOARD) if name.split(".")[0] == "analysis"}
    assert ours <= {"analysis.errors"}
    assert not roots_of(DASHBOARD) & {"plotly", "pandas", "yaml"}


def test_every_library_that_is_imported_is_in_the_list_of_dependencies() -> None:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    listed = {line.split("~=")[0].lower() for line in lines if line and not line.startswith("#")}
    names = {"yaml": "pyyaml", "ahocorasick_rs": "ahocorasick-rs"}
    used = set().union(*(roots_of(path) for path in FILES)) - sys.stdlib_module_names - {"analysis", "views"}
    assert {names.get(name, name) for name in used} <= listed
