"""Motion capture for training: clips of 17 Human3.6M joints from npz archives, BVH, ASF/AMC and public data sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from zedo.body.heading import normalise_heading
from zedo.body.skeleton import H36M_17
from zedo.data.clips import Clip
from zedo.data.training_sets import READERS
from zedo.data.ui_prmd import KEY as UI_PRMD
from zedo.system import files
from zedo.system.errors import ZedoError


def read_npz(path: Path) -> list[Clip]:
    """Clips of an npz archive: one (F, 17, 3) array a clip, millimetres, y up, 30 frames a second.

    Raises:
        ZedoError: when the file is no npz archive or an array is not of that form.
    """
    clips = []
    for key, positions in files.read_npz(path).items():
        if positions.ndim != 3 or positions.shape[1:] != (len(H36M_17), 3) or positions.dtype.kind not in "fiu":
            raise ZedoError(
                f"{path}: clip {key!r} has shape {positions.shape} and type {positions.dtype}; mocap clips are "
                "(frames, 17, 3) numbers, Human3.6M joints in millimetres, y up"
            )
        if len(positions) == 0 or not np.isfinite(positions).all():
            raise ZedoError(f"{path}: clip {key!r} has no frame, or NaN or infinite positions")
        clips.append(Clip(key, positions.astype(np.float32) / 1000.0, path))
    return clips


def read(path: str | Path) -> list[Clip]:
    """All clips of an npz archive, a BVH file, an AMC file with its ASF beside it, or a folder of any of these.

    Data sets that are registered with :func:`zedo.data.training_sets.register` are recognised first.

    Raises:
        ZedoError: when nothing readable is there.
    """
    path = Path(path)
    if path.is_dir():
        found = sorted(
            file
            for file in path.rglob("*")
            if file.is_file()
            and (file.suffix.lower() in (".npz", ".bvh", ".amc") or any(kind.recognises(file) for kind in READERS))
        )
        if not found:
            raise ZedoError(f"{path}: no .npz, .bvh or .amc file and no training set in this folder")
        return [clip for file in found for clip in read(file)]
    if not path.is_file():
        raise ZedoError(f"{path}: no such file or folder of motion capture")
    for kind in READERS:
        if kind.recognises(path):
            return kind.read(path)
    match path.suffix.lower():
        case ".npz":
            return read_npz(path)
        case ".bvh":
            from zedo.data.bvh import read_bvh

            return [Clip(path.stem, read_bvh(path), path)]
        case ".amc":
            from zedo.data.asf_amc import read_amc

            return [Clip(path.stem, read_amc(path), path)]
        case suffix:
            raise ZedoError(
                f"{path}: {suffix or 'no suffix'} is not motion capture; .npz, .bvh and .amc are read, "
                "and the training sets of Human3.6M, MPI-INF-3DHP, Ski-PosePTZ and UI-PRMD by their names"
            )


def collect(
    paths: Iterable[str | Path],
    leave_out: Sequence[str] = (),
    duplicate_distance: float = 0.03,
) -> tuple[list[Clip], list[Clip]]:
    """Training and validation clips of several files, each recording once.

    Earlier paths win: a key that has been seen is skipped, and so are frames of clips without a subject number whose
    pose lies within ``duplicate_distance`` of one that was already taken (they may be the same recording under
    another name).

    Args:
        leave_out: subjects (``02``), whose clips are for validation, or pieces of names (``running``) of clips without
            a subject number, which are dropped: who moves in them is unknown.
        duplicate_distance: metres, mean joint distance after removing heading and body size.

    Raises:
        ZedoError: without a path, when a file is unreadable, or when nothing is left to train on.
    """
    paths = list(paths)
    if not paths:
        raise ZedoError("no motion capture given; name npz archives, BVH or AMC files, or folders of them")
    named: dict[str, Clip] = {}
    validation: dict[str, Clip] = {}
    # Names alone, such as walk.bvh, recur in different folders.
    unnamed: dict[tuple[Path, str], Clip] = {}
    for path in paths:
        for clip in read(path):
            apart = is_left_out(clip, leave_out)
            if clip.subject is None:
                if not apart:
                    unnamed.setdefault((clip.source.resolve(), clip.key), clip)
            else:
                (validation if apart else named).setdefault(clip.key, clip)
    clips = list(named.values())
    # UI-PRMD is no copy of anything else; its hundred thousand frames would be compared for many minutes.
    other = [clip for clip in unnamed.values() if UI_PRMD.match(clip.key)]
    compared = [clip for clip in unnamed.values() if not UI_PRMD.match(clip.key)]
    clips += _without_known_poses(compared, clips, duplicate_distance) if clips and compared else compared
    clips += other
    if not clips:
        raise ZedoError("no motion-capture clip is left to use; check the paths and the subjects that are left out")
    return clips, list(validation.values())


def is_left_out(clip: Clip, leave_out: Sequence[str]) -> bool:
    """Whether a clip's subject, or for a clip without one a piece of its name, is among those that are left out.

    A number is a subject, not a piece of a name: leaving out 02 does not drop ``jumping_02``.
    """
    if clip.subject is not None:
        return clip.subject in {f"{int(part):02d}" for part in leave_out if part.isdecimal()}
    return any(part in clip.key for part in leave_out if not part.isdecimal())


def collect_upright(paths: Sequence[str | Path], leave_out: Sequence[str] = ()) -> tuple[list[Clip], list[Clip]]:
    """As :func:`collect`, with the zeros of knees, elbows and trunk put right (:mod:`zedo.data.joint_zeros`).

    Every conversion of a recording says something of the zeros, also those that are skipped as duplicates.
    """
    from zedo.data.joint_zeros import correct

    clips, validation = collect(paths, leave_out)
    every = [clip for path in paths for clip in read(path)]
    trained = [clip for clip in every if not is_left_out(clip, leave_out)]
    return correct(clips, trained), correct(validation, every) if validation else []


def _without_known_poses(unnamed: list[Clip], known: list[Clip], distance: float) -> list[Clip]:
    from sklearn.neighbors import NearestNeighbors

    def signature(clip: Clip) -> np.ndarray:
        poses = normalise_heading(clip.positions)
        bones = poses[:, 1:] - poses[:, list(H36M_17.parents[1:])]
        # Unit bones times a third of a metre: comparable with joint distances, whatever the body.
        bones = bones / np.maximum(np.linalg.norm(bones, axis=-1, keepdims=True), 1e-9) / 3
        return bones.reshape(len(poses), -1) / np.sqrt(bones.shape[1])

    # 48 dimensions: brute force, a matrix product, beats a tree.
    neighbours = NearestNeighbors(n_neighbors=1, algorithm="brute").fit(np.concatenate([signature(c) for c in known]))
    kept = []
    for clip in unnamed:
        nearest = neighbours.kneighbors(signature(clip))[0][:, 0]
        if (new := nearest > distance).any():
            kept.append(Clip(clip.key, clip.positions[new], clip.source))
    return kept
