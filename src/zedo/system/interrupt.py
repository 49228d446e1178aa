"""Ctrl-C between the steps of long work, never inside one."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType


@contextlib.contextmanager
def held_interrupts(patient: bool = False) -> Iterator[Callable[[], bool]]:
    """Within the block Ctrl-C, and SIGTERM, are only noted; what is yielded says whether one came.

    Signals that are ignored or handled by someone else, and those of other threads than the first, are left alone.

    Args:
        patient: hold every further one as well; otherwise the second interrupts at once.
    """
    noted = False
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal noted
        if noted and not patient:
            raise KeyboardInterrupt
        noted = True

    ours = [number for number, handler in before.items() if handler is signal.default_int_handler]
    if threading.current_thread() is not threading.main_thread():
        ours = []
    try:
        for number in ours:
            signal.signal(number, note)
        yield lambda: noted
    finally:
        for number in ours:
            signal.signal(number, before[number])
