"""Pages that mislead whoever looks for their article: what hides it, parts it, repeats it or stands inside it."""

import json
from html import escape

from tests.intake.page_pieces import (
    COMMENTS,
    COOKIES,
    FOOTER,
    NAV,
    NEWSLETTER,
    NOTICES,
    RELATED,
    RULES,
    Story,
    cards,
    comments_box,
    cookie_bar,
    footer,
    interrupted,
    json_ld,
    meta_of,
    nav,
    page_of,
    paragraphs_of,
    related_box,
)


def paywall_teaser(story: Story) -> str:
    """Two paragraphs, then an offer; the data say it is not free."""
    shown = "".join(f"<p>{escape(p, quote=False)}</p>" for p in story.paragraphs[:2])
    body = f"""{cookie_bar()}{nav()}<article><h1>{story.title}</h1><div class="article-body">{shown}</div>
<div class="paywall-offer"><h2>Subscribe to continue reading</h2><p>{NEWSLETTER}</p><p>Already a subscriber? Log in to your account</p></div></article>{cards("more-stories")}{footer()}"""
    return page_of(story, meta_of(story) + json_ld(story, isAccessibleForFree=False), body)


def endless_scroll(story: Story) -> str:
    """Another story follows on the same page."""
    second = "".join(
        f"<p>{t}, according to a notice that was seen by this newspaper on Friday. The duty would apply for five years.</p>"
        for t in RELATED
    )
    body = f"""{nav()}<main><article class="article article--primary" data-article-id="1"><h1>{story.title}</h1><div class="article__body">{paragraphs_of(story)}</div></article>
<div class="infinite-scroll-container"><article class="article article--next" data-article-id="2"><h1>{RELATED[0]}</h1><div class="article__body">{second}</div></article></div></main>{footer()}"""
    return page_of(story, meta_of(story) + json_ld(story), body)


def captions_and_author(story: Story) -> str:
    """Pictures with captions, an author's box, tags, shares and a correction form."""
    first, *rest = story.paragraphs
    body = f"""{nav()}<main><article><div class="kicker">Trade</div><h1>{story.title}</h1><div class="byline">By <a href="/a">{story.author}</a></div>
<ul class="social-share"><li><a href="#">Facebook</a></li><li><a href="#">Copy link</a></li></ul>
<figure><img src="a.jpg" alt="A mill"><figcaption>A mill near the river in spring.</figcaption></figure><div class="article-text"><p class="lead"><b>{escape(first, quote=False)}</b></p>
{"".join(f"<p>{escape(p, quote=False)}</p>" for p in rest)}</div><div class="author-bio"><h4>{story.author}</h4><p>{NEWSLETTER}</p></div>
<div class="tags"><a href="#">Steel desk</a> <a href="#">Oil and gas desk</a></div></article><section class="most-read"><h2>Most read</h2>{related_box("ol", "ranking")}</section></main>{footer()}"""
    return page_of(story, meta_of(story), body)


def newsletter_in_the_middle(story: Story) -> str:
    offer = f'<div class="c-newsletter-box"><h3>Trade Daily</h3><p>{NEWSLETTER}</p></div><div class="ad-slot"><span>Advertisement</span></div>'
    body = f"{nav()}<article><h1>{story.title}</h1><div class='article-content'>{''.join(interrupted(story, (3, offer)))}</div></article>{comments_box('coral-talk', 'coral_thread')}{footer()}"
    return page_of(story, meta_of(story), body)


def subheads_and_lists(story: Story) -> str:
    """Headings and a list stand between the paragraphs, a pull quote beside them."""
    p = [escape(text, quote=False) for text in story.paragraphs]
    body = f"""{nav()}<article><h1>{story.title}</h1><div class="rich-text"><p>{p[0]}</p><h2>What changes</h2><ul><li>{p[1]}</li><li>{p[2]}</li></ul>
<h2>What is said</h2>{"".join(f"<p>{text}</p>" for text in p[3:])}</div></article>{related_box("section", "trending-now", "Trending")}{footer()}"""
    return page_of(story, meta_of(story), body)


