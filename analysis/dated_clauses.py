"""What a date is the date of: the clause around it, in the words of the text. Knows no calendar."""

from typing import Final

from analysis import date_patterns as P
from analysis.clause_marks import Mark, marks_in, parts_of
from analysis.dated_acts import (
    act_after,
    act_before,
    has_no_subject,
    is_end_of_list,
    is_inserted,
    is_name,
    is_telling,
    without_telling,
)

# a date this near to the beginning of its sentence leads it
_LEADING: Final = 8
# how many words say enough, are plenty before the date, and are the most that is told
_ENOUGH: Final = 3
_PLENTY: Final = 6
_MOST: Final = 10
_ARTICLES: Final = frozenset(("the", "a", "an", "The", "A", "An"))
_GENITIVES: Final = ("'s", "’s")
# what opens a clause inside a clause: the last of them opens the one that is dated
_INNER: Final = frozenset(
    "since when after before because until once".split()  # a condition or a doubt is never cut off
)
_STOPS: Final = '.,;:!?)”"»’'
# start, end and sentence of a date
Place = tuple[int, int, int]
# start and end of a clause, a date or a sentence
Stretch = tuple[int, int]


def clauses_around(
    text: str, sentences: list[tuple[int, int]], places: list[Place]
) -> list[tuple[int, int, str]]:
    """For each place the clause around it and up to ten of its words, verbatim, without the date."""
    clauses: list[tuple[int, int, str]] = []
    before, following, passed = -1, 0, 0
    marks: list[Mark] = []
    for number, (start, end, sentence) in enumerate(places, 1):
        opening, stop = sentences[sentence]
        is_second = sentence == before
        if not is_second:
            marks, passed = marks_in(text, opening, stop), 0
        while passed < len(marks) and marks[passed][1] <= start:
            passed += 1
        begin = following if is_second else opening
        if number < len(places) and places[number][2] == sentence:
            boundary, following = _boundary(text, end, places[number][0], leads=start - opening < _LEADING)
            stop = max(end, boundary)
        what = _what(text, marks, passed, (begin, stop), (start, end), sentences[sentence])
        if is_second and what.count(" ") < 2:
            # a second date of the same thing: "in 2024 and 2025"
            begin, what = clauses[-1][0], clauses[-1][2] or what
        clauses.append((begin, stop, what))
        before = sentence
    return clauses


def _boundary(text: str, start: int, end: int, *, leads: bool) -> Stretch:
    """Where one dated clause stops and the next begins; a date that leads its sentence keeps what follows it."""
    reach = min(end, start + P.REACH)
    marks = [match.span() for match in P.CLAUSE_WORD.findall(text, start, reach)] or marks_in(text, start, reach)
    if leads:
        marks = [mark for mark in marks if mark[0] > start + 1]
    if marks:
        first, last = marks[-1] if leads else marks[0]
        # a bracket or a dash takes the space before it along
        return start + len(text[start:first].rstrip()), last
    if leads:
        return end, end
    return start, end if end - start < _LEADING else start


def _what(
    text: str, marks: list[Mark], passed: int, clause: Stretch, day: Stretch, sentence: Stretch
) -> str:  # fmt: skip
    """The part of the clause around the date; where that says too little or no act, the part before it or after it.

    passed: how many marks end before the date.
    """
    start, end = day
    begin, stop = max(clause[0], start - P.REACH), min(clause[1], end + P.REACH)
    opening, closing = max(sentence[0], start - P.REACH), min(sentence[1], end + P.REACH)
    left, last, before = _part_before(text, marks, passed - 1, begin, start)
    mark = _mark_after(marks, passed, end, stop)
    after = _trim(text[end : mark[0] if mark else stop].split())
    if len(before) + len(after) < _ENOUGH and not is_telling(before):
        earlier, is_apart = _earlier_part(text, marks, last, begin)
        if earlier:
            before, after = [*earlier, *(["…", *before] if is_apart and before else [])], []
        elif mark and (later := _later_part(text, mark[1], stop)):
            before, after = [], later
    if len(after) < _ENOUGH and is_telling(before):
        told = _trim(act_before(text, opening, left)) or before
        after = act_after(text, end, closing)
        if told is not before:
            return " … ".join((" ".join(_trim(_first_words(told, _MOST + _ENOUGH))), " ".join(before)))
    elif not after and (is_name(before) or not before):
        after = act_after(text, end, closing)
        is_signature = not after and is_name(act_before(text, opening, start))
        before = [] if is_signature else before
    before = _trim(_shortened(without_telling(before)))
    if has_no_subject(before) and (subject := act_before(text, opening, _first_mark(marks, left))):
        before = [*subject, "…", *before] if len(subject) < _PLENTY else before
    if not after or (len(before) >= _PLENTY and not (is_name(before) or is_telling(before))):
        return " ".join(before)
    if len(after) > _PLENTY:
        after = _first_words(after, max(_PLENTY, _MOST - _weight(before)))
    after = _trim(after, ends_only=True)
    return " … ".join([" ".join(words) for words in (before, after) if words])


