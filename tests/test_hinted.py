"""What one look at a sentence tells of patterns that rarely fit."""

import re

import pytest

from analysis.hinted import Hinted, hints_in

CALLED = Hinted(re.compile(r"\bcalled on (\w+)"), "called on")
REFUSED = Hinted(re.compile(r"(?i)\b(?:won’t|refuses to) (\w+)"), "won’t ", "refuses to")


@pytest.mark.parametrize(
    ("sentence", "called", "refused"),
    [
        ("Oslo called on Rome to act.", True, False),
        ("OSLO CALLED ON ROME.", False, False),
        ("Rome won’t budge.", False, True),
        ("ROME REFUSES TO BUDGE.", False, True),
        ("", False, False),
        ("İstanbul called on Москва, which won’t answer 😀.", True, True),
    ],
)
def test_a_look_hides_no_place_where_a_pattern_fits(sentence: str, called: bool, refused: bool) -> None:
    hints = hints_in(sentence)
    for pattern, fits in ((CALLED, called), (REFUSED, refused)):
        assert (pattern.search(sentence, 0, len(sentence), hints) is not None) == fits
        assert (pattern.search(sentence, 0, len(sentence)) is not None) == fits
        assert bool(pattern.findall(sentence, 0, len(sentence), hints)) == fits


def test_a_pattern_without_its_words_is_not_tried() -> None:
    hints = hints_in("")
    assert hints == 0
    assert CALLED.search("Oslo called on Rome.", 0, 20, hints) is None
    assert CALLED.findall("Oslo called on Rome.", 0, 20, hints) == []


def test_a_pattern_that_came_after_a_look_is_looked_for_in_the_next() -> None:
    assert hints_in("a tax") == hints_in("A TAX")
    later = [Hinted(re.compile(f"tax{number}"), f"tax{number}") for number in range(70)]
    for number, pattern in enumerate(later):
        sentence = f"a tax{number} and no more"
        assert pattern.search(sentence, 0, len(sentence), hints_in(sentence)) is not None
