"""Which sectors an article implicates: the engine beside what else one would take, on the same labelled articles.

    GOLD=GOLD.jsonl ARTICLES=ARTICLES.jsonl GOLD_NAME="a name" python benchmarks/quality.py

Without GOLD the project's own labelled articles are taken. Peers without training have the same terms; peers with
training (a linear SVM on TF-IDF, Annif MLLM) learn from four fifths of the articles and tag the last fifth, in turn.
Every peer, not the engine, gets the threshold that is best for it on these very articles, so it looks better than it
would elsewhere. Intervals hold 95% of 1,000 draws of whole articles; margins are drawn pair by pair.
"""

import argparse
import os
import random
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from analysis.engine import Engine, load_engine
from analysis.evaluate import Counts, f1_of, precision_of, recall_of
from analysis.model import Analysis
from analysis.pipeline import analyse
from benchmarks import taggers
from benchmarks.articles import ROOT
from benchmarks.labels import Label, Labelled, Tally, load_labelled, missed, tally, wrong
from benchmarks.peers import forms_of, keyword_counts
from benchmarks.results import save

OWN = "the engine"
CEILING = "TF-IDF + linear SVM, trained"
PEERS: dict[str, Callable[[Labelled, Engine], taggers.Scores]] = {
    "keyword counter, same terms": taggers.keywords,
    "spaCy PhraseMatcher, same terms": taggers.phrases,
    CEILING: taggers.linear_svm,
    "Annif MLLM, same terms, trained": taggers.annif_mllm,
}
DRAWS, SEED = 1_000, 20_240_229
STEPS = 60  # thresholds that are tried

Said = list[frozenset[str]]


