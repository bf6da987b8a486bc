"""Where a refusal falls: on the measure, on what is said of it, on its neighbour, or on a hope for it that has died."""

import re
from typing import Final

from analysis.acts import ACTIVE, ALONE, BARE, BEING, Act
from analysis.clauses import Clause, Cue, word_before
from analysis.hinted import UNKNOWN, Hinted

_REACH: Final = 130
_NAMES: Final = r"(?:[\w%.’'-]+ )"
_TO_CHANGE: Final = (
    r"(?:chang(?:e|ing)|alter(?:ing)?|amend(?:ing)?|modify(?:ing)?|revis(?:e|ing)|adjust(?:ing)?|tweak(?:ing)?|"
    r"touch(?:ing)?|(?:tinker|tamper)(?:ing)? with)"
)
# "no plans to change the tariff on cars", "will not alter its export ban"
_UNCHANGED: Final = Hinted(
    re.compile(
        r"(?:\bno (?:\w+ )?(?:plans?|intentions?|desire|wish|intent|reason|need) (?:to|of|for)|"
        rf"(?:\bnot|n[’']t|\bnever)(?: {_NAMES}{{0,3}}to)?|\b(?:refus|declin)\w* to|\bruled? out|\bunwilling to) "
        rf"(?:even )?(?:be )?{_TO_CHANGE} {_NAMES}{{0,5}}$|"
        # "ruled out any change to the digital services tax"
        r"\b(?:rul(?:es?|ed|ing) out|reject(?:s|ed|ing)?|refus(?:es?|ed|ing)|no plans? for) "
        rf"(?:any |all |further |\w+ )?(?:changes?|alterations?|amendments?|revisions?|adjustments?) (?:to|in|of) "
        rf"{_NAMES}{{0,5}}$",
        re.IGNORECASE,
    ),
    "chang", "alter", "amend", "modify", "revis", "adjust", "tweak", "touch", "tinker", "tamper",
)  # fmt: skip
# "refused to negotiate over the rice quota"; over a lower one it is the lower one that is refused
_NOT_DISCUSSED: Final = Hinted(
    re.compile(
        r"(?:\b(?:refus|declin)\w* to|\b(?:will|would) not|\bwo(?:uld)?n[’']t) "
        r"(?:negotiate|renegotiate|discuss|reconsider|revisit)(?: over| on| about)? "
        rf"(?:the|its|their|[A-Z][\w.’'-]*) (?!lower|reduc|smaller){_NAMES}{{0,4}}$"
    ),
    "negotiate", "discuss", "reconsider", "revisit",
)  # fmt: skip
# "the tariff on cars will not be changed"
_NOT_CHANGED: Final = Hinted(
    re.compile(
        rf" {_NAMES}{{0,5}}(?:(?:will|would|has|have|had|is|are|was|were) not|\w+n[’']t) (?:be |been |being )?"
        r"(?:changed|altered|amended|modified|revised|adjusted|touched)\b"
    ),
    "changed", "altered", "amended", "modified", "revised", "adjusted", "touched",
)  # fmt: skip
# "declined to comment on the tariff": who will not speak of it has not refused it
_OF_SPEECH: Final = re.compile(
    r" (?:publicly |further |immediately )*(?:comment|say\b|tell\b|elaborate|specify|speculate|disclose|predict|"
    r"be (?:named|drawn|quoted|identified)|(?:give|provide|offer) (?:\w+ ){0,2}(?:details?|figures?|reasons?|dates?|"
    r"timetables?|timelines?|comments?|estimates?|information))"
)
# these go on with what is refused, which is not what stands before them
_LEADING_ON: Final = (" to", " of", " for", " considering", " any", " calls", " plan", " plans", " interested in")
_NEED_BEING: Final = ("rule", "ruling out", "turn", "vote")
# "ruled out retaliation over the U.S. steel tariff": the tariff is what would be answered
_ANSWER: Final = Hinted(
    re.compile(
        r"\b(?:retaliation|retaliating|reprisals?|counter-?measures|retaliatory [\w-]+|counter-?tariffs|hitting back) "
        rf"(?:\w+ ){{0,2}}?(?:over|against|for|to|at|because of) {_NAMES}{{0,5}}$", re.IGNORECASE,
    ),
    "retaliat", "reprisal", "counter", "hitting back",
)  # fmt: skip
# "Canada will not respond to the U.S. tariff"; what it will not respond with is its own
_NO_REPLY: Final = Hinted(
    re.compile(
        r"(?:\bnot|n[’']t|\bnever|\b(?:refus|declin)\w* to) (?:be )?(?:respond|react|answer|retaliat)(?:e|ing)? "
        rf"(?:(?:to|against|over) )?(?:(?!with\b|by\b){_NAMES}){{0,4}}$"
    ),
    "respond", "react", "answer", "retaliat",
)
_KINDS: Final = (
    "bill", "amendment", "motion", "resolution", "proposal", "measure", "legislation", "petition", "request", "move",
    "attempt", "effort", "bid", "plea", "appeal", "plan", "idea", "scheme",
)  # fmt: skip
_BILLS: Final = rf"(?:{'|'.join(_KINDS)})s?"
# "threw out an amendment to lift the tariff", "voted down a bill that would have repealed the tariff"
_VOTED_DOWN: Final = Hinted(
    re.compile(
        r"\b(?:thr(?:ew|own?|ows|owing) out|vot(?:es|ed|ing)? (?:down|against)|reject(?:s|ed|ing)?|"
        r"defeat(?:s|ed|ing)?|block(?:s|ed|ing)?|kill(?:s|ed|ing)?(?: off)?|veto(?:es|ed|ing)?|scuttl(?:es|ed|ing)|"
        r"s[ahu]nk|shot down|turn(?:s|ed)? down|fail(?:s|ed)? to pass|quash(?:es|ed|ing)?|torpedo(?:es|ed)?|"
        # whoever withdraws or drops a plan has made it
        r"withdr(?:ew|awn?|aws|awing)|dropp(?:ed|ing)|drops|shelv(?:es|ed|ing)|scrapp(?:ed|ing)|scraps|ditch(?:es|ed)|"
        r"abandon(?:s|ed|ing)?) "
        rf"(?:(?:an?|the|two|several|another|any|its|their|his) )?(?:[\w-]+ ){{0,3}}?{_BILLS} "
        rf"(?:(?:by|from|in|of) {_NAMES}{{1,6}}?)?"
        r"(?:to|(?:that|which) (?:would|could|will|sought to|aimed to)(?: have)?|aimed at|seeking to|calling for|"
        r"calling on \w+ to) (?:\w+ly )?$"
    ),
    *_KINDS,
)
# "an amendment that would have lifted the ban failed in the Senate"
_OF_BILL: Final = Hinted(
    re.compile(
        rf"\b{_BILLS} (?:(?:by|from|in|of|before) {_NAMES}{{1,6}}?)?"
        r"(?:to|(?:that|which) (?:would|could|will|sought to|aimed to)(?: have)?|aimed at|seeking to) (?:\w+ly )?$",
        re.IGNORECASE,
    ),
    *_KINDS,
)
# what leads on to the verb in all of these: "a bill to lift", "that would have lifted", "aimed at quickly lifting"
_LEADS: Final = ("to", "would", "could", "ll", "have", "at", "for", "ly")
_FELL: Final = re.compile(
    r" (?:(?!not\b|never\b|\w+n[’']t\b)[\w%.’'-]+ ){0,8}?(?:failed|died in|fell|"
    r"(?:was|were|has been|have been) (?:\w+ly )?(?:voted down|rejected|defeated|thrown out|blocked|vetoed|withdrawn))"
    r"(?! to (?!pass|win|get))\b"
)
# "rejected criticism of its ban", "denied wrongdoing over its duty"
_SHRUGGED: Final = Hinted(
    re.compile(
        r"\b(?:den(?:y|ies|ied|ying)|"
        r"(?:reject|dismiss|rebuff|spurn|resist|shrug)(?:s|es|ed|ging|ged|ing)?(?: off| aside)?|"
        rf"brush(?:es|ed|ing)? (?:off|aside)) {_NAMES}{{0,4}}?(?:criticism|complaints?|concerns?|accusations?|"
        r"allegations?|objections?|protests?|wrongdoing|responsibility|blame) "
        rf"(?:of|about|over|on|against|to|for|regarding) (?!plan|propos){_NAMES}{{0,5}}$", re.IGNORECASE,
    ),
    "criticism", "complaint", "concern", "accusation", "allegation", "objection", "protest", "wrongdoing", "blame",
    "responsibility",
)  # fmt: skip
_FAILED: Final = (
    r"\b(?:fail(?:s|ed|ing)? (?:\w+ )?to|unable to|without|"
    r"(?:could|did|does|has|have|had|was|were)(?: not|n[’']t)(?: (?:able|managed?) to)?)"
)
# "failed to persuade Washington to lift its tariff": whoever was asked has not done it
_NOT_MOVED: Final = Hinted(
    re.compile(
        rf"{_FAILED} (?:persuad|convinc|induc|get(?:ting)?\b|got\b|cajol|coax|sway)\w* {_NAMES}{{1,6}}?"
        r"(?:to|into) (?:\w+ly )?$", re.IGNORECASE,
    ),
    "persuad", "convinc", "induc", "get ", "getting ", "got ", "cajol", "coax", "sway",
)  # fmt: skip
_GETTING: Final = (
    r"(?:obtain|secur|w[io]n(?:ning)?\b|get(?:ting)?\b|got\b|gain|negotiat|clinch|extract|achiev|wring|wrest)(?:e|es|ed|s|ing)?"
)
# "failed to obtain a cut in the tariff"
_NOT_GOT: Final = Hinted(
    re.compile(rf"{_FAILED} {_GETTING} (?:an?|any|the|its|their)? ?(?:[\w-]+ ){{0,3}}$", re.IGNORECASE),
    "fail", " not ", "n't ", "n’t ", "unable", "without",
)  # fmt: skip
# "failed to secure a lower U.S. tariff", "urged Seoul to secure the same terms from Washington on the car tariff"
_BETTER: Final = Hinted(
    re.compile(
        rf"\b(?:{_GETTING}|seek(?:s|ing)?|sought|demand(?:s|ed|ing)?|request(?:s|ed|ing)?) "
        r"(?:(?:an?|any|the|even) (?:[\w-]+ )?)?"
        rf"(?:(?:lower|reduced|smaller|softer|milder|same|equal) {_NAMES}{{0,3}}|"
        r"(?:same|better|lower|equal|similar|comparable|favou?rable|softer) (?:terms|treatment|rates?|conditions) "
        rf"{_NAMES}{{0,4}}?(?:on|for|over) {_NAMES}{{0,3}})$", re.IGNORECASE,
    ),
    "lower", "reduced", "smaller", "softer", "milder", "same ", "better", "equal", "similar", "comparable", "vourable",
    "vorable",
)  # fmt: skip
# "failed to obtain an exception for wine from the U.S. tariff"
_SPARED: Final = Hinted(
    re.compile(
        rf"{_FAILED} {_GETTING} (?:an?|any|the) (?:[\w-]+ ){{0,2}}(?:exemption|exception|exclusion|carve-?out|waiver|"
        rf"reprieve) for {_NAMES}{{1,5}}from {_NAMES}{{1,3}}$", re.IGNORECASE,
    ),
    "exemption for", "exception for", "exclusion for", "out for", "waiver for", "reprieve for",
)  # fmt: skip
# "failed to win a tariff ceiling for its watches": a ceiling shelters whoever pays
_CEILING: Final = re.compile(r" (?:ceiling|cap)\b")
_GOT: Final = re.compile(rf"\b{_GETTING} (?:an?|any|the) (?:[\w%-]+ ){{0,3}}$", re.IGNORECASE)
# "urged Congress to strike the visa charge"
_THE: Final = re.compile(rf" (?:the|its|this|these|those|their|that|all) {_NAMES}{{0,3}}")
_A_DEAL: Final = re.compile(r" (?:\w+ )?(?:deals?|truce|agreements?|pacts?|accords?|bargains?|balance)\b")
# "wants the tax gone"
_WANTED: Final = re.compile(
    rf"\b(?:want|wish|(?:would|[’']d) (?:like|prefer|love))(?:s|ed|ing)? (?:to (?:see|have) )?"
    rf"(?:the|its|this|these|those|their|that|all) {_NAMES}{{0,4}}$"
)
_GONE: Final = Hinted(
    re.compile(rf" {_NAMES}{{0,5}}?(?:gone|dead|off the books|consigned to history|out of the way)\b"),
    " gone", " dead", "off the books", "consigned to history", "out of the way",
)
# "lobbied against the U.S. coffee tariff"; against a proposed one there is none yet
_LOBBIED: Final = Hinted(
    re.compile(
        r"\b(?:lobb|campaign|protest|agitat|rail|argu|rall|petition)(?:y|ies|ied|ying|s|e|es|ed|ing)? (?:\w+ )?against "
        r"(?!(?:an?|any|new|further) )(?:(?!(?:proposed|planned|new|threatened)\b)[\w’'.-]+ ){0,4}$"
    ),
    " against ",
)
_HOPES: Final = r"(?:hopes?|expectations?|prospects?|chances|optimism|fears?)"
# "hopes that China would lift its ban were dashed", "prospects of a deal have dimmed"
_HOPE_HINTS: Final = ("hope", "expectation", "prospect", "chances", "optimism", "fear")
_HOPED: Final = Hinted(re.compile(rf"\b{_HOPES} (?:that|of|for|about|to)\b", re.IGNORECASE), *_HOPE_HINTS)
_DIED: Final = re.compile(
    r" (?:(?!not\b|never\b|\w+n[’']t\b)[\w%.’'-]+ ){0,12}?(?:(?:was|were|are|is|been|being|be|lie|lay) "
    r"(?:\w+ly |all but )?(?:dashed|crushed|shattered|dead|gone|over|extinguished|quashed|doomed|buried|"
    r"in tatters|scuppered)|"
    r"(?:ha(?:ve|s|d) (?:\w+ly |all but |also |now |since )?)?(?:evaporated|faded|dimmed|vanished|crumbled|receded|"
    r"died|fizzled|waned|collapsed|dwindled|subsided|eased)|"
    r"(?:are|were|is|was) (?:\w+ly )?(?:fading|dimming|receding|waning|evaporating|vanishing|dwindling))\b",
    re.IGNORECASE,
)  # fmt: skip
# "hopes were dashed that China would lift its ban"
_DASHED_FIRST: Final = Hinted(
    re.compile(
        rf"\b{_HOPES} (?:was|were|are|have been) (?:\w+ly )?(?:dashed|crushed|shattered|extinguished|fading) "
        r"(?:that|of|for)\b[^;]*$", re.IGNORECASE,
    ),
    *_HOPE_HINTS,
)  # fmt: skip
# "dashed hopes that China would lift its ban"
_DASHED: Final = Hinted(
    re.compile(
        r"\b(?:(?:dash|crush|shatter|extinguish|quash|scupper|douse|dim|kill|bur|end|dispel)"
        r"(?:y|ied|ies|m?ed|led|s|es|d|m?ing|ling)?|(?:pour|pours|poured|throws?|threw) cold water on|put paid to) "
        rf"(?:[\w’'-]+ ){{0,3}}?{_HOPES} (?:that|of|for|to)\b[^;]*$"
    ),
    *_HOPE_HINTS,
)  # fmt: skip


