"""One analysis, five ways of writing it down; none may change a word or do harm where it is opened."""

import csv
import io
import json
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.export import COLUMNS, render, to_dict, to_markdown, to_rows, to_table
from analysis.inert import csv_of
from analysis.model import (
    Analysis,
    Article,
    Centrality,
    Channel,
    DatedEvent,
    Measure,
    Mention,
    Outlook,
    PlaceReading,
    SectorReading,
    Span,
    Stance,
    Status,
)
from analysis.taxonomy import Taxonomy

TEXT = "Wheat falls\n\nOttawa hopes to sell wheat and steel from Jan. 13 to 17."
SENTENCE = Span(13, len(TEXT))


def reading_of(sector: str, *, centrality: Centrality = Centrality.PRIMARY) -> SectorReading:
    return SectorReading(
        sector=sector,
        centrality=centrality,
        outlook=Outlook.OPPORTUNITY,
        score=62,
        components=(("prominence", 0.5),),
        segments=("grains",) if sector == "agriculture" else (),
        channels=(Channel.MARKET_ACCESS,),
        evidence=(SENTENCE,),
        mentions=(
            Mention(span=Span(34, 39), sentence=1, term="wheat", sector=sector, segment="grains", rule="term"),
        ),
    )


@pytest.fixture
def analysis() -> Analysis:
    return Analysis(
        article=Article(id="a1", text=TEXT, title="Wheat falls", title_end=11),
        readings=(reading_of("agriculture"), reading_of("metals")),
        passing=(reading_of("energy", centrality=Centrality.PASSING),),
        measures=(
            Measure(
                channel=Channel.MARKET_ACCESS,
                stance=Stance.LIBERALISING,
                status=Status.HOPED,
                implementers=("CHN",),
                targets=("CAN",),
                sectors=("agriculture",),
                evidence=(SENTENCE,),
                rules=("hope",),
            ),
        ),
        links=(),
        places=(PlaceReading(iso3="CAN", evidence=(Span(13, 19),)),),
        named_places=(),
        events=(
            DatedEvent(
                when="from Jan. 13 to 17",
                what="to sell wheat",
                on=date(2026, 1, 13),
                until=date(2026, 1, 17),
                evidence=SENTENCE,
                note="",
            ),
        ),
        suppressed=(),
        notes=("Very short text: counts mean little.",),
        engine_version="0.1.0",
        taxonomy_digest="0123456789abcdef",
    )


def display_width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) == "W" else 1 for letter in line)


def with_text(analysis: Analysis, text: str) -> Analysis:
    """The same reading of another text, quoted whole."""
    whole = Span(0, len(text))
    return replace(
        analysis,
        article=replace(analysis.article, text=text, title=text),
        readings=tuple(replace(reading, evidence=(whole,), mentions=()) for reading in analysis.readings),
        passing=(),
        measures=(),
        places=(),
        named_places=(),
        events=tuple(replace(event, what=text, evidence=whole) for event in analysis.events),
    )


def test_the_keys_stand_in_the_promised_order(analysis: Analysis, mini_taxonomy: Taxonomy) -> None:
    record = to_dict(analysis, mini_taxonomy)
    assert list(record) == (
        "id title text engine_version taxonomy_digest sectors passing measures places named_places events notes".split()
    )
    for sector in record["sectors"] + record["passing"]:
        assert list(sector)[:8] == "id name centrality outlook score segments channels evidence".split()
    assert list(record["events"][0])[:4] == ["when", "what", "on", "evidence"]


def test_the_record_says_what_was_read(analysis: Analysis, mini_taxonomy: Taxonomy) -> None:
    record = to_dict(analysis, mini_taxonomy)
    assert [sector["id"] for sector in record["sectors"]] == ["agriculture", "metals"]
    assert [sector["id"] for sector in record["passing"]] == ["energy"]
    assert record["sectors"][1]["name"] == "Steel, aluminium & base metals"
    assert record["sectors"][0]["mentions"] == [
        {"start": 34, "end": 39, "text": "wheat", "term": "wheat", "rule": "term"}
    ]
    assert record["measures"][0]["status"] == "hoped"
    assert record["places"] == ["CAN"]
    assert (record["events"][0]["on"], record["events"][0]["until"]) == ("2026-01-13", "2026-01-17")


