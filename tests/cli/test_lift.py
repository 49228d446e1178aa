import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import zedo
from tests.video.clips import write_video
from zedo.biomechanics.angles import segment_lengths
from zedo.body.skeleton import H36M_17
from zedo.cli.demo import ASSETS
from zedo.poses import Poses3D
from zedo.video.frames import open_frames

CAMERA = "1000,1000,640,360"


def test_two_people_in_fifty_frames(run, keypoint_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "poses.npz"
    code, stdout, err = run("lift", keypoint_file, "--camera", CAMERA, "-o", out, "--iterations", 40)
    assert code == 0, err
    assert stdout == ""
    assert "100 poses of 2 people in 50 frames" in err
    poses = Poses3D.load(out)
    assert poses.joints.shape == (1, 100, 17, 3)
    assert poses.person.tolist() == [0, 1] * 50
    assert poses.time[-1] == pytest.approx(49 / 25)
    assert np.isfinite(poses.positions).all()
    # Both stand before the camera, person 0 to the left, at a distance that fits their size in the image.
    pelvis = poses.translation[0].reshape(50, 2, 3).mean(axis=0)
    assert pelvis[0, 0] < -0.3 < 0.3 < pelvis[1, 0]
    assert (pelvis[:, 2] > 2).all() and (pelvis[:, 2] < 6.5).all()
    about = poses.provenance
    assert about["preset"] == "default" and about["seed"] == 0 and len(about["prior"]) == 16
    assert about["settings"]["loop"]["iterations"] == 40


def test_json_holds_the_same_as_npz(run, keypoint_file: Path, tmp_path: Path) -> None:
    for suffix in ("npz", "json"):
        flags = ("--camera", CAMERA, "--iterations", 3, "--hypotheses", 2, "-o", tmp_path / f"p.{suffix}")
        assert run("lift", keypoint_file, *flags)[0] == 0
    npz, text = (Poses3D.load(tmp_path / f"p.{suffix}") for suffix in ("npz", "json"))
    assert npz.hypotheses == 2
    np.testing.assert_allclose(npz.joints, text.joints, atol=1e-6)
    np.testing.assert_allclose(npz.reprojection_error, text.reprojection_error, atol=1e-5)


def test_chunks_do_not_change_the_answer(run, keypoint_file: Path, tmp_path: Path) -> None:
    for chunk in (7, 4096):
        flags = (
            "--camera",
            CAMERA,
            "--iterations",
            5,
            "--chunk",
            chunk,
            "--backend",
            "torch",
            "-o",
            tmp_path / f"{chunk}.npz",
        )
        assert run("lift", keypoint_file, *flags)[0] == 0
    a, b = (Poses3D.load(tmp_path / f"{chunk}.npz") for chunk in (7, 4096))
    np.testing.assert_allclose(a.joints, b.joints, atol=1e-4)


def test_coco_keypoints_by_both_rules(run, keypoints: dict, tmp_path: Path) -> None:
    # COCO's hips, knees … stand where Human3.6M's do; the face is around the head.
    order = [10, 10, 10, 10, 10, 11, 14, 12, 15, 13, 16, 4, 1, 5, 2, 6, 3]
    keypoints["skeleton"] = "coco_17"
    for instance in keypoints["instances"]:
        instance["keypoints"] = [instance["keypoints"][j] for j in order]
    path = tmp_path / "coco.json"
    path.write_text(json.dumps(keypoints))
    answers = []
    for rule in ("mhformer", "common"):
        out = tmp_path / f"{rule}.npz"
        # Presets that start from proposals take COCO's points as they are.
        flags = ("--camera", "fov=65", "--rule", rule, "--preset", "paper", "--iterations", 5, "-o", out)
        assert run("lift", path, *flags)[0] == 0
        answers.append(Poses3D.load(out).joints)
    assert answers[0].shape == (1, 100, 17, 3)
    assert not np.allclose(answers[0], answers[1])


def test_a_person_who_is_hardly_seen_is_nan_and_said_so(run, keypoints: dict, tmp_path: Path) -> None:
    keypoints["instances"] = keypoints["instances"][:3]
    keypoints["instances"][1]["keypoints"] = [[None, None, 0]] * 17
    path = tmp_path / "k.json"
    path.write_text(json.dumps(keypoints))
    code, _, err = run("lift", path, "--camera", CAMERA, "--iterations", 2, "-o", tmp_path / "p.json")
    assert code == 0
    assert "1 of them are NaN, for they have not 3 visible joints in different places" in err
    poses = Poses3D.load(tmp_path / "p.json")
    assert np.isnan(poses.joints[0, :, 0, 0]).tolist() == [False, True, False]


def edited(keypoints: dict, **changes: object) -> str:
    return json.dumps({**keypoints, **changes})


def nan_point(keypoints: dict) -> str:
    keypoints["instances"][4]["keypoints"][2] = [float("nan"), 5.0, 0.9]
    return json.dumps(keypoints)


def short_instance(keypoints: dict) -> str:
    keypoints["instances"][4]["keypoints"].pop()
    return json.dumps(keypoints)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (lambda k: "", "empty"),
        (lambda k: json.dumps(k)[:2000], "JSON"),
        (nan_point, "NaN"),
        (short_instance, "17"),
        (lambda k: edited(k, skeleton="smurf_12"), "smurf_12"),
        (lambda k: edited(k, skeleton="coco_13"), "coco_17"),
        (lambda k: edited(k, instances=[]), "instance"),
    ],
)
def test_a_bad_file_is_one_sentence_and_exit_2(run, keypoints: dict, tmp_path: Path, content, message: str) -> None:
    path, out = tmp_path / "bad.json", tmp_path / "poses.npz"
    path.write_text(content(keypoints))
    code, stdout, err = run("lift", path, "--camera", CAMERA, "-o", out)
    assert code == 2
    assert stdout == ""
    assert message in err and "bad.json" in err
    assert err.count("\n") == 1 and "Traceback" not in err
    assert not out.exists()


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--camera", "wide"), "fx,fy,cx,cy"),
        (("--camera", "1000,1000,640"), "fx,fy,cx,cy"),
        (("--camera=-1000,1000,640,360",), "positive focal"),
        (("--camera", "fov=200"), "between 0 and 180"),
        (("--camera", "missing.json"), "no such camera file"),
        (("--camera", CAMERA, "--preset", "quick"), "fast, default, best, paper"),
        (("--camera", CAMERA, "--prior", "closed"), "open-v2"),
        (("--camera", CAMERA, "--hypotheses", 0), "0 hypotheses"),
        (("--camera", CAMERA, "--preset", "paper", "--hypotheses", 1000), "1 to 50"),
        (("--camera", CAMERA, "--iterations", 0), "at least 1"),
        (("--camera", CAMERA, "--iterations", "many"), "many"),
        (("--camera", CAMERA, "--device", "abacus"), "abacus"),
        (("--camera", CAMERA, "--backend", "fortran"), "torch-bf16"),
        (("--camera", CAMERA, "--chunk", 0), "at least 1"),
        (("--camera", CAMERA, "--rule", "golden"), "mhformer"),
        (("--camera", CAMERA, "--colour", "red"), "--colour"),
        (("--camera", CAMERA, "--render", "side.mp4"), "lift a video file"),
        (("--camera", CAMERA, "--smooth=-1"), "--smooth is -1 Hz"),
        (("--camera", CAMERA, "--image-size", "huge"), "WIDTH,HEIGHT"),
    ],
)
def test_a_wrong_flag_is_one_sentence_and_exit_2(run, keypoint_file: Path, tmp_path: Path, flags, message: str) -> None:
    code, stdout, err = run("lift", keypoint_file, "-o", tmp_path / "poses.npz", *flags)
    assert code == 2
    assert stdout == ""
    assert message in err
    assert err.count("\n") == 1
    assert not (tmp_path / "poses.npz").exists()


