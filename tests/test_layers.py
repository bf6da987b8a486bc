"""What may import what, and why. A module that is not listed yet has to be given its place here."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ANALYSIS = sorted((ROOT / "analysis").glob("*.py"))
INTAKE = sorted((ROOT / "analysis" / "intake").glob("*.py"))
CORPUS = sorted((ROOT / "analysis" / "corpus").glob("*.py"))
TRADE = sorted((ROOT / "analysis" / "trade").glob("*.py"))
VIEWS = sorted((ROOT / "views").glob("*.py"))
DASHBOARD = ROOT / "dashboard.py"
EVERY = [*ANALYSIS, *INTAKE, *CORPUS, *TRADE]
FILES = [*EVERY, *VIEWS, *ROOT.glob("dashboard.py")]

# an article goes down this list; a module may use those above it, so nothing can flow back
ORDER = (
    "model spans members errors "
    # where the modules stand, and their compiled form
    "native "
    # words and their forms; the taxonomy made of them
    "folding inflect verbforms hs everyday located taxonomy "
    # words written down where they can do harm or run out of room
    "inert typeset place_names "
    # how a number stands beside its noun
    "counting "
    # what a text is made of
    "scanner hinted text boilerplate page names guards matcher lexicon_files places "
    "clause_marks date_patterns date_periods dated_acts dated_clauses dates "
    # what a sentence says: who acts how on what
    "reactions exclusions senses anaphora clauses clause_cuts certainty insertions acts acts_before acts_after governing "
    "plain_verbs "
    "roles platforms openings public_money rulings "
    "statement stance drafts crossings demands binding context "
    "setting flow_channels object_channels implied channels nearing refusing talks stoppages firm status "
    "magnitude judging dealing doers gates struck sides actors deals targets parties settling naming effects reading "
    "rolls measures outlook "
    # what that makes of an article
    "scoring engine pipeline "
    # where articles come from and go to
    "sources intake export gold evaluate floors scorecard explain holding corpus trade options cli compiling"
).split()

# bytes go down this list and come out as articles
INTAKE_ORDER = (
    # what comes out; how much may go in; which kind it is
    "record limits kinds language encoding "
    # one parser per kind
    "page_facts element_names pruning notice_words notices page pdf word feed mail "
    # all of them, in a process of their own
    "parsers child guarded door "
    # an address goes down these and comes out as bytes for the door
    "refusals addresses settings wire robots fetch web"
).split()

# an article goes down this list into a store, and up again as an answer; the same rule holds
CORPUS_ORDER = (
    # one article as rows; which rows there are
    "fingerprint tables uncertainty life rows "
    # where articles come from
    "mapping readers "
    # what a store is
    "manifest locks scratch store connect digests keys "
    # how articles get into it
    "chunks runners batch refresh "
    # what is known only over all articles
    "syndication threads contests derive merging checking adding "
    # what is asked
    "filters counted opened counts queries watch commands"
).split()

# trade figures are laid beside a finished reading; the same rule holds
TRADE_ORDER = (
    # what a figure is, which codes are whose, where figures come from
    "model crosswalk embedded areas sheets formats baci comtrade census eurostat database staging loading "
    "comtrade_api splitting stored held "
    # what comes of figures and a reading: whose side, how much, for whom
    "findings amounts roles told stated stake pairs perspective whatif "
    # how it is told
    "report store_commands commands"
).split()

# module -> all that it may use of ours, where that is less than the list allows; the reason beside it
NARROW = {
    "model": set(),  # the vocabulary stands on nothing
    "errors": set(),
    "folding": set(),  # letters only: taxonomy and text have to fold alike
    "text": set(),  # sentences are the same whatever we look for
    "located": set(),  # YAML knows nothing of sectors
    "sources": {"model", "errors"},  # reading a file needs no engine
    "inert": set(),  # foreign text is dangerous whatever it says
    "typeset": set(),
    "counting": set(),  # a number and a noun say nothing of trade
    "export": {"model", "taxonomy", "inert", "typeset", "counting", "place_names"},  # writing down decides nothing
}

# package -> where alone it may be used: one place to change when the library does
KEEPERS = {
    "yaml": {"analysis.located"},
    "ahocorasick_rs": {"analysis.scanner"},
    "babel": {"analysis.places", "analysis.intake.language", "analysis.place_names"},
    "tqdm": {"analysis.cli", "analysis.corpus.commands", "analysis.trade.store_commands"},
    "duckdb": {"analysis.corpus.connect", "analysis.trade.database"},
    "pyarrow": {"analysis.corpus.tables", "analysis.corpus.store", "analysis.corpus.readers", "analysis.trade.sheets"},
    "comtradeapicall": {"analysis.trade.comtrade_api"},
    "urllib3": {"analysis.intake.wire", "analysis.trade.comtrade_api"},
    "platformdirs": {"analysis.trade.database"},
    "iso3166": {"analysis.trade.areas"},
    "rensa": {"analysis.corpus.fingerprint"},
    "plotly": {"views.charts", "views.grids", "views.timelines", "views.compare_charts"},
    "kaleido": {"views.charts"},
    "certifi": {"analysis.intake.wire"},
    "idna": {"analysis.intake.addresses"},
    "protego": {"analysis.intake.robots"},
    "trafilatura": {"analysis.intake.page"},
    "htmldate": {"analysis.intake.page_facts"},
    "lxml": {f"analysis.intake.{name}" for name in ("page_facts", "element_names", "pruning", "page", "word")},
    "pypdfium2": {"analysis.intake.pdf"},
    "docx": {"analysis.intake.word"},
    "feedparser": {"analysis.intake.feed"},
    "py3langid": {"analysis.intake.language"},
    "charset_normalizer": {"analysis.intake.encoding"},
}

# same input, same output: no clock, no network, no chance, no environment in what reads an article
UNSTEADY = set("random secrets uuid time socket ssl http urllib requests httpx subprocess os platform locale".split())
# they meet the machine; none of them reads an article
MAY_BE_UNSTEADY = set("cli evaluate manifest holding locks scratch runners commands".split())
MAY_BE_UNSTEADY |= set("guarded door settings wire fetch".split())
MAY_BE_UNSTEADY |= {"database", "staging", "loading", "comtrade_api", "store_commands"}

VIEW_RULES = {
    "theme": {"analysis.model"},  # a colour and a label per value
    "charts": {"analysis.counting", "analysis.model", "views.theme"},  # frame to figure, pure
    "value_chart": {"analysis.trade.amounts", "views.theme", "views.charts"},
    # the door to trade figures
    "trade_loaders": {"analysis.model", *(f"analysis.trade.{name}" for name in TRADE_ORDER)},
    "compare_charts": {"analysis.counting", "analysis.model", "views.theme", "views.charts"},
    "grids": {"analysis.model", "views.theme", "views.charts"},
    "timelines": {"analysis.model", "views.theme", "views.charts"},
    # the only door to the engine and to stores
    "loaders": {
        "analysis",
        *(f"analysis.{name}" for name in ORDER),
        *(f"analysis.intake.{name}" for name in INTAKE_ORDER),
        *(f"analysis.corpus.{name}" for name in CORPUS_ORDER),
        *(f"analysis.trade.{name}" for name in TRADE_ORDER),
    },
}
# the same door, for what changes a store or stands beside it, and for what the engine tells of itself
VIEW_RULES["corpus_loaders"] = VIEW_RULES["engine_facts"] = VIEW_RULES["loaders"] | {"views.loaders"}
VIEW_DEFAULT = {
    *("analysis.model", "analysis.errors", "analysis.inert", "analysis.counting", "analysis.place_names", "views"),
    *("analysis.trade.model", "analysis.trade.findings", "analysis.trade.amounts", "analysis.trade.pairs"),
}
NO_STREAMLIT = set("theme charts value_chart grids timelines corpus_frames corpus_view filters".split())
NO_STREAMLIT |= set("compare_charts compared compare_exports compare_parts sector_parts sector_exports".split())


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@cache
def imports_of(path: Path) -> frozenset[str]:
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
    return frozenset(found)


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


@pytest.mark.parametrize("path", [p for p in INTAKE if not p.stem.startswith("__")], ids=lambda path: path.stem)
def test_a_module_of_the_intake_uses_only_what_stands_above_it(path: Path) -> None:
    assert path.stem in INTAKE_ORDER, f"give {path.stem} its place in INTAKE_ORDER"
    allowed = {f"analysis.intake.{name}" for name in INTAKE_ORDER[: INTAKE_ORDER.index(path.stem)]}
    allowed |= {"analysis.model", "analysis.errors", "analysis.sources"}
    assert {name for name in imports_of(path) if name.startswith("analysis.")} <= allowed


@pytest.mark.parametrize("path", [p for p in CORPUS if not p.stem.startswith("__")], ids=lambda path: path.stem)
def test_a_module_of_the_corpus_uses_only_what_stands_above_it(path: Path) -> None:
    assert path.stem in CORPUS_ORDER, f"give {path.stem} its place in CORPUS_ORDER"
    allowed = {f"analysis.corpus.{name}" for name in CORPUS_ORDER[: CORPUS_ORDER.index(path.stem)]}
    allowed |= {f"analysis.{name}" for name in ORDER[: ORDER.index("corpus")]}
    allowed |= {f"analysis.intake.{name}" for name in INTAKE_ORDER}
    assert {name for name in imports_of(path) if name.startswith("analysis.")} <= allowed


@pytest.mark.parametrize("path", [p for p in TRADE if not p.stem.startswith("__")], ids=lambda path: path.stem)
def test_a_module_of_trade_uses_only_what_stands_above_it(path: Path) -> None:
    assert path.stem in TRADE_ORDER, f"give {path.stem} its place in TRADE_ORDER"
    allowed = {f"analysis.trade.{name}" for name in TRADE_ORDER[: TRADE_ORDER.index(path.stem)]}
    allowed |= {"analysis.intake.door"}
    allowed |= {f"analysis.{name}" for name in ORDER[: ORDER.index("trade")]}
    assert {name for name in imports_of(path) if name.startswith("analysis.")} <= allowed


@pytest.mark.parametrize("path", EVERY, ids=ids(EVERY))
def test_the_engine_knows_nothing_of_the_dashboard(path: Path) -> None:
    assert not roots_of(path) & {"streamlit", "plotly", "pandas", "views", "dashboard", "altair"}


@pytest.mark.parametrize(
    "path", [p for p in EVERY if p.stem not in MAY_BE_UNSTEADY], ids=lambda path: path.stem
)
def test_what_reads_an_article_meets_no_clock_network_or_chance(path: Path) -> None:
    assert not roots_of(path) & UNSTEADY


def test_what_may_meet_the_machine_is_what_does() -> None:
    assert {path.stem for path in EVERY if roots_of(path) & UNSTEADY} == MAY_BE_UNSTEADY


@pytest.mark.parametrize("package", KEEPERS)
def test_a_library_is_used_only_where_it_is_kept(package: str) -> None:
    users = {name_of(path) for path in FILES if package in roots_of(path)}
    assert users == KEEPERS[package]


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
    names = {
        "yaml": "pyyaml",
        "ahocorasick_rs": "ahocorasick-rs",
        "docx": "python-docx",
        "charset_normalizer": "charset-normalizer",
    }
    # what compiles the reading comes with the extra `fast`; nobody needs it to read
    files = [path for path in FILES if path.stem != "compiling"]
    used = set().union(*(roots_of(path) for path in files)) - sys.stdlib_module_names - {"analysis", "views"}
    used -= {"kaleido"}  # comes with the extra `png`, and is imported only where it is found
    assert {names.get(name, name) for name in used} <= listed
