import numpy as np
import pytest
from PIL import Image, ImageColor

from tests.optimise.conftest import STANDING
from tests.view.people import standing
from zedo.body.palette import PALETTE
from zedo.body.skeleton import H36M_17
from zedo.poses import Poses3D
from zedo.view.raster import PAPER, SIDE, THREE_QUARTER, Stage
from zedo.view.scene import level_world

FRONT = (0.0, 0.0, 1.0)
SIZE = (600, 600)


def stage(poses: Poses3D, direction: tuple[float, float, float] = FRONT) -> Stage:
    return Stage(poses, level_world(poses), SIZE, direction, np.ones(len(poses), dtype=bool))


def painted(poses: Poses3D, direction: tuple[float, float, float] = FRONT) -> np.ndarray:
    return np.asarray(stage(poses, direction).paint(poses.frame == 0)).astype(int)


def like(pixels: np.ndarray, colour: str) -> np.ndarray:
    return np.abs(pixels - ImageColor.getrgb(colour)).max(axis=-1) <= 2


@pytest.mark.parametrize("direction", [FRONT, THREE_QUARTER])
def test_everyone_is_in_view(direction: tuple[float, float, float]) -> None:
    pixels = painted(standing(1, people=2), direction)
    for colours in PALETTE[:2]:
        for shade in (colours.left, colours.right):
            rows, columns = np.nonzero(like(pixels, shade))
            assert len(rows) > 100
            assert rows.min() > 3 and rows.max() < SIZE[1] - 3 and columns.min() > 3 and columns.max() < SIZE[0] - 3


def test_left_and_right_are_where_the_direction_has_them() -> None:
    # STANDING faces the camera: the person's right is on the picture's left.
    def middle(shade: str) -> float:
        return float(np.nonzero(like(pixels, shade))[1].mean())

    pixels = painted(standing(1))
    facing = STANDING[H36M_17.index("right_hip"), 0] < STANDING[H36M_17.index("left_hip"), 0]
    assert (middle(PALETTE[0].right) < middle(PALETTE[0].left)) == facing
    pixels = painted(standing(1), (0.0, 0.0, -1.0))
    assert (middle(PALETTE[0].right) < middle(PALETTE[0].left)) != facing


def test_from_the_camera_s_right_what_is_farther_away_is_to_the_right() -> None:
    poses = standing(1, people=2)
    translation = np.array([[[0.0, 0, 4], [0.0, 0, 6]]])
    pixels = painted(standing(1, people=2, translation=translation), SIDE)
    near, far = (np.nonzero(like(pixels, PALETTE[i].left))[1].mean() for i in range(len(poses)))
    assert near < far


def test_the_nearer_person_hides_the_farther_one() -> None:
    def seen(depths: tuple[float, float]) -> list[int]:
        pixels = painted(standing(1, people=2, translation=np.array([[[0.0, 0, d] for d in depths]])))
        return [int(like(pixels, PALETTE[i].centre).sum()) for i in range(2)]

    first, second = seen((4.0, 4.6))
    assert first > 2 * second
    first, second = seen((4.6, 4.0))
    assert second > 2 * first


def test_an_uncertain_depth_is_blurred_along_the_line_of_sight_alone() -> None:
    sure = standing(1)
    joints = np.repeat(sure.joints, 3, axis=0)
    wrist = H36M_17.index("left_wrist")
    joints[1:, 0, wrist, 2] += [-0.4, 0.4]
    unsure = standing(
        1, joints=joints, translation=np.repeat(sure.translation, 3, axis=0), reprojection_error=np.ones((3, 1))
    )

    def changed(direction: tuple[float, float, float]) -> int:
        return int((np.abs(painted(sure, direction) - painted(unsure, direction)).max(axis=-1) > 8).sum())

    assert changed(SIDE) > 1000
    # Seen from far on the same side as the recording camera the blur lies behind the limb but for perspective.
    assert changed(FRONT) < changed(SIDE) / 4


def test_who_has_no_pose_is_left_out() -> None:
    poses = standing(2)
    translation = poses.translation.copy()
    translation[0, 0] = np.nan
    stood = Stage(standing(2, translation=translation), level_world(poses), SIZE, FRONT, np.array([False, True]))
    image: Image.Image = stood.paint(np.array([True, False]))
    assert not like(np.asarray(image).astype(int), PALETTE[0].left).any()
    assert (np.asarray(image)[0] == PAPER).all()
