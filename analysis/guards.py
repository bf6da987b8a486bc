"""Decides whether a guarded term counts where it stands: its letters, its part in a name, the company it keeps."""

import re
from typing import Final

from analysis.folding import fold_phrase
from analysis.hinted import Hinted
from analysis.names import name_role
from analysis.page import Page
from analysis.taxonomy import Term

# the subject of a newswire sentence begins within so many characters
SUBJECT_REACH: Final = 20
_TRADED_REACH: Final = 110
# "duties on wine, lamb and cherries", "imports of Chilean honey": whatever stands there is goods
_TRADED: Final = Hinted(re.compile(
    r"\b(?:(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surtax(?:es)?|quotas?|embargo|imports?|exports?|exporters|importers) "
    r"(?:on|of|for)|\d(?:%| per ?cent) on) (?:(?!(?:is|are|was|were|will|would|has|have|had|that|which|who|from|to|in|"
    r"at|by|after|since|as|if|said|could|may|might|on|of|for|with|over|than|into|but|while|when)\b)"
    r"[\w%’'.-]+,? ){0,9}$", re.IGNORECASE,
), "tariff", "dut", "lev", "surtax", "quota", "embargo", "import", "export", "% on", "cent on")
# "checks on Japanese strawberries", "a ban on Chilean cherries"
_FROM_ABROAD: Final = Hinted(re.compile(
    r"\b(?:bans?|checks|curbs|restrictions|limits|inspections|embargo|controls) (?:on|of) (?:\w+ )?[A-Z]\w+ $"
), "ban", "checks", "curbs", "restrictions", "limits", "inspections", "embargo", "controls")
_TRADED_AFTER: Final = re.compile(r" (?:imports?|exports?|exporters|importers|tariffs?|duties|quotas?)\b")


class Guard:
    """One term with its conditions, laid out for quick looks when first met: single words apart from phrases."""

    __slots__ = (
        "_block_phrases", "_block_signs", "_block_words", "_is_goods", "_is_laid_out", "_need_phrases", "_need_signs",
        "_need_words", "is_free", "is_name", "term",
    )  # fmt: skip

    def __init__(self, term: Term, *, is_goods: bool) -> None:
        self.term = term
        # services are not carried over borders, so a duty beside "merchandise" or "research" says nothing of them
        self._is_goods = is_goods
        self.is_free = not term.is_guarded and not term.subject
        # written in lower case it is another word altogether: "next" is no retailer, and no near miss either
        self.is_name = term.case == "cased" and term.surface[0].isupper()
        # most terms are never met, and laying them all out would take longer than reading many articles
        self._is_laid_out = False

    def _lay_out(self) -> None:
        forms = self.term.forms
        self._need_words, self._need_phrases = _words_and_phrases(self.term.needs, forms)
        self._block_words, self._block_phrases = _words_and_phrases(self.term.blocks, forms)
        # a sentence without any of these needs no closer look
        self._need_signs = self._need_words.union(self._need_phrases)
        self._block_signs = self._block_words.union(self._block_phrases)
        self._is_laid_out = True

    def judge(self, page: Page, start: int, end: int, sentence: int, own: str) -> tuple[str, str]:
        """(reason, role): why the term does not count here, empty if it does, and the part that it plays.

        own is the form in which the term was met, as it stands in folded text.
        """
        term, role = self.term, "word"
        if term.case != "any" and (reason := _case_reason(page, start, end, sentence, term)):
            return reason, ""
        if not term.company and page.text[start].isupper():
            role = name_role(page, start, end, sentence)
            if role == "name" and " " not in term.folded:
                return "part of a name", ""
        if term.subject and role == "word" and _is_subject(page, start, sentence):
            role = "subject"
        if not (term.needs or term.blocks):
            return "", role
        if not self._is_laid_out:
            self._lay_out()
        folded, words = page.surroundings(start, end, sentence)
        blocking = self._block_signs.intersection(words)
        if blocking and (reason := self._block_reason(page, start, end, sentence, own, folded, blocking)):
            return reason, ""
        if not term.needs or role == "subject" or self._has_company(folded, words, own):
            return "", role
        is_traded = self._is_goods and _is_traded(page, start, end, sentence)
        return ("", role) if is_traded else ("none of the words it needs is near", "")

    def _block_reason(
        self, page: Page, start: int, end: int, sentence: int, own: str, folded: str, signs: frozenset[str]
    ) -> str:
        """Which block strikes the term, by the signs of blocks that its surroundings hold."""
        struck = signs & self._block_words
        if struck:
            return f"blocked by {min(struck)!r}"
        for sign in sorted(signs):
            for block in self._block_phrases[sign]:
                if f" {block} " in folded and _strikes(page, start, end, sentence, own, block):
                    return f"blocked by {block!r}"
        return ""

    def _has_company(self, folded: str, words: list[str], own: str) -> bool:
        signs = self._need_signs.intersection(words)
        if not signs:
            return False
        near = signs & self._need_words
        if near and (not near.issubset(own.split()) or folded.count(f" {own} ") > 1):
            return True
        phrases = [phrase for sign in signs for phrase in self._need_phrases.get(sign, ())]
        rest = folded.replace(f" {own} ", " \x00 ", 1) if phrases else ""
        return any(f" {phrase} " in rest for phrase in phrases)


