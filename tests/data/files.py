"""Small data sets exactly as their owners store them, of one standing person, with projections made here."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from scipy.spatial.transform import Rotation

from tests.optimise.conftest import STANDING
from zedo.body.skeleton import H36M_17

K = np.array([[1500.0, 0, 1017], [0, 1501.0, 1043], [0, 0, 1]])

# Where Human3.6M's 17 joints are among its 32, and what the file of MPI-INF-3DHP and of HumanEva-I call them.
H36M_32 = dict(
    zip(H36M_17.joints, [0, 1, 2, 3, 6, 7, 8, 12, 13, 14, 15, 17, 18, 19, 25, 26, 27], strict=True)
)  # fmt: skip
# fmt: off
MPI_17 = [
    "head", "thorax", "right_shoulder", "right_elbow", "right_wrist", "left_shoulder", "left_elbow", "left_wrist",
    "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle", "pelvis", "spine", "neck",
]
HUMANEVA_15 = [
    "pelvis", "thorax", "left_shoulder", "left_elbow", "left_wrist", "right_shoulder", "right_elbow", "right_wrist",
    "left_hip", "left_knee", "left_ankle", "right_hip", "right_knee", "right_ankle", "head",
]
SMPL_24 = [
    "pelvis", "left_hip", "right_hip", "spine1", "left_knee", "right_knee", "spine2", "left_ankle", "right_ankle",
    "spine3", "left_foot", "right_foot", "neck", "left_collar", "right_collar", "head", "left_shoulder",
    "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_hand", "right_hand",
]
# fmt: on

Person = np.ndarray


def people(count: int, seed: int = 0) -> Person:
    """(count, 17, 3) metres, camera frame, 3 to 5 m away, each a little different."""
    rng = np.random.default_rng(seed)
    poses = STANDING + rng.normal(scale=0.03, size=(count, 17, 3))
    return poses + np.stack([*rng.uniform(-0.5, 0.5, size=(2, count)), rng.uniform(3, 5, count)], axis=1)[:, None]


def project(points: np.ndarray, matrix: np.ndarray = K) -> np.ndarray:
    image = points @ matrix.T
    return image[..., :2] / image[..., 2:]


def ordered(points: Person, joints: list[str]) -> np.ndarray:
    """Joints in another order; those that Human3.6M lacks lie in the pelvis."""
    index = [H36M_17.index(joint) if joint in H36M_17.joints else 0 for joint in joints]
    return points[..., index, :]


def world_people(count: int, seed: int = 0) -> Person:
    """(count, 17, 3) metres, z up, near the middle of the studio."""
    rng = np.random.default_rng(seed)
    poses = STANDING + rng.normal(scale=0.03, size=(count, 17, 3))
    turned = Rotation.from_euler("z", rng.uniform(0, 360), degrees=True).apply(
        (poses @ np.array([[1.0, 0, 0], [0, 0, -1], [0, 1, 0]])).reshape(-1, 3)
    )
    return turned.reshape(count, 17, 3) + np.array([0.2, -0.3, 0.92])


def seen(points: np.ndarray, camera: dict[str, Any]) -> np.ndarray:
    """World points in the frame of a camera of assets/cameras, by scipy."""
    turn = Rotation.from_quat(camera["orientation"], scalar_first=True).inv()
    moved = points - np.array(camera["translation_mm"]) / 1000
    return turn.apply(moved.reshape(-1, 3)).reshape(points.shape)


def through_lens(points: np.ndarray, lens: dict[str, Any]) -> np.ndarray:
    """Human3.6M's projection with its distortion, a number at a time (Martinez et al.'s `project_point_radial`)."""
    pixels = np.empty((*points.shape[:-1], 2))
    (k1, k2, k3), (p1, p2), (fx, fy), (cx, cy) = (lens[name] for name in ("radial", "tangential", "focal", "center"))
    for at in np.ndindex(points.shape[:-1]):
        x, y = points[at][:2] / points[at][2]
        r2 = x**2 + y**2
        factor = 1 + k1 * r2 + k2 * r2**2 + k3 * r2**3 + p1 * x + p2 * y
        pixels[at] = fx * (x * factor + p1 * r2) + cx, fy * (y * factor + p2 * r2) + cy
    return pixels


def h36m_archive(folder: Path, cameras: dict[str, Any], detector: str | None = "det", frames: int = 2) -> Path:
    """VideoPose3D's data_3d_h36m.npz and data_2d_h36m_{detector}.npz, the latter's videos a frame longer."""
    clips = {"S1": ["Walking"], "S9": ["Directions 1", "Walking"], "S11": ["Walking 1"]}
    positions: dict[str, dict[str, np.ndarray]] = {}
    keypoints: dict[str, dict[str, list[np.ndarray]]] = {}
    for seed, (subject, actions) in enumerate(clips.items()):
        for action in actions:
            whole = np.random.default_rng(1).normal(size=(frames + 1, 32, 3))
            whole[:, list(H36M_32.values())] = world_people(frames + 1, seed)
            positions.setdefault(subject, {})[action] = whole[:frames].astype(np.float32)
            kept = whole.astype(np.float32).astype(float)[:, list(H36M_32.values())]
            keypoints.setdefault(subject, {})[action] = [
                through_lens(seen(kept, placed), lens).astype(np.float32)
                for placed, lens in zip(cameras["placed"][subject], cameras["cameras"], strict=True)
            ]
    path = folder / "data_3d_h36m.npz"
    np.savez_compressed(path, positions_3d=positions)  # type: ignore[arg-type]
    metadata = {
        "layout_name": "h36m",
        "num_joints": 17,
        "keypoints_symmetry": [[4, 5, 6, 11, 12, 13], [1, 2, 3, 14, 15, 16]],
    }
    if detector is not None:
        np.savez_compressed(folder / f"data_2d_h36m_{detector}.npz", positions_2d=keypoints, metadata=metadata)  # type: ignore[arg-type]
    return path


def records(points: Person, actions: list[int], **fields: Any) -> list[dict[str, Any]]:
    """Entries of the official release's pickles, in which numbers are arrays of one."""
    image = np.concatenate([project(points), points[..., 2:] * 1000], axis=-1)
    camera = {
        name: np.array([value])
        for name, value in zip(("fx", "fy", "cx", "cy"), K[[0, 1, 0, 1], [0, 1, 2, 2]], strict=True)
    }
    return [
        {
            "joint_3d_camera": (1000 * points[i]).astype(np.float32),
            "joint_3d_image": image[i].astype(np.float32),
            "joint_2d": image[i].astype(np.float32),
            "camera_param": camera,
            "action": action,
            "image_path": f"s_09_act_{action:02}/{i}.jpg",
            "imageid": i,
            "w": 2048,
            "h": 2048,
            **{name: values[i] for name, values in fields.items()},
        }
        for i, action in enumerate(actions)
    ]


