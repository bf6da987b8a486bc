"""The article of a page comes out whole, and nothing that stands around it: every shape of page with every story."""

import json
import time

import pytest

from analysis import analyse, load_engine
from analysis.engine import Engine
from analysis.intake.door import article_of
from analysis.intake.kinds import Kind
from analysis.intake.page import PAYWALL, read_page, text_of_markup
from analysis.intake.page_facts import without_site
from analysis.intake.record import Record, Unreadable
from tests.intake.page_pieces import CANOLA, CHIPS, TRAPS, Story
from tests.intake.page_shapes import SHAPES, SHOWN, STORIES
from tests.intake.page_snares import paywall_teaser
from tests.intake.page_systems import only_json_ld, wordpress_classic

NO_DAY = {"break_tags": 0, "table_layout": 1, "unclosed_tags": 1}
NO_SITE = {"break_tags", "table_layout", "unclosed_tags", "blogspot", "microdata"}
CASES = [pytest.param(shape, story, id=f"{shape.__name__}-{story.language}{n}") for shape in SHAPES for n, story in enumerate(STORIES)]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def flat(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize(("shape", "story"), CASES)
def test_a_page_gives_its_article_and_nothing_around_it(shape: "object", story: Story) -> None:
    assert callable(shape)
    page = read_page(shape(story).encode())
    text, shown = flat(page.text), SHOWN.get(shape.__name__, len(story.paragraphs))
    assert story.first_sentence in text
    assert [p for p in story.paragraphs[:shown] if flat(p) not in text] == []
    assert [trap for trap in TRAPS if trap in text] == []
    assert not text.startswith("|")
    # headings, datelines and captions may come along, and no more than that
    assert len(text) < sum(len(p) + 1 for p in story.paragraphs[:shown]) + 130


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("story", [story for story in STORIES if story.language == "en"])
def test_all_evidence_of_a_page_is_of_its_article(shape: "object", story: Story, engine: Engine) -> None:
    assert callable(shape)
    article = article_of(read_page(shape(story).encode()), Kind.PAGE, "page", "")
    analysis = analyse(article, engine)
    held = [*analysis.readings, *analysis.measures]
    quotes = [article.text[span.start : span.end] for item in held for span in item.evidence]
    quotes = [quote.removeprefix(f"WINNIPEG, {story.day} -- ") for quote in quotes]
    told = [flat(words) for words in (story.title, *story.paragraphs)]
    assert quotes
    assert [quote for quote in quotes if not any(flat(quote) in words for words in told)] == []


@pytest.mark.parametrize(("shape", "story"), CASES)
def test_a_page_tells_title_day_and_site(shape: "object", story: Story) -> None:
    assert callable(shape)
    page = read_page(shape(story).encode())
    assert page.title == story.title
    if not NO_DAY.get(shape.__name__):
        assert page.day == story.day
    if shape.__name__ not in NO_SITE:
        assert page.source == story.site


def test_the_canonical_address_wins_over_the_one_asked_for() -> None:
    asked = "https://m.news.example/1?utm=x"
    assert read_page(wordpress_classic(CANOLA).encode(), url=asked).url == "https://news.example/trade/story-1"
    assert read_page(only_json_ld(CANOLA).encode(), url=asked).url == asked


def test_a_teaser_says_that_it_is_one_and_a_whole_text_does_not() -> None:
    assert read_page(paywall_teaser(CHIPS).encode()).notes == (PAYWALL,)
    assert [read_page(shape(CHIPS).encode()).notes for shape in SHAPES if shape is not paywall_teaser] == [()] * (len(SHAPES) - 1)


@pytest.mark.parametrize("count", [2, len(CHIPS.paragraphs)], ids=["as much as is shown", "the whole text"])
def test_of_a_page_for_subscribers_only_what_it_shows_is_read_and_said_so(count: int) -> None:
    embedded = json.dumps("\n\n".join(CHIPS.paragraphs[:count]))
    page = paywall_teaser(CHIPS).replace('"isAccessibleForFree"', f'"articleBody": {embedded}, "isAccessibleForFree"')
    found = read_page(page.encode())
    assert found.notes == (PAYWALL,)
    assert [flat(p) in flat(found.text) for p in CHIPS.paragraphs] == [True, True, False, False, False, False]


def test_a_page_for_subscribers_that_shows_nothing_is_refused() -> None:
    page = only_json_ld(CANOLA).replace('"isAccessibleForFree": true', '"isAccessibleForFree": false')
    assert page != only_json_ld(CANOLA)
    with pytest.raises(Unreadable, match="without an article"):
        read_page(page.encode())


def test_a_short_embedded_text_does_not_replace_the_page() -> None:
    teaser = CANOLA.paragraphs[0] + " " + CANOLA.paragraphs[1][:60] + "..."
    page = wordpress_classic(CANOLA).replace("</head>", f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{teaser}"}}</script></head>')
    assert CANOLA.paragraphs[-1] in flat(read_page(page.encode()).text)


@pytest.mark.parametrize(
    "script",
    ["{", "[" * 5_000, '{"@type": 7}', '{"@graph": [null, 1, "x"]}', '{"@type": "NewsArticle", "articleBody": {"a": 1}, "publisher": [[]]}', "\ud800".encode("utf-8", "replace").decode()],
)
def test_broken_embedded_data_cost_only_themselves(script: str) -> None:
    page = wordpress_classic(CANOLA).replace("</head>", f'<script type="application/ld+json">{script}</script></head>')
    assert read_page(page.encode()).title == CANOLA.title


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "iso-8859-15"])
def test_a_page_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    story = Story(title="Zölle für Käse: ein Überblick", day="2026-01-05", site="Käseblatt", language="de", paragraphs=STORIES[3].paragraphs)
    page = wordpress_classic(story).replace('charset="utf-8"', f'charset="{encoding}"')
    assert read_page(page.encode(encoding)).title == story.title


