"""What the work in a folder is, so that an interrupted command goes on only with the same work."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from zedo.batch.parts import ERRORS, FORMAT, finished
from zedo.system.errors import ZedoError
from zedo.system.files import write_whole

NAME = "_manifest.json"


def claim(output: Path, work: dict[str, Any]) -> set[int]:
    """Take a folder for a work, or go on with it there.

    Args:
        output: is made if need be.
        work: JSON; everything that decides what comes out must be in it.

    Returns:
        the numbers of the units that are finished.

    Raises:
        ZedoError: when the folder holds something else, or results of another work.
    """
    path, work = output / NAME, json.loads(json.dumps({"format": FORMAT, **work}))
    try:
        before = json.loads(path.read_text()) if path.exists() else None
        if before is None and output.exists() and any(not inner.name.startswith(".") for inner in output.iterdir()):
            raise ZedoError(f"{output}: holds other files; a new or empty folder was expected")
        done = set() if before is None else finished(output)
        if changed := difference(before or {}, work):
            if done:
                raise ZedoError(f"{output}: holds the results of other work: {changed}; give another folder")
            # Without a finished unit nothing is lost by beginning anew.
            output.mkdir(exist_ok=True)
            for stale in (output / ERRORS).glob("*.parquet"):
                stale.unlink()
            write_whole(path, (json.dumps(work, indent=1) + "\n").encode())
        (output / ERRORS).mkdir(exist_ok=True)
    except json.JSONDecodeError as error:
        raise ZedoError(f"{path}: not readable ({error})") from None
    except OSError as error:
        raise ZedoError(f"{output}: cannot be used ({error.strerror})") from None
    return done


def release(output: Path) -> None:
    """Give a folder back in which the work could not begin: one that holds nothing to go on with."""
    if {path.name for path in output.iterdir()} == {NAME, ERRORS} and not any((output / ERRORS).iterdir()):
        (output / ERRORS).rmdir()
        (output / NAME).unlink()


def difference(before: dict[str, Any], now: dict[str, Any]) -> str:
    """Says in what one description differs from another, "" when they are equal."""
    for key in (*before, *now):
        old, new = before.get(key), now.get(key)
        if old == new:
            continue
        if key != "files":
            return f"{key} was {_short(old)} and is {_short(new)}"
        lists = [{name: rest for name, *rest in files or ()} for files in (old, new)]
        changed = sorted(name for name in {**lists[0], **lists[1]} if lists[0].get(name) != lists[1].get(name))
        how = "is new" if changed[0] not in lists[0] else "is gone" if changed[0] not in lists[1] else "has changed"
        return f"{changed[0]} {how}"
    return ""


def _short(value: Any) -> str:
    if isinstance(value, dict) and "name" in value:
        value = value["name"]
    return value if isinstance(value, str) else json.dumps(value)
