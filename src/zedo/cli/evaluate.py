"""``zedo evaluate``."""

from __future__ import annotations

import json as json_text
from pathlib import Path
from typing import Annotated

import cyclopts
from cyclopts import Parameter
from rich.console import Console

from zedo.cli.options import LiftOptions, lifting_progress, writable
from zedo.data.npz import read_evaluation_npz
from zedo.evaluate.evaluation import evaluate
from zedo.evaluate.report import evaluation_table
from zedo.files import write_whole

app = cyclopts.App(name="evaluate", help="Score the method against known 3D poses.")


@app.command
def npz(
    file: Path,
    *,
    json: Annotated[Path | None, Parameter(help="Write the scores to this file, too.")] = None,
    options: LiftOptions = LiftOptions(),  # noqa: B008 - frozen
) -> None:
    """Score your own data: MPJPE, PA-MPJPE, N-MPJPE, minima over the hypotheses, PCK and AUC.

    Parameters
    ----------
    file:
        npz with the arrays uv, conf, cam3d, K and joints (see docs/protocols.md).
    """
    if json is not None:
        writable(json)
    data = read_evaluation_npz(file)
    lifter = options.lifter()
    with lifting_progress(Console(stderr=True), "lifting") as progress:
        evaluation = evaluate(data, lifter, progress)
    Console().print(evaluation_table(evaluation))
    if json is not None:
        write_whole(json, (json_text.dumps(evaluation.to_dict(), indent=2, allow_nan=False) + "\n").encode())
