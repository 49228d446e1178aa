import io
import math
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.video.clips import corners, quartered
from zedo.video.frames import Images, open_frames, read_image


def save(path: Path, picture: np.ndarray, **options: object) -> Path:
    Image.fromarray(picture).save(path, **options)
    return path


def test_an_image_is_one_frame_without_a_time(tmp_path: Path) -> None:
    picture = quartered()
    frames = open_frames(save(tmp_path / "photo.png", picture))
    (frame,) = frames
    assert (frame.index, math.isnan(frame.time), frames.count, frames.stills) == (0, True, 1, True)
    np.testing.assert_array_equal(frame.load(), picture)
    assert len(list(frames)) == 1  # it can be read again


def test_a_folder_is_read_in_natural_order(tmp_path: Path) -> None:
    for number in (10, 9, 1, 100):
        save(tmp_path / f"frame_{number}.png", np.full((4, 4, 3), number, np.uint8))
    (tmp_path / "notes.txt").write_text("no image")
    (tmp_path / ".hidden.png").write_bytes(b"no image either")
    (tmp_path / "folder.png").mkdir()
    assert [int(frame.load()[0, 0, 0]) for frame in open_frames(tmp_path)] == [1, 9, 10, 100]


def test_a_folder_with_a_rate_is_a_clip(tmp_path: Path) -> None:
    for number in range(4):
        save(tmp_path / f"{number}.png", quartered())
    frames = open_frames(tmp_path, fps=8)
    assert [frame.time for frame in frames] == [0.0, 0.125, 0.25, 0.375]
    assert (frames.stills, frames.duration) == (False, 0.5)


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    save(tmp_path / "photo.png", quartered()).rename(tmp_path / "photo.mp4")
    assert isinstance(open_frames(tmp_path / "photo.mp4"), Images)


def test_a_picture_in_memory(tmp_path: Path) -> None:
    content = save(tmp_path / "photo.png", quartered()).read_bytes()
    np.testing.assert_array_equal(read_image(io.BytesIO(content), ("PNG",)), quartered())
    with pytest.raises(ValueError, match="the picture: a damaged image"):
        read_image(io.BytesIO(content), ("JPEG",))


# EXIF 2.3, Orientation: which stored corner is shown at the top left, top right, bottom left, bottom right.
ORIENTATIONS = {
    1: [0, 1, 2, 3], 2: [1, 0, 3, 2], 3: [3, 2, 1, 0], 4: [2, 3, 0, 1],
    5: [0, 2, 1, 3], 6: [2, 0, 3, 1], 7: [3, 1, 2, 0], 8: [1, 3, 0, 2],
}  # fmt: skip


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_photographs_stand_upright(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = read_image(save(tmp_path / "photo.jpg", quartered(), exif=exif, quality=95))
    assert picture.shape == ((32, 64, 3) if orientation <= 4 else (64, 32, 3))
    assert corners(picture) == ORIENTATIONS[orientation]


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "CMYK", "I;16", "1", "LA"])
def test_every_kind_of_pixel_becomes_rgb(tmp_path: Path, mode: str) -> None:
    grey = Image.new("L", (8, 4), 255)
    image = Image.new(mode, (8, 4), 65535) if mode == "I;16" else grey.convert(mode)
    suffix = "tif" if mode == "CMYK" else "png"
    image.save(tmp_path / f"a.{suffix}")
    picture = read_image(tmp_path / f"a.{suffix}")
    assert (picture.shape, picture.dtype) == ((4, 8, 3), np.uint8)
    assert picture.min() == 255


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    Image.new("RGBA", (2, 2), (255, 0, 0, 0)).save(tmp_path / "a.png")
    assert read_image(tmp_path / "a.png").min() == 255


def test_damage_is_told(tmp_path: Path) -> None:
    content = save(tmp_path / "a.jpg", np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)).read_bytes()
    (tmp_path / "cut.jpg").write_bytes(content[:800])
    with pytest.raises(ValueError, match=r"cut.jpg: a damaged image"):
        next(iter(open_frames(tmp_path / "cut.jpg"))).load()
    (tmp_path / "none.jpg").write_text("no image")
    with pytest.raises(ValueError, match=r"none.jpg: a damaged image, or none"):
        open_frames(tmp_path)


def test_wrong_sources_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    photo = save(tmp_path / "photo.png", quartered())
    for source, fps, message in [
        (tmp_path / "nothing.mp4", None, "no such image, video or folder"),
        (tmp_path / "empty", None, "holds no image"),
        (photo, 30, "fps is for a folder"),
        (tmp_path, 0, "positive number"),
    ]:
        with pytest.raises(ValueError, match=message) as raised:
            open_frames(source, fps)
        assert "\n" not in str(raised.value)
