"""Two to six articles beside each other: which sectors each names, how much, in which direction. Pure.

Every frame keeps its columns when it has no row. The whole economy is no sector and is left out.
"""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from analysis.model import WHOLE_ECONOMY, Outlook, Status, firmest_of
from views import words
from views.exposure import Claim, Exposure, Row
from views.filters import Filters
from views.lede import LONGEST
from views.theme import OUTLOOKS, status_label

LETTERS = "ABCDEF"
MOST = len(LETTERS)
PAIR_COLUMNS = ("sector", "name", "a", "b", "a_outlook", "b_outlook", "is_faded", "is_selected")
ROW_COLUMNS = ("sector", "name")
CELL_COLUMNS = (
    "sector", "channel", "outlook", "status", "sentence_count", "score", "hover", "is_faded", "is_selected",
)  # fmt: skip


class Compared(NamedTuple):
    """An article with the letter that stands for it."""

    letter: str
    exposure: Exposure

    @property
    def title(self) -> str:
        """The headline."""
        return self.exposure.article.title or words.UNTITLED

    def row(self, sector: str) -> Row | None:
        """The row of a sector, or None where the article does not implicate it."""
        return next((row for row in self.exposure.rows if row.sector == sector), None)

    def claims(self, sector: str) -> list[Claim]:
        """What the article claims of a sector."""
        return [claim for claim in self.exposure.claims if claim.sector == sector]

    def status(self, sector: str) -> Status | None:
        """The firmest status of what is claimed of a sector."""
        return firmest_of((claim.channel, claim.status) for claim in self.claims(sector))


def lettered(exposures: Sequence[Exposure]) -> tuple[Compared, ...]:
    """The articles with their letters, in the order in which they were chosen."""
    return tuple(Compared(letter, exposure) for letter, exposure in zip(LETTERS, exposures, strict=False))


def sectors_of(articles: Sequence[Compared]) -> list[str]:
    """The sectors that any of the articles implicates: those that differ most come first; filters change nothing."""
    scores: dict[str, list[int]] = {}
    for index, article in enumerate(articles):
        for row in article.exposure.rows:
            if row.sector != WHOLE_ECONOMY:
                scores.setdefault(row.sector, [0] * len(articles))[index] = row.score
    return sorted(scores, key=lambda s: (min(scores[s]) - max(scores[s]), -max(scores[s]), s))


def pair_frame(articles: Sequence[Compared], filters: Filters) -> pd.DataFrame:
    """One row per sector with its score (0-100) in A and in B; missing where the article does not implicate it."""
    first, second = articles[0], articles[1]
    records = []
    for sector in sectors_of(articles[:2]):
        a, b = first.row(sector), second.row(sector)
        claims = [*first.claims(sector), *second.claims(sector)]
        records.append(
            (
                sector,
                first.exposure.name(sector),
                a.score if a else None,
                b.score if b else None,
                str(a.outlook) if a else "",
                str(b.outlook) if b else "",
                not filters.narrowed(claims, but=("sectors",)),
                sector in filters.sectors,
            )
        )
    return pd.DataFrame(records, columns=list(PAIR_COLUMNS)).astype({"a": float, "b": float})


