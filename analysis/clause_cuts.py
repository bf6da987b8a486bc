"""Cuts a sentence into clauses: where one ends and the next begins, by stops, joining words and inversions."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from analysis.clauses import Clause, Cue, SentenceCues, word_after, word_before
from analysis.hinted import UNKNOWN, Hinted

_STOPS: Final = Hinted(re.compile(r";|\s[–—-]{1,2}\s|—"), ";", "–", "—", " -")
_JOINED: Final = re.compile(r",\s(?:and|so|yet|then)\s(?:it|they|he|she|we|the|[A-Z])")
_IN_LIST: Final = re.compile(r"[A-Z][\w.]*, (?:the )?(?:[A-Z][\w.]* ?){1,3}$")
_SUBORDINATE: Final = frozenset((
    "after", "amid", "although", "as", "because", "before", "despite", "following", "given", "if", "once", "since",
    "though", "unless", "when", "while", "even if", "even though", "in response to", "in the wake of",
))  # fmt: skip
# "the EU, which had hoped for a deal, said": the main clause goes on
_RESUMED: Final = re.compile(
    r", (?:has|have|had|is|are|was|were|will|would|could|may|said|says|warned|warns|told|announced|plans|planned|"
    r"imposed|threatened|threatens|requires|banned|lifted|decided|agreed)\b"
)
_GOES_ON: Final = re.compile(
    r", (?:has|have|had|is|are|was|were|will|would|could|may|might|must|did|does|do|said|says|remains?|remained|"
    r"continues?|plans?|wants?)\b"
)
# "Seoul will slap duties on beef should Washington tax its trucks", "Should Washington tax trucks, Seoul will"
_INVERTED: Final = Hinted(
    re.compile(
        r"\b(?:will|would|could|may|might|ready to|prepared to|vowed to|threatens to|threatened to)\b[^;]{5,160}? "
        r"((?:should|were) (?:the |[A-Z]))"
    ),
    " should ", " were ",
)  # fmt: skip
_FRONTED: Final = Hinted(
    re.compile(r"[“\"']?(?:Should|Were|Had) (?:the |its |[A-Z])[^?]*$"), "should ", "were ", "had "
)
_DONE_REACH: Final = 20
_SUBJECT_REACH: Final = 50
_SHORTEST_CLAUSE: Final = 28
_INTENDING: Final = frozenset(
    "plan plans planned planning pledge pledges pledged promise promises promised intend intends intended vow vows "
    "vowed agree agrees agreed aim aims aimed want wants wanted offer offers offered".split()
)
_AS_NOT_AFTER: Final = frozenset(
    "such as well same known seen described regarded far long just much many used viewed".split()
)
_AS_NOT_BEFORE: Final = frozenset("of well much a an part to many far soon if though long per its their it's".split())


def split_clauses(
    text: str, start: int, end: int, sentence: int, cues: SentenceCues, fresh: Iterable[int] = (),
    hints: int = UNKNOWN,
) -> list[Clause]:  # fmt: skip
    """The clauses of a sentence, which they cover without gap.

    fresh says where else one is known to begin, hints what a look at the sentence told.
    """
    cuts: dict[int, str] = dict.fromkeys(fresh, "and")
    opener = ""
    for cue in cues.scopes:
        if cue.parts[0] == "terminator":
            if cue.start == start:
                opener = opener or cue.words
            elif _terminates(text, cue):
                cuts[cue.start] = cue.words
    for stop in _STOPS.findall(text, start, end, hints):
        cuts[stop.end()] = ";"
    if text.find(", ", start, end) >= 0:
        for joint in _JOINED.finditer(text, start, end):
            if text[joint.end() - 1].isupper() and _IN_LIST.search(text, max(start, joint.start() - 60), joint.start()):
                # "from China, Bangladesh, and India"
                continue
            if any(cue.end <= joint.start() for cue in cues.things):
                cuts[joint.start() + 1] = "and"
    condition = _INVERTED.search(text, start, end, hints)
    if condition:
        cuts[condition.start(1)] = "if"
    if _FRONTED.match(text, start, end, hints):
        opener = "if"
    if not cuts and opener not in _SUBORDINATE:
        return _filled([Clause(start, end, sentence, opener, hints)], cues)
    for begin, words in [*cuts.items(), (start, opener)]:
        if words in _SUBORDINATE:
            comma = _main_clause(text, begin, min([cut for cut in (*cuts, end) if cut > begin], default=end))
            if comma:
                cuts.setdefault(comma, "main")
    for begin in [cut for cut, words in cuts.items() if words in ("which", "who") and text[cut - 2] == ","]:
        resumed = _RESUMED.search(text, begin, min([cut for cut in (*cuts, end) if cut > begin], default=end))
        if resumed and _is_told_on(cues, begin, resumed.start()):
            cuts.setdefault(resumed.start() + 1, "main")
    whole = [cue for cue in cues.things if " " in cue.words]
    bounds = [cut for cut in sorted(cuts) if start < cut < end and not any(c.start < cut < c.end for c in whole)]
    starts = [start, *bounds]
    clauses = [
        Clause(begin, stop, sentence, cuts.get(begin, opener), hints)
        for begin, stop in zip(starts, [*bounds, end], strict=True)
    ]
    return _filled(clauses, cues)


def _is_told_on(cues: SentenceCues, begin: int, resumed: int) -> bool:
    """Whether the main clause goes on with an instrument, or with what is done to the one before the pronoun."""
    instruments = [cue for cue in cues.things if cue.kind == "instrument"]
    if any(cue.start > resumed for cue in instruments):
        return True
    is_done = any(resumed < cue.start <= resumed + _DONE_REACH for cue in cues.actions)
    return is_done and any(begin - _SUBJECT_REACH < cue.end <= begin for cue in instruments)


def _main_clause(text: str, begin: int, end: int) -> int:
    """Where the main clause starts after a subordinate one ("After the vote, Ottawa ..."), 0 where none is seen."""
    comma = text.find(", ", begin, end)
    if comma < 0 or end - comma < _SHORTEST_CLAUSE:
        return 0
    head = text[comma + 2 : comma + _SHORTEST_CLAUSE]
    # a list goes on with another comma or "and"
    return 0 if "," in head or " and " in head or head.startswith(("and ", "or ")) else comma + 1


def _terminates(text: str, cue: Cue) -> bool:
    words = cue.words
    if words == "however":
        # "the EU, however, will": put between a subject and its verb
        is_between = word_before(text, cue.start) != "" and text[cue.start - 2] == ","
        return not is_between or _GOES_ON.match(text, cue.end) is None
    if words.startswith("to "):
        # "plans to help its makers find new markets": the infinitive is what is planned
        return word_before(text, cue.start) not in _INTENDING
    if words == "as":
        return word_before(text, cue.start) not in _AS_NOT_AFTER and word_after(text, cue.end) not in _AS_NOT_BEFORE
    if words in ("following", "given", "once", "where"):
        return word_before(text, cue.start) not in ("the", "a", "at", "be", "been", "has", "have", "was", "were")
    return words != "since" or not word_after(text, cue.end)[:1].isdigit()


def _filled(clauses: list[Clause], cues: SentenceCues) -> list[Clause]:
    """The clauses with the cues that begin in them."""
    if len(clauses) == 1:
        only = clauses[0]
        only.instruments = [cue for cue in cues.things if cue.kind == "instrument"]
        only.flows = [cue for cue in cues.things if cue.kind == "flow"]
        only.actions, only.statuses, only.scopes, only.speakers = (
            cues.actions, cues.statuses, cues.scopes, cues.speakers
        )  # fmt: skip
        return clauses
    starts = [clause.start for clause in clauses]
    for cue in cues.things:
        clause = clauses[bisect_right(starts, cue.start) - 1]
        (clause.instruments if cue.kind == "instrument" else clause.flows).append(cue)
    for cue in cues.actions:
        clauses[bisect_right(starts, cue.start) - 1].actions.append(cue)
    for cue in cues.statuses:
        clauses[bisect_right(starts, cue.start) - 1].statuses.append(cue)
    for cue in cues.scopes:
        clauses[bisect_right(starts, cue.start) - 1].scopes.append(cue)
    for cue in cues.speakers:
        clauses[bisect_right(starts, cue.start) - 1].speakers.append(cue)
    return clauses
