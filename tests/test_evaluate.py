"""Labels against readings: the counts by hand, what is allowed, figures with their intervals."""

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.engine import Engine
from analysis.evaluate import (
    FIELDS,
    Comparison,
    Counts,
    Report,
    _count_measures,
    compare,
    evaluate,
    f1_of,
    figures_of,
    is_same,
    precision_of,
    recall_of,
)
from analysis.gold import Act, Gold, GoldMeasure
from analysis.model import (
    Analysis,
    Article,
    Centrality,
    Channel,
    Measure,
    Outlook,
    PlaceReading,
    SectorReading,
    Span,
    Stance,
    Status,
)
from tests.gold_kit import STEEL, TEXT, comparison, sector


def said(
    *sectors: tuple[str, str, tuple[str, ...]], measures: tuple[Measure, ...] = (), places: str = "CAN CHN"
) -> Analysis:
    """A reading made to measure; all evidence is the first sentence."""
    return Analysis(
        article=Article(id="a", text=TEXT),
        readings=tuple(
            SectorReading(
                sector=id, centrality=Centrality.PRIMARY, outlook=Outlook(outlook), score=0, components=(), segments=(),
                channels=tuple(map(Channel, channels)), evidence=(Span(0, len(STEEL)),), mentions=(),
            )
            for id, outlook, channels in sectors
        ),
        passing=(),
        measures=measures,
        links=(),
        places=tuple(PlaceReading(iso3=place, evidence=()) for place in places.split()),
        named_places=(), events=(), suppressed=(), notes=(), engine_version="", taxonomy_digest="",
    )  # fmt: skip


def act(stance: str = "restrictive", status: str = "announced", who: str = "CAN", whom: str = "CHN") -> Act:
    return Act(
        channel=Channel.TARIFF, stance=Stance(stance), status=Status(status), implementers=frozenset(who.split()),
        targets=frozenset(whom.split()), sectors=frozenset(("metals",)), evidence=(),
    )  # fmt: skip


def counts_of(comparison: Comparison) -> dict[str, Counts]:
    return dict(zip(FIELDS, comparison.counts, strict=True))


def test_a_reading_like_the_labels_is_right_in_every_field(gold_of: Callable[..., Gold]) -> None:
    tariff = Measure(
        channel=Channel.TARIFF, stance=Stance.RESTRICTIVE, status=Status.ANNOUNCED, implementers=("CAN",),
        targets=("CHN",), sectors=("metals",), evidence=(Span(0, len(STEEL)),), rules=(),
    )  # fmt: skip
    found = compare(gold_of(), said(("metals", "risk", ("tariff",)), measures=(tariff,)))
    assert all(count.hit == count.said == count.due > 0 for count in found.counts)
    assert (found.missed, found.added, found.error_count) == ((), (), 0)


def test_what_is_missed_and_added_is_counted_and_named(gold_of: Callable[..., Gold]) -> None:
    found = compare(gold_of(), said(("energy", "risk", ("tariff",)), places="CAN USA"))
    counts = counts_of(found)
    assert counts["sectors"] == (0, 1, 1)
    assert counts["channels"] == (0, 1, 1)
    assert counts["measures"] == counts["measures_strict"] == (0, 0, 1)
    assert counts["places"] == (1, 2, 2)
    assert counts["outlook"] == counts["evidence"] == (0, 0, 0)
    assert dict(found.missed)["sectors"] == ("metals",)
    assert dict(found.missed)["places"] == ("CHN",)
    assert dict(found.added)["channels"] == ("energy by tariff",)
    assert STEEL in dict(found.missed)["measures"][0]
    assert found.error_count == 7


def test_a_passing_sector_is_neither_asked_for_nor_wrong(gold_of: Callable[..., Gold]) -> None:
    gold = gold_of(sectors=[sector(centrality="passing", outlook="none", channels=[])])
    assert counts_of(compare(gold, said()))["sectors"] == (0, 0, 0)
    counts = counts_of(compare(gold, said(("metals", "risk", ("tariff",)))))
    assert counts["sectors"] == counts["channels"] == (0, 0, 0)


def test_optional_channels_and_places_are_neither_asked_for_nor_wrong(gold_of: Callable[..., Gold]) -> None:
    gold = gold_of(sectors=[sector(channels_optional=["sanctions"])], places=["CAN"], places_optional=["CHN"])
    counts = counts_of(compare(gold, said(("metals", "risk", ("tariff", "sanctions")))))
    assert counts["channels"] == (1, 1, 1)
    assert counts["places"] == (1, 1, 1)


@pytest.mark.parametrize(("outlook", "is_right"), [("risk", True), ("mixed", True), ("opportunity", False)])
def test_any_of_several_outlooks_is_right(gold_of: Callable[..., Gold], outlook: str, is_right: bool) -> None:
    gold = gold_of(sectors=[sector(outlook=["risk", "mixed"])])
    assert counts_of(compare(gold, said(("metals", outlook, ()))))["outlook"] == (is_right, 1, 1)


@pytest.mark.parametrize(
    ("quote", "is_grounded"),
    [
        (STEEL, True),
        ("a 25% duty on Chinese goods", True),
        ("will impose a tax", False),
        ("a 25% levy on Chinese steel", False),
    ],
)
def test_evidence_is_grounded_by_four_words_in_a_row(
    gold_of: Callable[..., Gold], quote: str, is_grounded: bool
) -> None:
    gold = gold_of(sectors=[sector(evidence=quote)])
    assert counts_of(compare(gold, said(("metals", "risk", ()))))["evidence"] == (is_grounded, 1, 1)


