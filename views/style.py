"""The style sheet of the dashboard's own HTML: classes of ours and st-key-* names.

Of what Streamlit names itself only that is touched which takes no key: the two wrappers that would leave a gap
where their content is hidden, and on paper the header and the side bar.
"""

from collections.abc import Iterable

from views import words
from views.theme import DARK, LIGHT, OUTLOOKS


def _both(light: str, dark: str) -> str:
    return f"light-dark({light}, {dark})"


def _variables() -> str:
    names = ("surface", "raised", "text", "muted", "grid", "primary")
    lines = [f"--{name}:{_both(getattr(LIGHT, name), getattr(DARK, name))};" for name in names]
    lines += [f"--{outlook}:{_both(look.light, look.dark)};" for outlook, look in OUTLOOKS.items()]
    # Streamlit writes white on the primary colour, which cannot be read on the light blue of the dark theme
    lines.append(f"--on-primary:{_both('#FFFFFF', DARK.surface)};")
    return "".join(lines)


def _on_primary() -> str:
    names = ("filter_sectors", "filter_places", "compare_pick")
    chips = [f".st-key-{name} span[title]" for name in names]
    keys = (
        "source_open",
        "dialog_analyse",
        "dialog_analyse_file",
        "dialog_open_example",
        "dialog_open_story",
        "dialog_fetch",
        "wanted_fetch",
        "dialog_open_picked",
        "dialog_item_fetch",
        "wanted_item_fetch",
        "store_open",
        "store_take_page",
        "store_take_dialog",
    )
    buttons = [f".st-key-{key} button, .st-key-{key} button p" for key in keys]
    apply = ".st-key-taxonomy_apply button:enabled, .st-key-taxonomy_apply button:enabled p"
    return (
        f"{','.join([*chips, *(f'{chip}~*' for chip in chips), *buttons, apply])}{{color:var(--on-primary)}}"
    )


def dialog_css(mode: str) -> str:
    """The ink of the buttons in a dialog, which stands outside of the page and knows neither its names nor theme."""
    ink = DARK.surface if mode == "dark" else "#FFFFFF"
    return f"<style>[role=dialog]{{--on-primary:{ink}}}</style>"


def _outlooks() -> str:
    rules = []
    pattern = {
        "opportunity": "none",
        "risk": "repeating-linear-gradient(135deg,transparent 0 3px,var(--surface) 3px 4px)",
        "mixed": "radial-gradient(var(--surface) 1px,transparent 1.4px) 0 0/5px 5px",
        "watch": "none",
        "none": "none",
    }
    line = {"solid": "solid", "dashed": "dashed", "dotted": "dotted", "double": "double"}
    for outlook, look in OUTLOOKS.items():
        rules.append(
            f".mark.{outlook}{{color:var(--{outlook})}}"
            f".quote.{outlook}{{border-left:4px {line[look.underline]} var(--{outlook})}}"
            f"mark.{outlook}{{background:color-mix(in srgb,var(--{outlook}) 13%,transparent);"
            f"text-decoration:underline {look.underline} var(--{outlook}) 2px}}"
            f".seg.{outlook}{{background:{pattern[outlook]},var(--{outlook})}}".replace("none,var", "var")
        )
    return "".join(rules)


def _scroll() -> str:
    """What is wider than its place: a shade at each edge behind which there is more, and a line where it is known.

    The covers move with the table and hide the shades at its ends; without scroll-state there are the shades only.
    """
    edges = (("right", "left"), ("left", "right"))
    cover, shade = "var(--surface) 45%", "color-mix(in srgb,var(--text) 22%,transparent)"
    covers = [f"linear-gradient(to {to},{cover},transparent) {at}/3rem 100% no-repeat local" for to, at in edges]
    shades = [f"linear-gradient(to {to},{shade},transparent) {at}/1.1rem 100% no-repeat scroll" for to, at in edges]
    return (
        f".scroll{{overflow-x:auto;position:relative;margin:0 0 1.2rem;background:{','.join(covers + shades)};"
        "container-type:scroll-state}"
        ".scroll::before{display:none;position:sticky;left:0;width:max-content;font-size:.8125rem;color:var(--muted);"
        f'content:"{words.SCROLLS}"}}'
        "@container scroll-state(scrollable:x){.scroll::before{display:block}}"
    )


