"""The figures in the README are those of benchmarks/results.json, and the quality comparison counts as it says."""

import copy
import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest

from analysis.engine import load_engine
from benchmarks import corpus, growth, quality, taggers
from benchmarks.labels import Label, Tally, load_labelled, missed, tally, wrong
from benchmarks.peers import Form, forms_of, keyword_counts, lower_case, regex_loop
from benchmarks.readme import BEGIN, END, README, RESULTS, block_of, with_block

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
SECTORS = frozenset(sector.id for sector in load_engine().taxonomy.sectors)


def results() -> dict[str, dict[str, object]]:
    known: dict[str, dict[str, object]] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return known


def test_the_readme_says_what_was_measured() -> None:
    readme = README.read_text(encoding="utf-8")
    assert readme == with_block(readme, block_of(results())), "run: make bench-readme"


def test_every_table_of_the_block_has_rows_of_one_width() -> None:
    lines = [line for line in block_of(results()).splitlines() if line.startswith("|")]
    assert len(lines) > 10
    for one, other in pairwise(lines):
        if one.startswith("| ---"):
            assert one.count("|") == other.count("|")
    assert not any("None" in line or "nan" in line for line in lines)


def test_another_figure_gives_another_block() -> None:
    known = copy.deepcopy(results())
    reading = known["reading"]
    assert isinstance(reading, dict)
    reading["readers"]["whole reading"]["articles_per_s"] = 987_654
    assert "987,654" in block_of(known)
    assert block_of(known) != block_of(results())


def test_the_budgets_of_the_trade_value_tab_are_a_table_of_their_own() -> None:
    budgets = {"click on the tab": {"p50": 210, "p95": 1640, "unit": "ms", "budget": "p50 350, p95 700 ms"}}
    section = {"date": "2026-01-01", "machine": "a machine", "command": "a command", "budgets": budgets}
    block = block_of({"value browser": section})
    assert "Its Trade value tab (2026-01-01, a machine, `a command`):" in block
    assert "| click on the tab | 210 ms | 1,640 ms | p50 350, p95 700 ms |" in block


def test_a_section_that_was_not_measured_is_left_out() -> None:
    assert block_of({}) == f"{BEGIN}\n\n{END}"
    assert "articles/s" not in block_of({"start": results()["start"]})  # type: ignore[dict-item]


def test_every_size_of_a_corpus_stands_in_one_section() -> None:
    rows = {size: {"seconds": number} for number, size in enumerate(("1000", "20000", "100000"))}
    assert corpus.sections_of(rows) == {
        "corpus": {"1000": {"seconds": 0}, "20000": {"seconds": 1}},
        "corpus, large": {"100000": {"seconds": 2}},
    }


def test_growth_of_a_corpus_and_its_page_are_told() -> None:
    origin = {"date": "2026-11-24", "machine": "a machine", "command": "python benchmarks/corpus.py growth"}
    size = {"articles_per_s": 52, "peak_mb": 348, "disk_mb": 222.8}
    answer = {"slowest_answer": "actors, all", "answer_p95_ms": 1_042}
    block = block_of({"corpus, large": {**origin, "sizes": {"100000": {**size, **answer}, "1000": size}}})
    assert "| 52 articles/s, 348 MB, 223 MB on disk; slowest answer to a page (actors, all) 1,042 ms at the 95th" in block
    assert block.count("slowest answer") == 1
    assert block.index("1,000 articles") < block.index("100,000 articles")
    paint = {"p50": 217, "p95": 642, "unit": "ms", "budget": "p95 700 ms"}
    page = block_of({"corpus browser": {**origin, "articles": 100_000, "budgets": {"click": paint}}})
    assert "The Corpus page, 100,000 articles (2026-11-24" in page
    assert "| click | 217 ms | 642 ms | p95 700 ms |" in page


def test_a_readme_without_the_block_is_refused() -> None:
    with pytest.raises(ValueError, match="has no block of figures"):
        with_block("# Something else", block_of({}))


def test_results_name_machine_day_and_command_and_no_folder() -> None:
    for section in results().values():
        assert section["machine"]
        assert str(section["date"]).startswith("20")
        assert str(section["command"]).startswith("python benchmarks/")
    assert "/home" not in RESULTS.read_text() and "/tmp" not in RESULTS.read_text()  # noqa: PT018


LABEL = Label(groups=(("metals", "energy"), ("agriculture",)), allowed=frozenset({"chemicals"}))
SCORED = frozenset({"metals", "energy", "agriculture", "chemicals", "retail"})


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"metals", "agriculture"}, Tally(2, 2, 2)),
        ({"energy"}, Tally(1, 1, 2)),  # any of a group will do
        ({"metals", "energy"}, Tally(1, 1, 2)),  # and two of it count once
        ({"chemicals"}, Tally(0, 0, 2)),  # allowed: neither right nor wrong
        ({"retail", "metals"}, Tally(1, 2, 2)),
        ({"finance"}, Tally(0, 0, 2)),  # not scored
        (set(), Tally(0, 0, 2)),
    ],
)
def test_an_article_is_counted_by_its_groups(said: set[str], expected: Tally) -> None:
    assert tally(LABEL, frozenset(said), SCORED) == expected
    assert len(missed(LABEL, frozenset(said))) == expected.due - expected.hit
    assert len(wrong(LABEL, frozenset(said), SCORED)) == expected.said - expected.hit