@pytest.mark.parametrize(
    ("title", "site", "bare"),
    [
        ("Steel tariffs rise again in Ottawa | The Daily", "", "Steel tariffs rise again in Ottawa"),
        ("Steel tariffs rise again - The Daily", "The Daily", "Steel tariffs rise again"),
        ("The Daily: Steel tariffs rise", "The Daily", "Steel tariffs rise"),
        ("Tariffs: what comes next for steel", "The Daily", "Tariffs: what comes next for steel"),
        ("US-China talks", "", "US-China talks"),
    ],
)
def test_a_title_loses_the_name_of_its_site(title: str, site: str, bare: str) -> None:
    assert without_site(title, site) == bare


@pytest.mark.parametrize("rest", ["", "<p>Home &middot; 2026-03-04 20:36</p>", "<div id=app></div><p>Prairie Ledger</p>"])
def test_a_page_that_says_its_headline_alone_is_no_article(rest: str) -> None:
    page = f"<html><head><title>{CANOLA.title} | {CANOLA.site}</title></head><body><h1>{CANOLA.title}</h1>{rest}</body></html>"
    with pytest.raises(Unreadable, match="without an article"):
        read_page(page.encode())


def test_a_lead_without_spaces_between_its_words_is_kept() -> None:
    lead = "政府は月曜日、中国から輸入される鉄鋼に新たな関税を課すと発表した。業界団体はこの措置を歓迎し、早期の実施を求めた。"
    rest = ["関税率は二十五パーセントで、来月一日から適用される。対象となる製品の一覧は官報に掲載される予定である。"] * 6
    body = f"<h1>鉄鋼に新関税</h1><div class=x><span>{lead}</span></div>" + "".join(f"<p>{n}番目。{words}</p>" for n, words in enumerate(rest))
    page = f'<html><head><meta charset="utf-8"><title>鉄鋼に新関税</title></head><body>{body}</body></html>'
    assert lead in read_page(page.encode()).text


@pytest.mark.parametrize("page", [b"<html></html>", b"   ", b"<!-- -->", b"<html><body><nav><a href=x>Home</a></nav></body></html>"])
def test_a_page_without_an_article_is_refused(page: bytes) -> None:
    with pytest.raises(Unreadable):
        read_page(page)


