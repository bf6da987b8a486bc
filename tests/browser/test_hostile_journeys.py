"""What strangers write, in a real browser: shown literally, cut and said so, refused in one line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
Start = Callable[..., Visit]
HOSTILE = (
    "<script>window.hacked=1</script> *steel* US$5bn to C$6bn :red[tariff]\n\n"
    "Ottawa imposed a 25% tariff on <b>steel</b> & <img src=x onerror=window.hacked=2> in China. "
    "[Canola](javascript:window.hacked=3) :red[exporters] face *new* duties of $5bn to C$6bn. "
    "\u202eשלום steel\u202c </textarea></mark></article>\n"
)


def paste(there: Visit, text: str) -> None:
    """Open a text through the dialog, the fast way: as one paste."""
    page = there.page
    page.get_by_role("button", name="Open an article").click()
    page.get_by_role("tab", name="Paste", exact=True).click()
    page.get_by_label("Text of the article").fill(text)
    page.get_by_label("Text of the article").press("Control+Enter")
    page.locator(".st-key-dialog_analyse button").click()
    page.get_by_role("dialog").wait_for(state="detached")


def test_a_hostile_article_is_shown_literally(visit: Start) -> None:
    there = visit().go()
    page = there.page
    paste(there, HOSTILE)
    there.wait_for_url("src=pasted")
    there.wait_for_chart()
    assert (
        "<script>window.hacked=1</script> *steel* US$5bn to C$6bn :red[tariff]"
        in page.locator("h1").inner_text()
    )
    page.get_by_text("Full text", exact=True).click()
    page.locator(".reader mark").first.wait_for()
    shown = page.locator(".reader .text").inner_text()
    assert "<img src=x onerror=window.hacked=2>" in shown
    assert "[Canola](javascript:window.hacked=3) :red[exporters] face *new* duties of $5bn to C$6bn." in shown
    for tab in ("Who acts on whom", "Why this score", "Why not"):
        page.get_by_role("tab", name=tab, exact=True).click()
        there.settled()
    assert not page.evaluate("window.hacked || 0")
    assert not page.locator(".st-key-page img, .katex").count()
    assert there.errors == []


def test_a_file_that_cannot_be_read_is_told_and_leaves_an_empty_uploader(visit: Start, tmp_path: Path) -> None:
    there = visit().go()
    page = there.page
    (tmp_path / "bad.pdf").write_bytes(b"nothing")
    page.get_by_role("button", name="Open an article").click()
    page.get_by_role("tab", name="File", exact=True).click()
    uploader = page.locator("[class*=st-key-dialog_file_]")
    uploader.locator("input[type=file]").set_input_files(tmp_path / "bad.pdf")
    uploader.get_by_text("bad.pdf").wait_for()
    page.locator(".st-key-dialog_analyse_file button").click()
    page.get_by_text("is no PDF, whatever it is called").wait_for()
    assert uploader.count() == 1
    assert "bad.pdf" not in uploader.inner_text()
    assert there.errors == []


def test_a_text_of_a_million_characters_is_cut_and_said_so(visit: Start) -> None:
    there = visit().go()
    paste(there, "A long story\n\n" + "A tariff on steel from China is in force today. " * 21_000)
    there.showing("the first 200,000 were read")
    assert there.page.locator("h1").inner_text() == "A long story"


def test_a_script_that_got_through_would_not_run(visit: Start) -> None:
    there = visit(bypass_csp=False)
    page = there.page
    page.goto(there.address)
    there.wait_for_chart()
    reply = page.request.get(there.address)
    assert "object-src 'none'" in reply.headers["content-security-policy"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    there.errors.clear()
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\" onerror=\"window.hacked=1\">');"
        "const s = document.createElement('script'); s.textContent = 'window.hacked=2'; document.body.append(s)"
    )
    page.wait_for_timeout(300)
    assert not page.evaluate("window.hacked || 0")
    assert any("Content Security Policy" in error for error in there.errors)


def test_an_address_in_a_link_becomes_no_link(visit: Start) -> None:
    there = visit().go("?sector=https%3A%2F%2Fevil.example%2Flogin&outlook=www.evil.example")
    toast = there.page.get_by_test_id("stToast").first
    toast.wait_for()
    assert "evil.example" in toast.inner_text()
    assert not toast.locator("a").count()


def test_a_private_address_is_refused_in_one_line_and_the_text_can_be_pasted(visit: Start) -> None:
    there = visit().go("?src=url&u=http%3A%2F%2F169.254.169.254%2Flatest")
    page = there.page
    there.showing("This link names a page that was not fetched yet: http://169.254.169.254/latest")
    page.locator(".st-key-wanted_fetch button").click()
    alert = page.locator(".st-key-page").get_by_role("alert")
    alert.wait_for()
    assert "leads to a private or reserved network" in alert.inner_text()
    assert not alert.locator("a").count()
    page.get_by_role("button", name="Paste the text instead").click()
    page.get_by_label("Text of the article").wait_for()
