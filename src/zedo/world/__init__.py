"""From the camera's frame to a world with gravity and a floor, for cameras that stand still."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from zedo.poses import Poses3D
from zedo.system.errors import ZedoError
from zedo.timestamps import timestamps
from zedo.world.footsteps import Step, find_steps, tracks
from zedo.world.frame import ANKLE_HEIGHT, WorldFrame, world_rotation
from zedo.world.gravity import find_up
from zedo.world.planting import planted_shift


def find_world(poses: Poses3D, up: Float[np.ndarray, " 3"] | None = None, fps: float | None = None) -> WorldFrame:
    """Gravity, the floor and planted feet of a clip of a static camera.

    The floor is under the planted feet of whoever walks lowest. Nothing here knows whether the camera moves: the world
    of a moving camera is wrong.

    Args:
        poses: the answers, hypothesis 0, are used; any skeleton with ankles, hips and shoulders.
        up: against gravity, a unit vector in the camera's frame, as :func:`zedo.world.frame.up_of_camera` makes it;
            None finds it.
        fps: as in :func:`zedo.timestamps.timestamps`.

    Raises:
        ZedoError: when ``up`` is not given and people do not show it, or no foot is ever planted.
    """
    time, _ = timestamps(poses, fps)
    found = find_up(poses, time) if up is None else np.asarray(up, dtype=np.float64)
    steps = find_steps(poses, time, found)
    if not steps:
        raise ZedoError("no foot rests on the ground for a tenth of a second, so there is no floor to stand on")
    turned = poses.positions[0].astype(np.float64) @ world_rotation(found).T
    heights = {
        person: np.median([np.median(turned[s.rows, s.ankle, 1]) for s in steps if s.person == person])
        for person in {step.person for step in steps}
    }
    height = ANKLE_HEIGHT - float(min(heights.values()))
    level = turned[..., [0, 2]]
    correction = planted_shift(level, time, tracks(poses, time), steps)
    about = {
        "gravity": "found" if up is None else "given",
        "steps": len(steps),
        "slip_before": slip(level, steps),
        "slip_after": slip(level + correction[:, None], steps),
    }
    return WorldFrame(found, height, correction, about)


def slip(level: Float[np.ndarray, "N J 2"], steps: list[Step]) -> float:
    """Metres that a planted ankle strays from its step's middle, root mean square over all planted frames."""
    strays = [
        ((level[step.rows, step.ankle] - level[step.rows, step.ankle].mean(axis=0)) ** 2).sum(axis=1) for step in steps
    ]
    return float(np.sqrt(np.concatenate(strays).mean()))
