"""``zedo evaluate``: one command a data set, which differ in the reader alone."""

from __future__ import annotations

import json as json_text
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import cyclopts
from cyclopts import Parameter
from rich.console import Console

from zedo.cli.options import LiftOptions, lifting_progress, writable
from zedo.data.evaluation_set import EvaluationSet
from zedo.evaluate.evaluation import Evaluation, evaluate
from zedo.evaluate.protocols import JOINT_SETS, QUIRKS, Protocol, Scoring, find_protocol
from zedo.evaluate.published import Published, published
from zedo.evaluate.report import csv_text, evaluation_tables, markdown
from zedo.io.arguments import parse_list
from zedo.system.errors import ZedoError
from zedo.system.files import write_whole

if TYPE_CHECKING:
    from zedo.optimise.lifter import Lifter

app = cyclopts.App(name="evaluate", help="Score the method against known 3D poses.")


@Parameter(name="*")
@dataclass(frozen=True)
class OutputOptions:
    """Where the scores go besides the terminal."""

    json: Annotated[Path | None, Parameter(help="Write the scores to this file, too.")] = None
    markdown: Annotated[Path | None, Parameter(help="Write the tables as Markdown.")] = None
    csv: Annotated[Path | None, Parameter(help="Write the tables' rows as CSV.")] = None

    def check(self) -> None:
        """Told before the work: raises ZedoError when a folder does not exist."""
        for path in (self.json, self.markdown, self.csv):
            if path is not None:
                writable(path)


@Parameter(name="*")
@dataclass(frozen=True)
class ProtocolOptions:
    """How a public data set is scored."""

    protocol: Annotated[
        str, Parameter(help="zedo: the paper's subset and settings. standard: the whole test set, as the field does.")
    ] = "zedo"
    every: Annotated[int | None, Parameter(help="Step through the person-frames; the protocol's when left out.")] = None
    joints: Annotated[
        int | None, Parameter(help=f"Joints scored: {', '.join(map(str, JOINT_SETS))}; the protocol's when left out.")
    ] = None
    official_quirks: Annotated[
        str, Parameter(help=f"Score as the official code does: some of {', '.join(QUIRKS)}, or all.")
    ] = ""
    anchors: Annotated[
        Path | None, Parameter(help="Initial poses (S, 17, 3), an npy file such as the official clusters.")
    ] = None

    def quirks(self) -> frozenset[str]:
        """The quirks asked for."""
        return frozenset(QUIRKS if self.official_quirks == "all" else parse_list(self.official_quirks))


@app.command
def npz(
    file: Path,
    *,
    output: OutputOptions = OutputOptions(),
    options: LiftOptions = LiftOptions(),  # noqa: B008 - frozen
) -> None:
    """Score your own data: MPJPE, PA-MPJPE, N-MPJPE, minima over the hypotheses, PCK and AUC.

    Parameters
    ----------
    file:
        npz with the arrays uv, conf, cam3d, K and joints (see docs/protocols.md).
    """
    from zedo.data.npz import read_evaluation_npz

    output.check()
    _report(_scored(read_evaluation_npz(file), options.lifter(), Scoring()), [], [], output)


@app.command
def h36m(
    path: Path,
    *,
    keypoints: Annotated[
        str, Parameter(help="gt, sh_dt_ft (official pickle), or the X of data_2d_h36m_X.npz (VideoPose3D).")
    ] = "gt",
    scored: ProtocolOptions = ProtocolOptions(),
    output: OutputOptions = OutputOptions(),
    options: LiftOptions = LiftOptions(),  # noqa: B008 - frozen
) -> None:
    """Score Human3.6M, S9 and S11, action by action.

    Parameters
    ----------
    path:
        Folder of h36m_test.pkl (official ZeDO release) or of data_3d_h36m.npz (VideoPose3D).
    """
    from zedo.data.h36m import read_h36m

    _run("h36m", lambda _: read_h36m(path, keypoints), scored, output, options)


@app.command(name=["mpi-inf-3dhp", "3dhp"])
def mpi_inf_3dhp(
    path: Path,
    *,
    scored: ProtocolOptions = ProtocolOptions(),
    output: OutputOptions = OutputOptions(),
    options: LiftOptions = LiftOptions(),  # noqa: B008 - frozen
) -> None:
    """Score MPI-INF-3DHP, activity by activity.

    Parameters
    ----------
    path:
        Folder of TS1 … TS6 with annot_data.mat (any of them), or of mpii3d_test.pkl (official ZeDO release).
    """
    from zedo.data.mpi_inf_3dhp import PICKLE, read_mpi_inf_3dhp

    def read(protocol: Protocol) -> EvaluationSet:
        pickled = path.name == PICKLE or (path / PICKLE).is_file()
        data = read_mpi_inf_3dhp(path, universal=protocol.universal and not pickled)
        if protocol.universal and pickled:
            data = replace(data, notes=(*data.notes, f"{PICKLE} has no univ_annot3: the truth is the real bodies'"))
        return data

    _run("mpi_inf_3dhp", read, scored, output, options)


@app.command(name=["3dpw", "pw3d"])
def pw3d(
    path: Path,
    *,
    scored: ProtocolOptions = ProtocolOptions(),
    output: OutputOptions = OutputOptions(),
    options: LiftOptions = LiftOptions(),  # noqa: B008 - frozen
) -> None:
    """Score 3DPW's test set.

    Parameters
    ----------
    path:
        Folder of pw3d_test.npz (official ZeDO release), or 3DPW's sequenceFiles, whose truth is approximate.
    """
    from zedo.data.pw3d import read_pw3d

    _run("3dpw", lambda _: read_pw3d(path), scored, output, options)


