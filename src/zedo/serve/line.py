"""A thread that does one thing after another, for what is not done in batches."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from zedo.serve.limits import BusyError

P = ParamSpec("P")
T = TypeVar("T")


class Line:
    """One thread and a bounded number of calls that wait for it.

    Args:
        name: of the thread.
        room: calls that may wait.
    """

    def __init__(self, name: str, room: int) -> None:
        self._room, self._unfinished, self._lock = room, 0, threading.Lock()
        self._thread = ThreadPoolExecutor(1, name)

    @property
    def waiting(self) -> int:
        """Calls in the queue."""
        return max(0, self._unfinished - 1)

    def submit(self, call: Callable[P, T], *args: P.args, **options: P.kwargs) -> Future[T]:
        """Queue a call; what it returns or raises.

        Raises:
            BusyError: when as many wait already as may.
        """
        with self._lock:
            if self._unfinished > self._room:
                raise BusyError(f"{self._room} other requests are waiting for this; ask again later")
            self._unfinished += 1
        answer = self._thread.submit(call, *args, **options)
        answer.add_done_callback(self._finished)
        return answer

    def close(self) -> None:
        """Finish what waits, and end the thread."""
        self._thread.shutdown()

    def _finished(self, _: Future[Any]) -> None:
        with self._lock:
            self._unfinished -= 1
