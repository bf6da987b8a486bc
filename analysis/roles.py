"""What the countries around an instrument are to its action: agent, owner, target, origin. Grammar by position."""

import re
from typing import Final

from analysis.acts import ACTIVE, BARE, SELF, Act
from analysis.clauses import Clause, Cue, word_after, word_before, words_between
from analysis.governing import is_evaded, verb_phrase
from analysis.hinted import Hinted
from analysis.matcher import PlaceHit

# what a place is to the action, before the channel gives it a part
AGENT: Final = "agent"
OWNER: Final = "owner"
SUBJECT: Final = "subject"
OBJECT: Final = "object"
TARGET: Final = "target"
SOURCE: Final = "source"
DEST: Final = "dest"
PARTNER: Final = "partner"
WITHIN: Final = "within"
ORIGIN: Final = "origin"
PAIR: Final = "pair"
OTHER: Final = "other"
_PREPOSITIONS: Final = {
    "by": AGENT, "on": TARGET, "against": TARGET, "at": TARGET, "targeting": TARGET, "hitting": TARGET,
    "from": SOURCE, "to": DEST, "into": DEST, "toward": DEST, "towards": DEST, "for": TARGET, "entering": DEST,
    "with": PARTNER, "between": PAIR, "in": WITHIN, "inside": WITHIN, "across": WITHIN, "of": SOURCE, "upon": TARGET,
    "like": OTHER, "than": OTHER, "including": OTHER, "via": OTHER, "through": OTHER, "near": OTHER, "about": OTHER,
    "around": OTHER, "past": OTHER,
    "beyond": OTHER, "above": OTHER, "below": OTHER, "despite": OTHER, "without": OTHER, "amid": OTHER,
    "enter": DEST, "enters": DEST, "entered": DEST,
    "under": OTHER, "citing": OTHER, "off": TARGET, "over": OTHER, "among": PAIR, "outside": OTHER, "out": OTHER,
}  # fmt: skip
_SKIP: Final = frozenset(
    "the all any some most imported new its both other former goods president prime minister premier chancellor mr mrs "
    "ms sir secretary select certain many several two three four five six seven eight nine ten dozens".split()
)
_WATERWAYS: Final = ("Canal", "Strait", "Sea", "Gulf", "Cape")
_EXEMPLIFYING: Final = frozenset(("as", "like", "including", "notably", "them", "especially"))
_SCENE: Final = 6
_LIST_GAP: Final = re.compile(
    r"(?:[\s,]|\band\b|\bor\b|\bas well as\b|\bplus\b|&|\bthe\b|\bboth\b|['’]s)*", re.IGNORECASE
)
_HYPHEN: Final = re.compile(r"\.?\s?[-–—/]\s?")
_OBJECT_REACH: Final = 6
_OWNED: Final = 24
# "exempt from Trump's first set of tariffs"
_OWN_REACH: Final = 4
_JUDGED: Final = re.compile(
    r"\b(?:criticis|criticiz|oppos|condemn|denounc|deplor|resent|decri|question|welcom|prais|fear|resist|mock)ed "
    r"(?:\w+ly )?by (?:the )?(?:[\w.’'-]+ )?$"
)
# "on other countries such as Korea": the examples stand for the word before them
_EXAMPLES: Final = re.compile(
    r"\b(on|from|of|to|with|against|in|by|for|at|into|between|among|across)(?: [\w-]+){0,3} "
    r"(?:countries|nations|partners|economies|states|allies|markets|places|suppliers|buyers)"
    r",? (?:such as|like|including|notably|among them|especially) $", re.IGNORECASE,
)
_EXAMPLES_OF: Final = re.compile(
    r"\b(?:countries|nations|members|states|economies|partners),? (?:such as|like|including) $", re.IGNORECASE
)
_PURPOSES: Final = (
    "punish", "strangle", "cripple", "hurt", "squeeze", "isolate", "pressure", "press", "force", "weaken", "help",
    "appease", "deter", "counter",
)  # fmt: skip
_RULERS: Final = ("leader", "president", "ruler", "prime minister", "counterpart")
_OF_A_PURPOSE: Final = Hinted(
    re.compile(
        rf"\b(?:to (?:{'|'.join(_PURPOSES)})|(?:its|their|whose) (?:{'|'.join(_RULERS)})) (?:[A-Z][\w.]* )*$"
    ),
    *(f"to {verb} " for verb in _PURPOSES),
    *(f"{whose} {ruler} " for whose in ("its", "their", "whose") for ruler in _RULERS),
)  # fmt: skip
_FAR: Final = 99
_FINITE: Final = frozenset(("s", "past", "ed"))
_DONE: Final = frozenset(("ed", "past", "part", "same"))
# room for "has already" between a country and what it did
_AUXILIARY: Final = 14
_DEAL_NAMES: Final = frozenset(("agreement", "pact", "treaty", "fta", "accord"))
_OF_FREE_TRADE: Final = (" Free Trade A", " free trade a", " free-trade a", " trade agreement", " trade deal")
_PROBES: Final = frozenset(("investigation", "investigations", "probe", "probes", "inquiry", "inquiries", "review"))
_WARS: Final = frozenset(
    ("war", "wars", "invasion", "conflict", "offensive", "aggression", "fighting", "attack", "attacks")
)
_WAGED: Final = frozenset(("in", "of", "on", "against"))
_TRADES: Final = frozenset(("industry", "sector", "industries"))
_MADE: Final = frozenset(
    "made produced built grown manufactured assembled caught mined raised refined smelted brewed distilled".split()
)
_PEOPLE: Final = frozenset(
    "president minister ministry government officials official leader leaders authorities prime premier chancellor "
    "secretary parliament lawmakers administration commission cabinet congress senate foreign trade commerce finance "
    "agriculture deputy negotiators negotiator officials' regulators customs central state vice".split()
)
_GOODS: Final = frozenset(
    "goods products imports exports exporters exporter companies company firms producers makers manufacturers steel "
    "shipments farmers growers industry businesses suppliers cargoes produce market markets consumers buyers "
    "brands".split()
)


