"""Poses as one picture: frames spread over the clip, each in 2D, from the front and from the side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from jaxtyping import Bool, Float, Int
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from zedo.files import written_whole
from zedo.poses import Keypoints2D, Poses3D
from zedo.skeleton import Skeleton
from zedo.view.scene import PALETTE, ground_height, picture_size, sides

PANEL_WIDTH = 3.0
"""Inches."""

MARGIN = 0.35
"""Metres around the people."""

INK, FAINT, PAPER = "#3b4252", "#dfe3ea", "#f6f7fa"

GHOST_OPACITY = 0.2


def write_png(poses: Poses3D, path: str | Path, keypoints: Keypoints2D | None = None, frames: int = 5) -> None:
    """Write a contact sheet: a column a frame; above the 2D keypoints, below the skeletons from the front and the side.

    Lengths are metres on equal axes: x to the right and z away from the camera as in the camera's frame, height above
    the ground upwards. Hypothesis 0 is drawn solid, the others faintly.

    Args:
        path: the file to write, ``.png``.
        keypoints: left out, the row of 2D keypoints is, too.
        frames: columns; fewer when the clip has fewer frames.

    Raises:
        ValueError: when ``frames`` is below 1, there is no finite pose to show, or the folder of ``path`` does not exist.
    """
    if frames < 1:
        raise ValueError(f"{frames} frames asked for; a contact sheet shows at least 1")
    ground = ground_height(poses)
    shown = ~np.isnan(poses.positions[0]).any(axis=(1, 2))
    there = np.unique(poses.frame[shown])
    chosen = there[np.linspace(0, len(there) - 1, min(frames, len(there))).round().astype(int)]
    people = np.unique(poses.person)
    # Axes of the plots: x, z and height; what is farther along the third is nearer to who looks, and drawn later.
    places = poses.positions * [1, -1, 1] + [0, ground, 0]
    views = {
        "from the front": (places[..., [0, 1, 2]] * [1, 1, -1], "x (m)"),
        "from the side": (places[..., [2, 1, 0]], "z, away from the camera (m)"),
    }
    selected = np.isin(poses.frame, chosen) & shown
    limits = [_limits(place[0, selected]) for place, _ in views.values()]
    aspects = [(top - bottom) / (right - left) for left, right, bottom, top in limits]
    width, height = picture_size(poses, keypoints)
    if keypoints is not None:
        aspects.insert(0, height / width)
    figure = Figure(
        figsize=(PANEL_WIDTH * len(chosen) + 0.8, PANEL_WIDTH * sum(aspects) + 0.55 * len(aspects) + 0.6),
        layout="constrained",
    )
    grid = figure.subplots(len(aspects), len(chosen), squeeze=False, height_ratios=aspects)
    for column, frame in enumerate(chosen):
        axes = list(grid[:, column])
        axes[0].set_title(_caption(poses, frame), color=INK, fontsize=12)
        if keypoints is not None:
            _draw_picture(axes.pop(0), keypoints, keypoints.frame == frame, people, (width, height))
        for ax, (place, label), limit in zip(axes, views.values(), limits, strict=True):
            _draw_view(ax, place[:, selected & (poses.frame == frame)], limit, poses, frame, selected, people)
            ax.set_xlabel(label, color=INK)
    names = (["2D keypoints"] if keypoints is not None else []) + [f"{name}\nheight (m)" for name in views]
    for ax, name in zip(grid[:, 0], names, strict=True):
        ax.set_ylabel(name, color=INK)
    figure.legend(handles=list(_legend(people)), loc="outside lower center", ncols=len(people) + 2, frameon=False)
    with written_whole(path) as aside:
        figure.savefig(aside, dpi=150, facecolor="white", format="png")


def _limits(places: Float[np.ndarray, "n J 3"]) -> tuple[float, float, float, float]:
    """left, right, bottom, top in metres around all joints, never narrower than half as wide as tall."""
    low, high = places.min(axis=(0, 1)) - MARGIN, places.max(axis=(0, 1)) + MARGIN
    bottom, top = min(float(low[1]), -MARGIN), float(high[1])
    middle, half = (low[0] + high[0]) / 2, max(high[0] - low[0], (top - bottom) / 2) / 2
    return float(middle - half), float(middle + half), bottom, top


def _draw_view(
    ax: Axes,
    places: Float[np.ndarray, "S n J 3"],
    limits: tuple[float, float, float, float],
    poses: Poses3D,
    frame: int,
    selected: Bool[np.ndarray, " N"],
    people: Int[np.ndarray, " P"],
) -> None:
    left, right, bottom, top = limits
    ax.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")
    ax.set_facecolor(PAPER)
    ax.grid(color=FAINT, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.axhline(0, color=INK, linewidth=1, alpha=0.6)
    ax.tick_params(colors=INK, labelsize=8, length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
    persons = poses.person[selected & (poses.frame == frame)]
    # The answer, hypothesis 0, comes last, over the ghosts.
    for hypothesis in reversed(range(poses.hypotheses)):
        opacity = 1.0 if hypothesis == 0 else GHOST_OPACITY
        for place, person in zip(places[hypothesis], persons, strict=True):
            index = int(np.searchsorted(people, person))
            _draw_person(ax, place[:, :2], place[:, 2], poses.skeleton, index, np.full(len(place), opacity))


def _draw_picture(
    ax: Axes,
    keypoints: Keypoints2D,
    rows: Bool[np.ndarray, " N"],
    people: Int[np.ndarray, " P"],
    size: tuple[float, float],
) -> None:
    ax.set(xlim=(0, size[0]), ylim=(size[1], 0), aspect="equal", xticks=[], yticks=[])
    ax.set_facecolor(PAPER)
    for spine in ax.spines.values():
        spine.set_color(FAINT)
    for uv, confidence, person in zip(
        keypoints.uv[rows], keypoints.confidence[rows], keypoints.person[rows], strict=True
    ):
        opacity = np.where(confidence > 0, 0.25 + 0.75 * confidence, 0.0)
        order = np.zeros(len(uv))
        _draw_person(ax, uv, order, keypoints.skeleton, int(np.searchsorted(people, person)), opacity)


def _draw_person(
    ax: Axes,
    places: Float[np.ndarray, "J 2"],
    nearness: Float[np.ndarray, " J"],
    skeleton: Skeleton,
    person: int,
    opacity: Float[np.ndarray, " J"],
) -> None:
    colours = PALETTE[person % len(PALETTE)]
    shades = [getattr(colours, side) for side in sides(skeleton)]
    bones = sorted(skeleton.bones, key=lambda bone: nearness[list(bone)].mean())
    # A joint that is missing has opacity 0; its NaN place would be drawn by none, but stays in the limits.
    bones = [bone for bone in bones if min(opacity[list(bone)]) > 0]
    lines = LineCollection(
        [places[list(bone)] for bone in bones],
        colors=[(shades[child], min(opacity[parent], opacity[child])) for parent, child in bones],
        linewidths=2.6,
        capstyle="round",
    )
    ax.add_collection(lines, autolim=False)


def _caption(poses: Poses3D, frame: int) -> str:
    time = poses.time[poses.frame == frame][0]
    return f"frame {frame}" if np.isnan(time) else f"{time:.2f} s"


def _legend(people: Int[np.ndarray, " P"]) -> Iterator[Line2D]:
    for index, person in enumerate(people):
        yield Line2D([], [], color=PALETTE[index % len(PALETTE)].centre, linewidth=4, label=f"person {person}")
    yield Line2D([], [], color=PALETTE[0].left, linewidth=4, label="lighter: left side")
    yield Line2D([], [], color=PALETTE[0].right, linewidth=4, label="darker: right side")
