"""Tells a word from a name: Tim Rice is no crop, the Wheat Board is a body, wheat is wheat."""

import re
from typing import Final

from analysis.page import Page

_BEFORE: Final = re.compile(r"([^\W\d_][\w'’&.-]*)[ ]$")
_AFTER: Final = re.compile(r"(?:['’]s)?[ ]([^\W\d_][\w'’&.-]*)")
_WINDOW: Final = 40
_TITLES: Final = frozenset(
    "mr mrs ms miss dr sir dame lord lady prof professor president senator sen rep gov governor judge justice "
    "captain capt col gen general sgt st saint king queen prince princess pope".split()
)
_BODIES: Final = frozenset(
    "corp corporation inc incorporated ltd limited co company plc ag sa nv gmbh llc group holdings industries "
    "department dept ministry minister secretary undersecretary board council association assn institute union "
    "federation commission commissioner agency bureau committee exchange authority administration office bank "
    "trust fund party university college school society foundation forum congress alliance confederation "
    "organization organisation international enterprises partners systems technologies products act bill "
    "chamber news times post magazine journal daily review report street road avenue park stadium arena hall "
    "county city river lake bay island islands creek valley hills mountain mountains beach bridge".split()
)


def name_role(page: Page, start: int, end: int, sentence: int) -> str:
    """`word`, `body` (part of an organisation's name) or `name` (part of a person's or a place's name)."""
    text = page.text
    if not text[start].isupper() or start == page.starts[sentence] or text[start:end].isupper():
        return "word"
    role = _role_beside(text, start, end)
    # where every word has a capital, capitals tell nothing
    return role if role == "word" or page.case_of(sentence) == "plain" else "word"


def _role_beside(text: str, start: int, end: int) -> str:
    """What the words right before and after make of a capitalised word."""
    after = _AFTER.match(text, end, end + _WINDOW)
    next_word = after[1] if after else ""
    is_name_next = next_word[:1].isupper()
    if is_name_next and next_word.rstrip(".").lower() in _BODIES:
        return "body"
    window = max(0, start - _WINDOW)
    before = _BEFORE.search(text, max(window, text.rfind(" ", window, start - 1)), start)
    previous = before[1] if before else ""
    if previous.rstrip(".").lower() in _TITLES:
        return "name"
    if is_name_next:
        return "body"
    return "name" if previous[:1].isupper() and previous.lower() not in _OPENERS else "word"


# capitalised before a noun without making a name of it
_OPENERS: Final = frozenset(
    "the a an this that these those its their our his her north south east west northern southern eastern western "
    "new old big no some all any more most other both each for in on of and but or as at by from to with".split()
)
