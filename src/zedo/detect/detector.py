"""What a 2D detector is, and which one a name means."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from jaxtyping import UInt8

from zedo.body.skeleton import Skeleton
from zedo.detect.detections import Detections
from zedo.system.errors import ZedoError

GRAMMAR = "movenet, mediapipe:FILE.task, rtmlib:FILE.onnx, ultralytics:FILE.pt, or your own as MODULE:OBJECT"

OF_FILES = ("mediapipe", "rtmlib", "ultralytics")
"""Detectors that need the file of a model, which follows a colon."""


_MODULE = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")


class Detector(Protocol):
    """Finds the people in a picture.

    Attributes:
        skeleton: what the J joints are.
    """

    skeleton: Skeleton

    def __call__(self, image: UInt8[np.ndarray, "H W 3"], expected: Detections | None = None) -> Detections:
        """People in an RGB picture.

        Args:
            expected: where a tracker expects people to be; a detector that looks at crops can look there too.
        """
        ...


def load_detector(name: str, people: int | None = None) -> Detector:
    """The detector that ``name`` means: ``movenet``, or ``mediapipe:``, ``rtmlib:``, ``ultralytics:`` with your file.

    ``module:object`` is your own: a :class:`Detector`, or what makes one when it is called without an argument, such as
    its class. Modules are found where Python finds them, and in the current folder.

    Args:
        people: at most so many are wanted, where a detector has to know that beforehand.

    Raises:
        ZedoError: when there is no such detector, its file is missing or no model of it, or its package is missing.
    """
    kind, _, file = name.partition(":")
    if kind not in ("movenet", *OF_FILES) and _MODULE.fullmatch(kind) and file.isidentifier():
        return _imported(kind, file)
    if kind not in ("movenet", *OF_FILES) or (kind == "movenet") != (file == ""):
        raise ZedoError(f"detector {name!r} is unknown; it is {GRAMMAR}")
    if kind == "movenet":
        from zedo.detect.movenet import MoveNet

        return MoveNet()
    path = Path(file)
    if not path.is_file():
        raise ZedoError(f"{path}: no such file; the detector {kind} needs the file of a model")
    try:
        match kind:
            case "mediapipe":
                from zedo.detect.mediapipe import MediaPipe

                return MediaPipe(path, people)
            case "rtmlib":
                from zedo.detect.rtmlib import RTMPose

                return RTMPose(path)
            case _:
                from zedo.detect.ultralytics import Yolo

                return Yolo(path)
    except ImportError as error:  # also a package that is there but cannot load one of its libraries
        raise ZedoError(
            f"the detector {kind} needs the package {error.name or kind}: pip install 'zedo[{kind}]' ({error})"
        ) from None


def detector_file(name: str) -> Path | None:
    """The file of the model that a detector's name tells; None where it tells none."""
    kind, _, file = name.partition(":")
    return Path(file) if kind in OF_FILES else None


def _imported(module: str, name: str) -> Detector:
    """The detector ``name`` of a module."""
    here = str(Path.cwd())
    sys.path.insert(0, here)  # a script beside the user's files is no installed package
    try:
        found: Any = getattr(importlib.import_module(module), name)
    except ModuleNotFoundError as error:
        if error.name and module.startswith(error.name):
            raise ZedoError(
                f"detector '{module}:{name}' is unknown, for there is no such module; it is {GRAMMAR}"
            ) from None
        raise ZedoError(f"detector '{module}:{name}': the module needs {error.name}, which is not installed") from None
    except AttributeError:
        raise ZedoError(f"detector '{module}:{name}': the module has no {name!r}") from None
    finally:
        sys.path.remove(here)
    if isinstance(found, type) or not hasattr(found, "skeleton"):
        found = found() if callable(found) else found
    if not callable(found) or not isinstance(getattr(found, "skeleton", None), Skeleton):
        raise ZedoError(
            f"detector '{module}:{name}': is no detector, which has a skeleton and is called with a picture "
            "(zedo.detect.detector.Detector)"
        )
    return found  # type: ignore[return-value]
