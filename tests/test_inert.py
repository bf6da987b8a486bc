"""What strangers wrote does no harm where it goes: no terminal is steered, no formula runs, no Markdown comes alive."""

import csv
import io
import re
import unicodedata
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.inert import FORMULA_STARTS, bare, cell, csv_of, markdown, plain, printable, without_folders

MISSING = [None, float("nan"), np.float64("nan"), pd.NaT, pd.NA]


@given(text=st.text())
def test_a_printed_line_is_one_line_and_steers_nothing(text: str) -> None:
    for line in (printable(text), plain(text)):
        assert not {unicodedata.category(c) for c in line} & {"Cc", "Cs", "Zl", "Zp"}
        assert not set(line) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("/home/me/a b/my store: is no store. Make it: corpus add /home/me/a b/my store INPUT.", "my store: is no store. Make it: corpus add my store INPUT."),
        ("x: cannot be opened: [Errno 13] Permission denied: '/srv/secret/x'", "x: cannot be opened: [Errno 13] Permission denied: 'x'"),
        ("~/me/watch.yaml: cannot be read", "watch.yaml: cannot be read"),
        ("C:\\Users\\me\\store: is not a store", "store: is not a store"),
        ("/store/: is not a store", "store: is not a store"),
        ("in /data/in.jsonl:81 and /data/more.csv:3", "in in.jsonl:81 and more.csv:3"),
        # no path of this machine
        ("https://example.org/a/b: is an address", "https://example.org/a/b: is an address"),
        ("data/in.jsonl:3 is 1/2 of and/or", "data/in.jsonl:3 is 1/2 of and/or"),
    ],
)
def test_a_path_is_shown_by_its_last_name(said: str, shown: str) -> None:
    assert without_folders(said) == shown


def test_a_printed_line_shows_where_something_was() -> None:
    assert printable("a\tb\nc\x1b[2J\u202e") == "a b c\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}"
    assert plain(" a\t b\nc\x1b[2J\u202e") == "a b c[2J"


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_text_that_begins_like_a_formula_is_quoted(start: str) -> None:
    assert cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", MISSING, ids=repr)
def test_what_is_missing_is_none_in_json_and_empty_in_a_table(value: object) -> None:
    assert bare(value) is None
    assert cell(value) == ""


@pytest.mark.parametrize("value", ["nan", "None", "NaT", 0, -5, -1.5, True, date(2026, 1, 2)], ids=repr)
def test_words_that_look_missing_and_numbers_stay_as_they_are(value: object) -> None:
    assert bare(value) == value
    assert cell(value) == value


def test_lists_and_arrays_are_words_with_spaces_between() -> None:
    assert bare(np.array(["a", "b"])) == ["a", "b"]
    assert bare(np.int64(3)) == 3
    assert cell(np.array(["CAN", "USA"])) == cell(("CAN", "USA")) == "CAN USA"
    assert cell(["=a", "b"]) == "'=a b"


def test_rows_come_back_from_csv() -> None:
    rows = [["a", 'say "b", c\nd'], ["=x", None]]
    assert list(csv.reader(io.StringIO(csv_of(rows), newline=""))) == [["a", 'say "b", c\nd'], ["'=x", ""]]
    assert csv_of([["a", 1]], end="\n") == "a,1\n"


def test_markdown_shows_marks_as_they_are() -> None:
    assert markdown("- *a* [b](c)\n# <d>") == r"\- \*a\* \[b\]\(c\) \# \<d\>"
    assert markdown("1. a") == r"1\. a"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("see https://a.example", r"see https\://a.example"),
        ("see WWW.a.example", r"see WWW\.a.example"),
        ("write to press@ministry.example", r"write to press\@ministry.example"),
        (":red[a] :smile:", r"\:red\[a\] \:smile:"),
        ("hoped: 1.5 to 2.5", "hoped: 1.5 to 2.5"),
    ],
)
def test_markdown_makes_no_link_or_picture_of_words(text: str, written: str) -> None:
    assert markdown(text) == written


@pytest.mark.parametrize("part", [";", "\t", "\n", "\r\n"])
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])
def test_no_spreadsheet_set_to_other_separators_finds_a_formula_inside_a_cell(part: str, start: str) -> None:
    line = csv_of([["a1", f"Steel{part}{start}cmd|' /C calc'!A0", "x"]])
    assert not re.search(r"[;\t\r\n][=+\-@＝]", line)
    assert cell("wheat; steel; -5 per cent") == "wheat; steel; -5 per cent"
