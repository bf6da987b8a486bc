"""Which articles are copies of one story: cut, retitled or with another intro. Counts one of them, keeps all.

Candidates share a band of their MinHash signatures; whether they are copies is then estimated from the signatures.
Two articles are copies if half of their runs of four words are common, or if most of the shorter one is in the
longer one; and if they appeared near each other in time. Counted is the earliest, then the longest, then the first.
"""

from collections.abc import Iterable
from typing import Any

from analysis.corpus.connect import Connection
from analysis.corpus.fingerprint import SIZE
from analysis.corpus.tables import Row

BAND = 3
BANDS = SIZE // BAND
BANDS_AT_ONCE = 8
# days between a story and its copies
NEAR_DAYS = 14
# shares of common runs, measured with planted copies and hand-checked newswire (benchmarks/corpus.py --copies)
SAME = 0.5
CONTAINED = 0.55
LEAST_SAME = 0.15
# texts shorter than this are alike by chance and by form; they must be the same
SHORT_RUNS = 30
SHORT_SAME = 0.9
# neighbours of a band that are compared; chains of copies still hold together
_NEIGHBOURS = 3

_CANDIDATES = """
INSERT INTO candidates
WITH bands AS (
    SELECT article_no, published,
        hash(band, list_slice(signature, band * {width} + 1, band * {width} + {width})) AS h
    FROM recent, range($first, $last) bands(band)
), placed AS (
    SELECT article_no, {lags} FROM bands
    WINDOW w AS (PARTITION BY h ORDER BY published NULLS FIRST, article_no)
)
{pairs}
"""  # the numbers filled in are constants of this module
_LAGS = ", ".join(f"lag(article_no, {n}) OVER w AS before_{n}" for n in range(1, _NEIGHBOURS + 1))
_PAIRS = " UNION ".join(
    f"SELECT before_{n}, article_no FROM placed WHERE before_{n} IS NOT NULL"
    for n in range(1, _NEIGHBOURS + 1)
)
# days are compared before signatures, which take most of the memory and are then taken of few articles
_NEAR = """
CREATE OR REPLACE TEMP TABLE near AS
SELECT one, other FROM (SELECT DISTINCT one, other FROM candidates)
JOIN (SELECT article_no AS one, published FROM recent) a USING (one)
JOIN (SELECT article_no AS other, published FROM recent) b USING (other)
WHERE a.published IS NULL OR b.published IS NULL OR abs(date_diff('day', a.published, b.published)) <= $near
"""
_DOUBTED = """
CREATE OR REPLACE TEMP TABLE doubted AS SELECT article_no, shingle_count, signature
FROM recent SEMI JOIN (SELECT one AS article_no FROM near UNION SELECT other FROM near) USING (article_no)
"""
_JUDGE = """
WITH judged AS (
    SELECT one, other, a.shingle_count AS na, b.shingle_count AS nb,
        list_sum(list_transform(list_zip(a.signature, b.signature), lambda p: (p[1] = p[2])::INT)) / $size AS same
    FROM near JOIN doubted a ON a.article_no = one JOIN doubted b ON b.article_no = other
), shared AS (SELECT *, same / (1 + same) * (na + nb) / least(na, nb) AS contained FROM judged)
SELECT one, other, same FROM shared
WHERE CASE WHEN least(na, nb) < $short THEN same >= $short_same
    ELSE same >= $same OR (same >= $least AND contained >= $contained) END
ORDER BY one, other
"""


def find_copies(con: Connection, *, known: Iterable[tuple[int, int]] = (), new_from: int = 1) -> list[Row]:
    """Rows of copies. What was known before new_from stays together; only articles near the new ones are compared."""
    groups = _Groups()
    for article, story in known:
        groups.join(article, story)
    _take_recent(con, new_from)
    con.execute("CREATE OR REPLACE TEMP TABLE candidates (one BIGINT, other BIGINT)")
    sql = _CANDIDATES.format(width=BAND, lags=_LAGS, pairs=_PAIRS)
    for first in range(0, BANDS, BANDS_AT_ONCE):
        con.execute(sql, {"first": first, "last": min(first + BANDS_AT_ONCE, BANDS)})
    con.execute(_NEAR, {"near": NEAR_DAYS})
    con.execute(_DOUBTED)
    similarity: dict[int, float] = {}
    judged = con.execute(
        _JUDGE,
        {
            "size": SIZE, "short": SHORT_RUNS, "short_same": SHORT_SAME, "same": SAME,
            "least": LEAST_SAME, "contained": CONTAINED,
        },
    )  # fmt: skip
    while pairs := judged.fetchmany(50_000):
        for one, other, same in pairs:
            groups.join(one, other)
            for article in (one, other):
                similarity[article] = max(similarity.get(article, 0.0), same)
    return _rows(con, groups, similarity)


def _take_recent(con: Connection, new_from: int) -> None:
    """The signatures that matter: new ones, and old ones from the same days.

    A view over the files: as a table they would be spilled and read back for every few bands. Values cannot be bound
    in a view; both are numbers of ours.
    """
    con.execute(
        f"""
        CREATE OR REPLACE TEMP VIEW recent AS
        WITH span AS (
            SELECT min(published) - to_days({NEAR_DAYS}) AS since, max(published) + to_days({NEAR_DAYS}) AS until,
                count(*) > count(published) AS has_undated
            FROM prints WHERE article_no >= {int(new_from)}
        )
        SELECT article_no, published, shingle_count, signature FROM prints, span
        WHERE article_no >= {int(new_from)} OR published IS NULL OR has_undated OR published BETWEEN since AND until
        """
    )


class _Groups:
    """Articles that belong together."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def join(self, one: int, other: int) -> None:
        """The two, and all that belongs to either, belong together."""
        first, second = sorted((self._root(one), self._root(other)))
        self._parent[second] = first

    def _root(self, article: int) -> int:
        self._parent.setdefault(article, article)
        root = article
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[article] != root:
            self._parent[article], article = root, self._parent[article]
        return root

    def members(self) -> dict[int, int]:
        """Article to the name of its group."""
        return {article: self._root(article) for article in list(self._parent)}


def _rows(con: Connection, groups: _Groups, similarity: dict[int, float]) -> list[Row]:
    members = groups.members()
    con.execute("CREATE OR REPLACE TEMP TABLE members (article_no BIGINT, story BIGINT, similarity DOUBLE)")
    pairs: list[Any] = [
        (article, story, similarity.get(article)) for article, story in sorted(members.items())
    ]
    for start in range(0, len(pairs), 20_000):
        piece = pairs[start : start + 20_000]
        con.execute(
            "INSERT INTO members SELECT unnest($a), unnest($s), unnest($v)",
            {"a": [p[0] for p in piece], "s": [p[1] for p in piece], "v": [p[2] for p in piece]},
        )
    return con.execute(
        """
        WITH placed AS (
            SELECT m.article_no, m.similarity, first_value(m.article_no) OVER (
                PARTITION BY story ORDER BY published NULLS LAST, shingle_count DESC, m.article_no
            ) AS story_no
            FROM members m JOIN prints USING (article_no)
        )
        SELECT article_no, story_no, similarity FROM placed WHERE article_no <> story_no ORDER BY article_no
        """
    ).fetchall()
