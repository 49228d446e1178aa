"""Real people: each camera lifted alone against triangulation of the same detector, beside BlazePose; straight legs.

    pip download --no-deps pose2sim==0.10.49 && unzip pose2sim-0.10.49-py3-none-any.whl -d new
    pip download --no-deps pose2sim==0.6.0 && unzip pose2sim-0.6.0-py3-none-any.whl -d old
    python benchmarks/real.py new/Pose2Sim --static old/Pose2Sim/Demo/S00_Demo_Session --keypoints KEYPOINTS
    python benchmarks/real.py ... --blazepose LANDMARKS      # of benchmarks/blazepose.py, which runs elsewhere
    python benchmarks/real.py ... --photographs FOLDER       # of IBM/yogait, assets/images, see STANDING

Writes results/real.{md,json}. The recordings are the demos of Pose2Sim (BSD-3, David Pagnon): four cameras, 1088 × 1920
pixels, 60 frames a second, 100 frames each. Demo_SinglePerson shows a man who loses balance; the standing trial, which
later versions left out, the same man with his arms stretched; Demo_MultiPerson the first one's frames with a virtual
woman drawn on top. She is no photograph of a person: her rows are kept apart, and she is in no mean.

The cameras of the files do not agree by up to a degree, see :func:`refined`. The reference is triangulated from the
keypoints that are lifted (it shares what the detector gets wrong in all views) and taken to joint centres by the mean
adult of zedo's table of bodies. Root-relative, in the world's axes, without an alignment but for PA-MPJPE. What is
chosen by these numbers is chosen by the first half of each recording, and the second half is reported.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from accuracy import HERE
from jaxtyping import Bool, Float
from multiview import read_cameras
from rich.console import Console
from scipy.optimize import least_squares
from scipy.spatial.transform import Rotation

import zedo
from zedo.body.frames import SEGMENT_FRAMES, segment_frames
from zedo.body.proportions import POINTS, Bodies, bodies
from zedo.camera import Camera
from zedo.system.device import describe_machine
from zedo.evaluate import metrics
from zedo.system.files import require_folder, write_whole
from zedo.clip.clip import lift_clip
from zedo.optimise.focal import estimate_focal
from zedo.optimise.lifter import Lifter
from zedo.poses import Keypoints2D, Poses3D
from zedo.body.rotations import unit
from zedo.body.skeleton import BLAZEPOSE_33, COCO_17, H36M_17, joint_map

LIMBS = tuple(f"{side}_{joint}" for joint in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
              for side in ("left", "right"))  # fmt: skip
"""The joints that are compared, and the pelvis before them, which is the middle of the hips for whoever has none."""

SURE_PIXELS = 20.0
"""Mean distance over the views beyond which a triangulated joint is no reference, and its frame is left out."""

STRAIGHT_FRAMES = (36, 71, 72, 73)
"""Of the demo's clip, in which the man, seen from the front, has straight legs."""

TURNED_FRAMES = (95, 96, 97, 98)
"""In which he turns away; his legs look straight at first sight, but the picture itself shows them bent by 15° to 30°
(keypoints hip, knee, ankle), so they may not be answered as straight."""

STANDING = (
    "t4.jpg", "t5.jpg", "t6.jpg", "tada1.jpg", "tada3.jpg", "tada4.jpg", "tada_photo.jpg", "test_a.jpg", "test_c.jpg",
    "test_m.jpg", "test_y.jpg",
)  # fmt: skip
"""Photographs of a man who stands, from the front, in github.com/IBM/yogait, assets/images (commit 5426033), which its
README places under CC0. Others there look like agencies' pictures, whatever the README says, and are not used."""


@dataclass(frozen=True)
class View:
    """A calibrated camera and the keypoints of everybody it saw."""

    camera: Camera
    rotation: Float[np.ndarray, "3 3"]
    """World to camera."""
    centre: Float[np.ndarray, " 3"]
    """World, metres."""
    keypoints: Keypoints2D


@dataclass(frozen=True)
class Seen:
    """One person in every view of a recording; NaN and confidence 0 where a view has no keypoint of them."""

    numbers: tuple[int, ...]
    """Of the person, in each view."""
    uv: Float[np.ndarray, "V F J 2"]
    confidence: Float[np.ndarray, "V F J"]


@dataclass(frozen=True)
class Truth:
    """What triangulation says of one person."""

    points: Float[np.ndarray, "F J 3"]
    """World, metres; NaN where the views do not agree."""
    used: Bool[np.ndarray, "V F J"]
    swapped: Bool[np.ndarray, "V F J"]
    """Where a view has this joint and its mirror image the wrong way round."""
    residual: Float[np.ndarray, "V F J"]
    """Pixels between the reprojection and the keypoint, mirrored back where it was swapped."""


ELSEWHERE = 60.0
"""Pixels off in the median beyond which tracks of two views are not of one person."""

FAR = 40.0
"""Pixels between a view's keypoint and the triangulation of all views at which one view is tried for an outlier."""


SOFT = 20.0
"""Pixels at which a view's keypoint counts half."""

PRIOR_TURN = 0.01
"""Radians: how far from its file a camera's orientation may be expected to be, see :func:`refined`."""


