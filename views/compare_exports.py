"""What leaves the Compare page: the comparison as CSV and JSON, and as a brief in Markdown and HTML. Pure."""

import json
from collections.abc import Sequence
from typing import Any

from analysis.inert import markdown
from views import exports, words
from views.compared import Compared, lede_of, sectors_of, shared_of
from views.exposure import Row
from views.filters import Filters
from views.parts import safe
from views.theme import OUTLOOKS, channel_label, glyph_of, status_label

COLUMNS = (
    "sector", "sector_name", "letter", "article_id", "article_title", "published", "is_named", "outlook", "score",
    "status", "channels", "evidence_count", "paragraph", "sentence", "engine_version", "taxonomy_digest",
)  # fmt: skip


def file_name(articles: Sequence[Compared], suffix: str) -> str:
    """comparison_<slug>_and_<count>.<suffix>, after the first article."""
    slug = exports.slug_of(articles[0].title) or "article"
    return f"comparison_{slug}_and_{len(articles) - 1}_more.{suffix}"


def records(articles: Sequence[Compared], filters: Filters) -> list[dict[str, Any]]:
    """One record per sector and article; a sector stays out where no article holds evidence that passes."""
    found = []
    for sector in sectors_of(articles):
        group = [_record(article, sector, filters) for article in articles]
        if any(record["evidence_count"] for record in group):
            found += group
    return found


def _record(article: Compared, sector: str, filters: Filters) -> dict[str, Any]:
    exposure, row = article.exposure, article.row(sector)
    claims = filters.narrowed(article.claims(sector))
    numbers = list(dict.fromkeys(claim.unit for claim in claims))
    unit = exposure.units[numbers[0] - 1] if numbers else None
    status = article.status(sector)
    published = exposure.article.published
    values = (
        sector,
        exposure.name(sector),
        article.letter,
        exposure.article.id,
        exposure.article.title,
        published.isoformat() if published else "",
        row is not None,
        str(row.outlook) if row else "",
        row.score if row else None,
        str(status or ""),
        " ".join(dict.fromkeys(str(claim.channel) for claim in claims if claim.channel)),
        len(numbers),
        unit.paragraph if unit else None,
        " ".join(exposure.quote(unit.span).split()) if unit else "",
        exposure.analysis.engine_version,
        exposure.analysis.taxonomy_digest,
    )
    return dict(zip(COLUMNS, values, strict=True))


def comparison_csv(articles: Sequence[Compared], filters: Filters) -> bytes:
    """The records as CSV for a spreadsheet; an empty cell is what is not known or not named."""
    rows = [
        ["" if value is None else value for value in record.values()] for record in records(articles, filters)
    ]
    return exports.csv_file(COLUMNS, rows)


