from pathlib import Path

import numpy as np
import pytest

from tests.optimise.conftest import STANDING
from zedo.body.bone_lengths import H36M_BONE_LENGTHS
from zedo.body.heading import turn_heading
from zedo.body.skeleton import H36M_17, LSP_14
from zedo.optimise.anchors import (
    SETS,
    cluster_centres,
    load_anchors,
    make_anchors,
    prepared_anchors,
    upright_poses,
    write_anchors,
)
from zedo.prior.checkpoint import find_prior


@pytest.fixture(scope="module")
def mocap() -> np.ndarray:
    """Standing people in the y-up world, under any heading, anywhere."""
    rng = np.random.default_rng(0)
    poses = STANDING * [1, -1, -1] + rng.normal(scale=0.03, size=(300, 17, 3))
    return turn_heading(poses, rng.uniform(-np.pi, np.pi, 300)) + rng.normal(size=(300, 1, 3))


def test_upright_poses_face_the_camera_on_the_mean_body(mocap: np.ndarray) -> None:
    poses = upright_poses(mocap)
    assert poses.shape == (600, 17, 3)
    hips = poses[:, H36M_17.index("left_hip")] - poses[:, H36M_17.index("right_hip")]
    assert (hips[:, 0] > 0).all()  # seen from before, the left side is on the right of the image
    # Not exactly 0: each hip is put at its mean distance from the pelvis after the turn.
    assert np.abs(hips[:, 2]).max() < 0.1 and abs(hips[:, 2].mean()) < 1e-3
    assert (poses[:, H36M_17.index("head"), 1] < -0.4).all()  # y points down
    shin = poses[:, H36M_17.index("left_ankle")] - poses[:, H36M_17.index("left_knee")]
    np.testing.assert_allclose(np.linalg.norm(shin, axis=-1), H36M_BONE_LENGTHS["ankle"], atol=1e-9)


def test_a_turn_by_ninety_degrees() -> None:
    turned = turn_heading(np.array([[[0.0, 1.0, -1.0]]]), np.array([np.pi / 2]))
    np.testing.assert_allclose(turned, [[[-1.0, 1.0, 0.0]]], atol=1e-12)


def test_one_centre_is_the_mean_and_centres_come_by_size() -> None:
    rng = np.random.default_rng(1)
    many = STANDING + rng.normal(scale=0.01, size=(90, 17, 3))
    few = STANDING * 1.5 + rng.normal(scale=0.01, size=(10, 17, 3))
    poses = np.concatenate([few, many])
    np.testing.assert_allclose(cluster_centres(poses, 1)[0], poses.mean(axis=0), atol=1e-9)
    two = cluster_centres(poses, 2)
    np.testing.assert_allclose(two[0], many.mean(axis=0), atol=1e-9)
    np.testing.assert_allclose(two[1], few.mean(axis=0), atol=1e-9)


def test_headings_are_turned_copies(mocap: np.ndarray) -> None:
    anchors = make_anchors(mocap, centres=3, headings=4)
    assert anchors.shape == (12, 17, 3)
    centres = anchors[:3]
    for k in range(4):
        expected = turn_heading(centres, np.full(3, k * np.pi / 2))
        np.testing.assert_allclose(anchors[3 * k : 3 * k + 3], expected, atol=1e-12)


def test_random_headings_are_clustered_when_asked(mocap: np.ndarray) -> None:
    hips = make_anchors(mocap, centres=8, headings=0)[:, H36M_17.index("left_hip")]
    assert np.ptp(np.arctan2(hips[:, 2], hips[:, 0])) > np.pi


def test_the_first_prepared_anchor_faces_the_camera_and_the_others_look_about(mocap: np.ndarray) -> None:
    anchors = prepared_anchors(mocap, 9)
    assert anchors.shape == (9, 17, 3)
    np.testing.assert_array_equal(anchors[:1], prepared_anchors(mocap, 1))
    np.testing.assert_array_equal(anchors[:1], make_anchors(mocap, 1, 1))
    hips = anchors[1:, H36M_17.index("left_hip")]
    assert np.ptp(np.arctan2(hips[:, 2], hips[:, 0])) > np.pi


def test_written_sets_come_back(mocap: np.ndarray, tmp_path: Path) -> None:
    for skeleton in (H36M_17, LSP_14):
        path = tmp_path / f"{skeleton.name}.npz"
        write_anchors(path, mocap, skeleton)
        for size in SETS:
            anchors = load_anchors(path, skeleton, size)
            assert anchors.shape == (size, len(skeleton), 3)
            np.testing.assert_allclose(anchors[:, list(skeleton.root)].mean(axis=1), 0, atol=1e-6)


def test_other_numbers_are_drawn_from_the_next_set(mocap: np.ndarray, tmp_path: Path) -> None:
    path = tmp_path / "anchors.npz"
    write_anchors(path, mocap, H36M_17)
    ten = load_anchors(path, H36M_17, 10)
    four, again, other = (load_anchors(path, H36M_17, 4, seed) for seed in (0, 0, 3))
    assert len(four) == 4
    np.testing.assert_array_equal(four[0], ten[0])
    np.testing.assert_array_equal(four, again)
    assert not np.array_equal(four, other)
    assert all(any(np.array_equal(a, b) for b in ten) for a in four)


def test_what_cannot_be_had_is_said(mocap: np.ndarray, tmp_path: Path) -> None:
    path = tmp_path / "anchors.npz"
    with pytest.raises(ValueError, match="no anchors beside the prior"):
        load_anchors(path, H36M_17, 1)
    write_anchors(path, mocap, H36M_17)
    with pytest.raises(ValueError, match="1 to 50"):
        load_anchors(path, H36M_17, 51)
    with pytest.raises(ValueError, match="set 1 has shape"):
        load_anchors(path, LSP_14, 1)
    path.write_bytes(b"nonsense")
    with pytest.raises(ValueError, match=r"anchors\.npz"):
        load_anchors(path, H36M_17, 1)


def test_the_shipped_anchors_are_people() -> None:
    path = find_prior("open-v2").with_name("anchors.npz")
    for size in SETS:
        anchors = load_anchors(path, H36M_17, size)
        head, ankles = anchors[:, H36M_17.index("head")], anchors[:, [3, 6]].mean(axis=1)
        # One centre of the 50 stands for cartwheels.
        assert ((head[:, 1] < -0.3) & (ankles[:, 1] > 0)).mean() >= 0.98
    first = load_anchors(path, H36M_17, 1)[0]
    assert first[H36M_17.index("left_hip"), 0] > 0.1 > abs(first[H36M_17.index("left_hip"), 2])
