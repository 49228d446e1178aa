"""What a 2D detector is, and which one a name means."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np
from jaxtyping import UInt8

from zedo.body.skeleton import Skeleton
from zedo.detect.detections import Detections

GRAMMAR = "movenet, mediapipe:FILE.task, rtmlib:FILE.onnx or ultralytics:FILE.pt"


class Detector(Protocol):
    """Finds the people in a picture.

    Attributes:
        skeleton: what the J joints are.
    """

    skeleton: Skeleton

    def __call__(self, image: UInt8[np.ndarray, "H W 3"], expected: Detections | None = None) -> Detections:
        """People in an RGB picture.

        Args:
            expected: where a tracker expects people to be; a detector that looks at crops can look there too.
        """
        ...


def load_detector(name: str, people: int | None = None) -> Detector:
    """The detector that ``name`` means: ``movenet``, or ``mediapipe:``, ``rtmlib:``, ``ultralytics:`` with your file.

    Args:
        people: at most so many are wanted, where a detector has to know that beforehand.

    Raises:
        ValueError: when there is no such detector, its file is missing or no model of it, or its package is missing.
    """
    kind, _, file = name.partition(":")
    if kind not in ("movenet", "mediapipe", "rtmlib", "ultralytics") or (kind == "movenet") != (file == ""):
        raise ValueError(f"detector {name!r} is unknown; it is {GRAMMAR}")
    if kind == "movenet":
        from zedo.detect.movenet import MoveNet

        return MoveNet()
    path = Path(file)
    if not path.is_file():
        raise ValueError(f"{path}: no such file; the detector {kind} needs the file of a model")
    try:
        match kind:
            case "mediapipe":
                from zedo.detect.mediapipe import MediaPipe

                return MediaPipe(path, people)
            case "rtmlib":
                from zedo.detect.rtmlib import RTMPose

                return RTMPose(path)
            case _:
                from zedo.detect.ultralytics import Yolo

                return Yolo(path)
    except ImportError as error:  # also a package that is there but cannot load one of its libraries
        raise ValueError(
            f"the detector {kind} needs the package {error.name or kind}: pip install 'zedo[{kind}]' ({error})"
        ) from None