def section_and_spans(story: Story) -> str:
    """Sentences in spans, and a wrapper whose class speaks of comments though it holds the article."""
    pieces = "".join(
        "<p>"
        + "".join(f'<span class="s">{escape(s, quote=False)}</span> ' for s in text.split("  "))
        + "</p>"
        for text in story.paragraphs
    )
    body = f"""<div class="page has-comments with-sidebar nav-open"><div class="header-wrapper">{nav()}</div><div class="content has-related"><section class="post-comments-enabled"><h1>{story.title}</h1>{pieces}</section></div>
<div class="outbrain-container">{cards("ob-widget")}</div></div>{footer()}"""
    return page_of(story, meta_of(story), body)


def wire_release(story: Story) -> str:
    """A press release with a dateline, a boilerplate of the firm and a contact."""
    first, *rest = story.paragraphs
    body = f"""{nav()}<main><div class="release-header"><h1>{story.title}</h1><p class="meta">{story.day} 08:00 ET | Source: {story.site}</p></div>
<div id="main-body-container" class="release-body"><p>WINNIPEG, {story.day} -- {escape(first, quote=False)}</p>{"".join(f"<p>{escape(p, quote=False)}</p>" for p in rest)}</div></main>
<section class="recommended-reading"><h2>Recommended Reading</h2>{cards("rr")}</section>{footer()}"""
    return page_of(story, meta_of(story), body)


def unclosed_tags(story: Story) -> str:
    """Written by hand: nothing is closed, quotes are missing."""
    text = "\n<p>".join(story.paragraphs)
    links = "<li>".join(f"<a href=/s/{n}>{name}</a>" for n, name in enumerate(NAV))
    return f"<title>{story.title}</title><ul class=menu><li>{links}</ul><h1>{story.title}</h1><p>{text}<hr><small>{FOOTER}</small>"


def social_embeds(story: Story) -> str:
    """Posts of a network and frames stand between the paragraphs."""
    post = f'<blockquote class="twitter-tweet"><p lang="en">{COMMENTS[0]}</p>&mdash; A reader (@reader) <a href="https://t.example/1">May 1</a></blockquote><iframe src="x"></iframe>'
    body = f"{nav()}<article><h1>{story.title}</h1><div class='story-content'>{''.join(interrupted(story, (2, post)))}</div></article>{footer()}"
    return page_of(story, meta_of(story), body)


def hidden_parts(story: Story) -> str:
    """What is not shown is no text: hidden menus, templates, a print version."""
    body = f"""<div hidden><p>{RELATED[0]}, in a draft that nobody should see and that was never printed.</p></div><div style="display:none"><p>{RELATED[1]}, in a hidden part of the page.</p></div>
<template><p>{RELATED[2]}, in a template.</p></template><div aria-hidden="true" class="modal"><p>{NEWSLETTER}</p></div>{nav()}<article><h1>{story.title}</h1>{paragraphs_of(story)}</article>{footer()}"""
    return page_of(story, meta_of(story), body)


def rest_behind_a_button(story: Story) -> str:
    """Two paragraphs, then the rest in a part that is hidden until somebody asks for it."""
    p = [f"<p>{escape(text, quote=False)}</p>" for text in story.paragraphs]
    body = f"""{nav()}<article><h1>{story.title}</h1><div class="body">{"".join(p[:2])}<div class="read-more-wrapper" style="display: none">{"".join(p[2:])}</div>
<button>Story continues</button></div></article><div hidden><p>{RELATED[0]}, in a menu.</p></div>{footer()}"""
    return page_of(story, meta_of(story), body)


def logo_in_h1(story: Story) -> str:
    """The site's name is an h1, the head has another headline than the page, and the article an h1 of its own."""
    body = f"""<h1 class="logo"><a href="/">{story.site}</a></h1>{nav()}<main><article><h1>{story.title}</h1>{paragraphs_of(story)}</article></main>{cards("latest")}
<section class="feed">{"".join(f"<p>{t}, traders said after the close of business on Friday in a note to clients.</p>" for t in RELATED * 2)}</section>{footer()}"""
    return page_of(story, f'<meta property="og:title" content="{story.title}: what to know"><meta property="og:site_name" content="{story.site}"><meta name="date" content="{story.day}">', body)


def datelines_differ(story: Story) -> str:
    """The embedded text has a dateline, straight quotes and no breaks; the page has neither."""
    body_data = "WINNIPEG (PL) - " + "".join(story.paragraphs).replace("“", '"').replace("”", '"')
    others = [{"@type": "NewsArticle", "headline": t, "articleBody": (t + " according to officials. ") * 30} for t in RELATED]
    head = f'<script type="application/ld+json">{json.dumps(others)}</script>' + json_ld(story, articleBody=body_data)
    body = f"""{nav()}<div class="page"><h1>{story.title}</h1><div class="copy">{paragraphs_of(story)}</div><div class="x">{"".join(f"<p>{c}</p>" for c in COMMENTS)}</div></div>{footer()}"""
    return page_of(story, head, body)


