"""Who does it and whom it hits: roles of the countries named around an instrument."""

import re
from typing import NamedTuple

from analysis.clauses import Clause, Cue, word_after, word_before, words_between
from analysis.governing import ACTIVE, ALONE, BARE, NOUN, PASSIVE, SELF, Act
from analysis.matcher import PlaceHit
from analysis.model import Channel

# what a place is to the action, before the channel gives it a part
AGENT, OWNER, SUBJECT, OBJECT, TARGET, SOURCE, DEST, PARTNER, WITHIN, ORIGIN, PAIR, OTHER = (
    "agent", "owner", "subject", "object", "target", "source", "dest", "partner", "within", "origin", "pair", "other",
)  # fmt: skip
_PREPOSITIONS = {
    "by": AGENT, "on": TARGET, "against": TARGET, "at": TARGET, "targeting": TARGET, "hitting": TARGET,
    "from": SOURCE, "to": DEST, "into": DEST, "toward": DEST, "towards": DEST, "for": TARGET, "entering": DEST,
    "with": PARTNER, "between": PAIR, "in": WITHIN, "inside": WITHIN, "across": WITHIN, "of": SOURCE, "upon": TARGET,
    "like": OTHER, "than": OTHER, "including": OTHER, "via": OTHER, "through": OTHER, "near": OTHER, "about": OTHER,
    "off": TARGET, "over": OTHER, "among": PAIR, "outside": OTHER, "out": OTHER,
}  # fmt: skip
_SKIP = frozenset(
    "the all any some most imported new its both other former goods president prime minister premier chancellor mr mrs "
    "ms sir secretary select certain many".split()
)
_LIST_GAP = re.compile(r"(?:[\s,]|\band\b|\bor\b|\bas well as\b|\bplus\b|&|\bthe\b|\bboth\b|['’]s)*", re.IGNORECASE)
_HYPHEN = re.compile(r"\s?[-–—/]\s?")
_OBJECT_REACH = 6
_FAR = 99
_PEOPLE = frozenset(
    "president minister ministry government officials official leader leaders authorities prime premier chancellor "
    "secretary parliament lawmakers administration commission cabinet congress senate foreign trade commerce finance "
    "agriculture deputy negotiators negotiator officials' regulators customs central state vice".split()
)
_GOODS = frozenset(
    "goods products imports exports exporters exporter companies company firms producers makers manufacturers steel "
    "shipments farmers growers industry businesses suppliers cargoes produce market markets consumers buyers brands".split()
)


_NOT_BETWEEN = frozenset("is are was were be has have had will would to can could may might of in on and that for from".split())


class Role(NamedTuple):
    """A place and its role in the clause."""

    hit: PlaceHit
    role: str


def is_adjective(hit: PlaceHit) -> bool:
    """Whether the name is an adjective of a country (Chinese)."""
    return hit.place.kind in ("demonym", "adjective")


def is_abbreviation(hit: PlaceHit) -> bool:
    """US, UK, EU stand before a noun as adjectives do."""
    return hit.place.folded.replace(" ", "") in ("us", "uk", "eu", "uae", "usa")


def roles_in(
    text: str, places: list[PlaceHit], clause: Clause, thing: Cue, act: Act, goods: list[tuple[int, int]]
) -> list[Role]:  # fmt: skip
    """The role of every place in a clause, in the order of the text."""
    roles: list[Role] = []
    start = clause.start
    asked = {cue.end + 1 for cue in clause.statuses}
    for hit in places:
        if hit.start < start or hit.end > clause.end:
            continue
        if hit.start in asked and act.cue is not None and hit.end <= act.cue.start:
            # "called on Washington to": the preposition is part of the asking
            roles.append(Role(hit, SUBJECT))
            continue
        role = ""
        if roles:
            gap = text[roles[-1].hit.end : hit.start]
            if len(gap) < 14 and _HYPHEN.fullmatch(gap):
                role = PAIR
                roles[-1] = Role(roles[-1].hit, PAIR)
            elif len(gap) < 14 and _LIST_GAP.fullmatch(gap) and gap.strip():
                role = roles[-1].role
        role = role or _role_of(text, hit, start, thing, act, goods)
        if roles and role == OWNER and roles[-1].role in (SUBJECT, ORIGIN) and _is_list(text, roles[-1].hit, hit):
            roles[-1] = Role(roles[-1].hit, OWNER)
        roles.append(Role(hit, role))
    return roles


def _is_list(text: str, left: PlaceHit, right: PlaceHit) -> bool:
    gap = text[left.end : right.start]
    return len(gap) < 10 and bool(gap.strip()) and _LIST_GAP.fullmatch(gap) is not None


