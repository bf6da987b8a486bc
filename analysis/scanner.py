"""One pass of an Aho-Corasick automaton: whole-word phrases of every kind in folded text, or strings as they stand."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

Hit = tuple[int, int, int]
Payload = TypeVar("Payload")


class Scanner(Generic[Payload]):
    """Phrases and what they stand for. A phrase may stand for several things; they keep the order of entry."""

    def __init__(self, entries: Iterable[tuple[str, Payload]]) -> None:
        table: dict[str, list[Payload]] = {}
        for phrase, payload in entries:
            table.setdefault(phrase, []).append(payload)
        self.phrases = list(table)
        self.payloads = [tuple(payloads) for payloads in table.values()]
        # the spaces make the automaton itself insist on whole words
        self._automaton = BytesAhoCorasick(
            [f" {phrase} ".encode() for phrase in table],
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,
        )

    def hits(self, padded: str) -> list[Hit]:
        """(index into payloads, start, end) of every match in the order of ends, overlaps included.

        start is an offset without the padding; end lies behind the space after the match, so it is two more.
        """
        return self._automaton.find_matches_as_indexes(padded.encode("ascii"), overlapping=True)


class Literals:
    """A few short strings to be found as they stand, also inside words; what is not ASCII is as good as a "?"."""

    def __init__(self, strings: Iterable[str]) -> None:
        self._automaton = BytesAhoCorasick(
            [string.encode("ascii", "replace") for string in strings], implementation=Implementation.DFA
        )

    def hits(self, text: str) -> list[Hit]:
        """(index of the string, start, end) of every match, overlaps included."""
        # one byte a character, so offsets stay what they are
        return self._automaton.find_matches_as_indexes(text.encode("ascii", "replace"), overlapping=True)
