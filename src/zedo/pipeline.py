"""From a video, a photo or 2D keypoints to 3D poses, once for Python, the command line, batches and the service.

What is decided here is what nobody asked for: which camera, how smooth, which joints. Nothing is printed; who calls
says what was found.
"""

from __future__ import annotations

import contextlib
import functools
import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from zedo.body.skeleton import Rule
from zedo.camera import Camera
from zedo.detect.detector import Detector, detector_file, load_detector
from zedo.detect.journal import Journal, describe_files
from zedo.detect.people import detect_people
from zedo.io.kinds import holds_pictures
from zedo.poses import Keypoints2D, Poses3D, require_plausible
from zedo.prior.shipped import DEFAULT_PRIOR
from zedo.system.errors import ZedoError
from zedo.video.frames import Images, open_frames
from zedo.video.source import Frames

if TYPE_CHECKING:  # torch, which these need, takes seconds to import
    from jaxtyping import Float

    from zedo.engines.backend import Backend
    from zedo.optimise.body_size import PerPerson
    from zedo.optimise.focal import FocalEstimate
    from zedo.optimise.lifter import Lifter
    from zedo.optimise.loop import Callback, Loop
    from zedo.optimise.presets import Preset, PresetName
    from zedo.prior.prior import Prior

AUTO = "auto"
"""The camera that is found out."""


@dataclass(frozen=True)
class Detected:
    """The people that were found in pictures, and what that took.

    Attributes:
        keypoints: of the people.
        frames: pictures that were looked at. known: how many of them were known from an interrupted call.
        seconds: that it took.
    """

    keypoints: Keypoints2D
    frames: int
    known: int
    seconds: float


def journal_path(beside: Path) -> Path:
    """Where an interrupted detection for the file ``beside`` leaves what it has found."""
    return beside.with_name(f"{beside.name}.partial")


