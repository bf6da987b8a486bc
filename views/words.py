"""Every sentence and label that the dashboard says.

Those of trade values, the Taxonomy and the Method page stand in modules of their own, those of vocabularies in theme.
"""

APP = "Trade-sector exposure"
ARTICLE, CORPUS, TAXONOMY, METHOD = "Article", "Corpus", "Taxonomy", "Method"
UNTITLED = "Untitled article"

# frame
SOURCE = "Article"
OPEN = "Open an article"
FILTERS = "Filters"
SECTORS, HOW, OUTLOOK, STATUS, ACTORS = "Sectors", "How", "Outlook", "Status", "Actors and places"
ALL_SECTORS, ALL_PLACES = "All sectors", "All places"
COUNTS_EVIDENCE = "Numbers count pieces of evidence."
COUNTS_STORIES = "Numbers count stories."
SCROLLS = "More columns: scroll sideways"
RESET = "Reset filters"
UNKNOWN_ID = "1 filter in this link is no longer known: {ids}"
UNKNOWN_IDS = "{count} filters in this link are no longer known: {ids}"
EDITED_TAXONOMY = "An edited taxonomy is in use in this session."
READING = "Reading the article"
NO_TEXT_IN_LINK = (
    "This link was made for a pasted text, which a link does not hold. The example is shown instead."
)
UNEXPECTED = (
    "Something went wrong. Your filters are kept. Reload the page to go on; the log holds the details."
)
RELOAD = "Reload"

# input dialog
EXAMPLE, PASTE, FILE, ADDRESS = "Example", "Paste", "File", "URL"
PICK_EXAMPLE = "An example to open"
PASTE_TITLE, PASTE_TEXT = "Headline (optional)", "Text of the article"
PASTE_DAY = "Day of publication (optional)"
PASTE_HINT = "Paste headline and text here"
UPLOAD = "Files: a page, PDF, Word document, mail, feed or text, or one article a line (.jsonl)"
PICK_ARTICLE = "{count:,} articles were found. Which one?"
ANALYSE = "Analyse"
NOTHING_TO_READ = "There is no text to read yet. Paste an article first."
NO_ARTICLE = "{name}: holds no article. Put title, blank line and body in it."
NOT_READ = "{first}"
NOT_READ_MORE = "{first} (and {more} more)"
NO_FILE = "No file is chosen yet."
ADDRESS_LABEL = "Address of a page, a PDF or a feed"
ADDRESS_HINT = "https://"
ADDRESS_NOTE = (
    "Fetch asks that site for this one page, without cookies and saying what this program is. "
    "Private networks are never asked."
)
FETCH, FETCHING = "Fetch", "Fetching the page"
PASTE_INSTEAD = "Paste the text instead"
FEED_PICK = "This is a feed with {count:,} articles. Which one?"
FEED_FETCH, FEED_TEXT = "Fetch this article", "Read what the feed says of it"
WANTED = "This link names a page that was not fetched yet: {address}"
FETCH_IS_OFF = "This link names a page, and fetching is switched off here. Paste the text instead."

# corpus: choosing a store, filters
STORE = "Corpus"
OPEN_STORE = "Open a corpus"
STORE_PATH, STORE_PATH_HINT = "Folder of the corpus", "for example: /data/trade-news"
PATHS_ARE_OFF = (
    "This dashboard can be reached from other machines, so no folder can be named or made here. Start it with "
    "TRADE_CORPUS=STORE to choose the corpus."
)
SINCE, UNTIL = "Since", "Until"
TEXT_QUERY, TEXT_HINT = "Words", "in headline or quoted passage"
STORE_NOT_IN_LINK = (
    "This link was made for an article of a corpus that is not open here. The example is shown instead."
)

