"""Folders and formats of annotators and of tools with one file a frame, and what is refused in true words."""

import gzip
import json
import pickle
from pathlib import Path

import h5py
import numpy as np
import pytest
from PIL import Image

from tests.io.tools import coco_annotations, landmarks, mmpose_instance, openpose, person, written
from zedo import read_keypoints
from zedo.body.skeleton import BLAZEPOSE_33, BODY_25, COCO_17, COCO_18, H36M_17
from zedo.io.joint_names import canonical, places
from zedo.io.kinds import holds_pictures
from zedo.system.notes import Note

SIZE = (200, 250)


def expect_person(path: Path, size: tuple[int, int] | None = None, skeleton: str | None = None) -> None:
    keypoints = read_keypoints(path, skeleton, size)
    assert keypoints.skeleton == COCO_17
    seen = keypoints.confidence[0] > 0
    assert seen.sum() >= 16
    np.testing.assert_allclose(keypoints.uv[0, seen], person(COCO_17)[seen, :2], atol=1e-9)


@pytest.mark.parametrize(
    "name",
    [
        "left eye",
        "left-eye",
        "LeftEye",
        "leftEye",
        "left_eye",
        "Left Eye",
        "L_Eye",
        "LEye",
        "eye_l",
        "LEFT.EYE",
        "l_eye",
    ],
)
def test_one_joint_has_many_names(name: str) -> None:
    assert canonical(name) == "left_eye"


def test_detectors_names_of_middle_points() -> None:
    named = [
        "Nose",
        "Neck",
        "RShoulder",
        "RElbow",
        "RWrist",
        "LShoulder",
        "LElbow",
        "LWrist",
        "MidHip",
        "RHip",
        "RKnee",
    ]
    named += ["RAnkle", "LHip", "LKnee", "LAnkle", "REye", "LEye", "REar", "LEar", "LBigToe", "LSmallToe", "LHeel"]
    assert places([*named, "RBigToe", "RSmallToe", "RHeel"], BODY_25) == list(range(25))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("spelled", [lambda n: n.replace("_", " "), lambda n: n.title().replace("_", ""), str.upper])
def test_cocos_joints_by_other_spellings(tmp_path: Path, spelled) -> None:
    document = coco_annotations()
    document["categories"][0]["keypoints"] = [spelled(name) for name in COCO_17.joints]
    expect_person(written(tmp_path / "a.json", document))


@pytest.mark.parametrize("skeleton", [None, "coco_17"])
def test_joints_in_another_order_are_put_in_order_by_name(tmp_path: Path, skeleton: str | None) -> None:
    document, order = coco_annotations(), np.argsort(COCO_17.joints)
    document["categories"][0]["keypoints"] = [COCO_17.joints[j].replace("_", " ") for j in order]
    for annotation in document["annotations"]:
        annotation["keypoints"] = np.reshape(annotation["keypoints"], (17, 3))[order].ravel().tolist()
    with pytest.warns(Note, match="put in the order of coco_17 by their names"):
        expect_person(written(tmp_path / "a.json", document), skeleton=skeleton)


def test_a_skeleton_that_contradicts_the_files_names_is_refused(tmp_path: Path) -> None:
    document = coco_annotations()
    document["categories"][0]["keypoints"] = ["tail", *COCO_17.joints[:-1]]
    with pytest.raises(ValueError, match="which are not those of skeleton 'coco_17' in their order"):
        read_keypoints(written(tmp_path / "a.json", document), "coco_17")


def test_the_ball_is_no_person(tmp_path: Path) -> None:
    document = coco_annotations()
    document["categories"].append({"id": 2, "name": "ball", "keypoints": ["centre"]})
    document["annotations"].append({"image_id": 285, "category_id": 2, "keypoints": [5, 5, 2]})
    with pytest.warns(Note, match="1 of 2 entries are of other categories"):
        expect_person(written(tmp_path / "a.json", document))
    for category in document["categories"]:
        category.update(name="thing", keypoints=["a", "b"])
    with pytest.raises(ValueError, match=r"categories \(1, 2\), and it is unclear which are people"):
        read_keypoints(written(tmp_path / "b.json", document))


def test_results_of_several_categories_are_cocos_people(tmp_path: Path) -> None:
    points = person(COCO_17).ravel().tolist()
    results = [{"image_id": 1, "category_id": c, "keypoints": points if c == 1 else [1, 2, 2]} for c in (1, 37)]
    with pytest.warns(Note, match="other categories"):
        expect_person(written(tmp_path / "r.json", results))


