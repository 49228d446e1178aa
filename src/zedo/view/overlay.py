"""A picture with the 2D skeletons over it."""

from __future__ import annotations

import numpy as np
from jaxtyping import Int, UInt8
from PIL import Image, ImageColor, ImageDraw

from zedo.body.palette import PALETTE, sides
from zedo.poses import Keypoints2D
from zedo.view.raster import INK, SUPERSAMPLED, disc


def painted_picture(
    picture: UInt8[np.ndarray, "H W 3"],
    size: tuple[int, int],
    keypoints: Keypoints2D,
    frame: int | None,
    people: Int[np.ndarray, " P"],
) -> Image.Image:
    """A picture with the 2D skeletons of a frame over it, faint where the detector was unsure.

    Args:
        size: (width, height) of the painting in pixels, before it is reduced by :data:`SUPERSAMPLED`.
        keypoints: with the image size that their pixels refer to.
        frame: None for a picture without people.
        people: all identities, ascending: the place in the palette.
    """
    assert keypoints.image_size is not None
    image = Image.fromarray(picture).resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    scale = size[0] / keypoints.image_size[0]
    rows = np.zeros(len(keypoints), dtype=bool) if frame is None else keypoints.frame == frame
    draw = ImageDraw.Draw(image, "RGBA")
    width = max(2.0 * SUPERSAMPLED, image.height / 260)
    for row in np.flatnonzero(rows):
        uv = keypoints.uv[row] * scale
        opacity = np.where(keypoints.confidence[row] > 0, 0.25 + 0.75 * keypoints.confidence[row], 0.0)
        names = sides(keypoints.skeleton)
        palette = PALETTE[np.searchsorted(people, keypoints.person[row]) % len(PALETTE)]
        for edge in (True, False):
            radius = width / 2 + (0.5 * width if edge else 0.0)
            for parent, child in keypoints.skeleton.bones:
                sure = min(opacity[parent], opacity[child])
                if sure > 0:
                    colour = INK if edge else ImageColor.getrgb(getattr(palette, names[child]))
                    fill = (*colour, round(255 * sure * (0.6 if edge else 1.0)))
                    draw.line([tuple(uv[parent]), tuple(uv[child])], fill=fill, width=round(2 * radius))
            for joint in np.flatnonzero(opacity):
                colour = INK if edge else ImageColor.getrgb(getattr(palette, names[joint]))
                fill = (*colour, round(255 * opacity[joint] * (0.6 if edge else 1.0)))
                disc(draw, uv[joint], 1.25 * radius, fill)
    return image
