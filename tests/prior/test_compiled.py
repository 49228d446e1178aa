import shutil

import pytest
import torch

from zedo.prior.compiled import CompiledNetwork
from zedo.prior.network import NetworkConfig, ScoreNetwork

pytestmark = pytest.mark.skipif(shutil.which("c++") is None, reason="compiling for a CPU needs a C++ compiler")


@pytest.fixture(scope="module")
def network() -> ScoreNetwork:
    torch.manual_seed(0)
    network = ScoreNetwork(NetworkConfig(width=128, time_width=64, dropout=0.5))
    for parameter in network.parameters():  # GroupNorm starts as the identity, which would hide a forgotten scale
        torch.nn.init.normal_(parameter, std=0.2)
    return network.eval().requires_grad_(False)


@pytest.fixture(scope="module")
def compiled(network: ScoreNetwork) -> CompiledNetwork:
    return CompiledNetwork(network, torch.float32)


@pytest.mark.parametrize("batch", [(1,), (7,), (3, 40), (2, 1, 5)])
@pytest.mark.parametrize("t", [0.01, 0.1, 0.9])
def test_it_is_the_network(network: ScoreNetwork, compiled: CompiledNetwork, batch: tuple[int, ...], t: float) -> None:
    pose, time = torch.randn(*batch, 17, 3), torch.tensor(t)
    torch.testing.assert_close(compiled(pose, time), network(pose, time), rtol=1e-4, atol=1e-5)


def test_a_pose_keeps_its_precision(network: ScoreNetwork, compiled: CompiledNetwork) -> None:
    pose = torch.randn(4, 17, 3, dtype=torch.float64)
    assert compiled(pose, torch.tensor(0.05, dtype=torch.float64)).dtype == torch.float64


def test_bfloat16_products_stay_close(network: ScoreNetwork) -> None:
    pose, t = torch.randn(64, 17, 3), torch.tensor(0.05)
    exact, rounded = network(pose, t), CompiledNetwork(network, torch.bfloat16)(pose, t)
    error = (rounded - exact).norm() / exact.norm()
    assert 0 < error < 0.02
