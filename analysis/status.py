"""The status ladder: how certain a measure is, by the first rule of a fixed order that fires."""

import re
from typing import Final

from analysis.acts import ACTIVE, ALONE, BARE, DISPUTED, NOUN, PASSIVE, SELF, Act
from analysis.certainty import Certainty
from analysis.clauses import Clause, Cue, word_before, words_between
from analysis.firm import CAPPED, FREEING, WOULD, firm, is_would
from analysis.governing import is_evaded
from analysis.hinted import Hinted
from analysis.members import ANNOUNCED, HOPED, IN_FORCE, NEGOTIATING, REJECTED, THREATENED
from analysis.nearing import is_nearing, is_pushed, refused_calls
from analysis.refusing import (
    GOT,
    is_hope_dead,
    is_not_spared,
    is_of_speech,
    is_taken_over,
    is_voted_down,
    leads_on,
    stands_unchanged,
)
from analysis.talks import are_on, is_of_talks

_REACH: Final = 16
_NEGATION_REACH: Final = 3
_NEAR_VERB: Final = frozenset((
    "due to", "set to", "plan to", "plans to", "is to", "are to", "to be", "decision to", "subject to",
))  # fmt: skip
_TALKED_OF: Final = frozenset(("negotiate", "discuss", "revisit"))
# these reach over no comma, unless the verb is one of a row that shares them
_SOFT: Final = frozenset(("possible", "hoped", "negotiating"))
_ANSWERING: Final = re.compile(r" (?:answer|response|reply|retaliation) (?:to|for|against) ")
# "the exemption is under review", "duties may rise"
_SAID_OF_IT: Final = frozenset(("possible", "negotiating"))
_PAYERS: Final = "payer"
_TO_BE: Final = frozenset(("was", "were", "been", "be", "is", "are", "being", "also"))
_HELPING: Final = frozenset(
    "be been being have has had to yet also again further currently even t longer any willing prepared ready "
    "able".split()
)
_ITS_EFFECT: Final = re.compile(
    r"(?: (?:on|of|against|from|in) (?:(?!to\b)[\w.’'-]+ ){1,5}?)? ?(?<= )to "
    r"(?!be\b|come\b|take\b|start\b|begin\b|apply\b|go\b|kick\b|enter\b|last\b|reach\b|become\b|get\b)[a-z]+ "
)
# "will replace its quotas on steel with a 50% tariff": what comes instead is as certain as the change
_INSTEAD: Final = Hinted(
    re.compile(r"\breplac(?:e|es|ed|ing) (?:[^,;]{1,60} )?(?:by|with) (?:[\w%.-]+ ){0,4}$"), "replac"
)
# "a surcharge on garments, if imposed, would hurt"
_IF_DONE: Final = re.compile(
    r"if (?:\w+ly |ever )?(?:imposed|introduced|enacted|approved|adopted|applied|implemented|passed|confirmed|levied)\b"
)
_THAT_DID: Final = re.compile(r" (?:that|which|who) (?:\w+ly |have |has |had )?$")
_ADJECTIVAL: Final = re.compile(r"\b(?:newly|recently|just|already|previously|freshly) $")
# what has to be done is not done, by whatever means are named after it
_NEEDS: Final = frozenset(("needed to be", "needs to be", "need to be"))
STANDS: Final = "in force, whatever is discussed"
VOTED_DOWN: Final = "rejected: voted down, or not to be had"
NEGATED: Final = "rejected: negated action"
RECALLED: Final = "a decision taken before"


def status_of(
    text: str, clause: Clause, thing: Cue, act: Act, *, is_harmful: bool, in_title: bool, is_conditional: bool,
    is_reported: bool,
) -> Certainty:  # fmt: skip
    """How certain the measure is; the order of the rules is the order of the functions below."""
    if act.use == DISPUTED:
        return Certainty(IN_FORCE, False, None, "in force, though disputed")
    standing = next((c for c in clause.statuses if c.parts[0] == "in_force" and c.start >= thing.end), None)
    if act.action == "process" and standing and act.cue and standing.end <= act.cue.start:
        return Certainty(IN_FORCE, False, standing, STANDS)
    place = act.cue.start if act.cue else thing.start
    stop = max(act.cue.end if act.cue else 0, thing.end)
    lead = word_before(text, place)
    if _is_taken_before(text, clause, act, lead):
        return Certainty(IN_FORCE, False, act.cue, RECALLED)
    if (act.relation in (BARE, ALONE) or act.lemma in _TALKED_OF) and stands_unchanged(text, clause, thing):
        return Certainty(IN_FORCE, False, None, STANDS)
    if is_hope_dead(text, clause, min(place, thing.start), stop):
        return _of_dead_hope(text, clause, thing, place)
    before = _governing(text, clause, act, place, thing)
    kinds = {cue.parts[0]: cue for cue in reversed(before)}
    return (
        _rejected(text, clause, act, thing, place, stop, kinds, lead)
        or _undone(clause, act, thing, kinds)
        or _softened(text, clause, act, thing, kinds, lead, is_harmful=is_harmful, is_conditional=is_conditional)
        or firm(text, act, thing, place, kinds, clause, lead, in_title=in_title, is_reported=is_reported)
    )