# corpus page
CORPUS_INTRO = "What is rising, where, and since when."
STORY, STORIES = "1 story", "{count} stories"
A_STORY, SOME_STORIES, A_SECTOR, SOME_SECTORS = "story", "stories", "sector", "sectors"
COPY, COPIES = "(1 copy)", "({count} copies)"
ANY_CHANNEL, ANY_CHANNEL_LONG = "All", "any channel or none"
EVERY_COUNTRY = "All countries"
ACTS_ON = "{actor} acts on {target}"
PER_WEEK, PER_MONTH, PER_QUARTER = "per week", "per month", "per quarter"
ARTICLE_HEADS = ("Date", "Headline", "Top sectors", "Outlook", "Firmest status", "Outlets")
FROM_TO, NO_DAYS = "{first} to {last}", "no article carries a day of publication"
ARTICLES = "{count} articles"
COPY_ONCE, COPIES_ONCE = "1 copy of a story is not counted", "{count} copies of a story count once"
UNDATED = "{count} without a day"
CORPUS_FACTS = ("Stories", "Name a sector", "With opportunity", "With risk", "Measures followed", "Inputs not read")
LEDE_NOTHING = "{stories}, and none of them speaks of trade in a sector."
LEDE_COUNT = "{passing} of {stories} name a sector; {sector} is named most, in {count}."
LEDE_CHANNEL = "The channel named most is {channel}, in {count}."
LEDE_ROSE = "{sector} rose most: {second}% of the stories of the last {days} days, {first}% of those before."
LEDE_FELL = "{sector} fell most: {second}% of the stories of the last {days} days, {first}% of those before."
SHOWING_STORIES = "Showing <b>{shown}</b> of {total}{what}{days}"
FOR_WHAT, FROM_DAY, TO_DAY = " for {what}", " from {day}", " to {day}"
CORPUS_HINT = "Select a cell to filter by its sector and channel; select it again to clear."
NO_STORY = "No story matches these filters."
STYLE, CHARTS, TABLES = "Show as", "Charts", "Tables"
WHERE = "Where"
COLOUR, VOLUME, NET = "Colour", "Volume", "Net outlook"
ALL_ROWS = "All {count} sectors"
TOP_ROWS = "Top {count}"
PANELS_ALT = (
    "{count} small charts, one per sector: stories {unit}, opportunity up and risk down. A list after says the same."
)
AS_TABLE = "The same as a table"
WATCH_NAME = "My filters"
WATCH_CUT = "The first {count} are shown; the CSV holds all."
WHERE_ALT = "Sectors by channels"
NET_NOTE = (
    "Colour is opportunity less risk as a share of the stories of a cell, paler where there are few; ▲ and ▼ say "
    "which prevails. The column All counts every story of a sector and has no direction."
)
VOLUME_NOTE = (
    "Numbers count stories; a story that names a sector through two channels stands in two cells, and one with an "
    "opportunity and a risk in both facts above. So cells may add up to more than the column All."
)
SINCE_WHEN = "Since when"
PANELS, TOP_SIX, TOP_TWELVE = "Panels", "6 sectors", "12 sectors"
PANEL_NOTE = "Stories {unit} with a direction, ▲ opportunity up and ▼ risk down, on one scale."
NO_WEEKS = "None of these stories carries a day of publication, so there is no course over time."
LATELY = "Last 4 {unit}: ▲ {up}, ▼ {down}."
ROSE = "What rose, what fell"
SPAN = "Period"
SPANS = {"28": "4 weeks", "91": "13 weeks", "364": "52 weeks"}
SECTOR, BEFORE, NOW, CHANGE = "Sector", "Before", "Now", "Points"
PERIODS = (
    "Share of all stories of {second} ({second_total}) against {first} ({first_total}); a number in brackets counts "
    "stories."
)
FEW_IN_PERIOD = "A period of so few stories says little about a change."
FEW, NO_SHARE, NO_COMPARISON = "few", "no stories", "not comparable"
NO_CHANGE = "There is nothing to compare in these two periods."
TAB_ARTICLES, TAB_THREADS, TAB_ACTORS = "Articles", "Measures over time", "Actors"
TAB_DATES_AHEAD, TAB_DOUBT, TAB_WATCH, TAB_REJECTS = "Dates ahead", "Uncertainty", "Watchlist", "Faulty inputs"
ARTICLES_HINT = "Select a row to open the story on the Article page. Newest first, {first} to {last} of {total}."
ARTICLES_ALT = "Stories that match: date, headline, top sectors, outlook, firmest status, outlets"
NEWER, OLDER = "Newer", "Older"
NO_LONGER_THERE = "This article is no longer in the corpus. Reload the page."
THREADS_NOTE = (
    "{followed}; {shown}. A measure is one implementer, target, channel and sector, near in time. Its path holds one "
    "step per story, the act that the story states first. A passage that leaves the target open counts for the one "
    "target that its story, else all stories within {days} days, name for the same act."
)
THREADS_SHOWN = "the {count} whose step changes most are shown"
THREADS_ALL = "those whose step changes most come first"
NO_THREADS = "No measure is followed through two steps or more in these stories."
ALSO_SAID = "said after another step"
CONTESTED, PERHAPS_CONTESTED = "Contested {what}.", "Perhaps contested {what}."
CONTEST, BY_WHOM = "{where} ({status}, {day})", "{where} by {who}"
FORUMS = {"wto": "at the WTO", "court": "in court", "panel": "before a panel", "": "in a dispute"}
CONTEST_STATES = {"hoped": "possible", "negotiating": "pending", "in_force": "ruled on"}
CONTEST_HEADS = ("Day", "Contested", "In the text", "Why it is linked", "Told by")
CONTEST_LABEL = "Who contests this measure"
CONTEST_BASES = {
    "same_story": "The same story states this measure.",
    "reversed": "Its two countries the other way round, in its sector and time; the story does not state the measure.",
}
CONTEST_UNSURE = "It fits {count} measures equally well and is shown with each."
WHO_TO_WHOM, WHO_ALONE, WHO_WITH = "{actor} to {target}", "{actor}, on whom not stated", "{actor}, party to the deal"
STEP_HEADS = ("Day", "Step", "In the text", "Told by")
ACTOR_HEADS = ("Who", "On whom", "Stories", "Opportunity", "Risk", "Mixed", "Watch")
ACTORS_NOTE = (
    "Rows act, columns are met; numbers count stories, ▲ and ▼ say which direction prevails. "
    "Select a cell to filter by both countries."
)
ACTORS_ALT = "Who acts on whom"
NO_ACTORS = "No measure in these stories names who acts on whom."
AHEAD_HEADS = ("When", "What", "In the text", "Read in")
AHEAD_NOTE = "Dates from {day} on, the next one bold."
AHEAD_OLD = "The articles end on {day}; dates from then on are shown, those before today muted."
NO_AHEAD = "No date ahead is named in these stories."
DOUBT_NOTE = (
    "Share of all stories {unit} that call trade policy itself uncertain; {hits} of {total} stories do. Doubt about "
    "prices or the economy does not count."
)
DOUBT_AXIS = "Stories that call trade policy uncertain, share of all stories {unit}"
DOUBT_ALT = "Line of the share of stories that call trade policy uncertain; the highest is {most}% in {when}."
BIN_OF = "the stretch from {day}"
DOUBT_HEADS = ("From", "Stories", "Uncertain", "Share in %")
NO_DOUBT = "No dated story, so there is no line to draw."
WATCH_NOTE = "A watchlist is a YAML file of sectors, places and channels; what came since you last looked is listed."
WATCH_PATH, WATCH_PATH_HINT = "Watchlist file", "for example: /home/me/watchlist.yaml"
WATCH_ALL = "Old news too"
WATCH_SEEN = "Mark as seen"
WATCH_MARKED = "Marked as seen up to the newest article."
WATCH_CSV = "News as CSV"
WATCH_SAVE = "These filters as a watchlist"
WATCH_SAVE_HINT = "Filter by something first; then the filters can be saved as a watchlist."
WATCH_TWICE = "A story of two watches is listed under each: {count} rows."
WATCH_NEW = "{count} new since you last looked, for {watches}."
WATCH_FIRST = "{count} in the whole corpus, for {watches}. You have not looked before."
WATCH_EVERY = "{count} in the whole corpus, for {watches}."
WATCH_NOTHING = "Nothing new since you last looked, for {watches}."
WATCH_HEADS = ("Watch", "Date", "Headline", "Sectors", "Outlook", "Firmest status", "Outlets")
WATCH_ALT = "Stories of the watchlist; select a row to open it on the Article page"
UNREAD_ONE, UNREAD = "1 input was not read and is in no figure", "{count} inputs were not read and are in no figure"
FAULTY_ONE, FAULTY = (
    "1 article was read with a fault: it counts, without what the fault cost",
    "{count} articles were read with a fault: they count, without what the fault cost",
)  # fmt: skip
COPIED_ONE = "1 copy was read and counts with its story"
COPIED = "{count} copies were read and count with their stories"
REJECTS_CUT = "The first {shown} are shown."
REJECTS_NONE = "Every input was read without a fault, and none is a copy of another."
REJECTS_HEADS = ("Outcome", "Where", "Why", "Mend", "First characters")
REJECTS_ALT = "Inputs not read, read with a fault, or copies: outcome, where, why, mend, first characters"
REJECTS_CSV = "All of them as CSV"
NO_STORE = "No corpus is open yet."
HOW_TO_MAKE = (
    "A corpus is a folder that the command line makes of your articles: folders, JSON Lines, CSV, Parquet or feeds.",
    "python -m analysis corpus add STORE INPUT...",
    "Then start the dashboard with TRADE_CORPUS=STORE make run, or name the folder here.",
)
MAKE_SMALL = "Or make a small one here"
MAKE_OF_SEEDS = "Build from the examples"
MAKE_UPLOAD = "Files of your own: one article a file, or .jsonl and .csv with many"
MAKE_OF_FILES = "Build from these files"
MAKING = "{count} articles read, {share} of the files"
MADE = "{sentence} It is gone when the dashboard ends."
SHARE_ROWS_CSV, SHARE_ROWS_JSON = "Evidence as CSV", "Evidence as JSON"
SHARE_HEAT_CSV, SHARE_HEAT_HTML = "Sectors by channels as CSV", "Sectors by channels as HTML"
SHARE_CUT = "One row per story, sector and channel; the newest {count} rows at most."
LINK_NEEDS_STORE = "This link needs the same corpus: a link holds no path of your machine."
DIALOG_CORPUS, DIALOG_SEARCH = "Corpus", "Words in headline or passage"
DIALOG_STORY = "A story to open"
DIALOG_NO_STORE = "Open one on the Corpus page; its stories can then be opened here."
DIALOG_NONE = "No story matches."
WEEK_HEADS = ("Week of", "Sector", "Stories", "Opportunity", "Risk", "Mixed", "Watch")

