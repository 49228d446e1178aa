"""The experiments of the paper (Jiang et al., WACV 2024), each with the numbers it prints."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from zedo.evaluate.experiments.trial import (
    GENERATED_POSE,
    K_MEANS,
    PREDICTION,
    TRAINING_POSE,
    Experiment,
    Trial,
)
from zedo.evaluate.published import PUBLISHED, Published

ERRORS = ("mpjpe", "pa_mpjpe")

FIGURE_5_ITERATIONS = (100, 200, 500, 1000, 1500, 2000)


def _ours(table: int, hypotheses: int, **fields: object) -> Published:
    """ZeDO's row of a table."""
    (row,) = (
        row
        for row in PUBLISHED
        if row.table == table
        and row.method.startswith("ZeDO")
        and row.hypotheses == hypotheses
        and all(getattr(row, name) == value for name, value in fields.items())
    )
    return row


def _others(table: int) -> tuple[Published, ...]:
    return tuple(row for row in PUBLISHED if row.table == table and not row.method.startswith("ZeDO"))


def _table1() -> Experiment:
    trials = tuple(
        Trial(f"ZeDO, J = {joints}", "3dpw", joints=joints, paper=_ours(1, 1, method=f"ZeDO, J = {joints}"))
        for joints in (17, 14)
    )
    return Experiment("table1", "across domains on 3DPW, ground-truth 2D", ERRORS, trials, _others(1))


def _table2() -> Experiment:
    trials = tuple(Trial("ZeDO", "h36m", hypotheses=s, detected=True, paper=_ours(2, s)) for s in (1, 10, 50))
    return Experiment("table2", "Human3.6M, detected 2D", ERRORS, trials, _others(2))


def _table3() -> Experiment:
    trials = tuple(
        Trial("ZeDO, CE" if cross else "ZeDO", "mpi_inf_3dhp", "a" if cross else "b", s,
              paper=_ours(3, s, cross_domain=cross))
        for cross in (False, True) for s in (1, 50)
    )  # fmt: skip
    return Experiment("table3", "MPI-INF-3DHP, ground-truth 2D", ("mpjpe", "pck", "auc"), trials, _others(3))


def _table4() -> Experiment:
    # Tested on, trained on, rotation optimisation, warm-up, rotation augmentation, ground-truth 2D, then MPJPE and
    # PA-MPJPE for S = 1 and for S = 50.
    rows = (
        ("h36m", "a", False, False, False, (75.0, 52.7), (53.4, 42.7)),
        ("h36m", "a", True, False, False, (77.2, 53.7), (52.7, 42.4)),
        ("h36m", "a", True, True, False, (65.7, 49.0), (51.4, 42.1)),
        ("h36m", "a-so3", True, True, False, (69.5, 51.4), (52.9, 42.5)),
        ("h36m", "a", True, True, True, (50.1, 35.8), (37.0, 27.5)),
        ("mpi_inf_3dhp", "a", False, False, True, (148.3, 88.8), (93.4, 59.0)),
        ("mpi_inf_3dhp", "a", True, True, True, (113.8, 74.1), (80.1, 56.0)),
        ("mpi_inf_3dhp", "a-so3", True, True, True, (99.9, 67.9), (69.9, 49.0)),
        ("mpi_inf_3dhp", "b", True, True, True, (86.5, 55.9), (55.2, 38.6)),
    )
    trials = []
    for data, prior, rotate, warmup, exact, *numbers in rows:
        marks = {"RO": rotate, "WU": warmup, "RA": prior == "a-so3", "GT": exact}
        label = " + ".join(mark for mark, on in marks.items() if on) or "none"
        for s, (mpjpe, pa) in zip((1, 50), numbers, strict=True):
            paper = Published(data, 4, label, not exact, prior[0] == "a" and data != "h36m", s, mpjpe, pa)
            trials.append(Trial(label, data, prior, s, not exact, rotate=rotate, warmup=warmup, paper=paper))
    title = (
        "ablation: rotation by the initial pose optimiser (RO), warm-up (WU), rotation augmentation in training (RA), "
        "ground-truth 2D (GT)"
    )
    return Experiment("table4", title, ERRORS, tuple(trials))


def _table5() -> Experiment:
    def row(label: str, prior: str, sampler: str | None, numbers: tuple[float, float] | None) -> Trial:
        paper = Published("3dpw", 5, label, False, True, 1, numbers[1], numbers[0]) if numbers else None
        return Trial(label, "3dpw", prior, sampler=sampler, paper=paper)

    trials = (
        row("score matching", "a", None, (40.3, 69.7)),
        row("DDIM", "ddpm", "ddim", (40.4, 67.9)),
        row("DDPM", "ddpm", "ddpm", (51.7, 81.3)),
        row("DDPM without its noise", "ddpm", "ddpm-mean", None),
    )
    return Experiment("table5", "diffusion backbones, 3DPW, ground-truth 2D", ERRORS, trials)


