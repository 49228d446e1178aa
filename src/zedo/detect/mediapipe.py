"""MediaPipe's Pose Landmarker, with the user's .task file: BlazePose-33."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8

from zedo.body.skeleton import BLAZEPOSE_33
from zedo.detect.detections import Detections
from zedo.system.errors import ZedoError

MOST_PEOPLE = 6
"""The landmarker wants to know beforehand how many people to look for; as many as MoveNet finds."""


class MediaPipe:
    """MediaPipe Tasks' Pose Landmarker in its mode for single images; confidence is a landmark's visibility.

    Args:
        model: a .task bundle.
        people: how many people to look for, 6 when left out.

    Raises:
        ZedoError: when MediaPipe cannot load the file.
        ImportError: when MediaPipe is not installed.
    """

    skeleton = BLAZEPOSE_33

    def __init__(self, model: Path, people: int | None = None) -> None:
        from mediapipe.tasks.python import BaseOptions, vision

        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(model)), num_poses=people or MOST_PEOPLE
        )
        try:
            self._landmarker = vision.PoseLandmarker.create_from_options(options)
        except (RuntimeError, ValueError) as error:
            raise ZedoError(f"{model}: no Pose Landmarker bundle (.task) of MediaPipe ({error})") from None

    def __call__(self, image: UInt8[np.ndarray, "H W 3"], expected: Detections | None = None) -> Detections:
        """People in an RGB picture; ``expected`` makes no difference."""
        from mediapipe import Image, ImageFormat

        result = self._landmarker.detect(Image(image_format=ImageFormat.SRGB, data=np.ascontiguousarray(image)))
        return detections(result.pose_landmarks, (image.shape[1], image.shape[0]))


def detections(poses: Sequence[Sequence[Any]], size: tuple[int, int]) -> Detections:
    """MediaPipe's normalised landmarks in pixels of a picture of (width, height); without visibility it is 1."""
    if not poses:
        return Detections.nobody(len(BLAZEPOSE_33))
    points = np.array(
        [[(mark.x, mark.y, 1.0 if mark.visibility is None else mark.visibility) for mark in pose] for pose in poses]
    )
    return Detections(points[..., :2] * size, points[..., 2])
