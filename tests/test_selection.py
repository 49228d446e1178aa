"""Choosing person-frames of keypoints, poses and cameras, and putting them together."""

from dataclasses import replace

import numpy as np
import pytest

import zedo
from zedo.body.skeleton import COCO_17, H36M_17

COUNT = 6


@pytest.fixture
def keypoints() -> zedo.Keypoints2D:
    uv = np.random.default_rng(1).uniform(0, 1000, (COUNT, 17, 2))
    frame, person = np.arange(COUNT) // 2, np.arange(COUNT) % 2
    return zedo.Keypoints2D(uv, np.ones((COUNT, 17)), H36M_17, frame, frame / 25, person, (1920, 1080))


@pytest.fixture
def poses(keypoints: zedo.Keypoints2D) -> zedo.Poses3D:
    rng = np.random.default_rng(2)
    matrices = np.repeat(np.eye(3)[None], COUNT, axis=0)
    matrices[:, 0, 0] = 100 + np.arange(COUNT)
    return zedo.Poses3D(
        rng.normal(size=(2, COUNT, 17, 3)),
        rng.normal(size=(2, COUNT, 3)),
        rng.uniform(size=(2, COUNT)),
        H36M_17,
        keypoints.frame,
        keypoints.time,
        keypoints.person,
        zedo.Camera(matrices, (0.1, 0, 0, 0)),
        {"preset": "fast", "seed": 1},
        rng.uniform(size=(COUNT, 17)),
    )


@pytest.mark.parametrize(
    ("index", "rows"),
    [
        (2, [2]),
        (-1, [5]),
        (np.int64(3), [3]),
        (slice(1, None, 2), [1, 3, 5]),
        (np.arange(COUNT) % 2 == 0, [0, 2, 4]),
        ([True, False] * 3, [0, 2, 4]),
        ([5, 0], [5, 0]),
        (np.array([4]), [4]),
        ([], []),
    ],
)
def test_person_frames_are_chosen_as_numpy_chooses(keypoints, poses, index, rows) -> None:
    some, few = keypoints[index], poses[index]
    np.testing.assert_array_equal(some.uv, keypoints.uv[rows])
    np.testing.assert_array_equal(some.frame, keypoints.frame[rows])
    assert some.image_size == (1920, 1080)
    np.testing.assert_array_equal(few.joints, poses.joints[:, rows])
    np.testing.assert_array_equal(few.translation, poses.translation[:, rows])
    np.testing.assert_array_equal(few.uncertainty, poses.uncertainty[rows])
    np.testing.assert_array_equal(few.camera.matrix, poses.camera.matrix[rows])
    assert few.camera.distortion == poses.camera.distortion and few.provenance == poses.provenance
    np.testing.assert_array_equal(few.person, poses.person[rows])


@pytest.mark.parametrize("index", [np.ones(3, dtype=bool), 1.5, "0", (0, 1, 2, [0]), np.zeros((2, 2), dtype=int), None])
def test_what_is_no_person_frame_is_refused(poses, index) -> None:
    with pytest.raises((zedo.ZedoError, IndexError, ValueError)):
        poses[index]


def test_they_end_where_they_end(keypoints, poses) -> None:
    with pytest.raises(IndexError):
        poses[COUNT]
    assert len(list(keypoints)) == len(list(poses.camera)) == COUNT
    with pytest.raises(TypeError, match="one camera for all"):
        list(zedo.Camera(np.eye(3)))


def test_what_is_cut_can_be_put_together(keypoints, poses) -> None:
    for whole in (keypoints, poses):
        again = type(whole).concatenate([whole[:1], whole[1:4], whole[4:]])
        for name in ("uv", "confidence", "joints", "translation", "reprojection_error", "uncertainty", "frame", "time"):
            if hasattr(whole, name):
                np.testing.assert_array_equal(getattr(again, name), getattr(whole, name))
    np.testing.assert_array_equal(again.camera.matrix, poses.camera.matrix)
    other = replace(poses[4:], provenance={"preset": "best", "seed": 1})
    assert zedo.Poses3D.concatenate([poses[:4], other]).provenance == {"seed": 1}
    one = zedo.Camera(np.eye(3))
    assert zedo.Camera.concatenate([one, one[3]], [2, 1]) is one
    assert len(zedo.Camera.concatenate([one, zedo.Camera(2 * np.eye(3) - np.diag([0, 0, 1]))], [2, 1])) == 3


def test_fisheyes_stay_fisheyes(poses) -> None:
    fisheyes = zedo.Camera(poses.camera.matrix, (0.1, 0, 0, 0), fisheye=True)
    again = zedo.Camera.concatenate([fisheyes[:2], fisheyes[2:]], [2, COUNT - 2])
    assert fisheyes[0].fisheye and again.fisheye
    np.testing.assert_array_equal(again.matrix, fisheyes.matrix)


def test_what_does_not_fit_is_not_put_together(keypoints, poses) -> None:
    with pytest.raises(zedo.ZedoError, match="person 0 occurs twice in frame 0"):
        zedo.Keypoints2D.concatenate([keypoints, keypoints])
    with pytest.raises(zedo.ZedoError, match="skeletons differ: h36m_17 and coco_17"):
        zedo.Keypoints2D.concatenate([keypoints, replace(keypoints, skeleton=COCO_17)])
    with pytest.raises(zedo.ZedoError, match="different numbers of hypotheses"):
        one = replace(poses, **{n: getattr(poses, n)[:1] for n in ("joints", "translation", "reprojection_error")})
        zedo.Poses3D.concatenate([poses, one])
    with pytest.raises(zedo.ZedoError, match="some have none"):
        zedo.Poses3D.concatenate([poses, replace(poses, uncertainty=None)])
    with pytest.raises(zedo.ZedoError, match="distortions differ"):
        zedo.Camera.concatenate([zedo.Camera(np.eye(3)), poses.camera], [1, COUNT])
    with pytest.raises(zedo.ZedoError, match="fisheyes"):
        fisheye = zedo.Camera(np.eye(3), poses.camera.distortion, fisheye=True)
        zedo.Camera.concatenate([fisheye, poses.camera], [1, COUNT])
    for kind in (zedo.Keypoints2D, zedo.Poses3D):
        with pytest.raises(zedo.ZedoError, match="nothing to put together"):
            kind.concatenate([])


def test_they_are_shown_in_a_line(keypoints, poses) -> None:
    assert repr(keypoints) == "Keypoints2D(2 people in 3 frames of 0.1 s, h36m_17, 1920×1080 px)"
    assert repr(poses[0]) == "Poses3D(1 person in 1 frame, h36m_17, 2 hypotheses)"
