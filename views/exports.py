"""What leaves the page: evidence as CSV and JSON, the one-page brief in Markdown and HTML, file names. Pure.

The brief is made of template sentences and quotations with their paragraph; it says nothing of its own.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from analysis.inert import csv_of, markdown
from analysis.model import Measure
from analysis.place_names import place_name
from views import words
from views.exposure import Claim, Exposure
from views.filters import Filters
from views.lede import lede_of
from views.parts import asked_for, published_words, safe
from views.theme import OUTLOOKS, channel_label, glyph_of, status_label

COLUMNS = (
    "sector",
    "sector_name",
    "channel",
    "channel_name",
    "outlook",
    "status",
    "places",
    "place_names",
    "paragraph",
    "start",
    "end",
    "sentence",
    "article_id",
    "article_title",
    "engine_version",
    "taxonomy_digest",
    "read_as",
)
_BYTE_ORDER_MARK = "\ufeff"
_MOST_SLUG = 48


def file_name(exposure: Exposure, suffix: str) -> str:
    """exposure_<slug>_<date>.<suffix>; without a date in the article, the name does without."""
    article = exposure.article
    day = f"_{article.published.isoformat()}" if article.published else ""
    # a title without Latin letters gives no slug, and an id is foreign text too
    slug = slug_of(article.title) or slug_of(article.id) or "article"
    return f"exposure_{slug}{day}.{suffix}"


def slug_of(text: str) -> str:
    """Small Latin letters, digits and hyphens: nothing that a file system or a header could read otherwise."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_MOST_SLUG].rstrip("-")


def records(exposure: Exposure, filters: Filters, reader: str = "") -> list[dict[str, Any]]:
    """One record per claim that passes, in rank order; the outlooks are those of a reader, or the text's own."""
    rank = {row.sector: index for index, row in enumerate(exposure.rows)}
    claims = sorted(filters.narrowed(exposure.claims), key=lambda c: (rank.get(c.sector, len(rank)), c.unit))
    return [_record(exposure, claim, reader) for claim in claims]


def _record(exposure: Exposure, claim: Claim, reader: str) -> dict[str, Any]:
    unit, analysis = exposure.units[claim.unit - 1], exposure.analysis
    values = (
        claim.sector,
        exposure.name(claim.sector),
        str(claim.channel or ""),
        channel_label(claim.channel),
        str(claim.outlook),
        str(claim.status or ""),
        " ".join(claim.places),
        ", ".join(map(place_name, claim.places)),
        unit.paragraph,
        unit.span.start,
        unit.span.end,
        exposure.quote(unit.span),
        analysis.article.id,
        analysis.article.title,
        analysis.engine_version,
        analysis.taxonomy_digest,
        reader,
    )
    return dict(zip(COLUMNS, values, strict=True))


