"""Who acts: the subject, the agent or the owner, by channel and grammar, or whoever is implied."""

import re
from typing import Final

from analysis.acts import ACTIVE, ALONE, BARE, NOUN, PASSIVE, SELF
from analysis.dealing import pick
from analysis.governing import is_grounds
from analysis.hinted import Hinted
from analysis.matcher import PlaceHit
from analysis.members import (
    DIGITAL_RULES,
    DISPUTE,
    DIVERSIFICATION,
    EXPORT_RESTRICTION,
    IMPORT_RESTRICTION,
    INVESTMENT,
    LOGISTICS,
    MOBILITY,
    PROCUREMENT,
    PURCHASES,
    STANDARDS,
    SUBSIDY,
    TARIFF,
    TRADE_DEFENCE,
)
from analysis.refusing import stands_unchanged
from analysis.roles import AGENT, DEST, ORIGIN, OWNER, SOURCE, SUBJECT, WITHIN, is_list
from analysis.rulings import is_sued
from analysis.statement import Statement

# channels in which a country's firms act for it
_BY_FIRMS: Final = frozenset((DIVERSIFICATION, PURCHASES, INVESTMENT, LOGISTICS))
# channels in which the subject of any verb is the one that acts
_BY_STATES: Final = frozenset((
    TRADE_DEFENCE, SUBSIDY, DISPUTE, MOBILITY, PROCUREMENT,
    DIGITAL_RULES,
))  # fmt: skip
# checks on food that comes "to the UK from the EU"
_CHECKING: Final = frozenset((STANDARDS, IMPORT_RESTRICTION))
_JUDGING: Final = frozenset((
    "block", "reject", "veto", "approve", "clear", "prohibit", "bar", "allow", "authorise", "review", "examine",
    "scrutinise", "forbid", "permit",
))  # fmt: skip
TAKEN_OVER: Final = frozenset(("adopt", "block", "veto", "reject", "join", "endorse", "copy", "mirror"))
_OUTWARD: Final = frozenset(("export", "shipment", "sales"))
# "will not follow Canada in imposing a surtax": whoever is followed acted before
_FOLLOWED: Final = Hinted(
    re.compile(r"\b(?:follow(?:s|ed|ing)?|emulat(?:e|es|ed|ing)|copy|copied|copies) (?:the )?$"),
    "follow", "emulat", "copy ", "copied ", "copies ",
)  # fmt: skip
# "Japan and the Netherlands will join the United States in restricting"
_JOINING: Final = re.compile(r".{0,30}\bjoin(?:s|ed|ing)? (?:the |with |forces with )*")
_NONE_TO_COME: Final = re.compile(r"\bthere (?:would|will|is to) be no (?:\w+ )?$")
_PLAN_OF: Final = Hinted(
    re.compile(
        r" (?:challeng|oppos|criticis|criticiz|reject|appeal|protest|denounc|condemn|welcom|support|back)\w* "
        r"[^,;]{0,30}\b(?:plan|decision|move|proposal|threat) to (?:\w+ly )?$"
    ),
    "plan to ", "decision to ", "move to ", "proposal to ", "threat to ",
)  # fmt: skip
_LEADING_TO: Final = re.compile(
    r"\b(?:lead|leads|led|leading|to|cause|causes|caused|causing|bring|brings|brought|raise|raises|raised|hit|hits|"
    r"hurt)\b"
)
_AGAINST: Final = re.compile(r"\b(?:against|with) (?:the )?$")
_OVER: Final = re.compile(r" over (?:[\w-]+ ){0,3}$")
_ITS: Final = Hinted(
    re.compile(r"\b(?:against|over|on|about|of|for|to|with|despite) (?:its|their)(?: [\w-]+){0,2} $"),
    "its ", "their ",
)  # fmt: skip
# "will not change its tariff"
_OWN: Final = Hinted(re.compile(r"\b(?:its|their)(?: [\w%-]+){0,2} $"), "its ", "their ")


