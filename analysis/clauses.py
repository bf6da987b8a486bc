"""Cues of one sentence, settled: which of them stand, and what kind of word each is. Knows no meaning."""

import re
from collections.abc import Iterable
from typing import Final

from analysis.matcher import FoundCue, Hit, PlaceHit

_LONGEST_WORD: Final = 28
_WORD: Final = re.compile(r"[^\W_][\w'’]*")
_DETERMINERS: Final = frozenset(
    "a an the this that these those its their his her our your my any some no new further more additional other such "
    "each every all both proposed planned potential possible fresh steep heavy import export tariff trade price travel "
    "of on in by for with under from over despite against about between without two three several first second "
    "significant strict tight tighter temporary strong sharp record recent annual expected another".split()
)
_VERBAL: Final = frozenset(
    "to will would could may might can should must not n't they we it who which that and also would've ll shall he she "
    "could've never then now won't don't doesn't didn't cannot wouldn't let help and/or did does do".split()
)
_BEFORE_VERBS: Final = frozenset(("to", "will", "would", "could", "can", "should", "must", "may", "might"))
_OFFICES: Final = frozenset("minister ministry ministers secretary department committee commissioner board".split())
_EVADING: Final = frozenset(
    f"{stem}{end}" for stem in ("evad", "dodg", "circumvent", "skirt", "sidestep", "bypass", "escap", "avoid")
    for end in ("", "e", "es", "s", "ed", "ing")
)
_BITING: Final = frozenset(
    "hit hits hurt hurts bite idle threaten squeeze push leave left force halt weigh cause caused cost disrupt remain "
    "take took come came begin began drive drove stay make made".split()
)
_AUXILIARIES: Final = frozenset("may will would could can should must might are were have had is was has".split())
_BEFORE_NOUNS: Final = frozenset(
    "a an previous new of for on such some many these those several more further any no latest earlier".split()
)
_BEFORE_ADJECTIVES: Final = frozenset("the a an its their over new".split())
_BEFORE_BASE_NOUNS: Final = frozenset(
    "the a an its their this these those of any his her latest another first last clear further early strong only "
    "every each some no little sure positive hopeful good bad".split()
)
_BEFORE_MEASURES: Final = frozenset(("the", "that", "what", "those", "its"))
_BEING_FROZEN: Final = frozenset("be been being is are was were has have had remain remained stay".split())
_BEFORE_SANCTIONED: Final = frozenset("a an the its their other some many several already of with by and for".split())
_ADJECTIVES: Final = frozenset(
    ("punishing", "crippling", "sweeping", "existing", "growing", "rising", "remaining", "lingering")
)
# "face delays", "amid delays": no verb follows these
_BEFORE_PLURALS: Final = frozenset(
    "of in by for with from despite against about between without amid face faces faced facing cause causes caused "
    "causing suffer suffered long further more severe big such".split()
)
_FINITE_TAGS: Final = frozenset(("ed", "past", "part", "ing"))


class Cue(Hit):
    """A settled cue: offsets, kind, unpacked value and the folded words."""

    __slots__ = ("kind", "parts", "words")

    def __init__(self, start: int, end: int, kind: str, parts: tuple[str, ...], words: str) -> None:
        self.start, self.end, self.kind, self.parts, self.words = start, end, kind, parts, words


def in_order(cues: Iterable[Cue]) -> list[Cue]:
    """Cues in the order of the text."""
    cues, reach = list(cues), -1
    for cue in cues:
        if cue.start <= reach:
            return sorted(cues, key=_place_of)
        reach = cue.start
    return cues


def _place_of(cue: Cue) -> tuple[int, int, str, tuple[str, ...], str]:
    return cue.start, cue.end, cue.kind, cue.parts, cue.words


class Clause(Hit):
    """A stretch of a sentence between terminators, with its cues in the order of the text."""

    __slots__ = ("actions", "flows", "hints", "instruments", "opener", "scopes", "sentence", "speakers", "statuses")

    def __init__(self, start: int, end: int, sentence: int, opener: str, hints: int) -> None:
        self.start, self.end, self.sentence, self.opener = start, end, sentence, opener
        # those of its sentence
        self.hints = hints
        self.instruments: list[Cue] = []
        self.flows: list[Cue] = []
        self.actions: list[Cue] = []
        self.statuses: list[Cue] = []
        self.scopes: list[Cue] = []
        self.speakers: list[Cue] = []

    def has_scope(self, kind: str) -> bool:
        """Whether a scope cue of that kind stands in the clause."""
        for cue in self.scopes:  # noqa: SIM110 - any() would take twice as long, most of it for its generator
            if cue.parts[0] == kind:
                return True
        return False


