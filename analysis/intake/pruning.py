"""Takes out of a page what surrounds its article: navigation, related stories, comments, notices, what is hidden.

An extractor decides by density and often keeps a list of teasers that are whole sentences; here the page's own names
and structure are asked. Nothing that holds the headline, or most of the text, is ever taken out.
"""

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from analysis.intake.element_names import is_hidden_by_name, is_named_surroundings, speaks_of_comments
from analysis.intake.page_facts import plain

_SILENT = (
    "script", "style", "template", "noscript", "iframe", "svg", "button", "select", "textarea", "object", "dialog",
    "amp-ad", "amp-consent", "amp-sidebar", "amp-list", "amp-embed", "amp-analytics", "amp-iframe", "menu",
    "canvas", "audio",
)  # fmt: skip
_ALWAYS_OUT = ("nav", "footer", "aside", "form")
_ROLES = frozenset(
    "navigation complementary contentinfo dialog alertdialog search banner menu menubar toolbar".split()
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = frozenset("p li h2 h3 h4 h5 h6 div td dd dt figcaption span strong em".split())
_CONTAINERS = frozenset("div section ul ol table tr td aside dl".split())
_TABLE_PARTS = frozenset("thead tbody tfoot tr td th".split())
_KEPT = frozenset(("html", "body", "main", "head"))
_MOST_SHARE = 0.4
_LINK_SHARE = 0.6
_LINE_LINK_SHARE = 0.85
_LONG_LINE = 220
_WHOLE_PARAGRAPH, _REST_PARAGRAPHS = 80, 2
_RELATED_OPENING = re.compile(
    r"(?:read (?:more|also|next|this)|also read|see also|more on this|more:|related|recommended|don[’']t miss|watch|"
    r"listen|click here|read the full|lesen sie auch|mehr zum thema|lire aussi|à lire|lea también|leer más|"
    r"leggi anche)\b",
    re.IGNORECASE,
)


# how a pointer to another story begins that stands in brackets inside a paragraph
_POINTER = re.compile(
    r"(?:watch|see (?:more|also|(?:the )?(?:video|pictures|photos))|read|listen to|view|more|related|photos|pictures|"
    r"video|click)\b(?: ?:| ).{3,160}",
    re.IGNORECASE,
)
# where a site says what it allows and keeps: who links there speaks of the site, in whatever language
_POLICY = re.compile(
    r"/(?:(?:community|comments?|commenting|user|forum)[_-]?(?:guidelines|rules|policy|standards)|netiquette|"
    r"house-?rules|terms(?:[_-](?:of|and)[_-][a-z]+)?|privacy(?:[_-](?:policy|notice|statement))?|cookie[_-]?policy|"
    r"datenschutz(?:erklaerung)?|nutzungsbedingungen|mentions-legales|aviso-legal)(?:\.[a-z]{3,5})?/?(?:[?#].*)?$",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 600
_LEAST_ARTICLE = 400
_BRACKETS = {"(": ")", "[": "]"}


@dataclass(slots=True)
class _Sizes:
    """Characters of text in an element, in links, in paragraphs; how many links, whole paragraphs, line breaks."""

    text: int = 0
    links: int = 0
    prose: int = 0
    anchors: int = 0
    paragraphs: int = 0
    breaks: int = 0


def prune(tree: HtmlElement, title: str) -> None:
    """Take the surroundings out of a page, in place."""
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, *_SILENT, with_tail=False)
    found = headings(tree, title)
    guarded = {ancestor for heading in found for ancestor in (heading, *heading.iterancestors())}
    sizes = _measure(tree)
    _unfold(tree, sizes)
    total = max(1, _prose(tree))
    waiting = [tree]
    while waiting:
        for element in list(waiting.pop()):
            if not isinstance(element.tag, str):
                continue
            is_free = element not in guarded and element.tag not in _KEPT
            if element.tag == "a" and _is_pointer(element):
                _drop_with_brackets(element)
            elif is_free and _is_surroundings(element, sizes[element], total):
                element.drop_tree()
            else:
                _show(element)
                waiting.append(element)


def _unfold(tree: HtmlElement, sizes: dict[HtmlElement, _Sizes]) -> None:
    """A table with an article in one of its cells is a layout: its rows and cells become divisions."""
    for cell in list(tree.iter("td")):
        size = sizes[cell]
        is_article = size.text >= _LEAST_ARTICLE and (size.paragraphs > 1 or size.breaks > 1)
        table = next(cell.iterancestors("table"), None) if is_article and cell.tag == "td" else None
        waiting = [] if table is None else [table]
        while waiting:
            element = waiting.pop()
            waiting.extend(child for child in element if child.tag in _TABLE_PARTS)
            element.tag = "div"


def headings(tree: HtmlElement, title: str) -> list[HtmlElement]:
    """Where the headline stands: the heading that says the title, else the h1 that shares most words with it."""
    wanted = plain(title)
    found = [h for h in tree.iter("h1", "h2", "h3") if wanted and plain(h.text_content()) == wanted]
    if found:
        return found[:1]
    words = set(title.lower().split())
    # max takes the first of equals
    return (
        [max(h1s, key=lambda h: len(words & set(h.text_content().lower().split())))]
        if (h1s := list(tree.iter("h1")))
        else []
    )


def _measure(tree: HtmlElement) -> dict[HtmlElement, _Sizes]:
    """The sizes of every element, worked out from the leaves up."""
    sizes: dict[HtmlElement, _Sizes] = {}
    for element in reversed(list(tree.iter())):
        if not isinstance(element.tag, str):
            continue
        own = sizes.setdefault(element, _Sizes())
        own.text += len((element.text or "").strip())
        if element.tag == "a":
            own.links = own.text
            own.anchors += 1
        elif element.tag == "br":
            own.breaks = 1
        elif element.tag == "p":
            own.prose = own.text
            own.paragraphs += own.text >= _WHOLE_PARAGRAPH
        parent = element.getparent()
        if parent is not None:
            above = sizes.setdefault(parent, _Sizes())
            above.text += own.text + len((element.tail or "").strip())
            above.links += own.links
            above.prose += own.prose
            above.anchors += own.anchors
            above.paragraphs += own.paragraphs
            above.breaks += own.breaks
    return sizes


def _prose(element: HtmlElement) -> int:
    """Characters that stand in paragraphs."""
    return sum(len(p.text_content().strip()) for p in element.iter("p")) or len(element.text_content())


def _is_surroundings(element: HtmlElement, size: _Sizes, total: int) -> bool:
    tag = element.tag
    if _is_line_of_links(element, size):
        return True
    if tag in _CONTAINERS and _is_list_of_links(element, size):
        return True
    if _is_notice(element, size):
        return True
    if speaks_of_comments(element):
        return "articlebody" not in (element.get("itemprop") or "").lower()
    is_named = (
        tag in _ALWAYS_OUT
        or (tag == "header" and not size.paragraphs)
        or (element.get("role") or "").lower() in _ROLES
        or _is_hidden(element, size)
        or is_named_surroundings(element)
        or _is_another_article(element)
        or _is_grid_of_teasers(element)
    )
    return is_named and size.prose <= _MOST_SHARE * total


def _is_hidden(element: HtmlElement, size: _Sizes) -> bool:
    """Not shown, unless it is the rest of an article that waits for a click: several whole paragraphs."""
    if not (
        element.get("hidden") is not None
        or (element.get("aria-hidden") or "").lower() == "true"
        or _HIDDEN_STYLE.search(element.get("style") or "")
        or is_hidden_by_name(element)
    ):
        return False
    return size.paragraphs < _REST_PARAGRAPHS


def _show(element: HtmlElement) -> None:
    """What is kept is shown, or the extractor would leave it out after all."""
    for name in ("hidden", "aria-hidden", "style"):
        if element.get(name) is not None:
            del element.attrib[name]


def _is_line_of_links(element: HtmlElement, size: _Sizes) -> bool:
    """A line that is a link to another story, or one that opens as such lines do."""
    if element.tag not in _BLOCKS or not 0 < size.text <= _LONG_LINE or not size.links:
        return False
    if any(child.tag in ("p", "div", "ul", "ol", "table", "section") for child in element):
        return False
    if element.tag in ("span", "strong", "em"):
        return False
    words = element.text_content().strip()
    if _RELATED_OPENING.match(words):
        return size.links >= 0.4 * size.text
    return size.links >= _LINE_LINK_SHARE * size.text and len(words.split()) > 3 and words[-1:] not in '.!?”"'


def _is_pointer(link: HtmlElement) -> bool:
    """A link that is all there is between a pair of brackets, and says to read or watch something else."""
    words = link.text_content().strip()
    if not 0 < len(words) <= _LONG_LINE or (link.get("href") or "#").startswith("#"):
        return False
    if words[0] in _BRACKETS and words.rstrip(".")[-1] == _BRACKETS[words[0]]:
        return _POINTER.fullmatch(words.rstrip(".")[1:-1]) is not None
    before, after = _text_before(link).rstrip(), (link.tail or "").lstrip(". ")
    return bool(before) and _BRACKETS.get(before[-1]) == after[:1] != "" and _POINTER.fullmatch(words) is not None


def _text_before(element: HtmlElement) -> str:
    above, before = element.getparent(), element.getprevious()
    return str((before.tail if before is not None else above.text) or "")


def _drop_with_brackets(link: HtmlElement) -> None:
    """Take out a pointer, the brackets around it, and a full stop where the sentence before has one."""
    before, after = _text_before(link).rstrip(), link.tail or ""
    if link.text_content().strip()[0] not in _BRACKETS:
        before, after = before[:-1].rstrip(), after.lstrip(". ")[1:]
    link.tail = after.removeprefix(".") if before.endswith((".", "!", "?")) else after
    above, previous = link.getparent(), link.getprevious()
    if previous is not None:
        previous.tail = before
    else:
        above.text = before
    link.drop_tree()


def _is_list_of_links(element: HtmlElement, size: _Sizes) -> bool:
    if not size.text or size.links < _LINK_SHARE * size.text:
        return False
    return size.anchors > 2


def _is_notice(element: HtmlElement, size: _Sizes) -> bool:
    """A paragraph or a small box that links to the rules of its own site, or to two such pages of any."""
    if element.tag not in (*_BLOCKS, "section") or not size.links or size.text > _LONGEST_NOTICE:
        return False
    links = [link.get("href") or "" for link in element.iter("a")]
    rules = [link for link in links if _POLICY.search(link[:300])]
    return len(rules) > 1 or any("//" not in link for link in rules)


def _is_another_article(element: HtmlElement) -> bool:
    """An article element with an h1 of its own, on a page whose headline stands elsewhere."""
    return element.tag == "article" and element.find(".//h1") is not None


def _is_grid_of_teasers(element: HtmlElement) -> bool:
    """Two or more children of one kind, each with a heading that is a link to elsewhere."""
    if element.tag not in ("div", "section", "ul", "ol"):
        return False
    children = [child for child in element if isinstance(child.tag, str)]
    teasers = sum(_is_teaser(child) for child in children)
    return teasers > 1 and teasers >= 0.5 * len(children)


def _is_teaser(element: HtmlElement) -> bool:
    for heading in element.iter("h2", "h3", "h4", "h5"):
        link = heading.find(".//a")
        if link is None and heading.getparent() is not None and heading.getparent().tag == "a":
            link = heading.getparent()
        if link is not None and not (link.get("href") or "#").startswith("#"):
            return len(link.text_content().strip()) >= _LINE_LINK_SHARE * len(heading.text_content().strip())
    return False
