"""The validation benchmark: held-out people under virtual cameras, 1,000 frames at S = 1 and 200 of them at S = 10, 50.

    python benchmarks/accuracy.py --mocap FOLDER                  # all of it; writes results/accuracy.{json,md}
    python benchmarks/accuracy.py --mocap FOLDER --only exact     # one kind of 2D input
    python benchmarks/accuracy.py --mocap FOLDER --write-npz OUT  # the frames as files for `zedo evaluate npz`

The people are subjects 02 and 16 (ASF/AMC skeletons) and 09 and 12 (Daz-friendly BVH conversion) of the CMU motion
capture database, whom the shipped prior never saw. FOLDER holds `cmu_amc_17j_mm_30fps.npz` and
`cmu_bvh_daz_17j_mm_30fps.npz` in the layout that docs/formats.md describes. Which frames, on which bodies, before which
cameras stands in `validation_frames.json`; the motion itself is not part of this repository.

Tables: `bodies` puts each pose on a body drawn from the sampler that training uses, with a seed of its own; `recorded`
keeps the recorded bone lengths. 2D: `exact`, or `noisy` with 5 px of Gaussian noise and 20 % of the joints missing.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from rich.console import Console

from zedo.camera import Camera
from zedo.cli.options import lifting_progress
from zedo.data.evaluation_set import EvaluationSet
from zedo.data.mocap import read_npz
from zedo.evaluate.evaluation import evaluate
from zedo.files import write_whole
from zedo.lift.lifter import Lifter
from zedo.poses import Keypoints2D
from zedo.prior.augment import BoneLengths
from zedo.skeleton import H36M_17

HERE = Path(__file__).parent
FRAMES_FILE = HERE / "validation_frames.json"
SOURCES = {"02": "amc", "16": "amc", "09": "bvh_daz", "12": "bvh_daz"}
PER_SUBJECT, PER_SUBJECT_SMALL = 250, 50
BODY_SEED, NOISE_SEED = 7_001, 7_002
NOISE_PIXELS, MISSING_SHARE = 5.0, 0.2
TABLES = ("bodies", "recorded")
INPUTS = ("exact", "noisy")
IMAGE_SIZE = (1920, 1080)


def choose_frames(mocap: Path, seed: int = 7_000) -> list[dict[str, object]]:
    """Draw the frames and their cameras; `validation_frames.json` is what this returned once.

    The first 4 × PER_SUBJECT_SMALL frames are the ones for many hypotheses.
    """
    rng = np.random.default_rng(seed)
    bodies = BoneLengths().sample(4 * PER_SUBJECT, torch.Generator().manual_seed(BODY_SEED)).double().numpy()
    chosen: list[list[dict[str, object]]] = []
    for subject, source in SOURCES.items():
        clips = [c for c in read_npz(mocap / f"cmu_{source}_17j_mm_30fps.npz") if c.subject == subject]
        places = [(c.key, frame) for c in clips for frame in range(len(c.positions))]
        picked = rng.permutation(len(places))[:PER_SUBJECT]
        chosen.append(
            [
                {
                    "source": source,
                    "clip": places[i][0],
                    "frame": places[i][1],
                    "heading_deg": round(rng.uniform(-180, 180), 2),
                    "pitch_deg": round(rng.uniform(-30, 30), 2),
                    "roll_deg": round(rng.uniform(-10, 10), 2),
                    "focal_px": round(rng.uniform(800, 2000), 1),
                    "distance_m": round(rng.uniform(2.5, 8), 3),
                    "bearing_deg": [round(rng.uniform(-12, 12), 2), round(rng.uniform(-7, 7), 2)],
                }
                for i in picked
            ]
        )
    rows = [
        row
        for block in (slice(0, PER_SUBJECT_SMALL), slice(PER_SUBJECT_SMALL, None))
        for c in chosen
        for row in c[block]
    ]
    for row, body in zip(rows, bodies, strict=True):
        row["bones_mm"] = [round(1000 * float(length), 1) for length in body]
    return rows


def axis_rotation(axis: int, degrees: np.ndarray) -> np.ndarray:
    """(N, 3, 3) right-handed rotations about a coordinate axis."""
    angle = np.radians(degrees)
    a, b = (axis + 1) % 3, (axis + 2) % 3
    matrices = np.zeros((len(angle), 3, 3))
    matrices[:, axis, axis] = 1.0
    matrices[:, a, a] = matrices[:, b, b] = np.cos(angle)
    matrices[:, a, b], matrices[:, b, a] = -np.sin(angle), np.sin(angle)
    return matrices


def build(mocap: Path, table: str, kind: str, count: int) -> EvaluationSet:
    """The first ``count`` frames as an evaluation set."""
    rows = json.loads(FRAMES_FILE.read_text())["frames"][:count]
    clips = {
        (source, clip.key): clip.positions
        for source in set(SOURCES.values())
        for clip in read_npz(mocap / f"cmu_{source}_17j_mm_30fps.npz")
    }
    poses = np.stack([clips[row["source"], row["clip"]][row["frame"]] for row in rows]).astype(np.float64)
    parents = H36M_17.parents
    world = np.zeros_like(poses)
    for joint in range(1, 17):
        bone = poses[:, joint] - poses[:, parents[joint]]
        if table == "bodies":
            length = np.array([row["bones_mm"][joint - 1] for row in rows])[:, None] / 1000
            bone = bone / np.linalg.norm(bone, axis=-1, keepdims=True) * length
        world[:, joint] = world[:, parents[joint]] + bone

    def column(name: str) -> np.ndarray:
        return np.array([row[name] for row in rows])

    to_camera = np.diag([1.0, -1.0, -1.0]) @ axis_rotation(1, column("heading_deg"))
    to_camera = axis_rotation(2, column("roll_deg")) @ axis_rotation(0, column("pitch_deg")) @ to_camera
    right, down = np.radians(column("bearing_deg")).T
    ray = np.stack([np.tan(right), np.tan(down), np.ones(len(rows))], axis=-1)
    pelvis = ray / np.linalg.norm(ray, axis=-1, keepdims=True) * column("distance_m")[:, None]
    positions = world @ to_camera.transpose(0, 2, 1) + pelvis[:, None]

    matrix = np.zeros((len(rows), 3, 3))
    matrix[:, 0, 0] = matrix[:, 1, 1] = column("focal_px")
    matrix[:, :2, 2] = np.array(IMAGE_SIZE) / 2
    matrix[:, 2, 2] = 1.0
    camera = Camera(matrix)
    uv, confidence = camera.project(positions), np.ones((len(rows), 17))
    if kind == "noisy":
        # Drawn for all frames, so that a frame has the same noise whatever the count.
        total = 4 * PER_SUBJECT
        rng = np.random.default_rng(NOISE_SEED)
        uv = uv + NOISE_PIXELS * rng.normal(size=(total, 17, 2))[: len(rows)]
        confidence[rng.uniform(size=(total, 17))[: len(rows)] < MISSING_SHARE] = 0.0
    keypoints = Keypoints2D(uv, confidence, H36M_17, image_size=IMAGE_SIZE)
    return EvaluationSet(
        f"validation benchmark, {table}, {kind} 2D", keypoints, camera, positions, np.ones(17, dtype=bool)
    )


@dataclass(frozen=True)
class Case:
    """One line of the result."""

    table: str
    input: str
    hypotheses: int
    frames: int


def cases(tables: list[str], inputs: list[str], sizes: list[int]) -> Iterator[Case]:
    """Every combination asked for."""
    for table in tables:
        for kind in inputs:
            for size in sizes:
                yield Case(table, kind, size, 4 * (PER_SUBJECT if size == 1 else PER_SUBJECT_SMALL))


def markdown(result: dict) -> str:
    """The result as a page."""
    head = (
        "# Validation benchmark\n\nMade by `benchmarks/accuracy.py`; what is measured is described there. MPJPE, PA- "
        "and N-MPJPE are of the first\nhypothesis, min of the best of S in each frame. Millimetres.\n"
    )
    about = "".join(f"- {name}: {value}\n" for name, value in result["about"].items())
    lines = [
        "| bodies | 2D | S | frames | MPJPE | PA-MPJPE | N-MPJPE | minMPJPE | minPA-MPJPE | PCK % | AUC % |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in result["rows"]:
        numbers = [row[k] for k in ("mpjpe", "pa_mpjpe", "n_mpjpe", "min_mpjpe", "min_pa_mpjpe", "pck", "auc")]
        values = " | ".join(f"{number:.1f}" for number in numbers)
        lines.append(f"| {row['table']} | {row['input']} | {row['hypotheses']} | {row['frames']} | {values} |")
    return head + "\n" + about + "\n" + "\n".join(lines) + "\n"


def machine() -> str:
    """Processor and cores, without the machine's name."""
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    return f"{model}, {os.cpu_count()} cores, torch {torch.__version__} with {torch.get_num_threads()} threads"


