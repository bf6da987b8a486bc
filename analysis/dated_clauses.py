"""What a date is the date of: the clause around it, in the words of the text. Knows no calendar."""

from analysis import date_patterns as P

# a date this near to the beginning of its sentence leads it
_LEADING = 8
# how many words say enough, are plenty before the date, and are the most that is told
_ENOUGH, _PLENTY, _MOST = 3, 6, 10
_ARTICLES = ("the", "a", "an", "The", "A", "An")
_GENITIVES = ("'s", "’s")
_STOPS = '.,;:!?)”"»’'
# start, end and sentence of a date
Place = tuple[int, int, int]


def clauses_around(
    text: str, sentences: list[tuple[int, int]], places: list[Place]
) -> list[tuple[int, int, str]]:
    """For each place the clause around it and up to ten of its words, verbatim, without the date."""
    clauses: list[tuple[int, int, str]] = []
    for number, (start, end, sentence) in enumerate(places):
        opening, stop = sentences[sentence]
        begin = opening
        is_second = number > 0 and places[number - 1][2] == sentence
        if is_second:
            earlier = places[number - 1]
            begin = _boundary(text, earlier[1], start, leads=earlier[0] - opening < _LEADING)[1]
        if number + 1 < len(places) and places[number + 1][2] == sentence:
            following = places[number + 1][0]
            stop = max(end, _boundary(text, end, following, leads=start - opening < _LEADING)[0])
        what = _what(text, begin, stop, (start, end))
        if is_second and what.count(" ") < 2:
            # a second date of the same thing: "in 2024 and 2025"
            begin, what = clauses[-1][0], clauses[-1][2] or what
        clauses.append((begin, stop, what))
    return clauses


def _boundary(text: str, start: int, end: int, *, leads: bool) -> tuple[int, int]:
    """Where one dated clause stops and the next begins; a date that leads its sentence keeps what follows it."""
    between = text[start : min(end, start + P.REACH)]
    marks = [match.span() for match in P.CLAUSE_WORD.finditer(between)]
    marks = marks or [match.span() for match in P.CLAUSE_MARK.finditer(between)]
    if leads:
        marks = [mark for mark in marks if mark[0] > 1]
        return (start + marks[-1][0], start + marks[-1][1]) if marks else (end, end)
    if marks:
        return start + marks[0][0], start + marks[0][1]
    return start, end if end - start < _LEADING else start


def _what(text: str, begin: int, stop: int, dated: tuple[int, int]) -> str:
    """The part of the clause around the date; where that says too little, the part before it or after it."""
    lefts = P.CLAUSE_MARK.split(text[max(begin, dated[0] - P.REACH) : dated[0]])
    rights = P.CLAUSE_MARK.split(text[dated[1] : min(stop, dated[1] + P.REACH)])
    before, after = _trim(lefts[-1].split()), _trim(rights[0].split())
    if len(before) + len(after) < _ENOUGH:
        earlier = next((words for part in lefts[-2::-1] if len(words := _trim(part.split())) > 1), [])
        later = next((words for part in rights[1:] if len(words := _trim(part.split())) > 1), [])
        if earlier or later:
            before, after = earlier, [] if earlier else later
    before = _trim(_last_words(before, _MOST))
    if len(before) >= _PLENTY or not after:
        return " ".join(before)
    after = _trim(_first_words(after, _MOST - _weight(before)), ends_only=True)
    return " … ".join(" ".join(words) for words in (before, after) if words)


def _weight(words: list[str]) -> int:
    """Articles do not count."""
    return len(words) - sum(map(words.count, _ARTICLES))


def _first_words(words: list[str], limit: int) -> list[str]:
    stop = len(words)
    while stop and _weight(words[:stop]) > limit:
        stop -= 1 if stop <= 2 * _MOST else stop - 2 * _MOST
    return words[:stop]


def _last_words(words: list[str], limit: int) -> list[str]:
    kept = words[-2 * limit :]
    while _weight(kept) > limit:
        del kept[0]
    return kept


def _trim(words: list[str], *, ends_only: bool = False) -> list[str]:
    """Without joining words at the front, words that only lead to a date at the back, and stray marks."""
    first, stop = 0, len(words)
    while first < stop and words[first] in _GENITIVES:
        first += 1
    while first < stop and not ends_only and (words[first].lower() in P.JOINERS or _is_mark(words[first])):
        first += 1
    while first < stop and (words[stop - 1].lower() in P.LEADERS or _is_mark(words[stop - 1])):
        stop -= 1
    return [*words[first : stop - 1], words[stop - 1].rstrip(_STOPS)] if first < stop else []


def _is_mark(word: str) -> bool:
    return not word[0].isalnum() and not any(map(str.isalnum, word))
