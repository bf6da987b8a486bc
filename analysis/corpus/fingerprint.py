"""A text as a MinHash signature of its runs of four words. The only place that knows the MinHash library.

rensa (MIT, Rust, no dependencies, 2 MB installed) rather than datasketch (MIT), whose 2.0 brings scipy, 144 MB, for
what is not used here. Signatures took 73 us per article with rensa and 350 us with datasketch (benchmarks/corpus.py
libraries). rensa is young (0.5) and mostly one person's work, so nothing else knows it and the store keeps its scheme.
"""

import re
from itertools import islice

from rensa import RMinHash

RUN = 4
SIZE = 192
_SEED = 1
# a signature is comparable only to those of the same scheme; the store keeps this beside them
SCHEME = f"rensa {RMinHash.ALGORITHM_VERSION}, {SIZE} of runs of {RUN} words, seed {_SEED}"
_WORD = re.compile(r"\w+")


def signature_of(text: str) -> tuple[int, list[int]]:
    """(number of different runs of words, their signature); a text shorter than a run counts as one run."""
    words = _WORD.findall(text.casefold())
    runs = set(map(" ".join, zip(*(islice(words, start, None) for start in range(RUN)), strict=False)))
    runs = runs or {" ".join(words)}
    sketch = RMinHash(num_perm=SIZE, seed=_SEED)
    sketch.update(list(runs))
    return len(runs), sketch.digest()
