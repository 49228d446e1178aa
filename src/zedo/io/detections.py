"""People as other tools' files list them, and the rules by which they become :class:`Keypoints2D`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from zedo.body.skeleton import (
    BLAZEPOSE_33,
    BODY_25,
    BODY_25B,
    COCO_17,
    COCO_18,
    HALPE_26,
    Skeleton,
)
from zedo.io.json_values import LARGEST
from zedo.poses import Keypoints2D
from zedo.system.errors import ZedoError

BY_COUNT: dict[int, Skeleton] = {
    17: COCO_17,
    18: COCO_18,
    25: BODY_25,
    26: HALPE_26,
    33: BLAZEPOSE_33,
    68: HALPE_26,
    133: COCO_17,
    135: BODY_25B,
    136: HALPE_26,
}
"""What a number of keypoints means when the file does not say. The whole-body sets (Halpe-68 and -136, COCO-WholeBody's
133, OpenPose's BODY_135) begin with the body's joints; only these are read. 25 keypoints may be BODY_25B too, see
:func:`_are_body_25b`."""

MID_HIP_TOLERANCE = 0.15
"""BODY_25's MidHip was trained as the middle of the hips; further from it than this share of the trunk, the keypoints
are not BODY_25."""


@dataclass(frozen=True)
class Detection:
    """One person in one frame.

    Attributes:
        frame: frame number.
        points: (J, 3) x, y in pixels and score; NaN or a score of 0 for a missing joint.
        person: the file's identity, None where it has none.
        time: seconds, NaN when unknown.
    """

    frame: int
    points: Float[np.ndarray, "J 3"]
    person: int | None = None
    time: float = math.nan


def assemble(
    detections: Sequence[Detection],
    skeleton: Skeleton | None,
    image_size: tuple[int, int] | None,
    names: Sequence[str] = (),
) -> Keypoints2D:
    """All people of a clip, ordered by frame.

    A joint whose score is 0, negative or NaN, or whose position is not finite, is missing; scores above 1 become 1.
    Identities are the file's where every person has one and none occurs twice in a frame; otherwise a person is
    numbered by its place in the frame.

    Args:
        skeleton: the caller's; None takes it from the number of keypoints, :data:`BY_COUNT`.
        names: the file's own joint names, where it has them; COCO-17 is believed only by these.

    Raises:
        ZedoError: when there is nobody, or the number of keypoints differs or fits no skeleton.
    """
    if not detections:
        raise ZedoError("holds nobody: no frame has the keypoints of a person")
    counts = Counter(len(detection.points) for detection in detections)
    if len(counts) > 1:
        raise ZedoError(f"people have {' or '.join(map(str, sorted(counts)))} keypoints; one number was expected")
    ordered = sorted(detections, key=lambda detection: detection.frame)
    points = np.stack([detection.points for detection in ordered])
    skeleton = _skeleton(points, skeleton, names)
    points = points[:, : len(skeleton)]
    located = (np.abs(points[..., :2]) < LARGEST).all(axis=-1)
    return Keypoints2D(
        uv=points[..., :2],
        confidence=np.where(located, np.nan_to_num(points[..., 2]).clip(0, 1), 0.0),
        skeleton=skeleton,
        frame=np.array([detection.frame for detection in ordered]),
        time=np.array([detection.time for detection in ordered]),
        person=np.array(_identities(ordered)),
        image_size=image_size,
    )


def _skeleton(points: np.ndarray, given: Skeleton | None, names: Sequence[str]) -> Skeleton:
    count = points.shape[1]
    likely = BY_COUNT.get(count)
    if given is not None:
        if len(given) != count and given != likely:
            raise ZedoError(f"people have {count} keypoints; skeleton {given.name!r} has {len(given)} joints")
        return given
    if likely is None:
        known = ", ".join(map(str, BY_COUNT))
        raise ZedoError(f"people have {count} keypoints, which is no known skeleton ({known}); name one with a file")
    if likely == COCO_17 and names and tuple(names[:17]) != COCO_17.joints:
        raise ZedoError(
            f"the file's {count} keypoints ({', '.join(names[:3])}, …) are not COCO's; name their skeleton, "
            "or a JSON file that describes it"
        )
    return BODY_25B if likely == BODY_25 and _are_body_25b(points) else likely


def _are_body_25b(points: Float[np.ndarray, "N 25 3"]) -> bool:
    """Whether keypoints that are BODY_25 or BODY_25B are the latter: Pose2Sim writes both, and neither says which."""
    neck, mid_hip, right_hip, left_hip = (
        np.where(points[:, [BODY_25.index(joint)], 2] > 0, points[:, BODY_25.index(joint), :2], np.nan)
        for joint in ("thorax", "pelvis", "right_hip", "left_hip")
    )
    offset = np.linalg.norm(mid_hip - (right_hip + left_hip) / 2, axis=1)
    trunk = np.linalg.norm(mid_hip - neck, axis=1)
    known = np.isfinite(offset) & np.isfinite(trunk)
    return bool(known.any() and np.median(offset[known] - MID_HIP_TOLERANCE * trunk[known]) > 0)


def _identities(detections: Sequence[Detection]) -> list[int]:
    stated = [(d.frame, d.person) for d in detections if d.person is not None]
    if len(set(stated)) == len(detections):
        return [person for _, person in stated]
    seen: Counter[int] = Counter()
    places = []
    for detection in detections:
        places.append(seen[detection.frame])
        seen[detection.frame] += 1
    return places
