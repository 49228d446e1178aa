"""Choosing among hypotheses without the truth, and whether the uncertainty is what it says, on held-out people.

    python benchmarks/hypotheses.py --mocap FOLDER     # writes results/hypotheses.md

Frames are those of accuracy.py (200, drawn bodies). The constants of the uncertainty were fitted to two of the four
held-out subjects; its coverage is shown on the other two and on both.
"""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from accuracy import HERE, INPUTS, command_line
from rich.console import Console

from zedo.body.skeleton import H36M_17
from zedo.evaluate import metrics
from zedo.evaluate.validation import FRAMES_SMALL, validation_set
from zedo.optimise import uncertainty
from zedo.optimise.lifter import Lifter
from zedo.optimise.presets import find_preset
from zedo.optimise.select import hypothesis_weights, weighted_median
from zedo.system.device import describe_machine
from zedo.system.files import write_whole

FITTED = ("02", "09")
"""The subjects that the uncertainty's constants are fitted to."""


def bone_lengths(poses: np.ndarray) -> np.ndarray:
    """(S, N, 16) lengths of the bones."""
    parents, children = zip(*H36M_17.bones, strict=True)
    return np.linalg.norm(poses[..., list(children), :] - poses[..., list(parents), :], axis=-1)


def choices(poses: np.ndarray, residual: np.ndarray, lifter: Lifter) -> dict[str, np.ndarray]:
    """For each way of choosing without the truth the chosen poses (N, 17, 3)."""
    tensor = torch.as_tensor(poses, dtype=torch.float32)
    weights = hypothesis_weights(tensor, lifter.prior)
    equal = torch.full_like(weights, 1 / len(poses))
    children = [child for _, child in H36M_17.bones]
    twins = [children.index(H36M_17.mirror[child]) for child in children]
    lengths = np.log(bone_lengths(poses))
    apart = np.linalg.norm(poses[:, None] - poses[None], axis=-1).mean(axis=(1, -1))

    def picked(cost: np.ndarray) -> np.ndarray:
        return np.take_along_axis(poses, cost.argmin(axis=0)[None, :, None, None], axis=0)[0]

    return {
        "first hypothesis": poses[0],
        "least reprojection residual": picked(residual),
        "most symmetric bones": picked(np.abs(lengths - lengths[..., twins]).mean(axis=-1)),
        "nearest to all others": picked(apart),
        "most plausible to the prior": picked(-weights.numpy()),
        "geometric median": weighted_median(tensor, equal).numpy(),
        "geometric median weighted by the prior": weighted_median(tensor, weights).numpy(),
    }


def choice_table(given: argparse.Namespace) -> Iterator[str]:
    """MPJPE of each way to one answer."""
    rows: dict[str, list[str]] = {}
    columns = []
    for preset in given.preset or ["best", "paper"]:
        for size in given.hypotheses or [10, 50]:
            for kind in INPUTS:
                data = validation_set(given.mocap, "bodies", kind, FRAMES_SMALL)
                settings = replace(find_preset(preset), answer="first")
                lifter = Lifter(given.prior, settings, hypotheses=size, backend=given.backend)
                poses = lifter(data.keypoints, data.camera)
                columns.append(f"`{preset}`, S = {size}, {kind}")
                found = choices(poses.joints, poses.reprojection_error, lifter)
                errors = {name: metrics.mpjpe(pose, data.positions).mean() for name, pose in found.items()}
                if preset != "paper":
                    answered = Lifter(given.prior, preset, hypotheses=size, backend=given.backend)
                    answer = answered(data.keypoints, data.camera).joints[0]
                    errors["the preset's answer"] = metrics.mpjpe(answer, data.positions).mean()
                errors["mean hypothesis"] = metrics.mpjpe(poses.joints, data.positions).mean()
                errors["best hypothesis (the truth chooses)"] = metrics.min_mpjpe(poses.joints, data.positions).mean()
                for name, error in errors.items():
                    rows.setdefault(name, [""] * (len(columns) - 1)).append(f"{error:.1f}")
                for cells in rows.values():
                    cells.extend([""] * (len(columns) - len(cells)))
    yield "## One answer\n\nMPJPE in mm, 200 frames.\n"
    yield "| answer | " + " | ".join(columns) + " |"
    yield "|---" * (1 + len(columns)) + "|"
    for name, cells in rows.items():
        yield f"| {name} | " + " | ".join(cells) + " |"


