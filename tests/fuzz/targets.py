"""What is fuzzed: every parser of the intake, and the whole way from bytes to a reading. Each takes bytes and answers.

An Unreadable is an answer too, and comes back as a refusal; whatever is raised is a fault to mend.
"""

import io
import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis import analyse, load_engine
from analysis.engine import Engine
from analysis.intake import door
from analysis.intake.encoding import decode
from analysis.intake.kinds import Kind, recognise
from analysis.intake.language import language_name, language_of
from analysis.intake.page import text_of_markup
from analysis.intake.parsers import parse
from analysis.intake.record import Parsed, Record, Refusal, Unreadable
from analysis.model import Article
from tests.fuzz.properties import assert_quotes
from tests.intake.page_pieces import CANOLA, SUGAR
from tests.intake.page_shapes import SHAPES

Found = Sequence[object]
Read = Callable[[bytes], Found]


class Target(NamedTuple):
    """A reader, the inputs it starts from, and its share of the inputs tried."""

    read: Read
    seeds: tuple[bytes, ...]
    share: float


def _refusal(refused: Unreadable) -> Refusal:
    return Refusal(part="", reason=refused.reason, mend=refused.mend)


def _reader(kind: Kind) -> Read:
    def read(data: bytes) -> Parsed:
        try:
            return parse(kind, data)
        except Unreadable as refused:
            return [_refusal(refused)]

    return read


def _read_lines(data: bytes) -> Found:
    return door.read_bytes(data, name="in.jsonl").found


def _read_any(data: bytes) -> Found:
    """As a file of unknown kind: told apart, decoded, and its words taken out of markup."""
    found: list[Record | Refusal] = []
    try:
        recognise(data, content_type="application/octet-stream")
        text, _ = decode(data)
    except Unreadable as refused:
        return [_refusal(refused)]
    code = language_of(text)
    assert not code or language_name(code) != code  # the page shows its name
    found += [Record(text=words) for words in (text_of_markup(text), text.replace("\x00", "")) if words.strip()]
    return found or [Refusal(part="", reason="is empty", mend="Put a text in it")]


@lru_cache(maxsize=1)
def _engine() -> Engine:
    return load_engine()


def _read_whole(data: bytes) -> Found:
    """From bytes to a reading, in this process: the child process would hide what breaks."""
    try:
        kind = recognise(data)
        found = door.read_bytes(data, name="x.jsonl").found if kind is Kind.LINES else parse(kind, data)
    except Unreadable as refused:
        return [_refusal(refused)]
    whole = [door.article_of(item, kind, "x", "") if isinstance(item, Record) else item for item in found]
    for article in [item for item in whole if isinstance(item, Article)][:3]:
        assert_quotes(analyse(article, _engine()), article.text)
    return whole


def small_pdf(words: str = "Canada raised its tariff on steel, the ministry said on Monday.") -> bytes:
    """A PDF of one page with these words, its table of objects in order."""
    stream = b"BT /F1 12 Tf 72 720 Td (" + words.encode("latin-1", "replace") + b") Tj ET"
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def small_word(*paragraphs: str) -> bytes:
    """A Word document with these paragraphs."""
    import docx

    document = docx.Document()
    for words in paragraphs or CANOLA.paragraphs[:2]:
        document.add_paragraph(words)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Steel", "25 per cent"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


MAIL = b"""From: "Ilse Marrow" <ilse@ledger.example>
To: desk@ledger.example
Subject: =?utf-8?q?Canola_duty=2C_first_notes?=
Date: Wed, 04 Mar 2026 10:00:00 +0000
Message-ID: <1@ledger.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b1"

--b1
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

Beijing raised its duty on canola oil to 84 per cent. The caf=E9 owners were
not asked.

--b1
Content-Type: text/html; name="note.html"
Content-Disposition: attachment; filename="note.html"

<html><body><h1>Steel</h1><p>Canada raised its tariff on steel, the ministry said on Monday in Ottawa.</p></body></html>
--b1
Content-Type: message/rfc822

From: tom@mill.example
Subject: Harrow
Date: Tue, 03 Mar 2026 10:00:00 +0000

The mill will pause for a month.
--b1--
"""
PLAIN_MAIL = MAIL.split(b"--b1")[0].replace(b"multipart/mixed; boundary=\"b1\"", b"text/plain; charset=utf-8") + b"Ottawa raised its duty.\n"
RSS = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Daily</title><item><title>Tariff &amp; steel</title><link>https://d.example/1</link><guid>g1</guid>
<pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate><description>Short.</description><content:encoded><![CDATA[<p>Canada raised its
tariff.</p><p>Mills waited.</p>]]></content:encoded></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Daily</title><entry><title>Steel</title><id>g1</id>
<link rel="alternate" href="https://d.example/1"/><published>2026-03-04T10:00:00Z</published>
<content type="html">&lt;p&gt;Canada raised its tariff.&lt;/p&gt;</content></entry></feed>"""
LINES = b"\n".join(
    json.dumps({"id": str(n), "title": s.title, "text": s.paragraphs[0], "date": s.day}).encode()
    for n, s in enumerate((CANOLA, SUGAR))
)
PAGES = tuple(shape(SUGAR).encode() for shape in SHAPES)
# a page of a few hundred bytes costs a tenth of a real one, and breaks the same code
SMALL_PAGES = (
    b"<html><head><title>Steel</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Steel\",\"articleBody\":\"Canada "
    b"raised its tariff.\"}</script></head><body><nav><a href=/>Home</a></nav><article><h1>Steel</h1><p>Canada raised its tariff on steel.</p></article></body></html>",
    b"<h1>Steel</h1><table><tr><td><p>Canada raised its tariff.<td><a href=x>Related: more</a></table><div class=comments><p>Ban it.</div>",
    b"<?xml version='1.0' encoding='iso-8859-1'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>Caf\xe9 tariff.</p><br/><ul><li>One<li>Two</ul></body></html>",
)
TEXTS = (
    b"Wheat falls\n\nPrices fell on Monday after Canada raised its tariff on steel.",
    "Цены на пшеницу упали после того, как правительство объявило о пошлинах.".encode("cp1251"),
    "政府は月曜日、中国から輸入される鉄鋼に新たな関税を課すと発表した。".encode("shift_jis"),
    "Café prices".encode("utf-16"),
)

TARGETS = {
    "text": Target(_reader(Kind.TEXT), TEXTS, 0.26),
    "any": Target(_read_any, (*TEXTS, *SMALL_PAGES, MAIL, RSS), 0.1),
    "lines": Target(_read_lines, (LINES,), 0.2),
    "mail": Target(_reader(Kind.MAIL), (PLAIN_MAIL, PLAIN_MAIL, MAIL), 0.08),
    "feed": Target(_reader(Kind.FEED), (RSS, ATOM), 0.1),
    "pdf": Target(_reader(Kind.PDF), (small_pdf(),), 0.17),
    "word": Target(_reader(Kind.WORD), (small_word(),), 0.03),
    "page": Target(_reader(Kind.PAGE), (*SMALL_PAGES, *SMALL_PAGES, *SMALL_PAGES, *PAGES[::5]), 0.03),
    "whole": Target(_read_whole, (*TEXTS, *SMALL_PAGES, LINES, RSS), 0.04),
}
