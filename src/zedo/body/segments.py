"""The segments of a body whose lengths are given out and taken in."""

from zedo.system.errors import ZedoError

SEGMENTS = {
    "pelvis_width": ("left_hip", "right_hip"), "lower_trunk": ("pelvis", "spine"), "upper_trunk": ("spine", "thorax"),
    "shoulder_width": ("left_shoulder", "right_shoulder"), "neck": ("thorax", "neck"), "head": ("neck", "head"),
    **{
        f"{side}_{segment}": (f"{side}_{top}", f"{side}_{bottom}")
        for side in ("left", "right")
        for segment, top, bottom in (
            ("thigh", "hip", "knee"), ("shin", "knee", "ankle"),
            ("upper_arm", "shoulder", "elbow"), ("forearm", "elbow", "wrist"),
        )
    },
}  # fmt: skip
"""The joints at both ends of each segment."""


def sides(name: str) -> tuple[str, ...]:
    """The segments that a name stands for: itself, or with ``thigh`` and the like those of both sides.

    Raises:
        ZedoError: when it is no segment's.
    """
    both = (f"left_{name}", f"right_{name}")
    if name in SEGMENTS:
        return (name,)
    if both[0] in SEGMENTS:
        return both
    known = dict.fromkeys(segment.removeprefix("left_").removeprefix("right_") for segment in SEGMENTS)
    raise ZedoError(f"unknown segment {name!r}; it is one of {', '.join(known)}, or a limb's with left_ or right_")
