import contextlib
import tracemalloc
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from tests.video.clips import corners, numbered, quartered, write_video
from tests.video.test_frames import ORIENTATIONS
from zedo.video.decoder import Video
from zedo.video.frames import open_frames


def test_frames_come_in_order_with_their_times(tmp_path: Path) -> None:
    video = open_frames(write_video(tmp_path / "a.mp4", numbered(20)))
    frames = [(frame.index, frame.time, int(frame.load()[5, 5, 1])) for frame in video]
    assert [index for index, _, _ in frames] == list(range(20))
    np.testing.assert_allclose([time for _, time, _ in frames], np.arange(20) / 30, atol=1e-3)
    np.testing.assert_allclose([grey for _, _, grey in frames], 20 + 8 * np.arange(20), atol=4)
    assert (video.count, video.stills, video.live) == (20, False, False)
    assert video.duration == pytest.approx(20 / 30, abs=0.04)
    assert [frame.index for frame in video] == list(range(20))  # it can be read again


def test_a_variable_frame_rate_is_honoured(tmp_path: Path) -> None:
    times = [Fraction(n, 100) for n in (0, 1, 5, 6, 20, 50, 51, 90)]
    video = Video(write_video(tmp_path / "a.mp4", numbered(8), times))
    np.testing.assert_allclose([frame.time for frame in video], [float(t) for t in times], atol=2e-3)


def test_times_count_from_the_beginning_of_the_file(tmp_path: Path) -> None:
    # An MPEG transport stream begins at 1.4 s by default.
    video = Video(write_video(tmp_path / "a.ts", numbered(6)))
    assert next(frame.time for frame in video) == pytest.approx(0, abs=1e-3)


# The same eight orientations as EXIF's, as rotation counter-clockwise, then mirrored horizontally, vertically.
MATRICES = {
    1: (0, False, False), 2: (0, True, False), 3: (180, False, False), 4: (0, False, True),
    6: (-90, False, False), 8: (90, False, False), 5: (90, False, True), 7: (90, True, False),
}  # fmt: skip


@pytest.mark.parametrize("orientation", MATRICES)
def test_videos_stand_upright(tmp_path: Path, orientation: int) -> None:
    path = write_video(tmp_path / "a.mp4", [quartered()] * 3, rotation=MATRICES[orientation])
    picture = next(iter(Video(path))).load()
    assert picture.shape == ((32, 64, 3) if orientation <= 4 else (64, 32, 3))
    assert corners(picture) == ORIENTATIONS[orientation]
    assert picture.flags.c_contiguous


def test_a_moving_gif_is_a_video(tmp_path: Path) -> None:
    from PIL import Image

    pictures = [Image.fromarray(p) for p in numbered(5)]
    pictures[0].save(tmp_path / "a.gif", save_all=True, append_images=pictures[1:], duration=100)
    times = [frame.time for frame in open_frames(tmp_path / "a.gif")]
    np.testing.assert_allclose(times, np.arange(5) / 10, atol=1e-3)


