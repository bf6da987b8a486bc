"""What one clause says of one instrument, before it is judged: the parts that the later rules share."""

import re
from typing import Final

from analysis.acts import ACTIVE, Act
from analysis.clauses import Clause, Cue
from analysis.hinted import Hinted
from analysis.matcher import PlaceHit
from analysis.members import STANDARDS, SUBSIDY
from analysis.model import Channel
from analysis.roles import Role
from analysis.rulings import sides_in

_KEEPING: Final = frozenset(("exclude", "deny", "lose", "disqualify"))
_INELIGIBLE: Final = Hinted(
    re.compile(
        r"\b(?:ineligible|not eligible|not qualify|n[o’']t qualify|no longer (?:qualify|eligible)|not (?:be )?entitled|"
        r"shut out|barred|los(?:e|es|t|ing) (?:their |its )?access) (?:for|to|from|of)\b[^,;]{0,40}$",
        re.IGNORECASE,
    ),
    "eligible", "qualify", "entitled", "shut out", "barred", "access",
)  # fmt: skip

_STRUCK_DOWN: Final = re.compile(
    r"\W*(?:which|that)\b.{0,60}\b(?:struck down|ruled (?:illegal|unlawful|against)|invalidated|overturned|annulled|"
    r"declared (?:illegal|unlawful)|found (?:illegal|unlawful))\b"
)


class Statement:
    """An instrument or flow with its action, in its clause and sentence; roles are those of the places around it."""

    __slots__ = (
        "act", "before", "buyers", "channel", "clause", "clauses", "flow", "index", "is_definite", "is_instrument",
        "is_titled", "places", "roles", "sellers", "sign", "text", "thing",
    )  # fmt: skip

    def __init__(
        self, text: str, clauses: list[Clause], index: int, places: list[PlaceHit], thing: Cue, act: Act, *,
        channel: Channel, sign: str, before: str, is_definite: bool, is_titled: bool, flow: str = "",
    ) -> None:  # fmt: skip
        self.text, self.clauses, self.index, self.clause = text, clauses, index, clauses[index]
        self.places, self.thing, self.act = places, thing, act
        self.channel, self.sign, self.flow = channel, sign, flow
        # the word before the instrument or flow
        self.before = before
        self.is_definite, self.is_titled = is_definite, is_titled
        # an instrument, not a flow of goods or people
        self.is_instrument = thing.kind == "instrument"
        self.roles: list[Role] = []
        # who bars imports, and whose, where an export ban turns out to be the buyer's
        self.buyers: tuple[str, ...] = ()
        self.sellers: tuple[str, ...] = ()

    @property
    def is_denied(self) -> bool:
        """Whether support is kept from somebody: "excluded from the subsidies", "ineligible for the credit"."""
        if self.channel is not SUBSIDY:
            return False
        if self.act.lemma in _KEEPING:
            return True
        clause = self.clause
        return _INELIGIBLE.search(self.text, clause.start, self.thing.start, clause.hints) is not None

    @property
    def is_struck_down(self) -> bool:
        """"Tariffs on its partners, which two courts have struck down": of the last instrument before the pronoun."""
        if self.clause.instruments[-1:] != [self.thing] or self.index + 1 >= len(self.clauses):
            return False
        after = self.clauses[self.index + 1]
        return _STRUCK_DOWN.match(self.text, after.start, after.end) is not None

    @property
    def is_accepted(self) -> bool:
        """"Will accept American safety standards": they are somebody else's, and good enough."""
        return (
            self.channel is STANDARDS and self.sign != "opening" and self.act.relation == ACTIVE
            and self.act.lemma in ("accept", "recognise")
        )  # fmt: skip

    @property
    def is_relief(self) -> bool:
        """Whether it is an opening that says of no barrier of its own: an exemption, a waiver, a respite."""
        return self.sign == "opening" and self.thing.parts[0] == "by_object"

    @property
    def is_upheld(self) -> bool:
        """Whether a ruling leaves in place what was complained of."""
        return sides_in(
            self.text, self.clauses[0].start, self.clauses[-1].end, self.places, self.clause.hints
        ).is_upheld

    def has_scope(self, kind: str) -> bool:
        """Whether a scope cue of that kind stands anywhere in the sentence."""
        return any(clause.has_scope(kind) for clause in self.clauses)
