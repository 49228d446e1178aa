import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from zedo.camera import Camera

MATRIX = np.array([[1000.0, 3.0, 510.0], [0.0, 990.0, 390.0], [0.0, 0.0, 1.0]])

# Lenses that are one-to-one over the whole image, from mild to strong; the last is rational.
LENSES = [
    (),
    (-0.2, 0.1, 0.0, 0.0),
    (-0.207, 0.248, -0.0014, -0.003, -0.0075),  # the order of Human3.6M's
    (0.1, 0.05, 0.001, -0.002, 0.0, 0.02, 0.01, 0.0),
]


def points(seed: int, shape: tuple[int, ...] = (4, 17)) -> np.ndarray:
    """Camera-frame points in metres that fall into an image of about 90° width."""
    random = np.random.default_rng(seed)
    depth = random.uniform(1, 20, (*shape, 1))
    return np.concatenate([random.uniform(-0.6, 0.6, (*shape, 2)) * depth, depth], axis=-1)


@pytest.mark.parametrize("distortion", LENSES)
@given(seed=st.integers(0, 2**32))
def test_rays_run_through_the_points_they_are_the_pixels_of(distortion: tuple[float, ...], seed: int) -> None:
    camera = Camera(MATRIX, distortion)
    people = points(seed)
    rays = camera.rays(camera.project(people))
    np.testing.assert_allclose(rays, people / np.linalg.norm(people, axis=-1, keepdims=True), rtol=0, atol=1e-9)


@pytest.mark.parametrize("distortion", LENSES)
@given(seed=st.integers(0, 2**32), distance=st.floats(0.1, 100))
def test_any_point_of_a_ray_projects_to_its_pixel(distortion: tuple[float, ...], seed: int, distance: float) -> None:
    camera = Camera(MATRIX, distortion)
    uv = camera.project(points(seed))
    np.testing.assert_allclose(camera.project(distance * camera.rays(uv)), uv, rtol=0, atol=1e-6)


def test_projection_is_k_times_the_point_by_hand() -> None:
    camera = Camera.from_intrinsics(1000, 500, 320, 240)
    np.testing.assert_allclose(camera.project(np.array([[[0.2, -0.1, 2.0]]])), [[[420, 215]]])
    np.testing.assert_allclose(camera.rays(np.array([[[1320.0, 240.0]]])), [[[2**-0.5, 0, 2**-0.5]]])


def test_distortion_is_opencvs_by_hand() -> None:
    # At (x, y) = (0.5, 0.25): r² = 0.3125, radial = 1 + 0.1 r² + 0.01 r⁴ + 0.001 r⁶, then the tangential terms.
    camera = Camera(np.eye(3), (0.1, 0.01, 0.02, 0.03, 0.001))
    radial = 1 + 0.1 * 0.3125 + 0.01 * 0.3125**2 + 0.001 * 0.3125**3
    x = 0.5 * radial + 2 * 0.02 * 0.125 + 0.03 * (0.3125 + 2 * 0.25)
    y = 0.25 * radial + 0.02 * (0.3125 + 2 * 0.0625) + 2 * 0.03 * 0.125
    np.testing.assert_allclose(camera.project(np.array([[[0.5, 0.25, 1.0]]])), [[[x, y]]], rtol=1e-14)


def test_hypotheses_and_a_camera_a_frame_broadcast() -> None:
    matrices = np.stack([MATRIX * [[scale], [scale], [1]] for scale in (1.0, 2.0, 0.5)])
    people = points(0, (2, 3, 17))
    uv = Camera(matrices).project(people)
    for n in range(3):
        np.testing.assert_allclose(uv[:, n], Camera(matrices[n]).project(people[:, n]))
    with pytest.raises(ValueError, match=r"3 camera matrices for points of shape \(4, 17, 2\)"):
        Camera(matrices).project(points(0))


def test_behind_the_camera_there_is_no_pixel_and_missing_stays_missing() -> None:
    camera = Camera(MATRIX, LENSES[2])
    assert np.isnan(camera.project(np.array([[[0.1, 0.1, -1.0], [0.1, 0.1, 0.0]]]))).all()
    rays = camera.rays(np.array([[[np.nan, np.nan], [500.0, 400.0]]]))
    assert np.isnan(rays[0, 0]).all()
    assert np.isfinite(rays[0, 1]).all()


