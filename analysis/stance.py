"""Stance is arithmetic: the sign of an instrument times the sign of what is done to it."""

from typing import Final

from analysis.members import (
    EXPORT_RESTRICTION,
    IMPORT_RESTRICTION,
    LIBERALISING,
    MOBILITY,
    NEUTRAL,
    PROCUREMENT,
    RESTRICTIVE,
    STANDARDS,
    TARIFF,
    TRADE_DEFENCE,
)
from analysis.model import Channel, Stance

INSTRUMENT_SIGN: Final = {
    "barrier": -1, "opening": 1, "support": 0, "process": 0, "tie": 1, "quota": -1, "licence": -1, "cost": -1,
}  # fmt: skip
ACTION_SIGN: Final = {
    "create": 1, "increase": 1, "extend": 1, "open": 1, "reduce": -1, "suspend": -1, "end": -1, "process": 0,
}  # fmt: skip
_STANCES: Final = {-1: RESTRICTIVE, 0: NEUTRAL, 1: LIBERALISING}


def stance_of(sign: str, action: str, *, is_flipped: bool = False) -> Stance:
    """Instrument sign x action sign; an ended support frees rivals, any other support is neutral by itself."""
    if sign == "support":
        return LIBERALISING if ACTION_SIGN[action] < 0 else NEUTRAL
    product = INSTRUMENT_SIGN[sign] * ACTION_SIGN[action]
    return _STANCES[-product if is_flipped else product]


GIVEN: Final = frozenset((
    "approve", "grant", "issue", "give", "award", "clear", "resume", "renew", "revoke", "suspend", "deny", "refuse",
    "withhold", "offer", "authorise", "get", "win", "secure", "allow", "rescind", "withdraw", "provide",
))  # fmt: skip


_RUN_OUT: Final = frozenset(("lapse", "expire", "run out", "cancel", "freeze"))
_NARROWED: Final = frozenset(("tighten", "toughen", "squeeze", "restrict"))
_WON: Final = frozenset(("secure", "win", "get", "grant", "offer", "allow", "give", "award", "provide", "allocate"))


def settled_sign(sign: str, action: str, lemma: str) -> str:
    """A quota that is raised or cut is an opening, one that is laid on a barrier; a licence likewise when granted."""
    if sign == "quota" and lemma in _NARROWED:
        return "barrier"
    if sign == "quota":
        return "opening" if action in ("increase", "reduce", "open") or lemma in _WON else "barrier"
    if sign in ("licence", "tie") and lemma in GIVEN:
        return "opening"
    if sign == "licence" and lemma in _RUN_OUT:
        return "opening"
    if sign == "licence":
        return "opening" if lemma in GIVEN else "barrier"
    return sign


_OPEN_ENDED: Final = frozenset((
    TARIFF, IMPORT_RESTRICTION, EXPORT_RESTRICTION, TRADE_DEFENCE, PROCUREMENT,
    MOBILITY, STANDARDS,
))  # fmt: skip


def is_open_ended(channel: Channel) -> bool:
    """Channels whose measures hit everyone unless somebody is named."""
    return channel in _OPEN_ENDED
