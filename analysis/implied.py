"""What a clause without a word of trade policy is about all the same: goods kept out or let in, a rate on goods."""

import re
from typing import Final

from analysis.acts import BEING
from analysis.clauses import Clause, Cue, word_before, words_between
from analysis.flow_channels import ON_GOODS
from analysis.hinted import Hinted
from analysis.matcher import PlaceHit

_LAYING: Final = frozenset(("slap", "put", "impose", "levy", "charge", "add"))
_RATE_ON: Final = re.compile(
    r" (?:an? )?(?:extra |additional |further |new |flat )?(\d{1,3}(?:\.\d+)?(?:%| per ?cent)) on "
)
_RATE_REACH: Final = 40
_GOODS_REACH: Final = 5
_NAME_REACH: Final = 16
_MAKERS: Final = frozenset(("demonym", "adjective"))


# "will charge Brazilian tourists an extra $250 for a visa"
_CHARGED_VISA: Final = Hinted(
    re.compile(
        r"\b(charg(?:e|es|ed|ing)) (?:(?!for\b)[\w’'-]+ ){0,5}?(?:(?:an?|extra|additional|new|further|up to) ){0,3}"
        r"(?:[A-Z]{0,2}[$€£¥]\d[\d,.]*|\d[\d,.]* (?:dollars|euros|pounds|yuan|rupees|reais|pesos|rand)) "
        r"(?:each )?for (?:(?:an?|the|each|every|their|most) )?(?:[\w-]+ )?"
        r"(?:visas?|permits?|travel authori[sz]ations?|entry)\b"
    ),
    "charg",
)  # fmt: skip


def visa_charges(text: str, clause: Clause, places: list[PlaceHit]) -> Cue | None:
    """What a state charges foreigners for a visa, where the clause calls it no fee."""
    found = _CHARGED_VISA.search(text, clause.start, clause.end, clause.hints)
    if found is None or not any(clause.start <= hit.start < found.start() for hit in places):
        return None
    verb = found[1].lower()
    tag = {"charge": "base", "charges": "s", "charged": "ed"}.get(verb, "ing")
    parts = ("mobility", "barrier", tag, "charge", "")
    return Cue(found.start(1), found.end(1), "instrument", parts, verb)


def implied_things(text: str, clause: Clause, goods: list[tuple[int, int]], places: list[PlaceHit]) -> list[Cue]:
    """What a clause without a word of trade policy is about all the same: banned goods, or a rate laid on goods."""
    return _banned(text, clause, goods, places) or _rated(text, clause, goods, places)


def _banned(text: str, clause: Clause, goods: list[tuple[int, int]], places: list[PlaceHit]) -> list[Cue]:
    """Goods that a verb keeps out or lets in: "Russian stones have been banned from America"."""
    cue = next((cue for cue in clause.actions if cue.parts[2] in ON_GOODS and cue.parts[1] != "noun"), None)
    if cue is None or not goods:
        return []
    # who owns a bid is not what is banned
    own = ("’s", "'s")
    near = [(b, e) for b, e in goods if clause.start <= b and e <= clause.end and not text.startswith(own, e)]
    # a port that is blocked is no cargo
    near = [(b, e) for b, e in near if not any(flow.start < e and b < flow.end for flow in clause.flows)]
    if not near or not any(clause.start <= hit.start < clause.end for hit in places):
        return []
    is_passive = word_before(text, cue.start) in BEING or text.startswith(" by ", cue.end)
    side = [(begin, end) for begin, end in near if (end <= cue.start) == is_passive]
    begin, end = (side[-1] if is_passive else side[0]) if side else (0, 0)
    gap = words_between(text, end, cue.start) if is_passive else words_between(text, cue.end, begin)
    if not end or gap > _GOODS_REACH:
        return []
    begin = max([begin, *(hit.end + 1 for hit in places if begin <= hit.start and hit.end + 1 < end)])
    return [Cue(begin, end, "flow", ("goods", "noun"), text[begin:end].lower())]


def _rated(text: str, clause: Clause, goods: list[tuple[int, int]], places: list[PlaceHit]) -> list[Cue]:
    """A rate laid on goods is a tariff, also where nobody calls it so: "slapped an extra 40% on Chinese cars"."""
    for cue in clause.actions:
        if cue.parts[2] in _LAYING and cue.parts[1] != "noun":
            rate = _RATE_ON.match(text, cue.end, min(clause.end, cue.end + _RATE_REACH))
            if rate and (cue.parts[2] != "charge" or _is_charged_by_state(text, cue, rate.end(), goods, places)):
                return [Cue(rate.start(1), rate.end(1), "instrument", ("tariff", "barrier", "noun", "", ""), rate[1])]
    return []


def _is_charged_by_state(
    text: str, cue: Cue, on: int, goods: list[tuple[int, int]], places: list[PlaceHit]
) -> bool:  # fmt: skip
    """"Washington charges 15 percent on EU spirits", and no bank on its loans: a country, and goods or their makers."""
    is_state = any(
        hit.place.kind not in _MAKERS and 0 < cue.start - hit.end <= _NAME_REACH
        and words_between(text, hit.end, cue.start) <= 1 for hit in places
    )
    is_named = any(hit.start == on for hit in places)
    return is_state and (is_named or any(0 <= begin - on <= _NAME_REACH for begin, _ in goods))
