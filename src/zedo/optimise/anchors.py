"""Anchors: the initial poses P_init that hypotheses start from (paper §4.4, Table 7)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from jaxtyping import Float

from zedo.body.bone_lengths import H36M_BONE_LENGTHS
from zedo.body.heading import normalise_heading, turn_heading
from zedo.body.skeleton import H36M_17, Skeleton, joint_map
from zedo.system.errors import ZedoError
from zedo.system.files import read_npz, written_whole

SETS = (1, 10, 50)
"""The S that anchors are prepared for."""

CLUSTER_POSES = 40_000
"""Poses that k-means sees at the most; more do not move 50 centres."""


def upright_poses(positions: Float[np.ndarray, "F 17 3"]) -> Float[np.ndarray, "F2 17 3"]:
    """Poses on a body of Human3.6M's mean bone lengths that face the camera, and their mirror images.

    Args:
        positions: metres, y up.

    Returns:
        Root-relative, metres, camera axes (x right, y down, z forward).
    """
    poses = normalise_heading(positions)
    parents = H36M_17.parents
    body = np.zeros_like(poses)
    for joint in range(1, len(H36M_17)):
        bone = poses[:, joint] - poses[:, parents[joint]]
        kind = H36M_17.joints[joint].removeprefix("left_").removeprefix("right_")
        length = H36M_BONE_LENGTHS[kind] / np.maximum(np.linalg.norm(bone, axis=-1, keepdims=True), 1e-9)
        body[:, joint] = body[:, parents[joint]] + bone * length
    body *= [1.0, -1.0, -1.0]
    mirrored = body[:, list(H36M_17.mirror)] * [-1.0, 1.0, 1.0]
    return np.concatenate([body, mirrored])


def cluster_centres(poses: Float[np.ndarray, "F J 3"], count: int, seed: int = 0) -> Float[np.ndarray, "count J 3"]:
    """k-means centres, the largest cluster first; the one centre of count = 1 is the mean pose."""
    from sklearn.cluster import KMeans

    rng = np.random.default_rng(seed)
    chosen = poses[rng.permutation(len(poses))[:CLUSTER_POSES]]
    model = KMeans(count, n_init="auto", random_state=seed)
    labels = model.fit_predict(chosen.reshape(len(chosen), -1))
    order = np.argsort(-np.bincount(labels, minlength=count), kind="stable")
    return model.cluster_centers_[order].reshape(count, *poses.shape[1:])


def make_anchors(
    positions: Float[np.ndarray, "F 17 3"], centres: int, headings: int, seed: int = 0
) -> Float[np.ndarray, "S 17 3"]:
    """S = centres × headings anchors: k-means centres of camera-facing poses, each under equally spaced headings.

    With ``headings`` = 0 the poses are turned to random headings before they are clustered.

    Args:
        positions: mocap, metres, y up.

    Returns:
        Root-relative, metres, camera axes; centres of large clusters first.
    """
    poses = upright_poses(positions)
    if headings == 0:
        angles = np.random.default_rng(seed).uniform(-np.pi, np.pi, len(poses))
        return cluster_centres(turn_heading(poses, angles), centres, seed)
    centred = cluster_centres(poses, centres, seed)
    angles = np.repeat(np.arange(headings) * (2 * np.pi / headings), centres)
    return turn_heading(np.tile(centred, (headings, 1, 1)), angles)


def prepared_anchors(positions: Float[np.ndarray, "F 17 3"], count: int, seed: int = 0) -> Float[np.ndarray, "S 17 3"]:
    """The mean pose facing the camera, then ``count`` - 1 centres of poses under random headings, large clusters first.

    Of the ways that benchmarks/results/anchors.md compares, centres under random headings have the best minimum over
    the hypotheses; the first of them would be a far worse only answer than the mean facing the camera.
    """
    facing = make_anchors(positions, 1, 1, seed)
    return facing if count == 1 else np.concatenate([facing, make_anchors(positions, count, 0, seed)[:-1]])


def write_anchors(path: Path, positions: Float[np.ndarray, "F 17 3"], skeleton: Skeleton, seed: int = 0) -> None:
    """Write the anchor sets :data:`SETS` for a prior of ``skeleton``, as :func:`load_anchors` reads them."""
    mapping = joint_map(H36M_17, skeleton)
    sets = {
        str(size): skeleton.root_relative(mapping.positions(prepared_anchors(positions, size, seed))).astype(np.float32)
        for size in SETS
    }
    with written_whole(path) as aside:
        np.savez(aside, **sets)  # type: ignore[arg-type]


def load_anchors(path: Path, skeleton: Skeleton, hypotheses: int, seed: int = 0) -> Float[np.ndarray, "S J 3"]:
    """S anchors of an npz with one array (S, J, 3) for each S that was prepared, keyed by S.

    For another S, that many are drawn (by ``seed``) from the next larger set.

    Raises:
        ZedoError: when the file is unreadable, does not fit the skeleton, or holds fewer anchors than asked for.
    """
    if not path.is_file():
        raise ZedoError(f"{path}: no anchors beside the prior; `zedo train` writes them")
    archive = read_npz(path)
    if not archive or not all(key.isdecimal() for key in archive):
        raise ZedoError(f"{path}: no anchor file, which has one array (S, J, 3) for each S, keyed by S")
    sets = {int(key): array.astype(np.float64) for key, array in archive.items()}
    for size, anchors in sets.items():
        if anchors.shape != (size, len(skeleton), 3) or not np.isfinite(anchors).all():
            raise ZedoError(
                f"{path}: set {size} has shape {anchors.shape}; finite ({size}, {len(skeleton)}, 3) was expected"
            )
    large_enough = [size for size in sorted(sets) if size >= hypotheses]
    if hypotheses < 1 or not large_enough:
        raise ZedoError(f"{hypotheses} hypotheses were asked for; {path} has anchors for 1 to {max(sets, default=0)}")
    anchors = sets[large_enough[0]]
    if len(anchors) == hypotheses:
        return anchors
    # The first is kept: it is the single best guess.
    others = np.random.default_rng(seed).permutation(np.arange(1, len(anchors)))[: hypotheses - 1]
    return anchors[[0, *sorted(others)]]
