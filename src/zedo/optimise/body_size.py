"""Metric scale: how large the lifted person is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.bone_lengths import total_bone_length
from zedo.body.segments import SEGMENTS, sides
from zedo.body.skeleton import Skeleton
from zedo.body.told import NUMBERS
from zedo.system.errors import ZedoError

STATURE = 1.706
"""Metres from the floor to the top of the head of the body with Human3.6M's mean bone lengths, around which training
bodies are drawn: thigh, shin, the bones from pelvis to head, and 0.08 m from ankle to floor."""

HEIGHTS, BONES = (0.4, 2.8), (0.02, 1.2)
"""Metres; heights and bones beyond these are a wrong unit."""

MEASURED = 0.01
"""Relative standard deviation of a length that a user gives: a tape measure finds joints to a centimetre."""

_SHARE_OF = {"pelvis_width": ("hip", 0.5)}
"""Segments of which a bone of the table is a share. Shoulders are not: their bones are not in line."""

PerPerson = float | Float[np.ndarray, " N"]
"""One number for everybody, or one a person-frame, NaN where it is unknown."""


@dataclass(frozen=True)
class KnownSize:
    """What is known of how large people are.

    Attributes:
        skeleton: of their poses.
        height: (N,) metres, NaN where unknown.
        bones: (N,) metres for each of :data:`zedo.body.segments.SEGMENTS`, or for both sides of one; NaN where unknown.
        mean_body: total bone length of the prior's mean body, which is :data:`STATURE` tall; None if unknown.
    """

    skeleton: Skeleton
    height: Float[np.ndarray, " N"]
    bones: Mapping[str, Float[np.ndarray, " N"]]
    mean_body: float | None

    @classmethod
    def of(
        cls,
        skeleton: Skeleton,
        mean_body: float | None,
        count: int,
        height: PerPerson | None,
        bones: Mapping[str, PerPerson] | None,
    ) -> KnownSize:
        """Check what was given for ``count`` person-frames.

        Raises:
            ZedoError: when a length is no person's or of another number of person-frames, a segment is unknown or has
                a joint that the skeleton lacks, or a height is given to a prior without a mean body.
        """
        heights = _lengths("a height", "heights", height, count, HEIGHTS)
        if mean_body is None and not np.isnan(heights).all():
            raise ZedoError("this prior does not know its mean body size, so that a height says nothing to it")
        lengths = {}
        for name, length in (bones or {}).items():
            joints = {joint for segment in sides(name) for joint in SEGMENTS[segment]}
            if missing := sorted(joints - set(skeleton.joints)):
                raise ZedoError(f"the length of {name} says nothing to a prior without the joint {missing[0]}")
            lengths[name] = _lengths(f"a length of {name}", f"lengths of {name}", length, count, BONES)
        return cls(skeleton, heights, lengths, mean_body)

    def __getitem__(self, rows: np.ndarray) -> KnownSize:
        bones = {name: length[rows] for name, length in self.bones.items()}
        return KnownSize(self.skeleton, self.height[rows], bones, self.mean_body)

    @classmethod
    def joined(cls, sizes: Sequence[KnownSize]) -> KnownSize:
        """What is known of the person-frames of several, one after the other, which are of one skeleton."""
        names = dict.fromkeys(name for size in sizes for name in size.bones)
        unknown = [np.full(len(size.height), np.nan) for size in sizes]
        bones = {
            name: np.concatenate([size.bones.get(name, nan) for size, nan in zip(sizes, unknown, strict=True)])
            for name in names
        }
        return cls(sizes[0].skeleton, np.concatenate([size.height for size in sizes]), bones, sizes[0].mean_body)

    @property
    def any(self) -> bool:
        """Whether something is known of somebody."""
        return any(np.isfinite(length).any() for length in (self.height, *self.bones.values()))

    def stated(self) -> dict[str, Any]:
        """The different lengths that are known, as a result's provenance states them."""

        def values(lengths: Float[np.ndarray, " N"]) -> list[float]:
            return np.unique(lengths[~np.isnan(lengths)]).tolist()

        bones = {name: found for name, lengths in self.bones.items() if (found := values(lengths))}
        return {"height": values(self.height) or None, "bones": bones or None}

    def total(self, pose: Float[Tensor, "*batch N J 3"]) -> Float[Tensor, "*batch N"]:
        """The total bone length that each pose should have, metres; NaN where nothing is known.

        Of bones, that with which the known ones, added up, are as long as they should be; else that of a person of the
        height with the proportions of the mean body.
        """

        def tensor(array: np.ndarray) -> Tensor:
            return torch.as_tensor(array, dtype=pose.dtype, device=pose.device)

        height = tensor(self.height).expand(pose.shape[:-2])
        size = height * (float("nan") if self.mean_body is None else self.mean_body / STATURE)
        if not self.bones:
            return size
        length = torch.stack([tensor(length) for length in self.bones.values()])
        found = torch.stack([self._found(name, pose) for name in self.bones], dim=-2)
        ratio = length.nansum(dim=0) / torch.where(length.isfinite(), found, 0.0).sum(dim=-2)
        by_bones = total_bone_length(pose, self.skeleton) * ratio
        return torch.where(length.isfinite().any(dim=0), by_bones, size)

    def numbers(self) -> tuple[Float[np.ndarray, "N 11"], Float[np.ndarray, "N 11"]]:
        """What is known of each person as :func:`zedo.body.told.told` takes it: metres, NaN where unknown, and the
        relative standard deviations of a tape measure."""
        known = np.full((len(self.height), len(NUMBERS)), np.nan)
        known[:, NUMBERS.index("stature")] = self.height
        for column, number in enumerate(NUMBERS):
            # Both sides and each of them may be given; the mean of what is.
            given = [
                length * _SHARE_OF.get(name, (number, 1.0))[1]
                for name, length in self.bones.items()
                if _SHARE_OF.get(name, (_kind(name), 1.0))[0] == number
            ]
            if given:
                finite = np.isfinite(given)
                total = np.where(finite, given, 0.0).sum(axis=0)
                known[:, column] = np.where(finite.any(axis=0), total / np.maximum(finite.sum(axis=0), 1), np.nan)
        return known, np.full(known.shape, MEASURED)

    def hold(
        self,
        pose: Float[Tensor, "*batch N J 3"],
        translation: Float[Tensor, "*batch N 3"],
        usual: Float[Tensor, "*batch N"] | None,
    ) -> tuple[Float[Tensor, "*batch N J 3"], Float[Tensor, "*batch N 3"]]:
        """Scale people to what is known of them; others to the ``usual`` total bone length, None leaves them."""
        if usual is None:
            if not self.any:
                return pose, translation
            usual = total_bone_length(pose, self.skeleton)
        size = self.total(pose)
        return hold_body_size(pose, translation, self.skeleton, torch.where(size.isfinite(), size, usual))

    def _found(self, name: str, pose: Tensor) -> Float[Tensor, "*batch N"]:
        ends = [[self.skeleton.index(joint) for joint in SEGMENTS[segment]] for segment in sides(name)]
        return torch.stack([(pose[..., b, :] - pose[..., a, :]).norm(dim=-1) for a, b in ends]).mean(dim=0)


