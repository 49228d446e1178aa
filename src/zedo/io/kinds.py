"""Whether what a user gives is pictures or keypoints."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from zedo.io import folders, hdf5
from zedo.io.json_values import UTF_16
from zedo.io.keypoints import OTHERS
from zedo.system.errors import ZedoError


def holds_pictures(path: Path) -> bool:
    """Whether a file or folder is a picture, a video or pictures, not keypoints: by content, and by name if it is text.

    A text that is named like a video is taken for a broken video, not for keypoints; what is neither, such as an
    archive, for keypoints, whose reader says what it is.

    Raises:
        ZedoError: when there is no such file or folder.
    """
    if not path.exists():
        raise ZedoError(f"{path}: no such file or folder{as_address(str(path))}")
    if path.is_dir():
        return not folders.holds_keypoints(path)
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((b"PK", b"\x93NUMPY", hdf5.SIGNATURE, *OTHERS)):
        return False
    kind = (mimetypes.guess_type(path.name)[0] or "").split("/")[0]
    if head.startswith(UTF_16) and kind not in ("video", "image"):
        return False
    return b"\0" in head or kind in ("video", "image")


def as_address(text: str) -> str:
    """What to do where a path was meant as an address; a path has lost one of its slashes."""
    scheme = text.partition(":")[0].lower()
    return "; zedo opens no addresses, so download it and give the file" if scheme in ADDRESSES and ":" in text else ""


ADDRESSES = {"http", "https", "ftp", "rtsp", "rtmp", "s3", "gs"}
"""What addresses begin with, before a colon."""
