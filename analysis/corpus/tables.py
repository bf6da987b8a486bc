"""The tables of a store: names, columns, units. Rows to Arrow and back; decides nothing about an article.

Every table is a set of Parquet files; `corpus query STORE "select ..."` and DuckDB see them under these names:

articles    one row per article as received, copies too; a row never changes
prints      one row per article: the MinHash signature by which copies are found
rejects     one row per input that was not read, or was read with a fault: reason and place
summaries   one row per article: what was found in it, in numbers, and whether policy is called uncertain
readings    one row per article and sector that plays a part
claims      one row per article, sector and channel: outlook, status, the sentence that shows it
measures    one row per act that touches trade, with who does it to whom
events      one row per dated event
places      one row per article and country that plays a part
copies      one row per article that repeats another one: the article of its story that is counted
threads     one row per measure followed over time: implementer, target, channel, sectors, path of steps
steps       one row per step of a thread: when, which step, in which words, told by how many outlets
contests    one row per statement of a dispute and thread that it attacks: by whom, where, why it is linked

`python -m analysis corpus query --tables` prints all columns with their units.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

Row = tuple[Any, ...]
NO = "article_no"


class Column(NamedTuple):
    """One column: name, kind, unit, and what it holds."""

    name: str
    kind: str
    unit: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table; layer says who makes it: received (never again), read (by the engine), derived (over all articles)."""

    name: str
    about: str
    layer: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns in order."""
        return tuple(column.name for column in self.columns)


def _table(name: str, layer: str, about: str, lines: str) -> Table:
    columns = tuple(
        Column(*(part.strip() for part in line.split("|"))) for line in lines.splitlines() if line.strip()
    )
    return Table(name=name, about=about, layer=layer, columns=columns)


_NO = "article_no | long | ordinal | number of the article in this store, in the order of arrival\n"
_DAY = "published | date | day | day of publication; null where the input gives none\n"

TABLES: tuple[Table, ...] = (
    _table("articles", "received", "one row per article as received, copies too", _NO + """
        key | text | hex digits | digest of text, source, url and day: the same article is never stored twice
        id | text | - | id as given by the input, else a digest of the text; need not be unique
        title | text | - | headline
        text | text | - | title, blank line, body
        source | text | - | source as given
        outlet | text | - | source, or the host of the url
        url | text | - | address
        published | date | day | day of publication; null where the input gives none
        week | date | day | the Monday of that week
        word_count | int | words | words of the text
        place | text | file:line | where it was read from
    """),
    _table("prints", "received", "one row per article: how copies are found", _NO + _DAY + """
        shingle_count | int | runs of 4 words | different runs of four words
        signature | list<uint> | hash values | MinHash of those runs
    """),
    _table("rejects", "received", "one row per input that was not read, or was read with a fault", """
        key | text | hex digits | digest of place, reason and the words: kept once
        place | text | file:line | where it stands
        reason | text | - | what is wrong; says so where the article was kept
        mend | text | - | what to do
        excerpt | text | - | its first characters
    """),
    _table("summaries", "read", "one row per article: what was found", _NO + _DAY + """
        sector_count | int | sectors | sectors that play a part
        measure_count | int | measures | measures stated
        firmest_status | text | Status | most certain status; null without a measure
        is_trade | bool | - | a sector plays a part and a measure is stated
        is_uncertain | bool | - | trade policy itself is called uncertain
        uncertain_quote | text | - | the sentence that does
        notes | list<text> | - | what the engine notes about the reading
    """),
    _table("readings", "read", "one row per article and sector that plays a part", _NO + _DAY + """
        sector | text | sector id | sector
        centrality | text | Centrality | primary or secondary
        outlook | text | Outlook | what the text says for trade in it
        score | int | 0-100 | how much the article is about it
        channels | list<text> | Channel | channels that the text links to it
        segments | list<text> | segment id | parts of the sector that are named
        mention_count | int | mentions | how often it is named
        evidence_count | int | passages | passages that show it
        quote | text | - | the first of them
    """),
    _table("claims", "read", "one row per article, sector and channel", _NO + _DAY + """
        sector | text | sector id | sector, or economy for a measure on all goods
        channel | text | Channel | channel; null where the sector is named without one
        outlook | text | Outlook | outlook by the measures of this channel
        status | text | Status | firmest status; null without a measure
        places | list<text> | ISO 3166-1 alpha-3 | implementers and targets, else the countries of the article
        measure_count | int | measures | measures that say so
        quote | text | - | the first passage that shows it
    """),
    _table("measures", "read", "one row per act that touches trade", _NO + _DAY + """
        measure_no | int | ordinal | number of the measure in its article, from 1
        channel | text | Channel | how trade is touched
        stance | text | Stance | what it does to trade
        status | text | Status | how certain it is
        step | text | step | status of the measure, struck_down, or an act that changes it: lifting_announced, lifted
        action | text | - | what is done: create, increase, reduce, suspend, end and so on
        implementers | list<text> | ISO 3166-1 alpha-3 | who does it
        targets | list<text> | ISO 3166-1 alpha-3 | to whom; ALL for every country
        sectors | list<text> | sector id | on what
        scope | text | - | named, all, exempted or unknown
        magnitudes | list<text> | as written | rates and amounts
        dates | list<text> | as written | dates
        legal_basis | list<text> | as written | laws
        speaker | text | - | who says so
        is_historic | bool | - | the text places it in an earlier time
        start | int | character | where the first passage starts in the text
        end | int | character | where it ends
        quote | text | - | the passage
    """),
    _table("events", "read", "one row per dated event", _NO + _DAY + """
        when | text | as written | the date in the words of the text
        what | text | - | what happens
        on_day | date | day | first day; null where the text does not settle it
        until_day | date | day | last day
        note | text | - | how the date was read
        quote | text | - | the passage
    """),
    _table("places", "read", "one row per article and country that plays a part", _NO + _DAY + """
        iso3 | text | ISO 3166-1 alpha-3 | country; EUU for the European Union
        mention_count | int | mentions | how often it is named
    """),
    _table("copies", "derived", "one row per article that repeats another", _NO + """
        story_no | long | ordinal | article_no of the article of this story that is counted
        similarity | double | 0-1 | estimated share of runs of four words in common with it
    """),
    _table("threads", "derived", "one row per measure followed over time", """
        thread | text | hex digits | digest of all that names the thread
        implementer | text | ISO 3166-1 alpha-3 | who does it
        target | text | ISO 3166-1 alpha-3 | to whom; ALL for every country, empty where not stated
        channel | text | Channel | how trade is touched
        sectors | list<text> | sector id | on what
        first_day | date | day | first step
        last_day | date | day | last step
        path | list<text> | step | steps in the order of time, one per story, repeats left out
        step_count | int | steps | stories that tell a step
        outlet_count | int | outlets | outlets that tell one
    """),
    _table("steps", "derived", "one row per step of a thread", """
        thread | text | hex digits | the thread
        day | date | day | day of publication
        step | text | step | as in measures
        stance | text | Stance | what it does to trade
        status | text | Status | how certain it is
        article_no | long | ordinal | the article that tells it
        measure_no | int | ordinal | which of its measures
        outlet_count | int | outlets | outlets that carried the story
        quote | text | - | the passage
        leads | bool | - | the first step that the article states in this thread; the path is made of these
    """),
    _table("contests", "derived", "one row per statement of a dispute and thread that it attacks", """
        thread | text | hex digits | the thread that is attacked
        day | date | day | day of publication
        status | text | Status | how certain the complaint or ruling is
        challengers | list<text> | ISO 3166-1 alpha-3 | who contests it; empty where the passage does not say
        forum | text | - | wto, court or panel, as the passage says; empty where it does not
        basis | text | - | same_story: the same story states the measure; reversed: its countries the other way round
        candidate_count | int | threads | threads that this statement fits equally well
        article_no | long | ordinal | the article that tells it
        measure_no | int | ordinal | which of its measures
        quote | text | - | the passage
    """),
)  # fmt: skip
BY_NAME = {table.name: table for table in TABLES}
RECEIVED, READ, DERIVED = (
    tuple(table.name for table in TABLES if table.layer == layer) for layer in ("received", "read", "derived")
)
_TYPES = {
    "text": pa.string(),
    "int": pa.int32(),
    "long": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "list<text>": pa.list_(pa.string()),
    "list<uint>": pa.list_(pa.uint32()),
}
# what DuckDB calls the same kinds
SQL_TYPES = {
    "text": "VARCHAR", "int": "INTEGER", "long": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN", "date": "DATE",
    "list<text>": "VARCHAR[]", "list<uint>": "UINTEGER[]",
}  # fmt: skip


@cache
def schema_of(name: str) -> Any:
    """The Arrow schema of a table."""
    return pa.schema([(column.name, _TYPES[column.kind]) for column in BY_NAME[name].columns])


def arrow_of(name: str, rows: Iterable[Row]) -> Any:
    """Rows as an Arrow table."""
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(BY_NAME[name].columns)
    schema = schema_of(name)
    arrays = [pa.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def with_schema(name: str, batch: Any) -> Any:
    """A batch from elsewhere as a table of ours."""
    return pa.Table.from_batches([batch]).cast(schema_of(name))


def concat(tables: Iterable[Any]) -> Any:
    """Arrow tables of one kind, one after the other."""
    return pa.concat_tables(tables)


def with_new_rows(old: Any, new: Iterable[Any], numbers: Iterable[int]) -> Any:
    """Old rows of all articles but these, and the new rows, in the order of the articles."""
    gone = pa.array(numbers, pa.int64())
    whole = pa.concat_tables([old.filter(pc.invert(pc.is_in(old[NO], value_set=gone))), *new])
    return whole.take(pc.sort_indices(whole[NO]))  # a stable order: the rows of an article stay as they are


def describe() -> str:
    """All tables with columns, kinds and units, for people."""
    lines = []
    for table in TABLES:
        lines.append(f"{table.name}: {table.about}")
        lines += [f"  {c.name:<16} {c.kind:<10} {c.unit:<20} {c.about}" for c in table.columns]
        lines.append("")
    return "\n".join(lines)
