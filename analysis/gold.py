"""Labelled readings from JSON Lines, every problem with its line and the mend. Compares nothing."""

import difflib
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from analysis.errors import AnalysisError
from analysis.model import Article, Centrality, Channel, Measure, Outlook, Stance, Status
from analysis.sources import Failure

MAX_BYTES = 100_000_000
_DIGEST_DIGITS = 16
_PLACE = re.compile(r"[A-Z][A-Z0-9]{1,4}")  # ISO3, EUU, ALL, and bodies such as G7, ASEAN
_OF_ROW = frozenset("id sectors measures places places_optional events note".split())
_OF_SECTOR = frozenset("id centrality outlook channels channels_optional evidence".split())
_OF_ACT = frozenset("channel stance status implementers targets sectors evidence".split())
_OF_MEASURE = _OF_ACT | {"alt", "optional"}
_T = TypeVar("_T")
_Member = TypeVar("_Member", bound=StrEnum)


class Act(NamedTuple):
    """What one reader says of one measure, or the engine does."""

    channel: Channel
    stance: Stance
    status: Status
    implementers: frozenset[str]
    targets: frozenset[str]
    sectors: frozenset[str]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSector:
    """One sector as labelled: any of the outlooks is right, optional channels are neither asked for nor wrong."""

    id: str
    centrality: Centrality
    outlooks: tuple[Outlook, ...]
    channels: frozenset[Channel]
    optional: frozenset[Channel]
    evidence: tuple[str, ...]

    @property
    def is_passing(self) -> bool:
        """Merely mentioned: saying it is neither asked for nor wrong."""
        return self.centrality is Centrality.PASSING


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMeasure:
    """One measure as labelled: matching any of its variants counts; an optional one is allowed, not asked for."""

    variants: tuple[Act, ...]
    is_optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The labels of one article, and where they stand."""

    id: str
    place: str
    sectors: tuple[GoldSector, ...]
    measures: tuple[GoldMeasure, ...]
    places: frozenset[str]
    places_optional: frozenset[str]
    quotes: tuple[str, ...]


class GoldError(AnalysisError):
    """Labels that cannot be used at all."""


class _Wrong(Exception):
    """One thing wrong in a row, before its place is known."""


def act_of(measure: Measure, text: str) -> Act:
    """A measure of the engine in the words of the labels."""
    return Act(
        channel=measure.channel,
        stance=measure.stance,
        status=measure.status,
        implementers=frozenset(measure.implementers),
        targets=frozenset(measure.targets),
        sectors=frozenset(measure.sectors),
        evidence=tuple(text[start:end] for start, end in measure.evidence),
    )


def digest_of(*paths: Path) -> str:
    """What tells these files from any others, whatever their line ends."""
    digest = hashlib.sha256()
    for path in paths:
        data = _bytes_of(path).replace(b"\r\n", b"\n")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:_DIGEST_DIGITS]


def load_gold(path: Path, sectors: Set[str]) -> tuple[list[Gold], list[Failure]]:
    """The usable rows of a file of labels, and all that is wrong in the others; GoldError without any row."""
    rows: list[Gold] = []
    failures: list[Failure] = []
    line_of_id: dict[str, int] = {}
    for number, line in enumerate(_bytes_of(path).removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        problems: list[_Wrong] = []
        row = _row(_parsed(line, problems), place, sectors, problems)
        if row and row.id in line_of_id:
            problems.append(
                _wrong(f"has the id {row.id!r} of line {line_of_id[row.id]}", "Merge the two rows")
            )
        elif row:
            line_of_id[row.id] = number
        failures.extend(Failure(place=place, reason=str(p.args[0]), mend=str(p.args[1])) for p in problems)
        if row and not problems:
            rows.append(row)
    if not rows and not failures:
        raise GoldError(f"{path}: is empty. Write one labelled article a line.")
    return rows, failures


def quotation_failures(gold: Gold, article: Article) -> Iterator[Failure]:
    """A note for each piece of evidence that is not to be found in the article; the row counts all the same."""
    for quote in gold.quotes:
        if quote not in article.text:
            yield Failure(
                place=gold.place,
                reason=f"evidence {_short(quote)} is not in the text of {gold.id}",
                mend="Copy it from there letter by letter",
                is_note=True,
            )


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise GoldError(f"{path}: cannot be read: {error.strerror}. Check the path.") from error
    if len(data) > MAX_BYTES:
        raise GoldError(f"{path}: is larger than {MAX_BYTES // 1_000_000} MB. Split it.")
    return data


def _parsed(line: bytes, problems: list[_Wrong]) -> dict[str, Any] | None:
    try:
        record = json.loads(line.decode("utf-8"), object_pairs_hook=_unique)
    except UnicodeDecodeError:
        problems.append(_wrong("is not UTF-8", "Save the file as UTF-8"))
    except json.JSONDecodeError as error:
        problems.append(
            _wrong(f"is not JSON: {error.msg} at character {error.colno}", "Write one object a line")
        )
    except (ValueError, RecursionError):
        problems.append(_wrong("cannot be read as JSON", "Write one flat object a line"))
    except _Wrong as wrong:
        problems.append(wrong)
    else:
        if isinstance(record, dict):
            return record
        problems.append(_wrong("is no object", 'Write {"id": ..., "sectors": [...], ...}'))
    return None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _wrong(f"says {twice!r} twice in one object", "Keep one of them")
    return record


def _row(record: dict[str, Any] | None, place: str, known: Set[str], problems: list[_Wrong]) -> Gold | None:
    if record is None:
        return None
    sectors = _each(record, "sectors", lambda item: _sector(item, known), problems)
    measures = _each(record, "measures", lambda item: _measure(item, known), problems)
    events = _each(record, "events", lambda item: _quotes(item.get("evidence")), problems)
    twice = {one.id for one in sectors if sum(other.id == one.id for other in sectors) > 1}
    problems.extend(_wrong(f"labels sector {id!r} twice", "Merge the two") for id in sorted(twice))
    try:
        _check_keys(record, _OF_ROW, "the row")
        return Gold(
            id=_word(record, "id", "the row"),
            place=place,
            sectors=tuple(sectors),
            measures=tuple(measures),
            places=_places(record, "places", "the row"),
            places_optional=_places(record, "places_optional", "the row"),
            quotes=tuple(dict.fromkeys((
                *(quote for sector in sectors for quote in sector.evidence),
                *(quote for measure in measures for act in measure.variants for quote in act.evidence),
                *(quote for event in events for quote in event),
            ))),
        )  # fmt: skip
    except _Wrong as wrong:
        problems.append(wrong)
    return None


def _each(
    record: Mapping[str, Any], key: str, read: Callable[[dict[str, Any]], _T], problems: list[_Wrong]
) -> list[_T]:
    items = record.get(key, [])
    if not isinstance(items, list):
        problems.append(_wrong(f"{key} is no list", f"Write {key} as [...]"))
        return []
    found = []
    for number, item in enumerate(items, start=1):
        try:
            if not isinstance(item, dict):
                raise _wrong("is no object", "Write {...}")
            found.append(read(item))
        except _Wrong as wrong:
            problems.append(_wrong(f"{key} {number}: {wrong.args[0]}", str(wrong.args[1])))
    return found


def _sector(item: dict[str, Any], known: Set[str]) -> GoldSector:
    id = _word(item, "id", "the sector")
    _check_sector(id, known)
    _check_keys(item, _OF_SECTOR, id)
    outlooks = item.get("outlook")
    return GoldSector(
        id=id,
        centrality=_member(Centrality, item.get("centrality"), f"centrality of {id}"),
        outlooks=tuple(
            _member(Outlook, outlook, f"outlook of {id}")
            for outlook in (outlooks if isinstance(outlooks, list) and outlooks else [outlooks])
        ),
        channels=_channels(item, "channels", id),
        optional=_channels(item, "channels_optional", id),
        evidence=_quotes(item.get("evidence")),
    )


def _measure(item: dict[str, Any], known: Set[str]) -> GoldMeasure:
    _check_keys(item, _OF_MEASURE, "the measure")
    variants = [_act(item, known)]
    other = item.get("alt")
    if other is not None:
        if not isinstance(other, dict):
            raise _wrong("alt is no object", "Write the other reader's measure as {...}")
        _check_keys(other, _OF_ACT, "alt")
        variants.append(_act(other, known))
    is_optional = item.get("optional", False)
    if not isinstance(is_optional, bool):
        raise _wrong(f"optional is {is_optional!r}", "Write true or false")
    return GoldMeasure(variants=tuple(variants), is_optional=is_optional)


def _act(item: dict[str, Any], known: Set[str]) -> Act:
    sectors = _words(item, "sectors", "the measure")
    for sector in sectors:
        _check_sector(sector, known)
    return Act(
        channel=_member(Channel, item.get("channel"), "channel"),
        stance=_member(Stance, item.get("stance"), "stance"),
        status=_member(Status, item.get("status"), "status"),
        implementers=_places(item, "implementers", "the measure"),
        targets=_places(item, "targets", "the measure"),
        sectors=frozenset(sectors),
        evidence=_quotes(item.get("evidence")),
    )


def _member(kind: type[_Member], value: object, what: str) -> _Member:
    names = [str(member) for member in kind]
    if value is None:
        raise _wrong(f"{what} is missing", f"Give one of {', '.join(names)}")
    if not isinstance(value, str) or value not in names:
        raise _wrong(
            f"{what} is {_short(value)}", _nearest(value, names) or f"Give one of {', '.join(names)}"
        )
    return kind(value)


def _check_sector(id: str, known: Set[str]) -> None:
    if id not in known:
        raise _wrong(
            f"sector {id!r} is not in the taxonomy", _nearest(id, sorted(known)) or "Give an id that is"
        )


def _check_keys(item: Mapping[str, Any], known: frozenset[str], what: str) -> None:
    for key in item:
        if key not in known:
            mend = _nearest(key, sorted(known)) or "Drop it"
            raise _wrong(f"{what} has an unknown key {_short(key)}", mend)


def _nearest(value: object, names: list[str]) -> str:
    near = difflib.get_close_matches(str(value), names, n=1)
    return f"Write {near[0]}" if near else ""


def _channels(item: Mapping[str, Any], key: str, what: str) -> frozenset[Channel]:
    return frozenset(_member(Channel, word, f"channel of {what}") for word in _words(item, key, what))


def _places(item: Mapping[str, Any], key: str, what: str) -> frozenset[str]:
    codes = _words(item, key, what)
    for code in codes:
        if not _PLACE.fullmatch(code):
            raise _wrong(f"{key} has {code!r}", "Write three capitals as in ISO 3166, or EUU, ALL, ASEAN, G7")
    return frozenset(codes)


def _words(item: Mapping[str, Any], key: str, what: str) -> list[str]:
    words = item.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise _wrong(f"{key} of {what} is no list of words", f'Write {key} as ["...", ...]')
    return words


def _word(item: Mapping[str, Any], key: str, what: str) -> str:
    word = item.get(key)
    if not isinstance(word, str) or not word.strip():
        raise _wrong(f"{what} has no {key}", f"Give it one under {key}, in quotes")
    return word.strip()


def _quotes(evidence: object) -> tuple[str, ...]:
    """Evidence is a quotation, an object with it under text, or a list of those."""
    items = evidence if isinstance(evidence, list) else [] if evidence is None else [evidence]
    texts = [item.get("text") if isinstance(item, dict) else item for item in items]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise _wrong("evidence is no quotation", 'Write evidence as "..." or ["...", ...]')
    return tuple(str(text) for text in texts)


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}...{shown[0]}"


def _wrong(reason: str, mend: str) -> _Wrong:
    return _Wrong(reason, mend)
