"""An action on an instrument or a flow, and how the two stand in the sentence. Grammar by position."""

import re
from typing import Final

from analysis.clauses import Cue, word_before

ACTIVE: Final = "active"
PASSIVE: Final = "passive"
ALONE: Final = "alone"
NOUN: Final = "noun"
SELF: Final = "self"
BARE: Final = "bare"
# what a barrier is that a panel or court reviews
DISPUTED: Final = "disputed"
BEING: Final = frozenset(("be", "been", "being", "is", "are", "was", "were"))
STAYING: Final = frozenset(("remain", "remains", "remained", "stay", "stays", "stayed"))
_BE: Final = STAYING | frozenset(
    ("be", "been", "being", "is", "are", "was", "were", "get", "gets", "got", "not", "also", "has", "have")
)
_HAVING: Final = frozenset(("has", "have"))
_ADVERBS: Final = frozenset("again also now since already still later then once first twice soon even".split())
# a noun phrase follows the verb
TAKES_OBJECT: Final = re.compile(
    r" (?!(?:in|on|at|by|to|from|since|for|with|after|as|and|or|but|over|under|until|up|down|off|out|more|again|than|"
    r"while|when|because|so|into|through|against|between|during|ahead|amid|further|sharply|now|this|last|about|around|"
    r"nearly|almost|even|too)\b|\w+ly\b)[a-zA-Z]"
)
_ENDS_THERE: Final = re.compile(
    r"\W*$|[,.;:)]| (?:by|on|to|for|from|in|at|since|with|after|over|until|and|or|as|again|further|this|last|yet)\b"
)


class Act:
    """The action on an instrument: its cue (None when bare), how the two stand, action class, form and use."""

    __slots__ = ("action", "cue", "lemma", "relation", "tag", "use")

    def __init__(self, cue: Cue | None, relation: str, action: str, tag: str, lemma: str, use: str) -> None:
        self.cue, self.relation, self.action, self.tag, self.lemma, self.use = cue, relation, action, tag, lemma, use

    def taken_as(self, action: str, lemma: str | None = None, use: str | None = None) -> "Act":
        """The same words taken as another action, and as another verb or use of it where one is given."""
        own_lemma, own_use = self.lemma if lemma is None else lemma, self.use if use is None else use
        return Act(self.cue, self.relation, action, self.tag, own_lemma, own_use)


BARE_ACT: Final = Act(None, BARE, "create", "noun", "", "")
DISPUTED_ACT: Final = Act(None, BARE, "create", "noun", "", DISPUTED)


def act_of(cue: Cue, relation: str) -> Act:
    """The act that a cue names; a noun of action stands as a noun whatever it would be as a verb."""
    action, tag, lemma, use, _ = cue.parts
    return Act(cue, NOUN if tag == "noun" else relation, action, tag, lemma, use)


def follows_be(text: str, cue: Cue) -> bool:
    """Whether a form of "be" stands before it, adverbs between them left aside."""
    words = text[max(0, cue.start - 40) : cue.start].lower().split()
    while words and (words[-1].endswith("ly") or words[-1] == "and" or words[-1] in _ADVERBS):
        # "should be permanently and fully exempted"
        words.pop()
    if words[-1:] == ["to"]:
        # "is to let the duty lapse"
        return False
    return bool(BEING & set(words[-2:]))


def is_passive(text: str, cue: Cue) -> bool:
    """Whether a participle is said of what stands before it, and takes no object of its own."""
    before = word_before(text, cue.start)
    if before in ("has", "have", "had") and cue.parts[4] != "yes" and not _ENDS_THERE.match(text, cue.end):
        # "the tariffs have started a trade war"
        return False
    if before in _BE or before in _ADVERBS or before.endswith("ly"):
        tail = text[max(0, cue.start - 30) : cue.start].lower().split()
        own = next((word for word in reversed(tail) if word not in _ADVERBS and not word.endswith("ly")), "")
        # "the curbs have slashed exports": the curbs act
        is_done_to_another = own in _HAVING and TAKES_OBJECT.match(text, cue.end) is not None
        return not is_done_to_another and any(word in _BE for word in tail[-4:])
    return False
