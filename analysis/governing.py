"""Which verb or noun of action governs an instrument. Grammar by position; the words come from the lists."""

import re
from typing import Final, NamedTuple

from analysis.clauses import Clause, Cue, word_before, words_between
from analysis.hinted import Hinted
from analysis.model import Channel, Span

ACTIVE: Final = "active"
PASSIVE: Final = "passive"
ALONE: Final = "alone"
NOUN: Final = "noun"
SELF: Final = "self"
BARE: Final = "bare"
_STOPPING: Final = frozenset(("suspend", "end"))
_REACH_BEFORE: Final = 12
_REACH_AFTER: Final = 14
_REACH_OF_LIST: Final = 22
_RESUMED_REACH: Final = 4
_NAMED_REACH: Final = 4
_PARTICIPLE_REACH: Final = 6
_NOUNS_OF: Final = frozenset(("set", "reach"))
_LEVELLED: Final = frozenset(("set", "fix"))
_BY_WHOM: Final = re.compile(r" (?:by|in|since|last|under|during|on|earlier) ")
_STAYING: Final = frozenset(("remain", "remains", "remained", "stay", "stays", "stayed"))
_BE: Final = _STAYING | frozenset(
    ("be", "been", "being", "is", "are", "was", "were", "get", "gets", "got", "not", "also", "has", "have")
)
_MAIN: Final = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: (?:also|now|then|\w+ly))* $")
# a noun phrase follows the verb
_OBJECT: Final = re.compile(
    r" (?!(?:in|on|at|by|to|from|since|for|with|after|as|and|or|but|over|under|until|up|down|off|out|more|again|than|"
    r"while|when|because|so|into|through|against|between|during|ahead|amid|further|sharply|now|this|last|about|around|"
    r"nearly|almost|even|too)\b|\w+ly\b)[a-zA-Z]"
)
_HAVING: Final = frozenset(("has", "have"))
_FREEING: Final = frozenset(("exempt", "exclude", "spare", "carve out", "free", "relieve"))
_ADVERBS: Final = frozenset("again also now since already still later then once first twice soon even".split())
_FINITE: Final = frozenset(("ed", "past", "base", "s", "same"))
# verbs whose object stays what it was
_BESIDE: Final = frozenset(("close to", "appeal", "challenge", "sue", "file", "lodge"))
# passive verbs that still take an object: they were granted a waiver
_DITRANSITIVE: Final = frozenset((
    "give", "grant", "offer", "allow", "permit", "subject", "charge", "pay", "provide", "award", "require",
))  # fmt: skip
BEING: Final = frozenset(("be", "been", "being", "is", "are", "was", "were"))
_LEADING: Final = frozenset((
    "set", "due", "expected", "likely", "going", "continue", "continues", "continued", "poised", "scheduled", "begin",
    "start", "about", "have", "has", "likely", "forecast", "slated", "bound",
))  # fmt: skip
_LISTING: Final = frozenset(
    (",", "and", "or", "as", "well", "the", "its", "other", "any", "both", "on", "new", "plus", "all")
)
_FORESEEN: Final = frozenset(("possible", "hoped", "threatened"))
# whoever does these is the one to whom it is done
_TAKING: Final = frozenset(("pay", "lose", "regain", "gain", "win", "lock", "shut"))
_PLACES: Final = frozenset(("plant", "route", "ties", "sales"))
# done to orders, plants and quotas, not to measures
_DEALT: Final = frozenset((
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
_HANGING: Final = frozenset(("without", "with", "of", "on", "under", "for", "in", "from", "to", "by", "against"))


class Act(NamedTuple):
    """The action on an instrument: its cue (None when bare), how the two stand, action class, form and use."""

    cue: Cue | None
    relation: str
    action: str
    tag: str
    lemma: str
    use: str


# what is done to those whom an instrument strikes
_SUFFERED: Final = frozenset(("hit", "target", "strike", "affect", "cover"))

# what a barrier is that a panel or court reviews
DISPUTED: Final = "disputed"
BARE_ACT: Final = Act(None, BARE, "create", "noun", "", "")


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
        ) and not _follows_be(text, cue):
            return _act(cue, ACTIVE)
    return act


def _governing_act(text: str, clause: Clause, thing: Cue) -> Act:
    if thing.kind == "instrument" and thing.parts[2] != "noun":
        # who is shut out suffers it, who shuts a border or a plant does it
        is_closed = thing.parts[3] in ("shut", "lock") and " out" not in thing.words and " off" not in thing.words
        use = "payer" if thing.parts[3] in _TAKING and not is_closed else ""
        relation = PASSIVE if thing.parts[2] in ("ed", "part") and _follows_be(text, thing) else SELF
        return Act(thing, relation, "create", thing.parts[2], thing.parts[3], use)
    if thing.words.startswith("without ") and thing.kind == "instrument":
        # "will let tourists stay without a visa": whoever lets them acts, whatever they do there
        return next((_act(c, ACTIVE) for c in reversed(clause.actions) if c.end <= thing.start and (
            c.parts[2] in _LETTING and not (c.parts[1] in ("ed", "part") and _follows_be(text, c))
        )), BARE_ACT)  # fmt: skip
    taken = _taken_off(text, clause, thing)
    if taken is not None:
        return taken
    before, after = _before(text, clause, thing), _after(text, clause, thing)
    before = _given_up(text, clause, before) if before and thing.kind == "instrument" else before
    if before and is_evaded(text, clause, thing, and_avoided=after is not None and after.relation == PASSIVE):
        before = None
    if after and (not before or _is_closer(text, before, after, thing)):
        return after
    if before and before.lemma in ("allow", "permit") and thing.kind == "instrument":
        return before._replace(action="end", lemma="let") if _is_to_end(text, clause, thing) else before
    if after and before and before.lemma == "let" and after.relation == ALONE:
        # "is to let its duties lapse": whoever lets them lapse ends them, when he does
        return after if after.tag != "base" else before._replace(action=after.action, lemma=after.lemma, use=after.use)
    return before or BARE_ACT


_LETTING: Final = frozenset(("let", "allow", "permit"))
_GIVING_UP: Final = frozenset(("stop", "halt", "cease", "pause", "suspend"))


def _given_up(text: str, clause: Clause, act: Act) -> Act:
    """"Has stopped issuing visas": what is done is stopped."""
    if act.cue is None or act.tag != "ing" or act.action not in ("create", "increase", "extend"):
        return act
    stop = next((cue for cue in clause.actions if cue.end + 1 == act.cue.start and cue.parts[2] in _GIVING_UP), None)
    return act._replace(cue=stop, action="end", tag=stop.parts[1], lemma="stop") if stop else act


# "has taken the bank off its sanctions list": the verb and its particle stand apart
_TAKEN_OFF: Final = Hinted(
    re.compile(
        r"\b(?:(tak(?:e|es|ing)|took|str(?:ike|ikes|iking|uck)|drop(?:s|ped|ping)?)|(taken|struck|dropped)) "
        r"(?:(?!and\b|or\b)[^\s,;]+ ){0,8}?(?:off|from) (?:its|their|the|a|an|his|her|our) (?:[\w.]+ )?$"
    ),
    " off ", " from ",
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
    match = _EVADING.search(text, max(clause.start, thing.start - _EVADING_REACH), thing.start)
    return match is not None and (and_avoided or not match[1])


# "recognise the significance of the agreement": it is not the agreement to which it is done
_ASPECT: Final = Hinted(
    re.compile(
        r" (?:significance|importance|impacts?|effects?|benefits?|consequences?|merits?|success|value|costs?|legality|"
        r"fairness|wisdom|reasons?|details?|dates?|history) of (?:the|these|those|this|its|their|such)"
        r"(?: [\w%.-]+){0,2} $|"
        # "sign an agreement on tariffs": it is the agreement that is signed
        r" (?:agreements?|deals?|pacts?|accords?|talks|negotiations|discussions|consultations) (?:on|over|about) "
        r"(?:[\w%.“”'’-]+ ){0,2}[“\"]?$|"
        # "announced it in answer to American tariffs": they are what is answered
        r" (?:answer|response|reply|retaliation) (?:to|for|against) (?:[\w%.’'-]+ ){0,3}$|"
        r" in favou?r of (?:[\w-]+ ){0,3}$",
        re.IGNORECASE,
    ),
    " of the", " of tho", " of this", " of its", " of such", " on ", " over ", " about ", "answer ", "response ",
    "r of ", "reply ", "retaliation ",
)
# "easing a dispute over subsidies": it is the dispute that is eased
_MATTER: Final = Hinted(
    re.compile(
        r" (?:dispute|row|spat|feud|standoff|complaint|case|debate|anger|friction|tensions?|rulings?|verdicts?) "
        r"(?:over|about|regarding) "
    ),
    " over ", " about ", " regarding ",
)
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
        if cue.parts[1] in ("ed", "part", "same") and _is_passive(text, cue):
            return _act(cue, PASSIVE)
        if cue.parts[4] == "yes" and cue.parts[1] != "noun":
            return _act(cue, ALONE)
    return None


def is_retold(text: str, clause: Clause, act: Act) -> bool:
    """Whether the act is only named again: "the move to ban exports"."""
    if act.cue is None or act.tag != "base":
        return False
    return _DEED.search(text, clause.start, act.cue.start) is not None


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


def _act(cue: Cue, relation: str) -> Act:
    action, tag, lemma, use, _ = cue.parts
    return Act(cue, NOUN if tag == "noun" else relation, action, tag, lemma, use)


# "punish banks that finance purchases of oil with secondary sanctions": the verb goes with its means
_MEANS: Final = Hinted(re.compile(r" with (?:(?!(?:and|or|to|for|in|on|over)\b)[\w%.-]+ ){0,3}$"), " with ")
_STRIKING: Final = frozenset((
    "punish", "penalise", "hit", "target", "threaten", "respond", "retaliate", "hit back", "answer", "slap",
))  # fmt: skip
_MEANS_REACH: Final = 40


def _by_means(text: str, clause: Clause, thing: Cue) -> Cue | None:
    """The verb of striking whose means an instrument is."""
    start = max(clause.start, thing.start - _MEANS_REACH)
    if thing.kind != "instrument" or not _MEANS.search(text, start, thing.start):
        return None
    return next((c for c in reversed(clause.actions) if c.end <= thing.start and c.parts[2] in _STRIKING), None)


def _before(text: str, clause: Clause, thing: Cue) -> Act | None:
    striking = _by_means(text, clause, thing)
    for cue in reversed(clause.actions):
        if cue.end > thing.start or (striking is not None and cue.start > striking.start):
            continue
        if cue.parts[2] in _BORNE and (thing.parts[0] not in _CHARGES or cue.parts[1] == "ing"):
            # "carry a 39% duty"; a tanker that carries crude bears nothing
            continue
        is_won = cue.parts[2] == "win" and cue.parts[1] != "noun" and thing.words.rstrip("s") in _RELIEF
        is_sited = cue.parts[2] in _SITING and thing.parts[0] == Channel.INVESTMENT
        if cue.parts[2] in _DEALT and thing.kind == "instrument" and not is_won and not is_sited and (
            thing.parts[1] not in ("quota", "process")
        ):
            continue
        if thing.kind == "instrument" and thing.parts[1] == "barrier" and _is_ground(text, cue, thing):
            return None
        if thing.kind == "instrument" and thing.parts[0] == "by_object" and cue.parts[4] == "yes" and (
            " under " in text[cue.end : thing.start]
        ):
            # "tariffs fall to 15% under the deal"
            return None
        if cue.parts[1] != "noun" and _MATTER.search(text, cue.end, thing.start):
            return None
        if _is_beside(cue, thing) or _ASPECT.search(text, cue.end, thing.start):
            return None
        if words_between(text, cue.end, thing.start) > _REACH_BEFORE or _is_cut_off(text, clause, cue, thing):
            return None
        if cue.parts[2] in _NOUNS_OF and text.startswith((" of ", " to "), cue.end):
            # "the first set of tariffs", "within reach of a deal", "set to impose"
            continue
        if cue.parts[2] in _LEVELLED and (cue.parts[1] == "s" or clause.opener == "which" or _is_catch(thing)):
            # "how the bloc sets tariffs", "curbs, which set a cap"; a quota set for a catch keeps no goods out
            continue
        if cue.parts[2] == "apply" and text.startswith(" to ", cue.end):
            # "whether relief should apply to the duties imposed in May"
            continue
        if cue.parts[1] != "noun" and cue.parts[2] == "agree" and text.startswith(" that ", cue.end):
            # "does not agree that it has breached the agreement"
            continue
        if cue.parts[2] in _SUFFERED and text.startswith(" by ", cue.end):
            # producers hit by American duties: the duty acts and is there already
            return None
        is_passive = cue.parts[1] in ("ed", "part", "same") and _follows_be(text, cue)
        if is_passive and cue.parts[2] in _FREEING and text.startswith(" from ", cue.end):
            # "should be exempted from the tariffs"
            return _act(cue, PASSIVE)
        if is_passive and thing.words.startswith("from ") and cue.end + 1 == thing.start:
            # "have been barred from entering India"
            return _act(cue, PASSIVE)
        if is_passive and cue.parts[2] not in _DITRANSITIVE:
            return None
        if cue.parts[1] == "noun":
            doer = _verb_on(text, clause, cue)
            if doer is not None:
                return _act(doer, ACTIVE)
            between = text[cue.end : thing.start].split()
            if not between or between[0].lower() not in ("of", "in", "to", "on", "from", "into", "over"):
                continue
        if cue.parts[2] == "decline" and text.startswith(" to ", cue.end):
            # "declined to comment on the tariff"
            continue
        if cue.parts[2] == "close" and text.startswith(" in on ", cue.end):
            # "are closing in on a deal"
            continue
        if cue.parts[2] in _PLACING and _ON_HOLD.match(text, thing.end, clause.end):
            # "put trade talks with its neighbour on hold"
            return _act(cue, ACTIVE)._replace(action="suspend", lemma="put on hold", use="policy")
        if cue.parts[2] == "sink" and thing.words.endswith(" into"):
            # "sunk billions into smelters"
            return _act(cue, ACTIVE)._replace(action="create", lemma="invest")
        if cue.parts[2] == "assess" and thing.parts[1] == "barrier" and cue.end + 1 == thing.start:
            # "assess duties on steel", "assess fees on vessels": they are laid
            return None if cue.parts[1] == "ing" else _act(cue, ACTIVE)._replace(action="create")
        return _act(cue, ACTIVE)
    return None


_GETTING: Final = frozenset(("secure", "win", "grant", "give", "receive", "offer", "award", "obtain", "get"))


def _is_catch(thing: Cue) -> bool:
    return thing.kind == "instrument" and thing.parts[1] == "quota" and thing.words.startswith("quota")


def _verb_on(text: str, clause: Clause, noun: Cue) -> Cue | None:
    """The verb whose object is a noun of action: "suspend the implementation of"."""
    for cue in clause.actions:
        is_verb = cue.parts[0] in _STOPPING and cue.parts[1] != "noun" and cue.end < noun.start
        if is_verb and text[cue.end : noun.start].strip() in ("", "the", "its", "their"):
            return None if cue.parts[1] in ("ed", "part") and _follows_be(text, cue) else cue
    return None


# "blocked the road, holding up shipments": they are held up
_TAKES_OVER: Final = re.compile(r", (?!(?:includ|exclud|accord|follow|regard|concern|dur|be)ing\b)[a-z]+ing\b")


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


def is_grounds(text: str, thing: Cue) -> bool:
    """Whether it is named as the rule by which something is done: "under a Buy British policy"."""
    near = text[max(0, thing.start - 24) : thing.start].lower()
    return " under " in near or " citing " in near


def _is_ground(text: str, cue: Cue, thing: Cue) -> bool:
    """Whether a barrier is why something else is done: "froze the assets of banks under new sanctions"."""
    between = text[cue.end : thing.start].lower().split()
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


def _after(text: str, clause: Clause, thing: Cue) -> Act | None:
    is_inner = _is_inner(text, clause, thing)
    for cue in clause.actions:
        if cue.start < thing.end or (cue.parts[3] == "damage" and thing.kind == "instrument"):
            continue
        if thing.kind == "flow" and cue.words in _STAYING and _goes_on(clause, cue):
            # "imports of chicken remain suspended": that they stay is said of the suspension
            continue
        if cue.parts[2] == "fall" and thing.kind == "instrument" and text.startswith(" on ", cue.end):
            # "the levy would fall on online advertising"
            continue
        gap = words_between(text, thing.end, cue.start)
        if is_inner and (gap or cue.parts[1] not in ("ed", "part")):
            return None
        reach = _REACH_OF_LIST if gap > _REACH_AFTER and text.count(",", thing.end, cue.start) > 1 else _REACH_AFTER
        if gap > reach or _is_interrupted(text, clause, thing, cue):
            return None
        if cue.parts[2] in _DEALT and thing.kind == "instrument" and thing.parts[1] != "quota":
            continue
        tag, alone = cue.parts[1], cue.parts[4]
        if cue.parts[2] in _LEVELLED and tag in ("ed", "same") and (
            text.startswith(" to ", cue.end) or not _is_passive(text, cue)
        ):
            # "was set to expire", "the cap, fixed at $60, would be lowered"
            continue
        if _SAYS_THAT.search(text, thing.end, cue.start):
            # "the waivers show that oil cannot be withdrawn"
            return None
        if tag in ("ed", "part") and 1 < gap <= _PARTICIPLE_REACH and _BY_WHOM.match(text, cue.end):
            # "the tariffs on bourbon imposed by London in 2018 will be lifted"
            main = _main_verb(text, clause, thing, cue)
            if main is not cue and not _is_passive(text, cue):
                return _act(main, PASSIVE)
        if thing.kind == "flow" and gap > 3 and _OF_ANOTHER.search(text, thing.end, cue.start):
            # "exports and reserves that have dipped": it is the reserves
            return None
        is_foreseen = any(c.end <= thing.start and c.parts[0] in _FORESEEN for c in clause.statuses)
        if tag == "noun":
            if gap == 0:
                return _act(cue, NOUN)
            continue
        if gap <= 1 and any(0 <= flow.start - cue.end <= 1 for flow in clause.flows) and not _is_passive(text, cue):
            # "the strike halted exports": it is the exports that were halted
            return None
        if thing.parts[0] in _GIVING and thing.kind == "instrument" and gap == 1 and _acts_itself(text, cue):
            # "the truce has removed a cloud": it is the cloud that is gone
            return None
        if tag == "ed" and text.startswith(", ", thing.end) and gap <= 1 and _OBJECT.match(text, cue.end):
            # "Trump, angered by the tax, raised the prospect of duties": somebody else's verb
            return None
        if tag in ("ed", "part", "same") and (_is_passive(text, cue) or (gap <= 1 and tag != "same")):
            return _act(cue if _is_passive(text, cue) else _main_verb(text, clause, thing, cue), PASSIVE)
        if tag in ("ed", "past", "part", "same") and _is_done_by(text[thing.end : cue.start].split()):
            return _act(cue, PASSIVE)
        if is_foreseen and tag in ("ed", "part") and gap <= 3 and thing.kind == "instrument":
            # hopes to see the duty on whisky scrapped
            return _act(cue, PASSIVE)
        if alone == "yes" and (gap <= 1 or is_foreseen or not _is_purpose(text, cue)):
            return _act(cue, ALONE)
        if thing.kind == "instrument" or gap <= 3:
            return None
    return None


_GIVING: Final = frozenset(("trade_agreement",))


def _acts_itself(text: str, cue: Cue) -> bool:
    return word_before(text, cue.start) in ("has", "have", "had") and _OBJECT.match(text, cue.end) is not None


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


def _follows_be(text: str, cue: Cue) -> bool:
    words = text[max(0, cue.start - 40) : cue.start].lower().split()
    while words and (words[-1].endswith("ly") or words[-1] == "and" or words[-1] in _ADVERBS):
        # "should be permanently and fully exempted"
        words.pop()
    if words[-1:] == ["to"]:
        # "is to let the duty lapse"
        return False
    return bool(BEING & set(words[-2:]))


_SAYS_THAT: Final = Hinted(
    re.compile(r" (?:show|mean|prove|suggest|signal|demonstrate|indicate|ensure)(?:s|ed|d)? that "), " that "
)
_OF_ANOTHER: Final = re.compile(r" and .* (?:that|which) (?:have |has |had )?$")
_ENDS_THERE: Final = re.compile(
    r"\W*$|[,.;:)]| (?:by|on|to|for|from|in|at|since|with|after|over|until|and|or|as|again|further|this|last|yet)\b"
)


def _is_passive(text: str, cue: Cue) -> bool:
    before = word_before(text, cue.start)
    if before in ("has", "have", "had") and cue.parts[4] != "yes" and not _ENDS_THERE.match(text, cue.end):
        # "the tariffs have started a trade war"
        return False
    if before in _BE or before in _ADVERBS or before.endswith("ly"):
        tail = text[max(0, cue.start - 30) : cue.start].lower().split()
        own = next((word for word in reversed(tail) if word not in _ADVERBS and not word.endswith("ly")), "")
        # "the curbs have slashed exports": the curbs act
        is_done_to_another = own in _HAVING and _OBJECT.match(text, cue.end) is not None
        return not is_done_to_another and any(word in _BE for word in tail[-4:])
    return False
