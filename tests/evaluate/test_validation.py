from pathlib import Path

import numpy as np
import pytest

from tests.evaluate.benchmark import write_archives
from zedo.body.bone_lengths import H36M_BONE_LENGTHS
from zedo.body.skeleton import H36M_17
from zedo.evaluate.validation import FRAMES, FRAMES_SMALL, SOURCES, archive, axis_rotation, validation_set


@pytest.fixture(scope="module")
def mocap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archives(tmp_path_factory.mktemp("mocap"))


@pytest.mark.parametrize("count", [8, FRAMES_SMALL, FRAMES])
def test_every_subject_has_a_quarter(mocap: Path, count: int) -> None:
    data = validation_set(mocap, count=count)
    assert len(data) == count
    names, counts = np.unique(data.groups, return_counts=True)
    assert set(names) == set(SOURCES) and (counts == count // 4).all()


def test_exact_keypoints_are_the_projected_truth(mocap: Path) -> None:
    data = validation_set(mocap, count=40)
    np.testing.assert_allclose(data.keypoints.uv, data.camera.project(data.positions))
    assert data.detector == "" and (data.keypoints.confidence == 1).all()
    assert ((data.positions[:, 0, 2] > 2) & (data.positions[:, 0, 2] < 8)).all()


def test_bodies_differ_from_the_recorded_ones_in_bone_lengths_alone(mocap: Path) -> None:
    drawn, recorded = (validation_set(mocap, table, count=40).positions for table in ("bodies", "recorded"))
    parents, children = map(list, zip(*H36M_17.bones, strict=True))
    bones = [points[:, children] - points[:, parents] for points in (drawn, recorded)]
    lengths = [np.linalg.norm(bone, axis=-1, keepdims=True) for bone in bones]
    np.testing.assert_allclose(bones[0] / lengths[0], bones[1] / lengths[1], atol=1e-6)
    assert np.ptp(lengths[1], axis=0).max() < 1e-4 < np.ptp(lengths[0], axis=0).min()
    kinds = [joint.removeprefix("left_").removeprefix("right_") for joint in H36M_17.joints[1:]]
    mean = [H36M_BONE_LENGTHS[kind] for kind in kinds]
    np.testing.assert_allclose(lengths[0].mean(axis=0)[:, 0], mean, rtol=0.05)


def test_a_frame_has_the_same_noise_whatever_else_is_taken(mocap: Path) -> None:
    exact, detected, noisy = (validation_set(mocap, kind=kind) for kind in ("exact", "detected", "noisy"))
    noise = detected.keypoints.uv - exact.keypoints.uv
    assert noise.std() == pytest.approx(5, rel=0.02)
    seen = noisy.keypoints.confidence > 0
    assert 1 - seen.mean() == pytest.approx(0.2, abs=0.01)
    np.testing.assert_array_equal(noisy.keypoints.uv[seen], detected.keypoints.uv[seen])
    few = validation_set(mocap, kind="detected", count=FRAMES_SMALL)
    # The first fifty of each subject come first.
    np.testing.assert_array_equal(few.keypoints.uv, detected.keypoints.uv[:FRAMES_SMALL])


def test_axis_rotation_is_right_handed() -> None:
    turned = axis_rotation(1, np.array([90.0]))[0] @ [0, 0, 1]
    np.testing.assert_allclose(turned, [1, 0, 0], atol=1e-12)


def test_a_missing_archive_or_clip_is_told(mocap: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no such file"):
        validation_set(tmp_path)
    for source in set(SOURCES.values()):
        np.savez(archive(tmp_path, source), **{"02_04": np.zeros((3, 17, 3))})
    with pytest.raises(ValueError, match=r"no frame .* which the validation benchmark needs"):
        validation_set(tmp_path)
