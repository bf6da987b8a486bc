"""Filters: what a click does, what a link says, what an option counts."""

from collections.abc import Callable

import pytest

from views.exposure import Exposure
from views.filters import Click, Filters, counts_of, from_params, to_params, toggle

NOTHING = Filters()
CELL = Click("energy", "tariff")
OTHER = Click("metals", "sanctions")
BAR = Click("energy")
AT_CELL = Filters(sectors=("energy",), channels=("tariff",))


@pytest.mark.parametrize(
    ("before", "last", "clicked", "sectors", "channels", "remembered"),
    [
        pytest.param(
            NOTHING, None, (CELL,), ("energy",), ("tariff",), CELL, id="a glyph sets sector and channel"
        ),
        pytest.param(NOTHING, None, (BAR,), ("energy",), (), BAR, id="a bar sets the sector alone"),
        pytest.param(AT_CELL, CELL, (CELL,), (), (), CELL, id="the same glyph again clears"),
        pytest.param(AT_CELL, CELL, (), (), (), CELL, id="an empty selection is the second click"),
        pytest.param(NOTHING, None, (), (), (), None, id="an empty selection without a memory is nothing"),
        pytest.param(
            AT_CELL, CELL, (OTHER,), ("metals",), ("sanctions",), OTHER, id="another glyph moves there"
        ),
        pytest.param(
            AT_CELL,
            CELL,
            (CELL, OTHER),
            ("energy", "metals"),
            ("tariff", "sanctions"),
            OTHER,
            id="shift adds",
        ),
        pytest.param(AT_CELL, CELL, (BAR,), ("energy",), (), BAR, id="a bar drops the channel"),
        pytest.param(
            NOTHING,
            CELL,
            (CELL,),
            ("energy",),
            ("tariff",),
            CELL,
            id="after a reset the same glyph sets again",
        ),
    ],
)
def test_a_click_toggles(
    before: Filters, last: Click | None, clicked: tuple[Click, ...], sectors: tuple[str, ...], channels: tuple[str, ...],
    remembered: Click | None,
) -> None:  # fmt: skip
    after, kept = toggle(before, last, clicked)
    assert (after.sectors, after.channels, kept) == (sectors, channels, remembered)


def test_with_shift_a_click_adds_to_what_is_asked_for() -> None:
    after, kept = toggle(AT_CELL, CELL, (OTHER,), adds=True)
    assert (after.sectors, after.channels, kept) == (("energy", "metals"), ("tariff", "sanctions"), OTHER)
    assert toggle(after, OTHER, (OTHER,), adds=True) == (after, OTHER)


def test_a_click_leaves_the_other_facets_alone() -> None:
    before = Filters(outlooks=("risk",), places=("CAN",))
    after, _ = toggle(before, None, (CELL,))
    assert (after.outlooks, after.places) == (("risk",), ("CAN",))


def test_a_link_brings_back_the_same_filters() -> None:
    filters = Filters(
        sectors=("energy", "metals"),
        channels=("tariff",),
        outlooks=("risk",),
        statuses=("in_force",),
        places=("CAN",),
    )
    back, dropped = from_params(to_params(filters), sectors=["energy", "metals"], places=["CAN"])
    assert (back, dropped) == (filters, ())


def test_what_is_not_asked_for_is_not_in_the_link() -> None:
    assert to_params(Filters(sectors=("energy",))) == {"sector": ["energy"]}
    assert to_params(NOTHING) == {}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sector", "witchcraft"),
        ("channel", "Tariffs"),
        ("outlook", "none"),
        ("status", "IN_FORCE"),
        ("place", "<script>"),
    ],
)
def test_an_unknown_id_is_dropped_and_named(key: str, value: str) -> None:
    filters, dropped = from_params({key: [value]}, sectors=["energy"], places=["CAN"])
    assert not filters.is_on
    assert dropped == (value,)


def test_the_whole_economy_is_a_known_sector() -> None:
    filters, dropped = from_params({"sector": ["whole_economy"]}, sectors=[], places=[])
    assert filters.sectors == ("whole_economy",)
    assert not dropped


def test_facets_are_joined_by_and_and_values_by_or(seed: Exposure) -> None:
    one = Filters(sectors=("energy",)).narrowed(seed.claims)
    both = Filters(sectors=("energy", "machinery")).narrowed(seed.claims)
    none = Filters(sectors=("energy",), places=("QAT",)).narrowed(seed.claims)
    assert 0 < len(one) < len(both)
    assert not none


def test_an_option_counts_what_it_would_show(seed: Exposure) -> None:
    filters = Filters(sectors=("energy",))
    for facet in ("channels", "outlooks", "places"):
        for value, count in counts_of(seed, filters, facet).items():
            shown = Filters(**{"sectors": ("energy",), facet: (value,)}).narrowed(seed.claims)
            assert len({claim.unit for claim in shown}) == count


def test_options_without_a_match_go_last(seed: Exposure) -> None:
    counts = list(
        counts_of(seed, Filters(sectors=("ev_supply_chain",), channels=("tariff",)), "places").values()
    )
    assert counts == sorted(counts, key=lambda count: count == 0)


def test_a_text_without_sectors_has_no_options(expose: Callable[[str], Exposure]) -> None:
    assert counts_of(expose("The cat sat."), NOTHING, "sectors") == {}
