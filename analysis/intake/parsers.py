"""Bytes of a known kind to records: one function per kind. Runs in the child process, and in the fuzz drivers."""

from dataclasses import replace

from analysis.intake.encoding import decode
from analysis.intake.kinds import Kind, charset_of, recognise
from analysis.intake.limits import MAX_BYTES
from analysis.intake.record import Parsed, Record, Unreadable

# kinds that other people's parsers read: in a process of their own
RISKY = frozenset((Kind.PAGE, Kind.PDF, Kind.WORD, Kind.MAIL, Kind.FEED))
_MEMORY = ("needs more memory than is given to one file", "Split it")


def parse(kind: Kind, data: bytes, *, declared: str = "", url: str = "", depth: int = 0) -> Parsed:
    """The records in an input of that kind; Unreadable where there are none, and nothing else is raised."""
    try:
        return _parse(kind, data, declared, url, depth)
    except MemoryError:
        raise Unreadable(*_MEMORY) from None
    except RecursionError:
        raise Unreadable("is nested too deeply", "Save its text alone") from None


def _parse(kind: Kind, data: bytes, declared: str, url: str, depth: int) -> Parsed:
    # each import is heavy, and most inputs are of one kind
    if kind is Kind.PAGE:
        from analysis.intake.page import read_page

        return [read_page(data, declared=declared, url=url)]
    if kind is Kind.PDF:
        from analysis.intake.pdf import read_pdf

        return [read_pdf(data)]
    if kind is Kind.WORD:
        from analysis.intake.word import read_word

        return [read_word(data)]
    if kind is Kind.FEED:
        from analysis.intake.feed import read_feed

        return read_feed(data, url=url)
    if kind is Kind.MAIL:
        from analysis.intake.mail import read_mail

        return read_mail(
            data,
            lambda part, name, content_type: _parse_part(part, name, content_type, depth + 1),
            depth=depth,
        )
    return [read_text(data, declared=declared)]


def read_text(data: bytes, *, declared: str = "") -> Record:
    """Plain text in whatever encoding; Unreadable where it is empty or no text."""
    text, guess = decode(data, declared=declared)
    text = text.replace("\x00", "")
    if not text.strip():
        raise Unreadable("is empty", "Put title, blank line and body in it")
    note = (f"is not UTF-8 and was read as {guess}", "Save it as UTF-8 if letters look wrong")
    return Record(text=text, notes=(note,) if guess else ())


def _parse_part(data: bytes, name: str, content_type: str, depth: int) -> Parsed:
    """The records in something attached; its title is its name where it says none."""
    if len(data) > MAX_BYTES:
        raise Unreadable(f"is larger than {MAX_BYTES // 1_000_000} MB", "Split it")
    if not data.strip():
        raise Unreadable("is empty", "Ask for it again")
    kind = recognise(data, name=name, content_type=content_type)
    found = parse(kind, data, declared=charset_of(content_type), depth=depth)
    return [replace(item, source=item.source or name) if isinstance(item, Record) else item for item in found]
