"""Dates as spans, resolved against the day of publication where that can be done honestly.

A first look is for a few short strings, so texts without dates cost next to nothing; all further
looks stay within a few dozen characters of what it found. Never guesses a year or a fiscal year.
"""

import re
from bisect import bisect_right
from datetime import date, timedelta

from analysis import date_patterns as P
from analysis.date_periods import (
    FISCAL,
    NO_ANCHOR,
    NO_SUCH_DAY,
    NO_YEAR,
    QUARTER,
    ROUGH,
    day_of,
    day_range,
    last_day_of,
    numeric_day,
    period,
    quarter_of,
    year_of_month,
)
from analysis.dated_clauses import clauses_around


class DateMention:
    """text[start:end] names first..last, both inclusive; None is honestly not resolved, and note says why."""

    __slots__ = ("end", "first", "last", "note", "sentence", "start")

    def __init__(
        self, start: int, end: int, sentence: int, first: date | None, last: date | None, note: str
    ) -> None:  # fmt: skip
        self.start, self.end, self.sentence = start, end, sentence
        self.first, self.last, self.note = first, last, note


_Found = tuple[int, int, date | None, date | None, str]


def find_dates(text: str, sentences: list[tuple[int, int]], published: date | None) -> list[DateMention]:
    """Ordered, disjoint mentions; without a publication date, today and its like are left out."""
    anchors = _anchors_in(text)
    if not anchors:
        return []
    starts = [start for start, _ in sentences]
    mentions: list[DateMention] = []
    for at in anchors:
        if (mentions and at < mentions[-1].end) or _is_inside_word(text, at):
            continue
        try:
            found = _read(text, at, published)
        except (ValueError, OverflowError):
            # a step out of the calendar, from a publication date in year 1 or 9999
            continue
        if found is None:
            continue
        start, end, first, last, note = found
        while mentions and mentions[-1].end > start:
            mentions.pop()
        number = bisect_right(starts, start) - 1
        if number < 0 or end > sentences[number][1]:
            continue
        mentions.append(DateMention(start, end, number, first, last, note))
    return mentions


def find_events(
    text: str, sentences: list[tuple[int, int]], dates: list[DateMention]
) -> list[tuple[int, int, str]]:
    """One (start, end, what) per mention: the clause around it and what it dates, in the words of the text."""
    found = clauses_around(text, sentences, [(day.start, day.end, day.sentence) for day in dates])
    # a mark between clauses may leave a space before the next
    return [(start + text[start].isspace(), end, what) for start, end, what in found]


def _is_inside_word(text: str, at: int) -> bool:
    """Whether letters or digits run on from before here; FY2025 may."""
    return at > 0 and text[at].isalnum() and text[at - 1].isalnum() and text[max(0, at - 2) : at] != "FY"


def _anchors_in(text: str) -> list[int]:
    """Where dates may stand, in order; a week, month or year only behind last, this or next."""
    return sorted([
        at
        for index, at, _ in P.ANCHOR.hits(text)
        if index < P.FIRST_UNIT or text[max(0, at - 4) : at].lower() in P.STEPS
    ])


def _read(text: str, at: int, published: date | None) -> _Found | None:
    """The date of which this is the first sign, read as its first letters ask for."""
    if text[at].isdigit():
        return _read_year(text, at, published)
    if not text[at].isupper():
        return _read_relative(text, at, published)
    if text[at] == "Q":
        return _read_bare_quarter(text, at)
    is_month = text[at : at + 3].lower() in P.MONTHS
    return _read_month(text, at, published) if is_month else _read_weekday(text, at, published)


def _month_number(name: str) -> int:
    return P.MONTHS[name[:3].lower()]


def _read_month(text: str, at: int, published: date | None) -> _Found | None:
    """Everything that is built around the name of a month."""
    found = P.MONTH.match(text, at)
    if not found:
        return None
    before = text[max(0, at - 24) : at]
    if before[-1:] == "/":
        return None
    # 13 January, 13th January, 13 of January: other letters cannot end a day
    day_before = P.DAY_BEFORE.search(before) if before[-2:-1] in P.DAY_ENDS else None
    if day_before:
        return _read_day_month(text, at - len(day_before[0]), day_before, found, published)
    match = P.MONTH_DAY.match(text, at)
    if match:
        name, first, second_name, last, year = match.groups()
        month = _month_number(name)
        until = _month_number(second_name) if second_name else month
        begin, end = (month, int(first)), (until, int(last or first))
        dates = day_range(published, year, begin, end, is_ahead=_is_ahead(text, at, published))
        if 0 < int(first) <= 31 and int(last or 1) <= 31:
            return (*_with_weekday(text, at, match.end()), *dates)
    return _read_bare_month(text, at, found, before, published)


