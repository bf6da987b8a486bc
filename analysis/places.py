"""Names of places to the countries that play a part. Knows names and where they stand, no trade.

The words are in lexicon/places.tsv, plain country names in CLDR (Babel). A hit is first settled: traps, datelines and
persons go, a name with two senses (Georgia, Turkey, Congo) gets its own by its neighbours. What is left is weighed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from babel import Locale
from babel.core import get_global

from analysis.errors import LexiconError
from analysis.folding import fold, fold_phrase
from analysis.matcher import PlaceHit, PlaceName
from analysis.model import PlaceReading, Span
from analysis.native import PACKAGE
from analysis.page import Page

PLACES: Final = PACKAGE / "lexicon" / "places.tsv"
COLUMNS: Final = ("iso3", "kind", "case", "phrases", "note")
PLACE_KINDS: Final = frozenset("country demonym capital office shared_office exchange leader bloc subnational".split())
TRAP_KINDS: Final = frozenset(("trap", "treaty"))
# rows that only mark a phrase; shared_office and treaty rows do both
MARKS: Final = ("shared_office", "treaty", "given_name", "surname", "not_a_name")
CASES: Final = frozenset(("any", "cased", "lower"))
# clubs of states are partners in a deal but no country; the EU has a trade policy of its own and counts as one
NO_COUNTRIES: Final = frozenset("AFU ASEAN CPTPP EFTA G7 G20 MERCOSUR OPEC WTO".split())

# How much one sentence says about a country, by where it stands. Newswire puts what matters first, so the headline and
# the first sentence speak for a country by themselves, the second one nearly so.
HEADLINE: Final = 6.0
LEAD: Final = 4.0
SECOND: Final = 2.0
BODY: Final = 1.0
AGENT: Final = 1.1  # a sentence that opens with a country has it for its agent
# Against the name itself: an adjective or a metonym points at the country by way of something else, a town or an
# exchange is a small part of it, "Swiss francs" are a unit and "Singapore-based" is a seat.
KIND_WEIGHT: Final = {
    "country": 1.0, "bloc": 1.0, "subnational": 0.5, "exchange": 0.5,
    "demonym": 0.8, "capital": 0.8, "office": 0.8, "leader": 0.8,
}  # fmt: skip
SEAT, UNIT = 0.75, 0.5
# What a country needs to play a part. Prose (a headline in small letters) names few countries, each for a reason: one
# firm mention will do. A wire bulletin (a headline all in capitals) lists markets, buyers and members in passing: it
# takes the headline, the lead or two sentences, and a share of what the main country gets. All three were set on the
# development half of the evaluation data. Lists get no discount of their own: readers count the countries in them.
PROSE_NEEDS, WIRE_NEEDS, WIRE_SHARE = 0.6, 2.0, 0.1

_TAKES_PLURAL: Final = tuple("niorbkt")
# CLDR calls these by the name of a state of today, or of none
_NO_STATES: Final = frozenset("BUR DDR FXX QUU TMP XAA XBB XKK YMD ZAR ZZZ".split())
_CURRENCIES: Final = "dlr dollar cent franc pound mark yen peso rupee crown".split()
_UNITS: Final = tuple(f"{gap}{unit}" for gap in " -" for unit in _CURRENCIES)
# Louvre accord, Plaza accord: called after the house, not the city
_CITY_OF: Final = {"louvre": "paris", "plaza": "new york"}
_INSIDE: Final = (" in ", " at ", " since ", "In ", "At ", "Since ")
_TALKS: Final = tuple(f" {word}" for word in "accord agreement pact talks meeting currency deal round".split())
_SEATS: Final = ("-based", " based", "-listed", "-owned")
_FIRST_LETTERS: Final = frozenset(word[1:4] for word in _UNITS + _SEATS)
_SUCCESSORS: Final = {"RUS": "SUN", "SRB": "YUG", "CZE": "CSK"}
_DATELINE: Final = re.compile(
    r"(?:, ?[A-Z][\w.'’ ]{1,24}){0,2}?(?P<sure>,? ?\(?[A-Z][a-z]{2,8}\.? \d{1,2}\)?|,? ?\([A-Z][\w ,/]{1,30}\)){0,2}"
    r"\s*(?P<mark>[-–—]{1,2}|:)\s"
)
_STATE_OF: Final = ("overnor of ", "tate of ", "enator from ", "Gov. of ")
_NEXT_WORD: Final = re.compile(r" ([A-Z][a-zé'’-]+)")
_LAST_WORD: Final = re.compile(r"([A-Z][a-zé'’-]+) $")
_PRONOUN_AFTER: Final = frozenset("LET TELL JOIN GIVE HELP CONTACT FOLLOW SHOW TRUST ASK LEAVE AMONG".split())
_BIRD_AFTER: Final = (
    "breast", "meat", "farm", "producer", "production", "hatch", "poult", "egg", "burger", "sandwich", "dinner",
    "grower", "processor", "slaughter", "placement",
)  # fmt: skip
_CAUCASUS: Final = frozenset(("ARM", "AZE", "RUS", "UKR", "MDA", "KAZ"))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that places.tsv and CLDR hold: the names, and folded phrases under the mark they bear."""

    names: tuple[PlaceName, ...]
    marked: dict[str, frozenset[str]]


