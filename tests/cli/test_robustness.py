"""The findings of `python -m tools.robustness` (docs/robustness.md) that no other test holds."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

CAMERA = ("--camera", "1000,1000,640,360")
QUICK = (*CAMERA, "--preset", "fast", "--backend", "torch")


@pytest.mark.parametrize(
    ("output", "flags", "message"),
    [
        ("/proc/poses.npz", (), "cannot be written"),
        ("folder.npz", (), "is a folder"),
        ("file/poses.npz", (), "is a file, not a folder"),
        ("file", ("--format", "npz"), "is a file, where the folder for .npz is to be written"),
    ],
)
def test_impossible_outputs_are_told_before_the_work(
    run, keypoint_file: Path, tmp_path: Path, output: str, flags, message: str
) -> None:
    (tmp_path / "folder.npz").mkdir()
    (tmp_path / "file").touch()
    code, _, err = run("lift", keypoint_file, "-o", tmp_path / output, *QUICK, *flags)
    assert code == 2
    assert message in err
    assert err.count("\n") == 1


def test_what_the_memory_cannot_hold_is_one_sentence(run, keypoint_file: Path, tmp_path: Path) -> None:
    code, _, err = run("lift", keypoint_file, "-o", tmp_path / "p.npz", *QUICK, "--hypotheses", 10**12)
    assert code == 2
    assert "the memory does not suffice" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("seed", [-1, 2**63])
def test_seeds_that_no_generator_takes(run, keypoint_file: Path, tmp_path: Path, seed: int) -> None:
    for command in (("lift", keypoint_file, *QUICK), ("augment", tmp_path / "none.npz")):
        code, _, err = run(*command, "-o", tmp_path / "p.npz", f"--seed={seed}")
        assert code == 2
        assert command[0] == "augment" or f"the seed is {seed}" in err


def test_a_file_where_a_folder_is_to_be_written(run, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    clip = np.random.default_rng(0).normal(size=(40, 17, 3)).astype(np.float32) * 300
    np.savez(tmp_path / "mocap.npz", **{"01_01": clip})
    for command in (
        ("train", tmp_path / "mocap.npz", "--steps", 1, "--batch", 256, "--no-compile"),
        ("reproduce", "table1"),
        ("demo",),
    ):
        code, _, err = run(*command, "-o", tmp_path / "out")
        assert code == 2
        assert err.splitlines()[-1].endswith("out: is a file, where a folder is to be written")


TERMINATED_IN_MID_WRITE = """
import os, signal, sys
from pathlib import Path
from zedo.cli import main
Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGTERM)
main(sys.argv[1:])
"""


def test_a_terminated_command_leaves_nothing_half_written(keypoint_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "p.npz").write_text("old")
    command = [sys.executable, "-c", TERMINATED_IN_MID_WRITE, "lift", keypoint_file, "-o", out / "p.npz", *QUICK]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120)
    assert done.returncode == 130
    assert done.stderr.endswith("zedo: interrupted\n")
    assert [(path.name, path.read_text()) for path in out.iterdir()] == [("p.npz", "old")]
