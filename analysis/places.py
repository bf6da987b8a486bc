"""Names of places to the countries that play a part. Knows names and where they stand, no trade.

The words are in lexicon/places.tsv, plain country names in CLDR (Babel). A hit is first settled: traps, datelines and
persons go, a name with two senses (Georgia, Turkey, Congo) gets its own by its neighbours. What is left is weighed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

from analysis.errors import LexiconError
from analysis.folding import fold, fold_phrase
from analysis.matcher import PlaceHit, PlaceName
from analysis.model import PlaceReading, Span
from analysis.page import Page

PLACES = Path(__file__).resolve().parent / "lexicon" / "places.tsv"
COLUMNS = ("iso3", "kind", "case", "phrases", "note")
KINDS = frozenset(
    "country demonym capital office shared_office exchange leader bloc subnational trap given_name surname".split()
)
CASES = frozenset(("any", "cased", "lower"))
# clubs of states are partners in a deal but no country; the EU has a trade policy of its own and counts as one
NO_COUNTRIES = frozenset("AFU ASEAN G7 G20 OPEC WTO".split())

# How much one sentence says about a country, by where it stands. Newswire puts what matters first, so the headline and
# the first sentence speak for a country by themselves, the second one nearly so.
HEADLINE, LEAD, SECOND, BODY = 4.0, 4.0, 2.0, 1.0
AGENT = 1.1  # a sentence that opens with a country has it for its agent
# Against the name itself: an adjective or a metonym points at the country by way of something else, a town or an
# exchange is a small part of it, "Swiss francs" are a unit and "Singapore-based" is a seat.
KIND_WEIGHT = {"country": 1.0, "bloc": 1.0, "subnational": 0.5, "exchange": 0.5}
OTHER_KINDS, SEAT, UNIT = 0.8, 0.75, 0.5
# What a country needs to play a part. Prose (a headline in small letters) names few countries, each for a reason: one
# firm mention will do. A wire bulletin (a headline all in capitals) lists markets, buyers and members in passing: it
# takes the headline, the lead or two sentences, and a share of what the main country gets. All three were set on the
# development half of the evaluation data. Lists get no discount of their own: readers count the countries in them.
PROSE_NEEDS, WIRE_NEEDS, WIRE_SHARE = 0.6, 2.0, 0.15

_TAKES_PLURAL = tuple("niorbkt")
_NOT_NOW = frozenset("BUR DDR FXX TMP YMD ZAR".split())  # CLDR calls these by the name of a state of today
_UNITS = tuple(f"{gap}{unit}" for gap in " -" for unit in "dlr dollar franc pound mark yen peso rupee crown".split())
_INSIDE = (" in ", " at ", " since ", "In ", "At ", "Since ")
_TALKS = tuple(f" {word}" for word in "accord agreement pact talks meeting currency deal round".split())
_SEATS = ("-based", " based", "-listed", "-owned")
_SUCCESSORS = {"RUS": "SUN", "SRB": "YUG", "CZE": "CSK"}
_DATELINE = re.compile(
    r"(?:, ?[A-Z][\w.'’ ]{1,24}){0,2}?(?P<sure>,? ?\(?[A-Z][a-z]{2,8}\.? \d{1,2}\)?|,? ?\([A-Z][\w ,/]{1,30}\)){0,2}"
    r"\s*(?P<mark>[-–—]{1,2}|:)\s"
)
_STATE_OF = ("overnor of ", "tate of ", "enator from ", "Gov. of ")
_NEXT_WORD = re.compile(r" ([A-Z][a-zé'’-]+)")
_LAST_WORD = re.compile(r"([A-Z][a-zé'’-]+) $")
_ON_A_MAP = re.compile(r" (?:Street|St|Avenue|Ave|Road|Lane|Square|Boulevard)\b")
_NO_SURNAME = frozenset(
    "Airways Airlines Air Government President Prime Minister Ministry King Crown Prince Foreign Finance Trade Central "
    "National Bank River Valley State Islands City Port Exchange Stock Summit Monday Tuesday Wednesday Thursday Friday "
    "Saturday Sunday January February March April May June July August September October November December The And But "
    "Says Said Will Has Is To In On Of For At With Administration Company Corp Inc Ltd Group Steel Oil Gas".split()
)
_NO_GIVEN_NAME = frozenset(
    "The In Of And But For From With To At On As By Under Over After Before While When If Since Because Although Though "
    "Meanwhile However Only Even Both Either Neither Not Like Unlike Via Near Inside Outside Between Across Against Among "
    "North South East West Northern Southern Eastern Western Central Greater Inner Outer Upper Lower New Old Modern "
    "Neighbouring Neighboring Until Then Now Today Yesterday Last Next This That Said Says President King Queen Crown "
    "Mainland Post Pro Anti Non Visiting Leaving Making Why How What Where Will Can Does Did Has Is Are Was Were".split()
)
_PRONOUN_AFTER = frozenset("LET TELL JOIN GIVE HELP CONTACT FOLLOW SHOW TRUST ASK LEAVE AMONG".split())
_BIRD_AFTER = (
    "breast", "meat", "farm", "producer", "production", "hatch", "poult", "egg", "burger", "sandwich", "dinner",
    "grower", "processor", "slaughter", "placement",
)  # fmt: skip
_CAUCASUS = frozenset(("ARM", "AZE", "RUS", "UKR", "MDA", "KAZ"))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that places.tsv and CLDR hold: the names, and phrases that take a second look."""

    names: tuple[PlaceName, ...]
    shared: frozenset[str]
    given_names: frozenset[str]
    surnames: frozenset[str]