@pytest.mark.parametrize(
    ("other", "is_loosely", "is_strictly"),
    [
        (act(), True, True),
        (act(who="CAN USA"), True, True),
        (act(who="USA"), False, False),
        (act(who=""), False, False),
        (act(stance="neutral"), False, False),
        (act(status="hoped"), True, False),
        (act(whom="USA"), True, False),
        (act(whom=""), True, False),
    ],
)
def test_two_measures_are_the_same_loosely_or_strictly(
    other: Act, is_loosely: bool, is_strictly: bool
) -> None:
    assert is_same(act(), other, is_strict=False) == is_same(other, act(), is_strict=False) == is_loosely
    assert is_same(act(), other, is_strict=True) == is_same(other, act(), is_strict=True) == is_strictly


def wanted(*variants: Act, is_optional: bool = False) -> GoldMeasure:
    return GoldMeasure(variants=variants, is_optional=is_optional)


def test_the_other_readers_version_counts() -> None:
    gold = [wanted(act(), act(stance="neutral"))]
    assert _count_measures(gold, [act(stance="neutral")], is_strict=True).counts == (1, 1, 1)


def test_one_measure_answers_one_label_only() -> None:
    assert _count_measures([wanted(act()), wanted(act())], [act()], is_strict=False).counts == (1, 1, 2)


def test_an_optional_measure_is_neither_asked_for_nor_wrong() -> None:
    gold = [wanted(act()), wanted(act("liberalising"), is_optional=True)]
    assert _count_measures(gold, [act()], is_strict=False).counts == (1, 1, 1)
    assert _count_measures(gold, [act(), act("liberalising")], is_strict=False).counts == (1, 1, 1)
    assert _count_measures(gold, [act("liberalising")] * 2, is_strict=False).counts == (0, 1, 1)


def test_the_pairing_is_the_largest_there_is() -> None:
    """The first label could take either; taking the wrong one would leave the second without."""
    gold = [wanted(act(who="CAN USA")), wanted(act(who="CAN"))]
    for order in permutations([act(who="CAN"), act(who="USA")]):
        assert _count_measures(gold, order, is_strict=False).counts == (2, 2, 2)


_ACTS = st.lists(
    st.sampled_from([act(who=who, status=s) for who in ("CAN", "USA", "CAN USA", "") for s in Status])
)


@given(_ACTS, _ACTS)
def test_no_greedy_pairing_beats_ours_and_strict_never_beats_loose(gold: list[Act], found: list[Act]) -> None:
    loose, strict = (
        _count_measures([wanted(a) for a in gold], found, is_strict=s).counts for s in (False, True)
    )
    assert strict.hit <= loose.hit <= min(len(gold), len(found))
    left = list(found)
    greedy = 0
    for one in gold:
        twin = next((other for other in left if is_same(one, other, is_strict=False)), None)
        if twin is not None:
            left.remove(twin)
            greedy += 1
    assert greedy <= loose.hit


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [
        ((3, 4, 6), 0.75, 0.5, 0.6),
        ((0, 0, 0), None, None, None),
        ((0, 2, 0), 0, None, 0),
        ((0, 0, 2), None, 0, 0),
    ],
)
def test_a_figure_without_ground_is_unknown(
    counts: tuple[int, int, int], precision: float | None, recall: float | None, f1: float | None
) -> None:
    of = Counts(*counts)
    assert (precision_of(of), recall_of(of)) == (precision, recall)
    assert f1_of(of) == (f1 if f1 is None else pytest.approx(f1))


def test_intervals_hold_the_figure_and_come_out_the_same_each_time() -> None:
    many = [comparison(number, number % 5) for number in range(30)]
    first, second = figures_of(many), figures_of(many)
    assert first == second
    for figure in first.values():
        low, value, high = figure.f1.low, figure.f1.value, figure.f1.high
        assert low is not None
        assert value is not None
        assert high is not None
        assert 0 <= low < value < high <= 1


def test_articles_that_agree_have_no_width() -> None:
    figure = figures_of([comparison(number, 2) for number in range(9)])["sectors"]
    assert figure.f1 == (0.5, 0.5, 0.5)


def test_one_article_has_no_interval() -> None:
    assert figures_of([comparison(1, 2)])["sectors"].f1 == (0.5, None, None)
    assert figures_of([])["sectors"].f1 == (None, None, None)


def test_the_worst_come_first_and_those_without_error_never() -> None:
    some = [comparison(1, 4), comparison(2, 1), comparison(3, 3), comparison(4, 1)]
    report = Report(comparisons=tuple(some), figures=figures_of(some), failures=())
    assert [found.article.id for found in report.worst(9)] == ["n2", "n4", "n3"]
    assert len(report.worst(1)) == 1
    assert report.worst(0) == []


def test_evidence_that_is_not_in_the_text_is_told_and_counts_all_the_same(
    gold_of: Callable[..., Gold], mini_engine: Engine
) -> None:
    gold = gold_of(sectors=[sector(evidence="Canada imposes a duty")])
    report = evaluate([gold], [Article(id="a", text=TEXT)], mini_engine)
    assert [failure.reason for failure in report.failures] == [
        "evidence 'Canada imposes a duty' is not in the text of a"
    ]
    assert len(report.comparisons) == 1


def test_labels_without_an_article_are_told_and_articles_without_labels_left_out(
    gold_of: Callable[..., Gold], mini_engine: Engine
) -> None:
    report = evaluate([gold_of()], [Article(id="b", text=TEXT)], mini_engine)
    assert report.comparisons == ()
    assert [failure.reason for failure in report.failures] == ["no article has the id 'a'"]
