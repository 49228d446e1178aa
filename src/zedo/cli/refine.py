"""``zedo refine``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

from cyclopts import Parameter
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from zedo.cli.options import BACKEND_HELP, lifting_progress, writable
from zedo.prior.shipped import DEFAULT_PRIOR
from zedo.system.errors import ZedoError

if TYPE_CHECKING:
    from zedo.engines.backend import Backend


def refine(
    predictions: Path,
    *,
    output: Annotated[Path | None, Parameter(alias="-o", help="Write the refined poses: .npz or .json.")] = None,
    rotate: Annotated[bool, Parameter(help="Let the initial pose optimiser turn the predictions.")] = False,
    preset: Annotated[str, Parameter(help="fast: 20 steps that keep the predicted size. paper: Table 8.")] = "fast",
    iterations: Annotated[int | None, Parameter(help="Iterations of the loop; the preset's when left out.")] = None,
    prior: Annotated[str, Parameter(help="A shipped prior or a prior.safetensors of `zedo train`.")] = DEFAULT_PRIOR,
    device: Annotated[str, Parameter(help="torch device: cpu, cuda, mps.")] = "cpu",
    backend: Annotated[str, Parameter(help=BACKEND_HELP)] = "auto",
    chunk: Annotated[int | None, Parameter(help="Poses a batch; bounds memory.")] = None,
) -> None:
    """Refine a 2D-3D lifter's poses against their keypoints, and score them before and after (paper, Table 8).

    Parameters
    ----------
    predictions:
        npz with the arrays of `zedo evaluate npz` and pred, (N, 17, 3) metres, camera axes.
    """
    from zedo.data.npz import read_predictions
    from zedo.evaluate.evaluation import score
    from zedo.evaluate.report import METRICS
    from zedo.optimise.lifter import Lifter
    from zedo.optimise.presets import find_preset
    from zedo.prior.prior import fingerprint

    if output is not None and writable(output).suffix.lower() not in (".npz", ".json"):
        raise ZedoError(f"{output}: refined poses are written as .npz or .json")
    settings = find_preset(preset)
    pose = settings.initial_pose if rotate else replace(settings.initial_pose, axes="")
    # One hypothesis, the prediction; nothing to choose among, and no proposal network to draw an uncertainty from.
    alone = replace(settings, hypotheses=1, explored=1, samples=0, answer="first", start="given", initial_pose=pose)
    lifter = Lifter(prior, alone, iterations=iterations, device=device, backend=cast("Backend", backend), chunk=chunk)
    data, initial = read_predictions(predictions)
    with lifting_progress(Console(stderr=True), "refining") as progress:
        poses = lifter(data.keypoints, data.camera, progress=progress, initial=initial[None])
    table = Table(
        title=f"{predictions.name}: {len(data)} person-frames, {data.scored.sum()} joints", title_justify="left",
        box=SIMPLE_HEAD, pad_edge=False, caption_justify="left",
        caption=f"preset {preset}, {lifter.settings.loop.iterations} iterations, prior {fingerprint(lifter.prior)}; "
        "errors in mm, PCK and AUC in %",
    )  # fmt: skip
    table.add_column("poses")
    for name in METRICS.values():
        table.add_column(name, justify="right")
    for name, joints in {"predicted": initial[None], "refined": poses.joints}.items():
        scores = score(joints, data)
        table.add_row(name, *(f"{scores[metric]:.1f}" for metric in METRICS))
    Console().print(table)
    if output is not None:
        poses.save(output)