@given(degrees=st.floats(1, 170), width=st.integers(16, 8000), height=st.integers(16, 8000))
def test_the_field_of_view_spans_the_width(degrees: float, width: int, height: int) -> None:
    camera = Camera.parse(f"fov={degrees}", (width, height))
    left, right = camera.rays(np.array([[[0.0, height / 2], [width, height / 2]]]))[0]
    assert np.degrees(np.arccos(np.clip(left @ right, -1, 1))) == pytest.approx(degrees, abs=1e-5)
    assert camera.matrix[0, 0] == camera.matrix[1, 1]


def test_the_grammar(tmp_path: Path) -> None:
    expected = np.array([[1145.5, 0, 512.5], [0, 1144.25, 515], [0, 0, 1]])
    np.testing.assert_array_equal(Camera.parse("1145.5,1144.25, 512.5,515").matrix, expected)
    named = {"fx": 1145.5, "fy": 1144.25, "cx": 512.5, "cy": 515}
    (tmp_path / "named.json").write_text(json.dumps(named))
    (tmp_path / "matrix.JSON").write_text(json.dumps({"matrix": expected.tolist(), "distortion": [0.1, 0, 0, 0]}))
    (tmp_path / "lens.toml").write_text(
        "\n".join(f"{k} = {v}" for k, v in named.items()) + "\ndistortion = [0, 0, 0, 0, 0.5]"
    )
    for name, distortion in (("named.json", ()), ("matrix.JSON", (0.1, 0, 0, 0)), ("lens.toml", (0, 0, 0, 0, 0.5))):
        camera = Camera.parse(str(tmp_path / name))
        np.testing.assert_array_equal(camera.matrix, expected)
        assert camera.distortion == distortion


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'' is not understood; give 'fx,fy,cx,cy' in pixels, 'fov=DEGREES'"),
        ("wide", "is not understood"),
        ("1000,1000,500", "is not understood"),
        ("1000,1000,500,500,0", "is not understood"),
        ("1000,1000,500,left", "is not understood"),
        ("0,1000,500,500", "positive focal lengths"),
        ("-1000,1000,500,500", "positive focal lengths"),
        ("1000,nan,500,500", "finite"),
        ("1e999,1000,500,500", "finite"),
        ("fov=wide", "must be a number of degrees"),
        ("fov=0", "must lie between 0 and 180"),
        ("fov=180", "must lie between 0 and 180"),
        ("fov=nan", "must lie between 0 and 180"),
        ("missing.json", "no such camera file"),
    ],
)
def test_malformed_cameras_are_named(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Camera.parse(text, (640, 480))


def test_text_of_a_stranger_names_no_files(tmp_path: Path) -> None:
    for name in ("camera.json", "camera.TOML"):
        (tmp_path / name).write_text('{"fx": 1, "fy": 1, "cx": 0, "cy": 0}')
        with pytest.raises(
            ValueError, match=r"is not understood; give 'fx,fy,cx,cy' in pixels, 'fov=DEGREES'"
        ) as error:
            Camera.parse(str(tmp_path / name), files=False)
        assert "camera file" not in str(error.value)
    assert Camera.parse("10,10,4,4", files=False).matrix[0, 0] == 10


def test_a_field_of_view_needs_the_image_size() -> None:
    with pytest.raises(ValueError, match=r"needs the image's size.*--image-size"):
        Camera.parse("fov=60")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("c.json", b"", "not valid json"),
        ("c.toml", b"fx = ", "not valid toml"),
        ("c.json", b"\xff", "not valid json"),
        ("c.json", b"[" * 100_000, "not valid json"),
        ("c.json", b"[1, 2]", "not a list"),
        ("c.json", b'{"fx": 1, "fy": 1, "cx": 1}', "'cy' is missing; give fx, fy, cx, cy or matrix"),
        ("c.json", b'{"fx": [], "fy": 1, "cx": 1, "cy": 1}', "must be numbers"),
        ("c.json", b'{"fx": "long", "fy": 1, "cx": 1, "cy": 1}', "must be numbers"),
        ("c.json", b'{"fx": 1' + b"0" * 400 + b', "fy": 1, "cx": 1, "cy": 1}', "must be numbers"),
        ("c.json", b'{"matrix": [[1, 0, 0], [0, 1]]}', "'matrix' 3"),
        ("c.json", b'{"matrix": [[1, 0], [0, 1]]}', r"has shape \(2, 2\)"),
        ("c.json", b'{"matrix": [[1, 0, 0], [1, 1, 0], [0, 0, 1]]}', "must have the form"),
        ("c.json", b'{"matrix": [[1, 0, 0], [0, 1, 0], [0, 0, 2]]}', "must have the form"),
        ("c.json", b'{"fx": 1, "fy": 1, "cx": 1, "cy": 1, "distortion": 5}', "'distortion' a list"),
        ("c.json", b'{"fx": 1, "fy": 1, "cx": 1, "cy": 1, "distortion": [1, 2]}', "k1, k2, p1, p2"),
        ("c.json", b'{"fx": 1, "fy": 1, "cx": 1, "cy": 1, "distortion": [1, 2, 3, NaN]}', "k1, k2, p1, p2"),
    ],
)
def test_malformed_camera_files_are_named(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match=message) as raised:
        Camera.parse(str(tmp_path / name))
    assert str(raised.value).startswith(f"{tmp_path / name}: ")


