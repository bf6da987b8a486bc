"""How certain a measure is where nobody refuses, undoes or merely wishes it: decided, in force or foretold."""

import re
from typing import Final

from analysis.acts import BARE, NOUN, PASSIVE, Act
from analysis.certainty import Certainty
from analysis.clauses import Clause, Cue, word_before, words_between
from analysis.members import ANNOUNCED, HOPED, IN_FORCE, NEGOTIATING, THREATENED

_NEAR_AFTER: Final = 8
_DECISIONS: Final = frozenset((
    "announce", "unveil", "adopt", "approve", "sign", "agree", "reach", "clinch", "conclude", "strike", "seal", "ink",
    "decree", "pledge", "promise", "commit", "issue", "secure", "finalise", "authorise", "broker", "pass", "ratify",
    "vow", "undertake", "wrap up", "hammer out", "thrash out", "nail down", "cement", "put pen to paper on", "pick",
    "choose", "select",
))  # fmt: skip
_RENEWING: Final = frozenset(("deepen", "strengthen", "upgrade", "expand", "widen", "broaden"))
FREEING: Final = frozenset(("exempt", "exclude", "spare", "carve out", "free", "relieve"))
_WORKED_OUT: Final = frozenset(("hammer out", "thrash out", "nail down", "negotiate", "finalise", "conclude"))
_AVOIDING: Final = frozenset(("avoid", "bypass", "skip"))
_PLEDGES: Final = ("pledge", "pledges", "commitment", "commitments", "investment package", "investment packages")
CAPPED: Final = frozenset(("analyst", "lobby", "company", "farm_group", "unnamed"))
WOULD: Final = frozenset(("would", "could", "may", "might"))
# an end that is dated, whatever the tense: "raised with effect from Saturday"
_DATED: Final = frozenset((
    "with effect from", "effective from", "effective on", "takes effect", "will take effect", "to take effect",
))  # fmt: skip
# companies decide these themselves
_OWN_AFFAIRS: Final = frozenset(("investment", "purchases", "logistics", "diversification"))
# "exporters will need a licence": whoever needs one has not wished it
_OBLIGED: Final = ("need", "require", "must ", "have to ", "has to ")
# "growers fear that Washington will impose": who fears it has not decided it
_FEARED: Final = re.compile(
    r"\b(?:fear(?:s|ed|ing)?|worr(?:y|ies|ied|ying)|afraid|concern(?:s|ed)?|anxious|nervous|uneasy|risk|danger)"
    r"(?: that)? (?:(?:[\w’'-]+|U\.S\.|U\.K\.) ){1,4}$", re.IGNORECASE,
)  # fmt: skip
_FEAR_REACH: Final = 60
_TELLER_REACH: Final = 12
_BY_OFFICE: Final = re.compile(
    r", (?:the )?(?:[A-Z][\w.]+ ){0,3}(?:White House|Kremlin|Commission|Treasury|Pentagon|Downing Street|Council) $"
)
_SPARED: Final = re.compile(
    r"(?! (?:said|says|expects?|hopes?)\b)[^,;“”\"]* (?:will|are to|is to) (?:also |then )?be $"
)
_HAPPENING: Final = frozenset(("logistics", "route"))
_FORETELLING: Final = frozenset(("will", "would", "could", "can", "should", "might"))
_FORETOLD_REACH: Final = 6
_KNOWN: Final = frozenset(("the", "this", "that", "these", "its", "their"))
# "Mexico to more than double its tariffs"
_INFINITIVE: Final = re.compile(r"\bto (?:more than |almost |nearly |\w+ly )?$", re.IGNORECASE)
_BEFORE_INFINITIVE: Final = ("to", "than", "almost", "ly")
# "have started to return to the canal"
_BEGUN: Final = re.compile(r"\b(?:started|begun|began|continued?|continues|resumed|managed) to (?:\w+ly )?$")
# "one of 17 countries to restrict imports"
_AMONG: Final = re.compile(r"\b(?:one of|among|the (?:first|latest|last|only))(?: [\w.'’-]+){1,7} to $")
_ANY: Final = frozenset(("a", "an", "any"))
# "a halt in exports would hurt growers"
_SUPPOSED: Final = re.compile(r" (?:\w+ ){0,4}?(?:would|could|may|might) ")
_TO_BE_DONE: Final = re.compile(r"\b(?:is|are|was|were)(?: also| then| now)? to be $")
# "the decision to close the border two months ago"
_DECIDED: Final = re.compile(r"\b(?:decision|move|order)\b[^,;]{0,50} to $")


