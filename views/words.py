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
UNKNOWN_IDS = "{count} in this link {are} no longer known: {ids}"
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
