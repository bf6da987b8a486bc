"""One to three generated sentences that answer first: how many sectors, how, how firm. Describes, never judges."""

from collections import Counter

from analysis.model import Outlook, Status
from views.exposure import WHOLE_ECONOMY, Exposure, Row, counted_rows
from views.theme import channel_label, firmest

LONGEST = 320
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_FACES = {
    Outlook.OPPORTUNITY: ("stands to gain", "stand to gain"),
    Outlook.RISK: ("faces a risk", "face a risk"),
    Outlook.MIXED: ("faces both risk and opportunity", "face both risk and opportunity"),
    Outlook.WATCH: ("is named without a direction", "are named without a direction"),
    Outlook.NONE: ("is named without a direction", "are named without a direction"),
}
_STATUS = {
    Status.HOPED: "hoped for",
    Status.THREATENED: "threatened",
    Status.NEGOTIATING: "under negotiation",
    Status.ANNOUNCED: "announced",
    Status.IN_FORCE: "in force",
    Status.REJECTED: "rejected",
}
_IN_FORCE = "Part of it is in force."


def lede_of(exposure: Exposure) -> str:
    """The lede; at most LONGEST characters, the exception is dropped first."""
    rows = counted_rows(exposure)
    if not rows:
        return ""
    first = _count(exposure, rows)
    second, rest = _direction(exposure, rows)
    third = _force(exposure)
    for parts in ((first, second, rest, third), (first, second, third), (first, third), (first,)):
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
    by_outlook = Counter(row.outlook for row in rows)
    outlook, count = by_outlook.most_common(1)[0]
    among = {row.sector for row in rows if row.outlook is outlook}
    plural = count > 1
    if count == len(rows):
        who = "It" if count == 1 else "Both" if count == 2 else f"All {spelled(count)}"
    else:
        who = spelled(count).capitalize()
    sentence = f"{who} {_FACES[outlook][plural]}{_through(exposure, among)}."
    others = [row for row in rows if row.outlook is not outlook]
    if not others:
        return sentence, ""
    if len(others) == 1:
        return sentence, f"The exception is {others[0].name}: it {_FACES[others[0].outlook][0]}."
    kinds = Counter(row.outlook for row in others)
    told = " and ".join(f"{spelled(n)} {_FACES[kind][n > 1]}" for kind, n in kinds.most_common())
    return sentence, f"Of the others, {told}."


def _through(exposure: Exposure, sectors: set[str]) -> str:
    claims = [c for c in exposure.claims if c.sector in sectors and c.channel]
    if not claims:
        return ""
    reach: Counter[str] = Counter()
    for channel, _ in {(claim.channel, claim.sector) for claim in claims}:
        reach[str(channel)] += 1
    order = {str(claim.channel): -i for i, claim in reversed(list(enumerate(claims)))}
    top = max(reach, key=lambda channel: (reach[channel], order[channel]))
    statuses = {claim.status for claim in claims if str(claim.channel) == top and claim.status}
    status = firmest(statuses)
    label = next(channel_label(claim.channel) for claim in claims if str(claim.channel) == top).lower()
    return f", most often through {label}" + (f" ({_STATUS[status]})" if status else "")


def _force(exposure: Exposure) -> str:
    statuses = {claim.status for claim in exposure.claims if claim.status}
    economy = any(claim.sector == WHOLE_ECONOMY for claim in exposure.claims)
    told = "The text also speaks of the whole economy. " if economy else ""
    if not statuses:
        return told + "The text states no measure."
    return told + (_IN_FORCE if Status.IN_FORCE in statuses else "Nothing is in force yet.")