def test_every_quotation_is_the_text_between_its_offsets(analysis: Analysis, mini_taxonomy: Taxonomy) -> None:
    record = to_dict(analysis, mini_taxonomy)
    holders = [*record["sectors"], *record["passing"], *record["measures"], *record["events"]]
    quotes = [quote for holder in holders for quote in holder["evidence"]]
    assert len(quotes) == 5
    assert all(record["text"][quote["start"] : quote["end"]] == quote["text"] for quote in quotes)


def test_a_day_that_is_not_resolved_stays_open(analysis: Analysis, mini_taxonomy: Taxonomy) -> None:
    event = replace(analysis.events[0], on=None, until=None, note="no publication date")
    unresolved = replace(analysis, events=(event,))
    assert to_dict(unresolved, mini_taxonomy)["events"][0]["on"] is None
    assert "day not resolved" in to_table(unresolved, mini_taxonomy)
    assert "day not resolved" in to_markdown(unresolved, mini_taxonomy)


def test_json_is_an_object_for_one_article_and_an_array_otherwise(
    analysis: Analysis, mini_taxonomy: Taxonomy
) -> None:
    record = to_dict(analysis, mini_taxonomy)
    for count, expected in ((0, []), (1, record), (2, [record] * 2), (3, [record] * 3)):
        written = "".join(render([analysis] * count, mini_taxonomy, style="json"))
        assert json.loads(written) == expected
        assert written.endswith("\n")


def test_json_lines_hold_one_line_per_article_whatever_breaks_lines_elsewhere(
    analysis: Analysis, mini_taxonomy: Taxonomy
) -> None:
    odd = with_text(analysis, "wheat\u2028barley\x85canola\u2029\r\n\x0c")
    lines = "".join(render([odd, analysis], mini_taxonomy, style="jsonl")).splitlines()
    assert [json.loads(line)["text"] for line in lines] == [odd.article.text, TEXT]


def test_csv_has_one_row_per_implicated_sector_and_quotation(
    analysis: Analysis, mini_taxonomy: Taxonomy
) -> None:
    written = "".join(render([analysis, analysis], mini_taxonomy, style="csv"))
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert [row["sector"] for row in rows] == ["agriculture", "metals"] * 2
    assert rows[0]["quote"] == TEXT[13:]
    assert tuple(rows[0]) == COLUMNS


def test_csv_says_what_an_act_does_and_keeps_measures_that_name_no_sector(
    analysis: Analysis, mini_taxonomy: Taxonomy
) -> None:
    everywhere = replace(analysis.measures[0], sectors=(), stance=Stance.RESTRICTIVE)
    both = replace(analysis, measures=(*analysis.measures, everywhere))
    rows = list(csv.DictReader(io.StringIO("".join(render([both], mini_taxonomy, style="csv")), newline="")))
    assert [(row["sector"], row["stances"], row["channels"]) for row in rows[:1] + rows[-1:]] == [
        ("agriculture", "liberalising", rows[0]["channels"]), ("", "restrictive", "market_access"),
    ]  # fmt: skip
    assert rows[-1]["quote"] == TEXT[SENTENCE.start : SENTENCE.end]


