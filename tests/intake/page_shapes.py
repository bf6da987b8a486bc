"""Web pages as news sites, ministries and blogs build them, around articles written for this project.

Each shape is modelled on the structure of a common system (its tags, classes, embedded data), not on any outlet's text.
TRAPS are what must never come out as text: navigation, related stories, comments, notices. Most of them speak of trade,
so that they would count as evidence if they did.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

NAV = (
    "Home",
    "World",
    "Markets and commodities",
    "Steel desk",
    "Oil and gas desk",
    "Opinion and letters",
    "Log in to your account",
)
RELATED = (
    "Brasilia slaps anti-dumping duties on Indian tyres",
    "Why Norway's salmon farmers fear a Chinese import ban",
    "Jakarta bans nickel ore exports again, shaking smelters",
)
COMMENTS = (
    "Ban every imported car, I say, and tax their whisky too.",
    "My cousin grows lentils and this embargo ruined him last spring.",
)
NEWSLETTER = "Sign up for our Trade Daily newsletter and get tariffs in your inbox every morning."
COOKIES = "We and our 842 partners use cookies to store and access information on a device."
FOOTER = "Registered office of the publisher, all rights reserved, terms of use and privacy settings."
RULES = "Whoever writes about tariffs on steel here keeps to the rules of this house and to the law."
NOTICES = (
    "You can follow her on Twitter or send her an e-mail about tariffs on steel and wheat.",
    "Know more about the duty on steel? Write to the editors at desk@news.example.",
    "Get Prairie Ledger on WhatsApp for all that happens to tariffs on wheat.",
    "More on tariffs: the whole story of the duty on steel, day by day.",
)
TRAPS = (*NAV[2:], *RELATED, *COMMENTS, NEWSLETTER, COOKIES, FOOTER, RULES, *NOTICES)


@dataclass(frozen=True)
class Story:
    """What a page is built around and has to give back."""

    title: str
    day: str
    site: str
    paragraphs: tuple[str, ...]
    author: str = "Ilse Marrow"
    language: str = "en"

    @property
    def first_sentence(self) -> str:
        return self.paragraphs[0].split(". ")[0]


CANOLA = Story(
    title="Winnipeg crushers pause as canola duty bites",
    day="2026-03-04",
    site="Prairie Ledger",
    paragraphs=(
        "Two of the largest canola crushers in Manitoba said on Wednesday they would idle plants for a month after Beijing raised its duty on Canadian rapeseed oil to 84 per cent.",
        "The measure, in force since last week, has closed a market that took a third of the province's output in 2025, according to the crushers' association.",
        "“We cannot sell below the price of the seed,” said Tom Arkell, who manages the mill at Harrow. He expects the stop to last until the harvest.",
        "Ottawa has asked the World Trade Organization to examine the duty. A panel could be set up in June, officials said, but a ruling would take more than a year.",
        "Farm groups want the federal government to buy the surplus. The agriculture minister said she would look at loans, not purchases.",
        "Traders in Rotterdam said European buyers had taken some of the oil, at a discount of about 60 euros a tonne.",
        "The mills employ 410 people. Most of them will be kept on at reduced hours, the two companies said in separate statements.",
    ),
)
CHIPS = Story(
    title="The Hague widens licence rule to older chip tools",
    day="2026-05-19",
    site="Delta Courier",
    paragraphs=(
        "The Dutch government will require export licences for two further generations of lithography machines from September, the trade ministry told parliament on Tuesday.",
        "The rule covers deep-ultraviolet scanners that have so far been sold freely. It names no country, but most of the machines concerned go to China.",
        "Suppliers said the effect on sales would be small this year because orders had been brought forward. Shares in the sector fell by 2 per cent.",
        "In its letter the ministry said it had consulted Tokyo and Washington. Both operate similar controls, and neither has yet published rules for the older machines.",
        "Beijing's commerce ministry called the decision a mistake and said that it would protect the rights of Chinese companies.",
        "A licence will normally be decided within eight weeks. Servicing contracts signed before September are exempt until the end of 2027.",
    ),
)
SUGAR = Story(
    title="Nairobi opens sugar quota to regional mills",
    day="2026-02-11",
    site="Rift Valley Business Post",
    paragraphs=(
        "Kenya will admit 120,000 tonnes of sugar duty-free from its neighbours this year, the treasury said, after a drought cut the domestic cane crop by a fifth.",
        "The quota is open to mills in Uganda, Tanzania and Malawi from the first of March and will be handed out in order of application.",
        "Local millers had asked for half as much. Their association said that cheap imports in 2023 had left warehouses full for months.",
        "Consumer prices for sugar have risen by 31 per cent since October. The treasury expects them to ease before the school year starts.",
        "Imports from outside the region remain subject to the full duty of 100 per cent, the notice says.",
    ),
)
STEEL_DE = Story(
    title="Berlin dringt auf Zölle für Grobblech",
    day="2026-04-02",
    site="Ruhrblatt",
    language="de",
    paragraphs=(
        "Die Bundesregierung will sich in Brüssel für höhere Zölle auf Grobblech aus China einsetzen, wie das Wirtschaftsministerium am Donnerstag mitteilte.",
        "Die Hersteller an Rhein und Ruhr klagen seit Monaten über Einfuhren, die nach ihrer Rechnung unter den Kosten verkauft werden.",
        "Eine Untersuchung der Kommission läuft seit Januar. Vorläufige Maßnahmen wären frühestens im Herbst möglich, sagte ein Sprecher.",
        "Die Verarbeiter warnen dagegen vor steigenden Preisen. Werften und Brückenbauer fürchten um ihre Aufträge.",
    ),
)


def _paragraphs(story: Story, *, tag: str = "p", attributes: str = "") -> str:
    opening = f"<{tag} {attributes}>" if attributes else f"<{tag}>"
    return "\n".join(f"{opening}{escape(p, quote=False)}</{tag}>" for p in story.paragraphs)


def _nav(tag: str = "nav", klass: str = "site-nav") -> str:
    items = "".join(f'<li><a href="/s/{n}">{escape(name)}</a></li>' for n, name in enumerate(NAV))
    return f'<{tag} class="{klass}"><ul>{items}</ul></{tag}>'


def _related(tag: str = "aside", klass: str = "related-stories", head: str = "Related stories") -> str:
    items = "".join(f'<li><a href="/r/{n}"><h3>{escape(t)}</h3></a></li>' for n, t in enumerate(RELATED))
    return f'<{tag} class="{klass}"><h2>{head}</h2><ul>{items}</ul></{tag}>'


def _cards(klass: str = "card-grid") -> str:
    """Teasers as whole sentences in paragraphs, which look like text."""
    cards = "".join(
        f'<div class="card"><a href="/r/{n}"><img src="{n}.jpg" alt=""></a><h3><a href="/r/{n}">{escape(t)}</a></h3>'
        f"<p>{escape(t)}, three officials with knowledge of the plan said on Sunday evening.</p></div>"
        for n, t in enumerate(RELATED)
    )
    return f'<div class="{klass}">{cards}</div>'


def _comments(klass: str = "comments-area", ident: str = "comments") -> str:
    items = "".join(
        f'<li class="comment"><div class="comment-author">reader{n}</div><div class="comment-content"><p>{escape(c)}</p></div></li>'
        for n, c in enumerate(COMMENTS)
    )
    return f'<div id="{ident}" class="{klass}"><h2>{len(COMMENTS)} comments</h2><ol class="comment-list">{items}</ol></div>'


def _cookies() -> str:
    return f'<div id="onetrust-banner-sdk" role="dialog" aria-label="Privacy"><p>{COOKIES}</p><button>Accept all</button></div>'


def _newsletter(tag: str = "div", klass: str = "newsletter-signup") -> str:
    return f'<{tag} class="{klass}"><p>{NEWSLETTER}</p><form action="/n"><input name="e"><button>Subscribe</button></form></{tag}>'


def _footer() -> str:
    return f'<footer class="site-footer"><p>{FOOTER}</p></footer>'


def _json_ld(story: Story, **more: object) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": f"{story.day}T08:15:00Z",
        "dateModified": "2026-06-30T10:00:00Z",
        "author": {"@type": "Person", "name": story.author},
        "publisher": {"@type": "Organization", "name": story.site},
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _meta(story: Story) -> str:
    return (
        f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(story.title)}">'
        f'<meta property="og:site_name" content="{escape(story.site)}">'
        f'<meta property="article:published_time" content="{story.day}T08:15:00+00:00">'
        '<link rel="canonical" href="https://news.example/trade/story-1">'
    )


def _page(story: Story, head: str, body: str, *, title: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{story.language}"><head><meta charset="utf-8">'
        f"<title>{escape(title or f'{story.title} | {story.site}')}</title>{head}</head>\n<body>{body}</body></html>"
    )


def wordpress_classic(story: Story) -> str:
    body = f"""<div id="page"><header id="masthead">{_nav("div", "main-navigation")}</header><div id="content"><div id="primary">
