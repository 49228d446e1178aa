"""A small painter of people in 3D: limbs as shaded capsules, the far ones first, on a ground with a metre grid.

For pictures and videos, where matplotlib's 3D axes would take longer to draw a frame than the frame lasts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Bool, Float
from PIL import Image, ImageColor, ImageDraw

from zedo.body.palette import PALETTE, sides
from zedo.poses import Keypoints2D, Poses3D
from zedo.view.scene import World, girths, people_shown, spread

SUPERSAMPLED = 2
"""Everything is painted this much larger and then reduced, which smooths its edges."""

FOV = 36.0
"""Degrees, vertical."""

MARGIN = 1.1
"""How much further away than needed the view is taken from."""

BEYOND = 2.0
"""Percent of the coordinates on either side that need not be in view: poses that failed lie far away."""

PAPER, GRID, INK = (236, 239, 244), (138, 148, 168), (16, 19, 26)

LIMB_RADIUS, HEAD_RADIUS, MARK_RADIUS = 0.045, 0.1, 0.24
"""Metres."""

BLUR_SHIFTS = tuple(np.arange(-1.5, 1.51, 0.15))
"""Standard deviations along the line of sight at which a limb of uncertain depth is painted again, faintly."""

BLUR_OPACITY = 0.08
BLUR_GIRTH = 0.8

SHADING = ((1.0, 0.0, -0.25), (0.84, 0.06, 0.0), (0.36, 0.36, 0.22))
"""What a limb is painted with, one over the other: share of its radius, shift towards the light at the upper left in
radii, lighter or darker."""

THREE_QUARTER = (0.55, 0.26, 1.0)
"""From beside and above the recording camera."""

SIDE = (1.0, 0.12, 0.0)
"""From the camera's right: what lies further away is to the right."""


