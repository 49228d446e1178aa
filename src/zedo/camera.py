"""Cameras with OpenCV's lens distortion or fisheye: x right, y down, z forward; pixels from the top left corner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import numpy as np
from jaxtyping import Float

from zedo.camera_files import DISTORTION_SIZES, camera_of, read_camera
from zedo.system import heic
from zedo.system.errors import ZedoError
from zedo.system.indexing import Index, person_frames

INTRINSICS = "'fx,fy,cx,cy' in pixels, 'fov=DEGREES' (horizontal)"
GRAMMAR = f"{INTRINSICS}, or a .json or .toml camera file (FILE:NAME for one of several cameras in it)"

WIDEST = float(np.arctan(100.0))
"""Angle between a fisheye's ray and its axis beyond which rays are taken to be there: no plane before the camera shows
what lies beside it."""


@dataclass(frozen=True, eq=False)
class Camera:
    """Intrinsics.

    Attributes:
        matrix: (3, 3), or (N, 3, 3) with one camera a person-frame; pixels.
        distortion: OpenCV coefficients (k1, k2, p1, p2 [, k3 [, k4, k5, k6]]), empty for none; of a fisheye its
            k1, k2, k3, k4.
        fisheye: whether the lens is OpenCV's fisheye (``cv2.fisheye``): an angle θ from the axis is seen at
            θ (1 + k1 θ² + k2 θ⁴ + k3 θ⁶ + k4 θ⁸) from the middle, in focal lengths.

    Raises:
        ZedoError: when the matrix is not [[fx, skew, cx], [0, fy, cy], [0, 0, 1]] with positive finite focal lengths.
    """

    matrix: Float[np.ndarray, "*N 3 3"]
    distortion: tuple[float, ...] = ()
    fisheye: bool = False

    def __post_init__(self) -> None:
        matrix = np.array(self.matrix, dtype=np.float64)
        if matrix.ndim not in (2, 3) or matrix.shape[-2:] != (3, 3):
            raise ZedoError(f"camera matrix has shape {matrix.shape}; (3, 3) or (N, 3, 3) was expected")
        focal = matrix[..., [0, 1], [0, 1]]
        if not np.isfinite(matrix).all() or not (focal > 0).all():
            raise ZedoError("camera matrix must be finite with positive focal lengths fx, fy on its diagonal")
        if not np.allclose(matrix[..., 2, :], [0, 0, 1]) or not np.allclose(matrix[..., 1, 0], 0):
            raise ZedoError("camera matrix must have the form [[fx, skew, cx], [0, fy, cy], [0, 0, 1]]")
        distortion = tuple(float(k) for k in self.distortion)
        if self.fisheye and (len(distortion) != 4 or not np.isfinite(distortion).all()):
            raise ZedoError(f"the fisheye's distortion is {distortion}; OpenCV's k1, k2, k3, k4 were expected, finite")
        elif distortion and (len(distortion) not in DISTORTION_SIZES or not np.isfinite(distortion).all()):
            raise ZedoError(
                f"the distortion is {distortion}; OpenCV's k1, k2, p1, p2 [, k3 [, k4, k5, k6]] were expected, finite"
            )
        matrix.flags.writeable = False
        object.__setattr__(self, "matrix", matrix)
        object.__setattr__(self, "distortion", distortion)

    def __len__(self) -> int:
        if self.matrix.ndim == 2:
            raise TypeError("one camera for all person-frames has no length")
        return len(self.matrix)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Camera]:
        return (self[i] for i in range(len(self)))

    def __getitem__(self, index: Index) -> Camera:
        """The cameras of some person-frames; the one camera of all is that of any."""
        if self.matrix.ndim == 2:
            return self
        return replace(self, matrix=self.matrix[person_frames(index, len(self.matrix))])

    @classmethod
    def concatenate(cls, cameras: Sequence[Camera], counts: Sequence[int]) -> Camera:
        """The camera of the person-frames of several results, one after the other.

        Args:
            counts: person-frames of each.

        Returns:
            One camera for all where that is so, else one a person-frame.

        Raises:
            ZedoError: when there is none, or their lenses differ, of which a camera has one.
        """
        if not cameras or len(cameras) != len(counts):
            raise ZedoError(f"{len(cameras)} cameras and {len(counts)} counts; one each, at least one, was expected")
        first = cameras[0]
        if any(camera.distortion != first.distortion for camera in cameras):
            raise ZedoError("the cameras' distortions differ, of which all person-frames share one")
        if any(camera.fisheye != first.fisheye for camera in cameras):
            raise ZedoError("some of the cameras are fisheyes, but all person-frames share one lens")
        matrices = [camera.matrix for camera in cameras]
        if all(matrix.ndim == 2 and np.array_equal(matrix, first.matrix) for matrix in matrices):
            return first
        each = [np.broadcast_to(matrix, (count, 3, 3)) for matrix, count in zip(matrices, counts, strict=True)]
        return replace(first, matrix=np.concatenate(each))

    @classmethod
    def from_intrinsics(cls, fx: float, fy: float, cx: float, cy: float, distortion: tuple[float, ...] = ()) -> Camera:
        """From focal lengths and principal point in pixels."""
        return cls(np.array([[fx, 0.0, cx], [0.0, fy, cy], [0.0, 0.0, 1.0]]), distortion)

    @classmethod
    def from_fov(cls, degrees: float, image_size: tuple[int, int]) -> Camera:
        """From the horizontal field of view; square pixels, principal point in the middle of (width, height)."""
        if not 0 < degrees < 180:
            raise ZedoError(f"field of view is {degrees:g} degrees; it must lie between 0 and 180")
        width, height = image_size
        focal = width / 2 / np.tan(np.radians(degrees) / 2)
        return cls.from_intrinsics(focal, focal, width / 2, height / 2)

    @classmethod
    def from_file(cls, path: str | Path, image_size: tuple[int, int] | None = None, name: str | None = None) -> Camera:
        """From JSON or TOML with ``fx, fy, cx, cy`` or ``matrix`` (3×3); :mod:`zedo.camera_files` lists the fields.

        Args:
            image_size: (width, height) of the pictures in pixels; a calibration that states another is scaled to it.
            name: of the camera, in a file of several.

        Raises:
            ZedoError: when the file is missing, malformed, or has a field that is not understood.
        """
        path = Path(path)
        found = read_camera(path, image_size, name)
        try:
            return cls(found.matrix, found.distortion, found.fisheye)
        except ValueError as error:
            raise ZedoError(f"{path}: {error}") from None

    @classmethod
    def from_exif(cls, source: str | Path | IO[bytes]) -> Camera:
        """From a photograph's 35 mm equivalent focal length (EXIF ``FocalLengthIn35mmFilm``); a file's path or content.

        The equivalent f35 is that of the same diagonal angle of view on film of 36 mm × 24 mm (CIPA DCG-001), so the
        focal length is f35 · √(W² + H²) / √(36² + 24²) pixels of a W × H image; square pixels, principal point in the
        middle. Cameras round f35 to whole millimetres. A photograph that was cropped afterwards keeps its old f35, and
        the answer is wrong by as much as the diagonal shrank.

        Raises:
            ZedoError: when the file is no image, or does not state the focal length.
        """
        from PIL import ExifTags, Image

        name = str(source) if isinstance(source, str | Path) else "the picture"
        heic.register()  # if it can be
        try:
            with Image.open(source) as image:
                width, height = image.size
                exif = image.getexif()
                sideways = exif.get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8)
                equivalent = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.FocalLengthIn35mmFilm)
        except Exception as error:  # damaged files raise a dozen unrelated types
            raise ZedoError(f"{name}: no image whose EXIF can be read ({error})") from None
        try:
            millimetres = float(equivalent)  # type: ignore[arg-type]
        except (TypeError, ValueError, ZeroDivisionError):
            millimetres = 0.0
        # 0 means unknown (EXIF 2.3, tag A405).
        if not 0 < millimetres < np.inf:
            raise ZedoError(f"{name}: its EXIF does not state the 35 mm equivalent focal length; give {GRAMMAR}")
        focal = millimetres * np.hypot(width, height) / np.hypot(36, 24)
        if sideways:
            width, height = height, width
        return cls.from_intrinsics(focal, focal, width / 2, height / 2)

    @classmethod
    def parse(cls, text: str, image_size: tuple[int, int] | None = None, *, files: bool = True) -> Camera:
        """The ``--camera`` grammar: ``fx,fy,cx,cy`` · ``fov=60`` · a .json or .toml file.

        Args:
            image_size: (width, height) in pixels, needed by ``fov=``.
            files: False refuses file names, for text that is not the user's own.
        """
        if text.startswith("fov="):
            try:
                degrees = float(text.removeprefix("fov="))
            except ValueError:
                raise ZedoError(
                    f"camera {text!r}: the field of view must be a number of degrees, such as fov=60"
                ) from None
            if image_size is None:
                raise ZedoError(
                    f"camera {text!r} needs the image's size, and the keypoint file does not give it; "
                    "add --image-size WIDTH,HEIGHT"
                )
            return cls.from_fov(degrees, image_size)
        if files and text.lower().endswith((".json", ".toml")):
            return cls.from_file(text, image_size)
        before, _, name = text.rpartition(":")
        if files and before.lower().endswith((".json", ".toml")):
            return cls.from_file(before, image_size, name)
        try:
            fx, fy, cx, cy = (float(part) for part in text.split(","))
        except ValueError:
            grammar = GRAMMAR if files else INTRINSICS
            degrees = f"; fov={text} is a field of view of so many degrees" if _is_number(text) else ""
            raise ZedoError(f"camera {text!r} is not understood; give {grammar}{degrees}") from None
        return cls.from_intrinsics(fx, fy, cx, cy)

    def resized(self, factor: float) -> Camera:
        """The camera of the same picture scaled by ``factor``, which keeps the lens' distortion."""
        matrix = self.matrix.copy()
        matrix[..., :2, :] *= factor
        return replace(self, matrix=matrix)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form that pose files carry; :meth:`from_dict` reads it."""
        lens = {"fisheye": True} if self.fisheye else {}
        return {"matrix": self.matrix.tolist(), "distortion": list(self.distortion), **lens}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any], image_size: tuple[int, int] | None = None) -> Camera:
        """From the fields of a camera file, see :mod:`zedo.camera_files`.

        Args:
            image_size: as of :meth:`from_file`.

        Raises:
            ZedoError: when a field is missing, malformed or not understood.
        """
        found = camera_of(fields, image_size)
        return cls(found.matrix, found.distortion, found.fisheye)

    def normalise(self, uv: Float[np.ndarray, "N J 2"]) -> Float[np.ndarray, "N J 2"]:
        """Pixels to undistorted image-plane coordinates (x / z, y / z); NaN stays NaN."""
        matrix = self._per_point(uv)
        y = (uv[..., 1] - matrix[..., 1, 2]) / matrix[..., 1, 1]
        x = (uv[..., 0] - matrix[..., 0, 2] - matrix[..., 0, 1] * y) / matrix[..., 0, 0]
        plane = np.stack([x, y], axis=-1)
        if self.fisheye:
            return self._unbend(plane)
        return self._undistort(plane) if self.distortion else plane

    def rays(self, uv: Float[np.ndarray, "N J 2"]) -> Float[np.ndarray, "N J 3"]:
        """Unit rays r̂ = K⁻¹p / |K⁻¹p| of pixels (paper Eq. 3), lens distortion undone; NaN stays NaN."""
        plane = self.normalise(uv)
        rays = np.concatenate([plane, np.ones_like(plane[..., :1])], axis=-1)
        return rays / np.linalg.norm(rays, axis=-1, keepdims=True)

    def project(self, points: Float[np.ndarray, "*S N J 3"]) -> Float[np.ndarray, "*S N J 2"]:
        """Camera-frame points in metres to pixels; points with z ≤ 0 give NaN."""
        depth = np.where(points[..., 2:] > 0, points[..., 2:], np.nan)
        plane = points[..., :2] / depth
        if self.fisheye:
            plane = self._bend(plane)
        elif self.distortion:
            plane = self._distort(plane)
        x, y = plane[..., 0], plane[..., 1]
        matrix = self._per_point(plane)
        u = matrix[..., 0, 0] * x + matrix[..., 0, 1] * y + matrix[..., 0, 2]
        return np.stack([u, matrix[..., 1, 1] * y + matrix[..., 1, 2]], axis=-1)

    def _per_point(self, points: np.ndarray) -> np.ndarray:
        """The matrix with a joint axis, so that it broadcasts against (..., N, J)."""
        if self.matrix.ndim == 2:
            return self.matrix
        if points.ndim < 3 or points.shape[-3] != len(self.matrix):
            raise ZedoError(
                f"{len(self.matrix)} camera matrices for points of shape {points.shape}; "
                "one a person-frame was expected"
            )
        return self.matrix[:, None]

    def _distort(self, plane: np.ndarray) -> np.ndarray:
        """OpenCV's radial and tangential model (camera calibration documentation, "Detailed Description")."""
        k1, k2, p1, p2, k3, k4, k5, k6 = (*self.distortion, 0.0, 0.0, 0.0, 0.0)[:8]
        x, y = plane[..., 0], plane[..., 1]
        r2 = x * x + y * y
        radial = (1 + r2 * (k1 + r2 * (k2 + r2 * k3))) / (1 + r2 * (k4 + r2 * (k5 + r2 * k6)))
        return np.stack(
            [
                x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x * x),
                y * radial + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y,
            ],
            axis=-1,
        )

    def _undistort(self, plane: np.ndarray) -> np.ndarray:
        """Newton's method on the distortion with a numerical Jacobian; converges wherever the model is one-to-one."""
        target, point, step = plane, plane.copy(), 1e-6
        along_x, along_y = np.array([step, 0.0]), np.array([0.0, step])
        for _ in range(20):
            error = self._distort(point) - target
            if not (np.nan_to_num(np.abs(error)) > 1e-12).any():
                break
            dx = (self._distort(point + along_x) - self._distort(point - along_x)) / (2 * step)
            dy = (self._distort(point + along_y) - self._distort(point - along_y)) / (2 * step)
            determinant = dx[..., 0] * dy[..., 1] - dx[..., 1] * dy[..., 0]
            point = point - np.stack(
                [
                    (dy[..., 1] * error[..., 0] - dy[..., 0] * error[..., 1]) / determinant,
                    (dx[..., 0] * error[..., 1] - dx[..., 1] * error[..., 0]) / determinant,
                ],
                axis=-1,
            )
        return point

    def _bend(self, plane: np.ndarray) -> np.ndarray:
        """OpenCV's fisheye model (``cv2.fisheye``, "Detailed Description")."""
        tangent = np.linalg.norm(plane, axis=-1, keepdims=True)
        bent = self._bent(np.arctan(tangent))
        return plane * np.where(tangent > 1e-12, bent / np.maximum(tangent, 1e-12), 1.0)

    def _bent(self, angle: np.ndarray) -> np.ndarray:
        k1, k2, k3, k4 = self.distortion
        square = angle**2
        return angle * (1 + square * (k1 + square * (k2 + square * (k3 + square * k4))))

    def _unbend(self, plane: np.ndarray) -> np.ndarray:
        """The inverse of :meth:`_bend` by bisection, up to where the model turns back, or to :data:`WIDEST`."""
        radius = np.linalg.norm(plane, axis=-1, keepdims=True)
        angles = np.linspace(0.0, WIDEST, 2000)
        rising = np.diff(self._bent(angles)) > 0
        most = angles[-1] if rising.all() else angles[int(np.argmin(rising))]
        low, high = np.zeros_like(radius), np.full_like(radius, most)
        for _ in range(60):
            middle = (low + high) / 2
            nearer = self._bent(middle) < radius
            low, high = np.where(nearer, middle, low), np.where(nearer, high, middle)
        factor = np.where(radius > 1e-12, np.tan((low + high) / 2) / np.maximum(radius, 1e-12), 1.0)
        return plane * factor


def _is_number(text: str) -> bool:
    try:
        return bool(np.isfinite(float(text)))
    except ValueError:
        return False
