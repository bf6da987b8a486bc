"""Read as somebody: the truth table of instrument, stance and role; the text's own words win; the seed seen by three."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import Analysis, Engine, analyse, article_from_text, load_engine
from analysis.model import WHOLE_ECONOMY, Channel, Measure, Outlook, Slot, Span, Stance, Status
from analysis.trade.embedded import load_embedded
from analysis.trade.findings import Basis, Position, ReadAs, Role
from analysis.trade.perspective import outlook_as, views_of
from analysis.trade.roles import effects_of, positions_of, resolved, table
from analysis.trade.stake import Ledger, stakes_of
from analysis.trade.stated import stated_effects

ROOT = Path(__file__).parent.parent
LETTERS = {"R": Outlook.RISK, "O": Outlook.OPPORTUNITY, "W": Outlook.WATCH, ".": None}
TURNED = {"R": "O", "O": "R", "W": "W", ".": "."}
# who stands where: USA acts on CAN, KOR is neither; or, of a thing that two share, USA and CAN take part
ROLES = (
    ("CAN", Role.EXPORTER), ("CAN", Role.PRODUCER), ("CAN", Role.IMPORTER), ("USA", Role.EXPORTER), ("USA", Role.PRODUCER),
    ("USA", Role.IMPORTER), ("USA", Role.CONSUMER), ("KOR", Role.RIVAL),
)  # fmt: skip
# the restrictive form, one letter per entry of ROLES, after the project's policy taxonomy, effect by role
TRUTH = {
    (Channel.TARIFF, ""): "R..WORRO",
    (Channel.TRADE_DEFENCE, ""): "R..WORRO",
    (Channel.IMPORT_RESTRICTION, ""): "R..WORRO",
    (Channel.MARKET_ACCESS, ""): "R..WORRO",
    (Channel.STANDARDS, ""): "R...ORWW",
    (Channel.EXPORT_RESTRICTION, ""): "..RRO.OO",
    (Channel.SANCTIONS, ""): "R..RWRRO",
    (Channel.SUBSIDY, ""): "R..OOOOR",
    (Channel.SUBSIDY, "export rebate"): ".ROOO..R",
    (Channel.PROCUREMENT, ""): "R..WOR.R",
    (Channel.INVESTMENT, ""): "R..WOW.W",
    (Channel.DIGITAL_RULES, ""): "R..WORWR",
    (Channel.TRADE_AGREEMENT, ""): "RORRORRO",
    (Channel.PURCHASES, ""): "R..WOWWO",
    (Channel.LOGISTICS, ""): "RWRRWRRO",
    (Channel.MOBILITY, ""): "R..RWR.O",
    (Channel.DISPUTE, ""): "W..WWW.W",
    (Channel.DIVERSIFICATION, ""): "R..OOO.O",
    (Channel.UNCERTAINTY, ""): "RWWRWWWW",
}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


@pytest.fixture(scope="module")
def blank(engine: Engine) -> Analysis:
    return analyse(article_from_text("An export rebate."), engine)


def measure(channel: Channel, words: str = "", **more: object) -> Measure:
    slots = (Slot("instrument", Span(3, 16)),) if words else ()
    return replace(
        Measure(
            channel=channel, stance=Stance.RESTRICTIVE, status=Status.IN_FORCE, implementers=("USA",), targets=("CAN",),
            sectors=("metals",), evidence=(Span(0, 5),), rules=(), scope="named", slots=slots,
        ),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


CASES = [
    (channel, words, stance, status, country, role, letter)
    for (channel, words), letters in TRUTH.items()
    for (country, role), letter in zip(ROLES, letters, strict=True)
    for stance in Stance
    for status in (Status.IN_FORCE, Status.REJECTED)
    # towards new partners is a line of its own, below
    if (channel, stance) != (Channel.DIVERSIFICATION, Stance.LIBERALISING)
]


@pytest.mark.parametrize(("channel", "words", "stance", "status", "country", "role", "letter"), CASES)
def test_instrument_stance_and_role_give_the_outlook_of_the_table(
    channel: Channel,
    words: str,
    stance: Stance,
    status: Status,
    country: str,
    role: Role,
    letter: str,
    blank: Analysis,
) -> None:
    if (stance is Stance.LIBERALISING) != (status is Status.REJECTED):
        letter = TURNED[letter]
    if stance is Stance.NEUTRAL:
        letter = "." if letter == "." else "W"
    found = effects_of(
        measure(channel, words, stance=stance, status=status),
        0,
        blank.article,
        ReadAs(country=country, role=role),
    )
    outlooks = {effect.outlook for effect in found}
    assert outlooks == ({LETTERS[letter]} - {None})
    assert all(effect.basis is Basis.DERIVED and effect.why for effect in found)


def test_the_truth_table_names_every_channel_and_every_line() -> None:
    assert {channel for channel, _ in TRUTH} == set(Channel)
    keys = [(line.instrument, line.position, line.role) for line in table()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("country", "role", "outlook"),
    [("CAN", Role.EXPORTER, Outlook.OPPORTUNITY), ("USA", Role.EXPORTER, Outlook.OPPORTUNITY),
     ("USA", Role.PRODUCER, Outlook.WATCH), ("KOR", Role.RIVAL, Outlook.WATCH)],
)  # fmt: skip
def test_towards_new_partners_is_good_for_them(
    country: str, role: Role, outlook: Outlook, blank: Analysis
) -> None:
    towards = measure(Channel.DIVERSIFICATION, stance=Stance.LIBERALISING)
    found = effects_of(towards, 0, blank.article, ReadAs(country=country, role=role))
    assert [effect.outlook for effect in found] == [outlook]


POSITIONS = [
    (measure(Channel.TARIFF), "USA", (Position.IMPLEMENTER,)),
    (measure(Channel.TARIFF), "CAN", (Position.TARGET,)),
    (measure(Channel.TARIFF), "KOR", (Position.THIRD,)),
    (measure(Channel.TARIFF, targets=("ALL",)), "KOR", (Position.TARGET,)),
    (measure(Channel.TARIFF, targets=("ALL",)), "USA", (Position.IMPLEMENTER,)),
    (measure(Channel.TARIFF, targets=(), scope="all"), "KOR", (Position.TARGET,)),
    (measure(Channel.TARIFF, targets=()), "KOR", (Position.UNSTATED,)),
    (measure(Channel.TARIFF, implementers=()), "KOR", (Position.THIRD,)),
    (measure(Channel.TARIFF, targets=("EUU",)), "DEU", (Position.TARGET,)),
    (measure(Channel.TARIFF, targets=("DEU",)), "EUU", (Position.TARGET,)),
    (measure(Channel.TARIFF, targets=("EUU",)), "GBR", (Position.THIRD,)),
    (measure(Channel.TRADE_AGREEMENT, implementers=("USA", "CAN"), targets=()), "CAN", (Position.PARTY,)),
    (measure(Channel.TRADE_AGREEMENT, implementers=("USA", "CAN"), targets=()), "KOR", (Position.THIRD,)),
    (measure(Channel.UNCERTAINTY, implementers=("USA",), targets=()), "KOR", (Position.UNSTATED,)),
    (
        measure(Channel.MARKET_ACCESS, implementers=("USA", "CAN"), targets=()),
        "CAN",
        (Position.IMPLEMENTER, Position.TARGET),
    ),
]


@pytest.mark.parametrize(("found", "country", "positions"), POSITIONS)
def test_a_country_stands_where_the_text_puts_it(
    found: Measure, country: str, positions: tuple[Position, ...]
) -> None:
    assert positions_of(found, country) == positions


def read(text: str, engine: Engine) -> Analysis:
    return analyse(article_from_text(text), engine)


def outlooks(analysis: Analysis, country: str, role: Role | None = None) -> dict[str, Outlook]:
    return {view.sector: view.outlook for view in views_of(analysis, ReadAs(country=country, role=role))}


CANS = (
    "Washington doubled its tariff on Canadian aluminium to 50% on Monday. American brewers will pay more for cans, "
    "the lobby said. Domestic smelters would benefit."
)


def test_the_words_of_the_text_win_and_are_the_evidence(engine: Engine) -> None:
    analysis = read(CANS, engine)
    for role, outlook, quote in (
        (Role.IMPORTER, Outlook.RISK, "American brewers will pay more for cans"),
        (Role.PRODUCER, Outlook.OPPORTUNITY, "Domestic smelters would benefit"),
    ):
        view = views_of(analysis, ReadAs(country="USA", role=role))[0]
        assert (view.sector, view.outlook, view.basis) == ("metals", outlook, Basis.STATED)
        (effect,) = view.effects
        (span,) = effect.evidence
        assert quote in analysis.article.text[span.start : span.end]


def test_words_against_the_table_win(engine: Engine) -> None:
    text = "Washington imposed a 25% tariff on Canadian steel on Monday. American manufacturers will pay less, officials said."
    view = views_of(read(text, engine), ReadAs(country="USA", role=Role.IMPORTER))[0]
    assert (view.outlook, view.basis) == (Outlook.OPPORTUNITY, Basis.STATED)


def test_what_is_stated_of_one_country_is_not_said_of_another(engine: Engine) -> None:
    view = views_of(read(CANS, engine), ReadAs(country="CAN", role=Role.IMPORTER))[0]
    assert view.effects == ()
    assert view.outlook is Outlook.NONE


def test_a_country_as_a_whole_takes_both_sides(engine: Engine) -> None:
    assert outlooks(read(CANS, engine), "USA")["metals"] is Outlook.MIXED
    assert outlooks(read(CANS, engine), "CAN")["metals"] is Outlook.RISK
    assert outlooks(read(CANS, engine), "MEX")["metals"] is Outlook.OPPORTUNITY


STATED = [
    ("American consumers will pay more for steel.", Role.CONSUMER, "USA", Outlook.RISK),
    ("Shoppers could face higher prices.", Role.CONSUMER, "", Outlook.RISK),
    ("Consumers in Canada would pay less.", Role.CONSUMER, "CAN", Outlook.OPPORTUNITY),
    ("Chinese importers are running short of copper.", Role.IMPORTER, "CHN", Outlook.RISK),
    ("Carmakers face higher input costs.", Role.IMPORTER, "", Outlook.RISK),
    ("Local steelmakers stand to gain.", Role.PRODUCER, "", Outlook.OPPORTUNITY),
    ("Korean exporters were shut out.", Role.EXPORTER, "KOR", Outlook.RISK),
    ("Brazilian exporters would benefit.", Role.EXPORTER, "BRA", Outlook.OPPORTUNITY),
    ("Shoppers will also pay a state sales tax.", Role.CONSUMER, "", Outlook.RISK),
    ("The move is meant to support domestic growers of mustard.", Role.PRODUCER, "", Outlook.OPPORTUNITY),
    ("Exporters expect sales to China to reach 20,000 tonnes.", Role.EXPORTER, "", Outlook.OPPORTUNITY),
    ("Exporters fear that orders could dry up.", Role.EXPORTER, "", Outlook.RISK),
    ("Other suppliers could fill the gap.", Role.RIVAL, "", Outlook.OPPORTUNITY),
]


@pytest.mark.parametrize(("sentence", "role", "country", "outlook"), STATED)
def test_effects_are_read_from_plain_sentences(
    sentence: str, role: Role, country: str, outlook: Outlook, engine: Engine
) -> None:
    text = f"Washington imposed a 25% tariff on steel from China, Korea and Canada. {sentence}"
    found = stated_effects(read(text, engine))
    assert [(s.role, s.country, s.outlook) for s in found] == [(role, country, outlook)]
    assert text[found[0].cue.start : found[0].cue.end] in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Consumers will not pay more.", "Shoppers never face higher prices.", "Consumers shrugged.",
        "Consumers are calm; prices pay more.", "Consumers said that although banks pay more.", "The team won the match.",
        "Exporters did not benefit.", "Households without cars pay more.",
    ],
)  # fmt: skip
def test_silence_and_negation_state_nothing(sentence: str, engine: Engine) -> None:
    assert (
        stated_effects(read(f"Washington imposed a 25% tariff on steel from China. {sentence}", engine)) == ()
    )


def test_a_letter_that_grows_when_it_is_made_small_moves_no_quotation(engine: Engine) -> None:
    text = "İİİİ: Washington imposed a 25% tariff on steel from China. AMERICAN CONSUMERS Will Pay More for steel."
    (found,) = stated_effects(read(text, engine))
    analysis = read(text, engine)
    quote = analysis.article.text[found.cue.start : found.cue.end]
    assert (quote, found.role, found.country) == ("CONSUMERS Will Pay More", Role.CONSUMER, "USA")


def test_the_seed_has_three_faces(engine: Engine) -> None:
    text = (ROOT / "seeds" / "seed_article.txt").read_text(encoding="utf-8")
    analysis = read(text, engine)
    sectors = [reading.sector for reading in analysis.readings]
    canada, china, america = (outlooks(analysis, country) for country in ("CAN", "CHN", "USA"))
    assert [*canada] == [*china] == [*america] == [*sectors, WHOLE_ECONOMY]
    # its exporters hope for access to China, with which the talks are
    assert {canada[sector] for sector in sectors} == {Outlook.OPPORTUNITY}
    # who opens the market: producers there face more imports, buyers and consumers gain
    assert {china[sector] for sector in sectors} == {Outlook.MIXED}
    for role, outlook in (
        (Role.PRODUCER, Outlook.RISK),
        (Role.IMPORTER, Outlook.OPPORTUNITY),
        (Role.CONSUMER, Outlook.OPPORTUNITY),
    ):
        assert {outlooks(analysis, "CHN", role)[sector] for sector in sectors} == {outlook}
    # a third country loses an edge there, and is the one whom Canada wants to rely on less
    assert {america[sector] for sector in sectors} == {Outlook.RISK}
    assert america[WHOLE_ECONOMY] is Outlook.RISK
    assert canada[WHOLE_ECONOMY] is not Outlook.RISK


def wish(**more: object) -> Measure:
    return measure(
        Channel.MARKET_ACCESS, implementers=("CAN",), targets=(), stance=Stance.LIBERALISING, status=Status.HOPED,
        speaker="company", **more,
    )  # fmt: skip


def talks(*sides: str) -> Measure:
    return measure(
        Channel.TRADE_AGREEMENT,
        implementers=sides,
        targets=(),
        stance=Stance.NEUTRAL,
        status=Status.NEGOTIATING,
    )


def test_a_wish_is_asked_of_the_other_side_of_the_talks() -> None:
    (found, _), taken = resolved((wish(), talks("CHN", "CAN")))
    assert (found.implementers, found.targets, taken) == (("CHN",), ("CAN",), {0})


@pytest.mark.parametrize(
    "told",
    [(), (talks("CHN", "USA"),), (talks("CHN", "CAN"), talks("CAN", "USA")),
     (replace(talks("CHN", "CAN"), status=Status.IN_FORCE),)],
)  # fmt: skip
def test_without_talks_or_with_several_sides_it_stays_open(told: tuple[Measure, ...]) -> None:
    measures = (wish(), *told)
    assert resolved(measures) == (measures, frozenset())


def test_who_only_buys_what_is_taxed_is_neither_sheltered_nor_shut_out(engine: Engine) -> None:
    analysis = read((ROOT / "seeds" / "example_steel_tariff.txt").read_text(encoding="utf-8"), engine)
    mexico, korea = (
        {view.sector: view for view in views_of(analysis, ReadAs(country=country))} for country in ("MEX", "KOR")
    )
    assert (mexico["automotive"].outlook, mexico["metals"].outlook) == (Outlook.RISK, Outlook.MIXED)
    assert {effect.role for effect in mexico["automotive"].effects} <= {Role.IMPORTER, Role.CONSUMER}
    assert (korea["automotive"].effects, korea["metals"].outlook) == ((), Outlook.RISK)


def away_from(*targets: str) -> Measure:
    return measure(Channel.DIVERSIFICATION, implementers=("CAN",), targets=targets)


def deal(*sides: str, at: int = 0) -> Measure:
    return measure(
        Channel.TRADE_AGREEMENT, implementers=sides, targets=(), stance=Stance.LIBERALISING, status=Status.HOPED,
        evidence=(Span(at, at + 5),),
    )  # fmt: skip


def test_whom_the_same_words_leave_is_no_party_to_the_new_partnership() -> None:
    (found, _), taken = resolved((deal("CAN", "USA"), away_from("USA")))
    assert (found.implementers, taken) == (("CAN",), frozenset())
    for measures in ((deal("CAN", "USA", at=50), away_from("USA")), (deal("CAN", "KOR"), away_from("USA"))):
        assert resolved(measures) == (measures, frozenset())
    assert positions_of(found, "CHN") == (Position.UNSTATED,)


def test_talks_of_a_deal_are_open_about_easing(blank: Analysis) -> None:
    told = effects_of(talks("CHN", "CAN"), 0, blank.article, ReadAs(country="CAN", role=Role.EXPORTER))
    assert [effect.why for effect in told] == ["still open; if it comes: gains preferential access"]


def test_the_seed_does_not_put_americas_trade_with_china_at_stake(engine: Engine) -> None:
    analysis = read((ROOT / "seeds" / "seed_article.txt").read_text(encoding="utf-8"), engine)
    ways = {frozenset((s.exporter, s.importer)) for s in stakes_of(analysis, Ledger(load_embedded())) if s.exporter}
    assert ways == {frozenset(("CAN", "CHN")), frozenset(("CAN", "USA"))}
    china = views_of(analysis, ReadAs(country="CHN"))[-1]
    assert not [effect for effect in china.effects if effect.outlook is Outlook.RISK]


def test_where_no_party_changes_the_same_tuple_comes_back() -> None:
    for measures in ((), (wish(),), (deal("CAN", "KOR"), away_from("USA"))):
        assert resolved(measures)[0] is measures


def test_who_is_named_is_never_replaced() -> None:
    stated = (wish(slots=(Slot("implementer", Span(0, 3)),)), talks("CHN", "CAN"))
    assert resolved(stated) == (stated, frozenset())


def test_nothing_that_bears_on_a_reader_is_none_not_neutral(engine: Engine) -> None:
    analysis = read("Washington imposed a 25% tariff on Canadian steel on Monday.", engine)
    assert outlooks(analysis, "CAN", Role.CONSUMER) == {"metals": Outlook.NONE}
    assert outlooks(analysis, "CAN", Role.RIVAL) == {"metals": Outlook.NONE}


def test_without_a_country_nothing_is_read_anew(engine: Engine) -> None:
    analysis = read(CANS, engine)
    before = {view.sector: view.before for view in views_of(analysis, ReadAs(country="USA"))}
    assert before == {r.sector: r.outlook for r in analysis.readings}


@given(st.sampled_from(["USA", "CAN", "KOR", "DEU"]), st.sampled_from([None, *Role]))
def test_an_outlook_of_measures_is_that_of_their_sector(country: str, role: Role | None) -> None:
    analysis = read("Washington imposed a 25% tariff on Canadian steel on Monday.", load_engine())
    read_as = ReadAs(country=country, role=role)
    assert outlook_as(analysis, read_as)(analysis.measures) is outlooks(analysis, country, role)["metals"]


def test_a_role_without_a_country_belongs_to_the_measure_told_last(engine: Engine) -> None:
    text = (
        "Washington doubled its tariff on Canadian aluminium to 50% on Monday. Domestic smelters stand to gain. Ottawa "
        "imposed tariffs on American orange juice on Tuesday."
    )
    analysis = read(text, engine)
    (effect,) = (
        e
        for v in views_of(analysis, ReadAs(country="USA", role=Role.PRODUCER))
        for e in v.effects
        if e.basis is Basis.STATED
    )
    assert effect.outlook is Outlook.OPPORTUNITY
    canada = [e for v in views_of(analysis, ReadAs(country="CAN")) for e in v.effects]
    assert canada
    assert all(e.basis is Basis.DERIVED for e in canada)
