"""Doing units on Ray: each of its workers keeps a lifter, and writes the parts of the units that it is given."""

from __future__ import annotations

import functools
import logging
import os
from collections.abc import Sequence
from typing import Any

import numpy as np

from zedo.batch.local import Report
from zedo.batch.units import Unit
from zedo.batch.worker import Job, Worker
from zedo.system.errors import ZedoError

LOCAL = "local"
"""Address of a Ray that is started for the work, on this machine."""


def run_on_ray(job: Job, units: Sequence[Unit], address: str, workers: int | None, gpus: float, report: Report) -> None:
    """Do units in Ray's actors. Input and output must lie where all machines see them under the same path.

    Args:
        address: of a cluster, or :data:`LOCAL`.
        workers: how many actors, each on one core; as many as there are cores, or as the GPUs allow, when None.
        gpus: share of a GPU that each takes.

    Raises:
        ZedoError: when Ray is not installed or not reached, or a part cannot be written.
        Exception: as of :class:`zedo.batch.worker.Worker`.
    """
    ray = import_ray()
    if not units:
        return
    # What matters is raised; the rest is not what a user of zedo asked for.
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    for logger in ("ray", "ray.data"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    options = {"include_dashboard": False} if address == LOCAL else {}
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.CRITICAL, **options)
    except Exception as error:
        raise ZedoError(f"Ray at {address!r} cannot be reached ({' '.join(str(error).split())})") from None
    try:
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        count = min(workers or _places(ray, gpus), len(units))
        # One unit a block: who is free takes the next.
        items = ray.data.from_items([{"unit": place} for place in range(len(units))], override_num_blocks=len(units))
        done = items.map_batches(
            _Actor,
            fn_constructor_args=(job, tuple(units)),
            batch_size=1,
            compute=ray.data.ActorPoolStrategy(size=count),
            num_cpus=1,
            num_gpus=gpus or None,
        )
        for row in done.iter_rows():
            if row["error"]:
                raise ZedoError(row["error"])
            report(units[row["unit"]])
    finally:
        ray.shutdown()


class _Actor:
    """A worker as Ray's data sets call it."""

    def __init__(self, job: Job, units: tuple[Unit, ...]) -> None:
        self._job, self._units = job, units

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Do the units; with each comes back what went wrong, since Ray does not tell the exceptions that it meets."""
        errors = []
        for place in batch["unit"]:
            try:
                self._worker(self._units[place])
                errors.append("")
            except (ValueError, OSError) as error:
                errors.append(str(error))
        return {"unit": batch["unit"], "error": np.array(errors)}

    @functools.cached_property
    def _worker(self) -> Worker:
        # Made with the first unit, whose error tells what it raises.
        import torch

        torch.set_num_threads(1)
        return Worker(self._job)


def _places(ray: Any, gpus: float) -> int:
    """How many workers the cluster has room for."""
    has = ray.cluster_resources()
    return max(1, int(has.get("GPU", 0) / gpus if gpus else has.get("CPU", 1)))


def import_ray() -> Any:
    """The module ray with its data sets; raises ZedoError with the extra's name when it is not installed."""
    try:
        import ray
        import ray.data
    except ImportError:
        raise ZedoError("--ray needs Ray; run: pip install 'zedo[distributed]'") from None
    return ray
