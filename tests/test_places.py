"""Which countries an article is about: names, adjectives, capitals and people, and what only looks like one."""

from datetime import date
from pathlib import Path

import pytest

from analysis.errors import LexiconError
from analysis.matcher import Matcher, PlaceHit
from analysis.model import Article
from analysis.page import Page
from analysis.place_names import PLACES
from analysis.places import load_catalogue, load_places, read_places, settle_places
from analysis.taxonomy import parse_taxonomy

ROOT = Path(__file__).parent.parent
TAXONOMY = """\
version: "1"
sectors:
  - id: agriculture
    name: Agriculture
    group: goods
    description: Crops.
    hs: ["10"]
    segments:
      - id: grains
        name: Grains
        terms: [wheat]
"""


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    """All places over a taxonomy of one word."""
    return Matcher(parse_taxonomy(TAXONOMY), load_places(), ())


def page_of(body: str, *, title: str = "", published: date | None = None) -> Page:
    text = f"{title}\n\n{body}" if title else body
    return Page(Article(id="a", text=text, title=title, title_end=len(title), published=published))


def hits_of(matcher: Matcher, page: Page) -> list[PlaceHit]:
    return matcher.match(page).places


def read(matcher: Matcher, body: str, *, title: str = "", published: date | None = None) -> list[str]:
    page = page_of(body, title=title, published=published)
    return [place.iso3 for place in read_places(page, hits_of(matcher, page))[0]]


NAMES = [
    ("Officials in Canada met exporters.", "CAN"),
    ("Exports to the U.S. fell.", "USA"),
    ("Exports to the US fell.", "USA"),
    ("The non-U.S. share fell.", "USA"),
    ("Tariffs rose in the USA.", "USA"),
    ("The U.K. signed first.", "GBR"),
    ("The UAE signed first.", "ARE"),
    ("The PRC signed first.", "CHN"),
    ("The ROK signed first.", "KOR"),
    ("Cobalt left the DRC by road.", "COD"),
    ("Peking bought wheat.", "CHN"),
    ("Rice left Burma by sea.", "MMR"),
    ("Cocoa left the Ivory Coast.", "CIV"),
    ("Cocoa left Côte d'Ivoire.", "CIV"),
    ("Tulips left Holland.", "NLD"),
    ("Ore left Zaire by rail.", "COD"),
    ("The Soviet Union bought wheat.", "SUN"),
    ("Steel came from Yugoslavia.", "YUG"),
    ("Steel came from Czechoslovakia.", "CSK"),
    ("Steel came from East Germany.", "DDR"),
    ("Steel came from West Germany.", "DEU"),
    ("W. German steel was dear.", "DEU"),
    ("S. Africa sold gold.", "ZAF"),
    ("S. Korean chips were dear.", "KOR"),
    ("Steel came from Korea.", "KOR"),
    ("Coal came from North Korea.", "PRK"),
    ("Ships left Türkiye.", "TUR"),
    ("Ships left Turkey.", "TUR"),
    ("Sugar left Eswatini.", "SWZ"),
    ("Trinidad and Tobago sold gas.", "TTO"),
    ("Bosnia & Herzegovina sold power.", "BIH"),
    ("St. Kitts and Nevis sold sugar.", "KNA"),
    ("Gold left Papua New Guinea.", "PNG"),
    ("Bauxite left Guinea.", "GIN"),
    ("Cashews left Guinea-Bissau.", "GNB"),
    ("Oil left Equatorial Guinea.", "GNQ"),
    ("Uranium left Niger.", "NER"),
    ("Oil left Nigeria.", "NGA"),
    ("Nigerien uranium was dear.", "NER"),
    ("Nigerian oil was dear.", "NGA"),
    ("Oil left the Niger Delta.", "NGA"),
    ("Gold left Mali.", "MLI"),
    ("Bananas left Dominica.", "DMA"),
    ("Bananas left the Dominican Republic.", "DOM"),
    ("Whiskey left Northern Ireland.", "GBR"),
    ("Butter left Ireland.", "IRL"),
    ("Bankers in Guernsey met.", "GGY"),
    ("Halloumi left Cyprus.", "CYP"),
    ("Toys left Hong Kong.", "HKG"),
    ("Toys left Macau.", "MAC"),
    ("Kosovo raised its duty.", "XKX"),
]


@pytest.mark.parametrize(("text", "country"), NAMES, ids=[text for text, _ in NAMES])
def test_a_country_is_known_by_any_of_its_names(matcher: Matcher, text: str, country: str) -> None:
    assert read(matcher, text) == [country]


