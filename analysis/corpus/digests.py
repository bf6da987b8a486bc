"""What a reading depends on, as digests: the engine's own files, and the entries of a taxonomy one by one."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from analysis.folding import fold
from analysis.scanner import Scanner
from analysis.taxonomy import Taxonomy

_ENGINE = Path(__file__).resolve().parent.parent
# these meet the user or the disk; what an article says does not pass through them
_APART = frozenset(
    "__init__ __main__ cli options export sources errors gold evaluate floors scorecard explain".split()
)
_ROWS = ("rows", "tables", "uncertainty")
_DIGITS = 16
_FRIEND = "false friend"

Entries = Mapping[str, tuple[str, ...]]


@cache
def engine_digest() -> str:
    """Sixteen hex digits over every file that can change a row: rules, word lists, and how rows are written."""
    files = [path for path in _ENGINE.glob("*.py") if path.stem not in _APART]
    files += [*_ENGINE.glob("lexicon/*.tsv"), *(_ENGINE / "corpus" / f"{name}.py" for name in _ROWS)]
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path.relative_to(_ENGINE).as_posix()}\n".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:_DIGITS]


def entries_of(taxonomy: Taxonomy) -> dict[str, tuple[str, ...]]:
    """Digest of each entry, and the folded forms under which it is met; order and line numbers play no part."""
    entries: dict[str, tuple[str, ...]] = {}
    for sector in taxonomy.sectors:
        for term in sector.terms:
            facts = [
                *(
                    term.surface,
                    term.folded,
                    term.sector,
                    term.segment,
                    sorted(term.needs),
                    sorted(term.blocks),
                ),
                *(term.case, term.weak, term.compound, term.subject, term.exact, term.company),
            ]
            entries[_digest(facts)] = tuple(sorted({term.folded, *term.forms}))
    for friend in taxonomy.false_friends:
        entries[_digest([_FRIEND, friend])] = (friend,)
    return entries


def _digest(facts: list[object]) -> str:
    return hashlib.sha256(json.dumps(facts, ensure_ascii=True).encode()).hexdigest()[:_DIGITS]


def changed_forms(old: Entries, new: Entries) -> tuple[int, frozenset[str]]:
    """(how many entries came, went or changed, all forms under which they are met).

    A reading knows the taxonomy only through the entries that stand in the text; where none of these forms
    stands, it stays what it was.
    """
    changed = old.keys() ^ new.keys()
    forms = {form for digest in changed for form in (old.get(digest) or new.get(digest) or ())}
    return len(changed), frozenset(forms)


class Holds:
    """Tells whether a text holds one of some forms."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._scanner: Scanner[None] = Scanner((form, None) for form in forms)
        self._is_idle = not self._scanner.phrases

    def __call__(self, text: str) -> bool:
        return not self._is_idle and bool(self._scanner.hits(fold(text).padded))
