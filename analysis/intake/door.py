"""The one door: bytes, and what is known of where they came from, to articles and to what could not be read."""

from dataclasses import dataclass

from analysis.intake.kinds import Kind
from analysis.model import Article
from analysis.sources import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came of one input, in its own order; a note stands before the article it is about.

    kind is what it was read as, None where it is no kind that is read.
    """

    kind: Kind | None
    found: tuple[Article | Failure, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles; of a feed one per item, whose text may be a teaser and whose url leads to the rest."""
        return tuple(item for item in self.found if isinstance(item, Article))

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be read, and notes on how the rest was."""
        return tuple(item for item in self.found if isinstance(item, Failure))


def read_bytes(data: bytes, *, name: str = "", content_type: str = "", url: str = "") -> Intake:
    """The articles in one input; never raises for what the bytes hold, and never reads for longer than its limits.

    name is the file's name (its ending says the kind where content_type does not) and stands in every message; without
    it the host of url does. content_type is a header's value, parameters and all; url is kept in the articles.
    """
    return Intake(kind=None, found=())
