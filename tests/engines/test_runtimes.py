import ctypes
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch

from zedo.body.skeleton import H36M_17
from zedo.engines.backend import choose_backend, with_backend
from zedo.engines.onnx import ONNXNetwork
from zedo.engines.openvino import OpenVINONetwork
from zedo.engines.quantise import MARGIN, activation_ranges
from zedo.prior.network import ScoreNetwork
from zedo.prior.score import ScorePrior
from zedo.prior.sde import SubVPSDE

CPU = torch.device("cpu")


IN_FLOAT32 = {"openvino": lambda network: OpenVINONetwork(network, bfloat16=False), "onnx": ONNXNetwork}


@pytest.fixture(params=IN_FLOAT32)
def ours(request: pytest.FixtureRequest, network: ScoreNetwork) -> OpenVINONetwork | ONNXNetwork:
    return IN_FLOAT32[request.param](network)


@pytest.mark.parametrize("batch", [(1,), (7,), (3, 40), (2, 1, 5)])
@pytest.mark.parametrize("t", [0.01, 0.1, 0.9])
def test_it_is_the_network(
    network: ScoreNetwork, ours: OpenVINONetwork | ONNXNetwork, batch: tuple[int, ...], t: float
) -> None:
    pose, time = torch.randn(*batch, 17, 3), torch.tensor(t)
    torch.testing.assert_close(ours(pose, time), network(pose, time), rtol=1e-4, atol=1e-4)


def test_an_answer_stays_when_the_next_is_made(ours: OpenVINONetwork | ONNXNetwork) -> None:
    pose, t = torch.randn(3, 17, 3), torch.tensor(0.05)
    first = ours(pose, t)
    before = first.clone()
    ours(-pose, t)
    assert torch.equal(first, before)
    assert ours(pose.double(), t).dtype == torch.float64


class SignalStack(ctypes.Structure):
    """C's ``stack_t``."""

    _fields_ = (("memory", ctypes.c_void_p), ("flags", ctypes.c_int), ("size", ctypes.c_size_t))


@pytest.mark.skipif(sys.platform != "linux", reason="the stack for signals is read by Linux's C library")
def test_it_leaves_no_stack_for_signals(network: ScoreNetwork) -> None:
    """OpenVINO's own would be freed with its model, after which Ctrl-C would be a segmentation fault."""

    def after_compiling() -> SignalStack:
        OpenVINONetwork(network, bfloat16=False)(torch.randn(8, 17, 3), torch.tensor(0.1))
        stack = SignalStack()
        ctypes.CDLL(None).sigaltstack(None, ctypes.byref(stack))
        return stack

    with ThreadPoolExecutor(1) as thread:  # that of the tests has one of pytest's
        assert thread.submit(after_compiling).result().memory is None


def test_less_precise_products_stay_close(shipped_prior: ScorePrior) -> None:
    noise = torch.randn(64, 17, 3, generator=torch.Generator().manual_seed(0))
    t = torch.tensor(0.05)
    pose = shipped_prior.clean(noise.double(), torch.tensor(1.0).double())  # poses, though average ones
    exact = shipped_prior.noise(pose, t)
    for backend, least, most in (
        ("openvino", 1e-7, 0.01), ("openvino-int8", 1e-3, 0.03), ("onnx", 0, 1e-5), ("onnx-int8", 1e-3, 0.03),
    ):  # fmt: skip
        rounded = with_backend(shipped_prior, backend, CPU).noise(pose, t)
        assert least < (rounded - exact).norm() / exact.norm() < most


def test_ranges_hold_what_the_stages_see(shipped_prior: ScorePrior) -> None:
    ranges = activation_ranges(shipped_prior)
    assert len(ranges) == 6
    # SiLU is never below -0.2785; the third stage's input is a sum of two of them.
    lows = [low / MARGIN for low, _ in ranges]
    assert lows[1] > -0.279 and lows[2] > -0.279 and lows[4] > -0.279 and lows[3] > -0.557
    assert ranges == activation_ranges(shipped_prior)
    with pytest.raises(TypeError, match="ScoreNetwork"):
        activation_ranges(shipped_prior.with_network(lambda pose, t: pose))


def test_the_choice_of_a_backend(network: ScoreNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    assert choose_backend("torch", CPU) == "torch"
    assert choose_backend("auto", CPU).startswith("openvino")
    with pytest.raises(ValueError, match=r"unknown backend .*openvino-int8"):
        choose_backend("fortran", CPU)
    with pytest.raises(ValueError, match="runs on CPUs"):
        choose_backend("openvino", torch.device("cuda"))
    prior = ScorePrior(network, SubVPSDE(), H36M_17)
    assert with_backend(prior, "torch", CPU) is prior
    assert isinstance(with_backend(prior, "openvino", CPU).network, OpenVINONetwork)
    assert isinstance(with_backend(prior, "onnx", CPU).network, ONNXNetwork)

    monkeypatch.setattr("zedo.engines.backend.native_int8", lambda: True)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "openvino" else sys)
    assert choose_backend("auto", CPU) == "onnx-int8"
    monkeypatch.setitem(sys.modules, "openvino", None)
    monkeypatch.setitem(sys.modules, "onnx", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert choose_backend("auto", CPU).startswith("torch")
    for backend in ("openvino", "onnx"):
        with pytest.raises(ValueError, match=rf"zedo\[{backend}\]"):
            with_backend(prior, backend, CPU)
