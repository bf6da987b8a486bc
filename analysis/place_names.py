"""The English name of each place id: countries from Unicode CLDR through Babel, the rest by hand."""

from babel import Locale
from babel.core import get_global

# shorter than CLDR, or not in it: clubs of states, former states, codes that no alias leads to
_OWN = {
    "AFU": "African Union",
    "ASEAN": "ASEAN",
    "COD": "DR Congo",
    "COG": "Congo",
    "CPTPP": "CPTPP",
    "CSK": "Czechoslovakia",
    "DDR": "East Germany",
    "EFTA": "EFTA",
    "EUU": "European Union",
    "G20": "G20",
    "G7": "G7",
    "HKG": "Hong Kong",
    "MAC": "Macao",
    "MERCOSUR": "Mercosur",
    "MMR": "Myanmar",
    "OPEC": "OPEC",
    "SUN": "Soviet Union",
    "WTO": "World Trade Organization",
    "XKX": "Kosovo",
    "YMD": "South Yemen",
    "YUG": "Yugoslavia",
}
# three-letter codes of CLDR that are withdrawn, private or no place
_NO_PLACES = frozenset("BUR FXX QUU TMP XAA XBB XKK ZAR ZZZ".split())
# in the place of a target: whoever it is
_EVERY, _EVERYBODY = "ALL", "all countries"


def _countries() -> dict[str, str]:
    names = Locale("en").territories
    return {
        code: str(names[targets[0]])
        for code, targets in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and len(targets) == 1 and targets[0] in names
    }


PLACES = {code: name for code, name in {**_countries(), **_OWN}.items() if code not in _NO_PLACES}


def place_name(place: str) -> str:
    """The name of a place, or its id where no name is known."""
    return _EVERYBODY if place == _EVERY else PLACES.get(place, place)


def place_and_code(place: str, every: str = _EVERYBODY) -> str:
    """The name with the code by which it is asked for, as in Canada (CAN); every is what stands for all countries."""
    if place == _EVERY:
        return every
    name = place_name(place)
    return name if name == place else f"{name} ({place})"
