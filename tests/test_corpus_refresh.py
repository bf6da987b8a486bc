"""A new taxonomy or engine: only what must be read again is, and the rows are those of a store made anew."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus import refresh
from analysis.corpus.checking import faults_of
from analysis.corpus.digests import changed_forms, digest_over, engine_digest, entries_of
from analysis.corpus.store import Store
from analysis.counting import counted
from analysis.taxonomy import load_taxonomy, parse_taxonomy
from tests.conftest import MINI_TAXONOMY
from tests.corpus_kit import Quiet, add, record, rows_of, write_lines

CHANGES = {
    "a term more": MINI_TAXONOMY.replace("[canola, soybean]", "[canola, soybean, violin]"),
    "a term less": MINI_TAXONOMY.replace("[wheat, barley]", "[wheat]"),
    "a term moved": MINI_TAXONOMY.replace("crude oil, LNG", "crude oil").replace("[canola, soybean]", "[canola, soybean, LNG]"),
    "a longer term": MINI_TAXONOMY.replace("steel, hot-rolled coil", "steel, steel makers, hot-rolled coil"),
    "a condition": MINI_TAXONOMY.replace("[wheat, barley]", "[wheat]\n        guarded:\n          - {term: barley, needs: [violin]}"),
    "a false friend": MINI_TAXONOMY.replace("sectors:", "false_friends: [steel makers]\nsectors:", 1),
}
COUNT = 200


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "in.jsonl", [record(n) for n in range(COUNT)])


def taxonomy(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_taxonomy_reads_again_only_what_holds_a_changed_entry(change: str, feed: Path, tmp_path: Path) -> None:
    old, new = taxonomy(tmp_path / "old.yaml", MINI_TAXONOMY), taxonomy(tmp_path / "new.yaml", CHANGES[change])
    add(tmp_path / "store", feed, taxonomy=old)
    progress = Quiet()
    report = add(tmp_path / "store", taxonomy=new, progress=progress)
    assert 0 < report.reread < COUNT
    assert "The taxonomy changed" in progress.told[0]
    assert f"{counted(report.reread, 'article')} with a changed entry, read again." in progress.told
    assert f"{report.reread} of {COUNT} read again" in report.sentence
    add(tmp_path / "anew", feed, taxonomy=new)
    assert rows_of(tmp_path / "store") == rows_of(tmp_path / "anew")
    assert not list(faults_of(Store(tmp_path / "store")))
    assert add(tmp_path / "store", taxonomy=new).reread == 0


def test_a_changed_engine_reads_everything_again_and_says_so(feed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path / "store", feed)
    before = rows_of(tmp_path / "store")
    monkeypatch.setattr(refresh, "engine_digest", lambda: "f" * 16)
    progress = Quiet()
    report = add(tmp_path / "store", progress=progress)
    assert report.reread == COUNT
    assert progress.told[0] == f"The engine changed ({engine_digest()} to {'f' * 16}): all that the old one read is read again, {COUNT} articles."
    assert {shard.engine for shard in Store(tmp_path / "store").manifest.shards} == {"f" * 16}
    assert rows_of(tmp_path / "store") == before


def test_the_order_of_the_file_and_names_of_sectors_change_no_entry() -> None:
    one = parse_taxonomy(MINI_TAXONOMY, name="one")
    other = parse_taxonomy(MINI_TAXONOMY.replace("[wheat, barley]", "[barley, wheat]").replace("name: Energy", "name: Fuel"), name="two")
    assert changed_forms(entries_of(one), entries_of(other)) == (0, frozenset())


def test_the_projects_own_taxonomy_has_an_entry_per_term() -> None:
    own = load_taxonomy()
    terms = sum(1 for sector in own.sectors for _ in sector.terms)
    assert len(entries_of(own)) == terms + len(own.false_friends)
    assert all(entries_of(own).values())


ENGINE = Path(__file__).parent.parent / "analysis"


def edited(tmp_path: Path, file: str, edit: Callable[[str], str]) -> str:
    """The digest of an engine of which one file was edited."""
    folder = shutil.copytree(ENGINE, tmp_path / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
    before = (folder / file).read_text(encoding="utf-8")
    after = edit(before)
    assert after != before
    (folder / file).write_text(after, encoding="utf-8")
    return digest_over(folder)


@pytest.mark.parametrize(
    ("file", "edit"),
    [
        ("scoring.py", lambda text: f"# a new remark\n{text}"),
        ("scoring.py", lambda text: text.replace('"""', '"""Once more: ', 1)),
        ("outlook.py", lambda text: text.replace("\n\n\ndef ", "\n\n\n\n# a remark\ndef ")),
        ("corpus/rows.py", lambda text: text.replace('    """As a row of rejects."""\n', '    """A row."""\n')),
        ("lexicon/status.tsv", lambda text: f"# a remark\n\n{text}"),
        ("cli.py", lambda text: f"{text}\nANOTHER = 1\n"),
    ],
    ids=["comment", "module docstring", "layout", "method docstring", "word list comment", "command line"],
)
def test_what_changes_no_row_changes_no_digest(file: str, edit: Callable[[str], str], tmp_path: Path) -> None:
    assert edited(tmp_path, file, edit) == engine_digest()


@pytest.mark.parametrize(
    ("file", "edit"),
    [
        ("pipeline.py", lambda text: text.replace("_WORDS: Final = 40", "_WORDS: Final = 41")),
        ("corpus/rows.py", lambda text: text.replace("_QUOTE = 600", "_QUOTE = 601")),
        ("corpus/life.py", lambda text: text.replace('STRUCK_DOWN = "struck_down"', 'STRUCK_DOWN = "fallen"')),
        ("outlook.py", lambda text: f"{text}\n\ndef another() -> None:\n    pass\n"),
        ("lexicon/status.tsv", lambda text: text.replace("status\tphrase", "status\tphrase2", 1)),
        ("lexicon/places.tsv", lambda text: f"{text.rstrip()}\nCAN\tcapital\tMaple Town\t\n"),
    ],
    ids=["number", "length of a quote", "word in code", "function", "column", "place"],
)
def test_what_may_change_a_row_changes_the_digest(file: str, edit: Callable[[str], str], tmp_path: Path) -> None:
    assert edited(tmp_path, file, edit) != engine_digest()
