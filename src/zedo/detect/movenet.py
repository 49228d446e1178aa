"""The default detector: MoveNet MultiPose finds people, MoveNet Thunder looks at each of them twice."""

from __future__ import annotations

import math
from functools import cached_property
from pathlib import Path

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image

from zedo.body.skeleton import COCO_17
from zedo.detect.detections import Detections
from zedo.detect.similarity import LEAST_COMMON, SAME_PERSON, alike, distinct, similarities

MODELS = Path(__file__).parents[1] / "assets" / "detectors"

MULTIPOSE_SIZE = 512
"""Longer side of the picture that MultiPose searches; both sides are multiples of 32."""

THUNDER_SIZE = 256

BOX_SCORE = 0.15
"""Least score of MultiPose for a person; Thunder then judges better."""

SEEN = 0.25
"""Least mean confidence of a person's joints; below, it is a tree."""

CROP_MARGIN = 1.4
"""Side of the square crop over the larger side of the keypoints' box: head top, hands and feet lie outside them."""

STRIP = 2.0
"""A picture longer than this many times its other side is searched in overlapping parts of this shape: people in a
panorama would vanish when all of it is reduced to one square."""

MOST_STRIPS = 16
"""Then the parts grow longer instead."""

SMALLEST = 16
"""A picture narrower than this, in pixels, shows nobody who could be told from a smudge."""

Keypoints = Float[np.ndarray, "17 3"]
"""x, y in pixels and confidence."""


class MoveNet:
    """Up to six people in a picture, or in each part of a panorama: COCO-17 with MoveNet's confidence.

    The confidence of a hidden limb is MoveNet's guess as well, often above 0.3.
    """

    skeleton = COCO_17

    @cached_property
    def _sessions(self) -> tuple:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # Two sessions that spin while idle take the cores from each other.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return tuple(
            onnxruntime.InferenceSession(MODELS / f"movenet-{name}.onnx", options, providers=["CPUExecutionProvider"])
            for name in ("multipose", "thunder")
        )

    def __call__(self, image: UInt8[np.ndarray, "H W 3"], expected: Detections | None = None) -> Detections:
        """People in an RGB picture, the most confident first.

        Args:
            expected: people as a tracker expects them; those whom MultiPose does not find are looked for there.
        """
        picture = Image.fromarray(image)
        if min(picture.size) < SMALLEST:
            return Detections.nobody(len(COCO_17))
        rough = self._found(picture)
        found = own_joints(rough, [self._refined(picture, person) for person in rough])
        people = distinct(_detections([person for person in found if person[:, 2].mean() >= SEEN]), COCO_17)
        if expected is None or len(expected) == 0:
            return people
        lost = expected
        if len(people):
            lost = expected[similarities(expected, people, COCO_17).max(axis=1) < 0.5]
        again = [self._refined(picture, _keypoints(lost, person)) for person in range(len(lost))]
        again = _detections([person for person in again if person[:, 2].mean() >= SEEN])
        return distinct(Detections.together(people, again), COCO_17)

    def _found(self, picture: Image.Image) -> list[Keypoints]:
        """MultiPose's people, part by part of the picture."""
        people = []
        for left, top, right, bottom in _parts(*picture.size):
            scale = MULTIPOSE_SIZE / max(right - left, bottom - top)
            width, height = (max(1, round(scale * side)) for side in (right - left, bottom - top))
            part = picture.resize(
                (width, height), Image.Resampling.BILINEAR, (left, top, right, bottom), reducing_gap=2.0
            )
            canvas = Image.new("RGB", (_multiple_of_32(width), _multiple_of_32(height)))
            canvas.paste(part)
            answer = _run(self._sessions[0], canvas)[0]  # (6, 56): 17 times y, x, score; the box; its score
            people += [
                _pixels(person, canvas.width / scale, canvas.height / scale, (left, top))
                for person in answer[answer[:, 55] > BOX_SCORE, :51].reshape(-1, 17, 3)
            ]
        return people

    def _refined(self, picture: Image.Image, person: Keypoints) -> Keypoints:
        """Thunder on a crop around ``person``, and again on a crop around its first answer."""
        for _ in range(2):
            left, top, side = _crop(person)
            crop = _square(picture, left, top, side)
            person = _pixels(_run(self._sessions[1], crop)[0, 0], side, side, (left, top))
        return person


