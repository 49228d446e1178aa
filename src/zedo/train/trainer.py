"""Training on motion capture alone (paper §3.1): the loop that every network shares."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import math
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import torch
from jaxtyping import Float
from torch import Tensor, nn

from zedo.body.skeleton import Skeleton
from zedo.data.clips import Clip
from zedo.prior.checkpoint import load_weights, read_checkpoint
from zedo.system.device import find_device, native_bfloat16
from zedo.system.files import write_whole
from zedo.system.interrupt import held_interrupts
from zedo.system.seeds import check_seed
from zedo.train.augment import PoseSampler
from zedo.train.recipes import ADAM_BETAS, Recipe, learning_rate
from zedo.train.transfer import carry_over


def make_sampler(
    clips: Sequence[Clip], recipe: Recipe, skeleton: Skeleton, bred: Float[Tensor, "B 17 3"] | None = None
) -> PoseSampler:
    """The sampler of poses as they were recorded, and bred ones for the recipe's share of the draws."""
    poses = [torch.from_numpy(clip.positions).float() for clip in clips]
    if bred is not None:
        poses.append(bred.float())
    return PoseSampler(
        torch.cat(poses),
        skeleton,
        rotation=recipe.rotation,
        flip=recipe.flip,
        last=0 if bred is None else len(bred),
        last_share=recipe.bred_share,
    )


@dataclass(frozen=True)
class Progress:
    """What training reports after each step that is logged."""

    step: int
    total: int
    loss: float
    steps_per_second: float
    validation_loss: float | None


class Objective(Protocol):
    """What a network learns.

    Attributes:
        skeleton: the joints of a pose.
        frames: training poses, the length of an epoch.
        prefix: of the names of the training state and the curve, so that networks can share a folder.
        form: the format that the exported file's header names.
        blocks: layout of the network's input, as of :func:`zedo.train.transfer.carry_over`.
        validation: a batch of people who are not trained on, as :meth:`draw` gives them; None without any.
    """

    skeleton: Skeleton
    frames: int
    prefix: str
    form: str
    blocks: tuple[int, ...]
    validation: tuple[Tensor, ...] | None

    def make_network(self) -> nn.Module:
        """The network, initialised from torch's generator."""
        ...

    def draw(self, generator: torch.Generator) -> tuple[Tensor, ...]:
        """One global batch, drawn on the CPU; the first axis of each tensor may be shared out among processes."""
        ...

    def loss(self, forward: Callable[..., Tensor], *batch: Tensor) -> Float[Tensor, ""]:
        """Mean loss of the network's forward pass on a batch."""
        ...

    def export(self, network: nn.Module, folder: Path, about: dict[str, Any]) -> None:
        """Write the trained network into a folder; ``about`` goes into its header."""
        ...


