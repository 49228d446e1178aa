"""How often each posture is drawn in training: as in life rather than as in a laboratory.

Motion-capture archives hold what was worth recording: play, sports, exercises. Hardly anybody in them just stands, and
a network trained on their frames takes the middle between standing and squatting where one view cannot tell. The frames
are sorted by plain rules into the classes of :data:`SHARES` and weighed so that each class has its share.

People are upright for about half of their waking time and sit for most of the rest, and lie or kneel little (as
activity monitors worn on the thigh find); but pictures and videos are taken of people who do something, and of a seated
person one posture differs little from the next. So upright standing and walking get 46 %, sitting 12 %, and everything
that takes more varied poses keeps what it needs to be learnt.

Within a class, a recording counts by the square root of its frames there, since its frames resemble each other; what
one person repeats in two hundred takes is one recording (:func:`recording_of`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from jaxtyping import Float, Int

from zedo.body.rotations import unit
from zedo.body.skeleton import H36M_17
from zedo.data.clips import FRAME_RATE, Clip
from zedo.data.joint_zeros import flexion, walking
from zedo.data.ui_prmd import KEY

SHARES = {
    "standing": 0.26, "walking": 0.20, "sitting": 0.12, "squatting, kneeling, bending": 0.16, "arms raised": 0.10,
    "active": 0.12, "lying": 0.04,
}  # fmt: skip
"""Classes and their shares. ``standing``: upright on legs that are nearly straight, the trunk still or turning.
``walking``: the pelvis moves on, upright. ``arms raised``: on the feet, an elbow above its shoulder. ``active``: what
none of the rules names, such as running, jumping, kicking, hopping, a low stance."""

CLASSES = tuple(SHARES)

LARGEST = 12.0
"""No frame is drawn more than so many times as often as the average, lest a rare class be a few poses learnt by heart;
what a class cannot use goes to the others in proportion."""

_J = H36M_17.index


def classes(positions: Float[np.ndarray, "F 17 3"]) -> Int[np.ndarray, " F"]:
    """The posture of each frame of a clip, as an index into :data:`CLASSES`; metres, y up, 30 frames a second."""
    upright = _angle_up(positions, "pelvis", "thorax")
    thighs = np.stack([_angle_up(positions, f"{side}_knee", f"{side}_hip") for side in ("left", "right")])
    shanks = np.stack([_angle_up(positions, f"{side}_ankle", f"{side}_knee") for side in ("left", "right")])
    knees = np.degrees(np.abs([flexion(positions, f"{side}_knee") for side in ("left", "right")]))
    raised = np.any(
        [positions[:, _J(f"{side}_elbow"), 1] > positions[:, _J(f"{side}_shoulder"), 1] for side in ("left", "right")],
        axis=0,
    )
    straight = (knees < 25).all(axis=0) & (thighs < 25).all(axis=0)
    slow = _speed(positions) < 0.4
    low = (knees > 60).all(axis=0)
    rules = {
        # The trunk level, and the shanks too or the hips no higher than the feet: lying, crawling, on all fours.
        "lying": (upright > 60) & ((shanks > 50).all(axis=0) | (_height(positions) < 0.15)),
        "sitting": (thighs > 55).all(axis=0) & (shanks < 45).all(axis=0) & (upright < 45) & low & slow,
        "squatting, kneeling, bending": low | (upright > 40) | ((knees > 70).any(axis=0) & slow),
        "arms raised": raised,
        "walking": walking(positions),
        "standing": straight & slow & (upright < 25),
    }
    found = np.full(len(positions), CLASSES.index("active"))
    for name, frames in reversed(rules.items()):  # earlier rules win
        found[frames] = CLASSES.index(name)
    return found


def recording_of(clip: Clip) -> Hashable:
    """The clip itself; of UI-PRMD, where a person repeats ten exercises ten times, all that the person does."""
    match = KEY.match(clip.key)
    return (clip.source, match["subject"]) if match else (clip.source, clip.key)


def weights(
    clips: Sequence[Clip], shares: dict[str, float] = SHARES, recording: Callable[[Clip], Hashable] = recording_of
) -> tuple[list[Float[np.ndarray, " F"]], list[Int[np.ndarray, " F"]]]:
    """Sampling weights of the frames of each clip, 1 on average over all, and their classes.

    Args:
        shares: of the draws, by class of :data:`CLASSES`; a class without frames leaves its share to the others.
        recording: what counts as one recording.
    """
    found = [classes(clip.positions) for clip in clips]
    everything = np.concatenate(found)
    numbers: dict[Hashable, int] = {}
    of_clip = [numbers.setdefault(recording(clip), len(numbers)) for clip in clips]
    recordings = np.repeat(of_clip, [len(frames) for frames in found])
    counts = np.zeros((len(numbers), len(CLASSES)))
    np.add.at(counts, (recordings, everything), 1)
    # A recording's frames in a class share the square root of their number. Below a second of them, they are what the
    # rules misjudge in passing as often as not.
    weight = 1 / np.sqrt(np.maximum(counts[recordings, everything], FRAME_RATE))
    share = np.array([shares[name] for name in CLASSES])[everything]
    weight *= share / np.bincount(everything, weight, len(CLASSES))[everything]
    weight /= weight.mean()
    for _ in range(20):
        weight = np.minimum(weight, LARGEST)
        if abs(weight.mean() - 1) < 1e-9:
            break
        weight /= weight.mean()
    return np.split(weight, np.cumsum([len(frames) for frames in found])[:-1]), found


def drawn_shares(
    weight: Sequence[Float[np.ndarray, " F"]], found: Sequence[Int[np.ndarray, " F"]]
) -> dict[str, tuple[float, float]]:
    """By class, its share of the frames and of the draws."""
    everything, drawn = np.concatenate(found), np.concatenate(weight)
    frames = np.bincount(everything, minlength=len(CLASSES)) / len(everything)
    draws = np.bincount(everything, drawn, len(CLASSES)) / drawn.sum()
    return {name: (float(frames[i]), float(draws[i])) for i, name in enumerate(CLASSES)}


def _angle_up(positions: np.ndarray, lower: str, upper: str) -> Float[np.ndarray, " F"]:
    """Degrees between a segment and the vertical."""
    segment = positions[:, _J(upper)] - positions[:, _J(lower)]
    return np.degrees(np.arccos(np.clip(unit(segment.astype(np.float64))[:, 1], -1, 1)))


def _height(positions: np.ndarray) -> Float[np.ndarray, " F"]:
    """Metres from the lower ankle up to the pelvis."""
    ankles = positions[:, [_J("left_ankle"), _J("right_ankle")], 1]
    return positions[:, _J("pelvis"), 1] - ankles.min(axis=-1)


def _speed(positions: np.ndarray) -> Float[np.ndarray, " F"]:
    """Metres a second of the pelvis, over half a second."""
    frames, reach = len(positions), int(FRAME_RATE // 4)
    after, before = np.minimum(np.arange(frames) + reach, frames - 1), np.maximum(np.arange(frames) - reach, 0)
    moved = np.linalg.norm(positions[after, 0].astype(np.float64) - positions[before, 0], axis=-1)
    return moved * FRAME_RATE / np.maximum(after - before, 1)
