"""Filters to frames: every question that the corpus pages ask. Copies of a story count once; every value is bound.

A frame is a pandas DataFrame; it keeps its columns when it has no row. story_count counts stories, not articles.
"""

from collections.abc import Collection
from datetime import date, timedelta

from analysis.corpus.counts import Counts
from analysis.corpus.filters import Filters, claim_conditions, thread_conditions
from analysis.corpus.opened import Frame
from analysis.corpus.rows import KEPT
from analysis.corpus.threads import FOLLOWED

# a thread that changes its step comes first, then the one that most stories tell
_THREAD_ORDER = "ORDER BY (target <> '') DESC, list_unique(path) DESC, step_count DESC, last_day DESC, thread"


class Corpus(Counts):
    """A store as it stood when it was opened, to be asked: what it counts, and here what it lists."""

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

    def steps(self, threads: Collection[str]) -> Frame:
        """The steps of some threads with titles and addresses, in the order of time."""
        return self._frame(
            """
            SELECT s.*, a.title, a.outlet, a.url FROM steps s JOIN articles a USING (article_no)
            WHERE list_contains($threads, thread) ORDER BY thread, day, article_no, measure_no
            """,
            {"threads": list(threads)},
        )

    def contests(self, threads: Collection[str]) -> Frame:
        """Who contests some threads, each statement with title and address, in the order of time."""
        return self._frame(
            """
            SELECT c.*, a.title, a.outlet, a.url FROM contests c JOIN articles a USING (article_no)
            WHERE list_contains($threads, thread) ORDER BY thread, day, article_no, measure_no
            """,
            {"threads": list(threads)},
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