def lead_in_a_header(story: Story) -> str:
    """The first paragraph stands in a header of its own, apart from the headline and from the text."""
    first, *rest = story.paragraphs
    body = f"""<header class="top">{nav()}</header><header><h1>{story.title}</h1></header><header class="lead"><p>{escape(first, quote=False)}</p></header>
<div class="copy">{"".join(f"<p>{escape(p, quote=False)}</p>" for p in rest)}</div>{related_box("aside", "box")}{footer()}"""
    return page_of(story, meta_of(story), body)


def anchors_as_names(story: Story) -> str:
    """Headings and sections have ids made of their own words, which sound like surroundings."""
    p = [f"<p>{escape(text, quote=False)}</p>" for text in story.paragraphs]
    body = f"""<form id="aspnetForm" action="/">{nav()}<div class="content-sidebar-wrap"><h1>{story.title}</h1><section id="trade-related-share-of-output">{"".join(p[:2])}</section>
<h2 id="comments-from-industry">From industry</h2>{"".join(p[2:4])}<section id="social-share-and-popular-goods">{"".join(p[4:])}</section></div></form>{footer()}"""
    return page_of(story, meta_of(story), body)


def lead_apart_from_the_text(story: Story) -> str:
    """The lead stands in a part named as texts are, the text in another; extractors take the first for all."""
    part = len(story.paragraphs) // 3
    p = [f"<p>{escape(text, quote=False)}</p>" for text in story.paragraphs]
    body = f"""<div id="page">{nav()}<div class="subc" id="content_article"><h1>{story.title}</h1><div class="entry-content chapo">{"".join(p[:part])}</div>
<div class="entry-content texte">{"".join(p[part:])}</div></div>{cards("autres")}{footer()}</div>"""
    return page_of(story, meta_of(story), body)


def headline_repeated(story: Story) -> str:
    """The headline stands in a table of prices and in a form for sending the page on, too."""
    first, *rest = story.paragraphs
    prices = "".join(f"<tr><td>{n}</td></tr>" for n in range(512, 528))
    body = f"""<table><tr><td>{story.title}</td></tr>{prices}</table><header><h1>{story.title}</h1></header><header class="lead"><p>{escape(first, quote=False)}</p></header>
<div class="copy">{"".join(f"<p>{escape(p, quote=False)}</p>" for p in rest)}</div><div class="send"><h3>{story.title}</h3></div>{footer()}"""
    return page_of(story, meta_of(story), body)


def comments_by_a_long_id(story: Story) -> str:
    """Rules and comments in lists whose only name is a long id with a number made by the system."""
    rules = f"<ul><li>{RULES}</li><li>The editors may remove what they think is unfit.</li></ul>"
    said = "".join(f"<li><p>{c} So it goes, and so it has gone for many a year now.</p></li>" for c in COMMENTS)
    body = f"""{nav()}<div class="row"><article><h1>{story.title}</h1><div class="texto">{paragraphs_of(story)}</div>
<div class="box" id="sf_comment_form_container_624c6b1b33fcd380">{rules}</div><div class="box" id="opiniones_comments_list_77213"><ul>{said}</ul></div></article></div>{footer()}"""
    return page_of(story, meta_of(story), body)


def notices_between(story: Story) -> str:
    """What the site wants stands as paragraphs among the article's, and in parts that only a class hides."""
    rules = f'<p>{RULES} See our <a href="/service/community-guidelines">guidelines</a>.</p>'
    pieces = interrupted(story, (2, f"<p><strong>{NOTICES[2]}</strong></p>"), (4, rules))
    pieces += [f"<p><em>{story.author} writes about trade. {NOTICES[0]}</em></p>", f"<p>{NOTICES[1]}</p>", f"<p>{NOTICES[3]}</p>"]
    hidden = f'<div class="display-none" id="alerts-box"><p>{NEWSLETTER}</p></div><div class="sr-only"><p>{COOKIES}</p></div>'
    body = f"""{nav()}<article>{hidden}<h1>{story.title}</h1><div class="copy">{"".join(pieces)}</div></article>{footer()}"""
    return page_of(story, meta_of(story), body)