def h36m_pickle(folder: Path, points: Person, actions: list[int]) -> Path:
    """h36m_test.pkl, and detections a pixel to the right with confidence 0.5."""
    path = folder / "h36m_test.pkl"
    path.write_bytes(pickle.dumps(records(points, actions), protocol=4))
    image = np.concatenate([project(points) + np.array([1.0, 0.0]), np.zeros((len(points), 17, 1))], axis=-1)
    detections = {"test": {"joint3d_image": image, "confidence": np.full((len(points), 17, 1), 0.5)}}
    (folder / "h36m_sh_dt_ft.pkl").write_bytes(pickle.dumps(detections, protocol=4))
    return path


def mpi_annotation(folder: Path, name: str, points: Person, activities: list[int], valid: list[int]) -> Path:
    """TS*/annot_data.mat as MATLAB v7.3 writes it; the universal truth is 0.9 of the real one."""
    path = folder / name / "annot_data.mat"
    path.parent.mkdir(parents=True)
    placed = ordered(points, MPI_17)[:, None]
    with h5py.File(path, "w", userblock_size=512) as file:
        file["annot2"] = project(placed)
        file["annot3"] = 1000 * placed
        file["univ_annot3"] = 900 * placed
        file["valid_frame"] = np.array(valid, dtype=float)[:, None]
        file["activity_annotation"] = np.array(activities, dtype=float)[:, None]
        file["bb_crop"] = np.zeros((len(points), 34))
    with path.open("r+b") as raw:
        raw.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64, Created on: Thu Mar 16 2017 HDF5 schema 1.00 .")
    return path


def mpi_pickle(folder: Path, points: Person, actions: list[int], valid: list[int]) -> Path:
    path = folder / "mpii3d_test.pkl"
    path.write_bytes(pickle.dumps(records(points, actions, valid_i=np.array(valid)), protocol=4))
    return path


