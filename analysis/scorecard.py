"""A report on labels against readings as a table or JSON. Says what was counted and judges nothing."""

import json
from typing import Any

from analysis.counting import counted
from analysis.evaluate import DRAWS, FIELDS, SEED, SHARES, Comparison, Estimate, Figure, Report
from analysis.floors import Floors
from analysis.inert import plain
from analysis.typeset import TABLE_WIDTH, columns, wrapped

FORMATS = ("table", "json")
WORST = 5
_UNKNOWN = "-"


def render(
    report: Report, *, style: str, worst: int = WORST, floors: Floors | None = None, width: int = TABLE_WIDTH
) -> str:
    """The whole report in one of FORMATS."""
    if style == "json":
        return json.dumps(to_dict(report, worst=worst, floors=floors), ensure_ascii=False, indent=2) + "\n"
    return to_table(report, worst=worst, floors=floors, width=width)


def to_dict(report: Report, *, worst: int = WORST, floors: Floors | None = None) -> dict[str, Any]:
    """Plain values, keys in a fixed order; an unknown figure is null."""
    return {
        "articles": len(report.comparisons),
        "draws": DRAWS,
        "seed": SEED,
        "figures": {field: _figure_dict(field, report.figures[field], floors) for field in FIELDS},
        "worst": [_comparison_dict(comparison) for comparison in report.worst(worst)],
        "problems": [str(failure) for failure in report.failures],
    }


def _figure_dict(field: str, figure: Figure, floors: Floors | None) -> dict[str, Any]:
    named = {"share": figure.f1} if field in SHARES else {
        "precision": figure.precision, "recall": figure.recall, "f1": figure.f1,
    }  # fmt: skip
    floor = floors.floors.get(field) if floors else None
    return {
        **{name: estimate._asdict() for name, estimate in named.items()},
        **figure.counts._asdict(),
        **({"floor": floor.floor if floor else None} if floors else {}),
    }


def _comparison_dict(comparison: Comparison) -> dict[str, Any]:
    return {
        "id": comparison.article.id,
        "title": comparison.article.title,
        "errors": comparison.error_count,
        "missed": {field: list(words) for field, words in comparison.missed},
        "added": {field: list(words) for field, words in comparison.added},
    }


def to_table(
    report: Report, *, worst: int = WORST, floors: Floors | None = None, width: int = TABLE_WIDTH
) -> str:
    """For a terminal, without anything that could steer it."""
    about = (
        f"{counted(len(report.comparisons), 'labelled article')}; "
        f"95% intervals from {DRAWS:,} draws of whole articles"
    )
    rows = [
        [
            "FIELD",
            "PRECISION",
            "RECALL",
            "F1 OR SHARE",
            "RIGHT",
            "SAID",
            "DUE",
            *(["FLOOR"] if floors else []),
        ]
    ]
    rows += [_row(field, report.figures[field], floors) for field in FIELDS]
    lines = [*wrapped(about, width), "", *columns(rows, width)]
    listed = report.worst(worst)
    if listed:
        lines += ["", "Most errors"]
    for comparison in listed:
        lines += ["", *_comparison_lines(comparison, width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _row(field: str, figure: Figure, floors: Floors | None) -> list[str]:
    counts = [f"{count:,}" for count in figure.counts]
    both = ["", ""] if field in SHARES else [_shown(figure.precision), _shown(figure.recall)]
    floor = floors.floors.get(field) if floors else None
    last = [f"{floor.floor:.3f}" if floor else _UNKNOWN] if floors else []
    return [_spaced(field), *both, _shown(figure.f1), *counts, *last]


def _shown(estimate: Estimate) -> str:
    if estimate.value is None:
        return _UNKNOWN
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:.3f}"
    return f"{estimate.value:.3f} ({estimate.low:.2f}-{estimate.high:.2f})"


def _comparison_lines(comparison: Comparison, width: int) -> list[str]:
    article = comparison.article
    lines = wrapped(
        plain(f"{article.id}: {comparison.error_count} errors. {article.title}"), width, indent=2
    )
    for kind, found in (("missed", comparison.missed), ("added", comparison.added)):
        for field, words in found:
            label = "wrong outlook" if field == "outlook" else f"{_spaced(field)} {kind}"
            if field != "measures":
                lines += wrapped(plain(f"{label}: {', '.join(words)}"), width, indent=4)
                continue
            for word in words:
                lines += wrapped(plain(f"measure {kind}: {word}"), width, indent=4)
    return lines


def _spaced(name: str) -> str:
    return name.replace("_", " ")
