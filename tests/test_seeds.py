"""Golden readings of the articles in seeds/: what a newcomer sees first has to be right."""

from pathlib import Path

import pytest

from analysis.engine import Engine, load_engine
from analysis.model import Analysis, Centrality, Channel, Outlook, Stance, Status
from analysis.pipeline import analyse
from analysis.sources import article_from_text

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
SEVEN = {
    "agriculture", "agri_food", "energy", "critical_minerals", "clean_technology", "machinery", "ev_supply_chain",
}  # fmt: skip


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def read(name: str, engine: Engine) -> Analysis:
    return analyse(article_from_text((SEEDS / name).read_text(encoding="utf-8")), engine)


@pytest.fixture(scope="module")
def seed(engine: Engine) -> Analysis:
    return read("seed_article.txt", engine)


def quotes(analysis: Analysis, sector: str) -> list[str]:
    reading = next(r for r in analysis.readings if r.sector == sector)
    return [analysis.article.text[e.start : e.end] for e in reading.evidence]


def test_the_seed_implicates_exactly_seven_sectors(seed: Analysis) -> None:
    assert {reading.sector for reading in seed.readings} == SEVEN
    assert not {"culture", "finance", "tourism"} & {reading.sector for reading in (*seed.readings, *seed.passing)}


def test_the_seed_names_the_parts_of_the_ev_supply_chain(seed: Analysis) -> None:
    ev = next(reading for reading in seed.readings if reading.sector == "ev_supply_chain")
    assert {"batteries", "components", "finished_vehicles"} <= set(ev.segments)


def test_the_seed_names_five_countries(seed: Analysis) -> None:
    assert {place.iso3 for place in seed.places} == {"CAN", "CHN", "USA", "QAT", "CHE"}


def test_the_seed_has_three_dated_events(seed: Analysis) -> None:
    assert [event.when for event in seed.events] == ["Jan. 13 to 17", "Jan. 18", "Jan. 19 to 21"]
    assert [event.on for event in seed.events] == [None, None, None]
    assert all(event.note for event in seed.events)


def test_the_hope_of_these_sectors_is_evidence_for_all_seven(seed: Analysis) -> None:
    for sector in SEVEN:
        assert any(quote.startswith("Companies in these sectors hope") for quote in quotes(seed, sector))


def test_all_evidence_of_the_seed_quotes_its_body_and_no_boilerplate(seed: Analysis) -> None:
    text = seed.article.text
    spans = [e for reading in (*seed.readings, *seed.passing) for e in reading.evidence]
    spans += [e for measure in seed.measures for e in measure.evidence]
    assert spans
    for span in spans:
        quote = text[span.start : span.end]
        assert span.start >= seed.article.title_end
        assert "Getty" not in quote
        assert "help of AI" not in quote
        assert quote == quote.strip()


def test_the_seed_hopes_and_only_ev_tariffs_are_left_open(seed: Analysis) -> None:
    tariffs = [link for link in seed.links if link.channel is Channel.TARIFF]
    assert {link.sector for link in tariffs} == {"ev_supply_chain"}
    assert all("EV tariffs" in seed.article.text[link.span.start : link.span.end] for link in tariffs)
    assert not [m for m in seed.measures if m.channel is Channel.TARIFF and m.stance is not Stance.NEUTRAL]
    for channel in (Channel.MARKET_ACCESS, Channel.STANDARDS, Channel.UNCERTAINTY):
        (measure,) = [m for m in seed.measures if m.channel is channel and m.sectors]
        assert set(measure.sectors) == SEVEN
        assert (measure.stance, measure.status) == (Stance.LIBERALISING, Status.HOPED)
    for reading in seed.readings:
        assert reading.outlook is Outlook.OPPORTUNITY
    for measure in seed.measures:
        if measure.channel is Channel.DIVERSIFICATION:
            assert measure.sectors == ()


def test_a_duty_in_force_is_a_risk_for_the_sector_it_hits(engine: Engine) -> None:
    analysis = read("example_steel_tariff.txt", engine)
    steel = analysis.readings[0]
    assert (steel.sector, steel.centrality, steel.outlook) == ("metals", Centrality.PRIMARY, Outlook.RISK)
    assert any(
        m.channel is Channel.TARIFF and m.stance is Stance.RESTRICTIVE and m.status is Status.IN_FORCE
        and "metals" in m.sectors for m in analysis.measures
    )  # fmt: skip
    assert "agri_food" not in {reading.sector for reading in analysis.readings}


def test_an_export_control_is_read_with_its_implementer_and_target(engine: Engine) -> None:
    analysis = read("example_export_control.txt", engine)
    control = next(m for m in analysis.measures if m.channel is Channel.EXPORT_RESTRICTION and "JPN" in m.implementers)
    assert control.stance is Stance.RESTRICTIVE
    assert control.status is Status.ANNOUNCED
    assert "RUS" in control.targets
    assert {"critical_minerals", "semiconductors"} <= set(control.sectors)


def test_a_sports_story_implicates_nothing(engine: Engine) -> None:
    analysis = read("example_no_trade.txt", engine)
    assert analysis.readings == ()
    assert analysis.measures == ()


def test_examples_say_that_they_were_written_for_the_project() -> None:
    for path in SEEDS.glob("example_*.txt"):
        assert "Written for this project" in path.read_text(encoding="utf-8")
