"""What a reading depends on, as digests: the engine's own code and words, and the entries of a taxonomy one by one."""

import ast
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from analysis.folding import fold
from analysis.scanner import Scanner
from analysis.taxonomy import Taxonomy

_ENGINE = Path(__file__).resolve().parent.parent
# these meet the user or the disk; what an article says does not pass through them
_APART = frozenset(
    "__init__ __main__ native compiling cli options "
    "export sources errors gold evaluate floors scorecard explain place_names".split()
)
_ROWS = ("life", "rows", "tables", "uncertainty")
_OVER_ALL = ("contests", "life", "syndication", "threads")
_DIGITS = 16
_FRIEND = "false friend"
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

Entries = Mapping[str, tuple[str, ...]]


@cache
def engine_digest() -> str:
    """Sixteen hex digits over all that can change a row: rules, word lists, and how rows are written."""
    return digest_over(_ENGINE)


def digest_over(engine: Path) -> str:
    """The same for the engine in a folder. Comments, docstrings and layout play no part: they change no row."""
    files = [path for path in engine.glob("*.py") if path.stem not in _APART]
    files += [*engine.glob("lexicon/*.tsv"), *(engine / "corpus" / f"{name}.py" for name in _ROWS)]
    return _digest_of(engine, files)


@cache
def rules_digest() -> str:
    """Sixteen hex digits over what makes the tables over all articles."""
    return _digest_of(_ENGINE, [_ENGINE / "corpus" / f"{name}.py" for name in _OVER_ALL])


def _digest_of(engine: Path, files: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"\n{path.relative_to(engine).as_posix()}\n".encode())
        text = path.read_text(encoding="utf-8")
        for part in code_of(text) if path.suffix == ".py" else words_of(text):
            whole.update(part.encode("utf-8", "surrogatepass"))
    return whole.hexdigest()[:_DIGITS]


def words_of(sheet: str) -> Iterator[str]:
    """The lines of a word list that say something."""
    return (f"{line}\n" for line in sheet.splitlines() if line.strip() and not line.startswith("#"))


def code_of(source: str) -> Iterator[str]:
    """What a module does, as a sequence of words that is the same for every version of Python."""
    return _parts_of(ast.parse(source))


def _parts_of(value: object) -> Iterator[str]:
    if isinstance(value, ast.AST):
        yield f"({type(value).__name__}"
        for name, field in ast.iter_fields(value):
            if name == "body" and isinstance(value, _DOCUMENTED):
                field = _without_docstring(field)
            if field is None or field == []:
                continue  # newer versions of Python know more fields, all empty here
            yield f" {name}="
            yield from _parts_of(field)
        yield ")"
    elif isinstance(value, list):
        yield "["
        for item in value:
            yield from _parts_of(item)
        yield "]"
    else:
        yield f"{value!r},"


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    first = body[0] if body else None
    is_docstring = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return body[1:] if is_docstring else body


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