@lru_cache(maxsize=4)
def load_catalogue(path: Path = PLACES) -> Catalogue:
    """Names of places, each folded phrase once; LexiconError with every problem of the file."""
    problems: list[str] = []
    names: dict[str, PlaceName] = {}
    marked: dict[str, set[str]] = {mark: set() for mark in MARKS}
    for number, iso3, kind, case, phrase in _rows(path, problems):
        for form in _forms(phrase, kind):
            if kind in MARKS:
                marked[kind].add(form)
            if kind in TRAP_KINDS:
                name = PlaceName(form, "", "trap", case)
            elif kind in PLACE_KINDS:
                name = PlaceName(form, iso3, kind.removeprefix("shared_"), case)
            else:
                continue
            known = names.setdefault(form, name)
            if (known.iso3, known.kind, known.case) != (name.iso3, name.kind, name.case):
                problems.append(f"{path.name}:{number}: {phrase.strip()!r} is listed twice. Drop one.")
    if problems:
        raise LexiconError("\n".join(problems))
    for name in _cldr_names():
        names.setdefault(name.folded, name)
    return Catalogue(tuple(names.values()), {mark: frozenset(forms) for mark, forms in marked.items()})


def load_places() -> tuple[PlaceName, ...]:
    """All names of places, traps with an empty iso3."""
    return load_catalogue().names


def read_places(page: Page, hits: list[PlaceHit]) -> tuple[tuple[PlaceReading, ...], tuple[PlaceReading, ...]]:
    """(countries that play a part, countries merely named), the one that matters most first, then by first mention."""
    return weigh_places(page, settle_places(page, hits))


def weigh_places(page: Page, settled: list[PlaceHit]) -> tuple[tuple[PlaceReading, ...], tuple[PlaceReading, ...]]:
    """The two groups of read_places, from hits that are settled."""
    parts: dict[str, _Part] = {}
    lead = page.sentence_at(page.article.title_end) + 1 if page.article.title_end else 0
    for hit in settled:
        iso3, sentence = hit.place.iso3, hit.sentence
        if iso3 in NO_COUNTRIES:
            continue
        part = parts.get(iso3)
        if part is None:
            part = parts[iso3] = _Part()
        part.evidence.append(hit.span)
        weight = _weight_of(page, hit, lead)
        # a sentence speaks of a country once, however often it names it
        if sentence != part.sentence:
            part.weight += weight
            part.sentence, part.spoken = sentence, weight
        elif weight > part.spoken:
            part.weight += weight - part.spoken
            part.spoken = weight
    if not parts:
        return (), ()
    needed = PROSE_NEEDS
    if page.text[: page.article.title_end].isupper():
        needed = max(WIRE_NEEDS, WIRE_SHARE * max([part.weight for part in parts.values()]))
    order = sorted([(-part.weight, part.evidence[0], iso3) for iso3, part in parts.items()])
    readings = [PlaceReading(iso3, tuple(parts[iso3].evidence)) for _, _, iso3 in order]
    # the heaviest come first
    told = sum([part.weight >= needed for part in parts.values()])
    return tuple(readings[:told]), tuple(readings[told:])


class _Part:
    """What is known of one country so far; spoken is what the last sentence that names it has given."""

    __slots__ = ("evidence", "sentence", "spoken", "weight")

    def __init__(self) -> None:
        self.evidence: list[Span] = []
        self.weight, self.sentence, self.spoken = 0.0, -1, 0.0


