"""Whether a clause that only names an instrument states a measure by that: somebody's, in force, threatened."""

import re
from typing import Final

from analysis.clauses import Clause, Cue, word_before
from analysis.governing import is_grounds
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
    SUBSIDY,
    TARIFF,
    TRADE_AGREEMENT,
    TRADE_DEFENCE,
    UNCERTAINTY,
)
from analysis.object_channels import ANSWERS
from analysis.plain_verbs import SHUNNED
from analysis.refusing import stands_unchanged
from analysis.roles import AGENT, DEST, OWNER, SOURCE, TARGET, WITHIN
from analysis.statement import Statement

# channels whose mere naming says that something is going on
_TELLING: Final = frozenset((
    UNCERTAINTY, DIVERSIFICATION, LOGISTICS, MOBILITY, INVESTMENT,
    PURCHASES, TRADE_AGREEMENT, SUBSIDY, DISPUTE, TRADE_DEFENCE,
    DIGITAL_RULES,
))  # fmt: skip
_STATING: Final = frozenset(("threatened", "in_force", "rejected", "removed"))
_STATING_REACH: Final = 45
_ASKED_REACH: Final = 16
# "the car must be assembled in Brazil"
_LAID_DOWN: Final = ("must ", "to be ")
# goods that "gain immediate duty-free entry"
_ENJOYED: Final = re.compile(
    r"\b(?:(?:gain|get|enjoy|receive|win|secure|obtain|retain|keep|contain|include)(?:s|d|ed)?|got|c[ao]mes? with|"
    r"there (?:was|is)) (?:[\w-]+ ){0,2}$", re.IGNORECASE,
)
_CITING: Final = frozenset("under through with by via per using meet meets outside".split())
_ASKED: Final = frozenset(("which", "what", "whatever", "whichever"))
_KEPT_FROM: Final = frozenset(("from entering", "from social media", "off social media"))
_NONE: Final = frozenset(("without", "no"))
_ARTICLES: Final = frozenset(("a", "an", "any", "the", "such"))


def is_mere_name(said: Statement) -> bool:
    """Whether it is never more than a word, whatever else the clause holds: none, a tie, a deal that is cited."""
    if said.sign == "tie" or (said.sign == "opening" and _opener_of(said) in _NONE):
        return True
    return said.channel in _TELLING or _is_only_cited(said)


def is_stated(said: Statement, *, has_goods: bool) -> bool:
    """Whether the bare instrument is more than a word; has_goods: the sentence names an industry."""
    clause, thing = said.clause, said.thing
    opener = _opener_of(said)
    if said.sign == "tie" or (said.sign == "opening" and opener in _NONE):
        # "there would be no exemptions" refuses them
        return opener == "no" and " be no " in said.text[clause.start : thing.start]
    if opener in _ASKED and said.channel is TARIFF:
        # "in the dark about which tariff they will face"
        return False
    if _is_only_cited(said) or thing.words in _KEPT_FROM:
        return False
    if said.channel in _TELLING:
        is_disruption = said.channel is LOGISTICS and said.sign == "barrier" and has_goods
        is_told = said.channel is UNCERTAINTY or is_disruption
        return is_told or bool(said.roles or clause.statuses or clause.actions)
    if thing.words.rstrip("s").endswith("threat") and said.roles:
        return True
    if said.channel is PROCUREMENT and (thing.words.startswith(_LAID_DOWN) or thing.words in SHUNNED):
        return True
    if said.channel is IMPORT_RESTRICTION and "no longer " in thing.words:
        # "frogs' legs may no longer be imported"
        return True
    if said.sign == "barrier" and clause.actions and is_grounds(said.text, thing):
        return True
    if said.channel is EXPORT_RESTRICTION and any(role.role == DEST for role in said.roles):
        return True
    if any(role.role in (OWNER, AGENT, WITHIN, TARGET) for role in said.roles):
        return True
    if said.is_definite and said.sign == "barrier" and has_goods and any(r.role == SOURCE for r in said.roles):
        # "the ban on fish from Norway"
        return True
    if said.sign == "barrier" and stands_unchanged(said.text, clause, thing):
        # "does not intend to change its ban"
        return True
    if said.sign == "opening" and _ENJOYED.search(said.text, clause.start, thing.start):
        return not clause.has_scope("negation")
    if thing.words.rstrip("s") in ANSWERS or (said.sign == "opening" and clause.statuses):
        return True
    return _is_in_being(said) or (said.sign == "barrier" and said.is_struck_down)


# "firms that invest in America will be exempt", "spare drugmakers that build plants there": the relief is the news
_THAT_THEY: Final = re.compile(
    r"\b(?:that|which|who|those|companies|firms|\w*makers) (?:(?!will\b|would\b)[\w’'-]+ ){0,3}$"
)
_ARE_SPARED: Final = re.compile(
    r"[^;]{0,120}?\b(?:(?:be|is|are) (?:\w+ly )?(?:spared|exempt(?:ed)?|excluded|freed|relieved)|"
    r"(?:will|would|need|do|does) not (?:have to )?(?:pay|face|be charged|be subject)|"
    r"(?:will|would) (?:escape|avoid))\b"
)
_SPARES: Final = re.compile(r"\b(?:exempt|spar|exclud)(?:e|es|s|ed|ing)? [^;]{0,60}$")
_CONDITION_REACH: Final = 90
_PLANTS: Final = frozenset((INVESTMENT, "plant"))


def is_condition_of_relief(text: str, clauses: list[Clause], thing: Cue) -> bool:
    """Whether an investment is what those who are spared a charge have to make, and no news of its own."""
    if thing.parts[0] not in _PLANTS:
        return False
    start = max(clauses[0].start, thing.start - _CONDITION_REACH)
    they = _THAT_THEY.search(text, start, thing.start)
    if they is None:
        return False
    if _SPARES.search(text, start, they.start()):
        return True
    return _ARE_SPARED.match(text, thing.end, clauses[-1].end) is not None


def _is_in_being(said: Statement) -> bool:
    """A known thing of the past, one beside a word of certainty, one that is called for."""
    clause, thing = said.clause, said.thing
    if said.is_definite and clause.has_scope("history"):
        return True
    if any(c.parts[0] in _STATING and abs(c.start - thing.start) <= _STATING_REACH for c in clause.statuses):
        return True
    # "call for stricter controls on imports"
    return said.sign == "barrier" and any(
        c.parts[0] == "hoped" and 0 <= thing.start - c.end <= _ASKED_REACH for c in clause.statuses
    )


def _is_only_cited(said: Statement) -> bool:
    """"Cars that comply with USMCA": an agreement called by its name, by which something else is measured."""
    if said.channel is not TRADE_AGREEMENT:
        return False
    opener = _opener_of(said)
    if opener == "under" and any(cue.end <= said.thing.start for cue in said.clause.instruments):
        # "arbitration over duties under the trade pact": the pact is by what something else is done
        return True
    is_name = said.text[said.thing.start].isupper() and said.text[said.thing.end - 1].isupper()
    return is_name and opener in _CITING


def _opener_of(said: Statement) -> str:
    return noun_phrase_opener(said.text, said.thing.start, said.before)


def noun_phrase_opener(text: str, offset: int, before: str) -> str:
    """The word before an offset, articles left out; before is the word that stands right there."""
    return word_before(text, text.rfind(before, 0, offset)) if before in _ARTICLES else before
