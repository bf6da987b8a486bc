"""Taxes and bans that are rules for the digital trade by what they fall on: platforms, apps, online advertising."""

import re
from typing import Final

from analysis.clauses import Clause, Cue, word_before
from analysis.hinted import Hinted
from analysis.matcher import PlaceHit
from analysis.model import Channel

# "a 3% levy on the revenue of large American tech platforms"
_TAXED: Final = Hinted(
    re.compile(
        r" (?:on|for|from) (?:(?!and\b|or\b|imports?\b)[\w%.'’-]+ ){0,6}?(?:big tech|"
        r"(?:tech|technology|internet|online|digital|streaming|social[- ]media|software) "
        r"(?:platforms?|firms?|compan(?:y|ies)|giants?|groups?|services?|advertis\w+|ads|revenues?|businesses|"
        r"multinationals))\b", re.IGNORECASE,
    ),
    "tech", "internet", "online", "digital", "streaming", "media", "software",
)  # fmt: skip
_REACH: Final = 100
_LEVIES: Final = frozenset(("levy", "levies", "tax", "taxes", "charge", "charges", "fee", "fees"))
# "TikTok faces a ban"
_APPS: Final = Hinted(
    re.compile(
        r"\b(?:TikTok|Facebook|WhatsApp|Telegram|YouTube|Instagram|WeChat|DeepSeek|Roblox|Discord|"
        r"(?:social[- ]media|messaging|video|payment|mobile|Chinese|foreign) apps?|social[- ]media platforms?)\b"
    ),
    "tiktok", "facebook", "whatsapp", "telegram", "youtube", "instagram", "wechat", "deepseek",
    "roblox", "discord", " app", "media",
)  # fmt: skip
# "may tax American digital platforms"
_TAXING: Final = Hinted(
    re.compile(
        r"\b(tax(?:es|ed|ing)?) (?:[\w.-]+ ){0,3}?(?:big tech|(?:tech|technology|internet|online|digital|streaming) "
        r"(?:platforms|firms|companies|giants|groups|services|advertising))\b", re.IGNORECASE,
    ),
    " tax",
)  # fmt: skip
_NOUN_BEFORE: Final = frozenset(("a", "the", "its", "of", "on", "new", "any", "this", "%", "per"))
_BANS: Final = frozenset(("ban", "bans", "block", "blocks"))


def is_on_platforms(text: str, clause: Clause, thing: Cue) -> bool:
    """Whether a tax or a ban falls on what is done online."""
    if thing.words in _LEVIES:
        return _TAXED.search(text, thing.end, min(clause.end, thing.end + _REACH), clause.hints) is not None
    return thing.words in _BANS and _APPS.search(text, clause.start, clause.end, clause.hints) is not None


def taxed_platforms(text: str, clause: Clause, places: list[PlaceHit]) -> Cue | None:
    """The verb that taxes what is done online, where no noun names the tax."""
    found = _TAXING.search(text, clause.start, clause.end, clause.hints)
    if found is None or word_before(text, found.start()) in _NOUN_BEFORE:
        return None
    if any(cue.parts[0] == Channel.DIGITAL_RULES for cue in clause.instruments):
        return None
    if not any(clause.start <= hit.start < found.start() for hit in places):
        # nobody is said to tax
        return None
    tag = {"taxed": "ed", "taxes": "s", "taxing": "ing"}.get(found[1].lower(), "base")
    return Cue(*found.span(1), "instrument", (Channel.DIGITAL_RULES, "barrier", tag, "tax", ""), found[1].lower())
