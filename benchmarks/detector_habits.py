"""A detector's habits: what is left between MoveNet's keypoints and where four calibrated views agree they should be.

    python benchmarks/detector_habits.py POSE2SIM STATIC      # writes results/detector.{md,json}

POSE2SIM is the folder `Pose2Sim` of the unpacked wheel pose2sim 0.10.49 (BSD-3, David Pagnon), STATIC the folder of the
standing trial that the wheel 0.6.0 still had; benchmarks/real.py says how both are got. The points are as the detector
marks them: a bias that all four views share is not seen here, only what the views do not agree on.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from accuracy import HERE
from jaxtyping import Bool, Float
from real import Person, Seen, Truth, View, load_people, reprojected
from rich.console import Console
from scipy import optimize, stats

from zedo.body.proportions import LENGTHS, bodies
from zedo.system.device import describe_machine
from zedo.system.files import require_folder, write_whole
from zedo.body.skeleton import COCO_17, H36M_17, joint_map

JOINTS = COCO_17.joints
PAIRS = ("nose", "eye", "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle")
"""Left and right of a joint are pooled."""

LAGS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15)
BINS = (0.15, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
"""Edges of the bins of confidence; below the first a keypoint is missing."""

QUANTILES = (0.01, 0.05, 0.1, 0.25, 0.5, 0.68, 0.8, 0.9, 0.95, 0.99)

SECTORS = {"front": (0, 45), "side": (45, 135), "back": (135, 181)}
"""Degrees between where the trunk faces and the camera."""

SEGMENT_RADII = {
    ("left_hip", "left_knee"): 0.075, ("right_hip", "right_knee"): 0.075,
    ("left_knee", "left_ankle"): 0.05, ("right_knee", "right_ankle"): 0.05,
    ("left_shoulder", "left_elbow"): 0.045, ("right_shoulder", "right_elbow"): 0.045,
    ("left_elbow", "left_wrist"): 0.035, ("right_elbow", "right_wrist"): 0.035,
    ("left_shoulder", "left_hip"): 0.08, ("right_shoulder", "right_hip"): 0.08,
    ("left_ear", "right_ear"): 0.1,
}  # fmt: skip
"""Metres: capsules of which a body is made, to tell which joints it hides from a camera. Between shoulders and hips two
more are drawn, so that the trunk has no gap."""

CLOSE = 0.1
"""Metres: what lies nearer than that in front of a joint is its own flesh."""


@dataclass(frozen=True)
class Errors:
    """Of one person of one recording, in units of the person's size in each picture."""

    name: str
    error: Float[np.ndarray, "V F J 2"]
    confidence: Float[np.ndarray, "V F J"]
    used: Bool[np.ndarray, "V F J"]
    hidden: Bool[np.ndarray, "V F J"]
    outside: Bool[np.ndarray, "V F J"]
    border: Float[np.ndarray, "V F J"]
    swapped: Bool[np.ndarray, "V F J"]
    doubled: Bool[np.ndarray, "V F J"]
    apart: Bool[np.ndarray, "V F J"]
    size: Float[np.ndarray, "V F"]
    up: Float[np.ndarray, "V F 2"]
    """From the pelvis to the neck in the image, of length 1."""
    facing: Float[np.ndarray, "V F"]
    """Degrees between the direction in which the trunk faces and that to the camera, 0 from the front."""


def capsules(points: Float[np.ndarray, "F J 3"]) -> list[tuple[set[int], np.ndarray, np.ndarray, float]]:
    """Joints that a capsule ends in, its ends and its radius."""
    found = []
    for (a, b), radius in SEGMENT_RADII.items():
        i, j = JOINTS.index(a), JOINTS.index(b)
        found.append(({i, j}, points[:, i], points[:, j], radius))
    left, right = ((JOINTS.index(f"{side}_shoulder"), JOINTS.index(f"{side}_hip")) for side in ("left", "right"))
    for share in (0.33, 0.67):
        top = (1 - share) * points[:, left[0]] + share * points[:, right[0]]
        bottom = (1 - share) * points[:, left[1]] + share * points[:, right[1]]
        found.append(({*left, *right}, top, bottom, 0.09))
    return found


def hides(
    a: Float[np.ndarray, "F 3"], b: Float[np.ndarray, "F 3"], radius: float,
    centre: Float[np.ndarray, " 3"], joint: Float[np.ndarray, "F 3"], on_top: bool = False,
) -> Bool[np.ndarray, " F"]:  # fmt: skip
    """Whether a capsule lies between a camera's centre and a joint, or on its line of sight if it is drawn on top."""
    sight = joint - centre
    length = np.linalg.norm(sight, axis=-1, keepdims=True)
    sight = sight / length
    hidden = np.zeros(len(joint), dtype=bool)
    for share in np.linspace(0, 1, 13):
        point = (1 - share) * a + share * b - centre
        depth = (point * sight).sum(axis=-1)
        off = np.linalg.norm(point - depth[:, None] * sight, axis=-1)
        with np.errstate(invalid="ignore"):
            hidden |= (off < radius) & (on_top | (depth < length[:, 0] - CLOSE))
    return hidden


