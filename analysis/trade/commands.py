"""`python -m analysis trade ...`: what trade a measure touches, and the figures that say so."""

import argparse
from typing import TypeAlias

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_trade(commands: _Commands) -> None:
    """Add the command and its verbs; each verb is one `_add_*` below."""
    trade = commands.add_parser(
        "trade", help="put trade figures beside what articles say", description="Trade figures beside a text."
    )
    trade.add_subparsers(title="commands", required=True, metavar="COMMAND")
