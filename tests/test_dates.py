"""Dates are found whole, resolved only as far as the text allows, and tied to the words they date."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import analyse, load_engine
from analysis.dates import DateMention, find_dates, find_events
from analysis.sources import article_from_text
from analysis.text import split_sentences

SEED = Path(__file__).parent.parent / "seeds" / "seed_article.txt"


@pytest.fixture
def seed_text() -> str:
    return SEED.read_text(encoding="utf-8")


TUESDAY = date(2026, 1, 13)
UNKNOWN = "?"

# text with {the date}, first day, last day; "?" = honestly not resolved
CASES = [
    ("Talks run from {Jan. 13 to 17} in Vela.", "2026-01-13", "2026-01-17"),
    ("He goes on {Jan. 18}.", "2026-01-18", "2026-01-18"),
    ("The fair, {January 13-17, 2026}, is large.", "2026-01-13", "2026-01-17"),
    ("It met on {13 January 2026}.", "2026-01-13", "2026-01-13"),
    ("{13-17 January} is the week of talks.", "2026-01-13", "2026-01-17"),
    ("Filed {2026-01-13} in Vela.", "2026-01-13", "2026-01-13"),
    ("It fell {Jan 13} in Vela.", "2026-01-13", "2026-01-13"),
    ("It ends {March 4th}.", "2026-03-04", "2026-03-04"),
    ("It rose in {March}.", "2025-03-01", "2025-03-31"),
    ("It rises in {March}.", "2026-03-01", "2026-03-31"),
    ("Tokyo had halted imports in {July}.", "2025-07-01", "2025-07-31"),
    ("It raised the duty, which will fall in {July}.", "2026-07-01", "2026-07-31"),
    ("It rose in {March 2025} again.", "2025-03-01", "2025-03-31"),
    ("It grew in {April} and July.", "2026-04-01", "2026-04-30"),
    ("It will double by {2030}.", "2030-01-01", "2030-12-31"),
    ("It fell in {2025}.", "2025-01-01", "2025-12-31"),
    ("It returns in {early 2026}.", "2026-01-01", "2026-04-30"),
    ("It has grown since {2018}.", "2018-01-01", "2018-12-31"),
    ("It grew from {2018 to 2020}.", "2018-01-01", "2020-12-31"),
    ("The {2016/17} crop was poor.", "2016-01-01", "2017-12-31"),
    ("It ends {next year}.", "2027-01-01", "2027-12-31"),
    ("It ended {last month}.", "2025-12-01", "2025-12-31"),
    ("It ended {last week}.", "2026-01-05", "2026-01-11"),
    ("It fell {last quarter}.", "2025-10-01", "2025-12-31"),
    ("It fell {last year}\u2019s way.", "2025-01-01", "2025-12-31"),
    ("He spoke on {Tuesday}.", "2026-01-13", "2026-01-13"),
    ("He spoke on {Friday}.", "2026-01-09", "2026-01-09"),
    ("He will speak on {Friday}.", "2026-01-16", "2026-01-16"),
    ("It will fall, he said on {Friday}.", "2026-01-09", "2026-01-09"),
    ("An answer is due by {Monday}.", "2026-01-19", "2026-01-19"),
    ("It opens {next Tuesday}.", "2026-01-20", "2026-01-20"),
    ("It opened {last Tuesday}.", "2026-01-06", "2026-01-06"),
    ("It met {Tuesday, Feb. 3} in Vela.", "2026-02-03", "2026-02-03"),
    ("It met on {Thursday (Apr 10)} in Vela.", "2026-04-10", "2026-04-10"),
    ("It begins {today}.", "2026-01-13", "2026-01-13"),
    ("It began {yesterday}.", "2026-01-12", "2026-01-12"),
    ("It begins {tomorrow}.", "2026-01-14", "2026-01-14"),
    ("It began in {mid-November}.", "2025-11-11", "2025-11-20"),
    ("It came in {December last year}.", "2025-12-01", "2025-12-31"),
    ("It held {Dec. 28 to Jan. 3} in Vela.", "2025-12-28", "2026-01-03"),
    ("It ran {28 January to 3 February 2025}.", "2025-01-28", "2025-02-03"),
    ("It grew in {Q3 2025}.", "2025-07-01", "2025-09-30"),
    ("It grew in {the third quarter of 2025}.", "2025-07-01", "2025-09-30"),
    ("It grew in {the first half of 2024}.", "2024-01-01", "2024-06-30"),
    ("It fell in {the third quarter}.", UNKNOWN, "a quarter without a year"),
    ("It fell in {fiscal 2024}.", UNKNOWN, "fiscal years begin on different days in different countries"),
    ("It fell in {FY2025}.", UNKNOWN, "fiscal years begin on different days in different countries"),
    ("It starts {1 February}.", "2026-02-01", "2026-02-01"),
    ("Dated {01/02/2026} in Vela.", UNKNOWN, "day and month could stand either way round"),
    ("Dated {13/02/2026} in Vela.", "2026-02-13", "2026-02-13"),
    ("It met on {Feb. 30}.", UNKNOWN, "there is no such day"),
    ("The plan for {October to March next year} stands.", "2026-10-01", "2027-03-31"),
]

SILENT = [
    "It must be done within 90 days.",
    "You may go, and they march on under the sun.",
    "March on, said the general.",
    "May I ask? Theresa May said no.",
    "The ministers May and Lee met.",
    "March/April butter sold at 1,750 dlrs.",
    "The airline bought 747 jets.",
    "Duties under Section 232 stay.",
    "They shipped 1987 tonnes and 2025 vehicles.",
    "It laid off up to 2000 workers.",
    "Prices of 2,025 and 20.25 and $2025 and 2025% were asked.",
    "Soybean Mar 24.5 and Feb 44 mln.",
    "Black Friday sales were poor.",
    "Augustus, Marco and Decker met in Maya.",
    "It took years, months and weeks.",
    "Model X2025 and code 2025-77-1 are new.",
]


def read(text: str, published: date | None) -> list[DateMention]:
    return find_dates(text, split_sentences(text), published)


@pytest.mark.parametrize(("marked", "first", "last"), CASES, ids=[case[0] for case in CASES])
def test_a_date_is_found_whole_and_resolved_as_far_as_it_goes(marked: str, first: str, last: str) -> None:
    text = marked.replace("{", "").replace("}", "")
    mention = read(text, TUESDAY)[0]
    assert text[mention.start : mention.end] == marked[marked.index("{") + 1 : marked.index("}")]
    if first == UNKNOWN:
        assert (mention.first, mention.last, mention.note) == (None, None, last)
    else:
        assert (str(mention.first), str(mention.last)) == (first, last)
        assert mention.note in ("", "approximate")


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert read(text, TUESDAY) == []


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("He goes on Jan. 18.", "no year in the text and no publication date to infer it from"),
        ("It rose in March.", "no year in the text and no publication date to infer it from"),
        ("It ends next year.", "relative to a publication date that is not known"),
        ("He spoke on Tuesday.", "relative to a publication date that is not known"),
    ],
)
def test_without_a_publication_date_a_mention_says_why_it_stays_open(text: str, note: str) -> None:
    mention = read(text, None)[0]
    assert (mention.first, mention.last, mention.note) == (None, None, note)


def test_without_a_publication_date_a_year_in_the_text_is_enough() -> None:
    assert [(m.first, m.note) for m in read("It met on March 1, 2024.", None)] == [(date(2024, 3, 1), "")]


@pytest.mark.parametrize(
    ("published", "year"), [(date(2025, 12, 20), 2026), (date(2026, 2, 1), 2026), (date(2026, 9, 1), 2027)]
)
def test_a_day_without_a_year_falls_within_half_a_year_of_publication(published: date, year: int) -> None:
    assert read("He goes on Jan. 18.", published)[0].first == date(year, 1, 18)


def test_the_seed_names_three_dates_and_what_they_date(seed_text: str) -> None:
    sentences = split_sentences(seed_text)
    mentions = find_dates(seed_text, sentences, None)
    events = find_events(seed_text, sentences, mentions)
    assert [seed_text[m.start : m.end] for m in mentions] == ["Jan. 13 to 17", "Jan. 18", "Jan. 19 to 21"]
    assert [what for _, _, what in events] == [
        "The meetings in China",
        "the Canadian leader set to travel to Qatar",
        "heading to Switzerland … to attend the World Economic Forum annual meeting",
    ]


def test_with_its_publication_date_the_seed_is_resolved(seed_text: str) -> None:
    mentions = read(seed_text, TUESDAY)
    assert [seed_text[m.start : m.end] for m in mentions[:1]] == ["today"]
    assert [(m.first, m.last) for m in mentions[1:]] == [
        (date(2026, 1, 13), date(2026, 1, 17)),
        (date(2026, 1, 18), date(2026, 1, 18)),
        (date(2026, 1, 19), date(2026, 1, 21)),
    ]


@pytest.mark.parametrize(
    ("text", "whats"),
    [
        # a name is no act
        (
            "Japan's Ministry of Economy, Trade and Industry on Monday announced export curbs on chips.",
            ["Japan's Ministry of Economy, Trade and Industry … announced export curbs on chips"],
        ),
        ("The European Commission, on 12 March, imposed duties on steel.", ["The European Commission … imposed duties on steel"]),
        (
            "The Union Cabinet, chaired by the Prime Minister of India, on Wednesday, gave its nod for a duty on sugar.",
            ["The Union Cabinet … gave its nod for a duty on sugar"],
        ),
        ("The talks, which the Ministry of Commerce calls decisive, begin on April 14.", ["The talks … begin"]),
        ("China, which buys most soybeans, has booked twelve cargoes for April.", ["China … has booked twelve cargoes"]),
        # who says so, with what
        (
            "Vela will not raise its taxes on beef, soybeans or corn, the economy minister said on Tuesday.",
            ["Vela will not raise its taxes on beef, soybeans or corn … the economy minister said"],
        ),
        ("The minister said on Tuesday that Vela would lift its duty.", ["The minister said … Vela would lift its duty"]),
        (
            "VELA - The Commerce Department has begun investigations into panels from India, Indonesia and Laos, it said on Tuesday.",
            ["The Commerce Department has begun investigations into panels from India, Indonesia and Laos … it said"],
        ),
        # a dateline dates its news, a signature nothing
        ("TOKYO, Jan. 5 (Reuters) - Japan will lift its ban on seafood.", ["Japan will lift its ban on seafood"]),
        ("BEIJING, Jan 5 (Xinhua) -- Vela will cut tariffs on sugar.", ["Vela will cut tariffs on sugar"]),
        ("Minister of Trade Mary Ng, January 5, 2026", [""]),
        ("The Vela Summit, January 5, 2026", ["The Vela Summit"]),
        # a condition stays
        (
            "China vowed it would retaliate against everybody if Vela goes on with it on Sept. 1.",
            ["China vowed it would retaliate against everybody if Vela goes"],
        ),
        # a long clause is told from its beginning, or from its inner clause
        (
            "Britain added 24 tankers and two trading houses to its long list of sanctions on Monday.",
            ["Britain added 24 tankers and two trading houses"],
        ),
        (
            "Mills which have lost a third of their orders since Vela doubled its tariff to 50% in June welcomed it.",
            ["Vela doubled its tariff to 50%"],
        ),
    ],
)
def test_an_event_is_an_act_and_no_name(text: str, whats: list[str]) -> None:
    sentences = split_sentences(text)
    events = find_events(text, sentences, find_dates(text, sentences, TUESDAY))
    assert [what for _, _, what in events] == whats


@pytest.mark.parametrize(
    ("text", "whats"),
    [
        ("On Jan. 18, the minister will visit Vela for talks.", ["the minister will visit Vela for talks"]),
        ("The summit opens Jan. 18 in Vela.", ["The summit opens … in Vela"]),
        ("Sugar exports grew in 2024 and 2025.", ["Sugar exports grew", "Sugar exports grew"]),
        (
            "Vela will lift its duty on sugar on March 1, while Peru will cut its quota by June 30, 2026.",
            ["Vela will lift its duty on sugar", "Peru will cut its quota"],
        ),
        (
            "This year it will buy more sugar than last year.",
            ["it will buy more sugar", "it will buy more sugar"],
        ),
        (
            "The rise in yesterday's price of raw sugar was small.",
            ["The rise … price of raw sugar was small"],
        ),
        ("March 1.", [""]),
    ],
)
def test_an_event_is_told_in_the_words_around_its_date(text: str, whats: list[str]) -> None:
    sentences = split_sentences(text)
    events = find_events(text, sentences, find_dates(text, sentences, TUESDAY))
    assert [what for _, _, what in events] == whats


def test_a_date_does_not_run_over_a_sentence_end() -> None:
    text = "It rose in January\n\n13 firms closed."
    assert [text[m.start : m.end] for m in read(text, TUESDAY)] == ["January"]


WORDS = st.sampled_from(
    "Jan. January 13 17 2026 2026-01-13 01/02/2026 - to and May March/April Tuesday Friday, today next last year month "
    "Q3 fiscal 2024 early the third quarter in on by from of before while ; , ( ) . 's FY2025 13th said will 1999 Feb 30".split()
)


@given(st.lists(WORDS, max_size=20), st.sampled_from([" ", "", "\n", "\n\n"]), st.none() | st.dates())
def test_mentions_are_disjoint_and_lie_within_their_sentence(
    words: list[str], joint: str, published: date | None
) -> None:
    text = joint.join(words)
    sentences = split_sentences(text)
    mentions = find_dates(text, sentences, published)
    at = 0
    for mention in mentions:
        begin, stop = sentences[mention.sentence]
        assert max(at, begin) <= mention.start < mention.end <= stop
        assert (mention.first is None) == (mention.last is None)
        assert mention.note if mention.first is None else mention.first <= (mention.last or date.min)
        at = mention.end
    for (start, end, what), mention in zip(find_events(text, sentences, mentions), mentions, strict=True):
        begin, stop = sentences[mention.sentence]
        assert begin <= start <= mention.start
        assert mention.end <= end <= stop
        assert set(what.replace("…", "").split()) <= {word for word in _pieces(text) if word}


def _pieces(text: str) -> set[str]:
    """Words of the text, whole or without the marks that a description drops from its end or at a date's edge."""
    words = text.split()
    return {
        word[begin:end]
        for word in words
        for begin in range(len(word))
        for end in range(begin + 1, len(word) + 1)
    }