DEMONYMS = [
    ("Canadians bought less.", "CAN"),
    ("Britons bought less.", "GBR"),
    ("Dutch growers protested.", "NLD"),
    ("Chinese-made cars arrived.", "CHN"),
    ("The Swiss refused.", "CHE"),
    ("Filipinos abroad sent money.", "PHL"),
    ("Iraqis bought wheat.", "IRQ"),
    ("Danes ate less butter.", "DNK"),
    ("Emirati buyers came.", "ARE"),
    ("Vietnamese coffee was dear.", "VNM"),
    ("Sino-foreign ventures closed.", "CHN"),
    ("Costa Rican bananas arrived.", "CRI"),
]


@pytest.mark.parametrize(("text", "country"), DEMONYMS, ids=[text for text, _ in DEMONYMS])
def test_an_adjective_or_its_people_stand_for_a_country(matcher: Matcher, text: str, country: str) -> None:
    assert read(matcher, text) == [country]


METONYMS = [
    ("The White House declined.", "USA"),
    ("USTR opened a docket.", "USA"),
    ("Beijing and MOFCOM declined.", "CHN"),
    ("Global Affairs Canada declined.", "CAN"),
    ("Parliament Hill was quiet.", "CAN"),
    ("Downing Street declined.", "GBR"),
    ("The Kremlin declined.", "RUS"),
    ("METI declined.", "JPN"),
    ("The Planalto declined.", "BRA"),
    ("Brussels declined.", "EUU"),
    ("The European Commission declined.", "EUU"),
    ("The EEC declined.", "EUU"),
    ("President Trump declined.", "USA"),
    ("Xi Jinping declined.", "CHN"),
    ("Mark Carney declined.", "CAN"),
    ("Narendra Modi declined.", "IND"),
    ("Ursula von der Leyen declined.", "EUU"),
    ("Claudia Sheinbaum declined.", "MEX"),
    ("President Lula declined.", "BRA"),
    ("President Reagan declined.", "USA"),
    ("Margaret Thatcher declined.", "GBR"),
    ("Yasuhiro Nakasone declined.", "JPN"),
    ("Mikhail Gorbachev declined.", "SUN"),
]


@pytest.mark.parametrize(("text", "country"), METONYMS, ids=[text for text, _ in METONYMS])
def test_capitals_offices_and_leaders_stand_for_a_country(matcher: Matcher, text: str, country: str) -> None:
    assert read(matcher, text) == [country]


SILENT = [
    "They told us that wheat was dear.",
    "Contact Us For Wheat",
    "She set the fine china on the table.",
    "Brussels Sprouts were dear.",
    "Michael Jordan sold shoes.",
    "Air Jordan shoes were dear.",
    "Growers said Jordan Henderson had left.",
    "Investors said Chad Brown had left.",
    "Cabinet chief Marcos Pena spoke.",
    "He quoted George Washington.",
    "Shipping in the Indian Ocean slowed.",
    "Shipping in the South China Sea slowed.",
    "Cotton left the West Indies.",
    "Latin America grows.",
    "Swiss Re paid.",
    "Deutsche Bank paid.",
    "Royal Dutch Shell paid.",
    "French Fries were dear.",
    "Danish Pastry was dear.",
    "Panama Hats were dear.",
    "Jersey cattle grazed.",
    "Guinea Pigs squeaked.",
    "Brazil Nuts were dear.",
    "The New York Times asked.",
    "West Texas Intermediate rose.",
    "New York futures rose.",
    "Copper rose on the London Metal Exchange.",
    "Ottoman tiles were dear.",
    "The WTO met OPEC and the G20.",
    "The Uruguay Round began.",
    "The bloc has rules.",
    "Emir Ali al-Sabah spoke.",
]


@pytest.mark.parametrize("text", SILENT, ids=SILENT)
def test_what_only_looks_like_a_country_is_none(matcher: Matcher, text: str) -> None:
    # not the lead, where even an exchange is news
    assert read(matcher, f"Wheat rose. It was dear. Growers met. {text}") == []


