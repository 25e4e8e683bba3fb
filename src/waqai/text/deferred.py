"""A dictionary of many values of which a process needs few: each is made when it is asked for first."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from typing import TypeVar

V = TypeVar("V")


class Deferred(Mapping[str, V]):
    """The values of `table`, each packed by itself; what was asked for stays unpacked.

    It is pickled packed, and is as trustworthy as the file that it comes from.
    """

    def __init__(self, table: Mapping[str, V]) -> None:
        self._packed = {key: pickle.dumps(value, protocol=5) for key, value in table.items()}
        self._made: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        made = self._made
        if key not in made:
            made[key] = pickle.loads(self._packed[key])  # noqa: S301 - packed by this class
        return made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __getstate__(self) -> dict[str, bytes]:
        return self._packed

    def __setstate__(self, packed: dict[str, bytes]) -> None:
        self._packed, self._made = packed, {}