_OFFICE_OF: Final = re.compile(r"(\w+) of (?:the )?$")
_BORDERS: Final = frozenset(("border", "borders", "port", "ports", "customs", "airport", "airports", "frontier"))
_OFFSHORE: Final = Hinted(re.compile(r"\boff (?:the )?(?:coasts?|shores?|port) of (?:the )?$"), "off ")
_GIVING: Final = frozenset(("give", "grant", "offer"))
_SAYING: Final = frozenset(("said", "says", "warned", "told", "announced", "added", "argued", "insisted", "confirmed"))
_OFFICES: Final = frozenset(
    "trade foreign commerce finance agriculture central customs state prime deputy vice".split()
)
_PERSONS: Final = _PEOPLE - _OFFICES
_JOINING: Final = frozenset(("and", "that", "to", "is", "are", "has", "have"))
_NOT_BETWEEN: Final = frozenset(
    "is are was were be has have had will would to can could may might of in on and that for from".split()
)


_NO_GOODS: Final = _SAYING | _NOT_BETWEEN
_POSSESSIVE: Final = frozenset(("'s", "’s", "s'", "s’"))
_OF_ADMINISTRATION: Final = (" administration's ", " administration’s ", " government's ", " government’s ")
# "restrictions on the use of ports by Faroese vessels", "curbs on takeovers by Chinese firms": who does what is curbed
_ACTIVITY: Final = re.compile(
    r"(?: (?:imposed|placed|put))? (?:on|for|to|against) (?:the )?(?:[\w-]+ ){0,2}(?:(use|purchases?|fishing)|"
    r"takeovers?|acquisitions?|ownership|investments?|visits?|landings?|bids?)\b"
)
# "a study published by Washington found": who tells of it does not do it
_PUBLISHED: Final = re.compile(
    r"\b(?:stud(?:y|ies)|reports?|notices?|papers?|surveys?|analysis|\w*notifications?|documents?|statements?|letters?)\b"
    r"[^,;]{0,24} (?:published|circulated|issued|released|written|compiled|commissioned) by (?:the )?$", re.IGNORECASE,
)
_PUBLISHED_REACH: Final = 80
# "the tariffs President Trump threatened to impose", whoever lowers them now
_LAID_BY: Final = re.compile(
    r"[”\"’']?(?: (?:on|against) [\w\s%-]{1,32}?)?(?: (?:that|which))?(?: (?:the|then|former|[A-Z][\w.]*))* "
)
_LAYING: Final = re.compile(
    r"(?: (?:administration|government))?(?: (?:has|have|had|also|already|first|recently|earlier|is|was))* "
    r"(?:imposed|announced|threatened|slapped|levied|introduced|unveiled|laid|vowed|promised|plans|planned|proposed|"
    r"ordered|raised|imposes|threatens|announces|planning|threatening|considering|wants|wanted)\b(?! on (?:it|them)\b)"
)
# "the tariffs are a response to policies of Brazil"
_ANSWER: Final = Hinted(
    re.compile(r"\b(?:response|retaliation|reply|answer|reaction) (?:to|for|against)\b"),
    "response ", "retaliation ", "reply ", "answer ", "reaction ",
)  # fmt: skip
# "Trump's decision to impose tariffs"
_DEED: Final = re.compile(
    r"[’']s? (?:[\w-]+ ){0,2}(?:decision|move|plans?|threats?|promise|pledge|vow|order|bid|push|attempt|proposal|"
    r"intention|refusal|call) to (?:\w+ly )?"
)


