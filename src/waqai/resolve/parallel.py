"""Work on what lies in memory in several processes at once: they are forked, so nothing is copied to them."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def in_processes(work: Callable[[T], R], tasks: Sequence[T], workers: int) -> Iterator[R]:
    """The results of `work` on each task, in order. In this process where one worker is asked for or none can fork.

    `work` must touch no open connection or file. Raises RuntimeError where a process ends before its work is done.
    """
    if workers < 2 or len(tasks) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, tasks)
        return
    context = multiprocessing.get_context("fork")
    processes, ends = [], []
    for number in range(min(workers, len(tasks))):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(work, tasks[number::workers], there), daemon=True)
        process.start()
        there.close()
        processes.append(process)
        ends.append(here)
    try:
        for number in range(len(tasks)):
            yield _receive(ends[number % workers])
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _run(work: Callable[[T], R], tasks: Sequence[T], end: Connection) -> None:
    for task in tasks:
        end.send(work(task))
    end.close()


def _receive(end: Connection) -> R:  # type: ignore[type-var]
    try:
        result: R = end.recv()
    except EOFError as error:
        raise RuntimeError("a process of the resolution ended before its work was done") from error
    return result
