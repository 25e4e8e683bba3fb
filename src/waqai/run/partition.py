"""How the input of a run is cut: into partitions that are coded apart from one another, in any order, anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from waqai.errors import InputError, UsageError
from waqai.ingest.document import Document, Items, Options
from waqai.ingest.paths import READERS, read_document
from waqai.ingest.ranges import can_be_cut, read_range
from waqai.run.storage import Storage

SIZE = 16_000_000
"""Bytes of a file in one partition, where the file can be cut."""


@dataclass(frozen=True, slots=True)
class Partition:
    """A file, or bytes `[start, end)` of one. `number` is its place in the run, `key` the file's way from the input."""

    number: int
    address: str
    key: str
    start: int
    end: int
    whole: bool

    @property
    def name(self) -> str:
        """What its files are called by."""
        return f"{self.number:06d}"

    def as_json(self) -> dict[str, Any]:
        """What the manifest keeps of it."""
        return asdict(self)

    def articles(self, options: Options) -> Items:
        """Its articles, and the errors of what cannot be read."""
        file = Storage(self.address)
        try:
            if self.whole:
                yield from self._read_whole(file, options)
            else:
                with file.open() as stream:
                    yield from read_range(stream, self.start, self.end, where=self.address, options=options)
        except (InputError, OSError) as error:
            yield error if isinstance(error, InputError) else InputError(str(error), where=self.address)

    def _read_whole(self, file: Storage, options: Options) -> Items:
        with file.open() as stream:
            yield from read_document(Document(str(file), file.name, self.key, lambda: stream, options))


def plan(inputs: Iterable[str], *, size: int = SIZE) -> list[Partition]:
    """The partitions of all inputs (files, folders, `s3://` addresses): the same for the same files, whoever asks.

    Raises UsageError where an input is missing or holds nothing that can be read.
    """
    found: list[Partition] = []
    for address in inputs:
        try:
            files = [(file, n) for file, n in Storage(address).files() if _is_read(file)]
        except InputError as error:
            raise UsageError(str(error)) from error
        if not files:
            raise UsageError(f"{address}: nothing that can be read; known: {', '.join(READERS)}")
        for file, n in files:
            found.extend(_cut(file, _key(file, address), n, size, first=len(found)))
    return found


def _key(file: Storage, given: str) -> str:
    """The file's way from the folder that was given, without the suffix; alone its name."""
    inside = str(file).removeprefix(str(Storage(given))).lstrip("/") or file.name
    return PurePosixPath(inside).with_suffix("").as_posix()


def _is_read(file: Storage) -> bool:
    return not file.name.startswith(".") and PurePosixPath(file.name).suffix.lower() in READERS


def _cut(file: Storage, key: str, length: int, size: int, *, first: int) -> Iterator[Partition]:
    if not can_be_cut(file.name) or length <= size:
        yield Partition(first, str(file), key, 0, length, whole=True)
        return
    for number, start in enumerate(range(0, length, size), start=first):
        yield Partition(number, str(file), key, start, min(start + size, length), whole=False)
