"""Requests that come at the same time are lifted together: a queue, and the one thread that owns the lifter."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

import numpy as np

from zedo.camera import Camera
from zedo.optimise.body_size import KnownSize
from zedo.optimise.lifter import Lifter
from zedo.poses import Keypoints2D, Poses3D
from zedo.serve.limits import BusyError

log = logging.getLogger("uvicorn.error")


@dataclass(frozen=True, eq=False)
class Job:
    """A request that waits to be lifted.

    Attributes:
        keypoints, size: as :meth:`zedo.optimise.lifter.Lifter.checked` gave them.
        camera: of all its person-frames.
        answer: its poses; cancelled by whoever no longer waits for them.
        since: seconds on the monotonic clock.
    """

    keypoints: Keypoints2D
    camera: Camera
    size: KnownSize
    answer: Future[Poses3D] = field(default_factory=Future)
    since: float = field(default_factory=time.monotonic)

    def __len__(self) -> int:
        return len(self.keypoints)


class Batcher:
    """Lifts jobs in the order in which they come, as many at once as wait and fit.

    A job is lifted with others as it would be alone, but for the rounding of the backend: nothing that the lifter does
    looks from one person-frame at another. Samplers of DDPM priors that draw noise are the exception.

    Args:
        lifter: used by the thread of this object alone from now on.
        most: person-frames a batch; a larger job is a batch of its own, which the lifter cuts into its chunks.
        delay: seconds that a job waits for others, at most.
        room: person-frames that may wait.
        observe: called with the person-frames of each batch.
        give_up: called with the exception when not even made-up keypoints can be lifted; None writes it to the log.
    """

    def __init__(
        self,
        lifter: Lifter,
        most: int,
        delay: float,
        room: int,
        observe: Callable[[int], None] = lambda count: None,
        give_up: Callable[[Exception], None] | None = None,
    ) -> None:
        self._lifter, self._most, self._delay, self._room, self._observe = lifter, most, delay, room, observe
        self._give_up = give_up
        self._queue: deque[Job] = deque()
        self._waiting, self._closed, self._ready = 0, False, False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="lifting", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """Person-frames in the queue."""
        return self._waiting

    @property
    def ready(self) -> bool:
        """Whether the lifter has been warmed up and its thread runs."""
        return self._ready and self._thread.is_alive()

    def submit(self, job: Job) -> Future[Poses3D]:
        """Queue a job; its answer, or the exception with which lifting failed.

        Raises:
            BusyError: when there is no room for it, or the batcher is closed.
        """
        with self._changed:
            if self._closed:
                raise BusyError("the service is stopping")
            if self._waiting + len(job) > self._room:
                raise BusyError(f"{self._waiting} person-frames are waiting to be lifted; ask again later")
            self._queue.append(job)
            self._waiting += len(job)
            self._changed.notify()
        return job.answer

    def close(self) -> None:
        """Take no more jobs, finish those that wait, and end the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        self._warm_up()
        while (jobs := self._take()) is not None:
            for group in _alike(jobs):
                self._observe(sum(map(len, group)))
                self._lift(group)

    def _warm_up(self) -> None:
        """First calls make buffers and compile, which no request should wait for."""
        skeleton = self._lifter.skeleton
        uv = np.random.default_rng(0).uniform(0, 1000, (self._most, len(skeleton), 2))
        try:
            for count in (1, self._most):
                people = Keypoints2D(uv[:count], np.ones((count, len(skeleton))), skeleton)
                self._lifter(people, Camera.from_fov(60, (1000, 1000)))
            self._ready = True
        except Exception as error:
            if self._give_up:
                self._give_up(error)
            else:  # requests will fail, and say so
                log.exception("lifting fails")

    def _take(self) -> list[Job] | None:
        """The next batch, not empty; None when there will be none."""
        jobs: list[Job] = []
        with self._changed:
            while not jobs:
                self._changed.wait_for(lambda: self._queue or self._closed)
                if not self._queue:
                    return None
                # While the last batch was lifted, others came: after that the first of them need not wait any more.
                patience = self._queue[0].since + self._delay - time.monotonic()
                self._changed.wait_for(lambda: self._waiting >= self._most or self._closed, max(0.0, patience))
                rows = 0
                while self._queue and (not jobs or rows + len(self._queue[0]) <= self._most):
                    job = self._queue.popleft()
                    self._waiting -= len(job)
                    if job.answer.set_running_or_notify_cancel():
                        jobs.append(job)
                        rows += len(job)
        return jobs

    def _lift(self, jobs: Sequence[Job]) -> None:
        try:
            answers = self._lifted(jobs)
        except Exception as error:
            if len(jobs) == 1:
                log.exception("lifting failed")
                jobs[0].answer.set_exception(error)
            else:  # one of them is to blame; the others are not to suffer for it
                for job in jobs:
                    self._lift([job])
            return
        for job, answer in zip(jobs, answers, strict=True):
            job.answer.set_result(answer)

    def _lifted(self, jobs: Sequence[Job]) -> list[Poses3D]:
        # Requests have frames and people of their own, which may be the same in two of them.
        ends = np.cumsum([len(job) for job in jobs])
        keypoints = Keypoints2D.concatenate(
            [
                replace(job.keypoints, frame=np.arange(end - len(job), end), image_size=None)
                for job, end in zip(jobs, ends.tolist(), strict=True)
            ]
        )
        camera = Camera.concatenate([job.camera for job in jobs], [len(job) for job in jobs])
        size = KnownSize.joined([job.size for job in jobs])
        poses = self._lifter(keypoints, camera, height=size.height, bones=size.bones)
        return [_share(poses, slice(end - len(job), end), job) for job, end in zip(jobs, ends.tolist(), strict=True)]


def _alike(jobs: Sequence[Job]) -> list[list[Job]]:
    """The jobs by what a call has one of: the skeleton that comes back, and the lens' distortion."""
    groups: dict[object, list[Job]] = {}
    for job in jobs:
        groups.setdefault((job.keypoints.skeleton, job.camera.distortion, job.camera.fisheye), []).append(job)
    return list(groups.values())


def _share(poses: Poses3D, rows: slice, job: Job) -> Poses3D:
    """One job's person-frames of a batch, with its own frames, people, camera and known sizes."""
    settings = {**poses.provenance["settings"], **job.size.stated()}
    return replace(
        poses[rows],
        frame=job.keypoints.frame,
        time=job.keypoints.time,
        person=job.keypoints.person,
        camera=job.camera,
        provenance={**poses.provenance, "settings": settings},
    )