<article id="post-9" class="post-9 post type-post hentry"><header class="entry-header"><h1 class="entry-title">{story.title}</h1>
<div class="entry-meta">Posted on <time class="entry-date published" datetime="{story.day}">{story.day}</time> by {story.author}</div></header>
<div class="entry-content">{_paragraphs(story)}<div class="sharedaddy"><h3>Share this:</h3><a href="#">Click to share</a></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3>{_cards("jp-relatedposts-items")}</div></div></article>{_comments()}</div>
<div id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2>Recent Posts</h2>{_related("div", "x")}</section></div></div>{_footer()}</div>"""
    return _page(story, _meta(story), body)


def wordpress_blocks(story: Story) -> str:
    body = f"""<div class="wp-site-blocks"><header class="wp-block-template-part">{_nav()}</header><main class="wp-block-group">
<h1 class="wp-block-post-title">{story.title}</h1><div class="wp-block-post-date"><time datetime="{story.day}T08:00:00+00:00">x</time></div>
<div class="entry-content wp-block-post-content">{_paragraphs(story, attributes='class="wp-block-paragraph"')}</div>
<div class="wp-block-query"><h2>More from the desk</h2>{_cards("wp-block-post-template")}</div>
<div class="wp-block-comments">{_comments("wp-block-comment-template", "c")}</div></main><footer>{FOOTER}</footer></div>"""
    return _page(story, _meta(story), body)


def inline_related_links(story: Story) -> str:
    """Other stories stand between the paragraphs, as paragraphs."""
    pieces = [f"<p>{escape(p, quote=False)}</p>" for p in story.paragraphs]
    pieces.insert(2, f'<p><strong>Read more: </strong><a href="/r/0">{escape(RELATED[0])}</a></p>')
    pieces.insert(4, f'<p class="read-also"><em>Also read: <a href="/r/1">{escape(RELATED[1])}</a></em></p>')
    pieces.insert(
        5, f'<div class="inline-promo"><span>Related</span><a href="/r/2">{escape(RELATED[2])}</a></div>'
    )
    body = f"{_nav()}<main><article><h1>{story.title}</h1>{''.join(pieces)}</article></main>{_footer()}"
    return _page(story, _meta(story), body)


def hashed_classes(story: Story) -> str:
    """Class names that say nothing, as style compilers make them."""
    body = f"""<div id="app"><div class="css-1k2jh"><header class="css-9df">{_nav("div", "css-77x")}</header><main id="site-content" class="css-a1">
