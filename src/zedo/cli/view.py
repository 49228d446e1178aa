"""``zedo view``."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from zedo.cli.options import work_progress, writable
from zedo.io.keypoints import read_keypoints
from zedo.poses import Poses3D
from zedo.system.errors import ZedoError
from zedo.view.html import write_html
from zedo.view.mp4 import write_mp4
from zedo.view.png import write_png


def view(
    result: Path,
    *,
    output: Annotated[
        Path | None,
        Parameter(alias="-o", help="Where to write: .html, or .png for a still; beside RESULT when left out."),
    ] = None,
    video: Annotated[Path | None, Parameter(help="The video the poses were made from, or their photo.")] = None,
    keypoints: Annotated[
        Path | None, Parameter(help="2D keypoints to draw over the video; the poses, projected, when left out.")
    ] = None,
    render: Annotated[
        Path | None, Parameter(help="Also write this .mp4: the video with skeletons, side by side with the 3D view.")
    ] = None,
    open_: Annotated[bool, Parameter(name="--open", negative="", help="Open what was written.")] = False,
) -> None:
    """Show poses in 3D, beside the video they were made from.

    The page is one file that works offline and holds a smaller copy of the video.

    Parameters
    ----------
    result:
        Poses that `zedo lift` wrote: .npz or .json.
    """
    console = Console(stderr=True)
    page = result.with_suffix(".html") if output is None else output
    if page.suffix.lower() not in (".html", ".htm", ".png"):
        raise ZedoError(f"{page}: views are written as .html or .png; choose one of these suffixes")
    writable(page)
    if render is not None:
        writable(render)
        if render.suffix.lower() != ".mp4":
            raise ZedoError(f"{render}: videos are written as .mp4; choose this suffix")
        if video is None:
            raise ZedoError(f"{render}: a video shows the poses beside the original; add --video FILE")
    poses = Poses3D.load(result)
    points = None if keypoints is None else read_keypoints(keypoints)
    if page.suffix.lower() == ".png":
        write_png(poses, page, points, video=video)
    else:
        with work_progress(console, "embedding", "frames") as progress:
            write_html(poses, page, points, (video or result).name, video, progress=progress)
    console.print(f"{page}: {page.stat().st_size / 1e6:.1f} MB", soft_wrap=True, highlight=False)
    if render is not None and video is not None:
        with work_progress(console, "rendering", "frames") as progress:
            write_mp4(poses, render, points, video, progress=progress)
        console.print(f"{render}: {render.stat().st_size / 1e6:.1f} MB", soft_wrap=True, highlight=False)
    if open_:
        webbrowser.open(page.resolve().as_uri())