def word_before(text: str, offset: int) -> str:
    """The word that ends before an offset, in lower case; empty at the start or after a stop."""
    first = offset - _LONGEST_WORD if offset > _LONGEST_WORD else 0
    start = text.rfind(" ", first, offset - 1) + 1
    if 0 < start < offset and text[offset - 1] == " ":
        word = text[start : offset - 1]
        if word.isalnum():
            return word.lower()
    # a line break stands before it, a quotation mark or a bracket around it
    words = text[first:offset].rsplit(None, 1)
    return words[-1].strip("“”\"'‘( \n").lower() if words else ""


def word_after(text: str, offset: int) -> str:
    """The word that starts after an offset, in lower case."""
    stop = text.find(" ", offset + 1, offset + _LONGEST_WORD)
    if stop > 0 and text[offset] == " ":
        word = text[offset + 1 : stop]
        if word.isalnum():
            return word.lower()
    # a mark stands before it or in it
    match = _WORD.search(text, offset, offset + _LONGEST_WORD)
    return match[0].lower() if match else ""


def words_between(text: str, start: int, end: int) -> int:
    """How many words stand between two offsets."""
    return len(text[start:end].split()) if end > start else 0


class SentenceCues:
    """What is left of a sentence's cues when overlaps are settled; friends hold what was put aside and why."""

    __slots__ = ("actions", "friends", "scopes", "speakers", "statuses", "things")

    def __init__(
        self, things: list[Cue], actions: list[Cue], statuses: list[Cue], scopes: list[Cue], speakers: list[Cue],
        friends: list[tuple[Cue, str]],
    ) -> None:  # fmt: skip
        self.things, self.actions, self.statuses, self.scopes = things, actions, statuses, scopes
        self.speakers, self.friends = speakers, friends


def settle(text: str, start: int, found: list[FoundCue], places: list[PlaceHit]) -> SentenceCues:
    """The cues of the sentence that begins at start, without overlaps; places are those of the sentence."""
    demonyms = frozenset([hit.end for hit in places if hit.place.kind in ("demonym", "adjective")])
    named: list[Cue] = []
    acts: list[Cue] = []
    certain: list[Cue] = []
    scopes: list[Cue] = []
    speakers: list[Cue] = []
    reaching: list[Cue] = []
    for first, last, word in found:
        kind = word.kind
        if word.parts[0] == "effect":
            continue
        cue = Cue(first, last, kind, word.parts, word.folded)
        if kind == "action":
            acts.append(cue)
        elif kind == "status":
            certain.append(cue)
        elif kind == "scope":
            scopes.append(cue)
        elif kind == "speech":
            speakers.append(cue)
        elif kind == "speaker":
            # what stands in the name of a place speaks for nobody
            if not any(hit.start <= first < hit.end for hit in places):
                speakers.append(cue)
        elif kind == "friend" and word.parts[0] == "sentence":
            reaching.append(cue)
        else:
            named.append(cue)
    friends: list[tuple[Cue, str]] = []
    things = _settle_things(text, start, named, acts, reaching, demonyms, friends)
    actions = _settle_actions(text, acts, things, demonyms)
    kept = [cue for cue in things if cue.kind != "friend"]
    # "ordered ministers to impose duties" decides, "ordered 50 jets" buys: which of the two is settled later
    blocking = [cue for cue in kept if cue.parts[3:4] != ("order",) or " " in cue.words]
    statuses = [
        cue
        for cue in _longest(certain)
        if not _is_noun(text, start, cue) and (cue.parts[0] == "rejected" or not _inside(cue, blocking))
    ]
    return SentenceCues(kept, actions, statuses, _longest_by_kind(scopes), _longest(speakers), friends)


def _longest(cues: list[Cue]) -> list[Cue]:
    """Of cues in the order of the text those that survive overlap: longest, then leftmost, then first in the lists."""
    reach = 0
    for cue in cues:
        if cue.start < reach:
            break
        reach = cue.end
    else:
        return cues
    taken: list[Cue] = []
    for cue in sorted(cues, key=_shortness_of):
        if not _inside(cue, taken):
            taken.append(cue)
    return sorted(taken, key=_start_of)