<article id="story" class="css-vxcmzt"><header><h1 data-testid="headline" class="css-88">{story.title}</h1><span class="css-4w">By {story.author}</span>
<time class="css-8b" datetime="{story.day}T09:00:00.000Z">x</time></header><section name="articleBody" class="css-1r7">
<div class="css-s99 StoryBodyCompanionColumn">{_paragraphs(story, attributes='class="css-at9"')}</div><div class="css-s99"><aside aria-label="companion column">{_newsletter()}</aside></div>
</section><div class="bottom-of-article">{_related("div", "css-rel", "Editors’ Picks")}</div></article></main>{_footer()}</div></div>"""
    return _page(story, _meta(story) + _json_ld(story), body)


def numbered_divisions(story: Story) -> str:
    """Paragraphs are div elements with a number."""
    pieces = "".join(
        f'<div data-testid="paragraph-{n}" class="text__text__1FZLe article-body__paragraph__2-BtD">{escape(p, quote=False)}</div>'
        for n, p in enumerate(story.paragraphs)
    )
    body = f"""<div id="fusion-app">{_nav("div", "site-header__nav__x")}<main><article data-testid="Article"><header><h1 data-testid="Heading">{story.title}</h1>
<time data-testid="Body" datetime="{story.day}T10:01:02Z">x</time></header><div class="article-body__wrapper__3IxHM"><div class="article-body__content__17Yit">{pieces}
<div data-testid="promo-box" class="promo-box__x">{_newsletter("div", "promo-box__text__x")}</div></div></div></article></main>
<div class="read-next-panel__x"><h2>Read Next</h2>{_cards("story-collection__x")}</div>{_footer()}</div>"""
    return _page(story, _meta(story), body)


def text_block_components(story: Story) -> str:
    """Every paragraph sits in a component of its own, related links are one of the components."""
    blocks = "".join(
        f'<div data-component="text-block" class="ssrcss-11r1m41-RichTextComponentWrapper"><div class="ssrcss-7uxr49-RichTextContainer"><p class="ssrcss-1q0x1qg-Paragraph">{escape(p, quote=False)}</p></div></div>'
        for p in story.paragraphs
    )
    links = "".join(f'<li><a href="/r/{n}"><span>{escape(t)}</span></a></li>' for n, t in enumerate(RELATED))
    body = f"""<div>{_cookies()}<header role="banner">{_nav()}</header><main id="main-content"><article><div data-component="headline-block"><h1>{story.title}</h1></div>
