"""What leaves the page: the rows that are shown, safe for spreadsheets, and a brief with its quotations."""

import csv
import io
import json
import unicodedata
from dataclasses import replace

import pytest

from views.exports import (
    COLUMNS,
    about_lines,
    brief_html,
    brief_markdown,
    evidence_csv,
    evidence_json,
    file_name,
    records,
)
from views.exposure import Exposure
from views.filters import Filters
from views.frames import table_frame

NOTHING = Filters()
ENERGY = Filters(sectors=("energy",))


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("filters", [NOTHING, ENERGY], ids=["all", "filtered"])
def test_the_csv_holds_the_rows_that_pass(seed: Exposure, filters: Filters) -> None:
    rows = rows_of(evidence_csv(seed, filters))
    assert len(rows) == len(filters.narrowed(seed.claims))
    assert {row["sector"] for row in rows} == {claim.sector for claim in filters.narrowed(seed.claims)}
    assert {row["sentence"].split()[0] for row in rows} == {
        s.split()[0] for s in table_frame(seed, filters)["sentence"]
    }


def test_offsets_in_the_csv_quote_the_text(seed: Exposure) -> None:
    for row in rows_of(evidence_csv(seed, NOTHING)):
        assert seed.article.text[int(row["start"]) : int(row["end"])] == row["sentence"]


def test_the_csv_opens_with_a_mark_and_ids_first(seed: Exposure) -> None:
    assert evidence_csv(seed, NOTHING).startswith(b"\xef\xbb\xbfsector,sector_name,")


def test_no_cell_is_a_formula(hostile: Exposure) -> None:
    assert len(rows_of(evidence_csv(hostile, NOTHING))) > 0
    for row in csv.reader(io.StringIO(evidence_csv(hostile, NOTHING).decode("utf-8-sig"))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_json_holds_the_same_records(seed: Exposure) -> None:
    document = json.loads(evidence_json(seed, ENERGY))
    assert document["evidence"] == records(seed, ENERGY)
    assert set(document["evidence"][0]) == set(COLUMNS)
    assert document["article"]["text"] == seed.article.text


def test_the_brief_quotes_each_piece_of_evidence_with_its_paragraph(seed: Exposure) -> None:
    brief = brief_markdown(seed, ENERGY).decode()
    numbers = {claim.unit for claim in ENERGY.narrowed(seed.claims)}
    for number in numbers:
        assert f"[^{number}]: “" in brief
    assert "(paragraph " in brief
    assert brief.startswith("# Canada Seeks Trade Deal")
    assert "\n\nDate not stated\n\n" in brief
    only = "hold only Energy; the summary is of the whole article."
    assert only in brief
    assert only in brief_html(seed, ENERGY).decode()
    assert "hold only" not in brief_markdown(seed, NOTHING).decode()


def test_a_hostile_article_stays_words_in_both_briefs(hostile: Exposure) -> None:
    page, text = brief_html(hostile, NOTHING).decode(), brief_markdown(hostile, NOTHING).decode()
    assert "<script>" not in page
    assert "<img" not in page
    assert "\\<script\\>" in text
    assert "\\:red\\[" in text
    assert "](javascript" not in text
    assert not [c for c in text if c != "\n" and unicodedata.category(c) == "Cc"]
    assert not set(text) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_a_file_is_named_after_the_article(seed: Exposure, hostile: Exposure) -> None:
    assert file_name(seed, "csv") == "exposure_canada-seeks-trade-deal-as-china-pushes-ottawa-t.csv"
    assert set(file_name(hostile, "csv")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.")


@pytest.mark.parametrize(
    ("source", "told"), [("eia.gov", "eia.gov, date not stated"), ("", "Date not stated")], ids=["source", "none"]
)
def test_a_source_keeps_its_own_name(seed: Exposure, source: str, told: str) -> None:
    article = replace(seed.article, source=source, url="", published=None)
    exposure = replace(seed, analysis=replace(seed.analysis, article=article))
    assert about_lines(exposure, NOTHING) == [told]
