"""Drawings: Fig. 5 (error and time against iterations), Fig. 6 (failures), Fig. 8 (a grid of poses)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from zedo.body.palette import PALETTE, sides
from zedo.body.skeleton import H36M_17
from zedo.data.evaluation_set import EvaluationSet
from zedo.evaluate import metrics
from zedo.poses import Poses3D
from zedo.system.files import written_whole

TRUTH = "#9aa1ad"
EXAMPLES, COLUMNS = 4, 2
"""Person-frames of a data set, and those side by side."""

ACROSS, HIGH = 0.85, 1.15
"""Metres shown to each side of the pelvis, and above and below it."""


def draw_iterations(rows: Sequence[dict[str, Any]], title: str, path: Path) -> None:
    """Fig. 5: MPJPE and PA-MPJPE on the left axis, time on the right one.

    Args:
        rows: of the experiment, by increasing iterations.
    """
    iterations = [row["settings"]["loop"]["iterations"] for row in rows]
    figure = Figure(figsize=(6.4, 4.2), layout="constrained")
    left = figure.add_subplot()
    right = left.twinx()
    answer, clock = PALETTE[0].centre, PALETTE[1].centre
    lines = [
        *left.plot(iterations, [row["scores"]["mpjpe"] for row in rows], "o-", color=answer, label="MPJPE"),
        *left.plot(iterations, [row["scores"]["pa_mpjpe"] for row in rows], "s--", color=answer, label="PA-MPJPE"),
    ]
    milliseconds = [1000 * row["seconds"] / row["frames"] for row in rows]
    lines += right.plot(iterations, milliseconds, "^:", color=clock, label="time")
    left.set(xlabel="iterations", ylabel="error (mm)", ylim=(0, None))
    left.set_title(title, fontsize=9)
    right.set(ylabel="milliseconds a person-frame", ylim=(0, None))
    left.grid(alpha=0.3)
    left.legend(handles=lines, frameon=False)
    _save(figure, path)


def worst_with_good_reprojection(data: EvaluationSet, poses: Poses3D, count: int = EXAMPLES) -> list[int]:
    """Person-frames of the largest MPJPE among the half that reprojects best."""
    error = metrics.mpjpe(poses.joints[0], data.positions, data.scored)
    residual = poses.reprojection_error[0]
    error[residual > np.median(residual)] = -np.inf
    return np.argsort(-error)[:count].tolist()


def draw_poses(rows: Sequence[tuple[str, EvaluationSet, Poses3D, Sequence[int]]], title: str, path: Path) -> None:
    """Person-frames, two a line: the keypoints with the answer's projection, and the answer over the truth from the
    front and from the side, metres about the pelvis.

    Args:
        rows: the name, the data, the poses, and which person-frames are shown.
    """
    rows = [
        (name, data, poses, chosen[i : i + COLUMNS])
        for name, data, poses, chosen in rows
        for i in range(0, len(chosen), COLUMNS)
    ]
    columns = max(len(chosen) for *_, chosen in rows)
    figure = Figure(figsize=(4.2 * columns, 2.3 * len(rows) + 0.9), layout="constrained")
    grid = figure.subplots(len(rows), 3 * columns, squeeze=False)
    for ax in grid.flat:
        ax.axis("off")
    for line, (name, data, poses, chosen) in zip(grid, rows, strict=True):
        errors = metrics.mpjpe(poses.joints[0], data.positions, data.scored)
        truth, answer = H36M_17.root_relative(np.asarray(data.positions)), poses.joints[0].astype(float)
        image = data.camera.project(poses.positions[0].astype(float))
        for column, i in enumerate(chosen):
            picture, front, side = line[3 * column : 3 * column + 3]
            _draw_image(picture, data.keypoints.uv[i], image[i])
            # The front is seen along z, the side along -x, so that z grows to the right.
            for ax, across in ((front, 0), (side, 2)):
                _draw_body(ax, truth[i][:, [across, 1]], plain=True)
                _draw_body(ax, answer[i][:, [across, 1]])
                ax.set(xlim=(-ACROSS, ACROSS), ylim=(HIGH, -HIGH), aspect="equal")
            residual = poses.reprojection_error[0, i]
            picture.set_title(f"{name}\n{errors[i]:.0f} mm, {residual:.1f} px", fontsize=9, loc="left")
    handles = [Line2D([], [], color=TRUTH, linewidth=3, label="truth")]
    handles += [
        Line2D([], [], color=getattr(PALETTE[0], side), linewidth=3, label=f"zedo, {side}")
        for side in ("left", "right")
    ]
    figure.suptitle(f"{title}\nfor each: 2D keypoints and reprojection, front, side; MPJPE and reprojection error")
    figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False)
    _save(figure, path)


def _draw_image(ax: Axes, keypoints: Float[np.ndarray, "J 2"], answer: Float[np.ndarray, "J 2"]) -> None:
    seen = keypoints[np.isfinite(keypoints).all(axis=-1)]
    _draw_body(ax, answer)
    ax.scatter(*seen.T, s=6, color=PALETTE[1].centre, zorder=3)
    (x, y), high = (seen.max(axis=0) + seen.min(axis=0)) / 2, 0.6 * np.ptp(seen, axis=0).max()
    across = high * ACROSS / HIGH
    ax.set(xlim=(x - across, x + across), ylim=(y + high, y - high), aspect="equal")


def _draw_body(ax: Axes, places: Float[np.ndarray, "J 2"], plain: bool = False) -> None:
    shades = [TRUTH if plain else getattr(PALETTE[0], side) for side in sides(H36M_17)]
    bones = [bone for bone in H36M_17.bones if np.isfinite(places[list(bone)]).all()]
    lines = [places[list(bone)] for bone in bones]
    colours = [shades[child] for _, child in bones]
    ax.add_collection(LineCollection(lines, colors=colours, linewidths=3.4 if plain else 1.8, capstyle="round"))


def _save(figure: Figure, path: Path) -> None:
    with written_whole(path) as aside:
        figure.savefig(aside, dpi=110, facecolor="white", format="png")
