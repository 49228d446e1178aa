"""Validated containers of 2D keypoints and 3D poses. N counts person-frames; clips may be ragged."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float, Int

from zedo.body.skeleton import Rule, Skeleton, joint_map
from zedo.camera import Camera
from zedo.system.errors import ZedoError
from zedo.system.files import read_npz, write_whole, written_whole
from zedo.system.indexing import Index, person_frames

POSES_FORMAT = "zedo-poses-1"

MIN_VISIBLE_JOINTS = 3
"""Fewer rays than this do not fix where a pose is; such person-frames come back as NaN."""

NEED = f"{MIN_VISIBLE_JOINTS} visible joints in different places"
"""What a person-frame must have to be lifted."""


def _index(values: Any, count: int, what: str, dtype: type) -> np.ndarray:
    array = np.asarray(values)
    if array.shape != (count,):
        raise ZedoError(f"'{what}' has shape {array.shape}; one value a person-frame was expected, shape ({count},)")
    if array.dtype.kind not in "fiu" or np.isinf(array).any():
        raise ZedoError(f"'{what}' must be finite numbers")
    # From 2^53 a float no longer tells whole numbers apart.
    whole = array.dtype.kind != "f" or ((array == np.round(array)) & (np.abs(array) < 2**53)).all()
    if dtype is np.int64 and not whole:
        raise ZedoError(f"'{what}' must be whole numbers")
    return array.astype(dtype)


def _freeze(*arrays: np.ndarray) -> None:
    for array in arrays:
        array.flags.writeable = False


def _people(rows: Keypoints2D | Poses3D) -> str:
    """How many people in how many frames, and in what time."""
    people, frames = len(np.unique(rows.person)), len(np.unique(rows.frame))
    seconds = np.ptp(rows.time) if len(rows) and np.isfinite(rows.time).all() else 0.0
    text = f"{people} {'person' if people == 1 else 'people'} in {frames} frame{'' if frames == 1 else 's'}"
    return text + (f" of {seconds:.1f} s" if seconds else "")


def _one_skeleton(parts: Sequence[Keypoints2D] | Sequence[Poses3D]) -> Skeleton:
    if not parts:
        raise ZedoError("there is nothing to put together")
    if names := {part.skeleton.name for part in parts if part.skeleton != parts[0].skeleton}:
        raise ZedoError(f"the skeletons differ: {parts[0].skeleton.name} and {', '.join(sorted(names))}")
    return parts[0].skeleton


@dataclass(frozen=True, eq=False, repr=False)
class Keypoints2D:
    """2D keypoints of people in frames.

    Attributes:
        uv: (N, J, 2) pixels, origin at the top left corner; NaN where ``confidence`` is 0.
        confidence: (N, J) in [0, 1]; exactly 0 means missing.
        skeleton: what the J joints are.
        frame: (N,) frame number; defaults to 0 … N-1.
        time: (N,) seconds; defaults to NaN (unknown).
        person: (N,) identity; defaults to 0.
        image_size: (width, height) in pixels, or None when unknown.

    Raises:
        ZedoError: on a wrong shape, a NaN coordinate of a visible joint, or a confidence outside [0, 1].
    """

    uv: Float[np.ndarray, "N J 2"]
    confidence: Float[np.ndarray, "N J"]
    skeleton: Skeleton
    frame: Int[np.ndarray, " N"] = field(default=None)  # type: ignore[assignment]
    time: Float[np.ndarray, " N"] = field(default=None)  # type: ignore[assignment]
    person: Int[np.ndarray, " N"] = field(default=None)  # type: ignore[assignment]
    image_size: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        uv, confidence = np.array(self.uv, dtype=np.float64), np.array(self.confidence, dtype=np.float64)
        joints = len(self.skeleton)
        if uv.ndim != 3 or uv.shape[1:] != (joints, 2):
            raise ZedoError(
                f"2D keypoints have shape {uv.shape}; skeleton {self.skeleton.name!r} has {joints} joints, "
                f"so (N, {joints}, 2) was expected"
            )
        count = len(uv)
        if confidence.shape != (count, joints):
            raise ZedoError(f"confidence has shape {confidence.shape}; ({count}, {joints}) was expected")
        if not ((confidence >= 0) & (confidence <= 1)).all():
            at = np.argwhere(~((confidence >= 0) & (confidence <= 1)))[0]
            raise ZedoError(
                f"confidence of person-frame {at[0]}, joint {self.skeleton.joints[at[1]]} is "
                f"{confidence[tuple(at)]:g}; it must lie in [0, 1]"
            )
        bad = ~np.isfinite(uv).all(axis=-1) & (confidence > 0)
        if bad.any():
            at = np.argwhere(bad)[0]
            raise ZedoError(
                f"person-frame {at[0]}, joint {self.skeleton.joints[at[1]]} has no finite position (NaN or infinite) "
                f"but confidence {confidence[tuple(at)]:g}; a missing joint has confidence 0"
            )
        uv[confidence == 0] = np.nan
        frame = _index(np.arange(count) if self.frame is None else self.frame, count, "frame", np.int64)
        time = _index(np.full(count, np.nan) if self.time is None else self.time, count, "time", np.float64)
        person = _index(np.zeros(count) if self.person is None else self.person, count, "person", np.int64)
        pairs = np.stack([frame, person], axis=1)
        if len(np.unique(pairs, axis=0)) != count:
            values, counts = np.unique(pairs, axis=0, return_counts=True)
            twice = values[counts > 1][0]
            raise ZedoError(f"person {twice[1]} occurs twice in frame {twice[0]}; each person occurs once a frame")
        if self.image_size is not None:
            size = tuple(self.image_size)
            if len(size) != 2 or not all(float(s).is_integer() and s > 0 for s in size):
                raise ZedoError(
                    f"image size is {self.image_size}; (width, height) in whole positive pixels was expected"
                )
            object.__setattr__(self, "image_size", (int(size[0]), int(size[1])))
        _freeze(uv, confidence, frame, time, person)
        for name, value in (
            ("uv", uv), ("confidence", confidence), ("frame", frame), ("time", time), ("person", person),
        ):  # fmt: skip
            object.__setattr__(self, name, value)

    def __len__(self) -> int:
        return len(self.uv)

    def __repr__(self) -> str:
        size = "" if self.image_size is None else f", {self.image_size[0]}×{self.image_size[1]} px"
        return f"Keypoints2D({_people(self)}, {self.skeleton.name}{size})"

    def __getitem__(self, index: Index) -> Keypoints2D:
        """Some of the person-frames: by number, slice, mask or an array of numbers.

        Examples:
            >>> keypoints[keypoints.person == 0]
        """
        rows = person_frames(index, len(self))
        return replace(
            self,
            uv=self.uv[rows],
            confidence=self.confidence[rows],
            frame=self.frame[rows],
            time=self.time[rows],
            person=self.person[rows],
        )

    @classmethod
    def concatenate(cls, parts: Sequence[Keypoints2D]) -> Keypoints2D:
        """The person-frames of several, one after the other; the image's size is unknown where theirs differ.

        Raises:
            ZedoError: when there is none, their skeletons differ, or a person would occur twice in a frame.
        """
        skeleton = _one_skeleton(parts)
        sizes = {part.image_size for part in parts}
        return cls(
            **{
                name: np.concatenate([getattr(part, name) for part in parts])
                for name in ("uv", "confidence", "frame", "time", "person")
            },
            skeleton=skeleton,
            image_size=sizes.pop() if len(sizes) == 1 else None,
        )

    def to(self, skeleton: Skeleton, rule: Rule = "mhformer") -> Keypoints2D:
        """The same people as another skeleton's joints; see :func:`zedo.body.skeleton.joint_map` for ``rule``."""
        if skeleton == self.skeleton:
            return self
        mapping = joint_map(self.skeleton, skeleton, rule)
        return Keypoints2D(
            uv=mapping.positions(self.uv),
            confidence=mapping.confidence(self.confidence),
            skeleton=skeleton,
            frame=self.frame,
            time=self.time,
            person=self.person,
            image_size=self.image_size,
        )


