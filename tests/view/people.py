"""Made-up people for the views, and a made-up video that tells which picture it shows."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from tests.optimise.conftest import STANDING
from zedo.body.skeleton import COCO_17, H36M_17
from zedo.camera import Camera
from zedo.poses import Keypoints2D, Poses3D
from zedo.video.encode import Mp4Writer

SIZE = (1280, 720)

VIDEO_SIZE = (640, 360)
BITS = 8

DEPTH = 4.0
FPS = 25


def standing(frames: int, people: int = 1, hypotheses: int = 1, **changes: Any) -> Poses3D:
    """People side by side before the camera, who drift to the right by 1 cm a frame; other hypotheses are noisy."""
    frame, person = (index.ravel() for index in np.meshgrid(np.arange(frames), np.arange(people), indexing="ij"))
    noise = np.random.default_rng(0).normal(0, 0.05, (hypotheses, len(frame), 17, 3))
    noise[0] = 0
    place = np.stack([1.5 * person + 0.01 * frame, 0 * frame, np.full(len(frame), DEPTH)], axis=1)
    fields: dict[str, Any] = {
        "joints": STANDING + noise,
        "translation": np.broadcast_to(place, (hypotheses, *place.shape)),
        "reprojection_error": np.full((hypotheses, len(frame)), 1.5),
        "skeleton": H36M_17,
        "frame": frame,
        "time": frame / FPS,
        "person": person,
        "camera": Camera.from_fov(60, SIZE),
    }
    return Poses3D(**(fields | changes))


def detections(poses: Poses3D) -> Keypoints2D:
    """COCO-17 keypoints at random places for the same person-frames; the ears are missing."""
    rng = np.random.default_rng(1)
    confidence = rng.uniform(0.3, 1.0, (len(poses), 17))
    confidence[:, 3:5] = 0
    return Keypoints2D(
        uv=rng.uniform(0, 1, (len(poses), 17, 2)) * SIZE,
        confidence=confidence,
        skeleton=COCO_17,
        frame=poses.frame,
        time=poses.time,
        person=poses.person,
        image_size=SIZE,
    )


def numbered_picture(number: int) -> np.ndarray:
    """(360, 640, 3) uint8: the number in eight blocks along the top, white for 1, and a green bar at 40 + 5 number."""
    picture = np.zeros((VIDEO_SIZE[1], VIDEO_SIZE[0], 3), dtype=np.uint8)
    for bit in range(BITS):
        picture[20:60, 20 + 75 * bit : 80 + 75 * bit] = 255 if number >> bit & 1 else 90
    x = 40 + 5 * number
    picture[100:160, x - 8 : x + 9] = (0, 220, 0)
    return picture


def number_of(picture: np.ndarray) -> int:
    """What :func:`numbered_picture` was given, of a picture of any size."""
    height, width = picture.shape[:2]
    blocks = [(picture[height // 9, round(width * (50 + 75 * bit) / 640)].mean() > 172) << bit for bit in range(BITS)]
    return int(sum(blocks))


def numbered_video(path: Path, times: np.ndarray) -> Path:
    """A video of as many pictures as ``times``, which begin at 0."""
    with Mp4Writer(path, VIDEO_SIZE, Fraction(FPS), 4e6) as video:
        for number, time in enumerate(times):
            video.add(numbered_picture(number), float(time))
    return path


def on_the_bar(poses: Poses3D, numbers: np.ndarray) -> Keypoints2D:
    """Keypoints on a vertical line below the green bar of the pictures ``numbers``, one a person-frame."""
    uv = np.empty((len(poses), 17, 2))
    uv[..., 0] = 40 + 5 * numbers[:, None]
    uv[..., 1] = np.linspace(200, 340, 17)
    return Keypoints2D(uv, np.ones(uv.shape[:2]), H36M_17, poses.frame, poses.time, poses.person, image_size=VIDEO_SIZE)