@pytest.mark.parametrize(
    ("name", "message"), [("no/such/p.npz", "does not exist"), ("p.xlsx", "npz, json, csv, trc, c3d, bvh or glb")]
)
def test_a_wrong_output_is_told_before_the_work(
    run, keypoint_file: Path, tmp_path: Path, name: str, message: str
) -> None:
    code, _, err = run("lift", keypoint_file, "--camera", CAMERA, "-o", tmp_path / name)
    assert code == 2
    assert message in err


def test_a_field_of_view_needs_the_image_size(run, keypoints: dict, tmp_path: Path) -> None:
    del keypoints["image_size"]
    path = tmp_path / "k.json"
    path.write_text(json.dumps(keypoints))
    out = tmp_path / "p.npz"
    assert "--image-size" in run("lift", path, "--camera", "fov=60", "-o", out)[2]
    flags = ("--camera", "fov=60", "--image-size", "1280,720", "--iterations", 2)
    assert run("lift", path, *flags, "-o", out)[0] == 0
    focal = Poses3D.load(out).camera.matrix[0, 0]
    assert focal == pytest.approx(640 / np.tan(np.radians(30)))


def test_without_a_camera_the_focal_length_is_estimated_and_said(run, keypoint_file: Path, tmp_path: Path) -> None:
    code, _, err = run("lift", keypoint_file, "-o", tmp_path / "poses.npz", "--preset", "fast")
    assert code == 0, err
    assert "camera: focal length" in err and "estimated from the people" in err
    focal = Poses3D.load(tmp_path / "poses.npz").camera.matrix[0, 0]
    assert 500 < focal < 2000  # the truth is 1000; docs/cameras.md says how well it is known


