"""VideoPose3D's npz archives: its 2D keypoints, and what its Detectron and Detectron2 inference writes.

Formats: VideoPose3D's data/prepare_data_2d_custom.py and data/data_utils.py; inference/infer_video.py and
infer_video_d2.py. Both hold pickled objects; see :mod:`zedo.io.restricted_pickle`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from zedo.body.skeleton import COCO_17, H36M_17, Skeleton
from zedo.io.detections import Detection
from zedo.io.json_values import shown, size_or_none
from zedo.system.errors import ZedoError

LAYOUTS = {"coco": COCO_17, "h36m": H36M_17}
"""VideoPose3D's ``layout_name`` → the skeleton that zedo knows."""


def recognises(arrays: Collection[str]) -> bool:
    """Whether an npz archive with these arrays is one of VideoPose3D's."""
    return "positions_2d" in arrays or {"boxes", "keypoints"} <= set(arrays)


def detections(arrays: dict[str, Any]) -> list[Detection]:
    """People of an archive that :func:`recognises` accepts; frames count from 0.

    ``positions_2d`` has no scores: they are 1, and 0 where a position is NaN. Detectron's scores are the heatmap's
    probabilities, its people are in the order of the file.

    Raises:
        ZedoError: when the archive holds several clips, or its objects are not those of the format.
    """
    if "positions_2d" in arrays:
        _, clip = _only_clip(_item(arrays["positions_2d"]))
        return [Detection(frame, _scored(points)) for frame, points in enumerate(clip)]
    frames = arrays["keypoints"]
    if frames.ndim == 0:
        raise ZedoError(f"'keypoints' is {shown(frames)}; a list of [[], (people, 4, 17)] of Detectron was expected")
    found = []
    for frame, classes in enumerate(frames):
        try:
            people = classes[1]  # class 0 is the background, 1 the person
            found += [Detection(frame, _detectron_points(person)) for person in people]
        except (TypeError, IndexError, ValueError):
            raise ZedoError(
                f"'keypoints' of frame {frame} is {shown(classes)}; [[], (people, 4, 17)] of Detectron was expected"
            ) from None
    return found


def skeleton(arrays: dict[str, Any]) -> Skeleton | None:
    """What ``metadata`` says the joints are; None where it does not say, or names a layout that zedo lacks."""
    layout = _metadata(arrays).get("layout_name")
    return LAYOUTS.get(layout) if isinstance(layout, str) else None


def image_size(arrays: dict[str, Any]) -> tuple[int, int] | None:
    """(width, height) by ``metadata``; None where it does not say."""
    metadata = _metadata(arrays)
    if "positions_2d" in arrays:
        videos = metadata.get("video_metadata")
        name, _ = _only_clip(_item(arrays["positions_2d"]))
        metadata = videos.get(name) if isinstance(videos, dict) else None
    return size_or_none(metadata.get("w"), metadata.get("h")) if isinstance(metadata, dict) else None


def _item(array: Any) -> Any:
    return array.item() if isinstance(array, np.ndarray) and array.shape == () else array


def _metadata(arrays: dict[str, Any]) -> dict[Any, Any]:
    metadata = _item(arrays.get("metadata"))
    return metadata if isinstance(metadata, dict) else {}


def _only_clip(positions: Any) -> tuple[Any, np.ndarray]:
    """Name and (frames, J, 2) of the one clip in {subject: {action: [an array a camera]}}."""
    clips = []
    if isinstance(positions, dict):
        for subject, actions in positions.items():
            for action, cameras in actions.items() if isinstance(actions, dict) else ():
                listed = cameras if isinstance(cameras, list | tuple | np.ndarray) else ()
                clips += [(subject, action, camera) for camera in listed]
    if not clips:
        raise ZedoError(f"'positions_2d' is {shown(positions)}; {{video: {{'custom': [array]}}}} was expected")
    if len(clips) > 1:
        names = sorted({f"{subject}/{action}" for subject, action, _ in clips})
        raise ZedoError(
            f"holds {len(clips)} clips ({', '.join(names[:3])}{', …' * (len(names) > 3)}), of which only one can be "
            "read; save the one you mean in an archive of its own"
        )
    subject, action, clip = clips[0]
    array = np.asarray(clip)
    if array.dtype.kind not in "fiu" or array.ndim != 3 or array.shape[2] not in (2, 3):
        raise ZedoError(f"{subject}/{action} is {shown(clip)}; an array (frames, joints, 2) was expected")
    return subject, array.astype(np.float64)


def _scored(points: np.ndarray) -> np.ndarray:
    """(J, 3) of (J, 2) positions, or of what already has a score."""
    if points.shape[1] == 3:
        return points
    return np.concatenate([points, np.ones((len(points), 1))], axis=1)


def _detectron_points(person: Any) -> np.ndarray:
    """(17, 3) of Detectron's (4, 17) rows x, y, logit, probability."""
    rows = np.asarray(person)
    if rows.ndim != 2 or len(rows) != 4 or rows.dtype.kind not in "fiu":
        raise ZedoError("not four rows of numbers")
    return rows[[0, 1, 3]].T.astype(np.float64)