def stands_unchanged(text: str, clause: Clause, thing: Cue) -> bool:
    """Whether nobody will change it, or an answer to it is refused: it is there, and stays."""
    start = max(clause.start, thing.start - _REACH)
    hints = clause.hints
    if _UNCHANGED.search(text, start, thing.start, hints) or _NOT_CHANGED.match(text, thing.end, clause.end, hints):
        return True
    if thing.parts[1] in ("barrier", "quota") and _NOT_DISCUSSED.search(text, start, thing.start, hints):
        return True
    is_refused = any(cue.parts[0] == "rejected" and cue.end <= thing.start for cue in clause.statuses)
    return is_refused and thing.parts[1] == "barrier" and _ANSWER.search(text, start, thing.start, hints) is not None


def is_shrugged_off(text: str, clause: Clause, thing: Cue) -> bool:
    """Whether what is refused is a reproach: "rejected criticism of its ban"."""
    return _SHRUGGED.search(text, max(clause.start, thing.start - _REACH), thing.start, clause.hints) is not None


def is_of_speech(text: str, cue: Cue) -> bool:
    """Whether what is refused is to speak: "has declined to comment on the tariff"."""
    return cue.words.endswith(" to") and _OF_SPEECH.match(text, cue.end) is not None


def is_taken_over(text: str, cue: Cue, act: Act, place: int) -> bool:
    """Whether a verb of its own follows the refusal: "refused to talk and raised its tariff"."""
    if cue.end >= place:
        return False
    is_past = act.tag in ("ed", "past") and _AND.search(text, cue.end, place) is not None
    return is_past or _AND_WILL.search(text, cue.end, place) is not None


