"""``zedo batch``."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

from cyclopts import Parameter
from rich.console import Console

from zedo.batch.archive import Archive, open_archive
from zedo.batch.arrow import import_pyarrow
from zedo.batch.distributed import LOCAL, import_ray, run_on_ray
from zedo.batch.local import cores, run_here
from zedo.batch.manifest import claim, release
from zedo.batch.parts import ERRORS, clear_leftovers, counts, first_reason
from zedo.batch.units import Unit
from zedo.batch.worker import Job
from zedo.body.skeleton import SKELETONS, Rule, load_skeleton
from zedo.camera import GRAMMAR, Camera
from zedo.cli.detection import DetectOptions
from zedo.cli.options import LiftOptions, work_progress
from zedo.io.arguments import parse_size
from zedo.io.kinds import holds_pictures
from zedo.pipeline import AUTO, check_smoothing, detected, lift_people
from zedo.poses import Poses3D
from zedo.system.errors import ZedoError
from zedo.system.files import require_folder

if TYPE_CHECKING:  # torch, which the lifter needs, takes seconds to import
    from zedo.optimise.lifter import Lifter


def batch(
    source: Path,
    *,
    output: Annotated[Path, Parameter(alias="-o", help="Folder to write: a new one, or that of an interrupted run.")],
    camera: Annotated[
        str, Parameter(help=f"Intrinsics of all: {GRAMMAR}; auto takes the rows' own, and files as `zedo lift` does.")
    ] = AUTO,
    smooth: Annotated[float | None, Parameter(help="As of `zedo lift`; rows of Parquet are lifted alone.")] = None,
    image_size: Annotated[str | None, Parameter(help="WIDTH,HEIGHT in pixels, if the files do not say.")] = None,
    skeleton: Annotated[
        str | None, Parameter(help=f"{', '.join(SKELETONS)} or a JSON file, if the files do not say.")
    ] = None,
    rule: Annotated[
        str | None, Parameter(help="How COCO's joints become Human3.6M's, for the preset paper: mhformer or common.")
    ] = None,
    detector: Annotated[str, Parameter(help="What finds people in videos, as of `zedo detect`.")] = "movenet",
    people: Annotated[int | None, Parameter(help="Keep at most so many people of a video.")] = None,
    part_rows: Annotated[int, Parameter(help="Rows of Parquet a part; a kill costs a part a worker at most.")] = 4096,
    workers: Annotated[
        int | None, Parameter(help="Processes; when left out, one a core for Parquet on a CPU, and one otherwise.")
    ] = None,
    ray: Annotated[bool, Parameter(negative="", help="Work on Ray, started on this machine.")] = False,
    ray_address: Annotated[str | None, Parameter(help="Work on the Ray cluster at this address.")] = None,
    gpus_per_worker: Annotated[float, Parameter(help="Share of a GPU that a worker on Ray takes.")] = 0.0,
    options: LiftOptions = LiftOptions(),  # noqa: B008 - frozen
) -> None:
    """Lift whole archives into a folder of Parquet files; a run that was interrupted goes on (docs/batch.md).

    Parameters
    ----------
    source:
        A Parquet file of 2D keypoints, a row a person-frame, or a folder of such; or a folder of keypoint files or
        videos, which are lifted as `zedo lift` does.
    """
    import_pyarrow()
    address = ray_address or (LOCAL if ray else None)
    _check(workers, smooth, gpus_per_worker, address)
    size = parse_size(image_size) if image_size else None
    named = load_skeleton(skeleton) if skeleton else None
    archive = open_archive(source, part_rows, named)
    if source.is_dir() and output.resolve().is_relative_to(source.resolve()):
        raise ZedoError(f"{output}: lies within {source}, where results would become input; give another folder")
    detection = DetectOptions(detector, people)
    options = resolved(options, detection, archive, address)
    of_rows = camera_of_rows(archive, camera, size)
    lift_file = FileLifting(camera, smooth, size, skeleton, cast("Rule | None", rule), detection)
    require_folder(output)
    job = Job(output.resolve(), options.lifter, lift_file, archive.rows, of_rows, cast("Rule | None", rule))
    flags = {"part_rows": part_rows, "rule": rule, "smooth": smooth, "image_size": size}
    flags["skeleton"] = named.to_dict() if named else None
    done = claim(output, {**flags, **description(archive, options, camera, size, detection)})

    left, before = [unit for unit in archive.units if unit.number not in done], counts(output)
    console, started = Console(stderr=True), time.monotonic()
    finished = archive.amount(unit for unit in archive.units if unit.number in done)
    with work_progress(console, "lifting", "rows" if archive.rows else "files") as progress:

        def report(*units: Unit) -> None:
            nonlocal finished
            finished += archive.amount(units)
            if progress:
                progress(finished, archive.amount(archive.units))

        report()
        try:
            if address:
                run_on_ray(job, left, address, workers, gpus_per_worker, report)
            else:
                many = cores() if archive.rows and options.device == "cpu" else 1
                # As many as all units can use, not those that are left: rounding depends on a worker's threads.
                run_here(job, left, min(workers or many, len(archive.units)), report)
        except KeyboardInterrupt:
            console.print(f"{output}: the same command goes on from here", soft_wrap=True, highlight=False)
            raise
        except (ValueError, MemoryError):  # an option that no lifter has, or one that is too large
            release(output)
            raise
    seconds = time.monotonic() - started
    clear_leftovers(output)
    lifted, failed = counts(output)
    rate = (lifted + failed - sum(before)) / seconds
    known = f", {sum(before):,} of them known from before" if done else ""
    errors = f"{failed:,} error{'s' * (failed > 1)}, in {output / ERRORS}" if failed else "no errors"
    console.print(
        f"{output}: {lifted:,} rows lifted, {errors}{known}, {seconds:.1f} s, {rate:,.0f} rows/s",
        soft_wrap=True,
        highlight=False,
    )
    if not lifted:
        raise ZedoError(f"{output}: not one row could be lifted; the first reason is: {first_reason(output)}")


def _check(workers: int | None, smooth: float | None, gpus_per_worker: float, address: str | None) -> None:
    if workers is not None and workers < 1:
        raise ZedoError(f"--workers is {workers}; at least 1 is needed")
    check_smoothing(smooth, "--smooth")
    if not gpus_per_worker >= 0 or (gpus_per_worker and not address):
        raise ZedoError(f"--gpus-per-worker is {gpus_per_worker:g}; it takes a share of 0 or more, with --ray alone")
    if address:
        import_ray()


def resolved(options: LiftOptions, detection: DetectOptions, archive: Archive, address: str | None) -> LiftOptions:
    """The options that all workers have, whatever ``auto`` is where they run; mistakes are told before any work."""
    from zedo.detect.detector import load_detector
    from zedo.engines.backend import choose_backend
    from zedo.optimise.presets import find_preset
    from zedo.system.device import find_device

    find_preset(options.preset)
    if archive.rows is None:
        load_detector(detection.detector, detection.people)
    if address and options.device != "cpu":
        return options  # this machine may have no such device
    return replace(options, backend=choose_backend(options.backend, find_device(options.device)))


def camera_of_rows(archive: Archive, camera: str, size: tuple[int, int] | None) -> Camera | None:
    """The one camera of all rows of Parquet, or None where each has its own; other files' are found one by one."""
    if archive.rows is None:
        if camera != AUTO:
            Camera.parse(camera, size or (1, 1))  # told before any work, when it cannot be understood
        return None
    if archive.rows.camera == (camera != AUTO):
        raise ZedoError(
            "the rows have cameras of their own, so that --camera has no meaning"
            if archive.rows.camera
            else f"the rows have no column 'camera'; --camera is needed: {GRAMMAR}"
        )
    return None if archive.rows.camera else Camera.parse(camera, size)