@lru_cache(maxsize=4)
def load_catalogue(path: Path = PLACES) -> Catalogue:
    """Names of places, each folded phrase once; LexiconError with every problem of the file."""
    problems: list[str] = []
    names: dict[str, PlaceName] = {}
    marks: dict[str, set[str]] = {kind: set() for kind in ("shared_office", "given_name", "surname")}
    for number, row in _rows(path, problems):
        iso3, kind, case, phrases = row
        for phrase in phrases.split(";"):
            for form in _forms(phrase, kind):
                if kind in marks:
                    marks[kind].add(form)
                if kind in ("given_name", "surname"):
                    continue
                name = PlaceName(form, "" if kind == "trap" else iso3, kind.removeprefix("shared_"), case)
                if names.setdefault(form, name).iso3 != name.iso3:
                    problems.append(f"{path.name}:{number}: {phrase.strip()!r} is listed twice. Drop one.")
    if problems:
        raise LexiconError("\n".join(problems))
    for name in _cldr_names():
        names.setdefault(name.folded, name)
    return Catalogue(tuple(names.values()), *(frozenset(marks[kind]) for kind in marks))


def load_places() -> tuple[PlaceName, ...]:
    """All names of places, traps with an empty iso3."""
    return load_catalogue().names


def iso3_of(hit: PlaceHit) -> str:
    """ISO 3166-1 alpha-3 of a settled hit (EU: EUU, clubs of states by their name); empty for a trap."""
    return hit.place.iso3


def read_places(page: Page, hits: list[PlaceHit]) -> tuple[PlaceReading, ...]:
    """Countries that play a part, the one that matters most first; ties by first mention, then iso3."""
    evidence: dict[str, list[Span]] = {}
    weights: dict[str, float] = {}
    spoken: dict[str, tuple[int, float]] = {}
    lead = page.sentence_at(page.article.title_end) + 1 if page.article.title_end else 0
    for hit in settle_places(page, hits):
        start, end, sentence, (_, iso3, _, _) = hit
        if iso3 in NO_COUNTRIES:
            continue
        weight = _weight_of(page, hit, lead)
        if iso3 not in weights:
            evidence[iso3], weights[iso3], spoken[iso3] = [], 0.0, (-1, 0.0)
        evidence[iso3].append(Span(start, end))
        # a sentence speaks of a country once, however often it names it
        last, before = spoken[iso3]
        if last != sentence:
            before = 0.0
        if weight > before:
            weights[iso3] += weight - before
            spoken[iso3] = (sentence, weight)
    needed = PROSE_NEEDS
    if weights and page.text[: page.article.title_end].isupper():
        needed = max(WIRE_NEEDS, WIRE_SHARE * max(weights.values()))
    order = sorted((-weight, evidence[iso3][0], iso3) for iso3, weight in weights.items() if weight >= needed)
    return tuple([PlaceReading(iso3=iso3, evidence=tuple(evidence[iso3])) for _, _, iso3 in order])


