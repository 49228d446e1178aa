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
from zedo.io.joint_names import canonical, find_skeleton, places
from zedo.io.json_values import LARGEST
from zedo.poses import Keypoints2D
from zedo.system.errors import ZedoError
from zedo.system.notes import Unnamed, note

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

LEAST_SCORE = 0.3
"""A person with a lower score is a detector's guess: Detectron2 lists four in a picture of one."""

LARGEST_SHARE = 2.0
"""Shares of an image leave [-1, 1] only with a person who is partly outside of it; pixels are beyond this."""

LEAST_PICTURE, LEAST_JOINTS = 16, 4
"""Pixels of an image in which a person can be told, and joints that tell whether coordinates are shares of it."""

OUTSIDE = 0.05
"""Share of coordinates below zero from which shares count from the image's middle, in [-1, 1]."""


@dataclass(frozen=True)
class Detection:
    """One person in one frame.

    Attributes:
        frame: frame number.
        points: (J, 3) x, y in pixels and score; NaN or a score of 0 for a missing joint.
        person: the file's identity, None where it has none.
        time: seconds, NaN when unknown.
        score: how sure the tool is of the person as a whole, NaN when it does not say.
    """

    frame: int
    points: Float[np.ndarray, "J 3"]
    person: int | None = None
    time: float = math.nan
    score: float = math.nan


def assemble(
    detections: Sequence[Detection],
    skeleton: Skeleton | None,
    image_size: tuple[int, int] | None,
    names: Sequence[str] = (),
    *,
    centred: bool = False,
) -> Keypoints2D:
    """All people of a clip, ordered by frame.

    A joint whose score is 0, negative or NaN, or whose position is not finite, is missing; scores above 1 become 1.
    Identities are the file's where every person has one and none occurs twice in a frame; otherwise a person is
    numbered by its place in the frame. People whom the tool itself gives a score below :data:`LEAST_SCORE` are left
    out, and it is said. Coordinates in shares of the image become pixels, see :func:`in_pixels`.

    Args:
        skeleton: the caller's; None takes it from the number of keypoints, :data:`BY_COUNT`.
        names: the file's own joint names, where it has them; keypoints are put in order by these.
        centred: as of :func:`in_pixels`.

    Raises:
        ZedoError: when there is nobody, the number of keypoints differs or fits no skeleton, or the coordinates are
            shares of an image of unknown size.
    """
    if not detections:
        raise ZedoError("holds nobody: no frame has the keypoints of a person")
    detections = _sure(detections)
    counts = Counter(len(detection.points) for detection in detections)
    if len(counts) > 1:
        raise ZedoError(f"people have {' or '.join(map(str, sorted(counts)))} keypoints; one number was expected")
    ordered = sorted(detections, key=lambda detection: detection.frame)
    points = np.stack([detection.points for detection in ordered])
    skeleton, joints = _skeleton(points, skeleton, names)
    points = points[:, joints]
    located = (np.abs(points[..., :2]) < LARGEST).all(axis=-1)
    confidence = np.where(located, np.nan_to_num(points[..., 2]).clip(0, 1), 0.0)
    return Keypoints2D(
        uv=in_pixels(points[..., :2], confidence, image_size, centred=centred),
        confidence=confidence,
        skeleton=skeleton,
        frame=np.array([detection.frame for detection in ordered]),
        time=np.array([detection.time for detection in ordered]),
        person=np.array(_identities(ordered)),
        image_size=image_size,
    )


