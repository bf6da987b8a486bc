"""Stakes by pair of countries and direction: what is known of all goods once, and by which measures it is touched."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.model import Channel, Measure, Status
from analysis.trade.findings import Stake
from analysis.trade.model import Flow, Missing


class Through(NamedTuple):
    """Measures of one certainty that touch the same sectors; is_inferred as in Stake."""

    channels: tuple[Channel, ...]
    status: Status
    sectors: tuple[str, ...]
    is_inferred: bool


class Pair(NamedTuple):
    """One direction between two countries ("" where the text names none); total is all goods in it."""

    exporter: str
    importer: str
    total: Flow | Missing
    stakes: tuple[Stake, ...]


def by_pair(stakes: Iterable[Stake]) -> tuple[Pair, ...]:
    """The pairs in the order of the stakes; what is open for different reasons stays apart."""
    groups: dict[tuple[str, str, str], list[Stake]] = {}
    for stake in stakes:
        why = stake.pair.reason if isinstance(stake.pair, Missing) else ""
        groups.setdefault((stake.exporter, stake.importer, why), []).append(stake)
    return tuple(
        Pair(exporter, importer, group[0].pair, tuple(group)) for (exporter, importer, _), group in groups.items()
    )


def through(stakes: Iterable[Stake], measures: Sequence[Measure]) -> tuple[Through, ...]:
    """By which measures stakes are touched, each once with all sectors that it touches in them."""
    sectors: dict[tuple[Channel, Status, bool], dict[str, None]] = {}
    for stake in stakes:
        for index in stake.measures:
            key = (measures[index].channel, measures[index].status, stake.is_inferred)
            sectors.setdefault(key, {})[stake.sector] = None
    alike: dict[tuple[Status, bool, tuple[str, ...]], list[Channel]] = {}
    for (channel, status, is_inferred), named in sectors.items():
        alike.setdefault((status, is_inferred, tuple(named)), []).append(channel)
    return tuple(
        Through(tuple(channels), status, named, is_inferred)
        for (status, is_inferred, named), channels in alike.items()
    )