@pytest.mark.parametrize("matrix", [MATRIX, np.stack([MATRIX, MATRIX * [[2], [2], [1]]])])
def test_the_dictionary_form_keeps_everything(matrix: np.ndarray) -> None:
    camera = Camera(matrix, LENSES[2])
    stored: dict[str, Any] = json.loads(json.dumps(camera.to_dict()))
    np.testing.assert_array_equal(Camera.from_dict(stored).matrix, camera.matrix)
    assert Camera.from_dict(stored).distortion == camera.distortion


def test_cameras_do_not_change() -> None:
    mine = MATRIX.copy()
    camera = Camera(mine)
    mine[0, 0] = 1
    assert camera.matrix[0, 0] == 1000
    with pytest.raises(ValueError, match="read-only"):
        camera.matrix[0, 0] = 1


def photograph(path: Path, equivalent: object = 26, orientation: int = 1, size: tuple[int, int] = (4000, 3000)) -> Path:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    if equivalent is not None:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.FocalLengthIn35mmFilm] = equivalent
    Image.new("L", size).save(path, exif=exif)
    return path


def test_exif_states_the_field_of_view(tmp_path: Path) -> None:
    # On film, 2 atan(43.27 / 2 / 26) across the diagonal; the same in the photograph, whose diagonal is 5000 pixels.
    camera = Camera.from_exif(photograph(tmp_path / "a.jpg"))
    diagonal = 2 * np.arctan(np.sqrt(36**2 + 24**2) / 2 / 26)
    corners = camera.rays(np.array([[[0.0, 0.0], [4000.0, 3000.0]]]))[0]
    assert np.arccos(corners[0] @ corners[1]) == pytest.approx(diagonal)
    assert camera.matrix[0, 0] == pytest.approx(26 * 5000 / 43.266615)
    np.testing.assert_allclose(camera.matrix[:2, 2], [2000, 1500])


def test_exif_of_a_full_frame_camera_is_its_focal_length(tmp_path: Path) -> None:
    camera = Camera.from_exif(photograph(tmp_path / "a.jpg", 50, size=(3600, 2400)))
    assert camera.matrix[1, 1] == pytest.approx(50 * 100)  # 100 pixels a millimetre


def test_exif_of_an_upright_photograph_is_turned(tmp_path: Path) -> None:
    camera = Camera.from_exif(photograph(tmp_path / "a.jpg", orientation=6))
    np.testing.assert_allclose(camera.matrix[:2, 2], [1500, 2000])


def test_exif_of_a_picture_in_memory(tmp_path: Path) -> None:
    content = photograph(tmp_path / "a.jpg").read_bytes()
    np.testing.assert_array_equal(
        Camera.from_exif(io.BytesIO(content)).matrix, Camera.from_exif(tmp_path / "a.jpg").matrix
    )
    with pytest.raises(ValueError, match="the picture: no image"):
        Camera.from_exif(io.BytesIO(content[:10]))


@pytest.mark.parametrize("equivalent", [None, 0])
def test_exif_without_a_focal_length_is_told(tmp_path: Path, equivalent: object) -> None:
    with pytest.raises(ValueError, match=r"a.jpg: its EXIF does not state the 35 mm equivalent focal length; give"):
        Camera.from_exif(photograph(tmp_path / "a.jpg", equivalent))


def test_exif_of_no_image_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_text("no image")
    for name in ("a.jpg", "none.jpg"):
        with pytest.raises(ValueError, match="no image whose EXIF can be read"):
            Camera.from_exif(tmp_path / name)


def test_a_resized_picture_shows_the_same_points() -> None:
    camera = Camera.from_intrinsics(1000, 990, 640, 360, (-0.2, 0.1, 0.001, 0.002))
    points = np.random.default_rng(0).uniform([-1, -1, 3], [1, 1, 5], (2, 17, 3))
    np.testing.assert_allclose(camera.resized(0.5).project(points), 0.5 * camera.project(points), atol=1e-9)
