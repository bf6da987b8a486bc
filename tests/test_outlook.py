"""Outlook: restrictive is risk, liberalising opportunity, a refusal turns round, silence is watch."""

import pytest

from analysis.model import Channel, Link, Measure, Outlook, Span, Stance, Status
from analysis.outlook import channels_for, firmest_status, measures_for, outlook_of
from tests.measure_cases import analysis_of


def measure(stance: Stance, status: Status = Status.IN_FORCE, **more: object) -> Measure:
    slots: dict[str, object] = {
        "channel": Channel.TARIFF, "implementers": ("USA",), "targets": ("CAN",), "sectors": ("metals",),
        "evidence": (Span(0, 4),), "rules": (), **more,
    }  # fmt: skip
    return Measure(stance=stance, status=status, **slots)  # type: ignore[arg-type]


BAD, GOOD, NEITHER = Stance.RESTRICTIVE, Stance.LIBERALISING, Stance.NEUTRAL


@pytest.mark.parametrize(
    ("measures", "outlook"),
    [
        ((), Outlook.WATCH),
        ((measure(NEITHER, Status.NEGOTIATING),), Outlook.WATCH),
        ((measure(BAD),), Outlook.RISK),
        ((measure(GOOD),), Outlook.OPPORTUNITY),
        ((measure(BAD), measure(GOOD)), Outlook.MIXED),
        ((measure(GOOD, Status.REJECTED),), Outlook.RISK),
        ((measure(BAD, Status.REJECTED),), Outlook.OPPORTUNITY),
        ((measure(GOOD, Status.HOPED),), Outlook.OPPORTUNITY),
        ((measure(BAD), measure(GOOD, Status.HOPED)), Outlook.RISK),
        ((measure(BAD), measure(GOOD, is_historic=True)), Outlook.RISK),
        ((measure(BAD), measure(GOOD, action="named")), Outlook.RISK),
        ((measure(BAD), measure(GOOD, Status.ANNOUNCED, action="named")), Outlook.MIXED),
        ((measure(BAD), measure(GOOD, targets=("AUS",), implementers=("CHN",))), Outlook.RISK),
    ],
)
def test_outlook_follows_the_weight_of_both_directions(measures: tuple[Measure, ...], outlook: Outlook) -> None:
    assert outlook_of(measures) is outlook


def test_a_measure_on_the_whole_economy_is_no_measure_for_a_sector() -> None:
    assert measures_for("metals", (measure(BAD, sectors=()), measure(BAD))) == (measure(BAD),)


def test_the_firmest_status_wins_and_none_is_unknown() -> None:
    assert firmest_status(()) is None
    assert firmest_status((measure(BAD, Status.HOPED), measure(BAD, Status.ANNOUNCED))) is Status.ANNOUNCED
    assert firmest_status((measure(BAD, Status.REJECTED), measure(BAD, Status.HOPED))) is Status.HOPED
    assert firmest_status((measure(BAD, Status.REJECTED),)) is Status.REJECTED


def test_a_dispute_says_nothing_of_a_measure_but_stands_where_it_is_alone() -> None:
    dispute = measure(NEITHER, channel=Channel.DISPUTE)
    assert firmest_status((measure(BAD, Status.REJECTED), dispute)) is Status.REJECTED
    assert firmest_status((dispute,)) is Status.IN_FORCE


def test_channels_come_from_measures_and_links_in_the_fixed_order() -> None:
    links = (
        Link(sector="metals", channel=Channel.UNCERTAINTY, span=Span(0, 4)),
        Link(sector="energy", channel=Channel.SANCTIONS, span=Span(0, 4)),
    )
    assert channels_for("metals", (measure(BAD),), links) == (Channel.TARIFF, Channel.UNCERTAINTY)


@pytest.mark.parametrize(
    ("text", "sector", "outlook"),
    [
        # named beside a barrier on other goods
        ("Brazil raised its duty on steel to 25%. Carmakers in Turin, Turkish carmakers and Korean carmakers fell as the "
         "duty was doubled.", "automotive", Outlook.RISK),
        ("Jakarta banned exports of palm oil. Growers of oil palm and rubber farmers sell less. Farmers wait.",
         "agriculture", Outlook.WATCH),
        # an article of both directions says nothing of those whom it only names
        ("Jakarta lifted its ban on palm oil exports, and Delhi banned exports of sugar. Farmers wait. Rubber farmers "
         "and coffee farmers met.", "agriculture", Outlook.WATCH),
        ("Farmers met in Lyon. Wheat farmers and beet farmers talked of the weather.", "agriculture", Outlook.WATCH),
    ],
)  # fmt: skip
def test_a_sector_without_a_measure_takes_those_beside_which_it_is_named(
    text: str, sector: str, outlook: Outlook
) -> None:
    analysis = analysis_of(text)
    assert [measure for measure in analysis.measures if sector in measure.sectors] == []
    assert {reading.sector: reading.outlook for reading in analysis.readings}[sector] is outlook
