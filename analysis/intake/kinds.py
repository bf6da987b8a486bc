"""Which kinds of input are read, and how each is recognised: by content type, by name, by its first bytes."""

import re
from enum import StrEnum
from pathlib import PurePath

from analysis.intake.record import Unreadable


class Kind(StrEnum):
    """What an input is read as."""

    PAGE = "page"
    PDF = "pdf"
    WORD = "word"
    MAIL = "mail"
    FEED = "feed"
    TEXT = "text"
    LINES = "lines"


SUFFIXES = {
    ".txt": Kind.TEXT, ".md": Kind.TEXT, ".html": Kind.PAGE, ".htm": Kind.PAGE, ".xhtml": Kind.PAGE,
    ".pdf": Kind.PDF, ".docx": Kind.WORD, ".eml": Kind.MAIL,
    ".xml": Kind.FEED, ".rss": Kind.FEED, ".atom": Kind.FEED, ".jsonl": Kind.LINES, ".ndjson": Kind.LINES,
}  # fmt: skip
# by name, so that whoever fetches can refuse everything else before it is read
CONTENT_TYPES = {
    "text/html": Kind.PAGE,
    "application/xhtml+xml": Kind.PAGE,
    "application/pdf": Kind.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Kind.WORD,
    "message/rfc822": Kind.MAIL,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
    "application/xml": Kind.FEED,
    "text/xml": Kind.FEED,
    "text/plain": Kind.TEXT,
    "text/markdown": Kind.TEXT,
    "application/jsonl": Kind.LINES,
    "application/x-ndjson": Kind.LINES,
}

# what says nothing about what is inside
_VAGUE = frozenset(
    (
        "",
        "application/octet-stream",
        "binary/octet-stream",
        "text/plain",
        "application/x-download",
        "application/zip",
    )
)
_HEAD = 4_096
_PDF_WITHIN = 1_024
_OPENINGS = (
    (b"\xd0\xcf\x11\xe0", "is an old Office file (.doc, .xls, .ppt, .msg)", "Save it as .docx or .pdf"),
    (b"{\\rtf", "is a rich text file (.rtf)", "Save it as .docx"),
    (b"\x89PNG", "is a picture", "Paste the text instead"),
    (b"\xff\xd8\xff", "is a picture", "Paste the text instead"),
    (b"GIF8", "is a picture", "Paste the text instead"),
    (b"II*\x00", "is a picture", "Paste the text instead"),
    (b"\x1f\x8b", "is a packed file", "Unpack it"),
    (b"7z\xbc\xaf", "is a packed file", "Unpack it"),
    (b"Rar!", "is a packed file", "Unpack it"),
    (b"\x28\xb5\x2f\xfd", "is a packed file", "Unpack it"),
    (b"\x7fELF", "is a program", "Give a text"),
    (b"MZ\x90", "is a program", "Give a text"),
)
_IN_ZIP = (
    (b"word/", Kind.WORD),
    (b"xl/", ("is a spreadsheet", "Save it as .csv and give it to a corpus")),
    (b"ppt/", ("is a presentation", "Save it as .pdf")),
    (b"opendocument", ("is an OpenDocument file", "Save it as .docx")),
    (b"epub+zip", ("is an e-book", "Save a chapter as .html")),
)
_PAGE = re.compile(
    # possessive: what was taken for a comment is never tried again another way
    rb"\s*+(?:<!--(?:(?!-->).){0,2000}+-->\s*+)*+(?:<\?xml[^>?]{0,200}+\?>\s*+)?+<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[ \t][^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_MAIL_FIELDS = re.compile(
    rb"^(?:From|Received|Return-Path|Message-ID|MIME-Version|Delivered-To):", re.IGNORECASE | re.MULTILINE
)


def recognise(data: bytes, *, name: str = "", content_type: str = "") -> Kind:
    """How an input is read: first bytes overrule name and header where they are plain; Unreadable if it is no kind."""
    head = data[:_HEAD]
    for opening, reason, mend in _OPENINGS:
        if head.startswith(opening):
            raise Unreadable(reason, mend)
    said = said_kind(name, content_type)
    if b"%PDF-" in head[:_PDF_WITHIN] and said in (None, Kind.PDF, Kind.TEXT):
        return Kind.PDF
    if head.startswith(b"PK\x03\x04"):
        return _in_archive(data)
    if said in (Kind.PDF, Kind.WORD):
        ending = "PDF" if said is Kind.PDF else "Word document (.docx)"
        raise Unreadable(f"is no {ending}, whatever it is called", "Save or download it again")
    if said in (Kind.PAGE, Kind.FEED):
        return _page_or_feed(head, said)
    if said is None:
        return _by_content(head, name)
    return said


def said_kind(name: str, content_type: str) -> Kind | None:
    """What header and name say, the header first unless it is one that says nothing; None where neither does."""
    mime = content_type.partition(";")[0].strip().lower()
    by_name = SUFFIXES.get(PurePath(name.partition("?")[0]).suffix.lower())
    if mime in _VAGUE:
        return by_name or CONTENT_TYPES.get(mime)
    return CONTENT_TYPES.get(mime) or by_name


def charset_of(content_type: str) -> str:
    """The encoding that a header names, or nothing."""
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", content_type, re.IGNORECASE)
    return found[1] if found else ""


def _in_archive(data: bytes) -> Kind:
    for mark, found in _IN_ZIP:
        if mark in data[:_HEAD] or mark in data[-65_536:]:
            if isinstance(found, Kind):
                return found
            raise Unreadable(*found)
    raise Unreadable("is a packed file, or a document that is broken", "Unpack it, or save it again")


def _page_or_feed(head: bytes, said: Kind) -> Kind:
    """What it really is: feeds are served as pages, and pages as XML."""
    if _PAGE.match(head):
        return Kind.PAGE
    if _FEED.search(head) and not re.search(rb"<(?:html|body|div)\b", head, re.IGNORECASE):
        return Kind.FEED
    return said


def _by_content(head: bytes, name: str) -> Kind:
    if _PAGE.match(head):
        return Kind.PAGE
    if _FEED.search(head[:1_000]) and head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return Kind.FEED
    if _MAIL.match(head) and _MAIL_FIELDS.search(head):
        return Kind.MAIL
    if re.match(rb"\s*\{[^\r\n]*\"text\"\s*:", head):
        return Kind.LINES
    if PurePath(name).suffix:
        known = ", ".join(SUFFIXES)
        raise Unreadable("is not a kind of file that is read", f"Give one of {known}")
    return Kind.TEXT
