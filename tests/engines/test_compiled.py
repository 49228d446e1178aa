import shutil

import pytest
import torch

from zedo.engines.compiled import CompiledNetwork, compile_options
from zedo.prior.network import ScoreNetwork

pytestmark = pytest.mark.skipif(shutil.which("c++") is None, reason="compiling for a CPU needs a C++ compiler")


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


def test_gpus_replay_graphs_of_known_batch_sizes() -> None:
    dynamic, options = compile_options(torch.device("cuda"))
    assert not dynamic and options["triton.cudagraphs"]
    dynamic, options = compile_options(torch.device("cpu"))
    assert dynamic and not options["triton.cudagraphs"]
    assert set(options) <= set(torch._inductor.list_options())


def test_an_answer_stays_when_the_next_is_made(compiled: CompiledNetwork) -> None:
    pose, t = torch.randn(3, 17, 3), torch.tensor(0.05)
    first = compiled(pose, t)
    before = first.clone()
    compiled(-pose, t)
    assert torch.equal(first, before)