def test_heights_are_of_everybody_or_of_each(run, keypoint_file: Path, tmp_path: Path) -> None:
    sizes = {}
    for name, height in (("all", "1.706"), ("each", "1.706,0.853")):
        flags = ("--camera", CAMERA, "--preset", "fast", "--height", height, "-o", tmp_path / f"{name}.npz")
        assert run("lift", keypoint_file, *flags)[0] == 0
        poses = Poses3D.load(tmp_path / f"{name}.npz")
        bones = [np.linalg.norm(poses.joints[0, :, c] - poses.joints[0, :, p], axis=-1) for p, c in H36M_17.bones]
        sizes[name] = [np.sum(bones, axis=0)[poses.person == person].mean() for person in (0, 1)]
    assert sizes["all"] == pytest.approx([sizes["all"][0]] * 2, rel=1e-4)
    assert sizes["each"] == pytest.approx([sizes["all"][0], sizes["all"][0] / 2], rel=1e-4)
    for height, message in (
        ("tall", "not understood"),
        ("1.7,1.8,1.9", "3 heights for 2 people"),
        ("178", "height 178 is no person's"),
    ):
        code, _, err = run("lift", keypoint_file, "--camera", CAMERA, "--height", height, "-o", tmp_path / "no.npz")
        assert code == 2 and message in err and err.count("\n") == 1


def test_bone_lengths_are_of_everybody_or_of_each(run, keypoint_file: Path, tmp_path: Path) -> None:
    for bones, expected in (("shin=0.5", (0.5, 0.5)), ("shin=0.5; shin=0.4", (0.5, 0.4))):
        flags = ("--camera", CAMERA, "--preset", "fast", "--bones", bones, "-o", tmp_path / "poses.npz")
        assert run("lift", keypoint_file, *flags)[0] == 0
        poses = Poses3D.load(tmp_path / "poses.npz")
        for person, length in enumerate(expected):
            lengths = segment_lengths(poses.positions[0][poses.person == person])
            assert (lengths["left_shin"] + lengths["right_shin"]) / 2 == pytest.approx(length, rel=1e-4)
    for bones, message in (
        ("shin", "not understood"),
        ("shin=0.4;shin=0.4;shin=0.4", "3 lists of bones for 2 people"),
        ("tail=0.4", "unknown segment 'tail'"),
        ("shin=43", "of 43 m is none of"),
    ):
        code, _, err = run("lift", keypoint_file, "--camera", CAMERA, "--bones", bones, "-o", tmp_path / "no.npz")
        assert code == 2 and message in err and err.count("\n") == 1


def test_smoothing_is_asked_for_with_keypoints(run, keypoint_file: Path, tmp_path: Path) -> None:
    jumps = {}
    for smooth in (0, 3):
        out = tmp_path / f"{smooth}.npz"
        flags = ("--camera", CAMERA, "--preset", "fast", "--iterations", 2, "--smooth", smooth, "-o", out)
        assert run("lift", keypoint_file, *flags)[0] == 0
        poses = Poses3D.load(out)
        own = poses.positions[0][poses.person == 0]
        jumps[smooth] = np.linalg.norm(np.diff(own, n=2, axis=0), axis=-1).mean()
    assert jumps[3] < jumps[0]


