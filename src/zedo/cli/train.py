"""``zedo train``."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import numpy as np
from cyclopts import Parameter
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from zedo.body.skeleton import load_skeleton
from zedo.data import mocap
from zedo.io.arguments import parse_list
from zedo.system.errors import ZedoError
from zedo.system.files import made_folder


def train(
    *mocap_files: Path,
    output: Annotated[Path, Parameter(alias="-o", help="Folder for prior.safetensors, anchors.npz and the state.")],
    recipe: Annotated[str, Parameter(help="open, paper-text, paper-table12, ddpm, or proposal.")] = "open",
    start: Annotated[Path | None, Parameter(help="A trained network to go on from; may have other joints.")] = None,
    bred: Annotated[Path | None, Parameter(help="Poses of `zedo augment`, for half of the draws.")] = None,
    rotation: Annotated[str | None, Parameter(help="none, heading, tilt or so3; the recipe's when left out.")] = None,
    steps: Annotated[int | None, Parameter(help="Optimiser steps; the recipe's when left out.")] = None,
    learning_rate: Annotated[float | None, Parameter(help="Adam's peak rate; the recipe's when left out.")] = None,
    batch: Annotated[int | None, Parameter(help="Poses a step, over all processes.")] = None,
    skeleton: Annotated[str, Parameter(help="The prior's joints: h36m_17, lsp_14 or a JSON file.")] = "h36m_17",
    leave_out: Annotated[str, Parameter(help="Subjects (02) or parts of clip names, for validation only.")] = "",
    seed: int = 0,
    device: Annotated[str, Parameter(help="torch device: cpu, cuda, mps.")] = "cpu",
    precision: Annotated[str, Parameter(help="auto, float32 or bfloat16.")] = "auto",
    compile: Annotated[bool, Parameter(help="Compile the step; needs a C++ compiler on a CPU.")] = True,
) -> None:
    """Train a pose prior on motion capture alone; run again to go on after an interruption.

    Parameters
    ----------
    mocap_files:
        npz archives, BVH or AMC files, or folders of them. Earlier ones win where a recording occurs twice.
    """
    import torch

    from zedo.optimise.anchors import write_anchors
    from zedo.prior.checkpoint import file_hash
    from zedo.train.proposal_objective import ProposalObjective
    from zedo.train.recipes import RECIPES
    from zedo.train.score_objective import DDPMObjective, ScoreObjective
    from zedo.train.trainer import Progress as TrainingProgress
    from zedo.train.trainer import Trainer, choose_precision

    if recipe not in RECIPES:
        raise ZedoError(f"unknown recipe {recipe!r}; it is one of {', '.join(RECIPES)}")
    changes = {"rotation": rotation, "steps": steps, "batch": batch, "learning_rate": learning_rate}
    chosen = replace(RECIPES[recipe], **{name: value for name, value in changes.items() if value is not None})
    joints, precision = load_skeleton(skeleton), choose_precision(precision, device)
    held_out = parse_list(leave_out)
    # Of several processes the first one speaks.
    console = Console(stderr=True, quiet=int(os.environ.get("RANK", "0")) > 0)

    collect = mocap.collect_upright if chosen.people else mocap.collect
    clips, validation = collect(mocap_files, leave_out=held_out)
    console.print(
        f"{sum(len(c.positions) for c in clips):,} training frames in {len(clips)} clips, "
        f"{sum(len(c.positions) for c in validation):,} validation frames",
    )
    poses = None
    if bred is not None:
        poses = torch.cat([torch.from_numpy(clip.positions) for clip in mocap.read(bred)])
        console.print(f"{len(poses):,} bred poses for {chosen.bred_share:.0%} of the draws")
    objectives = {"score": ScoreObjective, "ddpm": DDPMObjective, "proposal": ProposalObjective}
    objective = objectives[chosen.network](clips, validation, chosen, joints, bred=poses)
    trainer = Trainer(objective, chosen, seed, device, precision, compile)
    made_folder(output)
    state = output / f"{objective.prefix}training.pt"
    if state.exists():
        trainer.restore(state)
        console.print(f"going on from step {trainer.step:,} of {trainer.total:,}")
    elif start is not None:
        trainer.start_from(start)

    columns = (
        TextColumn("training"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"),
        TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=trainer.total, completed=trainer.step)

        def report(now: TrainingProgress) -> None:
            bar.update(task, completed=now.step, description=f"loss {now.loss:.4f}, {now.steps_per_second:.1f} steps/s")
            if now.validation_loss is not None:
                bar.console.print(f"step {now.step:,}: loss {now.loss:.4f}, validation {now.validation_loss:.4f}")

        trainer.run(state, report)
    trainer.end()

    if trainer.is_main_process:
        data = sorted({clip.source.name for clip in clips})
        about = {"recipe": recipe, **asdict(chosen), "data": data, "left_out": held_out}
        if start is not None:
            about["start"] = file_hash(start)
        trainer.export(output, json.loads(json.dumps(about)))
        if chosen.network == "proposal":
            console.print(f"{output}: proposal.safetensors, proposal-training.json")
            return
        write_anchors(output / "anchors.npz", np.concatenate([clip.positions for clip in clips]), joints, seed)
        console.print(f"{output}: prior.safetensors, anchors.npz, training.json")
