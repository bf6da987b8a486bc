"""All that reading needs, loaded and compiled once: taxonomy, places, cues, automaton."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analysis.anaphora import reference_cues
from analysis.exclusions import exclusion_cues
from analysis.lexicon_files import load_cues
from analysis.matcher import Matcher
from analysis.places import load_places
from analysis.taxonomy import DEFAULT_TAXONOMY, Taxonomy, parse_taxonomy, read_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A taxonomy and the matcher compiled from it; safe to share between threads, it never changes."""

    taxonomy: Taxonomy
    matcher: Matcher


def load_engine(path: Path | None = None) -> Engine:
    """The engine for a taxonomy file, the project's own by default; TaxonomyError with every problem.

    The same words in the file give the same engine without compiling it again.
    """
    file = path or DEFAULT_TAXONOMY
    return _compiled(read_source(file), file.name)


@lru_cache(maxsize=4)
def _compiled(source: str, name: str) -> Engine:
    with _collector_at_rest():
        return engine_for(parse_taxonomy(source, name=name))


def engine_for(taxonomy: Taxonomy) -> Engine:
    """The engine for a taxonomy in hand."""
    cues = (*load_cues(), *reference_cues(), *exclusion_cues())
    return Engine(taxonomy=taxonomy, matcher=Matcher(taxonomy, load_places(), cues))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """All that is built meanwhile stays, so looking for garbage in it again and again would only take time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
