"""Floors below which no figure may fall, in a file. They rise by command; to lower one takes a reason, which stays."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import AnalysisError
from analysis.evaluate import FIELDS, Figure

# how far below the figure reached its floor is set: about what a few changed articles of a small set can move
MARGINS = {
    "sectors": 0.02, "channels": 0.03, "outlook": 0.04, "measures": 0.03, "measures_strict": 0.03, "places": 0.02,
    "evidence": 0.03,
}  # fmt: skip
_STEPS = 1_000  # floors are cut to three digits, downwards


class FloorsError(AnalysisError):
    """A file of floors, or a change to it, that cannot be used."""


class Reached(NamedTuple):
    """The F1 (or share) when the floors were last raised, its 95% interval, and how many labels it stands on."""

    value: float
    low: float
    high: float
    labels: int


class Floor(NamedTuple):
    """The least F1 (or share) of a field, how far below the figure the command sets it, and that figure."""

    floor: float
    margin: float
    reached: Reached | None = None


class Lowering(NamedTuple):
    """That a floor was lowered, and why."""

    field: str
    before: float
    after: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """The floors by field, the digest of the files they were measured on, and every lowering so far."""

    digest: str
    floors: Mapping[str, Floor]
    lowered: tuple[Lowering, ...] = ()


def read_floors(path: Path) -> Floors:
    """The floors in a file; FloorsError with the place and the mend."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FloorsError(
            f"{path}: cannot be read: {error.strerror}. Check the path, or write it with --raise-floors."
        ) from error
    except (ValueError, RecursionError) as error:
        raise FloorsError(
            f"{path}: is not JSON. Restore it, or write it anew with --raise-floors."
        ) from error
    try:
        return _floors_in(record)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FloorsError(
            f"{path}: is no file of floors ({error}). Restore it; only the command writes it."
        ) from error


def _floors_in(record: Any) -> Floors:
    floors = {
        str(field): Floor(_share(entry["floor"]), _share(entry["margin"]), _reached_in(entry.get("reached")))
        for field, entry in record["floors"].items()
    }
    unknown = sorted(set(floors) - set(FIELDS))
    if unknown:
        raise ValueError(f"unknown field {unknown[0]!r}")
    return Floors(
        digest=str(record["digest"]),
        floors=floors,
        lowered=tuple(
            Lowering(str(entry["field"]), _share(entry["from"]), _share(entry["to"]), str(entry["reason"]))
            for entry in record.get("lowered", [])
        ),
    )


def _reached_in(entry: Any) -> Reached | None:
    if entry is None:
        return None
    return Reached(_share(entry["value"]), _share(entry["low"]), _share(entry["high"]), int(entry["labels"]))


def _share(value: Any) -> float:
    number = float(value)
    if not 0 <= number <= 1:
        raise ValueError(f"{value!r} is not between 0 and 1")
    return number


def to_text(floors: Floors) -> str:
    """The file's content, fields in their usual order."""
    record = {
        "digest": floors.digest,
        "floors": {field: _entry_of(floors.floors[field]) for field in FIELDS if field in floors.floors},
        "lowered": [
            {"field": low.field, "from": low.before, "to": low.after, "reason": low.reason}
            for low in floors.lowered
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _entry_of(floor: Floor) -> dict[str, Any]:
    entry: dict[str, Any] = {"floor": floor.floor, "margin": floor.margin}
    return entry if floor.reached is None else {**entry, "reached": floor.reached._asdict()}


def breaches(floors: Floors, figures: Mapping[str, Figure], digest: str) -> list[str]:
    """What does not hold, in sentences: labels that have changed, fields without floor, figures below theirs."""
    found = []
    if floors.digest != digest:
        found.append(
            f"The floors were set for other labels or articles ({floors.digest}, not {digest}). Raise them anew."
        )
    for field in FIELDS:
        value = figures[field].f1.value
        floor = floors.floors.get(field)
        if floor is None:
            if value is not None:
                found.append(f"{field}: has no floor. Raise the floors.")
        elif value is None or value < floor.floor:
            said = "unknown" if value is None else f"{value:.4f}"
            found.append(
                f"{field}: {said} is below the floor of {floor.floor:.3f}. Mend the engine, or say why not."
            )
    return found


def raised(floors: Floors | None, figures: Mapping[str, Figure], digest: str) -> Floors:
    """Floors a margin below the figures reached, never lower than before; FloorsError if a figure is below its own."""
    before = floors.floors if floors else {}
    after: dict[str, Floor] = {}
    for field in FIELDS:
        value = figures[field].f1.value
        old = before.get(field)
        if old and (value is None or value < old.floor):
            said = "unknown" if value is None else f"{value:.4f}"
            raise FloorsError(
                f"{field}: {said} is below the floor of {old.floor:.3f}, so no floor was raised. "
                "Mend the engine, or use --lower-floor with a --reason."
            )
        if value is None:
            continue
        margin = old.margin if old else MARGINS[field]
        # the rounding first: 0.88 - 0.02 is a little less than 0.86
        reached = math.floor(round(max(0.0, value - margin) * _STEPS, 6)) / _STEPS
        after[field] = Floor(max(reached, old.floor) if old else reached, margin, _reached_of(figures[field]))
    return Floors(digest=digest, floors=after, lowered=floors.lowered if floors else ())


def _reached_of(figure: Figure) -> Reached:
    value, low, high = (round(part or 0.0, 3) for part in figure.f1)
    return Reached(value, low, high, figure.counts.due)


def lowered(floors: Floors, changes: Mapping[str, float], reason: str) -> Floors:
    """The floors with some of them lowered, and the reason kept beside them."""
    reason = " ".join(reason.split())
    if not reason:
        raise FloorsError("--lower-floor: has no reason. Say why with --reason TEXT.")
    after, log = dict(floors.floors), list(floors.lowered)
    for field, value in changes.items():
        old = after.get(field)
        if old is None:
            names = ", ".join(field for field in FIELDS if field in after) or "none so far"
            raise FloorsError(f"--lower-floor: {field!r} has no floor. Name one of: {names}.")
        if not 0 <= value < old.floor:
            raise FloorsError(
                f"--lower-floor: {field}={value:g} is not below {old.floor:.3f}. Give less; raising is --raise-floors."
            )
        after[field] = old._replace(floor=value)
        log.append(Lowering(field, old.floor, value, reason))
    return replace(floors, floors=after, lowered=tuple(log))