def pw3d_archive(folder: Path, points: Person) -> Path:
    """pw3d_test.npz of the official release: another joint order, positions relative to the pelvis."""
    order = [5, 2, 6, 3, 11, 14, 12, 15, 13, 16, 1, 4, 8, 10, 0, 7, 9]  # the file's joint i is Human3.6M's order[i]
    stored = np.concatenate([points - points[:, :1], np.ones((len(points), 17, 1))], axis=-1)[:, order]
    path = folder / "pw3d_test.npz"
    np.savez(
        path,
        keypoints3d17_relative=stored,
        root_cam=points[:, 0],
        cam_param={"f": np.tile(K[[0, 1], [0, 1]], (len(points), 1)), "c": np.tile(K[:2, 2], (len(points), 1))},  # type: ignore[arg-type]
        image_width=np.full(len(points), 2048),
        image_height=np.full(len(points), 2048),
        image_path=np.array([f"imageFiles/downtown_{i // 2}/image_{i:05}.jpg" for i in range(len(points))]),
    )
    return path


def pw3d_sequence(folder: Path, name: str, actors: list[Person], valid: list[list[bool]]) -> Path:
    """A sequence of 3DPW: SMPL's 24 joints in the world, a moving camera, as Python 2 pickled it."""
    count = len(actors[0])
    turns = Rotation.from_euler("xyz", np.random.default_rng(3).uniform(-40, 40, size=(count, 3)), degrees=True)
    cameras = np.tile(np.eye(4), (count, 1, 1))
    cameras[:, :3, :3], cameras[:, :3, 3] = turns.as_matrix(), [0.3, -0.2, 1.0]
    joints = []
    for points in actors:
        camera_frame = ordered(points, SMPL_24) - cameras[:, None, :3, 3]
        joints.append(np.stack([turn.inv().apply(p) for turn, p in zip(turns, camera_frame, strict=True)]))
    sequence = {
        "sequence": name,
        "jointPositions": [j.reshape(count, 72) for j in joints],
        "cam_poses": cameras,
        "cam_intrinsics": K,
        "campose_valid": [np.array(v) for v in valid],
        "poses2d": [np.zeros((count, 3, 18)) for _ in actors],
        "genders": ["m" for _ in actors],
    }
    path = folder / "sequenceFiles" / "test" / f"{name}.pkl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps(sequence, protocol=2))
    return path


def ski_labels(path: Path, points: Person, sequences: list[int]) -> Path:
    """labels.h5 of Ski-PosePTZ: 2D and intrinsics in units of the 256 pixels of an image."""
    small = K.copy()
    small[:2] *= 256 / 2048
    path.parent.mkdir(parents=True, exist_ok=True)
    stored = small / 256
    stored[2, 2] = 1.0
    with h5py.File(path, "w") as file:
        file["3D"] = points.reshape(len(points), 51)
        file["2D"] = (project(points, small) / 256).reshape(len(points), 34)
        file["cam_intrinsic"] = np.tile(stored, (len(points), 1, 1))
        file["seq"] = np.array(sequences, dtype=float)
        file["cam"] = np.zeros(len(points))
        file["frame"] = np.arange(len(points), dtype=float)
    return path


def humaneva_archive(folder: Path, cameras: dict[str, Any], frames: int = 3) -> Path:
    """VideoPose3D's data_3d_humaneva15.npz and its projection by three cameras of other intrinsics."""
    clips = {
        "Train/S1": ["Walking 1 chunk0"],
        "Validate/S1": ["Walking 1 chunk0", "Walking 1 chunk2", "Gestures 1 chunk0"],
        "Validate/S2": ["Jog 1 chunk0"],
    }
    positions: dict[str, dict[str, np.ndarray]] = {}
    keypoints: dict[str, dict[str, list[np.ndarray]]] = {}
    for seed, (subject, actions) in enumerate(clips.items()):
        for action in actions:
            points = ordered(world_people(frames, seed), HUMANEVA_15).astype(np.float32)
            positions.setdefault(subject, {})[action] = points
            keypoints.setdefault(subject, {})[action] = [
                project(seen(points.astype(float), placed), humaneva_matrix(c)).astype(np.float32)
                for c, placed in enumerate(cameras["placed"][subject.split("/")[1]])
            ]
    path = folder / "data_3d_humaneva15.npz"
    np.savez_compressed(path, positions_3d=positions)  # type: ignore[arg-type]
    metadata = {"layout_name": "humaneva15", "num_joints": 15, "keypoints_symmetry": [[2, 3], [5, 6]]}
    np.savez_compressed(folder / "data_2d_humaneva15_gt.npz", positions_2d=keypoints, metadata=metadata)  # type: ignore[arg-type]
    return path


def humaneva_matrix(camera: int) -> np.ndarray:
    return np.array([[760.0 + camera, 0, 310], [0, 765.0 + camera, 240], [0, 0, 1]])