def firm(
    text: str, act: Act, thing: Cue, place: int, kinds: dict[str, Cue], clause: Clause, lead: str, *, in_title: bool,
    is_reported: bool,
) -> Certainty:  # fmt: skip
    """What the verb form and the words around say; lead is the word before the act."""
    if act.relation == NOUN and word_before(text, min(place, thing.start)) in _ANY and _SUPPOSED.match(text, thing.end):
        return Certainty(HOPED, False, act.cue, "supposed")
    if lead == "to" and _is_past_infinitive(text, place, clause):
        return Certainty(IN_FORCE, False, act.cue, "infinitive of what was done")
    if "notice" in thing.words and thing.parts[0] == "logistics":
        return Certainty(THREATENED, False, thing, "a strike of which notice is given")
    if act.relation == BARE and thing.words.startswith("will "):
        # "dockers will strike from Monday"
        return Certainty(ANNOUNCED, False, thing, "decision or future")
    if act.lemma in _WORKED_OUT and act.cue is not None and lead == "being":
        # "details of the pledge are still being hammered out"
        return Certainty(NEGOTIATING, False, act.cue, "being worked out")
    announced = kinds.get("announced")
    if announced is None and thing.words.startswith(_OBLIGED) and word_before(text, thing.start) == "will":
        # "will have to carry a label"
        return Certainty(ANNOUNCED, False, act.cue, "will be asked for")
    if announced is not None and announced.words == "will" and act.lemma in ("remain", "stay"):
        return Certainty(IN_FORCE, False, act.cue, "stays in force")
    if announced is None and act.relation == PASSIVE and _TO_BE_DONE.search(text, clause.start, place):
        return Certainty(ANNOUNCED, False, act.cue, "is to be done")
    if announced:
        is_own = thing.parts[0] in _OWN_AFFAIRS or thing.parts[0] == "plant" or thing.words.startswith(_OBLIGED)
        capped = None if is_own else _capping_speaker(text, clause, act, place)
        is_ahead = announced.words in ("will", "will be", "going to", "will start")
        start = max(0, announced.start - _FEAR_REACH)
        if announced.words.startswith(("will", "going to")) and _FEARED.search(text, start, announced.start):
            return Certainty(HOPED, False, announced, "feared")
        if capped and is_ahead:
            return Certainty(HOPED, False, capped, "a speaker who cannot decide")
        return Certainty(ANNOUNCED, False, announced, "decision or future")
    if act.tag == "ing" and place == clause.start and any(word in WOULD for word in text[place : clause.end].split()):
        return Certainty(HOPED, False, act.cue, "an act that would have effects")
    would = is_would(text, clause, place)
    if would and thing.kind == "flow" and act.use in ("volume", "damage"):
        return Certainty(HOPED, False, None, "a forecast of volumes")
    if would:
        if is_reported or any(cue.kind == "speech" and cue.start < place for cue in clause.speakers) or (
            _is_told_after(text, clause, thing)
        ):
            return Certainty(ANNOUNCED, False, None, "reported decision")
        return Certainty(HOPED, False, None, "would")
    dated = (c for c in clause.statuses if c.parts[0] == "announced" and c.start >= thing.end)
    near = (c for c in dated if c.words in _DATED or words_between(text, thing.end, c.start) <= _NEAR_AFTER)
    later = next(near, None)
    is_open = act.tag in ("noun", "base", "s")
    if later and (
        later.words in _DATED or (is_open and later.words != "will") or later.words.startswith("to ")
    ):
        return Certainty(ANNOUNCED, False, later, "date or decision after the measure")
    if is_reported and act.lemma in FREEING and act.relation == PASSIVE and lead in ("is", "are"):
        return Certainty(ANNOUNCED, False, act.cue, "spared by what is decided")
    # "sails round Africa to avoid the canal"
    is_purpose = thing.parts[0] in ("diversification", "mobility") or act.lemma in _AVOIDING
    return _by_form(text, act, place, kinds, thing, clause, lead, in_title=in_title, is_purpose=is_purpose)


def _is_told_after(text: str, clause: Clause, thing: Cue) -> bool:
    """"Whisky would be freed from duty, the trade secretary said": who can decide it tells of it at the end."""
    told = next((cue for cue in clause.speakers if cue.kind == "speech" and cue.start >= thing.end), None)
    by = next((c for c in clause.speakers if c.kind == "speaker" and c.start >= thing.end), None)
    if told is not None and _BY_OFFICE.search(text, thing.end, told.start):
        return True
    return told is not None and by is not None and by.parts[0] == "authority" and (
        text.rfind(", ", thing.end, by.start) > 0 and 0 < told.start - by.end <= _TELLER_REACH
    )


