"""Why a reading says what it says, and why not more: components, rules, slots, and every candidate put aside.

Decides nothing: each line is a value of the Analysis beside the words that it was read from.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from analysis.export import json_pieces
from analysis.inert import plain
from analysis.model import Analysis, Measure, SectorReading, Span, Suppressed
from analysis.outlook import measures_for
from analysis.place_names import place_name
from analysis.taxonomy import Taxonomy
from analysis.typeset import TABLE_WIDTH, wrapped

FORMATS = ("text", "json")


def render(
    analyses: Iterable[Analysis], taxonomy: Taxonomy, *, style: str, width: int = TABLE_WIDTH
) -> Iterator[str]:
    """The explanations as pieces of text in one of FORMATS, each as soon as its article is read."""
    if style == "json":
        return json_pieces(to_dict(analysis, taxonomy) for analysis in analyses)
    return (
        ("\n\n" if index else "") + to_text(analysis, taxonomy, width=width)
        for index, analysis in enumerate(analyses)
    )


def to_dict(analysis: Analysis, taxonomy: Taxonomy) -> dict[str, Any]:
    """The explanation as plain values, keys in a fixed order; start and end index text, numbers name measures."""
    text = analysis.article.text
    return {
        "id": analysis.article.id,
        "title": analysis.article.title,
        "text": text,
        "engine_version": analysis.engine_version,
        "taxonomy_digest": analysis.taxonomy_digest,
        "sectors": [_sector_dict(reading, analysis, taxonomy) for reading in analysis.readings],
        "passing": [_sector_dict(reading, analysis, taxonomy) for reading in analysis.passing],
        "measures": [
            _measure_dict(measure, number, text) for number, measure in enumerate(analysis.measures, start=1)
        ],
        "suppressed": [_suppressed_dict(candidate, text) for candidate in analysis.suppressed],
        "notes": list(analysis.notes),
    }


def _sector_dict(reading: SectorReading, analysis: Analysis, taxonomy: Taxonomy) -> dict[str, Any]:
    text = analysis.article.text
    return {
        "id": reading.sector,
        "name": taxonomy.sector(reading.sector).name,
        "centrality": str(reading.centrality),
        "outlook": str(reading.outlook),
        "score": reading.score,
        "components": dict(reading.components),
        "channels": [
            {"channel": channel, "measures": numbers} for channel, numbers in _channels(reading, analysis)
        ],
        "measures": _numbers(reading, analysis),
        "mentions": [
            {
                **_quoted(mention.span, text),
                "term": mention.term,
                "segment": mention.segment,
                "rule": mention.rule,
            }
            for mention in reading.mentions
        ],
        "evidence": [_quoted(span, text) for span in reading.evidence],
    }


def _measure_dict(measure: Measure, number: int, text: str) -> dict[str, Any]:
    return {
        "number": number,
        "channel": str(measure.channel),
        "stance": str(measure.stance),
        "status": str(measure.status),
        "action": measure.action,
        "implementers": list(measure.implementers),
        "targets": list(measure.targets),
        "scope": measure.scope,
        "sectors": list(measure.sectors),
        "magnitudes": list(measure.magnitudes),
        "dates": list(measure.dates),
        "legal_basis": list(measure.legal_basis),
        "speaker": measure.speaker,
        "is_historic": measure.is_historic,
        "rules": list(measure.rules),
        "slots": [{"slot": slot.name, **_quoted(slot.span, text)} for slot in measure.slots],
        "evidence": [_quoted(span, text) for span in measure.evidence],
    }


def _suppressed_dict(candidate: Suppressed, text: str) -> dict[str, Any]:
    return {
        **_quoted(candidate.span, text),
        "term": candidate.term,
        "sector": candidate.sector,
        "reason": candidate.reason,
    }


def _quoted(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _numbers(reading: SectorReading, analysis: Analysis) -> list[int]:
    """The measures that concern a sector, numbered as they stand in the article."""
    wanted = measures_for(reading.sector, analysis.measures)
    return [number for number, measure in enumerate(analysis.measures, start=1) if measure in wanted]


def _channels(reading: SectorReading, analysis: Analysis) -> list[tuple[str, list[int]]]:
    """Each channel with the measures that it comes from; none where the words merely link it to the sector."""
    numbers = _numbers(reading, analysis)
    return [
        (str(channel), [number for number in numbers if analysis.measures[number - 1].channel is channel])
        for channel in reading.channels
    ]


def to_text(analysis: Analysis, taxonomy: Taxonomy, *, width: int = TABLE_WIDTH) -> str:
    """The explanation for a terminal, without anything that could steer it."""
    article = analysis.article
    lines = [*_line(article.title or article.id, width)]
    about = f"article {article.id}, engine {analysis.engine_version}, taxonomy {analysis.taxonomy_digest}"
    lines += [*_line(about, width), "", "Why these sectors"]
    for reading in analysis.readings:
        lines += ["", *_sector_lines(reading, analysis, taxonomy, width)]
    if not analysis.readings:
        lines += _line("No sector is more than named in passing.", width, indent=2)
    if analysis.passing:
        lines += ["", "Named in passing"]
    for reading in analysis.passing:
        lines += ["", *_sector_lines(reading, analysis, taxonomy, width)]
    lines += ["", "Why these measures"]
    for number, measure in enumerate(analysis.measures, start=1):
        lines += ["", *_measure_lines(measure, number, article.text, taxonomy, width)]
    if not analysis.measures:
        lines += _line("No measure was read.", width, indent=2)
    lines += ["", "What was put aside"]
    for candidate in analysis.suppressed:
        owner = f", {candidate.sector}" if candidate.sector else ""
        lines += _line(f"{_words(candidate.span, article.text)}{owner}: {candidate.reason}", width, indent=2)
    if not analysis.suppressed:
        lines += _line("Nothing.", width, indent=2)
    if analysis.notes:
        lines += ["", "Notes"]
        for note in analysis.notes:
            lines += _line(note, width, indent=2)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _sector_lines(reading: SectorReading, analysis: Analysis, taxonomy: Taxonomy, width: int) -> list[str]:
    text = analysis.article.text
    name = taxonomy.sector(reading.sector).name
    lines = _line(
        f"{name}: {reading.centrality}, outlook {reading.outlook}, score {reading.score}", width, indent=2
    )
    lines += _line(why_this_score(reading), width, indent=4)
    for channel, numbers in _channels(reading, analysis):
        origin = ", ".join(_headline(analysis.measures[number - 1], number) for number in numbers)
        lines += _line(
            f"by {_spaced(channel)}: {origin or 'linked by words beside it, no measure'}", width, indent=4
        )
    for mention in reading.mentions:
        where = f"{_words(mention.span, text)} is {mention.term!r}"
        lines += _line(f"{where} of {mention.segment or 'no segment'}: {mention.rule}", width, indent=4)
    return lines


def why_this_score(reading: SectorReading) -> str:
    """The score as a sum of its named parts, also where rounding is all that makes them equal."""
    parts = " + ".join(f"{points:g} for {name}" for name, points in reading.components)
    total = round(sum(points for _, points in reading.components), 1)
    rounded = "" if total == reading.score else f" (rounded from {total:g})"
    return f"{reading.score} = {parts or 'nothing'}{rounded}"


def _headline(measure: Measure, number: int) -> str:
    return f"M{number} ({measure.stance}, {_spaced(measure.status)})"


def _measure_lines(measure: Measure, number: int, text: str, taxonomy: Taxonomy, width: int) -> list[str]:
    who = ", ".join(map(place_name, measure.implementers)) or "implementer not stated"
    whom = ", ".join(map(place_name, measure.targets)) or "target not stated"
    sectors = ", ".join(taxonomy.sector(sector).name for sector in measure.sectors) or "no sector named"
    what = f"{_spaced(measure.channel)}, {measure.stance}, {_spaced(measure.status)}"
    lines = _line(f"M{number} {what}: {who} on {whom}; {sectors}", width, indent=2)
    for label, value in (
        ("action", measure.action),
        ("scope", measure.scope),
        ("magnitude", ", ".join(measure.magnitudes)),
        ("date", ", ".join(measure.dates)),
        ("legal basis", ", ".join(measure.legal_basis)),
        ("speaker", measure.speaker),
        ("earlier time", "yes" if measure.is_historic else ""),
        ("rules", "; ".join(measure.rules)),
    ):
        if value:
            lines += _line(f"{label}: {value}", width, indent=4)
    for slot in measure.slots:
        lines += _line(f"{slot.name} from {_words(slot.span, text)}", width, indent=4)
    for span in measure.evidence:
        lines += _line(f"evidence {_words(span, text)}", width, indent=4)
    return lines


def _words(span: Span, text: str) -> str:
    """Words with the place where they stand."""
    return f'"{text[span.start : span.end]}" [{span.start}:{span.end}]'


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _line(text: str, width: int, *, indent: int = 0) -> list[str]:
    return wrapped(plain(text), width, indent=indent)
