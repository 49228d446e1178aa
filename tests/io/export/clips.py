"""Clips with known positions, for any skeleton."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zedo import Camera, Poses3D, Skeleton
from zedo.body.skeleton import H36M_17

CAMERA = Camera.from_intrinsics(1000, 1000, 640, 360)


def clip(
    skeleton: Skeleton = H36M_17,
    people: Sequence[int] = (0,),
    frames: Sequence[int] = range(8),
    times: Sequence[float] | None = None,
    seed: int = 0,
    noise: float = 0.02,
) -> Poses3D:
    """Everyone in every frame: a random body that moves at random, its bones nearly constant, 4 m before the camera.

    Args:
        times: seconds of each of ``frames``; None is 25 frames a second.
        noise: metres, of each joint in each frame.
    """
    rng = np.random.default_rng(seed)
    body = rng.normal(scale=0.4, size=(len(skeleton), 3))
    times = np.asarray(frames) / 25 if times is None else times
    rows = [(person, frame, time) for frame, time in zip(frames, times, strict=True) for person in people]
    joints = np.stack([body @ turn.T for turn in _turns(rng, len(rows))]) + rng.normal(
        scale=noise, size=(len(rows), len(skeleton), 3)
    )
    root = joints[:, list(skeleton.root)].mean(axis=1, keepdims=True)
    person, frame, time = (np.array(column) for column in zip(*rows, strict=True))
    return Poses3D(
        joints=(joints - root)[None],
        translation=rng.normal([0, 0, 4], 0.3, size=(1, len(rows), 3)),
        reprojection_error=np.zeros((1, len(rows))),
        skeleton=skeleton,
        frame=frame,
        time=time,
        person=person,
        camera=CAMERA,
    )


def without(poses: Poses3D, rows: Sequence[int], joints: Sequence[int] | None = None) -> Poses3D:
    """The same with NaN in some person-frames, or in some of their joints."""
    changed = poses.joints.copy()
    changed[:, np.array(rows)[:, None], list(joints if joints is not None else range(len(poses.skeleton)))] = np.nan
    return Poses3D(
        joints=changed,
        translation=poses.translation,
        reprojection_error=poses.reprojection_error,
        skeleton=poses.skeleton,
        frame=poses.frame,
        time=poses.time,
        person=poses.person,
        camera=poses.camera,
    )


def upright(poses: Poses3D, person: int = 0) -> np.ndarray:
    """(F, J, 3) metres of one person: x right, y up, z towards the camera."""
    return poses.positions[0, poses.person == person].astype(np.float64) * [1, -1, -1]


def _turns(rng: np.random.Generator, count: int) -> np.ndarray:
    angle = 0.4 * np.cumsum(rng.normal(size=count))
    c, s, zero, one = np.cos(angle), np.sin(angle), np.zeros(count), np.ones(count)
    return np.stack([c, zero, s, zero, one, zero, -s, zero, c], axis=1).reshape(count, 3, 3)