_OFFICE: Final = re.compile(
    r"\.?(?:['’]s)?(?: [\w-]+){0,3} (?:Department|Ministry|Commission|Court|Tribunal|Authority|Office|Agency|ministry|"
    r"department|commission|tribunal|authority)\b"
)


class Role:
    """A place and its role in the clause."""

    __slots__ = ("hit", "role")

    def __init__(self, hit: PlaceHit, role: str) -> None:
        self.hit, self.role = hit, role


def is_adjective(hit: PlaceHit) -> bool:
    """Whether the name is an adjective of a country (Chinese)."""
    return hit.place.kind in ("demonym", "adjective")


def is_abbreviation(hit: PlaceHit) -> bool:
    """US, UK, EU stand before a noun as adjectives do."""
    return hit.place.folded.replace(" ", "") in ("us", "uk", "eu", "uae", "usa")


# ", China's commerce ministry said"
_OFFICE_SAYS: Final = re.compile(
    r"(?:['’]s?)?(?: [\w-]+){0,3} (?:ministry|minister|government|president|administration|commission|department|"
    r"office|agency|authorities|officials|customs|cabinet) (?:said|says|announced)\b"
)


def roles_in(
    text: str, places: list[PlaceHit], clause: Clause, thing: Cue, act: Act, goods: list[tuple[int, int]]
) -> list[Role]:  # fmt: skip
    """The role of every place in a clause, in the order of the text."""
    roles: list[Role] = []
    start = clause.start
    if not any(start <= hit.start and hit.end <= clause.end for hit in places):
        return roles
    asked = {cue.end + 1 for cue in clause.statuses}
    asked |= {end + 4 for end in asked if text[end : end + 4] == "the "}
    warned = {cue.end + 1 for cue in clause.statuses if cue.words.startswith(("warn", "threaten"))}
    phrase = verb_phrase(text, clause, act) if len(clause.actions) > 1 else None
    for hit in places:
        if hit.start < start or hit.end > clause.end:
            continue
        if phrase is not None and hit.start >= phrase.end and phrase.end > thing.end:
            # "... and promised cash to Indonesians": the place belongs to the next verb
            roles.append(Role(hit, OTHER))
            continue
        if hit.start < thing.end and thing.start < hit.end and hit.place.kind == "office":
            # the Entity List, Section 232: a law by its name is its country's
            roles.append(Role(hit, OWNER))
            continue
        if _is_source_of_news(text, hit, start):
            roles.append(Role(hit, OTHER))
            continue
        if hit.start in asked and act.cue is not None and text.startswith(" that ", hit.end):
            # "warned Seoul that it would walk away": whoever warns acts
            roles.append(Role(hit, TARGET))
            continue
        if hit.start in warned and text.startswith((" of ", " with "), hit.end) and hit.end < thing.start:
            # "warned India of sanctions"
            roles.append(Role(hit, TARGET))
            continue
        if hit.start in asked and act.cue is not None and hit.end <= act.cue.start:
            # "called on Washington to": the preposition is part of the asking
            roles.append(Role(hit, SUBJECT))
            continue
        if hit.start in asked and act.cue is None and hit.end <= thing.start and text.startswith(" for ", hit.end):
            # "asked Beijing for better access": it is Beijing's to give
            roles.append(Role(hit, OWNER))
            continue
        role = _by_its_verb(text, hit, clause, act)
        if roles and not role:
            gap = text[roles[-1].hit.end : hit.start]
            if len(gap) < 14 and _HYPHEN.fullmatch(gap):
                role = PAIR
                roles[-1] = Role(roles[-1].hit, PAIR)
            elif len(gap) < 14 and gap.strip() and is_list(text, roles[-1].hit, hit):
                # "In Brussels, the Commission proposed": a place to stand at and who acts are no list
                is_scene = roles[-1].role == WITHIN and gap.startswith(",") and roles[-1].hit.start - start < _SCENE
                role = "" if is_scene and hit.place.kind in ("office", "leader") else roles[-1].role
        role = role or _role_of(
            text, hit, clause, thing, act, goods, is_late=any(said.role == SUBJECT for said in roles)
        )
        if role == SOURCE and _owns_another(text, hit, clause, thing):
            role = OTHER
        if role == OWNER and _only_feels(hit, clause, thing):
            role = SUBJECT
        if hit.start >= thing.end and _is_spared(text, hit, clause, act):
            role = OTHER
        if roles and role == OWNER and roles[-1].role in (SUBJECT, ORIGIN) and is_list(text, roles[-1].hit, hit):
            roles[-1] = Role(roles[-1].hit, OWNER)
        roles.append(Role(hit, role))
    if roles and thing.parts[0] != "trade_agreement":
        _without_names_of_deals(text, roles)
    if roles and is_evaded(text, clause, thing):
        # who evades sanctions is under them
        last = max((index for index, said in enumerate(roles) if said.role in (SUBJECT, AGENT)), default=-1)
        roles[last:last + 1] = [Role(said.hit, TARGET) for said in roles[last:last + 1] if last >= 0]
    return roles


