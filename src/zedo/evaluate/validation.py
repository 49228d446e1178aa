"""The validation benchmark: people of the CMU motion capture database whom the shipped priors never saw.

Subjects 02 and 16 come from the database's ASF/AMC skeletons, 09 and 12 from its Daz-friendly BVH conversion. Which
frames, on which bodies, before which virtual cameras stands in ``assets/validation_frames.json``; the motion itself
does not come with zedo.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from zedo.body.skeleton import H36M_17
from zedo.camera import Camera
from zedo.data.evaluation_set import EvaluationSet
from zedo.data.mocap import read_npz
from zedo.poses import Keypoints2D
from zedo.system.errors import ZedoError

SOURCES = {"02": "amc", "16": "amc", "09": "bvh_daz", "12": "bvh_daz"}
"""Held-out subjects, and the archive that their motion is in."""

FRAMES, FRAMES_SMALL = 1000, 200
"""Person-frames for one hypothesis, and for many."""

TABLES = ("bodies", "recorded")
"""Each pose on a body drawn from the sampler that training uses, or with the recorded bone lengths."""

IMAGE_SIZE = (1920, 1080)
NOISE_SEED = 7_002


@dataclass(frozen=True)
class Detector:
    """What stands between the true keypoints and those that are seen.

    Attributes:
        pixels: standard deviation of Gaussian noise in each coordinate.
        missing: share of the joints that are not seen.
    """

    pixels: float = 0.0
    missing: float = 0.0

    def __str__(self) -> str:
        missing = f", {self.missing:.0%} of the joints missing" if self.missing else ""
        return f"{self.pixels:g} px of noise{missing}" if self.pixels else ""


DETECTORS = {"exact": Detector(), "detected": Detector(5.0), "noisy": Detector(5.0, 0.2)}
"""Kinds of 2D input."""


def archive(mocap: Path, source: str) -> Path:
    """The npz archive of a source in the folder of motion capture."""
    return mocap / f"cmu_{source}_17j_mm_30fps.npz"


def axis_rotation(axis: int, degrees: np.ndarray) -> np.ndarray:
    """(N, 3, 3) right-handed rotations about a coordinate axis."""
    angle = np.radians(degrees)
    a, b = (axis + 1) % 3, (axis + 2) % 3
    matrices = np.zeros((len(angle), 3, 3))
    matrices[:, axis, axis] = 1.0
    matrices[:, a, a] = matrices[:, b, b] = np.cos(angle)
    matrices[:, a, b], matrices[:, b, a] = -np.sin(angle), np.sin(angle)
    return matrices


def validation_set(mocap: Path, table: str = "bodies", kind: str = "exact", count: int = FRAMES) -> EvaluationSet:
    """The first ``count`` / 4 person-frames of each subject as an evaluation set, whose groups are the subjects.

    Args:
        mocap: folder with the archives of :data:`SOURCES` (layout: docs/formats.md).
        table: one of :data:`TABLES`.
        kind: of 2D input, a key of :data:`DETECTORS`.

    Raises:
        ZedoError: when an archive is missing or does not hold the clips.
    """
    every = json.loads((files("zedo") / "assets" / "validation_frames.json").read_text())["frames"]
    subjects = np.array([row["clip"].split("_")[0] for row in every])
    chosen = np.zeros(len(every), dtype=bool)
    for subject in SOURCES:
        chosen[np.flatnonzero(subjects == subject)[: max(1, count // len(SOURCES))]] = True
    rows = [every[i] for i in np.flatnonzero(chosen)]
    clips = {
        (source, clip.key): clip.positions
        for source in set(SOURCES.values())
        for clip in read_npz(archive(mocap, source))
    }
    for row in rows:
        if len(clips.get((row["source"], row["clip"]), ())) <= row["frame"]:
            raise ZedoError(
                f"{archive(mocap, row['source'])}: no frame {row['frame']} of a clip {row['clip']!r}, which the "
                "validation benchmark needs"
            )
    poses = np.stack([clips[row["source"], row["clip"]][row["frame"]] for row in rows]).astype(np.float64)
    parents = H36M_17.parents
    world = np.zeros_like(poses)
    for joint in range(1, 17):
        bone = poses[:, joint] - poses[:, parents[joint]]
        if table == "bodies":
            length = np.array([row["bones_mm"][joint - 1] for row in rows])[:, None] / 1000
            bone = bone / np.linalg.norm(bone, axis=-1, keepdims=True) * length
        world[:, joint] = world[:, parents[joint]] + bone

    def column(name: str) -> np.ndarray:
        return np.array([row[name] for row in rows])

    to_camera = np.diag([1.0, -1.0, -1.0]) @ axis_rotation(1, column("heading_deg"))
    to_camera = axis_rotation(2, column("roll_deg")) @ axis_rotation(0, column("pitch_deg")) @ to_camera
    right, down = np.radians(column("bearing_deg")).T
    ray = np.stack([np.tan(right), np.tan(down), np.ones(len(rows))], axis=-1)
    pelvis = ray / np.linalg.norm(ray, axis=-1, keepdims=True) * column("distance_m")[:, None]
    positions = world @ to_camera.transpose(0, 2, 1) + pelvis[:, None]

    matrix = np.zeros((len(rows), 3, 3))
    matrix[:, 0, 0] = matrix[:, 1, 1] = column("focal_px")
    matrix[:, :2, 2] = np.array(IMAGE_SIZE) / 2
    matrix[:, 2, 2] = 1.0
    camera = Camera(matrix)
    uv, confidence, detector = camera.project(positions), np.ones((len(rows), 17)), DETECTORS[kind]
    if detector.pixels:
        # Drawn for all frames, so that a frame has the same noise whatever the count.
        rng = np.random.default_rng(NOISE_SEED)
        uv = uv + detector.pixels * rng.normal(size=(len(every), 17, 2))[chosen]
        confidence[rng.uniform(size=(len(every), 17))[chosen] < detector.missing] = 0.0
    keypoints = Keypoints2D(uv, confidence, H36M_17, image_size=IMAGE_SIZE)
    return EvaluationSet(
        name=f"validation benchmark, {table}, {kind} 2D",
        keypoints=keypoints,
        camera=camera,
        positions=positions,
        scored=np.ones(17, dtype=bool),
        groups=subjects[chosen],
        detector=str(detector),
    )