def doers_of(said: Statement) -> tuple[list[PlaceHit], str]:
    """Who is said to act, and by which rule; an empty list where nobody is."""
    by, owners, subjects = pick(said.roles, AGENT), pick(said.roles, OWNER), subjects_of(said)
    if said.thing.words.rstrip("s").endswith("threat") and not owners:
        # "tariff threats from Washington"
        by = by or [hit for hit in pick(said.roles, SOURCE) if hit.start >= said.thing.end]
    if said.channel is INVESTMENT and said.act.relation == BARE and said.sign == "opening":
        # "a package of US-bound investment and loans from Tokyo"
        invests = [hit for hit in pick(said.roles, SOURCE) if hit.start >= said.thing.end]
        if invests:
            return invests, "investor"
    if is_judged(said) and subjects:
        return subjects, "judge of the investment"
    sued = _sued(said)
    if sued:
        return sued, "owner of the instrument"
    if subjects and said.act.cue is not None and (
        _PLAN_OF.search(said.text, subjects[-1].end, said.act.cue.start, said.clause.hints)
        and not _OWN.search(said.text, said.clause.start, said.thing.start, said.clause.hints)
    ):
        # "Vietnam challenges the government's plan to suspend imports"
        return [], "subject of the action"
    own = _possessed(said)
    if own:
        return own, "owner of the instrument"
    if subjects and said.thing.words.startswith(("from ", "off ")):
        return subjects, "subject of the action"
    if owners and subjects and said.act.relation == ACTIVE and said.act.lemma in TAKEN_OVER:
        # "Switzerland adopts the EU's package", "Slovakia blocked it": who does so acts, whosever it is
        return subjects, "subject of the action"
    if said.act.relation in (ACTIVE, SELF):
        if owners:
            return owners, "owner of the instrument"
        return subjects or by, "subject of the action"
    if by or owners:
        return (by, "agent") if by else (owners, "owner of the instrument")
    if said.act.relation == NOUN:
        return subjects, "subject of the action"
    return _bare_doers(said) if said.act.relation == BARE else [], "subject"


def is_judged(said: Statement) -> bool:
    """"Ottawa blocked the Chinese takeover": who lets an investment pass or stops it acts, not who invests."""
    return said.channel is INVESTMENT and said.act.relation == ACTIVE and said.act.lemma in _JUDGING


def _sued(said: Statement) -> list[PlaceHit]:
    """"Opened a case against Canada over dairy quotas": the quotas are Canada's."""
    if said.channel is DISPUTE or not said.is_instrument or said.act.relation != BARE:
        return []
    case = next((cue for cue in said.clause.instruments if cue.parts[0] == DISPUTE), None)
    if case is None or not _OVER.search(said.text, case.end, said.thing.start):
        return []
    return [
        hit for hit in said.places
        if (case.end <= hit.start < said.thing.start and _AGAINST.search(said.text, case.end, hit.start))
        or (hit.end <= case.start and is_sued(said.text, said.clause.start, hit, said.clause.hints))
    ]  # fmt: skip


def _possessed(said: Statement) -> list[PlaceHit]:
    """"France objects to action by America against its digital tax": what is "its" belongs to the subject."""
    if said.act.relation != BARE:
        return []
    if said.text.endswith("bloc’s ", 0, said.thing.start) or said.text.endswith("bloc's ", 0, said.thing.start):
        return [hit for hit in said.places if hit.place.kind == "bloc" and hit.end <= said.thing.start][-1:]
    start, stop, hints = said.clause.start, said.thing.start, said.clause.hints
    is_kept = _OWN.search(said.text, start, stop, hints) is not None and stands_unchanged(
        said.text, said.clause, said.thing
    )
    if not is_kept and not _ITS.search(said.text, start, stop, hints):
        return []
    return pick(said.roles, SUBJECT)[:1]


def subjects_of(said: Statement) -> list[PlaceHit]:
    """The subjects of the action; among firms also whose firms they are."""
    subjects = last_group(said.text, [
        hit for hit in pick(said.roles, SUBJECT)
        if not _FOLLOWED.search(said.text, said.clause.start, hit.start, said.clause.hints)
    ])  # fmt: skip
    if subjects or said.channel not in _BY_FIRMS or said.act.cue is None:
        return subjects
    return [hit for hit in pick(said.roles, ORIGIN, SOURCE, WITHIN) if hit.end <= said.act.cue.start][:1]