# article page
IS_EXAMPLE = "This is an example."
OPEN_OWN = "Open your own article"
DISMISS = "Hide this line"
READ_BY = "read by rules, not by a person"
WORD_COUNT = "{count} words"
WHICH = "Which sectors, and how?"
EVIDENCE = "Evidence"
SENTENCES, FULL_TEXT = "Sentences", "Full text"
SHOW_EVIDENCE_AS = "Show evidence as"
NO_SECTOR = "No sector is named in this text."
ONLY_PASSING = "No sector is more than mentioned in passing."
NO_TRADE = "No trade language was found: sectors are named, but nothing is said of trade in them."
NO_MATCH = "No evidence matches these filters."
NO_EVIDENCE = "There is no evidence to show."
ALSO_MENTIONED = "Also mentioned: {names}"
NEAREST = "Words that came near, and why they do not count"
TRY_PHRASE = "Try a phrase on the Taxonomy page"
CUT = "The text has more than {count:,} characters; the first {count:,} were read."
NOT_ENGLISH = "This looks like {language}. The rules read English, so little may be found."
KEY_FILLS = ("△ hoped, threatened", "◬ negotiating", "◭ announced", "▲ in force", "✕ rejected")
UNDER_MATRIX = "Outlook is what the text says for trade in the sector, not a forecast."
SHOWING = "Showing {shown} of {total} {pieces} of evidence for {what}"
IN_TEXT = "in the text: paragraph {number}"
IN_HEADLINE = "in the text: headline"
JUMP = "Go to evidence"
NOT_STATED = "not stated"
READER_LABEL = "Evidence from the article"