def errors(name: str, views: list[View], seen: Seen, truth: Truth, others: list[Truth]) -> Errors:
    """What each view's keypoints are off by, and what may explain it."""
    points, where = truth.points, reprojected(views, truth.points)
    to_h36m = joint_map(COCO_17, H36M_17)
    drawn = np.stack([to_h36m.positions(w) for w in where])
    size = np.linalg.norm(drawn - drawn[:, :, :1], axis=-1).mean(axis=-1)
    off = np.where((seen.confidence > 0)[..., None], seen.uv - where, np.nan)
    hidden = np.zeros(seen.confidence.shape, dtype=bool)
    for v, view in enumerate(views):
        for person in (truth, *others):
            for ends, a, b, radius in capsules(person.points):
                for j in range(len(JOINTS)):
                    if person is not truth or j not in ends:
                        hidden[v, :, j] |= hides(a, b, radius, view.centre, points[:, j], person is not truth)
    sizes = np.array([view.keypoints.image_size for view in views], dtype=float)[:, None, None]
    border = np.minimum(where, sizes - where).min(axis=-1)
    mirror = np.array(COCO_17.mirror)
    apart = np.linalg.norm(where - where[:, :, mirror], axis=-1) > 0.3 * size[..., None]
    with np.errstate(invalid="ignore"):
        own = np.linalg.norm(off, axis=-1)
        wrong = np.linalg.norm(seen.uv - where[:, :, mirror], axis=-1)
        doubled = apart & (wrong < 0.5 * own) & (seen.confidence > 0)
    hips, shoulders = ([JOINTS.index(f"{side}_{j}") for side in ("left", "right")] for j in ("hip", "shoulder"))
    up = where[:, :, shoulders].mean(axis=2) - where[:, :, hips].mean(axis=2)
    right = points[:, hips[1]] - points[:, hips[0]] + points[:, shoulders[1]] - points[:, shoulders[0]]
    ahead = np.cross(points[:, shoulders].mean(axis=1) - points[:, hips].mean(axis=1), right)
    facing = []
    for view in views:
        to_camera = view.centre - points[:, hips].mean(axis=1)
        side = (to_camera * right).sum(axis=-1) / np.linalg.norm(right, axis=-1)
        front = (to_camera * ahead).sum(axis=-1) / np.linalg.norm(ahead, axis=-1)
        facing.append(np.degrees(np.arctan2(side, front)))
    return Errors(
        name, off / size[..., None, None], seen.confidence, truth.used, hidden, border < 0, border / size[..., None],
        truth.swapped, doubled, apart, size, up / np.linalg.norm(up, axis=-1, keepdims=True), np.array(facing),
    )  # fmt: skip


def freedom(used: Bool[np.ndarray, "V F J"]) -> Float[np.ndarray, "V F J"]:
    """By how much residuals of points that were fitted to them are too small.

    V views give 2 V numbers, of which 3 go into the point. A view that was left out of the fit is compared with a point
    that has an error itself, of about half of a view's variance.
    """
    views = used.sum(axis=0)
    fitted = np.sqrt(2 * views / np.maximum(2 * views - 3, 1))
    return np.where(used, fitted, 1 / np.sqrt(1.5))


def kind(joint: str) -> str:
    """A joint's name without its side."""
    return joint.removeprefix("left_").removeprefix("right_")


def rounded(values: object, digits: int = 4) -> object:
    """Numbers of a nested structure, rounded for a file."""
    if isinstance(values, dict):
        return {str(key): rounded(value, digits) for key, value in values.items()}
    if isinstance(values, list | tuple | np.ndarray):
        return [rounded(value, digits) for value in values]
    if isinstance(values, float | np.floating):
        return round(float(values), digits) if np.isfinite(values) else None
    return int(values) if isinstance(values, np.integer) else values


def quantiles(values: np.ndarray, at: tuple[float, ...] = QUANTILES) -> dict[str, float]:
    """By their share."""
    values = values[np.isfinite(values)]
    return {f"{share:g}": float(np.quantile(values, share)) for share in at} if len(values) else {}


def student(values: np.ndarray) -> tuple[float, float]:
    """Degrees of freedom and scale of Student's t, by maximum likelihood, of numbers around 0."""
    df, _, scale = stats.t.fit(values[np.isfinite(values)], floc=0)
    return float(df), float(scale)