_AND: Final = re.compile(r" (?:and|but) (?:\w+ly |then |instead |also |later |has |have |had )*$")
# "ruled out a tariff and said it would raise another"
_AND_WILL: Final = re.compile(
    r" (?:and|but) (?:(?:it|he|she|they|that|also|instead|said|says|announced|added|promised) )*(?:would|will) "
    r"(?:\w+ly |also |instead )*$"
)


def leads_on(text: str, cue: Cue, thing: Cue) -> bool:
    """Whether a refusal after the measure goes on to something else: "it remains and we have no plans to lift it"."""
    if cue.words.endswith(_LEADING_ON):
        return True
    is_reduced = cue.start - thing.end <= 1
    # "the tariff bites, but Mexico ruled out an answer"; "the tariff was ruled out"
    return cue.words.startswith(_NEED_BEING) and cue.words.endswith((" out", " down")) and not is_reduced and (
        word_before(text, cue.start) not in BEING
    )


def is_voted_down(text: str, clause: Clause, begin: int, place: int, stop: int, lead: str) -> bool:
    """Whether the act is one of a bill that did not pass, or of somebody who could not be moved to it.

    lead is the word before the act.
    """
    start = max(begin, place - _REACH)
    # what stands before the clause may stand before its sentence
    hints = clause.hints if begin >= clause.start else UNKNOWN
    if lead.endswith(_LEADS) and (
        _VOTED_DOWN.search(text, start, place, hints) is not None
        or _NOT_MOVED.search(text, start, place, hints) is not None
        or (_OF_BILL.search(text, start, place, hints) is not None and _FELL.match(text, stop, clause.end) is not None)
    ):
        return True
    return _NOT_GOT.search(text, start, place, hints) is not None


