from pathlib import Path

import numpy as np
import pytest

from tests.data.files import humaneva_archive, humaneva_matrix, seen, world_people
from zedo.body.skeleton import H36M_17
from zedo.data.humaneva import read_humaneva
from zedo.data.intrinsics import fit_intrinsics

LACKING = [H36M_17.index("spine"), H36M_17.index("neck")]


def test_walking_jog_and_box_of_the_validation_subjects(tmp_path: Path, studio) -> None:
    cameras = studio("humaneva")
    data = read_humaneva(humaneva_archive(tmp_path, cameras).parent)
    # S1: two chunks of Walking, S2: one of Jog; three cameras, three frames.
    assert data.groups.tolist() == ["S1 Walking"] * 18 + ["S2 Jog"] * 9
    assert (~data.scored).nonzero()[0].tolist() == LACKING
    expected = seen(world_people(3, 1).astype(np.float32).astype(float), cameras["placed"]["S1"][0])
    np.testing.assert_allclose(data.positions[:3, data.scored], expected[:, data.scored], atol=1e-5)
    assert (data.keypoints.confidence[:, LACKING] == 0).all()
    np.testing.assert_allclose(
        data.camera.project(data.positions)[:, data.scored], data.keypoints.uv[:, data.scored], atol=1e-2
    )


def test_each_cameras_intrinsics_are_fitted(tmp_path: Path, studio) -> None:
    data = read_humaneva(humaneva_archive(tmp_path, studio("humaneva")))
    for camera in range(3):
        np.testing.assert_allclose(data.camera.matrix[3 * camera], humaneva_matrix(camera), atol=0.05)
    assert data.notes[0] == "intrinsics fitted to the projected truth, mean residual C1 0.00 px, C2 0.00 px, C3 0.00 px"


def test_the_projection_must_be_there(tmp_path: Path, studio) -> None:
    path = humaneva_archive(tmp_path, studio("humaneva"))
    (tmp_path / "data_2d_humaneva15_gt.npz").unlink()
    with pytest.raises(ValueError, match=r"holds data_3d_humaneva15.npz, where data_2d_humaneva15_gt.npz .* expected"):
        read_humaneva(path)


@pytest.mark.parametrize(
    ("truth", "sentence"),
    [
        ({"Validate/S9": {"Box 1": np.zeros((3, 15, 3))}}, "subject Validate/S9 has no published cameras"),
        ({"Validate/S1": {"Gestures 1": np.zeros((3, 15, 3))}}, "has no Walking, Jog, Box"),
        ({"Validate/S1": {"Box 1": np.zeros((3, 20, 3))}}, r"numbers \(frames, 15, 3\) were expected"),
        ({"Validate/S1": {"Box 1": np.zeros((3, 15, 3))}}, "has 2D poses of 0 cameras for Validate/S1/Box 1"),
    ],
)
def test_a_malformed_archive_is_one_sentence(tmp_path: Path, studio, truth: dict, sentence: str) -> None:
    path = humaneva_archive(tmp_path, studio("humaneva"))
    np.savez(path, positions_3d=truth)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=sentence) as error:
        read_humaneva(path)
    assert str(error.value).startswith(str(tmp_path))


class TestFit:
    def test_an_exact_camera_is_found(self) -> None:
        matrix = np.array([[900.0, 0, 300], [0, 1100.0, 200], [0, 0, 1]])
        points = np.random.default_rng(0).uniform([-1, -1, 2], [1, 1, 5], size=(4, 7, 3))
        image = points @ matrix.T
        found, residual = fit_intrinsics(image[..., :2] / image[..., 2:], points)
        np.testing.assert_allclose(found, matrix)
        assert residual == pytest.approx(0, abs=1e-9)

    def test_missing_points_are_left_out(self) -> None:
        points = np.random.default_rng(0).uniform([-1, -1, 2], [1, 1, 5], size=(9, 3))
        uv = 1000 * points[:, :2] / points[:, 2:] + 500
        uv[0], points[1] = np.nan, [0, 0, -1]
        np.testing.assert_allclose(fit_intrinsics(uv, points)[0][0], [1000, 0, 500])

    def test_points_on_one_ray_fix_nothing(self) -> None:
        points = np.tile([0.1, 0.2, 2.0], (5, 1))
        with pytest.raises(ValueError, match="cannot be fitted: 5 points"):
            fit_intrinsics(np.full((5, 2), 7.0), points)
