"""RTMPose by rtmlib, with the user's ONNX file: COCO-17 or Halpe-26, on the people that MoveNet finds."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float, UInt8

from zedo.body.skeleton import COCO_17, HALPE_26
from zedo.detect.detections import Detections
from zedo.detect.movenet import MoveNet
from zedo.detect.similarity import distinct
from zedo.system.errors import ZedoError

SKELETONS = {17: COCO_17, 26: HALPE_26}
"""By RTMPose's number of keypoints: its body models, and those with feet."""

BOX_MARGIN = 0.1
"""What a person's box adds to their joints' on each side, in shares of its longer side: head top, hands and feet."""

SIMCC_SPLIT = 2.0
"""RTMPose's bins a pixel of the crop (its configurations' ``simcc_split_ratio``), which rtmlib takes for granted."""


class RTMPose:
    """RTMPose, a model for crops. MoveNet finds whom to crop.

    Args:
        model: an ONNX file of RTMPose with 17 (COCO) or 26 (Halpe) keypoints.

    Raises:
        ZedoError: when the file is no such model.
        ImportError: when rtmlib is not installed.
    """

    def __init__(self, model: Path) -> None:
        import rtmlib

        try:
            with contextlib.redirect_stdout(io.StringIO()):  # it prints that it loads
                self._pose = rtmlib.RTMPose(str(model), backend="onnxruntime", device="cpu")
            session: Any = self._pose.session
            (_, _, height, width), outputs = session.get_inputs()[0].shape, session.get_outputs()
            joints, bins = outputs[0].shape[1:] if len(outputs) == 2 else (None, None)
        except Exception as error:  # onnxruntime raises types of its own
            raise ZedoError(f"{model}: no ONNX model that rtmlib can load ({error})") from None
        if joints not in SKELETONS or not isinstance(width, int) or bins != SIMCC_SPLIT * width:
            raise ZedoError(
                f"{model}: an RTMPose model with 17 (COCO) or 26 (Halpe) keypoints was expected, input (1, 3, H, W), "
                "outputs simcc_x (1, J, 2 W) and simcc_y (1, J, 2 H)"
            )
        self._pose.model_input_size = (width, height)
        self.skeleton = SKELETONS[joints]
        self._finder = MoveNet()

    def __call__(self, image: UInt8[np.ndarray, "H W 3"], expected: Detections | None = None) -> Detections:
        """People in an RGB picture, the most confident first.

        Args:
            expected: people as a tracker expects them; a crop is taken there, too.
        """
        if expected is not None:
            expected = Detections(expected.uv[:, :17], expected.confidence[:, :17])  # Halpe-26 begins with COCO's
        found = self._finder(image, expected)
        if len(found) == 0:
            return Detections.nobody(len(self.skeleton))
        # RTMPose was trained on RGB (its configurations' bgr_to_rgb); rtmlib passes channels on as they come.
        uv, confidence = self._pose(image, bboxes=[boxed(person) for person in found.uv])
        return distinct(Detections(uv, confidence.clip(0, 1)), self.skeleton)


def boxed(uv: Float[np.ndarray, "J 2"]) -> list[float]:
    """Left, top, right and bottom of a person around their joints, pixels."""
    low, high = np.nanmin(uv, axis=0), np.nanmax(uv, axis=0)
    margin = BOX_MARGIN * (high - low).max()
    return [*(low - margin).tolist(), *(high + margin).tolist()]
