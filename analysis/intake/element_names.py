"""What the names of an element say: the words of its classes and its id, and what they make of it."""

import re
from itertools import pairwise

from lxml.html import HtmlElement

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
    "video-playlist featured-video video-caption key-events preferred-source lire-aussi lea-tambien leia-mais "
    "leggi-anche plus-lus mas-leidas mas-leido mais-lidas".split()
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


def is_hidden_by_name(element: HtmlElement) -> bool:
    """By its class; a paragraph that stands alone is left, and what is hidden on small screens only ("md:block")."""
    names = (element.get("class") or "").lower().split()
    return element.tag != "p" and not _HIDDEN_NAMES.isdisjoint(names) and not any(":" in name for name in names)


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


def speaks_of_comments(element: HtmlElement) -> bool:
    """Whether readers write there."""
    if any(word in _COMMENT_WORDS for words in _names(element) for word in words):
        return True
    ident = _split_name((element.get("id") or "")[:80].lower())
    return any(f"{one}-{two}" in _COMMENT_PAIRS for one, two in pairwise(ident))


def is_named_surroundings(element: HtmlElement) -> bool:
    """Whether its name is one of navigation, of other stories, of sharing, of adverts and the like."""
    for words in _names(element):
        if any(word in _WORDS for word in words):
            return True
        if any(f"{one}-{two}" in _PAIRS for one, two in pairwise(words)):
            return True
    return False
