"""One measure over time: who does it, to whom, how, on what, near in time. Each step with day, words and article.

A thread is one implementer, target, channel and sector; threads made of the very same statements are one thread with
several sectors. Copies of a story tell a step once. A silence of more than QUIET_DAYS ends a thread. Left out are
measures without an implementer or a day, those of an earlier time, and channels that are a state of things, no act.
"""

from collections.abc import Iterator
from typing import Any

from analysis.corpus.connect import Connection, pieces_of
from analysis.model import Channel

QUIET_DAYS = 90
_NO_ACT = (Channel.UNCERTAINTY, Channel.DIVERSIFICATION, Channel.LOGISTICS, Channel.PURCHASES)

_FOUND = """
CREATE OR REPLACE TEMP TABLE found AS
WITH stated AS (
    SELECT m.article_no, m.measure_no, m.published, m.channel, m.step, m.stance, m.status,
        unnest(m.implementers) AS implementer, m.targets, m.sectors
    FROM measures m ANTI JOIN copies USING (article_no)
    WHERE m.published IS NOT NULL AND NOT m.is_historic AND NOT list_contains($no_act, m.channel)
        AND (len(m.targets) > 0 OR len(m.sectors) > 0)
), single AS (
    SELECT * REPLACE (unnest(CASE WHEN len(sectors) > 0 THEN sectors ELSE [''] END) AS sectors)
    FROM (SELECT * REPLACE (unnest(CASE WHEN len(targets) > 0 THEN targets ELSE [''] END) AS targets) FROM stated)
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
            (published, step, stance, status, article_no, measure_no) ORDER BY published, article_no, measure_no
        ) AS steps
    FROM runs GROUP BY implementer, targets, channel, sectors, run
), merged AS (
    SELECT implementer, target, channel, list(sector ORDER BY sector) AS sectors, steps
    FROM threads GROUP BY implementer, target, channel, steps
)
SELECT md5(concat_ws('|', implementer, target, channel, array_to_string(sectors, ','), steps[1][1]))[:16] AS thread, *
FROM merged
"""
_TOLD = """
CREATE OR REPLACE TEMP TABLE told AS
WITH outlets AS (
    SELECT c.story_no AS article_no, count(DISTINCT a.outlet) AS outlet_count
    FROM (SELECT story_no, article_no FROM copies UNION SELECT story_no, story_no FROM copies) c
    JOIN articles a ON a.article_no = c.article_no GROUP BY 1
), single AS (SELECT thread, unnest(steps) AS s FROM found)
SELECT thread, s[1] AS day, s[2] AS step, s[3] AS stance, s[4] AS status, s[5] AS article_no, s[6] AS measure_no,
    coalesce(outlet_count, 1)::INT AS outlet_count
FROM single LEFT JOIN outlets ON outlets.article_no = s[5]
"""
_THREADS = """
WITH counted AS (
    SELECT thread, count(*) AS step_count, sum(outlet_count) AS outlet_count
    FROM (SELECT DISTINCT thread, article_no, outlet_count FROM told) GROUP BY thread
), listed AS (SELECT *, list_transform(steps, lambda s: s[2]) AS path FROM found)
SELECT thread, implementer, target, channel, sectors, steps[1][1] AS first_day, steps[-1][1] AS last_day,
    list_transform(
        list_filter(range(1, len(path) + 1), lambda i: i = 1 OR path[i] <> path[i - 1]), lambda i: path[i]
    ) AS path,
    step_count, outlet_count
FROM listed JOIN counted USING (thread) ORDER BY thread
"""
_STEPS = """
SELECT thread, day, t.step, t.stance, t.status, article_no, measure_no, outlet_count, quote
FROM told t JOIN measures USING (article_no, measure_no) ORDER BY thread, day, article_no, measure_no
"""


def find_threads(con: Connection) -> dict[str, Iterator[Any]]:
    """Threads and steps as Arrow tables, piece by piece; needs copies to be there."""
    con.execute(_FOUND, {"no_act": [str(channel) for channel in _NO_ACT], "quiet": QUIET_DAYS})
    con.execute(_TOLD)
    return {"threads": pieces_of(con, "threads", _THREADS), "steps": pieces_of(con, "steps", _STEPS)}
