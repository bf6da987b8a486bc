"""The action that stands after the word it is done to, or that the word does: "the duty was cut", "exports fell"."""

import re
from typing import Final

from analysis.acts import ALONE, NOUN, PASSIVE, STAYING, TAKES_OBJECT, Act, act_of, is_passive
from analysis.acts_before import DEALT, LEVELLED
from analysis.clauses import Clause, Cue, word_before, words_between
from analysis.hinted import Hinted

_REACH_AFTER: Final = 14
_REACH_OF_LIST: Final = 22
_NAMED_REACH: Final = 4
_PARTICIPLE_REACH: Final = 6
_FORESEEN: Final = frozenset(("possible", "hoped", "threatened"))
_LEADING: Final = frozenset((
    "set", "due", "expected", "likely", "going", "continue", "continues", "continued", "poised", "scheduled", "begin",
    "start", "about", "have", "has", "likely", "forecast", "slated", "bound",
))  # fmt: skip
_HANGING: Final = frozenset(("without", "with", "of", "on", "under", "for", "in", "from", "to", "by", "against"))
_GIVING: Final = frozenset(("trade_agreement",))
_BY_WHOM: Final = re.compile(r" (?:by|in|since|last|under|during|on|earlier) ")
_MAIN: Final = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: (?:also|now|then|\w+ly))* $")
_SAYS_THAT: Final = Hinted(
    re.compile(r" (?:show|mean|prove|suggest|signal|demonstrate|indicate|ensure)(?:s|ed|d)? that "), " that "
)
_OF_ANOTHER: Final = re.compile(r" and .* (?:that|which) (?:have |has |had )?$")


def act_after(text: str, clause: Clause, thing: Cue) -> Act | None:
    """The nearest action after an instrument or flow that is its own; None where another one has it."""
    is_inner = _is_inner(text, clause, thing)
    for cue in clause.actions:
        if cue.start < thing.end or _is_of_something_else(text, clause, thing, cue):
            continue
        gap, tag = words_between(text, thing.end, cue.start), cue.parts[1]
        if (is_inner and (gap or tag not in ("ed", "part"))) or _is_too_far(text, clause, thing, cue, gap):
            return None
        if _is_other_sense(text, thing, cue):
            continue
        if _SAYS_THAT.search(text, thing.end, cue.start, clause.hints):
            # "the waivers show that oil cannot be withdrawn"
            return None
        if tag in ("ed", "part") and 1 < gap <= _PARTICIPLE_REACH and _BY_WHOM.match(text, cue.end):
            # "the tariffs on bourbon imposed by London in 2018 will be lifted"
            main = _main_verb(text, clause, thing, cue)
            if main is not cue and not is_passive(text, cue):
                return act_of(main, PASSIVE)
        if thing.kind == "flow" and gap > 3 and _OF_ANOTHER.search(text, thing.end, cue.start):
            # "exports and reserves that have dipped": it is the reserves
            return None
        if tag == "noun":
            if gap == 0:
                return act_of(cue, NOUN)
            continue
        if gap <= 1 and _has_object(text, clause, thing, cue, gap):
            return None
        act = _undergone(text, clause, thing, cue, gap)
        if act is not None or thing.kind == "instrument" or gap <= 3:
            return act
    return None


def _is_of_something_else(text: str, clause: Clause, thing: Cue, cue: Cue) -> bool:
    if cue.parts[3] == "damage" and thing.kind == "instrument":
        return True
    if thing.kind == "flow" and cue.words in STAYING and _goes_on(clause, cue):
        # "imports of chicken remain suspended": that they stay is said of the suspension
        return True
    # "the levy would fall on online advertising"
    return cue.parts[2] == "fall" and thing.kind == "instrument" and text.startswith(" on ", cue.end)


def _is_too_far(text: str, clause: Clause, thing: Cue, cue: Cue, gap: int) -> bool:
    reach = _REACH_OF_LIST if gap > _REACH_AFTER and text.count(",", thing.end, cue.start) > 1 else _REACH_AFTER
    return gap > reach or _is_interrupted(text, clause, thing, cue)


def _is_other_sense(text: str, thing: Cue, cue: Cue) -> bool:
    if cue.parts[2] in DEALT and thing.kind == "instrument" and thing.parts[1] != "quota":
        return True
    # "was set to expire", "the cap, fixed at $60, would be lowered"
    return cue.parts[2] in LEVELLED and cue.parts[1] in ("ed", "same") and (
        text.startswith(" to ", cue.end) or not is_passive(text, cue)
    )


