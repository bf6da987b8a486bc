"""Effects on a role that the text itself states ("American brewers will pay more for cans"): data/role_words.tsv.

Who comes first, what happens to them follows in the same clause; a negation between the two silences it. The words of
the article win over the table of role effects and are shown as its evidence.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from analysis.model import Analysis, Outlook, Span
from analysis.text import split_sentences
from analysis.trade.crosswalk import read_table
from analysis.trade.findings import Role, StatedEffect

# who and what happens stand at most so many characters apart
_REACH = 40
# a country names whose they are when it stands so close before them, or right after ("brewers in Canada")
_BEFORE, _AFTER = 24, 14
_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|neither|without|hardly|unlikely|fail(?:s|ed)? to|rather than)\b|n['’]t\b", re.I
)
# a brewer who pays more for cans is named by what he makes, and hit in what he buys
_MAKERS = frozenset((Role.PRODUCER, Role.EXPORTER, Role.RIVAL))
# who is touched where a sector buys what a measure is on
BUYERS = frozenset((Role.IMPORTER, Role.CONSUMER))
_BREAK = re.compile(r"[;:]|\b(?:while|whereas|although|but|because)\b", re.I)


class _Rule(NamedTuple):
    role: Role
    outlook: Outlook
    pattern: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            Role(row["role"]),
            Outlook(row["outlook"]),
            re.compile(
                rf"\b(?P<who>{row['who']})\b(?P<between>[^.;!?\n]{{0,{_REACH}}}?)\b(?P<says>{row['says']})"
            ),
        )
        for row in read_table("role_words.tsv")
    )


@cache
def _anybody() -> re.Pattern[str]:
    """The words for any role, in small letters: a sentence without one is not looked at closer."""
    return re.compile(rf"\b(?:{'|'.join(dict.fromkeys(row['who'] for row in read_table('role_words.tsv')))})\b")


def _small(text: str) -> str:
    """A text in small letters, every one where it was; patterns for them are four times as fast as for any case."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def stated_effects(analysis: Analysis) -> tuple[StatedEffect, ...]:
    """Every effect on a role that is stated, in the order of the text; one per sentence, role and outlook."""
    text, small = analysis.article.text, _small(analysis.article.text) if analysis.measures else ""
    found: dict[tuple[int, Role, Outlook], StatedEffect] = {}
    places = sorted(
        (span, place.iso3) for place in (*analysis.places, *analysis.named_places) for span in place.evidence
    )
    named = [match.start() for match in _anybody().finditer(small)]
    if not named:
        return ()
    for start, end in split_sentences(text):
        sentence = small[start:end]
        if bisect_left(named, start) == bisect_left(named, end):
            continue
        for rule in _rules():
            match = rule.pattern.search(sentence)
            if match is None or not _holds(sentence, match):
                continue
            cue = Span(start + match.start(), start + match.end())
            found.setdefault(
                (start, rule.role, rule.outlook),
                StatedEffect(
                    role=rule.role,
                    country=_whose(places, start + match.start(), start + match.end("who"), text),
                    outlook=rule.outlook,
                    sectors=_sectors(analysis, Span(start, end), rule.role),
                    evidence=Span(start, end),
                    cue=cue,
                ),
            )
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0], str(key[1]), str(key[2]))))


def buyers_in(analysis: Analysis) -> frozenset[tuple[int, str]]:
    """(index of a measure, sector) where the words of a measure name a sector only as who pays more, or less, for it.

    "A duty on steel ... Mexican carmakers warned that it raises the price of sheet": the duty is on steel, not on cars.
    """
    found = []
    for index, measure in enumerate(analysis.measures):
        if len(measure.sectors) < 2 or len(measure.evidence) < 2:
            continue
        # a consequence follows what it is one of
        after = measure.evidence[1:]
        effects = [span for span in after if _is_on_buyers(_small(analysis.article.text[span.start : span.end]))]
        others = [span for span in measure.evidence if span not in effects]
        if not effects:
            continue
        told = {sector for sector in measure.sectors if _names(analysis, sector, others)}
        if told:
            gone = (s for s in measure.sectors if s not in told and _names(analysis, s, effects))
            found += [(index, sector) for sector in gone]
    return frozenset(found)


def _is_on_buyers(sentence: str) -> bool:
    matches = (rule.pattern.search(sentence) for rule in _rules() if rule.role in BUYERS)
    return any(match is not None and _holds(sentence, match) for match in matches)


def _names(analysis: Analysis, sector: str, spans: list[Span]) -> bool:
    return any(
        span.start <= mention.span.start < span.end
        for reading in (*analysis.readings, *analysis.passing)
        if reading.sector == sector
        for mention in reading.mentions
        for span in spans
    )


def _holds(sentence: str, match: re.Match[str]) -> bool:
    between = match["between"]
    return not (_NEGATION.search(between) or _NEGATION.search(match["says"]) or _BREAK.search(between))


def _whose(places: list[tuple[Span, str]], start: int, end: int, text: str) -> str:
    """The country that stands right before or after the words for who; "" where none does."""
    at = bisect_right(places, (Span(start, start), "")) - 1
    if at >= 0:
        span, iso3 = places[at]
        gap = text[span.end : start]
        if 0 <= start - span.end <= _BEFORE and not re.search(r"[.,;:]", gap) and not _is_elsewhere(gap):
            return iso3
    for span, iso3 in places[at + 1 : at + 2]:
        if end <= span.start <= end + _AFTER and re.fullmatch(
            r" (?:in|of|from|across) (?:the )?", text[end : span.start]
        ):
            return iso3
    return ""


def _is_elsewhere(gap: str) -> bool:
    """Whether a verb or preposition parts a place from the words after it ("tariffs on Canada mean shoppers ...")."""
    return bool(
        re.search(
            r"\b(?:on|to|and|or|by|that|mean|means|said|say|says|will|is|are|as|for|while)\b", gap, re.I
        )
    )


def _sectors(analysis: Analysis, sentence: Span, role: Role) -> tuple[str, ...]:
    """The sectors that the sentence names, for who makes or sells; for who buys, those of the measure told last."""
    named = tuple(_named(analysis, sentence))
    if named and role in _MAKERS:
        return named
    before = [
        (span.start, measure.sectors)
        for measure in analysis.measures
        for span in measure.evidence
        if span.start < sentence.end and measure.sectors
    ]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return named


def _named(analysis: Analysis, sentence: Span) -> Iterator[str]:
    for reading in analysis.readings:
        if any(sentence.start <= mention.span.start < sentence.end for mention in reading.mentions):
            yield reading.sector
