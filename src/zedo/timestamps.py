"""When each person-frame is, where a clip does not say."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from zedo.poses import Keypoints2D, Poses3D
from zedo.system.errors import ZedoError

DEFAULT_FPS = 30.0
"""Frames a second of clips without timestamps."""


def timestamps(clip: Keypoints2D | Poses3D, fps: float | None = None) -> tuple[Float[np.ndarray, " N"], list[str]]:
    """Seconds of each person-frame, and what a user should be told about them.

    Args:
        fps: frames a second, which replaces the timestamps by frame numbers; None keeps the timestamps, and takes
            :data:`DEFAULT_FPS` where there are none.

    Raises:
        ZedoError: when timestamps do not increase with the frames.
    """
    notes, time, untimed = [], clip.time, int(np.isnan(clip.time).sum())
    if fps is not None or untimed:
        if fps is None:
            which = "there are no timestamps" if untimed == len(clip) else f"{untimed} poses have no timestamp"
            notes.append(f"{which}, so {DEFAULT_FPS:g} frames a second are assumed; --fps says otherwise")
        time = clip.frame / (fps or DEFAULT_FPS)
    order = np.argsort(clip.frame, kind="stable")
    later, forward = np.diff(clip.frame[order]) > 0, np.diff(time[order]) > 0
    if (later & ~forward).any():
        at = order[np.flatnonzero(later & ~forward)[0] + np.array([0, 1])]
        raise ZedoError(
            f"the time goes from {time[at[0]]:g} s in frame {clip.frame[at[0]]} to {time[at[1]]:g} s in frame "
            f"{clip.frame[at[1]]}, but must increase; --fps takes frame numbers in place of timestamps"
        )
    return time, notes
