"""The action that stands before the word it is done to: "imposed a duty", "the lifting of the ban"."""

import re
from typing import Final

from analysis.acts import ACTIVE, PASSIVE, Act, act_of, follows_be
from analysis.clauses import Clause, Cue
from analysis.hinted import Hinted
from analysis.model import Channel

_REACH_BEFORE: Final = 12
_MEANS_REACH: Final = 40
_STOPPING: Final = frozenset(("suspend", "end"))
_NOUNS_OF: Final = frozenset(("set", "reach"))
LEVELLED: Final = frozenset(("set", "fix"))
_FREEING: Final = frozenset(("exempt", "exclude", "spare", "carve out", "free", "relieve"))
# verbs whose object stays what it was
_BESIDE: Final = frozenset(("close to", "appeal", "challenge", "sue", "file", "lodge"))
# passive verbs that still take an object: they were granted a waiver
_DITRANSITIVE: Final = frozenset((
    "give", "grant", "offer", "allow", "permit", "subject", "charge", "pay", "provide", "award", "require",
))  # fmt: skip
_LISTING: Final = frozenset(
    (",", "and", "or", "as", "well", "the", "its", "other", "any", "both", "on", "new", "plus", "all")
)
_PLACES: Final = frozenset(("plant", "route", "ties", "sales"))
# done to orders, plants and quotas, not to measures
DEALT: Final = frozenset((
    "win", "book", "receive", "place an order for", "build", "construct", "start building", "begin building", "spend",
    "break ground on", "fill", "exhaust", "use up", "pick", "choose", "select",
))  # fmt: skip
_PLACING: Final = frozenset(("put", "place"))
_ON_HOLD: Final = re.compile(r" (?:(?:with|on|against|over|from) [^,;]{0,40})?on (?:hold|ice)\b")
_BORNE: Final = frozenset(("carry", "incur"))
_CHARGES: Final = frozenset((Channel.TARIFF, Channel.TRADE_DEFENCE))
# "has chosen Spain for a battery plant"
_SITING: Final = frozenset(("pick", "choose", "select"))
_RELIEF: Final = frozenset(("exemption", "exclusion", "waiver", "reprieve", "carve out", "refund", "quota"))
_GROUNDS: Final = frozenset(("under", "citing", "amid", "despite", "because", "invoking"))
_AIMED: Final = frozenset(("against", "over", "about", "without"))
_BY_WHICH: Final = frozenset(("under", "within", "through"))
# what is done to those whom an instrument strikes
_SUFFERED: Final = frozenset(("hit", "target", "strike", "affect", "cover"))
# "recognise the significance of the agreement": it is not the agreement to which it is done
_ASPECT: Final = re.compile(
    r" (?:significance|importance|impacts?|effects?|benefits?|consequences?|merits?|success|value|costs?|legality|"
    r"fairness|wisdom|reasons?|details?|dates?|history) of (?:the|these|those|this|its|their|such)"
    r"(?: [\w%.-]+){0,2} $|"
    # "sign an agreement on tariffs": it is the agreement that is signed
    r" (?:agreements?|deals?|pacts?|accords?|talks|negotiations|discussions|consultations) (?:on|over|about) "
    r"(?:[\w%.“”'’-]+ ){0,2}[“\"]?$|"
    # "announced it in answer to American tariffs": they are what is answered
    r" (?:answer|response|reply|retaliation) (?:to|for|against) (?:[\w%.’'-]+ ){0,3}$|"
    r" in favou?r of (?:[\w-]+ ){0,3}$"
)
_SAYS: Final = re.compile(r" (?:says|said|finds|found|shows|showed|estimates|estimated|argues|warns|warned|claims) ")
# "easing a dispute over subsidies": it is the dispute that is eased
_MATTER: Final = Hinted(
    re.compile(
        r" (?:dispute|row|spat|feud|standoff|complaint|case|debate|anger|friction|tensions?|rulings?|verdicts?) "
        r"(?:over|about|regarding) "
    ),
    " over ", " about ", " regarding ",
)
# "punish banks that finance purchases of oil with secondary sanctions": the verb goes with its means
_MEANS: Final = Hinted(re.compile(r" with (?:(?!(?:and|or|to|for|in|on|over)\b)[\w%.-]+ ){0,3}$"), " with ")
_STRIKING: Final = frozenset((
    "punish", "penalise", "hit", "target", "threaten", "respond", "retaliate", "hit back", "answer", "slap",
))  # fmt: skip
# "blocked the road, holding up shipments": they are held up
_TAKES_OVER: Final = re.compile(r", (?!(?:includ|exclud|accord|follow|regard|concern|dur|be)ing\b)[a-z]+ing\b")
_GETTING: Final = frozenset(("secure", "win", "grant", "give", "receive", "offer", "award", "obtain", "get"))


