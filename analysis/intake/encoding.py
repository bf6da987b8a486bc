"""Bytes to text in whatever encoding: marks and declarations first, then UTF-8, then what the bytes look like."""

import codecs
import re
from itertools import pairwise

from charset_normalizer import from_bytes

from analysis.intake.language import ENGLISH, confidence_of, language_of
from analysis.intake.record import Unreadable

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
# what text without a mark is mostly in, where it is not UTF-8; a language has to be recognised in it
_CANDIDATES = tuple(
    "cp1252 cp1251 koi8_r cp932 gb18030 big5 euc_jp euc_kr cp1250 cp1253 cp1254 cp1255 cp1256 cp874".split()
)
_LATIN = ("cp1252", "cp1250", "cp1254", "iso8859_2")
_STOPS = frozenset(".,;:!?'\"()-–—«»“”‘’„…、。，「」％%")
_BINARY_SHARE = 0.02
_WESTERN_SHARE = 0.25
_LEAST_BEYOND = 20


def decode(data: bytes, *, declared: str = "", is_markup: bool = False) -> tuple[str, str]:
    """(text, name of the encoding where it had to be guessed, else nothing); Unreadable where it is no text."""
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
            name = "cp1252" if language_of(text) == ENGLISH else _likeliest(head, "cp1252", _LATIN)
            return _unless_binary(data.decode(name, "replace")), _shown(name)
        if beyond < _LEAST_BEYOND and text is None:
            raise Unreadable("is in no encoding that is known", "Save it as UTF-8")
    best = from_bytes(head).best()
    name = _likeliest(head, "" if best is None else best.encoding, _CANDIDATES)
    if b"\x00" in head and not name.startswith("utf_"):
        raise Unreadable("is not text", "Save it as plain text in UTF-8")
    if not name:
        raise Unreadable("is in no encoding that is known", "Save it as UTF-8")
    return _unless_binary(data.decode(name, "replace").replace("\x00", "")), _shown(name)


def _shown(name: str) -> str:
    return "Windows-1252" if name == "cp1252" else name.replace("_", "-")


def _likeliest(head: bytes, seen: str, candidates: tuple[str, ...]) -> str:
    """The encoding in which the bytes are most surely a language, in its letters; what was seen where none is."""
    best, surest = seen, 0.0
    for name in dict.fromkeys((seen, *candidates)):
        try:
            text = codecs.getincrementaldecoder(name)().decode(head) if name else ""
        except (UnicodeError, LookupError):
            continue
        sureness = confidence_of(text) * _wellformed(text)
        if sureness > surest:
            best, surest = name, sureness
    return best


def _wellformed(text: str) -> float:
    """From 0 to 1: wrong encodings are full of signs, and of capitals inside words."""
    ordinary = sum(c.isalnum() or c.isspace() or c in _STOPS for c in text)
    humps = sum(one.islower() and two.isupper() for one, two in pairwise(text))
    return max(0.0, (ordinary - 3 * humps) / max(1, len(text))) ** 2


def _unless_binary(text: str) -> str:
    """The text, or Unreadable where too much of it is no letter of any kind."""
    head = text[:_LOOKED_AT]
    bad = sum((c < " " and c not in "\t\n\r\f\x1b") or c in "\x7f\ufffd" for c in head)
    if bad > _BINARY_SHARE * len(head):
        raise Unreadable("is not text", "Save it as plain text in UTF-8")
    return text
