"""Draw unconditional samples of a prior and measure how human they are.

python tools/show_prior.py open-v3 samples.png
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from zedo.body.skeleton import Skeleton
from zedo.prior.checkpoint import load_prior

COLUMNS, ROWS = 10, 3


def draw(poses: np.ndarray, skeleton: Skeleton, path: Path) -> None:
    """A grid of poses seen by the camera, left limbs red, right limbs blue."""
    rows = -(-len(poses) // COLUMNS)
    figure = Figure(figsize=(COLUMNS * 1.6, rows * 1.9), layout="tight")
    for k, pose in enumerate(poses):
        axes = figure.add_subplot(rows, COLUMNS, k + 1)
        for parent, child in skeleton.bones:
            side = skeleton.joints[child].split("_")[0]
            colour = {"left": "tab:red", "right": "tab:blue"}.get(side, "black")
            axes.plot(*pose[[parent, child]].T[:2], color=colour, linewidth=2)
        axes.set(xlim=(-1.0, 1.0), ylim=(1.1, -1.1), aspect="equal")
        axes.axis("off")
    FigureCanvasAgg(figure).print_png(path)


def main() -> None:
    """Sample, draw, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prior", help="name of a shipped prior, or a file")
    parser.add_argument("picture", type=Path, help="PNG to write")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    prior = load_prior(arguments.prior)
    skeleton = prior.skeleton
    generator = torch.Generator().manual_seed(arguments.seed)
    poses = prior.sample(arguments.count, generator, arguments.steps).numpy()
    draw(poses[: COLUMNS * ROWS], skeleton, arguments.picture)
    lengths = np.stack([np.linalg.norm(poses[:, c] - poses[:, p], axis=-1) for p, c in skeleton.bones], axis=1)
    children = [child for _, child in skeleton.bones]
    print("bone ending in      mean mm  sd mm")
    for child, mean, deviation in zip(children, 1000 * lengths.mean(axis=0), 1000 * lengths.std(axis=0), strict=True):
        print(f"{skeleton.joints[child]:18} {mean:8.0f} {deviation:6.0f}")
    pairs = [(k, children.index(skeleton.mirror[c])) for k, c in enumerate(children) if skeleton.mirror[c] > c]
    difference = np.mean([np.abs(lengths[:, a] - lengths[:, b]).mean() for a, b in pairs])
    print(f"left and right bones differ by {1000 * difference:.1f} mm on average, {arguments.count} samples")


if __name__ == "__main__":
    main()
