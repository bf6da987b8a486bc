"""Decides whether a guarded term counts where it stands: its letters, its part in a name, the company it keeps."""

from analysis.folding import fold_phrase
from analysis.names import name_role
from analysis.page import Page
from analysis.taxonomy import Term

# the subject of a newswire sentence begins within so many characters
SUBJECT_REACH = 20


class Guard:
    """One term with its conditions laid out for quick looks: single words apart from phrases."""

    __slots__ = ("_block_phrases", "_block_words", "_need_phrases", "_need_words", "is_free", "is_name", "term")

    def __init__(self, term: Term) -> None:
        self.term = term
        self.is_free = not term.is_guarded and not term.subject
        # written in lower case it is another word altogether: "next" is no retailer, and no near miss either
        self.is_name = term.case == "cased" and term.surface[0].isupper()
        self._need_words = frozenset(need for need in term.needs if " " not in need)
        self._need_phrases = tuple(need for need in term.needs if " " in need)
        self._block_words = frozenset(block for block in term.blocks if " " not in block)
        # under one of their words other than the term's own, so that most sentences need no look at the phrases
        self._block_phrases: dict[str, list[str]] = {}
        for block in term.blocks:
            if " " in block:
                others = [word for word in block.split() if word not in term.forms]
                self._block_phrases.setdefault(max(others or block.split(), key=len), []).append(block)

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
        if term.blocks and (reason := self._block_reason(page, start, end, sentence, own)):
            return reason, ""
        if term.needs and role != "subject" and not self._has_company(page, start, end, sentence, own):
            return "none of the words it needs is near", ""
        return "", role

    def _block_reason(self, page: Page, start: int, end: int, sentence: int, own: str) -> str:
        folded, words = page.surroundings(start, end, sentence)
        struck = self._block_words & words
        if struck:
            return f"blocked by {min(struck)!r}"
        for word in sorted(self._block_phrases.keys() & words):
            for block in self._block_phrases[word]:
                if f" {block} " in folded and _strikes(page, start, end, sentence, own, block):
                    return f"blocked by {block!r}"
        return ""

    def _has_company(self, page: Page, start: int, end: int, sentence: int, own: str) -> bool:
        folded, words = page.surroundings(start, end, sentence)
        if not self._need_words.isdisjoint(words):
            near = self._need_words & words
            if not near.issubset(own.split()) or folded.count(f" {own} ") > 1:
                return True
        rest = folded.replace(f" {own} ", " \x00 ", 1) if self._need_phrases else ""
        return any(need in rest and f" {need} " in rest for need in self._need_phrases)


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