@app.command(name=["ski", "ski-pose"])
def ski(
    path: Path,
    *,
    scored: ProtocolOptions = ProtocolOptions(),
    output: OutputOptions = OutputOptions(),
    options: LiftOptions = LiftOptions(),  # noqa: B008 - frozen
) -> None:
    """Score Ski-PosePTZ's test set.

    Parameters
    ----------
    path:
        Ski-PosePTZ's folder, with test/labels.h5, or the folder of ski_test.h5.
    """
    from zedo.data.ski_pose import read_ski_pose

    _run("ski_pose", lambda _: read_ski_pose(path), scored, output, options)


@app.command
def humaneva(
    path: Path,
    *,
    scored: ProtocolOptions = ProtocolOptions(),
    output: OutputOptions = OutputOptions(),
    options: LiftOptions = LiftOptions(),  # noqa: B008 - frozen
) -> None:
    """Score HumanEva-I, 15 joints, subject and action apart.

    Parameters
    ----------
    path:
        Folder of VideoPose3D's data_3d_humaneva15.npz and data_2d_humaneva15_gt.npz.
    """
    from zedo.data.humaneva import read_humaneva

    _run("humaneva", lambda _: read_humaneva(path), scored, output, options)


def _run(
    name: str,
    read: Callable[[Protocol], EvaluationSet],
    scored: ProtocolOptions,
    output: OutputOptions,
    options: LiftOptions,
) -> None:
    from zedo.data.clusters import read_clusters

    output.check()
    protocol = find_protocol(name, scored.protocol)
    scoring = protocol.scoring(scored.quirks())
    joints = scored.joints if scored.joints is not None else protocol.joints
    if joints not in JOINT_SETS:
        raise ZedoError(f"{joints} joints were asked for; sets of {', '.join(map(str, JOINT_SETS))} can be scored")
    anchors = None if scored.anchors is None else read_clusters(scored.anchors)
    every = scored.every if scored.every is not None else protocol.every
    rooted = "unrooted" not in scoring.quirks
    lifter = options.lifter(protocol.initial_pose, anchors, rooted)  # a mistake here shows before the data are read
    with Console(stderr=True).status("reading the data set"):  # a minute for Human3.6M's pickle; silent when piped
        whole = read(protocol)
    data = whole.every(every).scoring(JOINT_SETS[joints])
    evaluation = _scored(data, lifter, scoring)
    counted = f"{data.scored.sum()} joints, PCK and AUC of {scoring.pck_scored(data.scored).sum()}"
    remarks = [
        f"protocol {protocol.name}: {len(data)} of {len(whole)} person-frames (every {every}), {counted}",
        *protocol.remarks,
        *_starts(lifter, protocol, scored.anchors),
        *evaluation.notes,
    ]
    if not scoring.quirks:
        remarks.append("the metrics are as defined; the official code's differ (--official-quirks, docs/protocols.md)")
    # The paper's rows are of all the joints; beside a truth that lacks some they would mislead.
    paper = published(name, detected=bool(data.detector)) if data.scored.sum() == joints else []
    about = {"data_set": name, "protocol": protocol.name, "every": every, "remarks": remarks}
    evaluation = replace(evaluation, provenance={**evaluation.provenance, **about})
    _report(evaluation, paper, remarks, output)


def _starts(lifter: Lifter, protocol: Protocol, anchors: Path | None) -> list[str]:
    """Where the hypotheses start from, and what the paper's start from."""
    if lifter.settings.start != "anchors":
        return ["the preset starts from proposals: neither anchors nor the initial pose optimiser are used"]
    pose = lifter.settings.initial_pose
    joints = "all joints" if pose.joints is None else ", ".join(pose.joints)
    low, high = (bound * pose.distance for bound in pose.scale_bounds)
    whose = "the protocol's" if protocol.initial_pose else "the preset's, the same for all data"
    told = [
        f"initial pose optimiser ({whose}): axes {pose.axes or 'none'}, {joints}, {low:g} to {high:g} m from the camera"
    ]
    if anchors is not None:
        told.append(f"anchors of {anchors.name}")
    elif protocol.clusters:
        told.append(f"anchors of the prior; the paper's are clusters of {protocol.clusters} (--anchors takes its file)")
    if protocol.name == "zedo" and lifter.settings.name not in ("paper", "paper-ddpm"):
        told.append(
            f"the method's own settings are those of the preset {lifter.settings.name}; the paper's are --preset paper"
        )
    return told


def _scored(data: EvaluationSet, lifter: Lifter, scoring: Scoring) -> Evaluation:
    with lifting_progress(Console(stderr=True), "lifting") as progress:
        return evaluate(data, lifter, progress, scoring)


def _report(evaluation: Evaluation, paper: list[Published], remarks: list[str], output: OutputOptions) -> None:
    console = Console()
    for table in evaluation_tables(evaluation, paper):
        console.print(table)
    for remark in remarks:
        console.print(f"- {remark}", markup=False, highlight=False)
    if output.json is not None:
        text = json_text.dumps(evaluation.to_dict(), indent=2, allow_nan=False) + "\n"
        write_whole(output.json, text.encode())
    if output.markdown is not None:
        write_whole(output.markdown, markdown(evaluation, paper, remarks).encode())
    if output.csv is not None:
        write_whole(output.csv, csv_text(evaluation, paper).encode())
