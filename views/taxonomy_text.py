"""Edits to the text of a taxonomy: one sector's lines replaced, everything else left as it was. Pure."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence

_WIDTH = 108
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 .&'’/+-]*")
_ITEM = re.compile(r"\s*- +id: *(.*?) *(?:\s#.*)?$")
_COMMENT = re.compile(r"(?:^|\s)#")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
# words that other readers of YAML take for something else
_TRAPS = frozenset("yes no on off true false null y n ~".split())


def lines_of(source: str, first: int, last: int) -> str:
    """The text of lines first to last, 1-based, both included."""
    return "\n".join(source.splitlines()[first - 1 : last])


def with_lines(source: str, first: int, last: int, block: str) -> str:
    """The source with lines first to last replaced."""
    lines = source.splitlines()
    return "\n".join([*lines[: first - 1], *block.rstrip().splitlines(), *lines[last:]]) + "\n"


Records = Iterable[Mapping[str, object]]


def with_terms(block: str, segments: Mapping[str, str], before: Records, after: Records) -> str:
    """A sector's text with those segments written anew whose records of terms changed; all else stays as it was.

    Comments inside a segment that is written anew are lost: `lost_comments` counts them beforehand.
    """
    head, written, tail = _parted(block)
    indent = " " * (len(head[-1]) - len(head[-1].lstrip()) + 2)
    old, new = _by_segment(before), _by_segment(after)
    lines = []
    for segment in [*segments, *sorted(set(new) - set(segments))]:
        if segment in written and old.get(segment, []) == new.get(segment, []):
            lines += written[segment]
        else:
            name = segments.get(segment) or segment.replace("_", " ").capitalize()
            lines += _segment(segment, name, new.get(segment, []), indent)
    return "\n".join([*head, *lines, *tail])


def lost_comments(block: str, before: Records, after: Records) -> int:
    """How many lines with a comment stand in segments that `with_terms` would write anew."""
    _, written, _ = _parted(block)
    old, new = _by_segment(before), _by_segment(after)
    changed = [lines for segment, lines in written.items() if old.get(segment, []) != new.get(segment, [])]
    return sum(bool(_COMMENT.search(_QUOTED.sub("", line))) for lines in changed for line in lines)


def _by_segment(records: Records) -> dict[str, list[dict[str, object]]]:
    """The records that name a term, by segment and without what is empty, so that a cleared cell is no change."""
    grouped: dict[str, list[dict[str, object]]] = {}
    for record in records:
        if str(record.get("term") or "").strip():
            plain = {key: value for key, value in record.items() if value}
            grouped.setdefault(str(record.get("segment") or "general"), []).append(plain)
    return grouped


def _parted(block: str) -> tuple[list[str], dict[str, list[str]], list[str]]:
    """The lines up to `segments:`, those of each segment by its id, and those that follow the last."""
    lines = block.splitlines()
    start = next((i + 1 for i, line in enumerate(lines) if line.strip() == "segments:"), len(lines))
    written: dict[str, list[str]] = {}
    waiting: list[str] = []
    own: list[str] | None = None
    depth = 0
    for index in range(start, len(lines)):
        line = lines[index]
        bare = line.strip()
        lead = len(line) - len(line.lstrip())
        if not bare or bare.startswith("#"):
            waiting.append(line)
            continue
        if own is not None and lead < depth:
            return lines[:start], written, [*waiting, *lines[index:]]
        found = _ITEM.match(line) if own is None or lead == depth else None
        if found:
            # a comment right before a segment is about that segment
            depth, own = lead, [*waiting, line]
            written[found[1].strip("'\"")] = own
        elif own is not None:
            own += [*waiting, line]
        waiting = []
    return lines[:start], written, waiting


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
