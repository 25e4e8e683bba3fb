"""What makes the first questions as fast as the later ones: index, rules and rows are made in the background."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from waqai.errors import WaqaiError

if TYPE_CHECKING:
    from waqai.serve.desk import Desk

LOG = logging.getLogger(__name__)
AT_ONCE = 500
"""Rows that are made between two rests."""


class Warmer:
    """A thread that makes everything ready and ends, or is stopped."""

    def __init__(self, desk: Desk, also: Callable[[], None] = lambda: None) -> None:
        """`also`: what else is done once the index stands."""
        self._desk, self._also = desk, also
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._go, name="waqai-warmer", daemon=True)

    def begin(self) -> None:
        """Go."""
        self._thread.start()

    def end(self) -> None:
        """Stop soon."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join(30)

    def _go(self) -> None:
        try:
            self._desk.prepare()
            self._also()
            began = time.thread_time()
            for _ in self._desk.prepare_rows(AT_ONCE):
                # Half of a processor at most: whoever asks meanwhile comes first.
                if self._end.wait(time.thread_time() - began):
                    return
                began = time.thread_time()
        except WaqaiError as error:
            LOG.error("making ready: %s", error)
        except Exception:
            # What is not ready is made when it is asked for.
            LOG.exception("making ready: defect")
