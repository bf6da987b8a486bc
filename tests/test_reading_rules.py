"""Matching, guards, names, exclusions, references and centrality on a small taxonomy of its own."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import acts_before, magnitude
from analysis.clauses import word_after, word_before
from analysis.engine import Engine, engine_for
from analysis.magnitude import magnitudes_in
from analysis.model import Analysis
from analysis.pipeline import analyse
from analysis.sources import article_from_text
from analysis.taxonomy import parse_taxonomy

TAXONOMY = """\
false_friends: [ring of steel, oil painting]
sectors:
  - id: metals
    name: Metals
    group: g
    description: d
    segments:
      - id: steel
        name: Steel
        terms: [steel, hot rolled coil, steelmaker]
        guarded:
          - {term: lead, needs: [zinc, smelter], blocks: [lead to, lead singer]}
          - {term: smelter, weak: true}
  - id: agriculture
    name: Agriculture
    group: g
    description: d
    segments:
      - id: crops
        name: Crops
        terms: [wheat, rice, canola]
        guarded:
          - {term: apple, case: lower}
  - id: agri_food
    name: Food
    group: g
    description: d
    segments:
      - id: dairy
        name: Dairy
        terms: [dairy, beef, palm oil, sugar, apple juice]
  - id: energy
    name: Energy
    group: g
    description: d
    segments:
      - id: oil
        name: Oil
        terms: [oil, crude, crude oil]
        guarded:
          - {term: refinery, weak: true}
  - id: automotive
    name: Autos
    group: g
    description: d
    segments:
      - id: cars
        name: Cars
        terms: [car, auto]
        companies: [Ford Motor]
  - id: ev_supply_chain
    name: EVs
    group: g
    description: d
    segments:
      - id: vehicles
        name: Vehicles
        guarded:
          - {term: EV, case: cased}
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_for(parse_taxonomy(TAXONOMY))


def read(text: str, engine: Engine) -> Analysis:
    return analyse(article_from_text(text), engine)


def named(analysis: Analysis) -> set[str]:
    return {f"{analysis.article.text[m.span.start : m.span.end]}={m.sector}"
            for reading in (*analysis.readings, *analysis.passing) for m in reading.mentions}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Palm oil fell while crude oil rose.", {"Palm oil=agri_food", "crude oil=energy"}),
        ("Hot-rolled coils and steel.", {"Hot-rolled coils=metals", "steel=metals"}),
        ("Soil and turmoil in Carney's care.", set()),
        ("A ring of steel and an oil painting.", set()),
        ("They lead to losses, and she took the lead.", set()),
        ("Zinc and lead prices fell.", {"lead=metals"}),
        ("The lead singer left the zinc smelter.", {"smelter=metals"}),
        ("Apple sued a grower of apples.", {"apples=agriculture"}),
        ("An EV is not an ev.", {"EV=ev_supply_chain"}),
        ("EVs sold well.", {"EVs=ev_supply_chain"}),
        ("Officials such as Tim Rice spoke about rice.", {"rice=agriculture"}),
        ("In the talks Condoleezza Rice said nothing.", set()),
        ("The sugar refinery closed.", {"sugar=agri_food", "refinery=agri_food"}),
        ("The refinery closed.", {"refinery=energy"}),
        ("Shares of Ford Motor fell as ford motor boats raced.", {"Ford Motor=automotive"}),
    ],
)
def test_a_word_counts_only_in_the_right_company(text: str, mentions: set[str], engine: Engine) -> None:
    assert named(read(text, engine)) == mentions


def test_what_does_not_count_keeps_its_place_and_its_reason(engine: Engine) -> None:
    text = "The lead singer and the sugar refinery."
    reasons = {text[s.span.start : s.span.end]: s.reason for s in read(text, engine).suppressed}
    assert reasons["lead"] == "blocked by 'lead singer'"
    assert reasons["refinery"] == "takes the sector of sugar: agri_food"


@pytest.mark.parametrize(
    ("text", "implicated"),
    [
        ("All goods except dairy face a tariff. Steel is hit.", {"metals"}),
        ("The tariff hits steel, but autos are not affected.", {"metals"}),
        ("The pact opens the beef market. It leaves canola and rice untouched.", {"agri_food"}),
        ("Tariffs hit steel, excluding beef, sugar and dairy.", {"metals"}),
        ("Steel and wheat are hit; cars are not.", {"metals", "agriculture", "automotive"}),
        ("Not only steel but wheat is hit.", {"metals", "agriculture"}),
    ],
)
def test_sectors_left_out_by_their_sentence_are_not_implicated(text: str, implicated: set[str], engine: Engine) -> None:
    assert {reading.sector for reading in read(text, engine).readings} == implicated


def test_these_sectors_speaks_for_every_sector_of_the_list(engine: Engine) -> None:
    text = "Several sectors watch closely, including steel, wheat, beef and oil. Firms in these sectors hope for relief."
    analysis = read(text, engine)
    assert {reading.sector for reading in analysis.readings} == {"metals", "agriculture", "agri_food", "energy"}
    for reading in analysis.readings:
        assert [text[e.start : e.end] for e in reading.evidence][-1] == "Firms in these sectors hope for relief."


def test_the_industry_stands_for_the_one_sector_named_before(engine: Engine) -> None:
    text = "Steel output fell.\n\nThe minister spoke on Monday. He said the industry needs help."
    (reading,) = read(text, engine).readings
    assert [text[e.start : e.end] for e in reading.evidence] == ["Steel output fell.", "He said the industry needs help."]


