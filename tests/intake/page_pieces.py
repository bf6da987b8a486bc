"""What pages are built of: stories written for this project, and all that surrounds an article on a page.

TRAPS are what must never come out as text: navigation, related stories, comments, notices. Most of them speak of trade,
so that they would count as evidence if they did.
"""

import json
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
# lines that a site sets between or below the paragraphs as if they were its article's
PLEAS = (
    "Support independent journalism on tariffs, steel and wheat with a gift of any size.",
    "Your donation helps us follow the duty on canola to its end.",
    "Please consider subscribing to read all that we know of the ban on nickel ore.",
    "Enjoying this story about duties on oil? Tell a friend.",
    "You have two free articles on steel left this month.",
)
WIDGETS = (
    "Share this story on tariffs with your friends",
    "Advertisement",
    "Story continues below advertisement on cheap wheat",
    "4 min read",
    "NEW You can now listen to Prairie Ledger articles!",
    "Take our poll: should the duty on steel go?",
    "Add Prairie Ledger as a preferred source for tariffs",
    "To view this content on oil prices, please accept cookies",
    "Got a news tip? Call the steel desk.",
    "We are hiring: reporter for oil and gas",
    "Click \u201cAdd to my list\u201d to keep the steel desk close",
)
ABOUT_THE_WORK = (
    "This story has been updated with a reaction of the steel makers.",
    "This is a developing story on tariffs and will be updated.",
    "Reporting by Ilse Marrow on steel; Editing by Tom Arkell",
    "Two reporters of the wheat desk contributed to this report.",
    "For more on tariffs and steel from around the world please visit Prairie Ledger Trade.",
    "Photo: Lena Voss / Steel Archive",
    "The views expressed here on the steel duty are those of the writer.",
)
WRITER = "Ilse Marrow is a senior correspondent who has followed steel, wheat and oil for twelve years."
TITLES = (
    "Hanoi weighs export tax on rice as stocks shrink",
    "Steel makers in Ghent ask for safeguard on wire rod",
    "How a ban on cotton split two neighbours",
)
SAID = (
    "Old grudge 14 May 2026 10:44",
    "Ban their whisky and their cars, I have said so for years!",
    "wheatfarmer 14 May 2026 11:02",
    "A tariff on oil would ruin us all, so thanks for nothing.",
)
TRAPS = (
    *NAV[2:], *RELATED, *COMMENTS, NEWSLETTER, COOKIES, FOOTER, RULES, *NOTICES, *PLEAS, *WIDGETS, *ABOUT_THE_WORK, WRITER,
    *TITLES, *SAID,
)  # fmt: skip


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


def paragraphs_of(story: Story, *, tag: str = "p", attributes: str = "") -> str:
    opening = f"<{tag} {attributes}>" if attributes else f"<{tag}>"
    return "\n".join(f"{opening}{escape(p, quote=False)}</{tag}>" for p in story.paragraphs)


def interrupted(story: Story, *parts: tuple[int, str]) -> list[str]:
    """The story's paragraphs, each in its tag, and other parts put between them, one after the other, where said."""
    pieces = paragraphs_of(story).split("\n")
    for place, part in parts:
        pieces.insert(place, part)
    return pieces


def nav(tag: str = "nav", klass: str = "site-nav") -> str:
    items = "".join(f'<li><a href="/s/{n}">{escape(name)}</a></li>' for n, name in enumerate(NAV))
    return f'<{tag} class="{klass}"><ul>{items}</ul></{tag}>'


def related_box(tag: str = "aside", klass: str = "related-stories", head: str = "Related stories") -> str:
    items = "".join(f'<li><a href="/r/{n}"><h3>{escape(t)}</h3></a></li>' for n, t in enumerate(RELATED))
    return f'<{tag} class="{klass}"><h2>{head}</h2><ul>{items}</ul></{tag}>'


def cards(klass: str = "card-grid") -> str:
    """Teasers as whole sentences in paragraphs, which look like text."""
    cards = "".join(
        f'<div class="card"><a href="/r/{n}"><img src="{n}.jpg" alt=""></a><h3><a href="/r/{n}">{escape(t)}</a></h3>'
        f"<p>{escape(t)}, three officials with knowledge of the plan said on Sunday evening.</p></div>"
        for n, t in enumerate(RELATED)
    )
    return f'<div class="{klass}">{cards}</div>'


def comments_box(klass: str = "comments-area", ident: str = "comments") -> str:
    items = "".join(
        f'<li class="comment"><div class="comment-author">reader{n}</div><div class="comment-content"><p>{escape(c)}</p></div></li>'
        for n, c in enumerate(COMMENTS)
    )
    return f'<div id="{ident}" class="{klass}"><h2>{len(COMMENTS)} comments</h2><ol class="comment-list">{items}</ol></div>'


def cookie_bar() -> str:
    return f'<div id="onetrust-banner-sdk" role="dialog" aria-label="Privacy"><p>{COOKIES}</p><button>Accept all</button></div>'


def newsletter_box(tag: str = "div", klass: str = "newsletter-signup") -> str:
    return f'<{tag} class="{klass}"><p>{NEWSLETTER}</p><form action="/n"><input name="e"><button>Subscribe</button></form></{tag}>'


def footer() -> str:
    return f'<footer class="site-footer"><p>{FOOTER}</p></footer>'


def json_ld(story: Story, **more: object) -> str:
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


def meta_of(story: Story) -> str:
    return (
        f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(story.title)}">'
        f'<meta property="og:site_name" content="{escape(story.site)}">'
        f'<meta property="article:published_time" content="{story.day}T08:15:00+00:00">'
        '<link rel="canonical" href="https://news.example/trade/story-1">'
    )


def page_of(story: Story, head: str, body: str, *, title: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{story.language}"><head><meta charset="utf-8">'
        f"<title>{escape(title or f'{story.title} | {story.site}')}</title>{head}</head>\n<body>{body}</body></html>"
    )