def _shortness_of(cue: Cue) -> int:
    return cue.start - cue.end


def _start_of(cue: Cue) -> int:
    return cue.start


def _longest_by_kind(cues: list[Cue]) -> list[Cue]:
    if len(cues) < 2:
        return cues
    pools: dict[str, list[Cue]] = {}
    for cue in cues:
        # what only looks like a negation hides the negation inside it
        kind = "negation" if cue.parts[0] == "pseudo_negation" else cue.parts[0]
        pools.setdefault(kind, []).append(cue)
    return in_order([cue for pool in pools.values() for cue in _longest(pool)])


def _inside(cue: Cue, others: list[Cue]) -> bool:
    start, end = cue.start, cue.end
    for other in others:  # noqa: SIM110 - as in has_scope()
        if start < other.end and end > other.start:
            return True
    return False


def _settle_things(
    text: str, start: int, pool: list[Cue], actions: list[Cue], reaching: list[Cue], demonyms: frozenset[int],
    friends: list[tuple[Cue, str]],
) -> list[Cue]:  # fmt: skip
    candidates = []
    for cue in pool:
        if cue.kind == "friend" and cue.words.startswith("duty to") and _RATE.search(text, start, cue.start):
            # "pay a 20% duty to sell there": no moral duty has a rate
            continue
        if cue.kind == "flow" and _is_decree(text, start, cue):
            continue
        if cue.kind == "instrument":
            reason = next((friend.parts[2] for friend in reaching if friend.parts[1] in cue.words), "")
            if reason:
                friends.append((cue, reason))
                continue
            verbal = cue.parts[2] != "noun"
            if _is_name(text, cue, start):
                continue
            if cue.words == "sanctioned" and word_before(text, cue.start) in _BEFORE_SANCTIONED:
                # "a sanctioned businessman"
                continue
            if cue.words == "tax" and text.startswith("-", cue.end):
                # "its tax-free steel quotas"
                continue
            if cue.words == "quota" and text[cue.start - 1 : cue.start] == "-":
                # "the out-of-quota tariff"
                continue
            if cue.words.startswith("lower ") and word_before(text, cue.start) in _BEFORE_VERBS:
                # "a deal to lower duties": what is done, not what there is
                continue
            if cue.parts[3] in _FIGURED and " " not in cue.words and not _FIGURE.match(text, cue.end):
                # "ordered 50 jets" buys them, "orders for machines fell" and "ordered a 25% tariff" do not
                continue
            if cue.parts[3] == "walk" and text.startswith(" of ", cue.end):
                # dockers walk out, negotiators walk out of talks
                continue
            verb = _verb_of(cue, pool, actions) if not verbal or _is_named_too(cue, pool) else ""
            if verb and reads_as_verb(text, cue.start, cue.end, verb, demonyms) != verbal:
                continue
        candidates.append(cue)
    ordering = [cue for cue in candidates if cue.kind == "instrument" and cue.parts[3] in _FIGURED]
    if ordering:
        candidates = [cue for cue in candidates if cue.kind != "flow" or not any(_are_one(cue, o) for o in ordering)]
    kept = _longest(_without_friends(candidates))
    starts = [cue.start for cue in kept if cue.kind == "instrument"]
    # an import licence: the flow only qualifies the instrument after it
    kept = [cue for cue in kept if cue.kind != "flow" or cue.end + 1 not in starts]
    # the suspension of a preference: what is suspended is the instrument, where it has a name
    kept = [cue for cue in kept if not _only_undoes(cue, kept)]
    friends.extend(
        (cue, other.parts[2])
        for other in kept
        if other.kind == "friend"
        for cue in candidates
        if cue.kind == "instrument" and cue.start >= other.start and cue.end <= other.end
    )
    return kept


def _are_one(cue: Cue, other: Cue) -> bool:
    """Whether both are read from the same words."""
    return cue.start == other.start and cue.end == other.end


def _verb_of(cue: Cue, pool: list[Cue], actions: list[Cue]) -> str:
    """The form in which the words of a cue may be a verb, of an instrument before others; empty where they are none."""
    for other in reversed(pool):
        if other.kind == "instrument" and other.parts[2] != "noun" and _are_one(cue, other):
            return other.parts[2]
    for other in reversed(actions):
        if other.parts[1] != "noun" and _are_one(cue, other):
            return other.parts[1]
    return ""


