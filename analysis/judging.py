"""Stance and status of a statement: sign arithmetic, then the status ladder, then the fixed exceptions."""

import re
from typing import Final

from analysis.acts import ACTIVE, BARE, SELF
from analysis.certainty import Certainty
from analysis.magnitude import direction_of
from analysis.members import (
    ANNOUNCED,
    DIGITAL_RULES,
    DISPUTE,
    EXPORT_RESTRICTION,
    HOPED,
    IMPORT_RESTRICTION,
    IN_FORCE,
    INVESTMENT,
    LIBERALISING,
    NEGOTIATING,
    NEUTRAL,
    REJECTED,
    RESTRICTIVE,
    STANDARDS,
    SUBSIDY,
    TARIFF,
    THREATENED,
    TRADE_AGREEMENT,
    TRADE_DEFENCE,
    UNCERTAINTY,
)
from analysis.model import Span, Stance
from analysis.stance import settled_sign, stance_of
from analysis.statement import Statement
from analysis.status import NEGATED, STANDS, VOTED_DOWN, status_of

_CONDITIONS: Final = frozenset(("if", "unless", "even if", "whether"))
_WILL_NOT: Final = re.compile(r"\b(?:will not|would not|won[’']t|wouldn[’']t|cannot|never)\b")
_MODALS: Final = frozenset(("would", "will", "could", "may", "might"))
_SOUGHT: Final = re.compile(
    r"\b(?:requests?|petitions?|applications?|proposals?|plans?|calls?|pleas?|demands?|bids?) (?:[\w’'-]+ ){0,5}?for "
)
_STUDYING: Final = frozenset(("study", "consult", "discuss", "examine", "evaluate", "assess", "look into"))
_LAID_NEW: Final = frozenset((TARIFF, IMPORT_RESTRICTION, EXPORT_RESTRICTION))
_NEW: Final = re.compile(r"\b(?:an?|new|further|possible|additional|fresh) (?:[\w%.-]+ ){0,3}$")
_PLANNED: Final = re.compile(
    r"\b(?:planned|proposed|threatened|pending|upcoming|looming|impending) (?:[\w%-]+ ){0,3}$", re.IGNORECASE
)
_REFUSALS: Final = frozenset(("reject", "overturn", "strike down", "block", "deny", "veto", "quash"))
_THROWN_OUT: Final = frozenset(("reject", "dismiss", "throw out"))
_NOT_BROUGHT: Final = (
    "rule out", "rules out", "ruled out", "ruling out", "no plan", "decided against", "opted against",
)  # fmt: skip
_EASING: Final = (
    "easing of", "lifting of", "removal of", "relaxation of", "easier ", "simpler ", "faster ", "sanctions relief",
    "sanctions waiver", "visa waiver", "visa exemption", "visa liberalisation", "visa free",
)  # fmt: skip
# what a court is asked to do to a barrier
_CONTESTED: Final = _REFUSALS | {"stop", "halt", "lift", "annul", "scrap", "end", "remove", "cancel", "suspend"}
_LAID: Final = frozenset(("impose", "tighten", "toughen", "enforce", "stiffen", "strengthen", "slap"))
# on access or trade these verbs open; on a barrier they lower it
_EASED: Final = frozenset(("ease", "relax", "soften", "loosen", "simplify", "streamline"))


