"""One measure over time: who does it, to whom, how, on what, near in time. Each step with day, words and article.

A thread is one implementer, target, channel and sector; threads made of the very same statements are one thread with
several sectors. Copies of a story tell a step once. A silence of more than QUIET_DAYS ends a thread, and so does a step
back where nobody is named as target: then it is another measure, planned while the first is in force. Left out are
measures without an implementer or a day, those of an earlier time, and channels that are a state of things, no act.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from analysis.corpus.connect import Connection, pieces_of
from analysis.model import Channel

QUIET_DAYS = 90
# how far a measure has come; a step that is not named here (hoped, threatened, negotiating) is only planned
_FAR = {
    "announced": 1, "delayed": 1, "in_force": 2, "suspended": 2, "rejected": 3, "lifted": 3, "ended": 3,
    "struck_down": 3,
}  # fmt: skip
_CASES = " ".join(f"WHEN '{step}' THEN {far}" for step, far in _FAR.items())
_HOW_FAR = f"CASE step {_CASES} ELSE 0 END"
_NO_ACT = (Channel.UNCERTAINTY, Channel.DIVERSIFICATION, Channel.LOGISTICS, Channel.PURCHASES)

# one row per statement and thread, in tables that DuckDB may spill: a list of all steps would have to fit into memory
_STATED = f"""
CREATE OR REPLACE TEMP TABLE stated AS
WITH whole AS (
    SELECT m.article_no, m.measure_no, m.published, m.channel, m.step,
        unnest(m.implementers) AS implementer, m.targets, m.sectors
    FROM measures m ANTI JOIN copies USING (article_no)
    WHERE m.published IS NOT NULL AND NOT m.is_historic AND NOT list_contains($no_act, m.channel)
        AND (len(m.targets) > 0 OR len(m.sectors) > 0)
), single AS (
    SELECT * EXCLUDE (targets, sectors), target,
        unnest(CASE WHEN len(sectors) > 0 THEN sectors ELSE [''] END) AS sector
    FROM (SELECT *, unnest(CASE WHEN len(targets) > 0 THEN targets ELSE [''] END) AS target FROM whole)
), spaced AS (
    SELECT *, date_diff('day', lag(published) OVER w, published) > $quiet
        OR (target = '' AND {_HOW_FAR} < lag({_HOW_FAR}) OVER w) AS is_other
    FROM single WINDOW w AS (
        PARTITION BY implementer, target, channel, sector ORDER BY published, article_no, measure_no
    )
)
SELECT * EXCLUDE (is_other), count(*) FILTER (is_other) OVER w AS run
FROM spaced WINDOW w AS (
    PARTITION BY implementer, target, channel, sector ORDER BY published, article_no, measure_no
)
"""
_FOUND = """
CREATE OR REPLACE TEMP TABLE found AS
WITH threads AS (
    SELECT implementer, target, channel, sector, run, min(published) AS first_day, max(published) AS last_day,
        count(*) AS size, bit_xor(hash(article_no, measure_no)) AS told_by
    FROM stated GROUP BY implementer, target, channel, sector, run
), merged AS (
    SELECT implementer, target, channel, list(sector ORDER BY sector) AS sectors, first_day, last_day,
        min(sector) AS sector, arg_min(run, sector) AS run
    FROM threads GROUP BY implementer, target, channel, first_day, last_day, size, told_by
), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY implementer, target, channel, sectors, first_day ORDER BY run) AS nth
    FROM merged
)
SELECT md5(concat_ws(
    '|', implementer, target, channel, array_to_string(sectors, ','), first_day, CASE WHEN nth > 1 THEN nth END
))[:16] AS thread, * EXCLUDE (nth)
FROM numbered
"""
_TOLD = """
CREATE OR REPLACE TEMP TABLE told AS
WITH outlets AS (
    SELECT c.story_no AS article_no, count(DISTINCT a.outlet) AS outlet_count
    FROM (SELECT story_no, article_no FROM copies UNION SELECT story_no, story_no FROM copies) c
    JOIN articles a ON a.article_no = c.article_no GROUP BY 1
)
SELECT thread, published AS day, step, article_no, measure_no, coalesce(outlet_count, 1)::INT AS outlet_count
FROM stated JOIN found USING (implementer, target, channel, sector, run) LEFT JOIN outlets USING (article_no)
"""
_THREADS = """
WITH counted AS (
    SELECT thread, count(*) AS step_count, sum(outlet_count) AS outlet_count
    FROM (SELECT DISTINCT thread, article_no, outlet_count FROM told) GROUP BY thread
), turns AS (
    SELECT *, step IS DISTINCT FROM lag(step) OVER (
        PARTITION BY thread ORDER BY day, article_no, measure_no
    ) AS is_turn FROM told
), paths AS (
    SELECT thread, list(step ORDER BY day, article_no, measure_no) AS path FROM turns WHERE is_turn GROUP BY thread
)
SELECT thread, implementer, target, channel, sectors, first_day, last_day, path, step_count, outlet_count
FROM found JOIN counted USING (thread) JOIN paths USING (thread) ORDER BY thread
"""
_DAYS = "SELECT thread, day, count(*) FROM told GROUP BY thread, day ORDER BY thread, day"
_STEPS = """
WITH portion AS (
    SELECT * FROM told WHERE (thread, day) >= ($thread, $day) AND (thread, day) < ($next_thread, $next_day)
)
SELECT thread, day, t.step, m.stance, m.status, article_no, measure_no, outlet_count, m.quote
FROM portion t JOIN measures m USING (article_no, measure_no) ORDER BY thread, day, article_no, measure_no
"""
STEPS_AT_ONCE = 150_000  # with their quotations they have to be sorted, and sorted means held


def find_threads(con: Connection) -> dict[str, Iterator[Any]]:
    """Threads and steps as Arrow tables, piece by piece; needs copies to be there."""
    con.execute(_STATED, {"no_act": [str(channel) for channel in _NO_ACT], "quiet": QUIET_DAYS})
    con.execute(_FOUND)
    con.execute(_TOLD)
    con.execute("DROP TABLE stated")
    return {"threads": pieces_of(con, "threads", _THREADS), "steps": _steps(con)}


def _steps(con: Connection) -> Iterator[Any]:
    """The steps in order, so many at a time as may be held."""
    begins = [*_begins(con), ("g", date.max)]  # beyond every hex digit
    for (thread, day), (next_thread, next_day) in pairwise(begins):
        bounds = {"thread": thread, "day": day, "next_thread": next_thread, "next_day": next_day}
        yield from pieces_of(con, "steps", _STEPS, bounds)


def _begins(con: Connection) -> list[tuple[str, date]]:
    """Where each portion of the steps begins."""
    begins: list[tuple[str, date]] = []
    size = STEPS_AT_ONCE
    days = con.execute(_DAYS)
    while rows := days.fetchmany(50_000):
        for thread, day, count in rows:
            if size + count > STEPS_AT_ONCE:
                begins.append((thread, day))
                size = 0
            size += count
    return begins
