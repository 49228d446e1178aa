import math

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.train.people import people
from zedo.body.skeleton import H36M_17
from zedo.train.augment import bone_vectors
from zedo.train.limbs import ARMS, LEGS, bend, varied


def directions(seed: int, count: int = 50) -> tuple[torch.Tensor, torch.Tensor]:
    vectors = bone_vectors(torch.from_numpy(people(count, seed=seed)).double())
    lengths = vectors.norm(dim=-1)
    return vectors / lengths[..., None], lengths


def angle(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.atan2(torch.linalg.cross(a, b).norm(dim=-1), (a * b).sum(dim=-1))


@given(st.integers(0, 2**32 - 1), st.floats(0.02, 2.6), st.floats(0.6, 1.6))
def test_a_limb_is_bent_as_asked_and_its_ends_stay_in_line(seed: int, flexion: float, ratio: float) -> None:
    rng = np.random.default_rng(seed)
    upper, lower, fallback = torch.from_numpy(rng.normal(size=(3, 4, 3)))
    upper, lower = upper / upper.norm(dim=-1, keepdim=True), lower / lower.norm(dim=-1, keepdim=True)
    wanted, share = torch.full((4,), flexion).double(), torch.full((4,), ratio).double()
    one, two = bend(upper, lower, wanted, share, fallback)
    torch.testing.assert_close(one.norm(dim=-1), torch.ones(4).double(), rtol=0, atol=1e-6)
    torch.testing.assert_close(two.norm(dim=-1), torch.ones(4).double(), rtol=0, atol=1e-4)
    torch.testing.assert_close(angle(one, two), wanted, rtol=0, atol=1e-3)
    line, was = one + ratio * two, upper + ratio * lower
    torch.testing.assert_close(angle(line, was), torch.zeros(4).double(), rtol=0, atol=1e-3)


def test_a_limb_bends_the_way_it_was_bent() -> None:
    unit, lengths = directions(1)
    hip, knee = H36M_17.index("left_knee") - 1, H36M_17.index("left_ankle") - 1
    flexion = angle(unit[:, hip], unit[:, knee])
    bent = flexion > 0.3
    one, two = bend(unit[:, hip], unit[:, knee], flexion / 2, lengths[:, knee] / lengths[:, hip], unit[:, hip])
    before, after = torch.linalg.cross(unit[:, hip], unit[:, knee]), torch.linalg.cross(one, two)
    torch.testing.assert_close(angle(before, after)[bent], torch.zeros(int(bent.sum())).double(), rtol=0, atol=1e-6)


def test_a_straight_knee_bends_forward_and_a_straight_elbow_back() -> None:
    # Someone who stands facing +z with arms and legs hanging.
    unit = torch.zeros(200, 16, 3, dtype=torch.float64)
    unit[..., 1] = -1.0
    unit[:, H36M_17.index("left_hip") - 1] = torch.tensor([1.0, 0.0, 0.0], dtype=torch.float64)
    unit[:, H36M_17.index("spine") - 1] = torch.tensor([0.0, 1.0, 0.0], dtype=torch.float64)
    changed = varied(unit, torch.full((200, 16), 0.4).double(), torch.Generator().manual_seed(0))
    thigh, arm = (changed[:, H36M_17.index(joint) - 1] for joint in ("left_knee", "left_elbow"))
    assert (thigh[:, 2] > -1e-6).all() and (thigh[:, 2] > 0.1).any()
    assert (arm[:, 2] < 1e-6).all() and (arm[:, 2] < -0.1).any()


def test_as_many_limbs_change_as_is_said_and_no_other_bone() -> None:
    unit, lengths = directions(2, 400)
    changed = varied(unit, lengths, torch.Generator().manual_seed(1))
    moved = (changed - unit).norm(dim=-1) > 1e-9
    for joints, how in ((("knee", "ankle"), LEGS), (("elbow", "wrist"), ARMS)):
        rows = [H36M_17.index(f"{side}_{joint}") - 1 for joint in joints for side in ("left", "right")]
        assert abs(moved[:, rows].double().mean() - how.changed) < 0.08
        flexion = angle(*(changed[:, H36M_17.index(f"left_{joint}") - 1] for joint in joints))
        before = angle(*(unit[:, H36M_17.index(f"left_{joint}") - 1] for joint in joints))
        assert (flexion <= torch.maximum(before, torch.tensor(how.most)) + 1e-3).all()
        assert math.degrees(float((flexion - before).max())) > 30 and (flexion < before - 1e-3).any()
    limbs = [H36M_17.index(f"{s}_{j}") - 1 for s in ("left", "right") for j in ("knee", "ankle", "elbow", "wrist")]
    others = [bone for bone in range(16) if bone not in limbs]
    assert not moved[:, others].any()
