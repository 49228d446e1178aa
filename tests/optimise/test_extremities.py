import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

import zedo
from tests.body.test_extremities import DETECTORS
from tests.optimise.conftest import STANDING
from zedo.body.extremities import ATTACHMENTS, MEAN_LIMBS, extended
from zedo.body.skeleton import BODY_25, H36M_17, HALPE_26, Skeleton
from zedo.optimise.extremities import SEEN, UNSEEN, attach, attached_radius
from zedo.poses import Keypoints2D

CAMERA = zedo.Camera.from_intrinsics(1150, 1140, 960, 540, (-0.1, 0.02, 0.001, -0.0005))
TURNS = st.tuples(*[st.floats(-180, 180)] * 3)


def before_camera(turn: tuple[float, ...] = (0, 0, 0), size: float = 1.0) -> np.ndarray:
    """(1, 1, 17, 3)"""
    return (size * Rotation.from_euler("xyz", turn, degrees=True).apply(STANDING) + [0.2, 0.1, 4.0])[None, None]


def of(positions: np.ndarray, skeleton: Skeleton) -> Keypoints2D:
    """What the camera sees of (1, 1, J, 3)."""
    uv = CAMERA.project(positions)[0]
    return Keypoints2D(uv, np.ones(uv.shape[:2]), skeleton, image_size=(1920, 1080))


def neutral(body: np.ndarray, skeleton: Skeleton) -> np.ndarray:
    """(1, 1, K, 3): the body with all that hangs on it in its neutral place."""
    nothing = Keypoints2D(np.zeros((1, len(skeleton), 2)), np.zeros((1, len(skeleton))), skeleton)
    return attach(body, H36M_17, nothing, CAMERA)


def test_feet_point_forward_and_stand_on_the_floor() -> None:
    skeleton = extended(H36M_17, HALPE_26)
    point = dict(zip(skeleton.joints, neutral(before_camera(), skeleton)[0, 0], strict=True))
    for side, outwards in (("left", 1.0), ("right", -1.0)):
        foot = point[f"{side}_big_toe"] - point[f"{side}_heel"]
        assert foot[2] < -0.2  # STANDING faces the camera
        for sole in ("heel", "big_toe", "small_toe"):
            assert 0.03 < point[f"{side}_{sole}"][1] - point[f"{side}_ankle"][1] < 0.12
        assert outwards * (point[f"{side}_small_toe"] - point[f"{side}_big_toe"])[0] > 0.02
        assert outwards * (point[f"{side}_ear"] - point["nose"])[0] > 0.05
    assert point["nose"][2] < min(point["left_eye"][2], point["right_eye"][2]) < point["left_ear"][2]


@given(turn=TURNS, size=st.floats(0.5, 1.3), source=st.sampled_from(DETECTORS))
def test_what_is_in_its_neutral_place_is_found_there(turn: tuple, size: float, source: Skeleton) -> None:
    skeleton = extended(H36M_17, source)
    truth = neutral(before_camera(turn, size), skeleton)
    found = attach(truth[:, :, :17], H36M_17, of(truth, skeleton), CAMERA)
    np.testing.assert_allclose(found, truth, atol=1e-7)


@given(turn=TURNS, source=st.sampled_from(DETECTORS), seed=st.integers(0, 99))
def test_the_distance_is_anatomys_and_the_direction_the_images(turn: tuple, source: Skeleton, seed: int) -> None:
    skeleton, rng = extended(H36M_17, source), np.random.default_rng(seed)
    body = before_camera(turn)
    anywhere = neutral(body, skeleton)
    anywhere[:, :, 17:] += 0.1 * rng.normal(size=anywhere[:, :, 17:].shape)
    found = attach(body, H36M_17, of(anywhere, skeleton), CAMERA)
    limbs = [
        (p, j) for p, j in H36M_17.bones if skeleton.joints[j].split("_")[-1] in ("knee", "ankle", "elbow", "wrist")
    ]
    size = sum(np.linalg.norm(body[0, 0, j] - body[0, 0, p]) for p, j in limbs) / MEAN_LIMBS
    for joint in range(17, len(skeleton)):
        parent, wanted = body[0, 0, skeleton.parents[joint]], anywhere[0, 0, joint]
        offset = found[0, 0, joint] - parent
        away = size * np.linalg.norm(ATTACHMENTS[skeleton.joints[joint]].offset)
        assert np.linalg.norm(offset) == pytest.approx(away)
        # It lies in the plane of the parent and the keypoint's ray, on the ray's side of the parent.
        normal = np.cross(parent, wanted)
        assert abs(offset @ normal) <= 1e-6 * np.linalg.norm(normal)
        ray = wanted / np.linalg.norm(wanted)
        assert offset @ (wanted - parent - ((wanted - parent) @ ray) * ray) >= 0 or np.linalg.norm(normal) < 1e-3


