"""Metrics of 3D human pose estimation, one value a frame; a data set's value is the mean over its frames.

Positions are (..., J, 3) in metres with any leading shape, and joint 0 is the pelvis. Errors are in millimetres, PCK
and AUC in percent. ``scored`` (J,) says which joints are scored, None for all of them: means, scales and alignments use
the scored joints alone, so the truth of the others may be NaN. Arithmetic is float64. Definitions: docs/protocols.md.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float

from zedo.body.skeleton import H36M_17

MM_PER_METRE = 1000.0
PCK_THRESHOLD = 150.0
"""Millimetres; about half a head (Mehta et al., 3DV 2017)."""
AUC_THRESHOLDS = np.linspace(0.0, PCK_THRESHOLD, 31)
"""Millimetres, in steps of 5; 0 is included, where no joint is a hit."""

Positions = Float[np.ndarray, "*batch J 3"]
PerFrame = Float[np.ndarray, "*batch"]
Scored = Bool[np.ndarray, " J"] | None


def mpjpe(predicted: Positions, truth: Positions, scored: Scored = None, rooted: bool = True) -> PerFrame:
    """Mean per-joint position error, root-relative, mm; the pelvis' zero counts in the mean when it is scored.

    Args:
        rooted: False takes predictions relative to their origin, wherever their pelvis is, as the official ZeDO code
            does; so in :func:`pck`, :func:`auc` and :func:`joint_errors`.

    Source: Ionescu et al., TPAMI 2014; as `mpjpe` in VideoPose3D's `common/loss.py`, with the prediction re-rooted too.
    """
    return joint_errors(predicted, truth, scored, rooted).mean(axis=-1)


def n_mpjpe(predicted: Positions, truth: Positions, scored: Scored = None) -> PerFrame:
    """MPJPE after :func:`align_scale`, mm.

    Source: Rhodin et al., CVPR 2018; `n_mpjpe` in VideoPose3D's `common/loss.py`.
    """
    p, g = _root_relative(predicted, scored), _root_relative(truth, scored)
    return _distances(align_scale(p, g), g).mean(axis=-1)


def pa_mpjpe(
    predicted: Positions, truth: Positions, scored: Scored = None, reflection: bool = False, fitted: Scored = None
) -> PerFrame:
    """Mean joint error after :func:`align_similarity`, mm (Human3.6M's protocol 2, "reconstruction error").

    Args:
        reflection: allow mirror images, which is optimistic; for comparison with the official ZeDO code alone.
        fitted: the joints that are aligned, the scored ones and others; None for the scored ones alone, as it is
            defined. The official code aligns all 17 and scores 14.
    """
    fitted = scored if fitted is None else fitted
    p, g = _select(predicted, fitted), _select(truth, fitted)
    aligned = align_similarity(p, g, reflection)
    if scored is not None and fitted is not None:
        aligned, g = _select(aligned, scored[fitted]), _select(g, scored[fitted])
    return _distances(aligned, g).mean(axis=-1)


def min_mpjpe(predicted: Float[np.ndarray, "S *batch J 3"], truth: Positions, scored: Scored = None) -> PerFrame:
    """The least :func:`mpjpe` of the S hypotheses in each frame, mm; the truth chooses, so no method can attain it."""
    return mpjpe(predicted, truth, scored).min(axis=0)


def min_pa_mpjpe(predicted: Float[np.ndarray, "S *batch J 3"], truth: Positions, scored: Scored = None) -> PerFrame:
    """The least :func:`pa_mpjpe` of the S hypotheses in each frame, mm; often another hypothesis than MPJPE's best."""
    return pa_mpjpe(predicted, truth, scored).min(axis=0)


def pck(predicted: Positions, truth: Positions, scored: Scored = None, rooted: bool = True) -> PerFrame:
    """Percentage of scored joints whose root-relative error is strictly below :data:`PCK_THRESHOLD`.

    Source: Mehta et al., 3DV 2017 (3DPCK); `compute_PCK` in the official ZeDO code.
    """
    return 100.0 * (joint_errors(predicted, truth, scored, rooted) < PCK_THRESHOLD).mean(axis=-1)


def auc(predicted: Positions, truth: Positions, scored: Scored = None, rooted: bool = True) -> PerFrame:
    """Mean PCK over :data:`AUC_THRESHOLDS`, percent; 30/31 of 100 at most, as nothing is strictly below 0 mm.

    Source: Mehta et al., 3DV 2017; `compute_AUC` in the official ZeDO code.
    """
    hits = joint_errors(predicted, truth, scored, rooted)[..., None] < AUC_THRESHOLDS
    return 100.0 * hits.mean(axis=(-2, -1))


def joint_errors(
    predicted: Positions, truth: Positions, scored: Scored = None, rooted: bool = True
) -> Float[np.ndarray, "*batch J_scored"]:
    """Root-relative Euclidean error of each scored joint, mm."""
    placed = _root_relative(predicted, scored) if rooted else _select(predicted, scored)
    return _distances(placed, _root_relative(truth, scored))


def align_scale(predicted: Positions, truth: Positions) -> Positions:
    """``s * predicted`` with the least-squares s = ⟨p, g⟩ / ⟨p, p⟩ of each frame, both about the origin.

    A frame whose joints all lie in the origin stays there.
    """
    scale = _ratio((predicted * truth).sum(axis=(-2, -1)), (predicted**2).sum(axis=(-2, -1)))
    return scale[..., None, None] * predicted


def align_similarity(predicted: Positions, truth: Positions, reflection: bool = False) -> Positions:
    """``predicted`` moved onto ``truth`` by each frame's least-squares scale, rotation and translation.

    Source: Umeyama, TPAMI 1991, eqs. (39)-(42). A frame whose joints all lie in one point goes to the truth's mean.

    Args:
        reflection: let the orthogonal matrix have determinant -1 where that fits better, as the official ZeDO code does
            (`procrustes` with `reflection='best'`).
    """
    p_mean, g_mean = predicted.mean(axis=-2, keepdims=True), truth.mean(axis=-2, keepdims=True)
    p, g = predicted - p_mean, truth - g_mean
    u, d, vt = np.linalg.svd(np.swapaxes(g, -1, -2) @ p)
    signs = np.ones_like(d)
    if not reflection:
        signs[..., -1] = np.sign(np.linalg.det(u) * np.linalg.det(vt))
    rotation = (u * signs[..., None, :]) @ vt
    scale = _ratio((d * signs).sum(axis=-1), (p**2).sum(axis=(-2, -1)))
    return scale[..., None, None] * (p @ np.swapaxes(rotation, -1, -2)) + g_mean


def _ratio(numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    """The quotient, and 0 where the denominator is 0: a pose without extent has no scale."""
    return np.divide(numerator, denominator, out=np.zeros_like(denominator), where=denominator > 0)


def _select(positions: np.ndarray, scored: np.ndarray | None) -> np.ndarray:
    positions = np.asarray(positions, dtype=np.float64)
    return positions if scored is None else positions[..., scored, :]


def _root_relative(positions: np.ndarray, scored: np.ndarray | None) -> np.ndarray:
    # Before the selection: the pelvis is the origin whether it is scored or not (LSP's 14 joints leave it out).
    return _select(H36M_17.root_relative(np.asarray(positions, dtype=np.float64)), scored)


def _distances(predicted: np.ndarray, truth: np.ndarray) -> np.ndarray:
    return MM_PER_METRE * np.linalg.norm(predicted - truth, axis=-1)