def best_said(data: Labelled, scores: taggers.Scores) -> tuple[float, Said]:
    """(threshold, what is said) with the highest F1 on these articles; the lowest such threshold."""
    values = sorted({value for row in scores for value in row.values()})
    if not values:
        return 0.0, [frozenset() for _ in scores]
    steps = sorted({values[i * (len(values) - 1) // (STEPS - 1)] for i in range(STEPS)})
    tried = [(step, [frozenset(s for s, v in row.items() if v >= step) for row in scores]) for step in steps]
    return max(tried, key=lambda one: (_f1(tallies(data, one[1])), -one[0]))


def tallies(data: Labelled, said: Said) -> list[Tally]:
    """One per article."""
    return [tally(label, one, data.scored) for label, one in zip(data.labels, said, strict=True)]


def _sum(counts: Sequence[Tally]) -> Counts:
    return Counts(*(sum(part) for part in zip(*counts, strict=True)))


def _f1(counts: Sequence[Tally]) -> float:
    return f1_of(_sum(counts)) or 0.0


def interval(values: list[float]) -> list[float]:
    """What 95% of the values lie between."""
    cuts = statistics.quantiles(values, n=40, method="inclusive")
    return [round(cuts[0], 4), round(cuts[-1], 4)]


def drawn_f1(counts: dict[str, list[Tally]]) -> dict[str, list[float]]:
    """F1 of each tagger over the same draws of whole articles."""
    chance = random.Random(SEED)
    size = len(next(iter(counts.values())))
    found: dict[str, list[float]] = {name: [] for name in counts}
    for _ in range(DRAWS):
        drawn = Counter(chance.choices(range(size), k=size))
        for name, all_counts in counts.items():
            total = [0, 0, 0]
            for index, times in drawn.items():
                for part, value in enumerate(all_counts[index]):
                    total[part] += times * value
            found[name].append(f1_of(Counts(*total)) or 0.0)
    return found


def figures_of(counts: dict[str, list[Tally]]) -> dict[str, dict[str, Any]]:
    """Precision, recall, F1 with its interval, and how far the engine is ahead, with the interval of that."""
    drawn = drawn_f1(counts)
    figures = {}
    for name, own in counts.items():
        total = _sum(own)
        figures[name] = {
            "precision": round(precision_of(total) or 0.0, 4), "recall": round(recall_of(total) or 0.0, 4),
            "f1": round(f1_of(total) or 0.0, 4), "f1_interval": interval(drawn[name]),
        }  # fmt: skip
        if name != OWN:
            ahead = [one - other for one, other in zip(drawn[OWN], drawn[name], strict=True)]
            figures[name]["engine_ahead"] = round(_f1(counts[OWN]) - _f1(own), 4)
            figures[name]["engine_ahead_interval"] = interval(ahead)
    return figures


MISSED = {
    "no_term": "no term of the sector stands in the text",
    "passing": "the sector is named, and was judged to be named in passing",
    "condition": "a term stands in the text, but not in the company that it needs",
    "covered": "a term stands in the text only inside a longer term of another sector",
}
ADDED = {
    "headline": "named in the headline, not labelled",
    "measure": "linked to a measure, not labelled",
    "company": "only companies of the sector are named",
    "often": "named three times or more in the body, not labelled",
    "seldom": "named once or twice in the body, not labelled",
}


def cause_of_miss(group: tuple[str, ...], analysis: Analysis, counted: Counter[str]) -> str:
    """Why nothing of a group was said."""
    if any(reading.sector in group for reading in analysis.passing):
        return "passing"
    if any(one.sector in group for one in analysis.suppressed):
        return "condition"
    return "covered" if any(counted[sector] for sector in group) else "no_term"


def cause_of_addition(sector: str, analysis: Analysis, companies: frozenset[str]) -> str:
    """By what a sector was said that nobody asked for."""
    reading = next(reading for reading in analysis.readings if reading.sector == sector)
    if all(mention.term in companies for mention in reading.mentions):
        return "company"
    if any(mention.span.start < analysis.article.title_end for mention in reading.mentions):
        return "headline"
    if any(sector in measure.sectors for measure in analysis.measures):
        return "measure"
    return "often" if len(reading.mentions) >= 3 else "seldom"


def causes(
    data: Labelled, analyses: list[Analysis], own: Said, trained: Said | None, engine: Engine
) -> list[dict[str, Any]]:
    """Every error of the engine by its cause, how many of them the trained peer does not make, most of those first."""
    count = keyword_counts(forms_of(engine))
    companies = frozenset(t.surface for sector in engine.taxonomy.sectors for t in sector.terms if t.company)
    total: Counter[tuple[str, str]] = Counter()
    avoided: Counter[tuple[str, str]] = Counter()
    for index, (label, analysis) in enumerate(zip(data.labels, analyses, strict=True)):
        counted = count(analysis.article.text)
        other = trained[index] if trained else None
        for group in missed(label, own[index]):
            cause = "missed", cause_of_miss(group, analysis, counted)
            total[cause] += 1
            avoided[cause] += other is not None and not other.isdisjoint(group)
        for sector in wrong(label, own[index], data.scored):
            cause = "added", cause_of_addition(sector, analysis, companies)
            total[cause] += 1
            avoided[cause] += other is not None and sector not in other
    return [
        {
            "error": error, "cause": {"missed": MISSED, "added": ADDED}[error][name], "count": number,
            "avoided_by_trained": avoided[error, name] if trained else None,
        }
        for (error, name), number in sorted(total.items(), key=lambda one: (-avoided[one[0]], -one[1], one[0]))
    ]  # fmt: skip


def reverse_errors(data: Labelled, own: Said, trained: Said) -> int:
    """How many errors of the trained peer the engine does not make."""
    found = 0
    for label, mine, other in zip(data.labels, own, trained, strict=True):
        found += sum(1 for group in missed(label, other) if not mine.isdisjoint(group))
        found += len(wrong(label, other, data.scored) - mine)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    named = os.environ.get("GOLD")
    gold = Path(named) if named else ROOT / "tests" / "gold" / "gold.jsonl"
    given = os.environ.get("ARTICLES")
    articles = Path(given) if given else (None if named else ROOT / "tests" / "gold" / "articles.jsonl")
    name = os.environ.get("GOLD_NAME") or (gold.name if named else "the project's own labelled articles")
    engine = load_engine()
    try:
        data = load_labelled(gold, articles, frozenset(sector.id for sector in engine.taxonomy.sectors))
    except (OSError, ValueError) as error:
        print(error)
        return 2
    analyses = [analyse(article, engine) for article in data.articles]
    said: dict[str, Said] = {OWN: [frozenset(r.sector for r in analysis.readings) for analysis in analyses]}
    thresholds: dict[str, float] = {}
    for peer, scores_of in PEERS.items():
        try:
            thresholds[peer], said[peer] = best_said(data, scores_of(data, engine))
        except ImportError as error:
            print(f"{peer}: not installed ({error.name})")
    figures = figures_of({peer: tallies(data, one) for peer, one in said.items()})
    print(f"{name}: {len(data.articles)} articles, {sum(len(_groups(one)) for one in data.labels)} labels")
    for peer, row in figures.items():
        low, high = row["f1_interval"]
        line = f"{peer:34} P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f} [{low:.3f}, {high:.3f}]"
        if peer != OWN:
            row["threshold"] = round(thresholds[peer], 4)
            low, high = row["engine_ahead_interval"]
            line += f"  engine ahead by {row['engine_ahead']:+.3f} [{low:+.3f}, {high:+.3f}]"
        print(line)
    trained = said.get(CEILING)
    found = causes(data, analyses, said[OWN], trained, engine)
    _print_causes(figures, found)
    key = f"quality: {name}"
    both = {"labels": sum(len(_groups(one)) for one in data.labels), "articles": len(data.articles)}
    reverse = reverse_errors(data, said[OWN], trained) if trained else None
    save(key, {"taggers": figures, "causes": found, "errors_of_trained_avoided": reverse, **both})
    return 0


def _groups(label: Label) -> tuple[tuple[str, ...], ...]:
    return label.groups


def _print_causes(figures: dict[str, dict[str, Any]], found: list[dict[str, Any]]) -> None:
    if CEILING in figures:
        gap = -figures[CEILING]["engine_ahead"]
        print(f"missing to the trained peer: {gap:.3f} F1" if gap > 0 else "nothing is missing to the trained peer")
    for row in found:
        avoided = "" if row["avoided_by_trained"] is None else f", {row['avoided_by_trained']} not made by the SVM"
        print(f"  {row['error']:6} {row['count']:5}{avoided}: {row['cause']}")


if __name__ == "__main__":
    raise SystemExit(main())
