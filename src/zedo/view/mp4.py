"""Poses as a video: the original with the 2D skeletons over it, beside the people in 3D."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from zedo.poses import Keypoints2D, Poses3D
from zedo.system.files import written_whole
from zedo.view.footage import footage, picture_rate, with_size
from zedo.view.overlay import painted_picture
from zedo.view.raster import INK, SUPERSAMPLED, THREE_QUARTER, Stage
from zedo.view.scene import World, answered, people_shown, shown_world

BITS_PER_SECOND = 8e6

PICTURE_BOUNDS = (1280, 540)
TALL_PICTURE_BOUNDS = (540, 720)
"""(width, height) of the original in the video, for wide and for tall pictures."""

STAGE_ASPECT = 1.1
PANORAMA = 2.0
PANORAMA_STAGE_HEIGHT = 480
"""From this proportion on the scene stands below the picture, not beside it."""


def write_mp4(
    poses: Poses3D,
    path: str | Path,
    keypoints: Keypoints2D | None,
    video: str | Path,
    world: World | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write the part of a video that has poses, side by side with the people in 3D; every picture keeps its time.

    The answer is drawn, blurred along the line of sight where hypotheses disagree. H.264 in MP4, without sound.

    Args:
        path: the file to write, ``.mp4``.
        keypoints: drawn over the video; None draws the poses, projected.
        video: what ``poses`` were made from.
        world: where up is, and the ground; left out, that of the poses, or else of a level camera.
        progress: called with the frames that have been written, and their number.

    Raises:
        ValueError: when there is no finite pose, the video does not belong to the poses, or the folder of ``path``
            does not exist.
    """
    from zedo.video.encode import Mp4Writer, fitted

    shown = answered(poses)
    world = shown_world(poses) if world is None else world
    moments = footage(poses, video, progress)
    first = next(moments)
    height, width = first.picture.shape[:2]
    keypoints = with_size(poses, keypoints, (width, height), video)
    people = people_shown(poses, keypoints)
    picture_size = fitted((width, height), PICTURE_BOUNDS if width > 0.9 * height else TALL_PICTURE_BOUNDS)
    if width > PANORAMA * height:
        stage_size = picture_size[0], PANORAMA_STAGE_HEIGHT
        place, size = (0, picture_size[1]), (picture_size[0], picture_size[1] + stage_size[1])
    else:
        stage_size = 2 * round(picture_size[1] * STAGE_ASPECT / 2), picture_size[1]
        place, size = (picture_size[0], 0), (picture_size[0] + stage_size[0], picture_size[1])
    stage = Stage(poses, world, _large(stage_size), THREE_QUARTER, shown, keypoints)
    font = ImageFont.load_default(SUPERSAMPLED * 18)
    with written_whole(path) as aside, Mp4Writer(aside, size, picture_rate(video), BITS_PER_SECOND) as out:
        for moment in itertools.chain([first], moments):
            sheet = Image.new("RGB", _large(size))
            sheet.paste(painted_picture(moment.picture, _large(picture_size), keypoints, moment.frame, people))
            sheet.paste(stage.paint(poses.frame == moment.frame), _large(place))
            caption = tuple(np.add(_large(place), SUPERSAMPLED * 14))
            ImageDraw.Draw(sheet).text(caption, f"{moment.time:.2f} s", fill=INK, font=font)
            out.add(np.asarray(sheet.reduce(SUPERSAMPLED)), moment.time - first.time)


def _large(size: tuple[int, int]) -> tuple[int, int]:
    return size[0] * SUPERSAMPLED, size[1] * SUPERSAMPLED
