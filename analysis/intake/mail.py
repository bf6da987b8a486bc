"""A mail (.eml) to its articles: its own text, and whatever is attached that is read, mails in it too."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime

from analysis.intake.limits import ATTACHMENTS, MAIL_DEPTH, MAIL_PARTS
from analysis.intake.page import text_of_markup
from analysis.intake.record import Parsed, Record, Refusal, Unreadable, tidy

# reads an attachment: (bytes, file name, content type) to records
ReadPart = Callable[[bytes, str, str], Parsed]
_FAULTS = (
    MessageError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
    AssertionError,
    OverflowError,  # a date of a year that no calendar has
)
_HARD_WRAP = 60
_QUOTED = re.compile(r"^\s*>")
_SIGNATURE = "-- "
_FIELDS = frozenset("from subject date to received mime-version".split())
_NO_MAIL = ("is no mail, or damaged", "Save it from the mail program again, as .eml")


def read_mail(data: bytes, read_part: ReadPart, *, depth: int = 0) -> Parsed:
    """The text of a mail, then its attachments; one that cannot be read is named and costs only itself."""
    if depth >= MAIL_DEPTH:
        raise Unreadable(f"is a mail in more than {MAIL_DEPTH} others", "Save it as a file of its own")
    try:
        message = message_from_bytes(data, policy=policy.default)
        parts = list(_leaves(message))
    except _FAULTS:
        raise Unreadable(*_NO_MAIL) from None
    if not _FIELDS & {name.lower() for name in message.keys()}:  # noqa: SIM118  a message is no mapping
        raise Unreadable(*_NO_MAIL)
    title, sender, day = _header(message, "Subject"), _sender(message), _day(message)
    text = _body(parts)
    parsed: Parsed = []
    if text:
        parsed.append(
            Record(
                text=text, title=title, day=day, source=sender, id=_header(message, "Message-ID").strip("<>")
            )
        )
    parsed.extend(_attached(parts, read_part, depth, day))
    if not parsed:
        raise Unreadable("is a mail without text", "Open the mail and save what is attached")
    return parsed


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in their order; a mail in a mail is one part."""
    waiting, count = [message], 0
    while waiting:
        part = waiting.pop()
        count += 1
        if count > MAIL_PARTS:
            return
        if _type_of(part).startswith("multipart/") and isinstance(part.get_payload(), list):
            children = [child for child in part.get_payload() if isinstance(child, Message)]
            waiting.extend(reversed(children))
        else:
            yield part


def _is_attachment(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_maintype() not in (
        "text",
        "multipart",
    )


def _body(parts: list[Message]) -> str:
    """The plain text where there is some, else the words of the markup."""
    plain = [words for part in parts if _is_kind(part, "text/plain") and (words := _content(part))]
    if plain:
        return "\n\n".join(filter(None, map(_unwrapped, plain)))
    return "\n\n".join(
        filter(None, (text_of_markup(_content(part)) for part in parts if _is_kind(part, "text/html")))
    )


def _is_kind(part: Message, kind: str) -> bool:
    return _type_of(part) == kind and not _is_attachment(part)


def _type_of(part: Message) -> str:
    try:
        return part.get_content_type()
    except _FAULTS:
        return "application/octet-stream"


def _content(part: Message) -> str:
    try:
        words = part.get_content() if isinstance(part, EmailMessage) else ""
    except _FAULTS:
        payload = _payload(part)
        words = payload.decode("utf-8", "replace")
    return tidy(words) if isinstance(words, str) else ""


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except _FAULTS:
        return b""
    return payload if isinstance(payload, bytes) else b""


def _unwrapped(text: str) -> str:
    """Paragraphs whose lines a mail program has broken are one line again; quotations and signature are left out."""
    text = text.split(f"\n{_SIGNATURE}\n", maxsplit=1)[0]
    paragraphs = []
    for block in re.split(
        r"\n\s*\n", "\n".join(line for line in text.split("\n") if not _QUOTED.match(line))
    ):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        if lines and max(map(len, lines)) >= _HARD_WRAP:
            paragraphs.append(" ".join(lines))
        elif lines:
            paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs)


def _attached(parts: list[Message], read_part: ReadPart, depth: int, day: str) -> Iterator[Record | Refusal]:
    """What the attachments hold; one that says no day is of the day of its mail."""
    count = 0
    for part in parts:
        if not _is_attachment(part) or _type_of(part).partition("/")[0] in (
            "image",
            "audio",
            "video",
            "font",
        ):
            continue
        count += 1
        if count > ATTACHMENTS:
            yield Refusal(
                part="", reason=f"has more than {ATTACHMENTS} attachments", mend="Save the others as files"
            )
            return
        name = tidy(part.get_filename() or "") if _has_name(part) else ""
        where = f"#{name or f'attachment {count}'}"
        try:
            found = _read_attached(part, name, read_part, depth)
        except Unreadable as refused:
            yield Refusal(part=where, reason=refused.reason, mend=refused.mend)
            continue
        yield from (_within(item, where, day) for item in found)


def _has_name(part: Message) -> bool:
    try:
        part.get_filename()
    except _FAULTS:
        return False
    return True


def _read_attached(part: Message, name: str, read_part: ReadPart, depth: int) -> Parsed:
    if _type_of(part) == "message/rfc822":
        inner = part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], Message):
            try:
                # as it came: the newer policy would read every header again, and stumble over one
                data = inner[0].as_bytes(policy=policy.compat32)
            except _FAULTS:
                raise Unreadable(*_NO_MAIL) from None
            return read_mail(data, read_part, depth=depth + 1)
    return read_part(_payload(part), name, _type_of(part))


def _within(item: Record | Refusal, where: str, day: str) -> Record | Refusal:
    if isinstance(item, Record):
        return replace(item, part=where + item.part, day=item.day or day)
    return replace(item, part=where + item.part)


def _header(message: Message, name: str) -> str:
    try:
        return " ".join(tidy(str(message.get(name) or "")).split())[:500]
    except _FAULTS:
        return ""


def _sender(message: Message) -> str:
    try:
        name, address = parseaddr(_header(message, "From"))
    except _FAULTS:
        return ""
    return name or address


def _day(message: Message) -> str:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except _FAULTS:
        return ""
