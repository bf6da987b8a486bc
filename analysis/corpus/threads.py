"""One measure over time: who does it, to whom, how, on what, near in time. Each step with day, words and article.

A thread is one implementer, target, channel and sector; threads made of the very same statements are one thread with
several sectors. Copies of a story tell a step once. A silence of more than QUIET_DAYS ends a thread, and so does a step
back where nobody is named as target: then it is another measure, planned while the first is in force. Left out are
measures without an implementer or a day, those of an earlier time, and channels that are a state of things, no act.

A statement that leaves open who, whom or on what ("the tariffs took effect") is taken to the one measure of its
channel that the same story names, else that all stories within QUIET_DAYS name; where there are two, it stays open.
The path holds one step per story, the act that it states first: what comes after is background and expectation. A
story that only mentions a measure as announced or in force tells nothing new once that was told.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from analysis.corpus.connect import Connection, pieces_of
from analysis.corpus.life import HOW_FAR
from analysis.counting import counted
from analysis.model import Channel

QUIET_DAYS = 90
# a measure is followed where stories tell so many steps of it; a thread of one is a statement
FOLLOWED = 2
_CASES = " ".join(f"WHEN '{step}' THEN {far}" for step, far in HOW_FAR.items() if far is not None)
_HOW_FAR = f"CASE step {_CASES} END"
# in the order of a day, what does not say how far the measure has come stands last
_IN_A_DAY = "coalesce(reach, 9)"
_NO_ACT = (Channel.UNCERTAINTY, Channel.DIVERSIFICATION, Channel.LOGISTICS, Channel.PURCHASES)
# words that point back to a measure, and words that make it one on everybody or everything
_POINTS_BACK = (
    r"\b(the|those|these|both|such)\s+([\w’'.%-]+\s+){0,4}(tariff|dut|lev(y|ies)|tax|ban|curb|quota|control|sanction|"
    r"restriction|measure|rule|subsid|polic)"
)
_EVERYBODY = (
    r"\b(all|every|any|each|global|worldwide|universal|blanket|across[- ]the[- ]board|baseline|world|countries|nations|"
    r"partners)\b"
)
_EVERYTHING = r"\b(goods|products|imports|exports|everything|shipments|all)\b"

# one row per statement and thread, in tables that DuckDB may spill: a list of all steps would have to fit into memory
_STATED = f"""
CREATE OR REPLACE TEMP TABLE stated AS
WITH live AS (
    SELECT m.article_no, m.measure_no, m.start, m.published, m.channel, m.step,
        m.action = 'named' AND m.step IN ('announced', 'in_force') AS is_bare, m.targets = ['ALL'] AS is_all,
        regexp_matches(m.quote, $points_back, 'i') AS is_definite,
        regexp_matches(m.quote, $everything, 'i') AS is_everything,
        nullif(array_to_string(m.implementers, ' '), '') AS who,
        CASE WHEN m.targets = ['ALL'] AND is_definite AND NOT regexp_matches(m.quote, $everybody, 'i') THEN NULL
            ELSE nullif(array_to_string(m.targets, ' '), '') END AS whom,
        nullif(array_to_string(m.sectors, ' '), '') AS what
    FROM measures m ANTI JOIN copies USING (article_no)
    WHERE m.published IS NOT NULL AND NOT m.is_historic AND NOT list_contains($no_act, m.channel)
), by_actor AS (
    SELECT * REPLACE (
        CASE WHEN min(who) OVER w = max(who) OVER w THEN coalesce(who, min(who) OVER w) ELSE who END AS who
    ) FROM live WINDOW w AS (PARTITION BY article_no, channel)
), by_target AS (
    SELECT * REPLACE (
        CASE WHEN min(whom) OVER w = max(whom) OVER w THEN coalesce(whom, min(whom) OVER w) ELSE whom END AS whom
    ) FROM by_actor WHERE who IS NOT NULL WINDOW w AS (PARTITION BY article_no, channel, who)
), by_sector AS (
    SELECT * REPLACE (
        CASE WHEN is_definite AND NOT is_everything AND min(what) OVER w = max(what) OVER w
            THEN coalesce(what, min(what) OVER w) ELSE what END AS what
    ) FROM by_target WINDOW w AS (PARTITION BY article_no, channel, who, whom)
), acting AS (
    SELECT * EXCLUDE (who, whom), whom IS NULL AS is_open, unnest(string_split(who, ' ')) AS implementer,
        coalesce(whom, CASE WHEN is_all THEN 'ALL' ELSE '' END) AS hit
    FROM by_sector WHERE whom IS NOT NULL OR is_all OR what IS NOT NULL
), aimed AS (
    SELECT * EXCLUDE (hit), unnest(string_split(hit, ' ')) AS target FROM acting
), single AS (
    SELECT article_no, measure_no, start, published, channel, step, is_bare, implementer, target, is_open,
        is_definite AND NOT is_everything AS is_same, unnest(string_split(coalesce(what, ''), ' ')) AS sector,
        date_trunc('week', published)::DATE AS week
    FROM aimed WHERE target <> implementer
), one_target AS (
    SELECT o.implementer, o.channel, o.sector, o.week, min(n.target) AS target
    FROM (SELECT DISTINCT implementer, channel, sector, week FROM single WHERE is_open) o
    JOIN (SELECT DISTINCT implementer, channel, sector, week, target FROM single WHERE NOT is_open) n
        ON o.implementer = n.implementer AND o.channel = n.channel AND o.sector = n.sector
        AND n.week BETWEEN o.week - $quiet AND o.week + $quiet
    GROUP BY ALL HAVING min(n.target) = max(n.target)
), targeted AS (
    SELECT s.* REPLACE (CASE WHEN s.is_open THEN coalesce(o.target, s.target) ELSE s.target END AS target)
    FROM single s LEFT JOIN one_target o USING (implementer, channel, sector, week)
), one_sector AS (
    SELECT o.implementer, o.channel, o.target, o.week, min(n.sector) AS sector
    FROM (SELECT DISTINCT implementer, channel, target, week FROM targeted WHERE sector = '' AND is_same) o
    JOIN (
        SELECT DISTINCT implementer, channel, target, week, sector FROM targeted WHERE sector <> '' OR NOT is_same
    ) n
        ON o.implementer = n.implementer AND o.channel = n.channel AND o.target = n.target
        AND n.week BETWEEN o.week - $quiet AND o.week + $quiet
    GROUP BY ALL HAVING min(n.sector) = max(n.sector)
), whole AS (
    SELECT t.* REPLACE (CASE WHEN t.sector = '' AND t.is_same THEN coalesce(o.sector, '') ELSE t.sector END AS sector)
    FROM targeted t LEFT JOIN one_sector o USING (implementer, channel, target, week)
), ordered AS (
    SELECT article_no, measure_no, published, channel, step, is_bare, implementer, target, sector,
        row_number() OVER w = 1 AS leads, first_value({_HOW_FAR}) OVER w AS reach
    FROM whole
    WINDOW w AS (PARTITION BY implementer, target, channel, sector, article_no ORDER BY is_bare, start, measure_no)
), spaced AS (
    SELECT *, leads AND (date_diff('day', lag(published) OVER w, published) > $quiet
        OR (target = '' AND reach < lag(reach IGNORE NULLS) OVER w)) AS is_other
    FROM ordered WINDOW w AS (
        PARTITION BY implementer, target, channel, sector, leads ORDER BY published, {_IN_A_DAY}, article_no
    )
)
SELECT * EXCLUDE (is_other), count(*) FILTER (is_other) OVER w AS run
FROM spaced WINDOW w AS (
    PARTITION BY implementer, target, channel, sector ORDER BY published, {_IN_A_DAY}, article_no, measure_no
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
)
SELECT md5(concat_ws('|', implementer, target, channel, array_to_string(sectors, ','), first_day))[:16] AS thread, *
FROM merged
"""
_TOLD = """
CREATE OR REPLACE TEMP TABLE told AS
WITH outlets AS (
    SELECT c.story_no AS article_no, count(DISTINCT a.outlet) AS outlet_count
    FROM (SELECT story_no, article_no FROM copies UNION SELECT story_no, story_no FROM copies) c
    JOIN articles a ON a.article_no = c.article_no GROUP BY 1
)
SELECT thread, published AS day, step, article_no, measure_no, leads, reach, is_bare,
    coalesce(outlet_count, 1)::INT AS outlet_count
