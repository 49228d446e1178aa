"""Camera files of other tools: every field is used, or refused by its name."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from zedo.camera import Camera
from zedo.system.notes import Note

K = [[1100.0, 0.0, 960.0], [0.0, 1100.0, 540.0], [0.0, 0.0, 1.0]]
LENS = (-0.3, 0.12, 0.001, -0.0005)
FISHEYE = (0.05, -0.01, 0.002, 0.001)

POSE2SIM = """
[cam_01]
name = "left"
size = [1920.0, 1080.0]
matrix = [[1100.0, 0.0, 960.0], [0.0, 1100.0, 540.0], [0.0, 0.0, 1.0]]
distortions = [-0.3, 0.12, 0.001, -0.0005]
rotation = [0.0, 0.0, 0.0]
translation = [0.0, 0.0, 0.0]
fisheye = false
{more}
[metadata]
adjusted = false
error = 0.0
"""


def camera(tmp_path: Path, fields: Any, size: tuple[int, int] | None = (1920, 1080)) -> Camera:
    path = tmp_path / "c.json"
    path.write_text(json.dumps(fields))
    return Camera.parse(str(path), size)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "fields",
    [
        {"matrix": K, "distortions": LENS},
        {"matrix": K, "dist": [list(LENS)]},
        {"camera_matrix": K, "dist_coeffs": [*LENS]},
        {"mtx": K, "dist_coeffs": [*LENS, *[0.0] * 8]},
        {"K": K, "D": [[k] for k in LENS]},
        {"fx": 1100, "fy": 1100, "cx": 960, "cy": 540, "k1": -0.3, "k2": 0.12, "p1": 0.001, "p2": -0.0005},
        {"fx": 1100, "fy": 1100, "cx": 960, "cy": 540, "distortion": LENS, "width": 1920, "height": 1080},
        {"matrix": K, "distortion": LENS, "model": "radtan", "image_size": [1920, 1080], "error": 0.2},
    ],
)
def test_a_lens_by_any_usual_name(tmp_path: Path, fields: dict[str, Any]) -> None:
    found = camera(tmp_path, fields)
    np.testing.assert_array_equal(found.matrix, K)
    assert found.distortion[:4] == LENS and not any(found.distortion[4:]) and not found.fisheye


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"zoom": 2}, "camera field 'zoom' is not understood; zedo knows fx"),
        ({"xi": 0.8}, "'xi' is not understood"),
        ({"model": "omnidirectional"}, "camera field 'model' is 'omnidirectional', a lens that zedo does not know"),
        ({"dist": LENS, "distortions": LENS}, "'distortions' and 'dist' say the same"),
        ({"dist": LENS, "k1": 0.1}, "'k1' stands beside a list of the distortion"),
        ({"fx": 1000}, "'fx' stands beside a matrix"),
        ({"fisheye": True, "dist": [0.1, 0.2, 0.3, 0.4, 0.5]}, "fisheye's distortion is .* k1, k2, k3, k4"),
        ({"fisheye": True, "k1": 0.1, "p1": 0.1}, "'p1' is none of a fisheye's"),
        ({"fisheye": "yes"}, "'fisheye' is 'yes'; true or false"),
        ({"fisheye": False, "model": "fisheye"}, "contradict each other"),
        ({"size": [1920]}, r"'size' is \[1920\]; \[width, height\]"),
        ({"dist": [0.1] * 14}, "k1, k2, p1, p2"),
        ({"size": [1080, 1920]}, "for images of 1080×1920, but the keypoints' are 1920×1080"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(tmp_path: Path, more: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message) as raised:
        camera(tmp_path, {"matrix": K, **more})
    assert str(raised.value).startswith(f"{tmp_path / 'c.json'}: ")


def test_a_calibration_of_another_size_is_scaled_and_it_is_said(tmp_path: Path) -> None:
    large = {"matrix": (np.array(K) * [[2], [2], [1]]).tolist(), "distortion": LENS, "width": 3840, "height": 2160}
    with pytest.warns(Note, match="for images of 3840×2160; it was scaled to the keypoints', 1920×1080"):
        found = camera(tmp_path, large)
    np.testing.assert_allclose(found.matrix, K)
    assert found.distortion == LENS
    np.testing.assert_allclose(camera(tmp_path, large, None).matrix, large["matrix"])  # nothing to scale to is known
    del large["width"], large["height"]
    with pytest.warns(Note, match="the principal point 1920,1080 is far from the middle of images of 1920×1080"):
        camera(tmp_path, large)


def test_pose2sims_file_and_the_camera_in_it(tmp_path: Path) -> None:
    path = tmp_path / "Calib.toml"
    path.write_text(POSE2SIM.format(more=""))
    for text in (str(path), f"{path}:cam_01", f"{path}:left"):
        found = Camera.parse(text, (1920, 1080))
        np.testing.assert_array_equal(found.matrix, K)
        assert found.distortion == LENS
    with pytest.raises(
        ValueError, match=r"holds 1 cameras \(cam_01\), none 'right'; choose one with Calib.toml:cam_01"
    ):
        Camera.parse(f"{path}:right")
    second = "[cam_02]\nmatrix = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]\nfisheye = true\ndistortions = [0.1, 0, 0, 0]\n"
    path.write_text(POSE2SIM.format(more=second))
    assert Camera.parse(f"{path}:cam_02").fisheye
    with pytest.raises(ValueError, match=r"holds 2 cameras \(cam_01, cam_02\); choose one with Calib.toml:cam_01"):
        Camera.parse(str(path))


def test_a_name_for_a_file_of_one_camera_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text(json.dumps({"fx": 1, "fy": 1, "cx": 0, "cy": 0}))
    with pytest.raises(ValueError, match="holds no camera 'cam_02', for it is not divided into cameras"):
        Camera.parse(f"{tmp_path / 'c.json'}:cam_02")


@pytest.mark.parametrize(
    "fields",
    [
        {"matrix": K, "distortion": FISHEYE, "fisheye": True},
        {"matrix": K, "D": FISHEYE, "model": "opencv_fisheye"},
        {"matrix": K, **dict(zip(("k1", "k2", "k3", "k4"), FISHEYE, strict=True)), "model": "equidistant"},
    ],
)
def test_a_fisheye_is_opencvs(tmp_path: Path, fields: dict[str, Any]) -> None:
    found = camera(tmp_path, fields)
    assert found.fisheye and found.distortion == FISHEYE
    # 45 degrees to the right: θ = π/4, seen at θ (1 + k1 θ² + …) focal lengths from the middle.
    angle = np.pi / 4
    k1, k2, k3, k4 = FISHEYE
    bent = angle * (1 + k1 * angle**2 + k2 * angle**4 + k3 * angle**6 + k4 * angle**8)
    pixel = found.project(np.array([[[2.0, 0.0, 2.0], [0.0, 0.0, 1.0]]]))
    np.testing.assert_allclose(pixel, [[[960 + 1100 * bent, 540], [960, 540]]])
    again = Camera.from_dict(json.loads(json.dumps(found.to_dict())))
    assert again.fisheye and again.distortion == FISHEYE and found.resized(0.5).fisheye


def test_a_fisheyes_rays_run_through_the_points() -> None:
    lens = Camera(np.array(K), FISHEYE, fisheye=True)
    random = np.random.default_rng(0)
    angle, around = random.uniform(0, 1.4, (4, 17)), random.uniform(0, 2 * np.pi, (4, 17))
    points = np.stack([np.sin(angle) * np.cos(around), np.sin(angle) * np.sin(around), np.cos(angle)], axis=-1)
    np.testing.assert_allclose(lens.rays(lens.project(3 * points)), points, atol=1e-9)
    far = lens.rays(np.array([[[1e6, 540.0], [np.nan, np.nan]]]))
    assert np.isfinite(far[0, 0]).all() and np.isnan(far[0, 1]).all()
