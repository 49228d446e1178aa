"""Clips of the held-out people before static virtual cameras, for benchmarks that need motion."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from zedo.body.skeleton import H36M_17
from zedo.camera import Camera
from zedo.data.clips import FRAME_RATE
from zedo.data.mocap import read_npz
from zedo.evaluate.validation import IMAGE_SIZE, SOURCES, archive, axis_rotation
from zedo.poses import Keypoints2D
from zedo.train.augment import BoneLengths

NEAREST = 0.5
"""Metres from the camera's plane that every joint keeps."""


@dataclass(frozen=True)
class VirtualClip:
    """One person before a static camera.

    Attributes:
        subject: of the CMU database.
        positions: (F, 17, 3) metres, camera frame.
        focal: pixels; distance: metres from the camera to the person, mean over the clip.
        up: (3,) against gravity, a unit vector in the camera's frame.
    """

    subject: str
    positions: np.ndarray
    focal: float
    distance: float
    up: np.ndarray

    @property
    def camera(self) -> Camera:
        """The true camera."""
        return Camera.from_intrinsics(self.focal, self.focal, IMAGE_SIZE[0] / 2, IMAGE_SIZE[1] / 2)

    def keypoints(self, noise_pixels: float = 0.0, missing: float = 0.0, seed: int = 0) -> Keypoints2D:
        """The person's image, exact or with Gaussian noise and joints missing at random."""
        rng = np.random.default_rng(seed)
        uv = self.camera.project(self.positions)
        uv = uv + noise_pixels * rng.normal(size=uv.shape)
        confidence = np.where(rng.random(uv.shape[:2]) < missing, 0.0, 1.0)
        time = np.arange(len(uv)) / FRAME_RATE
        return Keypoints2D(uv, confidence, H36M_17, time=time, image_size=IMAGE_SIZE)


def virtual_clips(mocap: Path, count: int, frames: int, seed: int = 0) -> list[VirtualClip]:
    """``count`` clips of ``frames`` frames, a quarter of each held-out subject, on drawn bodies.

    Focal length 700 to 2,400 px on 1920 × 1080, distance 2 to 10 m, any heading, pitch -25° to 10°, roll ±5°.
    """
    rng = np.random.default_rng(seed)
    archives = {source: read_npz(archive(mocap, source)) for source in set(SOURCES.values())}
    clips: list[VirtualClip] = []
    for place, (subject, source) in enumerate(SOURCES.items()):
        long = [c.positions for c in archives[source] if c.subject == subject and len(c.positions) >= frames]
        while len(clips) < (place + 1) * count // len(SOURCES):
            whole = long[rng.integers(len(long))]
            start = rng.integers(len(whole) - frames + 1)
            motion = whole[start : start + frames].astype(np.float64)
            lengths = BoneLengths().sample(1, torch.Generator().manual_seed(int(rng.integers(2**31))))[0].numpy()
            body = np.zeros_like(motion)
            body[:, 0] = motion[:, 0] - motion[:, 0].mean(axis=0)
            for joint in range(1, 17):
                parent = H36M_17.parents[joint]
                bone = motion[:, joint] - motion[:, parent]
                length = lengths[joint - 1] / np.linalg.norm(bone, axis=-1, keepdims=True)
                body[:, joint] = body[:, parent] + bone * length
            heading, pitch, roll = (np.array([rng.uniform(*b)]) for b in ((-180, 180), (-25, 10), (-5, 5)))
            turn = axis_rotation(2, roll) @ axis_rotation(0, pitch) @ np.diag([1.0, -1.0, -1.0])
            turn = (turn @ axis_rotation(1, heading))[0]
            focal, distance = np.exp(rng.uniform(np.log([700, 2]), np.log([2400, 10])))
            bearing = np.array([rng.uniform(-0.3, 0.3), rng.uniform(-0.1, 0.1), 1.0])
            positions = body @ turn.T + distance * bearing
            if positions[..., 2].min() > NEAREST:
                clips.append(VirtualClip(subject, positions, float(focal), float(distance), turn[:, 1]))
    return clips
