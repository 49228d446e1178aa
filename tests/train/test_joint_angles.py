import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.train.people import BEHIND, DOWN, people, person
from zedo.body.skeleton import H36M_17
from zedo.train.joint_angles import MEAN_LENGTHS, THIGH_REST, UP, UPPER_ARM_REST, joint_angles, positions

MIRROR = list(H36M_17.mirror)


@given(st.integers(0, 2**32 - 1))
def test_joints_come_back_exactly_whatever_the_pose(seed: int) -> None:
    poses = np.random.default_rng(seed).normal(size=(5, 17, 3))
    bones = poses[:, 1:] - poses[:, list(H36M_17.parents[1:])]
    lengths = np.concatenate([np.zeros((5, 1)), np.linalg.norm(bones, axis=-1)], axis=1)
    np.testing.assert_allclose(positions(joint_angles(poses), lengths), poses - poses[:, :1], atol=1e-9)


def test_joints_come_back_where_the_smallest_rotation_is_undefined() -> None:
    away = {"left_knee": -THIGH_REST, "left_elbow": -UPPER_ARM_REST["left"], "spine": UP, "thorax": DOWN, "neck": DOWN}
    poses = person(**away)[None]
    np.testing.assert_allclose(positions(joint_angles(poses)), poses, atol=1e-9)


def test_angles_do_not_depend_on_where_a_person_stands_and_faces() -> None:
    poses = people(5)
    turn = np.array([[0, 0, 1], [0, 1, 0], [-1, 0, 0]])
    here, there = joint_angles(poses), joint_angles(3.0 * poses @ turn.T + [1, 2, 3])
    np.testing.assert_allclose(there.directions, here.directions, atol=1e-12)
    np.testing.assert_allclose(there.twist, here.twist, atol=1e-12)
    np.testing.assert_allclose(there.root, turn @ here.root, atol=1e-12)


def test_frames_of_a_standing_person_are_those_of_the_world() -> None:
    angles = joint_angles(person(spine=UP, thorax=UP, left_knee=BEHIND)[None])
    np.testing.assert_allclose(angles.root[0], np.eye(3), atol=1e-12)
    np.testing.assert_allclose(angles.directions[0, H36M_17.index("left_knee")], BEHIND, atol=1e-12)
    assert angles.twist[0] == pytest.approx(0)


def test_twist_is_positive_to_the_left() -> None:
    left_shoulder_back = person(thorax=UP, left_shoulder=(1, 0, -1), right_shoulder=(-1, 0, 1))
    assert joint_angles(left_shoulder_back[None]).twist[0] == pytest.approx(np.pi / 4)


def test_mirror_images_are_angles_of_mirrored_joints() -> None:
    poses = people(20)
    mirrored, expected = joint_angles(poses[:, MIRROR] * [-1, 1, 1]), joint_angles(poses).mirrored()
    for field in ("root", "directions", "twist"):
        np.testing.assert_allclose(getattr(mirrored, field), getattr(expected, field), atol=1e-12)


def test_bones_have_human36m_lengths() -> None:
    joints = positions(joint_angles(7.0 * people(20)))
    bones = joints[:, 1:] - joints[:, list(H36M_17.parents[1:])]
    np.testing.assert_allclose(np.linalg.norm(bones, axis=-1), np.tile(MEAN_LENGTHS[1:], (20, 1)))
