"""Pictures and videos of less common kinds: all of them is seen, as players show it, or it is said what is not."""

import io
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from tests.video.clips import corners, numbered, quartered, write_video
from zedo.system import heic
from zedo.system.notes import Note
from zedo.video import decoder
from zedo.video.frames import open_frames, read_image


def pictures(path: Path) -> list[np.ndarray]:
    return [frame.load() for frame in open_frames(path)]


def write_anamorphic(path: Path, aspect: Fraction, rotation: float = 0.0) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 96, 72, "yuv420p"
        stream.codec_context.sample_aspect_ratio = aspect
        if rotation:
            stream.set_display_rotation(rotation)
        for _ in range(3):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(quartered(96, 72), format="rgb24")))
        container.mux(stream.encode())
    return path


@pytest.mark.parametrize(("aspect", "width"), [(Fraction(4, 3), 128), (Fraction(64, 45), 137), (Fraction(8, 9), 85)])
def test_pixels_that_are_not_square_are_made_so(tmp_path: Path, aspect: Fraction, width: int) -> None:
    found = pictures(write_anamorphic(tmp_path / "a.mp4", aspect))
    assert len(found) == 3
    for picture in found:
        assert picture.shape == (72, width, 3)
        assert corners(picture) == [0, 1, 2, 3]
    turned = pictures(write_anamorphic(tmp_path / "b.mp4", aspect, 90))
    assert turned[0].shape == (width, 72, 3)
    later = [frame.load().shape for frame in open_frames(tmp_path / "a.mp4").since(0.05)]
    assert later == [(72, width, 3)]


class Nameless:
    """A frame with side data of a kind that PyAV does not know."""

    def __init__(self, frame: av.VideoFrame) -> None:
        self.frame, self.rotation = frame, frame.rotation

    def to_ndarray(self, format: str) -> np.ndarray:
        return self.frame.to_ndarray(format=format)

    @property
    def side_data(self) -> None:
        raise ValueError("31 is not a valid Type")


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_side_data_of_an_unknown_kind_does_no_harm(tmp_path: Path, degrees: int) -> None:
    path = write_video(tmp_path / "a.mp4", [quartered()] * 2, rotation=(degrees, False, False))
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
        np.testing.assert_array_equal(decoder.upright(Nameless(frame)), decoder.upright(frame))  # type: ignore[arg-type]


def jpegs(count: int, exif: bool) -> list[bytes]:
    about = Image.Exif()
    about[274] = 1
    found = []
    for picture in numbered(count):
        content = io.BytesIO()
        Image.fromarray(picture).save(content, "JPEG", exif=about if exif else b"")
        found.append(content.getvalue())
    return found


