"""A number beside its noun."""


def counted(count: int, one: str, many: str = "") -> str:
    """1 shard, 2 shards, 1,000 stories; the plural is said where it does not end in a bare s."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
