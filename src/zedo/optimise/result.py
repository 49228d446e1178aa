"""What comes back of lifted joints: feet and hands, the reprojection error, and where the poses are from."""

from __future__ import annotations

from dataclasses import asdict, replace
from importlib.metadata import version
from typing import Any

import numpy as np
from jaxtyping import Float

from zedo.body.extremities import extended
from zedo.body.skeleton import Skeleton
from zedo.camera import Camera
from zedo.optimise.body_size import KnownSize
from zedo.optimise.extremities import attach, attached_radius, marked_joints, with_marked
from zedo.optimise.resolve import Parts
from zedo.poses import Keypoints2D, reprojection_error
from zedo.prior.prior import fingerprint


def completed(
    body: Skeleton,
    pose: Float[np.ndarray, "S N J 3"],
    translation: Float[np.ndarray, "S N 3"],
    offsets: Float[np.ndarray, "S N M 3"] | None,
    radius: Float[np.ndarray, "N J"] | None,
    given: Keypoints2D,
    camera: Camera,
    found: Keypoints2D | None = None,
) -> tuple[Float[np.ndarray, "S N K 3"], Float[np.ndarray, "N K"] | None, Float[np.ndarray, "S N"], Skeleton]:
    """As :meth:`zedo.optimise.lifter.Lifter.completed`, of poses of the skeleton ``body``."""
    skeleton = extended(body, given.skeleton)
    placed = (pose + translation[:, :, None]).astype(np.float64)
    seen, marks = given, placed
    if offsets is not None:
        seen, marks = marked_joints(given, placed, offsets)
    if skeleton != body:
        mapped = given.to(skeleton)
        placed = attach(placed, body, mapped, camera)
        if offsets is not None:
            placed = with_marked(placed, skeleton, marks, seen, camera)
        if radius is not None:
            radius = attached_radius(radius, pose[0], body, mapped)
        pose = (placed - translation[:, :, None]).astype(np.float32)
    if found is not None:
        # What was repaired over time is compared with what was found.
        seen = replace(found, confidence=np.where(seen.confidence > 0, found.confidence, 0.0))
    error = reprojection_error(placed if offsets is None else marks, seen, camera)
    return pose, radius, error, skeleton


def provenance(parts: Parts, known: KnownSize, seed: int) -> dict[str, Any]:
    """What a result says of how it was made: what ran, not what was asked for."""
    settings, sampler = parts.settings, getattr(parts.prior, "sampler", "")
    return {
        "zedo": version("zedo"),
        "prior": fingerprint(parts.prior),
        **({"sampler": sampler} if sampler else {}),
        **({"proposal": parts.proposal.fingerprint} if parts.proposal else {}),
        "preset": settings.name,
        "settings": {
            "start": settings.start,
            "flow_steps": settings.flow_steps,
            "samples": settings.samples,
            "body_size": settings.body_size,
            **known.stated(),
            "answer": settings.answer,
            "initial_pose": asdict(settings.initial_pose),
            "loop": asdict(settings.loop),
        },
        **({"loop": parts.loop_name} if parts.loop_name else {}),
        "hypotheses": parts.hypotheses,
        "followed": settings.followed(parts.hypotheses),
        "evaluations": settings.evaluations(parts.hypotheses),
        "backend": parts.engine,
        "seed": seed,
    }
