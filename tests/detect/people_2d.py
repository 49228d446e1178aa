"""Synthetic people in pictures: COCO-17 stick figures with known places."""

from __future__ import annotations

import numpy as np

from zedo.body.skeleton import COCO_17
from zedo.detect.detections import Detections

STANDING = np.array(
    [
        [0.00, -0.80], [-0.03, -0.83], [0.03, -0.83], [-0.07, -0.81], [0.07, -0.81], [-0.17, -0.60], [0.17, -0.60],
        [-0.22, -0.32], [0.22, -0.32], [-0.24, -0.08], [0.24, -0.08], [-0.12, -0.05], [0.12, -0.05], [-0.12, 0.38],
        [0.12, 0.38], [-0.12, 0.80], [0.12, 0.80],
    ]
)  # fmt: skip
"""(17, 2): a standing person about 1.63 tall around (0, 0)."""


def person(x: float, y: float = 300.0, scale: float = 200.0, confidence: float = 0.8) -> Detections:
    """One person at (x, y) pixels."""
    assert len(STANDING) == len(COCO_17)
    return Detections((STANDING * scale + [x, y])[None], np.full((1, 17), confidence))


def people(*each: Detections) -> Detections:
    """Several of them."""
    return Detections.together(Detections.nobody(17), *each)
