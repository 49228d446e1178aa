"""Which poses a human body can take: limits of the joints, and limbs that do not pass through the body.

What the recorded poses show is allowed, with some slack, and so is the normal range of motion of each joint, because
recordings of walking and sports lack deep squats or reaches. Degrees of normal ranges are those of the American Academy
of Orthopaedic Surgeons (Greene and Heckman, *The Clinical Measurement of Joint Motion*, 1994), quoted below as AAOS.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int

from zedo.body.skeleton import H36M_17
from zedo.train.joint_angles import THIGH_REST, UPPER_ARM_REST, JointAngles, joint_angles, positions

_J = H36M_17.index

SLACK_DEGREES, TURN_SLACK_DEGREES = 12.0, 20.0
"""How far from recorded directions a bone may point; how far the upper bone may be from recorded ones for its limb to
turn about its length as recorded there."""

LEAST_FRAMES = 5
"""Fewer recorded frames within the slack are taken for errors of the recording."""

STRAIGHT_DEGREES = 15.0
"""Knees and elbows bent less than this may bend anywhere: overextension (AAOS: 10 degrees), and noise."""

KNEE_DEGREES, ELBOW_DEGREES = 155.0, 155.0
"""Largest flexion. AAOS: knee 135 and elbow 150 unaided; kneeling and squatting push a knee to about 155."""

TWIST_DEGREES = 55.0
"""Largest turn of the shoulders against the hips. AAOS: 45 for the spine; the shoulder girdle adds to it."""

HAMSTRING_DEGREES, HAMSTRING_RELEASE = 115.0, 0.5
"""Largest hip flexion with a straight knee, and degrees that each degree of knee flexion adds: the muscles behind the
thigh span both joints. A straight leg raise reaches 80-90, and the lowest part of the spine bends too."""

ESCAPES = 3e-4
"""Share of recorded poses, for each pair of bones, that may be as close as is called a collision."""

CELLS, TURN_CELLS, TURN_BINS = 12, 6, 24
"""Bins along an edge of the cube that directions are sorted into (7.5 and 15 degrees), and bins of a full turn."""

_SWINGS = ("hip", "spine", "thorax", "neck", "head", "shoulder", "knee", "elbow")
_RADII = {
    "spine": 0.10, "thorax": 0.10, "head": 0.08, "knee": 0.06, "ankle": 0.045, "elbow": 0.04, "wrist": 0.03,
}  # fmt: skip
"""Metres, of the capsule around the bone that ends in each joint; less than the flesh, which gives way."""

_PAIRS = (
    ("wrist", "spine"), ("wrist", "thorax"), ("wrist", "head"), ("wrist", "knee"), ("wrist", "other knee"),
    ("wrist", "ankle"), ("wrist", "other ankle"), ("wrist", "other elbow"), ("wrist", "other wrist"),
    ("elbow", "spine"), ("elbow", "head"), ("elbow", "other elbow"), ("elbow", "knee"), ("elbow", "other knee"),
    ("elbow", "ankle"), ("elbow", "other ankle"),
    ("ankle", "spine"), ("ankle", "thorax"), ("ankle", "head"), ("ankle", "other knee"), ("ankle", "other ankle"),
    ("knee", "thorax"), ("knee", "head"), ("knee", "other knee"),
)  # fmt: skip
"""Bones that may meet, by the joints they end in; adjacent bones always touch and are left out."""


def _in_cone(directions: np.ndarray, centre: tuple[float, float, float], degrees: float) -> np.ndarray:
    return directions @ (np.array(centre) / np.linalg.norm(centre)) >= np.cos(np.radians(degrees))


def _normal_thigh(d: np.ndarray) -> np.ndarray:
    """AAOS: flexion 120, extension 30, abduction 45, adduction 30; the last two less, as trunks bend too."""
    flexion, abduction = np.degrees(np.arctan2(d[:, 2], -d[:, 1])), np.degrees(np.arcsin(np.clip(d[:, 0], -1, 1)))
    return (flexion >= -20) & (flexion <= 125) & (abduction >= -20) & (abduction <= 45)


def _normal_upper_arm(d: np.ndarray) -> np.ndarray:
    """AAOS: flexion and abduction 180, extension 60; held level, 135 from the side to across and 30 to behind."""
    elevation, azimuth = np.degrees(np.arcsin(np.clip(d[:, 1], -1, 1))), np.degrees(np.arctan2(d[:, 2], d[:, 0]))
    sideways_to_across = (azimuth >= -25) & (azimuth <= 125)
    behind = (azimuth >= -100) & (azimuth <= 135) & (elevation <= -35)
    return (sideways_to_across & (elevation <= 80)) | behind | _in_cone(d, (0.2, 1, 0.2), 25) | (elevation <= -75)


def _normal_trunk(d: np.ndarray) -> np.ndarray:
    """AAOS for the whole spine: flexion 80, extension 25, lateral bending 35; the two upper bones do half of it."""
    flexion, lateral = np.degrees(np.arctan2(d[:, 2], d[:, 1])), np.degrees(np.arcsin(np.clip(d[:, 0], -1, 1)))
    return (flexion >= -20) & (flexion <= 50) & (np.abs(lateral) <= 25)


_NORMAL = {"knee": _normal_thigh, "elbow": _normal_upper_arm, "thorax": _normal_trunk}
_FARTHEST = {
    "hip": ((1, 0, 0), 30), "spine": ((0, 1, 0), 20), "thorax": ((0, 1, 0), 65), "neck": ((0, 1, 0.2), 65),
    "head": ((0, 1, 0), 60), "shoulder": ((1, 0, 0), 45), "knee": ((0.2, -0.6, 0.77), 110), "elbow": ((1, 0, 1), 130),
}  # fmt: skip
"""Cones (axis, degrees) that no recording widens: beyond them, recorded poses are errors of the recording."""


@dataclass(frozen=True)
class Anatomy:
    """What :meth:`allowed` holds poses against; left and right are held against the same.

    Attributes:
        swings: for each kind of joint, the cells of directions that the bone ending there may have.
        turns: for shins (``ankle``) and forearms (``wrist``), the cells (upper bone, bin of the turn about it) in which
            the limb may be bent.
        gaps: metres between the bones of each pair below which they collide.
    """

    swings: dict[str, Bool[np.ndarray, " cells"]]
    turns: dict[str, Bool[np.ndarray, "cells bins"]]
    gaps: Float[np.ndarray, " pairs"]

    @classmethod
    def fit(cls, poses: Float[np.ndarray, "F 17 3"]) -> Anatomy:
        """Learn the limits from recorded Human3.6M joints, y up, any unit.

        Raises:
            ValueError: when the poses are not (F, 17, 3) finite numbers.
        """
        if poses.ndim != 3 or poses.shape[1:] != (17, 3) or len(poses) == 0 or not np.isfinite(poses).all():
            raise ValueError(f"poses of shape {poses.shape} were given; (frames, 17, 3) finite positions were expected")
        angles = joint_angles(poses)
        centres = cell_centres(CELLS)
        near = centres @ centres.T >= np.cos(np.radians(SLACK_DEGREES))
        swings = {}
        for kind in _SWINGS:
            cells = np.concatenate([cells_of(_outward(angles, joint), CELLS) for joint in _joints(kind)])
            frames = near @ np.bincount(cells, minlength=len(centres))
            normal = _NORMAL[kind](centres) if kind in _NORMAL else np.zeros(len(centres), bool)
            swings[kind] = ((frames >= LEAST_FRAMES) | normal) & _in_cone(centres, *_FARTHEST[kind])
        turns = {"ankle": _turns(angles, "ankle", 45, 45, 100), "wrist": _turns(angles, "wrist", 20, 100, 180)}
        apart = _gaps(positions(angles))
        # A kind of pair has one limit for both sides.
        pooled = np.stack([np.quantile(both, ESCAPES) for both in apart.reshape(len(_PAIRS), -1)])
        touching = [_RADII[a] + _RADII[b.removeprefix("other ")] for a, b in _PAIRS]
        return cls(swings, turns, np.minimum(pooled, touching))

    def within_limits(self, angles: JointAngles) -> Bool[np.ndarray, " N"]:
        """Whether every joint is within its limits."""
        fine = np.abs(angles.twist) <= np.radians(TWIST_DEGREES)
        for kind, table in self.swings.items():
            for joint in _joints(kind):
                fine &= table[cells_of(_outward(angles, joint), CELLS)]
        for kind, largest in (("ankle", KNEE_DEGREES), ("wrist", ELBOW_DEGREES)):
            for joint in _joints(kind):
                flexion, turn = hinge(angles, joint)
                upper = cells_of(_outward(angles, _upper(joint)), TURN_CELLS)
                turned_well = self.turns[kind][upper, _turn_bin(turn)]
                fine &= (flexion <= largest) & ((flexion <= STRAIGHT_DEGREES) | turned_well)
                if kind == "ankle":
                    thigh = angles.directions[:, _upper(joint)]
                    raised = np.degrees(np.arctan2(thigh[:, 2], -thigh[:, 1]))
                    # With the thigh out to the side, the angle in the sagittal plane means nothing.
                    sagittal = np.abs(thigh[:, 0]) < 0.7
                    fine &= ~sagittal | (raised <= HAMSTRING_DEGREES + HAMSTRING_RELEASE * flexion)
        return fine

    def collision_free(self, poses: Float[np.ndarray, "N 17 3"]) -> Bool[np.ndarray, " N"]:
        """Whether no bones of poses on mean bone lengths, metres, pass through each other."""
        return np.all(_gaps(poses) >= self.gaps[:, None, None], axis=(0, 1))

    def allowed(self, poses: Float[np.ndarray, "N 17 3"]) -> Bool[np.ndarray, " N"]:
        """Whether each pose (Human3.6M joints, y up, any unit and bone lengths) is one that a person can take."""
        angles = joint_angles(poses)
        return self.within_limits(angles) & self.collision_free(positions(angles))


def cells_of(directions: Float[np.ndarray, "N 3"], bins: int) -> Int[np.ndarray, " N"]:
    """The cell of each direction: a cube's faces, cut into ``bins`` x ``bins`` cells of about equal angles."""
    axis = np.abs(directions).argmax(axis=-1)
    major = np.take_along_axis(directions, axis[:, None], axis=-1)
    others = np.array([[1, 2], [0, 2], [0, 1]])[axis]
    angle = np.arctan(np.take_along_axis(directions, others, axis=-1) / np.maximum(np.abs(major), 1e-9))
    place = np.clip(np.floor((angle * (2 / np.pi) + 0.5) * bins).astype(int), 0, bins - 1)
    return ((axis * 2 + (major[:, 0] > 0)) * bins + place[:, 0]) * bins + place[:, 1]


