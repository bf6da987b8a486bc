"""What a page says of itself beside its text: headline, day, site, address, and the text embedded as data."""

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

_MOST_NODES = 5_000
_MOST_HEADINGS, _LONGEST_TITLE = 300, 1_000
_MOST_DATA = 2_000_000
_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|PressRelease)$")
_DAYS = (
    "article:published_time", "datepublished", "article:published", "og:article:published_time", "date", "dc.date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published",
    "originalpublicationdate", "govuk:first-published-at", "citation_publication_date", "rnews:datepublished",
    "date.created",
)  # fmt: skip
_SITES = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "citation_journal_title",
    "apple-mobile-web-app-title",
)
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")
_SEPARATOR = re.compile(r"\s+[|–—·•»:]+\s+|\s+-\s+|:\s+")
_MOST_SITE_WORDS = 5
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was found, empty where it was not; is_free is what the data say of access, body the text embedded in them.

    Of a page for subscribers the embedded text is not taken: it may be what the page keeps back.
    """

    title: str
    day: str
    site: str
    url: str
    body: str
    is_free: bool


def facts_of(tree: HtmlElement) -> Facts:
    """The facts of a page, before anything was taken out of it."""
    meta = _meta(tree)
    nodes = [node for script in _data_scripts(tree) for node in _nodes(script)]
    data = _article_data(nodes, _headlines(tree))
    sites = (_words(node.get("name")) for node in nodes if node.get("@type") == "WebSite")
    site = next((meta[name] for name in _SITES if meta.get(name)), "") or _name_of(data.get("publisher"))
    site = site or next(filter(None, sites), "")
    headline = _words(data.get("headline"))
    is_free = str(data.get("isAccessibleForFree", True)).lower() not in ("false", "0", "no")
    title = _title(tree, [headline, *(meta[name] for name in _TITLES if meta.get(name))], site)
    return Facts(
        title=title,
        day=_day(tree, meta, data),
        site=site,
        url=_address(tree, meta),
        body=_body(data) if is_free else "",
        is_free=is_free,
    )


def plain(words: str) -> str:
    """Letters and digits only, in small letters, for comparing."""
    return re.sub(r"[\W_]+", "", words).casefold()


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), unescape(content))
    return found


def _article_data(all_nodes: list[dict[str, Any]], headlines: set[str]) -> dict[str, Any]:
    """The node of the embedded data that is the page's article: one with its headline, else with a text or a day."""
    nodes = [node for node in all_nodes if _is_article(node)]
    named = [node for node in nodes if plain(_words(node.get("headline"))) in headlines]
    for few in (named, nodes):
        for key in ("articleBody", "datePublished", "headline"):
            for node in few:
                if node.get(key):
                    return node
    return nodes[0] if nodes else {}


def _headlines(tree: HtmlElement) -> set[str]:
    """What the page says in its h1 and its head, for comparing."""
    said = [h.text_content() for h in tree.iter("h1")]
    said += [m.get("content") or "" for m in tree.iter("meta") if m.get("property") == "og:title"]
    return set(filter(None, map(plain, said)))


def _data_scripts(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        words = script.text or ""
        if "ld+json" in (script.get("type") or "").lower() and len(words) <= _MOST_DATA:
            try:
                yield json.loads(words.strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """All objects in the data, outermost first."""
    waiting, count = deque([data]), 0
    while waiting and count < _MOST_NODES:
        value = waiting.popleft()
        count += 1
        if isinstance(value, dict):
            yield value
            waiting.extend(v for v in value.values() if isinstance(v, dict | list))
        elif isinstance(value, list):
            waiting.extend(v for v in value if isinstance(v, dict | list))


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(k, str) and _ARTICLE_TYPES.search(k)
        for k in (kinds if isinstance(kinds, list) else [kinds])
    )


def _words(value: Any) -> str:
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _name_of(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    return _words(value.get("name")) if isinstance(value, dict) else _words(value)


def _body(data: dict[str, Any]) -> str:
    """The embedded text with its paragraphs, its tags taken out."""
    body = data.get("articleBody")
    if isinstance(body, list):
        body = "\n\n".join(part for part in body if isinstance(part, str))
    if not isinstance(body, str):
        return ""
    body = re.sub(r"<(?:/p|br ?/?|/div|/li|/h\d)>", "\n\n", body)
    return unescape(re.sub(r"<[a-zA-Z/!][^<>]{0,500}>", "", body)).strip()


def _title(tree: HtmlElement, given: list[str], site: str) -> str:
    """The headline as it is shown if one of the headings is in what the head says; else what the head says."""
    head = (
        " ".join("".join(tree.find(".//title").itertext()).split())
        if tree.find(".//title") is not None
        else ""
    )
    said = [words for words in (*given, head) if words]
    compared = [plain(words[:_LONGEST_TITLE]) for words in said]
    for level in ("h1", "h2", "h3"):
        for heading in islice(tree.iter(level), _MOST_HEADINGS):
            words = " ".join(heading.text_content().split())
            letters = plain(words)
            is_site = letters == plain(site)
            if (
                len(words.split()) > 1
                and not is_site
                and any(letters in c or _is_long_part(c, letters) for c in compared)
            ):
                return words
    first = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    if len(first) == 1 and len(first[0].split()) > 3 and not given:
        return first[0]
    return without_site(said[0], site) if said else ""


def _is_long_part(part: str, letters: str) -> bool:
    return len(part) > 15 and part in letters


def without_site(title: str, site: str) -> str:
    """A page's title without the name of its site, before or behind."""
    breaks = list(_SEPARATOR.finditer(title))
    if not breaks:
        return title
    last, first = breaks[-1], breaks[0]
    if site and plain(title[last.end() :]) == plain(site):
        return title[: last.start()].strip()
    if site and plain(title[: first.start()]) == plain(site):
        return title[first.end() :].strip()
    is_bar = last.group().strip() in ("|", "–", "—", "-", "·", "•", "»")
    if (
        is_bar
        and len(title[last.end() :].split()) <= _MOST_SITE_WORDS < len(title[: last.start()].split()) + 2
    ):
        return title[: last.start()].strip()
    return title


def _day(tree: HtmlElement, meta: dict[str, str], data: dict[str, Any]) -> str:
    """The day of publication: embedded data, then the head, then a time element of its own."""
    said = [
        _words(data.get("datePublished")),
        *(meta.get(name, "") for name in _DAYS),
        _words(data.get("dateCreated")),
    ]
    said += [
        e.get("content") or e.get("datetime") or "" for e in tree.xpath('//*[@itemprop="datePublished"]')
    ]
    said += [element.get("datetime") or "" for element in list(tree.iter("time"))[:5]]
    return next((found[0] for words in said if (found := _ISO_DAY.match(words.strip()))), "") or _written_day(
        tree
    )


def _written_day(tree: HtmlElement) -> str:
    """A day written in the page's address or near its top; without looking at a clock."""
    from htmldate import find_date

    try:
        found = find_date(
            tree, extensive_search=False, original_date=True, min_date="1995-01-01", max_date="2099-12-31"
        )
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return ""
    return found or ""


def _address(tree: HtmlElement, meta: dict[str, str]) -> str:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            address = (link.get("href") or "").strip()
            if address.startswith(("http://", "https://")):
                return str(address)
    address = meta.get("og:url", "")
    return address if address.startswith(("http://", "https://")) else ""