FROM stated JOIN found USING (implementer, target, channel, sector, run) LEFT JOIN outlets USING (article_no)
"""
_THREADS = f"""
WITH counted AS (
    SELECT thread, count(*) AS step_count, sum(outlet_count) AS outlet_count
    FROM (SELECT DISTINCT thread, article_no, outlet_count FROM told) GROUP BY thread
), news AS (
    SELECT * FROM told WHERE leads
    QUALIFY NOT (is_bare AND coalesce(max(reach) OVER (
        PARTITION BY thread ORDER BY day, {_IN_A_DAY}, article_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0) >= reach)
), turns AS (
    SELECT *, step IS DISTINCT FROM lag(step) OVER (
        PARTITION BY thread ORDER BY day, {_IN_A_DAY}, article_no
    ) AS is_turn FROM news
), paths AS (
    SELECT thread, list(step ORDER BY day, {_IN_A_DAY}, article_no) AS path FROM turns WHERE is_turn GROUP BY thread
)
SELECT thread, implementer, target, channel, sectors, first_day, last_day, path, step_count, outlet_count
FROM found JOIN counted USING (thread) JOIN paths USING (thread) ORDER BY thread
"""
# names of threads are digests, so their beginnings divide them evenly; to group by whole names would hold them all
_DIGITS = 3
_SIZES = f"SELECT thread[:{_DIGITS}] AS digits, count(*) FROM told GROUP BY digits ORDER BY digits"
_STEPS = """
WITH portion AS (
    SELECT * FROM told WHERE thread >= $first AND thread < $next
)
SELECT thread, day, t.step, m.stance, m.status, article_no, measure_no, outlet_count, m.quote, t.leads
FROM portion t JOIN measures m USING (article_no, measure_no) ORDER BY thread, day, article_no, measure_no
"""
# what steps and contests are made of
FOUND = ("found", "told")
STEPS_AT_ONCE = 40_000  # with their quotations they have to be sorted, and sorted means held


def followed_sentence(count: int) -> str:
    """So many measures are followed: the same words for the command line and the page."""
    return f"{counted(count, 'measure is', 'measures are')} followed through two steps or more"


def find_threads(con: Connection) -> Iterator[Any]:
    """Threads as Arrow tables, piece by piece; needs copies to be there, and leaves the tables FOUND."""
    con.execute(_STATED, {
        "no_act": [str(channel) for channel in _NO_ACT], "quiet": QUIET_DAYS, "points_back": _POINTS_BACK,
        "everybody": _EVERYBODY, "everything": _EVERYTHING,
    })  # fmt: skip
    con.execute(_FOUND)
    con.execute(_TOLD)
    con.execute("DROP TABLE stated")
    return pieces_of(con, "threads", _THREADS)


def find_steps(con: Connection) -> Iterator[Any]:
    """Steps as Arrow tables in order, so many at a time as may be held; needs the tables FOUND."""
    for first, following in pairwise((*_begins(con), "g")):  # g stands beyond every hex digit
        yield from pieces_of(con, "steps", _STEPS, {"first": first, "next": following})


def _begins(con: Connection) -> list[str]:
    """Where each portion of the steps begins."""
    begins: list[str] = []
    size = STEPS_AT_ONCE
    for digits, count in con.execute(_SIZES).fetchall():
        if size + count > STEPS_AT_ONCE:
            begins.append(digits)
            size = 0
        size += count
    return begins
