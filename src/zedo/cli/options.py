"""Flags that several commands share, and how commands report progress."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from zedo.lift.lifter import Lifter

PRESET_HELP = (
    "Settings of the method. paper: Algorithm 1, 1,000 network evaluations a hypothesis. default: paper with one "
    "hypothesis, scaled to the prior's mean body size. fast: default with 100 evaluations, much less accurate. "
    "best: default with ten hypotheses, 10,000 evaluations."
)


@Parameter(name="*")
@dataclass(frozen=True)
class LiftOptions:
    """How poses are lifted; the flags of every command that lifts."""

    preset: Annotated[str, Parameter(help=PRESET_HELP)] = "default"
    hypotheses: Annotated[int | None, Parameter(help="Answers a person-frame, S; the preset's when left out.")] = None
    iterations: Annotated[int | None, Parameter(help="Iterations of the loop; the preset's when left out.")] = None
    prior: Annotated[str, Parameter(help="A shipped prior or a prior.safetensors of `zedo train`.")] = "open-v1"
    device: Annotated[str, Parameter(help="torch device: cpu, cuda, mps.")] = "cpu"
    backend: Annotated[str, Parameter(help="auto, torch (float32), torch-bf16 or torch-compile.")] = "auto"
    seed: Annotated[int, Parameter(help="Draws anchors when S is not a prepared number.")] = 0
    chunk: Annotated[int | None, Parameter(help="Poses a batch; bounds memory.")] = None

    def lifter(self) -> Lifter:
        """The lifter that these flags describe."""
        from zedo.lift.lifter import Lifter

        return Lifter(
            prior=self.prior,
            preset=self.preset,
            hypotheses=self.hypotheses,
            iterations=self.iterations,
            device=self.device,
            backend=self.backend,
            seed=self.seed,
            chunk=self.chunk,
        )


@contextlib.contextmanager
def lifting_progress(
    console: Console, label: str, unit: str = "evaluations"
) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar with rate and time left on a terminal; None, hence silence, when the output is piped."""
    if not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:3.0f} %"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(label, total=None, rate="")

        def report(done: int, total: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(task, completed=done, total=total, rate=f"{speed:,.0f} {unit}/s" if speed else "")

        yield report


def parse_list(text: str) -> list[str]:
    """The parts of ``A,B,…``."""
    return [part.strip() for part in text.split(",") if part.strip()]


def parse_size(text: str) -> tuple[int, int]:
    """``WIDTH,HEIGHT`` in pixels."""
    try:
        width, height = (int(part) for part in text.replace("x", ",").split(","))
    except ValueError:
        raise ValueError(
            f"image size {text!r} is not understood; give WIDTH,HEIGHT in pixels, such as 1920,1080"
        ) from None
    return width, height


def writable(path: Path) -> Path:
    """``path``, if its folder exists: told before the work, not after it."""
    if not path.parent.is_dir():
        raise ValueError(f"{path}: the folder {path.parent} does not exist")
    return path
