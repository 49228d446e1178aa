import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zedo.body.skeleton import COCO_17, H36M_17, Skeleton
from zedo.camera import Camera
from zedo.poses import Keypoints2D, Poses3D, require_plausible

PAIR = Skeleton("pair", ("left_hand", "right_hand"), (-1, -1), (0, 1))


def keypoints(**changes: Any) -> Keypoints2D:
    fields = {"uv": np.ones((3, 2, 2)), "confidence": np.full((3, 2), 0.5), "skeleton": PAIR, **changes}
    return Keypoints2D(**fields)


def poses(seed: int = 0, hypotheses: int = 2, count: int = 3, **changes: Any) -> Poses3D:
    random = np.random.default_rng(seed)
    fields = {
        "joints": random.normal(size=(hypotheses, count, 2, 3)),
        "translation": random.normal(5, 1, (hypotheses, count, 3)),
        "reprojection_error": random.uniform(0, 9, (hypotheses, count)),
        "skeleton": PAIR,
        "frame": np.arange(count),
        "time": np.arange(count) / 30,
        "person": np.zeros(count),
        "camera": Camera.from_intrinsics(1000, 1001, 500, 400, (0.1, 0, 0, 0)),
        "provenance": {"zedo": "0.1.0", "seed": 3},
        **changes,
    }
    return Poses3D(**fields)


def test_keypoints_have_defaults_and_hide_missing_joints() -> None:
    uv, confidence = np.ones((3, 2, 2)), np.array([[1, 0], [0.5, 1], [1e-9, 1]])
    uv[0, 1] = np.inf
    people = keypoints(uv=uv, confidence=confidence)
    np.testing.assert_array_equal(np.isnan(people.uv).all(axis=-1), confidence == 0)
    np.testing.assert_array_equal(people.frame, [0, 1, 2])
    np.testing.assert_array_equal(people.person, [0, 0, 0])
    assert np.isnan(people.time).all()
    assert len(people) == 3


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"uv": np.ones((3, 2))}, r"2D keypoints have shape \(3, 2\); skeleton 'pair' has 2 joints"),
        ({"uv": np.ones((3, 3, 2))}, r"\(N, 2, 2\) was expected"),
        ({"uv": np.ones((3, 2, 3))}, r"\(N, 2, 2\) was expected"),
        ({"confidence": np.ones((3, 1))}, r"confidence has shape \(3, 1\); \(3, 2\) was expected"),
        ({"confidence": np.array([[1, 1], [1, 1.1], [1, 1]])}, "person-frame 1, joint right_hand is 1.1"),
        ({"confidence": np.full((3, 2), -0.1)}, "must lie in"),
        ({"confidence": np.full((3, 2), np.nan)}, "must lie in"),
        ({"uv": np.full((3, 2, 2), np.nan)}, "person-frame 0, joint left_hand has no finite position"),
        ({"uv": np.full((3, 2, 2), np.inf)}, "person-frame 0, joint left_hand has no finite position"),
        ({"frame": [0, 1]}, r"'frame' has shape \(2,\); one value a person-frame"),
        ({"frame": [0, 0.5, 1]}, "'frame' must be whole numbers"),
        ({"frame": [0, np.nan, 1]}, "'frame' must be whole numbers"),
        ({"frame": [0, 1e300, 1]}, "'frame' must be whole numbers"),
        ({"frame": [0, np.inf, 1]}, "'frame' must be finite"),
        ({"person": ["a", "b", "c"]}, "'person' must be finite numbers"),
        ({"time": [0, np.inf, 1]}, "'time' must be finite"),
        ({"frame": [4, 5, 4]}, "person 0 occurs twice in frame 4"),
        ({"image_size": (640,)}, "image size is"),
        ({"image_size": (640, 0)}, "image size is"),
        ({"image_size": (640, 480.5)}, "image size is"),
    ],
)
def test_malformed_keypoints_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        keypoints(**changes)


