"""What the pages count, held in DuckDB's memory beside the files: claims, measures, readings of stories.

Copies are left out once and for all, words are enumerations and stories stand in order, so a question hashes small
numbers only. At 100,000 articles all questions of a page together take half the processor's time that they take over
the files. Tables:

told        claims of stories, without their passages
told_places one row per claim and country
told_acts   measures of stories that are not of an earlier time, with their outlook
told_days   summaries of stories
told_dates  days of the dated events of stories
told_sums   one row per story and sector, the whole economy too: the outlook of its whole reading
told_words  headline and passages of stories, each once, in small letters without accents: contains() goes through
            them in a tenth of the time that a pattern takes over the files
"""

from collections.abc import Sequence

from analysis.corpus.connect import Connection
from analysis.model import WHOLE_ECONOMY

_ALONE = "ANTI JOIN copies USING (article_no)"
_OUTLOOK = (
    "CASE WHEN stance = 'neutral' THEN 'watch' "
    "WHEN (stance = 'restrictive') <> (status = 'rejected') THEN 'risk' ELSE 'opportunity' END"
)
_BOTH = (
    "CASE WHEN bool_or(outlook IN ('risk', 'mixed')) AND bool_or(outlook IN ('opportunity', 'mixed')) THEN 'mixed' "
    "WHEN bool_or(outlook = 'risk') THEN 'risk' "
    "WHEN bool_or(outlook = 'opportunity') THEN 'opportunity' ELSE 'watch' END"
)
_WORDS = {
    "sector_word": ("SELECT sector FROM claims", "SELECT sector FROM readings", "SELECT unnest(sectors) FROM measures"),
    "channel_word": ("SELECT channel FROM claims", "SELECT channel FROM measures"),
    "outlook_word": (
        "SELECT outlook FROM claims", "SELECT outlook FROM readings",
        "SELECT unnest(['watch', 'risk', 'opportunity', 'mixed'])",
    ),
    "status_word": ("SELECT status FROM claims", "SELECT status FROM measures"),
    "place_word": (
        "SELECT unnest(places) FROM claims", "SELECT unnest(implementers) FROM measures",
        "SELECT unnest(targets) FROM measures",
    ),
}  # fmt: skip
_TABLES = (
    f"""
    CREATE TABLE told AS
    SELECT (row_number() OVER (ORDER BY article_no, sector, channel))::INT AS claim_no, article_no, published,
        sector::sector_word AS sector, channel::channel_word AS channel, outlook::outlook_word AS outlook,
        status::status_word AS status, places::place_word[] AS places
    FROM claims {_ALONE} ORDER BY claim_no
    """,
    "CREATE TABLE told_places AS SELECT claim_no, article_no, unnest(places) AS place FROM told ORDER BY claim_no",
    f"""
    CREATE TABLE told_acts AS
    SELECT article_no, published, sectors::sector_word[] AS sectors, channel::channel_word AS channel,
        ({_OUTLOOK})::outlook_word AS outlook, status::status_word AS status,
        implementers::place_word[] AS implementers, targets::place_word[] AS targets
    FROM measures {_ALONE} WHERE NOT is_historic ORDER BY article_no, measure_no
    """,
    f"""
    CREATE TABLE told_days AS
    SELECT article_no, published, is_trade, is_uncertain FROM summaries {_ALONE} ORDER BY article_no
    """,
    f"""
    CREATE TABLE told_dates AS
    SELECT article_no, on_day, coalesce(until_day, on_day) AS last_day FROM events {_ALONE}
    WHERE on_day IS NOT NULL AND what <> ''
    """,
    f"""
    CREATE TABLE told_sums AS SELECT * FROM (
        SELECT article_no, sector::sector_word AS sector, published, outlook::outlook_word AS outlook
        FROM readings {_ALONE}
        UNION ALL
        SELECT article_no, sector, any_value(published), ({_BOTH})::outlook_word
        FROM told WHERE sector = '{WHOLE_ECONOMY}' GROUP BY article_no, sector
    ) ORDER BY article_no, sector
    """,
    f"""
    CREATE TABLE told_words AS SELECT article_no, strip_accents(lower(word)) AS words FROM (
        SELECT DISTINCT article_no, word FROM (
            SELECT article_no, title AS word FROM articles
            UNION ALL SELECT article_no, quote FROM claims
            UNION ALL SELECT article_no, quote FROM measures
        ) {_ALONE}
    )
    """,
)


def hold_counted(con: Connection) -> None:
    """Make the tables, from the files that the connection sees, all or none; they live as long as it does."""
    con.begin()
    try:
        for name, selects in _WORDS.items():
            con.execute(f"CREATE TYPE {name} AS ENUM ({_union(selects)})")
        for sql in _TABLES:
            con.execute(sql)
    except BaseException:
        con.rollback()
        raise
    con.commit()


def _union(selects: Sequence[str]) -> str:
    words = " UNION ALL ".join(f"SELECT * FROM ({select}) AS given(word)" for select in selects)
    return f"SELECT DISTINCT word FROM ({words}) WHERE word IS NOT NULL ORDER BY word"
