"""The HTTP service: routes, and what each answer looks like."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from importlib.metadata import version
from typing import Annotated, Any

import anyio.to_thread
from fastapi import FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import ClientDisconnect

from zedo.detect.detector import Detector
from zedo.detect.movenet import MoveNet
from zedo.optimise.lifter import Lifter
from zedo.prior.prior import fingerprint
from zedo.serve import schemas
from zedo.serve.body import BoundedBody
from zedo.serve.limits import BusyError, Limits, TooLargeError
from zedo.serve.metrics import Measured, Metrics
from zedo.serve.requests import FORMATS
from zedo.serve.service import Service

DESCRIPTION = """People in metric 3D from 2D keypoints or pictures. Frames are lifted one by one; lengths are metres in
the camera's frame, x right, y down, z forward. Formats: docs/formats.md; limits and metrics: docs/service.md."""

PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"model": schemas.Problem, "description": "The body's form cannot be read."},
    413: {"model": schemas.Problem, "description": "More bytes, person-frames or pixels than a request may have."},
    422: {"model": schemas.Problem, "description": "Keypoints, a picture or parameters that cannot be lifted."},
    503: {
        "model": schemas.Problem,
        "description": "Too many requests wait, or the service stops.",
        "headers": {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}},
    },
    504: {"model": schemas.Problem, "description": "The time that a request may take is over."},
}
POSES: dict[int | str, dict[str, Any]] = {200: {"model": schemas.PosesDocument}, **PROBLEMS}
BINARY = {"schema": {"type": "string", "format": "binary"}}
FORM = {"type": "object", "required": ["image"], "properties": {"image": BINARY["schema"]}}
KEYPOINTS_BODY = {
    "application/json": {"schema": {"$ref": schemas.REFERENCE.format(model="KeypointsDocument")}},
    "application/octet-stream": BINARY,
}
PICTURE_BODY = {
    "multipart/form-data": {"schema": FORM},
    **{f"image/{kind.lower()}": BINARY for kind in FORMATS},
}


def create_app(
    lifter: Lifter,
    detector: Detector | None = None,
    limits: Limits | None = None,
    give_up: Callable[[Exception], None] | None = None,
) -> FastAPI:
    """The service as an ASGI application; it lifts while its lifespan lasts.

    Args:
        lifter: used by a thread of the app alone from then on.
        detector: finds the people in pictures; None takes MoveNet.
        limits: None takes the defaults.
        give_up: as of :class:`zedo.serve.batching.Batcher`.
    """
    limits, metrics = limits or Limits(), Metrics()
    service = Service(lifter, detector or MoveNet(), limits, metrics, give_up)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        service.start()
        try:
            yield
        finally:
            await anyio.to_thread.run_sync(service.close)

    app = _Documented(title="zedo", version=version("zedo"), description=DESCRIPTION, lifespan=lifespan)
    app.add_middleware(BoundedBody, most=int(1e6 * limits.max_megabytes))
    app.add_middleware(Measured, metrics=metrics)
    _explain_problems(app)

    @app.post("/v1/lift", response_model=None, responses=POSES, openapi_extra=_body(KEYPOINTS_BODY))
    async def lift(request: Request, asked: Annotated[schemas.KeypointParameters, Query()]) -> Response:
        """Lift 2D keypoints: zedo's own JSON, another tool's, TRC, or npz of plain arrays; the content tells which."""
        return await service.lift(request, asked)

    @app.post("/v1/image", response_model=None, responses=POSES, openapi_extra=_body(PICTURE_BODY))
    async def image(request: Request, asked: Annotated[schemas.PictureParameters, Query()]) -> Response:
        """Find and lift the people in a JPEG, PNG or WebP picture: the body itself, or the field image of a form."""
        return await service.lift_picture(request, asked)

    @app.get("/health", responses={503: {"model": schemas.Health, "description": "Starting."}})
    async def health(response: Response) -> schemas.Health:
        """Whoever answers is alive; 200 says that requests are answered without delay."""
        response.status_code = 200 if service.ready else 503
        return schemas.Health(
            status="ready" if service.ready else "starting",
            zedo=version("zedo"),
            preset=lifter.settings.name,
            backend=lifter.backend,
            prior=fingerprint(lifter.prior),
        )

    @app.get("/metrics", response_class=PlainTextResponse)
    async def metrics_page() -> Response:
        """Requests, batches and queues, for Prometheus."""
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return app


class _Documented(FastAPI):
    """Describes bodies that FastAPI does not read itself."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document."""
        if self.openapi_schema is None:
            super().openapi()["components"]["schemas"].update(schemas.body_schemas())
        return super().openapi()


def _body(content: dict[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": content}}


def _explain_problems(app: FastAPI) -> None:
    """Answer exceptions with a status and one sentence."""

    def answer(status: int, sentence: str, **headers: str) -> JSONResponse:
        return JSONResponse({"detail": sentence}, status, headers)

    @app.exception_handler(TooLargeError)
    async def too_large(_: Request, error: TooLargeError) -> Response:
        return answer(413, str(error))

    @app.exception_handler(BusyError)
    async def busy(_: Request, error: BusyError) -> Response:
        return answer(503, str(error), **{"Retry-After": "1"})

    @app.exception_handler(RequestValidationError)
    async def wrong_parameter(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        return answer(422, f"{' '.join(map(str, first['loc']))}: {first['msg']}")

    @app.exception_handler(ClientDisconnect)
    async def gone(_: Request, error: ClientDisconnect) -> Response:
        return answer(400, "the body ended early")

    @app.exception_handler(Exception)
    async def failed(_: Request, error: Exception) -> Response:
        return answer(500, "the service failed; its log tells how")