# the keys of Streamlit's own tables, and of what is pressed on a page; a key may go on after these words
_TABLES = (
    "article_table_", "corpus_heat_table_", "corpus_weeks_table", "corpus_stories_", "corpus_doubt", "corpus_rejects",
    "taxonomy_list_", "taxonomy_terms_",
)  # fmt: skip
_PRESSED = (
    "article_open", "article_dismiss", "article_view", "article_measure", "share", "value_direction", "source_open",
    "store_open", "corpus_colour", "corpus_style", "corpus_rows", "corpus_top", "corpus_span", "filter_channels",
    "filter_outlooks", "filter_statuses", "filter_reset", "taxonomy_apply", "taxonomy_undo", "taxonomy_reset",
    "taxonomy_download",
)  # fmt: skip


def _keyed(keys: Iterable[str], inside: str = "") -> str:
    """A selector of the elements with these keys, or of what is inside of them."""
    return ",".join(f'[class*="st-key-{key}"]{inside}' for key in keys)


CSS = f"""<style>
.stApp{{{_variables()}}}
.st-key-page p,.st-key-page h1,.text{{overflow-wrap:anywhere}}
@media (min-width:1000px){{.st-key-page{{margin-inline:-3rem;width:calc(100% + 6rem);max-width:none}}}}
.hidden{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}
h1.title{{font-size:1.5rem;line-height:1.25;font-weight:650;margin:0;padding:0;letter-spacing:-.012em}}
.source{{color:var(--muted);font-size:.875rem;margin:.25rem 0 0}}
.source .sep{{margin:0 .5em}}
.lede{{font-size:1.125rem;line-height:1.5;max-width:86ch;margin:0;color:var(--text)}}
.facts{{padding:0!important;display:grid;
  grid-template-columns:repeat(6,1fr);margin:.9rem 0 0;border:1px solid var(--grid);
  border-radius:.5rem;background:var(--raised)}}
.facts>div{{padding:.6rem .9rem;border-left:1px solid var(--grid);min-width:0}}
.facts>div:first-child{{border-left:0}}
.facts dt{{font-size:.8125rem;color:var(--muted);font-weight:400;margin:0 0 .1rem}}
.facts dd{{margin:0;font-size:1.1875rem;line-height:1.35;color:var(--text)}}
.facts dd b{{font-weight:650}} .facts dd small{{font-size:.875rem;color:var(--muted)}}
.facts dd i{{font-style:normal;color:var(--muted);font-size:1rem}}
.facts .mark{{margin-right:.35rem}} .facts b+.mark{{margin-left:.9rem}}
.also{{color:var(--muted);font-size:.875rem;margin:.5rem 0 0}}
.key{{display:flex;flex-wrap:wrap;gap:.1rem .55rem;font-size:.78125rem;color:var(--muted);margin:0;line-height:1.6}}
.key .mark{{margin-right:.25rem}} .key .gap{{width:1px;background:var(--grid);margin:.2rem 0}}
.showing{{margin:0;font-size:.875rem;line-height:1.6;color:var(--text)}}
.st-key-matrixhead,.st-key-readerhead{{min-height:2.5rem}}
.note{{color:var(--muted);font-size:.8125rem;margin:0}}
.st-key-article_open button p{{color:var(--primary)}}
.notice{{margin:0;padding:.5rem .8rem;border-radius:.4rem;background:var(--raised);border:1px solid var(--grid);
  color:var(--text);font-size:.9375rem}}
.notice.warn{{border-left:4px solid var(--risk)}}
.reader{{max-height:440px;overflow:auto;position:relative;
  border:1px solid var(--grid);border-radius:.5rem;padding:.9rem 1rem;
  font-family:"Source Serif",Georgia,serif;font-size:1rem;line-height:1.55;color:var(--text)}}
.reader:focus-visible,.jump a:focus-visible{{outline:2px solid var(--primary);outline-offset:2px}}
.reader .empty{{font-family:"Source Sans",sans-serif;color:var(--muted);margin:0}}
.quote{{padding:.1rem 0 .1rem .85rem;margin:0 0 1.1rem}} .quote:last-child{{margin-bottom:0}}
.quote p{{margin:0 0 .35rem}} .quote .for{{font-family:"Source Sans",sans-serif;font-size:.8125rem;
  color:var(--muted);margin:0}}
.quote p.for{{margin-bottom:.1rem}} .quote summary{{cursor:pointer;min-height:24px;width:max-content;max-width:100%}}
.quote summary:focus-visible{{outline:2px solid var(--primary);outline-offset:2px}}
.quote details p{{font-size:.9375rem;line-height:1.5;margin:.2rem 0 .4rem;font-family:"Source Serif",Georgia,serif}}
.quote .here{{color:var(--text);font-weight:600}}
.tags{{display:flex;flex-wrap:wrap;gap:.3rem;font-family:"Source Sans",sans-serif;margin:0}}
.tag{{display:inline-flex;align-items:center;gap:.35rem;padding:.05rem .5rem;border:1px solid var(--grid);
  border-radius:1rem;background:var(--raised);font-size:.8125rem;line-height:1.5;color:var(--text)}}
.text{{white-space:pre-wrap}} .text mark{{color:inherit;padding:.05rem 0;text-underline-offset:.2em;
  scroll-margin-top:1rem}}
.text.dimmed{{color:color-mix(in srgb,var(--text) 62%,var(--surface))}} .text.dimmed mark{{color:var(--text)}}
mark:target{{outline:2px solid var(--primary);outline-offset:2px;border-radius:2px}}
.jump{{display:flex;flex-wrap:wrap;gap:.3rem;align-items:center;margin:0 0 .5rem;font-size:.8125rem;
  color:var(--muted)}}
.jump a{{display:inline-flex;min-width:24px;min-height:24px;align-items:center;justify-content:center;
  border:1px solid var(--grid);border-radius:.3rem;color:var(--primary);text-decoration:none;padding:0 .3rem}}
.jump span{{margin-right:.2rem}}
ul.cards{{list-style:none;margin:0!important;padding:0!important}}
.card{{padding:.7rem 0;border-top:1px solid var(--grid);margin:0}} .card:first-child{{border-top:0}}
.card.faded{{opacity:.55}}
.card p{{margin:0}} .card .name{{display:flex;justify-content:space-between;color:var(--text)}}
.card .score{{color:var(--muted);white-space:nowrap;padding-left:.6rem}}
.card .bar{{display:flex;height:8px;border-radius:2px;overflow:hidden;
  margin:.3rem 0 .45rem;gap:1px}}
ol.compared{{list-style:none;margin:.8rem 0 0!important;padding:0!important;display:grid;gap:.4rem 1.2rem;
  grid-template-columns:repeat(auto-fit,minmax(17rem,1fr))}}
ol.compared li{{display:flex;gap:.6rem;margin:0;padding:.5rem 0;border-top:1px solid var(--grid);min-width:0}}
ol.compared p{{margin:0}} ol.compared .what{{color:var(--muted);font-size:.875rem}}
.letter{{flex:none;width:1.6rem;height:1.6rem;border-radius:.3rem;display:inline-grid;place-items:center;
  background:var(--raised);border:1px solid var(--grid);color:var(--text);font-weight:650;font-size:.9375rem}}
dl.shared{{padding:0!important;margin:0!important}} dl.shared dt{{font-size:.8125rem;color:var(--muted);font-weight:400;
  margin:.7rem 0 .1rem}} dl.shared dd{{margin:0;color:var(--text)}} dl.shared dt:first-child{{margin-top:0}}
.tint{{display:inline-block;min-width:2.2rem;padding:.05rem .45rem;border-radius:.25rem;
  background:color-mix(in srgb,var(--opportunity) var(--tint),transparent)}}
h3.pane{{display:flex;gap:.5rem;align-items:baseline;font-size:1rem;font-weight:600;margin:0 0 .4rem;padding:0;
  overflow-wrap:anywhere}}
{_outlooks()}
{_on_primary()}
table.plain{{border-collapse:collapse;width:100%;margin:0;font-size:.9375rem}}
table.plain th{{text-align:left;color:var(--muted);font-weight:500;font-size:.8125rem;padding:.4rem .8rem .4rem 0;
  border-bottom:1px solid var(--grid);vertical-align:bottom}}
table.plain td{{padding:.5rem .8rem .5rem 0;border-bottom:1px solid var(--grid);vertical-align:top;
  color:var(--text)}}
table.plain td,table.plain td *{{overflow-wrap:break-word}} table.plain .tag{{white-space:nowrap}}
table.plain td.num,table.plain th.num{{text-align:right;font-variant-numeric:tabular-nums}}
{_scroll()}
.scroll:focus-visible{{outline:2px solid var(--primary);outline-offset:2px}}
.muted{{color:var(--muted)}} .steps{{margin:0;padding-left:1.2rem;max-width:68ch}}
.steps li{{margin:0 0 .5rem;line-height:1.5}}
ul.near .mark{{margin-right:.2rem}} .serif{{font-family:"Source Serif",Georgia,serif}}
.rules summary{{font-size:.8125rem;color:var(--muted);cursor:pointer;min-height:24px}}
.why details{{border-bottom:1px solid var(--grid);padding:.5rem 0}} .why summary{{cursor:pointer;min-height:24px}}
.why summary:focus-visible{{outline:2px solid var(--primary);outline-offset:2px}}
.two{{display:grid;grid-template-columns:minmax(14rem,1fr) 3fr;gap:1.5rem;padding:.6rem 0 .4rem}}
[class*="st-key-taxonomy_text"] textarea{{font-family:"Source Code",monospace;font-size:.8125rem;line-height:1.5}}
ul.near{{margin:.3rem 0 0;padding-left:1.1rem;font-size:.9375rem;color:var(--text)}} .note.near{{margin-top:.8rem}}
p.plain{{margin:0;max-width:76ch;color:var(--text)}} .path span,.whole{{white-space:nowrap}}
.threads summary .path{{font-size:.9375rem}} .threads summary .path+.muted{{font-size:.8125rem}}
@media (min-width:641px){{.st-key-cards,[class*="st-key-list_"]{{position:absolute;width:1px;height:1px;overflow:hidden;
  clip-path:inset(50%)}}}}
@media (max-width:1100px){{.st-key-two>div>div{{flex-wrap:wrap}} .st-key-two>div>div>div{{min-width:100%}}
  .facts{{grid-template-columns:repeat(3,1fr)}} .facts>div:nth-child(n+4){{border-top:1px solid var(--grid)}}
  .facts>div:nth-child(3n+1){{border-left:0}}}}
@media (max-width:640px){{.st-key-mxwrap,.st-key-valuewrap,[class*="st-key-wide_"],.note.wide,
  [data-testid="stLayoutWrapper"]:has(>.st-key-mxwrap,>.st-key-valuewrap,>[class*="st-key-wide_"]),
  [data-testid="stElementContainer"]:has(.note.wide){{display:none}}
  .facts{{grid-template-columns:repeat(2,1fr)}}
  .facts>div{{border-top:1px solid var(--grid)}} .facts>div:nth-child(-n+2){{border-top:0}}
  .facts>div:nth-child(odd){{border-left:0}}
  .facts>div:nth-child(even){{border-left:1px solid var(--grid)}}
  .two{{grid-template-columns:1fr}} h1.title{{font-size:1.35rem}} .lede{{font-size:1.0625rem}}
  table.stacks thead{{display:none}} table.stacks,table.stacks tbody,table.stacks tr{{display:block}}
  table.stacks tr{{padding:.6rem 0;border-bottom:1px solid var(--grid)}}
  table.stacks td{{display:block;border:0;padding:.1rem 0}}
  table.stacks td::before{{content:attr(data-head) ": ";color:var(--muted);font-size:.8125rem}}
  .jump a{{min-width:44px;min-height:44px}} {_keyed(_PRESSED, " button")}{{min-height:44px}}
  .st-key-page summary{{box-sizing:border-box;min-height:44px;padding-block:.6rem}}
  .reader{{max-height:70vh}} .key .gap{{display:none}}}}
/* without a pointer that hovers, the buttons of a table of Streamlit always stand over what is before it */
@media (hover:none){{{_keyed(_TABLES)}{{margin-top:1.9rem}}}}
@media (prefers-reduced-motion:reduce){{*{{scroll-behavior:auto!important;transition:none!important}}}}
@media print{{[data-testid="stSidebar"],[data-testid="stHeader"],button,.jump{{display:none!important}}
  .reader{{max-height:none;overflow:visible;border:0;padding:0}}}}
</style>"""