def _weight_of(page: Page, hit: PlaceHit, lead: int) -> float:
    start, end, sentence, place = hit
    if start < page.article.title_end:
        weight = HEADLINE
    elif sentence <= lead:
        weight = LEAD
    else:
        weight = SECOND if sentence == lead + 1 else BODY
    if start == page.starts[sentence]:
        weight *= AGENT
    weight *= KIND_WEIGHT.get(place.kind, OTHER_KINDS)
    if page.text.startswith(_UNITS, end):
        return weight * UNIT
    return weight * SEAT if page.text.startswith(_SEATS, end) else weight


def settle_places(page: Page, hits: list[PlaceHit]) -> list[PlaceHit]:
    """Hits that are places in the story, each with the country meant here."""
    kept: list[PlaceHit] = []
    judges, context, dateline_end = _judges(), None, -1
    starts, title_end, has_brackets = page.starts, page.article.title_end, "<" in page.text
    for index, hit in enumerate(hits):
        place = hit.place
        if not place.iso3:
            continue
        if hit.start == starts[hit.sentence] and hit.start >= title_end and place.kind in _IN_DATELINES:
            dateline_end = max(dateline_end, _dateline_end(page, hit))
        if hit.start < dateline_end or (has_brackets and _is_bracketed(page.text, hit)):
            continue
        judge = judges.get(place.folded)
        if judge:
            context = context or _Context(page, hits)
            settled = judge(context, hit, index)
            if settled:
                kept.append(settled)
        else:
            kept.append(hit)
    return kept


def _is_bracketed(text: str, hit: PlaceHit) -> bool:
    """Whether it is part of a firm's name as wires set it: <Delhi Petroleum Pty Ltd>."""
    opening = text.rfind("<", max(0, hit.start - 60), hit.start)
    return opening >= 0 and ">" not in text[opening : hit.start]


_IN_DATELINES = frozenset(("capital", "subnational", "country"))


def _dateline_end(page: Page, hit: PlaceHit) -> int:
    """Where a dateline that opens with the hit ends, or -1: `BEIJING:`, `Paris (AFP) -`, `LONDON, March 3 -`."""
    match = _DATELINE.match(page.text, hit.end, hit.end + 80)
    if not match:
        return -1
    is_shouted = page.text[hit.start : hit.end].isupper()
    is_plain_city = hit.place.kind != "country" and match["mark"] == ":"
    return match.end() if match["sure"] or is_shouted or is_plain_city else -1


class _Context:
    """What the whole page says, worked out once, for names that need it."""

    def __init__(self, page: Page, hits: list[PlaceHit]) -> None:
        self.page, self.hits, self.text = page, hits, page.text
        self.starts, self.ends = {hit.start for hit in hits}, {hit.end for hit in hits}
        self.has_bird = "turkey" in page.text
        catalogue = load_catalogue()
        # what stands for a country without a doubt
        sure = [h for h in hits if h.place.iso3 and h.place.folded not in catalogue.shared and h.place.case != "lower"]
        self.phrases = {hit.place.folded for hit in sure}
        self.named = {hit.place.iso3 for hit in sure}
        self.by_noun = {hit.place.iso3 for hit in sure if hit.place.kind in ("country", "demonym")}
        self.states = {hit.sentence for hit in sure if hit.place.iso3 == "USA" and hit.place.kind == "subnational"}
        self._phrases_of: dict[str, set[str]] = {}
        for hit in sure:
            self._phrases_of.setdefault(hit.place.iso3, set()).add(hit.place.folded)
        # cities that a treaty named on the page is called after; the Louvre is in Paris
        traps = {hit.place.folded for hit in hits if not hit.place.iso3}
        self.treaties = {trap.split()[0] for trap in traps} | ({"paris"} if any(trap.startswith("louvre ") for trap in traps) else set())
        self.persons: dict[str, bool] = {}

    def has_other_name(self, place: PlaceName) -> bool:
        """Whether the country is also named in another way."""
        return len(self._phrases_of.get(place.iso3, set()) - {place.folded}) > 0

    def is_plain(self, hit: PlaceHit) -> bool:
        """Whether capitals tell names in the sentence of the hit."""
        return self.page.case_of(hit.sentence) == "plain"


_Judge = Callable[[_Context, PlaceHit, int], PlaceHit | None]


