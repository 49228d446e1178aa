import pytest
import torch

from zedo.prior.network import NetworkConfig, ScoreNetwork


@pytest.fixture(scope="module")
def network() -> ScoreNetwork:
    """A small one of random weights, none of which is without effect."""
    torch.manual_seed(0)
    network = ScoreNetwork(NetworkConfig(width=128, time_width=64, dropout=0.5))
    for parameter in network.parameters():  # GroupNorm starts as the identity, which would hide a forgotten scale
        torch.nn.init.normal_(parameter, std=0.2)
    return network.eval().requires_grad_(False)
