"""One colour, one glyph and one label per enum value, for both themes. Knows neither Streamlit nor an article."""

from dataclasses import dataclass

from analysis.model import Centrality, Channel, Outlook, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How an outlook is drawn: never by colour alone, so glyph, pattern and underline differ too."""

    label: str
    glyph: str
    hollow: str
    symbol: str
    pattern: str
    underline: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The surfaces and inks of one theme."""

    surface: str
    raised: str
    text: str
    muted: str
    grid: str
    primary: str


LIGHT = Palette(
    surface="#FFFFFF", raised="#F3F5F8", text="#1B2430", muted="#5B6675", grid="#E3E8EE", primary="#0B5CAD"
)
DARK = Palette(
    surface="#0F141B", raised="#19212B", text="#E6EBF1", muted="#9AA7B5", grid="#26303C", primary="#6DB3F2"
)

OUTLOOKS = {
    Outlook.OPPORTUNITY: Look(
        label="Opportunity", glyph="▲", hollow="△", symbol="triangle-up", pattern="", underline="solid",
        light="#00639C", dark="#5AB4F0",
    ),
    Outlook.RISK: Look(
        label="Risk", glyph="▼", hollow="▽", symbol="triangle-down", pattern="/", underline="dashed",
        light="#C2410C", dark="#FF8A3D",
    ),
    Outlook.MIXED: Look(
        label="Mixed", glyph="◆", hollow="◇", symbol="diamond", pattern=".", underline="dotted",
        light="#4B2A6B", dark="#E3CBF7",
    ),
    Outlook.WATCH: Look(
        label="Watch", glyph="●", hollow="○", symbol="circle", pattern="", underline="double",
        light="#7A8594", dark="#7F8B98",
    ),
    Outlook.NONE: Look(
        label="None", glyph="·", hollow="·", symbol="circle", pattern="", underline="double",
        light="#7A8594", dark="#7F8B98",
    ),
}  # fmt: skip

# the order in which a stacked bar is drawn, and the order of the strongest outlook first
STACK = (Outlook.OPPORTUNITY, Outlook.MIXED, Outlook.WATCH, Outlook.RISK)
STRONGEST = (Outlook.RISK, Outlook.MIXED, Outlook.OPPORTUNITY, Outlook.WATCH, Outlook.NONE)

STATUSES = {
    Status.HOPED: "hoped",
    Status.THREATENED: "threatened",
    Status.NEGOTIATING: "negotiating",
    Status.ANNOUNCED: "announced",
    Status.IN_FORCE: "in force",
    Status.REJECTED: "rejected",
}
# how a status fills its glyph
FILLS = {
    Status.HOPED: "hollow",
    Status.THREATENED: "hollow",
    Status.NEGOTIATING: "dot",
    Status.ANNOUNCED: "tint",
    Status.IN_FORCE: "solid",
    Status.REJECTED: "cross",
}

CENTRALITIES = {
    Centrality.PRIMARY: "primary",
    Centrality.SECONDARY: "secondary",
    Centrality.PASSING: "in passing",
}

# channel -> the short name that fits over a column, and the full one that stands everywhere else
CHANNELS = {
    Channel.TARIFF: ("Tariffs", "Tariffs"),
    Channel.TRADE_DEFENCE: ("Remedies", "Trade remedies"),
    Channel.IMPORT_RESTRICTION: ("Import curbs", "Import restrictions"),
    Channel.EXPORT_RESTRICTION: ("Export curbs", "Export restrictions"),
    Channel.SANCTIONS: ("Sanctions", "Sanctions"),
    Channel.STANDARDS: ("Standards", "Standards and regulation"),
    Channel.MARKET_ACCESS: ("Access", "Market access"),
    Channel.TRADE_AGREEMENT: ("Deals", "Trade agreements"),
    Channel.SUBSIDY: ("Subsidies", "Subsidies and industrial policy"),
    Channel.PROCUREMENT: ("Procurement", "Public procurement"),
    Channel.INVESTMENT: ("Investment", "Investment and ownership"),
    Channel.DIGITAL_RULES: ("Digital", "Digital and data rules"),
    Channel.MOBILITY: ("Mobility", "Visas and mobility"),
    Channel.PURCHASES: ("Purchases", "Purchase commitments"),
    Channel.LOGISTICS: ("Logistics", "Logistics and transport"),
    Channel.DISPUTE: ("Disputes", "Disputes and litigation"),
    Channel.DIVERSIFICATION: ("Diversify", "Diversification of partners"),
    Channel.UNCERTAINTY: ("Uncertainty", "Uncertainty"),
}


def palette_of(mode: str) -> Palette:
    """The palette of `dark`, or the light one for any other word."""
    return DARK if mode == "dark" else LIGHT


def ink_of(outlook: Outlook, mode: str) -> str:
    """The colour of an outlook's mark in one theme."""
    look = OUTLOOKS[outlook]
    return look.dark if mode == "dark" else look.light


def glyph_of(outlook: Outlook, status: Status | None) -> str:
    """The text glyph: solid from an announcement on, hollow before and where no status is stated."""
    look = OUTLOOKS[outlook]
    return look.glyph if status in (Status.ANNOUNCED, Status.IN_FORCE) else look.hollow


def channel_label(channel: Channel | None) -> str:
    """The full name of a channel, or that none is stated."""
    return CHANNELS[channel][1] if channel else "Channel not stated"


def status_label(status: Status | None) -> str:
    """The word for a status, or that none is stated."""
    return STATUSES[status] if status else "status not stated"


def strongest(outlooks: set[Outlook]) -> Outlook:
    """The outlook that a mark takes when several meet."""
    return next((outlook for outlook in STRONGEST if outlook in outlooks), Outlook.NONE)