def test_a_sector_named_once_in_a_long_article_about_another_is_passing(engine: Engine) -> None:
    text = "Steel slump deepens\n\n" + "Steel mills cut output of steel again. " * 6 + "One worker used to grow wheat."
    analysis = read(text, engine)
    assert [reading.sector for reading in analysis.readings] == ["metals"]
    assert [reading.sector for reading in analysis.passing] == ["agriculture"]


def test_the_score_is_the_sum_of_its_named_parts(engine: Engine) -> None:
    for reading in read("Steel slump\n\nSteel fell. Wheat rose. Wheat is up.", engine).readings:
        assert reading.score == round(sum(points for _, points in reading.components))
        assert 0 < reading.score <= 100


def test_the_order_of_the_file_does_not_change_a_reading(engine: Engine) -> None:
    sectors = ["  - id: " + block for block in TAXONOMY.split("sectors:\n")[1].split("  - id: ")[1:]]
    turned_source = "false_friends: [oil painting, ring of steel]\nsectors:\n" + "".join(reversed(_by_sector(sectors)))
    turned = engine_for(parse_taxonomy(turned_source))
    text = "Steel, rice and oil: the tariff hits cars. Lead and zinc, too."
    assert read(text, turned) == read(text, engine)


def _by_sector(blocks: list[str]) -> list[str]:
    """Blocks of one sector each: a segment's own id starts no sector."""
    sectors: list[str] = []
    for block in blocks:
        if "segments:" in block:
            sectors.append(block)
        else:
            sectors[-1] += block
    return sectors


WORDS = st.sampled_from(
    "steel wheat Rice EV oil palm lead zinc except dairy these sectors the industry are not affected refinery "
    "Smelter sugar CAR car, beef. U.S. Ottawa «apple» apple’s \n\n \r\n \u200b é 😀 Jan. 13 2026 hope".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200))
def test_any_text_is_read_and_every_span_quotes_it(text: str) -> None:
    engine = _ENGINE
    analysis = read(text, engine)
    assert analysis == read(text, engine)
    size = len(analysis.article.text)
    for reading in (*analysis.readings, *analysis.passing):
        assert reading.evidence
        for mention in reading.mentions:
            assert 0 <= mention.span.start < mention.span.end <= size
            assert any(e.start <= mention.span.start and mention.span.end <= e.end for e in reading.evidence) or (
                mention.span.start < analysis.article.title_end
            )


_ENGINE = engine_for(parse_taxonomy(TAXONOMY))


def test_a_megabyte_is_read(engine: Engine) -> None:
    for unit in ("steel and wheat, except oil. ", "a.", "(", "except ", "é\u0301", "these sectors ", "\n"):
        text = unit * (1_000_000 // len(unit))
        assert read(text, engine).article.text == text


_NOUNS = (
    "significance importance impact effects benefit consequences merit success value cost legality fairness wisdom reason "
    "detail dates history"
).split()
_RULED_OUT = [
    *(f" {noun} of {which} duty " for noun in _NOUNS for which in "the these those this its their such".split()),
    *(
        f" {noun} {word} tariffs "
        for noun in "agreement deal pact accord talks negotiations discussions consultations".split()
        for word in ("on", "over", "about")
    ),
    *(
        f" {noun} {word} American "
        for noun in ("answer", "response", "reply", "retaliation")
        for word in ("to", "for", "against")
    ),
    " in favor of new ",
    " in favour of new ",
]


@pytest.mark.parametrize("between", _RULED_OUT)
def test_what_makes_a_thing_the_matter_of_what_is_done_is_found(between: str) -> None:
    assert acts_before._ASPECT.search(between) is not None


def test_an_amount_may_begin_with_any_figure_there_is() -> None:
    figures = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isdecimal()]
    assert all(magnitude._BEGINNING.match(figure) for figure in (*"$€£¥", *figures))


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("imports from ", "from"),
        ("imports FROM\n", "from"),
        ("imports\nfrom ", "from"),
        ("imports from  ", "from"),
        ("imports (from ", "from"),
        ("imports from “", ""),
        ("imports-", "imports-"),
        ("from ", "from"),
        ("", ""),
        (f"imports {'x' * 40} ", "x" * 27),
    ],
)
def test_the_word_before_a_place_is_told_whatever_stands_between(before: str, word: str) -> None:
    assert word_before(f"{before}China imports", len(before)) == word


@pytest.mark.parametrize(
    ("after", "word"),
    [
        (" imports more", "imports"),
        (" IMPORTS", "imports"),
        ("\nimports more", "imports"),
        (", “imports” more", "imports"),
        ("’s imports", "s"),
        (" Xi’s imports", "xi’s"),
        (" _ _x more", "x"),
        (" ", ""),
        ("", ""),
        (f" {'x' * 40} more", "x" * 27),
    ],
)
def test_the_word_after_a_place_is_told_whatever_stands_between(after: str, word: str) -> None:
    assert word_after(f"China{after}", 5) == word


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("duties of up to 25% on cars", ["up to 25%"]),
        ("The quota goes up to 50,000 tonnes a year.", ["50,000 tonnes"]),
    ],
)
def test_up_belongs_to_the_amount_or_to_the_verb(text: str, quotes: list[str]) -> None:
    assert [text[span.start : span.end] for span in magnitudes_in(text, 0, len(text))] == quotes
