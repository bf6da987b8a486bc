"""Which language a text is in: plain English by its commonest words, everything else by py3langid's model.

The model is part of the package, so nothing is fetched, and the same text always has the same language.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
_LOOKED_AT = 3_000
_LEAST_LETTERS = 25
_LEAST_WORDS = 20
# words that are common in English and rare elsewhere; enough of them and no model is needed
_COMMON = frozenset(
    "the of and to that with for from said has was is are by which would this have its".split()
)
_SURELY_ENGLISH = 0.12
# below this the model abstains: lists of names, tables, a few words
_SURE = 0.5
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """ISO 639-1 code of the language of a text, or nothing where that cannot be told."""
    head = text[:_LOOKED_AT]
    words = _WORD.findall(head.lower())
    if len(words) >= _LEAST_WORDS and sum(w in _COMMON for w in words) >= _SURELY_ENGLISH * len(words):
        return ENGLISH
    if sum(map(len, words)) < _LEAST_LETTERS and head.isascii():
        return ""
    if not words:
        return ""
    language, confidence = _identifier().classify(" ".join(head.split()))
    return str(language) if confidence >= _SURE and len(language) == 2 else ""


def confidence_of(text: str) -> float:
    """How surely a text is in any one language at all, from 0 to 1."""
    head = " ".join(text[: _LOOKED_AT // 2].split())
    return float(_identifier().classify(head)[1]) if head else 0.0


def language_name(code: str) -> str:
    """What a language is called in English, or its code where no name is known."""
    return str(Locale(ENGLISH).languages.get(code, code))


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
