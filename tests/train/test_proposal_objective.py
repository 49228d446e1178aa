from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.train.people import people
from zedo.body.skeleton import H36M_17, LSP_14, Skeleton
from zedo.data.clips import Clip
from zedo.proposal.checkpoint import load_proposal
from zedo.proposal.network import ProposalConfig
from zedo.proposal.view import FEATURES
from zedo.train.people import CENTRES_SHARE
from zedo.train.proposal_objective import MEDIAN_SHARE, ProposalObjective
from zedo.train.recipes import RECIPES
from zedo.train.trainer import Trainer

RECIPE = replace(RECIPES["proposal"], batch=128, steps=20, warmup=5, ema=0.9)


def trainer(recipe=RECIPE, skeleton: Skeleton = H36M_17, bred: torch.Tensor | None = None) -> Trainer:  # type: ignore[no-untyped-def]
    clips = [Clip("01_01", people(60).astype("float32"), Path("made.npz"))]
    held_out = [Clip("02_01", people(60, seed=1).astype("float32"), Path("made.npz"))]
    sizes = ProposalConfig(len(skeleton), width=64, time_width=16, groups=8)
    return Trainer(ProposalObjective(clips, held_out, recipe, skeleton, sizes, bred), recipe)


def test_states_lie_between_noise_and_pose() -> None:
    pose, state, time, features, offsets, marked = trainer(replace(RECIPE, batch=4096)).draw()
    assert (time == 0).double().mean() == pytest.approx(MEDIAN_SHARE, abs=0.03)
    assert (state[time == 0] == 0).all()
    nearly = time > 0.9
    assert (state - pose)[nearly].norm() < 0.2 * pose[nearly].norm()
    assert features.shape == (4096, FEATURES) and offsets.shape == (4096, 24, 3)
    assert marked.mean() == pytest.approx(1 - CENTRES_SHARE, abs=1e-3)


def test_it_learns_where_people_are() -> None:
    run = trainer(replace(RECIPE, steps=300, learning_rate=2e-3))
    before = run.validate()
    run.run(validate_every=300)
    assert before is not None and run.history[-1]["validation_loss"] < 0.5 * before


def test_training_that_was_killed_goes_on_bit_equal(tmp_path: Path) -> None:
    whole, first, second = trainer(), trainer(), trainer()
    whole.run()
    for _ in range(7):
        first.train_step()
    first.save(tmp_path / "training.pt")
    second.restore(tmp_path / "training.pt")
    second.run()
    for a, b in zip(whole.network.parameters(), second.network.parameters(), strict=True):
        assert torch.equal(a, b)


def test_bred_poses_get_their_share() -> None:
    # Recorded people stand; bred ones are all folded into a point but for the head.
    bred = torch.zeros(500, 17, 3)
    bred[:, 9:11, 1] = torch.tensor([1.0, 2.0])
    crowd = trainer(bred=bred).objective.crowd  # type: ignore[attr-defined]
    poses = crowd.sample(4000, torch.Generator().manual_seed(0)).joints
    folded = (poses[:, 2] - poses[:, 1]).norm(dim=-1) < 1e-3
    assert folded.double().mean() == pytest.approx(RECIPE.bred_share, abs=0.03)


@pytest.mark.parametrize("skeleton", [H36M_17, LSP_14], ids=lambda s: s.name)
def test_a_proposal_network_survives_its_file(tmp_path: Path, skeleton: Skeleton) -> None:
    run = trainer(replace(RECIPE, steps=2), skeleton)
    run.run()
    run.export(tmp_path, {"data": ["made.npz"]})
    proposal = load_proposal(tmp_path / "proposal.safetensors")
    assert proposal.skeleton == skeleton and len(proposal.fingerprint) == 16
    arguments = (torch.randn(4, len(skeleton), 3), torch.rand(4), torch.randn(4, FEATURES))
    for ours, theirs in zip(proposal.network(*arguments), run.average(*arguments), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=0.02, atol=0.01)
    assert (tmp_path / "proposal-training.json").is_file()


def test_what_is_no_proposal_network_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no such proposal network.*preset paper"):
        load_proposal(tmp_path / "none.safetensors")
    shipped = Path(__file__).parents[2] / "src/zedo/assets/priors/open-v3/prior.safetensors"
    with pytest.raises(ValueError, match="not a zedo proposal"):
        load_proposal(shipped)
