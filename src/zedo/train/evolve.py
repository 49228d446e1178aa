"""New training poses from recorded ones: limbs exchanged, joints turned, bodies tipped over.

The idea is evolutionary training data (Li et al., *Cascaded Deep Monocular 3D Human Pose Estimation with Evolutionary
Training Data*, CVPR 2020, section 3): crossover and mutation, and only what a human body can take survives. Beyond the
paper, some children sit, squat or reach anywhere within the joint limits, a body may be tipped over, and a child must
fall where no pose has been. Nothing but motion capture goes in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import roma
import torch
from jaxtyping import Bool, Float, Int

from zedo.body.skeleton import H36M_17
from zedo.system.seeds import check_seed
from zedo.train.anatomy import (
    CELLS,
    ELBOW_DEGREES,
    KNEE_DEGREES,
    TURN_BINS,
    TURN_CELLS,
    Anatomy,
    cell_centres,
    cells_of,
    hinge_axes,
)
from zedo.train.joint_angles import JointAngles, joint_angles, positions

GENERATIONS = 3
"""Children become parents this many times less one."""

MOST = 100_000_000
"""Poses that are bred at most: what describes them fills 20 GB."""

PARENTS = 40_000
"""Most children of a generation that become parents."""

BATCH = 16_384
"""Children drawn at a time: large enough for numpy, small enough for the processor's cache."""

PATIENCE = 40
"""Batches in a row that add almost nothing before the search ends with an error."""

SEATED, REACHING, MUTATED = 0.2, 0.25, 0.7
"""Shares of children that sit or squat, whose arms each point anywhere within the limits, and that mutate."""

SMALL_DEGREES, LARGE_DEGREES, LARGE_SHARE = 8.0, 35.0, 0.4
"""Standard deviations of mutations, and the share of children that mutate largely."""

JITTER_DEGREES, TIPPED, ANYHOW = 8.0, 0.1, 0.1
"""The pelvis keeps its parent's tilt but for this standard deviation; of the rest, one share is tipped over by 30 to
150 degrees about a horizontal axis, as in falling, lying and diving, and one is turned uniformly in SO(3)."""

LEAST_CHANGE = 0.1
"""Mean distance of a child's unit bones from its parent's, about 6 degrees for each bone."""

_NOVELTY_BINS = {"knee": 3, "ankle": 3, "elbow": 3, "wrist": 3, "thorax": 4}
"""How finely poses are told apart (cells of 30 degrees, 22 for the trunk). Poses are the same if all bones agree."""

_TABLE_BITS = 25


def _part(*names: str) -> list[int]:
    return [H36M_17.index(name) for name in names]


_LEFT_ARM, _RIGHT_ARM = (_part(f"{side}_elbow", f"{side}_wrist") for side in ("left", "right"))
_LEFT_LEG, _RIGHT_LEG = (_part(f"{side}_knee", f"{side}_ankle") for side in ("left", "right"))
_HEAD = _part("neck", "head")
_PARTS = (
    _LEFT_ARM, _RIGHT_ARM, _LEFT_ARM + _RIGHT_ARM, _LEFT_LEG, _RIGHT_LEG, _LEFT_LEG + _RIGHT_LEG, _HEAD,
    _part("spine", "thorax", "left_shoulder", "right_shoulder") + _HEAD + _LEFT_ARM + _RIGHT_ARM,
)  # fmt: skip
"""What is exchanged. Shoulders go with the trunk: recordings differ in where they put them, and a person's match."""

_TRUNK, _PELVIS = len(_PARTS) - 1, len(_PARTS)


@dataclass
class Tally:
    """How many children there were, and how many passed each check after the ones before it."""

    drawn: int = 0
    within_limits: int = 0
    collision_free: int = 0
    kept: int = 0


