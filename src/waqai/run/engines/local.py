"""Processes on this machine."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from waqai.run.bulk import Done, Task


class LocalEngine:
    """`workers` processes; a process that dies (out of memory, killed) costs its partition only."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def __call__(self, work: Callable[[Task], Done], tasks: list[Task]) -> Iterator[Done]:
        """The results as they come."""
        if self._workers == 1:
            yield from map(work, tasks)
            return
        waiting = tasks
        while waiting:
            lost = yield from self._once(work, waiting)
            if len(lost) == len(waiting):
                # Nothing got through: each is tried alone, so that the one that kills its process is found.
                for task in lost:
                    yield from self._alone(work, task)
                return
            waiting = lost

    def _once(self, work: Callable[[Task], Done], tasks: list[Task]) -> Generator[Done, None, list[Task]]:
        """The results as they come; returns the tasks that were lost with a process."""
        lost = []
        with ProcessPoolExecutor(self._workers) as pool:
            futures = {pool.submit(work, task): task for task in tasks}
            for future in as_completed(futures):
                try:
                    yield future.result()
                except BrokenProcessPool:
                    lost.append(futures[future])
        return lost

    def _alone(self, work: Callable[[Task], Done], task: Task) -> Iterator[Done]:
        with ProcessPoolExecutor(1) as pool:
            try:
                yield pool.submit(work, task).result()
            except BrokenProcessPool:
                name = f"partition {task.partition.name} ({task.partition.address})"
                yield Done(task.partition.number, {}, f"{name}: its process was killed (out of memory?)")
