import json
from pathlib import Path

import numpy as np
import pytest
import torch

import zedo
from tests.optimise.conftest import STANDING
from zedo.body.skeleton import H36M_17, LSP_14, load_skeleton
from zedo.prior.checkpoint import load_prior


@pytest.fixture
def mocap_file(tmp_path: Path) -> Path:
    """Three subjects who sway, as the npz layout stores them: millimetres, y up."""
    rng = np.random.default_rng(0)
    clips = {}
    for key in ("01_01", "03_01", "09_01"):
        pose = (STANDING * [1, -1, -1] + rng.normal(scale=0.02, size=(17, 3))) * 1000
        sway = 1 + 0.2 * np.sin(np.linspace(0, 5, 40))[:, None, None] * rng.normal(size=(1, 17, 3))
        clips[key] = (pose * sway).astype(np.float32)
    path = tmp_path / "mocap.npz"
    np.savez(path, **clips)
    return path


SHORT = ("--steps", 4, "--batch", 256, "--no-compile", "--precision", "float32")


def test_training_writes_a_prior_that_lifts(run, mocap_file: Path, keypoint_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "prior"
    code, _, err = run("train", mocap_file, "-o", out, "--leave-out", "09", *SHORT)
    assert code == 0, err
    assert "80 training frames in 2 clips, 40 validation frames" in err
    prior = load_prior(out / "prior.safetensors")
    assert prior.skeleton.name == "h36m_17"
    history = json.loads((out / "training.json").read_text())["history"]
    assert history[-1]["step"] == 4 and history[-1]["validation_loss"] > 0
    flags = (
        "--prior",
        out / "prior.safetensors",
        "--camera",
        "1000,1000,640,360",
        "--iterations",
        2,
        "--hypotheses",
        10,
        "--preset",
        "paper",
    )
    code, _, err = run("lift", keypoint_file, *flags, "-o", tmp_path / "poses.npz")
    assert code == 0, err


def test_ddpm_training_writes_a_prior_that_lifts_in_three_ways(
    run, mocap_file: Path, keypoint_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "prior"
    code, _, err = run("train", mocap_file, "-o", out, "--recipe", "ddpm", "--leave-out", "09", *SHORT)
    assert code == 0, err
    flags = ("--prior", out / "prior.safetensors", "--camera", "1000,1000,640,360", "--preset", "paper-ddpm")
    lifted = {}
    for sampler, seed in (("ddim", 0), ("ddpm", 0), ("ddpm", 1), ("ddpm-mean", 0), ("", 0)):
        way = (*(("--sampler", sampler) if sampler else ()), "--seed", seed, "--iterations", 4)
        poses = tmp_path / f"{sampler}{seed}.npz"
        code, _, err = run("lift", keypoint_file, *flags, *way, "-o", poses)
        assert code == 0, err
        lifted[sampler, seed] = zedo.Poses3D.load(poses)
        assert lifted[sampler, seed].provenance["sampler"] == (sampler or "ddim")
    again = tmp_path / "again.npz"
    assert run("lift", keypoint_file, *flags, "--sampler", "ddpm", "--iterations", 4, "-o", again)[0] == 0
    first = lifted["ddpm", 0].joints
    np.testing.assert_array_equal(zedo.Poses3D.load(again).joints, first)
    np.testing.assert_array_equal(lifted["", 0].joints, lifted["ddim", 0].joints)
    for other in (("ddim", 0), ("ddpm", 1), ("ddpm-mean", 0)):
        assert np.abs(lifted[other].joints - first).max() > 1e-3
    code, _, err = run("lift", keypoint_file, *flags[2:], "--sampler", "ddpm", "-o", again)
    assert code == 2 and "the sampler 'ddpm' is for a DDPM prior" in err


def test_training_goes_on_where_it_was(run, mocap_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "prior"
    assert run("train", mocap_file, "-o", out, *SHORT)[0] == 0
    code, _, err = run("train", mocap_file, "-o", out, *SHORT)
    assert code == 0
    assert "going on from step 4 of 4" in err


def test_training_starts_from_a_trained_network(run, mocap_file: Path, tmp_path: Path) -> None:
    first, tuned = tmp_path / "first", tmp_path / "tuned"
    assert run("train", mocap_file, "-o", first, *SHORT)[0] == 0
    start = ("--start", first / "prior.safetensors", "--learning-rate", 1e-9)
    code, _, err = run("train", mocap_file, "-o", tuned, *start, *SHORT)
    assert code == 0, err
    ours, theirs = (load_prior(folder / "prior.safetensors").network.state_dict() for folder in (tuned, first))
    for name, weights in theirs.items():
        torch.testing.assert_close(ours[name], weights, rtol=0, atol=1e-6)
    code, _, err = run("train", mocap_file, "-o", tmp_path / "small", "--skeleton", "lsp_14", *start, *SHORT)
    assert code == 0, err
    small = load_prior(tmp_path / "small" / "prior.safetensors")
    theirs = load_prior(first / "prior.safetensors").network.state_dict()
    wrist = slice(3 * LSP_14.index("left_wrist"), 3 * LSP_14.index("left_wrist") + 3)
    source = slice(3 * H36M_17.index("left_wrist"), 3 * H36M_17.index("left_wrist") + 3)
    torch.testing.assert_close(
        small.network.state_dict()["last.weight"][wrist], theirs["last.weight"][source], rtol=0, atol=1e-6
    )


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--recipe", "secret"), "paper-text"),
        (("--rotation", "sideways"), "tilt"),
        (("--skeleton", "octopus_8"), "h36m_17"),
        (("--leave-out", "01,03,09"), "no motion-capture clip is left"),
        (("--precision", "int1"), "bfloat16"),
        (("--steps", 0), "at least 1"),
    ],
)
def test_wrong_flags(run, mocap_file: Path, tmp_path: Path, flags, message: str) -> None:
    code, _, err = run("train", mocap_file, "-o", tmp_path / "out", "--no-compile", *flags)
    assert code == 2
    assert message in err
    assert err.count("\n") == 1


def test_no_motion_capture(run, tmp_path: Path) -> None:
    assert "no motion capture given" in run("train", "-o", tmp_path / "out")[2]
    assert "no such file" in run("train", tmp_path / "none.npz", "-o", tmp_path / "out")[2]


def test_joints_of_ones_own_from_training_to_lifting(run, mocap_file: Path, tmp_path: Path) -> None:
    skeleton = Path(__file__).parents[2] / "docs" / "examples" / "coco_13.json"
    out = tmp_path / "mine"
    for recipe in ("open", "proposal"):
        code, _, err = run("train", mocap_file, "-o", out, "--skeleton", skeleton, "--recipe", recipe, *SHORT)
        assert code == 0, err
    assert load_prior(out / "prior.safetensors").skeleton == load_skeleton(skeleton)
    demo = Path(zedo.__file__).parent / "assets" / "demo"
    flags = ("--camera", demo / "camera.json", "--iterations", 2, "--prior", out / "prior.safetensors")
    for preset in ("paper", "default"):  # the keypoints are COCO-17
        poses = tmp_path / f"{preset}.npz"
        code, _, err = run("lift", demo / "keypoints.json", "-o", poses, "--preset", preset, *flags)
        assert code == 0, err
        lifted = zedo.Poses3D.load(poses)
        assert lifted.joints.shape[1:] == (260, 13, 3) and np.isfinite(lifted.joints).all()
