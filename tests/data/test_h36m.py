import pickle
from pathlib import Path

import numpy as np
import pytest

from tests.data.files import H36M_32, K, h36m_archive, h36m_pickle, people, project, records, seen, world_people
from zedo.body.skeleton import COCO_17, H36M_17
from zedo.data.h36m import ACTIONS, KEPT_JOINTS, read_h36m
from zedo.data.world_cameras import cameras
from zedo.evaluate.evaluation import score

PERFECT = ("mpjpe", "pa_mpjpe", "n_mpjpe")


def test_the_kept_joints_are_those_that_videopose3d_keeps() -> None:
    removed = {4, 5, 9, 10, 11, 16, 20, 21, 22, 23, 24, 28, 29, 30, 31}
    assert list(H36M_32.values()) == KEPT_JOINTS == [j for j in range(32) if j not in removed]


@pytest.mark.parametrize("subject", ["S1", "S5", "S6", "S7", "S8", "S9", "S11"])
def test_the_published_cameras_see_a_person_in_the_middle_of_the_studio(subject: str) -> None:
    four = cameras("h36m")[subject]
    assert [camera.id for camera in four] == ["54138969", "55011271", "58860488", "60457274"]
    for camera in four:
        points = camera.view(world_people(1)[0])
        uv = project(points, camera.matrix)
        assert ((points[:, 2] > 2.5) & (points[:, 2] < 8)).all()
        assert ((uv > 100) & (uv < 900)).all()
        # The head is above the feet in the image, and the camera is level within a few degrees.
        assert uv[H36M_17.index("head"), 1] < uv[H36M_17.index("left_ankle"), 1] - 100


