"""What an interrupted detection has found so far, on disk, so that the next call need not find it again."""

from __future__ import annotations

import json
import math
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from zedo.detect.detections import Detections
from zedo.system.errors import ZedoError


class Journal:
    """A file of JSON lines: what the work is, then one line a frame with the people in it.

    Args:
        path: where it is; an existing file is gone on with if it is of the same work, and replaced otherwise.
        work: describes the work; everything that changes what is found in a frame must be in it.

    Attributes:
        path: where it is.
        taken: frames that were known from before.

    Raises:
        ZedoError: when the file cannot be written.
    """

    def __init__(self, path: Path, work: dict[str, Any]) -> None:
        self.path = path
        head = (json.dumps({"zedo": version("zedo"), **work}) + "\n").encode()
        try:
            self._file = path.open("r+b") if path.exists() else path.open("w+b")
            self._reading = self._file.readline() == head
            if not self._reading:
                self._restart_at(0)
                self._file.write(head)
                self._file.flush()
        except OSError as error:
            raise ZedoError(f"{path}: cannot be written ({error.strerror})") from None
        self.taken = 0
        self._worth = self._reading

    def take(self, frame: int, joints: int) -> tuple[tuple[int, int], Detections] | None:
        """The picture's (width, height) and the people of the next frame, if the journal holds that frame next."""
        if not self._reading:
            return None
        start = self._file.tell()
        line = self._file.readline()
        try:
            # An interrupted write leaves a line without its end.
            entry = json.loads(line) if line.endswith(b"\n") else {}
            if entry.get("frame") == frame:
                people = np.array(entry["people"], dtype=np.float64).reshape(-1, joints, 3)
                self.taken += 1
                return tuple(entry["size"]), Detections(people[..., :2], np.nan_to_num(people[..., 2]))
        except (ValueError, KeyError, TypeError, AttributeError):
            pass
        self._reading = False
        self._restart_at(start)
        return None

    def add(self, frame: int, size: tuple[int, int], people: Detections) -> None:
        """Append the people of a frame."""
        points = np.concatenate([people.uv, people.confidence[..., None]], axis=-1)
        values = [None if math.isnan(value) else value for value in points.ravel().tolist()]
        self._worth |= len(people) > 0
        self._file.write((json.dumps({"frame": frame, "size": size, "people": values}) + "\n").encode())
        self._file.flush()

    def close(self) -> None:
        """Leave the file for the next call, unless nobody is in it."""
        self._file.close()
        if not self._worth:
            self.path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Delete the file: the work is done."""
        self._worth = False
        self.close()

    def _restart_at(self, position: int) -> None:
        self._file.seek(position)
        self._file.truncate()


def describe_files(*files: Path) -> list[tuple[str, int, int]]:
    """Tells files from what will be there when they have changed: path, size, time of change."""
    return [(str(file.resolve()), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
