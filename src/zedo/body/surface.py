"""The points that detectors mark, on people in any pose, as training draws them."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import roma
import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.definitions import JOINT_OF, MARKED
from zedo.body.frames import SEGMENT_FRAMES, segment_frames
from zedo.body.proportions import POINTS, Bodies
from zedo.body.skeleton import H36M_17

HEAD_YAW_DEGREES, HEAD_PITCH_DEGREES = 22.0, 8.0
"""Standard deviations of the head's turn against the trunk and of its nod, which recordings of 17 joints lack."""

ON_FLOOR, FLAT_SHARE = 0.06, 0.85
"""Metres above the lower ankle up to which a foot may stand, and the share of those feet that are flat on the floor."""

POINTED_DEGREES, TOED_OUT_DEGREES = (-5.0, 50.0), (7.0, 8.0)
"""Bounds of the plantarflexion of other feet; mean and standard deviation of the foot's turn outwards."""

DEVIATION = 0.006
"""Metres, standard deviation of where a detector marks a point on one person, about the table's place."""


def marked_points(
    joints: Float[Tensor, "N 17 3"], bodies: Bodies, generator: torch.Generator
) -> Float[Tensor, "N M 3"]:
    """:data:`zedo.body.definitions.MARKED` on people with these joints, metres, in their axes.

    What 17 joints do not tell is drawn: where the head looks, and how feet stand that are not flat on the floor.

    Args:
        joints: joint centres, metres, y up, on bones of the lengths of ``bodies``.
        bodies: one for each person.
    """
    count = len(joints)
    frames: dict[str, Tensor] = dict(zip(SEGMENT_FRAMES, segment_frames(joints).unbind(dim=1), strict=True))

    def normal(degrees: float, *shape: int) -> Tensor:
        return math.radians(degrees) * torch.randn(count, *shape, generator=generator)

    turn = torch.stack([normal(HEAD_PITCH_DEGREES), normal(HEAD_YAW_DEGREES), torch.zeros(count)], dim=-1)
    frames["head"] = frames["head"] @ roma.rotvec_to_rotmat(turn)
    frames.update(_feet(joints, frames, generator))

    places = torch.from_numpy(np.ascontiguousarray(bodies.offsets[:, _rows()])).float()
    places = places + DEVIATION * torch.randn(places.shape, generator=generator)
    axes = []
    for name in MARKED:
        side = name.split("_")[0]
        kind = name.removeprefix("left_").removeprefix("right_")
        shares = POINTS[kind].segments
        axes.append(sum(share * frames[part if part in frames else f"{side}_{part}"] for part, share in shares.items()))
    mirrored = torch.tensor([[-1.0 if name.startswith("right_") else 1.0, 1.0, 1.0] for name in MARKED])
    offsets = (torch.stack(axes, dim=1) @ (places * mirrored)[..., None])[..., 0]
    return joints[:, list(JOINT_OF)] + offsets


def _feet(
    joints: Float[Tensor, "N 17 3"], frames: dict[str, Tensor], generator: torch.Generator
) -> dict[str, Float[Tensor, "N 3 3"]]:
    """The axes of both feet: y up from the sole, z along the foot."""
    count, found = len(joints), {}
    up = torch.tensor([0.0, 1.0, 0.0]).expand(count, 3)
    ankles = joints[:, [H36M_17.index("left_ankle"), H36M_17.index("right_ankle")], 1]

    def uniform() -> Tensor:
        return torch.rand(count, generator=generator)

    for which, side in enumerate(("left", "right")):
        shin = frames[f"{side}_shin"]
        # A foot stands on the floor if its ankle is low and its shin does not lie.
        stands = (ankles[:, which] < ankles.amin(dim=1) + ON_FLOOR) & (shin[:, 1, 1] > 0.4) & (uniform() < FLAT_SHARE)
        low, high = (math.radians(bound) for bound in POINTED_DEGREES)
        pointed = low + (high - low) * uniform()
        zeros = torch.zeros(count)
        free = shin @ roma.rotvec_to_rotmat(torch.stack([pointed, zeros, zeros], dim=-1))
        ahead = shin[:, :, 2] - shin[:, 1:2, 2] * up
        ahead = ahead / ahead.norm(dim=-1, keepdim=True).clamp_min(1e-6)
        flat = torch.stack([torch.linalg.cross(up, ahead), up, ahead], dim=-1)
        mean, spread = (math.radians(degrees) for degrees in TOED_OUT_DEGREES)
        out = (mean + spread * torch.randn(count, generator=generator)) * (1.0 if side == "left" else -1.0)
        turned = roma.rotvec_to_rotmat(torch.stack([zeros, out, zeros], dim=-1))
        found[f"{side}_foot"] = torch.where(stands[:, None, None], flat, free) @ turned
    return found


@cache
def _rows() -> list[int]:
    """The row of the table for each of :data:`MARKED`."""
    names = list(POINTS)
    return [names.index(name.removeprefix("left_").removeprefix("right_")) for name in MARKED]