def _is_named_too(cue: Cue, pool: list[Cue]) -> bool:
    """Whether the words of a verb may be the noun of an instrument as well."""
    for other in pool:  # noqa: SIM110 - as in has_scope()
        if other.kind == "instrument" and other.parts[2] == "noun" and _are_one(cue, other):
            return True
    return False


_FIGURED: Final = frozenset(("order", "contract", "lease"))
_RATE: Final = re.compile(r"(?:%|\bper ?cent) (?:import |customs )?$")
_FIGURE: Final = re.compile(
    r" (?:up to |at least |about |around |some |another |more than |nearly |almost |an? (?:further |extra |additional "
    r"))?"
    r"(?:\d[\d,.]*(?![\d,.]| ?%| per ?cent)|dozens|hundreds|thousands)\b"
)
_UNDOING: Final = frozenset(("suspension of", "suspension", "halt to"))
_UNDOING_REACH: Final = 45


# "signed an order on chips", "an order lowering the tariff on cars"; "signed an order for 50 jets" buys them
_DECREEING: Final = re.compile(
    r"\b(?:sign|issu|draft|revok|rescind|defy|defie)(?:s|e|es|ed|ing|d)? (?:an?|the|his|her|its|this|that|another|two|"
    r"three|several) (?:(?:new|fresh|further|sweeping|presidential|emergency) )?$"
)
_DECREED: Final = re.compile(r" (?:\w+ly )?(?!(?:total|totall|amount|cover|includ|compris|com|go|us)ing\b)[a-z]+ing\b")
_ORDERS_REACH: Final = 40


def _is_decree(text: str, start: int, cue: Cue) -> bool:
    """Whether an order is what an authority signs, and nothing that is bought."""
    if cue.words not in ("order", "orders") or text.startswith((" for ", " from ", " book"), cue.end):
        return False
    if _DECREEING.search(text, max(start, cue.start - _ORDERS_REACH), cue.start):
        return True
    return cue.words == "order" and _DECREED.match(text, cue.end) is not None


def _only_undoes(cue: Cue, things: list[Cue]) -> bool:
    if cue.words not in _UNDOING or cue.kind != "instrument":
        return False
    return any(
        other.kind == "instrument" and cue.end <= other.start <= cue.end + _UNDOING_REACH for other in things
    )


def _is_noun(text: str, start: int, cue: Cue) -> bool:
    """May the month, a request, the orders: nouns that only look like verbs of certainty."""
    if cue.words == "may":
        return text[cue.start] == "M" and cue.start != start
    if cue.words == "request" and word_before(text, cue.start) in ("the", "their", "its"):
        # "at the request of the makers"
        return True
    is_verb_of_wish = cue.parts[0] in ("hoped", "announced") and " " not in cue.words and not cue.words.endswith("ed")
    return is_verb_of_wish and word_before(text, cue.start) in _BEFORE_NOUNS


def _is_name(text: str, cue: Cue, start: int) -> bool:
    """Daniel Levy, Cap Ferret: a single capitalised word beside another one, inside a sentence."""
    if " " in cue.words or not text[cue.start].isupper() or cue.start == start or text[cue.start : cue.end].isupper():
        return False
    before = text[max(start, cue.start - 20) : cue.start].split()
    return bool(before) and before[-1][0].isupper() and text[cue.start + 1 : cue.end].islower() and len(before[-1]) > 2


def _without_friends(cues: list[Cue]) -> list[Cue]:
    """A phrase that is no policy beats every cue that reaches into it, unless the cue holds the whole phrase."""
    friends = [cue for cue in cues if cue.kind == "friend"]
    if not friends:
        return cues
    return [cue for cue in cues if cue.kind == "friend" or not any(_reaches_into(cue, f) for f in friends)]


def _reaches_into(cue: Cue, friend: Cue) -> bool:
    """Whether two phrases overlap in part only; one that holds the other is settled by length."""
    if cue.start >= friend.end or cue.end <= friend.start:
        return False
    holds = cue.start <= friend.start and friend.end <= cue.end
    return not holds and not (friend.start <= cue.start and cue.end <= friend.end)


