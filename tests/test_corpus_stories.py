"""Copies and threads: a story counts once however often it is printed, and a measure is followed from step to step."""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from analysis.corpus import derive
from analysis.corpus import threads as thread_rules
from analysis.corpus.checking import faults_of
from analysis.corpus.connect import Connection, MemoryExceeded
from analysis.corpus.filters import Filters
from analysis.corpus.fingerprint import SIZE, signature_of
from analysis.corpus.queries import Corpus
from analysis.corpus.store import Store, Writer
from tests.corpus_kit import add, killed, record, rows_of, write_lines

_WORDS = (
    "minister said shipments output capacity quarter analysts expected plants workers union region exports border costs "
    "prices mills decline growth demand contracts buyers deliveries investment energy transport council committee report"
).split()


def wire(number: int, *, sentences: int = 24) -> dict[str, str]:
    """A wire story of its own, of about 300 words."""
    chance = random.Random(number)
    body = " ".join(
        " ".join(chance.choice(_WORDS) for _ in range(12)).capitalize() + f" in area {chance.randrange(10_000)}."
        for _ in range(sentences)
    )
    return {**record(number), "title": f"Wire {number}", "text": f"Canada announced a tariff on Chinese steel. {body}"}


def sentences_of(story: dict[str, str]) -> list[str]:
    return [f"{sentence}." for sentence in story["text"].split(".") if sentence.strip()]


def cut(share: float) -> Any:
    def change(story: dict[str, str]) -> str:
        parts = sentences_of(story)
        return "".join(parts[: max(1, int(len(parts) * share))])

    return change


def other_intro(story: dict[str, str]) -> str:
    return "Our correspondent looks at what the week has brought to the mills here. " + "".join(sentences_of(story)[2:])


def longer(story: dict[str, str]) -> str:
    return story["text"] + " Local firms here told this paper that they will wait and see what comes of it in the end."


CHANGES = {
    "same": lambda story: story["text"], "cut to two thirds": cut(0.67), "cut to a half": cut(0.5), "another intro": other_intro,
    "a local end": longer,
}  # fmt: skip


def copy(story: dict[str, str], text: str, outlet: str, days: int = 1) -> dict[str, str]:
    day = date.fromisoformat(story["date"]) + timedelta(days=days)
    return {**story, "title": f"Seen by {outlet}", "text": text, "source": outlet, "url": f"https://{outlet}/1", "date": day.isoformat()}


@pytest.mark.parametrize("change", CHANGES)
def test_planted_copies_change_no_count(change: str, tmp_path: Path) -> None:
    stories = [wire(n) for n in range(30)]
    copies = [copy(story, CHANGES[change](story), f"{change}{n}.example".replace(" ", "")) for n, story in enumerate(stories)]
    add(tmp_path / "plain", write_lines(tmp_path / "plain.jsonl", stories))
    add(tmp_path / "store", write_lines(tmp_path / "both.jsonl", [*copies, *stories]))
    assert len(rows_of(tmp_path / "store")["copies"]) == 30
    plain, both = Corpus(tmp_path / "plain"), Corpus(tmp_path / "store")
    for name in ("heatmap", "weeks", "actors", "statuses", "uncertainty"):
        assert getattr(plain, name)(Filters()).equals(getattr(both, name)(Filters())), name
    totals = both.totals().iloc[0]
    assert (totals.article_count, totals.story_count, totals.copy_count) == (60, 30, 30)
    listed = both.articles(Filters())
    assert len(listed) == 30
    assert all(len(outlets) == 2 for outlets in listed["outlets"])
    plain_threads = [row[:9] for row in rows_of(tmp_path / "plain")["threads"]]
    assert [row[:9] for row in rows_of(tmp_path / "store")["threads"]] == plain_threads


