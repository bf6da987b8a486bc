"""Labels in a file: every problem with its line and mend, and nothing lost between the good rows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analysis.gold import Gold, GoldError, digest_of, load_gold
from tests.gold_kit import KNOWN, STEEL, measure, row, sector

BAD_LINES = [
    ("{", "is not JSON", "Write one object a line"),
    ("[]", "is no object", "Write {"),
    ('{"id": "a", "id": "b"}', "says 'id' twice", "Keep one"),
    ({"sectors": []}, "the row has no id", "Give it one"),
    (row(sector=[]), "unknown key 'sector'", "Write sectors"),
    (row(sectors={}), "sectors is no list", "Write sectors as [...]"),
    (row(sectors=[7]), "sectors 1: is no object", "Write {...}"),
    (row(sectors=[sector("metal")]), "sector 'metal' is not in the taxonomy", "Write metals"),
    (row(sectors=[sector(), sector()]), "labels sector 'metals' twice", "Merge the two"),
    (row(sectors=[sector(outlook="chance")]), "outlook of metals is 'chance'", "Give one of risk, "),
    (row(sectors=[sector(outlook=[])]), "outlook of metals is []", "Give one of risk, "),
    (row(sectors=[sector(centrality=None)]), "centrality of metals is missing", "Give one of primary, "),
    (row(sectors=[sector(channels=["tarif"])]), "channel of metals is 'tarif'", "Write tariff"),
    (row(sectors=[sector(chanels=[])]), "unknown key 'chanels'", "Write channels"),
    (row(sectors=[sector(evidence=[""])]), "evidence is no quotation", "Write evidence as"),
    (row(measures=[measure(status="in force")]), "measures 1: status is 'in force'", "Write in_force"),
    (row(measures=[measure(sectors=["steel"])]), "sector 'steel' is not in the taxonomy", "Give an id that is"),
    (row(measures=[measure(targets="CHN")]), "targets of the measure is no list of words", "Write targets as"),
    (row(measures=[measure(targets=["China"])]), "targets has 'China'", "Write three capitals"),
    (row(measures=[measure(alt="CHN")]), "alt is no object", "Write the other reader's"),
    (row(measures=[measure(alt=measure(stance="up"))]), "stance is 'up'", "Give one of restrictive, "),
    (row(measures=[measure(optional="yes")]), "optional is 'yes'", "Write true or false"),
    (row(places="CAN"), "places of the row is no list of words", "Write places as"),
    (row(events=[{"evidence": 5}]), "events 1: evidence is no quotation", "Write evidence as"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason", "mend"), BAD_LINES, ids=[reason for _, reason, _ in BAD_LINES])
def test_a_problem_in_the_labels_is_told_with_its_line_and_mend(
    write: Callable[..., Path], line: Any, reason: str, mend: str
) -> None:
    path = write(row(id="good"), "", line)
    rows, failures = load_gold(path, KNOWN)
    assert [one.id for one in rows] == ["good"]
    assert len(failures) == 1
    assert str(failures[0]).startswith(f"{path}:3: ")
    assert reason in failures[0].reason
    assert mend in failures[0].mend


def test_every_problem_of_a_row_is_told_at_once(write: Callable[..., Path]) -> None:
    bad = row(sectors=[sector("x"), sector(outlook="y")], measures=[measure(stance="z")], places=["w"])
    rows, failures = load_gold(write(bad), KNOWN)
    assert (rows, len(failures)) == ([], 4)


def test_an_id_may_be_given_once(write: Callable[..., Path]) -> None:
    rows, failures = load_gold(write(row(), row()), KNOWN)
    assert len(rows) == 1
    assert "has the id 'a' of line 1" in failures[0].reason


def test_evidence_may_be_objects_with_a_text(gold_of: Callable[..., Gold]) -> None:
    gold = gold_of(sectors=[sector(evidence=[{"text": STEEL}])], measures=[])
    assert gold.quotes == (STEEL,)


def test_a_file_without_a_row_is_refused(write: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="is empty"):
        load_gold(write(""), KNOWN)
    with pytest.raises(GoldError, match="cannot be read"):
        load_gold(tmp_path / "none.jsonl", KNOWN)


def test_the_digest_tells_files_apart_but_not_their_line_ends(write: Callable[..., Path]) -> None:
    one, other = write("a", "b", name="one"), write("a", "c", name="other")
    before = digest_of(one, other)
    assert before != digest_of(other, one)
    one.write_bytes(b"a\r\nb")
    assert digest_of(one, other) == before
    one.write_bytes(b"a\nb2")
    assert digest_of(one, other) != before
