"""The detectors of other packages, as far as they run without the weights that users bring."""

import sys
from pathlib import Path

import numpy as np
import pytest

from zedo.body.skeleton import BLAZEPOSE_33, COCO_17, HALPE_26
from zedo.detect.detector import load_detector


@pytest.mark.parametrize("kind", ["mediapipe", "rtmlib", "ultralytics"])
def test_a_missing_package_is_named_with_its_extra(tmp_path: Path, monkeypatch, kind: str) -> None:
    (tmp_path / "model").touch()
    for module in [name for name in sys.modules if name.partition(".")[0] == kind]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(sys, "meta_path", [Absent(kind), *sys.meta_path])
    with pytest.raises(ValueError, match=rf"needs the package {kind}[.\w]*: pip install 'zedo\[{kind}\]'"):
        load_detector(f"{kind}:{tmp_path / 'model'}")


class Absent:
    def __init__(self, package: str) -> None:
        self.package = package

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name.partition(".")[0] == self.package:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


@pytest.mark.parametrize("kind", ["mediapipe", "rtmlib", "ultralytics"])
def test_a_file_that_is_no_model_is_named(tmp_path: Path, kind: str) -> None:
    pytest.importorskip(kind)
    path = tmp_path / f"model.{ {'mediapipe': 'task', 'rtmlib': 'onnx', 'ultralytics': 'pt'}[kind] }"
    path.write_bytes(b"no model" * 100)
    with pytest.raises(ValueError, match="model") as raised:
        load_detector(f"{kind}:{path}")
    assert str(raised.value).startswith(f"{path}: ")


def test_mediapipes_landmarks_become_pixels() -> None:
    pytest.importorskip("mediapipe")
    from mediapipe.tasks.python.components.containers.landmark import NormalizedLandmark
    from mediapipe.tasks.python.vision import PoseLandmark

    from zedo.detect.mediapipe import detections

    pose = [NormalizedLandmark(x=i / 40, y=0.5, z=0.0, visibility=i / 33) for i in range(33)]
    found = detections([pose, [NormalizedLandmark(x=0.5, y=0.25)] * 33], (400, 200))
    np.testing.assert_allclose(found.uv[0], [(10 * i, 100) for i in range(33)])
    np.testing.assert_allclose(found.confidence[0], np.arange(33) / 33)
    assert (found.confidence[1] == 1).all()
    assert detections([], (400, 200)).uv.shape == (0, 33, 2)
    # The skeleton's order is MediaPipe's: LEFT_SHOULDER is left_shoulder, MOUTH_LEFT is left_mouth.
    for mark in PoseLandmark:
        words = sorted(mark.name.lower().split("_"))
        assert words == sorted(BLAZEPOSE_33.joints[mark].split("_"))


def test_mediapipe_gets_its_own_options_and_images(tmp_path: Path, monkeypatch) -> None:
    # Without a bundle the native landmarker cannot be made; all else is MediaPipe's.
    pytest.importorskip("mediapipe")
    from mediapipe.tasks.python import vision
    from mediapipe.tasks.python.components.containers.landmark import NormalizedLandmark

    class Landmarker:
        def detect(self, image) -> vision.PoseLandmarkerResult:
            mark = NormalizedLandmark(x=image.width / 1000, y=image.height / 1000, visibility=0.5)
            assert image.numpy_view()[0, 0].tolist() == [1, 2, 3]
            return vision.PoseLandmarkerResult([[mark] * 33], [])

    asked = []
    monkeypatch.setattr(
        vision.PoseLandmarker, "create_from_options", lambda options: asked.append(options) or Landmarker()
    )
    (tmp_path / "model.task").touch()
    find = load_detector(f"mediapipe:{tmp_path / 'model.task'}", people=2)
    assert (asked[0].num_poses, asked[0].base_options.model_asset_path) == (2, str(tmp_path / "model.task"))
    found = find(np.full((40, 50, 3), (1, 2, 3), np.uint8))
    np.testing.assert_allclose(found.uv, np.full((1, 33, 2), (0.05 * 50, 0.04 * 40)))
    assert (found.confidence == 0.5).all()


