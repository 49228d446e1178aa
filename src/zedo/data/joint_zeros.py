"""Where a joint is straight: the zeros of knees, elbows, back and head in motion capture, put right.

A converted recording is a skeleton whose joints lie off where the person's do, by a constant in the segment's own axes:
an angle between two bones is then wrong by the same number of degrees however far the joint is bent. In the CMU
database people stand on knees that read 15 to 30 degrees, and walk on knees that are never straight. Two sources of
evidence tell the constants, and both come from the clips that are given, not from a table:

1. *The same recording in two conversions* (one key, two files) gives one file's angles against the other's, frame by
   frame, with nothing assumed about people (:func:`compare`). Of a hinge it gives an offset, a part that fades as the
   joint bends, and how much of it lies in the upper segment. A person who is not in both files gets the file's median.
2. *Anatomy.* A knee that walks has known percentiles over the cycle (:data:`WALKING_KNEE`), and a knee that someone
   stands on is nearly straight (:data:`STANDING_KNEE`). What a person shows in walking and standing, summed over the
   conversions, is shrunk towards the median of their source, since somebody who is never seen upright says nothing
   about the zero; and no knee is straightened by more than its straightest support allows. Elbows are told by the
   straightest they ever are, with half the trust.

A constant offset of the hinge is taken back by turning the two bones against each other in the plane in which the limb
bends; bone lengths stay, and so does a deep bend, less the few degrees. Unless a comparison says in which of the bones
the error lies, the line from hip to ankle keeps its direction, so that feet stay under people. The joint at the middle
of the back, the neck and the head are definitions rather than anatomy: each person's upright frames are brought to
Human3.6M's (:data:`UPRIGHT_BACK`, :data:`UPRIGHT_NECK`, :data:`UPRIGHT_HEAD`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from jaxtyping import Bool, Float

from zedo.body.rotations import unit
from zedo.body.skeleton import H36M_17
from zedo.data.clips import FRAME_RATE, Clip

HINGES = {
    "left_knee": ("left_hip", "left_knee", "left_ankle"),
    "right_knee": ("right_hip", "right_knee", "right_ankle"),
    "left_elbow": ("left_shoulder", "left_elbow", "left_wrist"),
    "right_elbow": ("right_shoulder", "right_elbow", "right_wrist"),
}

WALKING_KNEE = {5: 3.0, 50: 16.0, 95: 60.0}
"""Percentiles of knee flexion in degrees over the cycle of level walking at a comfortable speed: nearly straight at
heel strike and in mid-stance, 15 to 20 after loading, 60 to 65 in swing (Winter, *Biomechanics and Motor Control of
Human Movement*, 2009)."""

STANDING_KNEE = 4.0
"""Degrees of flexion below which the straighter tenth of someone's standing frames lie."""

STRAIGHT_ELBOW = 12.0
"""Degrees between upper arm and forearm of a straight arm: its carrying angle is some 10 degrees."""

UPRIGHT_BACK, UPRIGHT_NECK, UPRIGHT_HEAD = 0.0, 22.0, -15.0
"""Forward lean in degrees, standing and looking ahead: of the lower half of the back against the line from pelvis to
thorax; of the bone from thorax to neck/nose, which lies before the spine; and from there to the top of the head."""

LARGEST = np.radians(30.0)
"""No hinge's zero is further off than that; what looks so is posture."""

PERSON_SPREAD = 4.0
"""Degrees, standard deviation of the zeros of a source's people about the source's own."""

WALKING_TRUST, STANDING_TRUST, ELBOW_TRUST = 2.5, 5.0, 6.0
"""Degrees, standard deviation of the zero that someone's walking, standing, or straightest arm tells."""

UNLIKELY = np.radians(5.0)
"""People's offsets between two conversions do not differ from the median of all by more."""

ENOUGH = 60
"""Frames (2 s) from which evidence counts."""

SOFT = np.radians(2.0)
"""Where a corrected hinge nears 0 it does so over this width: nothing tells by how much a clamped one overshot."""

