"""Word lists of lexicon/*.tsv to cue words, or every problem with its line. Knows what a column may hold, no trade."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from analysis.errors import LexiconError
from analysis.folding import fold_phrase
from analysis.inflect import spellings_of, variants_of
from analysis.matcher import CueWord
from analysis.model import Channel
from analysis.native import PACKAGE
from analysis.verbforms import forms_of

LEXICON: Final = PACKAGE / "lexicon"
BY_OBJECT: Final = "by_object"
CHANNELS: Final = frozenset(channel.value for channel in Channel) | {BY_OBJECT}
SIGNS: Final = frozenset(("barrier", "opening", "support", "process", "tie", "quota", "licence", "cost"))
CLASSES: Final = frozenset(("create", "increase", "reduce", "suspend", "end", "extend", "open", "process"))
USES: Final = frozenset(("", "policy", "volume", "payer", "damage"))
DIRECTIONS: Final = frozenset(
    "import export shipment sales travel market trade digital effect plant route ties".split()
)
STATUSES: Final = frozenset(
    "rejected possible hoped threatened negotiating announced in_force suspended removed".split()
)
SCOPES: Final = frozenset(
    "negation pseudo_negation terminator history exemption universal economy_wide anaphor retaliation tilt plea "
    "opinion".split()
)
SPEAKERS: Final = frozenset(
    "authority international_body lobby company farm_group analyst court unnamed speech".split()
)
REACHES: Final = frozenset(("phrase", "sentence"))
_BRACKET: Final = re.compile(r"\[([a-z]+)\]")
NOUN: Final = "noun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file: its columns, what the closed ones may hold, and how a row becomes cue words."""

    file: str
    columns: tuple[str, ...]
    closed: dict[str, frozenset[str]]
    key: tuple[str, ...]
    cues: Callable[[dict[str, str]], Iterator[CueWord]]


def phrase_forms(phrase: str) -> Iterator[tuple[str, str]]:
    """(folded form, tag) of a phrase: [verb] in all its forms, otherwise the plurals and spellings of a noun."""
    bracket = _BRACKET.search(phrase)
    if not bracket:
        for form in variants_of(fold_phrase(phrase)):
            yield form, NOUN
        return
    for form, tag in forms_of(bracket[1]):
        for spelt in spellings_of(form):
            yield fold_phrase(phrase.replace(bracket[0], spelt)), tag


def _instrument(row: dict[str, str]) -> Iterator[CueWord]:
    bracket = _BRACKET.search(row["phrase"])
    lemma = bracket[1] if bracket else ""
    for form, tag in phrase_forms(row["phrase"]):
        yield CueWord(form, "instrument", f"{row['channel']}|{row['sign']}|{tag}|{lemma}|{row['weak']}")


def _action(row: dict[str, str]) -> Iterator[CueWord]:
    head, _, rest = fold_phrase(row["verb"]).partition(" ")
    packed = f"{row['class']}|{{}}|{row['verb']}|{row['use']}|{row['alone']}"
    for form, tag in forms_of(head):
        for spelt in spellings_of(form):
            yield CueWord(f"{spelt} {rest}".strip(), "action", packed.format(tag))
    if row["noun"]:
        for form in variants_of(fold_phrase(row["noun"])):
            yield CueWord(form, "action", packed.format(NOUN))


def _flow(row: dict[str, str]) -> Iterator[CueWord]:
    for form, tag in phrase_forms(row["phrase"]):
        yield CueWord(form, "flow", f"{row['direction']}|{tag}")


def _status(row: dict[str, str]) -> Iterator[CueWord]:
    if "[" not in row["phrase"]:
        yield CueWord(fold_phrase(row["phrase"]), "status", row["status"])
        return
    for form, _ in phrase_forms(row["phrase"]):
        yield CueWord(form, "status", row["status"])


def _scope(row: dict[str, str]) -> Iterator[CueWord]:
    forms = [form for form, _ in phrase_forms(row["phrase"])] if "[" in row["phrase"] else [fold_phrase(row["phrase"])]
    for form in forms:
        yield CueWord(form, "scope", row["kind"])


def _speaker(row: dict[str, str]) -> Iterator[CueWord]:
    kind = "speech" if row["class"] == "speech" else "speaker"
    for form, _ in phrase_forms(row["phrase"]):
        yield CueWord(form, kind, row["class"])


def _friend(row: dict[str, str]) -> Iterator[CueWord]:
    for form, _ in phrase_forms(row["phrase"]):
        yield CueWord(form, "friend", f"{row['reach']}|{row['cue']}|{row['reason']}")


