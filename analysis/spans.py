"""Spans made without the detour by way of their class, which takes three times as long: a reading makes dozens."""

from typing import Final

from analysis.model import Span

_MAKE: Final = tuple.__new__


def span_of(start: int, end: int) -> Span:
    """The span from start to end, half-open offsets into Article.text."""
    return _MAKE(Span, (start, end))
