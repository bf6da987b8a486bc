"""Factories that stop: a measure where a barrier is behind it, none where it is a fire, a fault or a lack at home."""

import re
from typing import Final

from analysis.clauses import Clause, Cue
from analysis.context import Context
from analysis.matcher import PlaceHit
from analysis.model import Channel

# "halted production", "closed its plant"; who moves abroad or pulls out is another matter
_STOPPED: Final = re.compile(
    r"\b(?:(?:halt|suspend|stop|cut|end|ceas|discontinu)\w* production|"
    r"(?:clos|shut|idl)\w* (?:its|the) (?:plants?|factor\w+|mill)|"
    r"idl\w* plants?|plant closures?|factory closures?|lays? off workers|laid off workers|laying off workers)$"
)
_BUILDING: Final = ("plant", "plants", "factory", "factories", "capacity", "production")
_STOPPING: Final = frozenset(("close", "shut", "idle", "mothball", "halt", "suspend", "stop", "pause"))
# "after a fire", "because of a shortage of parts"
_AT_HOME: Final = re.compile(
    r"\b(?:because of|due to|owing to|after|following|amid|during|for|by|on account of|thanks to) (?:an? |the |its )?"
    r"(?:[\w-]+ ){0,3}(?:fires?|blaze|floods?|flooding|(?:earth)?quakes?|typhoon|hurricane|cyclone|storms?|snow\w*|"
    r"blackouts?|outages?|power cuts?|explosions?|blasts?|accidents?|leaks?|cyber-?attacks?|cyber attacks?|hack\w*|"
    r"maintenance|overhaul|heatwave|drought|holidays?|recalls?|defects?|faults?|glitch\w*|deaths?|crash|outbreak|"
    r"bankruptcy|insolvency|walkouts?|strikes?|inspections?)\b",
    re.IGNORECASE,
)


def is_at_home(
    text: str, clauses: list[Clause], thing: Cue, lemma: str, context: Context, places: list[PlaceHit]
) -> bool:  # fmt: skip
    """Whether a plant stands still for a reason of its own: no barrier is told of, no owner from abroad is named."""
    is_site = thing.kind == "flow" and thing.parts[0] == "plant" and lemma in _STOPPING
    if text.startswith(" at home", thing.end) and thing.words.endswith(_BUILDING):
        # "by building plants at home"
        return True
    if not is_site and not (thing.kind == "instrument" and _STOPPED.search(thing.words)):
        return False
    if _AT_HOME.search(text, clauses[0].start, clauses[-1].end):
        return True
    is_told = context.barrier() is not None or context.last(Channel.UNCERTAINTY) is not None
    is_named = any(other is not thing and other.parts[1] == "barrier" for c in clauses for other in c.instruments)
    # "Japan's Nissan will end production in Britain"
    is_foreign = len({hit.place.iso3 for hit in places}) > 1
    return not is_told and not is_named and not is_foreign
