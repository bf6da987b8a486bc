"""Lines that a site puts between those of an article: what to sign up for, whom to follow, what else to read."""

import re

from analysis.intake.notice_words import (
    ANYWHERE,
    COMMENTS,
    CREDITS,
    LISTS,
    NOTICES,
    PAY,
    READ,
    SHARE,
    TAKE_PART,
    WORK,
    WRITERS,
)

# such a line may stand in brackets or behind a mark; what somebody said is the article's
_MARK = r"[\[(*•►▶→»›>\s]{0,4}"
_LONGEST_BEGUN, _LONGEST_HOLDING = 260, 400
_LIST_WORDS = 22  # a title has no more
_LAST_LINES = 3  # where it is said who wrote it
_LEAST_ARTICLE = 250  # characters of an article before its comments
_ENDS = (".", "!", "?", "…", "。", "！", "？", ":", "：", ";")


def _any(*patterns: str, before: str = "", behind: str = "") -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(patterns)}){behind}", re.IGNORECASE)


_BEGINS = _any(*PAY, *SHARE, *READ, *NOTICES, *WORK, *TAKE_PART, before=_MARK)
_HOLDS = _any(*ANYWHERE)
_CREDIT = _any(*CREDITS)
_LIST = _any(*LISTS, behind=" ?[:：]?")
_COMMENTS = _any(
    *COMMENTS,
    before=r"[(\[]?\d{0,6}[)\]]? ?(?:(?:reader|user|all|view|show) )?",
    behind=r" ?[(\[]?\d{0,6}[)\]]? ?[:：]?",
)
_WRITER = _any(*WRITERS)


def is_notice(line: str) -> bool:
    """Whether a line speaks of the site and not of the world: by how it begins, or by what it asks of its reader."""
    if len(line) <= _LONGEST_BEGUN and (_BEGINS.match(line) or _CREDIT.fullmatch(line)):
        return True
    return len(line) <= _LONGEST_HOLDING and bool(_HOLDS.search(line))


def without_asides(lines: list[str]) -> list[str]:
    """The lines of an article without lists of other titles below their heading, comments, and who wrote it.

    What has a sentence's end is never taken for a title, nor the first paragraphs for what readers wrote.
    """
    kept: list[str] = []
    is_list, size = False, 0
    for number, line in enumerate(lines):
        if size >= _LEAST_ARTICLE and _COMMENTS.fullmatch(line):
            break
        if kept and _LIST.fullmatch(line):
            is_list = True
            continue
        is_list = is_list and _is_title(line)
        is_last = number >= len(lines) - _LAST_LINES and size >= _LEAST_ARTICLE
        if not is_list and not (is_last and _speaks_of_writer(line)):
            kept.append(line)
            size += len(line)
    return kept


def _is_title(line: str) -> bool:
    return len(line.split()) <= _LIST_WORDS and not line.rstrip("”\"’')]").endswith(_ENDS)


def _speaks_of_writer(line: str) -> bool:
    return len(line) <= _LONGEST_HOLDING and _WRITER.match(line) is not None
