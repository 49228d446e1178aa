"""The table of people: bone lengths at joint centres, and where the points lie that detectors mark.

Made by ``tools/make_bodies.py`` with Anny; what it holds and how well it fits measured people is told in
``assets/bodies/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from jaxtyping import Float, Shaped

from zedo.body.skeleton import H36M_17

LENGTHS = {
    "hip": "hip", "thigh": "knee", "shin": "ankle", "lower_trunk": "spine", "upper_trunk": "thorax", "neck": "neck",
    "head": "head", "shoulder": "shoulder", "upper_arm": "elbow", "forearm": "wrist",
}  # fmt: skip
"""The table's bones and the joint that each ends in, from the pelvis outwards; left and right are alike."""

GROWN = 18.0
"""Years at which people have grown up."""

LENGTH_STEP, OFFSET_STEP = 1e-4, 2.5e-4
"""Metres that one step of the file's integers stands for."""


@dataclass(frozen=True)
class Point:
    """A point of the body that detectors mark.

    Attributes:
        joint: the joint of the 17 that it is measured from (without ``left_`` or ``right_`` where there are two).
        segments: the shares of the segments' axes (:mod:`zedo.body.frames`) that it turns with. ``foot`` is not among
            those: y up from a flat sole, z from the heel to between the toes, x left.
    """

    joint: str
    segments: Mapping[str, float] = field(default_factory=dict)


POINTS = {
    "nose": Point("neck", {"head": 1.0}),
    "eye": Point("neck", {"head": 1.0}),
    "ear": Point("neck", {"head": 1.0}),
    "eye_inner": Point("neck", {"head": 1.0}),
    "eye_outer": Point("neck", {"head": 1.0}),
    "mouth": Point("neck", {"head": 1.0}),
    "head_top": Point("head", {"head": 1.0}),
    "shoulder": Point("shoulder", {"trunk": 0.8, "upper_arm": 0.2}),
    "elbow": Point("elbow", {"upper_arm": 1.0}),
    "wrist": Point("wrist", {"forearm": 1.0}),
    "hip": Point("hip", {"pelvis": 0.1, "thigh": 0.9}),
    "knee": Point("knee", {"thigh": 0.5, "shin": 0.5}),
    "ankle": Point("ankle", {"shin": 1.0}),
    "heel": Point("ankle", {"foot": 1.0}),
    "big_toe": Point("ankle", {"foot": 1.0}),
    "small_toe": Point("ankle", {"foot": 1.0}),
    "pinky": Point("wrist", {"forearm": 1.0}),
    "index": Point("wrist", {"forearm": 1.0}),
    "thumb": Point("wrist", {"forearm": 1.0}),
}
"""The marked points in the order of the table: COCO-17, the top of the head, BlazePose-33's corners of the eyes and
mouth and its knuckles, heels and toes. Where there are two, the left one; the right one has x mirrored. ``mouth`` is
the corner."""


@dataclass(frozen=True)
class Bodies:
    """People, one a row.

    Attributes:
        age: years.
        sex: 0 female to 1 male, with all between.
        stature: metres, from the floor to the top of the head.
        lengths: metres, in the order of :data:`LENGTHS`.
        offsets: metres, from the joint of each of :data:`POINTS` to the point on the left side, in the axes of its
            segments.
    """

    age: Float[np.ndarray, " N"]
    sex: Float[np.ndarray, " N"]
    stature: Float[np.ndarray, " N"]
    lengths: Float[np.ndarray, "N 10"]
    offsets: Float[np.ndarray, "N P 3"]

    def __len__(self) -> int:
        return len(self.age)

    def __getitem__(self, rows: Shaped[np.ndarray, " M"] | slice) -> Bodies:
        """The people of these rows (indices, a mask or a slice)."""
        return Bodies(self.age[rows], self.sex[rows], self.stature[rows], self.lengths[rows], self.offsets[rows])

    def training(self) -> Bodies:
        """Those that training may draw. Call it on the whole table."""
        return self[np.arange(len(self)) % 10 != 0]

    def held_out(self) -> Bodies:
        """Every tenth, for validation. Call it on the whole table."""
        return self[np.arange(len(self)) % 10 == 0]

    def offset(self, point: str, side: str = "left") -> Float[np.ndarray, "N 3"]:
        """Metres from its joint to one of :data:`POINTS`, of the ``left`` or ``right`` side."""
        if point not in POINTS:
            raise ValueError(f"unknown point {point!r}; it is one of {', '.join(POINTS)}")
        offsets = self.offsets[:, list(POINTS).index(point)]
        return offsets * np.array([-1.0, 1.0, 1.0], dtype=offsets.dtype) if side == "right" else offsets

    def of_age(self, age: float) -> tuple[Float[np.ndarray, " 11"], Float[np.ndarray, " 11"]]:
        """How people of an age are built: lengths and stature in metres (:data:`zedo.body.told.NUMBERS`), means of
        logarithms, and their relative standard deviations.

        Args:
            age: years, from those of the table.

        Raises:
            ValueError: when nobody of the table is about as old.
        """
        # Grown people change little; a child grows by a twentieth in a year.
        like = np.abs(self.age - age) <= 0.75 if age < GROWN else np.abs(self.age - age) <= 10.0
        if like.sum() < 20:
            raise ValueError(
                f"an age of {age:g} years; people of {self.age.min():.0f} to {self.age.max():.0f} years are known"
            )
        logarithms = np.log(np.column_stack([self.lengths[like], self.stature[like]]).astype(np.float64))
        return np.exp(logarithms.mean(axis=0)), logarithms.std(axis=0)

    @property
    def bones(self) -> Float[np.ndarray, "N 16"]:
        """Metres, the lengths of the bones that end in the joints 1-16 of Human3.6M's 17."""
        return bone_lengths(self.lengths)


def bone_lengths(lengths: Float[np.ndarray, "*batch 10"]) -> Float[np.ndarray, "*batch 16"]:
    """The 16 bones that end in the joints 1-16 of Human3.6M's 17, from the ten of :data:`LENGTHS`."""
    return lengths[..., LENGTH_OF_BONE]


def _bone_kinds() -> list[int]:
    kinds = [joint.removeprefix("left_").removeprefix("right_") for joint in H36M_17.joints[1:]]
    return [list(LENGTHS.values()).index(kind) for kind in kinds]


LENGTH_OF_BONE = _bone_kinds()
"""For each of the 16 bones the index of its length among :data:`LENGTHS`."""

BONES_OF_LENGTH = [[b for b, of in enumerate(LENGTH_OF_BONE) if of == length] for length in range(len(LENGTHS))]
"""For each of :data:`LENGTHS` the bones that have it: one, or left and right."""


@cache
def bodies() -> Bodies:
    """The table that ships with zedo."""
    with (files("zedo") / "assets" / "bodies" / "bodies.npz").open("rb") as stream, np.load(stream) as table:
        columns = {name: table[name] for name in table.files}
    lengths = columns["lengths"].T * np.float32(LENGTH_STEP)
    offsets = columns["offsets"].transpose(2, 0, 1) * np.float32(OFFSET_STEP)
    numbers = [columns[name].astype(np.float32) for name in ("age", "sex", "stature")]
    arrays = [*numbers, np.ascontiguousarray(lengths), np.ascontiguousarray(offsets)]
    for array in arrays:
        array.flags.writeable = False
    return Bodies(*arrays)
