"""Ways to say which sectors an article implicates: each gives a score per article and sector.

Untrained ones know the project's terms alone. Trained ones learn from the labels of other articles: the articles are
cut into FOLDS pieces in the order of the file, and each piece is tagged by what was learnt from the others.
"""

import os
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis.engine import Engine
from analysis.text import split_sentences
from benchmarks.labels import Label, Labelled
from benchmarks.peers import forms_of, keyword_counts, phrase_counts

FOLDS = 5
_LEAST_EXAMPLES = 2
_WORD = re.compile(r"[^\W\d_]{2,}")

Scores = list[dict[str, float]]


def keywords(data: Labelled, engine: Engine) -> Scores:
    """How often terms of a sector are named."""
    count = keyword_counts(forms_of(engine))
    return [dict(count(article.text)) for article in data.articles]


def phrases(data: Labelled, engine: Engine) -> Scores:
    """The same by spaCy's PhraseMatcher, longest matches first; ImportError where it is not installed."""
    count = phrase_counts(forms_of(engine))
    return [dict(count(article.text)) for article in data.articles]


def folds(size: int) -> Iterator[tuple[list[int], list[int]]]:
    """(learnt from, tagged) as positions; neighbours stay together, so copies of a story seldom help each other."""
    cuts = [size * number // FOLDS for number in range(FOLDS + 1)]
    for start, end in pairwise(cuts):
        if start < end:
            yield [*range(start), *range(end, size)], list(range(start, end))


def linear_svm(data: Labelled, engine: Engine) -> Scores:
    """TF-IDF of words and pairs of words, one linear SVM per sector; ImportError without scikit-learn."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    texts = [article.text for article in data.articles]
    scores: Scores = [{} for _ in texts]
    for learnt, tagged in folds(len(texts)):
        vectorizer = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2, strip_accents="unicode")
        known = vectorizer.fit_transform([texts[i] for i in learnt])
        asked = vectorizer.transform([texts[i] for i in tagged])
        for sector in _learnable(data.labels, learnt):
            is_so = [sector in data.labels[i].preferred for i in learnt]
            decided = LinearSVC(C=1.0, random_state=0).fit(known, is_so).decision_function(asked)
            for i, value in zip(tagged, decided, strict=True):
                scores[i][sector] = float(value)
    return scores


def _learnable(labels: Sequence[Label], learnt: list[int]) -> list[str]:
    """Sectors with some examples and some counter-examples."""
    counts: dict[str, int] = {}
    for i in learnt:
        for sector in labels[i].preferred:
            counts[sector] = counts.get(sector, 0) + 1
    return sorted(s for s, count in counts.items() if _LEAST_EXAMPLES <= count < len(learnt))


def annif_mllm(data: Labelled, engine: Engine) -> Scores:
    """Annif's Maui-like lexical matching over the same terms as a SKOS vocabulary; ImportError without Annif.

    Words are stemmed by Snowball and sentences are ours, because Annif's own splitter downloads its data.
    """
    os.environ.setdefault("ANNIF_CONFIG", "annif.default_config.TestingConfig")
    from annif.backend.mllm import MLLMBackend
    from annif.corpus import Document, SubjectSet
    from annif.corpus.document import DocumentList
    from annif.lexical.mllm import MLLMModel
    from annif.vocab import AnnifVocabulary, VocabFileSKOS

    params = {**MLLMBackend.DEFAULT_PARAMETERS, "language": "en"}
    analyzer = _analyzer()
    scores: Scores = [{} for _ in data.articles]
    with TemporaryDirectory() as folder:
        source = Path(folder) / "sectors.ttl"
        _write_skos(source, engine)
        vocabulary = AnnifVocabulary("sectors", folder)
        vocabulary.load_vocabulary(VocabFileSKOS(str(source)))
        number_of = {s.id: vocabulary.subjects.by_uri(_uri(s.id)) for s in engine.taxonomy.sectors}
        sector_of = {number: sector for sector, number in number_of.items()}
        for learnt, tagged in folds(len(data.articles)):
            documents = [
                Document(
                    text=data.articles[i].text,
                    subject_set=SubjectSet([number_of[sector] for sector in sorted(data.labels[i].preferred)]),
                )
                for i in learnt
            ]
            model = MLLMModel()
            train = model.prepare_train(DocumentList(documents), vocabulary, analyzer, params, 1)
            _fix_chance()
            model.train(*train, params)
            for i in tagged:
                candidates = model.generate_candidates(data.articles[i].text, analyzer)
                scores[i] = {sector_of[number]: float(score) for score, number in model.predict(candidates)}
    return scores


def _fix_chance() -> None:
    """Annif's trees take their chance from numpy's global state."""
    import numpy as np

    np.random.seed(0)


def _uri(sector: str) -> str:
    return f"http://example.org/{sector}"


def _write_skos(path: Path, engine: Engine) -> None:
    import rdflib
    from rdflib.namespace import RDF, SKOS

    graph = rdflib.Graph()
    for sector in engine.taxonomy.sectors:
        concept = rdflib.URIRef(_uri(sector.id))
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.prefLabel, rdflib.Literal(sector.name, "en")))
        for term in sector.terms:
            graph.add((concept, SKOS.altLabel, rdflib.Literal(term.surface, "en")))
    graph.serialize(destination=str(path), format="turtle")


def _analyzer() -> Any:
    from annif.analyzer.analyzer import Analyzer
    from nltk.stem.snowball import SnowballStemmer

    class Stems(Analyzer):
        """Words as Snowball stems."""

        def __init__(self) -> None:
            self._stem = SnowballStemmer("english").stem
            self._known: dict[str, str] = {}

        def tokenize_sentences(self, text: str) -> list[str]:
            return [text[start:end] for start, end in split_sentences(text)] or [""]

        def tokenize_words(self, text: str, filter: bool = True) -> list[str]:
            return [self._normalize_word(word) for word in _WORD.findall(text)]

        def _normalize_word(self, word: str) -> str:
            if word not in self._known:
                self._known[word] = self._stem(word)
            return self._known[word]

    return Stems()
