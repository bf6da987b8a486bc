"""What the engine is compared with: other ways to find the same terms. Each is made from (form, sector) pairs.

Libraries that are not installed give no reader; `make bench` installs them in an environment of their own.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from analysis.engine import Engine
from analysis.folding import fold
from analysis.scanner import Scanner

Reader = Callable[[str], int]


class Form(NamedTuple):
    """A spelling of a term, as the engine compiles it, and the sector that it stands for."""

    words: str
    sector: str


def forms_of(engine: Engine) -> list[Form]:
    """Every form of every term, in order."""
    terms = (term for sector in engine.taxonomy.sectors for term in sector.terms)
    return sorted({Form(form, term.sector) for term in terms for form in term.forms})


def blank_english() -> Any:
    """spaCy's blank English pipeline with sentencizer; ImportError where it is not installed."""
    import spacy

    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    nlp.add_pipe("sentencizer")
    return nlp


def phrase_matcher(forms: Iterable[Form]) -> Reader:
    """Sentences and terms by spaCy's PhraseMatcher."""
    nlp = blank_english()
    matcher = _matcher_of(nlp, forms)

    def read(text: str) -> int:
        doc = nlp(text)
        return len(matcher(doc)) + sum(1 for _ in doc.sents)

    return read


def _matcher_of(nlp: Any, forms: Iterable[Form]) -> Any:
    from spacy.matcher import PhraseMatcher

    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    by_sector: dict[str, list[str]] = {}
    for words, sector in forms:
        by_sector.setdefault(sector, []).append(words)
    for sector, phrases in by_sector.items():
        matcher.add(sector, list(nlp.tokenizer.pipe(phrases)))
    return matcher


def entity_ruler(forms: Iterable[Form]) -> Reader:
    """Sentences and terms by spaCy's EntityRuler."""
    nlp = blank_english()
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": sector, "pattern": words} for words, sector in forms])

    def read(text: str) -> int:
        doc = nlp(text)
        return len(doc.ents) + sum(1 for _ in doc.sents)

    return read


def regex_loop(forms: Iterable[Form]) -> Reader:
    """One regular expression after the other, as a first script does it."""
    patterns = [re.compile(rf"\b{re.escape(form.words)}\b") for form in forms]

    def read(text: str) -> int:
        lowered = text.lower()
        return sum(len(pattern.findall(lowered)) for pattern in patterns)

    return read


def bare_scan(forms: Iterable[Form]) -> Reader:
    """Folding and one Aho-Corasick pass: the floor under every reader of terms."""
    scanner = Scanner((form.words, form.sector) for form in forms)
    return lambda text: len(scanner.hits(fold(text).padded))


def lower_case(forms: Iterable[Form]) -> Reader:
    """str.lower alone: what it takes to touch every character once."""
    return lambda text: len(text.lower())


def keyword_counts(forms: Iterable[Form]) -> Callable[[str], Counter[str]]:
    """How often each sector's terms stand in a text as whole words, whatever else they are part of."""
    scanner: Scanner[str] = Scanner((form.words, form.sector) for form in forms)

    def count(text: str) -> Counter[str]:
        hits = scanner.hits(fold(text).padded)
        return Counter(sector for index, _, _ in hits for sector in scanner.payloads[index])

    return count


def phrase_counts(forms: Iterable[Form]) -> Callable[[str], Counter[str]]:
    """The same by spaCy's PhraseMatcher on its tokens, the longest of overlapping matches kept."""
    from spacy.util import filter_spans

    nlp = blank_english()
    matcher = _matcher_of(nlp, forms)

    def count(text: str) -> Counter[str]:
        spans = matcher(nlp.make_doc(text), as_spans=True)
        return Counter(span.label_ for span in filter_spans(spans))

    return count
