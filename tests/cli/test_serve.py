"""The command itself, in a process of its own."""

import contextlib
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.serve.conftest import CAMERA, demo
from tests.serve.test_app import photograph


@contextlib.contextmanager
def command(*flags: str) -> Iterator[tuple[subprocess.Popen, httpx.Client]]:
    """`zedo serve` on a free port, and a client of it."""
    arguments = [sys.executable, "-m", "zedo", "serve", "--port", "0", "--backend", "torch", *flags]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            address = re.match(r"(http://127.0.0.1:\d+): preset fast", process.stderr.readline())
            assert address is not None
            with httpx.Client(base_url=address[1], timeout=60, transport=httpx.HTTPTransport(retries=0)) as client:
                for _ in range(600):
                    with contextlib.suppress(httpx.ConnectError):
                        if client.get("/health").status_code == 200:
                            break
                    time.sleep(0.1)
                yield process, client
        finally:
            process.kill()


def test_from_its_start_to_its_end() -> None:
    # Whoever is alone waits for others, so that there is time to stop the service meanwhile.
    with command("--max-delay", "3000", "--max-batch", "2") as (process, client), ThreadPoolExecutor(1) as thread:
        two = client.post("/v1/lift", params={"camera": CAMERA}, json=demo(0, 2))
        assert two.status_code == 200 and two.json()["person"] == [0, 0]
        picture = client.post("/v1/image", files={"image": ("photo.jpg", photograph())})
        assert picture.status_code == 200 and picture.json()["provenance"]["focal_length"] == "estimated"
        assert client.get("/docs").status_code == 200
        under_way = thread.submit(client.post, "/v1/lift", params={"camera": CAMERA}, json=demo(0))
        while "zedo_queue_person_frames 1.0" not in client.get("/metrics").text:
            pass
        process.send_signal(signal.SIGTERM)
        assert under_way.result().status_code == 200
        assert process.wait(60) == 0


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (("--preset", "quick"), "fast, default, best, paper"),
        (("--max-batch", "0"), "max-batch is 0"),
        (("--port", "70000"), "port is 70000"),
        (("--host", "nowhere.invalid"), "nowhere.invalid:8000 cannot be listened at"),
        (("--max-queue", "2"), "max-person-frames"),
    ],
)
def test_wrong_flags_are_one_sentence(run, flags: tuple[str, ...], sentence: str) -> None:
    code, stdout, err = run("serve", *flags)
    assert code == 2 and stdout == ""
    assert sentence in err and err.count("\n") == 1


def test_a_lifter_that_cannot_lift_ends_the_service() -> None:
    arguments = ["--port", "0", "--backend", "torch", "--hypotheses", str(10**12)]
    ended = subprocess.run([sys.executable, "-m", "zedo", "serve", *arguments], capture_output=True, text=True)
    assert ended.returncode == 2
    assert re.match(r"zedo: the memory does not suffice .*", ended.stderr.splitlines()[-1])
    assert "Traceback" not in ended.stderr


def test_a_port_in_use_is_told_before_anything_is_loaded(run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, _, err = run("serve", "--port", taken.getsockname()[1], "--preset", "quick")
    assert code == 2 and "cannot be listened at" in err and "in use" in err


def test_without_the_extra_its_name_is_told(run, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("uvicorn", "fastapi", "prometheus_client"):
        with monkeypatch.context() as missing:
            missing.setitem(sys.modules, package, None)
            for name in [name for name in sys.modules if name.startswith("zedo.serve")]:
                missing.delitem(sys.modules, name)
            code, _, err = run("serve")
            assert code == 2 and "pip install 'zedo[serve]'" in err and package in err