def test_several_people_may_share_a_frame() -> None:
    people = keypoints(frame=[7, 7, 8], person=[0, 1, 0], image_size=np.array([640.0, 480.0]))
    assert people.frame.tolist() == [7, 7, 8]
    assert people.image_size == (640, 480)


def test_containers_do_not_change_with_what_they_were_made_of() -> None:
    uv = np.ones((3, 2, 2))
    people = keypoints(uv=uv)
    uv[:] = 7
    assert (people.uv == 1).all()
    for array in (people.uv, people.confidence, people.frame, poses().joints, poses().translation):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_mapping_to_another_skeleton_keeps_who_and_when() -> None:
    uv = np.random.default_rng(0).uniform(0, 100, (2, 17, 2))
    people = Keypoints2D(uv, np.full((2, 17), 0.8), COCO_17, [5, 5], [0.5, 0.5], [1, 2], (200, 100))
    mapped = people.to(H36M_17, rule="common")
    assert mapped.skeleton == H36M_17
    for name in ("frame", "time", "person", "image_size"):
        np.testing.assert_array_equal(getattr(mapped, name), getattr(people, name))
    np.testing.assert_array_equal(mapped.uv[:, H36M_17.index("neck")], people.uv[:, COCO_17.index("nose")])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"joints": np.ones((3, 2, 3))}, "3D joints have shape"),
        ({"joints": np.ones((2, 3, 4, 3))}, r"\(hypotheses, person-frames, 2, 3\) was expected"),
        ({"translation": np.ones((2, 4, 3))}, r"translation has shape \(2, 4, 3\); \(2, 3, 3\) was expected"),
        ({"reprojection_error": np.ones(3)}, r"reprojection_error has shape \(3,\); \(2, 3\) was expected"),
        ({"frame": [1, 2]}, "'frame' has shape"),
        ({"person": [0.5, 1, 2]}, "'person' must be whole numbers"),
    ],
)
def test_malformed_poses_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        poses(**changes)


def test_positions_are_joints_moved_by_the_translation() -> None:
    answer = poses()
    assert (len(answer), answer.hypotheses) == (3, 2)
    for s, n in np.ndindex(2, 3):
        np.testing.assert_array_equal(answer.positions[s, n], answer.joints[s, n] + answer.translation[s, n])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(seed=st.integers(0, 2**32), hypotheses=st.integers(1, 3), count=st.integers(1, 4))
def test_round_trip(tmp_path: Path, seed: int, hypotheses: int, count: int) -> None:
    random = np.random.default_rng(seed)
    answer = poses(seed, hypotheses, count, frame=random.permutation(2**40 + np.arange(count)))
    # A person-frame without enough visible joints has no pose, no error and perhaps no time.
    nothing = np.where(np.arange(count) == 0, np.nan, 1.0)
    answer = poses(
        seed,
        hypotheses,
        count,
        joints=answer.joints * nothing[:, None, None],
        reprojection_error=answer.reprojection_error * nothing,
        time=nothing * 0.1,
        frame=answer.frame,
    )
    # JSON keeps six decimals: micrometres and microseconds.
    for name, tolerance in (("poses.npz", 0.0), ("poses.json", 6e-7)):
        answer.save(tmp_path / name)
        read = Poses3D.load(tmp_path / name)
        for field in ("joints", "translation", "reprojection_error", "time"):
            np.testing.assert_allclose(getattr(read, field), getattr(answer, field), rtol=1e-7, atol=tolerance)
            assert getattr(read, field).dtype == getattr(answer, field).dtype
        for field in ("frame", "person"):
            np.testing.assert_array_equal(getattr(read, field), getattr(answer, field))
        assert read.skeleton == answer.skeleton
        assert read.provenance == answer.provenance
        np.testing.assert_array_equal(read.camera.matrix, answer.camera.matrix)
        assert read.camera.distortion == answer.camera.distortion


