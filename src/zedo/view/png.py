"""Poses as one picture: frames spread over the clip, each in 2D, from the front and from the side.

Without the photo or video itself matplotlib draws them on metre axes; with it, :mod:`zedo.view.sheet` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Bool, Float, Int
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.lines import Line2D
from matplotlib.ticker import MultipleLocator

from zedo.body.palette import PALETTE, sides
from zedo.body.skeleton import Skeleton
from zedo.poses import Keypoints2D, Poses3D
from zedo.system.errors import ZedoError
from zedo.system.files import written_whole
from zedo.view.scene import World, answered, people_shown, picture_size, shown_world
from zedo.view.sheet import picture_sheet

TILE_WIDTH = 4.4
"""Inches, of one frame."""

TILES_A_ROW = 3

MOST_GRID_LINES = 20
"""Across a tile; the squares are whole metres."""

MARGIN = 0.3
"""Metres around the people."""

INK, FAINT, PAPER = "#3b4252", "#dfe3ea", "#f6f7fa"

GHOST_OPACITY = 0.2


def write_png(
    poses: Poses3D,
    path: str | Path,
    keypoints: Keypoints2D | None = None,
    frames: int = 6,
    video: str | Path | None = None,
    world: World | None = None,
) -> None:
    """Write a contact sheet: for each of some frames the 2D keypoints, and the people from the front and the side.

    Without ``video`` axes are metres at one scale: x to the right and z away from the camera, height above the ground
    upwards; hypothesis 0 is drawn solid, the others faintly. With it the keypoints lie over the pictures, and people
    are blurred along the line of sight where the hypotheses disagree.

    Args:
        path: the file to write, ``.png``.
        keypoints: left out, the pictures of the 2D keypoints are, too; with ``video`` the poses are projected instead.
        frames: spread evenly over the clip; fewer when the clip has fewer.
        video: the video of ``poses``, or, when they are of one frame, the photo.
        world: where up is, and the ground; left out, that of the poses, or else of a level camera.

    Raises:
        ZedoError: when ``frames`` is below 1, there is no finite pose, the video does not belong to the poses, or the
            folder of ``path`` does not exist.
    """
    if frames < 1:
        raise ZedoError(f"{frames} frames asked for; a contact sheet shows at least 1")
    shown = answered(poses)
    world = shown_world(poses) if world is None else world
    there = np.unique(poses.frame[shown])
    chosen = there[np.linspace(0, len(there) - 1, min(frames, len(there))).round().astype(int)]
    if video is not None:
        sheet = picture_sheet(poses, video, chosen, keypoints, world)
        with written_whole(path) as aside:
            sheet.save(aside, "PNG")
        return
    selected = shown & np.isin(poses.frame, chosen)
    people = people_shown(poses, keypoints)
    views = _views(poses, world, selected)
    size = picture_size(poses, keypoints)
    heights = [TILE_WIDTH * size[1] / size[0]] if keypoints is not None else []
    heights.append(TILE_WIDTH * views[0].tall / sum(view.wide for view in views))
    rows = -(-len(chosen) // TILES_A_ROW)
    columns = -(-len(chosen) // rows)
    figure = Figure(
        figsize=((TILE_WIDTH + 0.4) * columns, (sum(heights) + 0.9) * rows + 0.4),
        layout=ConstrainedLayoutEngine(h_pad=0.1, hspace=0.05, wspace=0.03),
    )
    tiles = figure.add_gridspec(rows, columns)
    for number, frame in enumerate(chosen):
        tile = tiles[divmod(number, columns)].subgridspec(
            len(heights), 2, height_ratios=heights, width_ratios=[view.wide for view in views]
        )
        axes = [figure.add_subplot(tile[-1, column]) for column in range(2)]
        top = axes[0] if keypoints is None else figure.add_subplot(tile[0, :])
        if keypoints is not None:
            _draw_picture(top, keypoints, keypoints.frame == frame, people, size)
        top.set_title(_caption(poses, frame), color=INK, fontsize=12)
        now = selected & (poses.frame == frame)
        for ax, view in zip(axes, views, strict=True):
            _draw_view(ax, view, now, poses.skeleton, np.searchsorted(people, poses.person[now]))
        axes[0].set_ylabel("height (m)", color=INK)
        axes[1].tick_params(labelleft=False)
    figure.legend(handles=list(_legend(people)), loc="outside lower center", ncols=len(people) + 2, frameon=False)
    with written_whole(path) as aside:
        figure.savefig(aside, dpi=150, facecolor="white", format="png")


@dataclass(frozen=True)
class _View:
    """A direction to look in, with the part of space that is shown.

    Attributes:
        places: (S, N, J, 3) metres: across, up, and towards who looks.
        across, up: the shown intervals.
        step: between grid lines, the same in both directions.
    """

    label: str
    places: Float[np.ndarray, "S N J 3"]
    across: tuple[float, float]
    up: tuple[float, float]
    step: float

    @property
    def wide(self) -> float:
        return self.across[1] - self.across[0]

    @property
    def tall(self) -> float:
        return self.up[1] - self.up[0]


def _views(poses: Poses3D, world: World, selected: Bool[np.ndarray, " N"]) -> list[_View]:
    """Front and side, at intervals that hold all ``selected`` answers."""
    x, height, z = np.moveaxis(world.place(poses.positions) * [1, -1, 1] + [0, world.floor, 0], -1, 0)
    seen = height[0, selected]
    up = (min(float(seen.min()), 0.0) - MARGIN, float(seen.max()) + MARGIN)
    # The front is seen along z, the side along -x, so that z grows to the right.
    directions = {"front: x (m)": (x, -z), "side: z (m)": (z, x)}
    spans = [_span(across[0, selected], up[1] - up[0]) for across, _ in directions.values()]
    step = float(np.ceil(sum(high - low for low, high in spans) / MOST_GRID_LINES))
    return [
        _View(label, np.stack([across, height, nearness], axis=-1), span, up, step)
        for (label, (across, nearness)), span in zip(directions.items(), spans, strict=True)
    ]


def _span(across: Float[np.ndarray, "n J"], tall: float) -> tuple[float, float]:
    """Left and right in metres around all joints, a third as wide as tall at least."""
    low, high = float(across.min()) - MARGIN, float(across.max()) + MARGIN
    half = max(high - low, tall / 3) / 2
    return (low + high) / 2 - half, (low + high) / 2 + half


def _draw_view(
    ax: Axes, view: _View, now: Bool[np.ndarray, " N"], skeleton: Skeleton, persons: Int[np.ndarray, " n"]
) -> None:
    ax.set(xlim=view.across, ylim=view.up, aspect="equal", facecolor=PAPER)
    ax.set_xlabel(view.label, color=INK)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MultipleLocator(view.step))
    ax.grid(color=FAINT, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.axhline(0, color=INK, linewidth=1, alpha=0.6)
    ax.tick_params(colors=INK, labelsize=8, length=0)
    ax.spines[:].set_visible(False)
    # The answer, hypothesis 0, comes last, over the ghosts; those that failed are NaN.
    for hypothesis in reversed(range(len(view.places))):
        for place, person in zip(view.places[hypothesis, now], persons, strict=True):
            opacity = np.where(np.isnan(place[:, 0]), 0.0, 1.0 if hypothesis == 0 else GHOST_OPACITY)
            _draw_person(ax, place[:, :2], place[:, 2], skeleton, person, opacity)


def _draw_picture(
    ax: Axes,
    keypoints: Keypoints2D,
    rows: Bool[np.ndarray, " N"],
    people: Int[np.ndarray, " P"],
    size: tuple[float, float],
) -> None:
    ax.set(xlim=(0, size[0]), ylim=(size[1], 0), aspect="equal", xticks=[], yticks=[], facecolor=PAPER)
    ax.spines[:].set_color(FAINT)
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
