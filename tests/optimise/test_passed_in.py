"""Priors, loops and callbacks that come from outside."""

import numpy as np
import pytest
import torch
from torch import Tensor

import zedo
from tests.optimise.conftest import STANDING
from zedo.body.skeleton import H36M_17
from zedo.engines.backend import running_engine
from zedo.optimise.loop import run_loop
from zedo.optimise.presets import PRESETS, Preset
from zedo.prior.prior import PosePrior, Prior
from zedo.prior.sde import SubVPSDE

OPTIONS = {"preset": "paper", "iterations": 20, "anchors": STANDING[None]}


class Shrinking:
    """A prior that knows one pose."""

    skeleton = H36M_17

    def denoise(self, pose: Tensor, t: Tensor) -> Tensor:
        return pose + 0.1 * (torch.as_tensor(STANDING).to(pose) - pose)


@pytest.fixture
def people(scene) -> zedo.Keypoints2D:
    return zedo.Keypoints2D(scene.uv, np.ones((4, 17)), H36M_17, image_size=(1920, 1080))


@pytest.fixture
def camera(scene) -> zedo.Camera:
    return zedo.Camera(scene.K)


def test_any_object_that_denoises_is_a_prior(people, camera, scene) -> None:
    assert isinstance(Shrinking(), Prior) and not isinstance("open-v3", Prior)
    poses = zedo.lift(people, camera, prior=Shrinking(), **OPTIONS)
    assert np.linalg.norm(poses.joints[0] - scene.poses, axis=-1).mean() < 0.1
    assert poses.provenance["backend"] == "torch" and poses.provenance["prior"].endswith("Shrinking")


@pytest.mark.parametrize(
    ("prior", "message"),
    [
        (object(), "the prior is of type object; the name of a shipped prior"),
        (None, "the prior is of type NoneType"),
        (torch.nn.Linear(1, 1), "the prior is of type Linear"),
    ],
)
def test_what_is_no_prior_is_said(prior, message) -> None:
    with pytest.raises(zedo.ZedoError, match=message):
        zedo.Lifter(prior, **OPTIONS)


def test_a_prior_that_gives_something_else_is_said(people, camera) -> None:
    class Flat(Shrinking):
        def denoise(self, pose: Tensor, t: Tensor) -> Tensor:
            return pose[..., :2]

    with pytest.raises(zedo.ZedoError, match=r"denoise gave \(1, 4, 17, 2\); a tensor of the shape \(1, 4, 17, 3\)"):
        zedo.lift(people, camera, prior=Flat(), **OPTIONS)
    with pytest.raises(zedo.ZedoError, match="preset weighs hypotheses"):
        zedo.Lifter(Shrinking(), Preset(body_size="free", answer="weighted"), anchors=STANDING[None])
    with pytest.raises(zedo.ZedoError, match="brings no proposal network; use the preset paper with anchors"):
        zedo.Lifter(Shrinking(), "fast")


class Custom(PosePrior[SubVPSDE]):
    def denoise(self, pose: Tensor, t: Tensor) -> Tensor:
        return pose - 0.01 * self.noise(pose, t)

    def sample(self, count: int, generator: torch.Generator, steps: int = 1000) -> Tensor:
        raise NotImplementedError


def test_provenance_names_the_engine_that_ran(people, camera) -> None:
    custom = Custom(lambda pose, t: pose, SubVPSDE(), H36M_17)
    assert zedo.lift(people, camera, prior=custom, **OPTIONS).provenance["backend"] == "torch"
    assert running_engine(custom, "openvino-int8", asked=False) == "torch"
    with pytest.raises(zedo.ZedoError, match="backend 'torch-bf16' is for zedo's own networks"):
        zedo.Lifter(custom, backend="torch-bf16", **OPTIONS)


def test_a_loop_is_passed_in(people, camera) -> None:
    def once(pose, translation, plane, rays, confidence, denoise, settings, *, callback, offset):
        return run_loop(
            pose, translation, plane, rays, confidence, denoise, settings, callback=lambda *_: None, offset=offset
        )

    done = []
    own = zedo.lift(
        people, camera, prior=Shrinking(), loop=once, **OPTIONS, progress=lambda now, total: done.append((now, total))
    )
    usual = zedo.lift(people, camera, prior=Shrinking(), **OPTIONS)
    np.testing.assert_array_equal(own.joints, usual.joints)
    assert done == [(80, 80)]  # although it called nobody back
    assert own.provenance["loop"].endswith("once") and "loop" not in usual.provenance
    with pytest.raises(zedo.ZedoError, match="the loop gave"):
        zedo.lift(people, camera, prior=Shrinking(), loop=lambda pose, *_, **__: pose, **OPTIONS)


def test_a_callback_sees_each_iteration(people, camera) -> None:
    seen = []
    zedo.lift(
        people,
        camera,
        prior=Shrinking(),
        callback=lambda i, t, pose, place: seen.append((i, float(t), tuple(pose.shape), tuple(place.shape))),
        **OPTIONS,
    )
    assert [i for i, *_ in seen] == list(range(20))
    assert seen[0][1] == pytest.approx(0.1) and seen[-1][1] == pytest.approx(0.01)
    assert {s[2:] for s in seen} == {((1, 4, 17, 3), (1, 4, 3))}


def test_presets_carry_their_names() -> None:
    assert all(preset.name == name for name, preset in PRESETS.items())
    assert Preset().name == "custom"
