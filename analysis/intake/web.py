"""An address to articles: what was fetched goes through the same door as a file."""

from collections.abc import Iterator
from typing import NamedTuple

from analysis.intake.door import Intake, read_bytes
from analysis.intake.fetch import Page, fetch
from analysis.intake.refusals import NotFetched
from analysis.model import Article
from analysis.sources import Failure


class Read(NamedTuple):
    """A page and what it holds."""

    page: Page
    intake: Intake


def read_page(url: str) -> Read:
    """What the page at an address holds; NotFetched where it is not fetched."""
    page = fetch(url)
    return Read(page, read_bytes(page.data, content_type=page.content_type, url=page.url))


def read_url(url: str) -> Iterator[Article | Failure]:
    """The articles of a page, of a feed one per item; in its place whatever cannot be fetched or read."""
    try:
        found = read_page(url).intake.found
    except NotFetched as refused:
        yield Failure(place=refused.place, reason=refused.reason, mend=refused.mend)
        return
    yield from found