def cell_centres(bins: int) -> Float[np.ndarray, "cells 3"]:
    """The direction in the middle of each cell of :func:`cells_of`."""
    axis, sign, first, second = (i.ravel() for i in np.indices((3, 2, bins, bins)))
    centres = np.zeros((len(axis), 3))
    row = np.arange(len(axis))
    others = np.array([[1, 2], [0, 2], [0, 1]])[axis]
    centres[row, axis] = 2.0 * sign - 1.0
    for column, place in enumerate((first, second)):
        centres[row, others[:, column]] = np.tan(((place + 0.5) / bins - 0.5) * np.pi / 2)
    return centres / np.linalg.norm(centres, axis=-1, keepdims=True)


def hinge(angles: JointAngles, joint: int) -> tuple[Float[np.ndarray, " N"], Float[np.ndarray, " N"]]:
    """Flexion of the knee or elbow above ``joint``, and the turn of the limb about its upper bone, degrees.

    At turn 0 a shin bends back; a forearm bends to the middle and forward, at 90 up, when the arm is held out to the
    side and forward. Turns are positive outwards.
    """
    lower = _outward(angles, joint)
    rest, zero, quarter = hinge_axes(H36M_17.joints[joint].split("_")[-1])
    flexion = np.degrees(np.arccos(np.clip(lower @ rest, -1, 1)))
    return flexion, np.degrees(np.arctan2(lower @ quarter, lower @ zero))