def test_the_projects_own_labels_are_read() -> None:
    data = load_labelled(GOLD / "gold.jsonl", GOLD / "articles.jsonl", SECTORS)
    assert len(data.articles) == len(data.labels) == 39
    assert data.scored == SECTORS
    assert all(group[0] in SECTORS for label in data.labels for group in label.groups)


def test_grouped_labels_are_read_packed_and_only_where_they_say_everything(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "title": "Steel", "body": "Steel rose.", "kind": "closed", "required": [["metals", "machinery"]], "acceptable": ["energy"]},
        {"id": "2", "title": "Money", "body": "Rates fell.", "kind": "open", "required": [["finance"]], "acceptable": []},
    ]
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    data = load_labelled(path, None, SECTORS)
    assert [article.title for article in data.articles] == ["Steel"]
    assert data.labels == (Label((("metals", "machinery"),), frozenset({"energy"})),)
    assert data.scored == {"metals", "finance"}


def test_labels_without_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="Name the file of the articles"):
        load_labelled(GOLD / "gold.jsonl", None, SECTORS)


def test_a_peer_gets_the_threshold_that_is_best_for_it() -> None:
    data = load_labelled(GOLD / "gold.jsonl", GOLD / "articles.jsonl", SECTORS)
    scores = taggers.keywords(data, load_engine())
    threshold, said = quality.best_said(data, scores)
    best = quality._f1(quality.tallies(data, said))
    for step in (1, 2, 3, 5, 8):
        other = [frozenset(s for s, value in row.items() if value >= step) for row in scores]
        assert quality._f1(quality.tallies(data, other)) <= best
    assert said == [frozenset(s for s, value in row.items() if value >= threshold) for row in scores]


def test_margins_are_drawn_pair_by_pair() -> None:
    right = [Tally(1, 1, 1)] * 12
    half = [Tally(1, 2, 1), Tally(1, 1, 1)] * 6
    figures = quality.figures_of({quality.OWN: right, "same": right, "half": half})
    assert figures["same"]["engine_ahead_interval"] == [0.0, 0.0]
    assert figures[quality.OWN]["f1_interval"] == [1.0, 1.0]
    low, high = figures["half"]["engine_ahead_interval"]
    assert 0 < low < figures["half"]["engine_ahead"] < high


def test_every_error_has_one_cause() -> None:
    engine = load_engine()
    data = load_labelled(GOLD / "gold.jsonl", GOLD / "articles.jsonl", SECTORS)
    analyses = [quality.analyse(article, engine) for article in data.articles]
    own = [frozenset(reading.sector for reading in analysis.readings) for analysis in analyses]
    found = quality.causes(data, analyses, own, None, engine)
    total = quality._sum(quality.tallies(data, own))
    assert sum(row["count"] for row in found if row["error"] == "missed") == total.due - total.hit
    assert sum(row["count"] for row in found if row["error"] == "added") == total.said - total.hit


def test_folds_tag_every_article_once_and_never_what_was_learnt() -> None:
    for size in (3, 5, 39, 101):
        tagged = [i for _, part in taggers.folds(size) for i in part]
        assert sorted(tagged) == list(range(size))
        assert all(set(learnt).isdisjoint(part) and len(learnt) + len(part) == size for learnt, part in taggers.folds(size))


def test_keyword_counter_and_regular_expressions_find_the_same_whole_words() -> None:
    forms = [Form("steel", "metals"), Form("crude oil", "energy"), Form("oil", "energy")]
    text = "Crude oil, steel and STEEL; steelworks do not count, oil does."
    assert keyword_counts(forms)(text) == {"metals": 2, "energy": 3}
    assert regex_loop(forms)(text) == 5
    assert lower_case(forms)(text) == len(text)


def test_a_taxonomy_of_any_size_is_made_of_the_same_terms_first() -> None:
    engine = load_engine()
    texts = [f"{word} prices rose in the market this week." for word in ("Steel", "Wheat", "Steel")]
    terms = growth.ordered_terms(engine, texts)
    assert terms[0].surface.lower() == "steel"
    made = growth.made_terms(50, terms, texts)
    assert len({term.folded for term in made}) == 50
    assert not any(term.folded in text.lower() for term in made for text in texts)
    small = growth.with_terms(engine.taxonomy, terms[:100])
    assert sum(1 for sector in small.sectors for _ in sector.terms) == 100
    assert len(forms_of(growth.engine_for(small))) >= 100
