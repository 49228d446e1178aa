"""The fused loop against the one that reads like Algorithm 1."""

import inspect
from dataclasses import fields
from typing import get_args

import numpy as np
import pytest
import torch

from tests.optimise.conftest import STANDING
from zedo.engines.backend import with_backend
from zedo.optimise import fused
from zedo.optimise.fused import FusedLoop
from zedo.optimise.loop import LoopSettings, Projection, loop_times, run_loop


@pytest.fixture(scope="module")
def on_openvino(shipped_prior):
    prior = with_backend(shipped_prior, "openvino", torch.device("cpu"))
    prior.network.bfloat16 = False  # of the graphs that the loop makes; the network's own is not used
    return prior


def scene_tensors(scene) -> tuple[torch.Tensor, ...]:
    scene.confidence[1, 16] = 0.0
    scene.confidence[2] = np.linspace(0.2, 1, 17)
    visible = (scene.confidence > 0)[..., None]
    arrays = (np.where(visible, scene.plane, 0.0), np.where(visible, scene.rays, 0.0), scene.confidence)
    return tuple(torch.tensor(array, dtype=torch.float32) for array in arrays)


VALUES = {
    "iterations": (fused.MIN_ITERATIONS, 120),
    "t_start": (0.1, 0.3),
    "t_end": (0.01, 0.1),
    "warmup": (0.0, 0.2, 1.0),
    "step": (1.0, 2.0),
    "translation_power": (4, 2),
    "projection": ("hard", "confidence", "robust"),
}
"""Of every setting of the loop what it is taken to."""


def test_every_setting_is_compared() -> None:
    assert set(VALUES) == {field.name for field in fields(LoopSettings)}
    assert set(VALUES["projection"]) == set(get_args(Projection))


def test_what_both_draw_from_the_settings_is_the_same_set() -> None:
    """A setting that the fused loop does not look at would be left out there without a word."""
    for function in (FusedLoop._run, run_loop):
        text = inspect.getsource(function) + inspect.getsource(loop_times)
        assert all(f"settings.{name}" in text for name in VALUES), function


@pytest.mark.parametrize(
    "options", [{}, *({name: value} for name, values in VALUES.items() for value in values if name != "iterations")]
)
def test_the_two_loops_are_equal(scene, shipped_prior, on_openvino, options) -> None:
    """Whatever the settings, FusedLoop gives what run_loop gives, be it fused or step by step."""
    scene = scene_tensors(scene)
    pose = torch.tensor(np.stack([STANDING, 1.1 * STANDING]), dtype=torch.float32)[:, None].repeat(1, 4, 1, 1)
    translation = torch.tensor([0.1, -0.2, 4.0]).repeat(2, 4, 1)
    settings = LoopSettings(**{"iterations": fused.MIN_ITERATIONS, **options})
    expected = run_loop(pose, translation, *scene, shipped_prior.denoise, settings)
    for a, b in zip(
        FusedLoop(on_openvino)(pose, translation, *scene, shipped_prior.denoise, settings), expected, strict=True
    ):
        torch.testing.assert_close(a, b, rtol=0, atol=1e-3)


@pytest.mark.parametrize(
    "options",
    [{}, {"projection": "confidence", "step": 2.0}, {"warmup": 0.0, "translation_power": 2}, {"warmup": 1.0}],
)
def test_it_is_the_loop(scene, shipped_prior, on_openvino, options) -> None:
    scene = scene_tensors(scene)
    pose = torch.tensor(np.stack([STANDING, 1.1 * STANDING]), dtype=torch.float32)[:, None].repeat(1, 4, 1, 1)
    translation = torch.tensor([0.1, -0.2, 4.0]).repeat(2, 4, 1)
    settings = LoopSettings(iterations=120, **options)
    expected = run_loop(pose, translation, *scene, shipped_prior.denoise, settings)
    steps = []

    def refuse(pose, t):
        raise AssertionError("the iterations were not fused")

    ours = FusedLoop(on_openvino)(pose, translation, *scene, refuse, settings, callback=lambda i, *_: steps.append(i))
    assert steps == list(range(120))
    for a, b in zip(ours, expected, strict=True):
        torch.testing.assert_close(a, b, rtol=0, atol=2e-4)


def test_a_person_behind_the_camera_is_brought_before_it(scene, shipped_prior, on_openvino) -> None:
    plane, rays, confidence = scene_tensors(scene)
    pose = -torch.tensor(scene.poses, dtype=torch.float32)[None]  # its best translation has a negative depth
    settings = LoopSettings(iterations=100, warmup=0.0, t_start=0.01)
    ours = FusedLoop(on_openvino)(pose, torch.zeros(1, 4, 3), plane, rays, confidence, shipped_prior.denoise, settings)
    expected = run_loop(pose, torch.zeros(1, 4, 3), plane, rays, confidence, shipped_prior.denoise, settings)
    torch.testing.assert_close(ours[1], expected[1], rtol=0, atol=2e-3)
    assert (ours[1][..., 2] > 0).all()


def test_what_is_not_fused_is_the_loop_itself(scene, shipped_prior, on_openvino) -> None:
    scene = scene_tensors(scene)
    pose = torch.tensor(STANDING, dtype=torch.float32).repeat(1, 4, 1, 1)
    translation = torch.tensor([0.1, -0.2, 4.0]).repeat(1, 4, 1)
    for settings in (LoopSettings(iterations=5), LoopSettings(iterations=fused.MIN_ITERATIONS, projection="robust")):
        expected = run_loop(pose, translation, *scene, shipped_prior.denoise, settings)
        threads = torch.get_num_threads()
        ours = FusedLoop(on_openvino)(pose, translation, *scene, shipped_prior.denoise, settings)
        assert torch.get_num_threads() == threads
        for a, b in zip(ours, expected, strict=True):
            torch.testing.assert_close(a, b, rtol=0, atol=1e-5)


@pytest.mark.parametrize(("bfloat16", "poses"), [(True, 4), (False, fused.MAX_POSES + 4)])
def test_bfloat16_and_many_poses_are_faster_step_by_step(scene, shipped_prior, bfloat16: bool, poses: int) -> None:
    prior = with_backend(shipped_prior, "openvino", torch.device("cpu"))
    prior.network.bfloat16 = bfloat16
    pose = torch.tensor(STANDING, dtype=torch.float32).repeat(poses // 4, 4, 1, 1)
    translation = torch.tensor([0.1, -0.2, 4.0]).repeat(poses // 4, 4, 1)
    evaluations = []

    def denoise(pose, t):
        evaluations.append(float(t))
        return pose

    settings = LoopSettings(iterations=fused.MIN_ITERATIONS)
    FusedLoop(prior)(pose, translation, *scene_tensors(scene), denoise, settings)
    assert len(evaluations) == settings.iterations
