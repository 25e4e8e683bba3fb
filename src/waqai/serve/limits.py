"""How much one client may ask: a bucket for each, which fills again with time."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

KEPT = 10_000
"""Clients that are remembered."""


class Limiter:
    """Lets `per_second` requests through in the long run, and four seconds' worth at once."""

    def __init__(self, per_second: float, *, burst: float | None = None) -> None:
        self.per_second, self.burst = per_second, burst or max(4 * per_second, 1.0)
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, cost: float = 1.0) -> float:
        """0 where the request may pass, else the seconds until it may."""
        if not self.per_second:
            return 0.0
        at = time.monotonic()
        with self._lock:
            left, since = self._buckets.pop(client, (self.burst, at))
            left = min(self.burst, left + (at - since) * self.per_second)
            cost = min(cost, self.burst)
            passes = left >= cost
            self._buckets[client] = (left - cost if passes else left, at)
            while len(self._buckets) > KEPT:
                self._buckets.popitem(last=False)
        return 0.0 if passes else (cost - left) / self.per_second
