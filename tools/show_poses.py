"""Draw random poses of motion-capture files, such as those that `zedo augment` writes.

python tools/show_poses.py evolved.npz poses.png
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from show_prior import draw

from zedo.body.skeleton import H36M_17
from zedo.data.mocap import read

VIEW_DEGREES = 25.0
"""Turn about gravity away from the recorded heading: seen exactly from the front, bent limbs look short."""


def main() -> None:
    """Read, choose, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mocap", type=Path, help="npz archive, BVH or AMC file, or a folder of them")
    parser.add_argument("picture", type=Path, help="PNG to write")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    poses = H36M_17.root_relative(np.concatenate([clip.positions for clip in read(arguments.mocap)]))
    chosen = np.random.default_rng(arguments.seed).choice(len(poses), min(arguments.count, len(poses)), replace=False)
    cosine, sine = np.cos(np.radians(VIEW_DEGREES)), np.sin(np.radians(VIEW_DEGREES))
    # A y-up world to camera axes, y down and z away, after the turn.
    to_camera = np.diag([1.0, -1.0, -1.0]) @ [[cosine, 0, sine], [0, 1, 0], [-sine, 0, cosine]]
    draw(poses[chosen] @ to_camera.T, H36M_17, arguments.picture)


if __name__ == "__main__":
    main()
