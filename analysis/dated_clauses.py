"""What a date is the date of: the clause around it, in the words of the text. Knows no calendar."""

from analysis import date_patterns as P

# a date this near to the beginning of its sentence leads it
_LEADING = 8
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
    matches = list(P.CLAUSE_WORD.finditer(between)) or list(P.CLAUSE_MARK.finditer(between))
    if leads:
        matches = [match for match in matches if match.start() > 1]
        return (start + matches[-1].start(), start + matches[-1].end()) if matches else (end, end)
    if matches:
        return start + matches[0].start(), start + matches[0].end()
    return start, end if end - start < 8 else start


def _what(text: str, begin: int, stop: int, dated: tuple[int, int]) -> str:
    """The part of the clause around the date; where that says too little, the part before it or after it."""
    lefts = P.CLAUSE_MARK.split(text[max(begin, dated[0] - P.REACH) : dated[0]])
    rights = P.CLAUSE_MARK.split(text[dated[1] : min(stop, dated[1] + P.REACH)])
    before, after = _trim(lefts[-1].split()), _trim(rights[0].split())
    if len(before) + len(after) < 3:
        earlier = next((words for part in lefts[-2::-1] if len(words := _trim(part.split())) > 1), [])
        later = next((words for part in rights[1:] if len(words := _trim(part.split())) > 1), [])
        if earlier or later:
            before, after = earlier, [] if earlier else later
    before = _trim(_last_words(before))
    if len(before) >= 6 or not after:
        return " ".join(before)
    after = _trim(_first_words(after, 10 - _weight(before)), ends_only=True)
    return " … ".join(" ".join(words) for words in (before, after) if words)


def _weight(words: list[str]) -> int:
    """Articles do not count."""
    return sum(word not in ("the", "a", "an", "The", "A", "An") for word in words)


def _first_words(words: list[str], limit: int) -> list[str]:
    while _weight(words) > limit:
        words = words[:-1]
    return words


def _last_words(words: list[str]) -> list[str]:
    while _weight(words) > 10:
        words = words[1:]
    return words


def _trim(words: list[str], *, ends_only: bool = False) -> list[str]:
    """Without joining words at the front, words that only lead to a date at the back, and stray marks."""
    while words and words[0] in ("'s", "’s"):
        words = words[1:]
    while words and not ends_only and (words[0].lower() in P.JOINERS or not any(map(str.isalnum, words[0]))):
        words = words[1:]
    while words and (words[-1].lower() in P.LEADERS or not any(map(str.isalnum, words[-1]))):
        words = words[:-1]
    return [*words[:-1], words[-1].rstrip('.,;:!?)”"»’')] if words else []
