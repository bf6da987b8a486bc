"""Which articles are compared, by their ids: examples, texts of the visitor's own, articles of the open corpus."""

from collections import Counter

import streamlit as st

from analysis.errors import AnalysisError
from views import session, words
from views.compared import MOST
from views.exposure import Exposure, exposure_of
from views.filters import Filters
from views.loaders import Draft, ask, example_title, examples, outlook_of, read_draft, stored_article

_MOST_FOUND = 10


def chosen() -> tuple[str, ...]:
    """The ids of what is compared: at first the open article and an example; ids that lead nowhere go and are named."""
    if "compared" not in st.session_state:
        open_id = session.id_of(session.opened())
        others = (stem for stem in examples() if stem != open_id)
        session.compare((open_id, *list(others)[:1]))
    lost = [key for key in session.compared() if draft_of(key) is None]
    if lost:
        session.compare(key for key in session.compared() if key not in lost)
        shown = ", ".join(session.literal(key[:40]) for key in lost)
        told = words.NO_LONGER_ONE if len(lost) == 1 else words.NO_LONGER
        st.toast(told.format(count=len(lost), ids=shown), duration="long")
    return session.compared()[:MOST]


def draft_of(key: str) -> Draft | None:
    """The text that an id stands for, or None where it is not at hand."""
    if key.startswith(session.OWN_ID):
        return session.own_drafts().get(key)
    if key.startswith(session.STORED_ID):
        try:
            current = session.store()
            found = stored_article(current, key=key.removeprefix(session.STORED_ID)) if current else None
        except AnalysisError:  # a store that cannot be opened holds no article
            return None
        return found.draft if found else None
    return examples().get(key)


def title_of(key: str) -> str:
    """The headline of what an id stands for."""
    if key in examples():
        return example_title(key)
    draft = draft_of(key)
    return (draft.title or " ".join(draft.text.split())[:80] if draft else "") or words.UNTITLED


def options(query: str = "") -> dict[str, str]:
    """What can be compared, by id: what is chosen, own texts, what the corpus holds of some words, the examples.

    No two have the same label: a list of choices goes by the words that it shows.
    """
    found = find(query) if query else []
    open_id = session.id_of(session.opened())
    own = [*session.own_drafts(), *([open_id] if draft_of(open_id) else [])]
    labels: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for key in dict.fromkeys((*chosen(), *found, *own, *examples())):
        title = title_of(key)
        seen[title] += 1
        labels[key] = title if seen[title] == 1 else f"{title} ({seen[title]})"
    return labels


def has_store() -> bool:
    """Whether there is a corpus to choose from."""
    try:
        return session.store() is not None
    except AnalysisError:
        return False


def find(query: str) -> list[str]:
    """Ids of the newest articles of the corpus that hold some words."""
    try:
        current = session.store()
        if current is None:
            return []
        numbers = ask(current, "articles", Filters(text=query), most=_MOST_FOUND)["article_no"].tolist()
        articles = [stored_article(current, number=number) for number in numbers]
    except AnalysisError:
        return []
    return [f"{session.STORED_ID}{article.key}" for article in articles if article]


def exposures() -> tuple[Exposure, ...]:
    """The readings of what is compared, as the pages show them; worked out anew only where a reading is another."""
    kept: dict[str, Exposure] = st.session_state.get("compared_exposures", {})
    fresh: dict[str, Exposure] = {}
    source, names = session.taxonomy_source(), session.names()
    for key in chosen():
        draft = draft_of(key)
        if draft is None:
            continue
        analysis = read_draft(draft, source)
        known = kept.get(key)
        fresh[key] = (
            known if known and known.analysis is analysis else exposure_of(analysis, names, outlook_of)
        )
    st.session_state["compared_exposures"] = fresh
    return tuple(fresh.values())
