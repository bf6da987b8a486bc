"""A channel is shown with the words that state it."""

from collections.abc import Callable

import pytest

from analysis.model import Channel
from views.exposure import Exposure

Expose = Callable[[str], Exposure]
# the first sentence on steel is silent about tariffs; the link stands in the second
LATE = (
    "Steel town opens a museum\n\nSteel has been made in Hamilton since 1910, and the mill still employs thousands.\n\n"
    "Steel executives are particularly attentive to the future of steel tariffs.\n"
)


def quotes(exposure: Exposure, sector: str, channel: Channel) -> list[str]:
    return [
        exposure.quote(exposure.units[number - 1].span)
        for cell in exposure.cells
        if (cell.sector, cell.channel) == (sector, channel)
        for number in cell.units
    ]


def test_the_tariff_on_electric_vehicles_is_quoted_where_it_is_named(seed: Exposure) -> None:
    (quote,) = quotes(seed, "ev_supply_chain", Channel.TARIFF)
    assert "EV tariffs" in quote


def test_a_channel_is_quoted_from_its_own_sentence_not_the_first(expose: Expose) -> None:
    exposure = expose(LATE)
    assert not any(m.channel is Channel.TARIFF and m.sectors for m in exposure.analysis.measures)
    (quote,) = quotes(exposure, "metals", Channel.TARIFF)
    assert "steel tariffs" in quote
    assert "Hamilton" not in quote


@pytest.mark.parametrize("which", ["seed", "hostile"])
def test_every_channel_is_stated_by_a_measure_or_a_link(which: str, request: pytest.FixtureRequest) -> None:
    exposure: Exposure = request.getfixturevalue(which)
    links = {(link.sector, link.channel) for link in exposure.analysis.links}
    for claim in exposure.claims:
        if claim.channel and claim.measure is None:
            assert (claim.sector, claim.channel) in links


BESIDE = (
    "EU widens its Russia package\n\nThe European Union agreed on Monday to add 31 oil tankers to its sanctions list.\n\n"
    "The package also bars European companies from buying liquefied natural gas from Russia, and cuts four more Russian "
    "banks off from the SWIFT payments system. Banks in London said that they were ready.\n"
)


def test_what_an_outlook_rests_on_is_shown_also_where_the_sector_is_only_named_beside_it(expose: Expose) -> None:
    exposure = expose(BESIDE)
    (finance,) = [reading for reading in exposure.analysis.readings if reading.sector == "finance"]
    assert not any("finance" in measure.sectors for measure in exposure.analysis.measures)
    assert finance.channels
    told = [claim for claim in exposure.claims if claim.sector == "finance" and claim.measure is not None]
    assert {claim.outlook for claim in told} == {finance.outlook}
    assert {claim.channel for claim in told} <= set(finance.channels)
