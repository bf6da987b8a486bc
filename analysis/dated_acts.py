"""Is it an act that stands beside a date, or only a name, or who told of it? And where the act stands then.

"Japan's Ministry of Economy on Monday announced curbs" dates the curbs and not the ministry; "the duty rises, the
minister said on Monday" dates the saying, so both are told. Words are those of the text, in its order.
"""

import re
from typing import Final

from analysis.clause_marks import parts_of

# what a name is made of beside words in capitals
_INSIDE_NAMES: Final = frozenset("of the and for a an de da di la du al & in at on s its".split())
# a name of something that takes place says what is dated
_HAPPENING: Final = frozenset(
    "summit conference forum expo fair review round meeting deadline election day congress session hearing council "
    "anniversary olympics festival week".split()
)
# who tells may take so many characters
_LONGEST_TELLER: Final = 120
_TELLING: Final = re.compile(
    r"(?:said|says|wrote|added|announced|reported|confirmed|declared|promised|warned|insisted|noted|"
    r"told (?:reporters|lawmakers|parliament))"
    r"(?:\s(?:late|early|here|separately|also))?"
    r"(?:\s(?:in|at|on)\s(?:an?|the|its|his|her|their)\s(?:[\w-]+\s){0,3}?[\w-]+(?:\s(?:published|issued|released))?)?"
)
# one of its verbs begins whatever fits that pattern
_TELLERS: Final = frozenset(
    "said says wrote added announced reported confirmed declared promised warned insisted noted told".split()
)
_DATELINE: Final = re.compile(r"[A-Z][\w.,'’/ ()-]{1,60}?\s(?:-{1,2}|–|—)\s")
# agencies and dashes between a dateline's date and the news
_LEAD_IN: Final = re.compile(r"[\s,;:)\]–—-]*(?:\([^)]{1,40}\))?[\s,;:–—-]*")
_INSERTED: Final = re.compile(r"(?:(?:[a-z]+ed|led|held|run|known)\s(?:by|in|on|at|as)|which|who|whose|whom)\s")
_TOLD: Final = frozenset("said says wrote added announced reported that".split())
_AUXILIARIES: Final = frozenset("has have had is are was were will would may might must can could should".split())


def is_name(words: list[str]) -> bool:
    """Whether these are words in capitals and what joins them, and no happening."""
    has_capitals = False
    for word in words:
        bare = word.strip("\"'“”‘’.,()").removesuffix("'s").removesuffix("’s")
        if bare[:1].isupper():
            if bare.lower() in _HAPPENING:
                return False
            has_capitals = True
        elif bare and bare not in _INSIDE_NAMES:
            return False
    return has_capitals


def is_telling(words: list[str]) -> bool:
    """Whether these say no more than who told of something: the ministry said in a statement."""
    if _TELLERS.isdisjoint(words):
        return False
    for number, word in enumerate(words):
        if number and word in _TELLERS and _TELLING.fullmatch(" ".join(words[number:])):
            return len(" ".join(words[:number])) <= _LONGEST_TELLER
    return False


def is_inserted(words: list[str]) -> bool:
    """Whether these stand between a subject and what it does: chaired by the minister, which buys nearly all."""
    return bool(_INSERTED.match(" ".join(words)))


def is_end_of_list(words: list[str]) -> bool:
    """Whether these end a list that a comma began: soybeans or corn."""
    return len(words) <= 4 and any(word in ("and", "or") for word in words[1:])


def has_no_subject(words: list[str]) -> bool:
    """Whether these say what is done and not who does it: has booked twelve cargoes."""
    return bool(words) and words[0] in _AUXILIARIES


def without_telling(words: list[str]) -> list[str]:
    """What is told, without "said that" before it."""
    for first, word in enumerate(words):
        if word.lower() not in _TOLD:
            return words[first:] if first else words
    return []


def act_before(text: str, opening: int, stop: int) -> list[str]:
    """The words from the beginning of a sentence to where it is told who says so; a dateline left out."""
    dateline = _DATELINE.match(text, opening, stop)
    place = [word for word in dateline[0].split() if any(map(str.isalpha, word))] if dateline else []
    if dateline and is_name(place):
        opening = dateline.end()
    return text[opening:stop].strip(" \n,;:–—-").split()


def act_after(text: str, end: int, closing: int) -> list[str]:
    """The words of the first part with more than one word from here to the end of a sentence."""
    lead_in = _LEAD_IN.match(text, end, closing)
    rest = text[lead_in.end() if lead_in else end : closing]
    return next((words for part in parts_of(rest) if len(words := part.split()) > 1), [])
