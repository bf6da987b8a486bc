"""Filters to frames: every question that the corpus pages ask. Copies of a story count once; every value is bound.

A frame is a pandas DataFrame; it keeps its columns when it has no row. story_count counts stories, not articles.
"""

import shutil
import threading
import weakref
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from analysis.corpus.connect import MEMORY, FilesFailed, MemoryExceeded, QueryError, connect, first_line
from analysis.corpus.counted import hold_counted
from analysis.corpus.filters import (
    FACETS,
    FIND_HITS,
    FORGET_HITS,
    HITS,
    Filters,
    Params,
    claim_conditions,
    day_conditions,
    measure_conditions,
    thread_conditions,
)
from analysis.corpus.manifest import StoreError
from analysis.corpus.rows import KEPT
from analysis.corpus.store import Store
from analysis.corpus.threads import FOLLOWED
from analysis.outlook import FIRMEST

Frame = Any
_MOST_TEXTS = 32
_OUTLOOKS = ", ".join(
    f"count(*) FILTER (outlook = '{name}')::INT AS {name}_count"
    for name in ("opportunity", "risk", "mixed", "watch")
)
_FIRMNESS = f"list_position({[str(status) for status in FIRMEST]}, status)"
# a thread that changes its step comes first, then the one that most stories tell
_THREAD_ORDER = "ORDER BY (target <> '') DESC, list_unique(path) DESC, step_count DESC, last_day DESC, thread"


