"""Which figures are held: those that come with the project. The one place that knows every body of figures."""

from analysis.trade.embedded import load_embedded
from analysis.trade.model import Chained, Figures


def held_figures() -> Figures:
    """All figures that are held, a user's own before the embedded ones."""
    return Chained(bodies=(load_embedded(),))