def read_keypoints(video: Path, store: Path | None, people: int | None = None) -> Keypoints2D:
    """MoveNet's keypoints of a video, from the file ``store`` if it exists, which is written otherwise."""
    if store is not None and store.is_file():
        with np.load(store) as file:
            return Keypoints2D(
                file["uv"], file["confidence"], COCO_17, file["frame"], file["time"], file["person"],
                tuple(file["image_size"].tolist()),
            )  # fmt: skip
    found = zedo.detect_people(video, "movenet", people=people)
    if store is not None:
        store.parent.mkdir(parents=True, exist_ok=True)
        assert found.image_size is not None
        np.savez(
            store, uv=found.uv, confidence=found.confidence, frame=found.frame, time=found.time, person=found.person,
            image_size=found.image_size,
        )  # fmt: skip
    return found


def read_views(name: str, folder: Path, keypoints: Path | None, people: int | None) -> list[View]:
    """The four views of a recording."""
    views = []
    for number, (camera, rotation, centre) in enumerate(
        read_cameras(folder / "calibration" / "Calib.qca.txt"), start=1
    ):
        store = None if keypoints is None else keypoints / f"{name}-{number}.npz"
        found = read_keypoints(folder / "videos" / f"cam{number:02d}.mp4", store, people)
        views.append(View(camera, rotation, centre, found))
    return views


def of_person(views: list[View], numbers: tuple[int, ...], frames: int) -> Seen:
    """The keypoints of one person, whose number each view has, in frames 0 to ``frames`` - 1."""
    uv = np.full((len(views), frames, len(COCO_17), 2), np.nan)
    confidence = np.zeros(uv.shape[:-1])
    for v, (view, number) in enumerate(zip(views, numbers, strict=True)):
        rows = (view.keypoints.person == number) & (view.keypoints.frame < frames)
        uv[v, view.keypoints.frame[rows]] = view.keypoints.uv[rows]
        confidence[v, view.keypoints.frame[rows]] = view.keypoints.confidence[rows]
    return Seen(numbers, uv, confidence)


def people(views: list[View]) -> list[Seen]:
    """Everybody whom all views saw: the combinations of the views' tracks that triangulate, the best first."""
    frames = 1 + min(int(view.keypoints.frame.max()) for view in views)
    tracks = [np.unique(view.keypoints.person).tolist() for view in views]
    found: list[tuple[float, Seen]] = []
    for numbers in itertools.product(*tracks):
        seen = of_person(views, numbers, frames)
        step = replace(seen, uv=seen.uv[:, ::5], confidence=seen.confidence[:, ::5])
        off = reprojected(views, intersect(views, step.uv, step.confidence)) - step.uv
        found.append((float(np.nanmedian(np.linalg.norm(off, axis=-1))), seen))
    chosen: list[Seen] = []
    for off, seen in sorted(found, key=lambda pair: pair[0]):
        taken = any(a == b for other in chosen for a, b in zip(seen.numbers, other.numbers, strict=True))
        if off < ELSEWHERE and not taken:
            chosen.append(seen)
    return chosen


def intersect(
    views: list[View], uv: Float[np.ndarray, "V F J 2"], weight: Float[np.ndarray, "V F J"]
) -> Float[np.ndarray, "F J 3"]:
    """World points nearest to the rays, each distance as an angle; NaN with fewer than two rays."""
    weight = np.where(np.isfinite(uv).all(axis=-1), weight, 0.0)
    rays, across = [], []
    for view, pixels in zip(views, uv, strict=True):
        ray = view.camera.rays(np.nan_to_num(pixels)) @ view.rotation
        rays.append(ray)
        across.append(np.eye(3) - ray[..., :, None] * ray[..., None, :])
    scale = np.ones(weight.shape)
    point = np.zeros((*weight.shape[1:], 3))
    for _ in range(2):  # the second time each ray's distance counts as the angle at its camera
        counts = weight * scale
        normal = np.sum([a * w[..., None, None] for a, w in zip(across, counts, strict=True)], axis=0)
        target = np.sum(
            [(a @ view.centre) * w[..., None] for a, w, view in zip(across, counts, views, strict=True)], axis=0
        )
        point = np.linalg.solve(normal + 1e-9 * np.eye(3), target[..., None])[..., 0]
        scale = np.stack([1.0 / np.maximum(((point - view.centre) ** 2).sum(axis=-1), 0.25) for view in views])
    return np.where(((weight > 0).sum(axis=0) >= 2)[..., None], point, np.nan)


def reprojected(views: list[View], points: Float[np.ndarray, "F J 3"]) -> Float[np.ndarray, "V F J 2"]:
    """Where each view sees world points, pixels."""
    return np.stack([view.camera.project((points - view.centre) @ view.rotation.T) for view in views])


