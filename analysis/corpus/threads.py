"""One measure over time: who does it, to whom, how, on what, near in time. Each step with day, words and article.

A thread is one implementer, target, channel and sector; threads made of the very same statements are one thread with
several sectors. Copies of a story tell a step once. A silence of more than QUIET_DAYS ends a thread. Left out are
measures without an implementer or a day, those of an earlier time, and channels that are a state of things, no act.
"""

import hashlib
from itertools import groupby
from typing import Any

from analysis.corpus.connect import Connection
from analysis.corpus.tables import Row
from analysis.model import Channel

QUIET_DAYS = 90
_NO_ACT = (Channel.UNCERTAINTY, Channel.DIVERSIFICATION, Channel.LOGISTICS, Channel.PURCHASES)
_DIGITS = 16

_STEPS = """
CREATE OR REPLACE TEMP TABLE found AS
WITH told AS (
    SELECT m.article_no, m.measure_no, m.published, m.channel, m.step, m.stance, m.status, m.quote,
        unnest(m.implementers) AS implementer, m.targets, m.sectors
    FROM measures m ANTI JOIN copies USING (article_no)
    WHERE m.published IS NOT NULL AND NOT m.is_historic AND NOT list_contains($no_act, m.channel)
        AND (len(m.targets) > 0 OR len(m.sectors) > 0)
), single AS (
    SELECT * REPLACE (unnest(CASE WHEN len(sectors) > 0 THEN sectors ELSE [''] END) AS sectors)
    FROM (SELECT * REPLACE (unnest(CASE WHEN len(targets) > 0 THEN targets ELSE [''] END) AS targets) FROM told)
), spaced AS (
    SELECT *, date_diff('day', lag(published) OVER w, published) > $quiet AS is_late
    FROM single WINDOW w AS (
        PARTITION BY implementer, targets, channel, sectors ORDER BY published, article_no, measure_no
    )
), runs AS (
    SELECT *, count(*) FILTER (is_late) OVER w AS run
    FROM spaced WINDOW w AS (
        PARTITION BY implementer, targets, channel, sectors ORDER BY published, article_no, measure_no
    )
), threads AS (
    SELECT implementer, targets AS target, channel, sectors AS sector,
        list(
            (published, step, stance, status, article_no, measure_no, quote) ORDER BY published, article_no, measure_no
        ) AS steps
    FROM runs GROUP BY implementer, targets, channel, sectors, run
), merged AS (
    SELECT implementer, target, channel, list(sector ORDER BY sector) AS sectors, steps
    FROM threads GROUP BY implementer, target, channel, steps
)
SELECT row_number() OVER (ORDER BY implementer, target, channel, sectors, steps[1]) AS n, * FROM merged
"""
_READ = """
WITH told AS (SELECT n, implementer, target, channel, sectors, unnest(steps) AS s FROM found)
SELECT n, implementer, target, channel, sectors, s[1], s[2], s[3], s[4], s[5], s[6], s[7],
    coalesce(o.outlet_count, 1) AS outlet_count
FROM told LEFT JOIN (
    SELECT c.story_no, count(DISTINCT a.outlet) AS outlet_count
    FROM (SELECT story_no, article_no FROM copies UNION SELECT story_no, story_no FROM copies) c
    JOIN articles a USING (article_no) GROUP BY 1
) o ON o.story_no = s[5]
ORDER BY n, s[1], s[5], s[6]
"""


def find_threads(con: Connection) -> tuple[list[Row], list[Row]]:
    """(rows of threads, rows of steps); needs copies to be there."""
    con.execute(_STEPS, {"no_act": [str(channel) for channel in _NO_ACT], "quiet": QUIET_DAYS})
    threads: list[Row] = []
    steps: list[Row] = []
    for _, told in groupby(_fetched(con), key=lambda row: row[0]):
        rows = list(told)
        _, implementer, target, channel, sectors = rows[0][:5]
        name = _name(implementer, target, channel, sectors, rows[0][5])
        path = [step for step, _ in groupby(row[6] for row in rows)]
        stories = len({row[9] for row in rows})
        threads.append((
            name, implementer, target, channel, sectors, rows[0][5], rows[-1][5], path, stories,
            sum({row[9]: row[12] for row in rows}.values()),
        ))  # fmt: skip
        steps.extend(
            (name, row[5], row[6], row[7], row[8], row[9], row[10], row[12], row[11]) for row in rows
        )
    return threads, steps


def _fetched(con: Connection) -> Any:
    result = con.execute(_READ)
    while rows := result.fetchmany(20_000):
        yield from rows


def _name(*facts: object) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:_DIGITS]
