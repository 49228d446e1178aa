"""YOLO's pose models by ultralytics (AGPL-3.0), with the user's weights: COCO-17."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from zedo.body.skeleton import COCO_17
from zedo.detect.detections import Detections
from zedo.system.errors import ZedoError


class Yolo:
    """A YOLO pose model.

    Weights (.pt) are pickles: loading them runs whatever code they hold, so they must be from someone you trust.

    Args:
        model: a pose model with COCO's 17 keypoints.

    Raises:
        ZedoError: when the file is no such model.
        ImportError: when ultralytics is not installed.
    """

    skeleton = COCO_17

    def __init__(self, model: Path) -> None:
        from ultralytics import YOLO  # type: ignore[attr-defined] - where it is missing, this file is taken for it

        try:
            self._model = YOLO(str(model))
            task, shape = self._model.task, getattr(self._model.model, "yaml", {}).get("kpt_shape")
        except Exception as error:  # unpickling raises anything
            raise ZedoError(f"{model}: no model that ultralytics can load ({error})") from None
        if task != "pose" or (shape is not None and shape[0] != len(COCO_17)):
            raise ZedoError(f"{model}: a model for {task}, keypoints {shape}; a pose model of COCO's 17 was expected")

    def __call__(self, image: UInt8[np.ndarray, "H W 3"], expected: Detections | None = None) -> Detections:
        """People in an RGB picture; ``expected`` makes no difference."""
        # ultralytics takes arrays for BGR, as OpenCV reads them.
        (result,) = self._model.predict(np.ascontiguousarray(image[..., ::-1]), verbose=False)
        points = result.keypoints
        if points is None or len(points.xy) == 0:
            return Detections.nobody(len(COCO_17))
        uv = points.xy.cpu().numpy().astype(np.float64)
        confidence = np.ones(uv.shape[:2]) if points.conf is None else points.conf.cpu().numpy().astype(np.float64)
        return Detections(uv, confidence)