@dataclass(frozen=True, eq=False, repr=False)
class Poses3D:
    """3D poses in the camera's frame (x right, y down, z forward), metres. Hypotheses come first, the answer is 0.

    Attributes:
        joints: (S, N, J, 3) relative to the pelvis (the origin of ``skeleton``).
        translation: (S, N, 3) of that origin.
        reprojection_error: (S, N) pixels, mean over the visible joints; NaN where no joint is visible.
        skeleton: what the J joints are.
        frame, time, person: (N,) as in :class:`Keypoints2D`.
        camera: the camera they were lifted with.
        provenance: zedo's version, the prior's hash, preset, seed and settings.
        uncertainty: (N, J) metres, or None: the radius around the answer's joint, relative to the pelvis, that holds
            the true joint in 68 of 100 cases (:mod:`zedo.optimise.uncertainty`).
    """

    joints: Float[np.ndarray, "S N J 3"]
    translation: Float[np.ndarray, "S N 3"]
    reprojection_error: Float[np.ndarray, "S N"]
    skeleton: Skeleton
    frame: Int[np.ndarray, " N"]
    time: Float[np.ndarray, " N"]
    person: Int[np.ndarray, " N"]
    camera: Camera
    provenance: Mapping[str, Any] = field(default_factory=dict)
    uncertainty: Float[np.ndarray, "N J"] | None = None

    def __post_init__(self) -> None:
        joints = np.array(self.joints, dtype=np.float32)
        if joints.ndim != 4 or joints.shape[2:] != (len(self.skeleton), 3):
            raise ZedoError(
                f"3D joints have shape {joints.shape}; "
                f"(hypotheses, person-frames, {len(self.skeleton)}, 3) was expected"
            )
        hypotheses, count = joints.shape[:2]
        translation = np.array(self.translation, dtype=np.float32)
        if translation.shape != (hypotheses, count, 3):
            raise ZedoError(f"translation has shape {translation.shape}; ({hypotheses}, {count}, 3) was expected")
        error = np.array(self.reprojection_error, dtype=np.float32)
        if error.shape != (hypotheses, count):
            raise ZedoError(f"reprojection_error has shape {error.shape}; ({hypotheses}, {count}) was expected")
        frame = _index(self.frame, count, "frame", np.int64)
        time = _index(self.time, count, "time", np.float64)
        person = _index(self.person, count, "person", np.int64)
        if self.uncertainty is not None:
            uncertainty = np.array(self.uncertainty, dtype=np.float32)
            if uncertainty.shape != joints.shape[1:3]:
                raise ZedoError(f"uncertainty has shape {uncertainty.shape}; {joints.shape[1:3]} was expected")
            _freeze(uncertainty)
            object.__setattr__(self, "uncertainty", uncertainty)
        _freeze(joints, translation, error, frame, time, person)
        for name, value in (
            ("joints", joints), ("translation", translation), ("reprojection_error", error),
            ("frame", frame), ("time", time), ("person", person),
        ):  # fmt: skip
            object.__setattr__(self, name, value)

    def __len__(self) -> int:
        return self.joints.shape[1]

    def __repr__(self) -> str:
        several = f", {self.hypotheses} hypotheses" if self.hypotheses > 1 else ""
        return f"Poses3D({_people(self)}, {self.skeleton.name}{several})"

    def __getitem__(self, index: Index) -> Poses3D:
        """Some of the person-frames, with all their hypotheses: by number, slice, mask or an array of numbers.

        Examples:
            >>> poses[poses.person == 0]
        """
        rows = person_frames(index, len(self))
        return replace(
            self,
            joints=self.joints[:, rows],
            translation=self.translation[:, rows],
            reprojection_error=self.reprojection_error[:, rows],
            frame=self.frame[rows],
            time=self.time[rows],
            person=self.person[rows],
            camera=self.camera[rows],
            uncertainty=None if self.uncertainty is None else self.uncertainty[rows],
        )

    @classmethod
    def concatenate(cls, parts: Sequence[Poses3D]) -> Poses3D:
        """The person-frames of several, one after the other; the provenance is what all of them agree about.

        Raises:
            ZedoError: when there is none, or their skeletons, numbers of hypotheses or distortions differ, or some
                have an uncertainty and some have none.
        """
        skeleton = _one_skeleton(parts)
        if len({part.hypotheses for part in parts}) > 1:
            raise ZedoError("the poses have different numbers of hypotheses")
        if len({part.uncertainty is None for part in parts}) > 1:
            raise ZedoError("some of the poses have an uncertainty, and some have none")
        known = parts[0].provenance

        def joined(name: str, axis: int) -> np.ndarray:
            return np.concatenate([getattr(part, name) for part in parts], axis=axis)

        return cls(
            **{name: joined(name, 1) for name in ("joints", "translation", "reprojection_error")},
            **{name: joined(name, 0) for name in ("frame", "time", "person")},
            skeleton=skeleton,
            camera=Camera.concatenate([part.camera for part in parts], [len(part) for part in parts]),
            provenance={
                name: value
                for name, value in known.items()
                if all(name in part.provenance and part.provenance[name] == value for part in parts)
            },
            uncertainty=None if parts[0].uncertainty is None else joined("uncertainty", 0),
        )

    @property
    def hypotheses(self) -> int:
        """S, the number of answers a person-frame."""
        return self.joints.shape[0]

    @property
    def positions(self) -> Float[np.ndarray, "S N J 3"]:
        """Joints in the camera's frame: ``joints`` + ``translation``, metres."""
        return self.joints + self.translation[:, :, None]

    def save(self, path: str | Path) -> None:
        """Write ``.npz`` or ``.json`` (the suffix decides), whole or not at all. Fields: docs/formats.md."""
        path = Path(path)
        match path.suffix.lower():
            case ".npz":
                with written_whole(path) as aside:
                    arrays = {"about": np.array(json.dumps(self._about())), **self._arrays()}
                    np.savez_compressed(aside, **arrays)  # type: ignore[arg-type]
            case ".json":
                write_whole(path, self.to_json().encode())
            case suffix:
                raise ZedoError(f"{path}: poses are written as .npz or .json, not {suffix or 'without a suffix'}")

    def to_json(self) -> str:
        """The text of the ``.json`` that :meth:`save` writes; NaN, and what is infinite, becomes null."""
        lists = {name: _json_ready(array) for name, array in self._arrays().items()}
        return json.dumps({**self._about(), **lists}, allow_nan=False) + "\n"

    def _about(self) -> dict[str, Any]:
        return {
            "format": POSES_FORMAT,
            "skeleton": self.skeleton.to_dict(),
            "camera": self.camera.to_dict(),
            "provenance": dict(self.provenance),
        }

    def _arrays(self) -> dict[str, np.ndarray]:
        arrays = {
            "joints": self.joints,
            "translation": self.translation,
            "reprojection_error": self.reprojection_error,
            "frame": self.frame,
            "time": self.time,
            "person": self.person,
        }
        if self.uncertainty is not None:
            arrays["uncertainty"] = self.uncertainty
        return arrays

    @classmethod
    def load(cls, path: str | Path) -> Poses3D:
        """Read what :meth:`save` wrote; raises ZedoError for anything else."""
        path = Path(path)
        names = ("joints", "translation", "reprojection_error", "frame", "time", "person")
        stored = None if path.suffix.lower() == ".json" else read_npz(path)
        try:
            if stored is None:
                about = json.loads(path.read_text(encoding="utf-8"))
                names += ("uncertainty",) if "uncertainty" in about else ()
                arrays = {name: np.array(about[name], dtype=np.float64) for name in names}
            else:
                about = json.loads(str(stored["about"]))
                names += ("uncertainty",) if "uncertainty" in stored else ()
                arrays = {name: stored[name] for name in names}
            if about["format"] != POSES_FORMAT:
                raise ZedoError(f"'format' is {about['format']!r} instead of {POSES_FORMAT!r}")
            skeleton, camera = Skeleton.from_dict(about["skeleton"]), Camera.from_dict(about["camera"])
            return cls(**arrays, skeleton=skeleton, camera=camera, provenance=about.get("provenance", {}))
        except FileNotFoundError:
            raise ZedoError(f"{path}: no such file") from None
        except Exception as error:  # json, numpy and key errors: one meaning for the user
            raise ZedoError(f"{path}: not a pose file of zedo (.npz or .json of `zedo lift`): {error}") from None