_J = H36M_17.index
_UP = np.array([0.0, 1.0, 0.0])


@dataclass(frozen=True)
class Hinge:
    """What a hinge of a recording reads wrongly.

    Attributes:
        offset: radians that it reads too bent.
        fade: radians; a straight hinge reads an angle A with cos A = cos(offset) cos(fade), so that a part of the
            error is gone once the joint is well bent.
        upper: share of the offset by which the upper bone is turned the wrong way, the rest being the lower bone's.
            Outside 0 to 1 when both bones are turned the same way. None keeps the line from first to last joint.
    """

    offset: float = 0.0
    fade: float = 0.0
    upper: float | None = None

    def corrected(self, angle: Float[np.ndarray, " F"]) -> Float[np.ndarray, " F"]:
        """The true angle for an angle read, radians; monotone and never negative."""
        if not self.offset and not self.fade:
            return angle
        hinge = np.arccos(np.clip(np.cos(angle) / np.cos(self.fade), -1.0, 1.0)) - self.offset
        true = SOFT * np.logaddexp(0.0, hinge / SOFT)
        return np.minimum(true, angle) if self.offset >= 0 else true


@dataclass(frozen=True)
class Zeros:
    """One person's zeros in one source.

    Attributes:
        conversion: hinges by name, towards another conversion of the same recordings; empty where there is none.
        anatomy: hinges by name, after that.
        back: radians by which the lower back leans too far forward of the line from pelvis to thorax.
        neck: radians by which thorax to neck/nose leans too far forward.
        head: radians by which neck/nose to head does.
    """

    conversion: dict[str, Hinge] = field(default_factory=dict)
    anatomy: dict[str, Hinge] = field(default_factory=dict)
    back: float = 0.0
    neck: float = 0.0
    head: float = 0.0


Person = tuple[Path, str]
"""A source and who moves in it."""


def person_of(clip: Clip) -> Person:
    """The clip's file and CMU subject. Files of one recording each (BVH, AMC) count as their folder; clips without a
    subject number are one person, since a file without numbers has one skeleton."""
    source = clip.source if clip.source.suffix.lower() == ".npz" else clip.source.parent
    return source, clip.subject or ""


def correct(
    clips: Sequence[Clip], evidence: Sequence[Clip] | None = None, person: Callable[[Clip], Person] = person_of
) -> list[Clip]:
    """The clips with their zeros put right, bone lengths kept.

    Args:
        evidence: clips that tell the zeros, ``clips`` by default; give all conversions of a recording, of which
            :func:`zedo.data.mocap.collect` keeps one.
        person: who moves in a clip, and in which source.
    """
    zeros = estimate(clips if evidence is None else evidence, person)
    return [apply(clip, zeros.get(person(clip), Zeros())) for clip in clips]


def estimate(clips: Sequence[Clip], person: Callable[[Clip], Person] = person_of) -> dict[Person, Zeros]:
    """Everybody's zeros by the procedure in the module's docstring. Sources are taken in the order of the clips, the
    first being what others are compared with."""
    people: dict[Person, list[Clip]] = {}
    for clip in clips:
        people.setdefault(person(clip), []).append(clip)
    zeros = {who: Zeros() for who in people}
    sources = list(dict.fromkeys(source for source, _ in people))
    converted: dict[str, list[Clip]] = {}
    for source in sources:
        mine = {who: group for who, group in people.items() if who[0] == source}
        found = {
            who: compare([(clip, other) for clip in group for other in converted.get(clip.key, [])])
            for who, group in mine.items()
        }
        everyone = _medians([hinges for hinges in found.values() if hinges])
        for who, group in mine.items():
            zeros[who] = Zeros(conversion={name: _near(found[who].get(name), everyone[name]) for name in everyone})
            for clip in group:
                if clip.subject is not None:
                    converted.setdefault(clip.key, []).append(apply(clip, zeros[who]))
    return _with_anatomy(people, zeros)