<div data-component="byline-block">{story.author}</div>{blocks}<div data-component="unordered-list-block"><ul>{links}</ul></div>
<section data-component="tag-list"><h2>Related Topics</h2><a href="#">Steel desk</a></section></article>
<div data-component="links-block"><h2>More on this story</h2>{_cards("ssrcss-grid")}</div></main>{_footer()}</div>"""
    return _page(story, _meta(story) + _json_ld(story), body)


def amp(story: Story) -> str:
    body = f"""<amp-sidebar id="sidebar">{_nav("div", "amp-menu")}</amp-sidebar><amp-consent><div>{COOKIES}</div></amp-consent>
<article class="amp-wp-article"><header><h1 class="amp-wp-title">{story.title}</h1></header><amp-img src="a.jpg" width="9" height="9"></amp-img>
<div class="amp-wp-article-content">{_paragraphs(story)}<amp-ad type="x"></amp-ad></div></article>
<amp-list src="x"><div fallback>{_related("div", "amp-related-posts")}</div></amp-list><footer class="amp-wp-footer">{FOOTER}</footer>"""
    return _page(
        story, '<script async src="https://cdn.example/v0.js"></script>' + _json_ld(story), body
    ).replace("<html", "<html ⚡", 1)


def only_json_ld(story: Story) -> str:
    """A page drawn by scripts: the text stands in the embedded data alone."""
    body = f'<noscript>Please enable JavaScript.</noscript><div id="root"></div>{_footer()}'
    return _page(
        story, _json_ld(story, articleBody="\n\n".join(story.paragraphs), isAccessibleForFree=True), body
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
    body = f"""<div class="wrap">{_nav("div", "menu")}<div class="col8"><h1>{story.title}</h1><div class="txt">{_paragraphs(story)}</div>{_cards("grid")}
<div class="feedback">{"".join(f"<p>{c}</p>" for c in COMMENTS)}</div></div></div>{_footer()}"""
    return _page(story, head, body)


def microdata(story: Story) -> str:
    body = f"""{_nav()}<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{story.title}</h1>
<meta itemprop="datePublished" content="{story.day}"><span itemprop="author">{story.author}</span><div itemprop="articleBody">{_paragraphs(story)}</div></div>
<div class="sidebar-right">{_related("div", "most-popular", "Most popular")}</div>{_footer()}"""
    return _page(story, "", body)


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
    body = f"""<div id="__next"><div class="Layout_root__x">{_nav("div", "Header_nav__x")}<main class="Article_main__x"><h1 class="Article_title__x">{story.title}</h1>
<div class="Article_body__x">{_paragraphs(story)}</div><div class="Recirculation_root__x"><h3>You may also like</h3>{_cards("Recirculation_list__x")}</div></main></div></div>
<script id="__NEXT_DATA__" type="application/json">{data}</script>"""
    return _page(story, _meta(story), body)


def break_tags(story: Story) -> str:
    """No paragraphs at all: lines ended twice."""
    text = "<br><br>\n".join(escape(p, quote=False) for p in story.paragraphs)
    body = f"""<div id="top">{_nav("div", "topmenu")}</div><div id="main"><h1>{story.title}</h1><div class="date">{story.day}</div><div class="story">{text}</div></div>
<div id="right">{_related("div", "box")}</div>{_footer()}"""
    return _page(story, "", body)


def table_layout(story: Story) -> str:
    """The nineties: everything stands in cells."""
    links = "<br>".join(f'<a href="/s/{n}">{escape(name)}</a>' for n, name in enumerate(NAV))
    more = "<br>".join(f'<a href="/r/{n}">{escape(name)}</a>' for n, name in enumerate(RELATED))
    body = f"""<table width="760"><tr><td colspan="3"><font size="6">{story.site}</font></td></tr><tr><td width="120" valign="top">{links}</td>
