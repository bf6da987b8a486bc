"""Which verb or noun of action governs an instrument. Grammar by position; the words come from the lists."""

import re
from typing import Final

from analysis.acts import (
    ACTIVE,
    ALONE,
    BARE_ACT,
    BEING,
    NOUN,
    PASSIVE,
    SELF,
    Act,
    act_of,
    follows_be,
    is_passive,
)
from analysis.acts_after import act_after
from analysis.acts_before import act_before
from analysis.clauses import Clause, Cue, word_before, words_between
from analysis.hinted import Hinted
from analysis.model import Span

_RESUMED_REACH: Final = 4
_FINITE: Final = frozenset(("ed", "past", "base", "s", "same"))
# whoever does these is the one to whom it is done
_TAKING: Final = frozenset(("pay", "lose", "regain", "gain", "win", "lock", "shut"))


def governing_act(text: str, clause: Clause, thing: Cue) -> Act:
    """The action that governs an instrument or flow in its clause, or the bare one."""
    act = _governing_act(text, clause, thing)
    if act.lemma == "settle" and not _is_settled(text, clause, thing, act):
        return BARE_ACT
    return _required(text, clause, act) if thing.kind == "instrument" else act


# "agreed to settle", but not "officials meet to settle a dispute": that goes on
_AGREED: Final = re.compile(r"\b(?:agree|deal|pact|accord|decid|decision)\w*\b[^,;]*$")
_DISPUTES: Final = frozenset(("dispute", "uncertainty"))


def _is_to_end(text: str, clause: Clause, thing: Cue) -> bool:
    """"Has allowed its duties on bioethanol to expire"."""
    return any(
        cue.start >= thing.end and cue.parts[0] == "end" and cue.parts[4] == "yes" and cue.parts[1] == "base"
        and text.endswith(" to ", 0, cue.start)
        for cue in clause.actions
    )


def _is_settled(text: str, clause: Clause, thing: Cue, act: Act) -> bool:
    """Whether what is settled is a dispute, and it is done or agreed; "pay to settle" speaks of bills."""
    if thing.parts[0] not in _DISPUTES or act.cue is None:
        return False
    if word_before(text, act.cue.start) != "to":
        return True
    return _AGREED.search(text, clause.start, act.cue.start) is not None


# "requires foreign carmakers to keep data within its borders": who requires it has laid it down
_REQUIRING: Final = frozenset(("require", "oblige", "compel"))
_REQUIRED: Final = re.compile(r" (?:[\w.'’-]+ ){1,6}to $")


def _required(text: str, clause: Clause, act: Act) -> Act:
    if act.cue is None or act.tag not in ("base", "same") or act.action not in ("create", "extend"):
        return act
    for cue in clause.actions:
        if cue.parts[2] in _REQUIRING and cue.parts[1] in ("s", "ed", "base") and (
            cue.end < act.cue.start and _REQUIRED.fullmatch(text, cue.end, act.cue.start) is not None
        ) and not follows_be(text, cue):
            return act_of(cue, ACTIVE)
    return act


def _governing_act(text: str, clause: Clause, thing: Cue) -> Act:
    if thing.kind == "instrument" and thing.parts[2] != "noun":
        # who is shut out suffers it, who shuts a border or a plant does it
        is_closed = thing.parts[3] in ("shut", "lock") and " out" not in thing.words and " off" not in thing.words
        use = "payer" if thing.parts[3] in _TAKING and not is_closed else ""
        relation = PASSIVE if thing.parts[2] in ("ed", "part") and follows_be(text, thing) else SELF
        return Act(thing, relation, "create", thing.parts[2], thing.parts[3], use)
    if thing.words.startswith("without ") and thing.kind == "instrument":
        # "will let tourists stay without a visa": whoever lets them acts, whatever they do there
        return next((act_of(c, ACTIVE) for c in reversed(clause.actions) if c.end <= thing.start and (
            c.parts[2] in _TAKING_IN and not (c.parts[1] in ("ed", "part") and follows_be(text, c))
        )), BARE_ACT)  # fmt: skip
    taken = _taken_off(text, clause, thing)
    if taken is not None:
        return taken
    before, after = act_before(text, clause, thing), act_after(text, clause, thing)
    before = _given_up(text, clause, before) if before and thing.kind == "instrument" else before
    if before and is_evaded(text, clause, thing, and_avoided=after is not None and after.relation == PASSIVE):
        before = None
    if after and (not before or _is_closer(text, before, after, thing)):
        return after
    if before and before.lemma in ("allow", "permit") and thing.kind == "instrument":
        return before.taken_as("end", "let") if _is_to_end(text, clause, thing) else before
    if after and before and before.lemma == "let" and after.relation == ALONE:
        # "is to let its duties lapse": whoever lets them lapse ends them, when he does
        return after if after.tag != "base" else before.taken_as(after.action, after.lemma, after.use)
    return before or BARE_ACT


_LETTING: Final = frozenset(("let", "allow", "permit"))
# "will accept American vehicles without further tests"
_TAKING_IN: Final = _LETTING | {"accept", "admit", "clear", "recognise", "approve", "let in"}
_GIVING_UP: Final = frozenset(("stop", "halt", "cease", "pause", "suspend"))