def judge(said: Statement, *, is_reported: bool) -> tuple[Certainty, Stance]:
    """How certain it is and what it does to trade; is_reported: the article is telling of a decision."""
    sign = settled_sign(said.sign, said.act.action, said.act.lemma)
    action = "increase" if sign == "opening" and said.act.lemma in _EASED else said.act.action
    if sign == "process" and said.channel is STANDARDS and said.act.lemma in _LAID:
        # rules that are imposed or tightened keep goods out
        sign = "barrier"
    if said.is_accepted:
        # "will accept American safety standards"
        sign = "opening"
    if action == "process" and sign == "opening" and said.thing.words.startswith(_EASING):
        # ministers who discuss "an easing of sanctions" discuss an opening
        action = "create"
    if action == "process" and said.channel is UNCERTAINTY:
        # a trade war that is begun
        action = "create"
    is_sought = action == "process" and sign == "barrier" and _is_sought(said)
    if is_sought:
        action = "create"
    stance = stance_of(sign, action)
    certainty = status_of(
        said.text,
        said.clause,
        said.thing,
        said.act,
        is_harmful=stance is RESTRICTIVE or said.channel is DISPUTE,
        in_title=said.is_titled,
        is_conditional=_is_conditional(said),
        is_reported=is_reported,
    )
    if said.is_instrument and sign == "barrier" and _is_asked_of_court(said):
        return Certainty(IN_FORCE, certainty.is_flipped, None, "in force, though disputed"), stance_of(sign, "create")
    if _is_plan_given_up(said, certainty):
        stance = stance_of(sign, "create")
    if _is_asked_whether(said):
        return certainty.taken_as(NEGOTIATING, "under examination"), NEUTRAL
    if said.channel is TRADE_DEFENCE and certainty.cue is not None and (
        certainty.cue.words.startswith("recommend") and certainty.status is HOPED
    ):
        # India's DGTR recommends a duty, the ministry decides: a proposal in the case
        certainty = certainty.taken_as(NEGOTIATING, "recommended by the authority")
    if certainty.status is HOPED and _is_own_proposal(said, certainty):
        certainty = certainty.taken_as(NEGOTIATING, "talks, draft or probe")
    if is_sought and certainty.status is IN_FORCE:
        certainty = certainty.taken_as(NEGOTIATING, "a request under study")
    is_lowered = said.act.action in ("reduce", "end", "suspend") and certainty.status is IN_FORCE
    if is_lowered and said.is_instrument and _PLANNED.search(said.text, said.clause.start, said.thing.start):
        # "cut its planned tariff": the lower one is still to come
        certainty = certainty.taken_as(ANNOUNCED, "of a measure to come")
    if said.is_instrument and sign == "barrier" and certainty.status in _SETTLED and said.is_struck_down:
        return certainty.taken_as(REJECTED, "rejected: struck down"), stance_of(sign, "create")
    if said.is_denied:
        # support for others alone shuts out those that it is kept from
        is_settled = certainty.status in (REJECTED, NEGOTIATING)
        return certainty.taken_as(IN_FORCE) if is_settled else certainty, RESTRICTIVE
    if said.channel is DISPUTE and said.act.lemma in _THROWN_OUT and said.is_upheld:
        # "a panel rejected Malaysia's complaint": what was complained of stands
        return certainty.taken_as(IN_FORCE, "the case is lost"), RESTRICTIVE
    if said.is_instrument and said.act.lemma in _REFUSALS and certainty.rule in (NEGATED, VOTED_DOWN):
        # "failed to block the tariff", "rejected a bid to block the tariff": it stands
        return certainty.taken_as(IN_FORCE, STANDS), stance_of(sign, "create")
    refused = _refused(said, sign) if certainty.status in _SETTLED else ""
    if refused:
        return certainty.taken_as(REJECTED, "rejected: refusing verb"), stance_of(refused, "create")
    if not said.is_instrument and said.act.action == "open":
        certainty, stance = _permission(said, certainty, stance)
    if certainty.rule == STANDS:
        stance = stance_of(sign, "create")
    if certainty.status is NEGOTIATING and said.channel is UNCERTAINTY:
        # a trade war that is "initiated" is no talk
        certainty = certainty.taken_as(IN_FORCE, "named as existing")
    if certainty.status is ANNOUNCED and said.channel is UNCERTAINTY and said.act.relation == BARE:
        # "we do not know what the rules will be": the doubt is there
        certainty = certainty.taken_as(IN_FORCE, "named as existing")
    if certainty.is_flipped and said.channel is UNCERTAINTY and certainty.rule.endswith("gone"):
        # "uncertainty has brought orders to a standstill": it is the orders that stand still
        certainty = Certainty(certainty.status, False, certainty.cue, "named as existing")
    if certainty.is_flipped:
        stance = stance_of(sign, action, is_flipped=True)
    return _excepted(said, sign, certainty, stance)


def _is_sought(said: Statement) -> bool:
    """"Is studying a request for a tariff", "is consulting mills on a surtax": what is not there yet."""
    cue = said.act.cue
    if cue is None or cue.end > said.thing.start:
        return False
    if _SOUGHT.search(said.text, cue.end, said.thing.start):
        return True
    is_new = _NEW.search(said.text, cue.end, said.thing.start) is not None
    return is_new and said.channel in _LAID_NEW and said.act.relation == ACTIVE and said.act.lemma in _STUDYING


