"""sectors.yaml to a Taxonomy, or every problem with its line. Nothing here looks at an article."""

import hashlib
import json
import sysconfig
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from analysis.errors import TaxonomyError
from analysis.everyday import EVERYDAY
from analysis.folding import fold, fold_phrase
from analysis.hs import problem_with
from analysis.inflect import variants_of
from analysis.located import Items, Node, Problems, Table, Text, read_located
from analysis.native import PACKAGE

_NAME = "sectors.yaml"
# among the data of an installation, as pyproject.toml says
_INSTALLED = Path("share", "trade-sector-exposure", _NAME)


def find_taxonomy(package: Path) -> Path:
    """The taxonomy that comes with a package: beside it in a checkout, else where pip laid it."""
    environment = Path(sysconfig.get_path("data"), _INSTALLED)
    user = sysconfig.get_path("data", scheme=sysconfig.get_preferred_scheme("user"))
    # pip's --target has its data beside the package, --user has them in the user's own folder
    places = (package.parent / _NAME, package.parent / _INSTALLED, environment, Path(user, _INSTALLED))
    return next((place for place in places if place.exists()), environment)


DEFAULT_TAXONOMY = find_taxonomy(PACKAGE)
# so much of a group's letters, as difflib counts them, makes it the same one misspelt: Sevices, services, Service
_ALIKE = 0.7
CASES = ("any", "lower", "cased")
_TOP = ("version", "contexts", "false_friends", "sectors")
_SECTOR = ("id", "name", "group", "description", "hs", "isic", "naics", "segments")
_SEGMENT = ("id", "name", "terms", "guarded", "companies")
_GUARDED = ("term", "needs", "blocks", "case", "weak", "compound", "subject", "exact", "company")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One entry: the words, where it belongs, and the company it keeps. Phrases are folded; line is in the file."""

    surface: str
    folded: str
    sector: str
    segment: str
    needs: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    case: str = "any"
    weak: bool = False
    compound: bool = False
    subject: bool = False
    exact: bool = False
    company: bool = False
    line: int = 0

    @property
    def forms(self) -> tuple[str, ...]:
        """Folded forms under which the term is met; a stop or an "&" inside it leaves two spaces in a text."""
        spelt = fold(self.surface).padded.strip()
        forms = variants_of(self.folded, exact=self.exact or self.company)
        return forms if spelt == self.folded else (*forms, spelt)

    @property
    def is_guarded(self) -> bool:
        """Whether the term needs a look at its surroundings."""
        return bool(self.needs or self.blocks or self.case != "any")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a sector with its own terms."""

    id: str
    name: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """One industry: HS 2022 prefixes (longest wins), ISIC Rev.4 and NAICS 2022 prefixes, segments."""

    id: str
    name: str
    group: str
    description: str
    hs: tuple[str, ...]
    isic: tuple[str, ...]
    naics: tuple[str, ...]
    segments: tuple[Segment, ...]
    line: int

    @property
    def terms(self) -> Iterator[Term]:
        """All terms of all segments."""
        return (term for segment in self.segments for term in segment.terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxonomy:
    """All sectors, phrases that only look like terms, and a digest that ignores the order of the file."""

    sectors: tuple[Sector, ...]
    false_friends: tuple[str, ...]
    digest: str
    unwise: tuple[str, ...]

    def sector(self, sector_id: str) -> Sector:
        """The sector with that id; KeyError where there is none."""
        for sector in self.sectors:
            if sector.id == sector_id:
                return sector
        raise KeyError(sector_id)

    def sector_of_hs(self, code: str) -> str | None:
        """Id of the sector that an HS code belongs to, by the longest claimed prefix."""
        claims = {prefix: sector.id for sector in self.sectors for prefix in sector.hs}
        return next((claims[code[:n]] for n in (6, 4, 2) if len(code) >= n and code[:n] in claims), None)


def load_taxonomy(path: Path = DEFAULT_TAXONOMY) -> Taxonomy:
    """The taxonomy in a file; TaxonomyError with every problem at once."""
    return parse_taxonomy(read_source(path), name=path.name)


def read_source(path: Path) -> str:
    """What stands in a taxonomy file, read as UTF-8; TaxonomyError where it cannot be."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TaxonomyError((f"{path}:1: cannot be read: {error.strerror}. Check the path.",)) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise TaxonomyError((f"{path.name}:{line}: is not UTF-8. Save the file as UTF-8.",)) from error


def parse_taxonomy(source: str, *, name: str = "sectors.yaml") -> Taxonomy:
    """The taxonomy written in a text; name is what problems call the file."""
    problems, unwise = Problems(name), Problems(name)
    root = read_located(source, problems)
    taxonomy = _Reader(problems, unwise).taxonomy(root) if root is not None else None
    if problems.found or taxonomy is None:
        raise TaxonomyError(problems.lines())
    return taxonomy


class _Reader:
    """Turns located nodes into values and writes down whatever is wrong on the way."""

    def __init__(self, problems: Problems, unwise: Problems) -> None:
        self._problems, self._unwise = problems, unwise
        self._contexts: dict[str, tuple[str, ...]] = {}

    def taxonomy(self, root: Node) -> Taxonomy | None:
        if not isinstance(root, Table):
            self._problems.add(root.line, "has to be a table with the key sectors. Start it with `sectors:`.")
            return None
        self._know(root, _TOP, needed=("sectors",), what="the file")
        self._read_contexts(root.get(Text("contexts")))
        friends = tuple(fold_phrase(str(phrase)) for phrase in self._texts(root, "false_friends"))
        nodes = root.get(Text("sectors"))
        if not isinstance(nodes, Items) or not nodes:
            self._problems.add(root.line, "sectors has to be a list with at least one sector. Add one.")
            return None
        sectors = tuple(sector for node in nodes if (sector := self._sector(node)) is not None)
        self._unique((sector.id, sector.line) for sector in sectors)
        self._check_groups(nodes)
        self._check_hs(nodes)
        self._check_terms(sectors, friends)
        digest = _digest_of(sectors, friends)
        return Taxonomy(sectors=sectors, false_friends=friends, digest=digest, unwise=self._unwise.lines())

    def _know(self, table: Table, known: tuple[str, ...], *, needed: tuple[str, ...], what: str) -> None:
        for key in table:
            if key not in known:
                self._problems.add(key.line, f"unknown key {key!s} in {what}. Known are {', '.join(known)}.")
        for name in needed:
            if name not in table:
                self._problems.add(table.line, f"{what} has no {name}. Add it.")

    def _text(self, table: Table, key: str, default: str = "") -> str:
        value = table.get(Text(key))
        if value is None:
            return default
        if not isinstance(value, Text):
            self._problems.add(value.line, f"{key} has to be words, not a list or table. Write one line of text.")
            return default
        if not value.strip():
            self._problems.add(value.line, f"{key} is empty. Write it or drop the key.")
        return str(value).strip()

    def _texts(self, table: Table, key: str) -> tuple[Text, ...]:
        value = table.get(Text(key))
        if value is None:
            return ()
        if not isinstance(value, Items):
            self._problems.add(value.line, f"{key} has to be a list. Write `{key}: [one, two]`.")
            return ()
        texts = []
        for item in value:
            if not isinstance(item, Text) or not item.strip():
                self._problems.add(item.line, f"{key} holds something that is not a word. Write words only.")
            else:
                texts.append(item)
        return tuple(texts)

    def _flag(self, table: Table, key: str) -> bool:
        value = self._text(table, key, "false")
        if value not in ("true", "false"):
            self._problems.add(table.line, f"{key} is {value!r}. Write true or false.")
        return value == "true"

    def _read_contexts(self, node: Node | None) -> None:
        if node is None:
            return
        if not isinstance(node, Table):
            self._problems.add(node.line, "contexts has to be a table of word lists. Write `name: [words]`.")
            return
        for key in node:
            self._contexts[str(key)] = self._forms(self._texts(node, key))

    def _forms(self, phrases: Iterable[Text]) -> tuple[str, ...]:
        forms: list[str] = []
        for phrase in phrases:
            if phrase.startswith("@"):
                if phrase[1:] not in self._contexts:
                    self._problems.add(phrase.line, f"{phrase!s} is no context. Define it under contexts.")
                forms.extend(self._contexts.get(phrase[1:], ()))
            elif not fold_phrase(phrase):
                self._problems.add(phrase.line, f"{phrase!s} holds no letter or digit. Drop it.")
            else:
                forms.extend(variants_of(fold_phrase(phrase)))
        return tuple(dict.fromkeys(forms))

    def _sector(self, node: Node) -> Sector | None:
        if not isinstance(node, Table):
            self._problems.add(node.line, "a sector has to be a table. Start it with `- id:`.")
            return None
        self._know(node, _SECTOR, needed=("id", "name", "group", "description", "segments"), what="the sector")
        sector_id = self._text(node, "id")
        nodes = node.get(Text("segments"))
        if not isinstance(nodes, Items) or not nodes:
            self._problems.add(node.line, f"sector {sector_id} has no list of segments. Add one.")
            nodes = Items()
        segments = tuple(s for item in nodes if (s := self._segment(item, sector_id)) is not None)
        self._unique((str(item[Text("id")]), item.line) for item in nodes if isinstance(item, Table) and "id" in item)
        return Sector(
            id=sector_id,
            name=self._text(node, "name"),
            group=self._text(node, "group"),
            description=self._text(node, "description"),
            hs=tuple(map(str, self._texts(node, "hs"))),
            isic=tuple(map(str, self._texts(node, "isic"))),
            naics=tuple(map(str, self._texts(node, "naics"))),
            segments=segments,
            line=node.line,
        )

    def _segment(self, node: Node, sector_id: str) -> Segment | None:
        if not isinstance(node, Table):
            self._problems.add(node.line, "a segment has to be a table. Start it with `- id:`.")
            return None
        self._know(node, _SEGMENT, needed=("id", "name"), what="the segment")
        segment_id = self._text(node, "id")
        plain = [self._term(text, sector_id, segment_id) for text in self._texts(node, "terms")]
        plain += [self._term(text, sector_id, segment_id, company=True) for text in self._texts(node, "companies")]
        guarded = node.get(Text("guarded"), Items())
        if not isinstance(guarded, Items):
            self._problems.add(guarded.line, "guarded has to be a list. Write `- {term: corn, blocks: [corn syrup]}`.")
            guarded = Items()
        terms = [t for t in (*plain, *(self._guarded(item, sector_id, segment_id) for item in guarded)) if t]
        if not terms:
            self._problems.add(node.line, f"segment {segment_id} has no term. Add one or drop the segment.")
        return Segment(id=segment_id, name=self._text(node, "name"), terms=tuple(terms))

    def _term(self, text: Text, sector_id: str, segment_id: str, *, company: bool = False) -> Term | None:
        folded = fold_phrase(text)
        if not folded:
            self._problems.add(text.line, f"term {text!s} holds no letter or digit. Drop it.")
            return None
        if len(folded) < 3 and not company:
            self._unwise.add(text.line, f"term {text!s} has fewer than three letters. Guard it with case or needs.")
        if folded in EVERYDAY and not company:
            self._unwise.add(text.line, f"term {text!s} is an everyday word. Guard it with needs or case.")
        if text.plain and text.lower() in ("no", "yes", "on", "off", "null", "true", "false", "y", "n"):
            self._unwise.add(text.line, f"{text!s} means something else to other YAML readers. Put it in quotes.")
        case = "cased" if company else "any"
        return Term(
            surface=str(text), folded=folded, sector=sector_id, segment=segment_id, case=case, company=company,
            line=text.line,
        )  # fmt: skip

    def _guarded(self, node: Node, sector_id: str, segment_id: str) -> Term | None:
        if not isinstance(node, Table):
            self._problems.add(node.line, "a guarded term has to be a table. Write `{term: corn, needs: [harvest]}`.")
            return None
        self._know(node, _GUARDED, needed=("term",), what="the guarded term")
        text = node.get(Text("term"))
        if not isinstance(text, Text) or not fold_phrase(text):
            self._problems.add(node.line, "a guarded term has no words under term. Write them.")
            return None
        case = self._text(node, "case", "any")
        if case not in CASES:
            self._problems.add(node.line, f"case is {case!r}. Write one of {', '.join(CASES)}.")
        term = Term(
            surface=str(text),
            folded=fold_phrase(text),
            sector=sector_id,
            segment=segment_id,
            needs=self._forms(self._texts(node, "needs")),
            blocks=self._forms(self._texts(node, "blocks")),
            case=case,
            weak=self._flag(node, "weak"),
            compound=self._flag(node, "compound"),
            subject=self._flag(node, "subject"),
            exact=self._flag(node, "exact"),
            company=self._flag(node, "company"),
            line=text.line,
        )
        if not (term.is_guarded or term.weak or term.compound or term.exact):
            self._unwise.add(text.line, f"guarded term {text!s} states no guard. Move it to terms.")
        return term

    def _unique(self, ids: Iterable[tuple[str, int]]) -> None:
        seen: set[str] = set()
        for name, line in ids:
            if name in seen:
                self._problems.add(line, f"id {name} stands twice. Rename or merge.")
            seen.add(name)

    def _check_groups(self, nodes: Items) -> None:
        """A group that one sector alone has may be one's own; where it is nearly another's, it is a slip."""
        groups = [g for node in nodes if isinstance(node, Table) and isinstance(g := node.get(Text("group")), Text)]
        counts = Counter(map(str, groups))
        others: dict[str, str] = {name.casefold(): name for name, count in counts.items() if count > 1}
        for group in groups:
            if counts[str(group)] > 1:
                continue
            for meant in get_close_matches(group.casefold(), others, n=1, cutoff=_ALIKE):
                self._unwise.add(group.line, f"group {group!s} has one sector. Did you mean {others[meant]}?")
            others.setdefault(group.casefold(), str(group))

    def _check_hs(self, nodes: Items) -> None:
        claimed: dict[str, str] = {}
        for node in nodes:
            if not isinstance(node, Table):
                continue
            owner = str(node.get(Text("id"), ""))
            for code in self._texts(node, "hs"):
                if reason := problem_with(code):
                    self._problems.add(code.line, f"HS code {code!s} {reason}. Correct or drop it.")
                elif code in claimed:
                    self._problems.add(code.line, f"HS code {code!s} is claimed by {claimed[code]} too. Keep one.")
                claimed.setdefault(str(code), owner)

    def _check_terms(self, sectors: tuple[Sector, ...], friends: tuple[str, ...]) -> None:
        owners: dict[str, Term] = {}
        for term in (term for sector in sectors for term in sector.terms):
            other = owners.setdefault(term.folded, term)
            if other is term:
                continue
            if other.sector == term.sector:
                self._problems.add(term.line, f"term {term.surface!r} stands in line {other.line} too. Drop one.")
            elif not (term.needs or other.needs):
                self._problems.add(
                    term.line,
                    f"term {term.surface!r} is in {other.sector} (line {other.line}) and {term.sector}. "
                    'Give one of them a "needs", or drop it.',
                )
        for friend in set(friends) & owners.keys():
            self._problems.add(owners[friend].line, f"term {friend!r} is a false friend too. Drop one.")


def _digest_of(sectors: tuple[Sector, ...], friends: tuple[str, ...]) -> str:
    """Sixteen hex digits over all that changes a reading, whatever the order in the file."""
    terms = sorted(
        (
            *(t.sector, t.segment, t.surface, t.folded, sorted(t.needs), sorted(t.blocks), t.case),
            *(t.weak, t.compound, t.subject, t.exact, t.company),
        )
        for sector in sectors
        for t in sector.terms
    )
    codes = sorted((s.id, s.name, sorted(s.hs), sorted(s.isic), sorted(s.naics)) for s in sectors)
    names = sorted((s.id, g.id, g.name) for s in sectors for g in s.segments)
    canonical = json.dumps([terms, codes, names, sorted(friends)], ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
