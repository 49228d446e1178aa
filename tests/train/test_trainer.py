import signal
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from zedo.body.skeleton import H36M_17, LSP_14, Skeleton
from zedo.data.clips import Clip
from zedo.prior.checkpoint import load_prior, save_prior
from zedo.prior.network import NetworkConfig, ScoreNetwork
from zedo.prior.sde import SubVPSDE
from zedo.train.recipes import RECIPES, Recipe, learning_rate
from zedo.train.score_objective import ScoreObjective
from zedo.train.trainer import Trainer

SMALL = NetworkConfig(width=64, time_width=32, groups=8)
RECIPE = Recipe(batch=64, steps=30, warmup=5, rotation="heading", dropout=0.25, ema=0.9, time_groups=16)


def clips(seed: int = 0) -> list[Clip]:
    # One body that swings: neighbouring frames alike, as in motion capture.
    rng = np.random.default_rng(seed)
    base, swing = rng.normal(size=(2, 1, 17, 3)) * [[[[0.3]]], [[[0.1]]]]
    phase = np.linspace(0, 6, 80)[:, None, None]
    return [Clip("01_01", (base + swing * np.sin(phase)).astype(np.float32), Path("made.npz"))]


def trainer(recipe: Recipe = RECIPE, skeleton: Skeleton = H36M_17, seed: int = 0) -> Trainer:
    return Trainer(ScoreObjective(clips(), clips(1), recipe, skeleton, SMALL), recipe, seed)


def test_training_that_was_killed_goes_on_bit_equal(tmp_path: Path) -> None:
    whole = trainer()
    whole.run(log_every=10, validate_every=10)
    first = trainer(replace(RECIPE))
    for _ in range(13):
        first.train_step()
    first.save(tmp_path / "training.pt")
    second = trainer()
    second.restore(tmp_path / "training.pt")
    assert second.step == 13
    second.run(log_every=10, validate_every=10)
    for a, b in zip(whole.network.parameters(), second.network.parameters(), strict=True):
        assert torch.equal(a, b)
    for a, b in zip(whole.average.parameters(), second.average.parameters(), strict=True):
        assert torch.equal(a, b)


def test_an_interrupted_step_is_finished_and_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signal.default_int_handler", signal.getsignal(signal.SIGINT))
    whole = trainer()
    whole.run()
    first = trainer()
    draw = first.draw

    def draw_and_interrupt() -> tuple[torch.Tensor, ...]:
        if first.step == 12:
            signal.raise_signal(signal.SIGINT)
        return draw()

    monkeypatch.setattr(first, "draw", draw_and_interrupt)
    with pytest.raises(KeyboardInterrupt):
        first.run(tmp_path / "training.pt")
    second = trainer()
    second.restore(tmp_path / "training.pt")
    assert second.step == 13
    second.run()
    for a, b in zip(whole.network.parameters(), second.network.parameters(), strict=True):
        assert torch.equal(a, b)


def test_a_loss_that_is_not_finite_is_one_sentence() -> None:
    with pytest.raises(ValueError, match=r"the loss became .* lower the learning rate"):
        trainer(replace(RECIPE, learning_rate=1e38, warmup=0)).run()


@pytest.mark.parametrize("changes", [{"learning_rate": -1.0}, {"learning_rate": float("nan")}, {"batch": 0}])
def test_recipes_that_cannot_be_followed(changes: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(changes)).replace("_", " ")):
        replace(RECIPE, **changes)


def test_the_loss_falls_towards_what_the_data_allow() -> None:
    run = trainer(replace(RECIPE, steps=400, learning_rate=2e-3, dropout=0.0, batch=256, cosine=False))
    before = run.validate()
    run.run(validate_every=400)
    after = run.history[-1]
    assert before is not None and before > 0.9  # an untrained network knows nothing of unit noise
    assert after["loss"] < 0.5 * before
    assert after["validation_loss"] < before


def test_seeds_differ_and_repeat() -> None:
    a, b, c = trainer(seed=1), trainer(seed=1), trainer(seed=2)
    draws = [t.draw()[0] for t in (a, b, c)]
    assert torch.equal(draws[0], draws[1])
    assert not torch.equal(draws[0], draws[2])


def test_times_are_stratified_and_inside_the_unit_interval() -> None:
    poses, t, noise = trainer().draw()
    assert poses.shape == noise.shape == (16, 4, 17, 3)
    assert t.shape == (16, 1)
    assert ((t * 16).floor().flatten() == torch.arange(16)).all()
    everywhere = trainer(replace(RECIPE, time_groups=None)).draw()[1]
    assert everywhere.shape == (64, 1)
    assert float(everywhere.min()) > 0 and float(everywhere.max()) <= 1


