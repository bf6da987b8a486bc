"""A word of trade policy where it stands: what the rules that give it a channel ask of its clause and its article."""

from analysis.acts import Act
from analysis.clauses import Clause, Cue
from analysis.drafts import Draft
from analysis.model import Channel


class Setting:
    """An instrument or flow, the action on it, what its clause holds and what the article told last."""

    __slots__ = (
        "act", "any_place", "channel", "clause", "has_goods", "has_target", "is_on_goods", "last", "sign", "text",
        "thing",
    )  # fmt: skip

    def __init__(
        self, text: str, clause: Clause, thing: Cue, act: Act, last: Draft | None, *, has_goods: bool, has_target: bool,
        any_place: bool, is_on_goods: bool,
    ) -> None:  # fmt: skip
        self.text, self.clause, self.thing, self.act, self.last = text, clause, thing, act, last
        # whether a sector is named, whether a place follows the thing, whether there is a place at all
        self.has_goods, self.has_target, self.any_place = has_goods, has_target, any_place
        # whether an industry is what it is said to be on: "an agreement on lithium"
        self.is_on_goods = is_on_goods
        # what the word alone says: its channel, which may be "by_object", and its sign
        self.channel, self.sign = thing.parts[0], thing.parts[1]

    @property
    def told(self) -> Channel | None:
        """The channel of what the article told last."""
        return self.last.channel if self.last is not None else None

    @property
    def is_punished(self) -> bool:
        """Whether the article last told of sanctions."""
        return self.last is not None and self.last.channel is Channel.SANCTIONS

    @property
    def object_start(self) -> int:
        """Where the object begins with its preposition, also where "of" is a part of the words: " of avocados"."""
        return self.thing.end - 3 if self.thing.words.endswith(" of") else self.thing.end


# (channel, sign) is what a rule finds; no channel means that the clause states no policy and no volume;
# None is the answer of a rule that does not decide, so that the next is asked
Found = tuple[Channel | None, str]
NO_POLICY: Found = (None, "")
