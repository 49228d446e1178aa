"""``zedo reproduce``."""

from __future__ import annotations

import contextlib
import datetime
import shlex
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter
from rich.console import Console

from zedo.cli.options import BACKEND_HELP, lifting_progress
from zedo.evaluate.experiments.trial import ROLES
from zedo.evaluate.validation import FRAMES, FRAMES_SMALL
from zedo.system.errors import ZedoError
from zedo.system.files import made_folder

if TYPE_CHECKING:
    from zedo.evaluate.experiments.report import Report
    from zedo.evaluate.experiments.runner import Runner
    from zedo.evaluate.experiments.trial import Experiment

PIPED_WIDTH = 160
"""Characters a line where there is no terminal to ask: tables are wide."""

SEVERAL = Parameter(consume_multiple=True)

PRIORS_HELP = "Priors by the part they play, NAME=FILE: " + "; ".join(f"{name}, {what}" for name, what in ROLES.items())
PRIORS_HELP += ". a and mixed are open-v3 when left out."


def reproduce(
    *experiments: str,
    output: Annotated[Path, Parameter(alias="-o", help="Folder for NAME.md, .csv, .json; finished rows are kept.")],
    h36m: Annotated[Path | None, Parameter(help="Human3.6M, as `zedo evaluate h36m` takes it.")] = None,
    mpi_inf_3dhp: Annotated[Path | None, Parameter(help="MPI-INF-3DHP, in the same way.")] = None,
    pw3d: Annotated[Path | None, Parameter(help="3DPW.")] = None,
    ski: Annotated[Path | None, Parameter(help="Ski-PosePTZ.")] = None,
    keypoints: Annotated[str, Parameter(help="Human3.6M's detected keypoints.")] = "sh_dt_ft",
    mocap: Annotated[Path | None, Parameter(help="Folder of the validation benchmark's motion capture.")] = None,
    training: Annotated[list[Path] | None, SEVERAL, Parameter(help="Table 7: what prior a was trained on.")] = None,
    predictions: Annotated[list[Path] | None, SEVERAL, Parameter(help="Table 8: files of a lifter's poses.")] = None,
    priors: Annotated[list[str] | None, SEVERAL, Parameter(help=PRIORS_HELP)] = None,
    frames: Annotated[int, Parameter(help="Person-frames of the validation benchmark at S = 1.")] = FRAMES,
    many_frames: Annotated[int, Parameter(help="Person-frames of the validation benchmark at S > 1.")] = FRAMES_SMALL,
    iterations: Annotated[int | None, Parameter(help="Fewer than the paper's 1,000, for a quick look.")] = None,
    device: Annotated[str, Parameter(help="torch device: cpu, cuda, mps.")] = "cpu",
    backend: Annotated[str, Parameter(help=BACKEND_HELP)] = "auto",
    seed: int = 0,
) -> None:
    """Run the paper's experiments: table1 … table12, fig5, fig6, fig8, or all.

    On the data sets that are given; where none of an experiment's is, on the validation benchmark. Run again, the
    command goes on after the rows that are finished.

    Parameters
    ----------
    experiments:
        table1 … table12, fig5, fig6, fig8; all for every one that can be run.
    """
    from zedo.evaluate.experiments.paper import NAMES
    from zedo.evaluate.experiments.runner import Runner
    from zedo.evaluate.experiments.sources import Sources

    names = list(NAMES) if experiments == ("all",) else list(experiments)
    if not names:
        raise ZedoError(f"no experiment was named; they are {', '.join(NAMES)}, or all")
    if unknown := [name for name in names if name not in NAMES]:
        raise ZedoError(f"unknown experiment {unknown[0]!r}; they are {', '.join(NAMES)}, or all")
    if min(frames, many_frames, iterations or 1) < 1:
        raise ZedoError("--frames, --many-frames and --iterations must be at least 1")
    data = {"h36m": h36m, "mpi_inf_3dhp": mpi_inf_3dhp, "3dpw": pw3d, "ski_pose": ski}
    sources = Sources(
        data={name: path for name, path in data.items() if path is not None},
        detector=keypoints,
        mocap=mocap,
        training=training or [],
        priors=_roles(priors or []),
        frames=(frames, many_frames),
        iterations=iterations,
    )
    made_folder(output)
    console = Console()
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    runner = Runner(sources, device, backend, seed)
    for name in names:
        try:
            _reproduce(name, runner, output, console, predictions or [])
        except ValueError as error:
            if experiments != ("all",):
                raise
            console.print(str(error), soft_wrap=True, markup=False, highlight=False)