def coverage_table(given: argparse.Namespace) -> Iterator[str]:
    """How often the truth lies within the radius, and the constants that a new fit would give."""
    fitted = np.isin(validation_set(given.mocap, count=given.frames).groups, FITTED)
    yield "\n## Uncertainty\n"
    yield (
        f"Share of the joints (pelvis left out) within the radius and within twice the radius of the answer, "
        f"{given.frames} frames, preset default; the constants were fitted to subjects {' and '.join(FITTED)}.\n"
    )
    yield "| 2D | joints | fitted subjects | others | others, twice the radius | median radius, mm | median error, mm |"
    yield "|---|---|---|---|---|---|---|"
    spreads, distances = [], []
    for kind in INPUTS:
        data = validation_set(given.mocap, "bodies", kind, given.frames)
        poses = Lifter(given.prior, "default", backend=given.backend)(data.keypoints, data.camera)
        assert poses.uncertainty is not None  # the preset draws samples
        radius = poses.uncertainty[:, 1:]
        error = metrics.joint_errors(poses.joints[0], data.positions)[:, 1:] / 1000
        seen = data.keypoints.confidence[:, 1:] > 0
        spreads.append((radius / uncertainty.SCALE) ** (1 / uncertainty.EXPONENT))
        distances.append(error)
        for name, mask in {"seen": seen, "missing": ~seen}.items():
            if not mask.any():
                continue
            held = [
                (error <= factor * radius)[who[:, None] & mask].mean()
                for factor, who in ((1, fitted), (1, ~fitted), (2, ~fitted))
            ]
            cells = [f"{share:.0%}" for share in held]
            cells += [f"{1000 * np.median(values[mask]):.0f}" for values in (radius, error)]
            yield f"| {kind} | {name} | " + " | ".join(cells) + " |"
    # The radius that covers the share asked for, bin by bin of spread, as a power law.
    spread, error = (np.concatenate([part[fitted] for part in parts]).ravel() for parts in (spreads, distances))
    edges = np.quantile(spread, np.linspace(0, 1, 21))
    bins = np.clip(np.searchsorted(edges, spread) - 1, 0, 19)
    middle = np.array([np.log(spread[bins == b]).mean() for b in range(20)])
    held = np.array([np.log(np.quantile(error[bins == b], uncertainty.COVERAGE)) for b in range(20)])
    exponent, logarithm = np.polyfit(middle, held, 1)
    yield f"\nA fit to the two subjects on these frames: SCALE = {np.exp(logarithm):.3f}, EXPONENT = {exponent:.3f}."


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mocap", type=Path, required=True, help="folder with the two npz archives of accuracy.py")
    parser.add_argument("--prior", default="open-v3")
    parser.add_argument("--preset", action="append", help="best and paper when left out")
    parser.add_argument("--hypotheses", type=int, action="append", help="10 and 50 when left out")
    parser.add_argument("--frames", type=int, default=1000, help="of the uncertainty's table")
    parser.add_argument("--only", choices=("choice", "coverage"), help="one of the tables")
    parser.add_argument("--backend", default="auto")
    parser.add_argument("--output", type=Path, default=HERE / "results" / "hypotheses.md")
    given = parser.parse_args()
    console = Console(stderr=True)
    lines = [
        "# Hypotheses\n",
        f"Made by `{command_line('hypotheses')}` on {datetime.date.today().isoformat()}, {describe_machine()}, prior "
        f"{given.prior}.\n",
    ]
    tables = {"choice": choice_table, "coverage": coverage_table}
    for name, table in tables.items():
        if given.only in (None, name):
            for line in table(given):
                console.print(line, markup=False, soft_wrap=True, highlight=False)
                lines.append(line)
    write_whole(given.output, ("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    main()
