"""A Word document (.docx) to one article: what stands in its body, in its order; deleted passages are left out."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lxml import etree

from analysis.intake.limits import ZIP_MEMBERS, ZIP_RATIO, ZIP_UNPACKED_BYTES
from analysis.intake.record import Record, Unreadable, tidy

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset(
    (f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK, f"{_W}pPr", f"{_W}rPr")
)
_WHITE = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DAMAGED = ("is damaged, or no Word document", "Open it in Word and save it again as .docx")
_LARGE_MEMBER = 20_000_000
_BLOCK = 65_536
_ENTITY = b"<!ENTITY"
# what a document from a template has for a day of its own
_EARLIEST_YEAR = 2014


def read_word(data: bytes) -> Record:
    """The text of a document; Unreadable where it is damaged, or unpacks to more than it should."""
    check_archive(data)
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        document = Document(io.BytesIO(data))
        paragraphs = [words for words in _paragraphs(document) if words]
        title, day = _facts(document)
    except (
        OpcError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
        NotImplementedError,
        OSError,
        RecursionError,
    ):
        raise Unreadable(*_DAMAGED) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, etree.LxmlError, AssertionError):
        raise Unreadable(*_DAMAGED) from None
    if not paragraphs:
        raise Unreadable("holds no text", "Pictures are not read: paste the text instead")
    return Record(text="\n\n".join(paragraphs), title=title, day=day)


def check_archive(data: bytes) -> None:
    """Unreadable where a zip archive has too many members, or unpacks to too much; it is unpacked to be sure."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > ZIP_MEMBERS:
                raise Unreadable(f"holds more than {ZIP_MEMBERS:,} parts", "Save it again without pictures")
            total = 0
            for member in members:
                if member.flag_bits & 1:
                    raise Unreadable("is locked with a password", "Save a copy without one")
                total += _unpacked(archive, member, ZIP_UNPACKED_BYTES - total)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
        RuntimeError,
        UnicodeError,
    ):
        raise Unreadable(*_DAMAGED) from None


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, allowed: int) -> int:
    """Bytes in a member, counted and not believed."""
    count, before = 0, b""
    with archive.open(member) as stream:
        while block := stream.read(_BLOCK):
            count += len(block)
            if count > allowed or (
                count > _LARGE_MEMBER and count > ZIP_RATIO * max(1, member.compress_size)
            ):
                raise Unreadable(
                    "unpacks to far more than a document holds", "Open it in Word and save it again"
                )
            block = block.replace(b"\x00", b"")  # in UTF-16 there are zeros between the letters
            if _ENTITY in before + block:
                raise Unreadable(
                    "defines entities of its own, which no Word document does",
                    "Open it in Word and save it again",
                )
            before = block[1 - len(_ENTITY) :]
    return count


def _paragraphs(document: "Document") -> Iterator[str]:
    """Every paragraph of the body: in tables, text boxes and content controls too."""
    for paragraph in document.element.body.iter(f"{_W}p"):
        if not _is_within(paragraph, _SKIPPED):
            yield " ".join(tidy("".join(_runs(paragraph))).split())


def _is_within(element: Any, tags: frozenset[str]) -> bool:
    return any(ancestor.tag in tags for ancestor in element.iterancestors())


def _runs(element: Any) -> Iterator[str]:
    """The words of a paragraph; a paragraph inside it (a text box) has its own turn."""
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _WHITE:
            yield _WHITE[child.tag]
        elif child.tag not in _SKIPPED and child.tag != f"{_W}p" and isinstance(child.tag, str):
            waiting.append(iter(child))


def _facts(document: "Document") -> tuple[str, str]:
    """(title, day it was made) as the document says of itself."""
    try:
        facts = document.core_properties
        title, made = facts.title or "", facts.created
    except (KeyError, ValueError, AttributeError, TypeError):
        return "", ""
    day = made.date().isoformat() if made is not None and made.year >= _EARLIEST_YEAR else ""
    return " ".join(tidy(title).split())[:300], day