# "negotiations will continue", "is open to talks"
_GOING_ON: Final = re.compile(r"\bcontinu|^open to ")
_LASTING: Final = frozenset(("continue", "persist", "remain", "stay", "last"))
_BREAKING: Final = frozenset(("end", "suspend"))
_TALKS: Final = ("negotiation", "talk", "round")
_CLOSING: Final = frozenset(("conclude", "finalise", "complete"))
_AHEAD: Final = frozenset((THREATENED, HOPED))
_SETTLED: Final = frozenset((IN_FORCE, ANNOUNCED, REJECTED))


def _is_conditional(said: Statement) -> bool:
    if said.act.lemma in _LASTING and said.sign == "barrier" and said.clause.opener in ("if", "unless"):
        # "if the boycott continues": it is there
        return False
    if said.clause.opener in _CONDITIONS or any(clause.opener == "unless" for clause in said.clauses):
        return True
    if not any(clause.opener == "if" for clause in said.clauses):
        return False
    return not _MODALS.isdisjoint(said.text[said.clause.start : said.clause.end].split())


def _permission(said: Statement, certainty: Certainty, stance: Stance) -> tuple[Certainty, Stance]:
    """What is not allowed, or allowed only by one way, is restricted."""
    piece = said.text[said.clause.start : said.clause.end]
    if certainty.rule == NEGATED and said.thing.parts[0] == "market" and _WILL_NOT.search(piece):
        # "would not open its market": asked for and refused
        return certainty, stance
    if certainty.rule == NEGATED:
        status = ANNOUNCED if " will " in piece else IN_FORCE
        return certainty.taken_as(status, "not allowed"), RESTRICTIVE
    if " only " in piece:
        return certainty.taken_as(certainty.status, "allowed only"), RESTRICTIVE
    return certainty, stance


def _is_asked_whether(said: Statement) -> bool:
    """"Is looking into whether Turkish rebar is being dumped"."""
    if said.channel is not TRADE_DEFENCE or said.clause.opener != "whether":
        return False
    return said.act.relation in (BARE, SELF) and "dump" in said.thing.words


def _is_not_brought(certainty: Certainty) -> bool:
    """"Ruled out taking Japan to the WTO"."""
    cue = certainty.cue
    return certainty.status is REJECTED and cue is not None and cue.words.startswith(_NOT_BROUGHT)


def _is_plan_given_up(said: Statement, certainty: Certainty) -> bool:
    """"Scrapped plans for a tax": what was refused is the tax, and its end has not been counted twice."""
    cue = certainty.cue
    if certainty.status is not REJECTED or cue is None or said.act.cue is None or " plan" not in cue.words:
        return False
    return cue.start <= said.act.cue.start < cue.end and said.act.action in _BREAKING


def _is_own_proposal(said: Statement, certainty: Certainty) -> bool:
    """"The Commission proposed that public buyers favour", not "proposed that Washington apply"."""
    cue = certainty.cue
    if cue is None or not cue.words.startswith("propos"):
        return False
    stop = min(said.act.cue.start if said.act.cue else said.thing.start, said.thing.start)
    offices = [hit for hit in said.places if said.clause.start <= hit.start < stop and hit.place.kind != "country"]
    return any(hit.end <= cue.start for hit in offices) and not any(cue.end <= hit.start < stop for hit in said.places)


def _is_asked_of_court(said: Statement) -> bool:
    """"Went to court to overturn the tariffs": they stand until somebody rules."""
    if said.act.lemma not in _CONTESTED or said.act.cue is None or said.act.tag not in ("base", "same"):
        return False
    return said.text.endswith(" to ", 0, said.act.cue.start) and any(
        cue.parts[:2] == (DISPUTE, "process") and cue.end <= said.act.cue.start
        for cue in said.clause.instruments
    )


def _refused(said: Statement, sign: str) -> str:
    """The sign of what a court or minister strikes down, "" where nobody does; its stance stays, as refused."""
    if not said.is_instrument or said.act.lemma not in _REFUSALS:
        return ""
    if said.channel is DIGITAL_RULES and sign == "opening" and said.act.lemma == "block":
        # access to a platform that is "blocked" is shut
        return ""
    if said.act.relation != SELF or sign != "barrier":
        return sign
    # a sale of a plant that is "blocked" is refused, a canal or an app that is "blocked" is shut
    return "opening" if said.channel is INVESTMENT else ""