def last_group(text: str, hits: list[PlaceHit]) -> list[PlaceHit]:
    """The last run of subjects: a list of countries stays together, a speaker before it falls away."""
    group: list[PlaceHit] = []
    for hit in reversed(hits):
        if group and not (is_list(text, hit, group[-1]) or _JOINING.fullmatch(text, hit.end, group[-1].start)):
            break
        group.append(hit)
    return group[::-1]


def implied_doers(said: Statement) -> list[PlaceHit]:
    """Whose goods leave is who lets them go; where goods go to is who taxes them."""
    if said.channel in (EXPORT_RESTRICTION, SUBSIDY):
        own = pick(said.roles, ORIGIN, SOURCE)
        # "soy exports are taxed in Argentina", "the tax credit expired in the United States"
        is_inside = said.act.relation == (ALONE if said.channel is SUBSIDY else PASSIVE)
        return own or (pick(said.roles, WITHIN) if is_inside else [])
    if said.channel is IMPORT_RESTRICTION and said.flow == "import" and said.act.relation == PASSIVE:
        # "imports of jewellery into India are restricted"
        return pick(said.roles, DEST, WITHIN)
    if said.channel is TARIFF and said.sign == "opening" and said.act.relation == BARE:
        # relief from Washington
        givers = [hit for hit in pick(said.roles, SOURCE) if hit.place.kind not in ("country", "demonym", "adjective")]
        if givers:
            return givers
    is_at_border = said.channel in (TARIFF, TRADE_DEFENCE) and said.act.relation == BARE
    if said.act.relation in (ALONE, PASSIVE) and said.is_instrument:
        inside = pick(said.roles, WITHIN)
        # "a 30% tariff on its exports to the US is due to kick in"
        is_taxed = said.channel in (TARIFF, TRADE_DEFENCE) and said.flow in _OUTWARD
        is_checked = said.channel in _CHECKING and bool(pick(said.roles, SOURCE))
        return inside or (pick(said.roles, DEST) if is_taxed or is_checked else [])
    return pick(said.roles, DEST) if is_at_border or said.flow in _OUTWARD else []


def _bare_doers(said: Statement) -> list[PlaceHit]:
    """The subject where a word of certainty or the channel joins it to the instrument, else the place of it."""
    subjects = last_group(said.text, pick(said.roles, SUBJECT))
    if subjects and any(
        cue.parts[0] == "opinion" and subjects[-1].end <= cue.start < said.thing.start for cue in said.clause.scopes
    ):
        # "Slovakia opposed the ban": whoever has an opinion of it is not the one that bans
        return pick(said.roles, WITHIN)
    if subjects and said.sign == "barrier" and _NONE_TO_COME.search(said.text, subjects[-1].end, said.thing.start):
        # "the president said there would be no new tariffs": his own
        return subjects
    if subjects and " that " in said.text[subjects[-1].end : said.thing.start]:
        # "a US inquiry found that the tax would harm": who finds it is not who taxes
        return pick(said.roles, WITHIN)
    if subjects and is_grounds(said.text, said.thing):
        return subjects
    if subjects and (said.channel in _BY_FIRMS or said.channel in _BY_STATES):
        return subjects
    if subjects and any(c.start >= subjects[-1].end and c.parts[0] != "in_force" for c in said.clause.statuses):
        return subjects
    if said.channel is DIVERSIFICATION and not subjects:
        # "Norwegian exporters turn to new markets"
        return [hit for hit in pick(said.roles, ORIGIN, SOURCE) if hit.end <= said.thing.start][:1]
    if said.channel in _BY_FIRMS or said.channel is SUBSIDY:
        return []
    # "the ban will lead to shortages in Singapore": the effect is there, the ban need not be
    return [
        hit for hit in pick(said.roles, WITHIN)
        if hit.start < said.thing.start or not _LEADING_TO.search(said.text, said.thing.end, hit.start)
    ]  # fmt: skip