def _of_dead_hope(text: str, clause: Clause, thing: Cue, place: int) -> Certainty:
    """What was hoped for will not come; "hopes that Beijing would not impose controls were dashed": those will."""
    if _negation(text, clause, place) is not None:
        return Certainty(ANNOUNCED, False, None, "hoped against in vain")
    if is_evaded(text, clause, thing, and_avoided=True):
        return Certainty(IN_FORCE, False, None, "hoped against in vain")
    return Certainty(REJECTED, False, None, "rejected: a hope that has died")


_UNDER: Final = re.compile(r" under (?:an?|the|its|their) (?:[\w-]+ ){0,2}$")
# "prefers to wait, and Canada's decision in June to drop a similar tax": done, whatever anybody prefers
_TAKEN: Final = Hinted(
    re.compile(
        r"[’']s? (?:decision|move|vote) "
        r"(?:in (?:(?:early|late|mid-?) ?)?(?:[A-Z][a-z]+|\d{4})|last [\w-]+|earlier [\w ]+) to (?:\w+ly )?$"
    ),
    "decision ", "move ", "vote ",
)


def _is_taken_before(text: str, clause: Clause, act: Act, lead: str) -> bool:
    """Whether the act is a decision with a date in the past, of which the story only reminds."""
    if act.cue is None or act.tag not in ("base", "same") or not _is_infinitive(lead):
        return False
    return _TAKEN.search(text, clause.start, act.cue.start, clause.hints) is not None


def _is_infinitive(lead: str) -> bool:
    """Whether the word before a verb is "to", or an adverb that may follow it."""
    return lead == "to" or lead.endswith("ly")