def _role_of(text: str, hit: PlaceHit, start: int, thing: Cue, act: Act, goods: list[tuple[int, int]]) -> str:
    before = word_before(text, hit.start) if hit.start > start else ""
    if before and (before in _SKIP or hit.place.kind == "leader"):
        words = text[max(start, hit.start - 50) : hit.start].split()
        before = next((word.lower() for word in reversed(words) if not _is_part_of_name(word)), "")
    is_possessive = text[hit.end : hit.end + 2] in ("'s", "’s") or text[hit.end : hit.end + 2] in ("s'", "s’")
    modifies = is_adjective(hit) or is_possessive or is_abbreviation(hit) or hit.place.kind in ("leader", "office")
    if before in _PREPOSITIONS and not (before == "to" and act.cue and hit.start - 12 < act.cue.start < hit.start):
        role = _PREPOSITIONS[before]
        distance = words_between(text, hit.end, thing.start) if thing.start >= hit.end else _FAR
        if role != AGENT and modifies and distance <= 2 and before not in ("from", "against"):
            return OWNER
        return role
    if thing.start >= hit.end and modifies and not _is_person(text, hit):
        gap = text[hit.end : thing.start]
        inner = act.cue is not None and hit.end <= act.cue.start < thing.start and act.tag != "noun"
        if words_between(text, hit.end, thing.start) <= 5 and not inner and not _breaks(gap):
            return OWNER
    if thing.start >= hit.end and not modifies and hit.place.kind == "country" and act.relation != SELF:
        if words_between(text, hit.end, thing.start) == 0:
            return OBJECT
    acts_itself = act.cue is not None and hit.end <= act.cue.start <= hit.end + 2
    if modifies and not acts_itself and not _is_person(text, hit) and _precedes_goods(text, hit, goods):
        return ORIGIN
    if act.cue is not None and act.relation in (ACTIVE, SELF):
        if hit.end <= act.cue.start:
            return SUBJECT
        return OBJECT if words_between(text, act.cue.end, hit.start) <= _OBJECT_REACH else OTHER
    return SUBJECT if hit.end <= thing.start or act.relation == BARE else OBJECT


def _is_part_of_name(word: str) -> bool:
    return word.lower() in _SKIP or (word[0].isupper() and word.lower() not in _PREPOSITIONS)


def _breaks(gap: str) -> bool:
    words = gap.lower().split()
    return any(word in _PREPOSITIONS or word in ("and", "that", "to", "is", "are", "has", "have") for word in words)


def _is_person(text: str, hit: PlaceHit) -> bool:
    after = word_after(text, hit.end + (2 if text[hit.end : hit.end + 1] in "'’" else 0))
    return after in _PEOPLE


def _precedes_goods(text: str, hit: PlaceHit, goods: list[tuple[int, int]]) -> bool:
    for begin, _ in goods:
        if hit.end <= begin <= hit.end + 24:
            between = text[hit.end : begin].lower().split()
            return len(between) <= 2 and not any(word in _NOT_BETWEEN for word in between)
    words = text[hit.end : hit.end + 40].lower().replace("’s", " ").replace("'s", " ").split()[:2]
    return any(word.strip(".,;:") in _GOODS for word in words)


# channels in which a country's firms act for it
_BY_FIRMS = frozenset((Channel.DIVERSIFICATION, Channel.PURCHASES, Channel.INVESTMENT, Channel.LOGISTICS))


# channels whose targets may stand after "to" or "into"
_TOWARDS = frozenset((
    Channel.EXPORT_RESTRICTION, Channel.MOBILITY, Channel.LOGISTICS, Channel.SANCTIONS, Channel.INVESTMENT,
    Channel.TRADE_DEFENCE,
))  # fmt: skip
_BY_STATES = frozenset((Channel.TRADE_DEFENCE, Channel.SUBSIDY, Channel.DISPUTE, Channel.MOBILITY, Channel.PROCUREMENT))
_PAYING = frozenset(("face", "pay", "subject"))


class Parties(NamedTuple):
    """Implementers and targets as place hits."""

    implementers: list[PlaceHit]
    targets: list[PlaceHit]
    rule: str


