"""The tellings of an archive as columns of numbers, by which millions of pairs are compared at once.

What is a word, a name or a place becomes a number; 0 is nothing. Columns lie in files that several processes read
without each having a copy.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waqai.models import Telling
from waqai.resolve.compare import FIRM, SURE, TOLLS, codes, numbers_of
from waqai.resolve.copies import PERMUTATIONS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNKNOWN = -(1 << 30)
"""A day or number that is not known."""
_SETS = ("actors", "names", "numbers", "ordinals")
_FIELDS = (
    "type", "status", "published", "first", "last", "article", "spot", "actors", "recipients", "names",
    "numbers", "ordinals", "imprint", "words", "title", *TOLLS, "firm", "sure", "lead", "future",
)  # fmt: skip
_AT_ONCE = 4096
"""Rows that are turned into columns at once."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns; records are in the order of their ids.

    records    ids
    of         field -> a number for each record
    tables     what numbers stand for, as arrays: `codes` (bits), `imprints`, `words`, `title` with their weights, norms
    things     what numbers stand for, as Python values: types, spots (tellings with a place alone), names, numbers
    """

    records: list[str]
    of: Mapping[str, NDArray[Any]]
    tables: Mapping[str, NDArray[Any]]
    things: Mapping[str, list[Any]]

    def save(self, folder: Path) -> None:
        """Write all but the ids."""
        import numpy as np

        for name, values in (*self.of.items(), *((f"-{name}", table) for name, table in self.tables.items())):
            np.save(folder / f"{name}.npy", values)
        (folder / "things").write_bytes(pickle.dumps(dict(self.things)))

    @classmethod
    def load(cls, folder: Path) -> Columns:
        """The columns that `save` wrote, without ids; what is read of them is shared with other processes."""
        import numpy as np

        files = {path.stem: np.load(path, mmap_mode="r") for path in folder.glob("*.npy")}
        # The file was written by this program, into a folder of its own.
        things = pickle.loads((folder / "things").read_bytes())  # noqa: S301
        of = {name: table for name, table in files.items() if name in _FIELDS}
        tables = {name.removeprefix("-"): table for name, table in files.items() if name.startswith("-")}
        return cls([], of, tables, things)


class _Numbers(dict[Any, int]):
    """Gives equal things one number, from 1 on; 0 is `nothing`."""

    def __init__(self, nothing: Hashable) -> None:
        super().__init__({nothing: 0})

    def __missing__(self, thing: Hashable) -> int:
        number = self[thing] = len(self)
        return number

    def all(self, nothing: Any) -> list[Any]:
        """The things by their numbers."""
        return [nothing, *list(self)[1:]]


class _Sides(dict[tuple[str, ...], int]):
    """The numbers of the codes of sides, as they are told: they recur, and to take them apart takes long."""

    def __init__(self, numbers: _Numbers) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, told: tuple[str, ...]) -> int:
        number = self[told] = self._numbers[codes(told)]
        return number


class ColumnMaker:
    """Makes the columns of tellings, in whatever order they come."""

    def __init__(self) -> None:
        self._records: list[str] = []
        self._rows: list[tuple[int, ...]] = []
        self._values = {name: array("q") for name in _FIELDS}
        nothing = {"type": "", "status": "", "article": "", "spot": (), "imprint": b"", "word": ""}
        self._numbers = {name: _Numbers(nothing.get(name, frozenset())) for name in (*nothing, *_SETS)}
        self._sides = _Sides(self._numbers["actors"])
        self._bags = {name: _Bags(self._numbers["word"]) for name in ("words", "title")}

    def take(self, t: Telling) -> None:
        """Add a telling."""
        number = self._numbers
        self._records.append(t.record)
        row = (
            number["type"][t.type],
            number["status"][t.status],
            _known(t.published),
            _known(t.first),
            _known(t.last),
            number["article"][t.article],
            number["spot"][(t.place, t.country, t.lat, t.lon) if t.place or t.country else ()],
            self._sides[t.actors],
            self._sides[t.recipients],
            number["names"][frozenset(t.names)],
            number["numbers"][numbers_of(t)],
            number["ordinals"][frozenset(t.ordinals)],
            number["imprint"][t.imprint],
            self._bags["words"].add(t.words, t.weights),
            self._bags["title"].add(t.title, t.title_weights),
            *(_known(getattr(t, name)) for name in TOLLS),
            t.basis in FIRM,
            t.basis in SURE,
            t.lead,
            t.status == "future",
        )
        self._rows.append(row)
        if len(self._rows) == _AT_ONCE:
            self._put_rows()

    def _put_rows(self) -> None:
        for values, column in zip(self._values.values(), zip(*self._rows, strict=True), strict=bool(self._rows)):
            values.extend(column)
        self._rows.clear()

    def order(self) -> list[int]:
        """The places of the tellings, as they came, in the order of the records' ids."""
        return sorted(range(len(self._records)), key=self._records.__getitem__)

    def columns(self) -> Columns:
        """The columns of all that was added."""
        import numpy as np

        self._put_rows()
        order = self.order()
        of = {
            name: np.array(values, dtype=np.int64)[order].astype(np.int64 if name in TOLLS else np.int32)
            for name, values in self._values.items()
        }
        sides = self._numbers["actors"].all(frozenset())
        imprints = b"".join(self._numbers["imprint"].all(bytes(4 * PERMUTATIONS)))
        tables: dict[str, NDArray[Any]] = {
            "codes": _bits(sides),
            "imprints": np.frombuffer(imprints, dtype="<u4").reshape(-1, PERMUTATIONS),
        }
        for name, bags in self._bags.items():
            tables |= {f"{name}_{part}": table for part, table in bags.tables().items()}
        things = {
            "types": self._numbers["type"].all(""),
            "spots": [_spot(*spot) for spot in self._numbers["spot"].all(("", "", None, None))],
            **{name: self._numbers[name].all(frozenset()) for name in ("names", "numbers", "ordinals")},
        }
        return Columns([self._records[at] for at in order], of, tables, things)