def _capping_speaker(text: str, clause: Clause, act: Act, place: int) -> Cue | None:
    """A lobby, company or analyst who says it, unless an authority stands nearer."""
    for cue in reversed(clause.speakers):
        if cue.start < place and cue.kind == "speaker":
            is_given = act.lemma in FREEING and _SPARED.fullmatch(text, cue.end, place) is not None
            if is_given or text.startswith((" will be able ", " will be allowed "), cue.end):
                # "British companies will be able to", "firms that build here will be exempt": whom it is given to
                # says nothing
                continue
            return cue if cue.parts[0] in CAPPED else None
    return None


def is_would(text: str, clause: Clause, place: int) -> bool:
    tail = text[max(clause.start, place - 40) : place].lower().split()[-4:]
    return "would" in tail or any(word.endswith(("'d", "’d")) for word in tail[-1:])


def _is_foretold(text: str, act: Act, thing: Cue, clause: Clause) -> bool:
    """"Better access and lower tariffs will help exporters": an opening that is not there yet."""
    is_lowered = act.cue is not None and act.tag == "base" and act.lemma == "lower" and (
        words_between(text, act.cue.end, thing.start) <= 1
    )
    if not is_lowered and (act.relation != BARE or thing.parts[1] != "opening"):
        return False
    if word_before(text, thing.start) in _KNOWN or text[thing.start].isupper():
        return False
    return not _FORETELLING.isdisjoint(text[thing.end : clause.end].split()[:_FORETOLD_REACH])


def _is_past_infinitive(text: str, place: int, clause: Clause) -> bool:
    if _AMONG.search(text, clause.start, place):
        return True
    return " ago" in text[place : clause.end] and _DECIDED.search(text, clause.start, place) is not None


def _by_form(
    text: str, act: Act, place: int, kinds: dict[str, Cue], thing: Cue, clause: Clause, lead: str, *, in_title: bool,
    is_purpose: bool,
) -> Certainty:  # fmt: skip
    if "in_force" in kinds:
        return Certainty(IN_FORCE, False, kinds["in_force"], "in force")
    if _is_foretold(text, act, thing, clause):
        return Certainty(HOPED, False, None, "what it would bring is foretold")
    if act.relation in (BARE, NOUN) and thing.words.endswith(_PLEDGES):
        return Certainty(ANNOUNCED, False, None, "what is pledged is still to come")
    if act.relation == BARE:
        return Certainty(IN_FORCE, False, None, "named as existing")
    is_decided = act.lemma in _DECISIONS or (act.lemma == "clear" and thing.parts[0] == "subsidy")
    # a port or border that is sealed is shut
    is_shut = act.lemma == "seal" and (thing.kind == "flow" or "border" in thing.words)
    # "gave its final approval to the trade agreement": as good as a verb
    is_approval = act.lemma in ("approve", "ratify") and thing.parts[0] == "trade_agreement"
    # "deepened their minerals partnership" is agreed, as a new one is
    is_decided = is_decided or (act.lemma in _RENEWING and thing.parts[:2] == ("trade_agreement", "opening"))
    if is_decided and (act.tag != "noun" or is_approval) and not is_shut:
        return Certainty(ANNOUNCED, False, act.cue, "deciding verb")
    if act.relation in (PASSIVE, NOUN) or act.tag in ("ed", "past", "part"):
        return Certainty(IN_FORCE, False, act.cue, "done")
    if is_purpose and lead == "to":
        return Certainty(IN_FORCE, False, act.cue, "purpose of what is done")
    is_infinitive = lead.endswith(_BEFORE_INFINITIVE)
    if not in_title and is_infinitive and _BEGUN.search(text, clause.start, place):
        return Certainty(IN_FORCE, False, act.cue, "begun or kept up")
    if in_title and thing.parts[0] in _HAPPENING and act.tag != "base":
        # "Walkout shuts two terminals": what happens is not decreed
        return Certainty(IN_FORCE, False, act.cue, "what happens")
    if in_title or (is_infinitive and _INFINITIVE.search(text, clause.start, place)):
        return Certainty(ANNOUNCED, False, act.cue, "headline or infinitive")
    return Certainty(IN_FORCE, False, act.cue, "present tense")
