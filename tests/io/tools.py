"""Small files exactly as other tools write them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np

from zedo import read_keypoints
from zedo.body.skeleton import BLAZEPOSE_33, BODY_25, COCO_17, HALPE_26, Skeleton

STANDING = {
    "nose": (100, 20), "left_eye": (104, 15), "right_eye": (96, 15), "left_ear": (110, 18), "right_ear": (90, 18),
    "head": (100, 0), "thorax": (100, 50), "pelvis": (100, 130),
    "left_shoulder": (120, 50), "left_elbow": (128, 80), "left_wrist": (130, 110), "left_hip": (112, 130),
    "left_knee": (112, 180), "left_ankle": (112, 230),
}  # fmt: skip


def person(skeleton: Skeleton, x: float = 0.0, score: float = 0.5) -> np.ndarray:
    """(J, 3) of a person who stands and faces the camera, ``x`` pixels to the right; feet and hands are missing."""
    points = np.zeros((len(skeleton), 3))
    for j, joint in enumerate(skeleton.joints):
        if joint in STANDING:
            points[j] = (*STANDING[joint], score)
        elif (mirrored := skeleton.joints[skeleton.mirror[j]]) in STANDING:
            u, v = STANDING[mirrored]
            points[j] = (200 - u, v, score)
    points[:, 0] += x * (points[:, 2] > 0)
    return points


def written(path: Path, content: Any) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def openpose(*people: np.ndarray, ids: list[int] | None = None) -> dict[str, Any]:
    """OpenPose's JSON of one frame, version 1.3."""
    return {
        "version": 1.3,
        "people": [
            {
                "person_id": [ids[i] if ids else -1],
                "pose_keypoints_2d": points.ravel().tolist(),
                **{f"{part}_keypoints_2d": [] for part in ("face", "hand_left", "hand_right")},
                **{f"{part}_keypoints_3d": [] for part in ("pose", "face", "hand_left", "hand_right")},
            }
            for i, points in enumerate(people)
        ],
    }


def alphapose() -> list[dict[str, Any]]:
    """AlphaPose's alphapose-results.json without tracking: ``idx`` is a list of one."""
    points = person(HALPE_26, score=1.7).ravel().tolist()
    box = [80.0, 0.0, 50.0, 230.0]
    return [
        {"image_id": f"{f}.jpg", "category_id": 1, "keypoints": points, "score": 3.1, "box": box, "idx": [0.0]}
        for f in (0, 1, 10)
    ]


def coco_annotations() -> dict[str, Any]:
    """COCO's person_keypoints JSON: two images, one person and one crowd."""
    points = person(COCO_17)
    points[:, 2] = 2
    points[COCO_17.index("left_wrist")] = 0
    points[COCO_17.index("left_elbow"), 2] = 1
    keypoints = points.astype(int).ravel().tolist()
    return {
        "info": {},
        "images": [{"id": i, "width": 640, "height": 480, "file_name": f"{i:012}.jpg"} for i in (139, 285)],
        "annotations": [
            {"id": 1, "image_id": 285, "category_id": 1, "iscrowd": 0, "num_keypoints": 16, "keypoints": keypoints},
            {"id": 2, "image_id": 285, "category_id": 1, "iscrowd": 1, "num_keypoints": 0, "keypoints": [0] * 51},
            {"id": 3, "image_id": 139, "category_id": 1, "iscrowd": 0, "num_keypoints": 0, "keypoints": [0] * 51},
        ],
        "categories": [{"id": 1, "name": "person", "keypoints": list(COCO_17.joints), "skeleton": []}],
    }


def mmpose_instance(x: float = 0.0) -> dict[str, Any]:
    """One entry of MMPose's ``split_instances``."""
    points = person(COCO_17, x)
    return {
        "keypoints": points[:, :2].tolist(),
        "keypoint_scores": points[:, 2].tolist(),
        "bbox": [[80.0, 0.0, 130.0, 230.0]],
        "bbox_score": 0.98,
    }


def mmpose() -> list[dict[str, Any]]:
    """MMPose's inferencer on a video of three frames, the second empty."""
    return [
        {"frame_id": 0, "instances": [mmpose_instance(), mmpose_instance(50)]},
        {"frame_id": 1, "instances": []},
        {"frame_id": 2, "instances": [mmpose_instance()]},
    ]


