"""Edits to the text of a taxonomy: one sector's lines replaced, everything else left as it was. Pure."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

_WIDTH = 108
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 .&'’/+-]*")
# words that other readers of YAML take for something else
_TRAPS = frozenset("yes no on off true false null y n ~".split())


def lines_of(source: str, first: int, last: int) -> str:
    """The text of lines first to last, 1-based, both included."""
    return "\n".join(source.splitlines()[first - 1 : last])


def with_lines(source: str, first: int, last: int, block: str) -> str:
    """The source with lines first to last replaced."""
    lines = source.splitlines()
    return "\n".join([*lines[: first - 1], *block.rstrip().splitlines(), *lines[last:]]) + "\n"


def with_terms(block: str, segments: Mapping[str, str], records: Iterable[Mapping[str, object]]) -> str:
    """A sector's text with its segments written anew from records of terms; what stands before stays as it was."""
    head: list[str] = []
    for line in block.splitlines():
        head.append(line)
        if line.strip() == "segments:":
            break
    indent = " " * (len(head[-1]) - len(head[-1].lstrip()) + 2)
    rows = [record for record in records if str(record.get("term") or "").strip()]
    lines = []
    for segment, name in segments.items():
        own = [record for record in rows if record.get("segment") == segment]
        lines += _segment(segment, name, own, indent)
    known = set(segments)
    strays = sorted(
        (r for r in rows if r.get("segment") not in known), key=lambda r: str(r.get("segment") or "")
    )
    for stray, group in groupby(strays, key=lambda record: str(record.get("segment") or "general")):
        lines += _segment(stray, stray.replace("_", " ").capitalize(), list(group), indent)
    return "\n".join([*head, *lines])


def _segment(segment: str, name: str, records: Sequence[Mapping[str, object]], indent: str) -> list[str]:
    lines = [f"{indent}- id: {scalar(segment)}", f"{indent}  name: {scalar(name)}"]
    plain = [str(r["term"]) for r in records if r.get("kind") != "company" and not _is_guarded(r)]
    companies = [str(r["term"]) for r in records if r.get("kind") == "company"]
    for key, values in (("terms", plain), ("companies", companies)):
        if values:
            lines += _flow(f"{indent}  {key}: ", [scalar(value) for value in values])
    guarded = [r for r in records if r.get("kind") != "company" and _is_guarded(r)]
    if guarded:
        lines.append(f"{indent}  guarded:")
        lines += [f"{indent}    - {_guard(record)}" for record in guarded]
    return lines


def _is_guarded(record: Mapping[str, object]) -> bool:
    has_list = any(listed(record.get(key)) for key in ("needs", "blocks", "flags"))
    return has_list or (record.get("case") or "any") != "any"


def _guard(record: Mapping[str, object]) -> str:
    parts = [f"term: {scalar(str(record['term']))}"]
    for key in ("needs", "blocks"):
        if values := listed(record.get(key)):
            parts.append(f"{key}: [{', '.join(map(scalar, values))}]")
    if (record.get("case") or "any") != "any":
        parts.append(f"case: {scalar(str(record['case']))}")
    parts += [f"{scalar(key)}: true" for key in listed(record.get("flags"))]
    return f"{{{', '.join(parts)}}}"


def listed(value: object) -> list[str]:
    """The words of a cell, parted by commas."""
    return [part.strip() for part in str(value or "").split(",") if part.strip()]


def scalar(text: str) -> str:
    """Text as a YAML scalar that every reader takes for the same words."""
    text = text.strip()
    is_plain = _PLAIN.fullmatch(text) and text.lower() not in _TRAPS and not text.endswith(" ")
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _flow(lead: str, values: Sequence[str]) -> list[str]:
    """A list in brackets, wrapped under its opening."""
    lines, line = [], f"{lead}["
    for index, value in enumerate(values):
        piece = value + ("," if index < len(values) - 1 else "]")
        if len(line) + len(piece) > _WIDTH and line.strip() != "[":
            lines.append(line.rstrip())
            line = " " * (len(lead) + 1)
        line += piece + " "
    return [*lines, line.rstrip()]
