"""Feed each parser damaged files, guided by coverage (atheris), and print what came of it as Markdown.

    pip install atheris
    python -m tools.fuzz --seconds 300                  # every parser, some minutes each
    python -m tools.fuzz bvh pickle --seconds 60

A parser may answer, or raise ValueError with a sentence. Anything else is a finding: another exception, a crash, 10 s
without an answer, 2 GB of memory, or a pickle that had something run. Findings are kept in fuzz-findings/.
"""

from __future__ import annotations

import argparse
import datetime
import io
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

FINDINGS = Path("fuzz-findings")
SECONDS, MEGABYTES = 10, 2048
"""What one input may take."""

MIN_LENGTH = 65_536
"""Bytes up to which inputs grow at least; longer where the seeds are."""

Read = Callable[[bytes], Any]


def targets() -> dict[str, Callable[[Path], tuple[Read, list[bytes]]]]:
    """By name: what reads bytes, with a folder it may use, and good files to begin with."""
    return {
        "keypoints": _keypoints, "camera": _camera, "poses": _poses, "pickle": _pickle, "npz": _npz, "mat": _mat,
        "bvh": _bvh, "asf": _asf, "amc": _amc, "checkpoint": _checkpoint, "prior": _prior, "skeleton": _skeleton,
    }  # fmt: skip


def _written(path: Path, read: Callable[[Path], Any]) -> Read:
    def call(content: bytes) -> Any:
        path.write_bytes(content)
        return read(path)

    return call


def _keypoints(folder: Path) -> tuple[Read, list[bytes]]:
    from tests.io.tools import all_files
    from zedo.cli.demo import ASSETS
    from zedo.io.keypoints import parse_keypoints

    document = json.loads((ASSETS / "keypoints.json").read_text())
    document["instances"] = document["instances"][:2]
    return parse_keypoints, [*all_files().values(), json.dumps(document).encode()]


def _camera(folder: Path) -> tuple[Read, list[bytes]]:
    from zedo.camera import Camera

    def read(content: bytes) -> Any:
        if content[:1] == b"/":
            return Camera.parse(content[1:].decode("utf-8", "replace"), (640, 480), files=False)
        return of_file(content)

    of_file = _written(folder / "camera.json", Camera.from_file)
    fields = {"fx": 1000, "fy": 1000, "cx": 640, "cy": 360, "distortion": [0.1, 0, 0, 0, 0.2]}
    matrix = {"matrix": [[1000, 0, 640], [0, 1000, 360], [0, 0, 1]]}
    texts = [b"/1000,1000,640,360", b"/fov=60", json.dumps(fields).encode(), json.dumps(matrix).encode()]
    return read, texts


def _poses(folder: Path) -> tuple[Read, list[bytes]]:
    import numpy as np

    import zedo
    from zedo.body.skeleton import H36M_17

    rows = np.arange(2)
    poses = zedo.Poses3D(
        np.ones((1, 2, 17, 3)), np.ones((1, 2, 3)), np.zeros((1, 2)), H36M_17, rows, rows / 25, 0 * rows,
        zedo.Camera.from_fov(60, (640, 480)), uncertainty=np.ones((2, 17)),
    )  # fmt: skip
    poses.save(folder / "seed.npz")
    poses.save(folder / "seed.json")
    seeds = [(folder / name).read_bytes() for name in ("seed.npz", "seed.json")]
    of = {suffix: _written(folder / f"poses.{suffix}", zedo.Poses3D.load) for suffix in ("npz", "json")}
    return lambda content: of["npz" if content.startswith(b"PK") else "json"](content), seeds


def _pickle(folder: Path) -> tuple[Read, list[bytes]]:
    import pickle

    from tests.data.files import people, records
    from zedo.io.restricted_pickle import load_pickle

    entries = records(people(2), [2, 2])
    seeds = [pickle.dumps(entries, protocol=protocol) for protocol in range(6)]
    return lambda content: load_pickle(io.BytesIO(content)), seeds


def _npz(folder: Path) -> tuple[Read, list[bytes]]:
    from tests.data.files import people, pw3d_archive
    from tests.io.tools import detectron2, videopose3d
    from zedo.io.restricted_pickle import read_npz_objects
    from zedo.system.files import load_npz

    def read(content: bytes) -> Any:
        try:
            return load_npz(io.BytesIO(content))
        except ValueError:
            return read_npz_objects(io.BytesIO(content))

    return read, [pw3d_archive(folder, people(2)).read_bytes(), videopose3d(), detectron2()]


def _mat(folder: Path) -> tuple[Read, list[bytes]]:
    from tests.data.files import mpi_annotation, people
    from zedo.data.mpi_inf_3dhp import read_mpi_inf_3dhp

    path = mpi_annotation(folder, "TS1", people(2), [1, 1], [1, 1])
    seed = path.read_bytes()
    return _written(path, lambda path: read_mpi_inf_3dhp(path.parent)), [seed]


