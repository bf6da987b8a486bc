"""Finds sectors that a sentence leaves out: "except dairy", "autos are not affected", "leaves dairy untouched"."""

import re
from bisect import bisect_left
from typing import Final

from analysis.hinted import Hinted
from analysis.matcher import CueHit, CueWord, TermHit
from analysis.page import Page

CUE_KIND: Final = "exclusion"
# a sentence without any of these, on folded text, leaves nothing out
_SIGNS: Final = (
    "except", "exception", "exceptions", "exclude", "excludes", "excluding", "other than", "apart from", "aside from",
    "not", "t", "unaffected", "untouched", "unscathed", "without touching",
)  # fmt: skip
_BEFORE: Final = Hinted(re.compile(
    r"\b(?:except(?: for| on)?|excluding|excludes?|other than|apart from|aside from|with the exceptions? of|but not"
    r"|not including|do(?:es)? not (?:apply|extend) to|did not (?:apply|extend) to|will not (?:apply|extend) to"
    r"|would not (?:apply|extend) to|not affecting|without touching)\s",
    re.IGNORECASE,
), "except", "exclud", "other than", "apart from", "aside from", "but not", "not including", "not apply", "not extend",
    "not affecting", "without touching",
)  # fmt: skip
_AFTER: Final = Hinted(re.compile(
    r"\b(?:untouched|unaffected|unscathed|(?:is|are|was|were|will|would|has|have|do|does|did)(?: also| so far)?"
    r"(?: not|n['’]t)(?: be| been| being)? (?:affected|covered|included|touched|hit|targeted|concerned|part of"
    r"|subject to|among|involved))\b",
    re.IGNORECASE,
), "unscathed", "affected", "covered", "included", "touched", "hit", "targeted", "concerned", "part of",
    "subject to", "among", "involved",
)  # fmt: skip
_LIST_GAP: Final = re.compile(
    r"^[\s,]*(?:(?:and|or|nor|as well as|the|on|for|in|of|any|all|some|to|their|its)\s+){0,3}$", re.IGNORECASE
)
_MODIFIERS: Final = re.compile(r"^(?:[\s'’-]*[\w'’-]+){0,4}\s*$")
_STOPS: Final = re.compile(
    r"[;:]|,\s*(?:though|which|who)\b|\b(?:but|while|although|whereas)\b", re.IGNORECASE
)
# how far a list may stand from its cue, and a list's own clause may reach back, in characters
_REACH: Final = 60
_WINDOW: Final = 240


def exclusion_cues() -> tuple[CueWord, ...]:
    """The words that may leave sectors out, for the scanner."""
    return tuple(CueWord(sign, CUE_KIND) for sign in _SIGNS)


def excluded_hits(page: Page, hits: list[TermHit], cues: list[CueHit]) -> set[int]:
    """Indexes of the hits that their own sentence says are left out."""
    out: set[int] = set()
    suspects = {cue.sentence for cue in cues if cue.cue.kind == CUE_KIND} if hits else set()
    if not suspects:
        return out
    by_sentence: dict[int, list[int]] = {}
    for index, hit in enumerate(hits):
        if hit.sentence in suspects:
            by_sentence.setdefault(hit.sentence, []).append(index)
    for sentence, indexes in by_sentence.items():
        start, end = page.sentences[sentence]
        for cue in _BEFORE.findall(page.text, start, end):
            out.update(_listed_after(page, hits, indexes, cue.end()))
        for cue in _AFTER.findall(page.text, start, end):
            out.update(_listed_before(page, hits, indexes, cue.start(), start))
    return out


def _listed_after(page: Page, hits: list[TermHit], indexes: list[int], offset: int) -> list[int]:
    """The list of hits that begins right after a cue."""
    found: list[int] = []
    for position in range(bisect_left(indexes, offset, key=lambda index: hits[index].start), len(indexes)):
        hit = hits[indexes[position]]
        if hit.start - offset > _REACH:
            break
        gap = page.text[offset : hit.start]
        if not (_LIST_GAP.match(gap) or (_MODIFIERS.match(gap) and not _STOPS.search(gap))):
            break
        found.append(indexes[position])
        offset = hit.end
    return found


def _listed_before(page: Page, hits: list[TermHit], indexes: list[int], offset: int, start: int) -> list[int]:
    """The list of hits that ends right before a cue."""
    stops = [stop.end() for stop in _STOPS.finditer(page.text, max(start, offset - _WINDOW), offset)]
    floor = stops[-1] if stops else start
    found: list[int] = []
    for position in range(bisect_left(indexes, offset, key=lambda index: hits[index].end) - 1, -1, -1):
        hit = hits[indexes[position]]
        if hit.start < floor or offset - hit.end > _REACH:
            break
        if found and not _LIST_GAP.match(page.text[hit.end : offset]):
            break
        found.append(indexes[position])
        offset = hit.start
    return found
