"""Runs a command line as a user's process would, and looks at what it answered and left behind."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

TIMEOUT = 120.0
MEMORY = 6 << 30
"""Bytes of memory that a command may map beyond what it began with."""


@dataclass(frozen=True)
class Case:
    """One command line and what it should answer.

    Attributes:
        what: what is wrong with it, a cell of the table.
        arguments: of ``zedo``; ``{in}`` is the folder of inputs, ``{out}`` an empty folder, ``{full}`` a full disk.
        lifts: the answer is to be finite poses in ``{out}/poses.npz``, not a refusal.
        interrupt: Ctrl-C when an output is written but not yet in its place.
    """

    what: str
    arguments: tuple[str, ...]
    lifts: bool = False
    interrupt: bool = False

    @property
    def command(self) -> str:
        """The first argument."""
        return self.arguments[0]


@dataclass
class Answer:
    """What came of a case; ``problems`` is empty when it is as it should be."""

    code: int | None
    text: str
    problems: list[str] = field(default_factory=list)


def run(case: Case, inputs: Path, full: Path) -> Answer:
    """Run a case in a child process, which inherits the imports."""
    with tempfile.TemporaryDirectory(prefix="zedo-out-") as made:
        out = Path(made)
        (out / "old.npz").write_text("old")
        (out / "file").write_text("a file")
        places = {"in": str(inputs), "out": str(out), "full": str(full)}
        arguments = [re.sub(r"\{(\w+)\}", lambda found: places[found[1]], text) for text in case.arguments]
        before = _files(out, full, inputs)
        code, text = _child(arguments, out, case.interrupt)
        left = [str(path) for path in _changed(before, _files(out, full, inputs))]
        problems = _problems(case, code, text, left, out)
        for place, shown in ((str(inputs), "IN"), (str(out), "OUT"), (str(full), "FULL")):
            text = text.replace(place, shown)
        return Answer(code, text, [problem.replace(made, "OUT") for problem in problems])


def _problems(case: Case, code: int | None, text: str, left: list[str], out: Path) -> list[str]:
    problems = []
    if code is None:
        return [f"no answer in {TIMEOUT:.0f} s"]
    if "Traceback (most recent call last)" in text:
        problems.append("a traceback")
    if case.lifts:
        if code != 0:
            problems.append(f"exit code {code}")
        else:
            from zedo.poses import Poses3D

            poses = Poses3D.load(out / "poses.npz")
            if not all(np.isfinite(a).all() for a in (poses.joints, poses.translation, poses.reprojection_error)):
                problems.append("numbers that are not finite")
        return problems
    wanted = 130 if case.interrupt else 2
    if code != wanted:
        problems.append(f"exit code {code}, not {wanted}")
    *said, last = text.splitlines() or [""]
    if not case.interrupt and (not last.startswith("zedo: ") or any(line.startswith("zedo: ") for line in said)):
        problems.append("no sentence, or several")
    # What a detection found is kept, to go on from there, and so is an output that was finished before another failed,
    # and the table of errors of a batch in which nothing could be lifted.
    named = [line.partition(": ")[0] for line in said]
    left = [path for path in left if not (path.endswith(".partial") or any(map(Path(path).is_relative_to, named)))]
    if left:
        problems.append(f"left behind: {', '.join(left)}")
    return problems


def _child(arguments: list[str], out: Path, interrupt: bool) -> tuple[int | None, str]:
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            try:
                _become_command(arguments, said.fileno(), out, interrupt)
            finally:
                os._exit(99)
        deadline, status = time.monotonic() + TIMEOUT, None
        while status is None and time.monotonic() < deadline:
            ended, code = os.waitpid(child, os.WNOHANG)
            status = code if ended else None
            time.sleep(0.01)
        if status is None:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        said.seek(0)
        text = said.read().decode(errors="replace")
        return (None if status is None else os.waitstatus_to_exitcode(status)), text


def _become_command(arguments: list[str], said: int, out: Path, interrupt: bool) -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.chdir(out)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    if interrupt:
        Path.replace = lambda *_: signal.raise_signal(signal.SIGINT)  # type: ignore[assignment, method-assign]
    from zedo.cli import main

    code = 0
    try:
        main(arguments)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


@contextlib.contextmanager
def full_disk(folder: Path) -> Iterator[Path]:
    """A file system of 64 kB, which needs root; ``folder`` must be empty."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], check=True)
    try:
        with contextlib.suppress(OSError), (folder / "filler").open("wb", buffering=0) as file:
            while file.write(bytes(512)):
                pass
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def _files(*folders: Path) -> dict[Path, tuple[int, int]]:
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


def _changed(before: dict[Path, tuple[int, int]], after: dict[Path, tuple[int, int]]) -> list[Path]:
    return [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