def _judge_cased(context: _Context, hit: PlaceHit, _: int) -> PlaceHit | None:
    """`US` is a country, `us` and `Us` are not, and in capitals a verb before it makes it the pronoun."""
    if not context.text[hit.start : hit.end].isupper():
        return None
    if context.page.case_of(hit.sentence) == "shouted":
        before = context.text[max(0, hit.start - 12) : hit.start].split()
        return None if before and before[-1] in _PRONOUN_AFTER else hit
    return hit


def _judge_georgia(context: _Context, hit: PlaceHit, index: int) -> PlaceHit | None:
    """The American state in the company of others; the country beside Tbilisi or its neighbours."""
    if _is_person(context, hit):
        return None
    has_country = context.has_other_name(hit.place) and bool({"tbilisi", "abkhazia"} & context.phrases)
    is_state = hit.sentence in context.states or (context.states and not context.named & _CAUCASUS)
    if context.text.endswith(_STATE_OF, 0, hit.start):
        is_state, has_country = True, False
    if not has_country and (is_state or ("USA" in context.named and not context.named & _CAUCASUS)):
        return hit._replace(place=hit.place._replace(iso3="USA", kind="subnational"))
    return hit


def _judge_turkey(context: _Context, hit: PlaceHit, _: int) -> PlaceHit | None:
    """The bird where capitals tell nothing and the page has the bird in small letters, or meat comes after it."""
    mid_sentence = context.is_plain(hit) and hit.start != context.page.starts[hit.sentence]
    if mid_sentence or context.has_other_name(hit.place):
        return hit
    is_bird = context.has_bird or context.text[hit.end + 1 : hit.end + 12].lower().startswith(_BIRD_AFTER)
    return None if is_bird else hit


def _judge_venue(context: _Context, hit: PlaceHit, _: int) -> PlaceHit | None:
    """The city that an accord is called after is its venue, not a party: `agreed in Paris` beside the Paris accord."""
    if not context.treaties & {hit.place.folded}:
        return hit
    is_venue = context.text.endswith(_INSIDE, 0, hit.start) or context.text.startswith(_TALKS, hit.end)
    return None if is_venue or not context.is_plain(hit) else hit


def _judge_congo(context: _Context, hit: PlaceHit, _: int) -> PlaceHit:
    """The republic on the north bank where the other one is named beside it, and before that took the name (1997)."""
    published = context.page.article.published
    if {"zaire", "brazzaville"} & context.phrases or (published and published.year < 1997):
        return hit._replace(place=hit.place._replace(iso3="COG"))
    return hit


def _judge_dominican(context: _Context, hit: PlaceHit, _: int) -> PlaceHit:
    """Of Dominica where only that is named."""
    if "dominica" in context.phrases and "dominican republic" not in context.phrases:
        return hit._replace(place=hit.place._replace(iso3="DMA"))
    return hit


def _judge_person(context: _Context, hit: PlaceHit, index: int) -> PlaceHit | None:
    """A name that people bear too: its neighbours tell, and they tell it for the whole page."""
    return None if _is_person(context, hit) else _judge_venue(context, hit, index)


def _is_person(context: _Context, hit: PlaceHit) -> bool:
    phrase = hit.place.folded
    if phrase not in context.persons:
        same = [h for h in context.hits if h.place.folded == phrase]
        context.persons[phrase] = any(_looks_like_person(context, h) for h in same) and not (
            hit.place.kind != "leader" and context.has_other_name(hit.place)
        )
    return context.persons[phrase] or _looks_like_person(context, hit)


def _looks_like_person(context: _Context, hit: PlaceHit) -> bool:
    """`Jordan Smith`, `Michael Jordan`, but not `In Jordan` or `Jordan Airways`."""
    if not context.is_plain(hit):
        return False
    catalogue, text, phrase = load_catalogue(), context.text, hit.place.folded
    after = _NEXT_WORD.match(text, hit.end) if phrase in catalogue.given_names else None
    if after and after[1].removesuffix("'s") not in _NO_SURNAME and hit.end + 1 not in context.starts:
        return True
    before = _LAST_WORD.search(text[max(0, hit.start - 20) : hit.start]) if phrase in catalogue.surnames else None
    return bool(before and before[1] not in _NO_GIVEN_NAME and hit.start - 1 not in context.ends)