SHEETS: Final = (
    Sheet(
        file="instruments.tsv",
        columns=("channel", "phrase", "sign", "weak", "note"),
        closed={"channel": CHANNELS, "sign": SIGNS, "weak": frozenset(("", "weak"))},
        key=("phrase",),
        cues=_instrument,
    ),
    Sheet(
        file="actions.tsv",
        columns=("class", "verb", "noun", "use", "alone", "note"),
        closed={"class": CLASSES, "use": USES, "alone": frozenset(("", "yes"))},
        key=("verb",),
        cues=_action,
    ),
    Sheet(
        file="flows.tsv",
        columns=("direction", "phrase", "note"),
        closed={"direction": DIRECTIONS},
        key=("phrase",),
        cues=_flow,
    ),
    Sheet(
        file="status.tsv",
        columns=("status", "phrase", "note"),
        closed={"status": STATUSES},
        key=("phrase",),
        cues=_status,
    ),
    Sheet(
        file="scope.tsv",
        columns=("kind", "phrase", "note"),
        closed={"kind": SCOPES},
        key=("kind", "phrase"),
        cues=_scope,
    ),
    Sheet(
        file="speakers.tsv",
        columns=("class", "phrase", "note"),
        closed={"class": SPEAKERS},
        key=("phrase",),
        cues=_speaker,
    ),
    Sheet(
        file="false_friends.tsv",
        columns=("reach", "cue", "phrase", "reason"),
        closed={"reach": REACHES},
        key=("cue", "phrase"),
        cues=_friend,
    ),
)


@lru_cache(maxsize=1)
def load_cues(folder: Path = LEXICON) -> tuple[CueWord, ...]:
    """All cue phrases of the word lists; LexiconError with every problem of every file at once."""
    problems: list[str] = []
    cues: dict[tuple[str, str, str], CueWord] = {}
    for sheet in SHEETS:
        for row in _rows(folder / sheet.file, sheet, problems):
            for cue in sheet.cues(row):
                cues.setdefault((cue.folded, cue.kind, cue.value), cue)
    if problems:
        raise LexiconError("\n".join(problems))
    return tuple(cues.values())


def _rows(path: Path, sheet: Sheet, problems: list[str]) -> Iterator[dict[str, str]]:
    """The sound rows of one file; whatever is wrong goes to problems as `file:line: what. The mend.`"""
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except OSError as error:
        problems.append(f"{path}:1: cannot be read: {error.strerror}. Check the path.")
        return
    except UnicodeDecodeError:
        problems.append(f"{sheet.file}:1: is not UTF-8. Save the file as UTF-8.")
        return
    seen: dict[tuple[str, ...], int] = {}
    is_headed = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if not is_headed:
            is_headed = True
            if cells != sheet.columns:
                problems.append(f"{sheet.file}:{number}: the header is wrong. Write {' TAB '.join(sheet.columns)}.")
                return
            continue
        row = dict(zip(sheet.columns, cells + ("",) * len(sheet.columns), strict=False))
        found = _problems_of(sheet, row, cells, seen, number)
        problems.extend(f"{sheet.file}:{number}: {problem}" for problem in found)
        if not found:
            yield row
    if not is_headed:
        problems.append(f"{sheet.file}:1: has no header. Write {' TAB '.join(sheet.columns)}.")


def _problems_of(
    sheet: Sheet, row: dict[str, str], cells: tuple[str, ...], seen: dict[tuple[str, ...], int], number: int
) -> list[str]:
    found = []
    if len(cells) > len(sheet.columns):
        found.append(f"has {len(cells)} columns instead of {len(sheet.columns)}. Drop the last tabs.")
    for column, allowed in sheet.closed.items():
        if row[column] not in allowed:
            known = ", ".join(sorted(value or "nothing" for value in allowed))
            found.append(f"{column} is {row[column]!r}. Write one of {known}.")
    words = row.get("phrase", row.get("verb", ""))
    if not fold_phrase(words):
        found.append("holds no word. Write one or drop the line.")
    if words.count("[") != words.count("]") or ("[" in words and not _BRACKET.search(words)):
        found.append(f"{words!r} has an odd bracket. Write [verb] around one lower-case lemma.")
    key = tuple(row[column] for column in sheet.key)
    if key in seen:
        found.append(f"{words!r} stands in line {seen[key]} too. Drop one.")
    seen.setdefault(key, number)
    return found