def _settle_actions(text: str, pool: list[Cue], things: list[Cue], demonyms: frozenset[int]) -> list[Cue]:
    candidates = []
    contested = _contested(pool)
    for cue in pool:
        if _inside(cue, things):
            continue
        tag = cue.parts[1]
        rivals = contested.get((cue.start, cue.end), _UNRIVALLED) if contested else _UNRIVALLED
        if text[cue.start].isupper() and word_after(text, cue.end) in _OFFICES:
            # the French Finance Minister finances nothing
            continue
        if "noun" in rivals and len(rivals) > 1:
            verb = next(rival for rival in sorted(rivals, reverse=True) if rival != "noun")
            if reads_as_verb(text, cue.start, cue.end, verb, demonyms) == (tag == "noun"):
                continue
        elif _is_only_noun(text, cue, "noun" in rivals):
            continue
        candidates.append(cue)
    return _longest(candidates)


_UNRIVALLED: Final[frozenset[str]] = frozenset()


def _contested(pool: list[Cue]) -> dict[tuple[int, int], frozenset[str]]:
    """The forms of each word that several actions are read from; they stand side by side in the order of the text."""
    forms: dict[tuple[int, int], frozenset[str]] = {}
    last = None
    for cue in pool:
        if last is not None and _are_one(cue, last):
            place = (cue.start, cue.end)
            forms[place] = forms.get(place, _UNRIVALLED) | {last.parts[1], cue.parts[1]}
        last = cue
    return forms


def _is_only_noun(text: str, cue: Cue, is_noun_too: bool) -> bool:
    """The imposed duty, the lower cap, limits on residues: forms of verbs that are none here."""
    tag = cue.parts[1]
    if tag == "ed":
        before = word_before(text, cue.start)
        # "the minister's proposed tariffs"
        return text[cue.start - 1 : cue.start] == "-" or before in _BEFORE_ADJECTIVES or before.endswith(("'s", "’s"))
    if cue.words == "free" and text[cue.start - 1 : cue.start] == "-":
        # "tax-free quotas"
        return True
    if cue.words == "frozen" and word_before(text, cue.start) not in _BEING_FROZEN:
        # "a ban on frozen chicken": the chicken is, the ban is not
        return True
    if cue.words == "lost" and word_before(text, cue.start) in ("for", "of", "in"):
        # "to make up for lost sales"
        return True
    if cue.words in _ADJECTIVES and word_before(text, cue.start) in _BEFORE_ADJECTIVES | {"of", "by", "with"}:
        # "the punishing levy", "a crippling ban"
        return True
    if cue.words == "double" and word_after(text, cue.end) in _BEFORE_MEASURES:
        # "more than double the 15% rate"
        return word_before(text, cue.start) in ("than", "nearly", "almost", "roughly", "about", "is", "at", "or")
    if cue.words == "grounds" and " on " in text[max(0, cue.start - 30) : cue.start]:
        # "on security grounds"
        return True
    if tag == "s":
        return not is_noun_too and (
            word_after(text, cue.end) in ("on", "of", "like") or word_before(text, cue.start) in _BEFORE_PLURALS
        )
    return tag == "base" and word_before(text, cue.start) in _BEFORE_BASE_NOUNS


def reads_as_verb(text: str, start: int, end: int, tag: str, demonyms: frozenset[int]) -> bool:
    """Whether a word that may be noun or verb is a verb here, by its neighbours."""
    if tag in _FINITE_TAGS:
        return True
    before, after = word_before(text, start), word_after(text, end)
    if before.endswith("ly"):
        before = word_before(text, start - len(before) - 1)
    if before in _VERBAL or before.endswith(("n't", "n’t")):
        if before == "to" and tag == "s":
            # "answers to sanctions"
            return False
        return not (before == "that" and after in ("on", "of"))
    is_owner = before.rstrip("s").endswith(("'", "’"))
    is_noun = before in _EVADING or before in _DETERMINERS or before in _BEFORE_PLURALS
    if is_noun or is_owner or before.endswith(("%", "-", "day")):
        return False
    if tag == "base" and before.endswith("s") and len(before) > 3 and after not in ("of", "on"):
        return True
    if after in _AUXILIARIES or (tag == "s" and after in _BITING):
        # "China's magnet curbs hit carmakers"
        return False
    if start - 1 in demonyms or (after in ("on", "of", "against", "in") and tag != "same"):
        return False
    return tag in ("s", "same") or not before or text[start].isupper() or before.endswith(",")
