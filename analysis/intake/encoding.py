"""Bytes to text in whatever encoding: marks and declarations first, then UTF-8, then what the bytes look like."""

import codecs
import re

from charset_normalizer import from_bytes

from analysis.intake.record import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# what a page or an XML file says of itself in its first lines
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 2_048
_LOOKED_AT = 65_536
# what else is guessed is Western, and there Windows-1252 is by far the likeliest
_DISTINCT = re.compile(
    r"(?:utf_|gb|big5|hz|shift_?jis|euc_|cp93|cp94|cp95|johab|iso2022|koi8|cp1251|iso8859_5|mac_cyrillic|cp866|"
    r"cp1253|iso8859_7|cp1255|iso8859_8|cp1256|iso8859_6|tis_620|cp874)"
)
_BINARY_SHARE = 0.02
_WESTERN_SHARE = 0.25
_LEAST_BEYOND = 20


def decode(data: bytes, *, declared: str = "", is_markup: bool = False) -> tuple[str, str]:
    """(text, name of the encoding where it had to be guessed, else nothing); Refused where it is no text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _unless_binary(data.decode(name, "replace")), ""
    names = [declared] if declared else []
    if is_markup and (found := _DECLARED.search(data[:_DECLARED_WITHIN])):
        names.append(found[1].decode("ascii"))
    for name in ["utf-8", *names]:
        text = _try(data, name)
        if text is not None:
            return _unless_binary(text), ""
    if is_markup and names:  # a page with a few broken bytes is still what it says
        name = _known(names[-1])
        if name:
            return data.decode(name, "replace"), ""
    return _guess(data)


def _known(name: str) -> str:
    """The codec of that name if it makes text of bytes, with Windows-1252 where Latin-1 is said."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if not getattr(found, "_is_text_encoding", True) or found.name in ("idna", "punycode", "unicode_escape"):
        return ""
    return "cp1252" if found.name in ("iso8859-1", "ascii") else found.name


def _try(data: bytes, name: str) -> str | None:
    name = _known(name)
    if not name:
        return None
    try:
        text = data.decode(name)
    except (UnicodeError, ValueError):
        return None
    return None if "\x00" in text[:_LOOKED_AT] else text


def _guess(data: bytes) -> tuple[str, str]:
    """What the bytes look like. In Western text few of them are beyond ASCII, and then Windows-1252 is likeliest."""
    head = data[:_LOOKED_AT]
    if b"\x00" not in head:
        beyond = sum(byte > 127 for byte in head)
        text = _try(data, "cp1252")
        if text is not None and beyond < _WESTERN_SHARE * len(head):
            return _unless_binary(text), "Windows-1252"
        if beyond < _LEAST_BEYOND and text is None:
            raise Refused("is in no encoding that is known", "Save it as UTF-8")
    best = from_bytes(head).best()
    name = "" if best is None else best.encoding
    if _DISTINCT.match(name) and name != "utf_8":
        text = data.decode(name, "replace").replace("\x00", "")
        return _unless_binary(text), name.replace("_", "-")
    if b"\x00" in head:
        raise Refused("is not text", "Save it as plain text in UTF-8")
    text = _try(data, "cp1252")
    if text is None:
        raise Refused("is in no encoding that is known", "Save it as UTF-8")
    return _unless_binary(text), "Windows-1252"


def _unless_binary(text: str) -> str:
    """The text, or Refused where too much of it is no letter of any kind."""
    head = text[:_LOOKED_AT]
    bad = sum((c < " " and c not in "\t\n\r\f\x1b") or c in "\x7f\ufffd" for c in head)
    if bad > _BINARY_SHARE * len(head):
        raise Refused("is not text", "Save it as plain text in UTF-8")
    return text
