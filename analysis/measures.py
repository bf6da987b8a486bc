"""Cues, places and mentions to measures: who does what to whom, how, and how certain. Order of rules, no words."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from analysis.anaphora import Reference
from analysis.binding import Topics
from analysis.channels import ON_FLOWS, ON_GOODS
from analysis.clauses import Clause, parts_of, settle, split_clauses
from analysis.context import Context
from analysis.drafts import Draft, merge, most_important
from analysis.matcher import CueHit, PlaceHit, TermHit
from analysis.model import Link, Measure, Span, Suppressed
from analysis.page import Page
from analysis.reading import ClauseReader
from analysis.rolls import complete


class Findings(NamedTuple):
    """Measures, links of sectors to channels, and cues put aside with the reason."""

    measures: tuple[Measure, ...]
    links: tuple[Link, ...]
    suppressed: tuple[Suppressed, ...]


_BODIES = frozenset(("WTO", "UN", "IMF", "OECD"))
_NONE = Findings((), (), ())
# a text of so few sentences has no room for a second trade word
SHORT = 3
# weak words of trade in so many sentences that name goods and countries make an article on trade
_TOLD_OFTEN = 2
# of a sentence no more is read than this, so that time stays linear in any text
LONGEST_SENTENCE = 1_500
MOST_CUES = 90


def read_measures(
    page: Page, cues: list[CueHit], places: list[PlaceHit], terms: list[TermHit],
    references: Iterable[Reference] = (), dates: Iterable[Span] = (),
) -> Findings:  # fmt: skip
    """Measures, links and what was put aside; works only in sentences that hold an instrument or a flow.

    places are settled ones, terms and cues those that boilerplate and exclusions have left.
    """
    peopled = {hit.sentence for hit in places}.intersection([hit.sentence for hit in terms])
    sentences = _worth_reading(cues, peopled, is_short=len(page.sentences) <= SHORT and bool(places or terms))
    if not sentences:
        return _NONE
    # a body judges or forecasts; it takes no measure and none hits it
    places = [hit for hit in places if hit.place.iso3 not in _BODIES]
    by_place: dict[int, list[PlaceHit]] = {}
    for place in places:
        by_place.setdefault(place.sentence, []).append(place)
    lead = _lead(page)
    topics = Topics(terms, list(references), page.article.title_end, lead)
    context = Context(page, places, topics, lead)
    dated = sorted(dates)
    days = [span.start for span in dated]
    drafts: list[Draft] = []
    links: list[Link] = []
    suppressed: list[Suppressed] = []
    for sentence, hits in sentences.items():
        stop = min(page.sentences[sentence][1], page.sentences[sentence][0] + LONGEST_SENTENCE)
        here = [place for place in by_place.get(sentence, ())[:MOST_CUES] if place.end <= stop]
        context.enter(sentence)
        clauses = _clauses(page, sentence, [hit for hit in hits[:MOST_CUES] if hit.end <= stop], here, suppressed)
        begin = page.sentences[sentence][0]
        of_sentence = tuple(dated[bisect_left(days, begin) : bisect_left(days, stop)])
        reader = ClauseReader(page, topics, context, clauses, here, of_sentence)
        here_drafts: list[Draft] = reader.effects()
        for index in range(len(clauses)):
            found, linked = reader.read(index)
            here_drafts.extend(found)
            links.extend(linked)
        for follower in _that_may_list(sentence, sentences, is_silent=not here_drafts):
            complete(page, context.struck(), follower, by_place.get(follower, []), topics.in_sentence(follower))
        if any(clause.has_scope("retaliation") for clause in clauses):
            _face_each_other(here_drafts)
        drafts.extend(here_drafts)
    kept = most_important(merge(drafts))
    return Findings(tuple(draft.measure() for draft in kept), tuple(links), tuple(suppressed))


def _that_may_list(sentence: int, read: dict[int, list[CueHit]], *, is_silent: bool) -> list[int]:
    """The sentence itself where it states nothing, and the one after it where it is not read for itself."""
    follower = sentence + 1
    return [*([sentence] if is_silent else []), *([follower] if follower not in read else [])]


def _worth_reading(cues: list[CueHit], peopled: set[int], *, is_short: bool) -> dict[int, list[CueHit]]:
    """The cues of sentences that hold an instrument, a flow or banned goods, if the article is about trade at all."""
    wanted: set[int] = set()
    flowing: set[int] = set()
    # sentences on goods and countries that hold a word of trade
    told = 0
    is_trade = is_short
    for _, _, sentence, cue in cues:
        if cue.kind == "instrument":
            wanted.add(sentence)
            is_trade = is_trade or not cue.value.endswith("|weak")
            told += sentence in peopled
        elif cue.kind == "flow" and cue.value.startswith("effect"):
            wanted.add(sentence)
        elif cue.kind == "flow":
            flowing.add(sentence)
            told += cue.value.startswith("route") and sentence in peopled
            is_trade = is_trade or cue.value.startswith(("import", "export"))
    is_trade = is_trade or told >= _TOLD_OFTEN
    if not is_trade:
        return {}
    for _, _, sentence, cue in cues:
        if sentence in peopled and cue.kind == "action" and parts_of(cue.value)[2] in ON_GOODS:
            wanted.add(sentence)
    if not (wanted or flowing):
        return {}
    # a flow says something only where something is done to it
    flowing -= wanted
    if flowing:
        for _, _, sentence, cue in cues:
            if sentence in flowing and cue.kind == "action":
                parts = parts_of(cue.value)
                if parts[3] or parts[2] in ON_FLOWS:
                    wanted.add(sentence)
    if not wanted:
        return {}
    by_sentence: dict[int, list[CueHit]] = {sentence: [] for sentence in sorted(wanted)}
    for hit in cues:
        if hit.sentence in wanted:
            by_sentence[hit.sentence].append(hit)
    return by_sentence


def _face_each_other(drafts: list[Draft]) -> None:
    """Retaliation: whoever is answered is the target, and the answerer was the target before."""
    acting = [draft for draft in drafts if draft.implementers]
    for first, draft in ((acting[0], draft) for draft in acting[1:]):
        if not set(draft.implementers) & set(first.implementers):
            for one, other in ((first, draft), (draft, first)):
                if one.targets in ((), ("ALL",)):
                    one.targets = other.implementers


def _lead(page: Page) -> int:
    for index, start in enumerate(page.starts):
        if start >= page.article.title_end:
            return index
    return -1


def _clauses(
    page: Page, sentence: int, hits: list[CueHit], places: list[PlaceHit], suppressed: list[Suppressed]
) -> list[Clause]:  # fmt: skip
    demonyms = frozenset(hit.end for hit in places if hit.place.kind in ("demonym", "adjective"))
    hits = [hit for hit in hits if hit.cue.kind != "speaker" or not any(p.start <= hit.start < p.end for p in places)]
    settled = settle(page.text, page.sentences[sentence][0], hits, demonyms)
    for cue, reason in settled.friends:
        suppressed.append(
            Suppressed(span=Span(cue.start, cue.end), term=cue.words, sector="", reason=f"no policy: {reason}")
        )
    start, end = page.sentences[sentence]
    return split_clauses(page.text, start, min(end, start + LONGEST_SENTENCE), sentence, settled)
