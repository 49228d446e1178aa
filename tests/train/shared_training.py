"""Trains as one of the processes that torchrun starts for test_processes.py."""

import sys
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from tests.train.test_trainer import RECIPE, SMALL, clips
from zedo.body.skeleton import H36M_17
from zedo.prior.network import ScoreNetwork
from zedo.train.score_objective import ScoreObjective
from zedo.train.trainer import Trainer

# Masks of dropout are each process's own: without it several processes compute what one does.
WITHOUT_DROPOUT = replace(RECIPE, dropout=0.0)


class Typed(ScoreObjective):
    """The same network, batches and loss in another precision."""

    def __init__(self, dtype: torch.dtype) -> None:
        super().__init__(clips(), [], WITHOUT_DROPOUT, H36M_17, SMALL)
        self.dtype = dtype

    def make_network(self) -> ScoreNetwork:
        return super().make_network().to(self.dtype)

    def draw(self, generator: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
        poses, t, noise = super().draw(generator)
        return poses.to(self.dtype), t.to(self.dtype), noise.to(self.dtype)


def trainer(dtype: torch.dtype, state: Path | None = None) -> Trainer:
    run = Trainer(Typed(dtype), WITHOUT_DROPOUT)
    if state is not None:
        run.restore(state)
    return run


def train(run: Trainer, steps: int, out: Path) -> None:
    """To so many steps, and save."""
    run.network.train()
    while run.step < steps:
        run.train_step()
    if run.is_main_process:
        run.save(out)


def main(folder: Path) -> None:
    """``new-DTYPE.pt``, six steps from the start, and ``resumed-DTYPE.pt``, on from ``alone-DTYPE.pt`` to twelve."""
    for dtype in (torch.float64, torch.float32):
        name = str(dtype).removeprefix("torch.")
        train(trainer(dtype), 6, folder / f"new-{name}.pt")
        run = trainer(dtype, folder / f"alone-{name}.pt")
        train(run, 12, folder / f"resumed-{name}.pt")
    assert run.accelerator is not None
    assert run.accelerator.num_processes == 2
    run.end()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