def is_hope_dead(text: str, clause: Clause, place: int, stop: int) -> bool:
    """Whether it was hoped for, and the hope is gone: "hopes that China would lift its ban were dashed"."""
    start = max(clause.start, place - _REACH)
    if _DASHED.search(text, start, place, clause.hints):
        return True
    if _DASHED_FIRST.search(text, start, place, clause.hints):
        return True
    hope = _HOPED.search(text, start, place, clause.hints)
    if hope is None or any(
        other.parts[1] == "opening" and hope.end() <= other.start and " from " in text[other.end : place]
        for other in clause.instruments
    ):
        # "hopes of an exemption from the tariff were dashed": the tariff was there, and stays
        return False
    return _DIED.match(text, stop, clause.end) is not None


def is_not_spared(text: str, clause: Clause, thing: Cue) -> bool:
    """Whether somebody was to be spared a barrier and is not: "failed to obtain an exception from the tariff"."""
    return _SPARED.search(text, max(clause.start, thing.start - _REACH), thing.start, clause.hints) is not None


# what becomes of a hope, and not of what is hoped for
_FADING: Final = frozenset((
    "fade", "collapse", "evaporate", "dwindle", "recede", "wane", "die down", "ease", "subside",
))  # fmt: skip


def is_of_hope(text: str, clause: Clause, thing: Cue, act: Act) -> bool:
    """Whether the act is what becomes of a hope: "hopes of a truce faded"."""
    if act.cue is None or act.cue.start < thing.end:
        return False
    # "hopes for a deal to end the tariffs were shattered": it is not the deal that ends
    is_purpose = act.relation == ALONE and word_before(text, act.cue.start) == "to"
    if act.lemma not in _FADING and not is_purpose:
        return False
    return _HOPED.search(text, max(clause.start, thing.start - _REACH), thing.start, clause.hints) is not None


