"""Lifting clips: the parts exactly, the whole on the demo's keypoints with the weights that ship."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zedo
from zedo.body.skeleton import H36M_17, LSP_14, Skeleton
from zedo.camera import Camera
from zedo.clip.clip import lift_clip, one_skeleton, smoothed
from zedo.io.keypoints import read_keypoints
from zedo.optimise.lifter import Lifter
from zedo.poses import Keypoints2D, Poses3D

DEMO = Path(zedo.__file__).parent / "assets" / "demo"


def bone_vectors(joints: np.ndarray, skeleton: Skeleton) -> np.ndarray:
    parents, children = (list(ends) for ends in zip(*skeleton.bones, strict=True))
    return joints[..., children, :] - joints[..., parents, :]


@given(st.sampled_from([H36M_17, LSP_14]), st.integers(0, 1000))
def test_one_skeleton_keeps_directions_and_the_usual_lengths(skeleton: Skeleton, seed: int) -> None:
    rng = np.random.default_rng(seed)
    joints = skeleton.root_relative(rng.normal(size=(2, 7, len(skeleton), 3)))
    before, after = (bone_vectors(pose, skeleton) for pose in (joints, one_skeleton(joints, skeleton)))
    lengths = np.linalg.norm(after, axis=-1)
    np.testing.assert_allclose(lengths, np.broadcast_to(lengths[0, 0], lengths.shape), rtol=1e-9)
    cosine = (before * after).sum(axis=-1) / np.linalg.norm(before, axis=-1) / lengths
    np.testing.assert_allclose(cosine, 1.0, atol=1e-9)
    children = [child for _, child in skeleton.bones]
    np.testing.assert_allclose(lengths[0, 0], lengths[0, 0][[children.index(skeleton.mirror[c]) for c in children]])
    total = np.median(np.linalg.norm(before[0], axis=-1).sum(axis=-1))
    assert lengths[0, 0].sum() == pytest.approx(total)


def test_one_skeleton_leaves_a_symmetric_body_alone() -> None:
    pose = np.random.default_rng(0).normal(size=(17, 3))
    for joint in range(1, 17):  # every bone as long as its twin
        parent = H36M_17.parents[joint]
        bone = pose[joint] - pose[parent]
        pose[joint] = pose[parent] + bone / np.linalg.norm(bone) * (0.2 + 0.01 * min(joint, H36M_17.mirror[joint]))
    joints = np.tile(pose - pose[0], (1, 5, 1, 1))
    np.testing.assert_allclose(one_skeleton(joints, H36M_17), joints, atol=1e-12)


def test_smoothing_halves_at_the_cutoff_and_has_no_lag() -> None:
    time = np.arange(1200) / 120
    for hertz, share in ((3.0, 0.5), (0.5, 1.0), (15.0, 0.0)):
        wave = np.sin(2 * np.pi * hertz * time)
        found = smoothed(wave[None, :, None], time, 3.0)[0, :, 0]
        np.testing.assert_allclose(found[120:-120], share * wave[120:-120], atol=5e-3)


def rows_of(people: Keypoints2D, keep: np.ndarray) -> Keypoints2D:
    return Keypoints2D(
        people.uv[keep], people.confidence[keep], people.skeleton,
        people.frame[keep], people.time[keep], people.person[keep], people.image_size,
    )  # fmt: skip


@pytest.fixture(scope="module")
def people() -> Keypoints2D:
    """Two seconds of two people, as found in real video, with the usual things done to them."""
    found = read_keypoints(DEMO / "keypoints.json").to(H36M_17)
    found = rows_of(found, (found.time >= 1.6) & (found.time < 3.6))
    rng = np.random.default_rng(0)
    uv = found.uv + rng.normal(scale=4, size=found.uv.shape)
    confidence = np.where(rng.random(uv.shape[:2]) < 0.1, 0.0, found.confidence)
    legs = [j for j, name in enumerate(H36M_17.joints) if name.endswith(("knee", "ankle", "_hip"))]
    for row in (30, 31, 60, 61, 90):
        uv[row, legs] = uv[row, [H36M_17.mirror[j] for j in legs]]
        confidence[row, legs] = confidence[row, [H36M_17.mirror[j] for j in legs]]
    return replace(found, uv=uv, confidence=confidence)


@pytest.fixture(scope="module")
def camera() -> Camera:
    return Camera.from_file(DEMO / "camera.json")


@pytest.fixture(scope="module")
def lifter() -> Lifter:
    return Lifter(preset="fast", hypotheses=2, backend="torch")


def acceleration(poses: Poses3D) -> float:
    """Mean over people, joints and frames, m/s²."""
    own = [poses.joints[0, poses.person == person].astype(float) for person in np.unique(poses.person)]
    return float(np.mean([np.linalg.norm(np.diff(pose, n=2, axis=0), axis=-1).mean() for pose in own]) * 30**2)


def test_a_clip_is_steadier_than_its_frames(lifter: Lifter, people: Keypoints2D, camera: Camera) -> None:
    calls: list[tuple[int, int]] = []
    alone, together = (
        lifter(people, camera),
        lift_clip(lifter, people, camera, progress=lambda *done: calls.append(done)),
    )
    assert acceleration(together) < acceleration(alone) / 5
    # Jitter, gaps and exchanged legs are repaired: what comes out is near what undisturbed keypoints give.
    found = read_keypoints(DEMO / "keypoints.json").to(H36M_17)
    keep = (found.time >= 1.6) & (found.time < 3.6)
    reference = lift_clip(lifter, rows_of(found, keep), camera).joints[0]

    def error(poses: Poses3D) -> float:
        return float(np.linalg.norm(poses.joints[0] - reference, axis=-1).mean())

    assert error(together) < 0.6 * error(alone)
    for person in (0, 1):
        lengths = np.linalg.norm(bone_vectors(together.joints[:, together.person == person], H36M_17), axis=-1)
        np.testing.assert_allclose(lengths, np.broadcast_to(lengths[0, 0], lengths.shape), rtol=1e-3)
    assert together.provenance["clip"] == {"cutoff_hz": 3.0, "rounds": 2}
    assert calls[-1][0] == calls[-1][1] and all(done <= total for done, total in calls)


def test_heights_hold_and_long_hidden_frames_stay_nan(lifter: Lifter, people: Keypoints2D, camera: Camera) -> None:
    confidence = people.confidence.copy()
    confidence[[7, *range(40, 62, 2)]] = 0.0  # one frame of one person, and eleven of the other
    heights = np.where(people.person == 0, 1.8, 1.6)
    poses = lift_clip(lifter, replace(people, confidence=confidence), camera, height=heights)
    hidden = np.isnan(poses.positions).all(axis=(0, 2, 3))
    assert np.flatnonzero(hidden).tolist() == list(range(40, 62, 2))
    assert np.isnan(poses.reprojection_error[:, 7]).all()
    size = np.linalg.norm(bone_vectors(poses.joints[0], H36M_17), axis=-1).sum(axis=-1)
    shares = [np.nanmedian(size[poses.person == person]) for person in (0, 1)]
    assert shares[0] / shares[1] == pytest.approx(1.8 / 1.6, rel=1e-3)


def test_known_bones_hold_in_all_frames(lifter: Lifter, people: Keypoints2D, camera: Camera) -> None:
    shins = np.where(people.person == 0, 0.45, np.nan)
    poses = lift_clip(lifter, people, camera, bones={"left_shin": shins})
    knee, ankle = (poses.joints[0][:, H36M_17.index(joint)] for joint in ("left_knee", "left_ankle"))
    length = np.linalg.norm(ankle - knee, axis=-1)
    np.testing.assert_allclose(length[poses.person == 0], 0.45, rtol=1e-4)
    plain = lift_clip(lifter, people, camera)
    np.testing.assert_allclose(poses.joints[:, poses.person == 1], plain.joints[:, poses.person == 1], atol=1e-5)


def test_too_few_frames_are_lifted_alone_with_one_skeleton(lifter: Lifter, people: Keypoints2D, camera: Camera) -> None:
    few = Keypoints2D(
        people.uv[:4], people.confidence[:4], H36M_17, people.frame[:4], people.time[:4], people.person[:4]
    )
    alone, together = lifter(few, camera), lift_clip(lifter, few, camera)
    for person in (0, 1):
        rows = few.person == person
        expected = one_skeleton(alone.joints[:, rows].astype(float), H36M_17)
        np.testing.assert_allclose(together.joints[:, rows], expected, atol=1e-5)


def test_what_is_no_clip_is_said(lifter: Lifter, people: Keypoints2D, camera: Camera) -> None:
    with pytest.raises(ValueError, match="no times"):
        lift_clip(lifter, replace(people, time=np.full(len(people), np.nan)), camera)
    with pytest.raises(ValueError, match="-1 Hz"):
        lift_clip(lifter, people, camera, cutoff=-1)
