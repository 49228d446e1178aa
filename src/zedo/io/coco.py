"""COCO's JSON, results and annotations, and AlphaPose's default, which extends the results.

Formats: cocodataset.org, *Data format* and *Results format*; AlphaPose's docs/output.md.
"""

from __future__ import annotations

import math
from typing import Any

from zedo.io.detections import Detection
from zedo.io.frame_names import numbered
from zedo.io.joint_names import find_skeleton
from zedo.io.json_values import is_number, is_whole, rows, shown, size_or_none
from zedo.system.errors import ZedoError
from zedo.system.notes import note

PEOPLE = {"person", "people", "human", "player", "athlete"}
"""Names of the category of people."""


def recognises(document: Any) -> bool:
    """Whether a JSON document holds results, a list of people with ``image_id``, or annotations, with ``images``."""
    if isinstance(document, dict):
        return isinstance(document.get("images"), list) and isinstance(document.get("annotations"), list)
    return isinstance(document, list) and bool(document) and isinstance(document[0], dict) and "image_id" in document[0]


def detections(document: Any) -> list[Detection]:
    """People of a document that :func:`recognises` accepts.

    Results carry scores; annotations visibility flags, of which 0 is missing and 1 (labelled, though hidden) and 2
    count alike. Annotations of crowds, without keypoints and of other categories than the person's are passed over.

    Raises:
        ZedoError: when an entry is malformed, or it is unclear which of several categories the people are.
    """
    annotated = isinstance(document, dict)
    entries = [entry for entry in document["annotations"] if _has_body(entry)] if annotated else document
    what = "annotation" if annotated else "result"
    wanted = _person_category(document, entries)
    people = []
    for i, entry in enumerate(entries):
        try:
            if not isinstance(entry, dict):
                raise ZedoError(f"found {shown(entry)}; an object with 'image_id' and 'keypoints' was expected")
            if wanted is not None and entry.get("category_id") != wanted:
                continue
            points = rows(entry.get("keypoints"), 3, "'keypoints'")
            people.append((_image(entry.get("image_id")), points, _identity(entry), _score(entry)))
        except ValueError as error:
            raise ZedoError(f"{what} {i}: {error}") from None
    frames, times = _frames(document, [image for image, *_ in people])
    return [
        Detection(frames[image], points, person, times.get(image, math.nan), score)
        for image, points, person, score in people
    ]


def image_size(document: Any) -> tuple[int, int] | None:
    """(width, height) that all of the annotations' images share; None for results, and where images differ."""
    images = document["images"] if isinstance(document, dict) else []
    sizes = [(image.get("width"), image.get("height")) for image in images if isinstance(image, dict)]
    if not sizes or any(size != sizes[0] for size in sizes):
        return None
    return size_or_none(*sizes[0])


def joint_names(document: Any) -> list[str]:
    """Names of the keypoints by the people's category, or the only one with keypoints; empty when there is none."""
    named = _categories(document)
    entries = [entry for entry in document["annotations"] if _has_body(entry)] if named else []
    wanted = _person_category(document, entries) if named else None
    for category in named:
        if len(named) == 1 or category.get("id") == wanted:
            return [str(name) for name in category["keypoints"]]
    return []


def _categories(document: Any) -> list[dict[str, Any]]:
    """The categories that have keypoints."""
    categories = document.get("categories") if isinstance(document, dict) else None
    return [
        category
        for category in (categories if isinstance(categories, list) else [])
        if isinstance(category, dict) and isinstance(category.get("keypoints"), list) and category["keypoints"]
    ]


def _person_category(document: Any, entries: list[Any]) -> Any:
    """The category of people, None where all entries are of one; the others are told.

    Of annotations it is the category named so, or the only one whose joints are a skeleton's; of results, which name
    none, COCO's number 1.

    Raises:
        ZedoError: when that is none or several of them.
    """
    present = {entry.get("category_id") for entry in entries if isinstance(entry, dict) and _hashable(entry)}
    if len(present) < 2:
        return None
    named = [category for category in _categories(document) if _hashable(category, "id") and category["id"] in present]
    people = [category["id"] for category in named if str(category.get("name")).strip().lower() in PEOPLE]
    bodies = people or [category["id"] for category in named if find_skeleton(list(map(str, category["keypoints"])))]
    if not named and 1 in present:
        bodies = [1]
    if len(bodies) != 1:
        raise ZedoError(
            f"holds keypoints of {len(present)} categories ({', '.join(sorted(map(shown, present)))}), and it is "
            "unclear which are people; name that category 'person', or leave the others out"
        )
    others = sum(isinstance(entry, dict) and entry.get("category_id") != bodies[0] for entry in entries)
    note(f"{others} of {len(entries)} entries are of other categories than people's and were left out")
    return bodies[0]


def _hashable(entry: dict[str, Any], key: str = "category_id") -> bool:
    return not isinstance(entry.get(key), list | dict)


def _has_body(entry: Any) -> bool:
    if not isinstance(entry, dict):
        return True  # reported with the other malformed entries
    points = entry.get("keypoints")
    return not entry.get("iscrowd") and bool(any(points) if isinstance(points, list) else points)


def _image(value: Any) -> int | str:
    if not is_whole(value) and not isinstance(value, str):
        raise ZedoError(f"'image_id' is {shown(value)}; a whole number or a file name was expected")
    return value


def _frames(document: Any, images: list[int | str]) -> tuple[dict[int | str, int], dict[int | str, float]]:
    """Frame numbers and, where names are times, seconds of images by their ids: whole numbers or AlphaPose's names.

    Annotation tools number images as they come. Where the images' own names have another order, names decide.
    """
    names = _file_names(document)
    if all(isinstance(image, int) for image in images):
        if not set(images) <= set(names):
            return {image: int(image) for image in images}, {}
        numbering = numbered(list(names.values()))
        by_name = sorted(names, key=lambda image: numbering.frame[names[image]])
        if not numbering.stated or not numbering.clip or by_name == sorted(by_name):
            times = {image: numbering.time[name] for image, name in names.items()} if numbering.time else {}
            return {image: int(image) for image in images}, times
        note("the images' ids are not in the order of their file names; the names were followed")
    elif not set(images) <= set(names):
        names = {}
    numbering = numbered([names.get(image, str(image)) for image in images])
    if not numbering.stated and len(set(images)) > 1:
        note("the images' names hold no frame number, so that frames were counted in their natural order")
    return (
        {image: numbering.frame[names.get(image, str(image))] for image in images},
        {image: numbering.time[names.get(image, str(image))] for image in images} if numbering.time else {},
    )


def _file_names(document: Any) -> dict[int | str, str]:
    """The file names of annotations' images by id; empty when one has none or two have the same."""
    images = document["images"] if isinstance(document, dict) else []
    names = {
        image["id"]: image["file_name"]
        for image in images
        if isinstance(image, dict)
        and isinstance(image.get("file_name"), str)
        and isinstance(image.get("id"), int | str)
    }
    return names if len(names) == len(images) == len(set(names.values())) else {}


def _score(entry: dict[str, Any]) -> float:
    """How sure a detector is of a person; NaN where it does not say."""
    return float(entry["score"]) if is_number(entry.get("score")) else math.nan


def _identity(entry: dict[str, Any]) -> int | None:
    """AlphaPose's ``idx``, which is a list without tracking, or a tracker's ``track_id``."""
    value = entry.get("idx", entry.get("track_id"))
    if is_number(value) and value >= 0 and value == int(value) and is_whole(int(value)):
        return int(value)
    return None
