import math

import pytest
import roma
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from zedo.body.frames import BENT, SEGMENT_FRAMES, STRAIGHT, segment_frames
from zedo.body.skeleton import H36M_17

SEEDS = st.integers(0, 2**31 - 1)
STANDING = {
    "pelvis": (0.0, 0.0, 0.0), "hip": (0.11, 0.0, 0.0), "knee": (0.12, -0.4, 0.0), "ankle": (0.12, -0.8, 0.0),
    "spine": (0.0, 0.24, -0.02), "thorax": (0.0, 0.47, 0.0), "neck": (0.0, 0.59, 0.02), "head": (0.0, 0.7, 0.0),
    "shoulder": (0.17, 0.46, 0.0), "elbow": (0.19, 0.2, 0.0), "wrist": (0.19, -0.03, 0.0),
}  # fmt: skip
"""Of the left side: x left, y up, z forward, metres."""


def standing() -> torch.Tensor:
    places = []
    for joint in H36M_17.joints:
        place = torch.tensor(STANDING[joint.removeprefix("left_").removeprefix("right_")], dtype=torch.float64)
        if joint.startswith("right_"):
            place[0] = -place[0]
        places.append(place)
    return torch.stack(places)


def people(seed: int, count: int = 16) -> torch.Tensor:
    """People who stand, with every joint moved by some 10 cm."""
    generator = torch.Generator().manual_seed(seed)
    return standing() + 0.1 * torch.randn(count, 17, 3, generator=generator, dtype=torch.float64)


def bent(joint: str, degrees: float) -> torch.Tensor:
    """Someone who stands with the left knee or elbow bent."""
    pose, sign = standing(), {"knee": -1.0, "elbow": 1.0}[joint]
    end = {"knee": "ankle", "elbow": "wrist"}[joint]
    angle = math.radians(degrees)
    along = torch.tensor([0.0, -math.cos(angle), sign * math.sin(angle)], dtype=torch.float64)
    pose[H36M_17.index(f"left_{end}")] = pose[H36M_17.index(f"left_{joint}")] + 0.4 * along
    return pose


def frame(pose: torch.Tensor, segment: str) -> torch.Tensor:
    return segment_frames(pose)[..., SEGMENT_FRAMES.index(segment), :, :]


def test_standing_everything_points_up_left_and_forward() -> None:
    frames = segment_frames(standing())
    assert frames.shape == (11, 3, 3)
    degrees = torch.rad2deg(torch.acos(frames.diagonal(dim1=-2, dim2=-1).clamp(max=1.0)))
    assert degrees.max() < 8.0


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_frames_are_rotations(seed: int) -> None:
    frames = segment_frames(people(seed))
    identity = torch.eye(3, dtype=frames.dtype)
    torch.testing.assert_close(frames.transpose(-1, -2) @ frames, identity.expand_as(frames), atol=1e-9, rtol=0)
    torch.testing.assert_close(torch.linalg.det(frames), torch.ones(frames.shape[:-2], dtype=frames.dtype))


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_frames_turn_with_the_person(seed: int) -> None:
    poses = people(seed)
    torch.manual_seed(seed)
    turned, moved = roma.random_rotmat(1, dtype=poses.dtype)[0], torch.randn(3, dtype=poses.dtype)
    expected = turned @ segment_frames(poses)
    torch.testing.assert_close(segment_frames(3.0 * poses @ turned.T + moved), expected, atol=1e-7, rtol=0)


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_the_mirrored_person_has_mirrored_frames(seed: int) -> None:
    poses, flip = people(seed), torch.diag(torch.tensor([-1.0, 1.0, 1.0], dtype=torch.float64))
    swapped = [
        SEGMENT_FRAMES.index(
            name.replace("left_", "right_") if name.startswith("left_") else name.replace("right_", "left_")
        )
        for name in SEGMENT_FRAMES
    ]
    mirrored = segment_frames((poses @ flip)[:, list(H36M_17.mirror)])
    # A point on the left at o is on the right at (-x, y, z).
    torch.testing.assert_close(mirrored, (flip @ segment_frames(poses) @ flip)[:, swapped], atol=1e-7, rtol=0)