def _governing(text: str, clause: Clause, act: Act, place: int, thing: Cue) -> list[Cue]:
    """Status cues that stand before the action and within reach of it, or are the action itself."""
    floor, hints = min(place, thing.start), clause.hints
    found = []
    is_reduced = (
        act.relation == PASSIVE and place >= thing.end and words_between(text, thing.end, place) == 0
    )
    for cue in clause.statuses:
        if cue.start > place or words_between(text, cue.end, floor) > _REACH:
            continue
        is_other_verb = act.relation == ACTIVE and act.tag in ("ed", "past") and cue.parts[0] != "rejected"
        between = text[cue.end : place]
        if is_other_verb and (" and " in between or _THAT_DID.search(between)):
            # "warned tourists and slapped tariffs on", "to answer countries that imposed sanctions": two things done
            continue
        if is_other_verb and act.cue is not None and act.cue.end + 1 == thing.start and _ADJECTIVAL.search(between):
            # "agreed to exempt cars from newly imposed duties"
            continue
        if cue.words == "looking to" and text[cue.end + 1 : cue.end + 2].isupper():
            # "is looking to Asia"
            continue
        if cue.parts[0] == "rejected" and is_of_speech(text, cue):
            continue
        if cue.parts[0] == "rejected" and act.relation == ACTIVE and is_taken_over(text, cue, act, place):
            continue
        if cue.parts[0] in _OF_RELATIVE and _is_resumed(text, clause, cue, act, place):
            continue
        if cue.parts[0] == "negotiating" and is_of_talks(text, clause, act, cue):
            continue
        is_put_instead = act.relation == BARE and _INSTEAD.search(text, cue.end, thing.start, hints) is not None
        if is_put_instead and cue.parts[0] == "removed":
            # "the quota expires and will be replaced by a tariff": it is not the tariff that goes
            continue
        is_past_another = not is_put_instead and any(
            cue.end <= i.start and i.end + 1 < thing.start for i in clause.instruments
        )
        if act.relation == BARE and is_past_another and cue.words not in _NEEDS:
            # "hope for relief from the tariff": the hope is for relief
            continue
        if act.relation == BARE and _ANSWERING.search(text, cue.end, floor):
            # "announced aid in answer to tariffs": they are there already
            continue
        if act.relation == BARE and cue.words.startswith("expect") and _ITS_EFFECT.match(text, thing.end):
            # "expects the tariff to cost it $9 billion": what is awaited is what the tariff does
            continue
        if act.relation == BARE and " that " in text[cue.end : floor]:
            # "warned that the levy hurts": what is warned of is not the levy
            continue
        is_open = is_reduced and cue.parts[0] not in ("rejected", "removed")
        if is_open and (
            words_between(text, cue.end, floor) > 2 or is_evaded(text, clause, thing, and_avoided=True)
        ):
            # "to make up for tariffs imposed by": the tariffs are there whatever the sentence hopes
            continue
        # "plans to help its carmakers find new markets"
        is_helping = text.startswith((" help ", " let "), cue.end)
        is_before_verb = act.relation in (ACTIVE, SELF, ALONE) and (
            words_between(text, cue.end, place) <= 1 or is_helping
        )
        if cue.words in _NEAR_VERB and not is_before_verb and not _is_to_give(clause, cue, act, thing):
            continue
        if act.relation == BARE and cue.parts[0] == "possible" and _UNDER.search(text, cue.end, floor):
            # "agencies may pay more under a preference margin": it is there, they may use it
            continue
        if cue.parts[0] in _SOFT and act.tag not in ("base", "ing") and "," in text[cue.end : floor]:
            continue
        found.append(cue)
    if act.relation == NOUN and act.cue is not None and act.action == "open":
        # "a resumption of exports is expected"
        found.extend(
            cue
            for cue in clause.statuses
            if cue.parts[0] == "possible" and cue.start >= thing.end and words_between(text, thing.end, cue.start) <= 4
        )
    if act.relation == BARE:
        found.extend(
            cue
            for cue in clause.statuses
            if cue.parts[0] in _SAID_OF_IT and cue.start >= thing.end and words_between(text, thing.end, cue.start) <= 1
        )
    return found


# a date that a relative clause tells is one of its subject, a refusal is not
_OF_RELATIVE: Final = frozenset(("rejected", "hoped", "threatened"))


def _is_resumed(text: str, clause: Clause, cue: Cue, act: Act, place: int) -> bool:
    """"Ottawa, which had refused to lift its tariff, cut the tariff": the verb of the main clause."""
    is_relative = clause.opener in ("which", "who") and act.relation == ACTIVE
    return is_relative and text.endswith(", ", cue.end, place)


def _is_to_give(clause: Clause, cue: Cue, act: Act, thing: Cue) -> bool:
    """"Is to let in pasta duty-free": what is to be done says of the opening too when it comes."""
    is_opening = act.relation == BARE and thing.kind == "instrument" and thing.parts[1] == "opening"
    return is_opening and any(verb.start == cue.end + 1 for verb in clause.actions)


def _rejected(
    text: str, clause: Clause, act: Act, thing: Cue, place: int, stop: int, kinds: dict[str, Cue], lead: str
) -> Certainty | None:  # fmt: skip
    if act.relation in (ACTIVE, NOUN) and is_voted_down(text, clause, _start_of(clause), place, stop, lead):
        return Certainty(REJECTED, False, None, VOTED_DOWN)
    if act.lemma == GOT and is_not_spared(text, clause, thing):
        return Certainty(REJECTED, False, None, VOTED_DOWN)
    after = (c for c in clause.statuses if c.parts[0] == "rejected" and c.start >= stop)
    cue = kinds.get("rejected") or next((c for c in after if _ends_passive(text, c, thing)), None)
    if cue and cue.words.endswith(" negotiable") and thing.parts[1] == "barrier":
        # the levy that is "not negotiable" stands
        cue = None
    is_act = cue is not None and act.cue is not None and cue.start < act.cue.end and act.cue.start < cue.end
    if is_act and are_on(text, clause, thing):
        # talks that collapse are over, whatever deal they were about
        cue = None
    # who "refuses to clear" beef keeps it out: the refusal is the barrier
    is_itself = is_act and (thing.kind == "flow" or (act.relation == SELF and thing.parts[1] == "barrier"))
    if cue and not is_itself:
        return Certainty(REJECTED, False, cue, "rejected: refusing word")
    if act.relation == ACTIVE and refused_calls(text, clause, min(place, thing.start)):
        return Certainty(REJECTED, False, None, "rejected: calls that are refused")
    is_named = act.relation == BARE and thing.parts[1] == "barrier"
    if is_named and _NO_NEW.search(text, clause.start, thing.start, clause.hints):
        # "there would be no new tariffs"
        return Certainty(REJECTED, False, None, "rejected: no more to come")
    negation = _negation(text, clause, place)
    if negation is None and act.relation in (ACTIVE, SELF, PASSIVE):
        none = next((c for c in clause.scopes if c.words == "no" and c.end <= thing.start), None)
        negation = none if none is not None and word_before(text, thing.start) == "no" else None
    if negation is None or act.action == "process":
        return None
    plea = kinds.get("hoped")
    if plea and plea.start < negation.start:
        return Certainty(HOPED, True, plea, "asked not to")
    if act.relation == BARE and thing.parts[1] == "opening":
        return Certainty(REJECTED, False, negation, "rejected: none is given")
    if act.use == _PAYERS or act.relation == BARE:
        is_ahead = is_would(text, clause, place) or "announced" in kinds or " will " in text[clause.start : place]
        status = ANNOUNCED if is_ahead else IN_FORCE
        return Certainty(status, True, negation, "spared: the duty is not charged")
    return Certainty(REJECTED, False, negation, NEGATED)


