"""Every sentence and label of trade values, of a reader's view and of what a rate would cost."""

TAB_VALUE = "Trade value"
# what a bar shows by value is one flow, the largest; the tab Trade value holds them all
BAR_MEASURE, BAR_EVIDENCE, BAR_VALUE = "Bars show", "Exposure", "Largest flow"
BAR_CAPTION = "Largest flow, US$"
VALUE_INTRO = (
    "How much trade each measure touches: an import barrier what the target sells to the implementer, an export "
    "barrier the reverse, a deal both. Values are from statistics of goods, not from the text, and never added to it."
)
DIRECTION = "Flow"
DIRECTIONS = {"touched": "Touched", "other": "Other direction", "both": "Two-way"}
REFERENCE_DATA, STATED_IN_TEXT = "reference trade data", "stated in the text (a bare $ taken as US$)"
VALUE_KEY = ("● reference trade data", "○━○ range", "◇ stated in the text (a bare $ taken as US$)")
ALL_GOODS = "All goods"
ALL_PARTNERS = "all partners held"
PARTNERS = "{count} partners"
VALUE_HEADS = ("Sector", "From → to", "Value", "Share", "Year and source", "Stated in the text", "Through")
NO_VALUE_DRAWN = "No figure is held for these flows; the table says why."
NO_STAKE = "The text states no measure, so no trade is at stake in it."
VALUE_SOURCES = "Sources: {lines}."
WITHOUT_VALUE, WITHOUT_VALUES = "1 flow without a figure, and why", "{count} flows without a figure, and why"
WITHOUT_HEADS = ("Sector", "From → to", "Why there is none", "Stated in the text", "Through")
NOTHING = "–"
BY_THE_TALKS = "between whom: taken from the talks that the text names"
PARTLY = "partly stated"
UNDER_MATRIX_READ_AS = "Outlook is what the text means for this reader, by a table of role effects; it is no forecast."
MORE_VALUES = "{count} more are in the export."
SHARES = {
    "pair": "{share} of all goods that {seller} sells to {buyer} ({year})",
    "exporter": "all goods of this pair: {share} of what {seller} sells to {count} partners ({year})",
    "exporter_sector": "{share} of what {seller} sells in the sector to {count} partners ({year})",
    "importer_sector": "{share} of what {buyer} buys in the sector from {count} partners ({year})",
}
FORMULA = "how reckoned"
WHAT_IF = "What if a rate changed?"
WHAT_IF_FLOW, RATE_BEFORE, RATE_AFTER = "Flow", "Rate before, %", "Rate after, %"
WHAT_IF_NOTE = (
    "The duty is arithmetic on trade as it was. The change in trade is a model: full pass-through, all else equal, an "
    "elasticity from the literature, lowest to highest. Neither is a forecast."
)
WHAT_IF_ELSEWHERE = (
    "This link asks about a flow that this article does not touch, or of which no figure is held. "
    "What is reckoned below is another flow, which it touches."
)
WHAT_IF_HEADS = ("What", "Result", "Kind", "Formula and source")
ARITHMETIC, MODEL = "arithmetic", "model"
READ_AS, READ_AS_NOBODY, READ_AS_ROLE, ALL_ROLES = "Read as", "Nobody in particular", "In the role of", "All roles"
READ_AS_HELP = (
    "Reads the outlooks anew for a country and role. Effects are derived from a table of role effects unless the text "
    "states one; then its words win."
)
ROLES = {
    "exporter": "Exporter",
    "producer": "Import-competing producer",
    "importer": "Importer or industrial user",
    "consumer": "Consumer",
    "rival": "Rival exporter, third country",
}
READ_AS_NOTICE = (
    "Read as {who}. These outlooks are derived from a table of role effects, not stated in the text, unless marked as "
    "stated: see the Trade value tab."
)
READ_AS_HEAD = "Read as {who}"
READ_AS_HEADS = ("Sector", "In the text", "Read as", "Whose trade", "Why")
NO_BEARING = "Nothing that the text states bears on this reader."
DERIVED, STATED = "derived", "stated"
AS_VALUES = "Trade values as CSV"
BRIEF_VALUES = "Trade at stake (reference data, not stated in the text)"
BRIEF_NO_VALUE = "{way}, {name}: {by}. {reason}"
ON_SECTORS = "on {count} sectors"
