"""``zedo augment``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
from cyclopts import Parameter
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from zedo.data import mocap
from zedo.io.arguments import parse_list
from zedo.system.errors import ZedoError
from zedo.system.files import written_whole


def augment(
    *mocap_files: Path,
    output: Annotated[Path, Parameter(alias="-o", help="npz archive to write; give it to `zedo train` as well.")],
    count: Annotated[int, Parameter(help="Poses to breed.")] = 300_000,
    leave_out: Annotated[str, Parameter(help="Subjects (02) or parts of clip names that are no parents.")] = "",
    seed: int = 0,
) -> None:
    """Breed new poses from motion capture: limbs exchanged, joints turned, within what a human body can do.

    Parameters
    ----------
    mocap_files:
        npz archives, BVH or AMC files, or folders of them, as for `zedo train`. Leave out the same subjects in both.
    """
    from zedo.train.evolve import Tally, evolve

    if output.suffix != ".npz":
        raise ZedoError(f"{output}: bred poses are written as .npz")
    console = Console(stderr=True)
    # Before the work, so that a mistake in the path costs nothing.
    with written_whole(output) as aside:
        clips, _ = mocap.collect_upright(mocap_files, leave_out=parse_list(leave_out))
        poses = np.concatenate([clip.positions for clip in clips])
        columns = (TextColumn("breeding"), BarColumn(), MofNCompleteColumn(), TextColumn("left"), TimeRemainingColumn())
        tally = Tally()
        with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
            task = bar.add_task("", total=count)

            def report(now: Tally) -> None:
                nonlocal tally
                tally = now
                bar.update(task, completed=now.kept)

            bred = evolve(poses, count, seed, report)
        with aside.open("wb") as file:
            np.savez(file, evolved_0=bred * np.float32(1000))
    console.print(
        f"{output}: {len(bred):,} poses from {len(poses):,}; of {tally.drawn:,} children "
        f"{tally.within_limits / tally.drawn:.0%} were within the joint limits, "
        f"{tally.collision_free / tally.drawn:.0%} free of collisions too",
        soft_wrap=True,
    )
