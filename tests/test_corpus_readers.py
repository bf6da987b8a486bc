"""Every kind of input, and every fault of an input in its place."""

import csv
import gzip
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.corpus.mapping import Columns, Unmapped, day_of, parse_map
from analysis.corpus.readers import Found, Item, Meter, read_inputs
from analysis.corpus.rows import Reject, key_of
from analysis.errors import SourceError
from tests.corpus_kit import record, write_lines
from tests.fuzz.targets import MAIL, small_pdf, small_word


def read(*paths: Path, **mapping: str) -> list[Found]:
    return list(read_inputs(paths, Columns(mapping)))


def articles(found: list[Found]) -> list[Any]:
    return [item.article for item in found if isinstance(item, Item)]


def rejects(found: list[Found]) -> list[Reject]:
    return [item for item in found if isinstance(item, Reject)]


def as_lines(path: Path) -> Path:
    return write_lines(path / "in.jsonl", [record(n) for n in range(5)])


def as_gzip(path: Path) -> Path:
    target = path / "in.jsonl.gz"
    target.write_bytes(gzip.compress(as_lines(path).read_bytes()))
    return target


def as_zstd(path: Path) -> Path:
    target = path / "in.jsonl.zst"
    target.write_bytes(pa.compress(as_lines(path).read_bytes(), codec="zstd", asbytes=True))
    return target


def as_csv(path: Path) -> Path:
    with (path / "in.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(record(0)))
        writer.writeheader()
        writer.writerows(record(n) for n in range(5))
    return path / "in.csv"


def as_parquet(path: Path) -> Path:
    pq.write_table(pa.Table.from_pylist([record(n) for n in range(5)]), path / "in.parquet")
    return path / "in.parquet"


@pytest.mark.parametrize("make", [as_lines, as_gzip, as_zstd, as_csv, as_parquet], ids=lambda make: make.__name__)
def test_every_kind_of_table_gives_the_same_articles(make: Callable[[Path], Path], tmp_path: Path) -> None:
    expected = articles(read(write_lines(tmp_path / "plain.jsonl", [record(n) for n in range(5)])))
    assert len(expected) == 5
    assert articles(read(make(tmp_path))) == expected


def test_a_folder_is_read_by_name_and_leaves_out_what_it_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text("Headline two\n\nSteel.")
    (tmp_path / "a.md").write_text("# Headline one\n\nWheat.")
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text("No.")
    found = read(tmp_path)
    assert [article.title for article in articles(found)] == ["Headline one", "Headline two"]
    assert not rejects(found)


def test_a_page_gives_its_article_without_navigation_and_scripts(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<html><head><title>Site | Tariff</title><meta property="og:title" content="Tariff on steel">'
        '<meta property="article:published_time" content="2026-03-04T10:00:00Z"><meta property="og:site_name" content="Daily">'
        '<link rel="canonical" href="https://daily.example/1"></head><body><nav>Home World</nav><article><h1>Tariff on steel</h1>'
        "<p>Canada raised its <b>tariff</b> on&nbsp;steel.</p><script>var x = 1;</script><p>Mills waited.</p></article>"
        "<footer>Imprint</footer></body></html>"
    )
    (article,) = articles(read(tmp_path))
    assert article.text == "Tariff on steel\n\nCanada raised its tariff on steel.\n\nMills waited."
    assert (article.title, article.published, article.source) == ("Tariff on steel", date(2026, 3, 4), "Daily")
    assert article.url == "https://daily.example/1"


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Daily</title><item><title>Tariff &amp; steel</title><link>https://d.example/1</link><guid>g1</guid>
<pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Canada raised its tariff.</p><p>Mills waited.</p>]]></content:encoded></item>
<item><title>Empty</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Daily</title><entry><title>Tariff &amp; steel</title><id>g1</id>
<link rel="alternate" href="https://d.example/1"/><published>2026-03-04T10:00:00Z</published>
<content type="html">&lt;p&gt;Canada raised its tariff.&lt;/p&gt;&lt;p&gt;Mills waited.&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize("feed", [RSS, ATOM], ids=["rss", "atom"])
def test_a_feed_gives_one_article_per_item(feed: str, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(feed)
    article = articles(read(tmp_path))[0]
    assert article.text == "Tariff & steel\n\nCanada raised its tariff.\n\nMills waited."
    assert (article.id, article.published, article.source, article.url) == (
        "g1", date(2026, 3, 4), "Daily", "https://d.example/1",
    )  # fmt: skip


def test_a_feed_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS[: RSS.index("<item><title>Empty")])
    found = read(tmp_path)
    assert len(articles(found)) == 1
    assert "is not XML" in rejects(found)[0].reason