def _bvh(folder: Path) -> tuple[Read, list[bytes]]:
    from tests.data import test_bvh
    from zedo.data.bvh import read_bvh

    return _written(folder / "a.bvh", read_bvh), [test_bvh.Motion(seed=seed).text().encode() for seed in range(2)]


def _asf(folder: Path) -> tuple[Read, list[bytes]]:
    from tests.data.test_asf_amc import AMC, ASF
    from zedo.data.asf_amc import read_amc

    (folder / "01_01.amc").write_text(AMC)
    return _written(folder / "01.asf", lambda path: read_amc(path.with_name("01_01.amc"))), [ASF.encode()]


def _amc(folder: Path) -> tuple[Read, list[bytes]]:
    from tests.data.test_asf_amc import AMC, ASF
    from zedo.data.asf_amc import read_amc

    (folder / "01.asf").write_text(ASF)
    return _written(folder / "01_01.amc", read_amc), [AMC.encode()]


def _checkpoint(folder: Path) -> tuple[Read, list[bytes]]:
    import torch

    from tests.prior.official import checkpoint, random_weights
    from zedo.prior.official import read_official

    weights = random_weights(0, width=8)
    torch.save(checkpoint(weights, weights, parallel=True), folder / "seed.pth")
    return _written(folder / "a.pth", read_official), [(folder / "seed.pth").read_bytes()]


def _prior(folder: Path) -> tuple[Read, list[bytes]]:
    import torch

    from zedo.body.skeleton import H36M_17
    from zedo.prior.checkpoint import load_prior, save_prior
    from zedo.prior.network import NetworkConfig, ScoreNetwork
    from zedo.prior.sde import SubVPSDE

    network = ScoreNetwork(NetworkConfig(width=8, time_width=8, groups=2))
    save_prior(folder / "seed.safetensors", network, SubVPSDE(), H36M_17, 3.0, {}, torch.float32)
    return _written(folder / "a.safetensors", load_prior), [(folder / "seed.safetensors").read_bytes()]


def _skeleton(folder: Path) -> tuple[Read, list[bytes]]:
    from zedo.body.skeleton import COCO_17, load_skeleton

    return _written(folder / "s.json", load_skeleton), [json.dumps(COCO_17.to_dict()).encode()]


def fuzz(name: str, work: Path, seconds: int) -> None:
    """Never comes back: libFuzzer ends the process."""
    import atheris  # pyright: ignore[reportMissingImports]

    with atheris.instrument_imports(include=["zedo"], enable_loader_override=False):
        read, seeds = targets()[name](work)
    corpus = work / "corpus"
    corpus.mkdir()
    for i, seed in enumerate(seeds):
        (corpus / f"seed{i}").write_bytes(seed)

    def one(content: bytes) -> None:
        try:
            read(content)
        except ValueError as error:
            if not str(error).strip() or "\n" in str(error).strip():
                raise RuntimeError(f"no sentence: {error!r}") from error

    longest = max(MIN_LENGTH, *map(len, seeds))
    flags = [f"-max_total_time={seconds}", f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}", f"-max_len={longest}"]
    flags += ["-print_final_stats=1", f"-artifact_prefix={FINDINGS / name}-"]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], one)
    atheris.Fuzz()


def run(name: str, seconds: int) -> tuple[str, bool]:
    """A row of the table, and whether something was found."""
    FINDINGS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        command = [sys.executable, "-m", "tools.fuzz", name, "--seconds", str(seconds), "--inside", work]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=seconds + 300)
    executed = re.findall(r"stat::number_of_executed_units: (\d+)", done.stderr) or re.findall(r"#(\d+)", done.stderr)
    covered = [int(number) for number in re.findall(r"cov: (\d+)", done.stderr)] or [0]
    if done.returncode:
        (FINDINGS / f"{name}.log").write_text(done.stderr)
    what = "none" if not done.returncode else next(_complaints(done.stderr), f"exit code {done.returncode}")
    row = f"| {name} | {seconds} | {int(executed[-1]) if executed else 0:,} | {covered[0]} → {covered[-1]} | {what} |"
    return row, bool(done.returncode)


def _complaints(text: str) -> Iterator[str]:
    for pattern in (r"ERROR: libFuzzer: (.*)", r"=== Uncaught Python exception: ===\n(.*)"):
        yield from (found.replace("|", "\\|")[:200] for found in reversed(re.findall(pattern, text)))


def main() -> int:
    """Print the table; exit code 1 when something was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[*targets(), []], help="all when left out")
    parser.add_argument("--seconds", type=int, default=300, help="for each")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        fuzz(given.names[0], given.inside, given.seconds)
    print(f"`python -m tools.fuzz --seconds {given.seconds}`, {datetime.date.today()}.\n", flush=True)
    print("| parser | seconds | inputs | branches reached: by good files → in the end | findings |")
    print("|---|---|---|---|---|", flush=True)
    found = False
    for name in given.names or targets():
        row, bad = run(name, given.seconds)
        found |= bad
        print(row, flush=True)
    return int(found)


if __name__ == "__main__":
    sys.exit(main())