def command_line(script: str) -> str:
    """The command without the mocap folder, which is a path of one machine."""
    at = sys.argv.index("--mocap")
    options = sys.argv[1:at] + sys.argv[at + 2 :]
    return shlex.join(["python", f"benchmarks/{script}.py", "--mocap", "MOCAP", *options])


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mocap", type=Path, required=True, help="folder with the two npz archives")
    parser.add_argument("--prior", default="open-v2")
    parser.add_argument("--preset", default="paper")
    parser.add_argument("--backend", default="auto")
    parser.add_argument("--iterations", type=int)
    parser.add_argument("--only", choices=INPUTS, action="append", help="kinds of 2D input; both when left out")
    parser.add_argument("--table", choices=TABLES, action="append", help="bodies; both when left out")
    parser.add_argument("--hypotheses", type=int, action="append", help="S; 1, 10 and 50 when left out")
    parser.add_argument("--output", type=Path, default=HERE / "results" / "accuracy", help="without suffix")
    parser.add_argument("--write-npz", type=Path, metavar="FOLDER", help="write the evaluation sets and stop")
    parser.add_argument("--make-frames", action="store_true", help="draw validation_frames.json anew and stop")
    arguments = parser.parse_args()

    console = Console(stderr=True)
    if arguments.make_frames:
        rows = choose_frames(arguments.mocap)
        text = ",\n".join(json.dumps(row) for row in rows)
        write_whole(FRAMES_FILE, ('{"frames": [\n' + text + "\n]}\n").encode())
        return
    tables, inputs = arguments.table or list(TABLES), arguments.only or list(INPUTS)
    if arguments.write_npz:
        arguments.write_npz.mkdir(parents=True, exist_ok=True)
        for table in tables:
            for kind in inputs:
                data = build(arguments.mocap, table, kind, 4 * PER_SUBJECT)
                np.savez_compressed(
                    arguments.write_npz / f"{table}_{kind}.npz",
                    uv=data.keypoints.uv,
                    conf=data.keypoints.confidence,
                    cam3d=data.positions,
                    K=data.camera.matrix,
                    joints=data.scored,
                )
        return

    rows = []
    for case in cases(tables, inputs, arguments.hypotheses or [1, 10, 50]):
        data = build(arguments.mocap, case.table, case.input, case.frames)
        lifter = Lifter(
            arguments.prior, arguments.preset, case.hypotheses, arguments.iterations, backend=arguments.backend
        )
        with lifting_progress(console, data.name) as progress:
            outcome = evaluate(data, lifter, progress).to_dict()
        provenance = outcome.pop("provenance")
        del outcome["groups"], outcome["notes"]  # this set has none
        rows.append({"table": case.table, "input": case.input, "hypotheses": case.hypotheses, **outcome})
        result = {
            "about": {
                "date": datetime.date.today().isoformat(),
                "machine": machine(),
                "command": command_line("accuracy"),
                "zedo": provenance["zedo"],
                "prior": f"{arguments.prior} ({provenance['prior']})",
                **({"proposal": provenance["proposal"]} if "proposal" in provenance else {}),
                "preset": arguments.preset,
                "backend": provenance["backend"],
            },
            "rows": rows,
        }
        # Written after each case: a run that is cut short keeps what it has.
        write_whole(arguments.output.with_suffix(".json"), (json.dumps(result, indent=1) + "\n").encode())
        write_whole(arguments.output.with_suffix(".md"), markdown(result).encode())
        console.print(
            f"{data.name}, S = {case.hypotheses}: MPJPE {outcome['mpjpe']:.1f}, min {outcome['min_mpjpe']:.1f}"
        )


if __name__ == "__main__":
    main()