def test_documents_of_every_kind_are_read_from_a_folder_and_a_bad_one_costs_itself_only(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(small_pdf("Canada raised its tariff on steel, the ministry said."))
    (tmp_path / "b.docx").write_bytes(small_word("Beijing lifted its duty on canola."))
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04 word/ cut")
    (tmp_path / "d.eml").write_bytes(MAIL)
    (tmp_path / "e.txt").write_bytes("Цены на пшеницу упали после объявления о пошлинах.".encode("cp1251"))
    found = read(tmp_path)
    texts = [article.text for article in articles(found)]
    assert texts[0].startswith("Canada raised its tariff")
    assert texts[1].startswith("Beijing lifted")
    assert "Цены на пшеницу упали после объявления о пошлинах." in texts
    assert [article.source for article in articles(found)][:2] == ["", ""]
    assert [Path(reject.place).name for reject in rejects(found)] == ["c.docx", "e.txt"]


def test_columns_are_found_by_name_or_as_the_user_says(tmp_path: Path) -> None:
    rows = [{"Headline": "Steel", "maintext": "A tariff.", "date_publish": "2026-01-02 03:04:05", "outlet": "D", "mine": "Own."}]
    path = write_lines(tmp_path / "in.jsonl", rows)
    assert articles(read(path))[0].text == "Steel\n\nA tariff."
    assert articles(read(path))[0].published == date(2026, 1, 2)
    assert articles(read(path, text="mine"))[0].text == "Steel\n\nOwn."


def test_a_map_is_checked() -> None:
    assert parse_map(["text=body,date=day", "source=paper"]) == {"text": "body", "date": "day", "source": "paper"}
    with pytest.raises(SourceError, match="is not FIELD=COLUMN"):
        parse_map(["words=body"])


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-03-04", date(2026, 3, 4)),
        ("2026-03-04T23:59:59+05:00", date(2026, 3, 4)),
        ("20260304", date(2026, 3, 4)),
        ("Wed, 04 Mar 2026 10:00:00 GMT", date(2026, 3, 4)),
        (1772618400, date(2026, 3, 4)),
        (1772618400000, date(2026, 3, 4)),
        (datetime(2026, 3, 4, 5), date(2026, 3, 4)),
        ("", None),
        (None, None),
    ],
)
def test_days_are_read_as_feeds_and_databases_write_them(value: object, day: date | None) -> None:
    assert day_of(value) == day


@pytest.mark.parametrize("value", ["yesterday", "2026-13-01", "0001-01-01", "9999-01-01", True])
def test_what_is_no_day_is_refused(value: object) -> None:
    with pytest.raises(Unmapped):
        day_of(value)


BAD_LINES = [
    (b'{"text": "cut', "is not JSON"),
    (b'{"text": "\xff\xfe"}', "is not UTF-8"),
    (b'["a list"]', "is not an object"),
    (b'{"title": "alone"}', "no column for the text"),
    (b'{"text": "  "}', "empty text"),
    (b'{"text": 7}', "is not text"),
    (b'{"text": "\\ud800"}', "half of a character"),
    (b'{"text": "a\\u0000b"}', "zero byte"),
    (b'{"text": NaN}', "does not know"),
    (b"[" * 100_000, "nested too deeply"),
    (b'{"text": ' + b"9" * 5_000 + b"}", "too long"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=[reason for _, reason in BAD_LINES])
def test_a_bad_line_is_kept_with_reason_and_place_and_costs_only_itself(line: bytes, reason: str, tmp_path: Path) -> None:
    good = json.dumps(record(1)).encode()
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join((good, line, good)))
    found = read(path)
    assert len(articles(found)) == 2
    (reject,) = rejects(found)
    assert reject.place == f"{path}:2"
    assert reason in reject.reason