def _weight_of(page: Page, hit: PlaceHit, lead: int) -> float:
    start, end, sentence = hit.start, hit.end, hit.sentence
    if sentence > lead + 1:
        weight = BODY
    elif start < page.article.title_end:
        weight = HEADLINE
    else:
        weight = LEAD if sentence <= lead else SECOND
    if start == page.starts[sentence]:
        weight *= AGENT
    weight *= KIND_WEIGHT[hit.place.kind]
    text = page.text
    if text[end + 1 : end + 4] in _FIRST_LETTERS:
        if text.startswith(_UNITS, end):
            weight *= UNIT
        elif text.startswith(_SEATS, end):
            weight *= SEAT
    return weight


def settle_places(page: Page, hits: list[PlaceHit]) -> list[PlaceHit]:
    """Hits that are places in the story, each with the country meant here."""
    kept: list[PlaceHit] = []
    judges, dateline_end = _judges(), -1
    context: _Context | None = None
    starts, title_end, has_brackets = page.starts, page.article.title_end, "<" in page.text
    for index, hit in enumerate(hits):
        start, place = hit.start, hit.place
        if not place.iso3:
            continue
        if start == starts[hit.sentence] and start >= title_end and place.kind in _IN_DATELINES:
            dateline_end = max(dateline_end, _dateline_end(page, hit))
        if start < dateline_end or (has_brackets and _is_bracketed(page.text, hit)):
            continue
        judge = judges.get(place.folded)
        if judge is None:
            kept.append(hit)
            continue
        context = context or _Context(page, hits)
        settled = judge(context, hit, index)
        if settled is not None:
            kept.append(settled)
    return kept


def _is_bracketed(text: str, hit: PlaceHit) -> bool:
    """Whether it is part of a firm's name as wires set it: <Delhi Petroleum Pty Ltd>."""
    opening = text.rfind("<", max(0, hit.start - 60), hit.start)
    return opening >= 0 and ">" not in text[opening : hit.start]


_IN_DATELINES: Final = frozenset(("capital", "subnational", "country"))


def _dateline_end(page: Page, hit: PlaceHit) -> int:
    """Where a dateline that opens with the hit ends, or -1: `BEIJING:`, `Paris (AFP) -`, `LONDON, March 3 -`."""
    match = _DATELINE.match(page.text, hit.end, hit.end + 80)
    if not match:
        return -1
    is_shouted = page.text[hit.start : hit.end].isupper()
    is_plain_city = hit.place.kind != "country" and match["mark"] == ":"
    return match.end() if match["sure"] or is_shouted or is_plain_city else -1


class _Context:
    """What the whole page says, each thing worked out once and only when a name needs it."""

    def __init__(self, page: Page, hits: list[PlaceHit]) -> None:
        self.page, self.hits, self.text = page, hits, page.text
        self.persons: dict[str, bool] = {}

    @cached_property
    def phrases_of(self) -> dict[str, set[str]]:
        """iso3 to the phrases that name it without a doubt."""
        shared, phrases = load_catalogue().marked["shared_office"], dict[str, set[str]]()
        for hit in self.hits:
            place = hit.place
            if place.iso3 and place.case != "lower" and place.folded not in shared:
                phrases.setdefault(place.iso3, set()).add(place.folded)
        return phrases

    @cached_property
    def by_noun(self) -> set[str]:
        """Countries named by noun or adjective."""
        return {hit.place.iso3 for hit in self.hits if hit.place.kind in ("country", "demonym")}

    @cached_property
    def states(self) -> set[int]:
        """Sentences with an American state or town."""
        return {h.sentence for h in self.hits if h.place.iso3 == "USA" and h.place.kind == "subnational"}

    @cached_property
    def venues(self) -> set[str]:
        """Places that treaties on the page are called after."""
        treaties = load_catalogue().marked["treaty"]
        return {_city_of(hit.place.folded) for hit in self.hits if hit.place.folded in treaties}

    @cached_property
    def edges(self) -> set[int]:
        """Offsets at which hits start and end."""
        return {hit.start for hit in self.hits} | {hit.end for hit in self.hits}

    @cached_property
    def has_bird(self) -> bool:
        """Whether turkeys are on the page."""
        return "turkey" in self.text

    def has_other_name(self, place: PlaceName) -> bool:
        """Whether the country is also named in another way."""
        return bool(self.phrases_of.get(place.iso3, set()) - {place.folded})

    def is_plain(self, hit: PlaceHit) -> bool:
        """Whether capitals tell names in the sentence of the hit."""
        return self.page.case_of(hit.sentence) == "plain"


