"""Every shape of page that there is, and every story that is put into it."""

from collections.abc import Callable

from tests.intake import page_asides, page_snares, page_systems
from tests.intake.page_pieces import CANOLA, CHIPS, STEEL_DE, SUGAR, Story

_MODULES = (page_systems, page_snares, page_asides)
# whatever these modules define by a name of its own is a shape, in the order in which it stands there
SHAPES: tuple[Callable[[Story], str], ...] = tuple(
    shape
    for module in _MODULES
    for name, shape in vars(module).items()
    if callable(shape) and not name.startswith("_") and shape.__module__ == module.__name__
)
STORIES = (CANOLA, CHIPS, SUGAR, STEEL_DE)
SHOWN = {"paywall_teaser": 2}  # of some shapes only so many paragraphs are shown
