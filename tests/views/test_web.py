"""An address in the dashboard: fetched on the button and never by itself, refused in one line with a way out."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from analysis.intake.door import Intake
from analysis.intake.fetch import Page
from analysis.intake.kinds import Kind
from analysis.intake.refusals import Cause, NotFetched
from analysis.intake.settings import FETCH
from analysis.intake.web import Read
from analysis.sources import Failure, article_from_text
from tests.views.conftest import HOSTILE, html_of
from views import loaders

Dashboard = Callable[..., AppTest]
ADDRESS = "https://news.example.com/steel?a=b&c=d"
STORY = "Steel tariffs rise\n\nOttawa imposed a 25% tariff on steel from China on Monday."


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A web of three addresses; what is fetched is kept."""
    asked: list[str] = []

    def page(url: str, kind: Kind, *texts: str, link: str = "") -> Read:
        found = tuple(
            article_from_text(text, url=f"{link}/{number}" if link else "", source="News")
            for number, text in enumerate(texts)
        )
        fetched = Page(asked=url, url=url, kind=kind, content_type="text/html", data=b"x")
        return Read(fetched, Intake(kind=kind, found=found))

    def read_page(url: str) -> Read:
        asked.append(url)
        if url == ADDRESS or url.startswith("https://items.example.com/"):
            return page(url, Kind.PAGE, STORY)
        if url == "https://feed.example.com/":
            return page(url, Kind.FEED, "Wheat news\n\nWheat fell.", STORY, link="https://items.example.com")
        if url == "https://hostile.example.com/":
            return page(url, Kind.PAGE, HOSTILE.replace("\x00", ""))
        if url == "https://cut.example.com/":
            cut = Failure(place="cut", reason="shows only the beginning", mend="Paste it", is_note=True)
            there = page(url, Kind.PAGE, STORY)
            return Read(there.page, Intake(kind=Kind.PAGE, found=(cut, *there.intake.found)))
        if url == "https://empty.example.com/":
            return page(url, Kind.PAGE)
        raise NotFetched(Cause.PRIVATE, "http://10.0.0.1/*b*", host="10.0.0.1")

    monkeypatch.setattr(loaders, "read_page", read_page)
    monkeypatch.delenv(FETCH, raising=False)
    return asked


def press(at: AppTest, key: str) -> AppTest:
    """Press a button of the dialog; a run of AppTest is a run of the whole page, so the dialog is opened with it."""
    at.button(key="source_open").click()
    return at.button(key=key).click().run()


def fetched(at: AppTest, address: str) -> AppTest:
    at.button(key="source_open").click().run()
    at.text_input(key="dialog_address").set_value(address)
    return press(at, "dialog_fetch")


def params_of(at: AppTest) -> dict[str, str]:
    return {key: value if isinstance(value, str) else value[0] for key, value in dict(at.query_params).items()}


def test_an_address_is_fetched_on_the_button_and_stands_in_the_link(dashboard: Dashboard, web: list[str]) -> None:
    at = dashboard()
    assert web == []
    fetched(at, ADDRESS)
    assert not at.exception
    assert web == [ADDRESS]
    assert "Steel tariffs rise</h1>" in html_of(at)
    assert params_of(at) == {"src": "url", "u": ADDRESS}
    at.run()
    assert web == [ADDRESS]


def test_a_link_to_an_address_waits_for_the_button(dashboard: Dashboard, web: list[str]) -> None:
    at = dashboard(src="url", u=ADDRESS)
    assert web == []
    assert "This link names a page that was not fetched yet: https://news.example.com/steel?a=b&amp;c=d" in html_of(at)
    assert "Canada Seeks Trade Deal" in html_of(at)
    assert params_of(at) == {"src": "url", "u": ADDRESS}
    at.button(key="wanted_fetch").click().run()
    assert not at.exception
    assert web == [ADDRESS]
    assert "Steel tariffs rise</h1>" in html_of(at)
    assert "not fetched yet" not in html_of(at)