class Corpus:
    """A store as it stood when it was opened, to be asked; safe to use from several threads."""

    def __init__(self, store: Store | Path) -> None:
        self.store = store if isinstance(store, Store) else Store(store)
        self._con = connect(self.store)
        spill = _make_spill()
        self._forget = weakref.finalize(self, shutil.rmtree, spill, ignore_errors=True)
        self._con.execute("SET temp_directory = ?", [spill])
        self._con.execute(HITS)
        self._texts: list[str] = []
        self._lock, self._holding = threading.Lock(), threading.Lock()
        self._is_held = False

    @property
    def version(self) -> int:
        """Changes whenever the store does; the cache key beside Filters."""
        return self.store.manifest.seq

    def close(self) -> None:
        """Let go of the files."""
        self._con.close()
        self._forget()

    def _frame(self, sql: str, params: Params) -> Frame:
        """The answer of SQL over the files."""
        with self._told():
            if "text" in params:
                self._look_for(params["text"])
            return self._con.cursor().execute(sql, params).df()

    def _count(self, sql: str, params: Params) -> Frame:
        """The answer of SQL over what is held in memory, which is made when it is first asked."""
        with self._holding, self._told():
            if not self._is_held:
                hold_counted(self._con)
                self._is_held = True
        return self._frame(sql, params)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong, as a StoreError that says what to do."""
        try:
            yield
        except QueryError as error:
            raise StoreError(f"{self.store.folder}: {self._reason(error)}") from error

    def _reason(self, error: QueryError) -> str:
        if isinstance(error, MemoryExceeded):
            return f"the question needs more than the {MEMORY} of memory that it may take. Set filters."
        if isinstance(error, FilesFailed) and not self._is_whole():
            return "has changed since it was opened. Open it again."
        return f"cannot be asked: {first_line(error)}. Try: corpus check."

    def _is_whole(self) -> bool:
        """Whether every file is there; a writer may have swept away what this state still names."""
        return all(Path(path).exists() for paths in self.store.paths().values() for path in paths)

    def _look_for(self, text: str) -> None:
        """Find the stories that hold a text, unless that was done; the oldest of many texts is forgotten."""
        with self._lock:
            if text not in self._texts:
                self._con.cursor().execute(FIND_HITS, {"text": text})
                self._texts.append(text)
                if len(self._texts) > _MOST_TEXTS:
                    self._con.cursor().execute(FORGET_HITS, {"text": self._texts.pop(0)})

    def totals(self, filters: Filters = Filters()) -> Frame:  # noqa: B008
        """One row: articles, stories, copies and days of the whole corpus, and stories that pass."""
        where, params = claim_conditions(filters)
        return self._count(
            f"""
            SELECT count(*)::INT AS article_count, (count(*) - (SELECT count(*) FROM copies))::INT AS story_count,
                (SELECT count(*) FROM copies)::INT AS copy_count,
                min(published) AS first_day, max(published) AS last_day,
                count(*) FILTER (published IS NULL)::INT AS undated_count,
                (SELECT count(DISTINCT article_no) FROM told WHERE {where})::INT AS passing_count
            FROM articles
            """,
            params,
        )

    def options(self, filters: Filters, facet: str) -> Frame:
        """value, story_count of one facet under the other facets, most frequent first."""
        where, params = claim_conditions(filters, but=(facet,))
        column = dict(zip(FACETS, ("sector", "channel", "outlook", "status", "place"), strict=True))[facet]
        of_claim = "told_places SEMI JOIN asked USING (claim_no)" if where != "true" else "told_places"
        return self._count(
            f"""
            WITH asked AS (SELECT * FROM told WHERE {where})
            SELECT {column}::VARCHAR AS value, count(DISTINCT article_no)::INT AS story_count
            FROM {of_claim if facet == "places" else "asked"}
            WHERE {column} IS NOT NULL GROUP BY {column} ORDER BY story_count DESC, value
            """,
            params,
        )

    def outlooks(self, sector: str) -> Frame:
        """outlook, story_count of one sector, the most frequent first: every story once, by its whole reading."""
        return self._count(
            """
            SELECT outlook::VARCHAR AS outlook, count(*)::INT AS story_count FROM told_sums WHERE sector = $sector
            GROUP BY ALL ORDER BY story_count DESC, outlook
            """,
            {"sector": sector},
        )

    def heatmap(self, filters: Filters) -> Frame:
        """sector, channel, story_count and one count per outlook; ignores sectors and channels, which it shows."""
        where, params = claim_conditions(filters, but=("sectors", "channels"))
        return self._count(
            f"""
            SELECT sector::VARCHAR AS sector, channel::VARCHAR AS channel, count(*)::INT AS story_count, {_OUTLOOKS}
            FROM told WHERE channel IS NOT NULL AND {where} GROUP BY ALL ORDER BY sector, channel
            """,
            params,
        )

    def weeks(self, filters: Filters, *, most: int = 6) -> Frame:
        """week, sector, story_count and one count per outlook, for the sectors with most stories; weeks without any
        story of a sector have no row."""
        where, params = claim_conditions(filters)
        only = "" if where == "true" else "SEMI JOIN passing USING (article_no, sector)"
        return self._count(
            f"""
            WITH passing AS (SELECT DISTINCT article_no, sector FROM told WHERE {where}),
            said AS (SELECT * FROM told_sums {only}),
            top AS (SELECT sector FROM said GROUP BY sector ORDER BY count(*) DESC, sector LIMIT $most)
            SELECT date_trunc('week', published)::DATE AS week, sector::VARCHAR AS sector,
                count(*)::INT AS story_count, {_OUTLOOKS}
            FROM said SEMI JOIN top USING (sector) WHERE published IS NOT NULL GROUP BY ALL ORDER BY sector, week
            """,
            {**params, "most": most},
        )

    def actors(self, filters: Filters, *, most: int = 12) -> Frame:
        """actor, target, story_count and one count per outlook, among the countries that act or suffer most."""
        where, params = measure_conditions(filters)
        return self._count(
            f"""
            WITH told AS (
                SELECT article_no, unnest(implementers) AS actor, targets, outlook FROM told_acts WHERE {where}
            ), pairs AS (
                SELECT article_no, actor, target,
                    CASE WHEN bool_or(outlook = 'risk') AND bool_or(outlook = 'opportunity') THEN 'mixed'
                        WHEN bool_or(outlook = 'risk') THEN 'risk'
                        WHEN bool_or(outlook = 'opportunity') THEN 'opportunity' ELSE 'watch' END AS outlook
                FROM (SELECT article_no, actor, unnest(targets) AS target, outlook FROM told)
                GROUP BY article_no, actor, target
            ), top AS (
                SELECT place FROM (
                    SELECT actor AS place, article_no FROM pairs UNION ALL SELECT target, article_no FROM pairs
                ) WHERE place <> 'ALL' GROUP BY place ORDER BY count(DISTINCT article_no) DESC, place LIMIT $most
            )
            SELECT actor::VARCHAR AS actor, target::VARCHAR AS target, count(*)::INT AS story_count, {_OUTLOOKS}
            FROM pairs WHERE actor IN (FROM top) AND (target IN (FROM top) OR target = 'ALL')
            GROUP BY ALL ORDER BY story_count DESC, actor, target
            """,
            {**params, "most": most},
        )

    def dates_ahead(self, filters: Filters, *, today: date, days: int = 365, most: int = 200) -> Frame:
        """Events from today on, in stories that pass, the nearest first."""
        where, params = claim_conditions(filters)
        return self._count(
            f"""
            WITH ahead AS (
                SELECT article_no, on_day FROM told_dates WHERE last_day >= $today AND on_day <= $last
                    AND article_no IN (SELECT article_no FROM told WHERE {where})
                ORDER BY on_day, article_no LIMIT $most
            )
            SELECT e.on_day, e.until_day, e.when, e.what, e.quote, e.article_no, a.title, a.outlet, a.url, a.published
            FROM events e SEMI JOIN ahead USING (article_no, on_day) JOIN articles a USING (article_no)
            WHERE coalesce(e.until_day, e.on_day) >= $today AND e.what <> ''
            ORDER BY e.on_day, e.article_no, e.when LIMIT $most
            """,
            {**params, "today": today, "last": today + timedelta(days=days), "most": most},
        )

    def articles(self, filters: Filters, *, most: int = 100, offset: int = 0) -> Frame:
        """One row per story that passes, newest first: title, top sectors, outlook of the first, firmest status,
        all outlets."""
        where, params = claim_conditions(filters)
        return self._count(
            f"""
            WITH passing AS (
                SELECT article_no, any_value(published) AS published FROM told WHERE {where}
                GROUP BY article_no ORDER BY published DESC NULLS LAST, article_no DESC LIMIT $most OFFSET $offset
            ), tops AS (
                SELECT article_no, list(sector ORDER BY score DESC, sector)[:3] AS sectors,
                    arg_max(outlook, score) AS outlook
                FROM readings SEMI JOIN passing USING (article_no) GROUP BY article_no
            ), family AS (
                SELECT story_no AS article_no, article_no AS member FROM copies WHERE story_no IN (
                    SELECT article_no FROM passing
                )
                UNION ALL SELECT article_no, article_no FROM passing
            ), outlets AS (
                SELECT f.article_no, list(DISTINCT outlet ORDER BY outlet) FILTER (outlet <> '') AS outlets,
                    (count(*) - 1)::INT AS copy_count
                FROM family f JOIN articles a ON a.article_no = f.member GROUP BY f.article_no
            )
            SELECT a.article_no, p.published, a.title, a.url, coalesce(o.outlets, []) AS outlets, o.copy_count,
                coalesce(t.sectors, []) AS sectors, t.outlook, s.firmest_status
            FROM passing p JOIN articles a USING (article_no) JOIN outlets o USING (article_no)
            LEFT JOIN tops t USING (article_no) LEFT JOIN summaries s USING (article_no)
            ORDER BY p.published DESC NULLS LAST, a.article_no DESC
            """,
            {**params, "most": most, "offset": offset},
        )

    def article(self, *, number: int = 0, key: str = "") -> Frame:
        """One article as received, by its number here or by its key, which is the same in every store; or no row."""
        return self._frame(
            "SELECT article_no, key, title, text, source, outlet, url, published FROM articles "
            "WHERE article_no = $number OR key = $key LIMIT 1",
            {"number": number, "key": key},
        )

    def rejects(self, *, most: int = 1_000) -> Frame:
        """outcome, place, reason, mend, excerpt: what was not read, what was read with a fault, and what is a copy."""
        return self._frame(
            """
            SELECT outcome, place, reason, mend, excerpt FROM (
                SELECT CASE WHEN contains(reason, $kept) THEN 1 ELSE 0 END AS rank,
                    CASE rank WHEN 1 THEN 'read with a fault' ELSE 'not read' END AS outcome,
                    place, reason, mend, excerpt
                FROM rejects
                UNION ALL
                SELECT 2, 'copy', a.place, 'repeats the story at ' || s.place, 'None: a story counts once', a.title
                FROM copies c JOIN articles a USING (article_no) JOIN articles s ON s.article_no = c.story_no
            ) ORDER BY rank, place, reason LIMIT $most
            """,
            {"most": most, "kept": KEPT},
        )

    def outcomes(self) -> Frame:
        """One row: how many inputs were not read, were read with a fault, are a copy of a story."""
        return self._frame(
            """
            SELECT count(*) FILTER (NOT contains(reason, $kept))::INT AS unread_count,
                count(*) FILTER (contains(reason, $kept))::INT AS faulty_count,
                (SELECT count(*) FROM copies)::INT AS copy_count
            FROM rejects
            """,
            {"kept": KEPT},
        )

    def threads(self, filters: Filters, *, most: int = 100, least_steps: int = FOLLOWED) -> Frame:
        """Threads that pass, those that move first, with who contests them and where it stands; thread_count says how
        many there are in all."""
        where, params = thread_conditions(filters)
        sql = f"""
            WITH passing AS (
                SELECT *, (count(*) OVER ())::INT AS thread_count FROM threads
                WHERE len(path) >= $least AND {where} {_THREAD_ORDER} LIMIT $most
            ), latest AS (
                SELECT thread, concat_ws(' ', nullif(array_to_string(challengers, ' '), ''), nullif(forum, ''),
                    arg_max(status, (day, article_no, measure_no))) AS told
                FROM contests SEMI JOIN passing USING (thread) GROUP BY thread, challengers, forum
            )
            SELECT passing.*, coalesce(contested_by, []) AS contested_by
            FROM passing LEFT JOIN (SELECT thread, list(told ORDER BY told) AS contested_by FROM latest GROUP BY thread)
                USING (thread)
            {_THREAD_ORDER}
            """
        return self._frame(sql, {**params, "most": most, "least": least_steps})

    def contests(self, threads: Collection[str]) -> Frame:
        """Who contests some threads, each statement with title and address, in the order of time."""
        return self._frame(
            """
            SELECT c.*, a.title, a.outlet, a.url FROM contests c JOIN articles a USING (article_no)
            WHERE list_contains($threads, thread) ORDER BY thread, day, article_no, measure_no
            """,
            {"threads": list(threads)},
        )

    def steps(self, threads: Collection[str]) -> Frame:
        """The steps of some threads with titles and addresses, in the order of time."""
        return self._frame(
            """
            SELECT s.*, a.title, a.outlet, a.url FROM steps s JOIN articles a USING (article_no)
            WHERE list_contains($threads, thread) ORDER BY thread, day, article_no, measure_no
            """,
            {"threads": list(threads)},
        )

    def evidence(self, filters: Filters, *, most: int = 50) -> Frame:
        """The newest claims that pass, each with its passage."""
        where, params = claim_conditions(filters)
        return self._count(
            f"""
            WITH newest AS (
                SELECT article_no, sector, channel FROM told WHERE {where}
                ORDER BY published DESC NULLS LAST, article_no DESC, sector, channel LIMIT $most
            )
            SELECT c.article_no, c.published, c.sector, c.channel, c.outlook, c.status, c.places, c.quote,
                a.title, a.outlet, a.url
            FROM claims c JOIN newest n
                ON c.article_no = n.article_no AND c.sector = n.sector::VARCHAR
                    AND c.channel IS NOT DISTINCT FROM n.channel::VARCHAR
            JOIN articles a ON a.article_no = c.article_no
            ORDER BY c.published DESC NULLS LAST, c.article_no DESC, c.sector, c.channel
            """,
            {**params, "most": most},
        )

    def statuses(self, filters: Filters) -> Frame:
        """channel, status, story_count of the claims that pass."""
        where, params = claim_conditions(filters)
        return self._count(
            f"""
            SELECT channel::VARCHAR AS channel, status::VARCHAR AS status,
                count(DISTINCT article_no)::INT AS story_count
            FROM told WHERE channel IS NOT NULL AND {where} GROUP BY told.channel, told.status
            ORDER BY channel, {_FIRMNESS} NULLS LAST
            """,
            params,
        )

    def compare(self, filters: Filters, first: tuple[date, date], second: tuple[date, date]) -> Frame:
        """Per sector: stories in two periods, all stories of each, their share (0-1) of these, and the difference."""
        where, params = claim_conditions(filters, but=("since", "until"))
        return self._count(
            f"""
            WITH whole AS (
                SELECT count(*) FILTER (published BETWEEN $first_since AND $first_until) AS first_all,
                    count(*) FILTER (published BETWEEN $second_since AND $second_until) AS second_all
                FROM told_days
            ), counted AS (
                SELECT sector::VARCHAR AS sector,
                    count(DISTINCT article_no) FILTER (published BETWEEN $first_since AND $first_until) AS a,
                    count(DISTINCT article_no) FILTER (published BETWEEN $second_since AND $second_until) AS b
                FROM told WHERE {where} AND (
                    published BETWEEN $first_since AND $first_until OR published BETWEEN $second_since AND $second_until
                ) GROUP BY told.sector
            )
            SELECT sector, a::INT AS first_count, b::INT AS second_count, first_all::INT AS first_total,
                second_all::INT AS second_total, a / first_all AS first_share,
                b / second_all AS second_share, b / second_all - a / first_all AS share_difference
            FROM counted, whole WHERE a + b > 0 ORDER BY abs(share_difference) DESC NULLS LAST, b DESC, sector
            """,
            {
                **params, "first_since": first[0], "first_until": first[1], "second_since": second[0],
                "second_until": second[1],
            },
        )  # fmt: skip

    def uncertainty(self, filters: Filters) -> Frame:
        """Per week: all stories, those that call trade policy uncertain, and their share (0-1).

        Facets choose among the uncertain stories; the share is always of all stories of the week.
        """
        days, params = day_conditions(filters)
        chosen = "true"
        if replace(filters, since=None, until=None, after_no=0) != Filters():
            where, more = claim_conditions(filters)
            chosen = f"article_no IN (SELECT article_no FROM told WHERE {where})"
            params = {**params, **more}
        return self._count(
            f"""
            WITH told AS (
                SELECT published, is_trade, is_uncertain AND {chosen} AS is_hit
                FROM told_days WHERE published IS NOT NULL AND {days}
            )
            SELECT date_trunc('week', published)::DATE AS week, count(*)::INT AS story_count,
                count(*) FILTER (is_trade)::INT AS trade_count, count(*) FILTER (is_hit)::INT AS uncertain_count,
                count(*) FILTER (is_hit) / count(*) AS uncertain_share
            FROM told GROUP BY week ORDER BY week
            """,
            params,
        )


def _make_spill() -> str:
    """A folder for what does not fit in memory, which nobody else can read; "" where none can be made."""
    try:
        return mkdtemp(prefix="corpus-")
    except OSError:
        return ""