def test_keypoints_count_from_their_parents_image() -> None:
    # The lifted ankle is beside its keypoint; the foot goes with the ankle.
    skeleton = extended(H36M_17, HALPE_26)
    truth = neutral(before_camera(), skeleton)
    seen = of(truth, skeleton)
    body = truth[:, :, :17] + [0.03, -0.02, 0.0]
    found = attach(body, H36M_17, seen, CAMERA)
    offsets = found[0, 0, 17:] - body[0, 0, list(skeleton.parents[17:])]
    true_offsets = truth[0, 0, 17:] - truth[0, 0, list(skeleton.parents[17:])]
    np.testing.assert_allclose(offsets, true_offsets, atol=2e-3)


def test_people_who_were_not_lifted_have_no_feet_either() -> None:
    skeleton = extended(H36M_17, BODY_25)
    seen = of(neutral(before_camera(), skeleton), skeleton)
    assert np.isnan(attach(np.full((2, 1, 17, 3), np.nan), H36M_17, seen, CAMERA)).all()


def test_the_radius_holds_the_parents_and_its_own() -> None:
    skeleton = extended(H36M_17, HALPE_26)
    body = before_camera()
    confidence = np.ones((1, len(skeleton)))
    toe, ankle = skeleton.index("left_big_toe"), skeleton.index("left_ankle")
    seen = Keypoints2D(np.zeros((1, len(skeleton), 2)), confidence, skeleton)
    confidence[0, toe] = 0
    unseen = Keypoints2D(np.zeros((1, len(skeleton), 2)), confidence, skeleton)
    length = np.linalg.norm(neutral(body, skeleton)[0, 0, toe] - body[0, 0, ankle])
    for keypoints, share in ((seen, SEEN), (unseen, UNSEEN)):
        radius = attached_radius(np.full((1, 17), 0.07), body[0], H36M_17, keypoints)
        assert radius.shape == (1, len(skeleton)) and (radius[:, :17] == 0.07).all()
        assert radius[0, toe] == pytest.approx(np.hypot(0.07, share * length))


@pytest.mark.parametrize("source", DETECTORS, ids=lambda s: s.name)
def test_lifting_keeps_them_after_the_priors_joints(source: Skeleton) -> None:
    skeleton = extended(H36M_17, source)
    truth = neutral(np.concatenate([before_camera((0, 30 * k, 0)) for k in range(3)], axis=1), skeleton)
    uv = CAMERA.project(truth)[0]
    keypoints = Keypoints2D(uv, np.ones(uv.shape[:2]), skeleton, image_size=(1920, 1080))
    poses = zedo.lift(keypoints, CAMERA, iterations=5)
    body = zedo.lift(keypoints.to(H36M_17), CAMERA, iterations=5)
    assert poses.skeleton == skeleton and np.isfinite(poses.joints).all()
    np.testing.assert_allclose(poses.joints[:, :, :17], body.joints, atol=1e-5)
    assert poses.uncertainty is not None and body.uncertainty is not None
    parents = list(skeleton.parents[17:])
    assert (poses.uncertainty[:, 17:] > poses.uncertainty[:, parents]).all()
    error = np.linalg.norm(poses.joints[0] - (truth[0] - truth[0, :, :1]), axis=-1)
    assert error[:, 17:].mean() < error[:, :17].mean() + 0.05
