"""What speaks of the site is told from what speaks of the world, also where they begin with the same words."""

import pytest

from analysis.intake.notices import is_notice


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
        "More about the quota: it lets in 40,000 tonnes of sugar a year, a third of what refiners had bought before the ban.",
    ],
)
def test_a_line_of_the_world_is_none(line: str) -> None:
    assert not is_notice(line)


def test_a_long_paragraph_is_never_a_notice() -> None:
    assert not is_notice("Follow us on Twitter. " + "Canada raised its tariff on steel, the ministry said. " * 9)
