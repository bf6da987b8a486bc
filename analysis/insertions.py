"""What is put between a subject and its verb, or a verb and its object: told beside, so it governs nothing there."""

import re
from typing import Final

from analysis.clauses import Cue, SentenceCues, words_between
from analysis.hinted import UNKNOWN, Hinted

# "The duty on steel, imposed by Mexico in January, was lifted", "the tariff, in force since May 3, 2025, will end"
_BESIDE: Final = Hinted(
    re.compile(
        r", (?:(?:first|now|still|also|already|only|long|once|\w+ly) )*"
        r"(?:levied|imposed|ordered|introduced|announced|charged|decreed|enacted|adopted|applied|laid|slapped|unveiled|"
        r"signed|approved|"
        r"(?:currently |at )?\d[\d.]*(?:%| per ?cent) (?:since|until|from|under)|"
        r"brought in|put in place|reimposed|reinstated|raised|doubled|suspended|halted|paused|banned|"
        r"frozen|blocked|in (?:force|place|effect)|due|scheduled|set|planned|meant|effective)\b"
        r"[^,;:—]{0,90}(?:, (?:19|20)\d\d)?, "
    ),
    "levied", "imposed", "ordered", "introduced", "announced", "charged", "decreed", "enacted", "adopted", "applied",
    " laid", "slapped", "unveiled", "signed", "approved", "% since", "% until", "% from", "% under", "cent since",
    "cent until", "cent from", "cent under", "brought in", "reinstated", "raised", "doubled", "suspended", "halted",
    "paused", "banned", "frozen", "blocked", "in force", "in place", "in effect", " due", "scheduled", " set",
    "planned", " meant", "effective",
)  # fmt: skip
# "was due to start in May but has been delayed", "is to begin in 2026 but will be postponed"
_MEANT: Final = Hinted(
    re.compile(
        r" (?:was|were|is|are|had been|have been|has been) (?:\w+ly )?"
        r"(?:(?:due|set|scheduled|supposed|meant|planned|expected|slated|about|poised) )?to "
        r"(?:start|begin|take (?:full )?effect|come into (?:force|effect)|(?:enter|go) into (?:force|effect)|kick in|"
        r"apply|rise|increase|double|expire|end|lapse|"
        r"be (?:imposed|levied|introduced|applied|charged|launched|raised|lifted))\b"
        r"[^;:—]{0,70}?,? but (?:(?:it|they|that|this) )?"
    ),
    " but ",
)  # fmt: skip
# "suspends until November 2026 the licence requirement", "extended until at least the end of March its ban"
_UNTIL: Final = Hinted(
    re.compile(
        r" (?:until|till|through)(?: at least| early| late| mid)? (?:the (?:end|start|middle) of )?"
        r"(?:further notice|next \w+|(?:\d{1,2} )?[A-Z][a-z]+\.?(?: \d{1,2},?)?(?: (?:19|20)\d\d,?)?|(?:19|20)\d\d)"
        r" (?=(?:the|its|their|his|all|an?|some|most|both|any)\b)"
    ),
    " until ", " till ", " through ",
)  # fmt: skip
_HELPED: Final = re.compile(
    r"(?:(?:has|have|had|is|are|was|were|will|would|should|could|may|might|must) )?"
    r"(?:(?:now|also|then|since|finally|not|to|\w+ly) )*(?:(?:be|been|being) )?(?:(?:now|\w+ly) )*"
)
_HELPERS: Final = frozenset(("be", "been", "being", "is", "are", "was", "were", "get", "got"))
_SUBJECT_REACH: Final = 8
_DOING: Final = frozenset(("ed", "part", "past", "base", "s", "same"))


def without_insertions(text: str, start: int, end: int, cues: SentenceCues, hints: int = UNKNOWN) -> SentenceCues:
    """The cues of a sentence without those of action, certainty and a new clause that stand in what is put between."""
    if not cues.actions:
        return cues
    spans = _after_subjects(text, start, end, cues, hints) + _after_verbs(text, end, cues, hints)
    if not spans:
        return cues
    return SentenceCues(
        cues.things,
        _outside(cues.actions, spans),
        _outside(cues.statuses, spans),
        [cue for cue in cues.scopes if cue.parts[0] != "terminator" or _outside([cue], spans)],
        cues.speakers,
        cues.friends,
    )


def _outside(cues: list[Cue], spans: list[tuple[int, int]]) -> list[Cue]:
    return [cue for cue in cues if not any(begin <= cue.start < stop for begin, stop in spans)]


def _after_subjects(text: str, start: int, end: int, cues: SentenceCues, hints: int) -> list[tuple[int, int]]:
    return [
        found.span()
        for pattern in (_BESIDE, _MEANT)
        for found in pattern.findall(text, start, end, hints)
        if _has_subject(text, found.start(), cues) and _is_told_on(text, found.end(), cues)
    ]


def _has_subject(text: str, stop: int, cues: SentenceCues) -> bool:
    """Whether the words before end with something of trade to which nothing has been done yet."""
    thing = next((cue for cue in reversed(cues.things) if cue.end <= stop), None)
    if thing is None or words_between(text, thing.end, stop) > _SUBJECT_REACH or "," in text[thing.end : stop]:
        return False
    return not any(thing.end <= cue.start < stop and cue.parts[1] != "noun" for cue in cues.actions)


def _is_told_on(text: str, place: int, cues: SentenceCues) -> bool:
    """Whether the sentence goes on with what is done to its subject, or with what that does of itself."""
    helped = _HELPED.match(text, place)
    verb = helped.end() if helped else place
    cue = next((cue for cue in cues.actions if cue.start == verb and cue.parts[1] in _DOING), None)
    if cue is None or cue.parts[3] == "damage":
        return False
    is_passive = not _HELPERS.isdisjoint(text[place:verb].split())
    return is_passive if cue.parts[4] != "yes" else True


def _after_verbs(text: str, end: int, cues: SentenceCues, hints: int) -> list[tuple[int, int]]:
    """A date that parts a verb from its object, which would begin a clause elsewhere."""
    found = [_UNTIL.match(text, cue.end, end, hints) for cue in cues.actions if cue.parts[1] != "noun"]
    return [match.span() for match in found if match]
