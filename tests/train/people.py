"""Hand-made people, y up, facing +z: their left is +x."""

import numpy as np
from numpy.typing import ArrayLike

from zedo.body.skeleton import H36M_17
from zedo.train.joint_angles import MEAN_LENGTHS

DOWN, UP, LEFT, RIGHT, AHEAD, BEHIND = (0, -1, 0), (0, 1, 0), (1, 0, 0), (-1, 0, 0), (0, 0, 1), (0, 0, -1)

_STANDING = {
    "left_hip": LEFT, "right_hip": RIGHT, "spine": UP, "thorax": (0, 1, 0.1), "neck": UP, "head": UP,
    "left_shoulder": LEFT, "right_shoulder": RIGHT,
    "left_knee": (0.05, -1, 0.05), "right_knee": (-0.05, -1, 0.05), "left_ankle": DOWN, "right_ankle": DOWN,
    "left_elbow": (0.2, -1, 0), "right_elbow": (-0.2, -1, 0),
    "left_wrist": (0.1, -1, 0.2), "right_wrist": (-0.1, -1, 0.2),
}  # fmt: skip


def person(**bones: ArrayLike) -> np.ndarray:
    """(17, 3) joints in metres of someone who stands, but for the directions of the bones ending in these joints."""
    joints = np.zeros((17, 3))
    for joint in range(1, 17):
        direction = np.array({**_STANDING, **bones}[H36M_17.joints[joint]], dtype=float)
        joints[joint] = joints[H36M_17.parents[joint]] + MEAN_LENGTHS[joint] * direction / np.linalg.norm(direction)
    return joints


def people(count: int, seed: int = 0) -> np.ndarray:
    """(count, 17, 3) of people who walk about and wave: each bone 8 degrees or so from where it is in `person`."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        sway = {}
        for name, direction in _STANDING.items():
            moving = 0.15 if name.split("_")[-1] in ("knee", "elbow", "thorax") else 0.03
            sway[name] = tuple(np.array(direction) + rng.normal(0, moving, 3))
        for side in ("left", "right"):
            # Shins bend back, forearms ahead.
            sway[f"{side}_ankle"] = tuple(sway[f"{side}_knee"] + rng.uniform(0.1, 1) * np.array(BEHIND))
            sway[f"{side}_wrist"] = tuple(sway[f"{side}_elbow"] + rng.uniform(0.1, 2) * np.array(AHEAD))
        found.append(person(**sway))
    return np.stack(found)
