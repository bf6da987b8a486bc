"""A web page to its article: surroundings pruned, text by trafilatura, the page's embedded data as second witness."""

import copy
import logging
import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from analysis.intake.encoding import decode
from analysis.intake.limits import PAGE_BYTES
from analysis.intake.page_facts import Facts, facts_of, plain
from analysis.intake.pruning import prune
from analysis.intake.record import Record, Unreadable, tidy

_SHORT = 250
# an embedded text is believed from this length on; much shorter than the page's own it is a teaser
_LEAST_BODY = 300
_WHOLE_BODY = 1_000
_SHARED = 0.7
_STRANGE = 0.2
_ENDS_WHOLE = re.compile(r"(?<!\.)[.!?][\"”’')]*\s*$")
_STUCK = re.compile(r"(?<=[a-z]{2}[.!?])(?=[A-Z“])|(?<=[.!?]”)(?=[A-Z“])")
_TEASER_SHARE = 0.6
_LEAST_LEAD_WORDS = 8
_MOST_ELEMENTS = 120_000
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
# what XML has no place for, as it is and as a number
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|&#(?:x0*(?:1?[0-9a-f]|7f|fff[ef])|0*(?:[12]?\d|3[01]|127|6553[45]))(?![0-9a-f]);?",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"(?:sign up (?:for|to|now)|subscribe (?:to|now|for)|already a subscriber|log in to|advertisement$|loading\b|©|"
    r"copyright ©|.*\ball rights reserved\b|share this|follow us|click (?:here|to)|read more$|"
    r"related (?:stories|articles|topics)?:?$|get (?:our|the) .{0,40}newsletter|"
    r"we (?:and our .{0,30}partners )?use cookies|accept (?:all )?cookies|please enable javascript|"
    r"(?:read (?:more|also)|also read|see also|recommended|don[’']t miss) ?: )",
    re.IGNORECASE,
)
_MOST_NOISE = 260
PAYWALL = ("shows only the beginning of its article (paywall)", "Paste the whole text to have it read")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_page(data: bytes, *, declared: str = "", url: str = "") -> Record:
    """The article of a page; Unreadable where there is none."""
    if len(data) > PAGE_BYTES:
        raise Unreadable(f"is a page of more than {PAGE_BYTES // 1_000_000} MB", "Save the article's text alone")
    text, _ = decode(data, declared=declared, is_markup=True)
    tree = _tree(text)
    facts = facts_of(tree)
    paragraphs = _paragraphs(tree, facts)
    body = "\n\n".join(paragraphs)
    if not body.strip():
        raise Unreadable("is a page without an article that could be found", "Paste the article's text instead")
    is_cut = not facts.is_free and plain(facts.body).find(plain(body)) < 0
    return Record(
        text=tidy(body),
        title=tidy(facts.title),
        day=facts.day,
        url=tidy(facts.url or url),
        source=tidy(facts.site),
        notes=(PAYWALL,) if is_cut or (not facts.is_free and not facts.body) else (),
    )


def text_of_markup(markup: str) -> str:
    """The words of a piece of markup, as in a feed's item or a mail; nothing is guessed away."""
    if "<" not in markup and "&" not in markup:
        return tidy(markup.strip())
    try:
        tree = _tree(f"<div>{markup}</div>")
    except Unreadable:
        return ""
    etree.strip_elements(tree, etree.Comment, "script", "style", "template", "head", "title", with_tail=False)
    return tidy("\n\n".join(_lines(tree)))


def _tree(text: str) -> HtmlElement:
    clean = _CONTROLS.sub(" ", _XML_HEAD.sub("", text))
    if not clean.strip():
        raise Unreadable("is empty", "Save the page again")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(clean.encode("utf-8", "ignore"), parser=parser, ensure_head_body=True)
    except (etree.LxmlError, ValueError, AssertionError, TypeError):
        raise Unreadable("is no page that can be read", "Save the page again") from None
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise Unreadable(f"is a page of more than {_MOST_ELEMENTS:,} elements", "Save the article's text alone")
    return tree


