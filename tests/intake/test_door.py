"""Every kind of input through the one door, what is refused and how, and what a bad input costs."""

import io
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analysis.intake import guarded, word
from analysis.intake.door import Intake, read_bytes, read_path
from analysis.intake.encoding import decode
from analysis.intake.kinds import Kind, recognise
from analysis.intake.language import language_name, language_of
from analysis.intake.limits import CPU_SECONDS
from analysis.intake.record import Record, Refusal, Unreadable, from_plain, to_plain
from analysis.sources import Failure
from tests.fuzz.targets import ATOM, LINES, MAIL, RSS, small_pdf, small_word
from tests.intake.page_pieces import CANOLA, STEEL_DE
from tests.intake.page_systems import break_tags, wordpress_classic


def reason_of(intake: Intake) -> str:
    (failure,) = intake.failures
    assert not intake.articles
    return str(failure)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("story.txt", b"Wheat news\n\nPrices fell.", Kind.TEXT),
        ("page.html", wordpress_classic(CANOLA).encode(), Kind.PAGE),
        ("report.pdf", small_pdf(), Kind.PDF),
        ("note.docx", small_word(), Kind.WORD),
        ("mail.eml", MAIL, Kind.MAIL),
        ("feed.xml", RSS, Kind.FEED),
        ("feed.atom", ATOM, Kind.FEED),
        ("lines.jsonl", LINES, Kind.LINES),
    ],
)
def test_every_kind_is_read_by_its_name_and_without_one(name: str, data: bytes, kind: Kind) -> None:
    named, nameless = read_bytes(data, name=name), read_bytes(data)
    assert named.kind is nameless.kind is kind
    assert named.articles
    assert [a.text for a in named.articles] == [a.text for a in nameless.articles]
    assert all(article.text[: article.title_end] == article.title for article in named.articles)


@pytest.mark.parametrize(
    ("content_type", "url", "data", "kind"),
    [
        ("text/html; charset=utf-8", "https://d.example/x.pdf", wordpress_classic(CANOLA).encode(), Kind.PAGE),
        ("application/octet-stream", "https://d.example/x.pdf?y=1", small_pdf(), Kind.PDF),
        ("text/plain", "https://d.example/robots", b"Wheat fell.", Kind.TEXT),
        ("text/html", "https://d.example/rss", RSS, Kind.FEED),
        ("text/xml", "https://d.example/", wordpress_classic(CANOLA).encode(), Kind.PAGE),
        ("application/pdf", "https://d.example/", wordpress_classic(CANOLA).encode(), None),
    ],
)
def test_the_bytes_overrule_a_header_that_is_wrong(content_type: str, url: str, data: bytes, kind: Kind | None) -> None:
    try:
        assert recognise(data, name=url.rpartition("/")[2], content_type=content_type) is kind
    except Unreadable:
        assert kind is None


def test_what_was_fetched_keeps_its_address_and_site() -> None:
    (article,) = read_bytes(break_tags(CANOLA).encode(), content_type="text/html", url="https://www.ledger.example/1").articles
    assert (article.url, article.source) == ("https://www.ledger.example/1", "ledger.example")


def test_a_mail_gives_its_text_and_what_is_attached() -> None:
    first, page, inner = read_bytes(MAIL, name="mail.eml").articles
    assert first.title == "Canola duty, first notes"
    assert (first.source, first.published) == ("Ilse Marrow", date(2026, 3, 4))
    assert "The café owners were not asked." in first.text
    assert "Canada raised its tariff on steel" in page.text
    assert page.published == date(2026, 3, 4)  # of the mail it came with
    assert (inner.title, inner.published) == ("Harrow", date(2026, 3, 3))


@pytest.mark.parametrize("day", ["Tue, 03 Mar " + "2026" * 20 + " 10:00:00 +0000", "Tue, 03 Mar 2026 10:00:00 +" + "9" * 900, "Thu, 99 Foo 99999"])
def test_a_day_that_no_calendar_has_costs_the_day_only(day: str) -> None:
    *_, inner = read_bytes(MAIL.replace(b"Tue, 03 Mar 2026 10:00:00 +0000", day.encode()), name="mail.eml").articles
    assert (inner.title, inner.text) == ("Harrow", "Harrow\n\nThe mill will pause for a month.")


