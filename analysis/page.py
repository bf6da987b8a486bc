"""One article laid out for reading: its text, its folded form, its sentences and what their letters tell."""

from bisect import bisect_right
from typing import Final

from analysis.folding import fold
from analysis.model import Article, Span
from analysis.spans import span_of
from analysis.text import split_sentences

_LONG_WORD: Final = 4
# a guard looks so many characters around; longer sentences are tables or run-on text
REACH: Final = 400


class Page:
    """Text, folded text and sentences of one article; facts about sentences are worked out when asked for."""

    __slots__ = ("_case", "_words", "article", "folded", "sentences", "starts", "text")

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self.folded = fold(article.text)
        self.sentences = split_sentences(article.text)
        self.starts = [start for start, _ in self.sentences]
        self._case: dict[int, str] = {}
        self._words: dict[int, tuple[str, list[str]]] = {}

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that an offset lies in, or that ends before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def span_of(self, sentence: int) -> Span:
        """Where a sentence stands."""
        start, end = self.sentences[sentence]
        return span_of(start, end)

    def case_of(self, sentence: int) -> str:
        """`shouted` (all capitals), `titled` (a headline's capitals) or `plain`."""
        case = self._case.get(sentence)
        if case is None:
            start, end = self.sentences[sentence]
            case = self._case[sentence] = _case_of(self.text[start:end])
        return case

    def in_title(self, sentence: int) -> bool:
        """Whether the sentence is (part of) the headline."""
        return self.sentences[sentence][0] < self.article.title_end

    def surroundings(self, start: int, end: int, sentence: int) -> tuple[str, list[str]]:
        """(folded text, its words) of the sentence around a span, at most REACH characters away on either side."""
        first, last = self.sentences[sentence]
        if last - first > REACH:
            folded = self._folded(max(first, start - REACH), min(last, end + REACH))
            return folded, folded.split()
        known = self._words.get(sentence)
        if known is None:
            folded = self._folded(first, last)
            known = self._words[sentence] = (folded, folded.split())
        return known

    def folded_sentence(self, sentence: int) -> tuple[str, int]:
        """(folded text of a sentence between spaces, where it begins in the folded article)."""
        first, last = self.sentences[sentence]
        offsets = self.folded.offsets
        return self._folded(first, last), first if offsets is None else bisect_right(offsets, first - 1)

    def _folded(self, first: int, last: int) -> str:
        offsets = self.folded.offsets
        if offsets is not None:
            first, last = bisect_right(offsets, first - 1), bisect_right(offsets, last - 1)
        return f" {self.folded.padded[first + 1 : last + 1]} "


def _case_of(sentence: str) -> str:
    if sentence.isupper():
        return "shouted"
    initials = capitals = 0
    for word in sentence.split():
        if len(word) >= _LONG_WORD and (initial := word[0]).isalpha():
            initials += 1
            if initial.isupper():
                capitals += 1
    return "titled" if initials > 2 and capitals > 0.75 * initials else "plain"
