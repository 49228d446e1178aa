"""Folders with a file a frame: JSON of OpenPose, Pose2Sim, MMPose, EasyMocap and Ultralytics, and YOLO's labels."""

from __future__ import annotations

import math
import mimetypes
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from zedo.io import documents, ultralytics
from zedo.io.detections import Detection
from zedo.io.documents import People
from zedo.io.frame_names import natural, numbered
from zedo.io.json_values import decoded, parsed_loosely
from zedo.system.errors import ZedoError

TABLES_OF_CLASSES = {"classes.txt", "labels.txt", "readme.txt"}

LOOKED_AT = 8
"""Files of a folder that are looked at to tell what it is, spread over all; one may be broken."""


def frame_files(folder: Path) -> list[Path]:
    """The files of a folder that may be frames: its JSON, or where there is none its text; in natural order."""
    for suffix in ("json", "txt"):
        files = [
            path
            for path in folder.glob(f"*.{suffix}")
            if not path.name.startswith(".") and path.name.lower() not in TABLES_OF_CLASSES
        ]
        if files:
            return sorted(files, key=lambda path: natural(path.name))
    return []


def holds_frames(folder: Path) -> bool:
    """Whether a folder is one clip with a file of keypoints a frame, by some of the files: one may be broken.

    A folder of photographs is none, whatever JSON a photo service has put beside them.
    """
    files = frame_files(folder)
    for path in [files[len(files) * i // LOOKED_AT] for i in range(LOOKED_AT)] + files[-1:] if files else []:
        try:
            if path.suffix == ".txt":
                text = decoded(path.read_bytes())
                if ultralytics.is_label(text) and len(text.split("\n", 1)[0].split()) > 20:
                    return True
                continue
            document = parsed_loosely(decoded(path.read_bytes()))
            if documents.recognises(document):
                return True
        except (ValueError, OSError):
            continue
    return False


def holds_keypoints(folder: Path) -> bool:
    """Whether a folder is meant as keypoints: it :func:`holds_frames`, or JSON and no picture, or such folders."""
    if holds_frames(folder):
        return True
    kinds = [(mimetypes.guess_type(path.name)[0] or "").split("/")[0] for path in folder.iterdir()]
    if "image" in kinds or "video" in kinds:
        return False
    return any(path.suffix == ".json" for path in frame_files(folder)) or any(
        holds_frames(inner) for inner in (*folder.glob("*/"), *folder.glob("*/*/")) if inner.is_dir()
    )


def people(folder: Path, size: tuple[int, int] | None) -> People:
    """People of a folder with a file a frame; the frame is the one number in which the files' names differ.

    Args:
        size: (width, height) in pixels by the caller, for formats in shares of the image.

    Raises:
        ZedoError: when there is no such file, one is unreadable or of no known format, a name has no number, or the
            names are those of several clips.
    """
    files = frame_files(folder)
    if not files:
        inner = [path for path in sorted([*folder.glob("*/"), *folder.glob("*/*/")]) if path.is_dir()]
        clip = next((path for path in inner if holds_frames(path)), None)
        raise ZedoError(
            "is a folder without JSON files; OpenPose's, one a frame, or a keypoint file were expected"
            if clip is None
            else f"holds no frames itself; its folder {clip.relative_to(folder)} does, so give that one"
        )
    numbering = numbered([path.name for path in files])
    if not numbering.clip:
        raise ZedoError(f"holds files of several clips ({_clips(files)}); give each a folder of its own")
    found: list[Detection] = []
    sizes, names, centred = set(), [], False
    for path in files:
        try:
            one = _frame(path, size)
            if len({detection.frame for detection in one.detections}) > 1:
                raise ZedoError("holds several frames; lift that file, not its folder")
        except OSError as error:
            raise ZedoError(f"{path.name}: cannot be read ({error.strerror})") from None
        except ValueError as error:
            raise ZedoError(f"{path.name}: {error}") from None
        frame, time = numbering.frame[path.name], numbering.time.get(path.name, math.nan)
        found += [replace(detection, frame=frame, time=time) for detection in one.detections]
        if one.detections:
            sizes.add(one.image_size)
            names, centred = list(one.names) or names, centred or one.centred
    return People(found, sizes.pop() if len(sizes) == 1 else None, names, centred)


def _frame(path: Path, size: tuple[int, int] | None) -> People:
    content = path.read_bytes()
    if path.suffix == ".txt":
        text = decoded(content) if content.strip() else ""
        if not ultralytics.is_label(text):
            raise ZedoError("is no label file of YOLO's: class, box and keypoints, numbers alone, a line a person")
        return People(ultralytics.label_detections(text, size))
    document = parsed_loosely(decoded(content))
    one = People([]) if document == [] else documents.people(document, path.name, size)
    if one is None:
        raise ZedoError(
            "is no frame of OpenPose's, one JSON object with 'people', nor of MMPose, EasyMocap or Ultralytics"
        )
    return one


def _clips(files: Sequence[Path]) -> str:
    clips = sorted({re.sub(r"[0-9]+([^0-9]*)$", r"*\1", path.stem) for path in files})
    return ", ".join(clips[:3])