@pytest.mark.parametrize(
    "paragraph",
    [
        '<div class="hidden md:block"><p>{words}</p></div>',
        '<p class="hide">{words}</p>',
        '<p>{words} See <a href="/glossary/trade-terms">terms of trade</a>.</p>',
        '<p>{words} See <a href="https://www.wto.example/privacy">its rules</a>.</p>',
    ],
)
def test_a_paragraph_that_only_looks_like_surroundings_is_kept(paragraph: str) -> None:
    words = "The customs union of Southern Africa will keep its duty on sugar until the end of next year, it said."
    page = wordpress_classic(CANOLA).replace("</p>", "</p>" + paragraph.format(words=words), 1)
    assert words in flat(read_page(page.encode()).text)


@pytest.mark.parametrize(
    "page",
    [
        # pairs of what is compared with each other would be tens of millions
        f"<title>{CANOLA.title}</title><h1>{CANOLA.title}</h1>" + "".join(f"<div>{CANOLA.title}</div><p>Line {n} of the prices of wheat that rose again today.</p>" for n in range(3_000)),
        "".join(f'<meta property="og:title" content="{CANOLA.title} {n}">' for n in range(3_000)) + "<h3>Some other words stand here</h3>" * 6_000 + f"<p>{CANOLA.paragraphs[0]}</p>" * 3,
        '<div class="share">' * 200 + f"<p>{CANOLA.paragraphs[0]}</p>" * 1_500,
        f"<table><tr><td>{'<p>One two three four five six seven eight.</p>' * 3}</td></tr></table>" * 3_500,
        f"<h1>{CANOLA.title}</h1><p>{CANOLA.paragraphs[0]}" + ' (<a href="/s">Read more: steel</a>).' * 18_000,
        f"<h1>{CANOLA.title}</h1><p>{CANOLA.paragraphs[0]}" + "<i> Wheat <b>rose</b> again.</i>" * 9_000,
    ],
    ids=["headlines", "titles", "nesting", "tables", "pointers", "emphasis"],
)
def test_what_a_page_repeats_costs_no_more_than_its_length(page: str) -> None:
    begin = time.process_time()
    read_page(page.encode())
    assert time.process_time() - begin < 8


def test_a_block_with_too_many_links_keeps_its_words_in_their_order() -> None:
    pieces = [f'Mill {n} paid <a href="/m{n}"><b>a duty</b> of {n}</a> dollars.' for n in range(1_100)]
    page = f"<h1>{CANOLA.title}</h1><div>{' '.join(pieces[:600])}<p>{CANOLA.paragraphs[0]}</p>{' '.join(pieces[600:])}</div>"
    words = flat(read_page(page.encode()).text)
    lines = [" ".join(f"Mill {n} paid a duty of {n} dollars." for n in part) for part in (range(600), range(600, 1_100))]
    assert words == f"{lines[0]} {flat(CANOLA.paragraphs[0])} {lines[1]}"


def tag_of(name: str, attribute: str) -> str:
    """A tag with so many attributes that a parser which compares each with all others does not come back."""
    return f"<{name} {''.join(attribute.format(n) for n in range(400_000))}>"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<p>One</p>" * 31_000, "of more than 30,000 elements"),
        (tag_of("p", "a{}=1 ") + "One</p>", "a tag of more than 1,000 attributes"),
        (tag_of("p", 'a{}="<>"') + "One</p>", "a tag of more than 1,000 attributes"),
        (tag_of("script", "a{}/") + "</script>", "a tag of more than 1,000 attributes"),
    ],
    ids=["elements", "attributes", "quoted", "script"],
)
def test_a_page_made_to_take_long_is_refused_before_it_does(page: str, told: str) -> None:
    begin = time.process_time()
    with pytest.raises(Unreadable, match=told):
        read_page(page.encode())
    assert time.process_time() - begin < 3


def test_a_script_full_of_signs_is_no_crowded_tag() -> None:
    script = "<script>" + "if (a<b && c) x = 1; " * 3_000 + "</script>"
    assert CANOLA.first_sentence in flat(read_page(wordpress_classic(CANOLA).replace("</body>", f"{script}</body>").encode()).text)


def test_markup_becomes_words_with_its_paragraphs() -> None:
    assert text_of_markup("<p>One &amp; two</p><script>x</script><p>three<br>four</p>") == "One & two\n\nthree\n\nfour"
    assert text_of_markup("no markup") == "no markup"


def test_a_record_is_what_a_page_becomes() -> None:
    assert isinstance(read_page(wordpress_classic(CANOLA).encode()), Record)