def _start_of(clause: Clause) -> int:
    """Where the clause begins; "that would", which opens one of its own, goes on with the bill before it."""
    return max(0, clause.start - _BILL_REACH) if clause.opener in _OF_BILL else clause.start


_BILL_REACH: Final = 100
_OF_BILL: Final = frozenset(("that would", "that will", "which"))
_NO_NEW: Final = Hinted(
    re.compile(r"\bno (?:new|further|additional|more|fresh|extra|higher|other) (?:[\w-]+ ){0,2}$"), "no "
)


def _ends_passive(text: str, cue: Cue, thing: Cue) -> bool:
    if leads_on(text, cue, thing):
        return False
    if _NOT_DONE.search(text, max(0, cue.start - 20), cue.start):
        # "so that it cannot be blocked"
        return False
    return " " in cue.words or word_before(text, cue.start) in _TO_BE


def _negation(text: str, clause: Clause, place: int) -> Cue | None:
    """A negation before the verb with nothing but helping verbs and adverbs between; `no` negates a noun only."""
    for cue in clause.scopes:
        if cue.parts[0] == "negation" and cue.end <= place and not _is_hidden(clause, cue):
            gap = text[cue.end : place].lower().split()
            if cue.words in ("nor", "neither") and len(gap) <= _NEGATION_REACH:
                # "nor has Beijing withdrawn the ban": the subject stands between
                return cue
            if len(gap) <= _NEGATION_REACH and all(word in _HELPING or word.endswith("ly") for word in gap):
                return cue
    return None


def _is_hidden(clause: Clause, cue: Cue) -> bool:
    """`no longer` is a removal, `no` before a noun of another phrase is none."""
    return any(other.start <= cue.start < other.end and other.parts[0] == "removed" for other in clause.statuses)


def _undone(clause: Clause, act: Act, thing: Cue, kinds: dict[str, Cue]) -> Certainty | None:
    cue = kinds.get("removed") or kinds.get("suspended")
    if cue and act.cue and act.cue.start <= cue.start and cue.end <= act.cue.end:
        # the verb itself: arithmetic of signs has counted it
        cue = None
    # "are no longer exempt from duty": the end of a freedom
    is_freed = act.lemma in FREEING and act.relation in (ACTIVE, PASSIVE)
    if cue and cue.words.startswith("no longer") and is_freed:
        status = ANNOUNCED if "announced" in kinds else IN_FORCE
        return Certainty(status, True, cue, "removed: freed no more")
    is_own = act.relation == ACTIVE or (act.relation == SELF and cue is not None and thing.start - cue.end <= 1)
    is_kept_up = act.action in ("create", "extend", "open")
    if cue and is_own and cue.words.startswith("no longer") and is_kept_up:
        status = ANNOUNCED if "announced" in kinds else IN_FORCE
        return Certainty(status, True, cue, "removed: no longer done")
    if cue and act.relation in (ALONE, BARE) and cue.words == "no longer" and any(
        cue.end <= other.start and other.end <= thing.start for other in clause.instruments
    ):
        # "can no longer recruit abroad under rules that took effect": it is not the rules that are gone
        cue = None
    if (cue and act.relation in (BARE, ALONE)) or (cue and act.use == _PAYERS):
        return Certainty(IN_FORCE, True, cue, f"{cue.parts[0]}: the barrier is gone")
    if act.relation == BARE:
        undone = (c for c in clause.statuses if c.parts[0] in ("removed", "suspended") and c.start >= thing.end)
        later = next(undone, None)
        if later:
            return Certainty(IN_FORCE, True, later, f"{later.parts[0]}: the barrier is gone")
    return None


