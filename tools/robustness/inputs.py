"""The files that the cases give to the commands: a few good ones, and what can be wrong with them."""

from __future__ import annotations

import io
import json
import pickle
import zipfile
from pathlib import Path
from typing import Any

import av
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import torch
from PIL import Image

import zedo
from tests.prior.official import checkpoint, random_weights
from zedo.body.skeleton import H36M_17
from zedo.poses import Keypoints2D
from zedo.train.joint_angles import MEAN_LENGTHS

SIZE = (1280, 720)
CAMERA = "1000,1000,640,360"
ASSETS = Path(zedo.__file__).parent / "assets"


def make_inputs(folder: Path) -> None:
    """Write all files into an empty folder."""
    person = _standing()
    uv = (person[..., :2] / person[..., 2:] * 1000 + np.array(SIZE) / 2).astype(np.float64)
    _keypoints(folder, uv)
    _pictures(folder)
    _archives(folder, uv, person)
    _tables(folder, uv)
    for name in (
        "empty.json",
        "empty.npz",
        "empty.mp4",
        "empty.jpg",
        "empty.bvh",
        "empty.pth",
        "empty.safetensors",
        "empty.parquet",
    ):
        (folder / name).touch()
    for suffix in ("json", "npz", "mp4", "jpg", "bvh", "amc", "pth", "safetensors", "npy", "pkl", "toml", "parquet"):
        (folder / f"text.{suffix}").write_text("These are words.\n" * 20)
    for suffix in ("mp4", "npz", "json", "bvh", "pth", "parquet", "html"):
        (folder / f"folder.{suffix}").mkdir()
    (folder / "folder").mkdir()
    for name in (
        "keypoints.json",
        "clip.mp4",
        "photo.jpg",
        "poses.npz",
        "eval.npz",
        "mocap.npz",
        "official.pth",
        "rows.parquet",
    ):
        path = folder / name
        whole = path.read_bytes()
        path.with_name(f"truncated-{name}").write_bytes(whole[: len(whole) // 2])


def _standing() -> np.ndarray:
    """Three frames (3, 17, 3) of someone who stands four metres before the camera, camera axes."""
    down = {"knee": 1, "ankle": 1, "elbow": 1, "wrist": 1}
    joints = np.zeros((17, 3))
    for joint in range(1, 17):
        side, _, part = H36M_17.joints[joint].rpartition("_")
        across = {"left": 1.0, "right": -1.0}.get(side, 0.0) if part in ("hip", "shoulder") else 0.0
        direction = np.array([across, down.get(part, 0.0 if across else -1.0), 0.05 * joint / 17])
        joints[joint] = joints[H36M_17.parents[joint]] + MEAN_LENGTHS[joint] * direction / np.linalg.norm(direction)
    return np.stack([joints + np.array([0.1 * frame, 0.1, 4.0]) for frame in range(3)])


def _keypoints(folder: Path, uv: np.ndarray) -> None:
    def write(name: str, points: Any, **changes: Any) -> None:
        people = [{"frame": i, "time": i / 25, "keypoints": joints} for i, joints in enumerate(points)]
        head = {"format": "zedo-keypoints-1", "skeleton": "h36m_17", "image_size": SIZE, "instances": people}
        (folder / f"{name}.json").write_text(json.dumps({**head, **changes}))

    ones = np.ones((3, 17, 1))
    good = np.concatenate([uv, ones], axis=-1).tolist()
    write("keypoints", good)
    write("sixteen-joints", [joints[:16] for joints in good])
    write("unknown-skeleton", good, skeleton="octopus_8")
    write("nobody", [])
    write("nan", np.where(np.arange(17)[:, None] == 5, np.nan, good).tolist())
    write("infinite", np.where(np.arange(17)[:, None] == 5, np.inf, good).tolist())
    write("unseen", np.concatenate([uv, 0 * ones], axis=-1).tolist())
    write("confidence-2", np.concatenate([uv, 2 * ones], axis=-1).tolist())
    write("one-point", np.concatenate([np.broadcast_to([640.0, 360.0], uv.shape), ones], axis=-1).tolist())
    line = np.stack([np.linspace(100, 1100, 17), np.linspace(80, 640, 17)], axis=-1)
    write("line", np.concatenate([np.broadcast_to(line, uv.shape), ones], axis=-1).tolist())
    arm = np.isin(np.arange(17), [H36M_17.index(f"left_{part}") for part in ("shoulder", "elbow", "wrist")])
    write("one-arm", np.concatenate([uv, ones * arm[:, None]], axis=-1).tolist())
    write("upside-down", np.concatenate([uv * [1, -1] + [0, 720], ones], axis=-1).tolist())
    centre = np.array(SIZE) / 2
    write("behind", np.concatenate([2 * centre - uv, ones], axis=-1).tolist())  # as if z were negative
    for name, factor in (("huge", 1e12), ("tiny", 1e-12)):
        write(name, np.concatenate([centre + factor * (uv - centre), ones], axis=-1).tolist())
    (folder / "deep.json").write_text("[" * 100_000)
    (folder / "not-utf8.json").write_bytes(b'{"format": "\xff\xfe"}')
    (folder / "singular.json").write_text(json.dumps({"matrix": [[0, 0, 0], [0, 0, 0], [0, 0, 1]]}))
    (folder / "text-camera.json").write_text(json.dumps({"fx": "many", "fy": 1, "cx": 0, "cy": 0}))
    (folder / "camera.toml").write_text("fx = 1\nfx = 2\n")


def _pictures(folder: Path) -> None:
    nothing = np.zeros((480, 640, 3), np.uint8)
    Image.fromarray(nothing).save(folder / "nothing.png")
    Image.fromarray(nothing[:1, :1]).save(folder / "one-pixel.png")
    Image.fromarray(np.zeros((1000, 12_000, 3), np.uint8)).save(folder / "panorama.jpg")
    Image.new("1", (20_000, 20_000)).save(folder / "bomb.png")
    with av.open(str(ASSETS / "demo" / "demo.mp4")) as clip:
        frames = [frame.to_image() for frame, _ in zip(clip.decode(video=0), range(12), strict=False)]
    frames[0].save(folder / "photo.jpg")
    _video(folder / "clip.mp4", frames)
    _video(folder / "nothing.mp4", [Image.fromarray(nothing)] * 5)


def _video(path: Path, frames: list[Image.Image]) -> None:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = frames[0].width // 2 * 2, frames[0].height // 2 * 2, "yuv420p"
        for image in frames:
            container.mux(stream.encode(av.VideoFrame.from_image(image.crop((0, 0, stream.width, stream.height)))))
        container.mux(stream.encode())


def _archives(folder: Path, uv: np.ndarray, person: np.ndarray) -> None:
    camera = np.array([[1000.0, 0, 640], [0, 1000, 360], [0, 0, 1]])
    keypoints = Keypoints2D(uv, np.ones((3, 17)), H36M_17, time=np.arange(3) / 25, image_size=SIZE)
    zedo.Poses3D(
        (person - person[:, :1])[None], person[None, :, 0], np.zeros((1, 3)), H36M_17, keypoints.frame,
        keypoints.time, keypoints.person, zedo.Camera(camera),
    ).save(folder / "poses.npz")  # fmt: skip
    scored: dict[str, Any] = {
        "uv": uv, "conf": np.ones((3, 17)), "cam3d": person, "K": camera, "joints": np.ones(17, bool),
    }  # fmt: skip
    changes: dict[str, dict[str, Any]] = {
        "eval": {},
        "predictions": {"pred": person},
        "nan-truth": {"cam3d": np.where(np.arange(17)[:, None] == 5, np.nan, person)},
        "singular-K": {"K": np.zeros((3, 3))},
        "nan-predictions": {"pred": person * np.nan},
        "millimetre-predictions": {"pred": person * 1000},
        "objects": {"uv": np.array([{}], dtype=object)},
    }
    for name, change in changes.items():
        np.savez(folder / f"{name}.npz", **{**scored, **change})
    sway = 1 + 0.1 * np.sin(np.linspace(0, 6, 60))[:, None, None]
    clip = ((person[:1] - person[:1, :1]) * [1000, -1000, -1000] * sway).astype(np.float32)
    np.savez(folder / "mocap.npz", **{"01_01": clip, "02_01": clip * 0.9})
    np.savez(folder / "nan-mocap.npz", **{"01_01": clip * np.nan})
    np.savez(folder / "one-pose.npz", **{"01_01": clip[:1]})
    header = b"\x93NUMPY\x01\x00v\x00" + b"{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000, 17, 3), }"
    with zipfile.ZipFile(folder / "claims-terabytes.npz", "w") as archive:
        archive.writestr("01_01.npy", header.ljust(127) + b"\n")
    zeros = io.BytesIO()
    np.save(zeros, np.zeros((1, 17, 3), np.float32))
    with zipfile.ZipFile(folder / "zip-bomb.npz", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        shape = zeros.getvalue()[:128].replace(b"(1, 17, 3), }         ", b"(10526880, 17, 3), }  ")
        with archive.open("01_01.npy", "w", force_zip64=True) as file:  # 2 GB of zeros in 2 MB
            file.write(shape)
            for _ in range(2048):
                file.write(bytes(1 << 20))
    torch.save({"a": torch.zeros(3)}, folder / "other.pth")
    weights = random_weights(0, width=32)
    torch.save(checkpoint(weights, weights, parallel=True), folder / "official.pth")
    torch.save({"model_state_dict": {}, "ema": {}, "step": 1, "epoch": 1}, folder / "weightless.pth")
    (folder / "runs-code.pth").write_bytes(pickle.dumps(_Malicious(str(folder / "code-was-run"))))
    (folder / "runs-code.pkl").write_bytes(pickle.dumps(_Malicious(str(folder / "code-was-run"))))


def _tables(folder: Path, uv: np.ndarray) -> None:
    camera = [[float(number) for number in CAMERA.split(",")]] * 3
    good: dict[str, Any] = {"id": [0, 1, 2], "uv": uv.reshape(3, 34).tolist(), "camera": camera}
    tables: dict[str, dict[str, Any]] = {
        "rows": good,
        "no-uv": {"id": good["id"]},
        "short-lists": {**good, "uv": [[1.0] * 5] * 3},
        "texts": {**good, "uv": ["many"] * 3},
        "taken-column": {**good, "joints": good["id"]},
        "octopus": good,
        "no-rows": {name: values[:0] for name, values in good.items()},
        "hopeless": {**good, "uv": [[float("nan")] * 34] * 3},
        "no-camera": {"uv": good["uv"]},
    }
    for name, columns in tables.items():
        skeleton = "octopus_8" if name == "octopus" else "h36m_17"
        pq.write_table(pa.table(columns).replace_schema_metadata({"skeleton": skeleton}), folder / f"{name}.parquet")


class _Malicious:
    """What a pickle must not be allowed to do: it makes a file when it is loaded."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return (open, (self.path, "w"))
