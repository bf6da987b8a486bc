"""What a file of trade figures is made of: how its columns become year, exporter, importer, product and value.

A Plan is written in SQL over the text of the file (table `raw`), so that millions of rows are read at once. It says
which rows are bad (the file has to be mended) and which are passed over (sums, quantities, what is no country).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from analysis.trade.model import FlowKind, Source, Valuation

EXPORTS, IMPORTS, RECONCILED = "X", "M", "R"
# the year from which customs use an edition of the HS
EDITIONS = {"92": 1988, "96": 1996, "02": 2002, "07": 2007, "12": 2012, "17": 2017, "22": 2022}
NEWEST_EDITION = "HS 2022"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSource:
    """A source with the one basis of its values: FOB and CIF of one publisher are two sources."""

    source: Source
    kind: FlowKind
    valuation: Valuation


def stored_source(
    publisher: Source, tail: str, name: str, kind: FlowKind, valuation: Valuation
) -> StoredSource:
    """What a publisher gives on one basis; id and name say after the publisher's own which it is."""
    source = replace(publisher, id=f"{publisher.id}_{tail}", name=f"{publisher.name}, {name}")
    return StoredSource(source=source, kind=kind, valuation=valuation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A row is bad where the SQL condition holds; column is the one to mend."""

    column: str
    is_bad: str
    reason: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """A row is passed over where the SQL condition holds."""

    reason: str
    holds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a user has to say because the file does not."""

    hs_edition: str = ""  # "22" as in HS22
    usd_per_eur: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How one table is read. Expressions are SQL over the columns named in `wanted`.

    year and month (0: a whole year) are numbers or NULL; reporter and partner are codes of `scheme`; code is a
    commodity code as text; usd a DOUBLE; side is X, M or R (reporter exports to partner, imports from it, or both
    agree on what it exported); source is the id of one of `sources`; edition a name like HS 2022. `key` are the
    columns of which no two rows may be alike; () where that is no fault. replaces_pairs: what is loaded is all
    that the source has on a pair and year, so older rows of it go; else only the same products are replaced.
    hs_edition is the one edition of all rows where the file's name or the user says it, "" where the rows do.
    """

    id: str
    scheme: str
    wanted: tuple[str, ...]
    year: str
    month: str
    reporter: str
    partner: str
    code: str
    usd: str
    side: str
    source: str
    edition: str
    columns: Mapping[str, str]  # year, reporter, partner, code, usd -> the column to blame
    sources: tuple[StoredSource, ...]
    checks: tuple[Check, ...] = ()
    skips: tuple[Skip, ...] = ()
    key: tuple[str, ...] = ()
    replaces_pairs: bool = False
    usd_per_eur: float | None = None
    hs_edition: str = ""


def edition_of_year(column: str) -> str:
    """SQL for the edition that customs used in a year."""
    newest_first = sorted(EDITIONS.items(), key=lambda item: -item[1])
    cases = " ".join(
        f"WHEN {column} >= {since} THEN '{edition_name(digits)}'" for digits, since in newest_first
    )
    return f"CASE {cases} END"


def edition_name(digits: str) -> str:
    """HS 2022 for 22."""
    return f"HS {'19' if digits.startswith('9') else '20'}{digits}"


def literal(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def number(column: str) -> str:
    """SQL for a number in a text column, padding dropped; NULL for anything else."""
    return f"try_cast(trim({column}) AS DOUBLE)"
