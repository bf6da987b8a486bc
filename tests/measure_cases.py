"""Example files that carry their own answer: `slot=value ... ; slot=value ... | sentence`, or `silent | sentence`."""

import re
from pathlib import Path
from typing import NamedTuple

from analysis.engine import load_engine
from analysis.model import Analysis, Article, Measure
from analysis.outlook import measures_for, outlook_of
from analysis.pipeline import analyse

EXAMPLES = Path(__file__).parent / "examples"
_MARKS = re.compile(r"[{}]")


class Case(NamedTuple):
    """One line: where it stands, what is wanted (empty = silence), the sentence, the quoted part."""

    where: str
    wanted: tuple[dict[str, str], ...]
    sentence: str
    quote: str


def read_cases(*names: str) -> list[Case]:
    """All cases of some example files; in measures_silent.txt every line is silent."""
    cases = []
    for name in names:
        for number, line in enumerate((EXAMPLES / name).read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            answer, bar, sentence = line.rpartition(" | ")
            quote = re.search(r"\{(.*?)\}", sentence)
            wanted = () if not bar or answer == "silent" else tuple(_slots(part) for part in answer.split(" ; "))
            cases.append(Case(f"{name}:{number}", wanted, _MARKS.sub("", sentence), quote[1] if quote else ""))
    return cases


def _slots(answer: str) -> dict[str, str]:
    return dict(word.split("=", 1) for word in answer.split())


ENGINE = load_engine()


def analysis_of(text: str, title: str = "") -> Analysis:
    """What the project reads in a text."""
    whole = f"{title}\n\n{text}" if title else text
    return analyse(Article(id="case", text=whole, title=title, title_end=len(title)), ENGINE)


def fits(measure: Measure, wanted: dict[str, str], measures: tuple[Measure, ...]) -> bool:
    """Whether a measure has every slot that the case names."""
    return all(_fits(measure, slot, value, measures) for slot, value in wanted.items())


def _fits(measure: Measure, slot: str, value: str, measures: tuple[Measure, ...]) -> bool:
    if slot in ("channel", "stance", "status", "scope"):
        return getattr(measure, slot) in value.split("|")
    if slot == "historic":
        return measure.is_historic == (value == "yes")
    if slot == "outlook":
        return all(outlook_of(measures_for(sector, measures)) == value for sector in measure.sectors)
    said = {"implementer": measure.implementers, "target": measure.targets, "sectors": measure.sectors}[slot]
    return not said if value == "-" else set(value.split(",")) <= set(said)
