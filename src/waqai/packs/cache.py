"""What is made of the data files is kept as pickles in the user's cache, under the hash of all that it was made from.

The cache can be deleted at any time; one that cannot be written costs time, not the result.
"""

from __future__ import annotations

import atexit
import gc
import hashlib
import pickle
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
KEPT = 4
"""Versions of one thing that stay in the cache: each change of the data makes a new one."""


def cached(path: Path, kind: type[T], make: Callable[[], T]) -> T:
    """The object of class `kind` that `path` holds; where it holds none, what `make` gives is written there."""
    found = _read(path)
    if isinstance(found, kind):
        return found
    made = make()
    _write(path, made)
    return made


def hash_of(paths: Iterable[Path]) -> str:
    """A short hash of the names and contents of files."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _read(path: Path) -> object:
    try:
        blob = path.read_bytes()
    except OSError:
        return None
    gc.disable()
    try:
        return pickle.loads(blob)  # noqa: S301 - written by this program into the user's own cache
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError):
        return None
    finally:
        # These objects live as long as the program: the collector need never look at them, but at the very end: what
        # else is frozen with them has to be taken apart then, or DuckDB complains of leaks.
        gc.freeze()
        atexit.register(gc.unfreeze)
        gc.enable()


def _write(path: Path, made: object) -> None:
    """Write atomically."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as out:
            pickle.dump(made, out, protocol=5)
        Path(out.name).replace(path)
        _prune(path)
    except OSError:
        return


def _prune(path: Path) -> None:
    """Remove all but the newest versions of the same thing."""
    same = path.parent.glob(path.name.rpartition("-")[0] + "-*.bin")
    for old in sorted(same, key=lambda p: p.stat().st_mtime, reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)