def correlation(series: Float[np.ndarray, "S F 2"], lag: int) -> float:
    """Of all series with themselves ``lag`` frames later, without taking their means off."""
    a, b = series[:, :-lag], series[:, lag:]
    both = np.isfinite(a).all(axis=-1) & np.isfinite(b).all(axis=-1)
    a, b = a[both], b[both]
    return float((a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum()))


def clipped(error: np.ndarray, bound: float) -> np.ndarray:
    """Errors no longer than ``bound``: correlations are about the many, not about the few that are far off."""
    length = np.linalg.norm(error, axis=-1, keepdims=True)
    return error * np.minimum(1.0, bound / np.maximum(length, 1e-9))


def measure(found: list[Errors]) -> dict:
    """All numbers of the report. ``behind``, a person on whom another is drawn, counts for hidden joints only."""
    plain = [e for e in found if e.name != "behind"]
    seen = [np.where((e.confidence > 0)[..., None], e.error * freedom(e.used)[..., None], np.nan) for e in plain]
    flat = np.concatenate([s.reshape(-1, len(JOINTS), 2) for s in seen])
    confidence = np.concatenate([e.confidence.reshape(-1, len(JOINTS)) for e in plain])
    hidden = np.concatenate([e.hidden.reshape(-1, len(JOINTS)) for e in plain])
    outside = np.concatenate([e.outside.reshape(-1, len(JOINTS)) for e in plain])
    length = np.linalg.norm(flat, axis=-1)
    result: dict = {"joints": {}}
    for joint in PAIRS:
        at = [j for j, name in enumerate(JOINTS) if kind(name) == joint]
        face = joint in ("nose", "eye", "ear")
        # The man's face is made unrecognisable in the pictures.
        every = [s for s, e in zip(seen, plain, strict=True) if e.name == "virtual" or not face]
        told = [e.confidence for e in plain if e.name == "virtual" or not face]
        flat_here = np.concatenate([s.reshape(-1, len(JOINTS), 2) for s in every])[:, at]
        told_here = np.concatenate([t.reshape(-1, len(JOINTS)) for t in told])[:, at]
        numbers = flat_here.ravel()
        df, scale = student(numbers)
        means = np.concatenate([np.nanmean(clipped(s[:, :, at], 0.3), axis=1).reshape(-1, 2) for s in every])
        wander = np.concatenate(
            [(clipped(s[:, :, at], 0.3) - np.nanmean(clipped(s[:, :, at], 0.3), axis=1, keepdims=True)).reshape(-1, 2)
             for s in every]
        )  # fmt: skip
        own = np.linalg.norm(flat_here, axis=-1)
        result["joints"][joint] = {
            "sigma": float(1.4826 * np.nanmedian(np.abs(numbers))),
            "t_df": df,
            "t_scale": scale,
            "distance": quantiles(own),
            "beyond_0.2": float(np.mean(own[np.isfinite(own)] > 0.2)),
            "persistent_sigma": float(np.sqrt(np.nanmean(means**2))),
            "wandering_sigma": float(np.sqrt(np.nanmean(wander**2))),
            "missing": float(np.mean(told_here == 0)),
            "confidence": quantiles(told_here[told_here > 0], (0.05, 0.25, 0.5, 0.75, 0.95)),
        }
    body = [j for j, name in enumerate(JOINTS) if kind(name) not in ("nose", "eye", "ear")]
    numbers = flat[:, body].ravel()
    df, scale = student(numbers)
    result["body"] = {
        "sigma": float(1.4826 * np.nanmedian(np.abs(numbers))), "t_df": df, "t_scale": scale,
        "distance": quantiles(length[:, body]),
    }  # fmt: skip
    series = [clipped(s[:, :, body], 0.2).transpose(0, 2, 1, 3).reshape(-1, s.shape[1], 2) for s in seen
              if s.shape[1] > 50]  # fmt: skip
    around = [s - np.nanmean(s, axis=1, keepdims=True) for s in series]
    pooled, apart = np.concatenate(series), np.concatenate(around)
    result["autocorrelation"] = {
        "frames_per_second": 60,
        "about_zero": {str(lag): correlation(pooled, lag) for lag in LAGS},
        "about_each_mean": {str(lag): correlation(apart, lag) for lag in LAGS},
    }
    # What the errors of one frame share: a level of the whole frame, or of the whole person in a view.
    scale_of = {j: result["joints"][kind(JOINTS[j])]["sigma"] for j in body}
    levels = [np.nanmedian(np.abs(s[:, :, body]) / np.array([scale_of[j] for j in body])[:, None], axis=(2, 3))
              for s in seen]  # fmt: skip
    log = [np.log(np.maximum(level, 1e-3)) for level in levels]
    result["level"] = {
        "log_spread_between_clips_and_views": float(np.std([v.mean() for one in log for v in one])),
        "log_spread_within": float(np.sqrt(np.mean([v.var() for one in log for v in one]))),
    }
    neighbours = {}
    for a, b in (("hip", "knee"), ("knee", "ankle"), ("shoulder", "elbow"), ("elbow", "wrist"), ("hip", "shoulder")):
        pairs = []
        for side in ("left", "right"):
            i, j = JOINTS.index(f"{side}_{a}"), JOINTS.index(f"{side}_{b}")
            pairs.append(clipped(flat[:, [i, j]], 0.2))
        both = np.concatenate(pairs)
        both = both[np.isfinite(both).all(axis=(1, 2))]
        neighbours[f"{a}-{b}"] = float((both[:, 0] * both[:, 1]).sum() / np.sqrt((both**2).sum(axis=(0, 2)).prod()))
    for a in ("hip", "shoulder", "knee"):
        both = clipped(flat[:, [JOINTS.index(f"left_{a}"), JOINTS.index(f"right_{a}")]], 0.2)
        both = both[np.isfinite(both).all(axis=(1, 2))]
        neighbours[f"left {a}-right {a}"] = float(
            (both[:, 0] * both[:, 1]).sum() / np.sqrt((both**2).sum(axis=(0, 2)).prod())
        )
    result["correlation_between_joints"] = neighbours
    result["by_confidence"] = by_confidence(flat[:, body], confidence[:, body])
    result["confidence"] = {
        "visible": quantiles(confidence[:, body][~hidden[:, body] & (confidence[:, body] > 0)]),
        "hidden": quantiles(confidence[:, body][hidden[:, body] & (confidence[:, body] > 0)]),
        "missing_visible": float(np.mean(confidence[:, body][~hidden[:, body] & ~outside[:, body]] == 0)),
    }
    result["swaps"] = swaps(found)
    result["hidden"] = hidden_joints(found)
    result["border"] = at_border(plain)
    result["bias_by_view"] = bias(plain)
    result["body_by_recording"] = {
        e.name: {
            "sigma": float(1.4826 * np.nanmedian(np.abs(s[:, :, body]))),
            "distance": quantiles(np.linalg.norm(s[:, :, body], axis=-1), (0.5, 0.9, 0.99)),
            "size_px": float(np.nanmedian(e.size)),
        }
        for e, s in zip(plain, seen, strict=True)
    }
    return result


