"""Pages whose site speaks between the article's own paragraphs, in the same tags and under names that say nothing."""

from html import escape

from tests.intake.page_pieces import (
    ABOUT_THE_WORK,
    PLEAS,
    SAID,
    TITLES,
    WIDGETS,
    WRITER,
    Story,
    footer,
    meta_of,
    nav,
    page_of,
    paragraphs_of,
)


def _p(*lines: str) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)


def _between(story: Story, lines: tuple[str, ...]) -> str:
    """One foreign line behind each paragraph but the last, what is left of them at the end."""
    room = len(story.paragraphs) - 1
    mixed = [piece for pair in zip(story.paragraphs, lines, strict=False) for piece in pair]
    return _p(*mixed[: 2 * min(room, len(lines))], *story.paragraphs[min(room, len(lines)) :], *lines[room:])


def _around(story: Story, copy: str) -> str:
    return page_of(story, meta_of(story), f"""{nav()}<main class="x1"><h1>{story.title}</h1><div class="x2">{copy}</div></main>{footer()}""")


def pleas_between(story: Story) -> str:
    """What to give, to subscribe to, to register for."""
    return _around(story, _between(story, PLEAS))


def widgets_between(story: Story) -> str:
    """The words of buttons, adverts, polls and players that stand where the page puts them."""
    return _around(story, _between(story, WIDGETS))


def about_the_work_below(story: Story) -> str:
    """Who reported, what was changed, where more is to be had, whose picture it was, who the writer is."""
    return _around(story, paragraphs_of(story) + _p(*ABOUT_THE_WORK, WRITER))


def titles_between(story: Story) -> str:
    """A heading and titles of other stories as plain paragraphs, and a table of contents on top."""
    half = len(story.paragraphs) // 2
    contents = _p("In this article", *TITLES[1:])
    first, rest = story.paragraphs[:half], story.paragraphs[half:]
    copy = _p(first[0]) + contents + _p(*first[1:], "You may also like", *TITLES, *rest, "Most read", *TITLES)
    return _around(story, copy)


def readers_below(story: Story) -> str:
    """What readers wrote, below a plain heading with their number."""
    return _around(story, paragraphs_of(story) + "<h3>Comments (2)</h3>" + _p(*SAID))


def pointers_in_brackets(story: Story) -> str:
    """Links to other stories in brackets inside the paragraphs, the brackets inside the link or around it."""
    links = [f'<a href="/v/{n}">(Watch our video "{t}.")</a>' for n, t in enumerate(TITLES)]
    links += [f' (<a href="/s/{n}">Read more: {t}</a>).' for n, t in enumerate(TITLES)]
    pieces = zip(story.paragraphs, [*links, "", "", ""], strict=False)
    return _around(story, "".join(f"<p>{escape(p, quote=False)} {link}</p>" for p, link in pieces))


def text_behind_a_box(story: Story) -> str:
    """The text follows a box for a second headline in the same division, without tags of its own."""
    copy = "<br><br>".join(escape(p, quote=False) for p in story.paragraphs)
    return _around(story, f'<div class="x3"><div>From our desk</div></div>{copy}')


def headline_twice_above_the_lead(story: Story) -> str:
    """The headline stands twice, the lead in a division between headline and text."""
    first, *rest = story.paragraphs
    body = f"""{nav()}<div class="x0">{story.title}</div><div class="x1"><h2>{story.title}</h2><div class="x4">20 August, 11:16</div>
<div class="x5">{escape(first, quote=False)}</div><div class="x6">{_p(*rest)}</div></div>{footer()}"""
    return page_of(story, meta_of(story), body)
