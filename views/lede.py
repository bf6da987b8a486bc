"""One to three generated sentences that answer first: how many sectors, how, how firm. Describes, never judges."""

from collections import Counter

from analysis.model import WHOLE_ECONOMY, Outlook, Status, firmest_of
from views.exposure import Exposure, Row, counted_rows
from views.theme import channel_label

LONGEST = 320
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_FACES = {
    Outlook.OPPORTUNITY: ("stands to gain", "stand to gain"),
    Outlook.RISK: ("faces a risk", "face a risk"),
    Outlook.MIXED: ("faces both risk and opportunity", "face both risk and opportunity"),
    Outlook.WATCH: ("is named without a direction", "are named without a direction"),
    Outlook.NONE: ("is named without a direction", "are named without a direction"),
}
_HOPE = ("hopes to gain", "hope to gain")
_STATUS = {
    Status.HOPED: "hoped for",
    Status.THREATENED: "threatened",
    Status.NEGOTIATING: "under negotiation",
    Status.ANNOUNCED: "announced",
    Status.IN_FORCE: "in force",
    Status.REJECTED: "rejected",
}
_IN_FORCE = "Part of it is in force."
_NOT_IN_FORCE = "Nothing is in force yet for these sectors."
_NOT_IN_FORCE_ONE = "Nothing is in force yet for this sector."
_REJECTED = "All of it was rejected."
_ECONOMY = "The text also speaks of the whole economy."
_ECONOMY_IN_FORCE = "The text also speaks of the whole economy, where a measure is in force."


def lede_of(exposure: Exposure) -> str:
    """The lede; at most LONGEST characters, the exception is dropped first."""
    rows = counted_rows(exposure)
    if not rows:
        return ""
    first = _count(exposure, rows)
    second, rest = _direction(exposure, rows)
    third = _force(exposure, second)
    alone = _force(exposure, "")
    for parts in ((first, second, rest, third), (first, second, third), (first, alone), (first,)):
        text = " ".join(part for part in parts if part)
        if len(text) <= LONGEST:
            return text
    return text[: LONGEST - 1] + "…"


def spelled(count: int) -> str:
    """Small numbers as words."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _count(exposure: Exposure, rows: tuple[Row, ...]) -> str:
    total = len(exposure.names.sectors)
    if len(rows) == 1:
        return f"1 of {total} sectors is named: {rows[0].name}."
    leads = f"; {rows[0].name} leads" if rows[0].score > rows[1].score else ""
    return f"{len(rows)} of {total} sectors are named{leads}."


def _direction(exposure: Exposure, rows: tuple[Row, ...]) -> tuple[str, str]:
    """What most sectors face, through which channel and how firmly; and who is the exception."""
    by_outlook: dict[Outlook, list[Row]] = {}
    for row in rows:
        by_outlook.setdefault(row.outlook, []).append(row)
    (first, *others) = sorted(by_outlook.values(), key=len, reverse=True)
    count = len(first)
    if not others:
        who = "It" if count == 1 else "Both" if count == 2 else f"All {spelled(count)}"
    else:
        # one against one, or each another: neither is the rule
        who = spelled(count).capitalize() if count > 1 else first[0].name
    faces = _faces(exposure, first)
    through = _through(exposure, {row.sector for row in first}, with_status=faces not in _HOPE)
    sentence = f"{who} {faces}{through}."
    if not others:
        return sentence, ""
    if count == 1:
        return sentence, " ".join(f"{alike[0].name} {_faces(exposure, alike)}." for alike in others)
    if len(others) == len(others[0]) == 1:
        return sentence, f"The exception is {others[0][0].name}: it {_faces(exposure, others[0])}."
    told = " and ".join(f"{spelled(len(alike))} {_faces(exposure, alike)}" for alike in others)
    return sentence, f"Of the others, {told}."


def _faces(exposure: Exposure, alike: list[Row]) -> str:
    """What sectors of one outlook face; they only hope to gain where nothing firmer is said of any of them."""
    outlook, is_plural = alike[0].outlook, len(alike) > 1
    if outlook is Outlook.OPPORTUNITY and _only_hoped(exposure, {row.sector for row in alike}):
        return _HOPE[is_plural]
    return _FACES[outlook][is_plural]


def _only_hoped(exposure: Exposure, sectors: set[str]) -> bool:
    return {c.status for c in exposure.claims if c.sector in sectors and c.status} == {Status.HOPED}


def _through(exposure: Exposure, sectors: set[str], *, with_status: bool) -> str:
    claims = [c for c in exposure.claims if c.sector in sectors and c.channel]
    if not claims:
        return ""
    reach: Counter[str] = Counter()
    for channel, _ in {(claim.channel, claim.sector) for claim in claims}:
        reach[str(channel)] += 1
    order = {str(claim.channel): -i for i, claim in reversed(list(enumerate(claims)))}
    top = max(reach, key=lambda channel: (reach[channel], order[channel]))
    status = firmest_of((claim.channel, claim.status) for claim in claims if str(claim.channel) == top)
    label = next(channel_label(claim.channel) for claim in claims if str(claim.channel) == top).lower()
    return f", most often through {label}" + (f" ({_STATUS[status]})" if status and with_status else "")


def _force(exposure: Exposure, told: str) -> str:
    """What is in force for sectors and for the whole economy; what is told already is not told again."""
    claims = [claim for claim in exposure.claims if claim.status]
    on_sectors = {claim.status for claim in claims if claim.sector != WHOLE_ECONOMY}
    on_economy = {claim.status for claim in claims if claim.sector == WHOLE_ECONOMY}
    economy = ""
    if on_economy:
        economy = _ECONOMY_IN_FORCE if Status.IN_FORCE in on_economy else _ECONOMY
    return " ".join(
        part for part in (economy, _sectors_force(exposure, on_sectors, on_economy, told)) if part
    )


def _sectors_force(
    exposure: Exposure, on_sectors: set[Status | None], on_economy: set[Status | None], told: str
) -> str:
    if not on_sectors | on_economy:
        return "The text states no measure."
    if Status.IN_FORCE in on_sectors:
        return "" if f"({_STATUS[Status.IN_FORCE]})" in told else _IN_FORCE
    if on_sectors | on_economy == {Status.REJECTED}:
        return "" if f"({_STATUS[Status.REJECTED]})" in told else _REJECTED
    if any(m.sectors and m.status is Status.IN_FORCE for m in exposure.analysis.measures):
        return ""  # on a sector that is named in passing
    return _NOT_IN_FORCE if len(counted_rows(exposure)) > 1 else _NOT_IN_FORCE_ONE
