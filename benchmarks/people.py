"""Other people than the validation benchmark's: straight and bent knees, other laboratories, detected points.

    python benchmarks/people.py --mocap FOLDER [--half choose]        # writes results/people.{md,json}

FOLDER holds, in the layouts that docs/formats.md describes, `cmu_amc_17j_mm_30fps.npz` and
`cmu_bvh_daz_17j_mm_30fps.npz` (subjects 02, 09, 12 and 16, as in benchmarks/accuracy.py),
`hdm05_11classes_17j_mm_30fps.npz` (HDM05, five actors of another laboratory, never trained on) and
`ui_prmd_markers_mm_33hz.npz` (UI-PRMD, of which subjects s09 and s10 are kept apart). The motion itself is not part of
this repository.

*recorded*: the joints as recorded, exact 2D of them. *detected*: the same motion on bodies from the held-out part of
the table of people, seen by COCO's 17 points as MoveNet gives them (benchmarks/detector_habits.py); the truth is the
joint centres. Clips are split in two halves by their names; what is chosen is chosen on one, and the other is reported.
*upright*: a drawn person of Human3.6M's mean bones with knees bent by a known angle, exact keypoints, a level camera.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from accuracy import HERE, command_line
from rich.console import Console

import zedo
from zedo.body.definitions import CENTRES, POINTS
from zedo.body.proportions import bodies
from zedo.body.skeleton import COCO_17, H36M_17
from zedo.data.clips import Clip
from zedo.data.mocap import read
from zedo.evaluate import metrics
from zedo.evaluate.validation import SOURCES, archive
from zedo.optimise.lifter import Lifter
from zedo.poses import Keypoints2D
from zedo.system.device import describe_machine
from zedo.system.files import write_whole
from zedo.train import people as crowds
from zedo.train.augment import camera_from_gravity
from zedo.train.virtual_cameras import as_movenet, project

FRAMES, SEED = 600, 8_000
FOCAL, MIDDLE = 1150.0, (960.0, 540.0)
HINGES = {
    "knee": (("hip", "knee", "ankle"),), "elbow": (("shoulder", "elbow", "wrist"),),
    "hip": (("thorax", "hip", "knee"),),
}  # fmt: skip
BINS = (0, 15, 40, 75, 180)
"""Degrees of true flexion."""


@dataclass(frozen=True)
class Set:
    """People before virtual cameras.

    Attributes:
        positions: (N, 17, 3) true joints about the pelvis, metres, camera axes.
        heading: (N,) degrees; 0 faces the camera, 180 turns the back on it.
    """

    name: str
    keypoints: Keypoints2D
    positions: np.ndarray
    heading: np.ndarray


def clips(mocap: Path, name: str) -> list[Clip]:
    """The held-out clips of a source."""
    match name:
        case "CMU":
            return [
                clip for subject, source in SOURCES.items()
                for clip in read(archive(mocap, source)) if clip.subject == subject
            ]  # fmt: skip
        case "HDM05":
            return read(mocap / "hdm05_11classes_17j_mm_30fps.npz")
        case _:
            people = read(mocap / "ui_prmd_markers_mm_33hz.npz")
            return [clip for clip in people if "_s09_" in clip.key or "_s10_" in clip.key]


def half_of(clip: Clip) -> str:
    """Which half a clip belongs to, by its name."""
    return "choose" if zlib.crc32(clip.key.encode()) % 2 else "report"


def drawn(recordings: list[Clip], name: str, detected: bool) -> Set:
    """So many frames of these recordings before virtual cameras."""
    generator = torch.Generator().manual_seed(SEED)
    poses = torch.from_numpy(np.concatenate([clip.positions for clip in recordings])).float()
    poses = poses[torch.randint(len(poses), (FRAMES,), generator=generator)]
    centres = torch.full((FRAMES,), not detected)
    points = torch.zeros(FRAMES, len(POINTS), 3)
    if detected:
        # The root of HDM05's skeletons lies a hand above and behind the hips; a person's pelvis does not.
        poses[:, 0] = (poses[:, H36M_17.index("left_hip")] + poses[:, H36M_17.index("right_hip")]) / 2
        table = bodies().held_out()
        grown = table[table.age >= 18]
        # By the surface alone, nobody's limbs changed: the recorded poses on other people.
        share, crowds.CENTRES_SHARE = crowds.CENTRES_SHARE, 0.0
        crowd = crowds.Crowd(poses, torch.ones(FRAMES), grown, varied=False, rotation="none")
        people = crowd.sample(FRAMES, generator)
        crowds.CENTRES_SHARE = share
        joints, points = people.joints, people.points
        # `none` is a level camera from the front; the others turn from there.
        level = torch.diag(torch.tensor([1.0, -1.0, -1.0]))
        joints, points = joints @ level, points @ level
    else:
        joints = poses - poses[:, :1]
    across = joints[:, H36M_17.index("left_hip")] - joints[:, H36M_17.index("right_hip")]
    turn = camera_from_gravity(FRAMES, "tilt", generator)
    joints, points = joints @ turn.transpose(-1, -2), points @ turn.transpose(-1, -2)
    if not detected:
        points[:, :CENTRES] = joints
    facing = torch.linalg.cross(across, torch.tensor([0.0, 1.0, 0.0]).expand_as(across))[:, None] @ turn.transpose(
        -1, -2
    )
    heading = torch.rad2deg(torch.atan2(facing[:, 0, 0], -facing[:, 0, 2])).abs()
    plane, _ = project(points, generator)
    if detected:
        plane, known = as_movenet(plane, generator)
    else:
        known = centres[:, None].float().expand(-1, len(POINTS))
    skeleton, rows = (COCO_17, slice(CENTRES, CENTRES + 17)) if detected else (H36M_17, slice(0, CENTRES))
    uv = FOCAL * plane[:, rows].double().numpy() + np.array(MIDDLE)
    keypoints = Keypoints2D(uv, known[:, rows].double().clamp(0, 1).numpy(), skeleton, image_size=(1920, 1080))
    return Set(f"{name}, {'detected' if detected else 'recorded'}", keypoints, joints.double().numpy(), heading.numpy())


def flexions(joints: np.ndarray) -> dict[str, np.ndarray]:
    """(2 N,) degrees between the bones of knees, elbows and hips (trunk and thigh), left and right."""
    found = {}
    for name, ((a, b, c),) in HINGES.items():
        angles = []
        for side in ("left", "right"):
            at = [joints[:, H36M_17.index(joint if joint == "thorax" else f"{side}_{joint}")] for joint in (a, b, c)]
            upper, lower = at[1] - at[0], at[2] - at[1]
            angles.append(
                np.degrees(np.arctan2(np.linalg.norm(np.cross(upper, lower), axis=-1), (upper * lower).sum(-1)))
            )
        found[name] = np.concatenate(angles)
    return found


def directions(joints: np.ndarray, a: str, b: str) -> np.ndarray:
    """(N, 3) unit vectors from one joint to another."""
    vector = joints[:, H36M_17.index(b)] - joints[:, H36M_17.index(a)]
    return vector / np.linalg.norm(vector, axis=-1, keepdims=True)


def scores(found: zedo.Poses3D, data: Set) -> dict[str, object]:
    """Errors of the answers."""
    lifted = np.isfinite(found.joints[0]).all(axis=(1, 2))
    pose, truth = found.joints[0][lifted, :17].astype(np.float64), data.positions[lifted]
    every = np.ones(17, dtype=bool)
    result: dict[str, object] = {
        "lifted": int(lifted.sum()),
        "mpjpe": float(metrics.mpjpe(pose, truth, every).mean()),
        "pa_mpjpe": float(metrics.pa_mpjpe(pose, truth, every).mean()),
        "n_mpjpe": float(metrics.n_mpjpe(pose, truth, every).mean()),
    }
    ours, theirs = flexions(pose), flexions(truth)
    front = np.tile(np.minimum(data.heading, 180 - data.heading)[lifted] < 30, 2)
    for name, true in theirs.items():
        off = ours[name] - true
        result[name] = {"mae": float(np.abs(off).mean()), "bias": float(off.mean())}
        for low, high in itertools.pairwise(BINS):
            rows = (true >= low) & (true < high)
            for what, chosen in (("", rows), (" front", rows & front)):
                if chosen.sum() >= 20:
                    result[name][f"{low}-{high}{what}"] = [  # type: ignore[index]
                        float(np.abs(off[chosen]).mean()), float(off[chosen].mean()), int(chosen.sum())
                    ]  # fmt: skip
    trunk = np.degrees(
        np.arccos(
            np.clip((directions(pose, "pelvis", "thorax") * directions(truth, "pelvis", "thorax")).sum(-1), -1, 1)
        )
    )
    result["trunk"] = float(trunk.mean())
    if found.uncertainty is not None:
        distance = np.linalg.norm(pose - truth, axis=-1)[:, 1:]
        result["within"] = float((distance < found.uncertainty[lifted][:, 1:17]).mean())
    return result


def upright(lifter: Lifter) -> list[dict[str, object]]:
    """Median lifted flexion (10th, 90th percentile) of a person whose knees are bent by so much, by heading."""
    rows = []
    for bent in (0, 20, 60):
        for heading in (0, 45, 90, 180):
            placed = np.array(
                [
                    turned(standing(stance, np.radians(bent)), heading, pitch) + np.array([0.2, 0, distance])
                    for distance in (4, 6, 9)
                    for pitch in (-10, 0, 10)
                    for stance in (0.03, 0.1)
                ]
            )
            camera = zedo.Camera.from_intrinsics(FOCAL, FOCAL, *MIDDLE)
            keypoints = Keypoints2D(camera.project(placed), np.ones(placed.shape[:2]), H36M_17)
            knees = flexions(lifter(keypoints, camera).joints[0].astype(np.float64))["knee"]
            rows.append(
                {"true": bent, "heading": heading, "lifted": np.percentile(knees, [50, 10, 90]).round(1).tolist()}
            )
    return rows


def standing(stance: float, flexion: float) -> np.ndarray:
    """(17, 3) metres, camera axes, facing the camera, on Human3.6M's mean bones; legs apart and bent, radians."""
    hip, thigh, shin, lower, upper, neck, head, shoulder, arm, forearm = crowds.H36M_MEAN
    joints = np.zeros((17, 3))

    def put(joint: str, parent: str, direction: tuple[float, float, float], length: float) -> None:
        unit = np.array(direction) / np.linalg.norm(direction)
        joints[H36M_17.index(joint)] = joints[H36M_17.index(parent)] + length * unit

    for side, sign in (("right", -1.0), ("left", 1.0)):
        out, down, ahead = sign * np.sin(stance), np.cos(stance) * np.cos(flexion / 2), np.sin(flexion / 2)
        put(f"{side}_hip", "pelvis", (sign, 0, 0), hip)
        put(f"{side}_knee", f"{side}_hip", (out, down, -ahead), thigh)
        put(f"{side}_ankle", f"{side}_knee", (out, down, ahead), shin)
    put("spine", "pelvis", (0, -1, 0), lower)
    put("thorax", "spine", (0, -1, 0), upper)
    put("neck", "thorax", (0, -0.1, -0.06), neck)
    put("head", "neck", (0, -0.11, 0.03), head)
    for side, sign in (("right", -1.0), ("left", 1.0)):
        put(f"{side}_shoulder", "thorax", (sign, 0.07, 0), shoulder)
        put(f"{side}_elbow", f"{side}_shoulder", (sign * 0.2, 0.98, 0), arm)
        put(f"{side}_wrist", f"{side}_elbow", (sign * 0.12, 0.98, -0.15), forearm)
    return joints