def _given_up(text: str, clause: Clause, act: Act) -> Act:
    """"Has stopped issuing visas": what is done is stopped."""
    if act.cue is None or act.tag != "ing" or act.action not in ("create", "increase", "extend"):
        return act
    stop = next((cue for cue in clause.actions if cue.end + 1 == act.cue.start and cue.parts[2] in _GIVING_UP), None)
    return Act(stop, act.relation, "end", stop.parts[1], "stop", act.use) if stop else act


# "has taken the bank off its sanctions list": the verb and its particle stand apart
_TAKEN_OFF: Final = re.compile(
    r"\b(?:(tak(?:e|es|ing)|took|str(?:ike|ikes|iking|uck)|drop(?:s|ped|ping)?)|(taken|struck|dropped)) "
    r"(?:(?!and\b|or\b)[^\s,;]+ ){0,8}?(?:off|from) "
    r"(?:its|their|the|a|an|his|her|our|[A-Z][\w.]*[’']s?) (?:[\w.]+ )?$"
)
_OFF_REACH: Final = 90


def _taken_off(text: str, clause: Clause, thing: Cue) -> Act | None:
    if thing.kind != "instrument" or not thing.words.endswith(("list", "blacklist")):
        return None
    found = _TAKEN_OFF.search(text, max(clause.start, thing.start - _OFF_REACH), thing.start)
    if found is None:
        return None
    start, end = found.span(1) if found[1] else found.span(2)
    tag = "base" if text[start:end] in ("take", "strike", "drop") else "past"
    is_passive = word_before(text, start) in BEING
    cue = Cue(start, end, "action", ("end", tag, "take off", "", ""), text[start:end].lower())
    return Act(cue, PASSIVE if is_passive else ACTIVE, "end", tag, "take off", "")


_EVADING: Final = Hinted(
    re.compile(
        r"\b(?:(?:evad|dodg|circumvent|skirt|sidestep|bypass|escap)\w*|(?:get|gets|getting|got) around|(avoid)\w*)"
        r"(?: [\w%.'’-]+){0,3} $", re.IGNORECASE,
    ),
    "evad", "dodg", "circumvent", "skirt", "sidestep", "bypass", "escap", " around", "avoid",
)  # fmt: skip
_EVADING_REACH: Final = 45


def is_evaded(text: str, clause: Clause, thing: Cue, *, and_avoided: bool = False) -> bool:
    """Whether somebody gets around the instrument, which is there then; what is avoided may never come."""
    match = _EVADING.search(text, max(clause.start, thing.start - _EVADING_REACH), thing.start, clause.hints)
    return match is not None and (and_avoided or not match[1])


# "the move to ban exports" speaks of what was told before
_DEED: Final = Hinted(
    re.compile(
        r"\b(?:the|this|that|its|their|\w+[’']s) (?:[\w-]+ )?(?:move|decision|step|plan|order|action|policy|intention|"
        r"ruling|proposal|attempt|threat) to (?:[\w]+ly )?$",
        re.IGNORECASE,
    ),
    "move to ", "decision to ", "step to ", "plan to ", "order to ", "action to ", "policy to ", "intention to ",
    "ruling to ", "proposal to ", "attempt to ", "threat to ",
)  # fmt: skip


def resumed_act(text: str, clauses: list[Clause], index: int) -> Act | None:
    """What is said of a subject after its relative clause: "the duty, which had been set at 46%, was cut to 20%"."""
    if index + 2 >= len(clauses) or clauses[index + 1].opener not in ("which", "who"):
        return None
    after = clauses[index + 2]
    if after.opener != "main" or after.start != clauses[index + 1].end:
        return None
    for cue in after.actions:
        if words_between(text, after.start, cue.start) > _RESUMED_REACH:
            return None
        if cue.parts[1] in ("ed", "part", "same") and is_passive(text, cue):
            return act_of(cue, PASSIVE)
        if cue.parts[4] == "yes" and cue.parts[1] != "noun":
            return act_of(cue, ALONE)
    return None


def is_retold(text: str, clause: Clause, act: Act) -> bool:
    """Whether the act is only named again: "the move to ban exports"."""
    if act.cue is None or act.tag != "base":
        return False
    return _DEED.search(text, clause.start, act.cue.start, clause.hints) is not None


def verb_phrase(text: str, clause: Clause, act: Act) -> Span | None:
    """The part of a clause that belongs to one of several verbs: "warned tourists and slapped tariffs on barley"."""
    if act.cue is None or act.tag not in _FINITE:
        return None
    start, end = clause.start, clause.end
    for cue in clause.actions:
        if cue.parts[1] in _FINITE and word_before(text, cue.start) == "and":
            if cue.start <= act.cue.start:
                start = cue.start
            else:
                end = cue.start
                break
    if (start, end) == (clause.start, clause.end):
        return None
    # what stands before the verb may be its purpose or its subject, which says less
    return Span(act.cue.start, end)


def _is_closer(text: str, before: Act, after: Act, thing: Cue) -> bool:
    if before.cue is None or after.cue is None:
        return False
    gap = words_between(text, before.cue.end, thing.start)
    if before.action == "open" and "to be" in text[thing.end : after.cue.start]:
        return True
    if before.relation == NOUN:
        return gap > 3
    return gap > 6 and words_between(text, thing.end, after.cue.start) <= 3


def is_grounds(text: str, thing: Cue) -> bool:
    """Whether it is named as the rule by which something is done: "under a Buy British policy"."""
    near = text[max(0, thing.start - 24) : thing.start].lower()
    return " under " in near or " citing " in near
