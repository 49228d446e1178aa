from pathlib import Path

import numpy as np
import pytest
import torch

import zedo
from tests.optimise.conftest import STANDING
from tests.prior.official import checkpoint, published_network, random_weights, save
from zedo.prior.checkpoint import load_prior

CLOSE = {"rtol": 0.0, "atol": 2e-3}
"""The formula is evaluated in float64, the prior in float32, whose rounding of 999·t turns the embedding a little."""


def test_an_official_checkpoint_becomes_a_prior_that_lifts(run, keypoint_file: Path, tmp_path: Path) -> None:
    last, average = random_weights(1), random_weights(2)
    file = save(tmp_path / "checkpoint_1500.pth", checkpoint(last, average, parallel=True))
    for flags, expected in (((), last), (("--ema",), average)):
        out = tmp_path / f"prior{len(flags)}"
        code, _, err = run("import-checkpoint", file, "-o", out, *flags)
        assert code == 0, err
        assert "at 1 units a metre; anchors.npz, those of open-v3" in err
        prior = load_prior(out / "prior.safetensors")
        pose, t = torch.randn(3, 17, 3), torch.tensor([0.01, 0.1, 0.7])
        torch.testing.assert_close(prior.network(pose, t).double(), published_network(expected, pose, t), **CLOSE)
    poses = tmp_path / "poses.npz"
    flags = ("--preset", "paper", "--camera", "1000,1000,640,360", "--iterations", 2, "--hypotheses", 10)
    code, _, err = run("lift", keypoint_file, "--prior", out / "prior.safetensors", *flags, "-o", poses)
    assert code == 0, err
    assert np.isfinite(zedo.Poses3D.load(poses).joints).all()


def test_gfpose_and_the_official_clusters(run, keypoint_file: Path, tmp_path: Path) -> None:
    weights = random_weights(3, conditional=True)
    file = save(tmp_path / "best_model.pth", checkpoint(weights, weights, parallel=False))
    clusters = STANDING + np.random.default_rng(0).normal(scale=0.02, size=(3, 17, 3))
    np.save(tmp_path / "one.npy", clusters[:1])
    np.save(tmp_path / "three.npy", clusters)
    out = tmp_path / "gfpose"
    code, _, err = run(
        "import-checkpoint", file, "-o", out, "--units", 20, "--anchors", tmp_path / "one.npy", tmp_path / "three.npy"
    )
    assert code == 0, err
    assert "GFPose's moving average weights at 20 units a metre; anchors.npz, for 1, 3 hypotheses" in err
    prior = load_prior(out / "prior.safetensors")
    pose, t = torch.randn(2, 17, 3), torch.tensor([0.05, 0.5])
    torch.testing.assert_close(prior.network(pose, t).double(), published_network(weights, 20 * pose, t), **CLOSE)
    assert float(prior.sde.std(torch.tensor(1.0))) == pytest.approx((1 - np.exp(-10.05)) / 20)
    with np.load(out / "anchors.npz") as archive:
        np.testing.assert_allclose(archive["3"], clusters - clusters[:, :1], atol=1e-6)
    poses = tmp_path / "poses.npz"
    flags = ("--preset", "paper", "--camera", "1000,1000,640,360", "--iterations", 2, "--hypotheses", 3)
    code, _, err = run("lift", keypoint_file, "--prior", out / "prior.safetensors", *flags, "-o", poses)
    assert code == 0, err
    assert np.isfinite(zedo.Poses3D.load(poses).joints).all()


def test_mistakes_are_one_sentence(run, tmp_path: Path) -> None:
    file = tmp_path / "a.pth"
    file.write_bytes(b"nothing")
    for arguments, sentence in (
        ((file, "-o", tmp_path / "out"), "not a readable PyTorch checkpoint"),
        ((tmp_path / "b.pth", "-o", tmp_path / "out"), "no such file"),
        ((file, "-o", tmp_path / "out", "--anchors", tmp_path / "c.npy"), "c.npy: no such file"),
    ):
        code, _, err = run("import-checkpoint", *arguments)
        assert code == 2 and sentence in err and err.count("\n") == 1
    assert not (tmp_path / "out").exists()
