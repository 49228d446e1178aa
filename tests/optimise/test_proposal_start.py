"""Lifting from proposals with small random networks: what the lifter does with them, not how good they are."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

import zedo
from zedo.body.bone_lengths import total_bone_length
from zedo.body.definitions import as_points
from zedo.body.skeleton import H36M_17
from zedo.body.told import COUNT
from zedo.optimise.body_size import STATURE
from zedo.optimise.lifter import Lifter
from zedo.optimise.loop import LoopSettings
from zedo.optimise.presets import Preset
from zedo.optimise.uncertainty import EXPONENT
from zedo.poses import Keypoints2D
from zedo.prior.checkpoint import save_prior
from zedo.prior.network import NetworkConfig, ScoreNetwork
from zedo.prior.sde import SubVPSDE
from zedo.proposal.checkpoint import load_proposal, save_proposal
from zedo.proposal.network import ProposalConfig, ProposalNetwork

PRESET = Preset(start="proposal", flow_steps=3, body_size="free", loop=LoopSettings(iterations=4, warmup=0))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(5)
    path = tmp_path_factory.mktemp("prior")
    network = ScoreNetwork(NetworkConfig(width=64, time_width=32, groups=8))
    save_prior(path / "prior.safetensors", network, SubVPSDE(), H36M_17, 4.2, {})
    proposal = ProposalNetwork(ProposalConfig(width=64, time_width=16, groups=8))
    # A network that does not heed what it is told of a body: what the lifter makes of it is then seen alone.
    with torch.no_grad():
        proposal.first.linear.weight[:, -COUNT:] = 0.0
    save_proposal(path / "proposal.safetensors", proposal, H36M_17, {})
    return path


@pytest.fixture
def camera(scene) -> zedo.Camera:
    return zedo.Camera(scene.K)


@pytest.fixture
def people(scene) -> Keypoints2D:
    return Keypoints2D(scene.uv, np.ones((4, 17)), H36M_17)


def lifter(folder: Path, preset: Preset = PRESET, **options: object) -> Lifter:
    return Lifter(folder / "prior.safetensors", preset, backend="torch", **options)  # type: ignore[arg-type]


WEIGHTED = replace(PRESET, samples=5, answer="weighted", finish=LoopSettings(2, warmup=0))


def test_evaluations_count_both_networks(folder: Path) -> None:
    assert lifter(folder).evaluations == 4 + 1
    assert lifter(folder, hypotheses=6).evaluations == 6 * 4 + 1 + 5 * 3
    # Five samples for the uncertainty; two evaluations weigh a hypothesis, two finish the answer.
    assert lifter(folder, WEIGHTED).evaluations == 4 + 1 + 5 * 3
    assert lifter(folder, WEIGHTED, hypotheses=3).evaluations == 3 * 4 + 1 + 5 * 3 + 3 * 2 + 2


def test_the_answer_of_several_takes_the_first_place(folder: Path, people: Keypoints2D, camera: zedo.Camera) -> None:
    plain = lifter(folder, replace(WEIGHTED, answer="first"), hypotheses=4)(people, camera)
    weighted = lifter(folder, WEIGHTED, hypotheses=4)(people, camera)
    np.testing.assert_array_equal(weighted.joints[1:], plain.joints[1:])
    assert not np.allclose(weighted.joints[0], plain.joints[0])
    # With one hypothesis there is nothing to choose.
    one = lifter(folder, WEIGHTED)(people, camera)
    np.testing.assert_allclose(one.joints[0], plain.joints[0], atol=1e-5)


def test_one_answer_is_made_of_all_that_are_explored(folder: Path, people: Keypoints2D, camera: zedo.Camera) -> None:
    explored = replace(WEIGHTED, explored=4)
    one, four = (lifter(folder, explored, hypotheses=count) for count in (1, 4))
    assert one.evaluations == four.evaluations == lifter(folder, WEIGHTED, hypotheses=4).evaluations
    alone, all_four = one(people, camera), four(people, camera)
    assert alone.hypotheses == 1 and all_four.hypotheses == 4
    np.testing.assert_allclose(alone.joints[0], all_four.joints[0], atol=1e-5)


def test_uncertainty_comes_with_samples_and_survives_files(
    folder: Path, people: Keypoints2D, camera: zedo.Camera, tmp_path: Path
) -> None:
    poses = lifter(folder, WEIGHTED)(people, camera)
    assert poses.uncertainty is not None and poses.uncertainty.shape == (4, 17)
    assert (poses.uncertainty[:, 0] == 0).all() and (poses.uncertainty[:, 1:] > 0).all()
    assert lifter(folder)(people, camera).uncertainty is None
    for name in ("poses.npz", "poses.json"):
        poses.save(tmp_path / name)
        again = zedo.Poses3D.load(tmp_path / name)
        np.testing.assert_allclose(again.uncertainty, poses.uncertainty, atol=1e-6)


def test_a_known_height_is_not_uncertain(folder: Path, people: Keypoints2D, camera: zedo.Camera) -> None:
    # Samples of a random network: with the size given, a twice as large person is twice as uncertain, not more.
    lift = lifter(folder, WEIGHTED)
    one, two = (lift(people, camera, height=height).uncertainty for height in (STATURE / 2, STATURE))
    assert one is not None and two is not None
    np.testing.assert_allclose(two[:, 1:] / one[:, 1:], 2**EXPONENT, rtol=1e-3)


def test_known_heights_scale_the_people_they_are_known_of(
    folder: Path, people: Keypoints2D, camera: zedo.Camera
) -> None:
    lift = lifter(folder)
    free, tall = lift(people, camera), lift(people, camera, height=np.array([STATURE, STATURE / 2, np.nan, STATURE]))
    lengths = total_bone_length(torch.tensor(tall.joints[0]), H36M_17).numpy()
    np.testing.assert_allclose(lengths[[0, 1, 3]], [4.2, 2.1, 4.2], rtol=1e-5)
    np.testing.assert_allclose(tall.joints[:, 2], free.joints[:, 2], atol=1e-6)
    # The image stays: positions are the same up to a scale about the camera's centre.
    scale = np.linalg.norm(tall.positions, axis=-1) / np.linalg.norm(free.positions, axis=-1)
    np.testing.assert_allclose(tall.positions, free.positions * scale[..., :1, None], atol=1e-4)
    for height, message in ((178.0, "178 m is no person"), ([1.7, 1.8], "2 heights for 4")):
        with pytest.raises(ValueError, match=message):
            lift(people, camera, height=np.array(height))


def test_known_bones_scale_the_people_they_are_known_of(folder: Path, people: Keypoints2D, camera: zedo.Camera) -> None:
    lift = lifter(folder, WEIGHTED)
    free = lift(people, camera)
    bones = {"shin": np.array([0.43, 0.39, np.nan, np.nan]), "left_thigh": np.array([0.45, np.nan, np.nan, 0.5])}
    poses = lift(people, camera, bones=bones, height=np.array([1.9, np.nan, np.nan, 1.5]))

    def length(lifted: zedo.Poses3D, a: str, b: str) -> np.ndarray:
        return np.linalg.norm(lifted.joints[0][:, H36M_17.index(a)] - lifted.joints[0][:, H36M_17.index(b)], axis=-1)

    shin = sum(length(poses, f"{side}_knee", f"{side}_ankle") for side in ("left", "right")) / 2
    thigh = length(poses, "left_hip", "left_knee")
    np.testing.assert_allclose(shin[0] + thigh[0], 0.43 + 0.45, rtol=1e-5)
    np.testing.assert_allclose([shin[1], thigh[3]], [0.39, 0.5], rtol=1e-5)
    np.testing.assert_allclose(poses.positions[:, 2], free.positions[:, 2], atol=1e-6)
    # The image stays, and where the size is known, its uncertainty is the free one's, scaled.
    np.testing.assert_allclose(poses.reprojection_error, free.reprojection_error, rtol=1e-3)
    for wrong, message in (({"shin": 43.0}, "43 m is no person"), ({"tail": 0.3}, "unknown segment 'tail'"),
                           ({"shin": np.array([0.4, 0.4])}, "2 lengths of shin for 4")):  # fmt: skip
        with pytest.raises(ValueError, match=message):
            lift(people, camera, bones=wrong)


def test_the_loop_starts_from_the_proposal(folder: Path, people: Keypoints2D, camera: zedo.Camera) -> None:
    # One iteration with a vanishing step only projects.
    still = Preset(start="proposal", body_size="free", loop=LoopSettings(1, warmup=0, step=1e-9))
    lifted = lifter(folder, still)(people, camera)
    plane = torch.as_tensor(camera.normalise(people.uv), dtype=torch.float32)
    points = as_points(plane, torch.ones(4, 17), H36M_17)
    median = load_proposal(folder / "proposal.safetensors").median(*points).pose.numpy()
    # A random network's people may stand behind the camera, where there is no image: on the rays, then.
    rays = np.concatenate([plane.numpy(), np.ones((4, 17, 1))], axis=-1)
    np.testing.assert_allclose(np.cross(lifted.positions[0], rays), 0, atol=1e-4)
    # The projection moved every joint to the nearest point of its ray: no further than the proposal was off.
    placed = median + lifted.translation[0][:, None]
    assert (np.linalg.norm(lifted.positions[0] - placed, axis=-1).mean() < np.linalg.norm(placed, axis=-1).mean()).all()


def test_answers_depend_neither_on_company_nor_on_chunks(
    folder: Path, people: Keypoints2D, camera: zedo.Camera
) -> None:
    together = lifter(folder, hypotheses=3)(people, camera)
    chunked = lifter(folder, hypotheses=3, chunk=3)(people, camera)
    alone = lifter(folder, hypotheses=3)(Keypoints2D(people.uv[2:3], people.confidence[2:3], H36M_17), camera)
    np.testing.assert_allclose(chunked.joints, together.joints, atol=1e-5)
    np.testing.assert_allclose(alone.joints[:, 0], together.joints[:, 2], atol=1e-5)
    assert not np.allclose(together.joints[1], together.joints[2])
    np.testing.assert_allclose(lifter(folder)(people, camera).joints[0], together.joints[0], atol=1e-5)


def test_missing_joints_do_not_matter(folder: Path, people: Keypoints2D, camera: zedo.Camera) -> None:
    confidence = people.confidence.copy()
    confidence[0, [0, 3, 13]] = 0.0
    moved = people.uv.copy()
    moved[0, [0, 3, 13]] = [[5000.0, -100.0], [0.0, 0.0], [np.nan, np.nan]]
    here = lifter(folder, hypotheses=2)(Keypoints2D(people.uv, confidence, H36M_17), camera)
    there = lifter(folder, hypotheses=2)(Keypoints2D(moved, confidence, H36M_17), camera)
    np.testing.assert_array_equal(here.joints, there.joints)
    assert np.isfinite(here.joints).all()


def test_what_is_missing_is_said(folder: Path, random_prior) -> None:
    with pytest.raises(ValueError, match="brings no proposal network"):
        Lifter(random_prior, PRESET)
    with pytest.raises(ValueError, match="unknown start"):
        Preset(start="nowhere")
    with pytest.raises(ValueError, match="0 hypotheses"):
        lifter(folder, hypotheses=0)
