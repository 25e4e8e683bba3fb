"""The results of a run into a store: each article once, in its last version, however often this is begun."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from waqai.models import stable_id
from waqai.run.archive import Archive
from waqai.run.bulk import CODED
from waqai.run.coding import of_line
from waqai.run.partition import Partition
from waqai.run.storage import Storage
from waqai.store.rows import CodedArticle

_SUPERSEDED = {"version", "repeated"}


def load(
    partitions: Sequence[Partition],
    out: str,
    archive: Archive,
    *,
    progress: Callable[[int], None] = lambda _: None,
) -> Counter[str]:
    """Store what the partitions of a finished run left in `out`. Returns the fates of the articles, and `records`.

    Each partition is a run on the store's record. One that came to its end is not looked at again; of one that was
    killed what is in the store already stays as it is. Raises StoreError.
    """
    tally: Counter[str] = Counter()
    place = Storage(out)
    superseded, run = _superseded(place), stable_id(str((place / "run.json").read()))
    finished = {one.command for one in archive.store.runs() if one.finished}
    for partition in partitions:
        lines, command = superseded.get(partition.number, frozenset()), f"run {run} {partition.name}"
        for outcome in archive.put(_coded(place, partition, lines), command=command) if command not in finished else ():
            tally[outcome.fate] += 1
            tally["records"] += outcome.records
        tally["superseded"] += len(lines)
        progress(tally["records"])
    return tally


def _coded(out: Storage, partition: Partition, without: frozenset[int]) -> Iterator[CodedArticle]:
    """The articles of a partition but for the lines `without`; none where the partition could not be done."""
    if (out / "manifest" / f"{partition.name}.json").read() is None:
        return
    with (out / CODED / f"{partition.name}.jsonl").open() as stream:
        for number, line in enumerate(stream):
            if number not in without:
                yield of_line(line)


def _superseded(out: Storage) -> dict[int, frozenset[int]]:
    """For each partition the lines of articles of which the run has a later version."""
    found: dict[int, set[int]] = {}
    with (out / "copies.jsonl").open() as stream:
        for line in stream:
            entry: dict[str, Any] = json.loads(line)
            if entry["kind"] in _SUPERSEDED:
                part, number = entry["at"]
                found.setdefault(part, set()).add(number)
    return {part: frozenset(lines) for part, lines in found.items()}