@pytest.mark.parametrize(("joint", "lower"), [("knee", "left_shin"), ("elbow", "left_forearm")])
def test_no_jump_from_straight_to_bent(joint: str, lower: str) -> None:
    poses = torch.stack([bent(joint, degrees) for degrees in torch.arange(0.0, 130.0, 0.25).tolist()])
    poses = poses + 0.003 * torch.randn(17, 3, generator=torch.Generator().manual_seed(0), dtype=poses.dtype)
    frames = frame(poses, lower)
    steps = roma.rotmat_geodesic_distance(frames[1:], frames[:-1])
    assert torch.rad2deg(steps).max() < 1.0


@pytest.mark.parametrize(
    ("joint", "upper", "sign"), [("knee", "left_thigh", -1.0), ("elbow", "left_upper_arm", 1.0)], ids=["knee", "elbow"]
)
def test_a_bent_limb_has_its_hinge_for_x(joint: str, upper: str, sign: float) -> None:
    poses = bent(joint, BENT + 5.0)
    # The whole limb turned by 40° about the upper segment: its axes follow, x staying across both.
    start, middle = (H36M_17.index(f"left_{name}") for name in (("hip" if joint == "knee" else "shoulder"), joint))
    end = H36M_17.index("left_ankle" if joint == "knee" else "left_wrist")
    axis = torch.nn.functional.normalize(poses[middle] - poses[start], dim=-1)
    turned = roma.rotvec_to_rotmat(axis * math.radians(40.0))
    again = poses.clone()
    again[end] = poses[middle] + turned @ (poses[end] - poses[middle])
    torch.testing.assert_close(frame(again, upper), turned @ frame(poses, upper), atol=1e-4, rtol=0)
    beyond = (poses[end] - poses[middle]) @ frame(poses, upper)
    assert sign * beyond[2] > 0.1
    assert beyond[0].abs() < 1e-4
    # Straight, the same turn says nothing.
    straight = bent(joint, STRAIGHT - 4.0)
    again = straight.clone()
    again[end] = straight[middle] + turned @ (straight[end] - straight[middle])
    torch.testing.assert_close(frame(again, upper), frame(straight, upper), atol=1e-9, rtol=0)


@pytest.mark.parametrize("direction", [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.6, 0.6, 0.5)])
def test_raised_straight_arms_have_steady_axes(direction: tuple[float, float, float]) -> None:
    """Sideways the trunk's x is along the arm, upwards the arm is opposite to hanging: neither may flip the axes."""
    generator = torch.Generator().manual_seed(0)
    pose = standing()
    shoulder, elbow, wrist = (H36M_17.index(f"left_{joint}") for joint in ("shoulder", "elbow", "wrist"))
    along = torch.nn.functional.normalize(torch.tensor(direction, dtype=pose.dtype), dim=0)
    pose[elbow], pose[wrist] = pose[shoulder] + 0.26 * along, pose[shoulder] + 0.5 * along
    poses = pose + 0.004 * torch.randn(64, 17, 3, generator=generator, dtype=pose.dtype)
    turns = torch.rad2deg(roma.rotmat_geodesic_distance(frame(poses, "left_upper_arm"), frame(pose, "left_upper_arm")))
    assert turns.max() < 12.0


def test_finite_and_differentiable_on_one_spot_and_along_one_line() -> None:
    line = torch.arange(17.0)[:, None] * torch.tensor([0.0, 0.1, 0.0])
    flat = torch.stack([torch.zeros(17, 3), line, -line])
    joints = flat.requires_grad_()
    frames = segment_frames(joints)
    assert frames.isfinite().all()
    frames.sum().backward()
    assert joints.grad is not None
    assert joints.grad.isfinite().all()


def test_gradients() -> None:
    assert torch.autograd.gradcheck(segment_frames, people(3, 2).requires_grad_())


def test_any_batch_shape() -> None:
    poses = people(0, 12)
    torch.testing.assert_close(segment_frames(poses.reshape(3, 4, 17, 3)).flatten(0, 1), segment_frames(poses))
