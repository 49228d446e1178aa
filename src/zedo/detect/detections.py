"""What detectors find: the people in one picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float


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