def test_unsure_people_are_left_out_and_it_is_said(tmp_path: Path) -> None:
    points = person(COCO_17).ravel().tolist()
    results = [{"image_id": i, "keypoints": points, "score": s} for i in range(3) for s in (0.99, 0.12, 0.06)]
    with pytest.warns(Note, match=r"6 of 9 people have a score below 0.3"):
        assert len(read_keypoints(written(tmp_path / "r.json", results))) == 3
    for result in results:
        result["score"] = 0.1
    assert len(read_keypoints(written(tmp_path / "r.json", results))) == 9  # nobody would be left


def test_ids_that_annotation_tools_gave_as_files_came_yield_to_the_names(tmp_path: Path) -> None:
    document = coco_annotations()
    names = {7: "walk_0000_png.rf.ab.png", 3: "walk_0001_png.rf.ab.png", 9: "walk_0002_png.rf.ab.png"}
    document["images"] = [{"id": i, "file_name": name, "width": 640, "height": 480} for i, name in names.items()]
    document["annotations"] = [
        {"image_id": i, "category_id": 1, "keypoints": person(COCO_17, x).ravel().tolist()} for x, i in enumerate(names)
    ]
    with pytest.warns(Note, match="ids are not in the order of their file names"):
        keypoints = read_keypoints(written(tmp_path / "a.json", document))
    np.testing.assert_array_equal(keypoints.uv[:, 0, 0], person(COCO_17)[0, 0] + np.arange(3))


@pytest.mark.parametrize("image", ["frame{}_cam2.jpg", "{}", "walk_{}_1920x1080.png"])
def test_string_ids_are_in_natural_order(tmp_path: Path, image: str) -> None:
    results = [
        {"image_id": image.format(i), "category_id": 1, "keypoints": person(COCO_17, i).ravel().tolist()}
        for i in range(12)
    ]
    keypoints = read_keypoints(written(tmp_path / "r.json", results))
    assert keypoints.frame.tolist() == list(range(12))
    np.testing.assert_array_equal(keypoints.uv[:, 0, 0], person(COCO_17)[0, 0] + np.arange(12))


@pytest.mark.parametrize("name", ["frame{}_cam2_keypoints.json", "{}_1920x1080_keypoints.json", "f_{} (1).json"])
def test_an_openpose_folder_of_such_names_is_one_clip(tmp_path: Path, name: str) -> None:
    for i in range(12):
        written(tmp_path / name.format(i), openpose(person(BODY_25, i)))
    keypoints = read_keypoints(tmp_path)
    assert keypoints.frame.tolist() == list(range(12))
    np.testing.assert_array_equal(keypoints.uv[:, 0, 0], person(BODY_25)[0, 0] + np.arange(12))


def test_a_folder_named_by_times_has_times(tmp_path: Path) -> None:
    for i in range(12):
        written(tmp_path / f"130503110{i // 10}.{i % 10}00000_keypoints.json", openpose(person(BODY_25, i)))
    keypoints = read_keypoints(tmp_path)
    assert keypoints.frame.tolist() == list(range(12))
    np.testing.assert_allclose(keypoints.time, np.arange(12) / 10)


@pytest.mark.parametrize("form", ["mmpose", "easymocap", "ultralytics", "labels"])
def test_folders_with_a_file_a_frame(tmp_path: Path, form: str) -> None:
    for i in range(11):
        points = person(COCO_17, i)
        match form:
            case "mmpose":
                people = [{**mmpose_instance(), "keypoints": points[:, :2].tolist()}] if i != 5 else []
                written(tmp_path / f"walk_{i}.json", people)
            case "easymocap":
                annotation = {"personID": 4, "bbox": [0, 0, 9, 9, 0.9], "keypoints": points.tolist()}
                document = {"filename": "a.jpg", "width": 200, "height": 250, "annots": [annotation] * (i != 5)}
                written(tmp_path / f"{i:06}.json", document)
            case "ultralytics":
                marks = {"x": points[:, 0].tolist(), "y": points[:, 1].tolist(), "visible": points[:, 2].tolist()}
                document = [{"name": "person", "class": 0, "confidence": 0.9, "box": {}, "keypoints": marks}]
                written(tmp_path / f"a_{i}.json", document * (i != 5))
            case _:
                values = np.column_stack([points[:, :2] / SIZE, points[:, 2]]).ravel()
                line = " ".join(map(str, [0, 0.5, 0.5, 0.1, 0.2, *values, *([0.9] if i % 2 else [])]))
                (tmp_path / f"clip_{i}.txt").write_text(f"{line}\n" * (i != 5))
    (tmp_path / "classes.txt").write_text("person\n")
    assert not holds_pictures(tmp_path)
    keypoints = read_keypoints(tmp_path, image_size=SIZE)
    assert keypoints.frame.tolist() == [0, 1, 2, 3, 4, 6, 7, 8, 9, 10]
    np.testing.assert_allclose(keypoints.uv[:, 0, 0], person(COCO_17)[0, 0] + keypoints.frame)
    assert set(keypoints.person.tolist()) == ({4} if form == "easymocap" else {0})
    if form == "labels":
        with pytest.raises(ValueError, match="YOLO's labels are shares of the image"):
            read_keypoints(tmp_path)


