"""How certain a measure is, with the cue and the rule that decided it."""

from typing import NamedTuple

from analysis.clauses import Cue
from analysis.model import Status


class Certainty(NamedTuple):
    """Status, whether the barrier is lifted rather than laid, the cue that decided (None = verb form), the rule."""

    status: Status
    is_flipped: bool
    cue: Cue | None
    rule: str
