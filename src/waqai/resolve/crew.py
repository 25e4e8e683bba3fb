"""A few processes that do tasks. They are started afresh, so they share no open file or connection with this one."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self, TypeVar

from waqai.errors import WaqaiError

T = TypeVar("T")
R = TypeVar("R")


class Crew:
    """So many processes; with one worker everything is done in this process. Use it in a `with`.

    The processes end with this one, however it ends.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._ends: list[Connection] = []
        self._processes: list[BaseProcess] = []

    def map(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """The results of `work` on each task, in order; it must be a module-level function where workers are several.

        Tasks are taken from their iterator as they are needed. Raises WaqaiError where a process was killed, and
        whatever `work` raises.
        """
        if self._workers < 2:
            yield from map(work, tasks)
            return
        self._start()
        waiting = enumerate(tasks)
        ready = next(waiting, None)
        idle, busy = list(self._ends), 0
        done: dict[int, Any] = {}
        due = 0
        while ready is not None or busy:
            while idle and ready is not None:
                _send(idle.pop(), (work, *ready))
                busy += 1
                ready = next(waiting, None)
            for end in wait(self._ends):
                number, result, error = _receive(end)  # type: ignore[arg-type]
                if error is not None:
                    raise error
                done[number] = result
                idle.append(end)  # type: ignore[arg-type]
                busy -= 1
            while due in done:
                yield done.pop(due)
                due += 1

    def _start(self) -> None:
        if self._processes:
            return
        context = multiprocessing.get_context("spawn")
        for _ in range(self._workers):
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(there,), daemon=True)
            process.start()
            there.close()
            self._processes.append(process)
            self._ends.append(here)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for end in self._ends:
            end.close()
        for process in self._processes:
            process.terminate()
            process.join()


def _serve(end: Connection) -> None:
    """Do tasks until the other end is closed."""
    while True:
        try:
            work, number, task = end.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[int, Any, Exception | None] = (number, work(task), None)
        except Exception as error:
            answer = (number, None, error)
        end.send(answer)


def _send(end: Connection, message: Any) -> None:
    try:
        end.send(message)
    except OSError as error:
        raise WaqaiError(_KILLED) from error


def _receive(end: Connection) -> Any:
    try:
        return end.recv()
    except (EOFError, OSError) as error:
        raise WaqaiError(_KILLED) from error


_KILLED = "a worker process was killed (out of memory?); try fewer --workers"
