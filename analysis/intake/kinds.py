"""Which kinds of input are read, and how each is recognised: by content type, by name, by its first bytes."""

from enum import StrEnum


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
