"""The taxonomy held against itself, the Harmonized System, and sentences that a reader would not be fooled by."""

import csv
import gzip
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from analysis.engine import Engine, load_engine
from analysis.matcher import TermHit
from analysis.page import Page
from analysis.pipeline import analyse
from analysis.sources import article_from_text
from analysis.taxonomy import Taxonomy, Term

EXAMPLES = Path(__file__).parent / "examples"
TRADE = Path(__file__).parents[2] / "shared" / "trade"
SECTORS = (
    "agriculture agri_food seafood forestry energy critical_minerals metals precious_metals chemicals fertilizers "
    "pharma textiles semiconductors electronics machinery automotive ev_supply_chain clean_technology "
    "aerospace_defence shipbuilding_rail consumer_goods transport tourism finance digital construction retail "
    "education culture"
).split()
CHAPTERS = [f"{number:02d}" for number in range(1, 98) if number != 77]
LEAST_TERMS = 3000
MOST_COMPANIES = 75
# so many of the words that a term needs are tried before it counts as out of reach
NEEDS_TRIED = 60
NOTHING = "-"
# phrases that no neutral sentence can show, with the reason; one that can be shown again has to leave the list
OUT_OF_REACH: dict[str, str] = {}


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The project's own taxonomy, compiled."""
    return load_engine()


@pytest.fixture(scope="module")
def taxonomy(engine: Engine) -> Taxonomy:
    """The project's own taxonomy."""
    return engine.taxonomy


def phrases_of(term: Term) -> Iterator[str]:
    """Every spelling and number in which a term has to be met, in the letters that it asks for."""
    yield term.surface
    if term.case != "cased":
        yield from (form for form in term.forms if form != term.folded)


def trials_of(term: Term, phrase: str) -> Iterator[str]:
    """Neutral sentences with the phrase: alone, then beside one after another of the words that it needs."""
    yield f"Exports of {phrase} grew last year."
    for need in term.needs[:NEEDS_TRIED]:
        yield f"Exports of {phrase} grew last year, as {need} did."


def hits_by_sentence(engine: Engine, sentences: list[str]) -> list[list[TermHit]]:
    """What the matcher finds in each of many sentences, read as paragraphs of one article."""
    page = Page(article_from_text("\n\n".join(sentences)))
    assert len(page.sentences) == len(sentences)
    found: list[list[TermHit]] = [[] for _ in sentences]
    for sentence, hits in groupby(engine.matcher.match(page).terms, key=lambda hit: hit.sentence):
        found[sentence].extend(hits)
    return found


def strays_of(engine: Engine, terms: list[Term]) -> dict[str, str]:
    """Phrases that no trial finds in their own sector and segment and in no other, with what was found first."""
    waiting = {(term, phrase): trials_of(term, phrase) for term in terms for phrase in phrases_of(term)}
    strays: dict[str, str] = {}
    while waiting:
        trials = {key: sentence for key, rest in waiting.items() if (sentence := next(rest, ""))}
        found = hits_by_sentence(engine, list(trials.values())) if trials else []
        for (term, phrase), hits in zip(trials, found, strict=True):
            named = {(hit.term.sector, hit.term.segment) for hit in hits}
            if (term.sector, term.segment) in named and {sector for sector, _ in named} == {term.sector}:
                del waiting[term, phrase]
                strays.pop(phrase, None)
            else:
                strays.setdefault(phrase, ", ".join(f"{hit.term.sector}: {hit.term.surface}" for hit in hits))
        waiting = {key: waiting[key] for key in trials if key in waiting}
    return strays


@pytest.mark.parametrize("sector", SECTORS)
def test_every_term_finds_its_own_sector_and_segment_and_no_other(engine: Engine, sector: str) -> None:
    terms = list(engine.taxonomy.sector(sector).terms)
    out_of_reach = {term.surface for term in terms} & OUT_OF_REACH.keys()
    strays = strays_of(engine, terms)
    assert {phrase: found for phrase, found in strays.items() if phrase not in out_of_reach} == {}
    assert out_of_reach <= strays.keys(), "can be found again: drop it from OUT_OF_REACH"


def test_no_form_of_a_term_stands_for_two_sectors_without_a_condition(taxonomy: Taxonomy) -> None:
    owners: dict[str, dict[str, list[Term]]] = {}
    for term in (term for sector in taxonomy.sectors for term in sector.terms):
        for form in term.forms:
            owners.setdefault(form, {}).setdefault(term.sector, []).append(term)
    shared = {form: sectors for form, sectors in owners.items() if len(sectors) > 1}
    free = {
        form: sorted(sectors)
        for form, sectors in shared.items()
        if sum(not term.needs for terms in sectors.values() for term in terms) > 1
    }
    assert free == {}


