import math

import pytest
import torch
from torch import Tensor

from zedo.body.definitions import CENTRES, JOINT_OF, MARKED, POINTS
from zedo.body.skeleton import H36M_17, Skeleton
from zedo.body.told import COUNT, nothing
from zedo.proposal.network import NOISE_SCALE
from zedo.proposal.proposal import Proposal, Proposed

# Without a single root joint the origin would hide what a joint does: four joints about two roots.
JOINTS = Skeleton("four", ("a", "b", "c", "d"), (-1, 0, 0, 0), (0, 1))
MEAN = torch.tensor([[0.3, 0.0, 0.0], [-0.3, 0.0, 0.0], [0.0, 0.5, 0.2], [0.1, -0.4, -0.2]], dtype=torch.float64)
OFFSETS = torch.tensor([[0.01, 0.0, 0.02], [0.0, 0.03, 0.0]], dtype=torch.float64)
SPREAD = 0.15
HIPS = [POINTS.index(f"{side}_hip") for side in ("left", "right")]
PLANE = torch.zeros(1, len(POINTS), 2, dtype=torch.float64)
PLANE[0, HIPS] = torch.tensor([[0.1, 0.0], [-0.1, 0.0]], dtype=torch.float64)
SEEN = torch.zeros(1, len(POINTS), dtype=torch.float64)
SEEN[0, HIPS] = 1.0


def gaussian(pose: Tensor, time: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
    """E[x(1) | x(τ)] in closed form for x(1) ~ N(MEAN, SPREAD²), whatever is seen."""
    tau = time[:, None, None].double()
    variance = (tau * SPREAD) ** 2 + ((1 - tau) * NOISE_SCALE) ** 2
    return MEAN + tau * SPREAD**2 / variance * (pose - tau * MEAN), OFFSETS.expand(len(pose), -1, -1)


def test_the_median_is_in_camera_axes() -> None:
    answer = Proposal(gaussian, JOINTS).median(PLANE, SEEN)
    # The hips are seen left and right of the axis: the view is the camera's.
    torch.testing.assert_close(answer.pose[0], MEAN, rtol=0, atol=1e-9)
    torch.testing.assert_close(answer.offsets[0], OFFSETS, rtol=0, atol=1e-9)


def test_samples_follow_the_distribution() -> None:
    generator = torch.Generator().manual_seed(0)
    samples = Proposal(gaussian, JOINTS).sample(PLANE, SEEN, 20_000, 100, generator).pose[:, 0]
    torch.testing.assert_close(samples.mean(dim=0), MEAN, rtol=0, atol=0.01)
    # Re-rooting at the mean of two joints takes their common part out of joints c and d, and adds half its variance.
    spread = samples[:, 2:].std(dim=0)
    torch.testing.assert_close(spread, torch.full_like(spread, SPREAD * math.sqrt(1.5)), rtol=0.03, atol=0)


def test_samples_do_not_depend_on_company() -> None:
    proposal = Proposal(gaussian, JOINTS)
    both, seen = torch.cat([PLANE, 2 * PLANE]), SEEN.expand(2, -1)
    together = proposal.sample(both, seen, 5, 4, torch.Generator().manual_seed(3))
    alone = proposal.sample(both[1:], SEEN, 5, 4, torch.Generator().manual_seed(3))
    torch.testing.assert_close(together.pose[:, 1:], alone.pose)
    torch.testing.assert_close(together.offsets[:, 1:], alone.offsets)


@pytest.mark.parametrize("angle", [-0.5, 0.4])
def test_a_person_off_the_axis_is_turned_back(angle: float) -> None:
    turn = torch.tensor([[math.cos(angle), 0, math.sin(angle)], [0, 1, 0], [-math.sin(angle), 0, math.cos(angle)]])
    rays = torch.cat([PLANE, torch.ones(1, len(POINTS), 1)], dim=-1) @ turn.double().T
    answer = Proposal(gaussian, JOINTS).median(rays[..., :2] / rays[..., 2:], SEEN)
    torch.testing.assert_close(answer.pose[0], MEAN @ turn.double().T, rtol=0, atol=1e-6)
    torch.testing.assert_close(answer.offsets[0], OFFSETS @ turn.double().T, rtol=0, atol=1e-6)


def test_what_is_told_of_a_body_reaches_the_network() -> None:
    seen: list[Tensor] = []

    def network(pose: Tensor, time: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        seen.append(features)
        return gaussian(pose, time, features)

    proposal = Proposal(network, JOINTS)
    told = torch.arange(COUNT).double()[None]
    proposal.median(PLANE, SEEN)
    proposal.median(PLANE, SEEN, told)
    proposal.sample(PLANE, SEEN, 2, 1, torch.Generator().manual_seed(0), told)
    assert torch.equal(seen[0][:, -COUNT:], nothing(1).double())
    assert torch.equal(seen[1][:, -COUNT:], told)
    assert torch.equal(seen[2][:, -COUNT:], told.expand(2, -1))


def test_points_are_joints_and_what_is_marked_beside_them() -> None:
    pose, offsets = torch.randn(2, 3, 17, 3), torch.randn(2, 3, len(MARKED), 3)
    points = Proposed(pose, offsets).points
    assert points.shape == (2, 3, len(POINTS), 3)
    torch.testing.assert_close(points[..., :CENTRES, :], pose)
    knee = MARKED.index("left_knee")
    assert JOINT_OF[knee] == H36M_17.index("left_knee")
    torch.testing.assert_close(
        points[..., CENTRES + knee, :], pose[..., H36M_17.index("left_knee"), :] + offsets[..., knee, :]
    )
