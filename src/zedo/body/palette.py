"""The colours that people and their sides are shown in."""

from __future__ import annotations

from dataclasses import dataclass

from zedo.body.skeleton import Skeleton


@dataclass(frozen=True)
class PersonColours:
    """A person's colour in its three shades, ``#rrggbb``: lighter on the left, darker on the right."""

    left: str
    centre: str
    right: str


PALETTE = (
    PersonColours(left="#8fb6ff", centre="#4678ea", right="#2a4fbf"),
    PersonColours(left="#ffc187", centre="#f0801f", right="#b65a10"),
    PersonColours(left="#90dda2", centre="#33a35a", right="#1d7443"),
    PersonColours(left="#d0adff", centre="#8e57dc", right="#6434a8"),
    PersonColours(left="#ffabb9", centre="#e24763", right="#ab2543"),
    PersonColours(left="#8adde2", centre="#1f9dab", right="#136f7c"),
)
"""Colours of the first, second, ... person; more people begin again."""


def sides(skeleton: Skeleton) -> tuple[str, ...]:
    """``left``, ``centre`` or ``right`` for each joint, the names of :class:`PersonColours`."""
    prefixes = [joint.split("_")[0] for joint in skeleton.joints]
    return tuple(prefix if prefix in ("left", "right") else "centre" for prefix in prefixes)