def act_before(text: str, clause: Clause, thing: Cue) -> Act | None:
    """The nearest action before an instrument or flow that is done to it; None where another one has it."""
    striking = _by_means(text, clause, thing)
    for cue in reversed(clause.actions):
        if cue.end > thing.start or (striking is not None and cue.start > striking.start):
            continue
        if _is_of_other_things(cue, thing):
            continue
        if _is_apart(text, clause, cue, thing):
            return None
        if _is_other_sense(text, clause, cue, thing):
            continue
        if cue.parts[2] in _SUFFERED and text.startswith(" by ", cue.end):
            # producers hit by American duties: the duty acts and is there already
            return None
        if cue.parts[1] in ("ed", "part", "same") and follows_be(text, cue):
            if _is_kept_from(text, cue, thing):
                return act_of(cue, PASSIVE)
            if cue.parts[2] not in _DITRANSITIVE:
                return None
        if cue.parts[1] == "noun":
            doer = _verb_on(text, clause, cue)
            if doer is not None:
                return act_of(doer, ACTIVE)
            between = text[cue.end : thing.start].split()
            if not between or between[0].lower() not in ("of", "in", "to", "on", "from", "into", "over"):
                continue
        if cue.parts[2] == "decline" and text.startswith(" to ", cue.end):
            # "declined to comment on the tariff"
            continue
        if cue.parts[2] == "close" and text.startswith(" in on ", cue.end):
            # "are closing in on a deal"
            continue
        return _active(text, clause, cue, thing)
    return None


def _is_of_other_things(cue: Cue, thing: Cue) -> bool:
    """Whether the verb is one that is done to orders, plants and cargoes and not to such a thing."""
    lemma = cue.parts[2]
    if lemma in _BORNE and (thing.parts[0] not in _CHARGES or cue.parts[1] == "ing"):
        # "carry a 39% duty"; a tanker that carries crude bears nothing
        return True
    if lemma not in DEALT or thing.kind != "instrument" or thing.parts[1] in ("quota", "process"):
        return False
    is_won = lemma == "win" and cue.parts[1] != "noun" and thing.words.rstrip("s") in _RELIEF
    return not is_won and not (lemma in _SITING and thing.parts[0] == Channel.INVESTMENT)


def _is_apart(text: str, clause: Clause, cue: Cue, thing: Cue) -> bool:
    """Whether what stands between makes the thing the ground, the means or the matter of what is done, or it is far."""
    if _is_beside(cue, thing):
        return True
    gap = text[cue.end : thing.start].lower()
    between = gap.split()
    if len(between) > _REACH_BEFORE:
        return True
    is_instrument = thing.kind == "instrument"
    if is_instrument and thing.parts[1] == "barrier" and _is_ground(cue, between):
        return True
    if is_instrument and thing.parts[0] == "by_object" and cue.parts[4] == "yes" and (
        " under " in text[cue.end : thing.start]
    ):
        # "tariffs fall to 15% under the deal"
        return True
    if cue.parts[1] != "noun" and _MATTER.search(text, cue.end, thing.start, clause.hints):
        return True
    if text.startswith(" by ", cue.end) and _SAYS.search(text, cue.end, thing.start):
        # "a notice issued by Washington says China's export controls hurt": another verb has been between
        return True
    # so many words are found faster in small letters than in letters of either size
    if len(between) > 1 and _ASPECT.search(gap):
        return True
    return _is_cut_off(text, clause, cue, thing)


def _is_other_sense(text: str, clause: Clause, cue: Cue, thing: Cue) -> bool:
    """Whether the word that follows the verb gives it another sense."""
    if cue.parts[2] in _NOUNS_OF and text.startswith((" of ", " to "), cue.end):
        # "the first set of tariffs", "within reach of a deal", "set to impose"
        return True
    if cue.parts[2] in LEVELLED and (cue.parts[1] == "s" or clause.opener == "which" or _is_catch(thing)):
        # "how the bloc sets tariffs", "curbs, which set a cap"; a quota set for a catch keeps no goods out
        return True
    if cue.parts[2] == "apply" and text.startswith(" to ", cue.end):
        # "whether relief should apply to the duties imposed in May"
        return True
    # "does not agree that it has breached the agreement"
    return cue.parts[1] != "noun" and cue.parts[2] == "agree" and text.startswith(" that ", cue.end)


