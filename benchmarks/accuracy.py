"""The validation benchmark: held-out people under virtual cameras, 1,000 frames at S = 1 and 200 of them at S = 10, 50.

    python benchmarks/accuracy.py --mocap FOLDER                  # all of it; writes results/accuracy.{json,md}
    python benchmarks/accuracy.py --mocap FOLDER --only exact     # one kind of 2D input
    python benchmarks/accuracy.py --mocap FOLDER --write-npz OUT  # the frames as files for `zedo evaluate npz`

The people are subjects 02 and 16 (ASF/AMC skeletons) and 09 and 12 (Daz-friendly BVH conversion) of the CMU motion
capture database, whom the shipped prior never saw. FOLDER holds `cmu_amc_17j_mm_30fps.npz` and
`cmu_bvh_daz_17j_mm_30fps.npz` in the layout that docs/formats.md describes. Which frames, on which bodies, before which
cameras: `zedo.evaluate.validation`. The motion itself is not part of this repository.

Tables: `bodies` puts each pose on a body drawn from the sampler that training uses, with a seed of its own; `recorded`
keeps the recorded bone lengths. 2D: `exact`, or `noisy` with 5 px of Gaussian noise and 20 % of the joints missing.
"""

from __future__ import annotations

import argparse
import datetime
import json
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from rich.console import Console

from zedo.cli.options import lifting_progress
from zedo.data.mocap import read_npz
from zedo.evaluate.evaluation import evaluate
from zedo.evaluate.validation import FRAMES, FRAMES_SMALL, SOURCES, TABLES, archive, validation_set
from zedo.optimise.lifter import Lifter
from zedo.system.device import describe_machine
from zedo.system.files import write_whole
from zedo.train.augment import BoneLengths

HERE = Path(__file__).parent
FRAMES_FILE = HERE.parent / "src" / "zedo" / "assets" / "validation_frames.json"
PER_SUBJECT, PER_SUBJECT_SMALL = FRAMES // len(SOURCES), FRAMES_SMALL // len(SOURCES)
BODY_SEED = 7_001
INPUTS = ("exact", "noisy")


def choose_frames(mocap: Path, seed: int = 7_000) -> list[dict[str, object]]:
    """Draw the frames and their cameras; `validation_frames.json` is what this returned once.

    The first 4 × PER_SUBJECT_SMALL frames are the ones for many hypotheses.
    """
    rng = np.random.default_rng(seed)
    bodies = BoneLengths().sample(4 * PER_SUBJECT, torch.Generator().manual_seed(BODY_SEED)).double().numpy()
    chosen: list[list[dict[str, object]]] = []
    for subject, source in SOURCES.items():
        clips = [c for c in read_npz(archive(mocap, source)) if c.subject == subject]
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
                yield Case(table, kind, size, FRAMES if size == 1 else FRAMES_SMALL)


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


def command_line(script: str) -> str:
    """The command without the mocap folder, which is a path of one machine."""
    at = sys.argv.index("--mocap")
    options = sys.argv[1:at] + sys.argv[at + 2 :]
    return shlex.join(["python", f"benchmarks/{script}.py", "--mocap", "MOCAP", *options])


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mocap", type=Path, required=True, help="folder with the two npz archives")
    parser.add_argument("--prior", default="open-v3")
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
                data = validation_set(arguments.mocap, table, kind, FRAMES)
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
        data = validation_set(arguments.mocap, case.table, case.input, case.frames)
        lifter = Lifter(
            arguments.prior,
            arguments.preset,
            hypotheses=case.hypotheses,
            iterations=arguments.iterations,
            backend=arguments.backend,
        )
        with lifting_progress(console, data.name) as progress:
            outcome = evaluate(data, lifter, progress).to_dict()
        provenance = outcome.pop("provenance")
        del outcome["groups"], outcome["notes"]
        rows.append({"table": case.table, "input": case.input, "hypotheses": case.hypotheses, **outcome})
        result = {
            "about": {
                "date": datetime.date.today().isoformat(),
                "machine": describe_machine(),
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