def test_a_sector_without_evidence_keeps_its_row(analysis: Analysis, mini_taxonomy: Taxonomy) -> None:
    bare = replace(analysis, readings=(replace(analysis.readings[0], evidence=()),))
    assert to_rows(bare, mini_taxonomy)[0][-3:] == ("", "", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_opens_like_a_formula(analysis: Analysis, mini_taxonomy: Taxonomy, start: str) -> None:
    hostile = with_text(analysis, start + 'HYPERLINK("http://example.org")')
    row = next(csv.reader(io.StringIO(csv_of(to_rows(hostile, mini_taxonomy)), newline="")))
    assert row[1] == row[-1] == "'" + hostile.article.text


def test_markdown_shows_foreign_text_as_it_is(analysis: Analysis, mini_taxonomy: Taxonomy) -> None:
    hostile = with_text(analysis, "<script>x</script> *a* [b](c) | `d` $e$ ~f~ &amp;\n# g")
    written = to_markdown(hostile, mini_taxonomy)
    assert r"\<script\>x\</script\> \*a\* \[b\]\(c\) \| \`d\` \$e\$ \~f\~ \&amp; \# g" in written
    assert "\n# g" not in written


@pytest.mark.parametrize(("text", "shown"), [("- a", r"\- a"), ("1. a", r"1\. a"), ("+ a", r"\+ a")])
def test_markdown_makes_no_list_of_a_quotation(
    analysis: Analysis, mini_taxonomy: Taxonomy, text: str, shown: str
) -> None:
    assert f"\n> {shown}\n" in to_markdown(with_text(analysis, text), mini_taxonomy)


def test_markdown_holds_sectors_quotations_dates_and_notes(analysis: Analysis, mini_taxonomy: Taxonomy) -> None:
    written = to_markdown(analysis, mini_taxonomy)
    assert written.startswith("# Wheat falls\n")
    assert "| Agriculture | primary | opportunity | 62 | market access | Grains |" in written
    assert "**Named in passing:** Energy" in written
    assert "> Ottawa hopes to sell wheat and steel" in written
    assert "- from Jan. 13 to 17 \\(2026-01-13 to 2026-01-17\\): to sell wheat" in written
    assert "- Very short text" in written


def test_the_table_quotes_a_shared_sentence_once(analysis: Analysis, mini_taxonomy: Taxonomy) -> None:
    table = to_table(analysis, mini_taxonomy)
    assert table.count("Ottawa hopes to sell") == 1
    assert "Named in passing: Energy" in table
    assert "Places: Canada (CAN)" in table
    assert "China on Canada; " in table


def test_a_measure_against_everybody_says_so_in_words(analysis: Analysis, mini_taxonomy: Taxonomy) -> None:
    on_all = replace(analysis, measures=(replace(analysis.measures[0], targets=("ALL",)),))
    for told in (to_table(on_all, mini_taxonomy), to_markdown(on_all, mini_taxonomy)):
        assert "China on all countries; " in told
        assert "ALL" not in told
    assert to_dict(on_all, mini_taxonomy)["measures"][0]["targets"] == ["ALL"]


def test_the_table_says_when_nothing_is_found(analysis: Analysis, mini_taxonomy: Taxonomy) -> None:
    nothing = replace(analysis, readings=(), passing=())
    assert "No sector is named in this text." in to_table(nothing, mini_taxonomy)
    assert "No sector is named in this text." in to_markdown(nothing, mini_taxonomy)
    passing = replace(analysis, readings=())
    assert "No sector is more than named in passing." in to_table(passing, mini_taxonomy)


def test_columns_line_up_under_wide_letters(analysis: Analysis, mini_taxonomy: Taxonomy) -> None:
    wide = replace(mini_taxonomy.sectors[0], name="農業")
    taxonomy = replace(mini_taxonomy, sectors=(wide, *mini_taxonomy.sectors[1:]))
    lines = to_table(analysis, taxonomy).splitlines()
    first, second = (next(line for line in lines if line.startswith(name)) for name in ("農業", "Steel"))
    assert first.index("primary") + 2 == second.index("primary")


def test_the_table_keeps_to_its_width(analysis: Analysis, mini_taxonomy: Taxonomy) -> None:
    long = with_text(analysis, "the price of wheat 農業 fell " * 40)
    for width in (80, 132):
        lines = to_table(long, mini_taxonomy, width=width).splitlines()
        assert width - 20 < max(map(display_width, lines)) <= width


@given(text=st.text(min_size=1))
def test_the_table_sends_a_terminal_nothing_but_lines(text: str) -> None:
    article = Article(id="a", text=text, title=text)
    analysis = Analysis(
        article=article, readings=(), passing=(), measures=(), links=(), places=(), named_places=(), events=(), suppressed=(), notes=(text,),
        engine_version="0.1.0", taxonomy_digest="0",
    )  # fmt: skip
    table = to_table(analysis, Taxonomy(sectors=(), false_friends=(), digest="0", unwise=()))
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in table.replace("\n", ""))


def test_escape_sequences_and_turned_text_do_not_reach_the_terminal(
    analysis: Analysis, mini_taxonomy: Taxonomy
) -> None:
    table = to_table(with_text(analysis, "wheat \x1b[31mred\x1b[0m \u202etxet\u2066"), mini_taxonomy)
    assert "\x1b" not in table
    assert "\u202e" not in table
    assert "wheat [31mred[0m txet" in table
