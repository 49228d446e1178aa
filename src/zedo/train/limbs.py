"""Limbs bent and straightened: what a person's legs and arms might do while hips and feet, shoulders and hands stay in
line.

Motion capture of sports and play hardly has a straight leg, and few people in it squat. Both occur as soon as knees are
bent more or less with the line from hip to ankle kept: a person who stands with soft knees stands straight, or squats.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.skeleton import H36M_17

_SMALL = 1e-6


@dataclass(frozen=True)
class Variation:
    """How often limbs are changed, and how.

    Attributes:
        changed: share of the people whose legs (or an arm) are changed.
        straightened: of these, the share whose flexion shrinks, by a uniform factor; the others bend further.
        further: radians, the largest uniform angle that is added.
        most: radians, the largest flexion.
    """

    changed: float
    straightened: float
    further: float
    most: float


LEGS = Variation(changed=0.7, straightened=0.2, further=math.radians(100), most=math.radians(145))
ARMS = Variation(changed=0.3, straightened=0.6, further=math.radians(60), most=math.radians(145))


def bend(
    upper: Float[Tensor, "*batch 3"],
    lower: Float[Tensor, "*batch 3"],
    flexion: Float[Tensor, "*batch"],
    ratio: Float[Tensor, "*batch"],
    fallback: Float[Tensor, "*batch 3"],
) -> tuple[Float[Tensor, "*batch 3"], Float[Tensor, "*batch 3"]]:
    """Directions of both bones of a limb that is bent by ``flexion``, with the line between its ends kept.

    Args:
        upper, lower: unit directions of the bones, away from the body.
        flexion: radians between the two; 0 is straight.
        ratio: length of the lower bone over that of the upper one.
        fallback: where the middle joint goes, seen from that line, if the limb is straight and does not say it itself.
    """
    line = upper + ratio[..., None] * lower
    line = line / line.norm(dim=-1, keepdim=True).clamp_min(_SMALL)
    out = upper - (upper * line).sum(dim=-1, keepdim=True) * line
    reach = out.norm(dim=-1, keepdim=True)
    other = fallback - (fallback * line).sum(dim=-1, keepdim=True) * line
    other = other / other.norm(dim=-1, keepdim=True).clamp_min(_SMALL)
    # A limb bent by less than about six degrees says little of its plane.
    share = (reach / 0.05).clamp_max(1.0)
    side = share * out / reach.clamp_min(_SMALL) + (1 - share) * other
    side = side / side.norm(dim=-1, keepdim=True).clamp_min(_SMALL)
    length = torch.sqrt((1 + ratio**2 + 2 * ratio * flexion.cos()).clamp_min(_SMALL))
    sine = (ratio * flexion.sin() / length)[..., None]
    cosine = ((1 + ratio * flexion.cos()) / length)[..., None]
    bent = cosine * line + sine * side
    return bent, (length[..., None] * line - bent) / ratio[..., None]


def varied(
    directions: Float[Tensor, "N 16 3"], lengths: Float[Tensor, "N 16"], generator: torch.Generator
) -> Float[Tensor, "N 16 3"]:
    """Bone directions (children 1-16 of Human3.6M's joints) with legs and arms bent or straightened at random.

    Both legs of a person change alike in most cases, each arm by itself.
    """
    count = len(directions)
    changed = directions.clone()

    def uniform(*shape: int) -> Tensor:
        return torch.rand(count, *shape, generator=generator)

    def bones(top: str, bottom: str) -> tuple[list[int], list[int]]:
        upper, lower = ([H36M_17.index(f"{side}_{joint}") - 1 for side in ("left", "right")] for joint in (top, bottom))
        return upper, lower

    across = directions[:, H36M_17.index("left_hip") - 1]
    up = directions[:, H36M_17.index("spine") - 1]
    forward = torch.linalg.cross(across, up)[:, None].expand(-1, 2, -1)
    for (first, second), how, together, knee in (
        (bones("knee", "ankle"), LEGS, 0.7, forward),
        (bones("elbow", "wrist"), ARMS, 0.3, -forward),
    ):
        upper, lower = directions[:, first], directions[:, second]
        now = torch.acos((upper * lower).sum(dim=-1).clamp(-1 + _SMALL, 1 - _SMALL))
        same = (uniform(1) < together).expand(-1, 2)

        def drawn(same: Tensor = same) -> Tensor:
            both = uniform(2)
            return torch.where(same, both[:, :1], both)

        less, factor, more, chosen = drawn() < how.straightened, drawn(), drawn(), drawn() < how.changed
        wanted = torch.where(less, now * factor, now + how.further * more)
        # Nobody's limb is bent beyond what it can be; one that was recorded so stays.
        wanted = torch.where(chosen, wanted.clamp_max(how.most), now)
        ratio = lengths[:, second] / lengths[:, first]
        one, two = bend(upper, lower, wanted, ratio, knee)
        keep = ~chosen[..., None] | (now > how.most)[..., None]
        changed[:, first] = torch.where(keep, upper, one)
        changed[:, second] = torch.where(keep, lower, two)
    return changed
