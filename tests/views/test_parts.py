"""The words of the page: lede, facts, evidence, details; every foreign word literal."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from views import details, notes, parts, reader
from views.exposure import Exposure
from views.filters import Filters
from views.lede import LONGEST, lede_of

NOTHING = Filters()
OURS = {
    "p", "b", "i", "h1", "span", "dl", "dt", "dd", "div", "small", "ul", "li", "article", "mark", "nav", "a", "table",
    "thead", "tbody", "tr", "th", "td", "details", "summary", "br",
}  # fmt: skip


class Tags(HTMLParser):
    """Collects tags, and checks that they close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.open: list[str] = []
        self.words: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parsed(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    tags.close()
    assert not tags.open
    return tags


def views_of(exposure: Exposure) -> list[str]:
    return [
        parts.headline(exposure), parts.lede(lede_of(exposure)), parts.fact_strip(exposure), parts.glyph_key(),
        parts.cards(exposure, NOTHING), reader.sentences(exposure, NOTHING), reader.full_text(exposure, NOTHING),
        details.who_acts(exposure, NOTHING), details.dates(exposure, NOTHING), details.why(exposure, NOTHING),
        details.why_not(exposure, NOTHING), parts.nothing_found(exposure),
        parts.showing(exposure, Filters(sectors=("energy", "<i>"), places=("CAN",))),
    ]  # fmt: skip


@pytest.mark.parametrize("which", ["seed", "hostile"])
def test_all_html_is_ours_and_closes(which: str, request: pytest.FixtureRequest) -> None:
    for html in views_of(request.getfixturevalue(which)):
        tags = parsed(html)
        assert tags.seen <= OURS
        assert not {name for name in tags.attributes if name.startswith("on")}


def test_a_hostile_text_is_shown_word_for_word(hostile: Exposure) -> None:
    tags = parsed(reader.full_text(hostile, NOTHING))
    shown = "".join(tags.words)
    assert hostile.article.text.strip() in shown


def test_the_full_text_marks_exactly_the_evidence(seed: Exposure) -> None:
    html = reader.full_text(seed, NOTHING)
    marks = re.findall(r'<mark id="s(\d+)"[^>]*>(.*?)</mark>', html, flags=re.S)
    assert len(marks) == len(seed.units)
    for number, inner in marks:
        words = "".join(parsed(inner).words)
        assert words == seed.quote(seed.units[int(number) - 1].span)


def test_each_jump_link_has_its_mark(seed: Exposure) -> None:
    html = reader.full_text(seed, Filters(sectors=("energy",)))
    targets = set(re.findall(r'href="#(s\d+)"', html))
    assert targets
    assert targets == set(re.findall(r'<mark id="(s\d+)"', html))


def test_the_lede_of_the_seed_counts_and_names(seed: Exposure) -> None:
    lede = lede_of(seed)
    assert lede.startswith("7 of 29 sectors are named; EV supply chain leads.")
    assert len(lede) <= LONGEST


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("A 25% tariff on steel took effect on Monday.", "(in force)", "Part of it is in force"),
        ("Ottawa plans a 25% tariff on steel.", "Nothing is in force yet for this sector.", "Part of it"),
        ("Ottawa rejected a tariff on steel.", "rejected", "Nothing is in force yet"),
        (
            "Washington imposed a 10% tariff on all imports on Monday. Ottawa plans a 25% tariff on steel.",
            "where a measure is in force. Nothing is in force yet for this sector.",
            "Part of it",
        ),
    ],
)
def test_the_lede_says_once_what_is_in_force(
    text: str, said: str, unsaid: str, expose: Callable[[str], Exposure]
) -> None:
    lede = lede_of(expose(f"Trade news today\n\n{text}"))
    assert said in lede
    assert unsaid not in lede


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wheat growers hope that China lifts its tariff on Canadian wheat.", "It hopes to gain"),
        ("Wheat growers and steel makers hope that China lifts its tariffs on wheat and steel.", "Both hope to gain"),
        ("China lifted its tariff on Canadian wheat.", "It stands to gain"),
        (
            "The United States imposed a tariff on Canadian steel and lumber. "
            "Wheat growers hope that China lifts its tariff on Canadian wheat.",
            "The exception is Agriculture: it hopes to gain.",
        ),
        (
            "The United States imposed a tariff on Canadian steel and lumber. China lifted its tariff on Canadian wheat.",
            "The exception is Agriculture: it stands to gain.",
        ),
        (
            "The United States imposed a tariff on Canadian steel, lumber and cars. Wheat growers hope that China lifts its "
            "tariff on Canadian wheat. Oil producers hope that Korea lifts its tariff on Canadian crude oil.",
            "Of the others, two hope to gain.",
        ),
        (
            "The United States imposed a tariff on Canadian steel, lumber and cars. China lifted its tariff on Canadian "
            "wheat. Oil producers hope that Korea lifts its tariff on Canadian crude oil.",
            "Of the others, two stand to gain.",
        ),
        (
            "The United States imposed a tariff on Canadian steel. "
            "Wheat growers hope that China lifts its tariff on Canadian wheat.",
            "Agriculture hopes to gain",
        ),
    ],
    ids=["one", "both", "one firmly", "exception", "exception firmly", "others", "others partly firmly", "each another"],
)
def test_sectors_that_only_hope_are_said_to_wherever_the_lede_names_them(
    text: str, said: str, expose: Callable[[str], Exposure]
) -> None:
    assert said in lede_of(expose(f"Trade news today\n\n{text}"))