def comparison_json(articles: Sequence[Compared], filters: Filters) -> bytes:
    """The records, which sectors are shared, and all evidence by letter."""
    shared = shared_of(articles)
    document = {
        "articles": [
            {"letter": a.letter, "id": a.exposure.article.id, "title": a.title, "url": a.exposure.article.url}
            for a in articles
        ],
        "named_by_all": list(shared.everywhere),
        "named_only_by": {letter: list(names) for letter, names in shared.alone.items()},
        "comparison": records(articles, filters),
        "evidence": {a.letter: exports.records(a.exposure, filters) for a in articles},
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _told(row: Row | None, article: Compared) -> str:
    if row is None:
        return words.NOT_NAMED
    claims = article.claims(row.sector)
    status = article.status(row.sector)
    channels = ", ".join(dict.fromkeys(channel_label(claim.channel) for claim in claims if claim.channel))
    look = OUTLOOKS[row.outlook].label
    parts = [
        f"{glyph_of(row.outlook, status)} {look} ({words.EXPOSURE} {row.score})",
        status_label(status) if status else "",
        channels,
    ]
    return "; ".join(part for part in parts if part)


def _table(articles: Sequence[Compared], filters: Filters) -> list[list[str]]:
    kept = dict.fromkeys(record["sector"] for record in records(articles, filters))
    name = articles[0].exposure.name
    return [[name(sector), *(_told(a.row(sector), a) for a in articles)] for sector in kept]


def _quotes(articles: Sequence[Compared], filters: Filters) -> list[tuple[str, str]]:
    """The first passage on each sector in each article: where it stands, and its words."""
    quotes: dict[tuple[str, str], None] = {}
    for record in records(articles, filters):
        if record["sentence"]:
            paragraph = record["paragraph"]
            where = (
                f"{record['letter']}, paragraph {paragraph}" if paragraph else f"{record['letter']}, headline"
            )
            quotes[where, record["sentence"]] = None
    return sorted(quotes, key=lambda quote: quote[0][0])


def _shared_lines(articles: Sequence[Compared]) -> list[tuple[str, str]]:
    shared = shared_of(articles)
    everywhere = words.IN_BOTH if len(articles) == 2 else words.IN_ALL
    lines = [(everywhere, shared.everywhere)]
    lines += [(words.ONLY_IN.format(letter=letter), names) for letter, names in shared.alone.items()]
    return [(label, ", ".join(names) or words.NO_SUCH_SECTOR) for label, names in lines]


def brief_markdown(articles: Sequence[Compared], filters: Filters) -> bytes:
    """One page: what is compared, lede, table, who alone names what, quotations, how it was made."""
    literal = markdown
    lines = [f"# {words.COMPARE}", ""]
    lines += [f"- **{a.letter}** {literal(a.title + _source(a))}" for a in articles]
    lines += ["", literal(lede_of(articles)), ""]
    heads = [words.COMPARE_SECTOR, *(a.letter for a in articles)]
    lines += [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    lines += [f"| {' | '.join(map(literal, row))} |" for row in _table(articles, filters)]
    lines += ["", *(f"- {label}: {literal(names)}" for label, names in _shared_lines(articles)), ""]
    lines += [f"- “{literal(quote)}” ({where})" for where, quote in _quotes(articles, filters)]
    lines += ["", f"*{literal(words.UNDER_PAIR)} {literal(exports.method_line(articles[0].exposure))}*", ""]
    return "\n".join(lines).encode()


def _source(article: Compared) -> str:
    published = article.exposure.article.published
    facts = [article.exposure.article.source, published.isoformat() if published else ""]
    told = ", ".join(fact for fact in facts if fact)
    return f" ({told})" if told else ""


def brief_html(articles: Sequence[Compared], filters: Filters) -> bytes:
    """The same page as one HTML file that asks for nothing else."""
    listed = "".join(f"<li><b>{a.letter}</b> {safe(a.title)}{safe(_source(a))}</li>" for a in articles)
    heads = "".join(f"<th>{safe(h)}</th>" for h in (words.COMPARE_SECTOR, *(a.letter for a in articles)))
    rows = "".join(
        "<tr>" + "".join(f"<td>{safe(cell)}</td>" for cell in row) + "</tr>"
        for row in _table(articles, filters)
    )
    shared = "".join(f"<li>{safe(label)}: {safe(names)}</li>" for label, names in _shared_lines(articles))
    quotes = "".join(
        f"<li>“{safe(quote)}” <small>({safe(where)})</small></li>"
        for where, quote in _quotes(articles, filters)
    )
    method = f"{words.UNDER_PAIR} {exports.method_line(articles[0].exposure)}"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{words.COMPARE}</title>'
        f"<style>{exports.BRIEF_CSS}</style></head><body><h1>{words.COMPARE}</h1><ul>{listed}</ul>"
        f'<p class="lede">{safe(lede_of(articles))}</p><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>'
        f"</table><h2>{words.SHARED}</h2><ul>{shared}</ul><h2>{words.EVIDENCE}</h2><ul>{quotes}</ul>"
        f"<p><small>{safe(method)}</small></p></body></html>"
    ).encode()
