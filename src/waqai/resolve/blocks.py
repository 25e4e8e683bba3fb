"""Which records of an archive meet under a key, all at once: the pairs that `keys` describes, from sorted columns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waqai.resolve import keys as k

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_FACTOR = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True)
class Blocks:
    """For every record and key that it shares: where in `pool` those of higher number stand whom it meets under it.

    pool     record numbers, block by block: all, then the residents of the large blocks
    begin    for each record, and one beyond, where its stretches begin
    start    of a stretch in the pool
    length   of a stretch
    """

    pool: NDArray[np.int32]
    begin: Ints
    start: Ints
    length: NDArray[np.int32]

    @classmethod
    def made(cls, owners: NDArray[np.int32], keys: Ints, ranks: Ints) -> Blocks:
        """The blocks of records by number. `ranks` are those of `keys.rank`, `owners[n]` has the key `keys[n]`."""
        import numpy as np

        order = np.lexsort((owners, keys))
        keys, owners = keys[order], owners[order]
        first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, int)
        size = np.diff(np.append(first, len(keys)))
        shared = np.repeat(size > 1, size)
        keys, owners, size = keys[shared], owners[shared], size[size > 1]
        chosen, kept = _residents(keys, owners, size, ranks)
        start, length = _stretches(chosen, kept, size)
        by_owner = np.argsort(owners, kind="stable")
        begin = np.searchsorted(owners[by_owner], np.arange(len(ranks) + 1))
        pool = np.concatenate((owners, owners[kept]))
        return cls(pool, begin, start[by_owner], length[by_owner].astype(np.int32))

    def parts(self, pairs: int) -> list[tuple[int, int]]:
        """Stretches of record numbers that make about so many pairs each, repeated ones counted as often."""
        import numpy as np

        total = np.concatenate(([0], np.cumsum(self.length, dtype=np.int64)))[self.begin]
        wanted = np.arange(pairs, int(total[-1]) + pairs, pairs)
        ends = np.unique(np.minimum(np.searchsorted(total, wanted), len(total) - 1)).tolist()
        return list(zip([0, *ends], ends, strict=False))

    def pairs(self, low: int, high: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The pairs of the records from `low` to before `high` with those of higher number, each once."""
        import numpy as np

        at = slice(int(self.begin[low]), int(self.begin[high]))
        length = self.length[at].astype(np.int64)
        ends = np.cumsum(length)
        shift = np.repeat(self.start[at] - ends + length, length)
        others = self.pool[shift + np.arange(len(shift))]
        many = np.diff(self.begin[low : high + 1])
        ones = np.repeat(np.repeat(np.arange(low, high), many), length)
        codes = np.sort(ones << 32 | others)
        codes = codes[np.concatenate(([True], codes[1:] != codes[:-1]))] if len(codes) else codes
        return (codes >> 32).astype(np.int32), (codes & 0xFFFFFFFF).astype(np.int32)

    def save(self, folder: Path) -> None:
        """Write the blocks."""
        import numpy as np

        for name in self.__slots__:
            np.save(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def load(cls, folder: Path) -> Blocks:
        """The blocks that `save` wrote, shared with other processes."""
        import numpy as np

        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in cls.__slots__))


def _residents(keys: Ints, owners: NDArray[Any], size: Ints, ranks: Ints) -> tuple[NDArray[np.bool_], Ints]:
    """Whether each meets its whole block, and where the residents of large blocks stand."""
    import numpy as np

    large = np.repeat(size > k.RESIDENTS, size)
    at = np.flatnonzero(large)
    block = np.repeat(np.arange(len(size)), size)[at]
    lots = (ranks[owners[at]] ^ keys[at]).view(np.uint64) * np.uint64(_FACTOR) & np.uint64(k.MASK)
    order = np.lexsort((owners[at], lots, block))
    place = np.arange(len(at)) - np.repeat(*_starts(block[order]))
    kept = np.sort(at[order][place < k.RESIDENTS])
    chosen = ~large
    chosen[kept] = True
    return chosen, kept


def _starts(block: Ints) -> tuple[Ints, Ints]:
    """Where each run of equal values starts, and how long it is."""
    import numpy as np

    first = np.flatnonzero(np.concatenate(([True], block[1:] != block[:-1]))) if len(block) else np.zeros(0, int)
    return first, np.diff(np.append(first, len(block)))


def _stretches(chosen: NDArray[np.bool_], kept: Ints, size: Ints) -> tuple[Ints, Ints]:
    """For each place in a block where in the pool those after it stand whom it meets, and how many."""
    import numpy as np

    count = int(size.sum())
    here = np.arange(count)
    end = np.repeat(np.cumsum(size), size)
    later, last = np.searchsorted(kept, here, side="right"), np.searchsorted(kept, end)
    start = np.where(chosen, here + 1, count + later)
    return start, np.where(chosen, end - here - 1, last - later)
