"""Takes out of a page what surrounds its article: navigation, related stories, comments, notices, what is hidden.

An extractor decides by density and often keeps a list of teasers that are whole sentences; here the page's own names
and structure are asked. Nothing that holds the headline, or most of the text, is ever taken out.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

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
# in the names of classes and ids; the first kind is believed however much text stands below it
_COMMENT_WORDS = frozenset(
    "comments comment disqus coral commentlist livefyre commentaires kommentare comentarios commenti".split()
)
_WORDS = frozenset(
    "newsletter newsletters related relatedposts recirc recirculation recommended recommendations recommendation "
    "outbrain taboola cookie cookies consent onetrust gdpr breadcrumb breadcrumbs trending promo promos sidebar "
    "signup subscribe share sharing sharedaddy social socials popular ads advert advertisement sponsored "
    "navigation nav menu footer modal popup mostread tweet byline login register piano donate donation pagination "
    "prevnext teasers relatedarticles relatedlinks relatedstories relatedcontent relatednews relacionados relacionadas "
    "morestories morenews mostpopular mostviewed topstories readmore alsoread donations fundraising dialog overlay "
    "lightbox tooltip popover meistgelesen empfehlungen".split()
)
_PAIRS = frozenset(
    "most-read most-popular most-viewed read-next more-stories more-news more-from also-read read-also you-may "
    "up-next next-article author-bio author-box about-author rich-link inline-promo links-block post-comments "
    "latest-news latest-posts recent-posts twitter-tweet instagram-media tag-list article-tags signup-card "
    "subscription-widget infinite-scroll see-also recommended-reading editors-picks onward-journey "
    "story-package support-us support-pay support-journalism get-app app-promo download-app follow-us form-legal "
    "author-info author-card author-details author-description author-profile video-title video-description "
    "video-playlist lire-aussi lea-tambien leia-mais leggi-anche plus-lus mas-leidas mas-leido mais-lidas".split()
)
# pairs that a long name may hold too: one that a headline would never make
_COMMENT_PAIRS = frozenset("comment-form comments-form comment-list comments-list comments-area".split())
# whole names that say that something is not shown
_HIDDEN_NAMES = frozenset(
    "hidden hide d-none display-none is-hidden u-hidden visually-hidden visuallyhidden sr-only screen-reader-text "
    "element-invisible".split()
)
_MODIFIERS = ("has-", "with-", "no-", "js-", "is-", "without-", "show-", "hide-", "body-", "page-")
_STATES = (
    "enabled",
    "disabled",
    "open",
    "closed",
    "active",
    "visible",
    "hidden",
    "wrapper-outer",
    "container-outer",
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_NAME_BREAK = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = frozenset("p li h2 h3 h4 h5 h6 div td dd dt figcaption span strong em".split())
_CONTAINERS = frozenset("div section ul ol table tr td aside dl".split())
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


# where a site says what it allows and keeps: who links there speaks of the site, in whatever language
_POLICY = re.compile(
    r"/(?:(?:community|comments?|commenting|user|forum)[_-]?(?:guidelines|rules|policy|standards)|netiquette|"
    r"house-?rules|terms(?:[_-](?:of|and)[_-][a-z]+)?|privacy(?:[_-](?:policy|notice|statement))?|cookie[_-]?policy|"
    r"datenschutz(?:erklaerung)?|nutzungsbedingungen|mentions-legales|aviso-legal)(?:\.[a-z]{3,5})?/?(?:[?#].*)?$",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 600


@dataclass(slots=True)
class _Sizes:
    """Characters of text in an element, those in links and those in paragraphs; how many links and whole paragraphs."""

    text: int = 0
    links: int = 0
    prose: int = 0
    anchors: int = 0
    paragraphs: int = 0


def prune(tree: HtmlElement, title: str) -> None:
    """Take the surroundings out of a page, in place."""
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, *_SILENT, with_tail=False)
    found = headings(tree, title)
    guarded = {ancestor for heading in found for ancestor in (heading, *heading.iterancestors())}
    sizes = _measure(tree)
    total = max(1, _prose(tree))
    waiting = [tree]
    while waiting:
        for element in list(waiting.pop()):
            if not isinstance(element.tag, str):
                continue
            is_free = element not in guarded and element.tag not in _KEPT
            if is_free and _is_surroundings(element, sizes[element], total):
                element.drop_tree()
            else:
                _show(element)
                waiting.append(element)


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
    if _speaks_of_comments(element):
        return "articlebody" not in (element.get("itemprop") or "").lower()
    is_named = (
        tag in _ALWAYS_OUT
        or (tag == "header" and not size.paragraphs)
        or (element.get("role") or "").lower() in _ROLES
        or _is_hidden(element, size)
        or _is_named_so(element)
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
        or _is_hidden_by_name(element)
    ):
        return False
    return size.paragraphs < _REST_PARAGRAPHS


def _is_hidden_by_name(element: HtmlElement) -> bool:
    """By its class; a paragraph that stands alone is left, and what is hidden on small screens only ("md:block")."""
    names = (element.get("class") or "").lower().split()
    return element.tag != "p" and not _HIDDEN_NAMES.isdisjoint(names) and not any(":" in name for name in names)


def _show(element: HtmlElement) -> None:
    """What is kept is shown, or the extractor would leave it out after all."""
    for name in ("hidden", "aria-hidden", "style"):
        if element.get(name) is not None:
            del element.attrib[name]


def _names(element: HtmlElement) -> list[list[str]]:
    """The words of each class and of a short id, states and modifiers left out; a long id is a heading's own words."""
    if element.tag in _HEADINGS:
        return []
    found = []
    for name in f"{element.get('class') or ''} {element.get('data-component') or ''}".split()[:12]:
        lowered = _CAMEL.sub("-", name[:80]).lower()
        if not lowered.startswith(_MODIFIERS) and not lowered.endswith(_STATES):
            found.append(_split_name(lowered))
    ident = _split_name(_CAMEL.sub("-", (element.get("id") or "")[:80]).lower())
    return [*found, ident] if 0 < len(ident) < 3 else found


def _split_name(name: str) -> list[str]:
    return [word for word in _NAME_BREAK.split(name) if word]


def _speaks_of_comments(element: HtmlElement) -> bool:
    if any(word in _COMMENT_WORDS for words in _names(element) for word in words):
        return True
    ident = _split_name((element.get("id") or "")[:80].lower())
    return any(f"{one}-{two}" in _COMMENT_PAIRS for one, two in pairwise(ident))


def _is_named_so(element: HtmlElement) -> bool:
    for words in _names(element):
        if any(word in _WORDS for word in words):
            return True
        if any(f"{one}-{two}" in _PAIRS for one, two in pairwise(words)):
            return True
    return False


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
