"""What one clause says of one instrument, before it is judged: the parts that the later rules share."""

from analysis.clauses import Clause, Cue
from analysis.governing import Act
from analysis.matcher import PlaceHit
from analysis.model import Channel
from analysis.roles import Role


class Statement:
    """An instrument or flow with its action, in its clause and sentence; roles are those of the places around it."""

    __slots__ = (
        "act", "channel", "clause", "clauses", "flow", "index", "is_definite", "is_instrument", "is_titled", "places",
        "roles", "sign", "text", "thing",
    )  # fmt: skip

    def __init__(
        self, text: str, clauses: list[Clause], index: int, places: list[PlaceHit], thing: Cue, act: Act, *,
        channel: Channel, sign: str, is_definite: bool, is_titled: bool, flow: str = "",
    ) -> None:  # fmt: skip
        self.text, self.clauses, self.index, self.clause = text, clauses, index, clauses[index]
        self.places, self.thing, self.act = places, thing, act
        self.channel, self.sign, self.flow = channel, sign, flow
        self.is_definite, self.is_titled = is_definite, is_titled
        # an instrument, not a flow of goods or people
        self.is_instrument = thing.kind == "instrument"
        self.roles: list[Role] = []

    def has_scope(self, kind: str) -> bool:
        """Whether a scope cue of that kind stands anywhere in the sentence."""
        return any(clause.has_scope(kind) for clause in self.clauses)