_Judge = Callable[[_Context, PlaceHit, int], PlaceHit | None]


def _judge_cased(context: _Context, hit: PlaceHit, _: int) -> PlaceHit | None:
    """`US` is a country, `us`, `Us` and `US$` are not, and in capitals a verb before it makes it the pronoun."""
    if not context.text[hit.start : hit.end].isupper() or context.text.startswith("$", hit.end):
        # US$50 is money
        return None
    if context.page.case_of(hit.sentence) == "shouted":
        before = context.text[max(0, hit.start - 12) : hit.start].split()
        return None if before and before[-1] in _PRONOUN_AFTER else hit
    return hit


def _judge_georgia(context: _Context, hit: PlaceHit, _: int) -> PlaceHit | None:
    """The American state in the company of others, or of the USA; the country beside Tbilisi or its neighbours."""
    if _is_person(context, hit):
        return None
    has_neighbours = not context.phrases_of.keys().isdisjoint(_CAUCASUS)
    has_country = has_neighbours or bool(context.phrases_of.get("GEO", set()) - {"georgia", "georgians"})
    has_state = hit.sentence in context.states or context.text.endswith(_STATE_OF, 0, hit.start)
    if has_state or (not has_country and "USA" in context.phrases_of):
        return hit.taken_for("USA", "subnational")
    return hit


def _judge_turkey(context: _Context, hit: PlaceHit, _: int) -> PlaceHit | None:
    """The bird where capitals tell nothing and the page has the bird in small letters, or meat comes after it."""
    mid_sentence = context.is_plain(hit) and hit.start != context.page.starts[hit.sentence]
    if mid_sentence or context.has_other_name(hit.place):
        return hit
    is_bird = context.has_bird or context.text[hit.end + 1 : hit.end + 12].lower().startswith(_BIRD_AFTER)
    return None if is_bird else hit


def _judge_venue(context: _Context, hit: PlaceHit, _: int) -> PlaceHit | None:
    """The place that a treaty is called after is its venue, not a party: `agreed in Paris` beside the Paris accord."""
    if hit.place.folded not in context.venues:
        return hit
    is_venue = context.text.endswith(_INSIDE, 0, hit.start) or context.text.startswith(_TALKS, hit.end)
    return None if is_venue or not context.is_plain(hit) else hit


def _city_of(treaty: str) -> str:
    words = treaty.split()
    city = words[-1] if words[0] == "treaty" else words[0]
    return _CITY_OF.get(city, city)


def _judge_congo(context: _Context, hit: PlaceHit, _: int) -> PlaceHit:
    """The republic on the north bank where the other one is named beside it, and before that took the name (1997)."""
    published = context.page.article.published
    is_old = published is not None and published.year < 1997
    if is_old or "COG" in context.phrases_of or "zaire" in context.phrases_of.get("COD", ()):
        return hit.taken_for("COG")
    return hit


def _judge_person(context: _Context, hit: PlaceHit, _: int) -> PlaceHit | None:
    """A name that people bear too: its neighbours tell."""
    return None if _is_person(context, hit) else hit


def _is_person(context: _Context, hit: PlaceHit) -> bool:
    """Whether a person is meant; one full name tells it for the page, unless the country is named another way too."""
    phrase = hit.place.folded
    if phrase not in context.persons:
        is_open = hit.place.kind == "leader" or not context.has_other_name(hit.place)
        same = [other for other in context.hits if other.place.folded == phrase]
        context.persons[phrase] = is_open and any(_has_full_name(context, other) for other in same)
    return context.persons[phrase] or _has_full_name(context, hit)


def _has_full_name(context: _Context, hit: PlaceHit) -> bool:
    """`Jordan Smith`, `Michael Jordan`, but not `In Jordan` or `Jordan Airways`."""
    if not context.is_plain(hit):
        return False
    marked, text, phrase = load_catalogue().marked, context.text, hit.place.folded
    if phrase in marked["given_name"] and hit.end + 1 not in context.edges:
        word = _NEXT_WORD.match(text, hit.end)
        if word and word[1].lower() not in marked["not_a_name"]:
            return True
    if phrase in marked["surname"] and hit.start - 1 not in context.edges:
        word = _LAST_WORD.search(text[max(0, hit.start - 20) : hit.start])
        return bool(word and word[1].lower() not in marked["not_a_name"])
    return False