def _mark_after(marks: list[Mark], passed: int, end: int, stop: int) -> Mark | None:
    """The first mark between two offsets, after so many that stand before them."""
    for index in range(passed, len(marks)):
        mark = marks[index]
        if mark[0] >= end:
            return mark if mark[1] <= stop else None
    return None


def _part_before(text: str, marks: list[Mark], last: int, begin: int, start: int) -> tuple[int, int, list[str]]:
    """(where the part before a date begins, which mark parts it from what is before, its words).

    last is the nearest mark before the date. The end of a list is no part.
    """
    left = max(begin, marks[last][1]) if last >= 0 and marks[last][0] >= begin else begin
    words = _trim(text[left:start].split())
    while last >= 0 and marks[last][0] > begin and is_end_of_list(words):
        last -= 1
        left = max(begin, marks[last][1]) if last >= 0 and marks[last][0] >= begin else begin
        words = _trim(text[left:start].split())
    return left, last, words


def _first_mark(marks: list[Mark], stop: int) -> int:
    """Where the first part of a sentence ends; at its beginning where no mark stands before stop."""
    return marks[0][0] if marks and marks[0][1] <= stop else 0


def _earlier_part(text: str, marks: list[Mark], last: int, begin: int) -> tuple[list[str], bool]:
    """(the words of the nearest part before a mark that has more than one, whether an insertion stands between)."""
    is_apart = False
    while last >= 0 and marks[last][0] >= begin:
        stop = marks[last][0]
        last -= 1
        words = text[max(begin, marks[last][1] if last >= 0 else 0) : stop].split()
        if is_inserted(words):
            is_apart = True
        elif len(words) > 1:
            return _trim(words), is_apart
    return [], is_apart


def _later_part(text: str, start: int, stop: int) -> list[str]:
    """The words of the nearest part from start on that has more than one."""
    for part in parts_of(text[start:stop]):
        words = _trim(part.split())
        if len(words) > 1:
            return words
    return []


def _weight(words: list[str]) -> int:
    """Articles do not count."""
    return len([word for word in words if word not in _ARTICLES])


def _first_words(words: list[str], limit: int) -> list[str]:
    """All of them, or so many that they weigh no more than the limit."""
    if len(words) <= limit:
        return words
    weight = 0
    for index, word in enumerate(words):
        weight += word not in _ARTICLES
        if weight > limit:
            return words[: min(index, 2 * _MOST)]
    return words


def _shortened(words: list[str]) -> list[str]:
    """Of a long clause its inner clause, where there is one, else its beginning, which says who does what."""
    if len(words) <= _MOST or _INNER.isdisjoint(words) or _weight(words) <= _MOST:
        return _first_words(words, _MOST)
    inner = [n for n, word in enumerate(words) if word in _INNER and len(words) - n > _ENOUGH]
    return _first_words(words[inner[-1] + 1 :] if inner else words, _MOST)


def _trim(words: list[str], *, ends_only: bool = False) -> list[str]:
    """Without joining words at the front, words that only lead to a date at the back, and stray marks."""
    first, stop = 0, len(words)
    while first < stop and words[first] in _GENITIVES:
        first += 1
    if not ends_only:
        while first < stop and _is_idle(words[first], P.JOINERS):
            first += 1
    while first < stop and _is_idle(words[stop - 1], P.LEADERS):
        stop -= 1
    if first == stop:
        return []
    kept = words[first:stop]
    kept[-1] = kept[-1].rstrip(_STOPS)
    return kept


def _is_idle(word: str, idle: frozenset[str]) -> bool:
    """Whether it is one of those words or a stray mark."""
    return word.lower() in idle or not (word[0].isalnum() or any(map(str.isalnum, word)))
