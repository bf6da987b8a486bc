"""What one look at a sentence tells of patterns that rarely fit."""

import re

import pytest

from analysis.hinted import Hinted, Lookout

CALLED = Hinted(re.compile(r"\bcalled on (\w+)"), "called on")
REFUSED = Hinted(re.compile(r"(?i)\b(?:won’t|refuses to) (\w+)"), "won’t ", "refuses to")
LOOKOUT = Lookout()
LATER = Hinted(re.compile("tax"), "tax")


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
    hints = LOOKOUT.hints_in(sentence)
    for pattern, fits in ((CALLED, called), (REFUSED, refused)):
        assert (pattern.search(sentence, 0, len(sentence), hints) is not None) == fits
        assert (pattern.search(sentence, 0, len(sentence)) is not None) == fits
        assert bool(pattern.findall(sentence, 0, len(sentence), hints)) == fits


def test_a_pattern_without_its_words_is_not_tried() -> None:
    hints = LOOKOUT.hints_in("Rome is silent.")
    assert CALLED.search("Oslo called on Rome.", 0, 20, hints) is None
    assert CALLED.findall("Oslo called on Rome.", 0, 20, hints) == []


def test_a_pattern_that_came_after_the_look_out_is_always_tried() -> None:
    assert LATER.search("a tax", 0, 5, LOOKOUT.hints_in("a tax")) is not None
