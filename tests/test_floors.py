"""Floors under the figures: they lie a margin below what was reached, rise, and fall only with a reason."""

from pathlib import Path

import pytest

from analysis.evaluate import (
    FIELDS,
    figures_of,
)
from analysis.floors import (
    MARGINS,
    Floor,
    Floors,
    FloorsError,
    breaches,
    lowered,
    raised,
    read_floors,
    to_text,
)
from tests.gold_kit import comparison

FIGURES = figures_of([comparison(1, 3), comparison(2, 4)])  # 7 of 8: 0.875
FLOORS = Floors(digest="d", floors={field: Floor(0.8, 0.02) for field in FIELDS})


def test_the_first_floors_lie_a_margin_below_what_was_reached() -> None:
    floors = raised(None, FIGURES, "d")
    for field, floor in floors.floors.items():
        assert 0 <= 0.875 - MARGINS[field] - floor.floor < 0.001
        assert floor.reached is not None
        assert (floor.reached.value, floor.reached.labels) == (0.875, FIGURES[field].counts.due)
    assert breaches(floors, FIGURES, "d") == []


def test_the_figure_reached_survives_the_file(tmp_path: Path) -> None:
    floors = raised(None, FIGURES, "d")
    path = tmp_path / "floors.json"
    path.write_text(to_text(floors), encoding="utf-8")
    assert read_floors(path) == floors


def test_floors_rise_and_never_fall() -> None:
    higher = Floors(digest="d", floors={**FLOORS.floors, "places": Floor(0.87, 0.02)})
    after = raised(higher, FIGURES, "new")
    assert after.digest == "new"
    assert after.floors["sectors"].floor == pytest.approx(0.855)
    assert after.floors["places"].floor == 0.87


def test_no_floor_rises_while_a_figure_is_below_its_own() -> None:
    high = Floors(digest="d", floors={**FLOORS.floors, "places": Floor(0.9, 0.02)})
    with pytest.raises(FloorsError, match=r"places: 0\.8750 is below the floor of 0\.900"):
        raised(high, FIGURES, "d")


def test_a_breach_names_field_figure_and_floor() -> None:
    high = Floors(digest="d", floors={**FLOORS.floors, "places": Floor(0.9, 0.02)})
    assert [breach.split(".")[0] for breach in breaches(high, FIGURES, "d")] == ["places: 0"]
    assert "0.8750 is below the floor of 0.900" in breaches(high, FIGURES, "d")[0]


def test_other_labels_than_the_floors_were_set_for_are_a_breach() -> None:
    assert "set for other labels" in breaches(FLOORS, FIGURES, "e")[0]


def test_a_field_without_a_floor_is_a_breach() -> None:
    partly = Floors(digest="d", floors={k: v for k, v in FLOORS.floors.items() if k != "places"})
    assert breaches(partly, FIGURES, "d") == ["places: has no floor. Raise the floors."]


def test_a_lowered_floor_keeps_its_reason_and_survives_the_file(tmp_path: Path) -> None:
    after = lowered(FLOORS, {"places": 0.7}, "  town names\nwere dropped ")
    assert after.floors["places"] == Floor(0.7, 0.02)
    assert after.lowered == (("places", 0.8, 0.7, "town names were dropped"),)
    path = tmp_path / "floors.json"
    path.write_text(to_text(after), encoding="utf-8")
    assert read_floors(path) == after
    assert raised(after, FIGURES, "d").lowered == after.lowered


@pytest.mark.parametrize(
    ("changes", "reason", "message"),
    [
        ({"places": 0.7}, " ", "has no reason"),
        ({"place": 0.7}, "x", "'place' has no floor. Name one of: sectors"),
        ({"places": 0.8}, "x", "is not below 0.800"),
        ({"places": 0.9}, "x", "is not below 0.800"),
    ],
)
def test_a_floor_is_lowered_only_with_reason_and_downwards(
    changes: dict[str, float], reason: str, message: str
) -> None:
    with pytest.raises(FloorsError, match=message):
        lowered(FLOORS, changes, reason)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"digest": "d", "floors": {"x": {"floor": 1, "margin": 0}}}', '{"digest": "d", "floors": {"places": {"floor": 2, "margin": 0}}}'],
)  # fmt: skip
def test_a_broken_file_of_floors_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content)
    with pytest.raises(FloorsError, match=r"floors\.json: is no"):
        read_floors(path)