def test_a_date_that_is_no_day_costs_the_date_and_not_the_article(tmp_path: Path) -> None:
    found = read(write_lines(tmp_path / "in.jsonl", [{"text": "A tariff.", "date": "soon"}]))
    assert [article.published for article in articles(found)] == [None]
    assert [reject.reason for reject in rejects(found)] == ["date 'soon' is no date; the article was kept without it"]


def test_a_row_of_50_mb_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    good = json.dumps(record(1)).encode()
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"text": "' + b"a " * 25_000_000 + b'"}\n' + good)
    found = read(path)
    assert [reject.reason for reject in rejects(found)] == ["is longer than 20 MB"]
    assert len(articles(found)) == 1


def test_a_field_of_50_mb_in_csv_is_refused_and_the_next_row_read(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b"title,text\nlong," + b"a " * 25_000_000 + b"\nshort,Steel tariff.\n")
    found = read(path)
    assert "field larger" in rejects(found)[0].reason
    assert [article.title for article in articles(found)] == ["short"]


@pytest.mark.parametrize("make", [as_gzip, as_zstd], ids=lambda make: make.__name__)
def test_a_packed_file_that_is_cut_off_keeps_what_came_before(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path)
    big = write_lines(tmp_path / "big.jsonl", [record(n) for n in range(2_000)])
    packed = gzip.compress(big.read_bytes()) if path.suffix == ".gz" else pa.compress(big.read_bytes(), "zstd", asbytes=True)
    path.write_bytes(packed[: len(packed) * 2 // 3])
    found = read(path)
    assert len(articles(found)) > 500
    assert "is cut off or damaged" in rejects(found)[-1].reason


def test_csv_that_is_not_utf8_costs_only_its_row(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b"title;text\none;Steel tariff.\ntwo;caf\xe9\nthree;a;b\nfour;Wheat tariff.\n")
    found = read(path)
    assert [article.title for article in articles(found)] == ["one", "four"]
    assert [reject.reason for reject in rejects(found)] == ["is not UTF-8", "has 3 fields, not 2"]
    assert [reject.place for reject in rejects(found)] == [f"{path}:3", f"{path}:4"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("in.parquet", b"PAR1 no", "cannot be read as Parquet"),
        ("in.txt", b"\xff\xfe\xfd", "is not text"),
        ("in.txt", b" \n", "is empty"),
        ("in.zzz", b"x", "is not a kind of file"),
        ("in.pdf", b"%PDF-1.4", "is damaged, or no PDF"),
        ("in.docx", b"PK", "is no Word document"),
        ("in.csv", b"a,b\n1,2\n", "no column for the text"),
        ("in.jsonl.gz", b"no gzip", "is cut off or damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_reject(name: str, data: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    (reject,) = read(tmp_path / name)
    assert isinstance(reject, Reject)
    assert reason in reject.reason


def test_a_file_that_is_not_there_is_one_reject(tmp_path: Path) -> None:
    (reject,) = read(tmp_path / "none.jsonl")
    assert isinstance(reject, Reject)
    assert "No such file" in reject.reason


def test_the_meter_goes_to_the_end(tmp_path: Path) -> None:
    meter = Meter()
    paths = [as_gzip(tmp_path), as_csv(tmp_path), as_parquet(tmp_path)]
    assert len(list(read_inputs(paths, Columns(), meter))) == 15
    assert meter.done == sum(path.stat().st_size for path in paths)


def test_the_key_is_the_content_and_not_the_id(tmp_path: Path) -> None:
    first, again, other = record(1), {**record(1), "id": "another"}, {**record(1), "text": record(2)["text"]}
    keys = [key_of(article) for article in articles(read(write_lines(tmp_path / "in.jsonl", [first, again, other])))]
    assert keys[0] == keys[1] != keys[2]
