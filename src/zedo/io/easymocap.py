"""EasyMocap's annotations, a JSON file a frame (``annots/CAMERA/000000.json``).

Format: easymocap/annotator/file_utils.py and ``create_annot_file``.
"""

from __future__ import annotations

import math
from typing import Any

from zedo.io.detections import Detection
from zedo.io.json_values import is_number, is_whole, number_in_name, rows, shown, size_or_none
from zedo.system.errors import ZedoError


def recognises(document: Any) -> bool:
    """Whether a JSON document is one frame of EasyMocap's."""
    return isinstance(document, dict) and isinstance(document.get("annots"), list)


def detections(document: Any, name: str) -> list[Detection]:
    """People of a document that :func:`recognises` accepts; its frame is the last number in the file's name.

    Raises:
        ZedoError: when a person is malformed.
    """
    found = []
    for i, person in enumerate(document["annots"]):
        what = f"'keypoints' of person {i}"
        marks = person.get("keypoints") if isinstance(person, dict) else None
        if not isinstance(marks, list) or not all(isinstance(mark, list) and len(mark) == 3 for mark in marks):
            raise ZedoError(f"{what} is {shown(marks)}; a list of [x, y, score] was expected")
        points = rows([value for mark in marks for value in mark], 3, what)
        identity, box = person.get("personID", person.get("id")), person.get("bbox")
        score = box[4] if isinstance(box, list) and len(box) == 5 and is_number(box[4]) else math.nan
        found.append(
            Detection(
                number_in_name(name) or 0,
                points,
                identity if is_whole(identity) and identity >= 0 else None,
                score=float(score),
            )
        )
    return found


def image_size(document: Any) -> tuple[int, int] | None:
    """(width, height) of the picture."""
    return size_or_none(document.get("width"), document.get("height"))
