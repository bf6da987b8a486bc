"""Pieces of HTML for the Compare page, pure. Everything that an article says goes through `safe`."""

from collections.abc import Sequence

from analysis.model import Outlook
from views import words
from views.compared import Compared, shared_of, table_rows
from views.exposure import counted_rows
from views.parts import glyph_key, safe, table
from views.theme import OUTLOOKS, glyph_of


def article_list(articles: Sequence[Compared]) -> str:
    """Which letter stands for which article."""
    items = []
    for article in articles:
        exposure, published = article.exposure, article.exposure.article.published
        counted = words.OF_SECTORS.format(
            count=len(counted_rows(exposure)), total=len(exposure.names.sectors)
        )
        facts = [
            exposure.article.source,
            f"{published.day} {published:%B %Y}" if published else "",
            f"{counted} sectors",
        ]
        items.append(
            f'<li><span class="letter">{article.letter}</span><div><p dir="auto">{safe(article.title)}</p>'
            f'<p class="what">{safe(" · ".join(fact for fact in facts if fact))}</p></div></li>'
        )
    return f'<ol class="compared">{"".join(items)}</ol>'


def pair_key() -> str:
    """What shape and fill mean in the dumbbell."""
    outlooks = "".join(
        f'<span><span class="mark {o}" aria-hidden="true">{OUTLOOKS[o].glyph}</span>{OUTLOOKS[o].label}</span>'
        for o in (Outlook.OPPORTUNITY, Outlook.RISK, Outlook.MIXED, Outlook.WATCH)
    )
    fills = "".join(f"<span>{fill}</span>" for fill in words.PAIR_KEY)
    return f'<p class="key">{outlooks}<span class="gap"></span>{fills}</p>'


def key_of(articles: Sequence[Compared]) -> str:
    """The key of the chart that so many articles get."""
    return pair_key() if len(articles) == 2 else glyph_key()


def shared_list(articles: Sequence[Compared]) -> str:
    """Sectors named by all, and those named by one alone."""
    shared = shared_of(articles)
    lines = [(words.IN_BOTH if len(articles) == 2 else words.IN_ALL, shared.everywhere)]
    lines += [(words.ONLY_IN.format(letter=letter), names) for letter, names in shared.alone.items()]
    none = f'<span class="muted">{words.NO_SUCH_SECTOR}</span>'
    items = "".join(
        f"<dt>{safe(label)}</dt><dd>{safe(', '.join(names)) or none}</dd>" for label, names in lines
    )
    return f'<dl class="shared">{items}</dl>'


def comparison_table(articles: Sequence[Compared]) -> str:
    """The chart as a table: outlook, score and firmest status of each sector in each article."""
    rows = []
    for first, *cells in table_rows(articles):
        name = first[1] if first else ""
        told = [f"<b>{safe(name)}</b>"]
        for cell, article in zip(cells, articles, strict=True):
            told.append(_cell(cell, article, first[0] if first else ""))
        rows.append(told)
    heads = (words.COMPARE_SECTOR, *(article.letter for article in articles))
    return table(heads, rows, label=words.COMPARE_TABLE, stacks=True)


def _cell(cell: tuple[str, str] | None, article: Compared, sector: str) -> str:
    if cell is None:
        return f'<span class="muted">{words.NOT_NAMED}</span>'
    outlook = Outlook(cell[0])
    glyph = glyph_of(outlook, article.status(sector))
    mark = f'<span class="mark {outlook}" aria-hidden="true">{glyph}</span>'
    return f'{mark} {OUTLOOKS[outlook].label} <span class="muted">{safe(cell[1])}</span>'


def pane_title(article: Compared) -> str:
    """The head over the evidence of one article."""
    return (
        f'<h3 class="pane" dir="auto"><span class="letter">{article.letter}</span>{safe(article.title)}</h3>'
    )
