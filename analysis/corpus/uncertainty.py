"""Does a sentence call trade policy itself uncertain? The doubt must govern the policy, not prices or the economy.

Counts of such articles over all articles follow the idea of Caldara, Iacoviello, Molligo, Prestipino and Raffo ("The
economic effects of trade policy uncertainty", 2020); they count words near each other, here one governs the other.
"""

import re

from analysis.text import split_sentences

_POLICY = (
    r"(?:(?:import|export|reciprocal|punitive|retaliatory|steel|car|auto|u\.?s\.?|american|chinese|eu|new|further|higher|"
    r"additional|potential|possible|planned|proposed|threatened|global|international|future|president|trump)(?:'s|’s)?\s+)*"
    r"(?:tariffs?|dut(?:y|ies)|levies|quotas?|trade\s+(?:polic(?:y|ies)|rules?|deals?|agreements?|pacts?|talks?|"
    r"negotiations?|terms|war|relations?|ties|measures?|restrictions?|barriers?|access|environment|regime)|"
    r"(?:import|export)\s+(?:controls?|curbs?|bans?|restrictions?|rules?|quotas?|licen[cs]es?)|"
    r"sanctions|market\s+access|customs\s+(?:rules?|procedures?)|usmca|nafta|cusma)"
)
_DOUBT = (
    r"(?:uncertaint(?:y|ies)|unpredictability|lack\s+of\s+clarity|no\s+clarity|confusion|"
    r"unanswered\s+questions|doubts?)"
)
# between the doubt and its object only what belongs to the object
_LINK = (
    r"\s+(?:over|about|around|surrounding|on|of|regarding|concerning|caused\s+by|created\s+by|stemming\s+from|from|"
    r"due\s+to|linked\s+to|related\s+to|as\s+to)\s+"
)
_FILL = (
    r"(?:(?:the|a|an|its|his|her|their|any|how|what|whether|future|fate|scope|size|timing|level|course|direction|"
    r"of|and)\s+)*"
)
_NAMES = r"(?:[A-Z][\w.’'-]*\s+){0,3}"
_RULES = (
    # uncertainty over US tariffs
    re.compile(rf"\b{_DOUBT}{_LINK}{_FILL}(?-i:{_NAMES}){_FILL}{_POLICY}\b", re.IGNORECASE),
    # trade policy uncertainty, tariff uncertainties
    re.compile(
        rf"\b{_POLICY}(?:[-\s]+related)?\s+(?:polic(?:y|ies)\s+)?(?:uncertaint(?:y|ies)|unpredictability)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\btrade(?:[-\s]+related)?\s+uncertaint(?:y|ies)\b", re.IGNORECASE),
    # it is unclear whether the tariffs will
    re.compile(
        rf"\b(?:unclear|uncertain|unknown|not\s+clear|not\s+certain|remains?\s+to\s+be\s+seen|unsure)\s+"
        rf"(?:whether|if|how|when|what|which|on|about|over)\s+{_FILL}(?-i:{_NAMES})(?:\w+\s+){{0,3}}?{_POLICY}\b",
        re.IGNORECASE,
    ),
    # the fate of the tariffs is unclear; trade policy remains unpredictable
    re.compile(
        rf"\b{_POLICY}\s+(?:(?:is|are|was|were|remains?|remained|stays?|became|looks?|seems?)\s+)"
        rf"(?:still\s+|highly\s+|deeply\s+|very\s+|increasingly\s+|largely\s+|up\s+)*"
        rf"(?:uncertain|unclear|unpredictable|in\s+doubt|in\s+limbo|in\s+flux|in\s+question|in\s+the\s+air|undecided)\b",
        re.IGNORECASE,
    ),
    # on-again, off-again tariffs
    re.compile(rf"\b(?:on[-\s]again,?[-\s]off[-\s]again|unpredictable|erratic|uncertain)\s+{_POLICY}\b", re.IGNORECASE),
)  # fmt: skip
# plain words are looked for first, which is ten times faster than any pattern
_WORTH_A_LOOK = (
    "uncertain", "unpredict", "clarity", "confusion", "unanswered", "doubt", "unclear", "not clear", "unknown",
    "unsure", "limbo", "in flux", "in question", "in the air", "undecided", "to be seen", "erratic", "off again",
    "off-again",
)  # fmt: skip
_DENIED = re.compile(
    r"\b(?:no|without|end(?:s|ed|ing)?|eas(?:e|es|ed|ing)|remov(?:e|es|ed|ing)|lift(?:s|ed|ing)?|"
    r"resolv(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|clear(?:s|ed|ing)?(?:\s+up)?|less)\s+(?:the\s+|all\s+|any\s+|much\s+of\s+the\s+)?$",
    re.IGNORECASE,
)  # fmt: skip


LONGEST = 1500  # a sentence longer than this is a table, and no pattern is tried on more of it


def uncertain_sentence(text: str) -> str:
    """The first sentence that calls trade policy uncertain, or nothing; a doubt that is over does not count."""
    if not _is_worth_a_look(text):
        return ""
    sentences = (text[start : min(end, start + LONGEST)] for start, end in split_sentences(text))
    return next((sentence for sentence in sentences if _is_uncertain(sentence)), "")


def _is_worth_a_look(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in _WORTH_A_LOOK)


def _is_uncertain(sentence: str) -> bool:
    if not _is_worth_a_look(sentence):
        return False
    return any(
        not _DENIED.search(sentence[: match.start()]) for rule in _RULES for match in rule.finditer(sentence)
    )
