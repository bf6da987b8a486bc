"""A web page to its article: surroundings pruned, text by trafilatura, the page's embedded data as second witness."""

import copy
import logging
import re
from collections import Counter

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from analysis.intake.encoding import decode
from analysis.intake.limits import PAGE_BYTES
from analysis.intake.notices import is_notice, without_asides
from analysis.intake.page_facts import Facts, facts_of, plain
from analysis.intake.pruning import headings, prune
from analysis.intake.record import Record, Unreadable, tidy

_SHORT = 250
# of the sentences that are left of a page; with less, the extractor has taken a part of the article for the whole
_LEAST_SHARE, _MUCH_MORE = 0.6, 1.3
# an embedded text is believed from this length on; much shorter than the page's own it is a teaser
_LEAST_BODY = 300
_WHOLE_BODY = 1_000
_SHARED = 0.7
_STRANGE = 0.2
_ENDS_WHOLE = re.compile(r"(?<!\.)[.!?][\"”’')]*\s*$")
_STUCK = re.compile(r"(?<=[a-z]{2}[.!?])(?=[A-Z“])|(?<=[.!?]”)(?=[A-Z“])")
_TEASER_SHARE = 0.6
_LEAST_LEAD_WORDS = 8
_MOST_LEAD_LINES = 12
_LEAST_LETTERS = 20
_MOST_PLACES = 40  # where a headline stands, and lines that may follow it, so many are looked at
_LEAST_REST = 60
_STOPS = (".", "!", "?", "…", "。", "！", "？")
# of writing without spaces between the words
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# news pages have 2,500, the largest of hundreds 7,500; reading takes up to a quarter of a millisecond for each
_MOST_ELEMENTS = 30_000
_MOST_ATTRIBUTES = 1_000  # of one tag: the parser compares each with all others
_MOST_FOR_OPINIONS = 10_000  # the extractor's second opinions compare each block with all others
_MOST_RUNS = 1_000  # of text in one block: the extractor goes back from each to the first
_ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
_TAG = re.compile(rf"<([a-z][^\s/>]*+)((?:{_ATTRIBUTE})*+)", re.IGNORECASE)
_SCRIPT_END = re.compile("</script", re.IGNORECASE)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
# what XML has no place for, as it is and as a number
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|&#(?:x0*(?:1?[0-9a-f]|7f|fff[ef])|0*(?:[12]?\d|3[01]|127|6553[45]))(?![0-9a-f]);?",
    re.IGNORECASE,
)
PAYWALL = (
    "says that it is for subscribers (paywall), and what it shows was read",
    "Paste the whole text where it shows only the beginning",
)

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
    if not body.strip() or _is_headline_alone(paragraphs, facts.title):
        raise Unreadable("is a page without an article that could be found", "Paste the article's text instead")
    return Record(
        text=tidy(body),
        title=tidy(facts.title),
        day=facts.day,
        url=tidy(facts.url or url),
        source=tidy(facts.site),
        notes=() if facts.is_free else (PAYWALL,),
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
    if _has_crowded_tag(clean):
        raise Unreadable(f"has a tag of more than {_MOST_ATTRIBUTES:,} attributes", "Save the article's text alone")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(clean.encode("utf-8", "ignore"), parser=parser, ensure_head_body=True)
    except (etree.LxmlError, ValueError, AssertionError, TypeError):
        raise Unreadable("is no page that can be read", "Save the page again") from None
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise Unreadable(f"is a page of more than {_MOST_ELEMENTS:,} elements", "Save the article's text alone")
    return tree


def _has_crowded_tag(text: str) -> bool:
    """Whether a tag has too many attributes; each character is looked at once, and a script's text not at all."""
    at = 0
    while tag := _TAG.search(text, at):
        at = tag.end()
        if len(tag[2]) > _MOST_ATTRIBUTES and sum(1 for _ in re.finditer(_ATTRIBUTE, tag[2])) > _MOST_ATTRIBUTES:
            return True
        if tag[1].lower() == "script":
            end = _SCRIPT_END.search(text, at)
            if end is None:
                return False
            at = end.end()
    return False


def _paragraphs(tree: HtmlElement, facts: Facts) -> list[str]:
    """The best of what is found: the pruned page, else the page as it is, each held against the embedded text."""
    pruned = copy.deepcopy(tree)
    prune(pruned, facts.title)
    found = _extract(pruned, precise=True)
    found = _with_rest(found, pruned, facts.title)
    if _size(found) < _SHORT:
        lines = [line for line in _lines(pruned) if len(line.split()) >= _LEAST_LEAD_WORDS]
        found = max(found, lines, key=_size)
    if _size(found) < _SHORT and len(facts.body) < _LEAST_BODY:
        whole = _extract(tree, precise=True)
        found = whole if _size(whole) > 2 * _size(found) else found
    # a lead belongs to the article, though many do not count it among the embedded text
    found = _from_headline(_agreed(found, facts.body), pruned, facts.title)
    return without_asides([line for line in found if not is_notice(line)]) or found


def _is_headline_alone(lines: list[str], title: str) -> bool:
    """Whether a page says its headline and hardly a word more: the text comes by a script, or is not there."""
    headline = plain(title)
    if len(headline) < _LEAST_LETTERS:
        return False
    rest = plain(" ".join(lines)).replace(headline, "")
    return len(rest) < _LEAST_REST and not any(line.endswith(_STOPS) for line in lines)


def _with_rest(found: list[str], pruned: HtmlElement, title: str) -> list[str]:
    """All of it where the extractor has taken a part of the article for the whole: what else its field holds."""
    if _size(found) >= max(_SHORT, _LEAST_SHARE * _prose(pruned)):
        return found
    field = _field(pruned, title, max(found, key=len)) if found else pruned
    prose = _prose(field)
    if _size(found) >= max(_SHORT, _LEAST_SHARE * prose):
        return found
    field = field if prose > _size(found) else pruned
    page = document_fromstring("<html><body></body></html>")
    page.find("body").append(copy.deepcopy(field))
    more = _extract(page if field.tag not in ("html", "body") else pruned, precise=False)
    if _size(more) > _MUCH_MORE * _size(found):
        return more
    return max(found, _extract(pruned, precise=False), key=_size) if _size(found) < _SHORT else found


def _prose(tree: HtmlElement) -> int:
    """Characters that stand in lines that are sentences."""
    return sum(len(line) for line in _lines(tree) if _is_sentence(line))


def _field(tree: HtmlElement, title: str, line: str) -> HtmlElement:
    """The smallest element in which both the headline and a line of the article stand."""
    wanted, headline = plain(line), plain(title)
    same = [h for h in tree.iter("h1", "h2", "h3") if headline and plain(h.text_content()) == headline]
    above = {a for heading in same or headings(tree, title) for a in heading.iterancestors()}
    field, inner = tree, tree
    while inner is not None:
        field = inner
        inner = next((e for e in field if e in above and wanted in plain(e.text_content())), None)
    return field


def _size(lines: list[str]) -> int:
    return sum(map(len, lines))


def _extract(tree: HtmlElement, *, precise: bool) -> list[str]:
    """The lines that trafilatura takes for the text; in the precise way without its slower second opinions."""
    from trafilatura import bare_extraction

    page = copy.deepcopy(tree)
    _write_out(page)
    try:
        found = bare_extraction(
            page,
            fast=precise or sum(1 for _ in tree.iter()) > _MOST_FOR_OPINIONS,
            include_comments=False,
            favor_precision=precise,
            include_tables=True,
            deduplicate=False,
        )
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, etree.LxmlError):
        return []
    text = getattr(found, "text", "") or ""
    return [" ".join(line.split()).removeprefix("- ") for line in text.split("\n") if line.strip()]


