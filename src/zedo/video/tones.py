"""Grey pictures of more than 256 tones: infrared, depth and scientific cameras, 16-bit PNG and TIFF, floating point."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, UInt8

DEEP = ("I", "F", "I;16", "I;16B", "I;16L", "I;16N")
"""Pillow's modes of one channel, of which its own conversion cuts off all above 255."""

LEAST_CONTRAST = 1 / 8
"""Share of its range that a picture uses at least; below, it is stretched to what it uses."""


def to_8_bits(tones: Float[np.ndarray, "H W"]) -> UInt8[np.ndarray, "H W"]:
    """The same picture in 256 tones.

    Whole numbers are of as many bits as the largest takes, 8 to 16: cameras write 10, 12 or 14 bits into 16. Floating
    point is in [0, 1], in [0, 255] or in a range of its own. NaN is black.
    """
    tones = np.nan_to_num(np.asarray(tones, dtype=np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    low, high = np.quantile(tones, [0.001, 0.999]) if tones.size else (0.0, 0.0)
    largest = float(tones.max(initial=0.0))
    top = 1.0 if 0 < largest <= 1 else 2.0 ** np.clip(np.ceil(np.log2(largest + 1)), 8, 16) - 1
    if tones.min(initial=0.0) < 0 or largest > 65535 or 0 < high - low < LEAST_CONTRAST * top:
        bottom, top = low, max(high - low, 1e-12)
    else:
        bottom = 0.0
    return ((tones - bottom) / top * 255).round().clip(0, 255).astype(np.uint8)
