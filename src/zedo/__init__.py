"""zedo: 2D human keypoints to metric 3D poses by diffusion-guided optimisation (ZeDO, WACV 2024)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zedo.body.skeleton import Skeleton
from zedo.camera import Camera
from zedo.poses import Keypoints2D, Poses3D
from zedo.system.errors import ZedoError
from zedo.system.offline import apply_settings

if TYPE_CHECKING:
    from zedo.detect.people import detect_people
    from zedo.io.keypoints import read_keypoints, write_keypoints
    from zedo.optimise.lifter import Lifter
    from zedo.optimise.presets import Preset
    from zedo.pipeline import lift, lift_video
    from zedo.prior.checkpoint import load_prior
    from zedo.prior.prior import Prior

    __version__: str

__all__ = [
    "Camera",
    "Keypoints2D",
    "Lifter",
    "Poses3D",
    "Preset",
    "Prior",
    "Skeleton",
    "ZedoError",
    "__version__",
    "detect_people",
    "lift",
    "lift_video",
    "load_prior",
    "read_keypoints",
    "write_keypoints",
]

apply_settings()

# Loaded when first used: torch, which most of them need, takes seconds to import.
_LAZY = {
    "Lifter": "zedo.optimise.lifter",
    "Preset": "zedo.optimise.presets",
    "Prior": "zedo.prior.prior",
    "detect_people": "zedo.detect.people",
    "lift": "zedo.pipeline",
    "lift_video": "zedo.pipeline",
    "load_prior": "zedo.prior.checkpoint",
    "read_keypoints": "zedo.io.keypoints",
    "write_keypoints": "zedo.io.keypoints",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    if name == "__version__":
        from importlib.metadata import version

        return version("zedo")
    raise AttributeError(f"module 'zedo' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
