"""How many people a second `zedo serve` lifts for many clients at once, and how long each of them waits.

    python benchmarks/serve.py                       # writes results/serve.{json,md}
    python benchmarks/serve.py --delays 0 2 5 10 20  # also for other values of --max-delay

Clients run on this machine and share its cores with the service. Each sends one person-frame of the demo at a time,
over one connection, and the next when it has the answer. What they are compared with: one client, a service that lifts
every request alone, and the library called without a service.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import http.client
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

import zedo
from zedo.io.keypoints import parse_keypoints
from zedo.optimise.lifter import Lifter
from zedo.serve.limits import Limits
from zedo.system.device import describe_machine
from zedo.system.files import write_whole

HERE = Path(__file__).parent
DEMO = Path(zedo.__file__).parent / "assets" / "demo"
PATH = "/v1/lift?camera=2520.09,2520.09,884,497"
Row = dict[str, float | str]


def bodies() -> list[bytes]:
    """Each person-frame of the demo as a request."""
    document = json.loads((DEMO / "keypoints.json").read_text())
    return [json.dumps({**document, "instances": [instance]}).encode() for instance in document["instances"]]


@contextlib.contextmanager
def service(*flags: str) -> Iterator[int]:
    """A running service; its port."""
    command = [sys.executable, "-m", "zedo", "serve", "--port", "0", *flags]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stderr is not None
            said = (re.match(r"http://127.0.0.1:(\d+)", line) for line in process.stderr)
            port = next(int(found[1]) for found in said if found)
            threading.Thread(target=process.stderr.read, daemon=True).start()
            while status(port) != 200:
                time.sleep(0.2)
            yield port
        finally:
            process.terminate()
            process.wait()


def status(port: int) -> int:
    """What /health answers; 0 while nobody does."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status
    except ConnectionError:
        return 0
    finally:
        connection.close()


def metric(port: int, name: str) -> float:
    """One value of /metrics."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/metrics")
    page = connection.getresponse().read().decode()
    connection.close()
    return next(float(line.split()[-1]) for line in page.splitlines() if line.startswith(name + " "))


def load(port: int, clients: int, seconds: float) -> Row:
    """So many clients for so long, after a tenth of that to warm up."""
    requests, latencies, ends = bodies(), [], []
    begin = time.perf_counter() + seconds / 10
    end = begin + seconds

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        turn = number
        while (start := time.perf_counter()) < end:
            connection.request("POST", PATH, requests[turn % len(requests)], {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"the service answered {answer.status}")
            turn += clients
            done = time.perf_counter()
            if start >= begin:
                latencies.append(1e3 * (done - start))
                ends.append(done)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    p50, p95 = np.percentile(latencies, [50, 95]).tolist()
    batches = metric(port, "zedo_person_frames_total") / metric(port, "zedo_batch_person_frames_count")
    return {"per_second": len(ends) / (max(ends) - begin), "p50_ms": p50, "p95_ms": p95, "batch": batches}


def library(preset: str, seconds: float) -> Row:
    """Calls of the library one after another."""
    lifter, camera = Lifter(preset=preset), zedo.Camera.from_intrinsics(2520.09, 2520.09, 884, 497)
    requests, latencies = bodies(), []
    lifter(parse_keypoints(requests[0]), camera)
    end = time.perf_counter() + seconds
    while (start := time.perf_counter()) < end:
        lifter(parse_keypoints(requests[len(latencies) % len(requests)]), camera)
        latencies.append(1e3 * (time.perf_counter() - start))
    p50, p95 = np.percentile(latencies, [50, 95]).tolist()
    return {"per_second": 1e3 / float(np.mean(latencies)), "p50_ms": p50, "p95_ms": p95, "batch": 1}


def report(rows: list[Row], about: dict[str, str]) -> str:
    """The table as Markdown."""
    lines = [
        "# The service under load", "",
        f"{about['machine']}. {about['date']}, `{about['command']}`. One person-frame a request, preset "
        f"`{about['preset']}`, backend `{about['backend']}`; clients on the same machine.", "",
        "| | clients | a second | p50, ms | p95, ms | person-frames a batch |", "|---|---|---|---|---|---|",
    ]  # fmt: skip
    lines += [
        f"| {row['what']} | {row['clients']} | {row['per_second']:,.0f} | {row['p50_ms']:.0f} | "
        f"{row['p95_ms']:.0f} | {row['batch']:.1f} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=20.0, help="of each measurement")
    parser.add_argument("--preset", default="fast")
    parser.add_argument("--delays", type=float, nargs="*", default=[Limits().max_delay], help="milliseconds")
    parser.add_argument("--output", type=Path, default=HERE / "results" / "serve.json", help=".json; .md beside it")
    given = parser.parse_args()
    rows: list[Row] = []
    machine = describe_machine()

    def add(what: str, clients: int, row: Row) -> None:
        rows.append({"what": what, "clients": clients, **row})
        print(rows[-1], flush=True)

    lone = ("--preset", given.preset, "--max-batch", "1", "--max-delay", "0")
    add("the library, call after call", 1, library(given.preset, given.seconds))
    with service(*lone) as port:
        add("service, every request alone (`--max-batch 1`)", 1, load(port, 1, given.seconds))
        add("service, every request alone (`--max-batch 1`)", given.clients, load(port, given.clients, given.seconds))
    for delay in given.delays:
        for clients in (1, given.clients):
            with service("--preset", given.preset, "--max-delay", f"{delay:g}") as port:
                add(f"service, `--max-delay {delay:g}`", clients, load(port, clients, given.seconds))
    about = {
        "machine": machine,
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "command": " ".join(["python", "benchmarks/serve.py", *sys.argv[1:]]),
        "preset": given.preset,
        "backend": Lifter(preset=given.preset).backend,
    }
    write_whole(given.output, (json.dumps({**about, "rows": rows}, indent=1) + "\n").encode())
    write_whole(given.output.with_suffix(".md"), report(rows, about).encode())


if __name__ == "__main__":
    main()
