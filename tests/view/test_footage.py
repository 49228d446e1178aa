import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from tests.view.people import VIDEO_SIZE, detections, number_of, numbered_picture, numbered_video, standing
from zedo.video.encode import Mp4Writer, fitted
from zedo.view.embed import BITS_PER_SECOND, MOST_BYTES, embedded
from zedo.view.footage import footage, picture_rate, pictures, with_size

UNEVEN = np.cumsum(np.tile([0.033, 0.041, 0.028], 10)) - 0.033


def test_pictures_have_the_times_of_the_file(tmp_path: Path) -> None:
    path = numbered_video(tmp_path / "clip.mp4", UNEVEN)
    read = list(pictures(path))
    np.testing.assert_allclose([time for time, _ in read], UNEVEN, atol=1e-5)
    assert [number_of(picture) for _, picture in read] == list(range(30))


def test_a_colon_in_a_video_s_name_is_no_protocol(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbered_video(tmp_path / "clip.mp4", np.arange(10) / 25).rename(tmp_path / "a:b.mp4")
    monkeypatch.chdir(tmp_path)
    assert picture_rate("a:b.mp4") == 25
    with pytest.raises(ValueError, match="no image and no video"):
        picture_rate("nowhere.mp4")


@pytest.mark.parametrize("degrees", [0, 90, 180, -90])
def test_a_turned_phone_s_video_is_upright(degrees: int, tmp_path: Path) -> None:
    # Stored turned, with the mark that tells players to turn it back counterclockwise.
    path = tmp_path / "turned.mp4"
    upright = numbered_picture(5)
    stored = np.ascontiguousarray(np.rot90(upright, -degrees // 90))
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.height, stream.width = stored.shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.set_display_rotation(degrees)
        container.mux(stream.encode(av.VideoFrame.from_ndarray(stored, format="rgb24")))
        container.mux(stream.encode(None))
    ((_, picture),) = pictures(path)
    assert picture.shape == upright.shape
    assert np.abs(picture.astype(int) - upright).mean() < 6


def test_a_turned_photo_is_upright(tmp_path: Path) -> None:
    upright = Image.fromarray(numbered_picture(6))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by a quarter
    upright.rotate(90, expand=True).save(tmp_path / "photo.jpg", exif=exif)
    (moment,) = footage(standing(1, frame=np.array([4])), tmp_path / "photo.jpg")
    assert (number_of(moment.picture), moment.frame) == (6, 4)


def test_poses_of_every_third_picture_stay_until_the_next(tmp_path: Path) -> None:
    times = np.arange(30) / 25
    path = numbered_video(tmp_path / "clip.mp4", times)
    every = np.arange(3, 28, 3)
    shown = {number_of(moment.picture): moment.frame for moment in footage(standing(9, time=times[every]), path)}
    # Frame i of the poses is picture 3 + 3 i; one before and one after are nearer to it than to another.
    assert shown == {number: (number - 2) // 3 for number in range(2, 29)}


def test_poses_without_times_are_matched_by_their_number(tmp_path: Path) -> None:
    path = numbered_video(tmp_path / "clip.mp4", UNEVEN)
    poses = standing(4, frame=np.array([7, 8, 12, 13]), time=np.full(4, np.nan))
    shown = [(number_of(moment.picture), moment.frame) for moment in footage(poses, path)]
    assert shown == [(7, 7), (8, 8), (9, None), (10, None), (11, None), (12, 12), (13, 13)]


@pytest.mark.parametrize("time", [UNEVEN[11] + 0.01, UNEVEN[11] - 0.01])
def test_one_pose_has_the_nearest_picture(time: float, tmp_path: Path) -> None:
    path = numbered_video(tmp_path / "clip.mp4", UNEVEN)
    (moment,) = footage(standing(1, time=np.array([time])), path)
    assert number_of(moment.picture) == 11


def test_footage_that_does_not_belong_to_the_poses_is_refused(tmp_path: Path) -> None:
    path = numbered_video(tmp_path / "clip.mp4", UNEVEN)
    with pytest.raises(ValueError, match=r"clip.mp4: shows 26 of the 100 frames that have poses; is it the video"):
        list(footage(standing(100), path))
    with pytest.raises(ValueError, match="no such image, video or folder"):
        list(footage(standing(3), tmp_path / "missing.mp4"))
    (tmp_path / "text.mp4").write_text("no video")
    with pytest.raises(ValueError, match="no video"):
        list(footage(standing(3), tmp_path / "text.mp4"))
    Image.fromarray(numbered_picture(1)).save(tmp_path / "photo.png")
    with pytest.raises(ValueError, match="is a photo, but the poses are of 3 frames"):
        list(footage(standing(3), tmp_path / "photo.png"))
    damaged = (tmp_path / "photo.png").read_bytes()[:-200]
    (tmp_path / "damaged.png").write_bytes(damaged)
    with pytest.raises(ValueError, match=r"damaged.png: a damaged image"):
        list(footage(standing(1), tmp_path / "damaged.png"))


def test_keypoints_of_other_proportions_are_refused() -> None:
    poses = standing(1)
    keypoints = detections(poses)  # in 1280 x 720
    assert with_size(poses, keypoints, (640, 360), "a.mp4").image_size == (1280, 720)
    assert with_size(poses, replace(keypoints, image_size=None), (640, 360), "a.mp4").image_size == (640, 360)
    with pytest.raises(ValueError, match="360×640 pixels, but the keypoints were found in 1280×720"):
        with_size(poses, keypoints, (360, 640), "a.mp4")


def test_an_embedded_video_is_bounded_whatever_it_shows(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    times = np.arange(75) / 25
    with Mp4Writer(tmp_path / "noise.mp4", VIDEO_SIZE, Fraction(25), 1e8) as video:
        for time in times:
            video.add(rng.integers(0, 256, (VIDEO_SIZE[1], VIDEO_SIZE[0], 3), dtype=np.uint8), time)
    poses = standing(75, time=times)
    content = embedded(poses, tmp_path / "noise.mp4").content
    assert (tmp_path / "noise.mp4").stat().st_size > 3 * len(content)
    # One second's worth may be spent in advance.
    assert len(content) * 8 < 1.05 * BITS_PER_SECOND * (times[-1] + 1)


def test_a_long_video_has_fewer_bits_and_pixels(tmp_path: Path) -> None:
    # A picture a minute, for an hour and a half.
    times = 60.0 * np.arange(90)
    with Mp4Writer(tmp_path / "long.mp4", (1280, 720), Fraction(1, 60), 6e4) as video:
        for number, time in enumerate(times):
            video.add(numbered_picture(number), time)
    footage = embedded(standing(90, time=times), tmp_path / "long.mp4")
    assert footage.size == (1280, 720)
    share = 8 * MOST_BYTES / (BITS_PER_SECOND * times[-1])
    with av.open(io.BytesIO(footage.content)) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == fitted((1280, 720), (1280 * share**0.25, 1280))
        assert [number_of(p.to_ndarray(format="rgb24")) for p in container.decode(stream)] == list(range(90))


@pytest.mark.parametrize(
    ("size", "expected"),
    [((1920, 1080), (1280, 720)), ((1080, 1920), (404, 720)), ((4000, 500), (1280, 160)), ((641, 361), (640, 360))],
)
def test_fitted(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert fitted(size, (1280, 720)) == expected