def _read_day_month(
    text: str, start: int, before: re.Match[str], match: re.Match[str], published: date | None
) -> _Found | None:
    """13 January, 13-17 January, 28 January to 3 February, each with or without a year."""
    first, last = int(before[1]), int(before[2] or before[1])
    if not 0 < first <= 31 or not 0 < last <= 31 or text[match.end() : match.end() + 1] == "/":
        return None
    month = until = _month_number(match[1])
    year, end = match[3], match.end()
    further = None if match[2] else P.TO_DAY_MONTH.match(text, end)
    if further:
        last, until, year, end = int(further[1]), _month_number(further[2]), further[3] or year, further.end()
    dates = day_range(published, year, (month, first), (until, last), is_ahead=_is_ahead(text, start, published))
    return (*_with_weekday(text, start, end), *dates)


def _with_weekday(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a day together with the weekday before it: Tuesday, Jan. 13 and Tuesday (Jan. 13)."""
    before = text[max(0, start - 16) : start]
    weekday = P.WEEKDAY_BEFORE.search(before) if "day" in before else None
    if not weekday:
        return start, end
    closes = weekday[0].endswith("(") and text[end : end + 1] == ")"
    return start - len(weekday[0]), end + closes


def _words_of(before: str) -> list[str]:
    """The words up to a date in small letters, none if something other than space or hyphen stands between."""
    if before[-1:] not in (" ", "-", "\n"):
        return []
    return before.lower().rstrip("-").split()


def _part_of(words: list[str]) -> str:
    """early, mid, late, end, last, next or this, right before or with of or in between; or nothing."""
    if words and words[-1] in ("of", "in"):
        words = words[:-1]
    return words[-1] if words and words[-1] in P.PARTS else ""


def _read_bare_month(
    text: str, at: int, match: re.Match[str], before: str, published: date | None
) -> _Found | None:
    """A month alone or with a year; May, March and short forms only where the words around say so."""
    if text[match.end() : match.end() + 1] == "/":
        return None
    name, second, year = match.groups()
    words = _words_of(before)
    is_second = len(words) > 1 and words[-1] in ("and", "or") and words[-2][:3] in P.MONTHS
    context = is_second or (bool(words) and words[-1] in P.MONTH_CONTEXT)
    if not year and not context:
        previous = before.rstrip().rpartition(" ")[2]
        if len(name) < 5 or name in ("March", "April", "August") or previous[:1].isupper():
            return None
    if not year and context and name == "May" and text[match.end() : match.end() + 2].strip()[:1].isupper():
        return None
    word = _part_of(words)
    start, end = at - (len(before) - before.lower().rindex(word)) if word else at, match.end()
    if not second and name.endswith(".") and not year and text[end : end + 1] in ("", "\n"):
        end -= 1
    month = _month_number(name)
    until = _month_number(second) if second else month
    if year is not None:
        number = int(year) - (until < month)
    elif published is not None and (step := P.YEAR_STEP.match(text, end)):
        number, end = published.year + P.STEPS[step[1]] - (until < month), step.end()
    elif published is not None:
        number = year_of_month(published, month, word)
        # nothing happens since a month that has not come
        if date(number, month, 1) > published:
            is_done = not word and _looks_back(text[max(0, at - P.TENSE_REACH) : at])
            number -= is_done or "since " in before
    else:
        return start, end, None, None, NO_YEAR
    last = last_day_of(number + (until < month), until)
    first = date(number, month, 1)
    if word in ("early", "mid", "late", "end"):
        days = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day), "end": (last.day - 6, last.day)}
        begin, stop = days[word]
        return start, end, first.replace(day=begin), last.replace(day=stop), ROUGH
    return start, end, first, last, ""


def _read_year(text: str, at: int, published: date | None) -> _Found | None:
    """Everything that is built around a year in digits."""
    before = text[max(0, at - 32) : at]
    iso = P.ISO.match(text, at) if text[at + 4 : at + 5] == "-" else None
    if iso and before[-1:] not in ("-", "/", "."):
        day = day_of(*map(int, iso.groups()))
        return at, iso.end(), day, day, "" if day else NO_SUCH_DAY
    match = P.YEARS.match(text, at)
    if not match:
        return None
    year, end = int(match[1]), match.end()
    if before[-1:] in ("/", "."):
        numeric = P.NUMERIC_BEFORE.search(before)
        if not numeric:
            return None
        return (at - len(numeric[0]), end, *numeric_day(int(numeric[1]), int(numeric[3]), year))
    words = _words_of(before)
    nearest = words[-1] if words else before[-2:].lower()
    if nearest in ("fiscal", "year", "fy"):
        fiscal = P.FISCAL_BEFORE.search(before)
        return (at - len(fiscal[0]), end, None, None, FISCAL) if fiscal else None
    quarter = P.QUARTER_BEFORE.search(before) if nearest in P.QUARTER_ENDS else None
    if quarter:
        months = 6 if (quarter[2] or "").lower() == "half" else 3
        days = quarter_of(year, months, P.ORDINALS[(quarter[1] or quarter[3]).lower()])
        return (at - len(quarter[0]), end, *days, "") if days else None
    return _read_plain_year(text, at, match, before, words)


def _read_plain_year(
    text: str, at: int, match: re.Match[str], before: str, words: list[str]
) -> _Found | None:
    """A year or a range of years behind a word that asks for one; a number of things is not a year."""
    year, end = int(match[1]), match.end()
    last = int(match[2]) if match[2] else (year - year % 100 + int(match[3]) if match[3] else year)
    if last < year:
        return None
    context = words[-1] if words else ""
    if match[2] and " and " in match[0] and context != "between":
        end, last = at + 4, year
    is_second = context in ("and", "or") and len(words) > 1 and P.YEARS.fullmatch(words[-2])
    if context not in P.YEAR_CONTEXT and not is_second:
        # a range needs no word before it, but must not be the tail of a number or a code
        if last == year or before[-1:] in (",", "$", "€", "£", "-", "#"):
            return None
    elif context in P.WEAK_CONTEXT:
        counted = P.COUNTED.match(text, end)
        if counted and counted[0] not in P.VERBS_IN_S:
            return None
    word = _part_of(words)
    if word not in P.MONTHS_OF_PART:
        return at, end, date(year, 1, 1), date(last, 12, 31), ""
    begin, until = P.MONTHS_OF_PART[word]
    start = at - (len(before) - before.lower().rindex(word))
    return start, end, date(year, begin, 1), last_day_of(year, until), ROUGH


def _read_bare_quarter(text: str, at: int) -> _Found | None:
    """Q3 without a year; with one, the year has it."""
    return None if P.YEAR_FOLLOWS.match(text, at + 2) else (at, at + 2, None, None, QUARTER)


def _read_weekday(text: str, at: int, published: date | None) -> _Found | None:
    """The last such day up to publication; next, last and words of the future say otherwise."""
    match = P.WEEKDAY.match(text, at)
    before = text[max(0, at - 90) : at]
    words = before.split()
    previous = words[-1] if words else ""
    if not match or previous in P.NOT_DAYS:
        return None
    is_relative = previous.lower() in ("last", "next", "this")
    start = at - (len(before) - before.rindex(previous)) if is_relative else at
    if published is None:
        return start, match.end(), None, None, NO_ANCHOR
    back = (published.weekday() - P.DAYS.index(match[1][:3].lower())) % 7
    day = published - timedelta(days=back)
    word = previous.lower()
    if word == "next":
        day += timedelta(days=7)
    elif word == "last":
        day -= timedelta(days=0 if back else 7)
    elif back and (word in P.AHEAD or _looks_ahead(before)):
        day += timedelta(days=7)
    return start, match.end(), day, day, ""


def _is_ahead(text: str, start: int, published: date | None) -> bool:
    """Whether the words up to a day speak of the future; without a publication date nobody needs to know."""
    return published is not None and _looks_ahead(text[max(0, start - P.TENSE_REACH) : start])


def _looks_ahead(before: str) -> bool:
    """Whether the last word with a tense, in the sentence up to here, is one of the future."""
    verbs = P.TENSE.findall(P.SENTENCE_STOP.split(before)[-1])
    return bool(verbs) and not verbs[-1]


def _looks_back(before: str) -> bool:
    """Whether the sentence up to here tells of what was done, and of nothing ahead after that."""
    sentence = P.SENTENCE_STOP.split(before)[-1]
    done = [match.end() for match in P.DONE.finditer(sentence)]
    ahead = [match.end() for match in P.TENSE.finditer(sentence) if not match[1]]
    return bool(done) and max(ahead, default=-1) < done[-1]


def _read_relative(text: str, at: int, published: date | None) -> _Found | None:
    """today, last month, the third quarter and their kind."""
    word = P.RELATIVE_WORD.match(text, at)
    if not word:
        return None
    if word[1] in P.DAY_STEPS:
        # without a publication date these say nothing at all
        if published is None:
            return None
        day = published + timedelta(days=P.DAY_STEPS[word[1]])
        return at, word.end(1), day, day, ""
    start = at - 4
    qualifier = text[max(0, start) : at].lower()
    if qualifier not in P.STEPS or _is_inside_word(text, start) or text[max(0, start - 4) : start] == "the ":
        ordinal = P.QUARTER_WORD.search(text[max(0, at - 16) : at + 1]) if word[1] == "quarter" else None
        if not ordinal or P.YEAR_FOLLOWS.match(text, word.end()):
            return None
        return at + 1 - len(ordinal[0]), word.end(1), None, None, QUARTER
    if published is None:
        return start, word.end(1), None, None, NO_ANCHOR
    return (start, word.end(1), *period(published, word[1], P.STEPS[qualifier]), "")
