"""MMPose's predictions: JSON of its inferencer and of its demos.

Formats: ``_finalize_video_processing`` (mmpose/apis/inferencers/base_mmpose_inferencer.py), ``split_instances``
(mmpose/structures/utils.py), ``--save-predictions`` of demo/topdown_demo_with_mmdet.py.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from zedo.io.detections import Detection
from zedo.io.json_values import is_number, is_whole, rows, shown
from zedo.system.errors import ZedoError


def recognises(document: Any) -> bool:
    """Whether a JSON document is ``{meta_info, instance_info}``, a list of frames, or the people of one image."""
    if isinstance(document, dict):
        return isinstance(document.get("instance_info"), list)
    return isinstance(document, list) and any(_is_frame(entry) or _is_person(entry) for entry in document)


def detections(document: Any) -> list[Detection]:
    """People of a document that :func:`recognises` accepts; frames without ``frame_id`` count from 0.

    Raises:
        ZedoError: when a person is malformed, or has 3D keypoints.
    """
    entries = document["instance_info"] if isinstance(document, dict) else document
    if any(map(_is_person, entries)):
        return [_person(0, i, entry) for i, entry in enumerate(entries)]
    found = []
    for place, entry in enumerate(entries):
        if not _is_frame(entry):
            raise ZedoError(f"frame {place} is {shown(entry)}; an object with 'frame_id' and 'instances' was expected")
        people = entry if isinstance(entry, list) else entry["instances"]
        frame = place if isinstance(entry, list) else entry.get("frame_id", place)
        if not is_whole(frame):
            raise ZedoError(f"'frame_id' of frame {place} is {shown(frame)}; a whole number was expected")
        found += [_person(frame, i, person) for i, person in enumerate(people)]
    return found


def joint_names(document: Any) -> list[str]:
    """Names of the keypoints by ``meta_info``, in order; empty when it does not say."""
    meta = document.get("meta_info") if isinstance(document, dict) else None
    names = meta.get("keypoint_id2name") if isinstance(meta, dict) else None
    if not isinstance(names, dict):
        return []
    return [str(names[key]) for key in map(str, range(len(names))) if key in names]


def _is_person(entry: Any) -> bool:
    return isinstance(entry, dict) and "keypoints" in entry and "keypoint_scores" in entry


def _is_frame(entry: Any) -> bool:
    if isinstance(entry, dict):
        return isinstance(entry.get("instances"), list)
    return isinstance(entry, list) and all(map(_is_person, entry))


def _person(frame: int, i: int, entry: Any) -> Detection:
    where = f"person {i} of frame {frame}"
    if not _is_person(entry):
        raise ZedoError(f"{where} is {shown(entry)}; an object with 'keypoints' and 'keypoint_scores' was expected")
    pairs = entry["keypoints"]
    if not isinstance(pairs, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
        raise ZedoError(f"'keypoints' of {where} is {shown(pairs)}; a list of [x, y] was expected")
    xy = rows([value for pair in pairs for value in pair], 2, f"'keypoints' of {where}")
    scores = rows(entry["keypoint_scores"], 1, f"'keypoint_scores' of {where}")
    if len(scores) != len(xy):
        raise ZedoError(f"{where} has {len(xy)} keypoints, but {len(scores)} scores")
    track, score = entry.get("track_id"), entry.get("bbox_score")
    return Detection(
        frame,
        np.concatenate([xy, scores], axis=1),
        track if is_whole(track) and track >= 0 else None,
        score=float(score) if is_number(score) else math.nan,
    )
