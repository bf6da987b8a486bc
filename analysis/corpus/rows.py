"""One article and its Analysis as rows of the tables. Writes down what the engine found and judges nothing new."""

import hashlib
import re
from datetime import date, timedelta
from typing import NamedTuple

from analysis.corpus.fingerprint import signature_of
from analysis.corpus.life import step_of
from analysis.corpus.tables import Row
from analysis.corpus.uncertainty import uncertain_sentence
from analysis.model import WHOLE_ECONOMY, Analysis, Article, Measure, Outlook, SectorReading, Span
from analysis.outlook import firmest_status, measures_for, outlook_of

_KEY_DIGITS = 32
_QUOTE = 600
_EXCERPT = 300
_HOST = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:@]+)")

Rows = dict[str, list[Row]]


class Arrival(NamedTuple):
    """An article on its way into the store: its number there, its key, and where it came from."""

    number: int
    key: str
    article: Article
    place: str


# what the reason says where a fault cost something of an article and not the article
KEPT = "; the article was kept"


class Reject(NamedTuple):
    """What could not be read, or was read with a fault: where it stands, why, and the mend."""

    place: str
    reason: str
    mend: str
    excerpt: str = ""

    @property
    def key(self) -> str:
        """The same for the same fault at the same place."""
        return _digest(self.place, self.reason, self.excerpt)

    @property
    def is_kept(self) -> bool:
        """Whether the article is in the store, less what the fault cost."""
        return KEPT in self.reason

    def row(self) -> Row:
        """As a row of rejects."""
        return self.key, self.place, self.reason, self.mend, self.excerpt[:_EXCERPT]


def key_of(article: Article) -> str:
    """The same for the same text of the same source, address and day, whatever its id."""
    return _digest(article.text, article.source, article.url, str(article.published or ""))


def _digest(*parts: str) -> str:
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()[:_KEY_DIGITS]


def received_rows(arrival: Arrival) -> Rows:
    """The rows that never change again."""
    number, key, article, place = arrival
    published = article.published
    count, signature = signature_of(article.text)
    return {
        "articles": [(
            number, key, article.id, article.title, article.text, article.source, outlet_of(article), article.url,
            published, _monday(published), len(article.text.split()), place,
        )],
        "prints": [(number, published, count, signature)],
    }  # fmt: skip


def outlet_of(article: Article) -> str:
    """Who published it: the source, else the host of its address."""
    if article.source:
        return article.source
    host = _HOST.match(article.url)
    return host[1].lower().removeprefix("www.") if host else ""


def _monday(day: date | None) -> date | None:
    if day is None:
        return None
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def read_rows(number: int, analysis: Analysis) -> Rows:
    """The rows that the engine decides."""
    article = analysis.article
    text, head = article.text, (number, article.published)
    doubt = uncertain_sentence(text)
    status = firmest_status(analysis.measures)
    is_trade = bool(analysis.readings and analysis.measures)
    summary: Row = (
        *head, len(analysis.readings), len(analysis.measures), status and str(status), is_trade, bool(doubt),
        _plain(doubt), list(analysis.notes),
    )  # fmt: skip
    return {
        "summaries": [summary],
        "readings": [(*head, *_reading(reading, text)) for reading in analysis.readings],
        "claims": [(*head, *claim) for claim in _claims(analysis)],
        "measures": [
            (*head, n, *_measure(measure, text)) for n, measure in enumerate(analysis.measures, start=1)
        ],
        "events": [
            (*head, event.when, event.what, event.on, event.until, event.note, _quote(text, event.evidence))
            for event in analysis.events
        ],
        "places": [(*head, place.iso3, len(place.evidence)) for place in analysis.places],
    }


def _reading(reading: SectorReading, text: str) -> Row:
    return (
        reading.sector, str(reading.centrality), str(reading.outlook), reading.score, list(map(str, reading.channels)),
        list(reading.segments), len(reading.mentions), len(reading.evidence),
        _quote(text, reading.evidence[0]) if reading.evidence else "",
    )  # fmt: skip


def _claims(analysis: Analysis) -> list[Row]:
    """One per sector and channel; a sector without a channel has one, without channel."""
    text = analysis.article.text
    everywhere = sorted(place.iso3 for place in analysis.places)
    claims: list[Row] = []
    for reading in analysis.readings:
        first = reading.evidence[:1]
        own = measures_for(reading.sector, analysis.measures)
        for channel in reading.channels:
            group = tuple(measure for measure in own if measure.channel is channel)
            claims.append(_claim(reading.sector, str(channel), group, everywhere, first, text))
        if not reading.channels:
            claims.append(
                (reading.sector, None, str(Outlook.WATCH), None, everywhere, 0, _first_quote(first, text))
            )
    economy = [measure for measure in analysis.measures if not measure.sectors and measure.scope == "all"]
    for channel in dict.fromkeys(measure.channel for measure in economy):
        group = tuple(measure for measure in economy if measure.channel is channel)
        claims.append(_claim(WHOLE_ECONOMY, str(channel), group, everywhere, (), text))
    return claims


def _claim(
    sector: str, channel: str, group: tuple[Measure, ...], everywhere: list[str], first: tuple[Span, ...], text: str
) -> Row:  # fmt: skip
    named = sorted(
        {place for measure in group for place in (*measure.implementers, *measure.targets)} - {"ALL"}
    )
    status = firmest_status(group)
    spans = next((measure.evidence[:1] for measure in group if measure.evidence), first)
    outlook = outlook_of(group) if group else Outlook.WATCH
    return (
        sector, channel, str(outlook), status and str(status), named or everywhere, len(group),
        _first_quote(spans, text),
    )  # fmt: skip


def _measure(measure: Measure, text: str) -> Row:
    span = measure.evidence[0] if measure.evidence else Span(0, 0)
    quote = _quote(text, span)
    return (
        str(measure.channel), str(measure.stance), str(measure.status), step_of(measure, quote), measure.action,
        list(measure.implementers), list(measure.targets), list(measure.sectors), measure.scope,
        list(measure.magnitudes), list(measure.dates), list(measure.legal_basis), measure.speaker, measure.is_historic,
        span.start, span.end, quote,
    )  # fmt: skip


def _first_quote(spans: tuple[Span, ...], text: str) -> str:
    return _quote(text, spans[0]) if spans else ""


def _quote(text: str, span: Span) -> str:
    return _plain(text[span.start : span.end])


def _plain(words: str) -> str:
    """On one line, half characters made visible, cut where it is very long."""
    line = " ".join(words.split())
    line = line if len(line) <= _QUOTE else line[: _QUOTE - 1] + "…"
    return line.encode("utf-8", "replace").decode()
