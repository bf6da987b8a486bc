"""Where one statement puts a measure in its life: a step, in one word or two. Knows no other statement and no store.

A step never says more than the status: what is announced is "to be lifted" and not lifted, what is hoped for is
hoped for. What eases a barrier or takes a relief away has steps of its own, so that "in force" means the measure.
"""

import re

from analysis.model import Channel, Measure, Stance, Status

STRUCK_DOWN = "struck_down"
_BARRIERS = frozenset((
    Channel.TARIFF, Channel.TRADE_DEFENCE, Channel.IMPORT_RESTRICTION, Channel.EXPORT_RESTRICTION, Channel.SANCTIONS,
    Channel.STANDARDS,
))  # fmt: skip
_UNDOING = frozenset(("end", "suspend", "reduce"))
_COURT = re.compile(
    r"\b(?:courts?|judges?|tribunal|struck down|strikes? down|unlawful|illegal)\b", re.IGNORECASE
)
_LATER = re.compile(
    r"\b(?:delay|postpone|defer|put(?:s|ting)? off|push(?:e[sd]|ing)? back|h(?:o|e)ld(?:s|ing)? off)",
    re.IGNORECASE,
)
_SPARED = re.compile(r"\b(?:exempt|exclu(?:de|sion)|waive|spare[sd]?\b|carve)", re.IGNORECASE)
# what a text takes away when it "ends" or "suspends" something and trade gets harder
_RELIEF = re.compile(
    r"\b(?:exempt|waive|exclusion|exception|relief|preferen|duty[- ]free|tariff[- ]free|zero[- ]tariff|access\b|scheme|"
    r"facility|gsp\b|generali[sz]ed system|truce|quota|licen[cs]es?\b|status\b|agreement|deal\b|pact\b|accord|treaty|"
    r"authori[sz]ation|de minimis|loophole|programme|program\b|visa[- ]free|subsid|incentive|credit)",
    re.IGNORECASE,
)
# an act that changes a measure -> the word for it once it is done
_DONE = {
    "lifting": "lifted", "delay": "delayed", "suspension": "suspended", "exemption": "exempted", "easing": "eased",
    "relief_withdrawal": "relief_withdrawn", "end": "ended", "cut": "cut",
}  # fmt: skip
_BEFORE = {
    Status.HOPED: "hoped", Status.THREATENED: "threatened", Status.NEGOTIATING: "in_talks",
    Status.ANNOUNCED: "announced", Status.REJECTED: "refused",
}  # fmt: skip


def step_of(measure: Measure, quote: str) -> str:
    """A status of the measure itself, or an act that changes it and how far that is: lifting_announced, lifted."""
    act = _act_of(measure, quote)
    if not act:
        # a complaint that fails in court is a rejected complaint
        is_judged = measure.status is Status.REJECTED and measure.channel is not Channel.DISPUTE
        return STRUCK_DOWN if is_judged and _COURT.search(quote) else str(measure.status)
    return _DONE[act] if measure.status is Status.IN_FORCE else f"{act}_{_BEFORE[measure.status]}"


def _act_of(measure: Measure, quote: str) -> str:
    """What is done to a measure that stands or is planned; nothing where the statement is of the measure itself."""
    channel, stance, action = measure.channel, measure.stance, measure.action
    if channel is Channel.DISPUTE or stance is Stance.NEUTRAL:
        return ""
    if stance is Stance.LIBERALISING:
        if channel in _BARRIERS or (action in _UNDOING and channel is not Channel.TRADE_AGREEMENT):
            return _easing(channel, action, quote)
        return ""
    if channel is Channel.TRADE_AGREEMENT:
        return _ending(action)
    if action not in _UNDOING:
        return ""
    if channel in _BARRIERS:
        # "suspended imports" is a ban and "tightened a quota" one too; a waiver that ends is a relief withdrawn
        return "relief_withdrawal" if channel is Channel.TARIFF or _RELIEF.search(quote) else ""
    return _ending(action) if _RELIEF.search(quote) else ""


def _easing(channel: Channel, action: str, quote: str) -> str:
    if action == "suspend":
        return "delay" if _LATER.search(quote) else "suspension"
    if _SPARED.search(quote):
        return "exemption"
    if action == "end":
        return "end" if channel is Channel.SUBSIDY else "lifting"
    return "easing"


def _ending(action: str) -> str:
    return {"suspend": "suspension", "reduce": "cut"}.get(action, "end")


_PLANNED, _DECIDED, _APPLIED, _OVER = range(4)
_OWN = {
    Status.HOPED: _PLANNED, Status.THREATENED: _PLANNED, Status.NEGOTIATING: _PLANNED, Status.ANNOUNCED: _DECIDED,
    Status.IN_FORCE: _APPLIED, Status.REJECTED: _OVER,
}  # fmt: skip
_CHANGED = {"lifted": _OVER, "ended": _OVER, "delayed": _DECIDED, "delay_announced": _DECIDED}


def _all_steps() -> dict[str, int | None]:
    far: dict[str, int | None] = {str(status): level for status, level in _OWN.items()}
    far[STRUCK_DOWN] = _OVER
    for act, done in _DONE.items():
        far[done] = _APPLIED
        # a hope to see a measure lifted says that it stands, not how far it has come
        far |= dict.fromkeys(f"{act}_{word}" for word in _BEFORE.values())
    return far | _CHANGED


# step -> how far the measure itself has come, 0 planned to 3 over; None where the step does not say
HOW_FAR = _all_steps()
STEPS = tuple(HOW_FAR)