def test_a_clip_with_two_people_becomes_a_page_and_numbers(run, tmp_path: Path) -> None:
    clip = Path(zedo.__file__).parent / "assets" / "demo" / "demo.mp4"
    out = tmp_path / "out"
    flags = ("--start", 2, "--end", 2.5, "--camera", "fov=39", "--preset", "fast", "--format", "npz,html,png,csv")
    code, _, err = run("lift", clip, "-o", out, *flags, "--render", tmp_path / "side.mp4")
    assert code == 0, err
    assert sorted(file.name for file in out.iterdir()) == ["poses.csv", "poses.html", "poses.npz", "poses.png"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["out", "side.mp4"]
    poses = Poses3D.load(out / "poses.npz")
    assert len(np.unique(poses.person)) == 2 and np.isfinite(poses.joints).all()
    # Both stand some metres away with their heads up, and keep one size.
    assert ((poses.translation[0, :, 2] > 3) & (poses.translation[0, :, 2] < 30)).all()
    assert (poses.joints[0, :, H36M_17.index("head"), 1] < -0.3).all()
    assert "data:video/mp4" in (out / "poses.html").read_text() or "video" in (out / "poses.html").read_text()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("clip.mp4", b"this is no video\n", "clip.mp4: no image and no video"),
        ("keys.txt", b"this is no keypoint file\n", "keys.txt"),
        ("noise.bin", bytes(range(256)) * 10, "noise.bin: "),
    ],
)
def test_what_is_neither_pictures_nor_keypoints(run, tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    code, _, err = run("lift", tmp_path / name, "-o", tmp_path / "poses.npz")
    assert code == 2 and message in err and err.count("\n") == 1
    assert not (tmp_path / "poses.npz").exists()
    for arguments in ((), (tmp_path / name, "--camera-index", 0), (tmp_path / "gone",)):
        code, _, err = run("lift", *arguments, "-o", tmp_path / "poses.npz")
        assert code == 2 and err.count("\n") == 1


def test_a_portrait_phone_video_stands_upright(run, tmp_path: Path) -> None:
    # Phones store what they film upright lying on its side, and say so in a display matrix.
    upright = [frame.load()[:, 240:646] for frame in open_frames(ASSETS / "demo.mp4") if 60 <= frame.index < 63]
    lying = [np.ascontiguousarray(np.rot90(picture)) for picture in upright]
    video = write_video(tmp_path / "phone.mp4", lying, rotation=(-90, False, False))
    code, _, err = run("lift", video, "-o", tmp_path / "poses.npz", "--preset", "fast", "--people", 1)
    assert code == 0, err
    poses = Poses3D.load(tmp_path / "poses.npz")
    head, ankles = (poses.positions[0][:, H36M_17.index(joint), 1] for joint in ("head", "left_ankle"))
    assert (ankles - head > 1.0).all()  # y is down
    assert poses.camera.matrix[0, 2] == 203 and poses.camera.matrix[1, 2] == 360


def test_a_damaged_video_is_one_sentence(run, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (60, 48, 64, 3), np.uint8)
    content = write_video(tmp_path / "a.mp4", list(noise), movflags="+faststart").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(content[: len(content) // 2])
    code, _, err = run("lift", tmp_path / "cut.mp4", "-o", tmp_path / "poses.npz")
    assert code == 2 and "cut.mp4: damaged or cut off after " in err and "--end" in err and err.count("\n") == 1
    assert not (tmp_path / "poses.npz").exists()


def test_the_people_of_a_panorama_are_lifted(run, tmp_path: Path) -> None:
    panorama = np.full((720, 12000, 3), 128, np.uint8)
    panorama[:, 9000 : 9000 + 1280] = next(f.load() for f in open_frames(ASSETS / "demo.mp4") if f.index == 60)
    Image.fromarray(panorama).save(tmp_path / "wide.png", compress_level=1)
    code, _, err = run("lift", tmp_path / "wide.png", "-o", tmp_path / "poses.npz", "--preset", "fast")
    assert code == 0, err
    assert (Poses3D.load(tmp_path / "poses.npz").positions[0, :, 0, 0] > 0).sum() == 2  # right of the middle


def test_a_picture_of_one_pixel_shows_nobody(run, tmp_path: Path) -> None:
    Image.new("RGB", (1, 1)).save(tmp_path / "dot.png")
    code, _, err = run("lift", tmp_path / "dot.png", "-o", tmp_path / "poses.npz")
    assert code == 2 and "dot.png: nobody was found in 1 frame" in err and err.count("\n") == 1