@pytest.mark.parametrize("suffix", ["avi", "mov"])
def test_jpeg_frames_with_exif_in_a_container(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mjpeg", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuvj420p"
        stream.codec_context.open()
        for i, content in enumerate(jpegs(5, exif=True)):
            packet = av.Packet(content)
            packet.stream, packet.pts, packet.dts, packet.time_base = stream, i, i, Fraction(1, 25)
            container.mux(packet)
    assert [round(picture.mean()) for picture in pictures(path)] == pytest.approx([20, 28, 36, 44, 52], abs=2)


@pytest.mark.parametrize("exif", [False, True])
@pytest.mark.parametrize("name", ["a.mjpeg", "a.jpg"])
def test_raw_motion_jpeg_is_a_video(tmp_path: Path, name: str, exif: bool) -> None:
    path = tmp_path / name
    path.write_bytes(b"".join(jpegs(6, exif)))
    with pytest.warns(Note, match="a raw stream, which states no times; 25 frames a second are assumed"):
        frames = open_frames(path)
        assert not frames.stills
    assert [round(frame.load().mean()) for frame in frames] == pytest.approx([20, 28, 36, 44, 52, 60], abs=2)


def test_a_photograph_and_its_preview_are_one_picture(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"".join(jpegs(2, exif=True)))
    (tmp_path / "b.jpg").write_bytes(jpegs(1, exif=True)[0] + b"\0" * 10 + b"\0\0\0\x18ftypmp42")
    for name in ("a.jpg", "b.jpg"):
        assert open_frames(tmp_path / name).stills


@pytest.mark.parametrize("form", ["webp", "png", "avif"])
def test_moving_pictures_are_clips(tmp_path: Path, form: str) -> None:
    if form == "avif" and ".avif" not in Image.registered_extensions():
        pytest.skip("this Pillow reads no AVIF")
    first, *rest = [Image.fromarray(picture) for picture in numbered(6)]
    options = {"lossless": True} if form == "webp" else {}
    first.save(tmp_path / f"a.{form}", save_all=True, append_images=rest, duration=40, **options)
    frames = open_frames(tmp_path / f"a.{form}")
    assert not frames.stills and frames.count == 6
    found = list(frames)
    assert [frame.time for frame in found] == pytest.approx([0.04 * i for i in range(6)])
    assert [round(frame.load().mean()) for frame in found] == pytest.approx([20 + 8 * i for i in range(6)], abs=3)
    assert [frame.index for frame in frames.since(0.1)] == [3, 4, 5]
    first.save(tmp_path / f"still.{form}")
    assert open_frames(tmp_path / f"still.{form}").stills


RAMP = np.tile(np.linspace(0, 1, 64), (48, 1))


@pytest.mark.parametrize("bits", [8, 10, 12, 14, 16])
@pytest.mark.parametrize("form", ["png", "tif"])
def test_grey_of_many_tones_looks_as_in_8_bits(tmp_path: Path, form: str, bits: int) -> None:
    Image.fromarray((RAMP * (2**bits - 1)).astype(np.uint16)).save(tmp_path / f"a.{form}")
    picture = read_image(tmp_path / f"a.{form}")
    assert picture.shape == (48, 64, 3) and picture.dtype == np.uint8
    np.testing.assert_allclose(picture[..., 1], RAMP * 255, atol=1)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 255), (-3, 5), (7000, 7600)])
def test_floating_point_is_seen(tmp_path: Path, low: float, high: float) -> None:
    tones = (low + RAMP * (high - low)).astype(np.float32)
    tones[0, 0] = np.nan
    Image.fromarray(tones).save(tmp_path / "a.tif")
    picture = read_image(tmp_path / "a.tif")[1:, :, 0]
    np.testing.assert_allclose(picture, RAMP[1:] * 255, atol=2)


def test_narrow_infrared_is_stretched(tmp_path: Path) -> None:
    Image.fromarray((29000 + RAMP * 900).astype(np.uint16)).save(tmp_path / "a.png")
    assert np.ptp(read_image(tmp_path / "a.png")) > 250


def test_pages_that_are_not_used_are_said(tmp_path: Path) -> None:
    first, *rest = [Image.fromarray(picture) for picture in numbered(3)]
    first.save(tmp_path / "a.tif", save_all=True, append_images=rest)
    with pytest.warns(Note, match="holds 3 pictures, of which the first is used"):
        read_image(tmp_path / "a.tif")


HEIC_HEAD = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100


def test_heic_without_its_package_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heic, "register", lambda: False)
    (tmp_path / "a.heic").write_bytes(HEIC_HEAD)
    for read in (open_frames, read_image):
        with pytest.raises(
            ValueError, match=r"a.heic: is HEIC, for which pi-heif is needed: pip install 'zedo\[heic\]'"
        ):
            read(tmp_path / "a.heic")


def test_what_is_heic() -> None:
    assert heic.is_heic(HEIC_HEAD)
    assert heic.is_heic(b"\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf")
    for other in (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif", b"\0\0\0\x18ftypisom"):
        assert not heic.is_heic(other)


def test_heic_in_tiles_is_one_picture(tmp_path: Path) -> None:
    pillow_heif = pytest.importorskip("pillow_heif")  # pi-heif reads only
    pytest.importorskip("pi_heif")
    pillow_heif.register_heif_opener()
    pillow_heif.options.GRID_TILE_SIZE = 64
    Image.fromarray(quartered(256, 128)).save(tmp_path / "a.heic", quality=95)
    assert corners(read_image(tmp_path / "a.heic")) == [0, 1, 2, 3]