def _table6() -> Experiment:
    rows = (
        ("h36m", "a", 37.0, 27.5),
        ("h36m", "mixed", 35.7, 26.5),
        ("mpi_inf_3dhp", "a", 69.9, 49.0),
        ("mpi_inf_3dhp", "b", 55.2, 38.6),
        ("mpi_inf_3dhp", "mixed", 52.4, 37.7),
    )
    trials = tuple(
        Trial(f"trained on {prior}", data, prior, 50, paper=Published(data, 6, prior, False, False, 50, mpjpe, pa))
        for data, prior, mpjpe, pa in rows
    )
    return Experiment("table6", "training sets, S = 50, ground-truth 2D", ERRORS, trials)


def _table7() -> Experiment:
    rows = (
        ("random sampling", TRAINING_POSE, 78.2, 51.2),
        ("random generation", GENERATED_POSE, 70.4, 46.0),
        ("k-means", K_MEANS, 50.1, 35.8),
    )
    trials = tuple(
        Trial(label, "h36m", start=start, paper=Published("h36m", 7, label, False, False, 1, mpjpe, pa))
        for label, start, mpjpe, pa in rows
    )
    return Experiment("table7", "initial poses, Human3.6M, S = 1, ground-truth 2D", ERRORS, trials)


TABLE_8 = tuple(
    Published(data, 8, method, False, False, 1, mpjpe, pa)
    for data, *rows in (
        ("3dpw", ("VPose3D (f = 1)", 75.9, 48.8), ("+ ZeDO", 70.2, 39.3)),
        ("h36m", ("VPose3D (f = 1)", 39.2, 30.4), ("+ ZeDO", 38.7, 27.8)),
        ("mpi_inf_3dhp", ("VPose3D (f = 1)", 89.1, 60.5), ("+ ZeDO", 78.2, 51.9)),
    )
    for method, mpjpe, pa in rows
)


def refinement(files: list[Path]) -> Experiment:
    """Table 8 for these files of a lifter's poses (:func:`zedo.data.npz.read_predictions`)."""
    trials = []
    for file in files:
        alone = Trial("the lifter alone", str(file), "mixed", rotate=False, iterations=0, start=PREDICTION)
        refined = replace(alone, label="+ ZeDO", iterations=1000)
        trials += [alone, refined, replace(refined, label="+ ZeDO, turned by the initial optimiser", rotate=True)]
    return Experiment("table8", "refining a lifter's poses, S = 1", ERRORS, tuple(trials), TABLE_8)


def _table9() -> Experiment:
    trials = tuple(Trial("ZeDO", "ski_pose", hypotheses=s, paper=_ours(9, s)) for s in (1, 50))
    return Experiment("table9", "across domains on Ski-PosePTZ, ground-truth 2D", ERRORS, trials, _others(9))


def _table10() -> Experiment:
    trials = tuple(
        Trial("ZeDO", "h36m", detected=detected, paper=_ours(10, 1, detected=detected)) for detected in (False, True)
    )
    title = "unsupervised methods on Human3.6M, ground-truth and detected 2D"
    return Experiment("table10", title, ("pa_mpjpe", "n_mpjpe"), trials, _others(10))


def _table11() -> Experiment:
    trials = (Trial("ZeDO, J = 17", "3dpw", paper=_ours(11, 1)),)
    title = "unsupervised methods on 3DPW, ground-truth 2D"
    return Experiment("table11", title, ("pa_mpjpe", "n_mpjpe"), trials, _others(11))


def _figure5() -> Experiment:
    trials = tuple(Trial(f"n = {n}", "h36m", iterations=n, timed=True) for n in FIGURE_5_ITERATIONS)
    return Experiment("fig5", "error and time against iterations, Human3.6M, S = 1, ground-truth 2D", ERRORS, trials)


def _figure6() -> Experiment:
    trials = (Trial("ZeDO", "h36m"),)
    return Experiment("fig6", "failures: poses that reproject well and are wrong", ERRORS, trials)


def _figure8() -> Experiment:
    trials = tuple(Trial("ZeDO", data) for data in ("3dpw", "mpi_inf_3dhp", "ski_pose"))
    return Experiment("fig8", "poses of the data sets", ERRORS, trials)


EXPERIMENTS: dict[str, Experiment] = {
    experiment.name: experiment
    for experiment in (
        _table1(), _table2(), _table3(), _table4(), _table5(), _table6(), _table7(), _table9(), _table10(), _table11(),
        _figure5(), _figure6(), _figure8(),
    )
}  # fmt: skip
"""All whose trials are known beforehand: Table 8 depends on files (:func:`refinement`), Table 12 runs nothing."""

NAMES = (*(f"table{n}" for n in range(1, 13)), "fig5", "fig6", "fig8")
