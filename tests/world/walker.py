"""Someone who walks, with feet that are exactly still while they are planted, before a camera that is tilted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zedo import Camera, Poses3D, Skeleton
from zedo.body.skeleton import H36M_17
from zedo.world.frame import up_of_camera, world_rotation

RATE, CADENCE, STRIDE, SWING, ANKLE = 30.0, 0.9, 1.4, 0.4, 0.08
"""Frames a second; strides a second; metres of a stride; share of a stride that a foot swings; height of an ankle."""


def walk(frames: int = 120, curve: float = 0.0, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """(F, 17, 3) metres, y up, floor at 0, about the origin; and (F, 2), whether the left, the right foot is planted.

    Args:
        curve: radians a second by which the path turns.
    """
    rng = np.random.default_rng(seed)
    time = np.arange(frames) / RATE - frames / RATE / 2
    heading = rng.uniform(0, 2 * np.pi)

    def path(t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Level place and direction of the body."""
        fine = np.linspace(time[0] - 2, time[-1] + 2, 2000)
        turned = heading + curve * fine
        step = STRIDE * CADENCE * (fine[1] - fine[0])
        place = np.cumsum(np.stack([np.sin(turned), np.cos(turned)], axis=1), axis=0) * step
        place -= place[len(fine) // 2]
        here = np.stack([np.interp(t, fine, place[:, k]) for k in (0, 1)], axis=-1)
        angle = heading + curve * t
        return here, np.stack([np.sin(angle), np.cos(angle)], axis=-1)

    def level(t: np.ndarray, left: float, ahead: float, height: float | np.ndarray) -> np.ndarray:
        place, forward = path(t)
        at = place + ahead * forward + left * np.stack([forward[..., 1], -forward[..., 0]], axis=-1)
        return np.stack([at[..., 0], np.broadcast_to(height, t.shape), at[..., 1]], axis=-1)

    pose = np.zeros((frames, 17, 3))
    joint = H36M_17.index
    planted = np.zeros((frames, 2), dtype=bool)
    bob = 0.02 * np.cos(4 * np.pi * CADENCE * time)
    for name, left, height in (
        ("pelvis", 0.0, 0.93), ("spine", 0.0, 1.16), ("thorax", 0.0, 1.42), ("neck", 0.0, 1.5), ("head", 0.0, 1.65),
    ):  # fmt: skip
        pose[:, joint(name)] = level(time, left, 0.0, height + bob)
    for side, sign, phase in (("left", 1.0, 0.0), ("right", -1.0, 0.5)):
        pose[:, joint(f"{side}_hip")] = level(time, 0.12 * sign, 0.0, 0.93 + bob)
        stride = np.floor(time * CADENCE + phase)
        share = time * CADENCE + phase - stride  # of the stride; the foot swings in the last part
        moving = np.clip((share - (1 - SWING)) / SWING, 0, 1)
        middle = (stride + (1 - SWING) / 2 - phase) / CADENCE  # the body passes over the planted foot
        here, there = (level(middle + k / CADENCE, 0.09 * sign, 0.0, ANKLE) for k in (0, 1))
        eased = (moving**2 * (3 - 2 * moving))[:, None]
        ankle = here + eased * (there - here)
        ankle[:, 1] += 0.14 * np.sin(np.pi * moving)
        planted[:, 0 if sign > 0 else 1] = moving == 0
        pose[:, joint(f"{side}_ankle")] = ankle
        # Thigh and shin of 0.46 m: the knee is before the middle of hip and ankle.
        hip = pose[:, joint(f"{side}_hip")]
        half = np.linalg.norm(ankle - hip, axis=1) / 2
        forward = np.insert(path(time)[1], 1, 0.0, axis=1)
        pose[:, joint(f"{side}_knee")] = (hip + ankle) / 2 + forward * np.sqrt(np.maximum(0.46**2 - half**2, 0))[
            :, None
        ]
        swing = 0.35 * np.sin(2 * np.pi * (CADENCE * time + phase))
        for name, reach in (("shoulder", 0.0), ("elbow", 0.28), ("wrist", 0.53)):
            hang = level(time, 0.18 * sign, 0.0, 1.4 + bob - reach * np.cos(swing))
            pose[:, joint(f"{side}_{name}")] = hang + forward * (reach * np.sin(swing))[:, None]
    return pose, planted


@dataclass(frozen=True)
class Scene:
    """A walk before a camera.

    Attributes:
        poses: in the camera's frame.
        world: (F, J, 3) the same in the world whose origin is under the camera.
        planted: (F, 2).
        up: in the camera's frame.
    """

    poses: Poses3D
    world: np.ndarray
    planted: np.ndarray
    up: np.ndarray


def scene(
    pitch: float,
    roll: float = 0.0,
    height: float = 1.6,
    away: float = 5.0,
    seed: int = 0,
    noise: float = 0.0,
    curve: float = 0.0,
    skeleton: Skeleton = H36M_17,
) -> Scene:
    """A walk ``away`` metres before a camera ``height`` metres above the floor.

    Args:
        noise: 1 is that of lifted poses: joints stray by 15 mm, the distance from the camera by 2 % slowly and 0.5 % in
            each frame, and the whole leans by 2 degrees.
    """
    walked, planted = walk(curve=curve, seed=seed)
    world = walked - np.array([0.0, 0.0, away])
    up = up_of_camera(pitch, roll)
    camera = (world - [0.0, height, 0.0]) @ world_rotation(up)
    rng = np.random.default_rng(seed)
    root, pose = camera[:, :1], camera - camera[:, :1]
    frames = len(camera)
    lean = np.radians(2 * noise * rng.normal())
    pose = pose @ np.array([[1, 0, 0], [0, np.cos(lean), np.sin(lean)], [0, -np.sin(lean), np.cos(lean)]])
    pose = pose + rng.normal(scale=0.015 * noise + 1e-12, size=pose.shape)
    slow = np.convolve(rng.normal(size=frames + 30), np.hanning(31) / np.sqrt((np.hanning(31) ** 2).sum()), "valid")
    root = root * np.exp(noise * (0.02 * slow[:frames] + 0.005 * rng.normal(size=frames)))[:, None, None]
    chosen = [H36M_17.index(joint) for joint in skeleton.joints]
    poses = Poses3D(
        joints=pose[None][:, :, chosen],
        translation=root[None, :, 0],
        reprojection_error=np.zeros((1, frames)),
        skeleton=skeleton,
        frame=np.arange(frames),
        time=np.arange(frames) / RATE,
        person=np.zeros(frames),
        camera=Camera.from_intrinsics(1000, 1000, 640, 360),
    )
    return Scene(poses, world[:, chosen], planted, up)
