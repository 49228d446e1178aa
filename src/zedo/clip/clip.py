"""Lifting a clip: what time knows that single frames do not (beyond the paper, which lifts single frames).

Keypoints are repaired in the image first (:mod:`zedo.clip.retrace`), and lifted frame by frame. Then, a few times
over, each person's poses get one skeleton and are smoothed by a penalty on their acceleration, and the finishing loop,
which starts from them, takes them back to the image. Fast motion is seen in the image and comes back; what stays smooth
is depth, in which single frames err and limbs flip.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import torch
from jaxtyping import Float

from zedo.body.bone_lengths import total_bone_length
from zedo.body.skeleton import Skeleton
from zedo.body.told import told
from zedo.camera import Camera
from zedo.clip.one_body import estimate_body
from zedo.clip.retrace import retrace
from zedo.clip.runs import runs
from zedo.clip.spline import curvature, fit
from zedo.optimise.body_size import KnownSize, PerPerson
from zedo.optimise.evidence import Evidence, Sight
from zedo.optimise.lifter import Lifter, Progress
from zedo.poses import Keypoints2D, Poses3D
from zedo.system.errors import ZedoError

CUTOFF = 3.0
"""Hertz, of the smoothing between two rounds; at this frequency half of a motion is left."""

ROUNDS = 2


def lift_clip(
    lifter: Lifter,
    keypoints: Keypoints2D,
    camera: Camera,
    *,
    cutoff: float = CUTOFF,
    progress: Progress | None = None,
    height: PerPerson | None = None,
    bones: Mapping[str, PerPerson] | None = None,
) -> Poses3D:
    """Lift the people of a clip so that they keep one skeleton and move as people do.

    All hypotheses of a person get the bone lengths of the answers and are smoothed alike. Runs of frames that are too
    short for it (:mod:`zedo.clip.runs`) keep the poses of single frames, but for the bone lengths.

    Args:
        cutoff: hertz, above 0.
        progress, height, bones: as of :class:`zedo.optimise.lifter.Lifter`'s call.

    Raises:
        ZedoError: when a person-frame has no time, and as the lifter does.
    """
    if not cutoff > 0:
        raise ZedoError(f"a cutoff of {cutoff:g} Hz was asked for; more than 0 is needed")
    keypoints = lifter.own(keypoints)
    if np.isnan(keypoints.time).any():
        raise ZedoError("the frames have no times to smooth by; smoothing is for clips")
    traced = retrace(keypoints)
    alone = lifter.settings.loop.iterations * lifter.followed
    together = alone + ROUNDS * lifter.settings.finish.iterations * lifter.hypotheses
    done = first = 0

    def report(now: int, of: int) -> None:
        nonlocal done, first
        done, first = now, of
        if progress is not None:
            progress(done, first * together // alone)

    def advance(evaluations: int) -> None:
        report(done + evaluations, first)

    known = lifter.known_size(len(traced), height, bones)
    body, seen = lifter.skeleton, Evidence.of(traced, camera, lifter.skeleton)
    bodies = tell_bodies(lifter, traced, seen, known)
    poses, offsets = lifter.with_offsets(traced, camera, progress=report, height=height, bones=bones, told=bodies)
    lifted = np.isfinite(poses.translation[0, :, 0])
    joints, clips = poses.joints[:, :, : len(body)].astype(np.float64), runs(poses.person, poses.time, lifted)
    people = [np.flatnonzero(lifted & (poses.person == person)) for person in np.unique(poses.person[lifted])]
    moving = np.concatenate(clips) if clips else np.empty(0, dtype=np.int64)
    away = None
    if offsets is not None:
        for rows in clips:
            offsets[:, rows] = smoothed(offsets[:, rows].astype(np.float64), poses.time[rows], cutoff)
        sight = Sight.of(torch.as_tensor(seen.known, dtype=torch.float32))
        away = sight.offset(torch.from_numpy(joints).float(), torch.from_numpy(offsets)).double().numpy()

    def those(rows: np.ndarray) -> tuple[Evidence, np.ndarray | None]:
        return seen[rows], None if away is None else away[:, rows]

    for _ in range(ROUNDS):
        for rows in people:
            joints[:, rows] = one_skeleton(joints[:, rows], body)
        for rows in clips:
            joints[:, rows] = smoothed(joints[:, rows], poses.time[rows], cutoff)
        joints[:, moving] = lifter.refine(joints[:, moving], *those(moving), advance)
    for rows in people:
        joints[:, rows] = one_skeleton(joints[:, rows], body)
        # Known bones that are no bones of the skeleton, such as widths, vary a little with the pose.
        answer = torch.from_numpy(joints[0, rows])
        scale = np.median((known[rows].total(answer) / total_bone_length(answer, body)).numpy())
        joints[:, rows] *= 1.0 if np.isnan(scale) else scale
    translation = poses.translation.copy()
    translation[:, lifted] = lifter.place(joints[:, lifted], *those(np.flatnonzero(lifted)))
    for rows in clips:
        # A person moves along their line of sight, where the image keeps them whatever their distance.
        depth = translation[:, rows, 2:]
        translation[:, rows] *= smoothed(depth, poses.time[rows], cutoff) / depth
    completed, _, error, _ = lifter.completed(joints, translation, offsets, None, traced, camera, keypoints)
    return replace(
        poses,
        joints=completed,
        translation=translation,
        reprojection_error=error,
        provenance={**poses.provenance, "clip": {"cutoff_hz": cutoff, "rounds": ROUNDS}},
    )


def tell_bodies(
    lifter: Lifter, keypoints: Keypoints2D, seen: Evidence, known: KnownSize
) -> Float[torch.Tensor, "N 22"] | None:
    """What the proposal network is told of each person: what is known, and else what all frames say of one body.

    None for a lifter without a proposal network, or for other joints than it knows.
    """
    if lifter.proposal is None or seen.points is None or seen.known is None:
        return None
    points, trust = (torch.from_numpy(part).float().to(lifter.device) for part in (seen.points, seen.known))
    lengths, doubt = known.numbers()
    given = told(*(torch.from_numpy(numbers).float() for numbers in (lengths, doubt))).to(lifter.device)
    fixed = seen.fixed
    for person in np.unique(keypoints.person[fixed]):
        rows = np.flatnonzero(fixed & (keypoints.person == person))
        body = estimate_body(lifter.proposal, points[rows], trust[rows], keypoints.time[rows], lifter.seed, given[rows])
        if body is not None:
            unknown = np.isnan(lengths[rows])
            lengths[rows] = np.where(unknown, body.lengths, lengths[rows])
            doubt[rows] = np.where(unknown, body.doubt, doubt[rows])
    return told(*(torch.from_numpy(numbers).float() for numbers in (lengths, doubt)))


def one_skeleton(joints: Float[np.ndarray, "S F J 3"], skeleton: Skeleton) -> Float[np.ndarray, "S F J 3"]:
    """Poses of one person with the same bone lengths in all frames and on both sides; directions stay.

    Each bone gets its median length over the answers (hypothesis 0), the mean of left and right, and all together the
    median of the answers' total.
    """
    parents, children = (list(ends) for ends in zip(*skeleton.bones, strict=True))
    bones = joints[:, :, children] - joints[:, :, parents]
    lengths = np.maximum(np.linalg.norm(bones, axis=-1), 1e-9)
    usual = np.median(lengths[0], axis=0)
    usual = (usual + usual[[children.index(skeleton.mirror[child]) for child in children]]) / 2
    usual *= np.median(lengths[0].sum(axis=-1)) / usual.sum()
    bones *= (usual / lengths)[..., None]
    chain, tops = np.zeros((len(skeleton), len(bones[0, 0]))), []
    for joint in range(len(skeleton)):
        *below, top = skeleton.ancestry(joint)
        chain[joint, [children.index(above) for above in below]] = 1.0
        tops.append(top)
    return skeleton.root_relative(joints[:, :, tops] + chain @ bones)


def smoothed(
    values: Float[np.ndarray, "S F *rest"], time: Float[np.ndarray, " F"], cutoff: float
) -> Float[np.ndarray, "S F *rest"]:
    """What accelerates less: the smoothing spline over time that halves motion at ``cutoff`` hertz, without lag."""
    count = len(time)
    stiffness = (2 * np.pi * cutoff * np.median(np.diff(time))) ** -4
    frames_first = np.moveaxis(values, 1, 0)
    smooth = fit(frames_first.reshape(count, -1), np.ones(count), curvature(time), stiffness).values
    return np.moveaxis(smooth.reshape(frames_first.shape), 0, 1)