def test_learning_rate_warms_up_and_decays() -> None:
    recipe = replace(RECIPE, learning_rate=1.0, warmup=10)
    assert learning_rate(recipe, 0, 110) == pytest.approx(0.1)
    assert learning_rate(recipe, 9, 110) == pytest.approx(1.0)
    assert learning_rate(recipe, 60, 110) == pytest.approx(0.5)
    assert learning_rate(recipe, 110, 110) == pytest.approx(0.0)
    assert learning_rate(replace(recipe, cosine=False), 109, 110) == 1.0


def test_recipes_are_the_papers() -> None:
    text, table = RECIPES["paper-text"], RECIPES["paper-table12"]
    assert (text.batch, text.epochs, text.learning_rate, text.warmup, text.cosine) == (50_000, 5000, 2e-4, 5000, True)
    assert (table.batch, table.epochs, table.learning_rate, table.warmup) == (1024, 2000, 2e-4, 5000)
    assert text.total_steps(100_001) == 5000 * 3


def test_another_recipe_is_not_resumed(tmp_path: Path) -> None:
    first = trainer()
    first.save(tmp_path / "training.pt")
    with pytest.raises(ValueError, match="another recipe"):
        trainer(replace(RECIPE, learning_rate=1e-3)).restore(tmp_path / "training.pt")


def test_a_training_state_without_its_parts_is_one_sentence(tmp_path: Path) -> None:
    path, run = tmp_path / "training.pt", trainer()
    run.save(path)
    whole = torch.load(path, weights_only=True)
    for part, content in (("network", ...), ("optimizer", {}), ("generator", torch.zeros(3)), ("step", ...)):
        state = {name: value for name, value in {**whole, part: content}.items() if value is not ...}
        torch.save(state, path)
        with pytest.raises(ValueError, match="damaged training checkpoint"):
            trainer().restore(path)


@pytest.mark.parametrize("content", [b"", b"not a checkpoint", b"PK\x03\x04broken"])
def test_a_broken_training_state_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "training.pt"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="not a readable training checkpoint"):
        trainer().restore(path)


def test_a_batch_that_groups_do_not_divide() -> None:
    with pytest.raises(ValueError, match="not a multiple"):
        trainer(replace(RECIPE, batch=65))


def test_fourteen_joints_train() -> None:
    run = trainer(replace(RECIPE, steps=2), skeleton=LSP_14)
    run.run()
    assert run.average.get_submodule("last").out_features == 3 * 14


def test_a_prior_survives_its_file(tmp_path: Path) -> None:
    run = trainer(replace(RECIPE, steps=3))
    run.run()
    path = tmp_path / "prior.safetensors"
    run.export(tmp_path, {"data": ["made.npz"]})
    prior = load_prior(path)
    assert prior.skeleton == H36M_17
    assert len(prior.fingerprint) == 16
    assert prior.body_size == pytest.approx(ScoreObjective(clips(), [], RECIPE).body_size())
    pose, t = torch.randn(4, 17, 3), torch.tensor(0.05)
    torch.testing.assert_close(prior.network(pose, t), run.average(pose, t), rtol=0.02, atol=0.01)  # float16 weights
    assert (tmp_path / "training.json").is_file()


def test_saving_in_float32_is_exact(tmp_path: Path) -> None:
    network = ScoreNetwork(SMALL).eval()
    save_prior(tmp_path / "p.safetensors", network, SubVPSDE(), H36M_17, 4.2, {}, dtype=torch.float32)
    loaded = load_prior(tmp_path / "p.safetensors").network
    assert isinstance(loaded, ScoreNetwork)
    for name, tensor in network.state_dict().items():
        assert torch.equal(loaded.state_dict()[name], tensor), name


@pytest.mark.parametrize("content", [b"", b"x" * 100, b'\x10\x00\x00\x00\x00\x00\x00\x00{"a": nonsense}'])
def test_a_broken_prior_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "prior.safetensors"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="not a readable safetensors"):
        load_prior(path)


def test_other_safetensors_are_told_apart(tmp_path: Path) -> None:
    from safetensors.torch import save_file

    save_file({"a": torch.zeros(1)}, tmp_path / "other.safetensors")
    with pytest.raises(ValueError, match="not a zedo prior"):
        load_prior(tmp_path / "other.safetensors")


def test_an_unknown_prior_lists_the_shipped_ones() -> None:
    with pytest.raises(ValueError, match="open-v2"):
        load_prior("nonsense")
