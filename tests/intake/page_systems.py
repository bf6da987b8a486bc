"""Pages as common systems build them: their tags, classes and embedded data, and no outlet's text."""

import json
from html import escape

from tests.intake.page_pieces import (
    COMMENTS,
    COOKIES,
    FOOTER,
    NAV,
    NEWSLETTER,
    RELATED,
    Story,
    cards,
    comments_box,
    cookie_bar,
    footer,
    interrupted,
    json_ld,
    meta_of,
    nav,
    newsletter_box,
    page_of,
    paragraphs_of,
    related_box,
)


def wordpress_classic(story: Story) -> str:
    body = f"""<div id="page"><header id="masthead">{nav("div", "main-navigation")}</header><div id="content"><div id="primary">
<article id="post-9" class="post-9 post type-post hentry"><header class="entry-header"><h1 class="entry-title">{story.title}</h1>
<div class="entry-meta">Posted on <time class="entry-date published" datetime="{story.day}">{story.day}</time> by {story.author}</div></header>
<div class="entry-content">{paragraphs_of(story)}<div class="sharedaddy"><h3>Share this:</h3><a href="#">Click to share</a></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3>{cards("jp-relatedposts-items")}</div></div></article>{comments_box()}</div>
<div id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2>Recent Posts</h2>{related_box("div", "x")}</section></div></div>{footer()}</div>"""
    return page_of(story, meta_of(story), body)


def wordpress_blocks(story: Story) -> str:
    body = f"""<div class="wp-site-blocks"><header class="wp-block-template-part">{nav()}</header><main class="wp-block-group">
<h1 class="wp-block-post-title">{story.title}</h1><div class="wp-block-post-date"><time datetime="{story.day}T08:00:00+00:00">x</time></div>
<div class="entry-content wp-block-post-content">{paragraphs_of(story, attributes='class="wp-block-paragraph"')}</div>
<div class="wp-block-query"><h2>More from the desk</h2>{cards("wp-block-post-template")}</div>
<div class="wp-block-comments">{comments_box("wp-block-comment-template", "c")}</div></main><footer>{FOOTER}</footer></div>"""
    return page_of(story, meta_of(story), body)


def inline_related_links(story: Story) -> str:
    """Other stories stand between the paragraphs, as paragraphs."""
    pieces = interrupted(
        story,
        (2, f'<p><strong>Read more: </strong><a href="/r/0">{escape(RELATED[0])}</a></p>'),
        (4, f'<p class="read-also"><em>Also read: <a href="/r/1">{escape(RELATED[1])}</a></em></p>'),
        (5, f'<div class="inline-promo"><span>Related</span><a href="/r/2">{escape(RELATED[2])}</a></div>'),
    )
    body = f"{nav()}<main><article><h1>{story.title}</h1>{''.join(pieces)}</article></main>{footer()}"
    return page_of(story, meta_of(story), body)


def hashed_classes(story: Story) -> str:
    """Class names that say nothing, as style compilers make them."""
    body = f"""<div id="app"><div class="css-1k2jh"><header class="css-9df">{nav("div", "css-77x")}</header><main id="site-content" class="css-a1">
<article id="story" class="css-vxcmzt"><header><h1 data-testid="headline" class="css-88">{story.title}</h1><span class="css-4w">By {story.author}</span>
<time class="css-8b" datetime="{story.day}T09:00:00.000Z">x</time></header><section name="articleBody" class="css-1r7">
<div class="css-s99 StoryBodyCompanionColumn">{paragraphs_of(story, attributes='class="css-at9"')}</div><div class="css-s99"><aside aria-label="companion column">{newsletter_box()}</aside></div>
</section><div class="bottom-of-article">{related_box("div", "css-rel", "Editors’ Picks")}</div></article></main>{footer()}</div></div>"""
    return page_of(story, meta_of(story) + json_ld(story), body)


def numbered_divisions(story: Story) -> str:
    """Paragraphs are div elements with a number."""
    pieces = "".join(
        f'<div data-testid="paragraph-{n}" class="text__text__1FZLe article-body__paragraph__2-BtD">{escape(p, quote=False)}</div>'
        for n, p in enumerate(story.paragraphs)
    )
    body = f"""<div id="fusion-app">{nav("div", "site-header__nav__x")}<main><article data-testid="Article"><header><h1 data-testid="Heading">{story.title}</h1>
<time data-testid="Body" datetime="{story.day}T10:01:02Z">x</time></header><div class="article-body__wrapper__3IxHM"><div class="article-body__content__17Yit">{pieces}
<div data-testid="promo-box" class="promo-box__x">{newsletter_box("div", "promo-box__text__x")}</div></div></div></article></main>
<div class="read-next-panel__x"><h2>Read Next</h2>{cards("story-collection__x")}</div>{footer()}</div>"""
    return page_of(story, meta_of(story), body)


