"""Daft: the partitions are the rows of a data frame, and a function of it does them; natively here, or on Ray."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator

os.environ.setdefault("DO_NOT_TRACK", "true")
os.environ.setdefault("SCARF_NO_ANALYTICS", "true")

import daft

from waqai.run.bulk import Done, Task


class DaftEngine:
    """`workers` rows are done at a time; on Ray, `address` is that of a running cluster, or None to start one here."""

    def __init__(self, workers: int, *, ray: bool = False, address: str | None = None) -> None:
        self._workers, self._ray = workers, ray
        if ray:
            daft.set_runner_ray(address=address)
        else:
            daft.set_runner_native()

    def __call__(self, work: Callable[[Task], Done], tasks: list[Task]) -> Iterator[Done]:
        """The results as they come."""
        frame = daft.from_pydict({"task": [pickle.dumps(task) for task in tasks]})
        if self._ray:
            frame = frame.into_partitions(min(len(tasks), 4 * self._workers))
        worker = daft.cls(_Worker, max_concurrency=self._workers, use_process=True)(work)
        for row in frame.select(worker.do(daft.col("task")).alias("done")).iter_rows():
            yield pickle.loads(row["done"])  # noqa: S301 - our own


class _Worker:
    """Does one packed task after the other, in a process of its own."""

    def __init__(self, work: Callable[[Task], Done]) -> None:
        self._work = work

    @daft.method(return_dtype=daft.DataType.binary())  # type: ignore[untyped-decorator, unused-ignore]
    def do(self, packed: bytes) -> bytes:
        """The packed result of a packed task."""
        return pickle.dumps(self._work(pickle.loads(packed)))  # noqa: S301 - our own