FACTS = {
    "sectors": "Sectors named",
    "opportunity": "Opportunity",
    "risk": "Risk",
    "mixed": "Mixed or watch",
    "status": "Firmest status",
    "amounts": "Amounts stated",
}
OF_SECTORS = "{count} of {total}"
EXPOSURE = "exposure"
OWN_TEXT = "Your own text"
OPEN_IT = "Open"

# article page, below the fold
TAB_TABLE, TAB_WHO, TAB_DATES, TAB_WHY, TAB_WHY_NOT = (
    "Table", "Who acts on whom", "Dates", "Why this score", "Why not",
)  # fmt: skip
TABLE_ALT = (
    "Every link between evidence and a sector: sector, channel, outlook, status, places, paragraph, sentence"
)
TABLE_HINT = "Select a row to filter by its sector and channel; select it again to clear."
TABLE_HEADS = {
    "sector_name": "Sector",
    "channel": "Channel",
    "outlook": "Outlook",
    "status": "Status",
    "places": "Actors and places",
    "paragraph": "Par.",
    "sentence": "Sentence",
}
NO_MEASURE = "The text states no measure, so nobody acts on anybody in it."
RULES = "{count} rules"
NO_SECTOR_STATED = "no sector"
WHO_HEADS = ("Who", "On whom", "What", "Sectors", "Outlook and status", "Read from")
MORE_MEASURES = "{count} more are in the JSON export."
NO_DATES = "The text names no date."
DATE_HEADS = ("When", "What", "Resolved as", "In the text")
NOT_RESOLVED = "not resolved"
WHY_INTRO = "The score runs from 0 to 100 and is the sum of its parts; it ranks sectors inside one article."
WHY_HEADS = ("Part", "Points")
MENTION_HEADS = ("Words", "Entry", "Segment", "Rule")
WHY_NOT_INTRO = "Words that look like an entry of the taxonomy and were put aside."
WHY_NOT_HEADS = ("Words", "Would be", "Entry", "Why it does not count")
NOTHING_PUT_ASIDE = "Nothing was put aside in this text."
MORE_ROWS = "and {count} more"
SHOW_ALL = "Show all {count} rows"

