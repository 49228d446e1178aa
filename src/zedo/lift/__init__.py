"""The optimiser (paper §3.2-3.3, Algorithm 1): anchors, initial pose, translation, projection and the loop.

The package is itself callable: ``zedo.lift(keypoints, camera)`` is :func:`zedo.lift.lifter.lift`. Python binds the name
of an imported subpackage in its parent, so a function of the same name would vanish with the first import from here.
"""

from __future__ import annotations

import sys
import types
from typing import Any


class _CallablePackage(types.ModuleType):
    def __call__(self, *args: Any, **options: Any) -> Any:
        from zedo.lift.lifter import lift

        return lift(*args, **options)


sys.modules[__name__].__class__ = _CallablePackage
