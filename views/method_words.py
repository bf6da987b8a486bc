"""Every sentence and label of the Method page."""

METHOD_INTRO = "How a reading comes about, how far to trust it, and what to cite."
HOW_READ = "How an article is read"
STEPS = (
    (
        "Text",
        "The article is kept exactly as received. Credits, repeated headlines, bylines and notices are "
        "recognised and never count as evidence.",
    ),
    (
        "Terms",
        "One pass finds every entry of the taxonomy. The longest match wins, then the leftmost. An "
        "ambiguous word counts only in the company that its entry asks for.",
    ),
    (
        "References",
        "“These sectors” and “both industries” are resolved to the sectors they point back to. What a "
        "sentence leaves out is left out.",
    ),
    (
        "Measures",
        "In each clause, words for an instrument and an action give a channel and a direction; words for "
        "hope, threat, talks, decision and denial give the status.",
    ),
    (
        "Outlook",
        "Measures that restrict trade count as risk, measures that ease it as opportunity, both as "
        "mixed once the weaker side has the least share of the weight that stands beside (share mixed); "
        "below it the stronger side decides, and the matrix still shows both. "
        "A sector that no measure names takes the measures told in the sentences that name it, else those of its "
        "channels. "
        "Where the text states no direction the outlook is watch: silence is never a guess.",
    ),
    (
        "Centrality",
        "A sector is primary, secondary or only mentioned in passing by its share of the weighed "
        "mentions, by headline and first sentence, and by lists of sectors.",
    ),
)
SCORES = "What the score is made of"
SCORE_NOTE = "The score ranks sectors inside one article. It does not compare articles and is no probability."
COMPONENTS = {
    "share of mentions": "weighed mentions, as a share of the heaviest sector's",
    "headline": "the headline names the sector",
    "lead": "the first sentence names it",
    "spread over sentences": "share of all sentences that name it",
}
UP_TO = "up to {points}"
COMPONENT_HEADS = ("Part", "Points", "Counts")
WEIGHTS = "Weights"
WEIGHT_NOTE = "Set by hand, read here from the code that uses them. None is learned from single documents."
ACCURACY = "Accuracy"
NO_FIGURES = "No figures are published yet: the file that tests defend does not exist in this copy."
FIGURES_NOTE = (
    "Scores from 0 to 1 on the project's own labelled articles, which were partly used to improve the rules; "
    "reproduce them with"
)
FIGURES_COMMAND = "python -m analysis evaluate tests/gold/gold.jsonl tests/gold/articles.jsonl"
FIGURE_HEADS = ("What is scored", "Figure", "95% interval", "Labels", "Floor")
FIGURE_NAMES = {
    "sectors": "Sectors",
    "channels": "Sector and channel pairs",
    "outlook": "Outlook",
    "measures": "Measures",
    "measures_strict": "Measures (strict)",
    "places": "Places",
    "evidence": "Evidence",
}
LIMITS = "Limits"
LIMIT_LIST = (
    "It reads English. Other languages are read with the same rules and find little.",
    "It knows the words of its taxonomy and no others; a sector described without naming it is missed.",
    "It reports what the text says, true or not, and does not forecast.",
    "Irony, hypotheticals over several sentences and numbers in tables are beyond it.",
    "Dates without a year stay unresolved when the article has no publication date.",
    "At most 200,000 characters of an article are read on this page.",
)  # fmt: skip
VERSIONS = "Versions and sources"
VERSION_HEADS = ("What", "Version")
SOURCES = (
    ("Sectors and HS codes", "Harmonized System 2022 headings, each given to one sector in sectors.yaml"),
    ("Channels", "The project's policy taxonomy of 18 channels"),
    ("Country names", "Unicode CLDR through Babel; capitals, demonyms and offices written by hand"),
    (
        "Trade values",
        "US Census Bureau, International Trade in Goods, 2024 (public domain); CEPII, BACI (HS22, V202501), Gaulier & "
        "Zignago (2010), Licence Ouverte Etalab 2.0; both aggregated for this project",
    ),
    (
        "What-if",
        "Elasticities: Boehm, Levchenko & Pandalai-Nayar (2023), American Economic Review 113(4); Simonovska & Waugh "
        "(2014), Journal of International Economics 92(1)",
    ),
    ("Examples", "One newswire article as received; the others were written for this project and say so"),
)  # fmt: skip
SOURCE_HEADS = ("What", "Where from")
NO_NETWORK = (
    "The page sends nothing anywhere: no article, no statistics. Another host is asked for one page "
    "when you press Fetch, and never otherwise."
)