def _reproduce(name: str, runner: Runner, output: Path, console: Console, predictions: Sequence[Path]) -> None:
    from zedo.evaluate.experiments.paper import EXPERIMENTS, refinement
    from zedo.evaluate.experiments.settings import settings_table, table12, write_settings

    if name == "table12":
        settings = table12()
        write_settings(settings, output, {"command": _command(), "zedo": version("zedo")})
        console.print(settings_table(settings))
    elif name == "table8":
        if not predictions:
            raise ZedoError(
                "table8 refines a lifter's poses: give them with --predictions FILE (docs/reproduction.md); "
                "benchmarks/lifter.py trains a small lifter and writes such files"
            )
        _run(refinement(list(predictions)), runner, output, console)
    elif name in ("fig6", "fig8"):
        _draw(EXPERIMENTS[name], runner, output, console)
    else:
        report = _run(EXPERIMENTS[name], runner, output, console)
        if name == "fig5":
            from zedo.evaluate.experiments.figures import draw_iterations

            draw_iterations(report.rows, report.title, output / "fig5.png")
            console.print(output / "fig5.png", soft_wrap=True, highlight=False)


def _run(experiment: Experiment, runner: Runner, output: Path, console: Console) -> Report:
    from zedo.evaluate.experiments.report import Report
    from zedo.evaluate.experiments.runner import finished_rows, run_experiment

    about, benchmark = _about(runner), runner.sources.on_benchmark(experiment)

    def keep(rows: list[dict[str, Any]], missing: list[str]) -> Report:
        report = Report(experiment, benchmark, list(rows), list(missing), about)
        report.write(output)
        return report

    def progress(label: str) -> contextlib.AbstractContextManager:
        return lifting_progress(Console(stderr=True), label)

    rows, missing = run_experiment(experiment, runner, list(finished_rows(output)), progress, keep)
    report = keep(rows, missing)
    console.print(report.table())
    for remark in report.remarks:
        console.print(f"- {remark}", markup=False, highlight=False)
    return report


def _draw(experiment: Experiment, runner: Runner, output: Path, console: Console) -> None:
    """Figures of poses: NAME.png, and NAME.json with what made it."""
    import json

    from zedo.evaluate.experiments.figures import EXAMPLES, draw_poses, worst_with_good_reprojection
    from zedo.evaluate.experiments.sources import Unavailable
    from zedo.system.files import write_whole

    benchmark = runner.sources.on_benchmark(experiment)
    shown, rows, missing = [], [], []
    failures = experiment.name == "fig6"
    trials = {runner.sources.stand_in(trial.data) if benchmark else trial.data: trial for trial in experiment.trials}
    for trial in trials.values():
        try:
            with lifting_progress(Console(stderr=True), f"{experiment.name}: {trial.data}") as progress:
                few = None if failures else EXAMPLES
                data, poses, about = runner.poses(trial, benchmark, progress, few)
        except Unavailable as error:
            missing.append(str(error))
            continue
        chosen = worst_with_good_reprojection(data, poses) if failures else list(range(len(data)))
        shown.append((about["tested_on"], data, poses, chosen))
        rows.append({**about, "person_frames": [about["person_frames"][i] for i in chosen]})
    if not shown:
        raise ZedoError(f"{experiment.name}: nothing can be drawn; {missing[0]}")
    whose = "not the paper's data, the validation benchmark" if benchmark else "the paper's data"
    path = output / f"{experiment.name}.png"
    draw_poses(shown, f"{experiment.number}, {experiment.title}: {whose}", path)
    stored = {"experiment": experiment.name, **_about(runner), "not run": missing, "drawn": rows}
    write_whole(path.with_suffix(".json"), (json.dumps(stored, indent=1, ensure_ascii=False) + "\n").encode())
    console.print(path, soft_wrap=True, highlight=False)


def _roles(given: list[str]) -> dict[str, str]:
    roles = {}
    for text in given:
        name, equals, file = text.partition("=")
        if not equals or name not in ROLES or not file:
            raise ZedoError(f"--priors {text!r} is not understood; give NAME=FILE, NAME one of {', '.join(ROLES)}")
        roles[name] = file
    return roles


def _about(runner: Runner) -> dict[str, Any]:
    from zedo.system.device import describe_machine

    return {
        "command": _command(),
        "seed": runner.seed,
        "zedo": version("zedo"),
        "machine": describe_machine(),
        "date": datetime.date.today().isoformat(),
    }


def _command() -> str:
    return shlex.join(["zedo", *sys.argv[1:]])
