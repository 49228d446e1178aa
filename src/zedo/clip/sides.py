"""Left and right, which detectors mix up for a few frames, told apart over time.

Whether the arms, or the legs, of a frame carry each other's names is chosen for all frames of a person together, so
that joints move with the least acceleration (Viterbi's algorithm over pairs of frames).
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float

from zedo.body.skeleton import Skeleton

MIXED_UP = 0.02
"""What a pair of joints with exchanged names costs a frame, in acceleration: sizes of the person per frame². The
detector is right most of the time, and where left hides right nobody can tell."""


def limb_pairs(skeleton: Skeleton) -> list[list[tuple[int, int]]]:
    """The (joint, its mirror) pairs of the arms, of the legs, and of whatever else hangs on its own."""
    limbs: dict[int, list[tuple[int, int]]] = {}
    for joint, other in enumerate(skeleton.mirror):
        if joint < other:
            top = [above for above in skeleton.ancestry(joint) if skeleton.mirror[above] != above][-1]
            limbs.setdefault(min(top, skeleton.mirror[top]), []).append((joint, other))
    return list(limbs.values())


def mixed_up(
    uv: Float[np.ndarray, "F J 2"],
    seen: Bool[np.ndarray, "F J"],
    pairs: list[tuple[int, int]],
    size: float,
    price: float = MIXED_UP,
) -> Bool[np.ndarray, " F"]:
    """The frames in which the joints of ``pairs`` carry each other's names.

    The joints of a frame are compared with where the two frames before would take them, or, if a joint is missing in
    one of them, with where it was.

    Args:
        uv: pixels, of one person in neighbouring frames; any finite value where a joint is not ``seen``.
        size: of the person in pixels.
    """
    if len(uv) < 3:
        return np.zeros(len(uv), dtype=bool)
    left, right = (list(side) for side in zip(*pairs, strict=True))
    named = np.stack([uv[:, left + right], uv[:, right + left]]) / size
    visible = np.stack([seen[:, left + right], seen[:, right + left]])
    price *= len(pairs)
    before, last, now = (named[:, k : len(uv) - 2 + k] for k in range(3))
    cost = np.empty((2, 2, 2, len(uv) - 2))
    for a, b, c in np.ndindex(2, 2, 2):
        at, at_last, at_now = (visible[s, k : len(uv) - 2 + k] for k, s in enumerate((a, b, c)))
        bent = np.linalg.norm(before[a] - 2 * last[b] + now[c], axis=-1)
        moved = np.linalg.norm(now[c] - last[b], axis=-1)
        moved_twice = np.linalg.norm(now[c] - before[a], axis=-1)
        known = np.select([at & at_last & at_now, at_last & at_now, at & at_now], [bent, moved, moved_twice])
        cost[a, b, c] = known.sum(axis=-1) + c * price
    return cheapest(np.array([[0.0, price], [price, 2 * price]]), cost)


def cheapest(start: Float[np.ndarray, "2 2"], cost: Float[np.ndarray, "2 2 2 T"]) -> Bool[np.ndarray, " T+2"]:
    """The states s, each 0 or 1, of least start[s₀, s₁] + Σ cost[sₜ, sₜ₊₁, sₜ₊₂, t]."""
    least, came_from = start, []
    for t in range(cost.shape[-1]):
        total = least[:, :, None] + cost[..., t]
        came_from.append(total.argmin(axis=0))
        least = total.min(axis=0)
    last, now = np.unravel_index(least.argmin(), least.shape)
    states = [int(now), int(last)]
    for source in reversed(came_from):
        last, now = source[last, now], last
        states.append(int(last))
    return np.array(states[::-1], dtype=bool)
