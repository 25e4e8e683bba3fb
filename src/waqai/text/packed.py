"""A table of very many strings that costs nothing to load: it is searched as it lies in the file.

To make a dictionary of three hundred thousand strings takes longer than to code an article. So the first look-ups
search the packed keys (about a microsecond each); where there are many, the dictionary is made after all.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from zlib import crc32

V = TypeVar("V")
UNPACKED_AFTER = 30_000
"""Look-ups after which a dictionary pays."""
_SEPARATOR = "\n"


class PackedTable(Mapping[str, V]):
    """Strings and their values. No string holds a line feed."""

    get: Callable[..., Any]
    """The value of a string, else the default given, else None."""
    _whole: dict[str, V]
    _values: Sequence[V]

    def __init__(self, keys: Sequence[str], values: Sequence[V]) -> None:
        packed = [_encoded(key) for key in keys]
        hashes = [crc32(key) for key in packed]
        order = sorted(range(len(packed)), key=hashes.__getitem__)
        ends, at = array("I"), -1
        for key in packed:
            at += len(key) + 1
            ends.append(at)
        self.__setstate__(
            (b"\n".join(packed), array("I", map(hashes.__getitem__, order)), array("I", order), ends, values)
        )

    def _search(self, key: str, default: V | None = None) -> V | None:
        """`get` as long as the table is packed."""
        self._asked += 1
        if self._asked > UNPACKED_AFTER:
            self.unpack()
            return self._whole.get(key, default)
        packed = _encoded(key)
        wanted, hashes = crc32(packed), self._hashes
        at = bisect_left(hashes, wanted)
        while at < len(hashes) and hashes[at] == wanted:
            row: int = self._order[at]
            if self._blob[self._ends[row - 1] + 1 if row else 0 : self._ends[row]] == packed:
                return self._values[row]
            at += 1
        return default

    def unpack(self) -> None:
        """Make the dictionary now: for work with many look-ups ahead."""
        if not self._whole and len(self):
            self._whole = dict(zip(self, self._values, strict=True))
            self.get = self._whole.get

    def __getitem__(self, key: str) -> V:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found  # type: ignore[no-any-return]

    def __contains__(self, key: object) -> bool:
        return self.get(key) is not None

    def __iter__(self) -> Iterator[str]:
        text = self._blob.decode("utf-8", "surrogatepass")
        return iter(text.split(_SEPARATOR) if self._ends else ())

    def __len__(self) -> int:
        return len(self._ends)

    @classmethod
    def of(cls, *columns: Any) -> PackedTable[V]:
        """The table with these `columns`."""
        table = cls.__new__(cls)
        table.__setstate__(columns)
        return table

    def columns(self) -> tuple[Any, ...]:
        """What the table is made of: its keys, three columns of numbers, its values."""
        return self._blob, self._hashes, self._order, self._ends, self._values

    def __getstate__(self) -> tuple[Any, ...]:
        return self.columns()

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self._blob, self._hashes, self._order, self._ends, self._values = state
        self._whole = {}
        self._asked = 0
        self.get = self._search


def _encoded(key: str) -> bytes:
    return key.encode("utf-8", "surrogatepass")