def bettered(text: str, clause: Clause, thing: Cue, act: Act) -> Act | None:
    """The act of who gets, or would get, a barrier lowered: "failed to secure a lower tariff"."""
    if thing.kind != "instrument" or thing.parts[1] != "barrier":
        return None
    start = max(clause.start, thing.start - _REACH)
    if act.relation == BARE and is_not_spared(text, clause, thing):
        return act.taken_as("end", GOT)
    is_capped = _CEILING.match(text, thing.end) and _GOT.search(text, start, thing.start)
    if not is_capped and not _BETTER.search(text, start, thing.start, clause.hints):
        return None
    return act.taken_as("reduce", GOT)


def ended(text: str, clause: Clause, thing: Cue, act: Act) -> Act | None:
    """The act of who strikes a barrier from the books, or wants it gone; a deal that is struck is made."""
    if thing.kind != "instrument" or thing.parts[1] not in ("barrier", "cost"):
        return None
    if act.lemma == "strike" and act.relation == ACTIVE and act.cue is not None:
        is_struck = _THE.fullmatch(text, act.cue.end, thing.start) and not _A_DEAL.match(text, thing.end)
        return act.taken_as("end", "scrap") if is_struck else None
    is_gone = act.relation == BARE and _GONE.match(text, thing.end, clause.end, clause.hints) is not None
    if is_gone and _WANTED.search(text, max(clause.start, thing.start - _REACH), thing.start):
        return act.taken_as("end", "scrap")
    return None


def objected(text: str, clause: Clause, thing: Cue) -> re.Match[str] | None:
    """The words by which somebody leaves a barrier unanswered, or speaks against it; it is another's."""
    start = max(clause.start, thing.start - _REACH)
    found = _LOBBIED.search(text, start, thing.start, clause.hints)
    found = found or _NO_REPLY.search(text, start, thing.start, clause.hints)
    if found is None and any(cue.parts[0] == "rejected" and cue.end <= thing.start for cue in clause.statuses):
        found = _ANSWER.search(text, start, thing.start, clause.hints)
    return found


def is_answer(thing: Cue) -> bool:
    """Whether it is the answer that somebody does not give: "Switzerland ruled out retaliation"."""
    return thing.words.startswith(("out ", "against ")) and thing.words.endswith(_ANSWERS)


def is_refused_at(clause: Clause, thing: Cue) -> bool:
    """Whether a refusing word leads to it at once."""
    return any(cue.parts[0] == "rejected" and cue.start < thing.start <= cue.end + 1 for cue in clause.statuses)


_ANSWERS: Final = ("retaliation", "retaliating", "reprisals")
# the lemma of an act by which somebody gets a barrier lowered
GOT: Final = "get lowered"
