"""BVH: a skeleton in its T-pose, and Euler angles a frame.

Format: Meredith and Maddock, "Motion Capture File Formats Explained", University of Sheffield CS-01-11, 2001; what is
written here, :mod:`zedo.data.bvh` reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from jaxtyping import Float

from zedo.io.export.rig import RiggedMotion
from zedo.system.files import write_whole

ORDER = "ZXY"
"""Of the rotation channels: about z, then the turned x, then the twice turned y."""

TIP = 0.25
"""Length of an End Site as a share of the bone before it. It only gives a hand or a head a visible end."""


def write_bvh(rigged: RiggedMotion, rate: float, path: Path) -> None:
    """One person's motion, metres, y up, ``rate`` frames a second."""
    motion = np.concatenate([rigged.root, _degrees(rigged).reshape(len(rigged.root), -1)], axis=1)
    lines = ["HIERARCHY", *_hierarchy(rigged, 0, 0), "MOTION", f"Frames: {len(motion)}", f"Frame Time: {1 / rate:.8f}"]
    lines += [" ".join(f"{value:.6f}" for value in row) for row in motion]
    write_whole(path, ("\n".join(lines) + "\n").encode())


def _hierarchy(rigged: RiggedMotion, k: int, depth: int) -> Iterator[str]:
    indent, inner = "  " * depth, "  " * (depth + 1)
    children = [c for c, node in enumerate(rigged.nodes) if node.parent == k]
    rotations = " ".join(f"{axis}rotation" for axis in ORDER)
    yield f"{indent}{'JOINT' if k else 'ROOT'} {rigged.nodes[k].name}"
    yield indent + "{"
    yield f"{inner}OFFSET {_vector(rigged.offsets[k])}"
    yield f"{inner}CHANNELS " + (f"3 {rotations}" if k else f"6 Xposition Yposition Zposition {rotations}")
    for child in children:
        yield from _hierarchy(rigged, child, depth + 1)
    if not children:
        yield from (f"{inner}End Site", inner + "{", f"{inner}  OFFSET {_vector(TIP * rigged.offsets[k])}", inner + "}")
    yield indent + "}"


def _degrees(rigged: RiggedMotion) -> Float[np.ndarray, "F K 3"]:
    """Angles in :data:`ORDER`, without jumps by a full turn, which programs would interpolate through."""
    import roma
    import torch  # takes seconds to import

    angles = np.asarray(roma.rotmat_to_euler(ORDER, torch.from_numpy(rigged.rotations), degrees=True))
    return np.unwrap(angles, period=360.0, axis=0)


def _vector(offset: np.ndarray) -> str:
    return " ".join(f"{value:.6f}" for value in offset)
