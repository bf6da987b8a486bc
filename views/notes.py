"""What a reader has to know before trusting a reading: too short, cut, not English, no trade in it."""

from views import words
from views.exposure import Exposure
from views.loaders import MOST_CHARACTERS, name_of_language


def notes_of(exposure: Exposure, text: str) -> tuple[str, ...]:
    """The notes to show over a reading, the engine's own first."""
    notes = list(exposure.analysis.notes)
    if len(text) > MOST_CHARACTERS:
        notes.append(words.CUT.format(count=MOST_CHARACTERS))
    language = exposure.article.language
    if language not in ("", "en"):
        notes.append(words.NOT_ENGLISH.format(language=name_of_language(language)))
    if exposure.rows and not exposure.cells:
        notes.append(words.NO_TRADE)
    return tuple(dict.fromkeys(notes))
