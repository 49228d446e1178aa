"""DDPM and DDIM against Gaussians, whose chains are known in closed form, and against the schedulers of diffusers."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import DDIMScheduler, DDPMScheduler

from tests.train.test_trainer import RECIPE, SMALL, clips
from zedo.body.skeleton import H36M_17
from zedo.optimise.presets import find_preset
from zedo.prior.checkpoint import load_prior, save_prior
from zedo.prior.ddpm import SAMPLERS, DDPMPrior, LinearSchedule
from zedo.prior.network import ScoreNetwork
from zedo.prior.sde import SubVPSDE
from zedo.train.recipes import RECIPES
from zedo.train.score_objective import DDPMObjective
from zedo.train.trainer import Trainer

SCHEDULE = LinearSchedule()
BETAS = np.linspace(1e-4, 0.02, 1000)
SPREAD = 0.2
CENTRE = torch.linspace(-0.5, 0.5, 51, dtype=torch.float64).reshape(17, 3)


def noise_of(spread: float):
    """E[z | x(t)] for poses ~ N(CENTRE, spread² I)."""

    def network(pose: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
        mean, std = SCHEDULE.mean(t)[..., None, None], SCHEDULE.std(t)[..., None, None]
        return std * (pose - mean * CENTRE.to(pose.dtype)) / (mean**2 * spread**2 + std**2)

    return network


def prior(sampler: str, spread: float = SPREAD) -> DDPMPrior:
    return DDPMPrior(noise_of(spread), SCHEDULE, H36M_17, sampler=sampler)


def at(step: int) -> torch.Tensor:
    return torch.tensor(step / 1000, dtype=torch.float64)


def test_noise_accumulates_as_in_the_chain() -> None:
    mean, variance = 1.0, 0.0
    for k, beta in enumerate(BETAS, start=1):
        mean, variance = np.sqrt(1 - beta) * mean, (1 - beta) * variance + beta
        assert float(SCHEDULE.mean(at(k))) == pytest.approx(mean, rel=1e-12)
        assert float(SCHEDULE.std(at(k))) ** 2 == pytest.approx(variance, rel=1e-9)


def test_steps_are_the_times_up_to_them() -> None:
    times = torch.linspace(0.1, 1e-4, 1000)  # the loop of the preset paper-ddpm, in its precision
    assert find_preset("paper-ddpm").loop.t_end == 1e-4
    assert SCHEDULE.step(times).tolist() == np.repeat(np.arange(100, 0, -1), 10).tolist()
    exact = torch.arange(1, 1001) / 1000
    assert SCHEDULE.step(exact).tolist() == list(range(1, 1001))
    torch.testing.assert_close(SCHEDULE.network_time(exact - 5e-4), exact)


@pytest.mark.parametrize("step", [1, 2, 40, 100, 1000])
def test_ddpm_is_the_posterior_of_the_chain(step: int) -> None:
    # Data in one point: x_{k-1} given x_k is a Gaussian conditioned on a noisy multiple of it.
    mean, variance = float(np.sqrt(np.prod(1 - BETAS[: step - 1]))), float(1 - np.prod(1 - BETAS[: step - 1]))
    beta = BETAS[step - 1]
    gain = variance * np.sqrt(1 - beta) / ((1 - beta) * variance + beta)
    pose = torch.randn(5, 17, 3, dtype=torch.float64)
    expected = mean * CENTRE + gain * (pose - np.sqrt(1 - beta) * mean * CENTRE)
    without = prior("ddpm-mean", 0.0).denoise(pose, at(step))
    torch.testing.assert_close(without, expected, rtol=1e-7, atol=1e-9)
    drawn = torch.randn(5, 17, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    noisy = prior("ddpm", 0.0).denoise(pose, at(step), torch.Generator().manual_seed(3))
    deviation = np.sqrt(max(variance - gain * np.sqrt(1 - beta) * variance, 0.0))
    torch.testing.assert_close(noisy - without, deviation * drawn, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("step", [1, 40, 1000])
def test_ddim_keeps_the_noise_that_it_sees(step: int) -> None:
    # Data in one point: a pose √ᾱ c + √(1 - ᾱ) z goes to the same z at the step before, exactly.
    z = torch.randn(5, 17, 3, dtype=torch.float64)

    def noisy(k: int) -> torch.Tensor:
        alpha_bar = float(np.prod(1 - BETAS[:k]))
        return np.sqrt(alpha_bar) * CENTRE + np.sqrt(1 - alpha_bar) * z

    torch.testing.assert_close(prior("ddim", 0.0).denoise(noisy(step), at(step)), noisy(step - 1), rtol=1e-7, atol=1e-9)


def test_ddim_carries_a_gaussian_along_its_flow() -> None:
    # With the exact z, a step scales the distance from the mean by <a, b> / <a, a> for a = (√ᾱ_k s, √(1 - ᾱ_k)) and b
    # the same at k - 1. As steps grow short, that is the probability flow, which keeps standardised poses as they are.
    alpha_bar = np.concatenate([[1.0], np.cumprod(1 - BETAS)])
    parts = np.stack([np.sqrt(alpha_bar) * SPREAD, np.sqrt(1 - alpha_bar)])
    scales = (parts[:, 1:] * parts[:, :-1]).sum(axis=0) / (parts[:, 1:] ** 2).sum(axis=0)
    z = torch.randn(5, 17, 3, dtype=torch.float64)
    last = float(np.linalg.norm(parts[:, 1000]))
    pose = np.sqrt(alpha_bar[1000]) * CENTRE + last * z
    for step in range(1000, 0, -1):
        pose = prior("ddim").denoise(pose, at(step))
    torch.testing.assert_close(pose, CENTRE + last * scales.prod() * z, rtol=1e-9, atol=1e-9)
    assert last * scales.prod() == pytest.approx(SPREAD, rel=0.01)


@pytest.mark.parametrize(("sampler", "steps", "tolerance"), [("ddpm", 1000, 0.03), ("ddim", 200, 0.05)])
def test_samples_follow_the_distribution(sampler: str, steps: int, tolerance: float) -> None:
    samples = prior(sampler).sample(2000, torch.Generator().manual_seed(1), steps)
    torch.testing.assert_close(samples.mean(dim=0).double(), CENTRE, atol=0.02, rtol=0)
    assert float((samples - CENTRE).std()) == pytest.approx(SPREAD, rel=tolerance)


def test_clean_is_the_posterior_mean() -> None:
    pose, t = torch.randn(2, 17, 3, dtype=torch.float64), at(60)
    mean, std = SCHEDULE.mean(t), SCHEDULE.std(t)
    gain = mean * SPREAD**2 / (mean**2 * SPREAD**2 + std**2)
    torch.testing.assert_close(prior("ddim").clean(pose, t), CENTRE + gain * (pose - mean * CENTRE))


@pytest.mark.parametrize("step", [1, 2, 40, 100, 999])
def test_diffusers_takes_the_same_steps(step: int) -> None:
    options = {"num_train_timesteps": 1000, "beta_start": 1e-4, "beta_end": 0.02, "clip_sample": False}
    pose, z = torch.randn(2, 4, 17, 3)
    t = torch.tensor(step / 1000)
    ours = {s: DDPMPrior(lambda pose, t: z, SCHEDULE, H36M_17, sampler=s) for s in SAMPLERS}
    ddim = DDIMScheduler(**options, set_alpha_to_one=True)
    ddim.set_timesteps(1000)
    theirs = ddim.step(z, step - 1, pose).prev_sample
    torch.testing.assert_close(ours["ddim"].denoise(pose, t), theirs, rtol=1e-4, atol=1e-5)
    ddpm = DDPMScheduler(**options, variance_type="fixed_small")
    for sampler, seed in (("ddpm", 5), ("ddpm", 6)):
        theirs = ddpm.step(z, step - 1, pose, generator=torch.Generator().manual_seed(seed)).prev_sample
        found = ours[sampler].denoise(pose, t, torch.Generator().manual_seed(seed))
        torch.testing.assert_close(found, theirs, rtol=1e-4, atol=1e-5)


def test_noise_repeats_with_its_seed_and_stays_within_a_run() -> None:
    pose, t = torch.zeros(2, 17, 3), torch.tensor(0.05)
    once, again, other = (prior("ddpm").denoiser(seed) for seed in (4, 4, 5))
    first = once(pose, t)
    assert torch.equal(first, again(pose, t))
    assert not torch.equal(first, other(pose, t))
    assert not torch.equal(first, once(pose, t))


def trainer(steps: int = 30) -> Trainer:
    recipe = replace(RECIPE, network="ddpm", steps=steps, learning_rate=2e-3, dropout=0.0, batch=256, cosine=False)
    return Trainer(DDPMObjective(clips(), clips(1), recipe, H36M_17, SMALL), recipe)


def test_the_loss_falls() -> None:
    run = trainer(200)
    before = run.validate()
    run.run(validate_every=200)
    assert before is not None and before > 0.9  # an untrained network knows nothing of unit noise
    assert run.history[-1]["loss"] < 0.6 * before
    assert run.history[-1]["validation_loss"] < before


def test_training_times_are_the_steps() -> None:
    times = torch.cat([trainer().draw()[1] for _ in range(3)])
    torch.testing.assert_close(times, (1000 * times).round() / 1000)
    assert float(times.min()) > 0 and float(times.max()) <= 1


def test_the_recipe_differs_from_the_score_priors_in_the_network_alone() -> None:
    assert replace(RECIPES["ddpm"], network="score") == RECIPES["open"]


@pytest.mark.parametrize("sampler", [None, *SAMPLERS])
def test_a_prior_survives_its_file(tmp_path: Path, sampler: str | None) -> None:
    run = trainer(3)
    run.run()
    run.export(tmp_path, {"data": ["made.npz"]})
    loaded = load_prior(tmp_path / "prior.safetensors", sampler=sampler)
    assert isinstance(loaded, DDPMPrior) and loaded.sampler == (sampler or "ddim")
    assert loaded.sde == SCHEDULE and loaded.skeleton == H36M_17
    pose, t = torch.randn(4, 17, 3), torch.tensor(0.05)
    torch.testing.assert_close(loaded.network(pose, t), run.average(pose, t), rtol=0.02, atol=0.01)  # float16 weights


def test_another_schedule_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "p.safetensors"
    save_prior(path, ScoreNetwork(SMALL), LinearSchedule(2e-4, 0.03, 500), H36M_17, None, {})
    assert load_prior(path).sde == LinearSchedule(2e-4, 0.03, 500)
    assert load_prior(path).body_size is None


def test_samplers_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "p.safetensors"
    save_prior(path, ScoreNetwork(SMALL), SubVPSDE(), H36M_17, 4.2, {})
    with pytest.raises(ValueError, match=r"p\.safetensors: the sampler 'ddim' is for a DDPM prior"):
        load_prior(path, sampler="ddim")
    save_prior(path, ScoreNetwork(SMALL), SCHEDULE, H36M_17, 4.2, {})
    with pytest.raises(ValueError, match="unknown sampler 'heun'; a DDPM prior's is one of ddim, ddpm, ddpm-mean"):
        load_prior(path, sampler="heun")
