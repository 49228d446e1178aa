"""Flags that several commands share, and how commands report progress."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import numpy as np
from cyclopts import Parameter
from jaxtyping import Float
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from zedo.camera import Camera
from zedo.io.arguments import parse_bones, parse_heights, parse_list
from zedo.prior.shipped import DEFAULT_PRIOR
from zedo.system.errors import ZedoError
from zedo.system.files import require_writable

if TYPE_CHECKING:
    from zedo.engines.backend import Backend
    from zedo.optimise.lifter import Lifter

PRESET_HELP = (
    "Settings of the method. fast: one hypothesis from a proposal network, 11 network evaluations. default: one answer "
    "made of nine hypotheses, with its uncertainty, 133 evaluations. best: ten hypotheses, the first made of all, 167 "
    "evaluations. paper: Algorithm 1 as published, 1,000 evaluations a hypothesis. "
    "paper-ddpm: the same for DDPM priors."
)


BACKEND_HELP = "auto, torch (float32), torch-bf16, torch-compile, openvino, openvino-int8, onnx or onnx-int8."


@Parameter(name="*")
@dataclass(frozen=True)
class LiftOptions:
    """How poses are lifted; the flags of every command that lifts."""

    preset: Annotated[str, Parameter(help=PRESET_HELP)] = "default"
    hypotheses: Annotated[int | None, Parameter(help="Answers a person-frame, S; the preset's when left out.")] = None
    iterations: Annotated[int | None, Parameter(help="Iterations of the loop; the preset's when left out.")] = None
    prior: Annotated[str, Parameter(help="A shipped prior or a prior.safetensors of `zedo train`.")] = DEFAULT_PRIOR
    sampler: Annotated[
        str | None, Parameter(help="Reverse step of a DDPM prior: ddim, the default, ddpm or ddpm-mean.")
    ] = None
    device: Annotated[str, Parameter(help="torch device: cpu, cuda, mps.")] = "cpu"
    backend: Annotated[str, Parameter(help=BACKEND_HELP)] = "auto"
    seed: Annotated[
        int,
        Parameter(help="Draws samples, a DDPM's noise, and with --preset paper anchors when S is no prepared number."),
    ] = 0
    chunk: Annotated[int | None, Parameter(help="Poses a batch; bounds memory.")] = None

    def lifter(
        self,
        initial_pose: Mapping[str, Any] | None = None,
        anchors: Float[np.ndarray, "S J 3"] | None = None,
        rooted: bool = True,
    ) -> Lifter:
        """The lifter that these flags describe.

        Args:
            initial_pose: fields of the preset's initial pose settings to replace.
            anchors, rooted: as of :class:`zedo.optimise.lifter.Lifter`.
        """
        from zedo.optimise.lifter import Lifter
        from zedo.optimise.presets import find_preset

        settings = find_preset(self.preset)
        return Lifter(
            prior=self.prior,
            # It keeps its name: the settings are stored beside it, and changed ones show there.
            preset=replace(settings, initial_pose=replace(settings.initial_pose, **initial_pose or {})),
            hypotheses=self.hypotheses,
            iterations=self.iterations,
            device=self.device,
            backend=cast("Backend", self.backend),
            seed=self.seed,
            chunk=self.chunk,
            anchors=anchors,
            sampler=self.sampler,
            rooted=rooted,
        )


@Parameter(name="*")
@dataclass(frozen=True)
class ServeOptions(LiftOptions):
    """How a service lifts poses: soon."""

    preset: Annotated[str, Parameter(help=PRESET_HELP)] = "fast"


@contextlib.contextmanager
def work_progress(console: Console, label: str, unit: str) -> Iterator[Callable[[int, int | None], None] | None]:
    """A progress bar with rate and time left on a terminal; None, hence silence, when the output is piped.

    What it yields takes the ``unit`` (a plural) done and in total, None when that is unknown.
    """
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

        def report(done: int, total: int | None) -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:,.{0 if speed >= 100 else 1}f} {unit}/s" if speed else ""
            bar.update(task, completed=done, total=total, rate=rate)

        yield report


def lifting_progress(
    console: Console, label: str
) -> contextlib.AbstractContextManager[Callable[[int, int | None], None] | None]:
    """:func:`work_progress` of the network's evaluations."""
    return work_progress(console, label, "evaluations")


def writable(path: Path) -> Path:
    """``path``, if a file can be written there: told before the work, not after it."""
    require_writable(path)
    return path


def check_known(camera: str, height: str | None, bones: str | None, inapplicable: Mapping[str, str | None]) -> None:
    """Whether what a user says of camera and people can be understood: told before the work, not after it.

    Args:
        camera, height, bones: the flags' texts.
        inapplicable: flags that say nothing about the input at hand, and what was given for them.

    Raises:
        ZedoError: with the sentence that the work itself would end with.
    """
    for flag, value in inapplicable.items():
        if value is not None:
            raise ZedoError(f"{flag} {value} is for keypoint files; pictures and videos say it themselves")
    if camera != "auto":
        Camera.parse(camera, (1, 1) if camera.startswith("fov=") else None)
    if height is not None:
        parse_heights(height, np.arange(max(1, len(parse_list(height)))))
    if bones is not None:
        parse_bones(bones, np.arange(len(bones.split(";"))))