def landmarks(x: float = 0.0) -> list[dict[str, float]]:
    """MediaPipe's 33 landmarks of an image of 200 × 250."""
    points = person(BLAZEPOSE_33, x)
    return [{"x": u / 200, "y": v / 250, "z": -0.1, "visibility": c} for u, v, c in points.tolist()]


def trc(path: str = "walk_Sports2D_px_person02.trc", metres: bool = False) -> str:
    """Sports2D's TRC of two frames, of its 22 Halpe markers three; the second frame lacks the knee."""
    rows = ["7\t0.28\t100.0\t130.0\t0.0\t88.0\t130.0\t0.0\t88.0\t180.5\t0.0", "8\t0.32\t101.0\t131.0\t0.0\t89.0\t131.0"]
    if metres:
        rows = ["7\t0.28\t0.0\t0.9\t0.0\t0.1\t0.9\t0.08\t0.1\t0.5\t0.08"]
    return "\n".join(
        [
            f"PathFileType\t4\t(X/Y/Z)\t{path}",
            "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
            "25\t25\t2\t3\tm\t25\t0\t2",
            "Frame#\tTime\tHip\t\t\tRHip\t\t\tRKnee\t\t\t",
            "\t\tX1\tY1\tZ1\tX2\tY2\tZ2\tX3\tY3\tZ3",
            *rows,
            "",
        ]
    )


def videopose3d(clips: int = 1) -> bytes:
    """VideoPose3D's data_2d_custom_*.npz."""
    clip = np.stack([person(COCO_17, x)[:, :2].astype("float32") for x in (0, 1, 2)])
    names = [f"clip{i}.mp4" for i in range(clips)]
    symmetry = [[1, 3, 5, 7, 9, 11, 13, 15], [2, 4, 6, 8, 10, 12, 14, 16]]
    archive = io.BytesIO()
    np.savez_compressed(
        archive,
        positions_2d={name: {"custom": [clip]} for name in names},  # type: ignore[arg-type]
        metadata={  # type: ignore[arg-type]
            "layout_name": "coco",
            "num_joints": 17,
            "keypoints_symmetry": symmetry,
            "video_metadata": {name: {"w": 640, "h": 480} for name in names},
        },
    )
    return archive.getvalue()


def detectron2() -> bytes:
    """VideoPose3D's infer_video_d2.py: two people in the first frame, none in the second."""
    people = np.stack([person(COCO_17, x).T[[0, 1, 2, 2]] for x in (0, 50)]).astype("float32")
    people[:, 2] = 0
    boxes, keypoints, segments = (np.empty(shape, dtype=object) for shape in ((2, 2), (2, 2), 2))
    for frame, found in enumerate((people, [])):
        boxes[frame, 0], keypoints[frame, 0] = [], []
        boxes[frame, 1] = np.ones((2, 5), "float32") if len(found) else []
        keypoints[frame, 1] = found
    archive = io.BytesIO()
    metadata: Any = {"w": 640, "h": 480}
    np.savez_compressed(archive, boxes=boxes, segments=segments, keypoints=keypoints, metadata=metadata)
    return archive.getvalue()


def all_files() -> dict[str, bytes]:
    """One file of each format by its name."""
    documents = {
        "openpose": openpose(person(BODY_25)),
        "alphapose": alphapose(),
        "alphapose-open": {"0.jpg": {"version": "AlphaPose v0.3", "people": [{"pose_keypoints_2d": [1.0] * 54}]}},
        "coco": coco_annotations(),
        "mmpose": mmpose(),
        "mmpose-demo": {"meta_info": {}, "instance_info": mmpose()},
        "mediapipe": [{"frame": 0, "pose_landmarks": landmarks()}],
    }
    texts = {name: json.dumps(document).encode() for name, document in documents.items()}
    return {**texts, "trc": trc().encode(), "videopose3d": videopose3d(), "detectron2": detectron2()}


def reads_or_names_the_file(path: Path, content: bytes) -> None:
    """Whatever a file holds, it is read, or one sentence that begins with its path is raised."""
    path.write_bytes(content)
    for size in (None, (200, 250)):
        try:
            keypoints = read_keypoints(path, image_size=size)
        except ValueError as error:
            assert str(error).startswith(f"{path}: ")
        else:
            assert len(keypoints) > 0
