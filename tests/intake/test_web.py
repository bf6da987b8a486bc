"""From an address to articles: what is fetched goes through the door, on the command line too."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from analysis.cli import main
from analysis.intake import web
from analysis.intake.addresses import is_public
from analysis.intake.fetch import fetch
from analysis.intake.settings import FETCH, PROXY
from analysis.intake.wire import Network
from analysis.model import Article
from analysis.sources import Failure
from tests.intake.hostile_server import SCENES, Server, plain, reply, serving

STORY = "".join(
    f"<p>{words}</p>"
    for words in (
        "Ottawa imposed a 25% tariff on steel from China on Monday, and mills in Hamilton said that they would hire.",
        "Growers of wheat and barley fear that Beijing will answer with duties of its own before the harvest is in.",
        "The two governments are to meet in Geneva next week, where officials hope to find a way out of the dispute.",
    )
)
PAGE = (
    "<!doctype html><html lang='en'><head><title>Steel tariffs rise</title>"
    "<meta property='og:site_name' content='Example News'>"
    "<meta property='article:published_time' content='2026-03-02T10:00:00Z'></head><body><nav>Home Sport</nav>"
    f"<article><h1>Steel tariffs rise</h1>{STORY}</article></body></html>"
)
FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Example News</title>"
    "<item><title>Steel tariffs rise</title><link>http://news.example.com/1</link><description>A 25% tariff on steel "
    "took effect.</description></item><item><title>Wheat falls</title><link>http://news.example.com/2</link>"
    "<description>Wheat exports fell.</description></item></channel></rss>"
)
SCENES["/story"] = plain(reply(PAGE.encode()))
SCENES["/feed"] = plain(reply(FEED.encode(), kind="application/rss+xml"))
SCENES["/latin-story"] = plain(
    reply(PAGE.replace("Hamilton", "Zürich").encode("latin-1"), kind="text/html; charset=iso-8859-1")
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that news.example.com leads to, for this test only."""
    monkeypatch.delenv(FETCH, raising=False)
    monkeypatch.delenv(PROXY, raising=False)
    with serving() as running:
        network = Network(
            look_up=lambda host, port: ("127.0.0.1",) if host == "news.example.com" else ("10.0.0.1",),
            is_public=lambda ip: str(ip) == "127.0.0.1" or is_public(ip),
            ports=frozenset({running.port}),
        )
        monkeypatch.setattr(web, "fetch", partial(fetch, network=network))
        yield running


def found(server: Server, path: str) -> list[Article | Failure]:
    return list(web.read_url(f"http://news.example.com:{server.port}{path}"))


def test_a_page_gives_its_article_with_title_date_source_and_address(server: Server) -> None:
    (article,) = found(server, "/story")
    assert isinstance(article, Article)
    assert article.title == "Steel tariffs rise"
    assert article.source == "Example News"
    assert str(article.published) == "2026-03-02"
    assert article.url == f"http://news.example.com:{server.port}/story"
    assert "Home Sport" not in article.text
    assert "would hire." in article.text


def test_the_encoding_that_the_header_names_is_used(server: Server) -> None:
    articles = [item for item in found(server, "/latin-story") if isinstance(item, Article)]
    assert "mills in Zürich" in articles[0].text


def test_a_feed_gives_an_article_for_each_item(server: Server) -> None:
    articles = [item for item in found(server, "/feed") if isinstance(item, Article)]
    assert [article.title for article in articles] == ["Steel tariffs rise", "Wheat falls"]
    assert [article.url for article in articles] == ["http://news.example.com/1", "http://news.example.com/2"]


@pytest.mark.parametrize("path", ["/404", "/to-private", "/paywall", "/bomb"])
def test_a_refusal_is_a_failure_with_a_mend(server: Server, path: str) -> None:
    (failure,) = found(server, path)
    assert isinstance(failure, Failure)
    assert failure.place == f"http://news.example.com:{server.port}{path}"
    assert not failure.is_note
    assert failure.mend


def test_the_command_line_reads_an_address(
    server: Server, mini_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"http://news.example.com:{server.port}"
    status = main(["read", f"{url}/story", f"{url}/404", "--format", "jsonl", "--taxonomy", str(mini_file)])
    out, err = capsys.readouterr()
    assert status == 1
    assert [json.loads(line)["title"] for line in out.splitlines()] == ["Steel tariffs rise"]
    assert err == (
        f"{url}/404: there is no such page (status 404). Check the address, or paste the text instead.\n"
    )


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "file:///etc/passwd", "http://localhost/\x1b[31m"])
def test_the_command_line_refuses_what_is_not_public(
    url: str, mini_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", url, "--taxonomy", str(mini_file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_a_setting_that_makes_no_sense_stops_the_command(
    mini_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PROXY, "socks5://u:secret@proxy:1080")
    assert main(["read", "https://example.com/", "--taxonomy", str(mini_file)]) == 2
    err = capsys.readouterr().err
    assert err.startswith("TRADE_PROXY: is no proxy. Write http://host:port")
    assert "secret" not in err