# "decides on a request from the carmaker to cut tariffs"
_REQUEST: Final = Hinted(
    re.compile(
        r"\b(?:a|the|its|their|his|her|any|every|an) (?:[\w-]+ )?"
        r"(?:requests?|pleas?|appeals?|petitions?|applications?) (?:(?:from|by|of) (?:(?!to\b)[^\s,;]+ ){1,6})?to $"
    ),
    "request", "plea", "appeal", "petition", "application",
)  # fmt: skip


def _softened(
    text: str, clause: Clause, act: Act, thing: Cue, kinds: dict[str, Cue], lead: str, *, is_harmful: bool,
    is_conditional: bool,
) -> Certainty | None:  # fmt: skip
    is_reduced = act.relation == PASSIVE and act.cue is not None and act.cue.start == thing.end + 1
    if is_reduced and act.tag in ("ed", "past", "part") and not kinds:
        # "whether to keep the duties imposed in August": they are there
        is_conditional = False
    if act.relation == BARE and _IF_DONE.match(text, clause.end):
        is_conditional = True
    if clause.opener == "whether" and act.relation == ACTIVE and act.tag in ("ed", "past") and thing.kind == "flow":
        # "will decide whether the state unlawfully banned imports": it did
        is_conditional = False
    if is_conditional and ("in_force" not in kinds or act.relation in (ACTIVE, PASSIVE)):
        status = THREATENED if is_harmful else HOPED
        return Certainty(status, False, None, "condition")
    if is_harmful and thing.words.rstrip("s").endswith("threat"):
        return Certainty(THREATENED, False, thing, "a threat by name")
    place = act.cue.start if act.cue is not None else thing.start
    is_asked = lead == "to" and act.cue is not None and act.tag in ("base", "same")
    if is_asked and _REQUEST.search(text, max(clause.start, place - 60), place, clause.hints):
        return Certainty(HOPED, False, act.cue, "a request")
    if cue := kinds.get("threatened"):
        status = THREATENED if is_harmful else NEGOTIATING
        return Certainty(status, False, cue, "threat or consideration")
    cue = kinds.get("hoped")
    if cue and not (cue.words == "must" and act.lemma == "pay"):
        return Certainty(HOPED, False, cue, "wish of one who cannot decide")
    if _is_infinitive(lead) and is_pushed(text, clause, place):
        return Certainty(HOPED, False, None, "pushed to by another")
    if thing.kind == "instrument" and _is_near(text, clause, act, thing):
        status = THREATENED if is_harmful else NEGOTIATING
        return Certainty(status, False, None, "near and no more")
    if cue := kinds.get("possible"):
        if cue.words in WOULD and is_harmful and not any(s.parts[0] in CAPPED for s in clause.speakers):
            return Certainty(THREATENED, False, cue, "modal verb on a barrier")
        return Certainty(HOPED, False, cue, "possible only")
    cue = kinds.get("negotiating")
    if cue and _PASSED.search(text, clause.start, cue.start):
        # "has passed a bill"
        return Certainty(ANNOUNCED, False, cue, "a bill that is passed")
    if (cue := kinds.get("negotiating")) and cue.words != "negotiated":
        return Certainty(NEGOTIATING, False, cue, "talks, draft or probe")
    return None


def _is_near(text: str, clause: Clause, act: Act, thing: Cue) -> bool:
    """"Close to clinching a pact", "nearing a deal"; what is done already is not near."""
    place = thing.start if act.cue is None else min(act.cue.start, thing.start)
    is_done = act.cue is not None and act.tag in ("ed", "past", "part")
    return not is_done and is_nearing(text, clause, place)


_PASSED: Final = re.compile(r"\b(?:passed|passes|approved|adopted|signed|enacted)(?: an?| the| its)? $")
_NOT_DONE: Final = re.compile(r"\b(?:cannot|not|never) be $")