def table_points() -> dict[str, Float[np.ndarray, " N"]]:
    """Lengths between the points that detectors mark, of the table's adults who stand with hanging arms, metres."""
    table = bodies()
    adults = table[(table.age >= 18) & (table.age < 70)]
    length = dict(zip(LENGTHS, adults.lengths.T, strict=True))
    down = np.array([0.0, -1.0, 0.0])
    at = {joint: adults.offset(joint) for joint in ("hip", "knee", "ankle", "shoulder", "elbow", "wrist")}

    def apart(start: str, end: str, bone: str) -> np.ndarray:
        return np.linalg.norm(length[bone][:, None] * down + at[end] - at[start], axis=-1)

    return {
        "thigh": apart("hip", "knee", "thigh"),
        "shin": apart("knee", "ankle", "shin"),
        "upper_arm": apart("shoulder", "elbow", "upper_arm"),
        "forearm": apart("elbow", "wrist", "forearm"),
        "hips": 2 * (length["hip"] + at["hip"][:, 0]),
    }


def proportions(persons: list[Person]) -> dict:
    """Lengths of what MoveNet marks, and as shares of thigh and shin together beside those of the table's adults."""
    result: dict = {}
    for person in persons:
        if person.name == "behind":
            continue
        points = person.truth.points
        at = {name: points[:, j] for j, name in enumerate(JOINTS)}
        middle = {j: (at[f"left_{j}"] + at[f"right_{j}"]) / 2 for j in ("hip", "shoulder")}

        def apart(a: np.ndarray, b: np.ndarray) -> float:
            return float(np.nanmedian(np.linalg.norm(a - b, axis=-1)))

        lengths = {
            name: float(np.mean([apart(at[f"{side}_{a}"], at[f"{side}_{b}"]) for side in ("left", "right")]))
            for name, a, b in (("thigh", "hip", "knee"), ("shin", "knee", "ankle"),
                               ("upper_arm", "shoulder", "elbow"), ("forearm", "elbow", "wrist"))
        }  # fmt: skip
        lengths["hips"] = apart(at["left_hip"], at["right_hip"])
        leg = lengths["thigh"] + lengths["shin"]
        result[person.name] = {
            "metres": {**lengths, "shoulders": apart(at["left_shoulder"], at["right_shoulder"]),
                       "torso": apart(middle["hip"], middle["shoulder"])},
            "of_leg": {name: value / leg for name, value in lengths.items()},
            "leg_over_torso": leg / apart(middle["hip"], middle["shoulder"]),
        }  # fmt: skip
    table = table_points()
    leg = table["thigh"] + table["shin"]
    result["table"] = {
        "of_leg": {name: float(np.mean(value / leg)) for name, value in table.items()},
        "of_leg_spread": {name: float(np.std(value / leg)) for name, value in table.items()},
    }
    return result


