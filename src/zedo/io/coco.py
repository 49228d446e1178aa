"""COCO's JSON, results and annotations, and AlphaPose's default, which extends the results.

Formats: cocodataset.org, *Data format* and *Results format*; AlphaPose's docs/output.md.
"""

from __future__ import annotations

from typing import Any

from zedo.io.detections import Detection
from zedo.io.json_values import is_number, is_whole, rows, shown, size_or_none
from zedo.io.openpose import frame_numbers
from zedo.system.errors import ZedoError


def recognises(document: Any) -> bool:
    """Whether a JSON document holds results, a list of people with ``image_id``, or annotations, with ``images``."""
    if isinstance(document, dict):
        return isinstance(document.get("images"), list) and isinstance(document.get("annotations"), list)
    return isinstance(document, list) and bool(document) and isinstance(document[0], dict) and "image_id" in document[0]


def detections(document: Any) -> list[Detection]:
    """People of a document that :func:`recognises` accepts.

    Results carry scores; annotations visibility flags, of which 0 is missing and 1 (labelled, though hidden) and 2
    count alike. Annotations of crowds and without keypoints are passed over.

    Raises:
        ZedoError: when an entry is malformed.
    """
    annotated = isinstance(document, dict)
    entries = [entry for entry in document["annotations"] if _has_body(entry)] if annotated else document
    what = "annotation" if annotated else "result"
    people = []
    for i, entry in enumerate(entries):
        try:
            if not isinstance(entry, dict):
                raise ZedoError(f"found {shown(entry)}; an object with 'image_id' and 'keypoints' was expected")
            points = rows(entry.get("keypoints"), 3, "'keypoints'")
            people.append((_image(entry.get("image_id")), points, _identity(entry)))
        except ValueError as error:
            raise ZedoError(f"{what} {i}: {error}") from None
    return [
        Detection(frame, points, person)
        for frame, (_, points, person) in zip(_frames([image for image, _, _ in people]), people, strict=True)
    ]


def image_size(document: Any) -> tuple[int, int] | None:
    """(width, height) that all of the annotations' images share; None for results, and where images differ."""
    images = document["images"] if isinstance(document, dict) else []
    sizes = [(image.get("width"), image.get("height")) for image in images if isinstance(image, dict)]
    if not sizes or any(size != sizes[0] for size in sizes):
        return None
    return size_or_none(*sizes[0])


def joint_names(document: Any) -> list[str]:
    """Names of the keypoints by the annotations' only category with keypoints; empty when there is none."""
    categories = document.get("categories") if isinstance(document, dict) else None
    named = [
        category["keypoints"]
        for category in (categories if isinstance(categories, list) else [])
        if isinstance(category, dict) and isinstance(category.get("keypoints"), list)
    ]
    return [str(name) for name in named[0]] if len(named) == 1 else []


def _has_body(entry: Any) -> bool:
    if not isinstance(entry, dict):
        return True  # reported with the other malformed entries
    points = entry.get("keypoints")
    return not entry.get("iscrowd") and bool(any(points) if isinstance(points, list) else points)


def _image(value: Any) -> int | str:
    if not is_whole(value) and not isinstance(value, str):
        raise ZedoError(f"'image_id' is {shown(value)}; a whole number or a file name was expected")
    return value


def _frames(images: list[int | str]) -> list[int]:
    """Image ids as frame numbers; for AlphaPose's file names see :func:`zedo.io.openpose.frame_numbers`."""
    if all(isinstance(image, int) for image in images):
        return [int(image) for image in images]
    return frame_numbers([str(image) for image in images])


def _identity(entry: dict[str, Any]) -> int | None:
    """AlphaPose's ``idx``, which is a list without tracking, or a tracker's ``track_id``."""
    value = entry.get("idx", entry.get("track_id"))
    if is_number(value) and value >= 0 and value == int(value) and is_whole(int(value)):
        return int(value)
    return None
