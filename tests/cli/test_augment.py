from pathlib import Path

import numpy as np
import pytest

from tests.train.people import people
from zedo.data.mocap import collect, read_npz


@pytest.fixture
def mocap_file(tmp_path: Path) -> Path:
    """Three subjects, as the npz layout stores them: millimetres, y up."""
    path = tmp_path / "mocap.npz"
    clips = {key: (1000 * people(150, seed)).astype(np.float32) for seed, key in enumerate(("01_01", "03_01", "09_01"))}
    np.savez(path, **clips)
    return path


def test_bred_poses_join_the_training_data(run, mocap_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "evolved.npz"
    code, _, err = run("augment", mocap_file, "-o", out, "--count", 200, "--leave-out", "09")
    assert code == 0, err
    assert "200 poses from 300" in err and err.count("\n") == 1
    (clip,) = read_npz(out)
    assert clip.positions.shape == (200, 17, 3)
    assert np.ptp(clip.positions[..., 1], axis=1).max() < 2.5  # metres
    clips, validation = collect([mocap_file, out], leave_out=["09"])
    assert sum(len(c.positions) for c in clips if c.source == out) > 190
    assert [c.key for c in validation] == ["09_01"]


def test_subjects_left_out_and_the_seed_matter(run, mocap_file: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.npz" for name in "abcd"]
    for file, flags in zip(files, ((), (), ("--seed", 1), ("--leave-out", "01")), strict=True):
        assert run("augment", mocap_file, "-o", file, "--count", 20, *flags)[0] == 0
    first, same, seeded, fewer = (read_npz(file)[0].positions for file in files)
    np.testing.assert_array_equal(first, same)
    assert np.abs(first - seeded).max() > 0.1
    assert np.abs(first - fewer).max() > 0.1


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--count", 0), "at least 1"),
        (("-o", "evolved.bvh"), "written as .npz"),
        (("-o", "nowhere/evolved.npz"), "does not exist"),
        (("--leave-out", "01,03,09"), "no motion-capture clip is left"),
    ],
)
def test_wrong_flags(run, mocap_file: Path, tmp_path: Path, monkeypatch, flags, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    output = () if "-o" in flags else ("-o", "evolved.npz")
    code, _, err = run("augment", mocap_file, *output, *flags)
    assert code == 2
    assert message in err
    assert err.count("\n") == 1
    assert sorted(f.name for f in tmp_path.iterdir()) == ["mocap.npz"]


def test_no_motion_capture(run, tmp_path: Path) -> None:
    assert "no motion capture given" in run("augment", "-o", tmp_path / "out.npz")[2]
