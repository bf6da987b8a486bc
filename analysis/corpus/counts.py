"""What the corpus pages count, under any filters: sectors, channels, weeks, countries, periods. A story counts once."""

from dataclasses import replace
from datetime import date

from analysis.corpus.filters import FACETS, Filters, claim_conditions, day_conditions, measure_conditions
from analysis.corpus.opened import Frame, Opened
from analysis.model import FIRMEST

_OUTLOOKS = ", ".join(
    f"count(*) FILTER (outlook = '{name}')::INT AS {name}_count"
    for name in ("opportunity", "risk", "mixed", "watch")
)
_FIRMNESS = f"list_position({[str(status) for status in FIRMEST]}, status)"


class Counts(Opened):
    """The questions whose answers are numbers."""

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
