"""Measures: the example files that carry their own answer, and what holds for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.model import Channel, Measure, Stance, Status
from tests.measure_cases import Case, analysis_of, fits, read_cases

SPOKEN = (
    "measures_seeds.txt", "measures_tariff.txt", "measures_trade_defence.txt", "measures_borders.txt",
    "measures_sanctions_standards.txt", "measures_deals.txt", "measures_flows.txt", "measures_newsroom.txt",
    "measures_wire.txt", "measures_agency.txt", "measures_magazine.txt", "measures_desk.txt",
    "measures_context.txt", "measures_bureau.txt", "measures_correspondent.txt",
    "measures_field.txt", "measures_courts.txt", "measures_ports.txt",
)  # fmt: skip
CASES = read_cases(*SPOKEN)
SILENT = read_cases("measures_silent.txt")
# about other things: none of these may change what another sentence says
ASIDES = (
    "The choir sang at the harbour festival.",
    "The museum opens at nine on weekdays.",
    "A storm damaged the roof of the stadium.",
    "The novelist won a prize for her third book.",
)


@pytest.mark.parametrize("case", [case for case in CASES if case.wanted], ids=lambda case: case.where)
def test_a_sentence_yields_the_measures_that_it_states(case: Case) -> None:
    measures = analysis_of(case.sentence).measures
    missing = [wanted for wanted in case.wanted if not any(fits(m, wanted, measures) for m in measures)]
    assert not missing, measures


@pytest.mark.parametrize("case", [case for case in CASES if case.quote], ids=lambda case: case.where)
def test_the_quoted_part_is_evidence(case: Case) -> None:
    quotes = [case.sentence[s.start : s.end] for m in analysis_of(case.sentence).measures for s in m.evidence]
    assert any(case.quote in quote for quote in quotes)


@pytest.mark.parametrize("case", [*SILENT, *(c for c in CASES if not c.wanted)], ids=lambda case: case.where)
def test_nothing_is_found_where_nothing_is_said(case: Case) -> None:
    assert analysis_of(case.sentence).measures == ()


def test_the_examples_cover_every_channel_stance_and_status() -> None:
    named = [wanted for case in CASES for wanted in case.wanted]
    for slot, values in (("channel", Channel), ("stance", Stance), ("status", Status)):
        seen = {value for wanted in named for value in wanted.get(slot, "").split("|")}
        assert {str(value) for value in values} <= seen
    assert len(CASES) + len(SILENT) >= 16 + 250
    assert len(SILENT) >= 80


def key_of(measure: Measure) -> tuple[object, ...]:
    return (
        measure.channel, measure.stance, measure.status, measure.implementers, measure.targets, measure.sectors,
        measure.evidence, measure.slots,
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([case.sentence for case in CASES]), st.sampled_from(ASIDES))
def test_a_sentence_about_something_else_changes_no_measure(sentence: str, aside: str) -> None:
    alone = analysis_of(sentence).measures
    longer = analysis_of(f"{sentence} {aside}").measures
    assert [key_of(m) for m in longer[: len(alone)]] == [key_of(m) for m in alone]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([case.sentence for case in CASES]), min_size=1, max_size=4))
def test_every_span_lies_in_the_text_and_every_slot_in_a_clause_or_its_antecedent(sentences: list[str]) -> None:
    analysis = analysis_of(" ".join(sentences))
    text = analysis.article.text
    mentions = {m.span for reading in (*analysis.readings, *analysis.passing) for m in reading.mentions}
    for measure in analysis.measures:
        assert measure.evidence
        for span in measure.evidence:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip() == text[span.start : span.end]
        for slot in measure.slots:
            inside = any(e.start <= slot.span.start and slot.span.end <= e.end for e in measure.evidence)
            assert inside or (slot.name == "sector" and slot.span in mentions), (slot, measure)
        for quote in (*measure.magnitudes, *measure.legal_basis):
            assert quote in text


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([case.sentence for case in CASES]), min_size=1, max_size=3))
def test_the_same_text_gives_the_same_measures(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert analysis_of(text) == analysis_of(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_error(text: str) -> None:
    assert all(measure.evidence for measure in analysis_of(text).measures)


def test_repetitions_merge_into_one_measure_with_several_quotes() -> None:
    text = (
        "Canada will impose a 25% duty on Chinese steel. The prime minister spoke in Ottawa. "
        "Ottawa will impose the duty on Chinese steel in October."
    )
    (measure,) = (m for m in analysis_of(text).measures if m.channel is Channel.TARIFF)
    assert len(measure.evidence) == 2
    assert measure.implementers == ("CAN",)
    assert measure.magnitudes == ("25%",)


def test_a_removed_barrier_is_liberalising_and_a_refused_opening_stays_so() -> None:
    (lifted,) = analysis_of("China lifted its tariffs on Australian barley.").measures
    assert (lifted.stance, lifted.status) == (Stance.LIBERALISING, Status.IN_FORCE)
    (refused,) = analysis_of("Washington will not extend the exemption for lumber.").measures
    assert (refused.stance, refused.status) == (Stance.LIBERALISING, Status.REJECTED)


def test_what_looks_like_policy_keeps_its_reason() -> None:
    suppressed = analysis_of("Regulators approved a 12% tariff increase for electricity users.").suppressed
    assert any(item.reason == "no policy: utility tariff" for item in suppressed)


def test_a_passage_that_leaves_the_doer_open_speaks_of_the_act_named_elsewhere() -> None:
    text = (
        "The United States charges a tariff of 25% on British steel. "
        "As part of the deal, tariffs applied to US exports that the UK imposed will go."
    )
    tariffs = [m for m in analysis_of(text).measures if m.channel is Channel.TARIFF]
    restrictive = [m for m in tariffs if m.stance is Stance.RESTRICTIVE]
    assert [m.implementers for m in restrictive] == [("USA",)]
