"""Which articles a store holds already: sorted keys, sixteen bytes each. Knows nothing of where they come from."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from heapq import merge

_SIZE = 16
_MOST_LOOSE = 20_000  # a loose key takes six times its bytes


class _Sorted:
    """Sorted keys in one piece of memory, to be bisected."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __len__(self) -> int:
        return len(self._data) // _SIZE

    def __iter__(self) -> Iterator[bytes]:
        return (self[index] for index in range(len(self)))

    def __getitem__(self, index: int) -> bytes:
        return self._data[index * _SIZE : (index + 1) * _SIZE]

    def merged(self, other: "_Sorted") -> "_Sorted":
        """Both in one piece."""
        return _Sorted(b"".join(merge(self, other)))

    def __contains__(self, key: bytes) -> bool:
        index = bisect_left(self, key)
        return index < len(self) and self[index] == key


class Keys:
    """A set of hex keys; new ones are kept loose until there are some, so ten million take 160 MB."""

    def __init__(self, ordered: Iterable[bytes] = ()) -> None:
        self._pieces = [_Sorted(b"".join(ordered))]
        self._loose: set[bytes] = set()

    def __contains__(self, key: str) -> bool:
        raw = bytes.fromhex(key)
        return raw in self._loose or any(raw in piece for piece in self._pieces)

    def add(self, key: str) -> None:
        """One more key."""
        self._loose.add(bytes.fromhex(key))
        if len(self._loose) >= _MOST_LOOSE:
            self._pieces.append(_Sorted(b"".join(sorted(self._loose))))
            self._loose = set()
            # each piece is larger than the next, so there are few of them and each key is merged few times
            while len(self._pieces) > 1 and len(self._pieces[-2]) <= len(self._pieces[-1]):
                last = self._pieces.pop()
                self._pieces[-1] = self._pieces[-1].merged(last)
