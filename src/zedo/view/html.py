"""Poses as one HTML page: the video they were made from beside a 3D scene. It needs no network and no server.

The page is ``assets/viewer``: a template, a style sheet and a script built from ``assets/viewer/src`` with three.js.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float

from zedo.body.palette import PALETTE, sides
from zedo.body.skeleton import Skeleton
from zedo.poses import Keypoints2D, Poses3D
from zedo.system.files import write_whole
from zedo.view.embed import Embedded, embedded
from zedo.view.footage import with_size
from zedo.view.scene import World, answered, frame_times, girths, people_shown, picture_size, shown_world, spread

ASSETS = Path(__file__).parents[1] / "assets" / "viewer"

MISSING = -32768
"""The int16 that stands for NaN."""


def write_html(
    poses: Poses3D,
    path: str | Path,
    keypoints: Keypoints2D | None = None,
    title: str = "zedo",
    video: str | Path | None = None,
    world: World | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write a self-contained page that plays the poses in 3D, beside the video or the photo they were made from.

    Args:
        poses: hypothesis 0 is drawn solid, blurred along the line of sight where the hypotheses disagree about the
            depth, the others as ghosts.
        path: the file to write.
        keypoints: shown in 2D for the frames of ``poses``; without them the video shows the poses projected. Their
            image size gives the picture's proportion.
        title: heading and window title; any text.
        video: the video of ``poses``, or, when they are of one frame, the photo; the page holds a smaller copy of the
            part with poses (:mod:`zedo.view.embed` says how small).
        world: where up is, and the ground; left out, that of the poses, or else of a level camera.
        progress: called with the frames that have been encoded, and their number.

    Raises:
        ValueError: when there is no finite pose to show, the video does not belong to the poses, or the folder of
            ``path`` does not exist.
    """
    answered(poses)  # told before the work of encoding
    footage = None if video is None else embedded(poses, video, progress)
    if footage is not None:
        keypoints = with_size(poses, keypoints, footage.size, str(video))
    parts = {
        "title": html.escape(title),
        "summary": html.escape(_summary(poses)),
        "provenance": html.escape(_provenance(poses)),
        # A "<" never opens a tag in there, so no name of a joint or a skeleton can end the script element.
        "data": json.dumps(page_data(poses, keypoints, footage, world), allow_nan=False).replace("<", "\\u003c"),
        "footage": "" if footage is None else base64.b64encode(footage.content).decode(),
        "style": _asset("viewer.css"),
        "script": _asset("viewer.js"),
    }
    # One pass: what is put in is not searched for placeholders again.
    page = re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], _asset("template.html"))
    write_whole(path, page.encode())


def page_data(
    poses: Poses3D,
    keypoints: Keypoints2D | None = None,
    footage: Embedded | None = None,
    world: World | None = None,
) -> dict[str, Any]:
    """What the page's script reads: JSON with arrays as base64, little-endian (``assets/viewer/src/data.js``).

    Poses are root-relative int16 of the step that just holds the largest coordinate (under 0.1 mm for people) plus a
    float32 translation, in metres. The page steps through ``frames``: the footage's pictures, or the frames with poses.
    """
    world = shown_world(poses) if world is None else world
    numbers, times = frame_times(poses)
    frames = numbers.astype(np.float64)
    if footage is not None:
        frames, times = footage.frames, footage.times
    people = people_shown(poses, keypoints)
    width, height = picture_size(poses, keypoints)
    matrix = poses.camera.matrix.reshape(-1, 3, 3)[0]
    unsure = spread(poses)
    data: dict[str, Any] = {
        "skeleton": {**_skeleton(poses.skeleton), "girths": girths(poses.skeleton)},
        "people": people.tolist(),
        "colours": [asdict(colours) for colours in PALETTE],
        "frames": _base64(frames, "<f8"),
        # Which of the frames with poses each shows; rows count within those.
        "pose_frame": _base64(np.where(np.isnan(frames), -1, np.searchsorted(numbers, frames)), "<i4"),
        "times": None if times is None else _base64(times, "<f8"),
        "row_frame": _base64(np.searchsorted(numbers, poses.frame), "<u4"),
        "row_person": _base64(np.searchsorted(people, poses.person), "<u2"),
        "hypotheses": poses.hypotheses,
        "joints": _quantised(poses.joints),
        "translation": _base64(poses.translation, "<f4"),
        "error": _base64(poses.reprojection_error[0], "<f4"),
        "spread": None if unsure is None else _quantised(unsure),
        "camera": {
            "fx": float(matrix[0, 0]),
            "fy": float(matrix[1, 1]),
            "cx": float(matrix[0, 2]),
            "cy": float(matrix[1, 2]),
            "width": width,
            "height": height,
        },
        "world": {"rotation": world.rotation.tolist(), "floor": world.floor},
        "keypoints": None,
        "footage": None if footage is None else footage.kind,
    }
    if keypoints is not None:
        shown = np.isin(keypoints.frame, numbers)
        data["keypoints"] = {
            "skeleton": _skeleton(keypoints.skeleton),
            "row_frame": _base64(np.searchsorted(numbers, keypoints.frame[shown]), "<u4"),
            "row_person": _base64(np.searchsorted(people, keypoints.person[shown]), "<u2"),
            "uv": _quantised(keypoints.uv[shown]),
            # A faint joint stays visible: only confidence 0 becomes 0.
            "confidence": _base64(np.ceil(keypoints.confidence[shown] * 255), "<u1"),
        }
    return data


def _quantised(values: Float[np.ndarray, "*shape"]) -> dict[str, Any]:
    """int16 multiples of ``scale``, :data:`MISSING` for NaN."""
    known = np.isfinite(values)
    scale = float(np.abs(values, where=known, out=np.zeros(values.shape)).max(initial=0.0)) / 32767 or 1.0
    steps = np.where(known, np.round(np.divide(np.where(known, values, 0.0), scale, dtype=np.float64)), MISSING)
    return {"scale": scale, "values": _base64(steps, "<i2")}


def _base64(values: np.ndarray, dtype: str) -> str:
    return base64.b64encode(np.ascontiguousarray(values, dtype=dtype).tobytes()).decode()


def _skeleton(skeleton: Skeleton) -> dict[str, Any]:
    return {"joints": skeleton.joints, "bones": skeleton.bones, "sides": sides(skeleton)}


def _summary(poses: Poses3D) -> str:
    people, frames = len(np.unique(poses.person)), len(np.unique(poses.frame))
    parts = [f"{people} {'person' if people == 1 else 'people'}", f"{frames:,} {'frame' if frames == 1 else 'frames'}"]
    if poses.hypotheses > 1:
        parts.append(f"{poses.hypotheses} hypotheses")
    return ", ".join(parts)


def _provenance(poses: Poses3D) -> str:
    """Version, prior and preset in one line, as far as the poses tell."""
    known = {name: poses.provenance[name] for name in ("zedo", "preset", "prior") if name in poses.provenance}
    return "Lifted with " + ", ".join(f"{name} {str(value)[:16]}" for name, value in known.items()) if known else ""


def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")