def hold_body_size(
    pose: Float[Tensor, "*batch J 3"],
    translation: Float[Tensor, "*batch 3"],
    skeleton: Skeleton,
    size: float | Float[Tensor, "*batch"],
) -> tuple[Float[Tensor, "*batch J 3"], Float[Tensor, "*batch 3"]]:
    """Scale pose and translation together until the bones add up to ``size`` metres.

    Size and distance are one unknown to a camera: scaled about its centre, a person's image does not change. The
    paper's loop leaves that unknown to where the initial pose happened to stand, and drifts; the size of a proposal, or
    the mean body of the prior, is a better guess.
    """
    scale = size / total_bone_length(pose, skeleton).clamp_min(torch.finfo(pose.dtype).eps)
    return pose * scale[..., None, None], translation * scale[..., None]


def _lengths(
    one: str, many: str, given: PerPerson | None, count: int, bounds: tuple[float, float]
) -> Float[np.ndarray, " N"]:
    lengths = np.full(count, np.nan) if given is None else np.asarray(given, dtype=np.float64)
    if lengths.shape not in ((), (count,)):
        raise ZedoError(f"{lengths.size} {many} for {count} person-frames; one, or one each, was expected")
    known = lengths[~np.isnan(lengths)]
    wrong = known[(known < bounds[0]) | (known > bounds[1])]
    if len(wrong):
        raise ZedoError(
            f"{one} of {wrong[0]:g} m is no person's; it is given in metres, {bounds[0]:g} to {bounds[1]:g}"
        )
    return np.broadcast_to(lengths, (count,))


def _kind(name: str) -> str:
    return name.removeprefix("left_").removeprefix("right_")
