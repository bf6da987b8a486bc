"""How certain a measure is, with the cue and the rule that decided it."""

from analysis.clauses import Cue
from analysis.model import Status


class Certainty:
    """Status, whether the barrier is lifted rather than laid, the cue that decided (None = verb form), the rule."""

    __slots__ = ("cue", "is_flipped", "rule", "status")

    def __init__(self, status: Status, is_flipped: bool, cue: Cue | None, rule: str) -> None:
        self.status, self.is_flipped, self.cue, self.rule = status, is_flipped, cue, rule

    def taken_as(self, status: Status, rule: str = "") -> "Certainty":
        """The same read as another status, by a rule of its own where one is given."""
        return Certainty(status, self.is_flipped, self.cue, rule or self.rule)