def apply(clip: Clip, zeros: Zeros) -> Clip:
    """The clip without the errors of ``zeros``; the pelvis stays where it is."""
    bones = np.zeros(clip.positions.shape)
    positions = clip.positions.astype(np.float64)
    bones[:, 1:] = positions[:, 1:] - positions[:, list(H36M_17.parents[1:])]
    for hinges in (zeros.conversion, zeros.anatomy):
        for name, hinge in hinges.items():
            _straighten(bones, name, hinge)
    if zeros.back or zeros.neck or zeros.head:
        across, _ = _facing(positions)
        lower, upper = bones[:, _J("spine")], bones[:, _J("thorax")]
        bones[:, _J("spine")] = _turn(lower, across, -zeros.back)
        # The thorax stays where it is, but for the length that a straighter back gains.
        bones[:, _J("thorax")] = _turn(upper, across, zeros.back * _length(lower) / np.maximum(_length(upper), 1e-9))
        shoulders = unit(positions[:, _J("left_shoulder")] - positions[:, _J("right_shoulder")])
        for joint, lean in (("neck", zeros.neck), ("head", zeros.head)):
            bones[:, _J(joint)] = _turn(bones[:, _J(joint)], shoulders, -lean)
    for parent, child in H36M_17.bones:
        positions[:, child] = positions[:, parent] + bones[:, child]
    return replace(clip, positions=positions.astype(np.float32))


def compare(pairs: Iterable[tuple[Clip, Clip]]) -> dict[str, Hinge]:
    """Hinges of the first clip of each pair against the second's, the same recording; empty without usable pairs.

    Conversions may drop a frame at the start: the shift of up to three frames at which the knees agree best is taken,
    and a pair whose knees still differ by more than 10 degrees (standard deviation) is another recording.
    """
    aligned = [both for pair in pairs if (both := _aligned(*pair)) is not None]
    if sum(len(first) for first, _ in aligned) < ENOUGH:
        return {}
    mine, other = (np.concatenate([both[i] for both in aligned]) for i in (0, 1))
    return {name: _compare_hinge(mine, other, name) for name in HINGES}


def flexion(positions: Float[np.ndarray, "F 17 3"], hinge: str) -> Float[np.ndarray, " F"]:
    """Radians between the two bones of a hinge; negative for a knee that is bent the wrong way, by the line of hips."""
    upper, lower = _bones(positions, hinge)
    normal = np.cross(upper, lower)
    angle = np.arctan2(_length(normal), (upper * lower).sum(axis=-1))
    if "elbow" in hinge:
        return angle
    across, _ = _facing(positions)
    # Beyond 30 degrees a knee is bent the right way, however the hips are turned.
    return np.where(((normal * across).sum(axis=-1) < 0) & (angle < np.radians(30)), -angle, angle)