SENSES = [
    ("Georgia and Alabama grow cotton.", ["USA"]),
    ("Factories in Atlanta, Georgia closed.", ["USA"]),
    ("The governor of Georgia vetoed the bill.", ["USA"]),
    ("Georgia sells wine to Russia and Armenia.", ["GEO", "ARM", "RUS"]),
    ("Georgia sells wine. Tbilisi wants more.", ["GEO"]),
    ("In Jordan the king spoke. Amman and Jordan buy wheat.", ["JOR"]),
    ("Jordan Airways flies again.", ["JOR"]),
    ("Turkey prices rose at Thanksgiving as a turkey grew dear.", []),
    ("Turkey prices rose as Ankara and Turkish banks watched.", ["TUR"]),
    ("Turkey bought wheat.", ["TUR"]),
    ("Chad sold cotton.", ["TCD"]),
    ("Washington state grows apples.", ["USA"]),
    ("Ontario, California has a port.", ["USA"]),
    ("London, Ontario has a plant.", ["CAN"]),
    ("New Mexico has oil.", ["USA"]),
    ("New England has fish.", ["USA"]),
    ("The Panama Canal was full.", ["PAN"]),
    ("Copper left Congo.", ["COD"]),
    ("Oil left Congo, copper left Zaire.", ["COG", "COD"]),
    ("The Soviet Union bought wheat, Moscow said.", ["SUN"]),
    ("Russia, once the Soviet Union's heart, sold wheat, Moscow said.", ["RUS", "SUN"]),
    ("Russia and the former Soviet Union sold wheat.", ["RUS"]),
    ("Mexico's Congress voted.", ["MEX"]),
    ("Congress voted.", ["USA"]),
    ("Congress voted, and Mexico City cheered.", ["MEX"]),
    ("The EU voted. Then the bloc acted.", ["EUU"]),
    ("The Paris accord held. It was signed in Paris by Japan.", ["JPN"]),
    ("<Delhi Petroleum Pty Ltd> of Australia found gas.", ["AUS"]),
]


@pytest.mark.parametrize(("text", "countries"), SENSES, ids=[text for text, _ in SENSES])
def test_a_name_with_two_senses_is_told_by_its_neighbours(
    matcher: Matcher, text: str, countries: list[str]
) -> None:
    assert sorted(read(matcher, text)) == sorted(countries)


def test_before_1997_bare_congo_is_the_one_on_the_north_bank(matcher: Matcher) -> None:
    assert read(matcher, "Oil left Congo.", published=date(1987, 3, 1)) == ["COG"]


def test_in_a_headline_of_capitals_the_pronoun_us_is_no_country(matcher: Matcher) -> None:
    assert read(matcher, "Wheat was dear.", title="FARMERS TELL US") == []
    assert read(matcher, "Wheat was dear.", title="US FARMERS SELL WHEAT") == ["USA"]


DATELINES = [
    ("SALVADOR, Feb 26 - Brazil sold cocoa.", ["BRA"]),
    ("LONDON, March 3 (Reuters) - Brazil sold cocoa.", ["BRA"]),
    ("LONDON (Reuters) - Brazil sold cocoa.", ["BRA"]),
    ("CALGARY, Alberta, March 9 - Brazil sold cocoa.", ["BRA"]),
    ("PARIS: Brazil sold cocoa.", ["BRA"]),
    ("Paris: Brazil sold cocoa.", ["BRA"]),
    ("SINGAPORE - Brazil sold cocoa.", ["BRA"]),
    ("London and Paris sold cocoa.", ["GBR", "FRA"]),
]


@pytest.mark.parametrize(("text", "countries"), DATELINES, ids=[text for text, _ in DATELINES])
def test_a_dateline_is_no_part_of_the_story(matcher: Matcher, text: str, countries: list[str]) -> None:
    assert read(matcher, text, title="Cocoa is sold") == countries


def test_the_country_of_the_headline_comes_first(matcher: Matcher) -> None:
    body = "Brazil sold beef. Brazil sold soy. Then Chile came."
    assert read(matcher, body, title="Chile opens a market") == ["CHL", "BRA"]


def test_equal_weight_is_ordered_by_first_mention(matcher: Matcher) -> None:
    assert read(matcher, "Buyers from Peru, Chile and Brazil met.") == ["PER", "CHL", "BRA"]


def test_a_sentence_speaks_of_a_country_once(matcher: Matcher) -> None:
    body = "Wheat rose. It was dear. We met Peru. We met Chile, Chilean farmers and Santiago."
    assert read(matcher, body) == ["PER", "CHL"]


def test_in_prose_one_firm_mention_late_in_the_text_will_do(matcher: Matcher) -> None:
    body = "Brazil sold beef. Brazil sold soy. Brazil sold corn. Buyers came from Peru and Chile."
    assert read(matcher, body, title="Brazil sells") == ["BRA", "PER", "CHL"]


def test_a_town_named_once_in_passing_is_not_enough(matcher: Matcher) -> None:
    assert read(matcher, "Brazil sold beef. It sold soy. It sold corn. A buyer from Antwerp came.") == ["BRA"]