def description(
    archive: Archive, options: LiftOptions, camera: str, size: tuple[int, int] | None, detection: DetectOptions
) -> dict[str, Any]:
    """What decides the results: an interrupted run goes on only with the same."""
    from zedo.detect.detector import detector_file
    from zedo.detect.journal import describe_files
    from zedo.prior.checkpoint import file_hash, find_prior

    prior = find_prior(options.prior)
    proposal, model = prior.with_name("proposal.safetensors"), detector_file(detection.detector)
    return {
        "zedo": version("zedo"),
        **asdict(options),
        "prior": file_hash(prior),
        "proposal": file_hash(proposal) if proposal.is_file() else None,
        "camera": camera if camera == AUTO else Camera.parse(camera, size or (1, 1)).to_dict(),
        "detector": detection.detector,
        "model": describe_files(model) if model else None,
        "people": detection.people,
        "files": archive.files,
    }


@dataclass(frozen=True)
class FileLifting:
    """Lifts a file of keypoints or pictures as `zedo lift` does, and says nothing."""

    camera: str
    smooth: float | None
    image_size: tuple[int, int] | None
    skeleton: str | None
    rule: Rule | None
    detection: DetectOptions

    @contextlib.contextmanager
    def __call__(self, lifter: Lifter, path: Path, output: Path) -> Iterator[Poses3D]:
        """The poses in a file, for a block that writes ``output``; what was found in a video is kept beside it."""
        if not holds_pictures(path):
            found = self.detection.keypoints(path, self.skeleton, self.image_size, None)
            yield lift_people(lifter, found, self.camera, rule=self.rule, smooth=self.smooth)
            return
        with detected(path, detector=self.detection.detector, people=self.detection.people, beside=output) as seen:
            yield lift_people(
                lifter,
                seen.keypoints,
                self.camera,
                rule=self.rule,
                smooth=self.smooth,
                filmed=True,
                picture=path if path.is_file() else None,
            )
