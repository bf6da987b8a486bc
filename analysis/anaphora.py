"""Resolves "these sectors" and "the industry" to the sectors named before: nearest list, two sentences back at most."""

import re
from bisect import bisect_right
from operator import attrgetter
from typing import Final, NamedTuple

from analysis.matcher import CueHit, CueWord, TermHit
from analysis.page import Page

CUE_KIND: Final = "reference"
_REACH: Final = 2
_WINDOW: Final = 40
# a list of sectors is shorter than this, whatever a hostile text repeats
_LONGEST_LIST: Final = 200
_PLURALS: Final = (
    "sectors industries businesses goods products items commodities crops metals minerals materials exporters "
    "producers growers manufacturers makers firms"
).split()
_SINGULARS: Final = ("sector", "industry")
# what has to stand before the noun, on folded text
_PLURAL_BEFORE: Final = re.compile(
    " ((?:these|those|both|such|all (?:of )?these|all (?:of )?those"
    "|the (?:two|three|four|five|six|seven|eight|nine|ten|latter|said|same|affected|targeted|above))(?: [a-z0-9]+)?) $"
)
_SINGULAR_BEFORE: Final = re.compile(" (the|this|that) $")


def reference_cues() -> tuple[CueWord, ...]:
    """The nouns that may stand for sectors named before, for the scanner."""
    plural = [CueWord(noun, CUE_KIND, "plural") for noun in _PLURALS]
    return (*plural, *(CueWord(noun, CUE_KIND, "singular") for noun in _SINGULARS))


class Reference(NamedTuple):
    """A phrase that stands for sectors named before, and the hits that it stands for."""

    start: int
    end: int
    sentence: int
    antecedents: tuple[TermHit, ...]


def find_references(page: Page, hits: list[TermHit], cues: list[CueHit]) -> list[Reference]:
    """Every resolved phrase in the order of the text; what has no antecedent within reach is left out."""
    phrases = [phrase for cue in cues if cue.cue.kind == CUE_KIND and (phrase := _phrase_at(page, cue))] if hits else []
    if not phrases:
        return []
    by_sentence: dict[int, list[TermHit]] = {}
    for hit in hits:
        if hit.role == "word":
            by_sentence.setdefault(hit.sentence, []).append(hit)
    found = [_resolve(page, by_sentence, start, end, least) for start, end, least in phrases]
    return [reference for reference in found if reference]


def _phrase_at(page: Page, noun: CueHit) -> tuple[int, int, int] | None:
    """Start, end and least number of antecedents of a phrase that ends in a noun; None where it points at nothing."""
    is_plural = noun.cue.value == "plural"
    before = page.text[max(0, noun.start - _WINDOW) : noun.start].lower()
    match = (_PLURAL_BEFORE if is_plural else _SINGULAR_BEFORE).search(f" {before}")
    if match is None:
        return None
    return noun.start - (len(before) + 1 - match.start(1)), noun.end, 2 if is_plural else 1


def _resolve(
    page: Page, by_sentence: dict[int, list[TermHit]], start: int, end: int, least: int
) -> Reference | None:
    sentence = page.sentence_at(start)
    here = by_sentence.get(sentence, [])
    earlier = here[: bisect_right(here, start, key=attrgetter("end"))]
    candidates = [earlier, *(by_sentence.get(sentence - back, []) for back in range(1, _REACH + 1))]
    for hits in candidates:
        hits = hits[-_LONGEST_LIST:]
        sectors = {hit.term.sector for hit in hits}
        if len(sectors) >= least and (least > 1 or len(sectors) == 1):
            return Reference(start, end, sentence, tuple(hits))
        # "these goods" after one sector named by several words
        if least > 1 and len({hit.term.folded for hit in hits}) > 1:
            return Reference(start, end, sentence, tuple(hits))
    return None
