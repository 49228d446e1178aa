"""A JSON document of any tool as people: one place that knows all of the formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zedo.io import coco, easymocap, mediapipe, mmpose, openpose, ultralytics
from zedo.io.detections import Detection


@dataclass(frozen=True)
class People:
    """What a file of another tool holds.

    Attributes:
        detections: the people.
        image_size: (width, height) in pixels, None where the file does not say.
        names: of the joints, empty where the file does not say.
        centred: as of :func:`zedo.io.detections.in_pixels`.
    """

    detections: list[Detection]
    image_size: tuple[int, int] | None = None
    names: Sequence[str] = ()
    centred: bool = False


def recognises(document: Any) -> bool:
    """Whether a JSON document is one of the formats."""
    return any(form.recognises(document) for form in (openpose, coco, ultralytics, mmpose, easymocap, mediapipe))


def people(document: Any, name: str, size: tuple[int, int] | None) -> People | None:
    """The people of a document; None when it is of no known format.

    Args:
        name: of the file, whose last number is the frame of formats of a file a frame.
        size: (width, height) in pixels by the caller, for formats in shares of the image.

    Raises:
        ZedoError: when the document is malformed.
    """
    if openpose.recognises(document):
        return People(openpose.detections(document, name), openpose.image_size(document), centred=True)
    if coco.recognises(document):
        return People(coco.detections(document), coco.image_size(document), coco.joint_names(document))
    if ultralytics.recognises(document):
        return People(ultralytics.detections(document))
    if mmpose.recognises(document):
        return People(mmpose.detections(document), None, mmpose.joint_names(document))
    if easymocap.recognises(document):
        return People(easymocap.detections(document, name), easymocap.image_size(document))
    if mediapipe.recognises(document):
        stated = mediapipe.image_size(document)
        return People(mediapipe.detections(document, size or stated), stated)
    return None