def test_copies_that_come_later_join_their_story(tmp_path: Path) -> None:
    stories = [wire(n) for n in range(20)]
    copies = [copy(story, other_intro(story), "late.example", days=3) for story in stories]
    add(tmp_path / "store", write_lines(tmp_path / "one.jsonl", stories))
    assert not rows_of(tmp_path / "store")["copies"]
    add(tmp_path / "store", write_lines(tmp_path / "two.jsonl", copies))
    add(tmp_path / "once", tmp_path / "one.jsonl", tmp_path / "two.jsonl")
    assert len(rows_of(tmp_path / "store")["copies"]) == 20
    assert rows_of(tmp_path / "store") == rows_of(tmp_path / "once")


def test_the_same_words_a_year_later_are_another_story(tmp_path: Path) -> None:
    story = wire(1)
    add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", [story, copy(story, story["text"], "b.example", days=365)]))
    assert not rows_of(tmp_path / "store")["copies"]


def test_different_stories_on_one_subject_stay_apart(tmp_path: Path) -> None:
    add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", [wire(n) for n in range(200)]))
    assert not rows_of(tmp_path / "store")["copies"]


def test_a_signature_depends_on_the_words_alone() -> None:
    assert signature_of("Steel  tariffs, rise again now") == signature_of("steel tariffs rise\nagain NOW!")
    assert signature_of("")[0] == 1
    assert len(signature_of("one two three four five")[1]) == SIZE


LIFE = (
    ("2026-01-05", "Washington threatened a 25% tariff on Canadian steel.", "threatened"),
    ("2026-01-20", "The United States announced a 25% tariff on Canadian steel.", "announced"),
    ("2026-02-02", "The White House delayed the 25% tariff on Canadian steel by a month.", "delayed"),
    ("2026-03-04", "The United States imposed a 25% tariff on Canadian steel.", "in_force"),
    ("2026-04-01", "A US court struck down the 25% US tariff on Canadian steel.", "struck_down"),
)


def life(days: int = 0) -> list[dict[str, str]]:
    return [
        {**record(n), "title": f"Day {n}", "text": text, "date": (date.fromisoformat(day) + timedelta(days=days)).isoformat()}
        for n, (day, text, _) in enumerate(LIFE)
    ]


def test_a_measure_becomes_one_thread_with_every_step(tmp_path: Path) -> None:
    add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", life()))
    corpus = Corpus(tmp_path / "store")
    threads = corpus.threads(Filters(channels=("tariff",)))
    assert len(threads) == 1
    thread = threads.iloc[0]
    assert (thread.implementer, thread.target, list(thread.sectors)) == ("USA", "CAN", ["metals"])
    assert list(thread.path) == [step for _, _, step in LIFE]
    assert thread.step_count == 5
    steps = corpus.steps([thread.thread])
    assert [(str(row.day)[:10], row.quote) for row in steps.itertuples()] == [(day, text) for day, text, _ in LIFE]


def test_a_long_silence_ends_a_thread(tmp_path: Path) -> None:
    add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", [*life(), *life(days=400)]))
    assert len(Corpus(tmp_path / "store").threads(Filters(channels=("tariff",)))) == 2


def test_two_sectors_of_the_same_statements_are_one_thread(tmp_path: Path) -> None:
    lines = [{**line, "text": line["text"].replace("steel", "steel and wheat")} for line in life()[:2]]
    add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", lines))
    threads = Corpus(tmp_path / "store").threads(Filters(channels=("tariff",)))
    assert [list(sectors) for sectors in threads["sectors"]] == [["agriculture", "metals"]]


def unaimed(*texts: str) -> list[dict[str, str]]:
    """Articles a few days apart that name no target."""
    return [
        {**record(n), "title": f"Day {n}", "text": text, "date": (date(2026, 1, 5) + timedelta(days=4 * n)).isoformat()}
        for n, text in enumerate(texts)
    ]


PLANNED, ANNOUNCED, PAID, ENDED = (
    f"Canada {verb} subsidies for steel." for verb in ("proposed", "announced", "has introduced", "ended")
)