def test_no_false_friend_hides_a_form_of_a_term(taxonomy: Taxonomy) -> None:
    forms = {form for sector in taxonomy.sectors for term in sector.terms for form in term.forms}
    assert forms.intersection(taxonomy.false_friends) == set()


def test_all_sectors_of_the_contract_are_there_in_its_order(taxonomy: Taxonomy) -> None:
    assert [sector.id for sector in taxonomy.sectors] == SECTORS


def test_every_sector_has_two_to_ten_segments(taxonomy: Taxonomy) -> None:
    counts = {sector.id: len(sector.segments) for sector in taxonomy.sectors}
    assert {sector: count for sector, count in counts.items() if not 2 <= count <= 10} == {}


def test_the_ev_supply_chain_has_batteries_components_vehicles_and_charging(taxonomy: Taxonomy) -> None:
    segments = [segment.id for segment in taxonomy.sector("ev_supply_chain").segments]
    assert segments == ["batteries", "components", "finished_vehicles", "charging"]


def test_there_are_thousands_of_terms_and_few_companies(taxonomy: Taxonomy) -> None:
    terms = Counter(term.company for sector in taxonomy.sectors for term in sector.terms)
    assert terms[False] >= LEAST_TERMS
    assert 0 < terms[True] <= MOST_COMPANIES


def test_every_chapter_of_the_hs_is_claimed(taxonomy: Taxonomy) -> None:
    claimed = {code[:2] for sector in taxonomy.sectors for code in sector.hs}
    assert [chapter for chapter in CHAPTERS if chapter not in claimed] == []


@pytest.mark.skipif(
    not TRADE.is_dir(), reason="../shared/trade (HS 2022 codes and crosswalk) is not on this machine"
)
def test_every_subheading_of_hs_2022_goes_to_the_sector_of_the_crosswalk(taxonomy: Taxonomy) -> None:
    with (TRADE / "hs_to_sector.csv").open(encoding="utf-8", newline="") as lines:
        crosswalk = {row["prefix"]: row["sector"] for row in csv.DictReader(lines)}
    with gzip.open(TRADE / "hs2022_codes.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        codes = [row["hscode"] for row in csv.DictReader(lines)]
    subheadings = [code for code in codes if len(code) == 6 and code[:2] in CHAPTERS]
    assert len(subheadings) > 5000
    expected = {
        code: next(crosswalk[code[:n]] for n in (6, 4, 2) if code[:n] in crosswalk) for code in subheadings
    }
    assert {code: taxonomy.sector_of_hs(code) for code in subheadings} == expected


def examples_in(path: Path) -> list[tuple[set[str], str]]:
    """(sectors, sentence) of an example file: `ids, or - for none | sentence`; lines that begin with # are headings."""
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    pairs = [line.split(" | ", 1) for line in lines]
    return [(set() if ids == NOTHING else set(ids.split(",")), sentence) for ids, sentence in pairs]


def sectors_found(engine: Engine, sentence: str) -> set[str]:
    """Sectors that a sentence names, implicated or in passing."""
    analysis = analyse(article_from_text(sentence), engine)
    return {reading.sector for reading in (*analysis.readings, *analysis.passing)}


CONFUSABLE = sorted(EXAMPLES.glob("confusable_*.txt"))
BREADTH = sorted(EXAMPLES.glob("sector_*.txt"))


@pytest.mark.parametrize("path", CONFUSABLE, ids=[path.stem for path in CONFUSABLE])
def test_a_confusable_word_counts_only_in_its_own_sense(engine: Engine, path: Path) -> None:
    examples = examples_in(path)
    assert examples
    found = {sentence: sectors_found(engine, sentence) for _, sentence in examples}
    assert {s: found[s] for sectors, s in examples if found[s] != sectors} == {}


@pytest.mark.parametrize("path", BREADTH, ids=[path.stem for path in BREADTH])
def test_trade_news_of_today_finds_its_sectors(engine: Engine, path: Path) -> None:
    examples = examples_in(path)
    missed = {s: missing for sectors, s in examples if (missing := sectors - sectors_found(engine, s))}
    assert missed == {}


def test_the_examples_cover_every_sector_and_know_no_other() -> None:
    breadth = Counter(sector for path in BREADTH for sectors, _ in examples_in(path) for sector in sectors)
    assert {sector: breadth[sector] for sector in SECTORS if breadth[sector] < 3} == {}
    confusable = [sectors for path in CONFUSABLE for sectors, _ in examples_in(path)]
    assert set().union(breadth, *confusable) == set(SECTORS)
    assert len(confusable) >= 200
