"""How often Arabic words occur: the table that clitic segmentation decides by.

The frequencies come from the installed package `wordfreq` (Speer 2022, Apache-2.0; data CC BY-SA 4.0), read
as a file because importing the package costs more than the table. Folding the list takes about a second, so
the folded table is kept in the user's cache directory, keyed by everything that it depends on.
"""

from __future__ import annotations

import gzip
import hashlib
import marshal
import os
import sys
import tempfile
from array import array
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgpack  # type: ignore[import-untyped]

from waqai.config import default_cache_dir
from waqai.errors import InputError
from waqai.text.fold import fold
from waqai.text.packed import PackedTable

FLOOR = 4e-8
"""Rarer words (below 40 in a thousand million) are left out: they are mostly misspellings."""

_LAYOUT = 2


@lru_cache(maxsize=2)
def load_counts(cache: Path | None = None) -> PackedTable[float]:
    """Relative frequency (share of all running words, 0 to 1) of every folded Arabic word above `FLOOR`.

    Spellings that fold together are added up. A word in ة or ى has its own share under its folded form with
    that last letter kept («مدينة»), so that «كتابة» and «كتابه» can still be told apart; no folded word ends
    in those letters, so the two kinds of key never meet. `cache` is the folder for the table made of the list.
    Raises InputError if wordfreq's list is missing.
    """
    path = (cache or default_cache_dir()) / f"wordlist-ar-{_key()}.bin"
    table = _read_cached(path)
    if table is None:
        table = _build(_read_wordfreq())
        _write_cached(path, table)
    return table


def _key() -> str:
    try:
        release = version("wordfreq")
    except PackageNotFoundError:
        release = "missing"
    folding = fold("".join(map(chr, range(0x600, 0x700))))
    facts = (_LAYOUT, release, FLOOR, sys.byteorder, marshal.version, folding)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def _read_wordfreq() -> list[Any]:
    """The list in wordfreq's own "cBpack": a header, then at index n the words of frequency 10 ** (-(n - 1) / 100)."""
    spec = find_spec("wordfreq")
    if spec is None or not spec.submodule_search_locations:
        raise InputError("the package wordfreq is not installed; run `pip install wordfreq`")
    path = Path(spec.submodule_search_locations[0]) / "data" / "large_ar.msgpack.gz"
    try:
        with gzip.open(path, "rb") as file:
            data: list[Any] = msgpack.load(file, raw=False)
    except (OSError, EOFError, ValueError) as error:
        raise InputError(f"cannot read the word list ({error}); reinstall wordfreq", where=str(path)) from error
    return data[1:]


def _build(bins: list[list[str]]) -> PackedTable[float]:
    table: dict[str, float] = {}
    for index, words in enumerate(bins):
        share = float(10 ** (-index / 100))
        if share < FLOOR:
            break
        if words:
            _add_bin(table, words, share)
    # As precise as the cache keeps them, so that the first run scores like all later ones.
    return PackedTable(list(table), array("f", table.values()))


def _add_bin(table: dict[str, float], words: list[str], share: float) -> None:
    # One call for a whole bin: folding word by word is several times slower.
    for word, key in zip(words, fold("\n".join(words)).split("\n"), strict=True):
        if "ء" <= key[:1] <= "ي":
            table[key] = table.get(key, 0.0) + share
            if word[-1] in "ةى":
                kept = key[:-1] + word[-1]
                table[kept] = table.get(kept, 0.0) + share


def _read_cached(path: Path) -> PackedTable[float] | None:
    """The cached table, or None if there is none or it is damaged."""
    try:
        keys, *columns, shares = marshal.loads(path.read_bytes())  # noqa: S302  written by us, in the user's own cache
        return PackedTable.of(keys, *(array("I", column) for column in columns), array("f", shares))
    except (OSError, EOFError, ValueError, TypeError, AttributeError):
        return None


def _write_cached(path: Path, table: PackedTable[float]) -> None:
    keys, *columns = table.columns()
    data = marshal.dumps((keys, *(column.tobytes() for column in columns)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(draft).replace(path)
        except OSError:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError:
        # A read-only home is no reason to fail: the table is built again next time.
        return
