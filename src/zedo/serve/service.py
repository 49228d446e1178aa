"""The way of a request: read, checked, lifted, written. Waiting happens here, work in threads."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import ParamSpec, TypeVar

import anyio.to_thread
import numpy as np
from fastapi import HTTPException, Request, Response
from starlette.datastructures import UploadFile

from zedo.camera import Camera
from zedo.detect.detector import Detector
from zedo.detect.movenet import SMALLEST
from zedo.optimise.lifter import Lifter
from zedo.pipeline import FoundCamera, estimated_camera
from zedo.poses import Keypoints2D
from zedo.serve.batching import Batcher
from zedo.serve.limits import Limits
from zedo.serve.line import Line
from zedo.serve.metrics import Metrics
from zedo.serve.requests import given_camera, make_job, read_people, read_picture
from zedo.serve.schemas import KeypointParameters, PictureParameters

P = ParamSpec("P")
T = TypeVar("T")

LIGHT = 16
"""Person-frames whose reading and writing take a millisecond: less than handing them to a thread while others lift."""

LIGHT_BODY = 1000 * LIGHT
"""Bytes of so many person-frames in JSON."""

Found = tuple[Keypoints2D, Camera | None]
"""People, and the camera that the picture's EXIF tells of."""


class Service:
    """A lifter and a detector, each with a thread of its own.

    Args:
        lifter, detector: used by these threads alone from :meth:`start` on.
        give_up: as of :class:`zedo.serve.batching.Batcher`.
    """

    def __init__(
        self,
        lifter: Lifter,
        detector: Detector,
        limits: Limits,
        metrics: Metrics,
        give_up: Callable[[Exception], None] | None = None,
    ) -> None:
        self.lifter, self._detector, self._limits, self._give_up = lifter, detector, limits, give_up
        self._metrics = metrics
        self._batcher: Batcher | None = None
        metrics.watch(lambda: self._lifting.waiting, lambda: self._pictures.waiting)

    def start(self) -> None:
        """Start both threads; :attr:`ready` tells when they are warm."""
        limits = self._limits
        self._batcher = Batcher(
            self.lifter,
            limits.max_batch,
            limits.max_delay / 1e3,
            limits.max_queue,
            self._metrics.lifted,
            self._give_up,
        )
        self._pictures = Line("searching", limits.max_pictures)
        self._seeing = self._pictures.submit(self._detector, np.zeros((SMALLEST, SMALLEST, 3), np.uint8))

    def close(self) -> None:
        """Finish what waits."""
        self._pictures.close()
        self._lifting.close()

    @property
    def ready(self) -> bool:
        """Whether an answer takes no longer than it will later."""
        return self._lifting.ready and self._seeing.done()

    @property
    def _lifting(self) -> Batcher:
        if self._batcher is None:
            raise RuntimeError("the service has not been started; an ASGI server runs its lifespan")
        return self._batcher

    async def lift(self, request: Request, asked: KeypointParameters) -> Response:
        """Poses of the keypoints in a body."""

        async def find() -> Found:
            body = await request.body()
            return await _done(len(body) <= LIGHT_BODY, read_people, body, asked, self._limits), None

        return await self._answered(find, asked)

    async def lift_picture(self, request: Request, asked: PictureParameters) -> Response:
        """Poses of the people in a picture."""

        async def find() -> Found:
            body = await _picture(request)
            with _clients_mistakes():
                return await asyncio.wrap_future(
                    self._pictures.submit(read_picture, body, self._detector, self._limits)
                )

        return await self._answered(find, asked)

    async def _answered(self, find: Callable[[], Awaitable[Found]], asked: PictureParameters) -> Response:
        try:
            async with asyncio.timeout(self._limits.timeout):
                people, seen = await find()
                light = len(people) <= LIGHT
                known = await self._camera(asked.camera, people, seen)
                job = await _done(light, make_job, people, known.camera, asked, self.lifter)
                poses = known.marked(await asyncio.wrap_future(self._lifting.submit(job)))
                text = await _done(light, poses.to_json)
                return Response(text, media_type="application/json")
        except TimeoutError:
            raise HTTPException(504, f"not done within {self._limits.timeout:g} s, and given up") from None

    async def _camera(self, text: str, people: Keypoints2D, seen: Camera | None) -> FoundCamera:
        known = await _done(True, given_camera, text, people.image_size)
        if known is None and seen is not None:
            known = FoundCamera(seen, "exif")
        if known is None:
            with _clients_mistakes():
                known = await asyncio.wrap_future(self._pictures.submit(estimated_camera, people, self.lifter))
        return known


async def _picture(request: Request) -> bytes:
    """The body, or the file in the field ``image`` of a form."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        return await request.body()
    async with request.form(max_files=1, max_fields=0) as form:
        file = form.get("image")
        if not isinstance(file, UploadFile):
            raise HTTPException(422, "the form has no file in its field image")
        return await file.read()


async def _done(light: bool, call: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
    """What a call returns, in a thread unless it is light; its ValueError is the client's mistake."""
    with _clients_mistakes():
        if light:
            return call(*args, **options)
        # Abandoned when the time is over: what it returns is dropped.
        return await anyio.to_thread.run_sync(partial(call, *args, **options), abandon_on_cancel=True)


@contextlib.contextmanager
def _clients_mistakes() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise HTTPException(422, " ".join(str(error).split())) from None
