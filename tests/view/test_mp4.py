from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import ImageColor

from tests.view.people import number_of, numbered_video, on_the_bar, standing
from zedo.body.palette import PALETTE
from zedo.video.encode import Mp4Writer
from zedo.view.mp4 import PICTURE_BOUNDS, write_mp4

TIMES = np.cumsum(np.tile([0.033, 0.041, 0.028], 4)) - 0.033


def test_a_rendered_video_shows_picture_skeleton_and_scene_at_the_pictures_times(tmp_path: Path) -> None:
    numbers = np.arange(3, 10)
    poses = standing(7, frame=numbers, time=TIMES[numbers])
    video = numbered_video(tmp_path / "clip.mp4", TIMES)
    reported = []
    write_mp4(
        poses, tmp_path / "out.mp4", on_the_bar(poses, numbers), video, progress=lambda *done: reported.append(done)
    )
    assert reported[-1] == (7, 7)
    with av.open(str(tmp_path / "out.mp4")) as container:
        frames = list(container.decode(video=0))
    np.testing.assert_allclose([frame.time for frame in frames], TIMES[numbers] - TIMES[3], atol=1e-5)
    for number, frame in zip(numbers, frames, strict=True):
        pixels = frame.to_ndarray(format="rgb24").astype(int)
        picture, scene = pixels[:, :640], pixels[:, 640:]
        assert number_of(picture) == number
        # The skeleton's line hangs from the green bar.
        coloured = np.ptp(picture[210:330], axis=-1) > 60
        assert np.nonzero(coloured)[1].mean() == pytest.approx(40 + 5 * number, abs=1.5)
        right = np.abs(scene - ImageColor.getrgb(PALETTE[0].right)).max(axis=-1) < 24
        assert right.sum() > 100


def test_a_panorama_lies_above_the_scene(tmp_path: Path) -> None:
    with Mp4Writer(tmp_path / "wide.mp4", (1500, 400), Fraction(29), 1e6) as video:
        for time in TIMES:
            video.add(np.zeros((400, 1500, 3), dtype=np.uint8), time)
    poses = standing(12, time=TIMES)
    write_mp4(poses, tmp_path / "out.mp4", None, tmp_path / "wide.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == (PICTURE_BOUNDS[0], 342 + 480)


def test_a_video_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    video = numbered_video(tmp_path / "clip.mp4", TIMES)
    with pytest.raises(ValueError, match="shows 10 of the 40 frames"):
        write_mp4(standing(40), tmp_path / "out.mp4", None, video)
    with pytest.raises(ValueError, match="nothing to show"):
        write_mp4(standing(2, translation=np.full((1, 2, 3), np.nan)), tmp_path / "out.mp4", None, video)
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]
