"""What the tests of labels share: a row of labels in plain values, and a comparison with given counts."""

from typing import Any

from analysis.evaluate import FIELDS, Comparison, Counts
from analysis.model import Article

KNOWN = {"agriculture", "metals", "energy"}
TEXT = "Canada will impose a 25% duty on Chinese steel. Wheat growers worry. Crude oil is cheap."
STEEL = "Canada will impose a 25% duty on Chinese steel"


def sector(id: str = "metals", **changes: Any) -> dict[str, Any]:
    """A labelled sector."""
    row = {"id": id, "centrality": "primary", "outlook": "risk", "channels": ["tariff"], "evidence": [STEEL]}
    return {**row, **changes}


def measure(**changes: Any) -> dict[str, Any]:
    """A labelled measure."""
    row = {
        "channel": "tariff", "stance": "restrictive", "status": "announced", "implementers": ["CAN"],
        "targets": ["CHN"], "sectors": ["metals"], "evidence": STEEL,
    }  # fmt: skip
    return {**row, **changes}


def row(**changes: Any) -> dict[str, Any]:
    """The labels of one article."""
    return {"id": "a", "sectors": [sector()], "measures": [measure()], "places": ["CAN", "CHN"], **changes}


def comparison(number: int, hit: int, due: int = 4) -> Comparison:
    """An article of which so many labels were hit in every field."""
    counts = tuple(Counts(hit, due, due) for _ in FIELDS)
    return Comparison(article=Article(id=f"n{number}", text=""), counts=counts, missed=(), added=())
