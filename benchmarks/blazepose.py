"""MediaPipe BlazePose's landmarks of the videos that benchmarks/real.py compares, for an environment with `mediapipe`.

    python -m venv mediapipe && mediapipe/bin/pip install mediapipe==0.10.21
    npm pack @mediapipe/pose         # 0.5.1675469404; its pose_landmark_heavy.tflite goes to where the wheel has the
                                     # full one, mediapipe/modules/pose_landmark/
    mediapipe/bin/python benchmarks/blazepose.py new/Pose2Sim STATIC KEYPOINTS LANDMARKS --photographs FOLDER

KEYPOINTS is the folder that benchmarks/real.py wrote: where a picture shows several people, BlazePose, which finds one,
gets the part of the picture in which each of them stays. Videos are tracked and smoothed as it does by itself. Writes a
file for each person in each view and for each model: `world` (frames, 33, 3) in metres, `image` (frames, 33, 2) in
pixels, `visibility` (frames, 33); NaN where nobody was found.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2  # pyright: ignore[reportMissingImports]
import numpy as np

MODELS = {"full": 1, "heavy": 2}
DEMO = Path(__file__).parents[1] / "src" / "zedo" / "assets" / "demo" / "demo.mp4"

MARGIN = 0.15
"""Of a person's larger extent over the whole clip, around the box that they stay in."""


def pictures(video: Path, box: tuple[int, int, int, int]) -> Iterator[np.ndarray]:
    """The part of each frame within left, top, right, bottom; RGB."""
    left, top, right, bottom = box
    capture = cv2.VideoCapture(str(video))
    while True:
        there, frame = capture.read()
        if not there:
            return
        yield np.ascontiguousarray(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB)[top:bottom, left:right])


def landmarks(
    frames: Iterable[np.ndarray], box: tuple[int, int, int, int], complexity: int, still: bool = False
) -> dict[str, np.ndarray]:
    """What BlazePose says of each frame."""
    from mediapipe.python.solutions.pose import Pose  # pyright: ignore[reportMissingImports]

    world, image, visibility = [], [], []
    with Pose(model_complexity=complexity, static_image_mode=still) as pose:
        for frame in frames:
            found = pose.process(frame)
            if found.pose_world_landmarks is None:
                world.append(np.full((33, 3), np.nan))
                image.append(np.full((33, 2), np.nan))
                visibility.append(np.full(33, np.nan))
                continue
            height, width = frame.shape[:2]
            world.append(np.array([(p.x, p.y, p.z) for p in found.pose_world_landmarks.landmark]))
            points = found.pose_landmarks.landmark
            image.append(np.array([(p.x * width + box[0], p.y * height + box[1]) for p in points]))
            visibility.append(np.array([p.visibility for p in points]))
    return {"world": np.array(world), "image": np.array(image), "visibility": np.array(visibility)}


def main() -> None:
    """Write the landmarks that are missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pose2sim", type=Path, help="the folder Pose2Sim of the wheel 0.10.49")
    parser.add_argument("static", type=Path, help="folder with videos/ of the standing trial")
    parser.add_argument("keypoints", type=Path, help="folder that benchmarks/real.py --keypoints wrote")
    parser.add_argument("output", type=Path)
    parser.add_argument("--photographs", type=Path, help="folder of photographs of one person each")
    given = parser.parse_args()
    given.output.mkdir(parents=True, exist_ok=True)
    for folder, name in ((given.pose2sim / "Demo_SinglePerson", "single"), (given.static, "static"),
                         (given.pose2sim / "Demo_MultiPerson", "multi")):  # fmt: skip
        for view in (1, 2, 3, 4):
            clip(folder / "videos" / f"cam{view:02d}.mp4", f"{name}-{view}", name == "multi", given)
    clip(DEMO, "demo", True, given)
    for photograph in sorted(given.photographs.iterdir()) if given.photographs else []:
        picture = cv2.imread(str(photograph))
        if picture is not None:
            height, width = picture.shape[:2]
            for model, complexity in MODELS.items():
                frames = [cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)]
                found = landmarks(frames, (0, 0, width, height), complexity, still=True)
                write(given.output / f"{photograph.stem}-person0-{model}.npz", found)


def clip(video: Path, name: str, several: bool, given: argparse.Namespace) -> None:
    """Everybody in one view."""
    with np.load(given.keypoints / f"{name}.npz") as file:
        uv, person, (width, height) = file["uv"], file["person"], file["image_size"].tolist()
    for number in np.unique(person).tolist():
        box = (0, 0, width, height)
        if several:
            own = uv[person == number].reshape(-1, 2)
            low, high = np.nanmin(own, axis=0), np.nanmax(own, axis=0)
            more = MARGIN * float((high - low).max())
            left, top = (int(max(0, side - more)) for side in low)
            right, bottom = (int(min(end, side + more)) for side, end in zip(high, (width, height), strict=True))
            box = (left, top, right, bottom)
        for model, complexity in MODELS.items():
            target = given.output / f"{name}-person{number}-{model}.npz"
            if not target.exists():
                write(target, landmarks(pictures(video, box), box, complexity))


def write(target: Path, found: dict[str, np.ndarray]) -> None:
    """One person's landmarks by one model."""
    np.savez(target, world=found["world"], image=found["image"], visibility=found["visibility"])
    print(target)


if __name__ == "__main__":
    sys.exit(main())
