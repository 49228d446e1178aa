"""A photo, or pictures of a video, with the 2D skeletons, each beside its people in 3D from two sides."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from jaxtyping import Int
from PIL import Image, ImageDraw, ImageFont

from zedo.body.palette import PALETTE
from zedo.poses import Keypoints2D, Poses3D
from zedo.view.footage import Moment, footage, with_size
from zedo.view.overlay import painted_picture
from zedo.view.raster import INK, SIDE, SUPERSAMPLED, Stage
from zedo.view.scene import World, people_shown

ROW_HEIGHT = 600
MOST_PICTURE_WIDTH = 1200
"""Pixels; a panorama is lower than its row."""

VIEW_WIDTH = 480
FOOTER_HEIGHT = 44
GAP = 12
WHITE = (255, 255, 255)


def picture_sheet(
    poses: Poses3D, video: str | Path, frames: Int[np.ndarray, " F"], keypoints: Keypoints2D | None, world: World
) -> Image.Image:
    """A row for each of ``frames``: the picture, the people from the camera's side, and from the camera's right.

    Args:
        frames: numbers of frames that have an answer.

    Raises:
        ValueError: see :func:`zedo.view.footage.footage` and :func:`zedo.view.footage.with_size`.
    """
    moments: dict[int, Moment] = {}
    for moment in footage(poses, video):
        if moment.frame is not None and moment.frame in frames:
            moments.setdefault(moment.frame, moment)
    height, width = next(iter(moments.values())).picture.shape[:2]
    over = with_size(poses, keypoints, (width, height), video)
    people = people_shown(poses, over)
    timed = len(moments) > 1
    rows = [_row(poses, moment, over, people, world, timed) for moment in moments.values()]
    sheet = Image.new("RGB", (rows[0].width, (ROW_HEIGHT + GAP) * len(rows) + FOOTER_HEIGHT), WHITE)
    for number, row in enumerate(rows):
        sheet.paste(row, (0, number * (ROW_HEIGHT + GAP)))
    _paint_legend(sheet, people)
    return sheet


def _row(
    poses: Poses3D, moment: Moment, over: Keypoints2D, people: Int[np.ndarray, " P"], world: World, timed: bool
) -> Image.Image:
    height, width = moment.picture.shape[:2]
    scale = SUPERSAMPLED * min(ROW_HEIGHT / height, MOST_PICTURE_WIDTH / width)
    picture = painted_picture(moment.picture, (round(width * scale), round(height * scale)), over, moment.frame, people)
    large = SUPERSAMPLED * np.array([VIEW_WIDTH, ROW_HEIGHT, GAP])
    row = Image.new("RGB", (picture.width + 2 * int(large[0] + large[2]), int(large[1])), WHITE)
    row.paste(picture, (0, (row.height - picture.height) // 2))
    shown = (poses.frame == moment.frame) & np.isfinite(poses.positions[0]).all(axis=(1, 2))
    # The camera is the world's origin; the scene's y points up and its z backwards.
    to_camera = world.place(poses.positions[0, shown]).mean(axis=(0, 1)) * [-1, 1, 1]
    place = picture.width + large[2]
    for label, direction in (("from the camera", to_camera), ("from the camera’s right", np.array(SIDE))):
        view = Stage(poses, world, (int(large[0]), int(large[1])), direction, shown, over).paint(shown)
        text = f"{label}, {moment.time:.2f} s" if timed else label
        ImageDraw.Draw(view).text((28, 24), text, fill=INK, font=ImageFont.load_default(SUPERSAMPLED * 17))
        row.paste(view, (int(place), 0))
        place += large[0] + large[2]
    return row.reduce(SUPERSAMPLED)


def _paint_legend(sheet: Image.Image, people: Int[np.ndarray, " P"]) -> None:
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(16)
    x, middle = 8.0, sheet.height - FOOTER_HEIGHT / 2
    for index, person in enumerate(people):
        colours = PALETTE[index % len(PALETTE)]
        for shade in (colours.left, colours.centre, colours.right):
            draw.rectangle((x, middle - 8, x + 11, middle + 8), fill=shade)
            x += 12
        text = f"person {person}"
        draw.text((x + 8, middle), text, fill=INK, font=font, anchor="lm")
        x += 8 + draw.textlength(text, font=font) + 24
    note = "lighter: left side, darker: right side, squares of 1 m"
    draw.text((x, middle), note, fill=INK, font=font, anchor="lm")
