"""How the time of a reading grows: with the length of one text (1 kB to 1 MB) and the number of terms (300 to 30,000).

The terms are ordered by how often they stand in the articles, so every taxonomy finds nearly the same in them and only
its size differs; beyond the project's own terms there are made-up pairs of words that stand in no article.
"""

import argparse
import gc
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from analysis.engine import Engine, engine_for, load_engine
from analysis.folding import fold
from analysis.page import Page
from analysis.pipeline import analyse
from analysis.scanner import Scanner
from analysis.sources import article_from_text
from analysis.taxonomy import Taxonomy, Term
from benchmarks.articles import load_texts
from benchmarks.peers import forms_of
from benchmarks.results import save

LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
TERMS = (300, 1_000, 3_000, 10_000, 30_000)
PART = 1_000_000


def seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor that it takes once; other programs on the machine blur them least."""
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def by_length(texts: list[str], rounds: int) -> dict[int, float]:
    """Milliseconds per thousand characters by length of a text; short ones as many as make the same total.

    The articles come in an order of their own in every round, so that no length has the luck of the first ones.
    """
    engine = load_engine()
    taken: dict[int, list[float]] = {length: [] for length in LENGTHS}
    for round_no in range(rounds):
        order = random.Random(round_no).sample(texts, len(texts))
        joined = "\n\n".join(order)
        joined = (joined * (PART // len(joined) + 1))[:PART]
        for length in LENGTHS:
            parts = [article_from_text(joined[start : start + length]) for start in range(0, PART, length)]
            taken[length].append(seconds(lambda parts=parts: [analyse(part, engine) for part in parts]))
    return {length: round(1e6 * statistics.median(values) / PART, 4) for length, values in taken.items()}


def ordered_terms(engine: Engine, texts: list[str]) -> list[Term]:
    """The terms of a taxonomy, those that stand in the texts most often first."""
    scanner: Scanner[Term] = Scanner(
        (form, term) for sector in engine.taxonomy.sectors for term in sector.terms for form in term.forms
    )
    found = Counter(
        id(term)
        for text in texts
        for index, _, _ in scanner.hits(fold(text).padded)
        for term in scanner.payloads[index]
    )
    terms = [term for sector in engine.taxonomy.sectors for term in sector.terms]
    return sorted(terms, key=lambda term: -found[id(term)])


def made_terms(count: int, like: list[Term], texts: list[str]) -> list[Term]:
    """So many pairs of words of the texts that never stand side by side in them."""
    chance = random.Random(1)
    words = sorted({word for text in texts for word in text.split() if word.isascii() and word.isalpha()})
    whole = " ".join(text.lower() for text in texts)
    made: dict[str, Term] = {}
    while len(made) < count:
        pair = f"{chance.choice(words)} {chance.choice(words)}".lower()
        if pair not in whole and pair not in made:
            made[pair] = replace(chance.choice(like), surface=pair, folded=pair, needs=(), blocks=(), case="any")
    return list(made.values())


def with_terms(taxonomy: Taxonomy, terms: list[Term]) -> Taxonomy:
    """The taxonomy with these terms in the place of its own."""
    held: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        held.setdefault((term.sector, term.segment), []).append(term)
    sectors = tuple(
        replace(
            sector,
            segments=tuple(
                replace(segment, terms=tuple(held.get((sector.id, segment.id), ()))) for segment in sector.segments
            ),
        )
        for sector in taxonomy.sectors
    )
    return replace(taxonomy, sectors=sectors, digest=f"{len(terms)} terms")


def by_terms(texts: list[str], rounds: int) -> dict[int, dict[str, float]]:
    """Milliseconds per article, mentions and forms by number of terms."""
    whole = load_engine()
    terms = ordered_terms(whole, texts)
    terms += made_terms(max(0, TERMS[-1] - len(terms)), terms, texts)
    engines = {count: engine_for(with_terms(whole.taxonomy, terms[:count])) for count in TERMS}
    articles = [article_from_text(text) for text in texts]
    found: dict[int, dict[str, float]] = {}
    for count, engine in engines.items():
        mentions = sum(len(engine.matcher.match(Page(article)).terms) for article in articles)
        found[count] = {"mentions": mentions, "forms": len(forms_of(engine))}
    taken: dict[int, list[float]] = {count: [] for count in TERMS}
    for _ in range(rounds):
        for count, engine in engines.items():
            taken[count].append(seconds(lambda engine=engine: [analyse(article, engine) for article in articles]))
    for count, values in taken.items():
        found[count]["ms_per_article"] = round(1000 * statistics.median(values) / len(texts), 4)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300, help="how many articles a round reads")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, each size in turn")
    options = parser.parse_args()
    texts = load_texts(options.articles)
    lengths = by_length(list(dict.fromkeys(texts)), options.rounds)
    for length, milliseconds in lengths.items():
        print(f"one text of {length:9,} characters {milliseconds:8.3f} ms per 1,000 characters")
    terms = by_terms(texts, options.rounds)
    for count, row in terms.items():
        print(
            f"{count:9,} terms, {row['forms']:9,.0f} forms {row['ms_per_article']:8.3f} ms per article, "
            f"{row['mentions']:,.0f} mentions"
        )
    times = [row["ms_per_article"] for row in terms.values()]
    print(
        f"slowest against fastest: {max(lengths.values()) / min(lengths.values()):.2f} by length, "
        f"{max(times) / min(times):.2f} by terms (goal 1.30)"
    )
    save(
        "growth",
        {
            "ms_per_1000_characters": {str(length): ms for length, ms in lengths.items()},
            "length_spread": round(max(lengths.values()) / min(lengths.values()), 3),
            "terms": {str(count): row for count, row in terms.items()},
            "terms_spread": round(max(times) / min(times), 3),
            "rounds": options.rounds,
        },
    )


if __name__ == "__main__":
    main()