def grid_frames(articles: Sequence[Compared], filters: Filters) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows (sectors) and cells (sector x article) of the glyph matrix; the letter stands in the column `channel`."""
    sectors, cells = sectors_of(articles), []
    for sector in sectors:
        for article in articles:
            row = article.row(sector)
            if row is None:
                continue
            claims, status = article.claims(sector), article.status(sector)
            cells.append(
                (
                    sector,
                    article.letter,
                    str(row.outlook),
                    str(status or ""),
                    len({claim.unit for claim in claims}),
                    row.score,
                    _hover(article, row, status),
                    not filters.narrowed(claims, but=("sectors",)),
                    sector in filters.sectors,
                )
            )
    names = [(sector, articles[0].exposure.name(sector)) for sector in sectors]
    frame = pd.DataFrame(cells, columns=list(CELL_COLUMNS)).astype({"sentence_count": float, "score": float})
    return pd.DataFrame(names, columns=list(ROW_COLUMNS)), frame


def _hover(article: Compared, row: Row, status: Status | None) -> str:
    told = f"{OUTLOOKS[row.outlook].label} · {status_label(status)} · exposure {row.score} of 100"
    return f"{told}\n{row.name}\n{article.letter}: {article.title}"


class Shared(NamedTuple):
    """Names of sectors: those that every article implicates, and by letter those that it alone does."""

    everywhere: tuple[str, ...]
    alone: dict[str, tuple[str, ...]]


def shared_of(articles: Sequence[Compared]) -> Shared:
    """Which sectors the articles share, in the order of the chart."""
    named = {article.letter: {row.sector for row in article.exposure.rows} for article in articles}
    everywhere: list[str] = []
    alone: dict[str, list[str]] = {article.letter: [] for article in articles}
    for sector in sectors_of(articles):
        letters = [letter for letter, sectors in named.items() if sector in sectors]
        name = articles[0].exposure.name(sector)
        if len(letters) == len(articles):
            everywhere.append(name)
        elif len(letters) == 1:
            alone[letters[0]].append(name)
    return Shared(tuple(everywhere), {letter: tuple(names) for letter, names in alone.items()})


def turns_of(articles: Sequence[Compared]) -> list[tuple[str, str, str]]:
    """Sectors for which one article sees an opportunity and another a risk: name, letters of either."""
    turns = []
    for sector in sectors_of(articles):
        seen = {article.letter: row.outlook for article in articles if (row := article.row(sector))}
        good = ", ".join(letter for letter, outlook in seen.items() if outlook is Outlook.OPPORTUNITY)
        bad = ", ".join(letter for letter, outlook in seen.items() if outlook is Outlook.RISK)
        if good and bad:
            turns.append((articles[0].exposure.name(sector), good, bad))
    return turns


def lede_of(articles: Sequence[Compared]) -> str:
    """What the articles share and where they part, in at most three sentences; whatever is filtered."""
    total = len(sectors_of(articles))
    if not total:
        return words.COMPARE_NOTHING
    shared = shared_of(articles)
    which = words.COMPARE_BOTH if len(articles) == 2 else words.COMPARE_ALL.format(count=len(articles))
    counts = [f"{len(shared.everywhere)} by {which}"]
    counts += [f"{len(names)} only by {letter}" for letter, names in shared.alone.items() if names]
    sectors = words.ONE_SECTOR if total == 1 else words.SO_MANY_SECTORS.format(count=total)
    sentences = [f"{sectors}: {', '.join(counts)}."]
    sentences += [words.COMPARE_TURN.format(name=n, good=g, bad=b) for n, g, b in turns_of(articles)[:1]]
    if len(articles) == 2:
        row = pair_frame(articles, Filters()).iloc[0]
        a, b = (
            words.NOT_NAMED if pd.isna(v) else words.OF_EXPOSURE.format(score=f"{v:.0f}")
            for v in (row["a"], row["b"])
        )
        if a != b:
            sentences.append(words.COMPARE_MOST.format(name=row["name"], a=a, b=b))
    while len(" ".join(sentences)) > LONGEST and len(sentences) > 1:
        sentences.pop()
    return " ".join(sentences)


def table_rows(articles: Sequence[Compared]) -> list[list[tuple[str, str] | None]]:
    """One row per sector: its name with the id, then for each article outlook and what is told of it, or None."""
    rows: list[list[tuple[str, str] | None]] = []
    for sector in sectors_of(articles):
        cells: list[tuple[str, str] | None] = [(sector, articles[0].exposure.name(sector))]
        for article in articles:
            row = article.row(sector)
            status = article.status(sector)
            told = f"{words.EXPOSURE} {row.score}, {status_label(status) if status else words.NO_STATUS}" if row else ""
            cells.append((str(row.outlook), told) if row else None)
        rows.append(cells)
    return rows
