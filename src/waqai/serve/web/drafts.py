"""Articles that were pasted to be read at once: held for a while, never stored."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waqai.serve.views import CodedView

_MOST = 50


class Drafts:
    """The last readings, by the id of their article. Safe from any thread."""

    def __init__(self, most: int = _MOST) -> None:
        self._most, self._held, self._lock = most, OrderedDict[str, "CodedView"](), threading.Lock()

    def keep(self, reading: CodedView) -> str:
        """Hold a reading; the oldest goes where there are too many. Its id."""
        key = reading.article.id
        with self._lock:
            self._held[key] = reading
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return key

    def get(self, key: str) -> CodedView | None:
        """A reading, None where it is gone."""
        with self._lock:
            return self._held.get(key)