_SPARING: Final = Hinted(
    re.compile(
        r"\b(?:spar(?:e|es|ed|ing)|but not|except(?: for)?|excluding|exempting|other than|apart from) "
        r"(?:(?:the|and|as well as|[A-Z][\w.'’-]*,?) ){0,5}$"
    ),
    "spar", "but not", "except", "excluding", "exempting", "other than", "apart from",
)  # fmt: skip


def _is_spared(text: str, hit: PlaceHit, clause: Clause, act: Act) -> bool:
    """"A duty on copper, sparing Chile and Peru": they are not hit, unless sparing them is the act itself."""
    found = _SPARING.search(text, clause.start, hit.start, clause.hints)
    return found is not None and (act.cue is None or not found.start() <= act.cue.start < found.end())


def _only_feels(hit: PlaceHit, clause: Clause, thing: Cue) -> bool:
    """"Mexican growers fear a quota", "Brazilian exporters hope a quota": what is felt or hoped for is not theirs."""
    cues = [cue for cue in clause.scopes if cue.parts[0] == "opinion"]
    cues += [cue for cue in clause.statuses if cue.parts[0] == "hoped"]
    return any(hit.end < cue.start and cue.end < thing.start for cue in cues)


def _is_source_of_news(text: str, hit: PlaceHit, start: int) -> bool:
    """"According to Chinese customs data": a source tells of a measure; where a government tells, it is its own."""
    said = text.rfind("ccording to ", start, hit.start)
    return said >= 0 and hit.place.kind not in ("leader", "office") and "," not in text[said : hit.start]