@contextlib.contextmanager
def detected(
    source: str | Path | int | Frames,
    *,
    detector: str | Detector = "movenet",
    people: int | None = None,
    start: float = 0.0,
    end: float = math.inf,
    fps: float | None = None,
    beside: Path | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> Iterator[Detected]:
    """The people in a source of pictures, for a block that uses them; arguments as of :func:`detect_people`.

    Args:
        beside: the file that the block writes. What was found in each frame of a file is kept beside it
            (:func:`journal_path`) until the block ends without an error, so that the same call goes on from there.

    Raises:
        ZedoError: as :func:`detect_people` does.
    """
    frames = open_frames(source, fps) if isinstance(source, str | Path | int) else source
    find = load_detector(detector, people) if isinstance(detector, str) else detector
    journal = None
    if beside is not None and isinstance(source, Path) and isinstance(detector, str) and frames.count != 1:
        model = detector_file(detector)
        work = {
            "source": describe_files(*(frames.files if isinstance(frames, Images) else (source,))),
            "detector": detector, "model": describe_files(model) if model else None,
            "people": people, "start": start, "fps": fps,
        }  # fmt: skip
        journal = Journal(journal_path(beside), work)
    started, done = time.monotonic(), 0

    def report(now: int, total: int | None) -> None:
        nonlocal done
        done = now
        if progress:
            progress(now, total)

    try:
        keypoints = detect_people(frames, find, people=people, start=start, end=end, journal=journal, progress=report)
        yield Detected(keypoints, done, journal.taken if journal else 0, time.monotonic() - started)
        if journal:
            journal.discard()
    finally:
        if journal:
            journal.close()


@dataclass(frozen=True)
class FoundCamera:
    """A camera, and where it is from.

    Attributes:
        camera: the camera.
        source: ``given`` by the user, read from the photo's ``exif``, or ``estimated`` from the people.
        estimate: of an estimated one.
    """

    camera: Camera
    source: Literal["given", "exif", "estimated"]
    estimate: FocalEstimate | None = None

    def told(self, people: Keypoints2D) -> str | None:
        """What to say of a camera that was found out, in one line; None of a given one."""
        focal = self.camera.matrix[..., 0, 0].mean()
        if self.source == "exif":
            return f"focal length {focal:.0f} px, by the photo's EXIF"
        if self.estimate is None:
            return None
        width = (people.image_size or (0, 0))[0]
        return (
            f"focal length {focal:.0f} px ({self.estimate.low:.0f} to {self.estimate.high:.0f}), a field of view of "
            f"{np.degrees(2 * np.arctan(width / 2 / focal)):.0f} degrees, estimated from the people"
        )

    def marked(self, poses: Poses3D) -> Poses3D:
        """The poses with the source of their focal length in the provenance."""
        return replace(poses, provenance={**poses.provenance, "focal_length": self.source})


def find_camera(camera: Camera | str, people: Keypoints2D, lifter: Lifter, picture: Path | None = None) -> FoundCamera:
    """The camera that is given, or by the grammar of ``--camera`` described; ``auto`` finds it out.

    That is by the EXIF of a photo, and else by the focal length that the people suggest
    (:mod:`zedo.optimise.focal`).

    Args:
        people: as of :meth:`zedo.optimise.lifter.Lifter.own`.
        lifter: whose proposal network, or that beside whose prior, is asked.
        picture: the photo or video in which the people are, if there is one file of it.

    Raises:
        ZedoError: when the text is not understood, or the focal length cannot be estimated: the image's size is
            unknown, nobody is seen well enough, or the lifter's prior has no proposal network beside it; or when a
            given camera cannot belong to the keypoints.
    """
    if camera != AUTO:
        given = camera if isinstance(camera, Camera) else Camera.parse(camera, people.image_size)
        require_plausible(people, given)
        return FoundCamera(given, "given")
    if picture is not None and len(np.unique(people.frame)) == 1:
        with contextlib.suppress(ValueError):  # most pictures say nothing of their lens
            return FoundCamera(Camera.from_exif(picture), "exif")
    return estimated_camera(people, lifter)


def estimated_camera(people: Keypoints2D, lifter: Lifter) -> FoundCamera:
    """The camera by the focal length that the people suggest; errors as of :func:`find_camera`."""
    from zedo.optimise.focal import estimate_focal

    estimate = estimate_focal(people, lifter.any_proposal(), str(lifter.device))
    return FoundCamera(estimate.camera(people.image_size or (0, 0)), "estimated", estimate)


def default_smoothing(people: Keypoints2D, filmed: bool) -> float:
    """Hertz above which depth is smoothed when nobody says: 3 for a video, and 0, each frame alone, for the rest."""
    from zedo.clip.clip import CUTOFF

    return CUTOFF if filmed and np.isfinite(people.time).all() else 0.0


def lift_people(
    lifter: Lifter,
    keypoints: Keypoints2D,
    camera: FoundCamera | Camera | str = AUTO,
    *,
    rule: Rule | None = None,
    smooth: float | None = None,
    height: PerPerson | None = None,
    bones: Mapping[str, PerPerson] | None = None,
    filmed: bool = False,
    picture: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Poses3D:
    """The 3D poses of people whose keypoints are known.

    Args:
        camera: as of :func:`find_camera`, or what that found.
        rule: how COCO's joints become Human3.6M's, where they do (:meth:`zedo.optimise.lifter.Lifter.own`).
        smooth: hertz, as of :func:`zedo.clip.clip.lift_clip`; 0 lifts each frame alone, None is
            :func:`default_smoothing`.
        height, bones, progress: as of :class:`zedo.optimise.lifter.Lifter`'s call.
        filmed: whether the keypoints were found in pictures just now.
        picture: as of :func:`find_camera`.

    Raises:
        ZedoError: as :func:`find_camera`, :func:`zedo.clip.clip.lift_clip` and the lifter do.
    """
    from zedo.clip.clip import lift_clip

    check_smoothing(smooth)
    people = lifter.own(keypoints, rule)
    found = camera if isinstance(camera, FoundCamera) else find_camera(camera, people, lifter, picture)
    cutoff = default_smoothing(people, filmed) if smooth is None else smooth
    done = total = 0

    def report(now: int, of: int) -> None:
        nonlocal done, total
        done, total = now, of
        if progress is not None:
            progress(now, of)

    if cutoff:
        poses = lift_clip(lifter, people, found.camera, cutoff=cutoff, progress=report, height=height, bones=bones)
    else:
        poses = lifter(people, found.camera, progress=report, height=height, bones=bones)
    if done < total:  # stretches that are too short to be smoothed take no rounds
        report(total, total)
    return found.marked(poses)


def check_smoothing(smooth: float | None, name: str = "smooth") -> None:
    """Raises ZedoError for a cutoff that is no frequency."""
    if smooth is not None and not smooth >= 0:
        raise ZedoError(f"{name} is {smooth:g} Hz; 0, for no smoothing, or more was expected")


Progress = Callable[[Literal["detecting", "lifting"], int, int | None], None]
"""Called with (stage, what is done, all of it): frames of a detection, of which None is unknown, and evaluations."""


def lift(
    keypoints: Keypoints2D,
    camera: Camera | str = AUTO,
    *,
    prior: str | Path | Prior = DEFAULT_PRIOR,
    preset: PresetName | Preset = "default",
    hypotheses: int | None = None,
    iterations: int | None = None,
    smooth: float | None = None,
    height: PerPerson | None = None,
    bones: Mapping[str, PerPerson] | None = None,
    rule: Rule | None = None,
    anchors: Float[np.ndarray, "S J 3"] | None = None,
    sampler: str | None = None,
    loop: Loop | None = None,
    device: str = "cpu",
    backend: Backend = "auto",
    seed: int = 0,
    chunk: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    callback: Callback | None = None,
) -> Poses3D:
    """Lift 2D keypoints to 3D poses in the camera's frame, in metres, as ``zedo lift`` does with a keypoint file.

    Args:
        keypoints: of :func:`zedo.read_keypoints`, :func:`zedo.detect_people`, or your own.
        camera: a camera, ``fx,fy,cx,cy``, ``fov=60``, a camera file, or ``auto``, which estimates the focal length from
            the people; that needs the keypoints' image size.
        smooth: hertz above which depth is smoothed over a clip, whose people then keep one skeleton; 3 suits most.
            None and 0 lift each frame alone.
        height: metres, of everybody or of each person-frame (NaN: unknown), to which answers are scaled.
        bones: known lengths in metres by segment (``{"shin": 0.43}``), of everybody or of each person-frame.
        rule: how COCO's joints become Human3.6M's where the preset takes those: ``mhformer`` or ``common``.
        progress: called with (network evaluations done, all of them), counted in poses.
        prior, preset, hypotheses, iterations, anchors, sampler, loop, device, backend, seed, chunk, callback: as of
            :class:`zedo.optimise.lifter.Lifter`.

    Returns:
        N person-frames, those of the keypoints; NaN where fewer than three joints are seen.

    Raises:
        ZedoError: when an option is unknown or does not go with another, the camera cannot be found, or nobody can be
            lifted.

    Examples:
        >>> keypoints = zedo.read_keypoints("keypoints.json")
        >>> poses = zedo.lift(keypoints, zedo.Camera.from_fov(60, (1920, 1080)))
        >>> poses.positions[0]  # (N, 17, 3) metres
    """
    from zedo.optimise.lifter import Lifter

    if not isinstance(keypoints, Keypoints2D):
        raise ZedoError(
            f"zedo.lift takes Keypoints2D, not {type(keypoints).__name__}; zedo.lift_video takes videos and photos by "
            "their names, and zedo.read_keypoints reads keypoint files"
        )
    lifter = Lifter(
        prior,
        preset,
        hypotheses=hypotheses,
        iterations=iterations,
        device=device,
        backend=backend,
        seed=seed,
        chunk=chunk,
        anchors=anchors,
        sampler=sampler,
        loop=loop,
        callback=callback,
    )
    return lift_people(
        lifter, keypoints, camera, rule=rule, smooth=smooth, height=height, bones=bones, progress=progress
    )


def lift_video(
    source: str | Path | int | Frames,
    camera: Camera | str = AUTO,
    *,
    detector: str | Detector = "movenet",
    people: int | None = None,
    start: float = 0.0,
    end: float = math.inf,
    fps: float | None = None,
    prior: str | Path | Prior = DEFAULT_PRIOR,
    preset: PresetName | Preset = "default",
    hypotheses: int | None = None,
    iterations: int | None = None,
    smooth: float | None = None,
    height: float | None = None,
    bones: Mapping[str, float] | None = None,
    rule: Rule | None = None,
    device: str = "cpu",
    backend: Backend = "auto",
    seed: int = 0,
    chunk: int | None = None,
    progress: Progress | None = None,
) -> Poses3D:
    """Find, follow and lift the people in a video or a photo, as ``zedo lift`` does without a flag.

    Args:
        source: a video, a photo or a folder of images, the number of a webcam, or frames that are open already.
        camera: a camera, ``fx,fy,cx,cy``, ``fov=60``, a camera file, or ``auto``: by a photo's EXIF, and else by the
            focal length that the people suggest.
        detector, people, start, end, fps: as of :func:`zedo.detect_people`.
        smooth: hertz above which depth is smoothed; None takes 3 for a video and 0, each frame alone, for photos.
        height, bones: metres, of everybody, as of :func:`lift`.
        progress: called with ``("detecting", frames done, their number or None)`` and then with ``("lifting",
            network evaluations done, all of them)``.
        prior, preset, hypotheses, iterations, rule, device, backend, seed, chunk: as of :func:`lift`.

    Returns:
        N person-frames, as :func:`lift` gives them.

    Raises:
        ZedoError: when the source cannot be read or shows nobody, and as :func:`lift` does.

    Examples:
        >>> poses = zedo.lift_video("clip.mp4")
        >>> poses[poses.person == 0].save("poses.npz")
    """
    from zedo.optimise.lifter import Lifter

    def told(stage: Literal["detecting", "lifting"]) -> Callable[[int, int | None], None] | None:
        if progress is None:
            return None
        return functools.partial(progress, stage)

    check_smoothing(smooth)
    source = Path(source) if isinstance(source, str) else source
    if isinstance(source, Path) and not holds_pictures(source):
        raise ZedoError(
            f"{source}: holds keypoints, not pictures; zedo.lift(zedo.read_keypoints({str(source)!r})) lifts it"
        )
    lifter = Lifter(  # a mistake here shows before the long work of detection
        prior,
        preset,
        hypotheses=hypotheses,
        iterations=iterations,
        device=device,
        backend=backend,
        seed=seed,
        chunk=chunk,
    )
    options = {"detector": detector, "people": people, "start": start, "end": end, "fps": fps}
    with detected(source, **options, progress=told("detecting")) as found:
        return lift_people(
            lifter,
            found.keypoints,
            camera,
            rule=rule,
            smooth=smooth,
            height=height,
            bones=bones,
            filmed=True,
            picture=source if isinstance(source, Path) and source.is_file() else None,
            progress=told("lifting"),
        )