def test_a_lede_is_never_long(hostile: Exposure, expose: Callable[[str], Exposure]) -> None:
    many = expose(
        "Tariffs on steel, wheat, cars, chips, lumber, fish, potash, oil, gold and drugs are in force."
    )
    assert max(len(lede_of(hostile)), len(lede_of(many))) <= LONGEST


def test_a_text_without_sectors_has_no_lede_and_says_so(expose: Callable[[str], Exposure]) -> None:
    empty = expose("The cat sat on the mat.")
    assert lede_of(empty) == ""
    assert "No sector is named in this text." in parts.nothing_found(empty)
    assert "0 of 29" in parts.fact_strip(empty)
    assert parts.fact_strip(empty).count("<b>0</b> <small>sectors</small>") == 3


def test_unknown_is_shown_as_not_stated(seed: Exposure) -> None:
    assert "not stated" in parts.fact_strip(seed)
    assert "date not stated" in parts.headline(seed)


def test_dates_that_cannot_be_resolved_say_so(seed: Exposure) -> None:
    html = details.dates(seed, NOTHING)
    assert "Jan. 13 to 17" in html
    assert "not resolved" in html


def test_the_parts_of_a_score_are_shown_with_each_mention(seed: Exposure) -> None:
    html = details.why(seed, Filters(sectors=("ev_supply_chain",)))
    assert "electric vehicle supply chain" in html
    assert "share of mentions" in html
    assert html.count("<details") == 1


def test_what_was_put_aside_says_why(seed: Exposure) -> None:
    assert "forging" in details.why_not(seed, NOTHING)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Der Stahl wird teurer, weil die Zölle auf Einfuhren aus China steigen und die Werke schließen. "
            * 5,
            "This looks like German.",
        ),
        (
            "The price of steel is rising as tariffs on imports from China go up and mills are closing down. "
            * 5,
            "",
        ),
        ("Le gouvernement canadien espère que Pékin supprimera ses droits de douane.", "This looks like French."),
        ("Stahl", ""),
    ],
)
def test_a_text_that_does_not_look_like_english_is_told(
    text: str, told: str, expose: Callable[[str], Exposure]
) -> None:
    said = " ".join(notes.notes_of(expose(text), text))
    assert "looks like" in said if told else "looks like" not in said
    assert told in said