# sector page
SECTOR_PAGE = "Sector"
SECTOR_PICK = "Sector"
SECTOR_NONE = "No story of this corpus touches a sector."
SECTOR_SILENT = "No story of this corpus touches {names}. {shown} is shown instead."
NO_DAY = "date not stated"
SECTOR_LEDE = "{name} is touched by {count} of {stories} ({share})."
SECTOR_LEDE_OUTLOOK = "{first} of them see {outlook}{rest}."
SECTOR_LEDE_REST = ", {count} {outlook}"
SECTOR_OUTLOOKS = {
    "opportunity": "an opportunity",
    "risk": "a risk",
    "mixed": "both",
    "watch": "no direction",
}
SECTOR_LEDE_CHANNEL = "Most often it is about {channel}, in {count} of them."
SECTOR_LEDE_CHANGE = "{second}% of the stories of the last {days} days touch it, {first}% of the {days} days before."
OF_ALL_STORIES = "{share} of all"
SECTOR_FACTS = ("Stories", "Opportunity", "Risk", "Mixed or watch", "Firmest status", "Newest story")
SECTOR_WEEKS, SECTOR_WEEKS_TABLE = "Since when?", "The bars as a table"
SECTOR_WEEKS_ALT = "Stories on {name} {unit}: {up} with an opportunity, {down} with a risk. A table says the same."
SECTOR_BIN_HEADS = ("From", "Opportunity", "Risk")
SECTOR_HOW = "How, and how firm?"
SECTOR_HOW_NOTE = (
    "A row counts each of its stories once, at the firmest status. A story that names several channels stands in "
    "several rows, so the rows may add up to more than the stories of the sector."
)
NO_CHANNEL = "No channel is stated in these stories."
NO_STATUS_STATED = "Not stated"
SECTOR_ACTORS = "Who acts on whom?"
NO_ACTOR = "No story names who acts on whom here."
SECTOR_NEWEST = "Newest evidence"
SECTOR_STORIES = "Stories"
SECTOR_READER = "Newest evidence on the sector"
SECTOR_STORIES_HINT = "The newest {count} stories; select a row to open it on the Article page."
SECTOR_METHOD = "Read by rules, not by a person. Corpus {store}; copies of a story count once. "