def test_a_mail_in_four_mails_is_refused_and_the_outer_ones_are_read() -> None:
    mail = b"From: a@b.example\nSubject: innermost\n\nThe innermost text.\n"
    for depth in range(4):
        mail = (
            b"From: a@b.example\nSubject: mail %d\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\nContent-Type: text/plain\n\n"
            b"Text %d of the mail.\n\n--b%d\nContent-Type: message/rfc822\n\n" % ((depth,) * 5)
            + mail + b"\n--b%d--\n" % depth
        )  # fmt: skip
    intake = read_bytes(mail, name="deep.eml")
    assert [article.title for article in intake.articles] == ["mail 3", "mail 2", "mail 1"]
    assert "is a mail in more than 3 others" in str(intake.failures[0])


def test_a_bad_attachment_is_named_and_costs_itself_only() -> None:
    mail = MAIL.replace(b'Content-Type: text/html; name="note.html"', b"Content-Type: application/pdf").replace(b"note.html", b"scan.pdf")
    intake = read_bytes(mail, name="mail.eml")
    assert len(intake.articles) == 2
    assert str(intake.failures[0]).startswith("mail.eml#scan.pdf: is no PDF")


def test_a_word_document_keeps_tables_and_insertions_and_leaves_out_what_was_deleted() -> None:
    data = small_word("Beijing raised its duty.", "KEPT")
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as copy:
        for member in source.infolist():
            words = source.read(member)
            if member.filename == "word/document.xml":
                words = words.replace(
                    b"<w:r><w:t>KEPT</w:t></w:r>",
                    b"<w:ins w:id='1'><w:r><w:t>inserted</w:t></w:r></w:ins><w:del w:id='2'><w:r><w:delText>deleted</w:delText></w:r></w:del>",
                )
            copy.writestr(member.filename, words)
    (article,) = read_bytes(target.getvalue(), name="x.docx").articles
    assert article.text == "Beijing raised its duty.\n\ninserted\n\nSteel\n\n25 per cent"


def test_a_feed_lists_its_items_with_day_address_and_site() -> None:
    (item,) = read_bytes(RSS, name="feed.xml").articles
    assert (item.id, item.title, item.url) == ("g1", "Tariff & steel", "https://d.example/1")
    assert (item.source, item.published) == ("Daily", date(2026, 3, 4))


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("report.pdf", small_pdf(""), "report.pdf: has no text layer (scan). Run text recognition (OCR) on it, or paste the text."),
        ("report.pdf", b"%PDF-1.7 cut", "report.pdf: is damaged, or no PDF"),
        ("report.pdf", b"no pdf", "report.pdf: is no PDF, whatever it is called"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + b"x" * 600, "old.doc: is an old Office file"),
        ("table.xlsx", b"PK\x03\x04" + b"xl/workbook.xml", "table.xlsx: is a spreadsheet"),
        ("a.zip", b"PK\x03\x04" + b"x" * 60, "a.zip: is a packed file"),
        ("photo.txt", b"\x89PNG\r\n", "photo.txt: is a picture"),
        ("page.html", b"<html><body></body></html>", "page.html: is a page without an article"),
        ("mail.eml", b"no mail at all", "mail.eml: is no mail"),
        ("map.xml", b"<urlset><url/></urlset>", "map.xml: is XML, but no feed"),
        ("feed.xml", b"<!DOCTYPE x [<!ENTITY a 'aaa'>]><rss><channel><item><title>&a;</title></item></channel></rss>", "feed.xml: defines entities"),
        ("feed.xml", RSS.replace(b"Wed,", b"Wed,&#x110000;").replace(b"<?xml ", b"<?xm. l "), "feed.xml: is not XML as a feed has it. Save"),
        ("feed.xml", "<!DOCTYPE x [<!ENTITY a 'aaa'>]><rss><channel><item><title>&a;</title></item></channel></rss>".encode("utf-16"), "feed.xml: defines entities"),
        ("story.txt", b"", "story.txt: is empty"),
        ("thing.zzz", b"x", "thing.zzz: is not a kind of file that is read. Give one of .txt"),
        ("big.pdf", b"%PDF-" + b"0" * 20_000_001, "big.pdf: is larger than 20 MB"),
    ],
)
def test_what_cannot_be_read_is_told_with_name_cause_and_mend(name: str, data: bytes, told: str) -> None:
    said = reason_of(read_bytes(data, name=name))
    assert said.startswith(told)
    assert said.count(". ") >= 1
    assert "Traceback" not in said
    assert "site-packages" not in said