def _is_in_purpose(text: str, hit: PlaceHit, clause: Clause) -> bool:
    return _OF_A_PURPOSE.search(text, max(clause.start, hit.start - 60), hit.start, clause.hints) is not None


def _by_its_verb(text: str, hit: PlaceHit, clause: Clause, act: Act) -> str:
    """"Countries like Argentina withholding meat", "or Vietnam curbs exports of rice": the subject of the next word."""
    end = hit.end + (text[hit.end : hit.end + 1] == ".")
    if is_adjective(hit) or act.cue is None or act.relation != ACTIVE:
        return ""
    if hit.end <= act.cue.start and _is_in_purpose(text, hit, clause):
        # "the president seeks to strangle Cuba and cripple its leader, and announced tariffs"
        return OTHER
    if act.cue.start == end + 1 and act.tag == "ing":
        return SUBJECT
    if hit.start < act.cue.end:
        return ""
    is_anothers = any(cue.start == end + 1 and cue.parts[1] in _FINITE for cue in clause.actions if cue is not act.cue)
    return OTHER if is_anothers else ""


def _owns_another(text: str, hit: PlaceHit, clause: Clause, thing: Cue) -> bool:
    """"Protect mills from the EU's levy": it owns that levy, and is no source for the rest of the clause."""
    return text[hit.end : hit.end + 2] in ("'s", "’s") and any(
        cue is not thing and 0 < cue.start - hit.end <= _OWNED for cue in clause.instruments
    )


def _without_names_of_deals(text: str, roles: list[Role]) -> None:
    """"A panel under the Canada-United States-Mexico Agreement": the countries of its name do nothing here."""
    for index in range(len(roles) - 1, -1, -1):
        hit = roles[index].hit
        if roles[index].role != PAIR:
            continue
        follows = index + 1 < len(roles) and roles[index + 1].role == OTHER and roles[index + 1].hit.start - hit.end < 3
        if follows or word_after(text, hit.end) in _DEAL_NAMES or text.startswith(_OF_FREE_TRADE, hit.end):
            roles[index] = Role(hit, OTHER)


def is_list(text: str, left: PlaceHit, right: PlaceHit) -> bool:
    # the last point of "U.S." is no word
    gap = text[left.end : right.start].removeprefix(".")
    if gap.startswith(",") and (word_after(text, right.end) in _SAYING or _OFFICE_SAYS.match(text, right.end)):
        return False
    return len(gap) < 14 and bool(gap.strip()) and _LIST_GAP.fullmatch(gap) is not None


