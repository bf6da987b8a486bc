"""Passages that never count as evidence: credits, bylines, prompts, notices. Whole sentences only.

The words are in lexicon/boilerplate.tsv; repeated headlines and lone addresses are known here.
"""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from analysis.errors import LexiconError
from analysis.native import PACKAGE

LEXICON: Final = PACKAGE / "lexicon" / "boilerplate.tsv"
REASONS: Final = frozenset("credit repeated_headline byline share copyright ai_notice disclaimer bio link".split())
_GAP: Final = re.compile(r"(\.\.\.|<name>|<year>)")
_WORD_LIMIT: Final = {"credit": 12, "byline": 30, "share": 14}
_CAPTION_WORDS: Final = 60
_LONGEST: Final = 400
# suffixes are looked for in sentences up to this length only, biographies only in the last few sentences
_LONGEST_CREDIT: Final = 160
_BIO_SENTENCES: Final = 4
_NAME_JOINERS: Final = frozenset(
    "and & of the in for with at de da di la le van von der den bin al el e y und et".split()
)
_ENDS: Final = ("com", "org", "net", "gov", "edu", "info", "co", "uk", "eu", "de", "fr", "ca", "html", "htm")
# patterns are filed under their first letters; a little more is compared before the whole
_KEY: Final = 3
_GLANCE: Final = 10


class _Pattern(NamedTuple):
    """parts alternates literal words and gaps, literal first and last; either may be empty."""

    kind: str
    parts: tuple[str, ...]


class _Patterns(NamedTuple):
    """Patterns by what finds them fast: first letters, last letters, or a full try."""

    by_key: dict[str, tuple[tuple[str, ...], tuple[_Pattern, ...]]]
    by_end: tuple[_Pattern, ...]
    endings: tuple[str, ...]
    last_letters: frozenset[str]
    bios: tuple[_Pattern, ...]


def find_boilerplate(
    text: str, sentences: list[tuple[int, int]], title_end: int
) -> list[tuple[int, int, str]]:
    """Ordered, disjoint (start, end, reason); every passage is one whole sentence or several."""
    found: list[tuple[int, int, str]] = []
    repeated = _repeated_headline(text, sentences, title_end)
    by_key, last_letters = _PATTERNS.by_key, _PATTERNS.last_letters
    last_bios = len(sentences) - _BIO_SENTENCES
    for number, (start, end) in enumerate(sentences):
        if start < title_end:
            continue
        group = by_key.get(text[start : start + _KEY])
        if repeated and repeated[0] <= start < repeated[1]:
            if start == repeated[0]:
                found.append((*repeated, "repeated_headline"))
        elif (
            group is not None
            or number >= last_bios
            or text[end - 1] != "."
            or text[end - 4 : end - 1] in last_letters
            or text[start] == "©"
        ):
            reason = _reason_of(text[start:end], group, ends_text=number >= last_bios)
            if reason:
                found.append((start, end, reason))
    return found


def _reason_of(
    sentence: str, group: tuple[tuple[str, ...], tuple[_Pattern, ...]] | None, *, ends_text: bool
) -> str:
    """The kind of boilerplate that a sentence is, or nothing; biographies stand at the end of a text only."""
    if len(sentence) > _LONGEST:
        return ""
    if sentence[0] == "©":
        return "copyright"
    reason = ""
    if group is not None and sentence.lstrip("([")[:_GLANCE].lower().startswith(group[0]):
        reason = _match_any(group[1], sentence)
    if not reason and len(sentence) < _LONGEST_CREDIT:
        if sentence[-20:].rstrip(".)]").lower().endswith(_PATTERNS.endings):
            reason = _match_any(_PATTERNS.by_end, sentence)
        elif " " not in sentence and _is_link(sentence):
            reason = "link"
    if ends_text and not reason and " is a " in sentence:
        reason = _match_any(_PATTERNS.bios, sentence)
    return reason if ends_text or reason != "bio" else ""


def _repeated_headline(text: str, sentences: list[tuple[int, int]], title_end: int) -> tuple[int, int] | None:
    """Where the title stands again as whole sentences near the top of the body, letter case aside."""
    title = text[:title_end].strip()
    if not title:
        return None
    at = text.find(title, title_end)
    if at >= 0:
        starts, ends = {start for start, _ in sentences}, {end for _, end in sentences}
        end = at + len(title)
        if at in starts and end in ends:
            return at, end
    # the title in other letters can only be a sentence of its own
    for start, end in sentences[:8]:
        if (
            start >= title_end
            and -4 < end - start - len(title) < 4
            and _plain(text[start:end]) == _plain(title)
        ):
            return start, end
    return None


def _plain(words: str) -> str:
    return " ".join(words.split()).rstrip(".!").casefold()


