"""Resolves "these sectors" and "the industry" to the sectors named before: nearest list, two sentences back at most."""

import re
from typing import NamedTuple

from analysis.matcher import TermHit
from analysis.page import Page

_REACH = 2
_NOUNS = (
    "(?:sectors|industries|businesses|goods|products|items|commodities|crops|metals|minerals|materials|exporters"
    "|producers|growers|manufacturers|makers|firms)"
)
_DETERMINERS = (
    "these|those|both|such|all (?:of )?these|all (?:of )?those|the (?:two|three|four|five|six|seven|eight|nine|ten"
    "|latter|said|same|affected|targeted|above)"
)
# on folded text, where every word stands between spaces
_PLURAL = re.compile(rf"(?<= )(?:{_DETERMINERS}) (?:\w+ )?{_NOUNS}(?= )")
_SINGULAR = re.compile(r"(?<= )(?:the|this|that) (?:sector|industry)(?= )")
_PLURAL_QUICK = (" these ", " those ", " both ", " such ", " latter ", " said ", " affected ", " targeted ", " the same ")
_SINGULAR_QUICK = (" sector ", " industry ")


class Reference(NamedTuple):
    """A phrase that stands for sectors named before, and the hits that it stands for."""

    start: int
    end: int
    sentence: int
    antecedents: tuple[TermHit, ...]


def find_references(page: Page, hits: list[TermHit]) -> list[Reference]:
    """Every resolved phrase in the order of the text; what has no antecedent within reach is left out."""
    if not hits:
        return []
    by_sentence: dict[int, list[TermHit]] = {}
    for hit in hits:
        if hit.role == "word":
            by_sentence.setdefault(hit.sentence, []).append(hit)
    padded = page.folded.padded
    found = []
    for pattern, quick, least in ((_PLURAL, _PLURAL_QUICK, 2), (_SINGULAR, _SINGULAR_QUICK, 1)):
        if any(word in padded for word in quick):
            for match in pattern.finditer(padded):
                start, end = page.folded.span(match.start() - 1, match.end() - 1)
                if reference := _resolve(page, by_sentence, start, end, least):
                    found.append(reference)
    return sorted(found)


def _resolve(
    page: Page, by_sentence: dict[int, list[TermHit]], start: int, end: int, least: int
) -> Reference | None:
    sentence = page.sentence_at(start)
    earlier = [hit for hit in by_sentence.get(sentence, ()) if hit.end <= start]
    candidates = [earlier, *(by_sentence.get(sentence - back, []) for back in range(1, _REACH + 1))]
    for hits in candidates:
        sectors = {hit.term.sector for hit in hits}
        if len(sectors) >= least and (least > 1 or len(sectors) == 1):
            return Reference(start, end, sentence, tuple(hits))
        if least > 1 and hits:
            # "these goods" after one sector named by several words
            if len({hit.term.folded for hit in hits}) > 1:
                return Reference(start, end, sentence, tuple(hits))
    return None
