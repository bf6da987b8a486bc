"""A number stands beside its noun as one says it."""

import pytest

from analysis.counting import counted


@pytest.mark.parametrize(
    ("count", "nouns", "told"),
    [
        (0, ("shard",), "0 shards"),
        (1, ("shard",), "1 shard"),
        (2, ("shard",), "2 shards"),
        (1_000, ("story", "stories"), "1,000 stories"),
        (1, ("story", "stories"), "1 story"),
        (1, ("file is", "files are"), "1 file is"),
        (12_345_678, ("bad row",), "12,345,678 bad rows"),
    ],
)
def test_a_number_stands_beside_its_noun(count: int, nouns: tuple[str, ...], told: str) -> None:
    assert counted(count, *nouns) == told
