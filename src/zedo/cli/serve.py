"""``zedo serve``."""

from __future__ import annotations

import signal
import socket
import sys
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from zedo.cli.options import ServeOptions
from zedo.serve.limits import Limits
from zedo.system.errors import ZedoError


def serve(
    *,
    host: Annotated[str, Parameter(help="Address to listen at; 0.0.0.0 is reached from everywhere.")] = "127.0.0.1",
    port: Annotated[int, Parameter(help="Port to listen at; 0 takes a free one.")] = 8000,
    limits: Annotated[Limits, Parameter(name="*")] = Limits(),  # noqa: B008 - frozen
    options: ServeOptions = ServeOptions(),  # noqa: B008 - frozen
) -> None:
    """Lift keypoints and pictures that come over HTTP, those that come at the same time together.

    POST /v1/lift takes keypoints, POST /v1/image a picture; both answer with poses. GET /docs describes them,
    /health and /metrics are for whoever runs the service. SIGTERM finishes what is being lifted.
    """
    try:
        import uvicorn

        from zedo.serve.app import create_app
    except ImportError as error:
        raise ZedoError(f"the service needs {error.name}: pip install 'zedo[serve]'") from None
    with _bound(host, port) as bound:
        failure: Exception | None = None

        def give_up(error: Exception) -> None:
            nonlocal failure
            failure, server.should_exit = error, True

        app = create_app(options.lifter(), limits=limits, give_up=give_up)
        # A request under way may take its time; after that, nobody waits for it.
        config = uvicorn.Config(app, server_header=False, timeout_graceful_shutdown=int(limits.timeout) + 1)
        server = uvicorn.Server(config)
        address = f"[{host}]" if ":" in host else host
        Console(stderr=True).print(
            f"http://{address}:{bound.getsockname()[1]}: preset {options.preset}; /docs describes the requests",
            soft_wrap=True,
            highlight=False,
        )
        # Raised again by uvicorn once all is finished: to be told to stop is no failure.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        server.run(sockets=[bound])
        if failure:
            raise failure


def _bound(host: str, port: int) -> socket.socket:
    """A socket at that address, before the model is loaded; it does not listen yet."""
    if not 0 <= port < 2**16:
        raise ZedoError(f"port is {port}; a number from 0 to {2**16 - 1} was expected")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends answers without Nagle's delay, 40 ms each, only where the protocol is stated.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise ZedoError(f"{host}:{port} cannot be listened at ({error.strerror or error})") from None
    return bound
