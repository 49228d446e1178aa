"""Whatever keypoints and cameras are: lifting gives finite numbers, NaN for whole person-frames, or one sentence."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zedo
from tests.optimise.conftest import STANDING
from zedo import Keypoints2D
from zedo.body.skeleton import H36M_17, HALPE_26
from zedo.optimise.evidence import Evidence
from zedo.optimise.lifter import Lifter
from zedo.poses import reprojection_error

CAMERA = zedo.Camera.from_intrinsics(1000, 1000, 640, 360)
CENTRE = np.array([640.0, 360.0])
PERSON = STANDING + np.array([0.2, 0.1, 4.0])
UV = PERSON[:, :2] / PERSON[:, 2:] * 1000 + CENTRE

BACKENDS = ["torch", "torch-bf16", "openvino", "openvino-int8"]


@cache
def lifter(backend: str, preset: str = "fast") -> Lifter:
    return Lifter(preset=preset, backend=backend, iterations=None if preset == "fast" else 5)


def degenerate() -> Keypoints2D:
    """A person-frame each; which of them can be lifted is told by :data:`LIFTABLE`."""
    line = np.linspace([100.0, 100.0], [900.0, 600.0], 17)
    sides = np.where(np.arange(17)[:, None] % 2, [0.0, 0.0], [1e9, -1e9])
    noise = np.random.default_rng(0).uniform(-1e4, 1e4, (17, 2))
    frames = {
        "line": line,
        "vertical line": line * [0, 1] + [640, 0],
        "two points": np.where(np.arange(17)[:, None] < 8, CENTRE, CENTRE + 50),
        "as if behind": 2 * CENTRE - UV,
        "mirrored": UV * [-1, 1] + [1280, 0],
        "noise": noise,
        "a hundredth": CENTRE + (UV - CENTRE) / 100,
        "a hundred": CENTRE + (UV - CENTRE) * 100,
        "far to the side": UV + np.array([50_000, 0]),
        "one point": np.full((17, 2), 300.0),
        "the centre": np.broadcast_to(CENTRE, (17, 2)),
        "tiny": CENTRE + (UV - CENTRE) * 1e-12,
        "huge": CENTRE + (UV - CENTRE) * 1e12,
        "out of every image": sides * 1e290,
    }
    confidence = np.ones((len(frames) + 2, 17))
    limb = [H36M_17.index(f"right_{joint}") for joint in ("hip", "knee", "ankle")]
    confidence[-2] = np.isin(np.arange(17), limb)
    confidence[-1] = 1e-12
    return Keypoints2D(np.stack([*frames.values(), UV, UV]), confidence, H36M_17)


LIFTABLE = np.array([True] * 9 + [False] * 5 + [True] * 2)


@pytest.mark.parametrize(
    ("backend", "preset"),
    [
        *((backend, "fast") for backend in BACKENDS),
        ("torch", "default"),
        ("torch", "paper"),
        ("openvino-int8", "default"),
    ],
)
def test_degenerate_people_are_finite_or_nan_as_a_whole(backend: str, preset: str) -> None:
    keypoints = degenerate()
    np.testing.assert_array_equal(Evidence.of(keypoints, CAMERA, H36M_17).fixed, LIFTABLE)
    poses = lifter(backend, preset)(keypoints, CAMERA)
    for values in (poses.joints, poses.translation[..., None]):
        np.testing.assert_array_equal(np.isfinite(values).all(axis=(0, 2, 3)), LIFTABLE)
        assert np.isnan(values[:, ~LIFTABLE]).all()
    assert np.isfinite(poses.reprojection_error[:, LIFTABLE]).all()
    if poses.uncertainty is not None:
        assert np.isfinite(poses.uncertainty[LIFTABLE]).all()


@pytest.mark.parametrize("backend", ["torch", "openvino-int8"])
def test_nobody_who_can_be_lifted_is_one_sentence(backend: str) -> None:
    keypoints = degenerate()
    hopeless = Keypoints2D(keypoints.uv[~LIFTABLE], keypoints.confidence[~LIFTABLE], H36M_17)
    with pytest.raises(ValueError, match="none of the 5 person-frames has 3 visible joints in different places"):
        lifter(backend)(hopeless, CAMERA)


NUMBER = st.floats(-1e6, 1e6) | st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: abs(x) < 1e300)
FOCAL = st.floats(1e-9, 1e12)


@settings(max_examples=40, deadline=None)
@given(
    uv=st.lists(st.tuples(NUMBER, NUMBER), min_size=17, max_size=17),
    confidence=st.lists(st.sampled_from([0.0, 1e-300, 0.5, 1.0]), min_size=17, max_size=17),
    camera=st.tuples(FOCAL, FOCAL, NUMBER, NUMBER),
    distortion=st.sampled_from([(), (-0.3, 0.1, 0.01, -0.01), (-5.0, 3.0, 0.5, 0.5, 9.0)]),
)
def test_any_numbers_are_finite_or_one_sentence(uv, confidence, camera, distortion) -> None:
    keypoints = Keypoints2D(np.array([uv]), np.array([confidence]), H36M_17)
    try:
        poses = lifter("torch")(keypoints, zedo.Camera.from_intrinsics(*camera, distortion))
    except ValueError as error:
        assert "3 visible joints in different places" in str(error)
        return
    assert np.isfinite(poses.joints).all() and np.isfinite(poses.translation).all()
    assert np.isfinite(poses.reprojection_error).all()


def test_feet_and_hands_of_degenerate_people_are_finite_too() -> None:
    uv = np.linspace([100.0, 100.0], [900.0, 600.0], 26)[None]
    keypoints = Keypoints2D(np.concatenate([uv, uv * 0 + 300]), np.ones((2, 26)), HALPE_26)
    poses = lifter("torch")(keypoints, CAMERA)
    assert poses.joints.shape[2] > 17
    np.testing.assert_array_equal(np.isfinite(poses.joints).all(axis=(0, 2, 3)), [True, False])


def test_a_ray_whose_distortion_cannot_be_undone_counts_for_nothing() -> None:
    # Beyond r² = 1/(3 · 0.3) the image of this lens comes back: no ray meets these keypoints.
    camera = zedo.Camera.from_intrinsics(1000, 1000, 640, 360, (-0.3, 0.0, 0.0, 0.0))
    far = UV.copy()
    far[3] = [1e6, 1e6]
    seen = Evidence.of(Keypoints2D(far[None], np.ones((1, 17)), H36M_17), camera, H36M_17)
    assert seen.fixed.all()
    assert (np.abs(seen.plane[seen.confidence > 0]) <= 100).all()
    assert np.isfinite(lifter("torch")(Keypoints2D(far[None], np.ones((1, 17)), H36M_17), camera).joints).all()


def test_a_joint_behind_the_camera_makes_the_error_large_not_nan() -> None:
    behind = PERSON.copy()
    behind[0, 2] = -0.5
    keypoints = Keypoints2D(UV[None], np.ones((1, 17)), H36M_17)
    assert reprojection_error(PERSON[None, None], keypoints, CAMERA)[0, 0] < 1e-9
    error = reprojection_error(behind[None, None], keypoints, CAMERA)[0, 0]
    assert np.isfinite(error) and error > 1000
