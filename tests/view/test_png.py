from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageColor

from tests.view.people import detections, standing
from zedo.body.palette import PALETTE
from zedo.view.png import write_png


def picture(path: Path) -> np.ndarray:
    """(H, W, 3) uint8, without the legend at the bottom."""
    with Image.open(path) as image:
        assert image.format == "PNG"
        return np.asarray(image.convert("RGB"))[:-100]


def drawn(pixels: np.ndarray, colour: str) -> int:
    return int((pixels == ImageColor.getrgb(colour)).all(axis=-1).sum())


def test_each_person_is_drawn_in_both_views_and_both_sides(tmp_path: Path) -> None:
    path = tmp_path / "sheet.png"
    write_png(standing(10, people=2), path)
    pixels = picture(path)
    for colours in PALETTE[:2]:
        assert min(drawn(pixels, shade) for shade in (colours.left, colours.centre, colours.right)) > 200
    assert drawn(pixels, PALETTE[2].centre) == 0


def test_a_tile_a_frame(tmp_path: Path) -> None:
    widths = []
    for frames in (1, 2, 3):
        write_png(standing(10), tmp_path / "sheet.png", frames=frames)
        widths.append(picture(tmp_path / "sheet.png").shape[1])
    assert widths[1] == pytest.approx(2 * widths[0], abs=2)
    assert widths[2] == pytest.approx(3 * widths[0], abs=3)


def test_keypoints_add_a_picture_above(tmp_path: Path) -> None:
    poses = standing(3)
    write_png(poses, tmp_path / "without.png")
    write_png(poses, tmp_path / "with.png", detections(poses))
    without, with_picture = picture(tmp_path / "without.png"), picture(tmp_path / "with.png")
    assert with_picture.shape[0] - without.shape[0] > 300
    assert with_picture.shape[1] == without.shape[1]


def test_ghosts_are_faint(tmp_path: Path) -> None:
    write_png(standing(3), tmp_path / "one.png", frames=1)
    write_png(standing(3, hypotheses=4), tmp_path / "four.png", frames=1)
    one, four = picture(tmp_path / "one.png"), picture(tmp_path / "four.png")
    assert (one != four).any(axis=-1).sum() > 1000
    assert drawn(four, PALETTE[0].left) < 1.1 * drawn(one, PALETTE[0].left)


def test_poses_that_were_not_lifted_are_left_out(tmp_path: Path) -> None:
    poses = standing(4, people=2)
    translation = poses.translation.copy()
    translation[:, poses.person == 1] = np.nan
    write_png(standing(4, people=2, translation=translation), tmp_path / "sheet.png", frames=9)
    pixels = picture(tmp_path / "sheet.png")
    assert drawn(pixels, PALETTE[0].centre) > 200
    assert drawn(pixels, PALETTE[1].centre) == 0


def test_a_picture_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing to show"):
        write_png(standing(2, translation=np.full((1, 2, 3), np.nan)), tmp_path / "sheet.png")
    with pytest.raises(ValueError, match="0 frames asked for"):
        write_png(standing(2), tmp_path / "sheet.png", frames=0)
    with pytest.raises(ValueError, match="does not exist"):
        write_png(standing(2), tmp_path / "missing" / "sheet.png")
    assert list(tmp_path.iterdir()) == []