def evolve(
    poses: Float[np.ndarray, "F 17 3"],
    count: int,
    seed: int,
    report: Callable[[Tally], None] | None = None,
) -> Float[np.ndarray, "count 17 3"]:
    """Breed ``count`` poses that are unlike each other and unlike the ones given.

    Args:
        poses: recorded Human3.6M joints, y up, any unit; their bone lengths play no part.
        count: poses wanted.
        seed: the same seed gives the same poses.
        report: called after each batch with the tally so far, which goes on changing.

    Returns:
        Joints in metres, y up, the pelvis at the origin, on Human3.6M's mean bone lengths. Training draws its own bone
        lengths, so only the directions matter. All of them pass :meth:`zedo.train.anatomy.Anatomy.allowed` of an
        anatomy fitted to ``poses``.

    Raises:
        ValueError: when the poses are malformed, ``count`` is below 1, or too few new poses can be found.
    """
    if count < 1:
        raise ValueError(f"{count} poses were asked for; at least 1 is needed")
    if count > MOST:
        raise ValueError(f"{count:,} poses were asked for; memory holds {MOST:,} at most")
    anatomy = Anatomy.fit(poses)
    breeder = _Breeder(anatomy, np.random.default_rng(check_seed(seed)))
    recorded = joint_angles(poses.astype(np.float32))
    recorded = recorded[anatomy.allowed(poses)]
    breeder.adopt(recorded[breeder.register(recorded)])
    tally = Tally()
    found: list[np.ndarray] = []
    for generation in range(GENERATIONS):
        wanted = count * (generation + 1) // GENERATIONS
        children: list[JointAngles] = []
        poor = 0
        while tally.kept < wanted:
            before = tally.kept
            angles, joints = breeder.breed(tally, wanted - tally.kept)
            children.append(angles)
            found.append(joints)
            poor = poor + 1 if tally.kept - before < BATCH // 1000 and tally.kept < wanted else 0
            if poor == PATIENCE:
                raise ValueError(
                    f"only {tally.kept} new poses were found among {tally.drawn}; ask for fewer than {count}, or give "
                    "recordings with more varied poses"
                )
            if report is not None:
                report(tally)
        if children and generation + 1 < GENERATIONS:
            breeder.adopt(_joined(children)[:PARENTS])
    return np.concatenate(found)


