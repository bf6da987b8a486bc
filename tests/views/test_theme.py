"""Every value of every vocabulary has a look, and no look is told by colour alone."""

import re

import pytest

from analysis.model import FIRMEST, Channel, Outlook, Status
from analysis.place_names import PLACES, place_name
from views.exposure import Exposure
from views.style import CSS
from views.theme import (
    CHANNELS,
    DARK,
    FILLS,
    LIGHT,
    OUTLOOKS,
    STATUSES,
    Palette,
    glyph_of,
    strongest,
)

SHOWN = [Outlook.OPPORTUNITY, Outlook.RISK, Outlook.MIXED, Outlook.WATCH]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_value_has_a_look() -> None:
    assert set(OUTLOOKS) == set(Outlook)
    assert set(STATUSES) == set(FILLS) == set(FIRMEST) == set(Status)
    assert list(CHANNELS) == list(Channel)


@pytest.mark.parametrize("what", ["glyph", "hollow", "symbol", "underline", "light", "dark", "label"])
def test_no_two_outlooks_share_a(what: str) -> None:
    assert len({getattr(OUTLOOKS[outlook], what) for outlook in SHOWN}) == len(SHOWN)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("outlook", SHOWN)
def test_marks_stand_out_on_both_surfaces(outlook: Outlook, palette: Palette) -> None:
    ink = OUTLOOKS[outlook].light if palette is LIGHT else OUTLOOKS[outlook].dark
    least = 3.0 if outlook is Outlook.WATCH else 4.5
    assert min(contrast(ink, palette.surface), contrast(ink, palette.raised)) >= least


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["text", "muted", "primary"])
def test_words_can_be_read_on_both_surfaces(ink: str, palette: Palette) -> None:
    colour = getattr(palette, ink)
    assert min(contrast(colour, palette.surface), contrast(colour, palette.raised)) >= 4.5


def test_a_glyph_is_filled_from_the_announcement_on() -> None:
    assert glyph_of(Outlook.RISK, Status.IN_FORCE) == glyph_of(Outlook.RISK, Status.ANNOUNCED) == "▼"
    assert glyph_of(Outlook.RISK, Status.THREATENED) == glyph_of(Outlook.RISK, None) == "▽"


def test_the_strongest_outlook_is_a_risk() -> None:
    assert strongest({Outlook.WATCH, Outlook.OPPORTUNITY, Outlook.RISK}) is Outlook.RISK
    assert strongest(set()) is Outlook.NONE


def test_every_place_that_the_engine_knows_has_a_name(seed: Exposure) -> None:
    assert all(place.iso3 in PLACES for place in seed.analysis.places)
    assert place_name("CHE") == "Switzerland"
    assert place_name("???") == "???"


def test_of_streamlits_own_names_only_those_without_a_key_are_styled() -> None:
    named = set(re.findall(r'data-testid="(\w+)"', CSS))
    assert named == {"stLayoutWrapper", "stElementContainer", "stSidebar", "stHeader"}
