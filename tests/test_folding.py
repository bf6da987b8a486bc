"""Folding keeps offsets: what is matched is what is quoted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.folding import fold, fold_phrase


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Rare-earth", "rare earth"),
        ("rare\u2010earth", "rare earth"),
        ("farmers\u2019", "farmers"),
        ("Québec", "quebec"),
        ("Que\u0301bec", "quebec"),
        ("zero\u200bwidth", "zerowidth"),
        ("soft\u00adwood", "softwood"),
        ("U.S.", "u s"),
        ("\u00abEV\u00bb", "ev"),
        ("Øresund Łódź", "oresund lodz"),
        ("STRASSE İstanbul", "strasse istanbul"),
        ("  \t\r\n", ""),
    ],
)
def test_spellings_of_one_word_fold_to_the_same_words(text: str, folded: str) -> None:
    assert fold_phrase(text) == folded


def test_a_foreign_letter_keeps_a_latin_word_from_standing_alone() -> None:
    assert " oil " not in fold("中oil 文").padded
    assert " oil " in fold("中 oil 文").padded


@pytest.mark.parametrize("text", ["a\r\ncopper", "e\u0301t copper", "\u200b\u200bcopper", "copper", "😀 copper"])
def test_spans_lead_back_to_the_original_characters(text: str) -> None:
    folded = fold(text)
    start = folded.padded.index("copper") - 1
    begin, end = folded.span(start, start + len("copper"))
    assert text[begin:end] == "copper"


@given(st.text(max_size=300))
def test_folding_never_fails_and_never_grows(text: str) -> None:
    folded = fold(text)
    assert len(folded.padded) <= len(text) + 2
    if folded.offsets is None:
        assert len(folded.padded) == len(text) + 2
    else:
        assert len(folded.offsets) == len(folded.padded) - 2
        assert folded.offsets == sorted(folded.offsets)


@given(st.text(max_size=100))
def test_folding_a_folded_phrase_changes_nothing(text: str) -> None:
    once = fold_phrase(text)
    assert fold_phrase(once) == once