class Stage:
    """A fixed view of people.

    Args:
        poses: whose answers are painted.
        world: where up is, and the ground.
        size: (width, height) of the paintings in pixels, before they are reduced by :data:`SUPERSAMPLED`.
        direction: from the people to who looks at them: x right, y up, z towards the recording camera.
        rows: the person-frames that must be in view; all have an answer.
        keypoints: what is shown beside the poses; people of either have their place in the palette.
    """

    def __init__(
        self,
        poses: Poses3D,
        world: World,
        size: tuple[int, int],
        direction: Sequence[float] | Float[np.ndarray, " 3"],
        rows: Bool[np.ndarray, " N"],
        keypoints: Keypoints2D | None = None,
    ) -> None:
        self.poses = poses
        self.size = size
        # Here y points up and z backwards, as in the page.
        flip = np.array([1.0, -1.0, -1.0])
        place = poses.positions[0].astype(np.float64)
        self._bodies = world.place(place) * flip
        unsure = spread(poses)
        lines_of_sight = place / np.linalg.norm(place, axis=-1, keepdims=True)
        self._blur = None if unsure is None else world.place(lines_of_sight * unsure[..., None]) * flip
        self._ground = -world.floor
        self._person = np.searchsorted(people_shown(poses, keypoints), poses.person)
        self._look_from(np.array(direction, dtype=np.float64), self._bodies[rows].reshape(-1, 3))
        self._background = self._paint_ground()

    def paint(self, rows: Bool[np.ndarray, " N"]) -> Image.Image:
        """The person-frames of ``rows``; those without an answer are left out."""
        image = self._background.copy()
        draw = ImageDraw.Draw(image, "RGBA")
        there = np.flatnonzero(rows & np.isfinite(self._bodies).all(axis=(1, 2))).tolist()
        for row in there:
            self._paint_mark(draw, row)
        if self._blur is not None:
            for row in there:
                self._paint_blur(draw, row)
        self._paint_limbs(draw, there)
        return image

    def _look_from(self, direction: Float[np.ndarray, " 3"], points: Float[np.ndarray, "n 3"]) -> None:
        low, high = np.percentile(points, [BEYOND, 100 - BEYOND], axis=0)
        low, high = np.minimum(low, [np.inf, self._ground, np.inf]) - 0.15, high + 0.15
        self._centre = (low + high) / 2
        backward = direction / np.linalg.norm(direction)
        right = np.cross([0.0, 1.0, 0.0], backward)
        right /= np.linalg.norm(right)
        self._axes = np.stack([right, np.cross(backward, right), backward])
        corners = np.stack(np.meshgrid(*zip(low, high, strict=True)), axis=-1).reshape(-1, 3) - self._centre
        across, up, nearer = self._axes @ corners.T
        half = np.tan(np.radians(FOV) / 2)
        aspect = self.size[0] / self.size[1]
        distance = float((nearer + np.maximum(np.abs(across) / (half * aspect), np.abs(up) / half)).max())
        self._eye = self._centre + backward * MARGIN * distance
        self._focal = self.size[1] / 2 / half

    def _project(self, points: Float[np.ndarray, "*batch 3"]) -> Float[np.ndarray, "*batch 3"]:
        """Pixels, and the distance in metres along the view; what is behind who looks is put just before them."""
        across, up, back = np.moveaxis((points - self._eye) @ self._axes.T, -1, 0)
        away = np.maximum(-back, 0.1)
        scale = self._focal / away
        return np.stack([self.size[0] / 2 + across * scale, self.size[1] / 2 - up * scale, away], axis=-1)

    def _paint_ground(self) -> Image.Image:
        image = Image.new("RGB", self.size, PAPER)
        draw = ImageDraw.Draw(image, "RGBA")
        reach = max(6.0, 1.2 * float(np.linalg.norm(self._eye - self._centre)))
        middle = np.round(self._centre[[0, 2]])
        steps = np.arange(-np.ceil(reach), np.ceil(reach))
        for line in steps:
            for axis in (0, 1):
                bold = (middle[axis] + line) % 5 == 0
                points = np.full((len(steps), 3), self._ground)
                points[:, 2 * axis] = middle[axis] + line
                points[:, 2 - 2 * axis] = middle[1 - axis] + steps
                fade = 1 - np.linalg.norm(points[:, [0, 2]] - self._centre[[0, 2]], axis=1) / reach
                pixels = self._project(points)
                # In front of who looks, and fading out towards the edge.
                for i in np.flatnonzero((pixels[:-1, 2] > 0.2) & (pixels[1:, 2] > 0.2) & (fade[:-1] > 0)):
                    opacity = round(255 * min(1.0, 1.5 * fade[i]) * (0.9 if bold else 0.5))
                    ends = [tuple(pixels[i, :2]), tuple(pixels[i + 1, :2])]
                    draw.line(ends, fill=(*GRID, opacity), width=SUPERSAMPLED * (2 if bold else 1))
        return image

    def _paint_mark(self, draw: ImageDraw.ImageDraw, row: int) -> None:
        """A disc on the ground under the person, and a line up to feet in the air."""
        body = self._bodies[row]
        centre = (body.min(axis=0) + body.max(axis=0)) / 2
        circle = np.linspace(0, 2 * np.pi, 40)
        disc = np.stack([np.cos(circle), 0 * circle, np.sin(circle)], axis=1) * MARK_RADIUS
        colour = ImageColor.getrgb(PALETTE[self._person[row] % len(PALETTE)].centre)
        foot = np.array([centre[0], self._ground, centre[2]])
        draw.polygon([tuple(p) for p in self._project(foot + disc)[:, :2]], fill=(*colour, 80))
        feet = np.array([centre[0], max(self._ground, body[:, 1].min()), centre[2]])
        line = self._project(np.stack([foot, feet]))[:, :2]
        draw.line([tuple(p) for p in line], fill=(*colour, 130), width=SUPERSAMPLED)

    def _paint_blur(self, draw: ImageDraw.ImageDraw, row: int) -> None:
        assert self._blur is not None
        shades, girth = _shades(self.poses, self._person[row]), girths(self.poses.skeleton)
        for shift in BLUR_SHIFTS:
            opacity = round(255 * BLUR_OPACITY * np.exp(-(shift**2) / 2))
            place = self._project(self._bodies[row] + shift * self._blur[row])
            for parent, child in self.poses.skeleton.bones:
                ends = place[[parent, child]]
                radii = BLUR_GIRTH * girth[child] * LIMB_RADIUS * self._focal / ends[:, 2]
                quad = _quad(ends[:, :2], radii)
                draw.polygon(quad, fill=(*shades[child], opacity))

    def _paint_limbs(self, draw: ImageDraw.ImageDraw, rows: list[int]) -> None:
        limbs, girth = [], girths(self.poses.skeleton)
        for row in rows:
            place = self._project(self._bodies[row])
            shades = _shades(self.poses, self._person[row])
            for parent, child in self.poses.skeleton.bones:
                limbs.append((place[[parent, child]], shades[child], girth[child] * LIMB_RADIUS))
            if "head" in self.poses.skeleton.joints:
                head = self.poses.skeleton.index("head")
                limbs.append((place[[head, head]], shades[head], HEAD_RADIUS))
        for ends, colour, radius in sorted(limbs, key=lambda limb: -limb[0][:, 2].mean()):
            radii = radius * self._focal / ends[:, 2]
            for share, lift, tone in SHADING:
                _capsule(draw, ends[:, :2] - lift * radii[:, None], share * radii, _toned(colour, tone))


def _shades(poses: Poses3D, person: int) -> list[tuple[int, ...]]:
    palette = PALETTE[person % len(PALETTE)]
    return [ImageColor.getrgb(getattr(palette, side)) for side in sides(poses.skeleton)]


def _toned(colour: tuple[int, ...], tone: float) -> tuple[int, ...]:
    """Lighter for a positive ``tone``, darker for a negative one."""
    target = 255 if tone > 0 else 0
    return tuple(round(channel + (target - channel) * abs(tone)) for channel in colour)


def disc(draw: ImageDraw.ImageDraw, centre: Float[np.ndarray, " 2"], radius: float, fill: tuple[int, ...]) -> None:
    """A circle, filled; pixels."""
    x, y = (float(value) for value in centre)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def _quad(ends: Float[np.ndarray, "2 2"], radii: Float[np.ndarray, " 2"]) -> list[tuple[float, float]]:
    along = ends[1] - ends[0]
    across = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 1e-9) * radii[:, None]
    return [(float(x), float(y)) for x, y in (*(ends + across), *(ends - across)[::-1])]


def _capsule(
    draw: ImageDraw.ImageDraw, ends: Float[np.ndarray, "2 2"], radii: Float[np.ndarray, " 2"], fill: tuple[int, ...]
) -> None:
    draw.polygon(_quad(ends, radii), fill=fill)
    for centre, radius in zip(ends, radii, strict=True):
        disc(draw, centre, float(radius), fill)
