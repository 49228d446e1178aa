import numpy as np
import pytest

from tests.lift.conftest import STANDING
from tests.view.people import SIZE, detections, standing
from zedo.skeleton import H36M_17, Skeleton
from zedo.view.scene import ANKLE_HEIGHT, ground_height, people_shown, picture_size, sides

LOWEST = STANDING[:, 1].max()  # an ankle


def test_the_ground_lies_under_the_ankles() -> None:
    assert ground_height(standing(10)) == pytest.approx(LOWEST + ANKLE_HEIGHT)


def test_the_ground_lies_at_the_feet_of_a_skeleton_with_feet() -> None:
    joints = tuple(name.replace("ankle", "foot") for name in H36M_17.joints)
    footed = Skeleton("footed", joints, H36M_17.parents, H36M_17.root)
    assert ground_height(standing(10, skeleton=footed)) == pytest.approx(LOWEST)


def test_who_jumps_or_failed_does_not_move_the_ground() -> None:
    poses = standing(100)
    translation = poses.translation.copy()
    translation[0, :60, 1] -= 0.5  # in the air
    translation[0, 60:64, 1] += 9.0  # failed
    translation[0, 64] = np.nan  # not lifted
    assert ground_height(standing(100, translation=translation)) == pytest.approx(LOWEST + ANKLE_HEIGHT)


def test_nothing_to_show_is_said() -> None:
    with pytest.raises(ValueError, match="none of the 3 poses could be lifted"):
        ground_height(standing(3, translation=np.full((1, 3, 3), np.nan)))


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
