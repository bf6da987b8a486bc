"""Where clauses are parted, and where a sign parts nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clause_marks import marks_in, parts_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("duties rose, quotas fell", ["duties rose", "quotas fell"]),
        ("1,000 tonnes; none left", ["1,000 tonnes", "none left"]),
        ("wheat (and maize) rose", ["wheat ", "and maize", "rose"]),
        ("f(x) is no mark before it", ["f(x", "is no mark before it"]),
        ("a ten-day truce - then none", ["a ten-day truce ", "then none"]),
        ("curbs – at last – end", ["curbs ", "at last ", "end"]),
        ("curbs—at last — end", ["curbs", "at last ", "end"]),
        ("nothing at the end,", ["nothing at the end,"]),
        ("", [""]),
    ],
)
def test_clauses_are_parted_where_a_mark_stands(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


def test_a_mark_before_the_end_needs_its_space_there() -> None:
    assert marks_in("one, two", 0, 4) == []
    assert marks_in("one, two", 0, 5) == [(3, 5)]


@given(st.text(alphabet=",;:()-–— \nab"), st.integers(0, 20), st.integers(0, 20))
def test_marks_stand_in_order_and_apart(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    marks = marks_in(text, start, end)
    assert all(first < last for first, last in marks)
    edges = [start, *(offset for mark in marks for offset in mark), end]
    assert edges == sorted(edges)