def _judge_office(context: _Context, hit: PlaceHit, index: int) -> PlaceHit | None:
    """`Mexico's Congress` is Mexico's; a name that many countries use needs its own country, or no other, around."""
    before = context.hits[index - 1] if index else hit
    if before.place.iso3 not in ("", hit.place.iso3) and context.text[before.end : hit.start] in (" ", "'s ", "’s "):
        return None
    is_vague = hit.place.case == "lower"
    if not is_vague and hit.place.folded not in load_catalogue().marked["shared_office"]:
        return hit
    others = context.phrases_of.keys() - NO_COUNTRIES
    return hit if hit.place.iso3 in others or not (others or is_vague) else None


def _judge_successor(context: _Context, hit: PlaceHit, _: int) -> PlaceHit:
    """Moscow is the Soviet Union's where that is named and Russia is not; so are Belgrade and Prague their states'."""
    state = _SUCCESSORS[hit.place.iso3]
    if state in context.by_noun and hit.place.iso3 not in context.by_noun:
        return hit.taken_for(state)
    return hit


@lru_cache(maxsize=1)
def _judges() -> dict[str, _Judge]:
    """Phrase to the judge that it takes; other phrases stand for their country wherever they are met."""
    catalogue = load_catalogue()
    marked, judges = catalogue.marked, dict[str, _Judge]()
    for name in catalogue.names:
        if name.case == "cased":
            judges[name.folded] = _judge_cased
        elif name.iso3 in _SUCCESSORS and name.kind not in ("country", "demonym"):
            judges[name.folded] = _judge_successor
        elif name.kind == "office":
            judges[name.folded] = _judge_office
    judges.update(dict.fromkeys(map(_city_of, marked["treaty"]), _judge_venue))
    judges.update(dict.fromkeys(marked["given_name"] | marked["surname"], _judge_person))
    judges.update(dict.fromkeys(("georgia", "georgian", "georgians"), _judge_georgia))
    return judges | {"turkey": _judge_turkey, "congo": _judge_congo}


def _rows(path: Path, problems: list[str]) -> Iterator[tuple[int, str, str, str, str]]:
    """Line, iso3, kind, case, phrase of sound rows; what is wrong goes to problems as `file:line: what. The mend.`"""
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}:1: cannot be read: {error}. Check the path, save the file as UTF-8.") from error
    rows = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not rows or tuple(rows[0][1].split("\t")) != COLUMNS:
        raise LexiconError(f"{path.name}:1: the header is wrong. Write {' TAB '.join(COLUMNS)}.")
    for number, line in rows[1:]:
        iso3, kind, case, phrases, *_ = [*line.split("\t"), "", "", ""]
        if kind not in {*PLACE_KINDS, *TRAP_KINDS, *MARKS} or case not in CASES:
            problems.append(f"{path.name}:{number}: kind {kind!r} or case {case!r} is unknown. See the file's head.")
            continue
        for phrase in phrases.split(";"):
            if fold_phrase(phrase):
                yield number, iso3, kind, case, phrase
            else:
                problems.append(f"{path.name}:{number}: holds an empty phrase. Drop the semicolon.")


def _forms(phrase: str, kind: str) -> Iterator[str]:
    """Folded forms under which a phrase is met: stops and commas leave one space or two."""
    close, loose = fold_phrase(phrase), fold(phrase).padded.strip()
    yield close
    if loose != close:
        yield loose
    if kind == "demonym" and close.endswith(_TAKES_PLURAL):
        yield from dict.fromkeys((f"{close}s", f"{loose}s"))


def _cldr_names() -> Iterator[PlaceName]:
    territories = Locale("en").territories
    for iso3, codes in sorted(get_global("territory_aliases").items()):
        is_code = len(iso3) == 3 and iso3.isalpha() and iso3 not in _NO_STATES
        if is_code and len(codes) == 1 and codes[0] in territories:
            name = territories[codes[0]].replace(" SAR China", "").replace("&", "and")
            for form in _forms(name, "country"):
                yield PlaceName(form, iso3, "country")