# compare page
COMPARE = "Compare"
COMPARE_INTRO = (
    "What differs between articles: which sectors each of them names, how much, and in which direction."
)
COMPARED = "Articles, two to six"
CHOOSE = "Choose an article"
FIND_IN_CORPUS, FIND_HINT = "Find in the corpus", "words of a headline or a quoted passage"
NONE_FOUND = "No article of the corpus holds these words."
CHOOSE_TWO = "Choose two articles at least; up to six can be compared."
COMPARE_NOTHING = "None of these articles names a sector, so there is nothing to compare."
COMPARE_BOTH, COMPARE_ALL = "both", "all {count}"
ONE_SECTOR, SO_MANY_SECTORS = "1 sector is named in all", "{count} sectors are named in all"
COMPARE_TURN = "{name} is an opportunity in {good} and a risk in {bad}."
COMPARE_MOST, OF_EXPOSURE = "They differ most on {name}: {a} in A, {b} in B.", "exposure {score}"
NOT_NAMED = "not named"
NO_STATUS = "no status"
DIFFERS = "What differs?"
PAIR_KEY = ("hollow: A", "filled: B")
UNDER_PAIR = (
    "Exposure ranks sectors inside one article. A gap says that a sector stands more in the foreground of one of them, "
    "not that more trade is at stake."
)
SHARED = "Named by"
IN_BOTH, IN_ALL, ONLY_IN = "In both", "In all", "Only in {letter}"
NO_SUCH_SECTOR = "no sector"
COMPARE_TABLE = "As a table"
COMPARE_SECTOR = "Sector"
EVIDENCE_OF = "Evidence from {letter}: {title}"
NO_LONGER = "{count} articles in this link are not at hand: {ids}"
NO_LONGER_ONE = "1 article in this link is not at hand: {ids}"
AS_TABLE_CSV, AS_COMPARED_JSON = "Comparison as CSV", "Comparison as JSON"
AS_CHART, AS_CHART_PNG = "Chart as HTML", "Chart as PNG"

# share and export
SHARE = "Share & export"
LINK = "Link to this view"
LINK_KEEPS = "This link keeps your filters, not your text."
SCOPE, SCOPE_FILTERED, SCOPE_ALL = "Rows", "Filtered", "All"
AS_CSV, AS_JSON = "Evidence as CSV", "Evidence as JSON"
AS_MD, AS_HTML = "Brief as Markdown", "Brief as HTML"
COPY_BRIEF = "Copy the brief"
BRIEF_ONLY = "Table and quotations hold only {what}; the summary is of the whole article."
AS_MATRIX, AS_PNG = "Matrix as HTML", "Matrix as PNG"
PNG_NEEDS = "PNG needs Chrome and pip install '.[png]'; HTML is above."
BRIEF_METHOD = (
    "Read by rules, not by a person: terms of a taxonomy of {sectors} sectors, cue words for channel, direction and "
    "certainty. Engine {engine}, taxonomy {digest}. " + UNDER_MATRIX
)
