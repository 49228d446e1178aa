"""What frames come from, whether images, videos or webcams."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from jaxtyping import UInt8

Picture = UInt8[np.ndarray, "H W 3"]


@dataclass(frozen=True)
class Frame:
    """One picture of a source.

    Attributes:
        index: 0, 1, … from the beginning of the source.
        time: seconds; NaN for a photograph.
        load: decodes the picture. It may be asked only until the next frame is taken.
    """

    index: int
    time: float
    load: Callable[[], Picture]


class Frames(Protocol):
    """A source of frames. Iterating reads it from its beginning; one frame at a time is in memory."""

    @property
    def name(self) -> str:
        """What messages call it."""
        ...

    @property
    def stills(self) -> bool:
        """Whether its frames are unrelated photographs, not a clip."""
        ...

    @property
    def live(self) -> bool:
        """Whether it comes from a camera, so that it has no end and cannot be read again."""
        ...

    @property
    def count(self) -> int | None:
        """Estimated number of frames, None when unknown."""
        ...

    @property
    def duration(self) -> float:
        """Estimated seconds, NaN for photographs and when unknown."""
        ...

    def __iter__(self) -> Iterator[Frame]: ...

    def since(self, start: float) -> Iterator[Frame]:
        """Frames from ``start`` seconds on, all of photographs."""
        ...
