"""Training in several processes is training in one, for every batch that they share out evenly."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.train.shared_training import train, trainer
from tests.train.test_trainer import RECIPE
from tests.train.test_trainer import trainer as trainer_of
from zedo.train.trainer import Trainer

DTYPES = {"float64": (torch.float64, 1e-12), "float32": (torch.float32, 5e-6)}
"""Tolerances. Sums over a batch are made in another order, so that the last bits differ: in float64 by 1e-16, which
shows that nothing but rounding does."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What two processes trained, beside ``alone-DTYPE.pt``, the state after six steps of one."""
    folder = tmp_path_factory.mktemp("processes")
    for name, (dtype, _) in DTYPES.items():
        train(trainer(dtype), 6, folder / f"alone-{name}.pt")
    launch = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    subprocess.run(
        [sys.executable, *launch, "-m", "tests.train.shared_training", folder],
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        timeout=300,
    )
    return folder


def assert_same(one: Trainer, other: Trainer, tolerance: float) -> None:
    for networks in ((one.network, other.network), (one.average, other.average)):
        for a, b in zip(*(network.parameters() for network in networks), strict=True):
            torch.testing.assert_close(a, b, rtol=0, atol=tolerance)


@pytest.mark.parametrize("name", DTYPES)
def test_two_processes_learn_what_one_does(folder: Path, name: str) -> None:
    dtype, tolerance = DTYPES[name]
    alone, together = (trainer(dtype, folder / f"{which}-{name}.pt") for which in ("alone", "new"))
    assert together.step == 6
    assert_same(alone, together, tolerance)
    moved = [a - b for a, b in zip(alone.network.parameters(), trainer(dtype).network.parameters(), strict=True)]
    assert max(float(change.detach().abs().max()) for change in moved) > 1e-4


@pytest.mark.parametrize("name", DTYPES)
def test_training_goes_on_in_another_number_of_processes(folder: Path, name: str) -> None:
    dtype, tolerance = DTYPES[name]
    from_alone, from_two = (trainer(dtype, folder / f"{which}-{name}.pt") for which in ("alone", "new"))
    train(from_alone, 12, folder / "end.pt")
    train(from_two, 12, folder / "end.pt")
    assert_same(from_alone, from_two, tolerance)
    assert_same(from_alone, trainer(dtype, folder / f"resumed-{name}.pt"), tolerance)


def test_a_batch_that_the_processes_cannot_share_out(monkeypatch: pytest.MonkeyPatch) -> None:
    class Accelerator:
        device, process_index, num_processes = torch.device("cpu"), 0, 3

    monkeypatch.setattr("zedo.train.trainer._accelerator", lambda device: Accelerator())
    with pytest.raises(ValueError, match="16 time groups a batch cannot be shared out evenly among 3 processes"):
        trainer_of(RECIPE)
    with pytest.raises(ValueError, match="64 poses a batch"):
        trainer_of(replace(RECIPE, time_groups=None))
