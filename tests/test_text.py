"""Sentences are cut where a reader would cut them, and no character is lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import split_sentences
from benchmarks.sentences import load_examples

SEED = Path(__file__).parent.parent / "seeds" / "seed_article.txt"


@pytest.fixture
def seed_text() -> str:
    return SEED.read_text(encoding="utf-8")


TRICKY = st.lists(
    st.one_of(
        st.sampled_from(
            [*'.!?…。 \n\r\t"”»)(«“-•:;,', "A", "b", "1", "U.S.", "Mr.", "The ", "\n\n", "🎉", "\u2029"]
        ),
        st.characters(),
    ),
    max_size=60,
).map("".join)


def sentences_of(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(("text", "starts"), load_examples(), ids=[text[:40] for text, _ in load_examples()])
def test_an_example_is_cut_where_it_is_marked(text: str, starts: list[int]) -> None:
    assert [start for start, _ in split_sentences(text)[1:]] == starts


@pytest.mark.parametrize("text", ["", " ", "\n\n \r\n\t", "\u2029"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == []


@pytest.mark.parametrize("text", ["Copper", "x.", ".", "...", "«»", "no stop here", " U.S. ", "1.", "Mr."])
def test_a_text_without_an_inner_stop_is_one_trimmed_sentence(text: str) -> None:
    assert sentences_of(text) == [text.strip()]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("A Headline\nOnly One Line\n\nBody text.", ["A Headline", "Only One Line", "Body text."]),
        ("Talks by the U.S. Embassy\nCredit: Desk", ["Talks by the U.S. Embassy", "Credit: Desk"]),
        ("Prices rose\rby a tenth.", ["Prices rose\rby a tenth."]),
        ("One paragraph\n \t\nAnother", ["One paragraph", "Another"]),
        (
            "Output fell to 17 dlrs a bbl. Texas crude fell too.",
            ["Output fell to 17 dlrs a bbl.", "Texas crude fell too."],
        ),
        ("He spoke . . . and left.", ["He spoke . . . and left."]),
        ("It was fine; it rained: they left.", ["It was fine; it rained: they left."]),
        ("Shares of Acme Corp. Chairman Lee rose.", ["Shares of Acme Corp. Chairman Lee rose."]),
    ],
)
def test_lines_and_stops_that_were_once_wrong(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


def test_the_seed_keeps_its_captions_apart(seed_text: str) -> None:
    sentences = sentences_of(seed_text)
    assert sentences.count("Getty Images") == 3
    assert "Credit: Getty Images" in sentences
    assert "New commercial alliances abroad" in sentences
    assert sum("Jan. 18 before heading" in sentence for sentence in sentences) == 1


@given(TRICKY)
def test_every_visible_character_lies_in_exactly_one_sentence(text: str) -> None:
    spans = split_sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(TRICKY, TRICKY)
def test_a_blank_line_always_ends_a_sentence(one: str, two: str) -> None:
    text = one + "\n\n" + two
    assert not any(start < len(one) and end > len(one) + 2 for start, end in split_sentences(text))


@pytest.mark.parametrize(
    "piece", ["a.", ". ", "A. ", ".", '." ', "?!", "\n", "Getty\n", ". 🎉", "。」", "1. ", "- x\n", "a\u2028"]
)
def test_a_megabyte_of_one_piece_is_read(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    spans = split_sentences(text)
    assert sum(len(text[start:end].split()) for start, end in spans) >= len(text.split())
