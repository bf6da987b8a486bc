"""What speaks of the site is told from what speaks of the world, also where they begin with the same words."""

import pytest

from analysis.intake.notices import is_notice, without_asides
from tests.intake.page_pieces import (
    ABOUT_THE_WORK,
    CANOLA,
    CHIPS,
    PLEAS,
    SAID,
    SUGAR,
    TITLES,
    WIDGETS,
    WRITER,
)


@pytest.mark.parametrize(
    "line",
    [
        "By signing up, you agree to our Terms of Use and acknowledge the data practices in our Privacy Policy.",
        "Already a member? Log in",
        "Become a member today and read all our stories on steel.",
        "Ilse Marrow can be reached at ilse@ledger.example.",
        "Send her an e-mail if you know more about the duty on canola.",
        "Follow Prairie Ledger on Facebook for tariffs.",
        "Twitter: https://twitter.com/ledger",
        "More on tariffs: all that happened this week",
        "More on this story:",
        "More on tariffs: U.S. steel makers ask for relief",
        "Loading...",
        "Click here to read our report on steel.",
        "Click to share this",
        "A lire aussi : les droits sur l'acier",
        "Comments are moderated before they appear.",
        "{{ article.headline }}",
        "This article is only available to subscribers.",
        "[Read more about how the duty on steel was set.]",
        ">> READ ON THE LEDGER: Mills in Ghent ask for help",
        "Loading chart of wheat prices...",
        "Anna Berg/Getty Images",
        "(Credit: Anna Berg / Ledger)",
        "The Associated Press contributed to this report.",
        "Lesen Sie auch: Was der Zoll auf Stahl kostet",
        "Baca juga: Harga minyak naik",
        "The bank has no position in any of the stocks mentioned.",
        *PLEAS,
        *WIDGETS,
        *ABOUT_THE_WORK,
    ],
)
def test_a_line_of_the_site_is_a_notice(line: str) -> None:
    assert is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "By continuing to buy Russian oil, India risks a tariff of 25 per cent, the minister said.",
        "By submitting its bid the mill agreed to a quota on steel, officials confirmed.",
        "Already a member of the customs union, Croatia will not raise its duty on sugar.",
        "A deal on steel can be reached at the summit in Ottawa, two diplomats said.",
        "Beijing said it would follow the United States on export licences for chips.",
        "More than half of the canola went to Rotterdam: 410,000 tonnes.",
        "The commission posted the comments of 40 importers on its site.",
        "Readers of the notice will find the duty on wheat in its annex.",
        "Contact between the two ministries at the border has ended.",
        "Loading of wheat at Odesa stopped when the ban on exports came into force.",
        "Click Energy said the tariff on solar panels would cost it 40 million dollars.",
        "More on tariffs from the minister: duties would rise, he said.",
        "Support for the duty on steel has fallen, and support us exporters can no longer count on is going.",
        "Donations of wheat reached Odesa before the ban on exports was lifted.",
        "This article of the treaty was amended in 2019 to let the union set its own duty on sugar.",
        "This page of the tariff schedule lists 40 kinds of wire rod.",
        "Reporting by exporters of chips will be required from June, the ministry said.",
        "For more than a year the mills in Ghent have asked for a safeguard on wire rod.",
        "For the latest quota, traders must go through the port of Santos, the notice says.",
        "Photo makers in Japan pay no duty on silver.",
        "Credit by state banks to the steel makers rose by a fifth last year.",
        "Video games are free of duty under the agreement on information technology.",
        "To use this site for a refinery, the firm must pay a levy on carbon.",
        "Four min ministers of trade met in Davos.",
        "Farmers contributed to the reserve of wheat, which the ban on exports has filled.",
        "Trending upwards since May, the price of steel has passed 900 dollars.",
        "Want of steel closed two mills.",
        "For more than a decade growers of peas had to follow the rules of the board.",
        "For more than 20 years buyers from Ghent could visit the mills without a permit.",
        "For more buyers from Ghent to visit the mills, visas must be cheaper.",
        "Norway contributed to this report of the council on wire rod, which found dumping.",
        "To see this content as a threat to the duty would be wrong, the envoy wrote.",
        "This article will be amended, the council said of Article 9 of the pact.",
        "More about the quota: it lets in 40,000 tonnes of sugar a year, a third of what refiners had bought before the ban.",
    ],
)
def test_a_line_of_the_world_is_none(line: str) -> None:
    assert not is_notice(line)


def test_a_long_paragraph_is_never_a_notice() -> None:
    assert not is_notice("Follow us on Twitter. " + "Canada raised its tariff on steel, the ministry said. " * 9)


def test_titles_below_the_heading_of_a_list_go_and_the_text_behind_them_stays() -> None:
    lines = [*CANOLA.paragraphs[:2], "You may also like:", *TITLES, *CANOLA.paragraphs[2:]]
    assert without_asides(lines) == list(CANOLA.paragraphs)


def test_what_readers_wrote_goes_however_long_it_is() -> None:
    assert without_asides([*CHIPS.paragraphs, "12 comments", *SAID * 9]) == list(CHIPS.paragraphs)


def test_who_wrote_it_is_told_below_the_text_only() -> None:
    assert without_asides([*SUGAR.paragraphs, WRITER]) == list(SUGAR.paragraphs)
    assert without_asides([WRITER, *SUGAR.paragraphs]) == [WRITER, *SUGAR.paragraphs]


@pytest.mark.parametrize(
    "line",
    ["Ilse Marrow covers steel and wheat for Prairie Ledger.", "Tom van Arkell writes about tariffs and ports.", "Ilse Marrow covers the steel desk."],
)
def test_a_person_who_writes_is_told_by_name_and_desk(line: str) -> None:
    assert without_asides([*SUGAR.paragraphs, line]) == list(SUGAR.paragraphs)


@pytest.mark.parametrize(
    "line",
    ["The new levy covers 9,000 tonnes of wire rod a year.", "The pact covers goods, services and ports.", "The WTO reports on curbs on trade twice a year.", "Wire Rod covers a third of the quota."],
)
def test_a_last_sentence_of_what_is_covered_or_reported_stays(line: str) -> None:
    assert without_asides([*SUGAR.paragraphs, line]) == [*SUGAR.paragraphs, line]


@pytest.mark.parametrize(
    "lines",
    [
        # a heading of that kind, and sentences behind it
        ["Share", *CANOLA.paragraphs],
        [CANOLA.paragraphs[0], "Comments from industry", *CANOLA.paragraphs[1:]],
        ["Comments", *CANOLA.paragraphs],
        [*CANOLA.paragraphs[:3], "Steel", "Wheat and barley", *CANOLA.paragraphs[3:]],
        [*CANOLA.paragraphs, "“She was a reporter when the duty came in,” the miller said."],
    ],
)
def test_what_only_looks_like_an_aside_stays(lines: list[str]) -> None:
    assert without_asides(lines) == lines