def _has_object(text: str, clause: Clause, thing: Cue, cue: Cue, gap: int) -> bool:
    """Whether a verb that follows at once is done to what comes after it."""
    if any(0 <= flow.start - cue.end <= 1 for flow in clause.flows) and not is_passive(text, cue):
        # "the strike halted exports": it is the exports that were halted
        return True
    if thing.parts[0] in _GIVING and thing.kind == "instrument" and gap == 1 and _acts_itself(text, cue):
        # "the truce has removed a cloud": it is the cloud that is gone
        return True
    # "Trump, angered by the tax, raised the prospect of duties": somebody else's verb
    is_apposed = cue.parts[1] == "ed" and text.startswith(", ", thing.end)
    return is_apposed and TAKES_OBJECT.match(text, cue.end) is not None


def _undergone(text: str, clause: Clause, thing: Cue, cue: Cue, gap: int) -> Act | None:
    """The verb as what is done to the thing, or what the thing does alone."""
    tag = cue.parts[1]
    if tag in ("ed", "part", "same"):
        if is_passive(text, cue):
            return act_of(cue, PASSIVE)
        if gap <= 1 and tag != "same":
            return act_of(_main_verb(text, clause, thing, cue), PASSIVE)
    if tag in ("ed", "past", "part", "same") and _is_done_by(text[thing.end : cue.start].split()):
        return act_of(cue, PASSIVE)
    is_foreseen = any(c.end <= thing.start and c.parts[0] in _FORESEEN for c in clause.statuses)
    if is_foreseen and tag in ("ed", "part") and gap <= 3 and thing.kind == "instrument":
        # hopes to see the duty on whisky scrapped
        return act_of(cue, PASSIVE)
    if cue.parts[4] == "yes" and (gap <= 1 or is_foreseen or not _is_purpose(text, cue)):
        return act_of(cue, ALONE)
    return None


def _acts_itself(text: str, cue: Cue) -> bool:
    return word_before(text, cue.start) in ("has", "have", "had") and TAKES_OBJECT.match(text, cue.end) is not None


def _goes_on(clause: Clause, verb: Cue) -> bool:
    """Whether a participle follows a verb at once."""
    return any(cue.start == verb.end + 1 and cue.parts[1] in ("ed", "part") for cue in clause.actions)


def _main_verb(text: str, clause: Clause, thing: Cue, participle: Cue) -> Cue:
    """"The duties imposed in 2018 will be lifted": the verb of the sentence, where one follows the participle."""
    for cue in clause.actions:
        if cue.start < participle.end or cue.parts[1] not in ("ed", "part", "same"):
            continue
        between = text[participle.end : cue.start]
        if _is_interrupted(text, clause, thing, cue) or " and " in between or "," in between:
            break
        if cue.parts[3] != "damage" and _MAIN.search(text, participle.end, cue.start):
            return cue
    return participle


def _is_done_by(between: list[str]) -> bool:
    """"The duties that Washington imposed": a name between the pronoun and the verb."""
    return 1 < len(between) <= _NAMED_REACH and between[0] in ("that", "which") and between[1][0].isupper()


def _is_interrupted(text: str, clause: Clause, thing: Cue, cue: Cue) -> bool:
    """Whether another instrument stands nearer to the verb, so that the verb is its own."""
    return any(
        thing.end <= other.start and other.end <= cue.start and not _is_inner(text, clause, other)
        for other in clause.instruments
    )


def _is_inner(text: str, clause: Clause, thing: Cue) -> bool:
    """Whether it hangs on an instrument before it: a duty on countries without a trade agreement."""
    if not any(other.end <= thing.start for other in clause.instruments):
        return False
    tail = text[max(clause.start, thing.start - 24) : thing.start].lower().split()[-2:]
    return any(word in _HANGING for word in tail)


def _is_purpose(text: str, cue: Cue) -> bool:
    """"Measures meant to slow imports": an infinitive that is not what the instrument itself will do."""
    tail = text[max(0, cue.start - 30) : cue.start].lower().split()[-2:]
    return tail[-1:] == ["to"] and not (len(tail) > 1 and tail[0] in _LEADING)