def evidence_csv(exposure: Exposure, filters: Filters, reader: str = "") -> bytes:
    """UTF-8 with a byte-order mark; no cell is a formula to a spreadsheet."""
    return csv_file(COLUMNS, [list(record.values()) for record in records(exposure, filters, reader)])


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as CSV: UTF-8 with a byte-order mark, half letters replaced; no cell is a formula to a spreadsheet."""
    return (_BYTE_ORDER_MARK + csv_of([columns, *rows])).encode("utf-8", "replace")


def evidence_json(
    exposure: Exposure, filters: Filters, reader: str = "", more: dict[str, Any] | None = None
) -> bytes:
    """The same records, with the measures that they came from, and what else is known under keys of its own."""
    analysis = exposure.analysis
    document = {
        "article": {
            "id": analysis.article.id,
            "title": analysis.article.title,
            "text": analysis.article.text,
        },
        "engine_version": analysis.engine_version,
        "taxonomy_digest": analysis.taxonomy_digest,
        "sectors": [
            {"id": row.sector, "name": row.name, "outlook": str(row.outlook), "score": row.score}
            for row in exposure.rows
        ],
        "evidence": records(exposure, filters, reader),
        "measures": [_measure(exposure, measure) for measure in analysis.measures],
        **(more or {}),
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _measure(exposure: Exposure, measure: Measure) -> dict[str, Any]:
    return {
        "channel": str(measure.channel),
        "stance": str(measure.stance),
        "status": str(measure.status),
        "implementers": list(measure.implementers),
        "targets": list(measure.targets),
        "sectors": list(measure.sectors),
        "magnitudes": list(measure.magnitudes),
        "rules": list(measure.rules),
        "evidence": [{"start": s.start, "end": s.end, "text": exposure.quote(s)} for s in measure.evidence],
    }


def brief_markdown(exposure: Exposure, filters: Filters, more: Iterable[str] = ()) -> bytes:
    """One page: lede, matrix as a table, more lines if given, quotations as footnotes, how it was made."""
    article, notes = exposure.article, _notes(exposure, filters)
    lines = [
        f"# {markdown(article.title or article.id)}",
        "",
        *(piece for line in about_lines(exposure, filters) for piece in (markdown(line), "")),
        markdown(lede_of(exposure)) or words.NO_SECTOR,
        "",
    ]
    lines += ["| Sector | Score | Outlook | Through | Evidence |", "| --- | ---: | --- | --- | --- |"]
    for name, score, outlook, through, numbers in _brief_rows(exposure, filters):
        marks = " ".join(f"[^{number}]" for number in numbers)
        lines.append(f"| {markdown(name)} | {score} | {outlook} | {markdown(through)} | {marks} |")
    lines += ["", *more, f"*{markdown(method_line(exposure))}*", ""]
    for number, (quote, where) in notes.items():
        lines += [f"[^{number}]: “{markdown(quote)}” ({where})", ""]
    return "\n".join(lines).encode()


def about_lines(exposure: Exposure, filters: Filters) -> list[str]:
    """Where the article is from and of when; under a filter, that the brief holds a part of it and which."""
    article = exposure.article
    facts = [fact for fact in (article.source, published_words(exposure), article.url) if fact]
    only = [words.BRIEF_ONLY.format(what=asked_for(exposure, filters))] if filters.is_on else []
    if facts[0] == words.NO_DAY:
        # of what may stand first, only this is a word of ours; a source keeps its own name
        facts[0] = words.NO_DAY.capitalize()
    return [", ".join(facts), *only]


def _brief_rows(exposure: Exposure, filters: Filters) -> list[tuple[str, str, str, str, list[int]]]:
    rows = []
    claims = filters.narrowed(exposure.claims)
    for row in exposure.rows:
        own = [claim for claim in claims if claim.sector == row.sector]
        if not own:
            continue
        through = dict.fromkeys(
            f"{glyph_of(c.outlook, c.status)} {channel_label(c.channel)} ({status_label(c.status)})"
            for c in own
        )
        numbers = sorted({claim.unit for claim in own})
        look = OUTLOOKS[row.outlook]
        score = str(row.score) if row.reading else ""
        rows.append((row.name, score, f"{look.glyph} {look.label}", "; ".join(through), numbers))
    return rows


def _notes(exposure: Exposure, filters: Filters) -> dict[int, tuple[str, str]]:
    numbers = sorted({claim.unit for claim in filters.narrowed(exposure.claims)})
    units = [exposure.units[number - 1] for number in numbers]
    return {
        unit.number: (
            " ".join(exposure.quote(unit.span).split()),
            f"paragraph {unit.paragraph}" if unit.paragraph else "headline",
        )
        for unit in units
    }


def method_line(exposure: Exposure) -> str:
    return words.BRIEF_METHOD.format(
        sectors=len(exposure.names.sectors),
        engine=exposure.analysis.engine_version,
        digest=exposure.analysis.taxonomy_digest,
    )


def brief_html(exposure: Exposure, filters: Filters, more: str = "") -> bytes:
    """The same page as one HTML file that asks for nothing else; more is ready HTML after the table."""
    article = exposure.article
    rows = "".join(
        f"<tr><td>{safe(name)}</td><td>{score}</td><td>{safe(outlook)}</td><td>{safe(through)}</td><td>"
        + " ".join(f'<a href="#q{number}">{number}</a>' for number in numbers)
        + "</td></tr>"
        for name, score, outlook, through, numbers in _brief_rows(exposure, filters)
    )
    quotes = "".join(
        f'<li id="q{number}" value="{number}">“{safe(quote)}” <small>({where})</small></li>'
        for number, (quote, where) in _notes(exposure, filters).items()
    )
    title = safe(article.title or article.id)
    told = safe(lede_of(exposure)) or words.NO_SECTOR
    about = "".join(f"<p><small>{safe(line)}</small></p>" for line in about_lines(exposure, filters))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{BRIEF_CSS}</style>'
        f'</head><body><h1 dir="auto">{title}</h1>{about}<p class="lede">{told}</p>'
        "<table><thead><tr><th>Sector</th><th>Score</th><th>Outlook</th><th>Through</th><th>Evidence</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>{more}<h2>{words.EVIDENCE}</h2><ol>{quotes}</ol>"
        f"<p><small>{safe(method_line(exposure))}</small></p></body></html>"
    ).encode()


BRIEF_CSS = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1B2430}"
    ".lede{font-size:1.15rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;"
    "border-bottom:1px solid #E3E8EE;vertical-align:top}li{margin:.5rem 0}small{color:#5B6675}"
)