def test_a_refusal_is_one_line_with_a_way_to_paste(dashboard: Dashboard, web: list[str]) -> None:
    at = fetched(dashboard(), "http://10.0.0.1/*b*")
    told = [error.value.replace("\\", "").replace("\u2060", "") for error in at.error]
    assert told == [
        "http://10.0.0.1/*b*: 10.0.0.1 leads to a private or reserved network, and only public pages are fetched. "
        "Paste the text instead."
    ]
    assert "\\*b\\*" in at.error[0].value
    press(at, "dialog_paste")
    assert not at.error
    assert at.session_state["dialog_tabs"] == "Paste"


def test_a_refused_link_opens_the_dialog_to_paste(dashboard: Dashboard, web: list[str]) -> None:
    at = dashboard(src="url", u="http://10.0.0.1/")
    at.button(key="wanted_fetch").click().run()
    assert at.error
    at.button(key="wanted_paste").click().run()
    assert not at.exception
    assert at.text_area(key="dialog_text")
    assert at.session_state["dialog_tabs"] == "Paste"


def test_an_empty_page_is_told(dashboard: Dashboard, web: list[str]) -> None:
    at = fetched(dashboard(), "https://empty.example.com/")
    assert "holds no article" in at.error[0].value


def test_a_page_that_came_in_part_is_read_told_and_can_be_pasted(dashboard: Dashboard, web: list[str]) -> None:
    at = fetched(dashboard(), "https://cut.example.com/")
    assert "Steel tariffs rise</h1>" in html_of(at)
    assert "cut: shows only the beginning. Paste it." in html_of(at)
    at.button(key="wanted_paste").click().run()
    assert not at.exception
    assert at.text_area(key="dialog_text")


def test_a_feed_is_listed_picked_and_fetched(dashboard: Dashboard, web: list[str]) -> None:
    at = fetched(dashboard(), "https://feed.example.com/")
    assert at.selectbox(key="dialog_item").options == ["Wheat news", "Steel tariffs rise"]
    at.selectbox(key="dialog_item").select_index(1)
    press(at, "dialog_item_fetch")
    assert not at.exception
    assert web == ["https://feed.example.com/", "https://items.example.com/1"]
    assert "Steel tariffs rise</h1>" in html_of(at)


def test_what_a_feed_says_of_an_item_can_be_read_without_another_fetch(dashboard: Dashboard, web: list[str]) -> None:
    at = fetched(dashboard(), "https://feed.example.com/")
    press(at, "dialog_item_text")
    assert not at.exception
    assert web == ["https://feed.example.com/"]
    assert "Wheat news</h1>" in html_of(at)


def test_a_hostile_page_is_words(dashboard: Dashboard, web: list[str]) -> None:
    html = html_of(fetched(dashboard(), "https://hostile.example.com/"))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("address", ["<script>alert(1)</script>", "http://u:secret@10.0.0.1/", "x" * 5000, "*b*", ""])
def test_a_hostile_link_is_shown_as_words_and_not_fetched(dashboard: Dashboard, web: list[str], address: str) -> None:
    at = dashboard(src="url", u=address)
    assert not at.exception
    assert web == []
    html = html_of(at)
    assert "<script>" not in html
    assert "secret" not in html
    assert "x" * 200 not in html


def test_where_fetching_is_off_there_is_no_tab(
    dashboard: Dashboard, web: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FETCH, "off")
    at = dashboard(src="url", u=ADDRESS)
    assert "fetching is switched off here" in html_of(at)
    at.button(key="source_open").click().run()
    assert not [widget for widget in at.text_input if widget.key == "dialog_address"]
    assert [tab.label for tab in at.tabs if tab.label in ("Example", "Paste", "File", "URL")] == [
        "Example",
        "Paste",
        "File",
    ]


def test_back_shows_the_fetched_page_without_another_fetch(dashboard: Dashboard, web: list[str]) -> None:
    at = fetched(dashboard(), ADDRESS)
    at.selectbox(key="source_pick").set_value("example_no_trade").run()
    assert "u" not in at.query_params
    at.query_params["src"], at.query_params["u"] = "url", ADDRESS
    at.run()
    assert "Steel tariffs rise</h1>" in html_of(at)
    at.selectbox(key="source_pick").set_value("example_no_trade").run()
    at.selectbox(key="source_pick").set_value("own text").run()
    assert params_of(at) == {"src": "url", "u": ADDRESS}
    assert web == [ADDRESS]
