import math
import os
import pickle
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.prior.official import checkpoint, published_network, random_weights, save
from zedo.body.skeleton import H36M_17
from zedo.prior.official import GFPOSE_UNITS, read_official
from zedo.prior.score import ScorePrior

POSE = torch.randn(6, 17, 3, generator=torch.Generator().manual_seed(1), dtype=torch.float64) * 0.4
T = torch.tensor([0.001, 0.01, 0.05, 0.1, 0.5, 1.0], dtype=torch.float64)


@pytest.mark.parametrize("conditional", [False, True])
@pytest.mark.parametrize("ema", [False, True])
@pytest.mark.parametrize("parallel", [False, True])
def test_the_imported_network_is_the_published_formula(
    tmp_path: Path, conditional: bool, ema: bool, parallel: bool
) -> None:
    last, average = (random_weights(seed, conditional) for seed in (2, 3))
    official = read_official(save(tmp_path / "a.pth", checkpoint(last, average, parallel)), ema=ema)
    assert (official.conditional, official.averaged, official.step) == (conditional, ema, 12345)
    assert official.units == (GFPOSE_UNITS if conditional else 1.0)
    expected = published_network(average if ema else last, official.units * POSE, T)
    torch.testing.assert_close(official.network.double()(POSE, T), expected, rtol=1e-5, atol=1e-6)


def test_the_weights_are_those_that_the_release_evaluates(tmp_path: Path) -> None:
    for conditional in (False, True):
        weights = random_weights(2, conditional)
        official = read_official(save(tmp_path / "a.pth", checkpoint(weights, weights, False)))
        assert official.averaged == conditional


@pytest.mark.parametrize(
    "sizes", [{"width": 96}, {"time_width": 64}, {"blocks": 3}, {"width": 1024, "time_width": 512}]
)
def test_sizes_are_read_from_the_weights(tmp_path: Path, sizes: dict[str, int]) -> None:
    weights = random_weights(4, **sizes)
    network = read_official(save(tmp_path / "a.pth", checkpoint(weights, weights, True))).network.double()
    torch.testing.assert_close(network(POSE, T), published_network(weights, POSE, T), rtol=1e-5, atol=1e-6)
    for name, size in sizes.items():
        assert getattr(network.config, name) == size


def test_a_step_in_metres_is_the_step_in_its_own_units(tmp_path: Path) -> None:
    weights = random_weights(5, conditional=True)
    official = read_official(save(tmp_path / "a.pth", checkpoint(weights, weights, False)), units=30.0)
    prior = ScorePrior(official.network.double(), official.sde, H36M_17)
    t = 0.06
    std, beta = 1 - math.exp(-0.1 * t - 0.5 * 19.9 * t**2), 0.1 + 19.9 * t
    discount = 1 - math.exp(-2 * 0.1 * t - 19.9 * t**2)
    z = published_network(weights, 30 * POSE, torch.full((6,), t))
    scaled = 30 * POSE
    expected = (scaled + (0.5 * beta * scaled - beta * discount * z / std) / 1000) / 30
    torch.testing.assert_close(
        prior.denoise(POSE, torch.tensor(t, dtype=torch.float64)), expected, rtol=1e-5, atol=1e-6
    )


class Harmful:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("touch harmed",)


def test_code_in_a_pickle_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    weights = random_weights(6)
    for path in (
        save(tmp_path / "zip.pth", checkpoint(weights, weights, True) | {"extra": Harmful()}),
        tmp_path / "plain.pth",
    ):
        if not path.exists():
            path.write_bytes(pickle.dumps({"model_state_dict": Harmful()}, protocol=2))
        with pytest.raises(ValueError, match=r"\.pth: would run posix\.system, where tensors .* not run") as error:
            read_official(path)
        assert "\n" not in str(error.value)
    assert not (tmp_path / "harmed").exists()


def changed(**changes: Any) -> dict[str, Any]:
    weights = random_weights(7)
    return checkpoint(weights, weights, True) | changes


def weights_with(name: str, value: torch.Tensor | None) -> dict[str, Any]:
    stored = changed()["model_state_dict"]
    stored.pop(f"module.{name}", None)
    return changed(model_state_dict=stored if value is None else stored | {f"module.{name}": value})


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        ([1, 2], {}, "holds a list; a dict with 'model_state_dict' was expected"),
        ({"state_dict": {}, "a": 1, "b": 2, "c": 3}, {}, "holds a dict of state_dict, a, b and 1 more; a dict with"),
        (changed(model_state_dict={"a": 3}), {}, "'model_state_dict' is no dict of tensors"),
        (changed(model_state_dict={}), {}, "lacks the weights pre_dense.weight, a matrix"),
        (weights_with("b2_gnorm1.bias", None), {}, "lacks the weights b2_gnorm1.bias"),
        (weights_with("gauss_proj.W", torch.zeros(16)), {}, "has weights gauss_proj.W, which the published network"),
        (
            weights_with("post_dense.bias", torch.zeros(42)),
            {},
            r"post_dense.bias has shape \(42,\); \(51,\) was expected",
        ),
        (weights_with("pre_dense.weight", torch.zeros(48, 51)), {}, "48 units a layer; a multiple of 32 was expected"),
        (weights_with("pre_dense.weight", torch.tensor(1.0)), {}, "lacks the weights pre_dense.weight, a matrix"),
        (changed(ema=None), {"ema": True}, "no moving average, a list 'shadow_params' of tensors in 'ema'; --no-ema"),
        (changed(ema={"shadow_params": [torch.zeros(3)]}), {"ema": True}, "has 1 tensors; 34 were expected"),
        (changed(), {"units": 0.0}, "0 units a metre; a positive number was expected"),
    ],
)
def test_what_is_no_checkpoint_is_one_sentence(tmp_path: Path, content: Any, options: dict, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as error:
        read_official(save(tmp_path / "a.pth", content), **options)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("joints", [14, 16])
def test_other_joints_are_refused(tmp_path: Path, joints: int) -> None:
    weights = random_weights(8, joints=joints)
    with pytest.raises(ValueError, match=r"pre_dense.weight has shape \(64, \d+\); \(64, 51\) .* for 17 joints"):
        read_official(save(tmp_path / "a.pth", checkpoint(weights, weights, True)))


@pytest.mark.parametrize("content", [b"", b"not a checkpoint", b"PK\x03\x04broken"])
def test_a_broken_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pth"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"a\.pth: not a readable PyTorch checkpoint of plain tensors"):
        read_official(path)
    with pytest.raises(ValueError, match="no such file"):
        read_official(tmp_path / "b.pth")