class _Bags:
    """Bags of words as rows of numbers; equal bags are one."""

    def __init__(self, words: _Numbers) -> None:
        self._words = words
        self._bags: dict[tuple[bytes, bytes], int] = {}
        self._rows: list[tuple[array[int], bytes]] = [(array("i"), b"")]
        self._norms: list[float] = [1.0]

    def add(self, words: tuple[str, ...], weights: bytes) -> int:
        """The number of a bag."""
        if not words:
            return 0
        numbers = array("i", map(self._words.__getitem__, words))
        key = (numbers.tobytes(), weights)
        found = self._bags.get(key)
        if found is None:
            found = self._bags[key] = len(self._rows)
            self._rows.append((numbers, weights))
            self._norms.append(_norm(weights))
        return found

    def tables(self) -> dict[str, NDArray[Any]]:
        """Words and weights of every bag, and the lengths of the vectors."""
        import numpy as np

        width = max(1, *(len(numbers) for numbers, _ in self._rows)) if len(self._rows) > 1 else 1
        words = np.zeros((len(self._rows), width), dtype=np.int32)
        weights = np.zeros((len(self._rows), width), dtype=np.uint8)
        for at, (numbers, weighed) in enumerate(self._rows):
            words[at, : len(numbers)] = numbers
            weights[at, : len(numbers)] = np.frombuffer(weighed, dtype=np.uint8)
        return {"words": words, "weights": weights, "norms": np.array(self._norms)}


def _known(value: int | None) -> int:
    return UNKNOWN if value is None else value


def _spot(place: str, country: str, lat: float | None, lon: float | None) -> Telling:
    return Telling("", "", place=place, country=country, lat=lat, lon=lon)


def _norm(weights: bytes) -> float:
    return float(sum(w * w for w in weights) ** 0.5) or 1.0


def _bits(sides: list[frozenset[str]]) -> NDArray[np.uint64]:
    """For each set of codes a row of bits."""
    import numpy as np

    codes = {code: at for at, code in enumerate(sorted(set().union(*sides)))}
    bits = np.zeros((len(sides), max(1, -(-len(codes) // 64))), dtype=np.uint64)
    for row, side in enumerate(sides):
        for code in side:
            word, bit = divmod(codes[code], 64)
            bits[row, word] |= np.uint64(1 << bit)
    return bits
