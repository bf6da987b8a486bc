"""The members of the closed vocabularies by their own names, for the rules that ask for one at every step.

Python 3.11 takes a thousand instructions to find a member in its class; 3.12 finds it at once.
"""

from typing import Final

from analysis.model import Channel, Stance, Status

TARIFF: Final = Channel.TARIFF
TRADE_DEFENCE: Final = Channel.TRADE_DEFENCE
IMPORT_RESTRICTION: Final = Channel.IMPORT_RESTRICTION
EXPORT_RESTRICTION: Final = Channel.EXPORT_RESTRICTION
SANCTIONS: Final = Channel.SANCTIONS
STANDARDS: Final = Channel.STANDARDS
MARKET_ACCESS: Final = Channel.MARKET_ACCESS
TRADE_AGREEMENT: Final = Channel.TRADE_AGREEMENT
SUBSIDY: Final = Channel.SUBSIDY
PROCUREMENT: Final = Channel.PROCUREMENT
INVESTMENT: Final = Channel.INVESTMENT
DIGITAL_RULES: Final = Channel.DIGITAL_RULES
MOBILITY: Final = Channel.MOBILITY
PURCHASES: Final = Channel.PURCHASES
LOGISTICS: Final = Channel.LOGISTICS
DISPUTE: Final = Channel.DISPUTE
DIVERSIFICATION: Final = Channel.DIVERSIFICATION
UNCERTAINTY: Final = Channel.UNCERTAINTY

RESTRICTIVE: Final = Stance.RESTRICTIVE
LIBERALISING: Final = Stance.LIBERALISING
NEUTRAL: Final = Stance.NEUTRAL

HOPED: Final = Status.HOPED
THREATENED: Final = Status.THREATENED
NEGOTIATING: Final = Status.NEGOTIATING
ANNOUNCED: Final = Status.ANNOUNCED
IN_FORCE: Final = Status.IN_FORCE
REJECTED: Final = Status.REJECTED
