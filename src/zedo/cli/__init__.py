"""The command line: one file a command, each thin."""

from __future__ import annotations

import contextlib
import signal
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import cyclopts
from rich.console import Console
from rich.markup import escape

from zedo.system.notes import Note

app = cyclopts.App(
    name="zedo",
    help="Videos, photos and 2D keypoints of people to metric 3D poses, with no 3D training pairs (ZeDO, WACV 2024).",
    help_format="markdown",
    suppress_keyboard_interrupt=False,  # main says that it was interrupted
)
# Given as strings, commands are imported when they are called: `zedo --help` does not wait for torch.
app.command("zedo.cli.lift:lift", help="Lift people in videos, photos or 2D keypoints to 3D poses.")
app.command("zedo.cli.detect:detect", help="Find and follow people in images and videos: 2D keypoints.")
app.command("zedo.cli.view:view", help="Look at poses: a page with the video, a picture, a rendered video.")
app.command("zedo.cli.demo:demo", help="Lift the clip that ships with zedo and show it.")
app.command("zedo.cli.evaluate:app", name="evaluate", help="Score the method against known 3D poses.")
app.command("zedo.cli.reproduce:reproduce", help="Run the experiments of the paper's tables and figures.")
app.command("zedo.cli.refine:refine", help="Refine the poses of a 2D-3D lifter.")
app.command("zedo.cli.train:train", help="Train a prior on motion capture.")
app.command(
    "zedo.cli.import_checkpoint:import_checkpoint",
    name="import-checkpoint",
    help="Make a prior of an official ZeDO or GFPose checkpoint.",
)
app.command("zedo.cli.batch:batch", help="Lift whole archives to Parquet; interrupted runs go on.")
app.command("zedo.cli.serve:serve", help="Lift over HTTP: a service with batches, limits and metrics.")
app.command("zedo.cli.augment:augment", help="Breed more training poses from motion capture.")


def main(arguments: list[str] | None = None) -> None:
    """Run a command; a user's mistake is one sentence on standard error and exit code 2.

    SIGTERM ends it as Ctrl-C does, so that it leaves no half-written files.
    """
    with contextlib.suppress(ValueError):  # only the first thread may
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with _notes_told():
            app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except (ValueError, OSError, cyclopts.CycloptsError, MemoryError, RuntimeError) as error:
        # soft_wrap: one sentence is one line when it is piped.
        message = " ".join(str(error).split())
        if isinstance(error, cyclopts.UnusedCliTokensError) and error.unused_tokens:
            message = f"{error.unused_tokens[0]!r} is one input too many; a command takes one, so run it for each"
        if isinstance(error, MemoryError | RuntimeError):
            # torch's allocators raise a RuntimeError; any other is a mistake of zedo's.
            if isinstance(error, RuntimeError) and "memory" not in message:
                raise
            message = f"the memory does not suffice ({message[:200]}); a smaller --chunk, --batch or number needs less"
        Console(stderr=True).print(f"[bold red]zedo:[/] {escape(message)}", soft_wrap=True, highlight=False)
        sys.exit(2)
    except KeyboardInterrupt:
        Console(stderr=True).print("zedo: interrupted")
        sys.exit(130)


@contextlib.contextmanager
def _notes_told() -> Iterator[None]:
    """What was guessed of an input is a line on standard error, once a text, not Python's two of a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("default", Note)
        shown = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *about: Any, **more: Any) -> None:
            if issubclass(category, Note):
                Console(stderr=True).print(escape(str(message)), soft_wrap=True, highlight=False)
            else:
                shown(message, category, *about, **more)

        warnings.showwarning = show
        yield