def robust_points(
    views: list[View], uv: Float[np.ndarray, "V F J 2"], confidence: Float[np.ndarray, "V F J"]
) -> tuple[Float[np.ndarray, "F J 3"], Bool[np.ndarray, "V F J"]]:
    """Points of all views, or of all but the one without which the others agree; and which views were used."""

    def attempt(keep: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        weight = confidence * keep[:, None, None]
        point = intersect(views, uv, weight)
        off = np.linalg.norm(reprojected(views, point) - uv, axis=-1)
        return point, np.where(weight > 0, off, 0.0).max(axis=0)

    every = np.ones(len(views), dtype=bool)
    points, worst = attempt(every)
    used = np.broadcast_to(every[:, None, None], confidence.shape) & (confidence > 0)
    best = worst.copy()
    for left_out in range(len(views)):
        keep = every.copy()
        keep[left_out] = False
        enough = ((confidence * keep[:, None, None]) > 0).sum(axis=0) >= 3
        other, off = attempt(keep)
        # One view fewer always fits better: it has to be much better.
        better = enough & (worst > FAR) & (off < 0.5 * worst) & (off < best)
        points = np.where(better[..., None], other, points)
        best = np.where(better, off, best)
        used = np.where(better, keep[:, None, None] & (confidence > 0), used)
    for _ in range(4):  # Cauchy's weights: a view that is a little off counts less
        off = np.linalg.norm(reprojected(views, points) - uv, axis=-1)
        weight = np.where(used, confidence / (1.0 + (np.nan_to_num(off) / SOFT) ** 2), 0.0)
        points = intersect(views, uv, weight)
    return points, used


def refined(views: list[View], people_seen: list[Seen]) -> list[View]:
    """The views, each turned about its centre by what makes the keypoints of people agree.

    The calibration that comes with the recordings is off by a tenth of a degree up to a degree: turned so on one
    recording, the residuals of another of the same person, who faces the other way, halve as well.
    """
    shown = [(seen.uv[:, ::4, 5:], np.where(triangulate(views, seen).used, seen.confidence, 0.0)[:, ::4, 5:])
             for seen in people_seen]  # fmt: skip

    def turned(turns: np.ndarray) -> list[View]:
        return [
            replace(view, rotation=Rotation.from_rotvec(turn).as_matrix() @ view.rotation)
            for view, turn in zip(views, turns.reshape(-1, 3), strict=True)
        ]

    def residuals(turns: np.ndarray) -> np.ndarray:
        there, parts = turned(turns), [turns / PRIOR_TURN]
        for uv, weight in shown:
            off = (reprojected(there, intersect(there, uv, weight)) - uv) / (SOFT / 2)
            off = np.where((weight > 0)[..., None], np.nan_to_num(off), 0.0)
            length = np.linalg.norm(off, axis=-1, keepdims=True)
            parts.append((off * np.sqrt(np.log1p(length**2)) / np.maximum(length, 1e-9)).ravel())
        return np.concatenate(parts)

    return turned(least_squares(residuals, np.zeros(3 * len(views)), max_nfev=8).x)


def triangulate(views: list[View], seen: Seen) -> Truth:
    """Points of one person, with the left-right swaps of single views undone and outliers left out."""
    uv, confidence = seen.uv, seen.confidence
    mirror = np.array(COCO_17.mirror)
    swapped = np.zeros(confidence.shape, dtype=bool)
    points, used = robust_points(views, uv, confidence)
    for _ in range(3):
        where = reprojected(views, points)
        off = np.linalg.norm(where - uv, axis=-1)
        crossed = np.linalg.norm(where - uv[:, :, mirror], axis=-1)
        as_is, other = off + off[..., mirror], crossed + crossed[..., mirror]
        with np.errstate(invalid="ignore"):
            turn = (mirror != np.arange(len(mirror))) & (other < 0.5 * as_is) & (as_is > FAR)
        if not turn.any():
            break
        uv = np.where(turn[..., None], uv[:, :, mirror], uv)
        confidence = np.where(turn, confidence[:, :, mirror], confidence)
        swapped ^= turn
        points, used = robust_points(views, uv, confidence)
    residual = np.linalg.norm(reprojected(views, points) - uv, axis=-1)
    return Truth(points, used, swapped, residual)


@dataclass(frozen=True)
class Person:
    """One person of one recording."""

    name: str
    views: list[View]
    seen: Seen
    truth: Truth
    hiding: tuple[Truth, ...] = ()
    """Who is drawn on top of them in the pictures."""


def load_people(pose2sim: Path, static: Path | None, keypoints: Path | None) -> list[Person]:
    """Everybody whom all four views of a recording saw, triangulated by cameras turned as :func:`refined` does.

    `single` is Demo_SinglePerson, a man who loses balance; `static` the same man, who stands with his arms stretched;
    `virtual` a virtual woman before him in Demo_MultiPerson, which shows the frames of `single` with her drawn on top,
    as cameras see her that differ a little from his; and `behind`, the man there, whose truth is that of `single`.
    """
    single = read_views("single", pose2sim / "Demo_SinglePerson", keypoints, 1)
    man = people(single)[0]
    single = refined(single, [man])
    truth = triangulate(single, man)
    found = [Person("single", single, man, truth)]
    if static is not None:
        views = read_views("static", static, keypoints, 1)
        views = [replace(view, rotation=turned.rotation) for view, turned in zip(views, single, strict=True)]
        seen = people(views)[0]
        found.append(Person("static", views, seen, triangulate(views, seen)))
    multi = read_views("multi", pose2sim / "Demo_MultiPerson", keypoints, None)
    both = people(multi)
    his = [float(np.nanmedian(np.linalg.norm(reprojected(multi, truth.points) - s.uv, axis=-1))) for s in both]
    behind, woman = both[int(np.argmin(his))], both[1 - int(np.argmin(his))]
    hers = refined(multi, [woman])
    her_truth = triangulate(hers, woman)
    found.append(Person("virtual", hers, woman, her_truth))
    views = [replace(view, rotation=turned.rotation) for view, turned in zip(multi, single, strict=True)]
    found.append(Person("behind", views, behind, triangulate_as(views, behind, truth), (her_truth,)))
    return found


def triangulate_as(views: list[View], seen: Seen, truth: Truth) -> Truth:
    """The truth that is known from elsewhere, with this recording's residuals and swaps."""
    where, mirror = reprojected(views, truth.points), np.array(COCO_17.mirror)
    off = np.linalg.norm(where - seen.uv, axis=-1)
    crossed = np.linalg.norm(where - seen.uv[:, :, mirror], axis=-1)
    with np.errstate(invalid="ignore"):
        swapped = (crossed + crossed[..., mirror] < 0.5 * (off + off[..., mirror])) & (off + off[..., mirror] > FAR)
    swapped &= mirror != np.arange(len(mirror))
    return Truth(truth.points, (off < FAR) & (seen.confidence > 0), swapped, off)


def mean_adult() -> tuple[dict[str, Float[np.ndarray, " 3"]], float]:
    """Where the table's mean adult has COCO's points of limbs, from the joint centres, and the length of all limbs."""
    table = bodies()
    adults: Bodies = table[(table.age >= 18) & (table.age < 70)]
    offsets = {joint: adults.offset(joint.partition("_")[2], joint.partition("_")[0]).mean(axis=0) for joint in LIMBS}
    bones = dict(zip(H36M_17.joints[1:], adults.bones.mean(axis=0), strict=True))
    return offsets, float(sum(bones[joint] for joint in LIMBS if joint.partition("_")[2] in _ENDS))


_ENDS = {"elbow": "shoulder", "wrist": "elbow", "knee": "hip", "ankle": "knee"}


def limbs_length(points: Float[np.ndarray, "F J 3"]) -> Float[np.ndarray, " F"]:
    """Of thighs, shins, upper arms and forearms together; COCO's joints."""
    ends = [(f"{side}_{end}", f"{side}_{start}") for side in ("left", "right") for end, start in _ENDS.items()]
    bones = [points[:, COCO_17.index(end)] - points[:, COCO_17.index(start)] for end, start in ends]
    return np.linalg.norm(bones, axis=-1).sum(axis=0)


def joint_centres(points: Float[np.ndarray, "F J 3"], rounds: int = 8) -> Float[np.ndarray, "F J 3"]:
    """COCO's points with those of the limbs moved to the joint centres.

    The mean adult's offsets are in the axes of segments, which follow from the joints that are looked for: a few rounds
    settle it. Trunk and pelvis take the rule ``common`` for the joints that COCO lacks.
    """
    offsets, length = mean_adult()
    to_h36m = joint_map(COCO_17, H36M_17, "common")
    centres = points.copy()
    for _ in range(rounds):
        body = torch.from_numpy(np.nan_to_num(to_h36m.positions(centres)))
        frames: dict[str, np.ndarray] = dict(
            zip(SEGMENT_FRAMES, np.moveaxis(segment_frames(body).numpy(), -3, 0), strict=True)
        )
        scale = float(np.nanmedian(limbs_length(centres))) / length
        for joint in LIMBS:
            side, _, name = joint.partition("_")
            axes = np.sum(
                [
                    share * frames[segment if segment in frames else f"{side}_{segment}"]
                    for segment, share in POINTS[name].segments.items()
                ],
                axis=0,
            )
            row = COCO_17.index(joint)
            centres[:, row] = points[:, row] - scale * (axes @ offsets[joint])
    return centres


def compared(points: Float[np.ndarray, "F J 3"], joints: tuple[str, ...]) -> Float[np.ndarray, "F 13 3"]:
    """Pelvis and limbs, relative to the pelvis."""
    limbs = points[:, [joints.index(joint) for joint in LIMBS]]
    hips = limbs[:, [LIMBS.index("left_hip"), LIMBS.index("right_hip")]].mean(axis=1)
    pelvis = points[:, joints.index("pelvis")] if "pelvis" in joints else hips
    return np.concatenate([pelvis[:, None], limbs], axis=1) - pelvis[:, None]


def segments(pose: Float[np.ndarray, "F 13 3"]) -> dict[str, Float[np.ndarray, "F 3"]]:
    """Unit vectors along the segments, from the trunk outwards."""
    at = {joint: pose[:, 1 + row] for row, joint in enumerate(LIMBS)}
    middle = {joint: (at[f"left_{joint}"] + at[f"right_{joint}"]) / 2 for joint in ("shoulder", "hip")}
    found = {"trunk": middle["shoulder"] - middle["hip"]}
    for side in ("left", "right"):
        for name, start, end in (("thigh", "hip", "knee"), ("shin", "knee", "ankle"),
                                 ("upper_arm", "shoulder", "elbow"), ("forearm", "elbow", "wrist")):  # fmt: skip
            found[f"{side}_{name}"] = at[f"{side}_{end}"] - at[f"{side}_{start}"]
    return {name: unit(vector) for name, vector in found.items()}


def between(a: Float[np.ndarray, "F 3"], b: Float[np.ndarray, "F 3"]) -> Float[np.ndarray, " F"]:
    """Degrees between directions."""
    return np.degrees(np.arctan2(np.linalg.norm(np.cross(a, b), axis=-1), (a * b).sum(axis=-1)))


def angles(pose: Float[np.ndarray, "F 13 3"], up: Float[np.ndarray, " 3"]) -> dict[str, Float[np.ndarray, " F"]]:
    """Degrees: flexion of knees and elbows, of hips in the sagittal plane between trunk and thigh, lean of the trunk.

    The hip's needs nothing that a detector does not mark: its axis is the line of both hips, and the trunk is the line
    from their middle to that of the shoulders.
    """
    way = segments(pose)
    found = {"trunk_lean": between(way["trunk"], np.broadcast_to(up, way["trunk"].shape))}
    across = unit(pose[:, 1 + LIMBS.index("right_hip")] - pose[:, 1 + LIMBS.index("left_hip")])
    along = unit(way["trunk"] - (way["trunk"] * across).sum(axis=-1, keepdims=True) * across)
    ahead = np.cross(along, across)
    for side in ("left", "right"):
        thigh = way[f"{side}_thigh"]
        found[f"{side}_hip"] = np.degrees(np.arctan2((thigh * ahead).sum(axis=-1), -(thigh * along).sum(axis=-1)))
        found[f"{side}_knee"] = between(thigh, way[f"{side}_shin"])
        found[f"{side}_elbow"] = between(way[f"{side}_upper_arm"], way[f"{side}_forearm"])
    return found


@dataclass(frozen=True)
class Reference:
    """A person's truth in the frames that count."""

    person: Person
    frames: np.ndarray
    pose: Float[np.ndarray, "F 13 3"]
    """Of the joint centres, in the world's axes."""
    up: Float[np.ndarray, " 3"]


def reference(person: Person, half: str) -> Reference:
    """The frames of one half whose limbs all triangulate."""
    rows = [COCO_17.index(joint) for joint in LIMBS]
    used = person.truth.used[:, :, rows]
    residual = np.where(used, person.truth.residual[:, :, rows], 0.0).sum(axis=0) / np.maximum(used.sum(axis=0), 1)
    sure = (residual < SURE_PIXELS).all(axis=1) & (used.sum(axis=0) >= 2).all(axis=1)
    sure &= np.isfinite(person.truth.points[:, rows]).all(axis=(1, 2))
    count = len(sure)
    part = {"choose": slice(0, count // 2), "report": slice(count // 2, count), "all": slice(0, count)}[half]
    frames = np.arange(count)[part][sure[part]]
    centres = joint_centres(person.truth.points)
    return Reference(person, frames, compared(centres, COCO_17.joints)[frames], np.array([0.0, 0.0, 1.0]))


@dataclass(frozen=True)
class Placed:
    """What one method says of a person in each frame of one view, in the world's axes; NaN where it has no answer."""

    pose: Float[np.ndarray, "F 13 3"]
    radius: Float[np.ndarray, "F 12"] | None = None


def scores(ref: Reference, views: list[Placed]) -> dict:
    """Errors of a method, each view's and over all."""
    truth_angles, truth_ways = angles(ref.pose, ref.up), segments(ref.pose)
    views = [Placed(p.pose[ref.frames], None if p.radius is None else p.radius[ref.frames]) for p in views]
    per_view: list[dict] = []
    within: list[np.ndarray] = []
    for placed in views:
        there = np.isfinite(placed.pose).all(axis=(1, 2))
        if not there.any():
            per_view.append({})
            continue
        pose, truth = placed.pose[there], ref.pose[there]
        row: dict = {"answers": float(there.mean()), "mpjpe": float(metrics.mpjpe(pose, truth).mean()),
                     "pa_mpjpe": float(metrics.pa_mpjpe(pose, truth).mean())}  # fmt: skip
        found = angles(pose, ref.up)
        for kind in ("knee", "hip", "elbow", "trunk_lean"):
            names = [name for name in found if name.endswith(kind)]
            off = np.concatenate([found[name] - truth_angles[name][there] for name in names])
            off = (off + 180) % 360 - 180
            row[f"{kind}_mae"], row[f"{kind}_bias"] = float(np.abs(off).mean()), float(off.mean())
        ways = segments(pose)
        for kind in ("trunk", "thigh", "shin", "upper_arm", "forearm"):
            names = [name for name in ways if name.endswith(kind)]
            row[f"{kind}_direction"] = float(
                np.mean([between(ways[name], truth_ways[name][there]).mean() for name in names])
            )
        per_view.append(row)
        if placed.radius is not None:
            off = np.linalg.norm((placed.pose - ref.pose)[:, 1:], axis=-1)
            within.append((off < placed.radius)[there])
    keys = dict.fromkeys(key for row in per_view for key in row)
    mean = {key: float(np.mean([row[key] for row in per_view if key in row])) for key in keys}
    pairs = [np.linalg.norm(a.pose - b.pose, axis=-1).mean(axis=-1) for a, b in itertools.combinations(views, 2)]
    mean["between_cameras"] = float(1000 * np.nanmean(pairs))
    if within:
        mean["within_radius"] = float(np.concatenate(within).mean())
    return {"mean": mean, "views": per_view}


def lifted(person: Person, lifter: Lifter, known: bool) -> list[Placed]:
    """The clip of each view, lifted alone."""
    placed, count = [], person.seen.uv.shape[1]
    for v, view in enumerate(person.views):
        mine = rows_of(view.keypoints, person.seen.numbers[v])
        people_there = lifter.own(mine)
        camera = view.camera if known else estimated_camera(people_there, lifter)
        poses = lift_clip(lifter, people_there, camera)
        rows = poses.frame < count
        pose = np.full((count, 13, 3), np.nan)
        joints = poses.joints[0, rows].astype(np.float64)
        pose[poses.frame[rows]] = compared(joints, poses.skeleton.joints) @ view.rotation
        radius = None
        if poses.uncertainty is not None:
            radius = np.full((count, len(LIMBS)), np.nan)
            radius[poses.frame[rows]] = poses.uncertainty[rows][:, [poses.skeleton.index(joint) for joint in LIMBS]]
        placed.append(Placed(pose, radius))
    return placed


def rows_of(keypoints: Keypoints2D, person: int) -> Keypoints2D:
    """Those of one person."""
    rows = keypoints.person == person
    return Keypoints2D(
        keypoints.uv[rows], keypoints.confidence[rows], keypoints.skeleton, keypoints.frame[rows],
        keypoints.time[rows], keypoints.person[rows], keypoints.image_size,
    )  # fmt: skip


def estimated_camera(keypoints: Keypoints2D, lifter: Lifter) -> Camera:
    """As `zedo lift` finds it when nobody says."""
    assert lifter.proposal is not None  # of every preset that is compared
    assert keypoints.image_size is not None
    return estimate_focal(keypoints, lifter.proposal).camera(keypoints.image_size)


def rival(person: Person, folder: Path, model: str, along_ray: bool) -> list[Placed]:
    """BlazePose's world landmarks of the same frames.

    Where its landmarks are of somebody else, there is no answer. Its axes are taken for the camera's, or, with
    ``along_ray``, its z for the line of sight to the person, as a network that sees a crop can only know.
    """
    placed = []
    rows = [BLAZEPOSE_33.index(joint) for joint in LIMBS]
    for v, view in enumerate(person.views):
        recording = "multi" if person.name in ("virtual", "behind") else person.name
        name = f"{recording}-{v + 1}-person{person.seen.numbers[v]}-{model}.npz"
        with np.load(folder / name) as file:
            world, image = file["world"].astype(np.float64), file["image"]
        count = min(len(world), person.seen.uv.shape[1])
        seen = person.seen.uv[v, :count][:, [COCO_17.index(joint) for joint in LIMBS]]
        size = np.nanmax(seen[..., 1], axis=1) - np.nanmin(seen[..., 1], axis=1)
        with np.errstate(invalid="ignore"):
            same = np.nanmedian(np.linalg.norm(image[:count, rows] - seen, axis=-1), axis=1) < 0.15 * size
        pose = compared(world[:count], BLAZEPOSE_33.joints)
        if along_ray:
            hips = seen[:, [LIMBS.index("left_hip"), LIMBS.index("right_hip")]].mean(axis=1)
            ray = view.camera.rays(hips[:, None])[:, 0]
            pose = np.stack([p @ turn_to(r).T for p, r in zip(pose, ray, strict=True)])
        pose = np.where(same[:, None, None], pose @ view.rotation, np.nan)
        longer = np.full((person.seen.uv.shape[1], *pose.shape[1:]), np.nan)
        longer[:count] = pose
        placed.append(Placed(longer))
    return placed


def turn_to(ray: Float[np.ndarray, " 3"]) -> Float[np.ndarray, "3 3"]:
    """The smallest rotation of the optical axis to a ray; none where there is no ray."""
    if not np.isfinite(ray).all():
        return np.eye(3)
    axis = np.cross([0.0, 0.0, 1.0], ray)
    sine = float(np.linalg.norm(axis))
    return Rotation.from_rotvec(axis / max(sine, 1e-12) * np.arctan2(sine, ray[2])).as_matrix()


def knees(poses: Poses3D, rows: np.ndarray) -> dict[str, list[float]]:
    """Degrees of flexion, left and right, of these person-frames."""
    found = angles(
        compared(poses.joints[0, rows].astype(np.float64), poses.skeleton.joints), np.array([0.0, -1.0, 0.0])
    )
    return {side: found[f"{side}_knee"].tolist() for side in ("left", "right")}


def demo_man(lifter: Lifter, keypoints: Path | None) -> dict[str, list[float]]:
    """Knees of the demo's man on straight legs, by the path of `zedo lift demo.mp4`."""
    clip = Path(zedo.__file__).parent / "assets" / "demo" / "demo.mp4"
    found = read_keypoints(clip, None if keypoints is None else keypoints / "demo.npz")
    people_there = lifter.own(found)
    poses = lift_clip(lifter, people_there, estimated_camera(people_there, lifter))
    # He is the one who is there in all of these frames; the woman comes later.
    man = next(
        p for p in np.unique(poses.person) if {*STRAIGHT_FRAMES, *TURNED_FRAMES} <= set(poses.frame[poses.person == p])
    )
    rows = np.flatnonzero((poses.person == man) & np.isin(poses.frame, (*STRAIGHT_FRAMES, *TURNED_FRAMES)))
    return knees(poses, rows)


def standing(lifter: Lifter, folder: Path) -> dict[str, dict[str, list[float]]]:
    """Knees of people who stand in photographs, by the path of `zedo lift PHOTOGRAPH --people 1`."""
    result = {}
    for name in STANDING:
        found = zedo.detect_people(folder / name, people=1)
        people_there = lifter.own(found)
        poses = lifter(people_there, estimated_camera(people_there, lifter))
        result[name] = knees(poses, np.array([0]))
    return result


def rival_knees(file: Path, rows: tuple[int, ...]) -> dict[str, list[float]]:
    """Knees by BlazePose's world landmarks in these frames."""
    with np.load(file) as landmarks:
        world = landmarks["world"][list(rows)].astype(np.float64)
    found = angles(compared(world, BLAZEPOSE_33.joints), np.array([0.0, -1.0, 0.0]))
    return {side: found[f"{side}_knee"].tolist() for side in ("left", "right")}


COLUMNS: tuple[tuple[str, Callable[[dict], str]], ...] = (
    ("knee", lambda m: f"{m['knee_mae']:.1f} ({m['knee_bias']:+.1f})"),
    ("hip", lambda m: f"{m['hip_mae']:.1f} ({m['hip_bias']:+.1f})"),
    ("elbow", lambda m: f"{m['elbow_mae']:.1f} ({m['elbow_bias']:+.1f})"),
    ("trunk lean", lambda m: f"{m['trunk_lean_mae']:.1f} ({m['trunk_lean_bias']:+.1f})"),
    ("thighs", lambda m: f"{m['thigh_direction']:.1f}"),
    ("shins", lambda m: f"{m['shin_direction']:.1f}"),
    ("upper arms", lambda m: f"{m['upper_arm_direction']:.1f}"),
    ("forearms", lambda m: f"{m['forearm_direction']:.1f}"),
    ("trunk", lambda m: f"{m['trunk_direction']:.1f}"),
    ("MPJPE", lambda m: f"{m['mpjpe']:.1f}"),
    ("PA-MPJPE", lambda m: f"{m['pa_mpjpe']:.1f}"),
    ("between cameras", lambda m: f"{m['between_cameras']:.0f}"),
    ("within radius", lambda m: f"{100 * m['within_radius']:.0f} %" if "within_radius" in m else "–"),
    ("answers", lambda m: f"{100 * m['answers']:.0f} %"),
)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pose2sim", type=Path, help="the folder Pose2Sim of the wheel 0.10.49")
    parser.add_argument("--static", type=Path, help="folder with videos/ and calibration/ of the standing trial")
    parser.add_argument("--keypoints", type=Path, help="folder of detected keypoints, written when missing")
    parser.add_argument("--blazepose", type=Path, help="folder of BlazePose's landmarks")
    parser.add_argument("--photographs", type=Path, help="folder of the photographs STANDING")
    parser.add_argument("--half", nargs="+", choices=("choose", "report", "all"), default=["report"])
    parser.add_argument("--presets", nargs="+", default=["fast", "default"])
    parser.add_argument("--cameras", nargs="+", choices=("true", "estimated"), default=["true", "estimated"])
    parser.add_argument("--prior", default="open-v2", help="a shipped prior, or a prior.safetensors")
    parser.add_argument("--output", type=Path, default=HERE / "results" / "real.md")
    given = parser.parse_args()
    console = Console(stderr=True)
    require_folder(given.output)
    persons = load_people(given.pose2sim, given.static, given.keypoints)
    methods: dict[str, Callable[[Person], list[Placed]]] = {}
    lifters = {preset: Lifter(prior=given.prior, preset=preset) for preset in given.presets}
    for preset, lifter in lifters.items():
        for camera in given.cameras:
            label = f"{given.prior} `{preset}`, {'true camera' if camera == 'true' else 'focal length estimated'}"
            methods[label] = lambda person, lifter=lifter, camera=camera: lifted(person, lifter, camera == "true")
    if given.blazepose:
        for model in ("full", "heavy"):
            for along in (False, True):
                label = f"BlazePose {model}{', along the ray' if along else ''}"
                methods[label] = lambda person, model=model, along=along: rival(person, given.blazepose, model, along)
    # Where somebody keeps the recordings is nobody else's business.
    words = [Path(word).name for word in sys.argv[1:]]
    result: dict = {
        "command": shlex.join(["python", "benchmarks/real.py", *words]),
        "machine": describe_machine(),
        "date": datetime.date.today().isoformat(),
        "half": given.half,
        "recordings": {},
    }
    for person in persons:
        if person.name == "behind":
            continue
        answers = {label: method(person) for label, method in methods.items()}
        # One pose, which the man hardly moves in, has no halves to choose and to report by.
        for half in given.half if person.name != "static" else ["all"]:
            ref = reference(person, half)
            about = {
                "frames": len(ref.frames),
                "of": person.seen.uv.shape[1],
                "residual_px": float(np.nanmean(np.where(person.truth.used, person.truth.residual, np.nan))),
                "truth_quartiles": {
                    key: np.quantile(value, (0.25, 0.5, 0.75)).round(1).tolist()
                    for key, value in angles(ref.pose, ref.up).items()
                },
            }
            found = {label: scores(ref, views) for label, views in answers.items()}
            result["recordings"].setdefault(person.name, {})[half] = {**about, "methods": found}
            for label, score in found.items():
                console.print(
                    person.name, half, label, *(cell(score["mean"]) for _, cell in COLUMNS),
                    sep=" | ", markup=False, highlight=False, soft_wrap=True,
                )  # fmt: skip
    straight: dict[str, tuple[dict[str, list[float]], dict[str, dict[str, list[float]]]]] = {}
    for preset, lifter in lifters.items():
        photographs = standing(lifter, given.photographs) if given.photographs else {}
        straight[f"{given.prior} `{preset}`"] = demo_man(lifter, given.keypoints), photographs
    for model in ("full", "heavy") if given.blazepose else ():
        man = rival_knees(given.blazepose / f"demo-person0-{model}.npz", (*STRAIGHT_FRAMES, *TURNED_FRAMES))
        files = {name: given.blazepose / f"{Path(name).stem}-person0-{model}.npz" for name in STANDING}
        straight[f"BlazePose {model}"] = man, {n: rival_knees(f, (0,)) for n, f in files.items() if f.is_file()}
    result["straight"] = {label: {"demo": man, "photographs": photos} for label, (man, photos) in straight.items()}
    text = page(result)
    console.print(text, markup=False, highlight=False, soft_wrap=True)
    write_whole(given.output, text.encode())
    write_whole(given.output.with_suffix(".json"), (json.dumps(result, indent=1) + "\n").encode())


def page(result: dict) -> str:
    """The report of what the JSON file holds."""
    lines = [
        "# Real people\n",
        f"Made by `{result['command']}` on {result['date']}, {result['machine']}. What is compared, and how the "
        "reference is made: the file's docstring. Degrees: mean absolute error and bias of angles, mean angle between "
        "directions of segments; mm: MPJPE, PA-MPJPE and how far the four views are apart; each the mean of four "
        "views. BlazePose's axes are taken for the camera's or, along the ray, its z for the line of sight. What was "
        "chosen by these recordings was chosen by the first halves; the second halves are what counts.\n",
    ]
    for name, halves in result["recordings"].items():
        for half, about in halves.items():
            quartiles = "; ".join(
                f"{key.replace('_', ' ')} {', '.join(f'{value:.0f}' for value in values)}°"
                for key, values in about["truth_quartiles"].items()
            )
            lines += [
                f"## {TITLES[name]}, {HALVES[half]}\n",
                f"{about['frames']} frames of {about['of']} (mean residual {about['residual_px']:.1f} px). Reference, "
                f"quartiles: {quartiles}.\n",
                "| | " + " | ".join(title for title, _ in COLUMNS) + " |",
                "|---" * (1 + len(COLUMNS)) + "|",
            ]
            for label, score in about["methods"].items():
                lines.append(f"| {label} | " + " | ".join(cell(score["mean"]) for _, cell in COLUMNS) + " |")
            lines.append("")
    frames, turned = (", ".join(str(f) for f in which) for which in (STRAIGHT_FRAMES, TURNED_FRAMES))
    lines += [
        "## Straight legs\n",
        f"Flexion of the knees, degrees, median: of the demo's man in frames {frames}, where his legs are straight, "
        f"and {turned}, where the picture shows them bent by 15 to 30°; of people who stand in photographs.\n",
        "| | straight: left | right | turned: left | right | photographs | above 15° | above 25° |",
        "|---" * 8 + "|",
    ]
    count = len(STRAIGHT_FRAMES)
    for label, row in result["straight"].items():
        man, photos = row["demo"], row["photographs"]
        parts = [man[side][part] for part in (slice(0, count), slice(count, None)) for side in ("left", "right")]
        cells = [f"{np.nanmedian(part):.0f}" for part in parts] + ["–"] * 3
        if photos:
            every = np.array([value for photo in photos.values() for side in photo.values() for value in side])
            every = every[np.isfinite(every)]
            above = [f"{(every > limit).sum()} of {len(every)}" for limit in (15, 25)]
            cells[4:] = [f"{np.median(every):.0f}", *above]
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


TITLES = {
    "single": "A man who loses balance",
    "static": "The same man, who stands with his arms stretched",
    "virtual": "A virtual woman, drawn into the video",
}


HALVES = {"choose": "first half", "report": "second half", "all": "all frames"}


if __name__ == "__main__":
    sys.exit(main())