def _role_of(
    text: str, hit: PlaceHit, clause: Clause, thing: Cue, act: Act, goods: list[tuple[int, int]], *, is_late: bool
) -> str:  # fmt: skip
    start, hints = clause.start, clause.hints
    if text[hit.start : hit.end].endswith(_WATERWAYS):
        # ships leave the Suez Canal; Egypt does nothing
        return OTHER
    if _OFFSHORE.search(text, max(start, hit.start - 30), hit.start, hints):
        # "seized a tanker off the coast of Oman"
        return OTHER
    is_joined = hit.start > start and text[hit.start - 1] == "-"
    if is_joined and text[max(start, hit.start - 5) : hit.start].lower() == "anti-":
        # "anti-Russia sanctions"
        return TARGET
    before = word_before(text, hit.start) if hit.start > start else ""
    if before and (before in _SKIP or hit.place.kind == "leader"):
        words = text[max(start, hit.start - 50) : hit.start].split()
        nearest = next((word for word in reversed(words) if not _is_part_of_name(word)), "")
        before = nearest.lower()
        if before and "," in text[text.rfind(nearest, start, hit.start) : hit.start]:
            # "Under the deal, the U.S. will": what stands before the comma governs nothing here
            before = ""
    is_possessive = text[hit.end : hit.end + 2] in _POSSESSIVE or text.startswith(_OF_ADMINISTRATION, hit.end)
    modifies = is_adjective(hit) or is_possessive or is_abbreviation(hit) or hit.place.kind in ("leader", "office")
    # the last point of "U.S." is no word
    end = hit.end + (text[hit.end : hit.end + 1] == ".")
    if act.relation != ACTIVE and hit.start >= thing.end and _speaks_last(text, hit):
        # "..., the White House said": it tells of the measure
        return OTHER
    if hit.start >= thing.end and act.cue is not None and _has_done(text, hit, thing, act.cue, act.tag):
        return AGENT
    if hit.start >= thing.end and _LAYING.match(text, hit.end) and _LAID_BY.fullmatch(text, thing.end, hit.start):
        return OWNER
    if hit.start >= thing.end and _ANSWER.search(text, thing.end, hit.start, hints):
        return TARGET
    if is_possessive and act.cue is not None and _DEED.fullmatch(text, hit.end, act.cue.start):
        return SUBJECT
    if before in _WAGED and word_before(text, text.rfind(before, 0, hit.start)) in _WARS:
        # money for "its war in Ukraine"
        return OTHER
    if before == "by" and thing.parts[0] != "dispute" and _JUDGED.search(text, max(start, hit.start - 40), hit.start):
        # "the ban, long criticised by the EU"
        return OTHER
    if before == "into" and word_before(text, text.rfind("into", 0, hit.start)) in _PROBES:
        return TARGET
    if before == "at" and word_after(text, hit.end) in _BORDERS:
        return WITHIN
    if before == "at" and (hit.place.kind == "office" or _OFFICE.match(text, hit.end)):
        # "a review is under way at the U.S. Commerce Department"
        return AGENT
    if before in _EXEMPLIFYING:
        whole = _EXAMPLES.search(text, max(start, hit.start - 70), hit.start)
        is_subject = act.cue is not None and hit.end <= act.cue.start and act.relation in (ACTIVE, SELF)
        if whole is None and is_subject and _EXAMPLES_OF.search(text, max(start, hit.start - 40), hit.start):
            # "several countries including Brazil have complained"
            return SUBJECT
        before = whole[1].lower() if whole else before
    if before == "of" and hit.end <= (act.cue.start if act.cue else thing.start):
        office = _OFFICE_OF.search(text, max(start, hit.start - 40), hit.start)
        if office and office[1].lower() in _PEOPLE and not is_late:
            # "the Prime Minister of India" acts for India
            return SUBJECT
    if before in _PREPOSITIONS and not (before == "to" and act.cue and hit.start - 12 < act.cue.start < hit.start):
        role = _PREPOSITIONS[before]
        if role == AGENT and _PUBLISHED.search(text, max(start, hit.start - _PUBLISHED_REACH), hit.start):
            return OTHER
        activity = _ACTIVITY.match(text, thing.end, hit.start) if role == AGENT else None
        if activity and (is_adjective(hit) or not activity[1]):
            # a ban on purchases "by the EU" is its own
            return TARGET
        distance = words_between(text, end, thing.start) if thing.start >= end else _FAR
        if before == "in" and word_before(text, text.rfind("in", 0, hit.start)) in _MADE:
            # goods made in China
            return SOURCE
        if role == DEST and modifies and "border" in thing.words:
            # "closed its borders to Ukrainian goods"
            return SOURCE
        if role == WITHIN and is_adjective(hit) and not _TRADES.isdisjoint(text[hit.end : hit.end + 36].split()[:3]):
            # gloom in the Swiss watch industry: it is hit
            return ORIGIN
        near = (_OWN_REACH if is_possessive else 0) if before in ("from", "against") else 2
        # "purchases of Russian oil with sanctions": it is the oil that is Russian
        is_before = before != "of" or (thing.start >= end and not _breaks(text[end : thing.start]))
        if role != AGENT and modifies and distance <= near and is_before:
            return _owner_or_origin(text, hit, thing, act)
        return role
    if thing.start >= hit.end and modifies and not is_person(text, hit):
        gap = text[hit.end : thing.start]
        inner = act.cue is not None and hit.end <= act.cue.start < thing.start and act.tag != "noun"
        if words_between(text, end, thing.start) <= 5 and not inner and not _breaks(gap):
            return _owner_or_origin(text, hit, thing, act)
    is_noun = not modifies and hit.place.kind == "country" and act.relation != SELF
    if is_noun and thing.start >= hit.end and words_between(text, end, thing.start) == 0:
        return OBJECT
    acts_itself = act.cue is not None and hit.end <= act.cue.start <= hit.end + 2
    if modifies and not acts_itself and not is_person(text, hit) and _precedes_goods(text, hit, goods):
        # "India's palm oil imports" come to India
        is_bought = is_possessive and "imports" in text[hit.end : hit.end + 30].partition(",")[0].split()[1:5]
        return WITHIN if is_bought else ORIGIN
    if act.cue is not None and act.relation in (ACTIVE, SELF):
        if hit.end <= act.cue.start:
            return SUBJECT
        return OBJECT if words_between(text, act.cue.end, hit.start) <= _OBJECT_REACH else OTHER
    return SUBJECT if hit.end <= thing.start or (act.relation == BARE and not is_late) else OBJECT


