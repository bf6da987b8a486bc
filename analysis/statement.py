"""What one clause says of one instrument, before it is judged: the parts that the later rules share."""

from dataclasses import dataclass, field

from analysis.clauses import Clause, Cue
from analysis.governing import Act
from analysis.matcher import PlaceHit
from analysis.model import Channel
from analysis.roles import Role


@dataclass(slots=True)
class Statement:
    """An instrument or flow with its action, in its clause and sentence; roles are those of the places around it."""

    text: str
    clauses: list[Clause]
    index: int
    places: list[PlaceHit]
    thing: Cue
    act: Act
    channel: Channel
    sign: str
    is_definite: bool
    is_titled: bool
    flow: str = ""
    roles: list[Role] = field(default_factory=list)

    @property
    def clause(self) -> Clause:
        """The clause that says it."""
        return self.clauses[self.index]

    @property
    def is_instrument(self) -> bool:
        """Whether it is an instrument, not a flow of goods or people."""
        return self.thing.kind == "instrument"

    def has_scope(self, kind: str) -> bool:
        """Whether a scope cue of that kind stands anywhere in the sentence."""
        return any(clause.has_scope(kind) for clause in self.clauses)
