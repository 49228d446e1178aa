import pytest
import torch

from zedo.optimise.uncertainty import EXPONENT, SCALE, joint_radius


def test_the_radius_follows_the_spread_of_the_samples() -> None:
    answer = torch.zeros(2, 3, 3)
    samples = torch.zeros(4, 2, 3, 3)
    samples[:, 0, 1, 2] = torch.tensor([0.1, -0.1, 0.1, -0.1])  # one joint, in depth alone
    samples[:, 1, 2, 0] = 0.3  # all samples agree, elsewhere than the answer
    radius = joint_radius(answer, samples)
    assert radius[0].tolist() == pytest.approx([0.0, SCALE * 0.1**EXPONENT, 0.0])
    assert radius[1].tolist() == pytest.approx([0.0, 0.0, SCALE * 0.3**EXPONENT])