def test_saved_json_is_strict_json(tmp_path: Path) -> None:
    poses(joints=np.full((2, 3, 2, 3), np.nan)).save(tmp_path / "poses.json")

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    content = json.loads((tmp_path / "poses.json").read_text(), parse_constant=refuse)
    assert content["joints"][0][0][0] == [None, None, None]
    assert content["format"] == "zedo-poses-1"


def test_what_has_overflown_is_null_in_json() -> None:
    content = json.loads(poses(reprojection_error=np.full((2, 3), np.inf)).to_json())
    assert content["reprojection_error"] == [[None] * 3] * 2


def test_another_suffix_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    for name in ("poses.csv", "poses"):
        with pytest.raises(ValueError, match=r"written as \.npz or \.json"):
            poses().save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def broken(change: dict[str, Any]) -> str:
    """A JSON pose file with ``change`` in it; None removes a field."""
    answer = poses()
    fields = {
        "format": "zedo-poses-1",
        "skeleton": answer.skeleton.to_dict(),
        "camera": answer.camera.to_dict(),
        "provenance": {},
        **{n: getattr(answer, n).tolist() for n in ("joints", "translation", "reprojection_error")},
        **{n: getattr(answer, n).tolist() for n in ("frame", "time", "person")},
        **change,
    }
    return json.dumps({name: value for name, value in fields.items() if value is not None})


def test_the_unchanged_file_of_the_next_test_is_valid(tmp_path: Path) -> None:
    (tmp_path / "poses.json").write_text(broken({}))
    np.testing.assert_array_equal(Poses3D.load(tmp_path / "poses.json").joints, poses().joints)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        broken({"format": "zedo-poses-2"}),
        broken({"format": None}),
        broken({"joints": None}),
        broken({"joints": "x"}),
        broken({"joints": [[1, 2], [3]]}),
        broken({"joints": [[1.0]]}),
        broken({"frame": [1]}),
        broken({"skeleton": {}}),
        broken({"camera": {"fx": -1}}),
    ],
)
@pytest.mark.parametrize("name", ["poses.json", "poses.npz"])
def test_what_is_no_pose_file_is_named(tmp_path: Path, content: str, name: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(ValueError, match="not a") as raised:
        Poses3D.load(tmp_path / name)
    assert str(raised.value).startswith(f"{tmp_path / name}: ")


def test_a_missing_pose_file_and_another_npz_are_named(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", x=np.zeros(3))
    np.savez(tmp_path / "empty.npz")
    for name, message in (
        ("a.json", "no such file"),
        ("a.npz", "no such file"),
        ("other.npz", "not a pose file of zedo"),
        ("empty.npz", "not a pose file of zedo"),
    ):
        with pytest.raises(ValueError, match=message):
            Poses3D.load(tmp_path / name)


@pytest.mark.parametrize(
    ("scale", "camera", "distance"),
    [(1 / 1000, (1000, 1000, 640, 360), "4,[0-9]{3}"), (1, (1.2, 1.2, 0.5, 0.5), r"0\.00")],
)
def test_a_camera_that_cannot_be_that_of_the_keypoints_is_told(scale: float, camera: tuple, distance: str) -> None:
    uv = np.random.default_rng(0).uniform(0, 300, (3, 17, 2)) * scale
    keypoints = Keypoints2D(uv, np.ones((3, 17)), COCO_17)
    with pytest.raises(ValueError, match=rf"the camera does not fit the keypoints: .* would be ({distance}).* m away"):
        require_plausible(keypoints, Camera.from_intrinsics(*camera))


def test_people_near_and_far_are_plausible() -> None:
    uv = np.random.default_rng(0).uniform(0, 1, (3, 17, 2))
    for size in (10, 300, 3000):
        require_plausible(
            Keypoints2D(uv * size, np.ones((3, 17)), COCO_17), Camera.from_intrinsics(1000, 1000, 640, 360)
        )
