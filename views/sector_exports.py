"""The one-page brief on a sector over a corpus, in Markdown and HTML: template sentences, tables, quotations. Pure."""

from collections.abc import Sequence

import pandas as pd

from analysis.inert import markdown
from analysis.model import Channel
from views import words
from views.corpus_frames import day_text, target_name
from views.exports import BRIEF_CSS
from views.parts import safe
from views.sector_parts import cards_of, status_grid
from views.theme import channel_label

_MOST_QUOTES, _MOST_ACTORS = 12, 8


def tables_of(statuses: pd.DataFrame, actors: pd.DataFrame) -> list[tuple[str, list[str], list[list[str]]]]:
    """The tables of the brief: head, column heads, rows of plain text."""
    heads, rows = status_grid(statuses)
    how = [[channel_label(Channel(channel)), str(sum(counts)), *map(str, counts)] for channel, counts in rows]
    acts = [
        [target_name(row["actor"]), target_name(row["target"]), str(row["story_count"])]
        for row in actors.head(_MOST_ACTORS).to_dict("records")
    ]
    return [
        (words.SECTOR_HOW, [words.HOW, words.SECTOR_STORIES, *heads], how),
        (words.SECTOR_ACTORS, list(words.ACTOR_HEADS[:3]), acts),
    ]


def quotes_of(evidence: pd.DataFrame) -> list[tuple[str, str]]:
    """The newest passages and where each stands."""
    quotes = []
    for card in cards_of(evidence)[:_MOST_QUOTES]:
        facts = [card["title"] or words.UNTITLED, card["outlet"] or "", day_text(card["published"])]
        quotes.append((" ".join(str(card["quote"]).split()), ", ".join(str(fact) for fact in facts if fact)))
    return quotes


def brief_markdown(
    name: str, lede: str, statuses: pd.DataFrame, actors: pd.DataFrame, evidence: pd.DataFrame, method: str
) -> bytes:
    """Lede, tables, quotations, how it was made."""
    lines = [f"# {markdown(name)}", "", markdown(lede), ""]
    for head, columns, rows in tables_of(statuses, actors):
        if rows:
            lines += [f"## {head}", "", _row(columns), f"|{' --- |' * len(columns)}"]
            lines += [*map(_row, rows), ""]
    lines += [f"- “{markdown(quote)}” ({markdown(where)})" for quote, where in quotes_of(evidence)]
    lines += ["", f"*{markdown(method)}*", ""]
    return "\n".join(lines).encode()


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(markdown, cells))} |"


def brief_html(
    name: str, lede: str, statuses: pd.DataFrame, actors: pd.DataFrame, evidence: pd.DataFrame, method: str
) -> bytes:
    """The same page as one HTML file that asks for nothing else."""
    parts = []
    for head, columns, rows in tables_of(statuses, actors):
        if rows:
            top = "".join(f"<th>{safe(column)}</th>" for column in columns)
            body = "".join("<tr>" + "".join(f"<td>{safe(c)}</td>" for c in row) + "</tr>" for row in rows)
            parts.append(f"<h2>{head}</h2><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>")
    quotes = "".join(
        f"<li>“{safe(quote)}” <small>({safe(where)})</small></li>" for quote, where in quotes_of(evidence)
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{safe(name)}</title>'
        f'<style>{BRIEF_CSS}</style></head><body><h1>{safe(name)}</h1><p class="lede">{safe(lede)}</p>'
        f"{''.join(parts)}<h2>{words.SECTOR_NEWEST}</h2><ul>{quotes}</ul><p><small>{safe(method)}</small></p>"
        "</body></html>"
    ).encode()