def _is_link(word: str) -> bool:
    """Whether a word that stands alone is an address or a handle."""
    lowered = word.lower()
    if lowered.startswith(("http://", "https://", "www.", "@", "pic.twitter.com")):
        return True
    return "." in word[1:-1] and lowered.isascii() and lowered.rstrip("/.").rpartition(".")[2].endswith(_ENDS)


def _match_any(patterns: tuple[_Pattern, ...], sentence: str) -> str:
    """The kind of the first pattern that fits the whole sentence, or nothing."""
    exact = " ".join(sentence.split())
    stopped = exact.endswith(".")
    while exact[:1] in ("(", "[") and exact[-1:] in (")", "]", "."):
        exact = exact[1:].rstrip(".)]")
    exact = exact.rstrip(".!:,; ") or exact
    lowered = exact.lower()
    if len(lowered) != len(exact):
        return ""
    count = exact.count(" ") + 1
    for kind, parts in patterns:
        if not lowered.startswith(parts[0]):
            continue
        limit = _CAPTION_WORDS if parts[0].startswith("file ") else _WORD_LIMIT.get(kind, _CAPTION_WORDS)
        # "By Land and Sea." may be a sentence, "By Jane Doe" cannot
        is_open = parts == ("by ", "<name>", "") and (count < 3 or stopped)
        if count <= limit and not is_open and _fits(parts, lowered, exact):
            return kind
    return ""


def _fits(parts: tuple[str, ...], lowered: str, exact: str) -> bool:
    """Whether what follows the first literal is gap and literal in turn, and each gap holds what it must."""
    at, size = len(parts[0]), len(lowered)
    for number in range(1, len(parts), 2):
        gap, literal = parts[number], parts[number + 1]
        if number == len(parts) - 2:
            stop = size - len(literal)
            if not lowered.endswith(literal):
                return False
        else:
            stop = lowered.find(literal, at)
        if stop < at or not _fills(gap, exact[at:stop]):
            return False
        at = stop + len(literal)
    return at == size


def _fills(gap: str, words: str) -> bool:
    if gap == "<year>":
        return len(words) == 4 and words.isdigit()
    if gap == "<name>":
        return _is_name(words)
    return bool(words.strip())


def _is_name(words: str) -> bool:
    """One to fourteen capitalised words, joined by small ones."""
    parts = words.replace(",", " ").replace("/", " ").split()
    if not 0 < len(parts) < 15 or any(character.isdigit() for character in words):
        return False
    return parts[0] not in _NAME_JOINERS and all(part[0].isupper() or part in _NAME_JOINERS for part in parts)


def _load_patterns(path: Path) -> _Patterns:
    """All patterns of the list, indexed; a faulty line is named."""
    patterns = tuple(_read_patterns(path))
    by_key: dict[str, list[_Pattern]] = {}
    for pattern in patterns:
        for key in _keys_of(pattern):
            by_key.setdefault(key, []).append(pattern)
    by_end = tuple(p for p in patterns if not p.parts[0] and p.kind != "bio")
    letters = {p.parts[-1].rstrip()[-3:] for p in by_end}
    return _Patterns(
        by_key={key: (tuple({_beginning(p) for p in group}), tuple(group)) for key, group in by_key.items()},
        by_end=by_end,
        endings=tuple({p.parts[-1] for p in by_end}),
        last_letters=frozenset(letters | {word.upper() for word in letters}),
        bios=tuple(p for p in patterns if not p.parts[0] and p.kind == "bio"),
    )


def _beginning(pattern: _Pattern) -> str:
    return pattern.parts[0].lstrip("(")[: _GLANCE - 1]


def _keys_of(pattern: _Pattern) -> set[str]:
    """The first letters in the ways they may be written, also behind a bracket."""
    first = _beginning(pattern)
    if not first:
        return set()
    forms = {first, first.upper(), first.capitalize(), first[0] + first[1:].capitalize()}
    return {(bracket + form)[:_KEY] for form in forms for bracket in ("", "(", "[")}


def _read_patterns(path: Path) -> Iterator[_Pattern]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if number == 1 or not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != 3 or columns[0] not in REASONS:
            raise LexiconError(f"{path.name}:{number}: not kind, pattern, note. Use two tabs.")
        for written in columns[1].split(", "):
            for words in product(*(word.split("|") for word in written.split())):
                parts = _parts_of(" ".join(words))
                if not any(parts[::2]):
                    raise LexiconError(f"{path.name}:{number}: {written!r} would fit anything. Add a word.")
                yield _Pattern(columns[0], parts)


def _parts_of(pattern: str) -> tuple[str, ...]:
    """Literals and gaps in turn; the spaces stay with the literals."""
    return tuple(_GAP.split(pattern))


_PATTERNS: Final = _load_patterns(LEXICON)
