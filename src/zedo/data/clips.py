"""One recording of motion capture, and the frame rate that all are brought to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float

from zedo.system.errors import ZedoError

FRAME_RATE = 30.0
"""Clips are resampled to this rate: neighbouring frames at 120 Hz are the same pose."""

_SUBJECT_TRIAL = re.compile(r"(?P<subject>\d+)_(?P<trial>\d+)")


@dataclass(frozen=True)
class Clip:
    """One recording.

    Attributes:
        key: ``SUBJECT_TRIAL`` of the CMU database, or any other name.
        positions: (F, 17, 3) Human3.6M joints, metres, y up, :data:`FRAME_RATE` frames a second.
        source: the file it came from.
    """

    key: str
    positions: Float[np.ndarray, "F 17 3"]
    source: Path

    @property
    def subject(self) -> str | None:
        """The CMU subject number (two digits or more), or None for a clip that is named otherwise."""
        match = _SUBJECT_TRIAL.fullmatch(self.key)
        return f"{int(match['subject']):02d}" if match else None


def resample(positions: Float[np.ndarray, "F 17 3"], rate: float) -> Float[np.ndarray, "G 17 3"]:
    """Positions at :data:`FRAME_RATE`, float32, linear between the frames; every fourth frame, unchanged, at 120 Hz.

    Raises:
        ZedoError: when ``rate`` is below 10 Hz, where limbs move too far between frames, or above 10 kHz, or when a
            position is not finite.
    """
    if not np.isfinite(positions.astype(np.float32)).all():
        raise ZedoError("holds positions that are not finite")
    if not 10 <= rate <= 10_000:
        raise ZedoError(f"{rate:g} frames a second; motion capture between 10 and 10,000 is read")
    at = np.arange(int((len(positions) - 1) * FRAME_RATE / rate) + 1) * (rate / FRAME_RATE)
    # The last sample may fall short of the last frame by rounding alone.
    before = np.minimum(at.astype(int), len(positions) - 1)
    after = np.minimum(before + 1, len(positions) - 1)
    share = (at - before)[:, None, None]
    return ((1 - share) * positions[before] + share * positions[after]).astype(np.float32)
