"""RSS and Atom to one record per item; the text may be a teaser, whose address leads to the rest."""

import io
import re
from datetime import date
from typing import Any

import feedparser

from analysis.intake.limits import FEED_ITEMS
from analysis.intake.page import text_of_markup
from analysis.intake.record import Parsed, Record, Refusal, Unreadable, tidy

_NO_FEED = ("is XML, but no feed with items", "Give an RSS or Atom feed")
_FAULTS = (ValueError, TypeError, AttributeError, LookupError, AssertionError)
_MOST_FIELD = 2_000_000


def read_feed(data: bytes, *, url: str = "") -> Parsed:
    """The items of a feed in their order; what came before a fault is kept, the fault is told."""
    # in UTF-16 and UTF-32 there are zeros between the letters
    if re.search(rb"<!\s*ENTITY", data.replace(b"\x00", b""), re.IGNORECASE):
        raise Unreadable("defines entities of its own, which no feed needs", "Save the feed without them")
    found = _parse(data)
    items = found.get("entries") or []
    fault = found.get("bozo_exception")
    site = _words(found.get("feed", {}), "title")
    if not items:
        if fault is not None:
            raise Unreadable(f"is not XML as a feed has it: {_first_line(fault)}", "Save the feed again")
        raise Unreadable(*_NO_FEED)
    parsed: Parsed = [_record(item, site, number) for number, item in enumerate(items[:FEED_ITEMS], start=1)]
    if len(items) > FEED_ITEMS:
        parsed.append(
            Refusal(
                part="",
                reason=f"has {len(items):,} items, of which the first {FEED_ITEMS:,} were read",
                mend="Split it",
            )
        )
    if fault is not None and _is_cut(fault):
        parsed.append(
            Refusal(
                part="",
                reason=f"is not XML as a feed has it: {_first_line(fault)}",
                mend="Save the feed again; what came before is kept",
            )
        )
    return parsed


def _parse(data: bytes) -> Any:
    # given as a stream: words would be taken for an address and fetched
    try:
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except _FAULTS:  # of the library itself: its words would say nothing of the feed
        raise Unreadable("is not XML as a feed has it", "Save the feed again") from None


def _record(item: Any, site: str, number: int) -> Record | Refusal:
    bodies = [str(c.get("value") or "") for c in item.get("content") or [] if c]
    bodies.append(str(item.get("summary") or ""))
    text = next((words for body in bodies if (words := text_of_markup(body[:_MOST_FIELD]))), "")
    title = " ".join(text_of_markup(str(item.get("title") or "")[:2_000]).split())
    if not text and not title:
        return Refusal(part=f"#{number}", reason="has neither title nor text", mend="Leave it out")
    if not text:
        return Refusal(part=f"#{number}", reason="has an empty text", mend="Open its address instead")
    return Record(
        text=text,
        title=title,
        day=_day(item),
        url=tidy(str(item.get("link") or ""))[:2_000].strip(),
        source=_words(item.get("source") or {}, "title") or site,
        id=tidy(str(item.get("id") or ""))[:500].strip(),
        part=f"#{number}",
    )


def _words(holder: Any, key: str) -> str:
    value = holder.get(key) if hasattr(holder, "get") else ""
    return " ".join(text_of_markup(str(value or "")[:2_000]).split())


def _day(item: Any) -> str:
    found = dict(item)  # the library's own look-up warns where a day of publication is missing
    for key in ("published_parsed", "created_parsed", "updated_parsed"):
        value = found.get(key)
        if value:
            try:
                return date(*value[:3]).isoformat()
            except (ValueError, TypeError, OverflowError):
                continue
    return ""


def _first_line(fault: BaseException) -> str:
    return tidy((str(fault).strip().splitlines() or [type(fault).__name__])[0])[:120]


def _is_cut(fault: BaseException) -> bool:
    """Whether the XML breaks off or is not well formed; a wrong encoding in the head harms nothing."""
    return not isinstance(fault, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType)