def text_block_components(story: Story) -> str:
    """Every paragraph sits in a component of its own, related links are one of the components."""
    blocks = "".join(
        f'<div data-component="text-block" class="ssrcss-11r1m41-RichTextComponentWrapper"><div class="ssrcss-7uxr49-RichTextContainer"><p class="ssrcss-1q0x1qg-Paragraph">{escape(p, quote=False)}</p></div></div>'
        for p in story.paragraphs
    )
    links = "".join(f'<li><a href="/r/{n}"><span>{escape(t)}</span></a></li>' for n, t in enumerate(RELATED))
    body = f"""<div>{cookie_bar()}<header role="banner">{nav()}</header><main id="main-content"><article><div data-component="headline-block"><h1>{story.title}</h1></div>
<div data-component="byline-block">{story.author}</div>{blocks}<div data-component="unordered-list-block"><ul>{links}</ul></div>
<section data-component="tag-list"><h2>Related Topics</h2><a href="#">Steel desk</a></section></article>
<div data-component="links-block"><h2>More on this story</h2>{cards("ssrcss-grid")}</div></main>{footer()}</div>"""
    return page_of(story, meta_of(story) + json_ld(story), body)


def amp(story: Story) -> str:
    body = f"""<amp-sidebar id="sidebar">{nav("div", "amp-menu")}</amp-sidebar><amp-consent><div>{COOKIES}</div></amp-consent>
<article class="amp-wp-article"><header><h1 class="amp-wp-title">{story.title}</h1></header><amp-img src="a.jpg" width="9" height="9"></amp-img>
<div class="amp-wp-article-content">{paragraphs_of(story)}<amp-ad type="x"></amp-ad></div></article>
<amp-list src="x"><div fallback>{related_box("div", "amp-related-posts")}</div></amp-list><footer class="amp-wp-footer">{FOOTER}</footer>"""
    return page_of(
        story, '<script async src="https://cdn.example/v0.js"></script>' + json_ld(story), body
    ).replace("<html", "<html ⚡", 1)


def only_json_ld(story: Story) -> str:
    """A page drawn by scripts: the text stands in the embedded data alone."""
    body = f'<noscript>Please enable JavaScript.</noscript><div id="root"></div>{footer()}'
    return page_of(
        story, json_ld(story, articleBody="\n\n".join(story.paragraphs), isAccessibleForFree=True), body
    )


def json_ld_graph(story: Story) -> str:
    """The article is one node of a graph; the page shows it too, beside much else."""
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": story.site},
            {
                "@type": ["Article", "NewsArticle"],
                "headline": story.title,
                "datePublished": story.day,
                "articleBody": " ".join(story.paragraphs),
            },
            {
                "@type": "ItemList",
                "itemListElement": [{"@type": "NewsArticle", "headline": t} for t in RELATED],
            },
        ],
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    body = f"""<div class="wrap">{nav("div", "menu")}<div class="col8"><h1>{story.title}</h1><div class="txt">{paragraphs_of(story)}</div>{cards("grid")}
<div class="feedback">{"".join(f"<p>{c}</p>" for c in COMMENTS)}</div></div></div>{footer()}"""
    return page_of(story, head, body)


def microdata(story: Story) -> str:
    body = f"""{nav()}<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{story.title}</h1>
<meta itemprop="datePublished" content="{story.day}"><span itemprop="author">{story.author}</span><div itemprop="articleBody">{paragraphs_of(story)}</div></div>
<div class="sidebar-right">{related_box("div", "most-popular", "Most popular")}</div>{footer()}"""
    return page_of(story, "", body)


def next_data(story: Story) -> str:
    """A page of a script framework: content twice, once as data."""
    data = json.dumps(
        {
            "props": {
                "pageProps": {
                    "article": {"title": story.title, "body": list(story.paragraphs)},
                    "related": list(RELATED),
                }
            }
        }
    )
    body = f"""<div id="__next"><div class="Layout_root__x">{nav("div", "Header_nav__x")}<main class="Article_main__x"><h1 class="Article_title__x">{story.title}</h1>
<div class="Article_body__x">{paragraphs_of(story)}</div><div class="Recirculation_root__x"><h3>You may also like</h3>{cards("Recirculation_list__x")}</div></main></div></div>
<script id="__NEXT_DATA__" type="application/json">{data}</script>"""
    return page_of(story, meta_of(story), body)


def break_tags(story: Story) -> str:
    """No paragraphs at all: lines ended twice."""
    text = "<br><br>\n".join(escape(p, quote=False) for p in story.paragraphs)
    body = f"""<div id="top">{nav("div", "topmenu")}</div><div id="main"><h1>{story.title}</h1><div class="date">{story.day}</div><div class="story">{text}</div></div>
<div id="right">{related_box("div", "box")}</div>{footer()}"""
    return page_of(story, "", body)


