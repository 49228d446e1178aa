"""How much the service takes on, and what it says when it is asked for more."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

from zedo.system.errors import ZedoError


class TooLargeError(Exception):
    """A request beyond a limit: 413."""


class BusyError(Exception):
    """No room in a queue: 503, to be asked again."""


@dataclass(frozen=True)
class Limits:
    """What one request may ask for, and how many may wait.

    Attributes:
        max_batch: Person-frames that are lifted in one call.
        max_delay: Milliseconds that a request waits for others to be lifted with; those that come while a batch is
            lifted are together anyway.
        max_queue: Person-frames that may wait to be lifted; more are refused with 503.
        max_pictures: Pictures that may wait to be searched for people; more are refused with 503.
        max_megabytes: Largest body.
        max_person_frames: Most person-frames of a request.
        max_megapixels: Largest picture.
        timeout: Seconds after which a request is given up with 504.
    """

    max_batch: int = 64
    max_delay: float = 0.0
    max_queue: int = 4096
    max_pictures: int = 16
    max_megabytes: float = 20.0
    max_person_frames: int = 1024
    max_megapixels: float = 50.0
    timeout: float = 30.0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            # 0 milliseconds are a choice: nobody waits for others.
            if not (0 < value < math.inf or (field.name == "max_delay" and value == 0)):
                raise ZedoError(f"{field.name.replace('_', '-')} is {value:g}; a positive number was expected")
        if self.max_queue < self.max_person_frames:
            raise ZedoError(
                f"max-queue is {self.max_queue} person-frames, so that a request of the {self.max_person_frames} "
                "that max-person-frames allows would never be lifted"
            )

    def check_person_frames(self, count: int) -> None:
        """Raises TooLargeError for more person-frames than a request may have."""
        if count > self.max_person_frames:
            raise TooLargeError(f"{count} person-frames; a request may have {self.max_person_frames}")

    def check_picture(self, width: int, height: int) -> None:
        """Raises TooLargeError for a picture of too many pixels."""
        if width * height > 1e6 * self.max_megapixels:
            raise TooLargeError(
                f"a picture of {width} × {height} pixels; one may have {self.max_megapixels:g} million pixels"
            )
