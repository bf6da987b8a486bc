"""HTML and feeds to plain records. Takes the words and leaves what surrounds them; looks for no meaning.

A page gives the text of its article element, or of its body without navigation, scripts and forms. Good enough for
saved pages; whoever has a better extractor gives JSONL.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import BinaryIO
from xml.etree import ElementTree

_SILENT = frozenset(
    "script style noscript template svg nav header footer aside form button select iframe figure menu dialog".split()
)
_BLOCKS = frozenset(
    "p div section article main br hr li ul ol table tr h1 h2 h3 h4 h5 h6 blockquote pre figcaption title dd dt".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_DATES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "pubdate",
    "publish-date",
    "parsely-pub-date",
)
_SOURCES = ("og:site_name", "application-name")
_SPACES = re.compile(r"[ \t\r\f\v\xa0]*\n\s*")
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")


class _Page(HTMLParser):
    """Collects words, and the facts in the head."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.article: list[str] = []
        self.facts: dict[str, str] = {}
        self.title = ""
        self._silent = self._in_article = 0
        self._title: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            self.facts.setdefault(name, given.get("content", ""))
        elif tag == "link" and "canonical" in given.get("rel", "").lower():
            self.facts.setdefault("canonical", given.get("href", ""))
        elif tag == "time":
            self.facts.setdefault("time", given.get("datetime", ""))
        if tag in _SILENT:
            self._silent += 1
        elif tag == "article":
            self._in_article += 1
        elif tag == "title" and not self.title:
            self._title = []
        if tag in _BLOCKS:
            self._say("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "article":
            self._in_article = max(0, self._in_article - 1)
        elif tag == "title" and self._title is not None:
            self.title, self._title = " ".join("".join(self._title).split()), None
        if tag in _BLOCKS:
            self._say("\n\n")

    def handle_data(self, data: str) -> None:
        if self._title is not None:
            self._title.append(data)
        elif not self._silent:
            self._say(data if data.strip() else " ")

    def _say(self, words: str) -> None:
        self.pieces.append(words)
        if self._in_article:
            self.article.append(words)


def record_of_page(markup: str) -> dict[str, str]:
    """Text, title, date, url and source of a page."""
    page = _Page()
    page.feed(markup)
    page.close()
    article = _tidy(page.article)
    facts = page.facts
    day = next((facts[name] for name in _DATES if facts.get(name)), "") or facts.get("time", "")
    return {
        "text": article or _tidy(page.pieces),
        "title": facts.get("og:title") or page.title,
        "date": day,
        "url": facts.get("canonical") or facts.get("og:url", ""),
        "source": next((facts[name] for name in _SOURCES if facts.get(name)), ""),
    }


def text_of_markup(words: str) -> str:
    """Words that may hold tags, as in the body of a feed's item, without them."""
    if not _TAG.search(words) and "&" not in words:
        return words.strip()
    page = _Page()
    page.feed(words)
    page.close()
    return _tidy(page.pieces)


def _tidy(pieces: list[str]) -> str:
    paragraphs = _SPACES.sub("\n", "".join(pieces)).split("\n")
    return "\n\n".join(line for line in (" ".join(p.split()) for p in paragraphs) if line)


# the names of RSS 0.9 to 2.0 and Atom, without their namespaces
_BODY = ("encoded", "content", "description", "summary")
_DAY = ("pubDate", "published", "date", "issued", "updated", "modified")


def records_of_feed(stream: BinaryIO) -> Iterator[dict[str, str]]:
    """One record per item, as the feed is read; ElementTree.ParseError where it breaks off."""
    source = ""
    depth = 0
    for event, element in ElementTree.iterparse(stream, events=("start", "end")):
        name = _local(element)
        if name in ("item", "entry"):
            depth += 1 if event == "start" else -1
            if event == "end":
                yield _record_of_item(element, source)
                element.clear()
        elif event == "end" and not depth and name == "title" and not source:
            source = " ".join("".join(element.itertext()).split())


def _record_of_item(item: "ElementTree.Element[str]", source: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for child in item:
        name, words = _local(child), "".join(child.itertext()).strip()
        if name == "link" and not words and child.get("rel", "alternate") == "alternate":
            words = child.get("href", "")
        if words:
            parts.setdefault(name, words)
    return {
        "text": next((text_of_markup(parts[name]) for name in _BODY if name in parts), ""),
        "title": text_of_markup(parts.get("title", "")),
        "id": parts.get("guid") or parts.get("id", ""),
        "date": next((parts[name] for name in _DAY if name in parts), ""),
        "url": parts.get("link", ""),
        "source": parts.get("source") or source,
    }


def _local(element: "ElementTree.Element[str]") -> str:
    return element.tag.rpartition("}")[2]
