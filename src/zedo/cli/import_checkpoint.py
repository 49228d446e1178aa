"""``zedo import-checkpoint``."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import numpy as np
from cyclopts import Parameter
from rich.console import Console

from zedo.data.clusters import read_clusters
from zedo.system.files import made_folder, written_whole


def import_checkpoint(
    file: Path,
    *,
    output: Annotated[Path, Parameter(alias="-o", help="Folder for prior.safetensors and anchors.npz.")],
    ema: Annotated[
        bool | None, Parameter(help="The weights' moving average, or not; as the release does when left out.")
    ] = None,
    units: Annotated[
        float | None, Parameter(help="Units of its poses a metre: 1 for ZeDO's and 13.5 for GFPose's when left out.")
    ] = None,
    anchors: Annotated[
        list[Path] | None,
        Parameter(
            negative="",
            consume_multiple=True,
            help="Initial poses, npy files such as the official clusters, one for each S.",
        ),
    ] = None,
) -> None:
    """Make a prior of a checkpoint of the official ZeDO or GFPose release; nothing in the file is run.

    Parameters
    ----------
    file:
        The .pth file. ZeDO's is taken as it was trained, in metres; GFPose's without a condition.
    """
    import torch

    from zedo.body.skeleton import H36M_17
    from zedo.prior.checkpoint import DEFAULT_PRIOR, file_hash, find_prior, save_prior
    from zedo.prior.official import read_official

    sets = {len(poses): poses for poses in map(read_clusters, anchors or ())}
    official = read_official(file, ema, units)
    made_folder(output)
    about = {
        "release": "GFPose" if official.conditional else "ZeDO",
        "checkpoint": f"{file.name} {file_hash(file)}",
        "weights": "moving average" if official.averaged else "last",
        "units": official.units,
        "steps": official.step,
        "licence": "that of the release",
    }
    # Without rounding: its figures are to be compared with published ones.
    path = output / "prior.safetensors"
    save_prior(path, official.network, official.sde, H36M_17, None, about, torch.float32)
    with written_whole(output / "anchors.npz") as aside:
        if sets:
            np.savez(aside, **{str(size): poses.astype(np.float32) for size, poses in sets.items()})  # type: ignore[arg-type]
        else:
            shutil.copyfile(find_prior(DEFAULT_PRIOR).with_name("anchors.npz"), aside)
    whose = f"for {', '.join(map(str, sets))} hypotheses" if sets else f"those of {DEFAULT_PRIOR}"
    Console(stderr=True).print(
        f"{output}: prior.safetensors, {about['release']}'s {about['weights']} weights at {official.units:g} units a "
        f"metre; anchors.npz, {whose}. It lifts with --preset paper --prior {path}",
        soft_wrap=True,
        highlight=False,
    )