def test_colons_and_percents_in_names_are_no_protocols(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", numbered(3)).rename(tmp_path / "http:%03d.mp4")
    assert len(list(open_frames(path))) == 3


def test_a_cut_off_video_tells_where_it_ends(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (90, 48, 64, 3), np.uint8)
    content = write_video(tmp_path / "a.mp4", list(noise), movflags="+faststart").read_bytes()
    path = tmp_path / "cut.mp4"
    path.write_bytes(content[: len(content) // 2])
    seen = []
    with pytest.raises(ValueError, match=r"cut.mp4: damaged or cut off after \d+ frames, at \d\.\d\d s") as raised:
        seen.extend(frame.index for frame in Video(path))
    assert 20 < len(seen) < 60
    assert f"after {len(seen)} frames" in str(raised.value)


def test_a_cut_off_transport_stream_or_header_is_told(tmp_path: Path) -> None:
    content = write_video(tmp_path / "a.mp4", numbered(20)).read_bytes()
    path = tmp_path / "cut.mp4"
    path.write_bytes(content[: len(content) // 2])  # without its index, which stands at the end
    with pytest.raises(ValueError, match=r"cut.mp4: no image and no video, or a damaged one"):
        open_frames(path)


def test_a_picture_that_changes_size_is_told(tmp_path: Path) -> None:
    parts = [write_video(tmp_path / f"{w}.ts", numbered(5, (w, 48))).read_bytes() for w in (64, 96)]
    (tmp_path / "both.ts").write_bytes(b"".join(parts))
    with pytest.raises(ValueError, match="changes from 64×48 to 96×48"):
        list(Video(tmp_path / "both.ts"))


def test_sound_and_text_are_no_videos(tmp_path: Path) -> None:
    sound = tmp_path / "sound.mp4"
    with av.open(str(sound), "w") as container:
        stream = container.add_stream("aac", rate=44100)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        frame.rate = 44100
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    (tmp_path / "text.mp4").write_text("no video\n" * 100)
    (tmp_path / "text.txt").write_text("no video\n" * 100)
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "list.mp4").write_text("#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n")
    for name, message in [
        ("sound.mp4", "holds no video, only audio"),
        ("text.mp4", "no image and no video"),
        ("text.txt", "holds no video, only text"),
        ("empty.mp4", "no image and no video"),
        ("list.mp4", "no image and no video"),
    ]:
        with pytest.raises(ValueError, match=message) as raised:
            open_frames(tmp_path / name)
        assert str(raised.value).startswith(f"{tmp_path / name}: ")
        assert "\n" not in str(raised.value)


def test_memory_does_not_grow_with_the_video(tmp_path: Path) -> None:
    peaks = []
    for count in (20, 80):
        video = Video(write_video(tmp_path / f"{count}.mp4", [quartered(320, 240)] * count))
        tracemalloc.start()
        for frame in video:
            frame.load()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 320 * 240 * 3 * 3


def test_a_webcam_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(ValueError, match=r"camera 97: cannot be opened|camera 97: webcams can be read"):
        next(iter(open_frames(97)))


def turning(count: int) -> list[np.ndarray]:
    """Pictures that all differ, whatever a codec leaves of them."""
    pictures = []
    for i in range(count):
        picture = np.zeros((48, 64, 3), np.uint8)
        picture[:, i : i + 4] = 255
        pictures.append(picture)
    return pictures


UNEVEN = [Fraction(n * n % 7, 600) + Fraction(n, 25) for n in range(50)]


@pytest.mark.parametrize(
    ("name", "codec", "times", "options"),
    [
        ("a.mp4", "libx264", None, {}),
        ("a.mp4", "libx264", UNEVEN, {}),
        ("a.mkv", "libx264", UNEVEN, {}),
        ("a.ts", "libx264", None, {}),
        ("a.avi", "mpeg4", None, {}),
        ("a.webm", "libvpx", None, {}),
    ],
)
@pytest.mark.parametrize("start", [0.0, 0.01, 0.5, 1.03, 1.6])
def test_beginning_later_gives_the_same_frames(
    tmp_path: Path, name: str, codec: str, times: list[Fraction] | None, options: dict, start: float
) -> None:
    video = Video(write_video(tmp_path / name, turning(50), times, codec=codec, **options))
    whole = [(frame.index, frame.time, frame.load()) for frame in video if frame.time >= start]
    later = [(frame.index, frame.time, frame.load()) for frame in video.since(start)]
    assert [(index, time) for index, time, _ in later] == [(index, time) for index, time, _ in whole]
    for (_, _, found), (_, _, wanted) in zip(later, whole, strict=True):
        np.testing.assert_array_equal(found, wanted)


def test_what_comes_before_is_not_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    video = Video(write_video(tmp_path / "a.mp4", turning(50)))
    decoded = []
    monkeypatch.setattr("zedo.video.decoder.upright", lambda frame: frame)
    original = av.container.InputContainer.decode  # pyright: ignore[reportAttributeAccessIssue]

    class Counting:
        def __init__(self, container) -> None:
            self._container = container

        def __getattr__(self, name: str):
            return getattr(self._container, name)

        def decode(self, stream):
            for frame in original(self._container, stream):
                decoded.append(frame.pts)
                yield frame

    opened = Video._opened

    @contextlib.contextmanager
    def counting(self):
        with opened(self) as (container, stream):
            yield Counting(container), stream

    monkeypatch.setattr(Video, "_opened", counting)
    assert [frame.index for frame in video.since(1.5)] == [45, 46, 47, 48, 49]
    assert len(decoded) <= 5 + 12  # one group of pictures before the first


def test_damage_before_a_later_beginning_does_no_harm_and_after_it_is_told(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (90, 48, 64, 3), np.uint8)
    content = write_video(tmp_path / "a.mp4", list(noise), movflags="+faststart").read_bytes()
    path = tmp_path / "cut.mp4"
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(ValueError, match=r"cut.mp4: damaged or cut off after \d+ frames, at 1\.\d\d s"):
        list(Video(path).since(0.8))