def _write_out(tree: HtmlElement) -> None:
    """Turn links, emphasis and the like into plain words, in place, where a block holds too many of them."""
    runs: Counter[HtmlElement] = Counter()
    for element in reversed(list(tree.iter())):
        above = element.getparent()
        if element.tag in _INLINE and above is not None:
            runs[above] += 1 + runs[element]
        elif runs[element] > _MOST_RUNS:
            _as_words(element)


def _as_words(block: HtmlElement) -> None:
    last, words = None, [block.text or ""]
    for child in list(block):
        if all(inner.tag in _INLINE for inner in child.iter()):
            words += (child.text_content(), child.tail or "")
            block.remove(child)
            continue
        _set_words(block, last, "".join(words))
        last, words = child, [child.tail or ""]
    _set_words(block, last, "".join(words))


def _set_words(block: HtmlElement, last: HtmlElement | None, words: str) -> None:
    """The words behind a child of a block, or before its first."""
    if last is None:
        block.text = words
    else:
        last.tail = words


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


def _from_headline(found: list[str], pruned: HtmlElement, title: str) -> list[str]:
    """From the headline on: with the paragraphs below it that extractors take for a header, without what is above.

    Bars, tables and forms to send a page on repeat the headline, so it is the one that the text follows closely.
    """
    lines, headline = _lines(pruned), plain(title)
    found = _without_headline(found, headline)
    letters = [plain(line) for line in lines]
    taken = [plain(line) for line in found[:_MOST_PLACES]]
    sentences = [line if _is_sentence(words) else "" for line, words in zip(taken, found, strict=False)]
    places = [n for n, line in enumerate(letters) if headline and line == headline]
    # what is known to be a sentence of the article; a line below the headline need not be the text's beginning
    for wanted in (sentences, taken):
        for begin in places[:_MOST_PLACES]:
            for end in range(begin + 1, min(begin + 1 + _MOST_LEAD_LINES, len(lines))):
                at = next((n for n, line in enumerate(wanted) if _is_begun_by(line, letters[end])), None)
                if at is not None:
                    rest = found[at:] if _size(found[at:]) >= _SHARED * _size(found) else found
                    held = plain(" ".join(rest)) + headline
                    above = [n for n in range(begin + 1, end) if letters[n] not in held]
                    lead = [n for n in above if _is_sentence(lines[n]) or (letters[n] in taken and _is_whole(lines[n]))]
                    return [*(lines[n] for n in lead), *rest]
    return found


def _without_headline(found: list[str], headline: str) -> list[str]:
    """Without the headline where it stands above the text once more."""
    begin = 0
    while headline and begin < len(found) - 1 and plain(found[begin]) == headline:
        begin += 1
    return found[begin:]


def _is_begun_by(line: str, part: str) -> bool:
    """Whether one of two lines of letters begins the other; unknown elements part lines where extractors do not."""
    return min(len(line), len(part)) >= _LEAST_LETTERS and (line.startswith(part) or part.startswith(line))


def _is_sentence(line: str) -> bool:
    return (
        _is_long(line)
        and line.rstrip("”\"’')")[-1:] in _STOPS
        and not is_notice(line)
    )


def _is_long(line: str) -> bool:
    """Whether a line has the length of a sentence."""
    return len(line.split()) >= _LEAST_LEAD_WORDS or len(_IDEOGRAPHS.findall(line)) >= _LEAST_LETTERS


def _is_whole(line: str) -> bool:
    """Whether a line that was taken for text has the length or the end of a sentence."""
    return _is_long(line) or line.endswith(_STOPS)


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