def report(measured: dict, advice: dict, about: dict) -> str:
    """The page."""
    swap, hide, shape = measured["swaps"], measured["hidden"], measured["proportions"]
    time, level = advice["time"], advice["level"]
    lines = [
        "# A detector's habits\n",
        f"Made by `python benchmarks/detector_habits.py` on {about['date']}, {about['machine']}. MoveNet's keypoints "
        "in four calibrated views against their own triangulation: 100 frames of a man who loses balance, 11 in which "
        "he stands, 100 of a virtual woman drawn into the video (the man's face is made unrecognisable, so that nose, "
        "eyes and ears are hers alone). A bias that all views share is not in these numbers. The unit is a person's "
        "size in the picture, the mean distance of Human3.6M's 17 joints from the pelvis. `detector.json` holds all "
        "numbers and the virtual detector that follows from them.\n",
        "| | σ of a coordinate | Student's t: degrees of freedom, scale | distance 50 % | 90 % | 99 % | kept over the "
        "clip, σ | wandering, σ | missing | confidence 5 %, 50 %, 95 % |",
        "|---" * 10 + "|",
    ]
    for joint, row in measured["joints"].items():
        far, told = row["distance"], row["confidence"]
        lines.append(
            f"| {joint} | {row['sigma']:.3f} | {row['t_df']:.1f}, {row['t_scale']:.3f} | {far['0.5']:.3f} | "
            f"{far['0.9']:.3f} | {far['0.99']:.2f} | {row['persistent_sigma']:.3f} | {row['wandering_sigma']:.3f} | "
            f"{100 * row['missing']:.1f} % | {told['0.05']:.2f}, {told['0.5']:.2f}, {told['0.95']:.2f} |"
        )
    lines += ["", "Limbs by recording: " + "; ".join(
        f"{name} σ {row['sigma']:.3f}, {row['size_px']:.0f} px a unit"
        for name, row in measured["body_by_recording"].items()) + ".\n",
        "## By confidence (limbs)\n",
        "| confidence | share | σ | t: degrees of freedom, scale | distance 50 % | 90 % |",
        "|---" * 6 + "|"]  # fmt: skip
    for row in measured["by_confidence"]:
        lines.append(
            f"| {row['from']:.2f}–{row['to']:.2f} | {100 * row['share']:.1f} % | {row['sigma']:.3f} | "
            f"{row['t_df']:.1f}, {row['t_scale']:.3f} | {row['distance']['0.5']:.3f} | {row['distance']['0.9']:.3f} |"
        )
    lines += [
        "\n## From frame to frame\n",
        "Correlation of a joint's error with itself so many frames of 1/60 s later: "
        + ", ".join(f"{lag}: {r:.2f}" for lag, r in measured["autocorrelation"]["about_zero"].items())
        + f". So {100 * time['kept_share']:.0f} % of the variance stays over the clip (part of it what the calibration "
        f"leaves), {100 * time['wandering_share']:.0f} % wanders with {time['time_constant_seconds']:.2f} s (AR(1), "
        f"{time['ar1_60_fps']:.2f} at 60 and {time['ar1_30_fps']:.2f} at 30 frames a second), "
        f"{100 * time['white_share']:.0f} % is new in every frame. The level of a view and clip spreads by "
        f"{level['log_spread_clip']:.2f} in the logarithm, that of a frame by {level['log_spread_frame']:.2f}. Errors "
        "of neighbours correlate: "
        + ", ".join(f"{name} {r:.2f}" for name, r in measured["correlation_between_joints"].items())
        + ".\n",
        "## Hidden limbs, swaps, the border\n",
        "| joints of limbs | count | missing | told above 0.3 | σ | distance 50 % | 90 % |",
        "|---" * 7 + "|",
    ]
    for name, row in hide.items():
        lines.append(
            f"| {name.replace('_', ' ')} | {row['count']} | {100 * row['missing']:.1f} % | "
            f"{100 * row['told_above_0.3']:.0f} % | {row['sigma']:.3f} | {row['distance']['0.5']:.3f} | "
            f"{row['distance']['0.9']:.2f} |"
        )
    for name, row in measured["border"].items():
        middle = row["distance"].get("0.5")
        far = row["distance"].get("0.9")
        lines.append(
            f"| border: {name.replace('_', ' ')} | {row['count']} | {100 * row['missing']:.1f} % | "
            f"{100 * row['told_above_0.3']:.0f} % | | {middle:.3f} | {far:.2f} |"
        )
    lines += [
        f"\nOf {swap['plain']['pairs_in_frames']} pairs of left and right that are more than 0.3 apart, both were "
        f"swapped {swap['plain']['swapped']} times, and one joint lay on the other's place "
        f"{swap['plain']['one_on_the_other_side']} times, for {swap['plain']['one_on_the_other_side_runs_frames']} "
        "frames; "
        f"where the virtual woman is drawn on top of the man, of {swap['behind']['pairs_in_frames']} pairs "
        f"{swap['behind']['swapped']} and {swap['behind']['one_on_the_other_side']}, the longest for "
        f"{max(swap['behind']['one_on_the_other_side_runs_frames'], default=0)} frames.\n",
        "## What MoveNet marks beside the table's points\n",
        "Shares of thigh and shin together; the table's are of adults (mean ± spread), between the points of its COCO "
        "regressors.\n",
        "| | thigh | shin | upper arm | forearm | hips | leg over torso |",
        "|---" * 7 + "|",
    ]
    names = ("thigh", "shin", "upper_arm", "forearm", "hips")
    for name, row in shape.items():
        if name == "table":
            cells = [f"{row['of_leg'][n]:.3f} ± {row['of_leg_spread'][n]:.3f}" for n in names] + [""]
        else:
            cells = [f"{row['of_leg'][n]:.3f}" for n in names] + [f"{row['leg_over_torso']:.3f}"]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines += ["\n## Bias by where the camera stands\n",
              "Mean error along the trunk (up) and away from the other side (outwards), by what the camera sees.\n",
              "| | " + " | ".join(f"{sector}: up, outwards" for sector in SECTORS) + " |",
              "|---|---|---|---|"]  # fmt: skip
    for joint in PAIRS:
        rows = [measured["bias_by_view"].get(f"{joint} {sector}") for sector in SECTORS]
        cells = ["–" if row is None else f"{row['up']:+.3f}, {row['outwards']:+.3f}" for row in rows]
        lines.append(f"| {joint} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def by_confidence(error: np.ndarray, confidence: np.ndarray) -> list[dict]:
    """Error of joints by what the detector says of them."""
    rows = []
    for low, high in itertools.pairwise(BINS):
        rows_in = (confidence >= low) & (confidence < high) & np.isfinite(error).all(axis=-1)
        own = error[rows_in]
        if len(own) < 20:
            continue
        df, scale = student(own.ravel())
        rows.append(
            {
                "from": low, "to": high, "share": float(rows_in.sum() / (confidence > 0).sum()),
                "sigma": float(1.4826 * np.median(np.abs(own))), "t_df": df, "t_scale": scale,
                "distance": quantiles(np.linalg.norm(own, axis=-1), (0.5, 0.68, 0.9, 0.95, 0.99)),
            }
        )  # fmt: skip
    return rows


def runs(flags: Bool[np.ndarray, " F"]) -> list[int]:
    """Lengths of the runs of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(int), [0]])))
    return (edges[1::2] - edges[::2]).tolist()


def swaps(found: list[Errors]) -> dict:
    """How often both joints of a pair are on each other's place, and how often only one is."""
    result = {}
    for name, chosen in (("plain", [e for e in found if e.name != "behind"]), ("behind", found[-1:])):
        left = [j for j, joint in enumerate(JOINTS) if joint.startswith("left_") and kind(joint) not in ("eye", "ear")]
        pairs = sum(int(e.apart[:, :, left].sum()) for e in chosen)
        both = [e.swapped[v, :, j] for e in chosen for v in range(len(e.swapped)) for j in left]
        sides = [j for j, joint in enumerate(JOINTS) if "_" in joint and kind(joint) not in ("eye", "ear")]
        one = [e.doubled[v, :, j] & ~e.swapped[v, :, j]
               for e in chosen for v in range(len(e.doubled)) for j in sides]  # fmt: skip
        result[name] = {
            "pairs_in_frames": pairs,
            "swapped": sum(int(flags.sum()) for flags in both),
            "swapped_runs_frames": sorted(length for flags in both for length in runs(flags)),
            "one_on_the_other_side": sum(int(flags.sum()) for flags in one),
            "one_on_the_other_side_runs_frames": sorted(length for flags in one for length in runs(flags)),
        }
    return result


def hidden_joints(found: list[Errors]) -> dict:
    """Joints behind the person's own body, and behind another one's."""
    result = {}
    for name, chosen in (("own_body", [e for e in found if e.name != "behind"]), ("another_person", found[-1:])):
        body = [j for j, joint in enumerate(JOINTS) if kind(joint) not in ("nose", "eye", "ear")]
        for state, wanted in (("hidden", True), ("visible", False)):
            error, confidence = [], []
            for e in chosen:
                rows = (e.hidden[:, :, body] == wanted) & ~e.outside[:, :, body]
                fitted = freedom(e.used) if e.name != "behind" else np.ones(e.used.shape)
                error.append((e.error * fitted[..., None])[:, :, body][rows])
                confidence.append(e.confidence[:, :, body][rows])
            own, told = np.concatenate(error), np.concatenate(confidence)
            result[f"{name}_{state}"] = {
                "count": len(told),
                "missing": float(np.mean(told == 0)),
                "told_above_0.3": float(np.mean(told > 0.3)),
                "confidence": quantiles(told[told > 0], (0.05, 0.25, 0.5, 0.75, 0.95)),
                "sigma": float(1.4826 * np.nanmedian(np.abs(own))),
                "distance": quantiles(np.linalg.norm(own, axis=-1)),
                "by_confidence": by_confidence(own, told),
            }
    return result


def at_border(found: list[Errors]) -> dict:
    """Joints near the picture's border, and those that are outside of it."""
    result = {}
    body = [j for j, joint in enumerate(JOINTS) if kind(joint) not in ("nose", "eye", "ear")]
    for name, low, high in (("outside", -9, 0), ("within_0.1_of_size", 0, 0.1), ("0.1_to_0.3", 0.1, 0.3),
                            ("farther", 0.3, 99)):  # fmt: skip
        error, told = [], []
        for e in found:
            rows = (e.border[:, :, body] >= low) & (e.border[:, :, body] < high)
            error.append(np.linalg.norm(e.error[:, :, body][rows], axis=-1))
            told.append(e.confidence[:, :, body][rows])
        own, confidence = np.concatenate(error), np.concatenate(told)
        result[name] = {
            "count": len(own), "missing": float(np.mean(confidence == 0)) if len(own) else None,
            "told_above_0.3": float(np.mean(confidence > 0.3)) if len(own) else None,
            "distance": quantiles(own, (0.5, 0.9)),
        }  # fmt: skip
    return result


def bias(found: list[Errors]) -> dict:
    """Mean error of each joint by where the camera stands, in shares of the size: along the trunk, and to the image's
    right of it. Left and right are pooled as mirror images."""
    result: dict = {}
    for sector, (low, high) in SECTORS.items():
        for joint in PAIRS:
            up, out = [], []
            for e in found:
                across = np.stack([-e.up[..., 1], e.up[..., 0]], axis=-1)  # to the right of the trunk in the image
                rows = (np.abs(e.facing) >= low) & (np.abs(e.facing) < high)
                for j, name in enumerate(JOINTS):
                    if kind(name) != joint:
                        continue
                    own = clipped(e.error[:, :, j], 0.2)
                    # Outwards is away from the other side: from the front the person's left is on the image's right.
                    sign = 0 if "_" not in name else (1 if name.startswith("left") else -1)
                    turn = np.where(np.abs(e.facing) < 90, 1, -1) * sign
                    up += (own * e.up).sum(axis=-1)[rows].tolist()
                    out += (turn * (own * across).sum(axis=-1))[rows].tolist()
            if np.isfinite(up).sum() > 50:
                result[f"{joint} {sector}"] = {"up": float(np.nanmean(up)), "outwards": float(np.nanmean(out)),
                                               "count": int(np.isfinite(up).sum())}  # fmt: skip
    return result


def fitted_correlation(about_zero: dict[str, float]) -> dict[str, float]:
    """Shares of the variance: kept for a whole clip, wandering as AR(1), new in every frame; and the AR coefficient."""
    lags = np.array([int(lag) for lag in about_zero], dtype=float)
    values = np.array(list(about_zero.values()))

    def model(lag: np.ndarray, kept: float, wandering: float, coefficient: float) -> np.ndarray:
        return kept + wandering * coefficient**lag

    (kept, wandering, coefficient), _ = optimize.curve_fit(
        model, lags, values, p0=(0.3, 0.6, 0.85), bounds=([0, 0, 0.3], [1, 1, 0.999])
    )
    return {
        "kept_share": float(kept),
        "wandering_share": float(wandering),
        "white_share": float(max(0.0, 1 - kept - wandering)),
        "ar1_60_fps": float(coefficient),
        "ar1_30_fps": float(coefficient**2),
        "ar1_25_fps": float(coefficient**2.4),
        "time_constant_seconds": float(-1 / (60 * np.log(coefficient))),
    }


def recommended(measured: dict) -> dict:
    """A virtual detector with these habits, to be drawn in the order of the fields."""
    bins = measured["by_confidence"]
    usual = measured["body"]["sigma"]
    hidden, over = (measured["hidden"][f"{name}_hidden"] for name in ("own_body", "another_person"))
    at = [0.0, *QUANTILES, 1.0]

    def told(name: str) -> list[float]:
        return [BINS[0], *measured["confidence"][name].values(), 0.97]

    return {
        "unit": "mean distance of Human3.6M's 17 joints from the pelvis in the image (the pelvis counts, as 0)",
        "level": {
            "what": "factor of all sigmas of one person in one clip and view, log-normal, median 1, and again of one "
            "frame; the measured spread between 12 clips and views of large, sharp people is 'log_spread_clip', and "
            "people who are small or blurred will spread more: 0.4 to 0.5 is advised",
            "log_spread_clip": measured["level"]["log_spread_between_clips_and_views"],
            "log_spread_frame": measured["level"]["log_spread_within"],
            "advised_log_spread_clip": 0.45,
        },
        "sigma": {
            "what": "of each of the two coordinates of a visible joint, before the factor of its confidence",
            **{joint: measured["joints"][joint]["sigma"] for joint in PAIRS},
        },
        "student_t": {
            "what": "degrees of freedom of the errors of visible joints whose confidence is above 0.6; scale = sigma "
            "times 'scale_over_sigma'",
            "df": float(np.mean([row["t_df"] for row in bins if row["from"] >= 0.6])),
            "scale_over_sigma": float(np.mean([row["t_scale"] / row["sigma"] for row in bins if row["from"] >= 0.6])),
        },
        "time": {
            "what": "r(lag) = kept_share + wandering_share * ar1 ** lag of the errors of one joint: draw one part for "
            "the clip, one AR(1) part, one white part, with these shares of the variance",
            **fitted_correlation(measured["autocorrelation"]["about_zero"]),
        },
        "body": {
            "what": "share of the variance that neighbours in the body have in common, by correlation",
            **measured["correlation_between_joints"],
        },
        "confidence": {
            "what": "quantile functions (linear between 'at') of the confidence that is told; below 0.15 a joint is "
            "missing, which 'missing_*' counts",
            "at": at,
            "visible": told("visible"),
            "hidden": told("hidden"),
            "missing_visible": measured["confidence"]["missing_visible"],
            "missing_hidden": hidden["missing"],
        },
        "sigma_factor_by_confidence": {
            "what": "of all body joints, relative to their sigma, at the middle of each bin; linear between",
            "confidence": [(row["from"] + row["to"]) / 2 for row in bins],
            "factor": [row["sigma"] / usual for row in bins],
        },
        "hidden": {
            "what": "a joint behind the person's own body, or behind another person: told above 0.3 in spite of it "
            "(share of all), sigma of a coordinate, quantiles of the distance; behind another person the long tail is "
            "that person's joint",
            "own_body": {k: hidden[k] for k in ("count", "missing", "told_above_0.3", "sigma", "distance")},
            "another_person": {k: over[k] for k in ("count", "missing", "told_above_0.3", "sigma", "distance")},
            "advised_factor_of_sigma": hidden["sigma"] / usual,
        },
        "swaps": {
            "what": "of pairs whose joints are more than 0.3 apart: both swapped, and only one on the other's place, "
            "a frame; advised are more than were seen, for these people are large and sharp",
            "measured_both": measured["swaps"]["plain"]["swapped"] / measured["swaps"]["plain"]["pairs_in_frames"],
            "measured_one": measured["swaps"]["plain"]["one_on_the_other_side"]
            / (2 * measured["swaps"]["plain"]["pairs_in_frames"]),
            "measured_one_beside_another_person": measured["swaps"]["behind"]["one_on_the_other_side"]
            / (2 * measured["swaps"]["behind"]["pairs_in_frames"]),
            "advised_both": 0.003,
            "advised_one": 0.003,
            "advised_seconds": 0.15,
        },
        "border": measured["border"],
        "bias_by_view": measured["bias_by_view"],
    }


def main() -> None:
    """Measure, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pose2sim", type=Path, help="the folder Pose2Sim of the wheel")
    parser.add_argument("static", type=Path, help="the folder of the standing trial")
    parser.add_argument("--keypoints", type=Path, help="folder of detected keypoints, written when missing")
    parser.add_argument("--output", type=Path, default=HERE / "results" / "detector.md")
    given = parser.parse_args()
    console = Console(stderr=True)
    require_folder(given.output)
    persons = load_people(given.pose2sim, given.static, given.keypoints)
    measured = measure([errors(p.name, p.views, p.seen, p.truth, list(p.hiding)) for p in persons])
    measured["proportions"] = proportions(persons)
    advice = recommended(measured)
    about = {"date": datetime.date.today().isoformat(), "machine": describe_machine(), "detector": "movenet"}
    text = json.dumps(rounded({**about, "recommended": advice, "measured": measured}), indent=1) + "\n"
    write_whole(given.output.with_suffix(".json"), text.encode())
    page = report(measured, advice, about)
    write_whole(given.output, page.encode())
    console.print(page, markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
