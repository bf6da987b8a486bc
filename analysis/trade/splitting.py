"""How a sum of codes is split into sectors: exact at six digits, a range where sectors share a chapter or heading."""

from collections.abc import Mapping
from functools import cache

from analysis.trade.crosswalk import load_crosswalk
from analysis.trade.model import ALL_GOODS, Gap

# of the largest sum over the levels: so much has to be split for a split to count
NEARLY_ALL = 0.99
Products = dict[str, int]


@cache
def known_sectors() -> frozenset[str]:
    """Sectors that goods belong to, unspecified too."""
    return frozenset(load_crosswalk().hs.values())


@cache
def _shares(code: str) -> tuple[str, frozenset[str]]:
    """(sector that a code goes to, all sectors that it may hold): one for six digits, several for a shared chapter."""
    hs = load_crosswalk().hs
    own = next(hs[code[:length]] for length in (6, 4, 2) if code[:length] in hs)
    return own, frozenset({own, *(sector for prefix, sector in hs.items() if prefix.startswith(code))})


def split_values(product: str, levels: Mapping[int, Products]) -> tuple[int, int, int] | Gap:
    """(low, best, high) of all goods, a code or a sector."""
    sums = {level: sum(products.values()) for level, products in levels.items()}
    most = max(sums.values())
    if product == ALL_GOODS:
        return most, most, most
    if product.isdigit():
        return _of_code(product, levels)
    split = [level for level in sums if level > 0 and sums[level] >= NEARLY_ALL * most]
    if not split:
        return Gap.NO_SPLIT
    return _of_sector(product, levels[max(split)])


def _of_code(code: str, levels: Mapping[int, Products]) -> tuple[int, int, int] | Gap:
    fine = sorted(level for level in levels if level >= len(code))
    if not fine:
        return Gap.NO_SPLIT
    # the coarsest level that has the code leaves out least
    for level in fine:
        found = [usd for held, usd in levels[level].items() if held.startswith(code)]
        if found:
            return (sum(found),) * 3
    return Gap.NO_FLOW


def _of_sector(sector: str, products: Products) -> tuple[int, int, int] | Gap:
    low = best = high = 0
    for code, usd in products.items():
        own, shared = _shares(code)
        low += usd if shared == {sector} else 0
        best += usd if own == sector else 0
        high += usd if sector in shared else 0
    return (low, best, high) if high else Gap.NO_FLOW