<td valign="top"><h2>{story.title}</h2><font size="2">{_paragraphs(story)}</font></td><td width="140" valign="top"><b>More news</b><br>{more}</td></tr>
<tr><td colspan="3"><font size="1">{FOOTER}</font></td></tr></table>"""
    return _page(story, "", body)


def ministry(story: Story) -> str:
    """A government's press release."""
    body = f"""<div id="global-cookie-message"><p>{COOKIES}</p></div><header role="banner"><div class="gem-c-layout-super-navigation-header">{_nav()}</div></header>
<div class="govuk-width-container"><div class="gem-c-breadcrumbs"><ol><li><a href="/">Home</a></li></ol></div><main id="content" role="main"><span class="gem-c-title__context">Press release</span>
<h1 class="gem-c-title__text">{story.title}</h1><p class="gem-c-lead-paragraph">{escape(story.paragraphs[0], quote=False)}</p>
<dl class="gem-c-metadata"><dt>From:</dt><dd>Department for Trade</dd><dt>Published</dt><dd>{story.day}</dd></dl>
<div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">{"".join(f"<p>{escape(p, quote=False)}</p>" for p in story.paragraphs[1:])}</div></div></main>
<div class="gem-c-contextual-sidebar">{_related("div", "gem-c-related-navigation")}</div></div>{_footer()}"""
    return _page(
        story,
        f'<meta property="og:site_name" content="{story.site}"><meta name="govuk:first-published-at" content="{story.day}T09:00:00+00:00">',
        body,
    )


def drupal(story: Story) -> str:
    body = f"""<div class="dialog-off-canvas-main-canvas"><div class="region region-navigation">{_nav()}</div><div class="region region-content">
<article class="node node--type-article node--view-mode-full"><h1 class="page-title"><span class="field field--name-title">{story.title}</span></h1>
<div class="node__content"><div class="clearfix text-formatted field field--name-body field--type-text-with-summary field__item">{_paragraphs(story)}</div>
<section class="field field--name-comment comment-wrapper">{_comments("comments", "cm")}</section></div></article></div>
<div class="region region-sidebar-second"><div class="views-element-container block block-views-blocklatest">{_cards("view-content")}</div></div></div>{_footer()}"""
    return _page(story, _meta(story), body)


def ghost(story: Story) -> str:
    body = f"""<div class="gh-site"><header class="gh-header">{_nav()}</header><main class="gh-main"><article class="gh-article post"><header class="gh-article-header">
<h1 class="gh-article-title">{story.title}</h1></header><section class="gh-content gh-canvas">{_paragraphs(story)}
<div class="kg-card kg-signup-card"><p>{NEWSLETTER}</p></div></section></article><section class="gh-comments">{_comments("gh-c", "g")}</section>
<div class="gh-readmore"><h2>Read more</h2><div class="gh-feed">{_cards("gh-card-wrapper")}</div></div></main></div>{_footer()}"""
    return _page(story, _meta(story), body)


def blogspot(story: Story) -> str:
    body = f"""<div class="content-outer"><div class="tabs-inner section">{_nav("div", "widget PageList")}</div><div class="main-inner"><div class="blog-posts hfeed">
<h2 class="date-header"><span>{story.day}</span></h2><div class="post hentry"><h3 class="post-title entry-title">{story.title}</h3>
<div class="post-body entry-content"><div style="text-align:left">{"<div><br/></div>".join(f"<div>{escape(p, quote=False)}</div>" for p in story.paragraphs)}</div></div>
<div class="post-footer"><span class="post-author">Posted by {story.author}</span></div></div></div>{_comments("comments", "comments")}</div>
<div class="column-right-inner"><div class="widget BlogArchive"><h2>Blog Archive</h2>{_related("div", "archive")}</div></div></div>{_footer()}"""
    return _page(story, "", body, title=f"{story.site}: {story.title}")


def live_blog(story: Story) -> str:
    """A key-points box and time-stamped posts."""
    posts = "".join(
        f'<article class="block" id="block-{n}"><header><time datetime="{story.day}T{9 + n:02}:00:00Z">{9 + n}.00</time><h2 class="block-title">Update {n + 1}</h2></header><div class="block-elements"><p>{escape(p, quote=False)}</p></div></article>'
        for n, p in enumerate(story.paragraphs)
    )
    body = f"""{_nav()}<main data-layout="LiveLayout"><h1>{story.title}</h1><div id="liveblog-body">{posts}</div>{_related("aside", "rich-link")}</main>{_footer()}"""
    head = _meta(story) + _json_ld(story).replace("NewsArticle", "LiveBlogPosting")
    return _page(story, head, body)