LARGEST_TANGENT = 100.0
"""Of the angle between a ray and the optical axis, 89.4 degrees: no image shows what is farther to the side."""

FARTHEST = 1e6
"""Pixels; a joint that is farther from its keypoint than any image is wide counts as so far away."""


def reprojection_error(
    positions: Float[np.ndarray, "S N J 3"], keypoints: Keypoints2D, camera: Camera
) -> Float[np.ndarray, "S N"]:
    """Mean distance in pixels between projected and given keypoints over the visible joints; NaN without any.

    A joint behind the camera has no image; it counts as if at :data:`LARGEST_TANGENT`, which makes the error large.
    """
    points = positions.astype(np.float64)
    least = np.linalg.norm(points, axis=-1) / LARGEST_TANGENT
    points[..., 2] = np.maximum(points[..., 2], np.maximum(least, np.finfo(np.float32).tiny))
    with np.errstate(over="ignore", invalid="ignore"):  # of the distortion far away, and of absurd keypoints
        distance = np.linalg.norm(camera.project(points) - keypoints.uv, axis=-1)
    lifted = np.isfinite(points).all(axis=-1)
    distance = np.where(lifted, np.fmin(distance, FARTHEST), np.nan)
    visible = keypoints.confidence > 0
    total = np.where(visible, distance, 0.0).sum(axis=-1)
    return total / np.where(visible.any(axis=-1), visible.sum(axis=-1), np.nan)


