"""Sentences as spans into the exact text; never alters the text, knows no meaning.

The rules look at each stop and each line end once, with str.find, in time linear in the length of the text.
Boundary F1 and speed, against nupunkt 0.8: measured by benchmarks/sentences.py.
"""

from itertools import pairwise
from typing import Final

_TITLES: Final = frozenset(
    "Mr Mrs Ms Messrs Dr Drs Prof Gov Govs Sen Sens Rep Reps Gen Lt Col Capt Cmdr Maj Sgt Adm Hon Rev Fr "
    "Mt Ft Pres Amb Supt vs Vs cf viz e.g E.g i.e I.e".split()
)
_NUMBERED: Final = frozenset(
    "No Nos no nos Art Arts art Sec Secs sec Fig Figs fig Ch ch Vol vol Para para p pp Eq Tab".split()
)
# these end a sentence only before a word that usually begins one
_SOFT: Final = frozenset(
    "Inc Corp Co Cos Ltd Bros Jr Sr St Ste Ave Blvd Bhd Pty Pte Cie Dept Assn Intl Natl Univ Est est "
    "approx Approx ca al etc incl excl min max avg Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon "
    "Tue Tues Wed Thu Thur Thurs Fri Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Kan Ky Mass Md Mich Minn "
    "Mont Neb Nev Okla Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que Alta Sask".split()
)
_STARTERS: Final = frozenset(
    "The A An He She It They We I You This That These Those His Her Its Their Our My Your There Here In "
    "On At By For From With Without Within After Before When Whenever While If As But Because Since "
    "Although Though However Meanwhile Also Some Many Most Much Both All Any Several Few Not Nor Now Then "
    "Such What Who Where Why How Under Over During Despite Instead Even Only Other Others Another Each "
    "Every Once Until Unless Yet So Still Or Thus Moreover Nevertheless Nonetheless Therefore Rather Just "
    "Perhaps Maybe Earlier Later Last Next Yesterday Today Tomorrow Between Among Against About Asked "
    "Unlike Across Given More Nobody Nothing Neither Either Two Three".split()
)
_AFTER_CLOCK: Final = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Eastern Central Pacific Mountain Greenwich "
    "London January February March April May June July August September October November December".split()
)
# line ends on which no heading ends
_GOES_ON: Final = frozenset(
    "a an the of and or in on at by for from to with as but that which who is are was were be been has "
    "have had its their his her our into over under between than said says will would not de la le du des "
    "und der die".split()
)
_STOPS: Final = ".!?…。！？؟।"
_WIDE_STOPS: Final = "。！？"
_CLOSERS: Final = "\"'”’»)]}›」』）】"
_OPENERS: Final = "\"'“‘«([{‹「『（【¿¡„"
_BULLETS: Final = "•▪●◦‣·■►"
_DASHES: Final = "-*–—"
_SHORT_LINE: Final = 45
_WRAPPED_LINE: Final = 100
_LONGEST_ABBREVIATION: Final = 16
_BEFORE_WORD: Final = " \n-"
_SYMBOLS_FROM: Final = 0x2600
_LINE_ENDS: Final = str.maketrans("\r\u2028\u2029", "\n\n\n")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Ordered half-open spans without outer whitespace; every non-space character lies in exactly one."""
    cuts: list[int] = []
    if "\r" in text or _has_rare_breaks(text) or not _cut_paragraphs(text, cuts):
        cuts = []
        _cut_lines(text.replace("\r\n", " \n").translate(_LINE_ENDS), cuts)
    for stop in _STOPS[:3] if text.isascii() else _STOPS:
        _cut_stops(text, stop, cuts)
    cuts.sort()
    cuts.append(len(text))
    return _spans_between(text, cuts)


def _has_rare_breaks(text: str) -> bool:
    return "\u2028" in text or "\u2029" in text


def _cut_paragraphs(text: str, cuts: list[int]) -> bool:
    """Adds a cut at each blank line; whether there are no line ends but those of blank lines."""
    at = text.find("\n")
    while at >= 0:
        if text[at + 1 : at + 2] != "\n":
            return False
        cuts.append(at)
        at = text.find("\n", at + 2)
    return True


def _spans_between(text: str, cuts: list[int]) -> list[tuple[int, int]]:
    """The stretches between cuts, trimmed; empty ones vanish."""
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for cut in cuts:
        if cut <= start:
            continue
        end = cut
        while text[end - 1].isspace():
            end -= 1
        spans.append((start, end))
        start = cut
        while text[start : start + 1].isspace():
            start += 1
    return spans


def _cut_stops(text: str, stop: str, cuts: list[int]) -> None:
    """Adds a cut after each such stop that ends a sentence."""
    size, wide = len(text), stop in _WIDE_STOPS
    at = text.find(stop)
    while at >= 0:
        after = at + 1
        if after == size:
            return
        following = text[after]
        if following == " ":
            _cut_before_space(text, at, after, cuts)
        elif following == "\n":
            if text[after + 1 : after + 2] != "\n":
                _cut_before_space(text, at, after, cuts)
        elif following in _CLOSERS:
            while after < size and text[after] in _CLOSERS:
                after += 1
            if wide and after < size and text[after] not in _STOPS:
                cuts.append(after)
            elif after < size and text[after].isspace():
                _cut_before_space(text, at, after, cuts)
        elif wide:
            if following not in _STOPS:
                cuts.append(after)
        elif following.isspace():
            _cut_before_space(text, at, after, cuts)
        elif following.isupper() and text[at - 2 : at].islower() and _is_glued(text, at):
            cuts.append(after)
        at = text.find(stop, at + 1)


def _is_glued(text: str, at: int) -> bool:
    """Two lower-case letters, a stop, and at once a word that begins sentences, outside an address."""
    low = max(0, at - 40)
    token = text[max(text.rfind(" ", low, at), text.rfind("\n", low, at), low - 1) + 1 : at]
    return token.isalpha() and _word_at(text, at + 1) in _STARTERS


def _word_at(text: str, at: int) -> str:
    """The letters from here on, at most fourteen; an apostrophe ends them."""
    end, limit = at, min(len(text), at + 14)
    while end < limit and text[end].isalpha():
        end += 1
    return text[at:end]


def _cut_before_space(text: str, at: int, after: int, cuts: list[int]) -> None:
    """Decides for a stop at `at`, whose closers end at `after`, before whitespace."""
    size, begin = len(text), after + 1
    while begin < size and text[begin].isspace():
        begin += 1
    if begin == size or text[begin] in _STOPS:
        return
    if ord(text[begin]) >= _SYMBOLS_FROM and not text[begin].isalnum():
        after = begin
        while after < size and not text[after].isalnum() and not text[after].isspace():
            after += 1
        begin = after + 1
        if begin >= size or not text[after].isspace():
            return
    while begin < size and text[begin] in _OPENERS:
        begin += 1
    following = text[begin : begin + 1]
    # eBay and iPhone begin sentences, other small letters do not
    if following.islower() and not text[begin + 1 : begin + 2].isupper():
        return
    if text[at] == "!" and text[max(0, at - 5) : at] == "Yahoo" and _word_at(text, begin) not in _STARTERS:
        return
    if text[at] != "." or not _is_abbreviation(text, at, begin, following, quoted=after > at + 1):
        cuts.append(after)


def _is_abbreviation(text: str, at: int, begin: int, following: str, *, quoted: bool) -> bool:
    """Whether the word before the stop asks for it, so that what follows still belongs to the sentence."""
    start, low = at, max(0, at - _LONGEST_ABBREVIATION)
    while start > low and text[start - 1] not in _BEFORE_WORD:
        start -= 1
    word = text[start:at].lstrip(_OPENERS)
    if not word or len(word) > 8 or (quoted and word not in _TITLES and "." not in word):
        return False
    if word in _TITLES:
        return True
    if word in _NUMBERED:
        return following.isdigit()
    if word.isdigit():
        return len(word) < 3 and _begins_sentence(text, start) and following.isalpha()
    if word in _SOFT or (len(word) == 1 and word.isupper()):
        return _word_at(text, begin) not in _STARTERS and (following.isalnum() or following == "&")
    if "." in word and word[0].isalpha() and max(map(len, word.split("."))) <= 2:
        return _asks_more_after_initials(word, _word_at(text, begin), following)
    return False


def _asks_more_after_initials(word: str, following_word: str, following: str) -> bool:
    """U.S. goes on before all but sentence starters; a clock only before days, months and zones."""
    if word in ("a.m", "p.m", "A.M", "P.M"):
        return following_word in _AFTER_CLOCK or (len(following_word) > 1 and following_word.isupper())
    return following_word not in _STARTERS and (following.isalnum() or following == "&")


def _begins_sentence(text: str, start: int) -> bool:
    """Whether a number here stands first in its text, line or sentence, as list numbers do."""
    if start == 0 or text[start - 1] == "\n":
        return True
    if start < 2 or text[start - 2] not in _STOPS:
        return False
    # the day of "Jan. 1." is no number of a list
    low = max(0, start - _LONGEST_ABBREVIATION)
    return text[max(text.rfind(" ", low, start - 2), low - 1) + 1 : start - 2] not in _SOFT | _NUMBERED


def _cut_lines(text: str, cuts: list[int]) -> None:
    """Adds cuts at blank lines and at single line ends that close a heading, caption or list item."""
    block: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            block.append((at, stripped))
        elif block:
            _cut_block(block, cuts)
            cuts.append(at)
            block = []
        at += len(line) + 1
    _cut_block(block, cuts)


def _cut_block(block: list[tuple[int, str]], cuts: list[int]) -> None:
    """Adds cuts at the line ends within one paragraph that hard wrapping does not explain."""
    if len(block) < 2:
        return
    width = max(len(line) for _, line in block)
    is_prose = block[-1][1].rstrip(_CLOSERS)[-1:] in tuple(_STOPS)
    for (_, line), (at, following) in pairwise(block):
        if _ends_at_line(line, following, width, is_prose):
            cuts.append(at)


def _ends_at_line(line: str, following: str, width: int, is_prose: bool) -> bool:
    """Whether a line is a heading, caption or list item rather than the first part of a wrapped sentence."""
    first = following[0]
    last = line.rstrip(_CLOSERS)[-1:]
    if first in _BULLETS:
        return True
    opens_list = last in tuple(_STOPS) or last == ":" or len(line) < _SHORT_LINE
    if first in _DASHES and following[1:2] == " ":
        return opens_list or line[0] in _DASHES
    if first.isdigit() and following.lstrip("0123456789")[:2] in (". ", ") ") and not following[:4].isdigit():
        return opens_list or line[0].isdigit()
    if last in tuple(_STOPS):
        # the rules for stops have looked at it already
        return False
    capital = following.lstrip(_OPENERS)[:1]
    if last in (",", ";", "-", "–", "—", "&", "/") or not (capital.isupper() or capital.isdigit()):
        return False
    tail = line[-12:].rpartition(" ")[2]
    if tail in _GOES_ON or _holds_stop(line):
        return False
    return _looks_deliberate(line, following, width, is_prose)


def _holds_stop(line: str) -> bool:
    """Whether a word of four letters ends a sentence inside the line, which no heading does."""
    at = line.find(". ")
    while at >= 0:
        if at > 3 and line[at - 4 : at].isalpha() and line[at - 1].islower():
            return True
        at = line.find(". ", at + 1)
    return False


def _looks_deliberate(line: str, following: str, width: int, is_prose: bool) -> bool:
    """Short, overlong, in a block without a full stop, in title case, or with room for the next word."""
    if len(line) < _SHORT_LINE or len(line) > _WRAPPED_LINE or not is_prose:
        return True
    if len(line) + 1 + len(following[:width].partition(" ")[0]) <= width:
        return True
    words = [word for word in line.split() if len(word) > 3]
    return len(words) > 2 and all(not word[0].islower() for word in words)
