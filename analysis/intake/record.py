"""What a parser makes of bytes: plain words, before they are an article; small enough to go between processes."""

from dataclasses import asdict, dataclass
from typing import Any


class Unreadable(Exception):
    """An input that holds no article; what is wrong with it, and the mend."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason, mend)
        self.reason, self.mend = reason, mend


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The words of one article; part says where in the input it stands, day is ISO 8601, notes are (reason, mend)."""

    text: str
    title: str = ""
    day: str = ""
    url: str = ""
    source: str = ""
    id: str = ""
    part: str = ""
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A part of an input that could not be read, while others could."""

    part: str
    reason: str
    mend: str


Parsed = list[Record | Refusal]


def to_plain(parsed: Parsed) -> list[dict[str, Any]]:
    """As values that JSON knows."""
    return [asdict(item) for item in parsed]


def from_plain(values: list[dict[str, Any]]) -> Parsed:
    """From values that JSON knows; whatever else is in them raises TypeError or KeyError."""
    parsed: Parsed = []
    for value in values:
        if "reason" in value:
            parsed.append(Refusal(**value))
        else:
            notes = tuple((str(reason), str(mend)) for reason, mend in value.pop("notes"))
            parsed.append(Record(notes=notes, **value))
    return parsed


def tidy(words: str) -> str:
    """Without what no text holds: zero bytes, other control characters and halves of characters."""
    return (
        "".join(c for c in words if c >= " " or c in "\n\t").encode("utf-8", "ignore").decode()
        if words
        else ""
    )
