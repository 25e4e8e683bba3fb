"""What the server counts of itself, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
TYPE = CONTENT_TYPE_LATEST


class Telemetry:
    """The counters of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        labels = ("method", "route")
        self._requests = Counter(
            "waqai_requests", "Requests answered, by status.", (*labels, "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "waqai_request_seconds", "Time to the end of the answer.", labels, buckets=BUCKETS, registry=self.registry
        )
        self._holds = Gauge("waqai_store_rows", "What the store has.", ("kind",), registry=self.registry)
        self._deliveries = Counter(
            "waqai_deliveries", "Notices sent, by result.", ("kind", "result"), registry=self.registry
        )

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request."""
        method = method if method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS") else "other"
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def delivered(self, kind: str, result: str) -> None:
        """One delivery: `sent`, `failed` or `given up`."""
        self._deliveries.labels(kind, result).inc()

    def holds(self, sizes: dict[str, int]) -> None:
        """What the store has now."""
        for kind, number in sizes.items():
            self._holds.labels(kind).set(number)

    def text(self) -> bytes:
        """All of it in Prometheus' format."""
        return generate_latest(self.registry)