class _Breeder:
    """Parents, and the making of children."""

    def __init__(self, anatomy: Anatomy, rng: np.random.Generator) -> None:
        self.anatomy, self.rng = anatomy, rng
        self.taken = np.zeros(2**_TABLE_BITS, dtype=bool)
        self.parents = JointAngles(*(np.zeros((0, *shape), np.float32) for shape in ((3, 3), (17, 3), ())))

    def adopt(self, angles: JointAngles) -> None:
        """Make parents of poses and of their mirror images."""
        if len(angles) == 0:
            raise ValueError("no pose is left to start from: none of those given is one that a person can take")
        self.parents = _joined([self.parents, angles, angles.mirrored()])
        # Legs that stand are recorded most often. Draw halfway between as often as recorded and all alike; the tilt of
        # the pelvis goes by the thighs.
        self.chances = []
        for part in (*_PARTS, _part("left_knee", "right_knee")):
            _, which, frequency = np.unique(_keys(self.parents, part), return_inverse=True, return_counts=True)
            self.chances.append(np.cumsum(1 / np.sqrt(frequency[which])))

    def draw(self, part: int, count: int) -> JointAngles:
        """Random parents, those with a rare ``part`` more often."""
        chances = self.chances[part]
        at = np.searchsorted(chances, self.rng.random(count) * chances[-1], side="right")
        return self.parents[np.minimum(at, len(chances) - 1)]

    def register(self, angles: JointAngles) -> Bool[np.ndarray, " N"]:
        """Which poses, mirrored or not, fall where none has been; they are remembered."""
        keys = _keys(angles, list(range(1, 17)))
        first = np.zeros(len(keys), dtype=bool)
        first[np.unique(keys, return_index=True)[1]] = True
        new = first & ~self.taken[keys]
        for image in (angles, angles.mirrored()):
            self.taken[_keys(image, list(range(1, 17)))] = True
        return new

    def breed(self, tally: Tally, most: int) -> tuple[JointAngles, Float[np.ndarray, "N 17 3"]]:
        """At most ``most`` children that pass all checks, as joint angles and as joints in metres."""
        parents = self.draw(_PELVIS, BATCH)
        children = self.crossed(parents)
        self.seat(children)
        self.reach(children)
        self.mutate(children)
        changed = np.linalg.norm(children.directions - parents.directions, axis=-1).mean(axis=-1) >= LEAST_CHANGE
        tally.drawn += BATCH
        tipped = self.tipped(children.root)
        joints = positions(JointAngles(tipped, children.directions, children.twist))
        # Measured anew from the joints: an exchanged trunk brought another line of the shoulders.
        measured = joint_angles(joints)
        fine = self.anatomy.within_limits(measured)
        tally.within_limits += int(fine.sum())
        fine[fine] = self.anatomy.collision_free(joints[fine])
        tally.collision_free += int(fine.sum())
        at = np.flatnonzero(fine & changed)
        at = at[self.register(measured[at])][:most]
        tally.kept += len(at)
        # A child that becomes a parent hands on the tilt from before it was tipped over.
        return JointAngles(children.root, measured.directions, measured.twist)[at], joints[at]

    def crossed(self, parents: JointAngles) -> JointAngles:
        """Copies of parents with one or two parts of other parents."""
        count = len(parents)
        root, directions, twist = parents.root.copy(), parents.directions.copy(), parents.twist.copy()
        for chance in (1.0, 0.5):
            exchanged = np.where(self.rng.random(count) < chance, self.rng.integers(_PELVIS + 1, size=count), -1)
            for part in range(_PELVIS + 1):
                rows = np.flatnonzero(exchanged == part)
                donors = self.draw(part, len(rows))
                if part == _PELVIS:
                    root[rows] = donors.root
                    continue
                directions[rows[:, None], _PARTS[part]] = donors.directions[:, _PARTS[part]]
                if part == _TRUNK:
                    twist[rows] = donors.twist
        return JointAngles(root, directions, twist)

    def seat(self, children: JointAngles) -> None:
        """Flex hips and knees of some: chairs, squats, cross-legged on the floor."""
        rows = np.flatnonzero(self.rng.random(len(children)) < SEATED)
        shape = len(rows)
        normal, uniform = self.rng.normal, self.rng.uniform
        flexion, knee = uniform(55, 125, shape), uniform(40, KNEE_DEGREES, shape)
        abduction, turn = np.abs(normal(0, 20, shape)), normal(0, 20, shape)
        # Most people sit with their legs alike.
        unlike = np.where(self.rng.random(shape) < 0.6, 6.0, 25.0)
        for side in ("left", "right"):
            raised, out = (np.radians(v + unlike * normal(size=shape)) for v in (flexion, abduction))
            sign = 1.0 if side == "left" else -1.0
            thigh = [sign * np.sin(out), -np.cos(out) * np.cos(raised), np.cos(out) * np.sin(raised)]
            children.directions[rows, H36M_17.index(f"{side}_knee")] = np.stack(thigh, axis=-1)
            bent = np.clip(knee + unlike * normal(size=shape), 0, KNEE_DEGREES - 1)
            shin = _bent("ankle", bent, turn + unlike * normal(size=shape))
            children.directions[rows, H36M_17.index(f"{side}_ankle")] = shin * [sign, 1, 1]

    def reach(self, children: JointAngles) -> None:
        """Point some arms anywhere within their limits, mostly outstretched."""
        centres = cell_centres(CELLS)[self.anatomy.swings["elbow"]]
        turns = self.anatomy.turns["wrist"]
        for side, sign in (("left", 1.0), ("right", -1.0)):
            rows = np.flatnonzero(self.rng.random(len(children)) < REACHING)
            arm = centres[self.rng.integers(len(centres), size=len(rows))] + self.rng.normal(0, 0.04, (len(rows), 3))
            arm /= np.linalg.norm(arm, axis=-1, keepdims=True)
            # The largest of random numbers, among the turns that this upper arm allows, is one of them at random.
            lottery = turns[cells_of(arm, TURN_CELLS)] * self.rng.random((len(rows), TURN_BINS))
            turn = (lottery.argmax(axis=1) + self.rng.random(len(rows))) * (360 / TURN_BINS)
            flexion = (ELBOW_DEGREES - 1) * self.rng.random(len(rows)) ** 2
            children.directions[rows, H36M_17.index(f"{side}_elbow")] = arm * [sign, 1, 1]
            children.directions[rows, H36M_17.index(f"{side}_wrist")] = _bent("wrist", flexion, turn) * [sign, 1, 1]

    def mutate(self, children: JointAngles) -> None:
        """Turn some bones of some children at random."""
        count = len(children)
        scale = np.where(self.rng.random(count) < LARGE_SHARE, LARGE_DEGREES, SMALL_DEGREES)
        scale = np.radians(scale) * (self.rng.random(count) < MUTATED)
        for joint, name in enumerate(H36M_17.joints):
            kind = name.split("_")[-1]
            if kind not in _NOVELTY_BINS and name not in ("neck", "head"):
                continue
            # Trunk and head move less than limbs.
            size = scale * (1.0 if "_" in name else 0.4) * (self.rng.random(count) < 0.4)
            turns = _rotations(self.rng.normal(size=(count, 3)) * size[:, None])
            children.directions[:, joint] = np.einsum("nab,nb->na", turns, children.directions[:, joint])
        children.twist[:] += 0.4 * scale * self.rng.normal(size=count)

    def tipped(self, root: Float[np.ndarray, "N 3 3"]) -> Float[np.ndarray, "N 3 3"]:
        """Pelvis orientations turned as :data:`TIPPED` and :data:`ANYHOW` say."""
        count = len(root)
        choice, heading = self.rng.random(count), self.rng.uniform(0, 2 * np.pi, count)
        angle = np.radians(self.rng.normal(0, JITTER_DEGREES, count))
        wide = choice < TIPPED
        angle[wide] = np.radians(self.rng.uniform(30, 150, wide.sum()))
        level = np.stack([np.cos(heading), np.zeros(count), np.sin(heading)], axis=-1)
        turned = _rotations(level * angle[:, None]) @ root
        quaternions = self.rng.normal(size=(count, 4))
        quaternions /= np.linalg.norm(quaternions, axis=-1, keepdims=True)
        uniform = roma.unitquat_to_rotmat(torch.from_numpy(quaternions)).numpy()
        anyhow = (choice >= TIPPED) & (choice < TIPPED + ANYHOW)
        return np.where(anyhow[:, None, None], uniform, turned).astype(np.float32)


