"""Measures over time on the page: steps say no more than their status, contests are links, numbers are one number."""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.corpus.adding import status_lines
from analysis.corpus.filters import Filters
from analysis.corpus.life import STEPS
from analysis.corpus.queries import Corpus
from analysis.corpus.store import Store
from tests.corpus_kit import add, write_lines
from tests.test_corpus_threads import STEEL, WHEAT, stories
from tests.views.conftest import HOSTILE, html_of
from views import loaders
from views.corpus_threads import contested_line, step_text, threads_list


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two disputes side by side."""
    path = tmp_path_factory.mktemp("threads")
    lines = [*stories(*(text for text, _ in STEEL)), *stories(*(text for text, _ in WHEAT), number=50)]
    add(path / "store", write_lines(path / "in.jsonl", lines))
    return path / "store"


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Corpus:
    return Corpus(folder)


def drawn(corpus: Corpus) -> str:
    threads = corpus.threads(Filters(channels=("tariff",)))
    names = threads["thread"]
    return threads_list(threads, corpus.steps(names), corpus.contests(names), str)


def test_what_is_only_announced_is_not_told_as_done(corpus: Corpus) -> None:
    html = drawn(corpus)
    path = re.sub("<[^>]+>", "", html.split('class="path">')[1].split("</span> <span")[0])
    assert path == (
        "threatened → announced → delayed → in force → exempted → lifting hoped for → lifting announced → struck down"
    )
    assert ">lifted<" not in html


def test_a_contest_is_told_with_forum_challenger_words_and_reason(corpus: Corpus) -> None:
    html = drawn(corpus)
    assert "Contested at the WTO by Canada (pending, 2026-02-16); in court (ruled on, 2026-02-28)." in html
    assert "Canada filed a complaint at the World Trade Organization" in html
    assert "The same story states this measure." in html
    # the other dispute is not contested
    assert html.count("Contested at the WTO") == 1


def test_a_contest_that_fits_several_measures_is_told_as_doubtful() -> None:
    row = {"challengers": ["CAN"], "forum": "wto", "status": "hoped", "day": pd.Timestamp("2026-02-16"), "candidate_count": 2}
    assert contested_line(pd.DataFrame([row])) == "Perhaps contested at the WTO by Canada (possible, 2026-02-16)."
    row |= {"challengers": [], "forum": "", "candidate_count": 1}
    assert contested_line(pd.DataFrame([row])) == "Contested in a dispute (possible, 2026-02-16)."


def test_who_acts_is_told_where_nobody_is_met(corpus: Corpus) -> None:
    threads = corpus.threads(Filters(channels=("tariff",))).head(1)
    none = pd.DataFrame()
    for target, channel, told in (
        ("", "subsidy", "United States, on whom not stated"),
        ("", "trade_agreement", "United States, party to the deal"),
        ("CAN", "tariff", "United States to Canada"),
        ("ALL", "tariff", "United States to all countries"),
    ):
        frame = threads.assign(implementer="USA", target=target, channel=channel)
        assert f"<b>{told}</b>" in threads_list(frame, none, none, str)


def test_of_many_steps_the_first_and_the_newest_are_shown(corpus: Corpus) -> None:
    threads = corpus.threads(Filters(channels=("tariff",)))
    name = threads["thread"].iloc[0]
    step = corpus.steps([name]).head(1)
    aside, many = step.assign(leads=False, quote="aside"), [step.assign(quote=f"step {n};") for n in range(30)]
    html = threads_list(threads.head(1), pd.concat([aside, *many]), pd.DataFrame(), str)
    assert "step 0;" in html
    assert "step 29;" in html
    assert "step 15;" not in html
    assert "aside" not in html
    assert "and 15 more" in html


def test_steps_that_no_story_begins_with_fill_the_room_that_is_left_in_order_of_time(corpus: Corpus) -> None:
    threads = corpus.threads(Filters(channels=("tariff",))).head(1)
    step = corpus.steps(threads["thread"]).head(1)
    many = pd.concat([step.assign(leads=n in (2, 10, 17), quote=f"step {n};") for n in range(20)])
    html = threads_list(threads, many, pd.DataFrame(), str)
    shown = [int(number) for number in re.findall(r"step (\d+);", html)]
    assert shown == [*range(8), 10, *range(13, 20)]
    assert "and 4 more" in html


def test_contests_that_have_no_room_are_counted(corpus: Corpus) -> None:
    threads = corpus.threads(Filters(channels=("tariff",))).head(1)
    contest = corpus.contests(threads["thread"]).head(1)
    html = threads_list(threads, pd.DataFrame(), pd.concat([contest.assign(quote=f"word {n};") for n in range(19)]), str)
    assert html.count("word ") == 16
    assert "and 3 more" in html


def test_every_step_has_words_that_a_reader_knows() -> None:
    told = {step: step_text(step) for step in STEPS}
    assert len(set(told.values())) == len(told)
    assert not any("_" in words for words in told.values())
    assert told["lifting_hoped"] == "lifting hoped for"
    assert told["in_force"] == "in force"


def test_what_stories_say_is_escaped(corpus: Corpus) -> None:
    threads = corpus.threads(Filters(channels=("tariff",)))
    steps, contests = corpus.steps(threads["thread"]), corpus.contests(threads["thread"])
    for frame in (steps, contests):
        frame["quote"] = frame["title"] = frame["outlet"] = HOSTILE
    assert "<script>" not in threads_list(threads, steps, contests, lambda sector: HOSTILE)


def test_the_page_and_the_command_line_count_the_same_measures(
    folder: Path, dashboard: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(loaders.STORES_VARIABLE, str(folder))
    at = dashboard(None)
    at.query_params["tab"] = "threads"
    html = html_of(at.switch_page("views/corpus_page.py").run())
    told = "2 measures are followed through two steps or more"
    assert any(line.startswith(told) for line in status_lines(Store(folder)))
    assert told in html
    assert re.search(r"<dt>Measures followed</dt><dd><b>2</b>", html)
