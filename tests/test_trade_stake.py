"""Trade at stake: which way goods go under which measure, shares of one basis, and reasons where there is no figure."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import Analysis, Engine, analyse, article_from_text, load_engine
from analysis.model import WHOLE_ECONOMY, Channel, Measure, Span, Stance, Status
from analysis.trade.amounts import money, span_of, usd_of
from analysis.trade.embedded import load_embedded
from analysis.trade.findings import ShareOf, Stake
from analysis.trade.held import held_figures
from analysis.trade.model import ALL_GOODS, Flow, Gap, Missing
from analysis.trade.pairs import Through, by_pair, through
from analysis.trade.report import left_out_lines, stake_lines, trade_dict
from analysis.trade.stake import MOST_WAYS, Ledger, LeftOut, directions_left_out, flows_touched, stakes_of
from analysis.trade.whatif import RateError, what_if

ROOT = Path(__file__).parent.parent
FIGURES = load_embedded()


def measure(channel: Channel = Channel.TARIFF, by: str = "USA", on: str = "CAN", **more: object) -> Measure:
    return replace(
        Measure(
            channel=channel, stance=Stance.RESTRICTIVE, status=Status.IN_FORCE, implementers=tuple(by.split()),
            targets=tuple(on.split()), sectors=("metals",), evidence=(Span(0, 5),), rules=(), scope="named",
        ),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


@pytest.fixture(scope="module")
def blank(engine: Engine) -> Analysis:
    return analyse(article_from_text("Nothing here."), engine)


def ways(found: Measure) -> list[str]:
    return [f"{way.exporter or '?'}>{way.importer or '?'}" for way in flows_touched(found)]


DIRECTIONS = [
    (Channel.TARIFF, "USA", "CAN", ["CAN>USA"]),
    (Channel.TRADE_DEFENCE, "USA", "CAN MEX", ["CAN>USA", "MEX>USA"]),
    (Channel.IMPORT_RESTRICTION, "CHN", "CAN", ["CAN>CHN"]),
    (Channel.STANDARDS, "CHN", "CAN", ["CAN>CHN"]),
    (Channel.MARKET_ACCESS, "CHN", "CAN", ["CAN>CHN"]),
    (Channel.PROCUREMENT, "USA", "CAN", ["CAN>USA"]),
    (Channel.PURCHASES, "CHN", "USA", ["USA>CHN"]),
    (Channel.EXPORT_RESTRICTION, "CHN", "USA", ["CHN>USA"]),
    (Channel.SANCTIONS, "USA", "RUS", ["USA>RUS", "RUS>USA"]),
    (Channel.TRADE_AGREEMENT, "USA CHN", "", ["USA>CHN", "CHN>USA"]),
    (Channel.DISPUTE, "KOR", "MEX", ["KOR>MEX", "MEX>KOR"]),
    (Channel.MARKET_ACCESS, "CAN CHN", "", ["CAN>CHN", "CHN>CAN"]),
    (Channel.TARIFF, "USA", "ALL", ["ALL>USA"]),
    (Channel.EXPORT_RESTRICTION, "RUS", "ALL", ["RUS>ALL"]),
    (Channel.TARIFF, "USA", "", ["?>USA"]),
    (Channel.TARIFF, "", "CAN", ["CAN>?"]),
    (Channel.EXPORT_RESTRICTION, "", "CAN", ["?>CAN"]),
    (Channel.TARIFF, "", "", ["?>?"]),
    (Channel.UNCERTAINTY, "CAN", "", ["?>?"]),
    (Channel.INVESTMENT, "CAN", "CHN", ["?>?"]),
]


@pytest.mark.parametrize(("channel", "by", "on", "expected"), DIRECTIONS)
def test_a_measure_touches_the_flow_that_it_hinders_or_frees(
    channel: Channel, by: str, on: str, expected: list[str]
) -> None:
    for stance in Stance:
        assert ways(measure(channel, by, on, stance=stance)) == expected


def test_a_measure_on_everybody_touches_all_imports() -> None:
    assert ways(measure(on="", scope="all")) == ["ALL>USA"]


@given(
    st.sampled_from(list(Channel)),
    st.lists(st.sampled_from(["USA", "CAN", "CHN", "ALL"]), max_size=3),
    st.lists(st.sampled_from(["USA", "MEX", "ALL"]), max_size=3),
)
def test_every_measure_gets_a_direction_or_a_reason(channel: Channel, by: list[str], on: list[str]) -> None:
    found = flows_touched(measure(channel, " ".join(by), " ".join(on)))
    assert found
    for way in found:
        assert (way.gap is None) == bool(way.exporter and way.importer and way.why == "")
        assert way.exporter != way.importer or way.gap is not None


def test_a_wish_of_firms_says_whose_sales_and_not_whose_market() -> None:
    wish = measure(
        Channel.MARKET_ACCESS, "CAN", "", stance=Stance.LIBERALISING, status=Status.HOPED, speaker="company"
    )
    assert ways(wish) == ["CAN>?"]


def stakes(blank: Analysis, *measures: Measure) -> tuple[Stake, ...]:
    return stakes_of(replace(blank, measures=measures), Ledger(FIGURES))


def test_a_value_carries_year_source_basis_and_shares(blank: Analysis) -> None:
    (stake,) = stakes(blank, measure())
    assert isinstance(stake.flow, Flow)
    assert (stake.flow.year, stake.flow.hs_edition, str(stake.flow.valuation)) == (
        2024,
        "HS 2022",
        "customs value",
    )
    shares = {share.of: share for share in stake.shares}
    assert shares[ShareOf.PAIR].low == pytest.approx(stake.flow.low / 411_693_824_741)
    assert shares[ShareOf.IMPORTER_SECTOR].whole.partners > 20
    # what Canada sells to all is held by the other source alone, so both parts of that share are of it
    whole = shares[ShareOf.EXPORTER]
    assert whole.part.source.id == whole.whole.source.id == "baci_2023"
    assert ShareOf.EXPORTER_SECTOR not in shares


def test_no_share_mixes_sources_years_or_bases(engine: Engine) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    texts.append(
        "Washington imposed tariffs on Chinese steel and Canadian cars. China banned exports of gallium to America."
    )
    for text in texts:
        for stake in stakes_of(analyse(article_from_text(text), engine), Ledger(FIGURES)):
            for share in stake.shares:
                assert 0 <= share.low <= share.high <= 1
                assert (share.part.source, share.part.year) == (share.whole.source, share.whole.year)
                assert share.part.valuation is share.whole.valuation


def test_a_range_stays_a_range_in_value_and_share(blank: Analysis) -> None:
    (stake,) = stakes(blank, measure(by="CHN", on="USA", sectors=("agriculture",)))
    assert isinstance(stake.flow, Flow)
    assert stake.flow.low < stake.flow.high
    share = next(share for share in stake.shares if share.of is ShareOf.EXPORTER_SECTOR)
    assert 0 < share.low < share.high < 1


def test_a_share_between_nothing_and_everything_is_not_told(blank: Analysis) -> None:
    (stake,) = stakes(blank, measure(by="CAN", on="USA", sectors=("automotive",)))
    assert isinstance(stake.flow, Flow)
    assert (stake.flow.low, stake.flow.is_exact) == (0, False)
    assert {share.of for share in stake.shares} == {ShareOf.PAIR, ShareOf.EXPORTER}


def test_measures_on_the_same_flow_are_one_stake(blank: Analysis) -> None:
    (stake,) = stakes(blank, measure(), measure(Channel.TRADE_DEFENCE, status=Status.HOPED))
    assert stake.measures == (0, 1)
    assert stake.channels == (Channel.TARIFF, Channel.TRADE_DEFENCE)
    assert stake.statuses == (Status.IN_FORCE, Status.HOPED)


def test_a_measure_without_industry_has_a_lane_of_its_own(blank: Analysis) -> None:
    first, last = stakes(blank, measure(sectors=()), measure())
    assert (first.sector, last.sector) == ("metals", WHOLE_ECONOMY)
    assert last.flow == FIGURES.pair_total("CAN", "USA")
    assert isinstance(last.flow, Flow)
    assert last.flow.product == ALL_GOODS


def test_where_only_the_total_is_held_the_sector_stays_without_a_value(blank: Analysis) -> None:
    (stake,) = stakes(blank, measure(by="CHN"))
    assert isinstance(stake.flow, Missing)
    assert stake.flow.gap is Gap.NO_SPLIT
    assert stake.pair == FIGURES.pair_total("CAN", "CHN")


def test_amounts_in_the_text_stand_beside_the_figure(engine: Engine) -> None:
    text = "The United States imposed a 25% tariff on $12 billion of Canadian steel on Monday."
    stake = stakes_of(analyse(article_from_text(text), engine), Ledger(FIGURES))[0]
    assert stake.stated == ("$12 billion",)
    assert isinstance(stake.flow, Flow)
    assert stake.flow.low not in (0, 12_000_000_000)


SUMS = [
    ("The United States imposed tariffs on Canadian steel on Monday. They cover $18 billion of goods.", "$18 billion"),
    ("The United States imposed tariffs on Canadian steel on Monday. The duties hit trade worth about $12.5 bn a year.", "$12.5 bn"),
    ("The United States imposed tariffs on Canadian steel on Monday. The measures affect C$18bn of exports.", "C$18bn"),
    ("The United States imposed tariffs on Canadian steel on Monday.\n\nThey cover $18 billion of goods.", ""),
    ("The United States imposed tariffs on Canadian steel on Monday. The ban covers $18 billion of goods.", ""),
    ("The United States imposed tariffs on Canadian steel on Monday. They will hit growers, who face costs of $2 billion.", ""),
    ("The United States imposed tariffs on Canadian steel on Monday. The team won. They cover $18 billion of goods.", ""),
    ("The United States imposed tariffs on Canadian steel and Ottawa imposed duties on American juice. They cover $18 billion.", ""),
]


@pytest.mark.parametrize(("text", "stated"), SUMS)
def test_a_sum_in_the_next_sentence_is_joined_where_it_can_mean_one_measure_only(
    text: str, stated: str, engine: Engine
) -> None:
    found = stakes_of(analyse(article_from_text(text), engine), Ledger(FIGURES))
    assert {quote for stake in found for quote in stake.stated} == ({stated} if stated else set())


def test_who_only_buys_what_is_taxed_has_nothing_of_its_own_at_stake(engine: Engine) -> None:
    text = (ROOT / "seeds" / "example_value_at_stake.txt").read_text(encoding="utf-8")
    found = {
        (s.sector, s.exporter, s.importer): s for s in stakes_of(analyse(article_from_text(text), engine), Ledger(FIGURES))
    }
    cans = found["agri_food", "CAN", "USA"]
    assert isinstance(cans.flow, Missing)
    assert (cans.flow.gap, cans.shares, cans.stated) == (Gap.ONLY_BUYS, (), ())
    assert cans.flow.reason == "It buys what the measure is on; its own trade is not touched."
    lines = stake_lines((cans,), analyse(article_from_text(text), engine), {"agri_food": "Agri-food"})
    assert lines[1] == "    Agri-food: It buys what the measure is on; its own trade is not touched."
    assert isinstance(found["metals", "CAN", "USA"].flow, Flow)
    assert isinstance(found["agri_food", "USA", "CAN"].flow, Flow)  # orange juice is what Ottawa may tax


@pytest.mark.parametrize(
    "text",
    [
        "Washington imposed tariffs on Canadian steel and cars on Monday.",
        "Washington imposed tariffs on Canadian steel on Monday. American carmakers shrugged.",
        "Washington imposed tariffs on Canadian steel and cars on Monday. American carmakers will pay more for steel.",
    ],
)
def test_what_a_measure_names_itself_stays_at_stake(text: str, engine: Engine) -> None:
    found = stakes_of(analyse(article_from_text(text), engine), Ledger(FIGURES))
    assert found
    assert all(isinstance(stake.flow, Flow) for stake in found)


def test_another_dollar_is_none_of_the_united_states(engine: Engine) -> None:
    text = "Ottawa imposed tariffs on C$30 billion of American goods and Beijing on US$5bn of American pork on Tuesday."
    found = stakes_of(analyse(article_from_text(text), engine), Ledger(FIGURES))
    assert {quote: usd_of(quote) for stake in found for quote in stake.stated} == {"C$30 billion": None, "US$5bn": 5e9}


def test_a_price_is_no_sum_and_a_short_unit_is_part_of_one(engine: Engine) -> None:
    text = "Washington imposed a duty of $490 a tonne on Canadian steel worth $1.5m on Monday."
    found = stakes_of(analyse(article_from_text(text), engine), Ledger(FIGURES))
    assert {quote for stake in found for quote in stake.stated} == {"$1.5m"}


def test_what_is_left_out_is_counted(blank: Analysis) -> None:
    many = "CAN MEX CHN JPN KOR GBR IND"
    found = replace(blank, measures=(measure(), measure(Channel.TRADE_AGREEMENT, f"USA {many}", "")))
    ledger = Ledger(FIGURES)
    assert directions_left_out(found, ledger) == (LeftOut(measure=1, kept=MOST_WAYS, left=56 - MOST_WAYS),)
    kept = [(s.exporter, s.importer) for s in stakes_of(found, ledger) if 1 in s.measures]
    assert len(kept) == MOST_WAYS
    assert {("USA", "CAN"), ("CAN", "USA")} <= set(kept)
    assert ("GBR", "IND") not in kept
    (sentence,) = left_out_lines(directions_left_out(found, ledger), found)
    assert sentence == (
        "Of one measure (trade agreement) the first 40 directions are kept, in the order in which the reading lists its "
        "countries; 16 are left out."
    )
    assert sentence in stake_lines(stakes_of(found, ledger), found, {}, directions_left_out(found, ledger))
    assert trade_dict(found, (), None, (), directions_left_out(found, ledger))["trade"]["left_out"] == [
        {"measure": 1, "kept": 40, "left": 16}
    ]
    assert directions_left_out(replace(blank, measures=(measure(),)), ledger) == ()


def test_every_pair_is_told_once_with_all_that_touches_it(blank: Analysis) -> None:
    sectors = ("metals", "energy")
    wishes = [measure(channel, by="CHN", sectors=sectors, status=Status.HOPED) for channel in (Channel.TARIFF, Channel.STANDARDS)]
    found = stakes(blank, *wishes, measure(by="CHN", sectors=()), measure())
    pairs = by_pair(found)
    assert [(pair.exporter, pair.importer) for pair in pairs] == [("CAN", "CHN"), ("CAN", "USA")]
    assert pairs[0].total == FIGURES.pair_total("CAN", "CHN")
    analysis = replace(blank, measures=(*wishes, measure(by="CHN", sectors=()), measure()))
    assert through(pairs[0].stakes, analysis.measures) == (
        Through((Channel.TARIFF, Channel.STANDARDS), Status.HOPED, sectors, False),
        Through((Channel.TARIFF,), Status.IN_FORCE, (WHOLE_ECONOMY,), False),
    )
    lines = stake_lines(found, analysis, {})
    assert sum("$27.7 bn" in line for line in lines) == 1


def test_a_range_says_why_it_is_one_wherever_it_is_told(blank: Analysis) -> None:
    found = stakes(blank, measure(by="CHN", on="USA", sectors=("agriculture",)))
    why = flow().why_range
    assert why.startswith("a range, as only HS chapters are held: from chapters wholly in the sector to every")
    told = stake_lines(found, replace(blank, measures=(measure(by="CHN", on="USA", sectors=("agriculture",)),)), {})
    (line,) = (line for line in told if "agriculture: $" in line)
    assert why in line
    assert why in what_if(flow(), after=25).results[0].source
    exact = FIGURES.pair_total("CAN", "USA")
    assert isinstance(exact, Flow)
    assert exact.why_range == ""


def test_the_seed_has_the_pair_total_and_says_why_no_sector(engine: Engine) -> None:
    text = (ROOT / "seeds" / "seed_article.txt").read_text(encoding="utf-8")
    found = stakes_of(analyse(article_from_text(text), engine), Ledger(held_figures()))
    energy = next(s for s in found if (s.sector, s.exporter, s.importer) == ("energy", "CAN", "CHN"))
    assert energy.is_inferred
    assert isinstance(energy.flow, Missing)
    assert isinstance(energy.pair, Flow)
    assert energy.pair.low == 27_661_862_590


def test_no_unknown_is_shown_as_zero(engine: Engine) -> None:
    for path in (ROOT / "seeds").glob("*.txt"):
        for stake in stakes_of(
            analyse(article_from_text(path.read_text(encoding="utf-8")), engine), Ledger(FIGURES)
        ):
            for answer in (stake.flow, stake.pair, stake.opposite):
                assert isinstance(answer, Missing) or answer.high > 0
                assert isinstance(answer, Flow) or answer.reason


def flow() -> Flow:
    found = FIGURES.flow("USA", "CHN", "agriculture")
    assert isinstance(found, Flow)
    return found


def test_a_duty_is_value_times_change_of_rate() -> None:
    duty, *models = what_if(flow(), before=10, after=25).results
    assert not duty.is_model
    assert duty.low == pytest.approx(flow().low * 0.15)
    assert duty.high == pytest.approx(flow().high * 0.15)
    assert duty.arithmetic == "$3.1 bn to $19.8 bn x (25% - 10%)"
    assert all(model.is_model and "(20" in model.source for model in models)


def test_the_model_is_an_elasticity_on_the_price_with_duty() -> None:
    weakest, *_, strongest = what_if(flow(), after=25).results[1:]
    assert weakest.high == pytest.approx(flow().low * (1.25**-0.76 - 1))
    assert strongest.low == pytest.approx(flow().high * (1.25**-4 - 1))


@given(st.floats(0, 200), st.floats(0, 200))
def test_trade_moves_against_the_rate_and_never_below_nothing(before: float, after: float) -> None:
    duty, *models = what_if(flow(), before=before, after=after).results
    assert duty.low <= duty.high
    for model in models:
        assert -flow().high <= model.low <= model.high
        assert model.high <= 0 if after >= before else model.low >= 0


@pytest.mark.parametrize("rate", [-1.0, float("nan"), float("inf"), 1e9])
def test_a_rate_that_is_none_is_refused(rate: float) -> None:
    with pytest.raises(RateError, match="is no rate"):
        what_if(flow(), after=rate)


@pytest.mark.parametrize(
    ("usd", "words"),
    [(0, "$0"), (950, "$950"), (1_500, "$1.5 thousand"), (999_960_000, "$1.0 bn"), (125_813_121_052, "$125.8 bn"),
     (-3_100_000, "-$3.1 mn"), (2.5e12, "$2.5 tn")],
)  # fmt: skip
def test_money_is_short_and_has_its_unit(usd: float, words: str) -> None:
    assert money(usd) == words


def test_a_range_that_reads_alike_is_one_figure() -> None:
    assert span_of(1_000_000_000, 1_000_000_001) == "$1.0 bn"
    assert span_of(0, 42_626_601_070) == "$0 to $42.6 bn"


@pytest.mark.parametrize(
    ("quote", "usd"),
    [("$12 billion", 12e9), ("US$5bn", 5e9), ("$1,250", 1250), ("at least $3.5 million", 3.5e6), ("C$5 billion", None),
     ("€3bn", None), ("$1.5m", 1.5e6), ("$20k", 20e3), ("$1.5mile", None), ("$5bn to $6bn", None), ("25%", None), ("5 billion yuan", None)],
)  # fmt: skip
def test_only_us_dollars_are_put_on_the_axis_of_us_dollars(quote: str, usd: float | None) -> None:
    assert usd_of(quote) == usd