@given(st.text(max_size=80), st.none() | st.dates())
def test_any_text_is_read(text: str, published: date | None) -> None:
    sentences = split_sentences(text)
    mentions = find_dates(text, sentences, published)
    assert len(find_events(text, sentences, mentions)) == len(mentions)


@pytest.mark.parametrize("piece", ["2025 ", "in 2025 ", "Jan. 13 ", "19", "May", " year", "1/2/2020 ", "a"])
def test_a_megabyte_of_one_piece_is_read(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    assert all(mention.end <= len(text) for mention in read(text, TUESDAY))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The duty takes effect on 1 October.", date(2026, 10, 1)),
        ("The waiver, due to lapse on Sept. 30, covers steel.", date(2026, 9, 30)),
        ("The duty took effect on 1 October.", date(2025, 10, 1)),
        ("Talks will resume on Feb. 20.", date(2026, 2, 20)),
    ],
)
def test_words_that_look_ahead_put_a_day_after_publication(text: str, first: date) -> None:
    (mention,) = find_dates(text, split_sentences(text), date(2026, 2, 10))
    assert mention.first == first


def test_the_clause_of_an_event_never_opens_with_a_space() -> None:
    text = (
        "Prices fell on Monday after Canada raised l on Monday after Canada raised l on Monday a͌jAAS|ɐVȊ\u0590łۂƔ\\Bfter "
        "Canada raised l on Monday after Canada raised l"
    )
    events = analyse(article_from_text(text), load_engine()).events
    assert events
    assert [text[e.evidence.start : e.evidence.end] for e in events if text[e.evidence.start].isspace()] == []
