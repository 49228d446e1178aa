import math

import pytest
import torch
from torch import Tensor

from zedo.body.skeleton import Skeleton
from zedo.proposal.network import NOISE_SCALE
from zedo.proposal.proposal import Proposal

# Without a single root joint the origin would hide what a joint does: four joints about two roots.
POINTS = Skeleton("points", ("a", "b", "c", "d"), (-1, 0, 0, 0), (0, 1))
MEAN = torch.tensor([[0.3, 0.0, 0.0], [-0.3, 0.0, 0.0], [0.0, 0.5, 0.2], [0.1, -0.4, -0.2]], dtype=torch.float64)
SPREAD = 0.15
PLANE = torch.tensor([[[0.1, 0.0], [-0.1, 0.0], [0.0, 0.15], [0.05, -0.1]]], dtype=torch.float64)


def gaussian(pose: Tensor, time: Tensor, features: Tensor) -> Tensor:
    """E[x(1) | x(τ)] in closed form for x(1) ~ N(MEAN, SPREAD²), whatever is seen."""
    tau = time[:, None, None].double()
    variance = (tau * SPREAD) ** 2 + ((1 - tau) * NOISE_SCALE) ** 2
    return MEAN + tau * SPREAD**2 / variance * (pose - tau * MEAN)


def test_the_median_is_in_camera_axes() -> None:
    pose = Proposal(gaussian, POINTS).median(PLANE, torch.ones(1, 4))
    # The roots are seen left and right of the axis: the view is the camera's.
    torch.testing.assert_close(pose[0], MEAN, rtol=0, atol=1e-9)


def test_samples_follow_the_distribution() -> None:
    generator = torch.Generator().manual_seed(0)
    samples = Proposal(gaussian, POINTS).sample(PLANE, torch.ones(1, 4), 20_000, 100, generator)[:, 0]
    torch.testing.assert_close(samples.mean(dim=0), MEAN, rtol=0, atol=0.01)
    # Re-rooting at the mean of two joints takes their common part out of joints c and d, and adds half its variance.
    spread = samples[:, 2:].std(dim=0)
    torch.testing.assert_close(spread, torch.full_like(spread, SPREAD * math.sqrt(1.5)), rtol=0.03, atol=0)


def test_samples_do_not_depend_on_company() -> None:
    proposal = Proposal(gaussian, POINTS)
    both = torch.cat([PLANE, 2 * PLANE])
    together = proposal.sample(both, torch.ones(2, 4), 5, 4, torch.Generator().manual_seed(3))
    alone = proposal.sample(both[1:], torch.ones(1, 4), 5, 4, torch.Generator().manual_seed(3))
    torch.testing.assert_close(together[:, 1:], alone)


@pytest.mark.parametrize("angle", [-0.5, 0.4])
def test_a_person_off_the_axis_is_turned_back(angle: float) -> None:
    turn = torch.tensor([[math.cos(angle), 0, math.sin(angle)], [0, 1, 0], [-math.sin(angle), 0, math.cos(angle)]])
    rays = torch.cat([PLANE, torch.ones(1, 4, 1)], dim=-1) @ turn.double().T
    pose = Proposal(gaussian, POINTS).median(rays[..., :2] / rays[..., 2:], torch.ones(1, 4))
    torch.testing.assert_close(pose[0], MEAN @ turn.double().T, rtol=0, atol=1e-6)