FARTHEST_PERSON, NEAREST_PERSON = 1000.0, 0.05
"""Metres from the camera at which nobody is filmed."""

SPAN = 1.2
"""Metres that a person spans in the image, standing, sitting or lying, within a factor of three."""


def require_plausible(keypoints: Keypoints2D, camera: Camera) -> None:
    """Raise ZedoError where keypoints and camera cannot belong together, by how far away people would then be.

    Keypoints in shares of the image, or a focal length in millimetres, give poses that reproject perfectly, kilometres
    away.
    """
    with np.errstate(all="ignore"):
        plane = camera.normalise(keypoints.uv)
    seen = (keypoints.confidence > 0) & np.isfinite(plane).all(axis=-1)
    enough = seen.sum(axis=1) >= 4
    if not enough.any():
        return
    placed = np.where(seen[..., None], plane, np.nan)[enough]
    pixels = np.where(seen[..., None], keypoints.uv, np.nan)[enough]
    spans = (np.nanmax(placed, axis=1) - np.nanmin(placed, axis=1)).max(axis=1)
    size = float(np.median((np.nanmax(pixels, axis=1) - np.nanmin(pixels, axis=1)).max(axis=1)))
    distance = SPAN / max(float(np.median(spans)), 1e-12)
    if not NEAREST_PERSON < distance < FARTHEST_PERSON:
        focal = float(np.median(camera.matrix[..., 0, 0]))
        raise ZedoError(
            f"the camera does not fit the keypoints: with a focal length of {focal:.5g} px people of {size:.3g} px "
            f"would be {distance:,.{0 if distance > 1 else 4}f} m away; both must be in pixels of the same image"
        )


def _json_ready(array: np.ndarray) -> Any:
    """Nested lists; floats keep 6 digits (micrometres), and null stands for NaN and infinity, which JSON lacks."""
    if np.issubdtype(array.dtype, np.integer):
        return array.tolist()
    rounded = np.round(array.astype(np.float64), 6)
    return np.where(np.isfinite(rounded), rounded, None).tolist()  # type: ignore[arg-type]
