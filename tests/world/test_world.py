from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.world.walker import Scene, scene
from zedo import Poses3D
from zedo.body.skeleton import H36M_17, LSP_14, Skeleton
from zedo.io import trc
from zedo.io.export import write_poses
from zedo.world import find_world
from zedo.world.footsteps import Step, find_steps, tracks
from zedo.world.frame import WorldFrame, up_of_camera, world_rotation
from zedo.world.gravity import find_up
from zedo.world.planting import planted_shift

CAMERAS = [(-5, 2), (0, 0), (12, -6), (25, 4), (35, 0)]
"""Pitch and roll in degrees."""


def degrees_off(up: np.ndarray, scene: Scene) -> float:
    return float(np.degrees(np.arccos(np.clip(up @ scene.up, -1, 1))))


@given(st.floats(-80, 80), st.floats(-80, 80))
def test_a_cameras_angles_and_its_axes(pitch: float, roll: float) -> None:
    frame = WorldFrame(up_of_camera(pitch, roll), 1.0, np.zeros((0, 2)))
    assert frame.pitch == pytest.approx(pitch, abs=1e-9) and frame.roll == pytest.approx(roll, abs=1e-9)
    rotation = frame.rotation
    np.testing.assert_allclose(rotation @ rotation.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(rotation) == pytest.approx(1)
    np.testing.assert_allclose(rotation @ frame.up, [0, 1, 0], atol=1e-12)
    # What is before the camera is on the world's -z side, and not to its left or right.
    before = rotation @ [0, 0, 1]
    assert before[0] == pytest.approx(0, abs=1e-12) and before[2] < 0
    assert before[1] == pytest.approx(-np.sin(np.radians(pitch)))


def test_the_signs_of_pitch_and_roll() -> None:
    np.testing.assert_allclose(world_rotation(up_of_camera(0)), np.diag([1.0, -1.0, -1.0]), atol=1e-15)
    down, clockwise = (world_rotation(up_of_camera(*angles)) for angles in ((10, 0), (0, 10)))
    assert (down @ [0, 0, 1])[1] < 0  # the optical axis points to the floor
    assert (clockwise @ [1, 0, 0])[1] < 0  # the picture's right edge is lower than its left


@pytest.mark.parametrize(("pitch", "roll"), CAMERAS)
def test_the_true_frame_gives_the_true_world(pitch: float, roll: float) -> None:
    walk = scene(pitch, roll, height=1.6)
    frame = WorldFrame(walk.up, 1.6, np.zeros((len(walk.poses), 2)))
    np.testing.assert_allclose(frame.positions(walk.poses)[0], walk.world, atol=1e-6)


@pytest.mark.parametrize(("pitch", "roll"), CAMERAS)
@pytest.mark.parametrize("skeleton", [H36M_17, LSP_14], ids=["h36m_17", "lsp_14"])
def test_gravity_floor_and_feet_of_exact_poses(pitch: float, roll: float, skeleton: Skeleton) -> None:
    walk = scene(pitch, roll, height=1.6, skeleton=skeleton, curve=0.4)
    world = find_world(walk.poses)
    assert degrees_off(world.up, walk) < 1.5
    assert world.height == pytest.approx(1.6, abs=0.12)
    assert world.about["steps"] == 8
    positions = world.positions(walk.poses)[0]
    ankles = positions[:, [skeleton.index(f"{side}_ankle") for side in ("left", "right")]]
    assert np.median(ankles[walk.planted][:, 1]) == pytest.approx(0.08, abs=0.01)
    assert np.linalg.norm(positions - walk.world, axis=-1).mean() < 0.15


@pytest.mark.parametrize(("pitch", "roll"), CAMERAS)
def test_a_given_gravity_is_exact(pitch: float, roll: float) -> None:
    walk = scene(pitch, roll)
    world = find_world(walk.poses, up_of_camera(pitch, roll))
    assert world.about["gravity"] == "given"
    assert world.height == pytest.approx(1.6, abs=1e-3)
    # Feet that are still are left alone: the poses stay where they were.
    np.testing.assert_allclose(world.positions(walk.poses)[0], walk.world, atol=0.02)


def test_gravity_of_noisy_poses_and_slip_before_and_after() -> None:
    rng = np.random.default_rng(0)
    walks = [scene(rng.uniform(0, 30), rng.uniform(-5, 5), seed=seed, noise=1, curve=0.3) for seed in range(12)]
    worlds = [find_world(walk.poses) for walk in walks]
    off = [degrees_off(world.up, walk) for world, walk in zip(worlds, walks, strict=True)]
    assert np.median(off) < 2 and max(off) < 5
    assert np.median([abs(world.height - 1.6) for world in worlds]) < 0.15
    before, after = (np.median([world.about[name] for world in worlds]) for name in ("slip_before", "slip_after"))
    assert before > 0.04 and after < before / 2


@pytest.mark.parametrize("noise", [0, 1])
def test_steps_are_where_feet_are_planted(noise: float) -> None:
    walk = scene(15, 3, noise=noise, seed=4)
    found = np.zeros_like(walk.planted)
    for step in find_steps(walk.poses, walk.poses.time, walk.up):
        found[step.rows, 0 if step.ankle == H36M_17.index("left_ankle") else 1] = True
    assert (found & walk.planted).sum() > 0.85 * walk.planted.sum()
    assert (found & ~walk.planted).sum() < 0.1 * found.sum()


def test_tracks_are_cut_at_gaps_and_by_person() -> None:
    walk = scene(10).poses
    joints = walk.joints.copy()
    joints[:, 20:40] = np.nan
    person = np.array([0, 1] * 60)
    found = tracks(replace(walk, joints=joints, person=person), walk.time)
    assert [(rows[0], rows[-1], len(rows)) for rows in found] == [
        (0, 18, 10), (40, 118, 40), (1, 19, 10), (41, 119, 40),
    ]  # fmt: skip


def test_shifts_hold_feet_still_smoothly_and_bring_nobody_far() -> None:
    frames = 90
    time = np.arange(frames) / 30
    drift = np.stack([0.3 * np.sin(2 * time), 0.1 * time], axis=1)
    still = np.tile([[[1.0, 2.0], [1.3, 2.0]]], (frames, 1, 1))
    steps = [Step(0, 0, np.arange(0, 50)), Step(0, 1, np.arange(40, 90))]
    whole = [np.arange(frames)]
    shift = planted_shift(still + drift[:, None], time, whole, steps)
    moved = still + (drift + shift)[:, None]
    for step in steps:
        assert np.ptp(moved[step.rows, step.ankle], axis=0).max() < 0.02
    assert np.abs(np.diff(shift, 2, axis=0)).max() < 0.01
    assert np.abs(shift.mean(axis=0)).max() < 0.1
    np.testing.assert_allclose(planted_shift(still, time, whole, steps), 0, atol=1e-9)
    np.testing.assert_array_equal(planted_shift(still + drift[:, None], time, whole, []), 0)


@pytest.mark.parametrize("suffix", ["npz", "json"])
def test_the_world_travels_with_the_poses_and_exporters_use_it(tmp_path: Path, suffix: str) -> None:
    walk = scene(20, -3)
    world = find_world(walk.poses)
    with_world = world.attached(walk.poses)
    np.testing.assert_array_equal(with_world.joints, walk.poses.joints)
    assert WorldFrame.of(walk.poses) is None
    with_world.save(tmp_path / f"a.{suffix}")
    loaded = Poses3D.load(tmp_path / f"a.{suffix}")
    again = WorldFrame.of(loaded)
    assert again is not None
    np.testing.assert_allclose(again.positions(loaded), world.positions(walk.poses), atol=5e-6)
    assert again.about == world.about
    write_poses(loaded, tmp_path / "a.trc")
    written = trc.parse((tmp_path / "a.trc").read_text()).positions
    np.testing.assert_allclose(written, world.positions(walk.poses)[0], atol=1e-5)


def turned(poses: Poses3D, degrees: float) -> Poses3D:
    """The same people turned about the optical axis."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return replace(poses, joints=poses.joints @ np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]]))


def test_what_shows_no_world_is_told() -> None:
    walk = scene(10).poses
    with pytest.raises(ValueError, match=r"stand 90 degrees off .* they lie, .* --camera-pitch"):
        find_up(turned(walk, 90), walk.time)
    rng = np.random.default_rng(0)
    tumbling = np.concatenate([turned(walk, degrees).joints[:, :6] for degrees in rng.uniform(0, 360, 20)], axis=1)
    with pytest.raises(ValueError, match=r"upright alike in only \d+% of the poses"):
        find_up(replace(walk, joints=tumbling), walk.time)
    running = replace(walk, translation=walk.translation + np.linspace(0, 20, 120)[None, :, None] * [1, 0, 0])
    with pytest.raises(ValueError, match="no foot rests on the ground"):
        find_world(running)
    with pytest.raises(ValueError, match="could be lifted"):
        find_world(replace(walk, joints=walk.joints * np.nan))
    arm = Skeleton("arm", ("left_shoulder", "left_elbow"), (-1, 0), (0,))
    with pytest.raises(ValueError, match="'arm' has no left_ankle, right_ankle"):
        find_world(replace(walk, joints=walk.joints[:, :, :2], skeleton=arm))