def _joined(groups: list[JointAngles]) -> JointAngles:
    return JointAngles(*(np.concatenate([getattr(g, f) for g in groups]) for f in ("root", "directions", "twist")))


def _keys(angles: JointAngles, joints: list[int]) -> Int[np.ndarray, " N"]:
    """A number for the cells that the bones of these joints are in; the same for the same cells."""
    key = np.zeros(len(angles), dtype=np.uint64)
    for joint in joints:
        if (bins := _NOVELTY_BINS.get(H36M_17.joints[joint].split("_")[-1])) is not None:
            cell = cells_of(angles.directions[:, joint], bins).astype(np.uint64)
            # Fibonacci hashing: the upper bits of a product with 2⁶⁴ divided by the golden ratio are well mixed.
            key = (key ^ (cell + np.uint64(1 + 64 * joint))) * np.uint64(0x9E3779B97F4A7C15)
            key ^= key >> np.uint64(29)
    return (key >> np.uint64(64 - _TABLE_BITS)).astype(np.int64)


def _bent(kind: str, flexion: np.ndarray, turn: np.ndarray) -> Float[np.ndarray, "N 3"]:
    """Directions of a left shin or forearm with this flexion and turn, degrees (see :func:`anatomy.hinge`)."""
    straight, zero, quarter = hinge_axes(kind)
    flexion, turn = np.radians(flexion)[:, None], np.radians(turn)[:, None]
    return np.cos(flexion) * straight + np.sin(flexion) * (np.cos(turn) * zero + np.sin(turn) * quarter)


def _rotations(vectors: Float[np.ndarray, "N 3"]) -> Float[np.ndarray, "N 3 3"]:
    """Rotation matrices of rotation vectors."""
    return roma.rotvec_to_rotmat(torch.from_numpy(vectors)).numpy().astype(np.float32)
