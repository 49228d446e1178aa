from dataclasses import replace

import numpy as np
import pytest

from tests.optimise.conftest import STANDING
from tests.view.people import SIZE, detections, standing
from zedo.body.palette import sides
from zedo.body.skeleton import H36M_17, Skeleton
from zedo.view.scene import ANKLE_HEIGHT, World, level_world, people_shown, picture_size, projected, shown_world, spread
from zedo.world.frame import WorldFrame, up_of_camera

LOWEST = STANDING[:, 1].max()  # an ankle


def test_the_ground_lies_under_the_ankles() -> None:
    assert level_world(standing(10)).floor == pytest.approx(LOWEST + ANKLE_HEIGHT)


def test_the_ground_lies_at_the_feet_of_a_skeleton_with_feet() -> None:
    joints = tuple(name.replace("ankle", "foot") for name in H36M_17.joints)
    footed = Skeleton("footed", joints, H36M_17.parents, H36M_17.root)
    assert level_world(standing(10, skeleton=footed)).floor == pytest.approx(LOWEST)


def test_who_jumps_or_failed_does_not_move_the_ground() -> None:
    poses = standing(100)
    translation = poses.translation.copy()
    translation[0, :60, 1] -= 0.5  # in the air
    translation[0, 60:64, 1] += 9.0  # failed
    translation[0, 64] = np.nan  # not lifted
    assert level_world(standing(100, translation=translation)).floor == pytest.approx(LOWEST + ANKLE_HEIGHT)


def test_nothing_to_show_is_said() -> None:
    with pytest.raises(ValueError, match="none of the 3 poses could be lifted"):
        level_world(standing(3, translation=np.full((1, 3, 3), np.nan)))


def test_sides() -> None:
    assert sides(Skeleton("s", ("left_hip", "pelvis", "right_eye", "leftover"), (-1, 0, 0, 0), (0,))) == (
        "left", "centre", "right", "centre",
    )  # fmt: skip


def test_without_an_image_size_the_principal_point_is_the_middle() -> None:
    assert picture_size(standing(1), None) == SIZE


def test_people_of_other_frames_are_not_shown() -> None:
    poses = standing(2, people=2)
    assert people_shown(poses, detections(standing(2, people=3))).tolist() == [0, 1, 2]
    later = detections(standing(4, people=3, frame=np.repeat(np.arange(7, 11), 3)))
    assert people_shown(poses, later).tolist() == [0, 1]


def test_the_spread_is_that_along_the_line_of_sight() -> None:
    poses = standing(2, people=2)
    place = poses.positions[0].astype(np.float64)
    rays = place / np.linalg.norm(place, axis=-1, keepdims=True)
    deviation = np.linspace(0, 0.3, 17)[:, None]
    steps = np.array([0.0, 1.0, -1.0, 2.0, -2.0])
    joints = poses.joints + steps[:, None, None, None] * deviation * rays
    # Sideways errors and a farther body are not a limb's depth.
    sideways = np.cross(rays, [0.0, 1.0, 0.0]) * np.array([0, 0, 3, 0, 0])[:, None, None, None]
    translation = np.repeat(poses.translation, 5, axis=0) + np.arange(5)[:, None, None]
    several = standing(
        2, people=2, joints=joints + sideways, translation=translation, reprojection_error=np.ones((5, 4))
    )
    found = spread(several)
    assert found is not None
    np.testing.assert_allclose(found, np.broadcast_to(deviation[:, 0] * np.std(steps, ddof=1), (4, 17)), atol=2e-3)


def test_one_hypothesis_has_no_spread() -> None:
    assert spread(standing(2)) is None


def test_projected_people_are_where_the_camera_sees_them() -> None:
    poses = standing(2, people=2)
    behind = poses.translation.copy()
    behind[0, 3, 2] = -4.0
    keypoints = projected(standing(2, people=2, translation=behind), SIZE)
    focal = SIZE[0] / 2 / np.tan(np.radians(30))
    place = poses.positions[0, 0]
    np.testing.assert_allclose(keypoints.uv[0], place[:, :2] / place[:, 2:] * focal + np.divide(SIZE, 2), rtol=1e-5)
    assert keypoints.confidence.tolist() == [[1.0] * 17] * 3 + [[0.0] * 17]


def test_a_world_is_turned_about_the_camera() -> None:
    pitch = np.radians(30)
    down = np.array([[1, 0, 0], [0, np.cos(pitch), np.sin(pitch)], [0, -np.sin(pitch), np.cos(pitch)]])
    # A camera that looks down by 30 degrees sees what is level with it 30 degrees above the middle.
    ahead = World(down, 1.5).place(np.array([0.0, -np.sin(pitch), np.cos(pitch)]))
    np.testing.assert_allclose(ahead, [0, 0, 1], atol=1e-12)


def test_a_calibrated_uncertainty_is_what_is_shown() -> None:
    poses = standing(3)
    radius = np.full((3, len(poses.skeleton)), 0.07)
    np.testing.assert_allclose(spread(replace(poses, uncertainty=radius)), radius, rtol=1e-6)


def test_the_world_that_poses_carry_is_shown() -> None:
    poses = standing(3)
    np.testing.assert_array_equal(shown_world(poses).rotation, np.eye(3))
    tilted = WorldFrame(up_of_camera(20.0, 5.0), 1.4, np.zeros((3, 2))).attached(poses)
    world = shown_world(tilted)
    assert world.floor == 1.4
    # What is above the camera in the world has a negative y: down is positive in views.
    np.testing.assert_allclose(world.place(up_of_camera(20.0, 5.0)), [0.0, -1.0, 0.0], atol=1e-12)
    assert np.linalg.det(world.rotation) == pytest.approx(1.0)