class TestArchive:
    def test_the_truth_is_in_each_cameras_frame(self, tmp_path: Path, studio) -> None:
        h36m_archive(tmp_path, studio("h36m"))
        data = read_h36m(tmp_path)
        # S9: 2 clips × 4 cameras × 2 frames; S11: 1 clip.
        assert len(data) == 16 + 8
        placed = studio("h36m")["placed"]
        np.testing.assert_allclose(data.positions[:2], seen(world_people(3, 1)[:2], placed["S9"][0]), atol=1e-5)
        np.testing.assert_allclose(data.positions[-2:], seen(world_people(3, 2)[:2], placed["S11"][3]), atol=1e-5)
        assert data.groups.tolist() == ["Directions"] * 8 + ["Walking"] * 16
        assert data.detector == ""

    def test_ground_truth_keypoints_project_the_truth(self, tmp_path: Path, studio) -> None:
        h36m_archive(tmp_path, studio("h36m"), detector=None)
        data = read_h36m(tmp_path / "data_3d_h36m.npz")
        np.testing.assert_allclose(data.camera.project(data.positions), data.keypoints.uv, atol=1e-9)

    def test_detections_lose_the_lens_distortion_and_the_frames_beyond_the_truth(self, tmp_path: Path, studio) -> None:
        h36m_archive(tmp_path, studio("h36m"), "det")
        data = read_h36m(tmp_path, "det")
        # The lens bends rays by pixels; what remains is float32's rounding.
        raw = np.load(tmp_path / "data_2d_h36m_det.npz", allow_pickle=True)["positions_2d"].item()["S9"]["Walking"][1]
        pinhole = data.camera.project(data.positions)
        at = 8 + 2
        assert np.abs(raw[:2] - pinhole[at : at + 2]).max() > 1
        np.testing.assert_allclose(data.keypoints.uv, pinhole, atol=2e-3)
        assert data.detector == "det"

    def test_detections_of_coco_joints_are_mapped(self, tmp_path: Path, studio) -> None:
        h36m_archive(tmp_path, studio("h36m"), "det")
        stored = np.load(tmp_path / "data_2d_h36m_det.npz", allow_pickle=True)
        coco = {
            s: {a: [np.ones((3, 17, 2)) for _ in v] for a, v in d.items()}
            for s, d in stored["positions_2d"].item().items()
        }
        np.savez(tmp_path / "data_2d_h36m_pt.npz", positions_2d=coco, metadata={"layout_name": "coco"})  # type: ignore[arg-type]
        data = read_h36m(tmp_path, "pt")
        assert data.keypoints.skeleton == H36M_17 != COCO_17
        assert data.keypoints.confidence[0, H36M_17.index("left_wrist")] == 1
        assert data.keypoints.confidence[0, H36M_17.index("pelvis")] == 0.5

    def test_what_is_missing_is_noted(self, tmp_path: Path, studio) -> None:
        path = h36m_archive(tmp_path, studio("h36m"))
        assert "2 of 15 actions; Discussion, Eating, " in read_h36m(path).notes[0]
        truth = np.load(path, allow_pickle=True)["positions_3d"].item()
        del truth["S9"]
        np.savez(path, positions_3d=truth)
        assert read_h36m(path).notes[0] == "S9 is not in the archive"

    def test_a_perfect_answer_has_no_error(self, tmp_path: Path, studio) -> None:
        h36m_archive(tmp_path, studio("h36m"))
        data = read_h36m(tmp_path)
        found = score(H36M_17.root_relative(data.positions)[None], data)
        assert [found[name] for name in PERFECT] == pytest.approx([0, 0, 0], abs=1e-6)

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            (lambda truth: {}, "positions_3d' is {}; {subject: {action: array}} was expected"),
            (lambda truth: {"S1": truth["S1"]}, "has the subjects S1; S9 and S11"),
            (lambda truth: {"S9": {"Walking": np.zeros((2, 17, 3))}}, r"numbers (frames, 32, 3) were expected"),
            (
                lambda truth: {"S9": {"Walking": np.full((2, 32, 3), np.nan)}},
                "truth of person-frame 0, joint pelvis is NaN",
            ),
            (lambda truth: {"S9": {"Walking": 1000 * truth["S9"]["Walking"]}}, "behind the camera; metres"),
            (lambda truth: {"S9": [1]}, "{subject: {action: array}} was expected"),
        ],
    )
    def test_a_malformed_archive_is_one_sentence(self, tmp_path: Path, studio, change, sentence: str) -> None:
        path = h36m_archive(tmp_path, studio("h36m"))
        np.savez(path, positions_3d=change(np.load(path, allow_pickle=True)["positions_3d"].item()))
        with pytest.raises(ValueError) as error:
            read_h36m(path)
        assert str(error.value).startswith(str(path))
        assert sentence in str(error.value)

    def test_keypoints_that_do_not_fit_are_named(self, tmp_path: Path, studio) -> None:
        h36m_archive(tmp_path, studio("h36m"), "det")
        with pytest.raises(
            ValueError, match=r"data_2d_h36m_cpn.npz: no such file .* holds data_2d_h36m_det.npz, data_3d"
        ):
            read_h36m(tmp_path, "cpn")
        stored = np.load(tmp_path / "data_2d_h36m_det.npz", allow_pickle=True)
        seen_2d = stored["positions_2d"].item()

        def save(metadata: object = stored["metadata"].item()) -> None:
            np.savez(tmp_path / "data_2d_h36m_det.npz", positions_2d=seen_2d, metadata=metadata)  # type: ignore[arg-type]

        save({"layout_name": "mpii"})
        with pytest.raises(ValueError, match="its layout is 'mpii'; coco and h36m are read"):
            read_h36m(tmp_path, "det")
        short = seen_2d["S9"]["Walking"][2]
        seen_2d["S9"]["Walking"][2] = short[:1]
        save()
        with pytest.raises(ValueError, match=r"S9/Walking, camera 58860488 has 1 frames of 2D poses for 2"):
            read_h36m(tmp_path, "det")
        seen_2d["S9"]["Walking"] = [short]
        save()
        with pytest.raises(ValueError, match="has 2D poses of 1 cameras for S9/Walking; 4 were expected"):
            read_h36m(tmp_path, "det")