def test_a_wire_bulletin_does_not_count_countries_listed_in_passing(matcher: Matcher) -> None:
    body = "Brazil sold beef. It sold soy. It sold corn. Buyers came from Peru and Chile."
    assert read(matcher, body, title="BRAZIL SELLS BEEF") == ["BRA"]


def test_a_wire_bulletin_counts_the_lead_and_what_it_comes_back_to(matcher: Matcher) -> None:
    body = "Peru bought beef. It bought soy. It bought corn. Chile sold them. More will come from Chile."
    assert read(matcher, body, title="SALES OF BEEF") == ["PER", "CHL"]


def test_evidence_quotes_the_names_in_the_order_of_the_text(matcher: Matcher) -> None:
    page = page_of("Ottawa will act. Canadian farmers, and Canada’s millers, agree. Carney said so.")
    ((canada,), _) = read_places(page, hits_of(matcher, page))
    quotes = [page.text[span.start : span.end] for span in canada.evidence]
    assert quotes == ["Ottawa", "Canadian", "Canada", "Carney"]


def test_settled_hits_carry_the_country_meant(matcher: Matcher) -> None:
    page = page_of("Georgia and Alabama grow cotton, Michael Jordan said.")
    assert [hit.place.iso3 for hit in settle_places(page, hits_of(matcher, page))] == ["USA", "USA"]


def test_clubs_of_states_are_settled_for_the_measures_but_are_no_country(matcher: Matcher) -> None:
    page = page_of("ASEAN and the African Union met the EU.")
    hits = hits_of(matcher, page)
    assert [hit.place.iso3 for hit in settle_places(page, hits)] == ["ASEAN", "AFU", "EUU"]
    assert [place.iso3 for place in read_places(page, hits)[0]] == ["EUU"]


def test_the_seed_article_is_about_five_countries(matcher: Matcher) -> None:
    text = (ROOT / "seeds" / "seed_article.txt").read_text(encoding="utf-8")
    title = text.split("\n", 1)[0]
    page = Page(Article(id="seed", text=text, title=title, title_end=len(title)))
    assert [place.iso3 for place in read_places(page, hits_of(matcher, page))[0]] == ["CAN", "CHN", "USA", "QAT", "CHE"]


@pytest.mark.parametrize("body", ["", " ", "Wheat.", "\n\n", "Canada", "Canada" * 1000])
def test_any_text_is_read(matcher: Matcher, body: str) -> None:
    assert read(matcher, body) in ([], ["CAN"])


def test_every_phrase_stands_for_one_country_and_is_folded() -> None:
    phrases = [place.folded for place in load_places()]
    assert len(phrases) == len(set(phrases))
    assert all(phrase == phrase.strip().lower() for phrase in phrases)


def test_every_state_of_the_world_has_a_name_and_an_adjective() -> None:
    named = {place.iso3 for place in load_places() if place.kind == "country"}
    described = {place.iso3 for place in load_places() if place.kind == "demonym"}
    assert len(named) > 240
    assert len(described) > 190
    assert described <= named


BAD_ROWS = [
    ("CAN\ttown\tany\tOttawa\t", "places.tsv:2: kind 'town' or case 'any' is unknown"),
    ("CAN\tcapital\tany\tOttawa;;Hull\t", "places.tsv:2: holds an empty phrase"),
    ("CAN\tcapital\tany\tOttawa\t\nUSA\tcapital\tany\tOttawa\t", "places.tsv:3: 'Ottawa' is listed twice"),
]


@pytest.mark.parametrize(("rows", "problem"), BAD_ROWS, ids=[problem for _, problem in BAD_ROWS])
def test_a_bad_row_is_reported_with_its_line(tmp_path: Path, rows: str, problem: str) -> None:
    path = tmp_path / "places.tsv"
    path.write_text(f"iso3\tkind\tcase\tphrases\tnote\n{rows}\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_catalogue(path)
    assert problem in str(caught.value)


def test_a_missing_or_headless_list_is_reported(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        load_catalogue(tmp_path / "places.tsv")
    (tmp_path / "places.tsv").write_text("CAN\tcapital\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="header"):
        load_catalogue(tmp_path / "places.tsv")


def test_every_place_that_is_found_has_a_name() -> None:
    lines = (ROOT / "analysis" / "lexicon" / "places.tsv").read_text(encoding="utf-8").splitlines()
    ids = {line.split("\t")[0] for line in lines if line and not line.startswith("#")} - {"-", "iso3"}
    assert {"CAN", "EFTA"} <= ids
    assert ids - PLACES.keys() == set()
