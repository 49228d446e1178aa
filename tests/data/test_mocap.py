from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from tests.data import test_asf_amc, test_bvh
from zedo.body.heading import normalise_heading
from zedo.body.skeleton import H36M_17
from zedo.data.clips import FRAME_RATE, Clip, resample
from zedo.data.mocap import collect, read, read_npz

STANDING = test_bvh.Motion(moving=0, frames=1).expected()[0]


def person(frames: int, seed: int, spread: float = 0.05) -> np.ndarray:
    """Poses in millimetres that differ from everyone else's by some 5 cm a joint."""
    random = np.random.default_rng(seed)
    return ((STANDING + random.normal(0, spread, (frames, 17, 3))) * 1000).astype(np.float32)


def archive(path: Path, **clips: np.ndarray) -> Path:
    np.savez_compressed(path, **clips)  # type: ignore[arg-type]
    return path


def keys(clips: list[Clip]) -> list[str]:
    return [clip.key for clip in clips]


def test_npz_archives_are_in_millimetres(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.npz", **{"02_01": person(4, 0), "walk": person(2, 1)})
    first, second = read_npz(path)
    np.testing.assert_allclose(first.positions, person(4, 0) / 1000, rtol=1e-6)
    assert first.positions.dtype == np.float32
    assert (first.subject, second.subject) == ("02", None)
    assert first.source == path


@pytest.mark.parametrize(
    ("key", "subject"),
    [("02_01", "02"), ("2_1", "02"), ("143_12", "143"), ("walk", None), ("02", None), ("02_01_b", None)],
)
def test_subjects_are_read_off_the_key(key: str, subject: str | None) -> None:
    assert Clip(key, np.zeros((1, 17, 3)), Path()).subject == subject


@pytest.mark.parametrize(
    ("clip", "message"),
    [
        (np.zeros((3, 16, 3)), r"clip '02_01' has shape \(3, 16, 3\)"),
        (np.zeros((17, 3)), r"clip '02_01' has shape \(17, 3\)"),
        (np.full((3, 17, 3), "1"), "type <U1"),
        (np.full((3, 17, 3), np.nan), "clip '02_01' has no frame, or NaN"),
        (np.zeros((0, 17, 3)), "clip '02_01' has no frame, or NaN"),
    ],
)
def test_malformed_clips_are_named(tmp_path: Path, clip: np.ndarray, message: str) -> None:
    path = archive(tmp_path / "a.npz", **{"02_01": clip})
    with pytest.raises(ValueError, match=message) as raised:
        read(path)
    assert str(raised.value).startswith(f"{path}: ")


def test_a_folder_gives_the_clips_of_every_file_in_it(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    archive(tmp_path / "a.npz", **{"02_01": person(4, 0)})
    (tmp_path / "sub" / "jump.bvh").write_text(test_bvh.TEXT)
    test_asf_amc.read(tmp_path / "sub")
    (tmp_path / "notes.txt").write_text("no motion")
    assert sorted(keys(read(tmp_path))) == ["02_01", "07_01", "jump"]
    for clip in read(tmp_path / "sub"):
        assert clip.positions.shape[1:] == (17, 3)


@pytest.mark.parametrize(
    ("name", "message"),
    [("missing", "no such file or folder"), ("a.txt", ".txt is not motion capture"), ("", r"no \.npz, \.bvh or \.amc")],
)
def test_what_holds_no_motion_is_named(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(ValueError, match=message):
        read(tmp_path / name)


def test_a_recording_is_taken_once_from_the_first_path_that_has_it(tmp_path: Path) -> None:
    first = archive(tmp_path / "first.npz", **{"02_01": person(3, 0), "02_02": person(3, 1)})
    second = archive(tmp_path / "second.npz", **{"02_02": person(3, 2), "02_03": person(3, 3)})
    clips, validation = collect([first, second])
    assert validation == []
    assert keys(clips) == ["02_01", "02_02", "02_03"]
    assert [clip.source for clip in clips] == [first, first, second]


def test_left_out_subjects_and_names_are_left_out(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.npz",
        **{k: person(3, i) for i, k in enumerate(["02_01", "12_02", "102_01", "running_1", "jumping_02", "sitting"])},
    )
    # A subject's number is not a piece of a name: jumping_02 stays.
    training, validation = collect([path], leave_out=("02", "running"))
    assert keys(training) == ["12_02", "102_01", "jumping_02", "sitting"]
    # Who runs in a clip without a subject number is unknown: it is dropped, not validated on.
    assert keys(validation) == ["02_01"]
    assert keys(collect([path], leave_out=("2",))[0]) == ["12_02", "102_01", "running_1", "jumping_02", "sitting"]
    with pytest.raises(ValueError, match="no motion-capture clip is left"):
        collect([path], leave_out=("2", "12", "102", "running", "jumping", "sitting"))


def test_unnamed_copies_of_known_poses_are_dropped(tmp_path: Path) -> None:
    known = person(4, 0)
    # Another body size and heading: the same recording, retargeted.
    copy = 1.2 * Rotation.from_euler("y", 70, degrees=True).apply(known.reshape(-1, 3)).reshape(known.shape)
    new = person(3, 1, spread=0.2)
    path = archive(tmp_path / "a.npz", **{"02_01": known, "copy": copy, "mixed": np.concatenate([copy[:2], new])})
    clips, _ = collect([path])
    assert keys(clips) == ["02_01", "mixed"]
    np.testing.assert_allclose(clips[1].positions, new / 1000, rtol=1e-5)


def test_unnamed_clips_are_kept_when_nothing_is_known(tmp_path: Path) -> None:
    for folder, seed in (("a", 0), ("b", 1)):
        (tmp_path / folder).mkdir()
        archive(tmp_path / folder / "clips.npz", walk=person(3, seed))
    # Two recordings of one name, each once, however often its file is reached.
    clips, _ = collect([tmp_path / "a", tmp_path, tmp_path / "b" / "clips.npz"])
    assert keys(clips) == ["walk", "walk"]
    assert {clip.source.parent.name for clip in clips} == {"a", "b"}


def test_heading_is_removed_and_nothing_else() -> None:
    poses = person(20, 0) / 1000
    for degrees in (0, 40, 170):
        turned = Rotation.from_euler("y", degrees, degrees=True).apply(poses.reshape(-1, 3)).reshape(poses.shape)
        normal = normalise_heading(turned + np.array([3.0, 1.0, -2.0]))
        np.testing.assert_allclose(normal, normalise_heading(poses), atol=1e-6)
        across = normal[:, H36M_17.index("left_hip")] - normal[:, H36M_17.index("right_hip")]
        assert (across[:, 0] > 0).all()
        np.testing.assert_allclose(across[:, 2], 0, atol=1e-6)
        np.testing.assert_allclose(normal[..., 1], H36M_17.root_relative(poses)[..., 1], atol=1e-6)


@given(frames=st.integers(1, 60), rate=st.sampled_from([10, 24, 25, 30, 50, 59.94, 60, 100, 120, 240]))
def test_resampling_keeps_a_steady_motion_steady(frames: int, rate: float) -> None:
    velocity = np.random.default_rng(0).normal(size=(17, 3))
    positions = np.arange(frames)[:, None, None] / rate * velocity
    resampled = resample(positions, rate)
    times = np.arange(len(resampled)) / FRAME_RATE
    np.testing.assert_allclose(resampled, times[:, None, None] * velocity, atol=1e-5)
    last = (frames - 1) / rate
    assert times[-1] <= last + 1e-9
    assert times[-1] + 1 / FRAME_RATE > last - 1e-9


@pytest.mark.parametrize("step", [1, 2, 4, 8])
def test_whole_multiples_of_the_rate_are_taken_unchanged(step: int) -> None:
    positions = np.random.default_rng(0).normal(size=(1001, 17, 3)).astype(np.float32)
    np.testing.assert_array_equal(resample(positions, FRAME_RATE * step), positions[::step])


def test_impossible_rates_and_positions_are_refused() -> None:
    for rate in (0.0, 9.0, 1e5, np.nan, -30.0):
        with pytest.raises(ValueError, match="frames a second"):
            resample(np.zeros((3, 17, 3)), rate)
    with pytest.raises(ValueError, match="not finite"):
        resample(np.full((3, 17, 3), np.inf), 30)
