"""Every sentence and label that the dashboard says, except those of the vocabularies (views.theme)."""

APP = "Trade-sector exposure"
ARTICLE, TAXONOMY, METHOD = "Article", "Taxonomy", "Method"

# frame
SOURCE = "Article"
OPEN = "Open an article"
FILTERS = "Filters"
SECTORS, HOW, OUTLOOK, STATUS, ACTORS = "Sectors", "How", "Outlook", "Status", "Actors and places"
ALL_SECTORS, ALL_PLACES = "All sectors", "All places"
RESET = "Reset filters"
UNKNOWN_ID = "1 filter in this link is no longer known: {ids}"
UNKNOWN_IDS = "{count} filters in this link are no longer known: {ids}"
NO_TEXT_IN_LINK = "This link was made for a pasted text, which a link does not hold. The example is shown instead."
UNEXPECTED = "Something went wrong. Your filters are kept. Reload the page to go on; the log holds the details."
RELOAD = "Reload"

# input dialog
EXAMPLE, PASTE, FILE = "Example", "Paste", "File"
PICK_EXAMPLE = "An example to open"
PASTE_TITLE, PASTE_TEXT = "Headline (optional)", "Text of the article"
PASTE_HINT = "Paste headline and text here"
UPLOAD = "A file with one article (.txt, .md) or one article a line (.jsonl)"
ANALYSE = "Analyse"
NOTHING_TO_READ = "There is no text to read yet. Paste an article first."
NO_ARTICLE = "{name}: holds no article. Put title, blank line and body in it."
FIRST_OF_MANY = "{name} holds several articles; the first one is shown."
NO_FILE = "No file is chosen yet."

# article page
IS_EXAMPLE = "This is an example. Open your own article with the button at the left."
DISMISS = "Hide this line"
READ_BY = "read by rules, not by a person"
WORD_COUNT = "{count} words"
WHICH = "Which sectors, and how?"
EVIDENCE = "Evidence"
SENTENCES, FULL_TEXT = "Sentences", "Full text"
SHOW_EVIDENCE_AS = "Show evidence as"
NO_SECTOR = "No sector is named in this text."
ONLY_PASSING = "No sector is more than mentioned in passing."
NO_TRADE = "No trade language was found."
NO_MATCH = "No evidence matches these filters."
NO_EVIDENCE = "There is no evidence to show."
ALSO_MENTIONED = "Also mentioned: {names}"
NEAREST = "Words that came near, and why they do not count"
TRY_PHRASE = "Try a phrase on the Taxonomy page"
CUT = "The text has more than {count:,} characters; the first {count:,} were read."
NOT_ENGLISH = "This does not look like English. The rules read English, so little may be found."
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
OWN_TEXT = "Your own text"
OPEN_IT = "Open"

# article page, below the fold
TAB_TABLE, TAB_WHO, TAB_DATES, TAB_WHY, TAB_WHY_NOT = (
    "Table", "Who acts on whom", "Dates", "Why this score", "Why not",
)  # fmt: skip
TABLE_ALT = "Every link between evidence and a sector: sector, channel, outlook, status, places, paragraph, sentence"
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
SHOW_ALL = "Show all {count} sectors"

# share and export
SHARE = "Share & export"
LINK = "Link to this view"
LINK_KEEPS = "This link keeps your filters, not your text."
SCOPE, SCOPE_FILTERED, SCOPE_ALL = "Rows", "Filtered", "All"
AS_CSV, AS_JSON = "Evidence as CSV", "Evidence as JSON"
AS_MD, AS_HTML = "Brief as Markdown", "Brief as HTML"
AS_MATRIX, AS_PNG = "Matrix as HTML", "Matrix as PNG"
PNG_NEEDS = "PNG needs Chrome and the kaleido package; HTML is above."
BRIEF_METHOD = (
    "Read by rules, not by a person: terms of a taxonomy of {sectors} sectors, cue words for channel, direction and "
    "certainty. Engine {engine}, taxonomy {digest}. " + UNDER_MATRIX
)