def turned(person: np.ndarray, heading: float, pitch: float) -> np.ndarray:
    """A person turned about the vertical, before a camera that looks up or down, degrees."""
    a, b = np.radians(heading), np.radians(pitch)
    about_y = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    return person @ about_y.T @ about_x.T


def page(result: dict) -> str:
    """The result as Markdown."""
    lines = [
        "# Other people\n",
        "Made by `benchmarks/people.py`; what is measured is described there. Millimetres, degrees.\n",
    ]
    lines += [f"- {name}: {value}" for name, value in result["about"].items()]
    lines += [
        "\n| set | preset | MPJPE | PA | N | knee | elbow | hip | trunk | knee 0-15° | 15-40° | 40-75° | above | "
        "0-15° from front or back | 40-75° | within radius |",
        "|---" * 16 + "|",
    ]

    def shown(values: list | None) -> str:
        return "–" if values is None else f"{values[0]:.1f} ({values[1]:+.1f})"

    for row in result["rows"]:
        cells = [row["set"], f"`{row['preset']}`"]
        cells += [f"{row[key]:.1f}" for key in ("mpjpe", "pa_mpjpe", "n_mpjpe")]
        cells += [f"{row[key]['mae']:.1f} ({row[key]['bias']:+.1f})" for key in ("knee", "elbow", "hip")]
        cells += [f"{row['trunk']:.1f}"]
        cells += [
            shown(row["knee"].get(key)) for key in ("0-15", "15-40", "40-75", "75-180", "0-15 front", "40-75 front")
        ]
        cells += [f"{row['within']:.0%}" if "within" in row else "–"]
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["\n## Upright\n", "Median lifted knee flexion (10th to 90th percentile), degrees.\n"]
    lines += [
        "| true | heading | " + " | ".join(f"`{p}`" for p in result["upright"]) + " |",
        "|---" * (2 + len(result["upright"])) + "|",
    ]
    tables = list(result["upright"].values())
    for cells in zip(*tables, strict=True):
        each = [f"{c['lifted'][0]:.0f} ({c['lifted'][1]:.0f} to {c['lifted'][2]:.0f})" for c in cells]
        lines.append(f"| {cells[0]['true']}° | {cells[0]['heading']}° | " + " | ".join(each) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mocap", type=Path, required=True)
    parser.add_argument("--prior", default="open-v3")
    parser.add_argument("--preset", action="append", help="fast and default when left out")
    parser.add_argument("--half", choices=("choose", "report"), default="report")
    parser.add_argument("--output", type=Path, default=HERE / "results" / "people", help="without suffix")
    given = parser.parse_args()
    console = Console(stderr=True)
    presets = given.preset or ["fast", "default"]
    sets = []
    for name in ("CMU", "HDM05", "UI-PRMD"):
        chosen = [clip for clip in clips(given.mocap, name) if half_of(clip) == given.half]
        sets += [drawn(chosen, name, detected) for detected in (False, True)]
    rows, tables, about = [], {}, {}
    camera = zedo.Camera.from_intrinsics(FOCAL, FOCAL, *MIDDLE)
    for preset in presets:
        lifter = Lifter(given.prior, preset)
        tables[preset] = upright(lifter)
        for data in sets:
            poses = lifter(data.keypoints, camera)
            rows.append({"set": data.name, "preset": preset, **scores(poses, data)})
            about = {
                "date": datetime.date.today().isoformat(), "machine": describe_machine(),
                "command": command_line("people"), "prior": f"{given.prior} ({poses.provenance['prior']})",
                "proposal": poses.provenance.get("proposal", "none"), "half": given.half, "frames a set": FRAMES,
            }  # fmt: skip
            console.print(
                f"{data.name}, {preset}: {rows[-1]['mpjpe']:.1f} / {rows[-1]['pa_mpjpe']:.1f}", highlight=False
            )
    result = {"about": about, "rows": rows, "upright": tables}
    write_whole(given.output.with_suffix(".json"), (json.dumps(result, indent=1) + "\n").encode())
    write_whole(given.output.with_suffix(".md"), page(result).encode())


if __name__ == "__main__":
    sys.exit(main())
