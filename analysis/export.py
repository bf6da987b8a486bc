"""An Analysis as a dict, JSON, CSV rows, Markdown or plain text. Says what was found and decides nothing."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from analysis.counting import counted
from analysis.inert import csv_of, markdown, plain
from analysis.model import Analysis, DatedEvent, Measure, SectorReading, Span
from analysis.place_names import place_and_code, place_name
from analysis.taxonomy import Taxonomy
from analysis.typeset import TABLE_WIDTH, columns, wrapped

FORMATS = ("table", "json", "jsonl", "csv", "md")
COLUMNS = (
    "article_id",
    "title",
    "sector",
    "sector_name",
    "centrality",
    "outlook",
    "score",
    "segments",
    "channels",
    "stances",
    "statuses",
    "implementers",
    "targets",
    "start",
    "end",
    "quote",
)
_NO_SECTOR = "No sector is named in this text."
_ONLY_PASSING = "No sector is more than named in passing."
# line separators that JSON allows inside a string and that some readers of JSON Lines break at
_LINE_BREAKERS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def to_dict(analysis: Analysis, taxonomy: Taxonomy) -> dict[str, Any]:
    """The reading as plain values, keys in a fixed order; every start and end index text."""
    article = analysis.article
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "engine_version": analysis.engine_version,
        "taxonomy_digest": analysis.taxonomy_digest,
        "sectors": [_sector_dict(reading, article.text, taxonomy) for reading in analysis.readings],
        "passing": [_sector_dict(reading, article.text, taxonomy) for reading in analysis.passing],
        "measures": [_measure_dict(measure, article.text) for measure in analysis.measures],
        "places": [place.iso3 for place in analysis.places],
        "named_places": [place.iso3 for place in analysis.named_places],
        "events": [_event_dict(event, article.text) for event in analysis.events],
        "notes": list(analysis.notes),
    }


def _sector_dict(reading: SectorReading, text: str, taxonomy: Taxonomy) -> dict[str, Any]:
    return {
        "id": reading.sector,
        "name": taxonomy.sector(reading.sector).name,
        "centrality": str(reading.centrality),
        "outlook": str(reading.outlook),
        "score": reading.score,
        "segments": list(reading.segments),
        "channels": [str(channel) for channel in reading.channels],
        "evidence": [_span_dict(span, text) for span in reading.evidence],
        "components": dict(reading.components),
        "mentions": [
            {**_span_dict(mention.span, text), "term": mention.term, "rule": mention.rule}
            for mention in reading.mentions
        ],
    }


def _span_dict(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _measure_dict(measure: Measure, text: str) -> dict[str, Any]:
    return {
        "channel": str(measure.channel),
        "stance": str(measure.stance),
        "status": str(measure.status),
        "implementers": list(measure.implementers),
        "targets": list(measure.targets),
        "sectors": list(measure.sectors),
        "evidence": [_span_dict(span, text) for span in measure.evidence],
        "rules": list(measure.rules),
    }


def _event_dict(event: DatedEvent, text: str) -> dict[str, Any]:
    return {
        "when": event.when,
        "what": event.what,
        "on": event.on.isoformat() if event.on else None,
        "evidence": [_span_dict(event.evidence, text)],
        "until": event.until.isoformat() if event.until else None,
        "note": event.note,
    }


def render(analyses: Iterable[Analysis], taxonomy: Taxonomy, *, style: str, width: int = TABLE_WIDTH) -> Iterator[str]:
    """The readings as pieces of text in one of FORMATS, each as soon as its article is read."""
    if style == "json":
        return json_pieces(to_dict(analysis, taxonomy) for analysis in analyses)
    if style == "jsonl":
        return (_json_line(to_dict(analysis, taxonomy)) for analysis in analyses)
    if style == "csv":
        return chain([csv_of([COLUMNS])], (csv_of(to_rows(analysis, taxonomy)) for analysis in analyses))
    if style == "md":
        return _parted((to_markdown(analysis, taxonomy) for analysis in analyses), "\n---\n\n")
    return _parted((to_table(analysis, taxonomy, width=width) for analysis in analyses), "\n\n")


def _json_line(record: dict[str, Any]) -> str:
    line = json.dumps(record, ensure_ascii=False)
    for breaker, escape in _LINE_BREAKERS.items():
        line = line.replace(breaker, escape)
    return line + "\n"


def json_pieces(records: Iterator[dict[str, Any]]) -> Iterator[str]:
    """One object for one article, otherwise an array of them."""
    first, second = next(records, None), next(records, None)
    if first is None or second is None:
        yield json.dumps([] if first is None else first, ensure_ascii=False, indent=2) + "\n"
        return
    yield "[\n"
    yield json.dumps(first, ensure_ascii=False, indent=2)
    for record in chain([second], records):
        yield ",\n" + json.dumps(record, ensure_ascii=False, indent=2)
    yield "\n]\n"


def _parted(pieces: Iterator[str], between: str) -> Iterator[str]:
    for index, piece in enumerate(pieces):
        yield between + piece if index else piece


def to_rows(analysis: Analysis, taxonomy: Taxonomy) -> list[tuple[str | int, ...]]:
    """One row per implicated sector and piece of evidence, then one per measure that names no sector; in COLUMNS."""
    article = analysis.article
    rows: list[tuple[str | int, ...]] = [
        (
            article.id,
            article.title,
            reading.sector,
            taxonomy.sector(reading.sector).name,
            str(reading.centrality),
            str(reading.outlook),
            reading.score,
            " ".join(reading.segments),
            " ".join(reading.channels),
            *_acts_in(analysis, reading.sector, span),
            *_quoted(article.text, span),
        )
        for reading in analysis.readings
        for span in reading.evidence or (None,)
    ]
    rows.extend(
        (
            article.id, article.title, "", "", "", "", "", "", str(measure.channel), *_acts_of([measure]),
            *_quoted(article.text, next(iter(measure.evidence), None)),
        )
        for measure in analysis.measures
        if not measure.sectors
    )  # fmt: skip
    return rows


def _quoted(text: str, span: Span | None) -> tuple[str | int, str | int, str]:
    return (span.start, span.end, text[span.start : span.end]) if span else ("", "", "")


def _acts_in(analysis: Analysis, sector: str, span: Span | None) -> tuple[str, str, str, str]:
    """Stances, statuses, implementers and targets of the measures on a sector that a piece of evidence states."""
    stated = [
        measure
        for measure in analysis.measures
        if span and sector in measure.sectors and any(span.start <= e.start < span.end for e in measure.evidence)
    ]
    return _acts_of(stated)


def _acts_of(stated: list[Measure]) -> tuple[str, str, str, str]:
    return (
        " ".join(dict.fromkeys(str(measure.stance) for measure in stated)),
        " ".join(dict.fromkeys(str(measure.status) for measure in stated)),
        " ".join(dict.fromkeys(iso3 for measure in stated for iso3 in measure.implementers)),
        " ".join(dict.fromkeys(iso3 for measure in stated for iso3 in measure.targets)),
    )


def to_markdown(analysis: Analysis, taxonomy: Taxonomy) -> str:
    """A brief in Markdown: sectors, the words that prove them, places, dates, notes; foreign text is inert in it."""
    article = analysis.article
    lines = [f"# {markdown(article.title or article.id)}", "", markdown(_about(analysis)), ""]
    if analysis.readings:
        lines += ["| " + " | ".join(_HEADINGS) + " |", "| --- | --- | --- | ---: | --- | --- |"]
        lines += ["| " + " | ".join(map(markdown, row)) + " |" for row in _summary(analysis, taxonomy)]
    else:
        lines.append(_ONLY_PASSING if analysis.passing else _NO_SECTOR)
    lines += [text for label, value in _facts(analysis, taxonomy) for text in ("", f"**{label}:** {markdown(value)}")]
    if analysis.measures:
        lines += ["", "## Measures", "", *(f"- {markdown(line)}" for line in _acts(analysis, taxonomy))]
    if analysis.readings:
        lines += ["", "## Evidence"]
    for reading in analysis.readings:
        lines += ["", f"### {markdown(taxonomy.sector(reading.sector).name)}"]
        for span in reading.evidence:
            lines += ["", f"> {markdown(article.text[span.start : span.end])}"]
    if analysis.events:
        lines += ["", "## Dates", ""]
        lines += [f"- {markdown(_when(event))}: {markdown(event.what)}" for event in analysis.events]
    if analysis.notes:
        lines += ["", "## Notes", "", *(f"- {markdown(note)}" for note in analysis.notes)]
    return "\n".join(lines) + "\n"


def to_table(analysis: Analysis, taxonomy: Taxonomy, *, width: int = TABLE_WIDTH) -> str:
    """The reading for a terminal: a table of sectors, then each piece of evidence once, with its number."""
    article = analysis.article
    lines = [*wrapped(plain(article.title or article.id), width), *wrapped(plain(_about(analysis)), width), ""]
    numbers = _evidence_numbers(analysis)
    if analysis.readings:
        rows: list[list[str]] = [[*_HEADINGS[:-1], "evidence", _HEADINGS[-1]]]
        for cells, reading in zip(_summary(analysis, taxonomy), analysis.readings, strict=True):
            quoted = " ".join(str(numbers[span]) for span in reading.evidence)
            rows.append([*map(plain, cells[:-1]), quoted, plain(cells[-1])])
        lines += columns([[heading.upper() for heading in rows[0]], *rows[1:]], width)
    else:
        lines.append(_ONLY_PASSING if analysis.passing else _NO_SECTOR)
    facts = _facts(analysis, taxonomy)
    if facts:
        lines += ["", *chain.from_iterable(wrapped(f"{label}: {plain(value)}", width) for label, value in facts)]
    for label, entries in (
        ("Measures", [plain(line) for line in _acts(analysis, taxonomy, numbers)]),
        ("Evidence", [f"[{number}] {plain(article.text[s.start : s.end])}" for s, number in numbers.items()]),
        ("Dates", [plain(f"{_when(event)}: {event.what}") for event in analysis.events]),
        ("Notes", [plain(note) for note in analysis.notes]),
    ):
        if entries:
            lines += ["", label, *chain.from_iterable(wrapped(entry, width, indent=2) for entry in entries)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


_HEADINGS = ("sector", "centrality", "outlook", "score", "channels", "segments")


def _summary(analysis: Analysis, taxonomy: Taxonomy) -> list[tuple[str, ...]]:
    """One row of words per implicated sector, in the order of _HEADINGS."""
    return [
        (
            taxonomy.sector(reading.sector).name,
            str(reading.centrality),
            str(reading.outlook),
            str(reading.score),
            ", ".join(channel.replace("_", " ") for channel in reading.channels) or "not stated",
            ", ".join(_segment_names(reading, taxonomy)) or "not stated",
        )
        for reading in analysis.readings
    ]


def _segment_names(reading: SectorReading, taxonomy: Taxonomy) -> list[str]:
    names = {segment.id: segment.name for segment in taxonomy.sector(reading.sector).segments}
    return [names.get(segment, segment) for segment in reading.segments]


def _about(analysis: Analysis) -> str:
    article = analysis.article
    return ", ".join(
        part
        for part in (
            article.source,
            article.published.isoformat() if article.published else "",
            f"{counted(len(analysis.readings), 'sector')} implicated",
            f"article {article.id}",
            f"engine {analysis.engine_version}",
            f"taxonomy {analysis.taxonomy_digest}",
        )
        if part
    )


def _acts(analysis: Analysis, taxonomy: Taxonomy, numbers: Mapping[Span, int] | None = None) -> list[str]:
    """Each measure in one line: how, which way, how certain, by whom on whom, for which sectors, in which words.

    numbers are those of evidence that is quoted elsewhere, so that it need not be quoted again.
    """
    lines = []
    for measure in analysis.measures:
        span = measure.evidence[0]
        actors = ", ".join(map(place_name, measure.implementers)) or "not stated"
        targets = f" on {', '.join(map(place_name, measure.targets))}" if measure.targets else ""
        sectors = ", ".join(taxonomy.sector(sector).name for sector in measure.sectors) or "no sector named"
        what = f"{measure.channel}, {measure.stance}, {measure.status}".replace("_", " ")
        number = next((n for s, n in (numbers or {}).items() if s.start <= span.start and span.end <= s.end), None)
        words = analysis.article.text[span.start : span.end] if number is None else f"[{number}]"
        lines.append(f"{what}: {actors}{targets}; {sectors}: {words}")
    return lines


def _facts(analysis: Analysis, taxonomy: Taxonomy) -> list[tuple[str, str]]:
    """Labelled one-line facts that the article gives; none is invented."""
    passing = ", ".join(taxonomy.sector(reading.sector).name for reading in analysis.passing)
    places = ", ".join(place_and_code(place.iso3) for place in analysis.places)
    return [(label, value) for label, value in (("Named in passing", passing), ("Places", places)) if value]


def _when(event: DatedEvent) -> str:
    if event.on is None:
        return f"{event.when} (day not resolved)"
    until = f" to {event.until.isoformat()}" if event.until and event.until != event.on else ""
    return f"{event.when} ({event.on.isoformat()}{until})"


def _evidence_numbers(analysis: Analysis) -> dict[Span, int]:
    """Each span of evidence once, numbered in the order of the text."""
    spans = sorted({span for reading in analysis.readings for span in reading.evidence})
    return {span: number for number, span in enumerate(spans, start=1)}