def paywall_teaser(story: Story) -> str:
    """Two paragraphs, then an offer; the data say it is not free."""
    shown = "".join(f"<p>{escape(p, quote=False)}</p>" for p in story.paragraphs[:2])
    body = f"""{_cookies()}{_nav()}<article><h1>{story.title}</h1><div class="article-body">{shown}</div>
<div class="paywall-offer"><h2>Subscribe to continue reading</h2><p>{NEWSLETTER}</p><p>Already a subscriber? Log in to your account</p></div></article>{_cards("more-stories")}{_footer()}"""
    return _page(story, _meta(story) + _json_ld(story, isAccessibleForFree=False), body)


def endless_scroll(story: Story) -> str:
    """Another story follows on the same page."""
    second = "".join(
        f"<p>{t}, according to a notice that was seen by this newspaper on Friday. The duty would apply for five years.</p>"
        for t in RELATED
    )
    body = f"""{_nav()}<main><article class="article article--primary" data-article-id="1"><h1>{story.title}</h1><div class="article__body">{_paragraphs(story)}</div></article>
<div class="infinite-scroll-container"><article class="article article--next" data-article-id="2"><h1>{RELATED[0]}</h1><div class="article__body">{second}</div></article></div></main>{_footer()}"""
    return _page(story, _meta(story) + _json_ld(story), body)


def captions_and_author(story: Story) -> str:
    """Pictures with captions, an author's box, tags, shares and a correction form."""
    first, *rest = story.paragraphs
    body = f"""{_nav()}<main><article><div class="kicker">Trade</div><h1>{story.title}</h1><div class="byline">By <a href="/a">{story.author}</a></div>
<ul class="social-share"><li><a href="#">Facebook</a></li><li><a href="#">Copy link</a></li></ul>
<figure><img src="a.jpg" alt="A mill"><figcaption>A mill near the river in spring.</figcaption></figure><div class="article-text"><p class="lead"><b>{escape(first, quote=False)}</b></p>
{"".join(f"<p>{escape(p, quote=False)}</p>" for p in rest)}</div><div class="author-bio"><h4>{story.author}</h4><p>{NEWSLETTER}</p></div>
<div class="tags"><a href="#">Steel desk</a> <a href="#">Oil and gas desk</a></div></article><section class="most-read"><h2>Most read</h2>{_related("ol", "ranking")}</section></main>{_footer()}"""
    return _page(story, _meta(story), body)


def newsletter_in_the_middle(story: Story) -> str:
    pieces = [f"<p>{escape(p, quote=False)}</p>" for p in story.paragraphs]
    pieces.insert(
        3,
        f'<div class="c-newsletter-box"><h3>Trade Daily</h3><p>{NEWSLETTER}</p></div><div class="ad-slot"><span>Advertisement</span></div>',
    )
    body = f"{_nav()}<article><h1>{story.title}</h1><div class='article-content'>{''.join(pieces)}</div></article>{_comments('coral-talk', 'coral_thread')}{_footer()}"
    return _page(story, _meta(story), body)


def subheads_and_lists(story: Story) -> str:
    """Headings and a list stand between the paragraphs, a pull quote beside them."""
    p = [escape(text, quote=False) for text in story.paragraphs]
    body = f"""{_nav()}<article><h1>{story.title}</h1><div class="rich-text"><p>{p[0]}</p><h2>What changes</h2><ul><li>{p[1]}</li><li>{p[2]}</li></ul>
<h2>What is said</h2>{"".join(f"<p>{text}</p>" for text in p[3:])}</div></article>{_related("section", "trending-now", "Trending")}{_footer()}"""
    return _page(story, _meta(story), body)


def section_and_spans(story: Story) -> str:
    """Sentences in spans, and a wrapper whose class speaks of comments though it holds the article."""
    pieces = "".join(
        "<p>"
        + "".join(f'<span class="s">{escape(s, quote=False)}</span> ' for s in text.split("  "))
        + "</p>"
        for text in story.paragraphs
    )
    body = f"""<div class="page has-comments with-sidebar nav-open"><div class="header-wrapper">{_nav()}</div><div class="content has-related"><section class="post-comments-enabled"><h1>{story.title}</h1>{pieces}</section></div>
<div class="outbrain-container">{_cards("ob-widget")}</div></div>{_footer()}"""
    return _page(story, _meta(story), body)


def wire_release(story: Story) -> str:
    """A press release with a dateline, a boilerplate of the firm and a contact."""
    first, *rest = story.paragraphs
    body = f"""{_nav()}<main><div class="release-header"><h1>{story.title}</h1><p class="meta">{story.day} 08:00 ET | Source: {story.site}</p></div>
<div id="main-body-container" class="release-body"><p>WINNIPEG, {story.day} -- {escape(first, quote=False)}</p>{"".join(f"<p>{escape(p, quote=False)}</p>" for p in rest)}</div></main>
<section class="recommended-reading"><h2>Recommended Reading</h2>{_cards("rr")}</section>{_footer()}"""
    return _page(story, _meta(story), body)