def _is_kept_from(text: str, cue: Cue, thing: Cue) -> bool:
    """"Should be exempted from the tariffs", "have been barred from entering India"."""
    if cue.parts[2] in _FREEING and text.startswith(" from ", cue.end):
        return True
    if cue.parts[2] == "spare" and "," not in text[cue.end : thing.start]:
        # "drugmakers are to be spared the tariff"
        return True
    return thing.words.startswith("from ") and cue.end + 1 == thing.start


def _active(text: str, clause: Clause, cue: Cue, thing: Cue) -> Act | None:
    if cue.parts[2] in _PLACING and _ON_HOLD.match(text, thing.end, clause.end):
        # "put trade talks with its neighbour on hold"
        return act_of(cue, ACTIVE).taken_as("suspend", "put on hold", "policy")
    if cue.parts[2] == "sink" and thing.words.endswith(" into"):
        # "sunk billions into smelters"
        return act_of(cue, ACTIVE).taken_as("create", "invest")
    if cue.parts[2] == "assess" and thing.parts[1] == "barrier" and cue.end + 1 == thing.start:
        # "assess duties on steel", "assess fees on vessels": they are laid
        return None if cue.parts[1] == "ing" else act_of(cue, ACTIVE).taken_as("create")
    return act_of(cue, ACTIVE)


def _by_means(text: str, clause: Clause, thing: Cue) -> Cue | None:
    """The verb of striking whose means an instrument is."""
    start = max(clause.start, thing.start - _MEANS_REACH)
    if thing.kind != "instrument" or not _MEANS.search(text, start, thing.start, clause.hints):
        return None
    return next((c for c in reversed(clause.actions) if c.end <= thing.start and c.parts[2] in _STRIKING), None)


def _is_catch(thing: Cue) -> bool:
    return thing.kind == "instrument" and thing.parts[1] == "quota" and thing.words.startswith("quota")


def _verb_on(text: str, clause: Clause, noun: Cue) -> Cue | None:
    """The verb whose object is a noun of action: "suspend the implementation of"."""
    for cue in clause.actions:
        is_verb = cue.parts[0] in _STOPPING and cue.parts[1] != "noun" and cue.end < noun.start
        if is_verb and text[cue.end : noun.start].strip() in ("", "the", "its", "their"):
            return None if cue.parts[1] in ("ed", "part") and follows_be(text, cue) else cue
    return None


def _is_cut_off(text: str, clause: Clause, cue: Cue, thing: Cue) -> bool:
    """Whether another instrument stands between, unless both are items of one list, or another verb takes over."""
    if thing.kind == "flow" and _TAKES_OVER.search(text, cue.end, thing.start):
        return True
    for other in (*clause.instruments, *clause.flows):
        if cue.end <= other.start and other.end <= thing.start:
            if other.kind == "flow" and other.parts[0] in _PLACES:
                continue
            if other.kind == "flow" and thing.kind == "instrument" and thing.parts[1] == "barrier":
                if other.words == "imported":
                    # "subjects imported seafood to radiation tests"
                    continue
                return True
            if other.kind == "instrument" and thing.kind == "flow":
                return True
            if other.parts[1] == "opening" and text.startswith(" from ", other.end) and cue.parts[2] in _GETTING:
                # "failed to secure an exemption from the tariff": the tariff is there
                return True
            is_case = other.parts[:2] == ("trade_defence", "process") and text.startswith(" of ", other.end)
            if is_case or (other.kind == "instrument" and not _is_one_list(text[other.end : thing.start])):
                # "opens a review of duties": the duties are there
                return True
    return False


def _is_ground(cue: Cue, between: list[str]) -> bool:
    """Whether a barrier is why something else is done: "froze the assets of banks under new sanctions"."""
    return cue.parts[2] == "lose" or (len(between) > 1 and any(word in _GROUNDS for word in between[1:]))


def _is_beside(cue: Cue, thing: Cue) -> bool:
    """Words of action that do nothing to an instrument: what hurts trade, "close to" a deal."""
    return thing.kind == "instrument" and (cue.parts[3] == "damage" or cue.parts[2] in _BESIDE)


def _is_one_list(gap: str) -> bool:
    """Whether what stands between two instruments only lists them: tariffs and other charges, duties on and quotas."""
    words = gap.replace(",", " , ").lower().split()
    if not words or words[0] == "of":
        return True
    if words[0] in _AIMED or words[0] in _BY_WHICH:
        # "the lowering of duties under the pact"
        return False
    own = [word for word in words if word not in _LISTING]
    return len(own) < len(words) and len(own) <= 2
