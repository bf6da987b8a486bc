"""What a reader has to know before trusting a reading: too short, cut, not English, no trade in it. Pure."""

from analysis.model import Article
from views import words
from views.exposure import Exposure

# read no further than this; a mend of the limit is a mend of loaders.article_of too
MOST_CHARACTERS = 200_000
_ENOUGH_WORDS = 40
_LEAST_ENGLISH = 0.08
_COMMON = frozenset(
    "the of and to in a that is for on with as by at it from was be are has have its said will an this not or "
    "but which were would their he more after they been we his who".split()
)


def notes_of(exposure: Exposure, text: str) -> tuple[str, ...]:
    """The notes to show over a reading, the engine's own first."""
    notes = list(exposure.analysis.notes)
    if len(text) > MOST_CHARACTERS:
        notes.append(words.CUT.format(count=MOST_CHARACTERS))
    if not is_english(exposure.article):
        notes.append(words.NOT_ENGLISH)
    if exposure.rows and not exposure.cells:
        notes.append(words.NO_TRADE)
    return tuple(dict.fromkeys(notes))


def is_english(article: Article) -> bool:
    """Whether the commonest English words are as common as in English; short texts get the benefit of doubt."""
    found = [word.strip(".,;:!?\"'()«»“”").lower() for word in article.text[:20_000].split()]
    if len(found) < _ENOUGH_WORDS:
        return True
    return sum(word in _COMMON for word in found) >= _LEAST_ENGLISH * len(found)