def parties_of(text: str, channel: Channel, thing: Cue, act: Act, roles: list[Role], flow: str, clause: Clause) -> Parties:
    """The parts that channel and grammar give to the places of a clause."""
    by = _pick(roles, AGENT)
    if channel is Channel.TRADE_AGREEMENT and act.action not in ("end", "suspend", "reduce"):
        return _partners(roles)
    if channel is Channel.UNCERTAINTY or (channel is Channel.DISPUTE and act.relation == BARE):
        return _opponents(roles)
    if channel is Channel.PURCHASES:
        return _traders(roles, flow, is_adjectival=thing.parts[-1] == "ed")
    if act.use == "payer" and (act.relation == SELF or (act.relation == ACTIVE and act.lemma in _PAYING)):
        place = act.cue.start if act.cue else 0
        payers = [role.hit for role in roles if role.role in (ORIGIN, SOURCE, OWNER) and role.hit.start < place]
        charging = [role.hit for role in roles if role.role in (WITHIN, DEST, SOURCE) and role.hit.start > place]
        return Parties([*by, *charging], payers or _pick(roles, SUBJECT) or _pick(roles, ORIGIN), "payer is the target")
    owners, subjects = _pick(roles, OWNER), _last_group(text, _pick(roles, SUBJECT))
    if not subjects and channel in _BY_FIRMS and act.cue:
        firms = [hit for hit in _pick(roles, ORIGIN, SOURCE, WITHIN) if hit.end <= act.cue.start]
        subjects = firms[:1]
    if act.relation in (ACTIVE, SELF):
        doers, rule = (owners, "owner of the instrument") if owners else (subjects, "subject of the action")
        doers = doers or by
    else:
        doers, rule = (by, "agent") if by else (owners, "owner of the instrument")
        if not doers and act.relation == NOUN:
            doers, rule = subjects, "subject of the action"
        if not doers and act.relation in (NOUN, BARE, ALONE, PASSIVE):
            doers, rule = _bare_doers(text, channel, clause, roles) if act.relation == BARE else [], "subject"
    hit = _targets(channel, roles, flow)
    if act.relation == PASSIVE and act.lemma and act.cue is not None and act.cue.kind == "instrument":
        hit = [*hit, *subjects]
    if channel in (Channel.EXPORT_RESTRICTION, Channel.SUBSIDY) and not doers:
        doers = _pick(roles, ORIGIN)
    if not doers and channel is not Channel.EXPORT_RESTRICTION:
        doers = [p for p in _pick(roles, DEST) if flow in ("export", "shipment", "sales")]
    inside = {p.place.iso3 for p in doers}
    return Parties(doers, [p for p in hit if p.place.iso3 not in inside], rule)


def _bare_doers(text: str, channel: Channel, clause: Clause, roles: list[Role]) -> list[PlaceHit]:
    """The subject where a word of certainty or a telling channel joins it to the instrument, else the place of it."""
    subjects = _last_group(text, _pick(roles, SUBJECT))
    if subjects and (channel in _BY_FIRMS or channel in _BY_STATES):
        return subjects
    if subjects and any(cue.start >= subjects[-1].end and cue.parts[0] != "in_force" for cue in clause.statuses):
        return subjects
    return _pick(roles, WITHIN)


def _pick(roles: list[Role], *wanted: str) -> list[PlaceHit]:
    return [role.hit for role in roles if role.role in wanted]


def _last_group(text: str, hits: list[PlaceHit]) -> list[PlaceHit]:
    """The last run of subjects: a list of countries stays together, a speaker before it falls away."""
    group: list[PlaceHit] = []
    for hit in reversed(hits):
        if group and not _is_list(text, hit, group[-1]):
            break
        group.append(hit)
    return group[::-1]


def _partners(roles: list[Role]) -> Parties:
    hits = _pick(roles, SUBJECT, OWNER, PARTNER, PAIR, AGENT, OBJECT, DEST, WITHIN, ORIGIN, SOURCE)
    return Parties(hits, [], "partners")


def _opponents(roles: list[Role]) -> Parties:
    doers = _pick(roles, PAIR, OWNER) or _pick(roles, SUBJECT, AGENT)
    others = _pick(roles, PARTNER, TARGET)
    return Parties(doers or others, others if doers else [], "opponents")


def _traders(roles: list[Role], flow: str, *, is_adjectival: bool) -> Parties:
    buyers, sellers = _pick(roles, DEST, WITHIN), _pick(roles, ORIGIN, SOURCE, OWNER, SUBJECT, TARGET)
    if flow == "import" and is_adjectival:
        return Parties(_pick(roles, SUBJECT, AGENT, WITHIN), _pick(roles, SOURCE, ORIGIN, TARGET, OWNER), "buyer and seller")
    if flow == "import" or not buyers:
        subjects = _pick(roles, SUBJECT, OWNER, AGENT, WITHIN)
        return Parties(subjects or buyers, _pick(roles, SOURCE, ORIGIN, TARGET), "buyer and seller")
    return Parties(buyers, sellers, "buyer and seller")


def _targets(channel: Channel, roles: list[Role], flow: str) -> list[PlaceHit]:
    wanted = [TARGET, OBJECT, SOURCE, ORIGIN, PARTNER]
    if channel in _TOWARDS:
        wanted.append(DEST)
    if channel is Channel.EXPORT_RESTRICTION:
        wanted = [TARGET, OBJECT, DEST, PARTNER]
    direct = [name for name in wanted if name != SOURCE]
    # "on Russian ships for carrying arms from Iran": a source is a target only where nothing else is
    return _pick(roles, *direct) or _pick(roles, SOURCE)