def own_joints(rough: list[Keypoints], refined: list[Keypoints]) -> list[Keypoints]:
    """Refined people, but for the joints that Thunder, which knows of one person, has taken from another nearby.

    Such a joint was moved away from where MultiPose saw it, onto the same joint of somebody who has it where MultiPose
    saw theirs. It is put back, if there are several: MultiPose errs as well.
    """
    if len(rough) < 2:
        return refined
    before, after = _detections(rough), _detections(refined)
    each = np.arange(len(rough))
    stayed = alike(after, before, COCO_17)[each, each] > SAME_PERSON
    shared = alike(after, after, COCO_17) > SAME_PERSON
    taken = ~stayed & (shared & stayed[None]).any(axis=1)
    taken &= taken.sum(axis=1, keepdims=True) >= LEAST_COMMON
    return [np.where(taken[i, :, None], rough[i], refined[i]) for i in range(len(rough))]


def _parts(width: int, height: int) -> list[tuple[int, int, int, int]]:
    """Boxes (left, top, right, bottom) that cover the picture: one, or overlapping ones by half along a panorama."""
    long, short = max(width, height), min(width, height)
    if long <= STRIP * short:
        return [(0, 0, width, height)]
    count = min(MOST_STRIPS, math.ceil(2 * long / (STRIP * short)) - 1)
    length = math.ceil(2 * long / (count + 1))
    starts = np.linspace(0, long - length, count).round().astype(int).tolist()
    if width >= height:
        return [(start, 0, start + length, height) for start in starts]
    return [(0, start, width, start + length) for start in starts]


def _multiple_of_32(side: int) -> int:
    return -(-side // 32) * 32


def _run(session, image: Image.Image) -> np.ndarray:
    array = np.asarray(image, dtype=np.int32)[None]
    return np.asarray(session.run(None, {session.get_inputs()[0].name: array})[0])


def _pixels(yxc: Keypoints, width: float, height: float, corner: tuple[float, float]) -> Keypoints:
    """MoveNet's (y, x, score) in 0..1 to (x, y, score) with x, y in pixels."""
    return np.stack([yxc[:, 1] * width + corner[0], yxc[:, 0] * height + corner[1], yxc[:, 2]], axis=1)


def _crop(person: Keypoints) -> tuple[float, float, float]:
    """Left, top and side of the square around the joints that are no mere guesses, pixels."""
    sure = person[person[:, 2] >= np.median(person[:, 2]) / 2, :2]
    sure = sure[np.isfinite(sure).all(axis=1)]
    low, high = sure.min(axis=0), sure.max(axis=0)
    side = CROP_MARGIN * max(*(high - low).tolist(), 1.0)
    left, top = ((low + high) / 2 - side / 2).tolist()
    return left, top, side


def _square(picture: Image.Image, left: float, top: float, side: float) -> Image.Image:
    """That part of the picture at Thunder's size; what reaches beyond the picture is black, as in MoveNet's own
    cropping."""
    factor = int(side // (2 * THUNDER_SIZE))
    if factor > 1:
        # Every pixel of a large person counts: four neighbours of each sampling point would be noise.
        inside = (
            max(0, math.floor(left)),
            max(0, math.floor(top)),
            min(picture.width, math.ceil(left + side)),
            min(picture.height, math.ceil(top + side)),
        )
        if inside[0] >= inside[2] or inside[1] >= inside[3]:
            return Image.new("RGB", (THUNDER_SIZE, THUNDER_SIZE))
        picture = picture.reduce(factor, inside)
        left, top, side = (left - inside[0]) / factor, (top - inside[1]) / factor, side / factor
    return picture.transform(
        (THUNDER_SIZE, THUNDER_SIZE),
        Image.Transform.EXTENT,
        (left, top, left + side, top + side),
        Image.Resampling.BILINEAR,
    )


def _detections(people: list[Keypoints]) -> Detections:
    array = np.array(people, dtype=np.float64).reshape(-1, 17, 3)
    return Detections(array[..., :2], array[..., 2])


def _keypoints(people: Detections, person: int) -> Keypoints:
    return np.concatenate([people.uv[person], people.confidence[person, :, None]], axis=1)
