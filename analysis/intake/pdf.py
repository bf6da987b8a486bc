"""A PDF with a text layer to one article: lines joined to paragraphs, running heads and page numbers left out."""

import re
from collections import Counter

import pypdfium2 as pdfium

from analysis.intake.limits import PDF_PAGES
from analysis.intake.record import Record, Unreadable, tidy
from analysis.sources import MAX_CHARACTERS

_LEAST_LETTERS_A_PAGE = 15
_EDGE_LINES = 2
_REPEATED = 3
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page |p\. ?|seite )?[\divxlc]{1,6}(?: ?(?:/|of|von|\|) ?\d{1,4})?", re.IGNORECASE
)
_ENDS_SENTENCE = re.compile(r"[.!?:;…]['\"”’)\]]*$")
_BULLET = re.compile(r"[•▪●◦–—*]\s|\(?[a-z0-9]{1,3}[.)]\s")
_SHORT_LINE = 0.8
_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_NO_TITLE = re.compile(
    r"(?:untitled|microsoft word\b.*|.*\.(?:docx?|pdf|indd|tex|qxd|pptx?|xlsx?)|document\d*|print)$",
    re.IGNORECASE,
)
# pdfium's mark for a hyphen that only breaks a line
_SOFT_BREAK = "\x02"


def read_pdf(data: bytes) -> Record:
    """The text of a PDF; Unreadable where it is damaged, locked, or a scan."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("is locked with a password", "Save a copy without one") from None
        raise Unreadable("is damaged, or no PDF", "Save or download it again") from None
    try:
        count = len(document)
        pages = [_lines_of(document, number) for number in range(min(count, PDF_PAGES))]
        facts = document.get_metadata_dict()
    finally:
        document.close()
    letters = sum(c.isalnum() for page in pages for line in page for c in line)
    if letters < _LEAST_LETTERS_A_PAGE * max(1, min(len(pages), 10)):
        raise Unreadable("has no text layer (scan)", "Run text recognition (OCR) on it, or paste the text")
    notes = []
    if count > PDF_PAGES:
        notes.append(
            (
                f"has {count:,} pages, of which the first {PDF_PAGES} were read",
                "Split it to have all of it read",
            )
        )
    text = "\n\n".join(_joined(_without_running_lines(pages)))
    title = " ".join(tidy(facts.get("Title", "")).split())
    found = _DAY.match(facts.get("CreationDate", ""))
    return Record(
        text=text[: MAX_CHARACTERS + 1],
        title="" if _NO_TITLE.match(title) or len(title) > 300 else title,
        day="-".join(found.groups()) if found else "",
        notes=tuple(notes),
    )


def _lines_of(document: pdfium.PdfDocument, number: int) -> list[str]:
    """The lines of a page; none where the page alone is damaged."""
    try:
        page = document[number]
        words = page.get_textpage().get_text_bounded()
    except (pdfium.PdfiumError, ValueError):
        return []
    words = words.replace("\ufffe", _SOFT_BREAK)
    lines = (
        tidy(line.replace(_SOFT_BREAK, "\x7f")).replace("\x7f", _SOFT_BREAK)
        for line in re.split(r"\r\n|\r|\n", words)
    )
    return [" ".join(line.split(" ")).strip(" \t") for line in lines if line.strip()]


def _without_running_lines(pages: list[list[str]]) -> list[str]:
    """All lines but page numbers and those that return at the edges of pages, numbers in them aside."""
    edges = Counter(
        _NUMBERS.sub("#", line) for page in pages for line in {*page[:_EDGE_LINES], *page[-_EDGE_LINES:]}
    )
    kept = []
    for page in pages:
        for number, line in enumerate(page):
            is_edge = number < _EDGE_LINES or number >= len(page) - _EDGE_LINES
            is_running = len(pages) > 1 and edges[_NUMBERS.sub("#", line)] >= _REPEATED
            if not (is_edge and (is_running or _PAGE_NUMBER.fullmatch(line))):
                kept.append(line)
    return kept


def _joined(lines: list[str]) -> list[str]:
    """Paragraphs: a line goes on in the next unless it is short and ends a sentence, or stands alone."""
    if not lines:
        return []
    usual = sorted(map(len, lines))[int(len(lines) * 0.8)]
    paragraphs: list[str] = []
    current = ""
    for number, line in enumerate(lines):
        current = _append(current, line)
        follower = lines[number + 1] if number + 1 < len(lines) else ""
        if not follower or _ends_here(line, follower, usual):
            paragraphs.append(current.replace(_SOFT_BREAK, ""))
            current = ""
    return paragraphs


def _append(current: str, line: str) -> str:
    if current.endswith(_SOFT_BREAK):
        return current[:-1] + line
    if current.endswith("-") and current[-2:-1].isalpha() and line[:1].islower():
        return current[:-1] + line
    return f"{current} {line}" if current else line


def _ends_here(line: str, follower: str, usual: int) -> bool:
    if line.endswith((_SOFT_BREAK, "-")):
        return False
    is_short = len(line) < _SHORT_LINE * usual
    if _ENDS_SENTENCE.search(line):
        return is_short or bool(_BULLET.match(follower))
    # a heading: short, without a stop, before a capital
    return is_short and (follower[:1].isupper() or bool(_BULLET.match(follower)) or follower[:1] in '“"')
