"""Files, JSON Lines and standard input become articles, or a sentence that says why not."""

import codecs
import io
import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import sources
from analysis.intake import door
from analysis.intake.door import read_path
from analysis.model import Article
from analysis.sources import MAX_BYTES, MAX_CHARACTERS, Failure, article_from_text


def read_lines(folder: Path, *lines: str | bytes) -> list[Article | Failure]:
    path = folder / "feed.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + b"\n")
    return list(read_path(path))


def read_file(folder: Path, data: bytes, name: str = "story.txt") -> list[Article | Failure]:
    path = folder / name
    path.write_bytes(data)
    return list(read_path(path))


def only_article(items: list[Article | Failure]) -> Article:
    assert len(items) == 1
    assert isinstance(items[0], Article)
    return items[0]


def only_failure(items: list[Article | Failure]) -> Failure:
    assert len(items) == 1
    assert isinstance(items[0], Failure)
    return items[0]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Wheat falls\n\nPrices fell on Monday.", "Wheat falls"),
        ("Wheat falls\r\n\r\nPrices fell.", "Wheat falls"),
        ("Wheat falls\r\rPrices fell.", "Wheat falls"),
        ("\n  Wheat falls  \n \nPrices fell.", "Wheat falls"),
        ("# Wheat falls\n\nPrices fell.", "Wheat falls"),
        ("Wheat falls", "Wheat falls"),
        ("Wheat falls\n\n", "Wheat falls"),
        ("Ottawa turns away from the U.S.\n\nIt did.", "Ottawa turns away from the U.S."),
        ("Will wheat fall?\n\nIt may.", "Will wheat fall?"),
        ("Prices fell on Monday.\n\nThey rose on Tuesday.", ""),
        ("He said “no.”\n\nShe said yes.", ""),
        ("The list:\n\nwheat", ""),
        ("Wheat falls\nPrices fell.", ""),
        ("w" * 201 + "\n\nPrices fell.", ""),
        ("", ""),
        (" \n \n", ""),
    ],
)
def test_a_short_first_line_without_a_stop_is_the_title(text: str, title: str) -> None:
    article = article_from_text(text)
    assert article.title == title
    assert article.text == text
    assert article.text[: article.title_end].endswith(title)


def test_a_title_goes_before_the_body_with_a_blank_line_between() -> None:
    article = article_from_text("Prices fell.", title="  Wheat\n falls ")
    assert article.text == "Wheat falls\n\nPrices fell."
    assert article.text[: article.title_end] == article.title == "Wheat falls"


def test_a_text_that_opens_with_its_title_is_not_given_it_twice() -> None:
    once = article_from_text("Prices fell.", title="Wheat falls.")
    again = article_from_text(once.text, title=once.title)
    assert again == once


def test_a_headline_that_the_body_repeats_stays_doubled() -> None:
    article = article_from_text("Wheat falls\nCredit: Somebody\n\nPrices fell.", title="Wheat falls")
    assert article.text.startswith("Wheat falls\n\nWheat falls\nCredit")


def test_the_id_is_a_digest_of_the_text_unless_one_is_given() -> None:
    assert article_from_text("Prices fell.").id == article_from_text("Prices fell.").id == "a646666a7343"
    assert article_from_text("Prices rose.").id != article_from_text("Prices fell.").id
    assert article_from_text("Prices fell.", id="a1").id == "a1"


@given(st.text(), st.text(max_size=60))
def test_any_text_becomes_an_article_whose_title_ends_where_it_says(text: str, title: str) -> None:
    article = article_from_text(text, title=title)
    assert article.text.endswith(text)
    assert " ".join(article.text[: article.title_end].split()).endswith(article.title)


def test_the_seed_is_read_as_it_is() -> None:
    seed = Path(__file__).parent.parent / "seeds" / "seed_article.txt"
    article = only_article(list(read_path(seed)))
    assert article.text.encode() == seed.read_bytes()
    assert article.title.startswith("Canada Seeks Trade Deal")
    assert article.title_end == len(article.title)


@pytest.mark.parametrize(
    "data",
    [
        "Café prices\n\nUp.".encode(),
        codecs.BOM_UTF8 + "Café prices\n\nUp.".encode(),
        "Café prices\n\nUp.".encode("utf-16"),
    ],
)
def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path, data: bytes) -> None:
    assert only_article(read_file(tmp_path, data)).text == "Café prices\n\nUp."


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    assert only_article(read_file(tmp_path, b"Wheat\r\n\r\nUp.\r\n")).text == "Wheat\r\n\r\nUp.\r\n"


def test_windows_letters_are_read_with_a_note(tmp_path: Path) -> None:
    note, article = read_file(tmp_path, "“Café” prices".encode("cp1252"), "story.md")
    assert isinstance(note, Failure)
    assert note.is_note
    assert "Windows-1252" in str(note)
    assert isinstance(article, Article)
    assert article.text == "“Café” prices"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x81\x8d", "in no encoding that is known"),
        (b"\x89PNG\x00\xff", "is a picture"),
        (bytes(range(32)) * 9, "is not text"),
    ],
)
def test_a_file_without_readable_text_is_a_failure(tmp_path: Path, data: bytes, reason: str) -> None:
    failure = only_failure(read_file(tmp_path, data))
    assert reason in failure.reason
    assert failure.place == str(tmp_path / "story.txt")


def test_paths_that_hold_no_article_say_so(tmp_path: Path) -> None:
    assert "No such file" in str(only_failure(list(read_path(tmp_path / "missing.txt"))))
    assert "is a folder" in str(only_failure(list(read_path(tmp_path))))
    assert "Give one of .txt, .md" in str(only_failure(read_file(tmp_path, b"x", "story.zzz")))