def walking(positions: Float[np.ndarray, "F 17 3"]) -> Bool[np.ndarray, " F"]:
    """Frames of walking ahead: upright, the pelvis moving at 0.5 to 2 m/s, over at least a second, where it faces."""
    frames, reach = len(positions), int(FRAME_RATE // 2)
    if frames < 2 * reach:
        return np.zeros(frames, dtype=bool)
    pelvis = positions[:, _J("pelvis")] * [1.0, 0.0, 1.0]
    after, before = np.minimum(np.arange(frames) + reach, frames - 1), np.maximum(np.arange(frames) - reach, 0)
    velocity = (pelvis[after] - pelvis[before]) * (FRAME_RATE / (after - before))[:, None]
    speed = _length(velocity)
    _, forward = _facing(positions)
    ahead = (velocity * forward).sum(axis=-1) > np.cos(np.radians(35)) * speed
    return ahead & (speed > 0.5) & (speed < 2.0) & (_trunk_lean(positions) < np.radians(20)) & _on_feet(positions)


def standing(positions: Float[np.ndarray, "F 17 3"]) -> Bool[np.ndarray, " F"]:
    """Frames in which someone stands on both feet, upright and still."""
    frames, reach = len(positions), int(FRAME_RATE // 4)
    pelvis = positions[:, _J("pelvis")]
    after, before = np.minimum(np.arange(frames) + reach, frames - 1), np.maximum(np.arange(frames) - reach, 0)
    speed = _length(pelvis[after] - pelvis[before]) * FRAME_RATE / np.maximum(after - before, 1)
    ankles = positions[:, [_J("left_ankle"), _J("right_ankle")]]
    level = np.abs(ankles[:, 0, 1] - ankles[:, 1, 1]) < 0.05
    return level & (speed < 0.2) & (_trunk_lean(positions) < np.radians(15)) & _on_feet(positions, np.radians(15))


def _with_anatomy(people: dict[Person, list[Clip]], zeros: dict[Person, Zeros]) -> dict[Person, Zeros]:
    """Adds what anatomy says, once conversions are one."""
    clips = {who: [apply(clip, zeros[who]).positions for clip in group] for who, group in people.items()}
    # The same subject in two sources is one person with one zero; people without a number are one by source.
    same: dict[Person | str, list[Person]] = {}
    for who in people:
        same.setdefault(who[1] or who, []).append(who)
    told: dict[Person, dict[str, tuple[float, float, float]]] = {}
    for group in same.values():
        evidence = _evidence([positions for who in group for positions in clips[who]])
        for who in group:
            told[who] = evidence
    shared = {
        hinge: _median([told[who][hinge][0] for who in people if told[who][hinge][1] < np.inf], 0.0) for hinge in HINGES
    }
    # Left and right alike, and all sources, since conversions have made them one; people differ about that.
    shared = {
        hinge: (shared["left" + hinge[hinge.index("_") :]] + shared["right" + hinge[hinge.index("_") :]]) / 2
        for hinge in HINGES
    }
    result = {}
    for who, positions in clips.items():
        anatomy = {}
        for hinge, (value, trust, bound) in told[who].items():
            weight = PERSON_SPREAD**2 / (PERSON_SPREAD**2 + trust**2)
            degrees = min(shared[hinge] + weight * (value - shared[hinge]), bound)
            anatomy[hinge] = Hinge(float(np.clip(np.radians(max(degrees, 0.0)), 0.0, LARGEST)))
        everything = np.concatenate(positions)
        leans = _upright_leans(everything)
        result[who] = replace(zeros[who], anatomy=anatomy, **leans)
    return result


def _evidence(clips: Sequence[np.ndarray]) -> dict[str, tuple[float, float, float]]:
    """For each hinge the zero in degrees, its standard deviation (infinite when nothing is told), and its bound."""
    everything = np.concatenate(clips)
    walks = np.concatenate([walking(positions) for positions in clips])
    stands = np.concatenate([standing(positions) for positions in clips])
    upright = _on_feet(everything) & (_trunk_lean(everything) < np.radians(25))
    result = {}
    for hinge in HINGES:
        angle = np.degrees(flexion(everything, hinge))
        found = []
        if "elbow" in hinge:
            bound = np.inf
            if len(angle) >= 10 * ENOUGH:
                found.append((max(np.percentile(angle, 1) - STRAIGHT_ELBOW, 0.0), ELBOW_TRUST))
        else:
            # The knees of support that are straighter than the rest, clamped ones aside, bound what is taken away.
            support = angle[upright & (angle > 1)]
            bound = np.percentile(support, 10) if len(support) >= ENOUGH else 15.0
            if walks.sum() >= ENOUGH:
                differences = [
                    np.percentile(angle[walks], share) - normal
                    for share, normal in WALKING_KNEE.items()
                    # Files clamp knees at 0: how far it would have gone below is not known.
                    if share != 5 or np.percentile(angle[walks], share) > 1
                ]
                # Percentiles that disagree are no level walking: uneven ground, dancing, sneaking.
                trust = float(np.hypot(WALKING_TRUST, np.ptp(differences)))
                found.append((float(np.median(differences)), trust))
            if stands.sum() >= ENOUGH:
                found.append((np.percentile(angle[stands], 10) - STANDING_KNEE, STANDING_TRUST))
        weights = np.array([1 / trust**2 for _, trust in found])
        value = float(np.average([v for v, _ in found], weights=weights)) if found else 0.0
        result[hinge] = (value, float(weights.sum() ** -0.5) if found else np.inf, float(bound))
    return result


def _upright_leans(positions: np.ndarray) -> dict[str, float]:
    """How far back, neck and head of someone's upright frames lean from Human3.6M's, radians."""
    upright = _on_feet(positions) & (_trunk_lean(positions) < np.radians(25))
    if upright.sum() < ENOUGH:
        return {}
    _, forward = _facing(positions[upright])
    trunk = positions[upright, _J("thorax")] - positions[upright, _J("pelvis")]
    bones = {
        name: positions[upright, _J(child)] - positions[upright, _J(parent)]
        for name, parent, child in (("back", "pelvis", "spine"), ("neck", "thorax", "neck"), ("head", "neck", "head"))
    }

    def lean(vectors: np.ndarray) -> np.ndarray:
        return np.arctan2((vectors * forward).sum(axis=-1), vectors[:, 1])

    return {
        "back": float(np.median(lean(bones["back"]) - lean(trunk)) - np.radians(UPRIGHT_BACK)),
        "neck": float(np.median(lean(bones["neck"])) - np.radians(UPRIGHT_NECK)),
        "head": float(np.median(lean(bones["head"])) - np.radians(UPRIGHT_HEAD)),
    }


def _compare_hinge(mine: np.ndarray, other: np.ndarray, name: str) -> Hinge:
    """The offset and fade that take one conversion's angles to the other's best, and the bone in which the error is."""
    read, true = (np.abs(flexion(positions, name)) for positions in (mine, other))
    bent = true > np.radians(35)
    if bent.sum() < ENOUGH // 2:
        bent = true > np.percentile(true, 50)
    offset = float(np.median((read - true)[bent]))
    fades = np.radians(np.arange(0.0, 21.0))
    # Absolute errors, since a clip has a stretch in which one of the conversions is broken.
    costs = [np.abs(Hinge(offset, fade).corrected(read) - true).mean() for fade in fades]
    fade = float(fades[np.argmin(costs)])
    if abs(offset) < np.radians(3):
        return Hinge(offset, fade)
    bone, true_bone = _bones(mine, name)[0][bent], _bones(other, name)[0][bent]
    ahead = np.cross(unit(np.cross(*_bones(other, name)))[bent], true_bone)  # where bending turns a bone
    turned = float(np.median(np.arctan2((bone * ahead).sum(axis=-1), (bone * true_bone).sum(axis=-1))))
    # Turned in the direction of bending, the upper bone takes from the angle and the lower one adds to it.
    return Hinge(offset, fade, float(np.clip(-turned / offset, -1, 2)))


def _aligned(first: Clip, second: Clip) -> tuple[np.ndarray, np.ndarray] | None:
    best = (np.inf, None)
    for shift in range(-3, 4):
        a, b = first.positions[max(shift, 0) :], second.positions[max(-shift, 0) :]
        frames = min(len(a), len(b))
        if frames < FRAME_RATE:
            continue
        a, b = a[:frames], b[:frames]
        error = np.mean([np.std(np.abs(flexion(a, h)) - np.abs(flexion(b, h))) for h in HINGES if "knee" in h])
        if error < best[0]:
            best = (float(error), (a, b))
    return best[1] if best[0] < np.radians(10) else None


def _medians(found: Sequence[dict[str, Hinge]]) -> dict[str, Hinge]:
    if not found:
        return {}
    result = {}
    for name in HINGES:
        uppers = [hinges[name].upper for hinges in found]
        known = [upper for upper in uppers if upper is not None]
        result[name] = Hinge(
            float(np.median([hinges[name].offset for hinges in found])),
            float(np.median([hinges[name].fade for hinges in found])),
            float(np.median(known)) if known else None,
        )
    return result


def _near(own: Hinge | None, everyone: Hinge) -> Hinge:
    """Someone's own comparison, unless few frames or broken ones led it astray; which bone errs is the conversion's."""
    if own is None or abs(own.offset - everyone.offset) > UNLIKELY:
        return everyone
    return replace(own, upper=everyone.upper)


def _straighten(bones: Float[np.ndarray, "F 17 3"], name: str, hinge: Hinge) -> None:
    """Turns the two bones of a hinge against each other, in place."""
    _, middle, end = (_J(joint) for joint in HINGES[name])
    upper, lower = bones[:, middle], bones[:, end]
    normal = np.cross(upper, lower)
    angle = np.arctan2(_length(normal), (upper * lower).sum(axis=-1))
    excess = angle - hinge.corrected(angle)
    axis = unit(normal)
    if hinge.upper is None:
        # The line from first to last joint turns by as much as the lower bone's part of its length makes it.
        lengths = _length(upper) + _length(lower)
        share = _length(lower) / np.maximum(lengths, 1e-9)
    else:
        share = np.full(len(bones), hinge.upper)
    bones[:, middle] = _turn(upper, axis, share * excess)
    bones[:, end] = _turn(lower, axis, -(1 - share) * excess)


def _bones(positions: np.ndarray, hinge: str) -> tuple[Float[np.ndarray, "F 3"], Float[np.ndarray, "F 3"]]:
    top, middle, end = (positions[:, _J(joint)].astype(np.float64) for joint in HINGES[hinge])
    return middle - top, end - middle


def _turn(
    vectors: Float[np.ndarray, "F 3"], axis: Float[np.ndarray, "F 3"], angle: float | Float[np.ndarray, " F"]
) -> Float[np.ndarray, "F 3"]:
    """Vectors turned about unit axes (Rodrigues); where the axis is zero they stay."""
    angle = np.broadcast_to(np.asarray(angle, dtype=np.float64), len(vectors))[:, None]
    along = (vectors * axis).sum(axis=-1, keepdims=True) * axis
    turned = along + np.cos(angle) * (vectors - along) + np.sin(angle) * np.cross(axis, vectors)
    return np.where(_length(axis)[:, None] > 0.5, turned, vectors)


def _facing(positions: np.ndarray) -> tuple[Float[np.ndarray, "F 3"], Float[np.ndarray, "F 3"]]:
    """The line of hips, to the left, and the level direction in which the pelvis faces."""
    across = unit((positions[:, _J("left_hip")] - positions[:, _J("right_hip")]).astype(np.float64))
    return across, unit(np.cross(across, _UP))


def _trunk_lean(positions: np.ndarray) -> Float[np.ndarray, " F"]:
    trunk = positions[:, _J("thorax")] - positions[:, _J("pelvis")]
    return np.arccos(np.clip(unit(trunk)[:, 1], -1, 1))


def _on_feet(positions: np.ndarray, spread: float = np.radians(35)) -> Bool[np.ndarray, " F"]:
    """Both ankles below the hips, hardly aside, and one of the legs nearly as long as it gets."""
    long, below = [], []
    for side in ("left", "right"):
        leg = (positions[:, _J(f"{side}_hip")] - positions[:, _J(f"{side}_ankle")]).astype(np.float64)
        bones = _bones(positions, f"{side}_knee")
        below.append(leg[:, 1] > np.cos(spread) * _length(leg))
        long.append(_length(leg) > 0.93 * (_length(bones[0]) + _length(bones[1])))
    # 0.93 is a knee that is bent by some 43 degrees.
    return (
        np.any(long, axis=0) & np.all(below, axis=0) if spread < 0.5 else np.any(long, axis=0) & np.any(below, axis=0)
    )


def _length(vectors: np.ndarray) -> np.ndarray:
    return np.linalg.norm(vectors, axis=-1)


def _median(values: Sequence[float], otherwise: float) -> float:
    return float(np.median(values)) if values else otherwise
