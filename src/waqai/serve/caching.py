"""Answers that are kept as long as the store does not change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
KEPT = 512


class Answers:
    """The latest answers by question. Whatever was kept for an older state of the store is forgotten."""

    def __init__(self, most: int = KEPT) -> None:
        self._most, self._lock = most, threading.Lock()
        self._state: str | None = None
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, state: str, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer that is kept, or a new one."""
        with self._lock:
            if state != self._state:
                self._state = state
                self._kept.clear()
            if question in self._kept:
                self._kept.move_to_end(question)
                found: T = self._kept[question]
                return found
        made = answer()
        with self._lock:
            if state == self._state:
                self._kept[question] = made
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return made