def table_layout(story: Story) -> str:
    """The nineties: everything stands in cells."""
    links = "<br>".join(f'<a href="/s/{n}">{escape(name)}</a>' for n, name in enumerate(NAV))
    more = "<br>".join(f'<a href="/r/{n}">{escape(name)}</a>' for n, name in enumerate(RELATED))
    body = f"""<table width="760"><tr><td colspan="3"><font size="6">{story.site}</font></td></tr><tr><td width="120" valign="top">{links}</td>
<td valign="top"><h2>{story.title}</h2><font size="2">{paragraphs_of(story)}</font></td><td width="140" valign="top"><b>More news</b><br>{more}</td></tr>
<tr><td colspan="3"><font size="1">{FOOTER}</font></td></tr></table>"""
    return page_of(story, "", body)


def ministry(story: Story) -> str:
    """A government's press release."""
    body = f"""<div id="global-cookie-message"><p>{COOKIES}</p></div><header role="banner"><div class="gem-c-layout-super-navigation-header">{nav()}</div></header>
<div class="govuk-width-container"><div class="gem-c-breadcrumbs"><ol><li><a href="/">Home</a></li></ol></div><main id="content" role="main"><span class="gem-c-title__context">Press release</span>
<h1 class="gem-c-title__text">{story.title}</h1><p class="gem-c-lead-paragraph">{escape(story.paragraphs[0], quote=False)}</p>
<dl class="gem-c-metadata"><dt>From:</dt><dd>Department for Trade</dd><dt>Published</dt><dd>{story.day}</dd></dl>
<div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">{"".join(f"<p>{escape(p, quote=False)}</p>" for p in story.paragraphs[1:])}</div></div></main>
<div class="gem-c-contextual-sidebar">{related_box("div", "gem-c-related-navigation")}</div></div>{footer()}"""
    return page_of(
        story,
        f'<meta property="og:site_name" content="{story.site}"><meta name="govuk:first-published-at" content="{story.day}T09:00:00+00:00">',
        body,
    )


def drupal(story: Story) -> str:
    body = f"""<div class="dialog-off-canvas-main-canvas"><div class="region region-navigation">{nav()}</div><div class="region region-content">
<article class="node node--type-article node--view-mode-full"><h1 class="page-title"><span class="field field--name-title">{story.title}</span></h1>
<div class="node__content"><div class="clearfix text-formatted field field--name-body field--type-text-with-summary field__item">{paragraphs_of(story)}</div>
<section class="field field--name-comment comment-wrapper">{comments_box("comments", "cm")}</section></div></article></div>
<div class="region region-sidebar-second"><div class="views-element-container block block-views-blocklatest">{cards("view-content")}</div></div></div>{footer()}"""
    return page_of(story, meta_of(story), body)


def ghost(story: Story) -> str:
    body = f"""<div class="gh-site"><header class="gh-header">{nav()}</header><main class="gh-main"><article class="gh-article post"><header class="gh-article-header">
<h1 class="gh-article-title">{story.title}</h1></header><section class="gh-content gh-canvas">{paragraphs_of(story)}
<div class="kg-card kg-signup-card"><p>{NEWSLETTER}</p></div></section></article><section class="gh-comments">{comments_box("gh-c", "g")}</section>
<div class="gh-readmore"><h2>Read more</h2><div class="gh-feed">{cards("gh-card-wrapper")}</div></div></main></div>{footer()}"""
    return page_of(story, meta_of(story), body)


def blogspot(story: Story) -> str:
    body = f"""<div class="content-outer"><div class="tabs-inner section">{nav("div", "widget PageList")}</div><div class="main-inner"><div class="blog-posts hfeed">
<h2 class="date-header"><span>{story.day}</span></h2><div class="post hentry"><h3 class="post-title entry-title">{story.title}</h3>
<div class="post-body entry-content"><div style="text-align:left">{"<div><br/></div>".join(f"<div>{escape(p, quote=False)}</div>" for p in story.paragraphs)}</div></div>
<div class="post-footer"><span class="post-author">Posted by {story.author}</span></div></div></div>{comments_box("comments", "comments")}</div>
<div class="column-right-inner"><div class="widget BlogArchive"><h2>Blog Archive</h2>{related_box("div", "archive")}</div></div></div>{footer()}"""
    return page_of(story, "", body, title=f"{story.site}: {story.title}")


def live_blog(story: Story) -> str:
    """A key-points box and time-stamped posts."""
    posts = "".join(
        f'<article class="block" id="block-{n}"><header><time datetime="{story.day}T{9 + n:02}:00:00Z">{9 + n}.00</time><h2 class="block-title">Update {n + 1}</h2></header><div class="block-elements"><p>{escape(p, quote=False)}</p></div></article>'
        for n, p in enumerate(story.paragraphs)
    )
    body = f"""{nav()}<main data-layout="LiveLayout"><h1>{story.title}</h1><div id="liveblog-body">{posts}</div>{related_box("aside", "rich-link")}</main>{footer()}"""
    head = meta_of(story) + json_ld(story).replace("NewsArticle", "LiveBlogPosting")
    return page_of(story, head, body)