class TestPickle:
    def test_the_official_pickle(self, tmp_path: Path) -> None:
        points = people(4)
        data = read_h36m(h36m_pickle(tmp_path, points, [2, 2, 12, 16]).parent)
        np.testing.assert_allclose(data.positions, points, atol=1e-5)
        np.testing.assert_allclose(data.keypoints.uv, project(points), atol=1e-2)
        np.testing.assert_allclose(data.camera.matrix, np.tile(K, (4, 1, 1)))
        assert data.groups.tolist() == ["Directions", "Directions", "Photo", "WalkTogether"]
        assert (data.keypoints.confidence == 1).all()
        assert data.notes[0].startswith("3 of 15 actions")

    def test_all_actions_leave_no_note(self, tmp_path: Path) -> None:
        data = read_h36m(h36m_pickle(tmp_path, people(15), list(range(2, 17))))
        assert data.groups.tolist() == list(ACTIONS)
        assert data.notes == ()

    def test_detections_have_their_confidence(self, tmp_path: Path) -> None:
        points = people(3)
        data = read_h36m(h36m_pickle(tmp_path, points, [2, 3, 4]), "sh_dt_ft")
        np.testing.assert_allclose(data.keypoints.uv, project(points) + np.array([1.0, 0.0]))
        assert (data.keypoints.confidence == 0.5).all()
        assert "Stacked Hourglass" in data.detector

    def test_the_pickle_is_taken_before_the_archive(self, tmp_path: Path, studio) -> None:
        h36m_archive(tmp_path, studio("h36m"))
        h36m_pickle(tmp_path, people(3), [2, 3, 4])
        assert len(read_h36m(tmp_path)) == 3

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            (lambda items: {"a": 1}, "holds {'a': 1}; a list of one dict a person-frame was expected"),
            (lambda items: [], "a list of one dict a person-frame was expected"),
            (lambda items: [{**items[0], "action": 1}], "'action' holds 1; numbers from 2 to 16 were expected"),
            (lambda items: [items[0], {"w": 1}], "entry 1 has no 'joint_3d_camera'; it has w"),
            (lambda items: [{**items[0], "joint_3d_camera": np.zeros((16, 3))}], "'joint_3d_camera' of entry 0 is"),
            (lambda items: [{**items[0], "camera_param": {"fx": 1}}], "entry 0 has no 'fy'"),
            (
                lambda items: [{**items[0], "camera_param": dict.fromkeys(("fx", "fy", "cx", "cy"), 0)}],
                "positive focal",
            ),
            (lambda items: [{**items[0], "joint_3d_camera": np.full((17, 3), np.nan)}], "joint pelvis is NaN"),
        ],
    )
    def test_a_pickle_that_is_something_else_is_one_sentence(self, tmp_path: Path, change, sentence: str) -> None:
        path = tmp_path / "h36m_test.pkl"
        path.write_bytes(pickle.dumps(change(records(people(2), [2, 3]))))
        with pytest.raises(ValueError) as error:
            read_h36m(path)
        assert str(error.value).startswith(str(path))
        assert sentence in str(error.value)

    def test_a_malicious_pickle_is_not_executed(self, tmp_path: Path) -> None:
        class Touch:
            def __reduce__(self):
                return (Path.touch, (tmp_path / "touched",))

        path = tmp_path / "h36m_test.pkl"
        path.write_bytes(pickle.dumps([{"joint_3d_camera": Touch()}]))
        with pytest.raises(ValueError, match="would run"):
            read_h36m(path)
        assert not (tmp_path / "touched").exists()

    def test_detections_of_other_frames_are_refused(self, tmp_path: Path) -> None:
        path = h36m_pickle(tmp_path, people(3), [2, 3, 4])
        path.write_bytes(pickle.dumps(records(people(2), [2, 3])))
        with pytest.raises(ValueError, match=r"h36m_sh_dt_ft.pkl: joint3d_image has shape \(3, 17, 3\)"):
            read_h36m(path, "sh_dt_ft")
        with pytest.raises(ValueError, match="'cpn' are not stored beside it; choose gt or sh_dt_ft"):
            read_h36m(path, "cpn")


def test_a_wrong_folder_says_what_was_expected_and_what_is_there(tmp_path: Path) -> None:
    for name in ("a.txt", "b.zip"):
        (tmp_path / name).touch()
    expected = r"where h36m_test.pkl \(official ZeDO release\) or data_3d_h36m.npz \(VideoPose3D\) was expected"
    with pytest.raises(ValueError, match=rf"holds a.txt, b.zip, {expected}"):
        read_h36m(tmp_path)
    with pytest.raises(ValueError, match=rf"does not exist, {expected}"):
        read_h36m(tmp_path / "none")
    with pytest.raises(ValueError, match=rf"is another file, {expected}"):
        read_h36m(tmp_path / "a.txt")
