"""Time: fixed rates, uneven and missing timestamps, and frames that nobody is in."""

from pathlib import Path

import numpy as np
import pytest

from tests.io.export.clips import clip, upright, without
from zedo.io import trc
from zedo.io.export import FIXED_RATE, write_poses
from zedo.io.export.motion import at_fixed_rate, motions
from zedo.timestamps import timestamps


def test_rounded_timestamps_are_even_and_nothing_is_interpolated() -> None:
    frames = np.arange(10, 200, 2)
    poses = clip(frames=frames.tolist(), times=np.round(frames / 59.94, 3).tolist())
    rate, (motion,), notes = at_fixed_rate(motions(poses)[0])
    assert rate == pytest.approx(59.94 / 2, abs=2e-3)
    assert notes == []
    np.testing.assert_array_equal(motion.positions, upright(poses))
    np.testing.assert_array_equal(motion.frame, frames)
    np.testing.assert_array_equal(motion.time, poses.time)


def test_uneven_timestamps_are_resampled_at_the_median_rate() -> None:
    times = np.array([0.0, 0.04, 0.08, 0.14, 0.18, 0.22, 0.26])
    poses = clip(people=(0, 1), frames=range(7), times=times)
    lost = np.flatnonzero((poses.person == 1) & (poses.frame == 4))
    rate, (first, second), (note,) = at_fixed_rate(motions(without(poses, lost))[0])
    assert rate == 25 and "uneven" in note and "25 Hz" in note
    np.testing.assert_allclose(first.time, np.arange(7) / 25)
    assert first.frame.tolist() == [1, 2, 3, 4, 5, 6, 7]
    for axis in range(3):
        for joint in range(17):
            expected = np.interp(first.time, times, upright(poses)[:, joint, axis])
            np.testing.assert_allclose(first.positions[:, joint, axis], expected, atol=1e-9)
    # Frame 4 is at 0.18 s: what lies between 0.14 and 0.22 s is unknown, what is on 0.08 s is known.
    assert np.isnan(second.positions).any(axis=(1, 2)).tolist() == [False] * 4 + [True] * 2 + [False]


def test_frames_that_nobody_is_in_are_gaps() -> None:
    poses = clip(frames=[0, 1, 2, 5, 6])
    rate, (motion,), _ = at_fixed_rate(motions(poses)[0])
    assert rate == 25
    assert motion.frame.tolist() == list(range(7))
    assert (~motion.seen).nonzero()[0].tolist() == [3, 4]
    np.testing.assert_allclose(motion.time, np.arange(7) / 25)


def test_people_share_a_time_line_whatever_the_order_of_rows() -> None:
    poses = clip(people=(5, 2), frames=[3, 1, 2, 0])
    _, people, _ = at_fixed_rate(motions(poses)[0])
    assert [motion.person for motion in people] == [2, 5]
    for motion in people:
        np.testing.assert_array_equal(motion.positions, upright(poses, motion.person)[[3, 1, 2, 0]])


@pytest.mark.parametrize(("fps", "rate"), [(None, 30), (50, 50), (29.97, 29.97)])
def test_without_timestamps_frame_numbers_count(fps: float | None, rate: float, tmp_path: Path) -> None:
    poses = clip(frames=[4, 5, 6], times=[np.nan] * 3)
    written = write_poses(poses, tmp_path / "a.trc", fps)
    assert any("no timestamps" in note and "30 frames a second" in note for note in written.notes) == (fps is None)
    text = (tmp_path / "a.trc").read_text()
    assert text.splitlines()[2].startswith(f"{rate:g}\t")
    np.testing.assert_allclose(trc.parse(text).time, np.array([4, 5, 6]) / rate, atol=1e-6)


def test_fps_takes_the_place_of_timestamps_and_some_are_as_good_as_none() -> None:
    poses = clip(frames=[0, 1, 2], times=[0.0, 0.5, 1.0])
    np.testing.assert_allclose(timestamps(poses, 10)[0], [0, 0.1, 0.2])
    some = clip(frames=[0, 1, 2], times=[0.0, np.nan, 1.0])
    time, (note,) = timestamps(some)
    np.testing.assert_allclose(time, np.arange(3) / 30)
    assert note.startswith("1 poses have no timestamp")


def test_timestamps_that_go_back_are_told() -> None:
    with pytest.raises(ValueError, match=r"from 0.2 s in frame 1 to 0.1 s in frame 2, but must increase; --fps"):
        timestamps(clip(frames=[0, 1, 2], times=[0.0, 0.2, 0.1]))


@pytest.mark.parametrize("form", FIXED_RATE)
def test_images_are_no_clip(tmp_path: Path, form: str) -> None:
    poses = clip(frames=[139, 285, 5_000_000])
    with pytest.raises(ValueError, match=r"from 139 to 5000000, but only 3 of them .* images rather than a clip"):
        write_poses(poses, tmp_path / f"a.{form}")
    assert not list(tmp_path.iterdir())
    for other in ("csv", "glb"):
        write_poses(poses, tmp_path / f"a.{other}")


@pytest.mark.parametrize("form", ["csv", "trc", "c3d", "bvh", "glb"])
def test_one_frame_is_enough(tmp_path: Path, form: str) -> None:
    (path,) = write_poses(clip(frames=[7]), tmp_path / f"a.{form}").paths
    assert path.stat().st_size > 500
