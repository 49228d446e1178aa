"""Doing units on this machine: in this process, or in several, of a thread or more each."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from zedo.batch.units import Unit
from zedo.batch.worker import Job, Worker
from zedo.system.errors import ZedoError

Report = Callable[[Unit], None]
"""Called with each unit that is finished."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_here(job: Job, units: Sequence[Unit], workers: int, report: Report) -> None:
    """Do units in so many processes, which share the cores; one is this process.

    Raises:
        ZedoError: when a part cannot be written, or a process was killed.
        Exception: as of :class:`zedo.batch.worker.Worker`.
    """
    if not units:
        return
    if workers == 1:
        worker = Worker(job)
        for unit in units:
            worker(unit)
            report(unit)
        return
    threads = max(1, cores() // workers)
    # Spawned: a forked process inherits torch's threads in no state to be used.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(units)), context, _begin, (job, threads)) as pool:
        try:
            for future in as_completed({pool.submit(_do, unit): unit for unit in units}):
                report(future.result())
        except BrokenProcessPool:
            raise ZedoError(
                "a worker was killed, perhaps for want of memory; the same command goes on from there, fewer --workers "
                "take less"
            ) from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


_job: Job | None = None
_worker: Worker | None = None


def _begin(job: Job, threads: int) -> None:
    """First in each process of a pool."""
    global _job
    import torch

    # Parts are written whole, so that a worker may end at any moment: by Ctrl-C, or when its parent is killed.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    torch.set_num_threads(threads)
    _job = job


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(unit: Unit) -> Unit:
    global _worker
    if _worker is None:
        assert _job is not None  # set by _begin
        # Not made in _begin, where an exception would break the pool and lose its sentence.
        _worker = Worker(_job)
    _worker(unit)
    return unit
