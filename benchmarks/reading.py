"""The whole reading of an article against spaCy's PhraseMatcher pipeline and against bare Aho-Corasick scanning.

Same articles, same terms, one process, rounds in turn; medians and ratios are printed as a table and as JSON, and then
how the time grows with the length of one text: per kilobyte it should stay about the same.
Run it with `make bench`; ARTICLES=FILE.jsonl takes articles of your own.
"""

import argparse
import gc
import json
import statistics
import time
from collections.abc import Callable

from articles import load_texts

from analysis.engine import Engine, load_engine
from analysis.folding import fold
from analysis.pipeline import analyse
from analysis.scanner import Scanner
from analysis.sources import article_from_text

LENGTHS = (1_000, 10_000, 100_000, 1_000_000)


def spacy_reader(terms: list[str]) -> Callable[[str], int] | None:
    """spaCy's blank English pipeline with sentencizer and PhraseMatcher on the same terms, or None without spaCy."""
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return None
    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    nlp.add_pipe("sentencizer")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("TERM", list(nlp.tokenizer.pipe(terms)))

    def read(text: str) -> int:
        doc = nlp(text)
        return len(matcher(doc)) + sum(1 for _ in doc.sents)

    return read


def term_forms(engine: Engine) -> list[str]:
    """Every form of every term, as the engine compiles it."""
    return sorted({form for sector in engine.taxonomy.sectors for term in sector.terms for form in term.forms})


def bare_scan(forms: list[str]) -> Callable[[str], int]:
    """Only folding and one Aho-Corasick pass: the floor under every reader."""
    scanner = Scanner((form, form) for form in forms)
    return lambda text: len(scanner.hits(fold(text).padded))


def timed(reader: Callable[[str], int], texts: list[str]) -> float:
    """Seconds for one round over the texts."""
    gc.collect()
    begin = time.perf_counter()
    for text in texts:
        reader(text)
    return time.perf_counter() - begin


def growth(reader: Callable[[str], int], texts: list[str]) -> dict[int, float]:
    """Milliseconds per thousand characters for one text of each length, the best of three readings."""
    joined = "\n\n".join(texts)
    milliseconds = {}
    for length in LENGTHS:
        text = (joined * (length // len(joined) + 1))[:length]
        milliseconds[length] = min(timed(reader, [text]) for _ in range(3)) * 1_000_000 / length
    return milliseconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000, help="how many articles a round reads")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, each reader in turn")
    options = parser.parse_args()
    begin = time.perf_counter()
    engine = load_engine()
    start_up = time.perf_counter() - begin
    forms = term_forms(engine)
    texts = load_texts(options.articles)
    readers: dict[str, Callable[[str], int]] = {
        "whole reading": lambda text: len(analyse(article_from_text(text), engine).readings),
        "bare scan": bare_scan(forms),
    }
    if (spacy_read := spacy_reader(forms)) is not None:
        readers["spaCy PhraseMatcher"] = spacy_read
    for reader in readers.values():
        timed(reader, texts[:200])
    seconds = {name: [] for name in readers}
    for _ in range(options.rounds):
        for name, reader in readers.items():
            seconds[name].append(timed(reader, texts))
    report(seconds, texts, start_up, len(forms))
    grown = growth(readers["whole reading"], texts)
    for length, milliseconds in grown.items():
        print(f"one text of {length:9,} characters {milliseconds:8.3f} ms per 1,000 characters")
    print(json.dumps({"ms_per_1000_characters": {length: round(ms, 4) for length, ms in grown.items()}}))


def report(seconds: dict[str, list[float]], texts: list[str], start_up: float, forms: int) -> None:
    """Table for people, one line of JSON for programs."""
    median = {name: statistics.median(values) for name, values in seconds.items()}
    whole = seconds["whole reading"]
    characters = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} articles of {characters:.0f} characters, {forms} term forms, engine start {start_up:.2f} s")
    for name, values in seconds.items():
        ratios = [other / value for other, value in zip(values, whole, strict=True)]
        print(
            f"{name:22} {len(texts) / median[name]:10.0f} articles/s   time ratio to whole reading, median "
            f"{statistics.median(ratios):6.2f} (min {min(ratios):.2f}, max {max(ratios):.2f})"
        )
    if "spaCy PhraseMatcher" not in seconds:
        print("spaCy is not installed: `make bench` installs it in an environment of its own.")
    print(json.dumps({"articles": len(texts), "characters": round(characters), "start_s": round(start_up, 3),
                      "median_s": {name: round(value, 4) for name, value in median.items()}}))  # fmt: skip


if __name__ == "__main__":
    main()