def hinge_axes(kind: str) -> Float[np.ndarray, "3 3"]:
    """Directions of a left shin (``ankle``) or forearm (``wrist``): straight, bent by 90 at turn 0, and at turn 90."""
    if kind == "ankle":
        return np.stack([THIGH_REST, [0, -THIGH_REST[2], THIGH_REST[1]], [1, 0, 0]]).astype(np.float32)
    return np.stack([UPPER_ARM_REST["left"], np.array([-1, 0, 1]) / np.sqrt(2), [0, 1, 0]]).astype(np.float32)


def _joints(kind: str) -> list[int]:
    return [j for j, name in enumerate(H36M_17.joints) if name.split("_")[-1] == kind]


def _upper(joint: int) -> int:
    return H36M_17.parents[joint]


def _outward(angles: JointAngles, joint: int) -> np.ndarray:
    """Local directions of a bone with +x away from the body's middle, whichever the side."""
    directions = angles.directions[:, joint].copy()
    name = H36M_17.joints[joint]
    if name.startswith("right_"):
        directions[:, 0] *= -1
    elif not name.startswith("left_"):
        directions[:, 0] = np.abs(directions[:, 0])
    return directions


def _turn_bin(turn: np.ndarray) -> np.ndarray:
    return np.floor(turn * (TURN_BINS / 360)).astype(int) % TURN_BINS