def test_boxes_alone_are_no_keypoints(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("0 0.5 0.5 0.1 0.2\n")
    with pytest.raises(ValueError, match="line 1 holds a box without keypoints"):
        read_keypoints(tmp_path / "a.txt", image_size=SIZE)


def test_json_that_a_photo_service_put_beside_photos_is_no_keypoints(tmp_path: Path) -> None:
    for i in (1, 2):
        Image.new("RGB", (8, 8)).save(tmp_path / f"IMG_{i}.jpg")
        written(tmp_path / f"IMG_{i}.jpg.supplemental-metadata.json", {"title": f"IMG_{i}.jpg"})
    assert holds_pictures(tmp_path)
    written(tmp_path / "walk_0_keypoints.json", openpose(person(BODY_25)))
    for path in tmp_path.glob("IMG*.json"):
        path.unlink()
    assert not holds_pictures(tmp_path)  # OpenPose's pictures beside its keypoints


def test_the_folder_that_was_meant_is_named(tmp_path: Path) -> None:
    inner = tmp_path / "annots" / "1"
    inner.mkdir(parents=True)
    written(inner / "000000.json", {"annots": [{"keypoints": person(COCO_17).tolist()}]})
    assert not holds_pictures(tmp_path)
    with pytest.raises(ValueError, match=r"its folder annots/1 does, so give that one"):
        read_keypoints(tmp_path)


def test_deeplabcuts_tables(tmp_path: Path) -> None:
    def table(individuals: list[str]) -> str:
        heads = [("DLC", who, joint, axis) for who in individuals or [""] for joint in COCO_17.joints
                 for axis in ("x", "y", "likelihood")]  # fmt: skip
        names = ["scorer", "individuals", "bodyparts", "coords"]
        lines = [",".join([names[i], *(head[i] for head in heads)]) for i in range(4) if individuals or i != 1]
        for frame in (0, 1):
            people = [person(COCO_17, frame + 10 * i).ravel().tolist() for i in range(len(individuals) or 1)]
            lines.append(",".join([str(frame), *(str(value) for values in people for value in values)]))
        return "\n".join(lines) + "\n"

    (tmp_path / "one.csv").write_text(table([]))
    expect_person(tmp_path / "one.csv")
    (tmp_path / "two.csv").write_text(table(["a", "b"]))
    keypoints = read_keypoints(tmp_path / "two.csv")
    assert keypoints.person.tolist() == [0, 1, 0, 1]
    np.testing.assert_allclose(keypoints.uv[:, 0, 0] - person(COCO_17)[0, 0], [0, 10, 1, 11])


def test_sleaps_analysis_files(tmp_path: Path) -> None:
    points = person(COCO_17)
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["tracks"] = np.stack([points[:, :2].T[..., None]] * 2)
        file["tracks"][1] = np.nan
        file["node_names"] = [name.encode() for name in COCO_17.joints]
    expect_person(tmp_path / "a.h5")
    assert len(read_keypoints(tmp_path / "a.h5")) == 1
    header = [f"{joint}.{axis}" for joint in COCO_17.joints for axis in ("x", "y", "score")]
    rows = [["track", "frame_idx", "instance.score", *header], ["track_0", 4, 0.9, *points.ravel()]]
    (tmp_path / "a.csv").write_text("\n".join(",".join(map(str, row)) for row in rows))
    expect_person(tmp_path / "a.csv")
    assert read_keypoints(tmp_path / "a.csv").frame.tolist() == [4]


def test_mhformers_npz_needs_its_skeleton(tmp_path: Path) -> None:
    np.savez(tmp_path / "k.npz", reconstruction=np.stack([person(H36M_17, i)[:, :2] for i in range(3)])[None])
    keypoints = read_keypoints(tmp_path / "k.npz", "h36m_17")
    np.testing.assert_array_equal(keypoints.uv[2], person(H36M_17, 2)[:, :2])
    assert keypoints.frame.tolist() == [0, 1, 2]
    with pytest.raises(ValueError, match="does not say which skeleton"):
        read_keypoints(tmp_path / "k.npz")


def test_utf_16_is_text(tmp_path: Path) -> None:
    results = [{"image_id": 1, "category_id": 1, "keypoints": person(COCO_17).ravel().tolist()}]
    (tmp_path / "r.json").write_bytes(json.dumps(results).encode("utf-16"))
    assert not holds_pictures(tmp_path / "r.json")
    expect_person(tmp_path / "r.json")


def hdf5_of_pandas(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file["df_with_missing/table"] = np.zeros(3)


@pytest.mark.parametrize(
    ("name", "write", "message"),
    [
        ("k.json.gz", lambda p: p.write_bytes(gzip.compress(b"{}")), "is compressed by gzip; unpack it"),
        ("k.pkl", lambda p: p.write_bytes(pickle.dumps({"a": 1})), "is a pickle, which may run any program"),
        ("k.h5", hdf5_of_pandas, "SLEAP's analysis files alone, not df_with_missing .* its CSV is read"),
        ("broken.h5", lambda p: p.write_bytes(b"\x89HDF\r\n\x1a\n1234"), "a damaged HDF5 file"),
        ("k.csv", lambda p: p.write_text("frame,id,x,y\n0,1,2,3\n"), r"is a table of text \(frame, id, x, …\)"),
    ],
)
def test_other_files_are_called_what_they_are(tmp_path: Path, name: str, write, message: str) -> None:
    write(tmp_path / name)
    assert not holds_pictures(tmp_path / name)
    with pytest.raises(ValueError, match=message):
        read_keypoints(tmp_path / name)


def marks() -> list[dict[str, float]]:
    return landmarks()


@pytest.mark.parametrize(
    "form",
    [
        lambda: [{name.upper(): mark for name, mark in zip(mediapipe_names(), marks(), strict=True)}],
        lambda: [
            dict(reversed([(f"PoseLandmark.{n.upper()}", m) for n, m in zip(mediapipe_names(), marks(), strict=True)]))
        ],
        lambda: [{str(i): mark for i, mark in enumerate(marks())}],
        lambda: [{"frame": 0, "landmarks": [{"id": i, **mark} for i, mark in reversed(list(enumerate(marks())))]}],
        lambda: [{"pose": {"landmarks": marks()}}],
        lambda: [[{"X": m["x"], "Y": m["y"], "visibility": m["visibility"]} for m in marks()]],
        lambda: [[[m["x"], m["y"], 0.1, m["visibility"]] for m in marks()]],
    ],
    ids=["names", "enum", "numbers", "ids", "nested", "capitals", "lists"],
)
def test_mediapipes_landmarks_by_name_and_number(tmp_path: Path, form) -> None:
    keypoints = read_keypoints(written(tmp_path / "m.json", form()), image_size=SIZE)
    assert keypoints.skeleton == BLAZEPOSE_33
    seen = person(BLAZEPOSE_33)[:, 2] > 0
    np.testing.assert_allclose(keypoints.uv[0, seen], person(BLAZEPOSE_33)[seen, :2])
    assert (keypoints.confidence[0] > 0).tolist() == seen.tolist()


def mediapipe_names() -> list[str]:
    """MediaPipe's own: its mouth is MOUTH_LEFT."""
    return [{"left_mouth": "mouth_left", "right_mouth": "mouth_right"}.get(name, name) for name in BLAZEPOSE_33.joints]


def test_mediapipes_file_states_size_and_rate(tmp_path: Path) -> None:
    document = {"fps": 10, "width": 200, "height": 250, "frames": [{"frame": 3, "landmarks": marks()}]}
    keypoints = read_keypoints(written(tmp_path / "m.json", document))
    assert keypoints.image_size == SIZE and keypoints.time.tolist() == [0.3]


def test_mediapipes_world_landmarks_are_refused_by_name_and_by_what_they_are(tmp_path: Path) -> None:
    middle = [{**mark, "x": mark["x"] - 0.75, "y": mark["y"] - 0.5} for mark in marks()]
    for document in ([{"landmarks": middle}], [{"pose_world_landmarks": marks()}], [{"worldLandmarks": [marks()]}]):
        with pytest.raises(ValueError, match="MediaPipe's world landmarks, metres about the hips"):
            read_keypoints(written(tmp_path / "m.json", document), image_size=SIZE)


def test_openposes_own_forms_of_coco_18_keep_their_order(tmp_path: Path) -> None:
    keypoints = read_keypoints(written(tmp_path / "a.json", openpose(person(COCO_18))))
    np.testing.assert_array_equal(keypoints.uv[0], person(COCO_18)[:, :2])