def unclosed_tags(story: Story) -> str:
    """Written by hand: nothing is closed, quotes are missing."""
    text = "\n<p>".join(story.paragraphs)
    links = "<li>".join(f"<a href=/s/{n}>{name}</a>" for n, name in enumerate(NAV))
    return f"<title>{story.title}</title><ul class=menu><li>{links}</ul><h1>{story.title}</h1><p>{text}<hr><small>{FOOTER}</small>"


def social_embeds(story: Story) -> str:
    """Posts of a network and frames stand between the paragraphs."""
    pieces = [f"<p>{escape(p, quote=False)}</p>" for p in story.paragraphs]
    pieces.insert(
        2,
        f'<blockquote class="twitter-tweet"><p lang="en">{COMMENTS[0]}</p>&mdash; A reader (@reader) <a href="https://t.example/1">May 1</a></blockquote><iframe src="x"></iframe>',
    )
    body = f"{_nav()}<article><h1>{story.title}</h1><div class='story-content'>{''.join(pieces)}</div></article>{_footer()}"
    return _page(story, _meta(story), body)


def hidden_parts(story: Story) -> str:
    """What is not shown is no text: hidden menus, templates, a print version."""
    body = f"""<div hidden><p>{RELATED[0]}, in a draft that nobody should see and that was never printed.</p></div><div style="display:none"><p>{RELATED[1]}, in a hidden part of the page.</p></div>
<template><p>{RELATED[2]}, in a template.</p></template><div aria-hidden="true" class="modal"><p>{NEWSLETTER}</p></div>{_nav()}<article><h1>{story.title}</h1>{_paragraphs(story)}</article>{_footer()}"""
    return _page(story, _meta(story), body)


def rest_behind_a_button(story: Story) -> str:
    """Two paragraphs, then the rest in a part that is hidden until somebody asks for it."""
    p = [f"<p>{escape(text, quote=False)}</p>" for text in story.paragraphs]
    body = f"""{_nav()}<article><h1>{story.title}</h1><div class="body">{"".join(p[:2])}<div class="read-more-wrapper" style="display: none">{"".join(p[2:])}</div>
<button>Story continues</button></div></article><div hidden><p>{RELATED[0]}, in a menu.</p></div>{_footer()}"""
    return _page(story, _meta(story), body)


def logo_in_h1(story: Story) -> str:
    """The site's name is an h1, the head has another headline than the page, and the article an h1 of its own."""
    body = f"""<h1 class="logo"><a href="/">{story.site}</a></h1>{_nav()}<main><article><h1>{story.title}</h1>{_paragraphs(story)}</article></main>{_cards("latest")}
<section class="feed">{"".join(f"<p>{t}, traders said after the close of business on Friday in a note to clients.</p>" for t in RELATED * 2)}</section>{_footer()}"""
    return _page(story, f'<meta property="og:title" content="{story.title}: what to know"><meta property="og:site_name" content="{story.site}"><meta name="date" content="{story.day}">', body)


def datelines_differ(story: Story) -> str:
    """The embedded text has a dateline, straight quotes and no breaks; the page has neither."""
    body_data = "WINNIPEG (PL) - " + "".join(story.paragraphs).replace("“", '"').replace("”", '"')
    others = [{"@type": "NewsArticle", "headline": t, "articleBody": (t + " according to officials. ") * 30} for t in RELATED]
    head = f'<script type="application/ld+json">{json.dumps(others)}</script>' + _json_ld(story, articleBody=body_data)
    body = f"""{_nav()}<div class="page"><h1>{story.title}</h1><div class="copy">{_paragraphs(story)}</div><div class="x">{"".join(f"<p>{c}</p>" for c in COMMENTS)}</div></div>{_footer()}"""
    return _page(story, head, body)


def lead_in_a_header(story: Story) -> str:
    """The first paragraph stands in a header of its own, apart from the headline and from the text."""
    first, *rest = story.paragraphs
    body = f"""<header class="top">{_nav()}</header><header><h1>{story.title}</h1></header><header class="lead"><p>{escape(first, quote=False)}</p></header>
<div class="copy">{"".join(f"<p>{escape(p, quote=False)}</p>" for p in rest)}</div>{_related("aside", "box")}{_footer()}"""
    return _page(story, _meta(story), body)