def _zip(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (_zip({"word/document.xml": b"0" * 30_000_000}), "unpacks to far more than a document holds"),
        (_zip({f"word/{n}.xml": b"x" for n in range(2_100)}), "holds more than 2,000 parts"),
        (_zip({"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "defines entities"),
        (_zip({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16")}), "defines entities"),
        (_zip({"word/document.xml": b"<w:document/>"}), "is damaged, or no Word document"),
    ],
    ids=["bomb", "parts", "entities", "wide_entities", "empty"],
)
def test_an_archive_that_is_no_document_is_refused_before_it_is_unpacked(data: bytes, told: str) -> None:
    assert told in reason_of(read_bytes(data, name="x.docx"))


def test_a_long_document_that_repeats_itself_is_no_bomb() -> None:
    (article,) = read_bytes(small_word(*["Canada raised its tariff on steel."] * 8_000), name="x.docx").articles
    assert article.text.count("Canada") == 8_000


def test_an_archive_that_lies_about_its_size_is_counted() -> None:
    honest = _zip({"word/document.xml": b"0" * 3_000_000})
    lying = honest.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(Unreadable):
        word.check_archive(lying)


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Zölle und Gebühren: Prüfung der Maßnahmen für Stahl und Käse aus der Türkei", "cp1252"),
        ("Правительство объявило о новых пошлинах на сталь, импортируемую из Китая, с понедельника.", "cp1251"),
        ("Правительство объявило о новых пошлинах на сталь, импортируемую из Китая, с понедельника.", "koi8-r"),
        ("政府は月曜日、中国から輸入される鉄鋼に新たな関税を課すと発表した。業界団体は歓迎した。", "shift_jis"),
        ("加拿大政府希望北京取消对菜籽油征收的百分之百关税，出口商表示损失巨大。", "gb18030"),
        ("Tariffs “bite” – café owners", "utf-8-sig"),
        ("Tariffs “bite” – café owners", "utf-16"),
        ("Tariffs “bite” – café owners", "utf-32"),
    ],
)
def test_text_is_read_in_any_encoding(words: str, encoding: str) -> None:
    assert decode(words.encode(encoding))[0] == words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(CANOLA.paragraphs), "en"),
        (" ".join(STEEL_DE.paragraphs), "de"),
        ("Le gouvernement canadien espère que Pékin supprimera ses droits de douane sur l'huile.", "fr"),
        ("El gobierno anunció nuevos aranceles sobre el acero y el aluminio importados de China.", "es"),
        ("政府は月曜日、中国から輸入される鉄鋼に新たな関税を課すと発表した。", "ja"),
        ("أعلنت الحكومة فرض رسوم جمركية جديدة على الصلب المستورد من الصين.", "ar"),
        ("Rząd ogłosił nowe cła na stal importowaną z Chin, które wejdą w życie w poniedziałek.", "pl"),
        ("25% 10% 7208", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_text_is_told_the_same_every_time(text: str, language: str) -> None:
    assert [language_of(text) for _ in range(3)] == [language] * 3


def test_languages_have_names() -> None:
    assert [language_name(code) for code in ("de", "en", "zz")] == ["German", "English", "zz"]


def test_records_go_between_processes_unchanged() -> None:
    parsed: list[Record | Refusal] = [Record(text="a", notes=(("b", "c"),)), Refusal(part="#1", reason="d", mend="e")]
    assert from_plain(to_plain(parsed)) == parsed


def test_an_input_that_hangs_is_stopped_and_the_next_one_read() -> None:
    with pytest.raises(Unreadable, match="could not be read within"):
        guarded.parse_guarded(Kind.PAGE, b"<ul><li>x" * 500_000, seconds=0.01)
    assert guarded.parse_guarded(Kind.PDF, small_pdf())


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
def test_a_child_that_dies_costs_its_own_input_only(monkeypatch: pytest.MonkeyPatch) -> None:
    guarded.parse_guarded(Kind.PDF, small_pdf())
    child = guarded._CHILDREN.take()
    guarded._CHILDREN.give_back(child)
    monkeypatch.setattr(guarded._Child, "ask", _killing(guarded._Child.ask))
    with pytest.raises(Unreadable, match="broke the program that reads it"):
        guarded.parse_guarded(Kind.PDF, small_pdf())
    monkeypatch.undo()
    assert guarded.parse_guarded(Kind.PDF, small_pdf())


def _killing(ask: Callable[..., object]) -> Callable[..., object]:
    def killed(child: guarded._Child, *args: object) -> object:
        child.process.kill()
        child.process.wait()
        return ask(child, *args)

    return killed


def test_the_child_is_handed_no_password_and_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {"TRADE_PROXY": "http://user:secret@host:1", "COMTRADE_KEY": "secret", "AWS_SECRET_ACCESS_KEY": "secret"}
    needed = {"PATH": "/bin", "HOME": "/home/x", "TMPDIR": "/tmp", "LC_ALL": "C", "PYTHONUTF8": "1", "VIRTUAL_ENV": "/x"}
    for name, value in {**secrets, **needed}.items():
        monkeypatch.setenv(name, value)
    given: dict[str, str] = {}

    def refused(*_: object, env: dict[str, str], **__: object) -> None:
        given.update(env)
        raise OSError("no process today")

    monkeypatch.setattr(guarded.subprocess, "Popen", refused)
    with pytest.raises(OSError, match="today"):
        guarded._Child()
    assert needed.items() <= given.items()
    assert not given.keys() & secrets.keys()
    assert "secret" not in "".join(given.values())


def test_the_child_has_a_memory_limit(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="this system has no limits of that kind")
    # a page of 7 MB of nested lists takes hundreds of megabytes; it is read or refused, and never breaks this process
    intake = read_bytes(b"<ul><li>" * 900_000, name="deep.html")
    assert intake.failures or intake.articles


def test_an_input_that_nobody_waits_for_is_ended_by_the_system() -> None:
    pytest.importorskip("resource", reason="this system has no limits of that kind")
    burn = "def burn(seconds):\n    end = time.process_time() + seconds\n    while time.process_time() < end:\n        pass\n"
    # three inputs of a second each are each given their own time; the fourth takes more than that
    turns = "for seconds in (1, 1, 1, 20):\n    limit_cpu(1)\n    burn(seconds)\n    print('read', flush=True)\n"
    code = f"import time\nfrom analysis.intake.child import limit_cpu\n{burn}{turns}"
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, timeout=60, check=False)
    assert done.stdout.split() == [b"read"] * 3
    assert done.returncode == -signal.SIGXCPU


def test_the_child_sets_that_limit_before_it_reads() -> None:
    resource = pytest.importorskip("resource", reason="this system has no limits of that kind")
    if not hasattr(resource, "prlimit"):
        pytest.skip("this system does not tell the limits of another process")
    guarded.parse_guarded(Kind.PDF, small_pdf())
    child = guarded._CHILDREN.take()
    soft, _ = resource.prlimit(child.process.pid, resource.RLIMIT_CPU)
    guarded._CHILDREN.give_back(child)
    assert CPU_SECONDS < soft < CPU_SECONDS + 60


def test_paths_are_named_in_messages_as_they_were_given(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(small_pdf(""))
    (found,) = read_path(tmp_path / "report.pdf")
    assert isinstance(found, Failure)
    assert found.place == str(tmp_path / "report.pdf")


def test_hundreds_of_empty_comments_are_taken_once() -> None:
    """A pattern that tried them another way again would not come back from here."""
    assert read_bytes(b"<!---->" * 585 + b"<p>Canola duties rise.", name="page.html").kind is Kind.PAGE


def test_a_fetched_page_is_no_page_of_another_site() -> None:
    page = (
        '<html><head><title>Canola</title><link rel="canonical" href="https://famous.example/story">'
        f'<meta property="og:url" content="https://famous.example/story"></head><body><article><h1>Canola duties</h1>{"".join(f"<p>China raised its duty on Canadian canola by {n} per cent on Monday.</p>" for n in range(1, 9))}</article></body></html>'
    )
    article = read_bytes(page.encode(), content_type="text/html", url="https://unknown.example/a").articles[0]
    assert "famous" not in article.url
    assert "famous" not in article.source
