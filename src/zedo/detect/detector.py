"""What a 2D detector is, what it answers, and which one a name means."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from jaxtyping import Float, UInt8

from zedo.body.skeleton import Skeleton

GRAMMAR = "movenet, mediapipe:FILE.task, rtmlib:FILE.onnx or ultralytics:FILE.pt"


@dataclass(frozen=True, eq=False)
class Detections:
    """The people in one picture.

    Attributes:
        uv: (P, J, 2) pixels, origin at the top left corner; NaN where ``confidence`` is 0.
        confidence: (P, J) in [0, 1]; exactly 0 means missing.
    """

    uv: Float[np.ndarray, "P J 2"]
    confidence: Float[np.ndarray, "P J"]

    def __len__(self) -> int:
        return len(self.uv)

    def __getitem__(self, people: object) -> Detections:
        """Some of the people: anything that numpy takes as an index and that leaves an axis of people."""
        return Detections(self.uv[people], self.confidence[people])  # type: ignore[index]

    @classmethod
    def nobody(cls, joints: int) -> Detections:
        """No people, of a skeleton with so many joints."""
        return cls(np.empty((0, joints, 2)), np.empty((0, joints)))

    @classmethod
    def together(cls, *parts: Detections) -> Detections:
        """The people of all ``parts``, in their order."""
        return cls(np.concatenate([p.uv for p in parts]), np.concatenate([p.confidence for p in parts]))

    def seen(self, size: tuple[int, int], least: float) -> Detections:
        """The same people with the joints that the picture shows.

        Args:
            size: (width, height) of the picture, pixels; joints outside are missing, wherever a detector guesses them.
            least: a joint with less confidence is missing.

        Returns:
            People with at least one joint left, rounded to a hundredth of a pixel.
        """
        # Far below what detectors resolve; a journal on disk then holds exactly what a run in memory does.
        uv, confidence = self.uv.round(2), self.confidence.clip(0, 1).round(4)
        with np.errstate(invalid="ignore"):
            shown = ((uv >= 0) & (uv <= size)).all(axis=-1) & (confidence >= least) & (confidence > 0)
        people = shown.any(axis=1)
        return Detections(np.where(shown[..., None], uv, np.nan), np.where(shown, confidence, 0.0))[people]


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