def _turns(angles: JointAngles, kind: str, inwards: float, outwards: float, farthest: float) -> np.ndarray:
    """The table of turns: those recorded for similar directions of the upper bone, and the normal range.

    AAOS: a hip turns 45 both ways; a shoulder 70 inwards and 90 outwards of a neutral position that depends on how the
    arm was raised, so only what is normal for all of them is taken from there.
    """
    centres = cell_centres(TURN_CELLS)
    frames = np.zeros((len(centres), TURN_BINS))
    for joint in _joints(kind):
        flexion, turn = hinge(angles, joint)
        bent = flexion > 2 * STRAIGHT_DEGREES  # a nearly straight limb's turn is mostly noise
        upper = cells_of(_outward(angles, _upper(joint)), TURN_CELLS)
        np.add.at(frames, (upper[bent], _turn_bin(turn[bent])), 1)
    near = (centres @ centres.T >= np.cos(np.radians(TURN_SLACK_DEGREES))).astype(float)
    frames = near @ frames
    around = frames + np.roll(frames, 1, axis=1) + np.roll(frames, -1, axis=1)
    recorded = (around >= LEAST_FRAMES) & (around >= 0.003 * frames.sum(axis=1, keepdims=True))
    middle = ((np.arange(TURN_BINS) + 0.5) * (360 / TURN_BINS) + 180) % 360 - 180
    return (recorded | ((middle >= -inwards) & (middle <= outwards))) & (np.abs(middle) <= farthest)


def _gaps(poses: np.ndarray) -> Float[np.ndarray, "pairs 2 N"]:
    """Distances between the bones of each pair, the first of them left or right."""
    gaps = np.empty((len(_PAIRS), 2, len(poses)), dtype=poses.dtype)
    for k, (first, second) in enumerate(_PAIRS):
        for side, other in ((0, 1), (1, 0)):
            sides = ("left_", "right_")
            a = _J(sides[side] + first)
            name = second.removeprefix("other ")
            b = _J(name) if name in H36M_17.joints else _J(sides[other if name != second else side] + name)
            gaps[k, side] = _segment_distance(
                poses[:, H36M_17.parents[a]], poses[:, a], poses[:, H36M_17.parents[b]], poses[:, b]
            )
    return gaps


def _segment_distance(p: np.ndarray, q: np.ndarray, r: np.ndarray, s: np.ndarray) -> np.ndarray:
    """Distance between the segments pq and rs (Ericson, *Real-Time Collision Detection*, section 5.1.9)."""
    d1, d2, between = q - p, s - r, p - r
    a, e, b = _dot(d1, d1), _dot(d2, d2), _dot(d1, d2)
    c, f = _dot(d1, between), _dot(d2, between)
    along = np.clip((b * f - c * e) / np.maximum(a * e - b * b, 1e-12), 0, 1)
    other = np.clip((b * along + f) / np.maximum(e, 1e-12), 0, 1)
    along = np.clip((b * other - c) / np.maximum(a, 1e-12), 0, 1)
    return np.linalg.norm(between + along[:, None] * d1 - other[:, None] * d2, axis=-1)


def _dot(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.einsum("nk,nk->n", a, b)
