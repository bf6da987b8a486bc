"""Threads: one dispute is one thread whatever its stories leave open, two are two; and who contests a measure."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from analysis.corpus.checking import faults_of
from analysis.corpus.filters import Filters
from analysis.corpus.life import HOW_FAR, STEPS, step_of
from analysis.corpus.queries import Corpus
from analysis.corpus.store import Store
from analysis.engine import Engine
from analysis.pipeline import analyse
from analysis.sources import article_from_text
from tests.corpus_kit import add, record, write_lines


def stories(
    *texts: str, first: date = date(2026, 1, 5), days: int = 6, number: int = 0
) -> list[dict[str, str]]:
    """One article per text, so many days apart."""
    return [
        {
            **record(number + n),
            "title": f"Note {number + n}",
            "text": text,
            "date": (first + timedelta(days=days * n)).isoformat(),
        }
        for n, text in enumerate(texts)
    ]


def corpus_of(folder: Path, *lines: dict[str, str]) -> Corpus:
    add(folder / "store", write_lines(folder / "in.jsonl", lines))
    assert not list(faults_of(Store(folder / "store")))
    return Corpus(folder / "store")


def paths_of(corpus: Corpus, channel: str = "tariff") -> dict[tuple[str, str], list[str]]:
    threads = corpus.threads(Filters(channels=(channel,)), least_steps=1)
    assert not threads.duplicated(["implementer", "target"]).any()
    return {(row.implementer, row.target): list(row.path) for row in threads.itertuples()}


STEEL = (
    ("Washington threatened a 25% tariff on Canadian steel.", "threatened"),
    ("The United States announced a 25% tariff on Canadian steel that will start in March.", "announced"),
    ("The White House delayed the 25% tariff on Canadian steel by a month.", "delayed"),
    ("A 25% US tariff on Canadian steel took effect on Wednesday.", "in_force"),
    ("Mills cut output. The US steel tariff took effect this week.", None),
    ("The United States exempted some Canadian steel from its 25% tariff.", "exempted"),
    ("Canada hopes that Washington will lift its tariff on Canadian steel.", "lifting_hoped"),
    (
        "Canada filed a complaint at the World Trade Organization against the US tariff on Canadian steel.",
        None,
    ),
    (
        "Washington will remove its tariff on Canadian steel in May, the trade representative said.",
        "lifting_announced",
    ),
    ("A US court struck down the 25% US tariff on Canadian steel.", "struck_down"),
)
WHEAT = (
    ("The European Union threatened a 30% tariff on Chinese wheat.", "threatened"),
    ("Brussels announced a 30% tariff on Chinese wheat.", "announced"),
    ("The EU imposed a 30% tariff on Chinese wheat.", "in_force"),
    ("The EU tariff on wheat has raised prices, dealers said.", None),
    ("The European Union suspended the 30% tariff on Chinese wheat.", "suspended"),
)


def test_one_dispute_of_ten_stories_is_one_thread(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, *stories(*(text for text, _ in STEEL)))
    assert paths_of(corpus) == {("USA", "CAN"): [step for _, step in STEEL if step]}
    # the story of the mills names no target, that of the complaint only mentions the tariff: both are steps, no turns
    assert int(corpus.threads(Filters(channels=("tariff",)))["step_count"].iloc[0]) == 10


def test_two_disputes_in_parallel_are_two_threads(tmp_path: Path) -> None:
    wheat = stories(*(text for text, _ in WHEAT), first=date(2026, 1, 8), number=50)
    corpus = corpus_of(tmp_path, *stories(*(text for text, _ in STEEL)), *wheat)
    assert paths_of(corpus) == {
        ("USA", "CAN"): [step for _, step in STEEL if step], ("EUU", "CHN"): [step for _, step in WHEAT if step]
    }  # fmt: skip


def test_what_may_be_either_of_two_measures_is_taken_to_none(tmp_path: Path) -> None:
    texts = (
        "The United States imposed a tariff on Canadian steel.",
        "The United States imposed a tariff on Mexican steel.",
    )
    open_one = "Mills cut output. The US steel tariff took effect this week."
    paths = paths_of(corpus_of(tmp_path, *stories(*texts, open_one)))
    assert paths[("USA", "CAN")] == paths[("USA", "MEX")] == ["in_force"]
    assert len(paths) == 3


def test_a_story_names_the_target_that_its_next_sentence_leaves_open(tmp_path: Path) -> None:
    # another story names Mexico: what the same story names goes before it
    told = "Washington threatened a tariff on Canadian steel. The steel tariffs will start in March, the White House said."
    lines = stories(
        "The United States imposed a tariff on Mexican steel.",
        told,
        "The United States imposed a tariff on Canadian steel.",
    )
    assert paths_of(corpus_of(tmp_path, *lines))[("USA", "CAN")] == ["threatened", "in_force"]


def test_a_mention_beside_another_announcement_is_no_turn(tmp_path: Path) -> None:
    imposed = "The United States imposed a tariff on Canadian steel."
    beside = "The government announced help for mills hit by the US tariff on Canadian steel."
    corpus = corpus_of(tmp_path, *stories(imposed, beside))
    assert paths_of(corpus) == {("USA", "CAN"): ["in_force"]}
    assert len(corpus.steps(corpus.threads(Filters(channels=("tariff",)), least_steps=1)["thread"])) == 2


def test_background_of_a_story_is_no_turn(tmp_path: Path) -> None:
    told = "China lifted its tariff on Australian barley. China imposed the tariff on Australian barley years ago."
    paths = paths_of(
        corpus_of(
            tmp_path, *stories("Australia hopes that China will lift its tariff on Australian barley.", told)
        )
    )
    assert paths == {("CHN", "AUS"): ["lifting_hoped", "lifted"]}


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Washington will remove its tariff on Canadian steel in May.", "lifting_announced"),
        ("Washington lifted its tariff on Canadian steel.", "lifted"),
        ("Canada hopes that Washington will lift its tariff on Canadian steel.", "lifting_hoped"),
        ("Washington refused to lift its tariff on Canadian steel.", "lifting_refused"),
        ("The White House delayed the tariff on Canadian steel by a month.", "delayed"),
        ("The European Union suspended the 30% tariff on Chinese wheat.", "suspended"),
        ("The United States exempted Canadian steel from its tariff.", "exempted"),
        ("Washington ended the tariff exemption for Canadian steel.", "relief_withdrawn"),
        # to ban or to suspend imports is no end of a measure but the measure
        ("India has banned wheat exports with immediate effect.", "in_force"),
        ("Zimbabwe will ban the export of steel from January.", "announced"),
        ("Japan has suspended imports of wheat from Brazil.", "in_force"),
        ("A US court struck down the tariff on Canadian steel.", "struck_down"),
        ("The minister ruled out a tariff on Canadian steel.", "rejected"),
    ],
)
def test_a_step_says_what_is_done_and_never_more_than_the_status(
    text: str, step: str, mini_engine: Engine
) -> None:
    analysis = analyse(article_from_text(f"{text} The mills waited for news."), mini_engine)
    measure = next(m for m in analysis.measures if m.channel != "dispute")
    span = measure.evidence[0]
    assert step_of(measure, analysis.article.text[span.start : span.end]) == step
    assert step in STEPS


def test_a_step_that_is_not_done_yet_says_so() -> None:
    for step in STEPS:
        if step.endswith(("_hoped", "_threatened", "_in_talks", "_announced", "_refused")):
            assert HOW_FAR[step] in (None, 1), step


def contests_of(corpus: Corpus) -> list[dict[str, Any]]:
    threads = corpus.threads(Filters(channels=("tariff",)), least_steps=1)
    return list(corpus.contests(threads["thread"]).to_dict("records"))


def test_a_complaint_is_linked_to_the_tariff_that_it_attacks(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, *stories(*(text for text, _ in STEEL)))
    complaint, ruling = contests_of(corpus)
    assert (list(complaint["challengers"]), complaint["forum"], complaint["status"]) == (
        ["CAN"],
        "wto",
        "negotiating",
    )
    assert (complaint["basis"], complaint["candidate_count"]) == ("same_story", 1)
    assert "complaint" in complaint["quote"]
    assert (list(ruling["challengers"]), ruling["forum"]) == ([], "court")
    # a link: the complaint is a thread of its own still
    assert ("CAN", "USA") in paths_of(corpus, "dispute")
    assert corpus.threads(Filters(channels=("tariff",)))["contested_by"].tolist()[0].tolist() == [
        "CAN wto negotiating",
        "court in_force",
    ]


def test_a_request_to_the_wto_is_no_step_of_the_tariff(tmp_path: Path) -> None:
    imposed = "The European Union imposed a 30% tariff on Chinese wheat."
    asked = "China asked the World Trade Organization for consultations over the EU's tariff on Chinese wheat."
    corpus = corpus_of(tmp_path, *stories(imposed, asked))
    assert paths_of(corpus) == {("EUU", "CHN"): ["in_force"]}
    (found,) = contests_of(corpus)
    assert (list(found["challengers"]), found["forum"], found["status"]) == (["CHN"], "wto", "negotiating")


def test_a_complaint_in_another_story_is_linked_where_the_countries_are_reversed(tmp_path: Path) -> None:
    imposed = "The United States imposed a tariff on Canadian steel."
    asked = (
        "Canada requested consultations with the United States at the World Trade Organization over steel."
    )
    (found,) = contests_of(corpus_of(tmp_path, *stories(imposed, asked)))
    assert (found["basis"], list(found["challengers"]), found["forum"]) == ("reversed", ["CAN"], "wto")


@pytest.mark.parametrize(
    "asked",
    [
        "Canada requested consultations with China at the World Trade Organization over steel.",
        "Canada requested consultations with the United States at the World Trade Organization over wheat.",
        "The United States requested consultations with Canada at the World Trade Organization over steel.",
    ],
    ids=["another country", "another sector", "the other way round"],
)
def test_a_complaint_about_something_else_is_not_linked(asked: str, tmp_path: Path) -> None:
    assert (
        contests_of(
            corpus_of(tmp_path, *stories("The United States imposed a tariff on Canadian steel.", asked))
        )
        == []
    )


def test_a_complaint_long_after_is_not_linked(tmp_path: Path) -> None:
    asked = (
        "Canada requested consultations with the United States at the World Trade Organization over steel."
    )
    lines = stories("The United States imposed a tariff on Canadian steel.", asked, days=200)
    assert contests_of(corpus_of(tmp_path, *lines)) == []


def test_a_complaint_that_fits_two_measures_says_so(tmp_path: Path) -> None:
    told = (
        "The United States imposed a tariff on Canadian steel. The United States banned imports of Canadian steel. "
        "Canada filed a complaint at the World Trade Organization against the United States."
    )
    corpus = corpus_of(tmp_path, *stories(told))
    every = corpus.contests(corpus.threads(Filters(), least_steps=1)["thread"])
    assert set(every["candidate_count"]) == {2}
    assert len(every) == 2