def test_a_step_back_without_a_target_is_another_measure(tmp_path: Path) -> None:
    texts = (PLANNED, ANNOUNCED, PAID, PLANNED, PAID, ENDED, PLANNED, ANNOUNCED)
    add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", unaimed(*texts)))
    threads = Corpus(tmp_path / "store").threads(Filters(channels=("subsidy",))).sort_values("first_day")
    assert set(threads["target"]) == {""}
    assert [list(path) for path in threads["path"]] == [
        ["negotiating", "announced", "in_force"], ["negotiating", "in_force", "ended"], ["negotiating", "announced"]
    ]  # fmt: skip
    assert not list(faults_of(Store(tmp_path / "store")))


def test_stories_of_one_day_stand_in_the_order_of_a_life(tmp_path: Path) -> None:
    lines = [{**line, "date": "2026-01-05"} for line in unaimed(PAID, PLANNED, ENDED, PLANNED)]
    add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", lines))
    rows = rows_of(tmp_path / "store")
    assert [row[7] for row in rows["threads"]] == [["negotiating", "in_force", "ended"]]
    assert len(rows["steps"]) == 4


def test_a_step_back_against_a_named_target_stays_in_its_thread(tmp_path: Path) -> None:
    lines = unaimed(*(f"Canada {verb} a tariff on Chinese steel." for verb in ("imposed", "threatened", "imposed")))
    add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", lines))
    threads = Corpus(tmp_path / "store").threads(Filters(channels=("tariff",)))
    assert [list(path) for path in threads["path"]] == [["in_force", "threatened", "in_force"]]


def test_steps_are_the_same_in_any_portions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [*life(), *unaimed(PLANNED, PAID, ENDED), *(record(n) for n in range(100, 140))]
    add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", lines))
    for size in (1, 3):
        monkeypatch.setattr(thread_rules, "STEPS_AT_ONCE", size)
        add(tmp_path / f"store{size}", tmp_path / "in.jsonl")
        assert rows_of(tmp_path / f"store{size}") == rows_of(tmp_path / "store")


def test_changed_rules_make_the_tables_over_all_articles_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", unaimed(PLANNED, PAID)))
    before = Store(tmp_path / "store").manifest
    add(tmp_path / "store")
    assert Store(tmp_path / "store").manifest == before
    monkeypatch.setattr(derive, "rules_digest", lambda: "another")
    report = add(tmp_path / "store")
    assert report.reread == 0
    after = Store(tmp_path / "store").manifest
    assert after.derived is not None
    assert after.derived.rules == "another"
    assert after.shards == before.shards


def told_twice() -> list[dict[str, Any]]:
    lines = [wire(n) for n in range(40)]
    return [*lines, *({**line, "source": "Copyist", "url": ""} for line in lines[:5])]


@pytest.mark.parametrize("how", ["apart", "killed", "short of memory"])
def test_what_is_made_over_all_articles_is_the_same_wherever_it_is_made(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", told_twice()))
    expected = rows_of(tmp_path / "store")
    assert expected["copies"]
    assert expected["steps"]
    asked: list[int] = []
    with Writer(tmp_path / "store") as writer:
        writer.put_derived({}, rules="other")
        if how == "killed":
            monkeypatch.setattr(derive, "make_threads", killed)
        if how == "short of memory":
            find = derive.find_threads

            def greedy(con: Connection) -> Any:
                asked.append(len(asked))
                if len(asked) < 3:
                    raise MemoryExceeded("out of memory")
                return find(con)

            monkeypatch.setattr(derive, "find_threads", greedy)
        assert derive.derive(writer, is_apart=how != "short of memory")
        assert derive.is_derived(writer)
    assert len(asked) == (3 if how == "short of memory" else 0)
    assert rows_of(tmp_path / "store") == expected
    assert not list(faults_of(Store(tmp_path / "store")))
    assert not (tmp_path / "store" / "spill").exists()
