"""Which followed measures are contested, where and by whom: statements of a dispute beside the threads they attack.

A link and never a merge: the dispute stays a thread of its own. A statement attacks a measure of a country that it
names, in a sector that it names or names none: a measure that the same story states where there is one (same_story),
else one whose two countries are the other way round, on a day of its course or QUIET_DAYS after it (reversed). Of
several that fit equally well all are linked, and candidate_count says how many they are.
"""

from collections.abc import Iterator
from typing import Any

from analysis.corpus.connect import Connection, pieces_of
from analysis.corpus.threads import QUIET_DAYS
from analysis.model import Channel
from analysis.places import NO_COUNTRIES

# a deal is no act that a country is taken to court for, and a dispute does not attack a dispute
_NOT_ATTACKED = (Channel.DISPUTE, Channel.TRADE_AGREEMENT)
_WTO = r"\bWTO\b|World Trade Organi[sz]ation|Appellate Body"
_COURT = r"\b(courts?|judges?|lawsuits?|sue[sd]?|suing|tribunal)\b"
_PANEL = r"\b(panels?|arbitrat\w+)\b"

# a ruling names the country whose act was judged, unless it says who has won
_FAVOURS = r"\bsid(e|es|ed|ing) with|\bin favou?r of|\bback(s|ed)\b|\bw(in|ins|on)\b"
# the words by which a statement tells what kind of measure it attacks
_NAMED = {
    Channel.TARIFF: r"tariff|dut(y|ies)|lev(y|ies)", Channel.TRADE_DEFENCE: r"dump|countervail|safeguard|dut(y|ies)",
    Channel.SUBSIDY: "subsid|state aid", Channel.EXPORT_RESTRICTION: "export (ban|curb|control|restriction|quota|lev)",
    Channel.IMPORT_RESTRICTION: r"import (ban|curb|restriction|quota)|\bban\b",
    Channel.STANDARDS: r"\b(rule|standard|law|decree|regulation)", Channel.SANCTIONS: "sanction",
}  # fmt: skip
_IS_NAMED = " ".join(
    f"WHEN '{channel}' THEN regexp_matches(quote, '{words}', 'i')" for channel, words in _NAMED.items()
)

_CONTESTS = f"""
WITH read AS (
    SELECT m.article_no, m.measure_no, m.published AS day, m.status, m.sectors AS about, m.quote,
        m.stance = 'liberalising' AS is_ruling, regexp_matches(m.quote, $favours, 'i') AS is_won,
        list_filter(m.implementers, lambda p: NOT list_contains($bodies, p)) AS doers,
        list_filter(m.targets, lambda p: NOT list_contains($bodies, p) AND p <> 'ALL') AS hit,
        CASE WHEN regexp_matches(m.quote, $wto) THEN 'wto' WHEN regexp_matches(m.quote, $court, 'i') THEN 'court'
            WHEN regexp_matches(m.quote, $panel, 'i') THEN 'panel' ELSE '' END AS forum
    FROM measures m ANTI JOIN copies USING (article_no)
    WHERE m.channel = 'dispute' AND NOT m.is_historic AND m.published IS NOT NULL
), said AS (
    SELECT * EXCLUDE (doers, hit), CASE WHEN NOT is_ruling THEN doers WHEN NOT is_won THEN [] WHEN len(hit) > 0 THEN hit
            ELSE doers END AS askers,
        CASE WHEN NOT is_ruling THEN hit WHEN is_won THEN [] WHEN len(doers) > 0 THEN doers ELSE hit END AS asked
    FROM read
), attacked AS (
    SELECT * FROM found WHERE NOT list_contains($not_attacked, channel)
), near AS (
    SELECT s.*, thread, implementer, target, channel, a.sectors, 'same_story' AS basis
    FROM said s JOIN (SELECT DISTINCT thread, article_no FROM told) t USING (article_no) JOIN attacked a USING (thread)
    WHERE (list_contains(asked, implementer) OR list_contains(askers, target)
            OR (list_contains(askers, implementer) AND forum <> 'wto'))
        AND (len(asked) = 0 OR list_contains(asked, implementer) OR list_contains(askers, implementer))
        AND (target IN ('ALL', '')
            OR len(list_filter(list_concat(askers, asked), lambda p: p NOT IN (implementer, target))) = 0)
), far AS (
    SELECT s.*, thread, implementer, target, channel, a.sectors, 'reversed' AS basis
    FROM (SELECT *, unnest(asked) AS implementer FROM said WHERE len(askers) > 0) s
    JOIN attacked a USING (implementer)
    WHERE (list_contains(askers, target) OR (target IN ('ALL', '') AND NOT list_contains(askers, implementer)))
        AND day BETWEEN first_day AND last_day + $quiet
), fitting AS (
    SELECT *, list_contains(askers, target)::INT + list_has_any(sectors, about)::INT
        + 2 * (CASE channel {_IS_NAMED} ELSE false END)::INT AS fit
    FROM (FROM near UNION ALL BY NAME FROM far)
    WHERE len(about) = 0 OR list_contains(sectors, '') OR list_has_any(sectors, about)
), best AS (
    SELECT *, count(*) OVER (PARTITION BY article_no, measure_no)::INT AS candidate_count FROM (
        SELECT * FROM fitting
        QUALIFY rank() OVER (PARTITION BY article_no, measure_no ORDER BY basis = 'reversed', fit DESC) = 1
    )
)
SELECT thread, day, status, list_filter(askers, lambda p: p <> implementer) AS challengers, forum, basis,
    candidate_count, article_no, measure_no, quote
FROM best ORDER BY thread, day, article_no, measure_no
"""


def find_contests(con: Connection) -> Iterator[Any]:
    """Contests as Arrow tables, piece by piece; needs the tables that find_threads leaves."""
    yield from pieces_of(con, "contests", _CONTESTS, {
        "bodies": sorted(NO_COUNTRIES), "not_attacked": [str(channel) for channel in _NOT_ATTACKED],
        "quiet": QUIET_DAYS, "wto": _WTO, "court": _COURT, "panel": _PANEL, "favours": _FAVOURS,
    })  # fmt: skip
