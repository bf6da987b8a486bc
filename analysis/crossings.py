"""Goods that may or may not cross a border, said without a word of import or export: "is allowed into China"."""

from typing import Final

from analysis.clauses import Cue, words_between
from analysis.matcher import PlaceHit
from analysis.model import Channel

_AT_BORDERS: Final = frozenset((str(Channel.IMPORT_RESTRICTION), str(Channel.EXPORT_RESTRICTION)))
_BEFORE_PLACES: Final = (" into", " out of", " enter", " entering", " reaching", " leave", " leaving")
_AMONG_GOODS: Final = (
    *_BEFORE_PLACES, " back in", " the country", " abroad", " overseas", " shut to", " closed to", " to clear",
    " to admit", " to let in", "reopen to", "reopens to", "reopened to", "reopening to", "from entry", "from coming in",
    "from going to", "registration of", "registrations of",
)  # fmt: skip
_GATE_REACH: Final = 2


def is_crossing(thing: Cue) -> bool:
    """Whether the words are of goods that come in or go out, and of people and traffic just as often."""
    return thing.kind == "instrument" and thing.parts[0] in _AT_BORDERS and thing.words.endswith(_AMONG_GOODS)


def gate_of(text: str, thing: Cue, places: list[PlaceHit]) -> PlaceHit | None:
    """The country at whose border they are let in or kept out, where it follows: "kept out of American ports"."""
    if not is_crossing(thing) or not thing.words.endswith(_BEFORE_PLACES):
        return None
    after = next((hit for hit in places if hit.start >= thing.end), None)
    return after if after is not None and words_between(text, thing.end, after.start) <= _GATE_REACH else None