def anchors_as_names(story: Story) -> str:
    """Headings and sections have ids made of their own words, which sound like surroundings."""
    p = [f"<p>{escape(text, quote=False)}</p>" for text in story.paragraphs]
    body = f"""<form id="aspnetForm" action="/">{_nav()}<div class="content-sidebar-wrap"><h1>{story.title}</h1><section id="trade-related-share-of-output">{"".join(p[:2])}</section>
<h2 id="comments-from-industry">From industry</h2>{"".join(p[2:4])}<section id="social-share-and-popular-goods">{"".join(p[4:])}</section></div></form>{_footer()}"""
    return _page(story, _meta(story), body)


def lead_apart_from_the_text(story: Story) -> str:
    """The lead stands in a part named as texts are, the text in another; extractors take the first for all."""
    part = len(story.paragraphs) // 3
    p = [f"<p>{escape(text, quote=False)}</p>" for text in story.paragraphs]
    body = f"""<div id="page">{_nav()}<div class="subc" id="content_article"><h1>{story.title}</h1><div class="entry-content chapo">{"".join(p[:part])}</div>
<div class="entry-content texte">{"".join(p[part:])}</div></div>{_cards("autres")}{_footer()}</div>"""
    return _page(story, _meta(story), body)


def headline_repeated(story: Story) -> str:
    """The headline stands in a table of prices and in a form for sending the page on, too."""
    first, *rest = story.paragraphs
    prices = "".join(f"<tr><td>{n}</td></tr>" for n in range(512, 528))
    body = f"""<table><tr><td>{story.title}</td></tr>{prices}</table><header><h1>{story.title}</h1></header><header class="lead"><p>{escape(first, quote=False)}</p></header>
<div class="copy">{"".join(f"<p>{escape(p, quote=False)}</p>" for p in rest)}</div><div class="send"><h3>{story.title}</h3></div>{_footer()}"""
    return _page(story, _meta(story), body)


def comments_by_a_long_id(story: Story) -> str:
    """Rules and comments in lists whose only name is a long id with a number made by the system."""
    rules = f"<ul><li>{RULES}</li><li>The editors may remove what they think is unfit.</li></ul>"
    said = "".join(f"<li><p>{c} So it goes, and so it has gone for many a year now.</p></li>" for c in COMMENTS)
    body = f"""{_nav()}<div class="row"><article><h1>{story.title}</h1><div class="texto">{_paragraphs(story)}</div>
<div class="box" id="sf_comment_form_container_624c6b1b33fcd380">{rules}</div><div class="box" id="opiniones_comments_list_77213"><ul>{said}</ul></div></article></div>{_footer()}"""
    return _page(story, _meta(story), body)


def notices_between(story: Story) -> str:
    """What the site wants stands as paragraphs among the article's, and in parts that only a class hides."""
    pieces = [f"<p>{escape(p, quote=False)}</p>" for p in story.paragraphs]
    pieces.insert(2, f"<p><strong>{NOTICES[2]}</strong></p>")
    pieces.insert(4, f'<p>{RULES} See our <a href="/service/community-guidelines">guidelines</a>.</p>')
    pieces += [f"<p><em>{story.author} writes about trade. {NOTICES[0]}</em></p>", f"<p>{NOTICES[1]}</p>", f"<p>{NOTICES[3]}</p>"]
    hidden = f'<div class="display-none" id="alerts-box"><p>{NEWSLETTER}</p></div><div class="sr-only"><p>{COOKIES}</p></div>'
    body = f"""{_nav()}<article>{hidden}<h1>{story.title}</h1><div class="copy">{"".join(pieces)}</div></article>{_footer()}"""
    return _page(story, _meta(story), body)


SHAPES: tuple[Callable[[Story], str], ...] = (
    wordpress_classic, wordpress_blocks, inline_related_links, hashed_classes, numbered_divisions, text_block_components,
    amp, only_json_ld, json_ld_graph, microdata, next_data, break_tags, table_layout, ministry, drupal, ghost, blogspot,
    live_blog, paywall_teaser, endless_scroll, captions_and_author, newsletter_in_the_middle, subheads_and_lists,
    section_and_spans, wire_release, unclosed_tags, social_embeds, hidden_parts, rest_behind_a_button, logo_in_h1,
    datelines_differ, anchors_as_names, lead_in_a_header, lead_apart_from_the_text, headline_repeated,
    comments_by_a_long_id, notices_between,
)  # fmt: skip
STORIES = (CANOLA, CHIPS, SUGAR, STEEL_DE)
SHOWN = {"paywall_teaser": 2}  # of some shapes only so many paragraphs are shown
