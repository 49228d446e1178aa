"""Made-up people for the views."""

from typing import Any

import numpy as np

from tests.lift.conftest import STANDING
from zedo.camera import Camera
from zedo.poses import Keypoints2D, Poses3D
from zedo.skeleton import COCO_17, H36M_17

SIZE = (1280, 720)
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