def rtmpose(path: Path, joints: int, height: int = 256, width: int = 192) -> Path:
    """An ONNX file with RTMPose's input and outputs whose joints all lie at the reddest row and column.

    Bins are half pixels, as RTMPose's: every row and column is repeated.
    """
    from onnx import TensorProto, helper, numpy_helper, save

    constants = {
        "red": np.array([0]), "over_rows": np.array([2]), "over_columns": np.array([3]), "one": np.array([1]),
        "to_x": np.array([1, joints, 1]), "to_y": np.array([1, joints, 1]),
        "scales": np.array([1, 1, 2], np.float32), "weight": np.array(0.25, np.float32),
    }  # fmt: skip
    nodes = [helper.make_node("Gather", ["input", "red"], ["channel"], axis=1)]
    for name, over, repeats in (("x", "over_rows", "to_x"), ("y", "over_columns", "to_y")):
        nodes += [
            helper.make_node("ReduceMax", ["channel", over], [f"{name}1"], keepdims=0),
            helper.make_node("Resize", [f"{name}1", "", "scales"], [f"{name}2"], mode="nearest"),
            helper.make_node("Mul", [f"{name}2", "weight"], [f"{name}3"]),
            helper.make_node("Tile", [f"{name}3", repeats], [f"simcc_{name}"]),
        ]
    graph = helper.make_graph(
        nodes,
        "rtmpose",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, (1, 3, height, width))],
        [
            helper.make_tensor_value_info("simcc_x", TensorProto.FLOAT, (1, joints, 2 * width)),
            helper.make_tensor_value_info("simcc_y", TensorProto.FLOAT, (1, joints, 2 * height)),
        ],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8), str(path))
    return path


@pytest.mark.parametrize(("joints", "skeleton"), [(17, COCO_17), (26, HALPE_26)])
def test_rtmpose_looks_at_the_people_that_movenet_finds(tmp_path: Path, street: np.ndarray, joints, skeleton) -> None:
    pytest.importorskip("rtmlib")
    detector = load_detector(f"rtmlib:{rtmpose(tmp_path / 'model.onnx', joints)}")
    assert detector.skeleton == skeleton
    picture = street // 2
    x, y = 1005, 470  # on the woman
    picture[y - 3 : y + 4, x - 3 : x + 4] = (255, 0, 0)
    found = detector(picture)
    assert found.uv.shape[1:] == (joints, 2)
    off = np.linalg.norm(found.uv[:, 0] - [x, y], axis=-1)
    assert off.min() < 5
    assert len(detector(np.zeros((200, 200, 3), np.uint8))) == 0
    assert len(detector(picture, found)) == len(found)


def test_an_onnx_file_that_is_no_rtmpose_is_told(tmp_path: Path) -> None:
    pytest.importorskip("rtmlib")
    from zedo.detect.movenet import MODELS

    for path in (MODELS / "movenet-thunder.onnx", rtmpose(tmp_path / "model.onnx", 21)):
        with pytest.raises(ValueError, match=r"17 \(COCO\) or 26 \(Halpe\) keypoints was expected"):
            load_detector(f"rtmlib:{path}")


def test_yolo_answers_in_pixels_of_the_picture(tmp_path: Path) -> None:
    pytest.importorskip("ultralytics")
    from ultralytics import YOLO

    model = YOLO("yolo11n-pose.yaml")  # random weights
    for scores in model.model.model[-1].cv3:  # that see people everywhere
        scores[-1].bias.data += 12
    model.save(str(tmp_path / "model.pt"))
    detector = load_detector(f"ultralytics:{tmp_path / 'model.pt'}")
    found = detector(np.random.default_rng(0).integers(0, 255, (120, 160, 3), np.uint8))
    assert len(found) > 0
    assert found.uv.shape[1:] == (17, 2)
    assert ((found.confidence >= 0) & (found.confidence <= 1)).all()
    YOLO("yolo11n.yaml").save(str(tmp_path / "boxes.pt"))
    with pytest.raises(ValueError, match="a model for detect"):
        load_detector(f"ultralytics:{tmp_path / 'boxes.pt'}")