class Trainer:
    """Trains a network; all its state can be saved and restored.

    Of several processes (`accelerate launch`, `torchrun`) each draws the same global batch and learns from its share;
    the mean of their gradients is the gradient of the batch. Only the first one saves, reports and exports.

    Args:
        objective: the network, its batches and its loss.
        recipe: schedule and augmentation.
        seed: of initial weights, order, augmentation, times, noise and dropout.
        device: torch device string.
        precision: ``bfloat16`` or ``float32`` for the network's products; weights stay float32.
        compile: compile the step with torch.compile.

    Raises:
        ValueError: when the device cannot be used, or the processes cannot share a batch out evenly.
    """

    def __init__(
        self,
        objective: Objective,
        recipe: Recipe,
        seed: int = 0,
        device: str = "cpu",
        precision: str = "float32",
        compile: bool = False,
    ) -> None:
        self.objective, self.recipe, self.device, self.seed = objective, recipe, find_device(device), check_seed(seed)
        self.precision = precision
        self.total = recipe.total_steps(objective.frames)
        self.accelerator, self.rank, self.processes = _accelerator(device), 0, 1
        if self.accelerator is not None:
            self.device = self.accelerator.device
            self.rank, self.processes = self.accelerator.process_index, self.accelerator.num_processes
        shares = recipe.time_groups or recipe.batch
        if shares % self.processes:
            what = "time groups" if recipe.time_groups else "poses"
            raise ValueError(
                f"{shares} {what} a batch cannot be shared out evenly among {self.processes} processes; "
                f"use a number of processes that divides {shares}"
            )

        torch.manual_seed(seed)
        self.network = objective.make_network().to(self.device)
        self.average = copy.deepcopy(self.network).eval().requires_grad_(False)
        self.optimizer = torch.optim.Adam(
            self.network.parameters(), lr=recipe.learning_rate, betas=ADAM_BETAS, fused=self.device.type != "mps"
        )
        forward: nn.Module = self.network
        if self.accelerator is not None:
            forward = self.accelerator.prepare_model(forward)
        if compile:
            from torch._inductor import config as inductor

            # Dropout draws from torch's generator, as without compilation: its state is in the checkpoint.
            inductor.fallback_random = True
        self.forward: Callable[..., Tensor] = torch.compile(forward) if compile else forward
        # Draws are made on the CPU, so that a seed gives the same batches on every device and in every process.
        self.generator = torch.Generator().manual_seed(seed)
        self.step = 0
        self.history: list[dict[str, float]] = []
        self._own_dropout()

    def start_from(self, path: Path) -> None:
        """Begin with the weights of an exported network in place of random ones.

        A network for another skeleton gives what it knows of the joints that both have.

        Raises:
            ValueError: when the file is no such network, or one of other sizes.
        """
        header, tensors = read_checkpoint(path, self.objective.form)
        source = Skeleton.from_dict(header["skeleton"])
        tensors = carry_over(tensors, source, self.objective.skeleton, self.objective.blocks)
        for network in (self.network, self.average):
            load_weights(network, tensors, path)

    @property
    def is_main_process(self) -> bool:
        """Whether this process reports and writes files."""
        return self.rank == 0

    def draw(self) -> tuple[Tensor, ...]:
        """This process's share of the next global batch."""
        batch = self.objective.draw(self.generator)
        return tuple(tensor[self.rank :: self.processes].to(self.device) for tensor in batch)

    def _own_dropout(self) -> None:
        """Masks of their own for all processes but the first, which would draw its masks over again."""
        if self.rank:
            torch.manual_seed(hash((self.seed, self.step, self.rank)))

    def _require_agreement(self) -> None:
        """Raise ValueError unless all processes begin at the same step, with as many training poses."""
        if self.accelerator is None:
            return
        begun = torch.tensor([[self.step, self.objective.frames]], device=self.device)
        steps, frames = self.accelerator.gather(begun).T.tolist()
        if len(set(steps)) > 1:
            raise ValueError(
                f"the processes go on from different steps ({', '.join(map(str, steps))}); the output folder, with the "
                "state in it, must be the same for all of them"
            )
        if len(set(frames)) > 1:
            raise ValueError(
                f"the processes have different numbers of training poses ({', '.join(map(str, frames))}); "
                "give all of them the same files"
            )

    def _mean(self, loss: float) -> float:
        """Over all processes, so that each of them sees a loss that is not finite."""
        if self.accelerator is None:
            return loss
        return float(self.accelerator.reduce(torch.tensor(loss, device=self.device), "mean"))

    def _autocast(self) -> contextlib.AbstractContextManager[Any]:
        if self.precision == "float32":
            return contextlib.nullcontext()
        return torch.autocast(self.device.type, getattr(torch, self.precision))

    def train_step(self) -> Tensor:
        """One optimiser step; returns the batch loss without waiting for the device."""
        recipe = self.recipe
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate(recipe, self.step, self.total)
        batch = self.draw()  # outside of autocast, which would round the poses too
        with self._autocast():
            loss = self.objective.loss(self.forward, *batch)
        self.optimizer.zero_grad(set_to_none=True)
        if self.accelerator is not None:
            self.accelerator.backward(loss)
        else:
            loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), recipe.gradient_clip)
        self.optimizer.step()
        self.step += 1
        decay = min(recipe.ema, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(list(self.average.parameters()), list(self.network.parameters()), 1 - decay)
        return loss.detach()

    @torch.no_grad()
    def validate(self) -> float | None:
        """Loss of the averaged weights on the validation batch; None without validation clips."""
        if self.objective.validation is None:
            return None
        batch = (tensor.to(self.device) for tensor in self.objective.validation)
        return float(self.objective.loss(self.average, *batch))

    def run(
        self,
        checkpoint: Path | None = None,
        report: Callable[[Progress], None] = lambda progress: None,
        log_every: int = 50,
        validate_every: int = 1000,
        checkpoint_every: int = 1000,
    ) -> None:
        """Train to the recipe's end, reporting and saving on the way.

        Ctrl-C ends the step, saves and raises KeyboardInterrupt; in a single process a second one raises at once.
        """
        self._require_agreement()
        self.network.train()
        started, first, losses = time.monotonic(), self.step, 0.0
        with held_interrupts(patient=self.processes > 1) as interrupted:
            while self.step < self.total:
                try:
                    losses = losses + self.train_step()
                except RuntimeError:
                    if interrupted():  # the first process has stopped and left this one waiting for it
                        raise KeyboardInterrupt from None
                    raise
                # The others go on until the first one has ended its step, to which they contribute.
                if interrupted() and self.is_main_process:
                    if checkpoint is not None:
                        self.save(checkpoint)
                    raise KeyboardInterrupt
                if self.step % log_every and self.step < self.total:
                    continue
                since = self.step % log_every or log_every
                loss, losses = self._mean(float(losses) / since), 0.0
                if not math.isfinite(loss):
                    raise ValueError(f"the loss became {loss} at step {self.step}; lower the learning rate")
                due = self.step % validate_every == 0 or self.step == self.total
                validation = self.validate() if due else None
                if due:
                    entry = {"step": self.step, "loss": loss}
                    self.history.append(entry if validation is None else {**entry, "validation_loss": validation})
                rate = (self.step - first) / (time.monotonic() - started)
                if self.is_main_process:
                    report(Progress(self.step, self.total, loss, rate, validation))
                    if checkpoint is not None and self.step % checkpoint_every == 0:
                        self.save(checkpoint)
            if self.is_main_process and checkpoint is not None:
                self.save(checkpoint)

    def end(self) -> None:
        """Leave the other processes when all have come to this, which is after :meth:`run`; nothing is trained then."""
        if self.accelerator is not None:
            # Gloo's threads take the interpreter to let go of the last gradients. Whoever frees the network meanwhile
            # waits for these threads and holds it, for ever; a barrier waits without.
            self.accelerator.wait_for_everyone()
            self.accelerator.end_training()

    def save(self, path: Path) -> None:
        """Write everything that :meth:`restore` needs, whole or not at all."""
        state = {
            "format": "zedo-training-1",
            "recipe": asdict(self.recipe),
            "skeleton": self.objective.skeleton.to_dict(),
            "seed": self.seed,
            "step": self.step,
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "generator": self.generator.get_state(),
            "torch_rng": torch.get_rng_state(),  # dropout draws from it
            "history": self.history,
        }
        if self.device.type == "cuda":
            state["cuda_rng"] = torch.cuda.get_rng_state(self.device)
        buffer = io.BytesIO()  # torch's own writer of files fails on a full disk without saying why
        torch.save(state, buffer)
        write_whole(path, buffer.getvalue())

    def restore(self, path: Path) -> None:
        """Go on from a file that :meth:`save` wrote; the number of processes may be another.

        Raises:
            ValueError: when it is no training checkpoint or belongs to another recipe, skeleton or seed.
        """
        try:
            state = torch.load(path, map_location="cpu", weights_only=True)
        except Exception as error:  # torch.load raises a different type for each way a file can be broken
            raise ValueError(f"{path}: not a readable training checkpoint ({error})") from None
        if not isinstance(state, dict) or state.get("format") != "zedo-training-1":
            raise ValueError(f"{path}: not a training checkpoint of zedo")
        for field, ours in (
            ("recipe", asdict(self.recipe)), ("skeleton", self.objective.skeleton.to_dict()), ("seed", self.seed),
        ):  # fmt: skip
            if state.get(field) != ours:
                raise ValueError(
                    f"{path}: was trained with another {field} ({state.get(field)}); resume with the same options, "
                    "or choose another output folder"
                )
        try:
            self.network.load_state_dict(state["network"])
            self.average.load_state_dict(state["average"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.generator.set_state(state["generator"])
            torch.set_rng_state(state["torch_rng"])
            if "cuda_rng" in state:
                torch.cuda.set_rng_state(state["cuda_rng"], self.device)
            self.step, self.history = state["step"], state["history"]
        except (KeyError, TypeError, AttributeError, RuntimeError, ValueError) as error:
            raise ValueError(f"{path}: a damaged training checkpoint ({error})") from None
        self._own_dropout()

    def export(self, folder: Path, about: dict[str, Any]) -> None:
        """Write the averaged weights (float16 safetensors) and the curve beside them as JSON."""
        self.objective.export(self.average, folder, {**about, "steps": self.step, "seed": self.seed})
        curve = {"recipe": asdict(self.recipe), "history": self.history}
        write_whole(folder / f"{self.objective.prefix}training.json", json.dumps(curve, indent=1).encode())


def choose_precision(name: str, device: str) -> str:
    """``float32`` or ``bfloat16``; ``auto`` takes bfloat16 where it is faster: where the processor multiplies it."""
    if name == "auto":
        return "bfloat16" if native_bfloat16(torch.device(device)) else "float32"
    if name not in ("float32", "bfloat16"):
        raise ValueError(f"unknown precision {name!r}; it is auto, float32 or bfloat16")
    return name


def _accelerator(device: str) -> Any:
    """An Accelerator when several processes were launched together (`accelerate launch`), else None."""
    if int(os.environ.get("WORLD_SIZE", "1")) == 1:
        return None
    try:
        from accelerate import Accelerator
    except ImportError:
        raise ValueError("training in several processes needs the extra: pip install 'zedo[train]'") from None
    return Accelerator(cpu=device == "cpu")
