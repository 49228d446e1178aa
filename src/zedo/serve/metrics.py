"""What Prometheus reads at ``/metrics``."""

from __future__ import annotations

import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECONDS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10, 30)
PERSON_FRAMES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)


class Metrics:
    """The counters of one app."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self.requests = Counter(
            "zedo_requests", "Requests by route and status of the answer.", ["route", "status"], registry=registry
        )
        self.seconds = Histogram(
            "zedo_request_seconds", "Time from a request to its answer.", ["route"], buckets=SECONDS, registry=registry
        )
        self.batches = Histogram(
            "zedo_batch_person_frames",
            "Person-frames that were lifted in one call.",
            buckets=PERSON_FRAMES,
            registry=registry,
        )
        self.person_frames = Counter("zedo_person_frames", "Person-frames that were lifted.", registry=registry)

    def lifted(self, count: int) -> None:
        """Count a batch of so many person-frames."""
        self.batches.observe(count)
        self.person_frames.inc(count)

    def watch(self, lifting: Callable[[], int], searching: Callable[[], int]) -> None:
        """Show the lengths of the two queues."""
        for name, text, length in (
            ("zedo_queue_person_frames", "Person-frames that wait to be lifted.", lifting),
            ("zedo_queue_pictures", "Pictures that wait to be searched for people.", searching),
        ):
            Gauge(name, text, registry=self.registry).set_function(length)


class Measured:
    """ASGI middleware that counts and times requests."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a request that fails without an answer counts as 500."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, started = 500, time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            # Only known routes: whoever tries paths at random must not make a new series with each.
            route = getattr(scope.get("route"), "path", "other")
            self._metrics.requests.labels(route, status).inc()
            self._metrics.seconds.labels(route).observe(time.perf_counter() - started)
