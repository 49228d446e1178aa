"""Feet, hands and face: joints that detectors give and the prior's skeleton lacks, and where they are on a body."""

from __future__ import annotations

from dataclasses import dataclass

from zedo.body.skeleton import Skeleton


@dataclass(frozen=True)
class Attachment:
    """Where a joint is on a neutral body.

    Attributes:
        parent: the joint it hangs on.
        above: the joint to which the y axis points from there; z is to the right, x forward.
        across: the joints, left and right, whose line says what is right.
        offset: metres from the parent, on a body with Human3.6M's mean bones, 1.706 m tall.
    """

    parent: str
    above: str
    across: tuple[str, str]
    offset: tuple[float, float, float]


_ON_THE_RIGHT = {
    "heel": ("ankle", (-0.035, -0.067, -0.009)),
    "big_toe": ("ankle", (0.195, -0.056, -0.021)),
    "small_toe": ("ankle", (0.157, -0.056, 0.023)),
    "foot_index": ("ankle", (0.167, -0.056, -0.006)),
    "index": ("wrist", (0.0, -0.085, 0.0)),
    "pinky": ("wrist", (0.0, -0.076, 0.0)),
    "thumb": ("wrist", (0.0, -0.068, 0.0)),
    "eye": ("neck", (0.078, 0.047, 0.031)),
    "ear": ("neck", (0.0, 0.013, 0.073)),
}
"""Feet, nose and eyes: the markers of Pose2Sim's OpenSim model (Model_Pose2Sim, on the body of Rajagopal et al., *IEEE
Trans. Biomed. Eng.* 63, 2016, 1.70 m tall), but the heel stands on the floor, 0.039 of the height below the ankle
(Winter, *Biomechanics and Motor Control of Human Movement*, ch. 4, after Drillis and Contini). Hands: 0.108 of the
height (Winter) times the knuckles' share of a hand's length (Buchholz, Armstrong and Goldstein, *Ergonomics* 35, 1992),
straight on from the forearm, since 17 joints do not tell how a hand is turned. Ears: half of the bitragion breadth of
men (ANSUR, Gordon et al., 1989), as high as the nose."""

_ABOVE = {"ankle": "knee", "wrist": "elbow"}


def _attachments() -> dict[str, Attachment]:
    hips, shoulders = ("left_hip", "right_hip"), ("left_shoulder", "right_shoulder")
    found = {"nose": Attachment("neck", "head", shoulders, (0.116, 0.013, 0.0))}
    for joint, (parent, (x, y, z)) in _ON_THE_RIGHT.items():
        for side, right in (("left", -1.0), ("right", 1.0)):
            if parent == "neck":
                found[f"{side}_{joint}"] = Attachment(parent, "head", shoulders, (x, y, right * z))
            else:
                above = f"{side}_{_ABOVE[parent]}"
                across = hips if parent == "ankle" else shoulders
                found[f"{side}_{joint}"] = Attachment(f"{side}_{parent}", above, across, (x, y, right * z))
    return found


ATTACHMENTS = _attachments()
"""By the joint's name."""

LIMBS = tuple(
    (f"{side}_{top}", f"{side}_{bottom}")
    for side in ("left", "right")
    for top, bottom in (("hip", "knee"), ("knee", "ankle"), ("shoulder", "elbow"), ("elbow", "wrist"))
)
"""By which a person's size is measured: the upper and the lower end of each."""

MEAN_LIMBS = 2 * (0.449 + 0.449 + 0.280 + 0.250)
"""Metres of all limbs of the body that offsets are for: Human3.6M's mean thigh, shin, upper arm and forearm."""


def extended(body: Skeleton, source: Skeleton) -> Skeleton:
    """``body`` and the feet, hands and face that ``source`` has; ``body`` itself if that has neither feet nor hands.

    Everybody's keypoints have a face, of which the lifted head is made: alone, it is not repeated.
    """
    more = [
        joint
        for joint, place in ATTACHMENTS.items()
        if joint in source.joints
        and joint not in body.joints
        and {place.parent, place.above, *place.across} <= set(body.joints)
    ]
    limbs = {joint for limb in LIMBS for joint in limb} <= set(body.joints)
    if not limbs or all(ATTACHMENTS[joint].parent == "neck" for joint in more):
        return body
    parents = tuple(body.index(ATTACHMENTS[joint].parent) for joint in more)
    return Skeleton(
        f"{body.name}+{source.name.rpartition('+')[2]}", (*body.joints, *more), (*body.parents, *parents), body.root
    )