def _excepted(said: Statement, sign: str, certainty: Certainty, stance: Stance) -> tuple[Certainty, Stance]:
    """The fixed exceptions to the arithmetic."""
    if sign == "barrier" and certainty.status is REJECTED and certainty.rule != VOTED_DOWN and (
        said.clause.has_scope("plea")
    ):
        # "rejected a plea on tariffs": what was refused is relief
        stance = LIBERALISING
    if sign == "barrier" and said.act.relation == BARE and said.clause.has_scope("exemption"):
        stance = LIBERALISING
    is_ruling = said.act.relation == SELF or sign == "opening"
    if is_ruling and said.channel is DISPUTE and certainty.status is REJECTED:
        # the ruling itself stands; what it strikes down is another measure
        certainty = certainty.taken_as(IN_FORCE)
    elif sign == "process" and (certainty.status is IN_FORCE or _GOING_ON.search(said.thing.words)):
        certainty = certainty.taken_as(NEGOTIATING)
    is_closed = said.channel is TRADE_AGREEMENT and said.act.lemma in _CLOSING
    if is_closed and sign == "process" and certainty.rule in ("done", "decision or future"):
        # "have concluded negotiations": the deal is there, and not yet in force
        certainty = certainty.taken_as(ANNOUNCED)
    is_opened = said.act.tag == "s" and said.act.action == "open" and said.channel is TRADE_DEFENCE
    if sign == "process" and is_opened and certainty.status is ANNOUNCED:
        # "EU opens sunset review"
        certainty = certainty.taken_as(NEGOTIATING)
    is_of_talks = said.channel is TRADE_AGREEMENT and any(word in said.thing.words for word in _TALKS)
    if is_of_talks and not is_closed and stance is NEUTRAL and certainty.status is ANNOUNCED:
        # negotiations that will begin next week
        certainty = certainty.taken_as(NEGOTIATING)
    if sign == "process" and said.channel is DISPUTE and (
        said.act.action in _BREAKING or said.act.lemma == "drop"
    ):
        # a case that is dropped
        stance = LIBERALISING
        if certainty.status is NEGOTIATING:
            certainty = certainty.taken_as(IN_FORCE, "dropped")
    elif sign == "process" and said.channel is DISPUTE and (
        certainty.status in _AHEAD or _is_not_brought(certainty)
    ):
        stance = RESTRICTIVE
    if sign == "opening" and said.channel is DISPUTE and said.is_upheld:
        # who complained has lost, and the barrier stands
        stance = RESTRICTIVE
    if sign == "process" and said.channel is INVESTMENT and said.act.action in ("increase", "extend"):
        # a stricter review of takeovers
        stance = RESTRICTIVE
    if sign == "process" and said.channel is TRADE_AGREEMENT and said.act.action in _BREAKING:
        # talks broken off
        stance = RESTRICTIVE
        if certainty.status is NEGOTIATING:
            certainty = certainty.taken_as(IN_FORCE, "broken off")
    if sign == "process" and said.channel is TRADE_AGREEMENT and said.act.lemma in _CLOSING:
        stance = LIBERALISING
    if said.channel is TRADE_AGREEMENT and certainty.status is REJECTED and stance is NEUTRAL:
        # talks that are refused: what is refused is the opening
        stance = LIBERALISING
    if said.channel is SUBSIDY and stance is NEUTRAL and said.has_scope("tilt"):
        # support is neutral until the text says that it hurts rivals
        stance = RESTRICTIVE
    return certainty, stance


def directed(said: Statement, stance: Stance, magnitudes: list[Span]) -> Stance:
    """The stance where "from 10% to 25%" tells the direction and the verb does not."""
    tail = said.text[said.thing.end : said.clause.end]
    if magnitudes and said.is_instrument and said.sign == "barrier" and ("down from " in tail or "up from " in tail):
        return LIBERALISING if "down from " in tail else RESTRICTIVE
    if not said.is_instrument or said.sign != "barrier" or said.act.action in ("create", "increase", "reduce"):
        return stance
    for span in magnitudes:
        direction = direction_of(said.text[span.start : span.end])
        if direction:
            return RESTRICTIVE if direction > 0 else LIBERALISING
    return stance