def _paragraphs(tree: HtmlElement, facts: Facts) -> list[str]:
    """The best of what is found: the pruned page, else the page as it is, each held against the embedded text."""
    pruned = copy.deepcopy(tree)
    prune(pruned, facts.title)
    found = _extract(pruned, precise=True)
    if sum(map(len, found)) < _SHORT:
        found = max(found, _extract(pruned, precise=False), key=_size)
    if _size(found) < _SHORT:
        lines = [line for line in _lines(pruned) if len(line.split()) >= _LEAST_LEAD_WORDS]
        found = max(found, lines, key=_size)
    if _size(found) < _SHORT and len(facts.body) < _LEAST_BODY:
        whole = _extract(tree, precise=True)
        found = whole if _size(whole) > 2 * _size(found) else found
    found = _with_lead(found, pruned, facts.title)
    found = _agreed(found, facts.body)
    return [line for line in found if not _is_noise(line)] or found


def _size(lines: list[str]) -> int:
    return sum(map(len, lines))


def _extract(tree: HtmlElement, *, precise: bool) -> list[str]:
    """The lines that trafilatura takes for the text; in the precise way without its slower second opinions."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            copy.deepcopy(tree),
            fast=precise,
            include_comments=False,
            favor_precision=precise,
            include_tables=True,
            deduplicate=False,
        )
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, etree.LxmlError):
        return []
    text = getattr(found, "text", "") or ""
    return [" ".join(line.split()).removeprefix("- ") for line in text.split("\n") if line.strip()]


def _lines(tree: HtmlElement) -> list[str]:
    """Every line of text, as blocks and line breaks part it."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        is_block = element.tag not in _INLINE
        if event == "start":
            pieces.append("\n" if is_block else "")
            pieces.append((element.text or "").replace("\n", " "))
        else:
            pieces.append("\n" if is_block else "")
            pieces.append((element.tail or "").replace("\n", " "))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


_INLINE = frozenset(
    "a abbr b bdi bdo cite code data dfn em font i ins kbd label mark q s small span strong sub sup time tt u var "
    "wbr".split()
)


def _with_lead(found: list[str], pruned: HtmlElement, title: str) -> list[str]:
    """With the paragraphs between headline and first line, which extractors take for a header."""
    if not found:
        return found
    lines = _lines(pruned)
    letters = [plain(line) for line in lines]
    headline, first = plain(title), plain(found[0])
    begin = next((n for n, line in enumerate(letters) if headline and line == headline), None)
    if begin is None or not first:
        return found
    end = next((n for n, line in enumerate(letters) if n > begin and line == first), None)
    if end is None or end - begin > 12:
        return found
    lead = [line for line in lines[begin + 1 : end] if _is_sentence(line)]
    return [*lead, *found]


def _is_sentence(line: str) -> bool:
    return (
        len(line.split()) >= _LEAST_LEAD_WORDS
        and line.rstrip("”\"’')")[-1:] in (".", "!", "?", "…", "。")
        and not _is_noise(line)
    )


def _agreed(found: list[str], body: str) -> list[str]:
    """Only what the embedded text holds too; that text itself where the page shows less of it."""
    if len(body) < _LEAST_BODY:
        return found or _split(body)
    if len(body) < _TEASER_SHARE * _size(found) and (len(body) < _WHOLE_BODY or not _ENDS_WHOLE.search(body)):
        return found
    held = plain(body)
    shared = [line for line in found if _is_in(line, held)]
    if _size(shared) >= _SHARED * len(body):
        return shared
    # a text that has nothing to do with the page is another story's
    return found if _size(found) > 2 * _SHORT and _size(shared) < _STRANGE * _size(found) else _split(body)


def _is_in(line: str, held: str) -> bool:
    """Whether most of a line is in a text, five words at a time: datelines and links may differ."""
    words = line.split()
    chunks = [plain(" ".join(words[n : n + 5])) for n in range(0, len(words), 5)]
    found = sum(bool(chunk) and chunk in held for chunk in chunks)
    return found >= max(1, 0.5 * len(chunks))


def _split(body: str) -> list[str]:
    """The lines of an embedded text; where breaks were lost, sentences that stick together are parted."""
    parted = body if "\n" in body else _STUCK.sub("\n", body)
    return [line for line in (" ".join(part.split()) for part in parted.split("\n")) if line]


def _is_noise(line: str) -> bool:
    return len(line) <= _MOST_NOISE and bool(_NOISE.match(line))