def in_pixels(
    uv: Float[np.ndarray, "N J 2"],
    confidence: Float[np.ndarray, "N J"],
    image_size: tuple[int, int] | None,
    *,
    centred: bool = False,
) -> Float[np.ndarray, "N J 2"]:
    """The same coordinates, if they are pixels; shares of the image's width and height in [0, 1] times its size.

    No person in pixels lies within the first two of an image. What was taken for shares is said.

    Args:
        centred: whether shares with values below zero are known to reach from -1 to 1, as of OpenPose's
            ``--keypoint_scale 4``; other tools scale x and y alike instead, so that theirs have no one meaning.

    Raises:
        ZedoError: for shares, when the image's size is unknown, or they reach from -1 to 1 without ``centred``.
    """
    seen = (confidence > 0) & np.isfinite(uv).all(axis=-1) & (uv != 0).any(axis=-1)
    values = np.abs(uv[seen])
    if not len(values) or np.quantile(values, 0.9) > LARGEST_SHARE:
        return uv
    if image_size is not None and min(image_size) < LEAST_PICTURE:
        return uv
    placed = np.where(seen[..., None], uv, np.nan)[seen.sum(axis=1) >= LEAST_JOINTS]
    if not len(placed) or np.median(np.nanmax(placed, axis=1) - np.nanmin(placed, axis=1)) < 1e-3:
        return uv  # all in one place: no person at all
    from_middle = bool((uv[seen] < 0).mean() > OUTSIDE)
    if from_middle and not centred:
        raise ZedoError(
            "the coordinates lie between -1 and 1, so they are no pixels; multiply them by the image's width and "
            "height as the tool that wrote them has divided"
        )
    if image_size is None:
        raise ZedoError(
            f"the coordinates are shares of the image, between {-1 if from_middle else 0} and 1, not pixels; give the "
            "image's size, WIDTH,HEIGHT in pixels, with --image-size"
        )
    note(
        f"the coordinates were taken for shares of the image, from {-1 if from_middle else 0} to 1, and multiplied by "
        f"its size, {image_size[0]}×{image_size[1]}"
    )
    return ((uv + 1) / 2 if from_middle else uv) * np.array(image_size)


def _sure(detections: Sequence[Detection]) -> Sequence[Detection]:
    """Those whom the tool is sure of, where it says so; everybody, where it is sure of nobody."""
    kept = [detection for detection in detections if not detection.score < LEAST_SCORE]
    if not kept or len(kept) == len(detections):
        return detections
    note(
        f"{len(detections) - len(kept)} of {len(detections)} people have a score below {LEAST_SCORE:g} and were left "
        "out as a detector's guesses"
    )
    return kept


def _skeleton(points: np.ndarray, given: Skeleton | None, names: Sequence[str]) -> tuple[Skeleton, list[int] | slice]:
    """What the joints are, and which of the file's they are in order."""
    count = points.shape[1]
    likely = BY_COUNT.get(count)
    if len(names) == count:
        named = find_skeleton(names) if given is None else _given_by_name(names, given)
        if named is not None:
            skeleton, order = named
            if order != list(range(len(order))):
                note(f"the file's {count} keypoints were put in the order of {skeleton.name} by their names")
            return skeleton, order
    if given is not None:
        if len(given) != count and given != likely:
            raise ZedoError(f"people have {count} keypoints; skeleton {given.name!r} has {len(given)} joints")
        return given, slice(len(given))
    if likely is None:
        known = ", ".join(map(str, BY_COUNT))
        raise ZedoError(f"people have {count} keypoints, which is no known skeleton ({known}); name one with a file")
    if names and (likely == COCO_17 or _contradicts(names, likely)):
        what = "COCO's" if likely == COCO_17 else f"those of {likely.name}"
        raise ZedoError(
            f"the file's {count} keypoints ({', '.join(names[:3])}, …) are not {what}; name their skeleton, "
            "or a JSON file that describes it"
        )
    skeleton = BODY_25B if likely == BODY_25 and _are_body_25b(points) else likely
    return skeleton, slice(len(skeleton))


def _given_by_name(names: Sequence[str], given: Skeleton) -> tuple[Skeleton, list[int]] | None:
    """Where the joints of the caller's skeleton stand; None when the file's names are of another kind, such as numbers.

    Raises:
        ZedoError: when the file names some of the joints, but has them in other places.
    """
    found = places(names, given)
    if found is not None:
        return given, found
    if _contradicts(names, given):
        raise ZedoError(
            f"the file names its keypoints {', '.join(names[:3])}, …, which are not those of skeleton {given.name!r} "
            "in their order; give a JSON file that describes them"
        )
    return None


def _contradicts(names: Sequence[str], skeleton: Skeleton) -> bool:
    """Whether a joint of the skeleton is named, but stands elsewhere."""
    words = [canonical(name) for name in names]
    return any(joint in words and words.index(joint) != place for place, joint in enumerate(skeleton.joints))


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
    numbers = []
    for detection in detections:
        numbers.append(seen[detection.frame])
        seen[detection.frame] += 1
    if len(seen) > 1 and max(seen.values()) > 1:
        note(
            "the file gives people no identities, so they have the numbers of their places in each frame, and one "
            "number may be several people",
            Unnamed,
        )
    return numbers
