"""Joints by the names that other tools and annotators give them: ``left eye``, ``LeftEye``, ``eye_l``, in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zedo.body.skeleton import SKELETONS, Skeleton

SIDES = {"l": "left", "left": "left", "lt": "left", "r": "right", "right": "right", "rt": "right"}

PARTS = {
    re.sub("^(left|right)_", "", joint).replace("_", ""): re.sub("^(left|right)_", "", joint)
    for skeleton in SKELETONS.values()
    for joint in skeleton.joints
} | {"littletoe": "small_toe", "headtop": "head_top", "tophead": "head_top", "midhip": "mid_hip", "chip": "mid_hip"}
"""What a joint is called without its side and without a mark between its words → our word."""

ALIASES = {"neck": "thorax", "mid_hip": "pelvis", "hip": "pelvis", "head_top": "head"}
"""Detectors' names of points that zedo's skeletons call otherwise, where the exact name does not fit."""


def canonical(name: str) -> str:
    """A joint's name as zedo writes it; of an unknown part at least in small letters with _ between its words.

    >>> canonical("LeftEye"), canonical("left-eye"), canonical("eye_l"), canonical("RShoulder")
    ('left_eye', 'left_eye', 'left_eye', 'right_shoulder')
    """
    apart = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    apart = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", apart)
    words = [word for word in re.split(r"[^a-z0-9]+", apart.lower()) if word]
    side = next((SIDES[word] for word in words if word in SIDES), None)
    words = [word for word in words if word not in SIDES]
    part = "".join(words)
    if side is None and part not in PARTS:
        found = re.match(r"(left|right|l|r)(.+)$", part)
        if found and found[2] in PARTS:
            side, part, words = SIDES[found[1]], found[2], [found[2]]
    part = PARTS.get(part, "_".join(words))
    return f"{side}_{part}" if side else part


def places(names: Sequence[str], skeleton: Skeleton) -> list[int] | None:
    """Where each of the skeleton's joints stands among ``names``; None when one is not there, or there twice."""
    exact = list(names)
    for words in (exact, [canonical(name) for name in exact], [_renamed(canonical(name), skeleton) for name in exact]):
        if all(words.count(joint) == 1 for joint in skeleton.joints):
            return [words.index(joint) for joint in skeleton.joints]
    return None


def find_skeleton(names: Sequence[str]) -> tuple[Skeleton, list[int]] | None:
    """The largest skeleton that zedo knows of which all joints are named, and where they stand."""
    for skeleton in sorted(SKELETONS.values(), key=len, reverse=True):
        found = places(names, skeleton)
        if found is not None:
            return skeleton, found
    return None


def _renamed(joint: str, skeleton: Skeleton) -> str:
    return joint if joint in skeleton.joints else ALIASES.get(joint, joint)