def _has_done(text: str, hit: PlaceHit, thing: Cue, cue: Cue, tag: str) -> bool:
    """"The duties that Washington imposed"."""
    if tag not in _DONE or not 0 <= cue.start - hit.end <= _AUXILIARY:
        return False
    return text[thing.end : hit.start].strip() in ("", "that", "which")


def _speaks_last(text: str, hit: PlaceHit) -> bool:
    """Whether a comma stands before the place and a verb of speech after it or after its office."""
    head = text[max(0, hit.start - 6) : hit.start].rstrip()
    if not head.removesuffix("the").rstrip().endswith(","):
        return False
    return word_after(text, hit.end) in _SAYING or _OFFICE_SAYS.match(text, hit.end) is not None


def _owner_or_origin(text: str, hit: PlaceHit, thing: Cue, act: Act) -> str:
    """China owns "Chinese tariffs" and "Chinese imports of beans"; "banned Chinese apps" only come from there."""
    is_buying = thing.words.startswith("import") and text.startswith((" of ", " demand"), thing.end)
    is_object = act.cue is not None and act.cue.end <= hit.start
    is_of_goods = thing.kind == "flow" and thing.parts[0] != "market" and (is_adjective(hit) or is_abbreviation(hit))
    if is_object and act.lemma in _GIVING and is_adjective(hit) and text[hit.end + 1 : thing.start].strip():
        # "gave Ukrainian farmers fuller access": theirs it is only now
        return ORIGIN
    return ORIGIN if is_of_goods and is_object and not is_buying else OWNER


def _is_part_of_name(word: str) -> bool:
    return word.lower() in _SKIP or (word[0].isupper() and word.lower() not in _PREPOSITIONS)


def _breaks(gap: str) -> bool:
    words = gap.lower().split()
    return any(word in _PREPOSITIONS or word in _SAYING or word in _JOINING for word in words)


def is_person(text: str, hit: PlaceHit) -> bool:
    """Whether the name belongs to somebody: a Chinese official, the French ministry."""
    after = word_after(text, hit.end + (2 if text[hit.end : hit.end + 1] in "'’" else 0))
    if after in _OFFICES:
        # a trade ministry is somebody, a trade preference is not
        words = text[hit.end : hit.end + 48].lower().split()[:4]
        return any(word.strip(".,;'’") in _PERSONS for word in words)
    return after in _PEOPLE


def _precedes_goods(text: str, hit: PlaceHit, goods: list[tuple[int, int]]) -> bool:
    for begin, _ in goods:
        if hit.end <= begin <= hit.end + 24:
            between = text[hit.end : begin].lower().split()
            if len(between) <= 2 and not any(word in _NOT_BETWEEN or word.endswith("ed") for word in between):
                return True
            break
    words = text[hit.end : hit.end + 40].lower().replace("’s", " ").replace("'s", " ").split()[:2]
    if words and words[0] in _NO_GOODS:
        return False
    return any(word.strip(".,;:") in _GOODS for word in words)