def _judge_office(context: _Context, hit: PlaceHit, index: int) -> PlaceHit | None:
    """`Mexico's Congress` is Mexico's; a name that many countries use needs its own country, or no other, around."""
    if index and context.hits[index - 1].place.iso3 not in ("", hit.place.iso3):
        if context.text[context.hits[index - 1].end : hit.start] in (" ", "'s ", "’s "):
            return None
    if hit.place.folded not in load_catalogue().shared and hit.place.case != "lower":
        return hit
    needs_name = hit.place.case == "lower"
    others = context.named - NO_COUNTRIES
    return hit if hit.place.iso3 in others or not (others or needs_name) else None


def _judge_successor(context: _Context, hit: PlaceHit, _: int) -> PlaceHit:
    """Moscow is the Soviet Union's where that is named and Russia is not; so are Belgrade and Prague their states'."""
    state = _SUCCESSORS[hit.place.iso3]
    if state in context.by_noun and hit.place.iso3 not in context.by_noun:
        return hit._replace(place=hit.place._replace(iso3=state))
    return hit


@lru_cache(maxsize=1)
def _judges() -> dict[str, _Judge]:
    """Phrase to the judge that it takes; other phrases stand for their country wherever they are met."""
    catalogue = load_catalogue()
    judges: dict[str, _Judge] = {}
    for name in catalogue.names:
        if name.case == "cased":
            judges[name.folded] = _judge_cased
        elif name.kind == "office":
            judges[name.folded] = _judge_office
        elif name.iso3 in _SUCCESSORS and name.kind not in ("country", "demonym"):
            judges[name.folded] = _judge_successor
    cities = {name.folded for name in catalogue.names if name.kind == "capital"}
    judges.update((name.folded.split()[0], _judge_venue) for name in catalogue.names if not name.iso3 and name.folded.split()[0] in cities)
    judges.update(dict.fromkeys(catalogue.given_names | catalogue.surnames, _judge_person))
    judges.update({"georgia": _judge_georgia, "georgian": _judge_georgia, "georgians": _judge_georgia})
    return judges | {"turkey": _judge_turkey, "congo": _judge_congo, "dominican": _judge_dominican}


def _rows(path: Path, problems: list[str]) -> Iterator[tuple[int, tuple[str, str, str, str]]]:
    """Sound rows with their line; whatever is wrong goes to problems as `file:line: what. The mend.`"""
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}:1: cannot be read: {error}. Check the path, save the file as UTF-8.") from error
    rows = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not rows or tuple(rows[0][1].split("\t")) != COLUMNS:
        raise LexiconError(f"{path.name}:1: the header is wrong. Write {' TAB '.join(COLUMNS)}.")
    for number, line in rows[1:]:
        iso3, kind, case, phrases, *_ = [*line.split("\t"), "", "", ""]
        if kind not in KINDS or case not in CASES:
            problems.append(f"{path.name}:{number}: kind {kind!r} or case {case!r} is unknown. Take one of the header.")
        elif not all(fold_phrase(phrase) for phrase in phrases.split(";")):
            problems.append(f"{path.name}:{number}: holds an empty phrase. Drop the semicolon.")
        else:
            yield number, (iso3, kind, case, phrases)


def _forms(phrase: str, kind: str) -> Iterator[str]:
    """Folded forms under which a phrase is met: stops and commas leave one space or two."""
    close, loose = fold_phrase(phrase), fold(phrase).padded.strip()
    yield close
    if loose != close:
        yield loose
    if kind == "demonym" and close.endswith(_TAKES_PLURAL):
        yield f"{close}s"
        if loose != close:
            yield f"{loose}s"


def _cldr_names() -> Iterator[PlaceName]:
    territories = Locale("en").territories
    for iso3, codes in sorted(get_global("territory_aliases").items()):
        is_state = len(iso3) == 3 and iso3.isalpha() and iso3[0] not in "QXZ" or iso3 in ("ZAF", "ZMB", "ZWE")
        if is_state and len(codes) == 1 and codes[0] in territories and iso3 not in _NOT_NOW:
            name = territories[codes[0]].replace(" SAR China", "").replace("&", "and")
            for form in _forms(name, "country"):
                yield PlaceName(form, iso3, "country")