def _is_traded(page: Page, start: int, end: int, sentence: int) -> bool:
    """Whether the word is the object of a duty or a flow of trade, which makes goods of it."""
    text, first = page.text, max(page.sentences[sentence][0], start - _TRADED_REACH)
    if _TRADED.search(text, first, start) or _TRADED_AFTER.match(text, end):
        return True
    return _FROM_ABROAD.search(text, first, start) is not None


def _words_and_phrases(entries: tuple[str, ...], own: tuple[str, ...]) -> tuple[frozenset[str], dict[str, list[str]]]:
    """Single words, and phrases under their longest word that is not the term's own: most sentences hold none."""
    words: list[str] = []
    phrases: dict[str, list[str]] = {}
    for entry in entries:
        if " " in entry:
            others = [word for word in entry.split() if word not in own]
            phrases.setdefault(max(others or entry.split(), key=len), []).append(entry)
        else:
            words.append(entry)
    return frozenset(words), phrases


def _case_reason(page: Page, start: int, end: int, sentence: int, term: Term) -> str:
    quote = page.text[start:end]
    if term.case == "cased":
        if quote == term.surface or quote.rstrip("s").rstrip("'’") == term.surface:
            return ""
        return "" if page.case_of(sentence) == "shouted" else f"not written {term.surface}"
    if quote[0].islower() or (term.needs and page.case_of(sentence) == "shouted"):
        return ""
    return "capitalised, so it may be a name"


def _is_subject(page: Page, start: int, sentence: int) -> bool:
    """Whether the sentence is about the word: it stands in the headline or opens the sentence."""
    first = page.sentences[sentence][0]
    return page.in_title(sentence) or (start - first <= SUBJECT_REACH and "," not in page.text[first:start])


def _strikes(page: Page, start: int, end: int, sentence: int, own: str, block: str) -> bool:
    """A block that holds the term itself strikes only the occurrence inside it, any other strikes the sentence."""
    padded = f" {block} "
    inside = padded.find(f" {own} ")
    if inside < 0:
        return True
    first = page.sentences[sentence][0]
    before = fold_phrase(page.text[max(first, start - len(block) - 2) : start])
    after = fold_phrase(page.text[end : end + len(block) + 2])
    head, tail = padded[:inside].strip(), padded[inside + len(own) + 1 :].strip()
    fits_before = not head or f" {before}".endswith(f" {head}")
    return fits_before and (not tail or f"{after} ".startswith(f"{tail} "))
