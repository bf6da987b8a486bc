"""Which figures are held: a user's own, and those that come with the project. The one place that knows every body."""

from analysis.trade.database import default_database, stamp_of
from analysis.trade.embedded import load_embedded
from analysis.trade.model import Chained, Figures
from analysis.trade.sheets import TradeDataError
from analysis.trade.stored import StoredFigures, load_stored


def held_stamp() -> tuple[int, ...]:
    """What changes whenever figures are loaded or taken out; () without figures of one's own."""
    return stamp_of(default_database())


def own_problem() -> str:
    """Why a user's own figures cannot be read although they are there; "" where nothing is wrong."""
    path = default_database()
    try:
        if path.exists():
            StoredFigures(path=path).sources()
    except TradeDataError as error:
        return str(error)
    return ""


def held_figures() -> Figures:
    """All figures that are held, a user's own before the embedded ones."""
    own = load_stored(default_database())
    return Chained(bodies=(own, load_embedded()) if own else (load_embedded(),))