def test_a_file_over_the_size_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MAX_BYTES", 2_000_000)
    assert "larger than 2 MB" in str(only_failure(read_file(tmp_path, b"x" * 2_000_001)))


def test_a_text_over_the_limit_is_cut_with_a_note(tmp_path: Path) -> None:
    note, article = read_file(tmp_path, b"Wheat\n\n" + b"x" * MAX_CHARACTERS)
    assert isinstance(note, Failure)
    assert note.is_note
    assert "1,000,007 characters, of which the first 1,000,000" in str(note)
    assert isinstance(article, Article)
    assert len(article.text) == MAX_CHARACTERS
    assert article.title == "Wheat"


def test_a_line_gives_all_that_an_article_has(tmp_path: Path) -> None:
    record = {
        "id": "a1",
        "title": "Wheat falls",
        "text": "Prices fell.",
        "date": "2026-01-13",
        "url": "https://example.org/a1",
        "source": "Example",
        "more": [1],
    }
    article = only_article(read_lines(tmp_path, codecs.BOM_UTF8 + json.dumps(record).encode()))
    assert article == Article(
        id="a1",
        title="Wheat falls",
        text="Wheat falls\n\nPrices fell.",
        title_end=11,
        published=date(2026, 1, 13),
        url="https://example.org/a1",
        source="Example",
    )


@pytest.mark.parametrize("written", ["2026-01-13", "2026-01-13T23:30:00Z", "2026-01-13T23:30:00-05:00"])
def test_the_date_is_the_day_as_written(tmp_path: Path, written: str) -> None:
    article = only_article(read_lines(tmp_path, json.dumps({"text": "Up.", "date": written})))
    assert article.published == date(2026, 1, 13)


BAD_LINES = [
    ('{"text": "x"', "is not JSON"),
    ("wheat", "is not JSON"),
    ('["x"]', "is a list, not an object"),
    ("null", "is null, not an object"),
    ('"x"', "is text, not an object"),
    ("{}", "has no text"),
    ('{"text": null}', "has no text"),
    ('{"text": " \\n"}', "has an empty text"),
    ('{"text": 7}', "text is a number, not text"),
    ('{"text": "x", "id": 7}', "id is a number, not text"),
    ('{"text": "x", "title": ["t"]}', "title is a list, not text"),
    ('{"text": "x", "url": true}', "url is true or false, not text"),
    ('{"text": "x", "score": NaN}', "holds NaN"),
    ('{"text": "x", "score": -Infinity}', "holds -Infinity"),
    ('{"text": "\\ud800x"}', "text holds \\ud800, half of a character"),
    ('{"text": "x", "n": ' + "9" * 5000 + "}", "number that is too long"),
    ("[" * 100_000, "nested too deeply"),
    (b'{"text": "\xff"}', "is not UTF-8"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=[reason for _, reason in BAD_LINES])
def test_a_bad_line_is_reported_with_its_place_and_the_rest_goes_on(
    tmp_path: Path, line: str | bytes, reason: str
) -> None:
    first, failure, last = read_lines(tmp_path, '{"text": "One."}', line, "", '{"text": "Two."}')
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.text, last.text) == ("One.", "Two.")
    assert isinstance(failure, Failure)
    assert reason in failure.reason
    assert failure.place == f"{tmp_path / 'feed.jsonl'}:2"
    assert not failure.is_note


@pytest.mark.parametrize("day", ["13 January", "2026-02-30", "2022-04", "2025-12/2026-01"])
def test_a_date_that_is_no_day_costs_the_date_and_not_the_article(tmp_path: Path, day: str) -> None:
    note, article = read_lines(tmp_path, json.dumps({"text": "One.", "date": day}))
    assert isinstance(note, Failure)
    assert note.is_note
    assert f"date {day!r} is no day" in note.reason
    assert isinstance(article, Article)
    assert (article.text, article.published) == ("One.", None)


def test_an_id_that_came_before_is_reported(tmp_path: Path) -> None:
    first, failure = read_lines(tmp_path, '{"id": "a", "text": "One."}', '{"id": "a", "text": "Two."}')
    assert isinstance(first, Article)
    assert isinstance(failure, Failure)
    assert str(failure).endswith("feed.jsonl:2: has the id 'a' of line 1. Give each article an id of its own.")


def test_a_line_over_the_limit_is_refused_and_the_next_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 1_000_000)
    failure, article = read_lines(tmp_path, json.dumps({"text": "x" * 3_500_000}), '{"text": "Two."}')
    assert isinstance(failure, Failure)
    assert "longer than 1 MB" in failure.reason
    assert isinstance(article, Article)
    assert article.text == "Two."


def test_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text('{"text": "One."}\n{"text": "Two."}\n')
    items = read_path(path)
    assert isinstance(next(items), Article)
    items.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b'{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."]),
        (b'\xef\xbb\xbf\n\n  {"text": "One."}', ["One."]),
        (b"Wheat falls\n\nPrices fell.\n", ["Wheat falls\n\nPrices fell.\n"]),
        (b"\n\nPrices fell.", ["\n\nPrices fell."]),
        (b'{"headline": "x"}\nwheat', ['{"headline": "x"}\nwheat']),
        (b"{wheat}", ["{wheat}"]),
    ],
)
def test_standard_input_is_lines_if_the_first_is_an_object_with_a_text(
    monkeypatch: pytest.MonkeyPatch, data: bytes, texts: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert [item.text for item in read_path("-") if isinstance(item, Article)] == texts


def test_empty_standard_input_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO()))
    failure = only_failure(list(read_path("-")))
    assert str(failure) == "standard input: is empty. Put title, blank line and body in it."


def test_the_limits_are_those_that_the_readme_states() -> None:
    assert (MAX_CHARACTERS, MAX_BYTES) == (1_000_000, 20_000_000)
