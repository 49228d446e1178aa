"""The validation benchmark's archives with made-up motion: the clips and lengths it needs, people who walk about."""

import json
from importlib.resources import files
from pathlib import Path

import numpy as np

from tests.train.people import people


def write_archives(folder: Path) -> Path:
    rows = json.loads((files("zedo") / "assets" / "validation_frames.json").read_text())["frames"]
    lengths: dict[str, dict[str, int]] = {}
    for row in rows:
        clips = lengths.setdefault(row["source"], {})
        clips[row["clip"]] = max(clips.get(row["clip"], 0), row["frame"] + 1)
    poses = 1000 * people(97).astype(np.float32)
    for source, clips in lengths.items():
        # Subject 01 is nobody's validation: a training set, as in the real archives.
        clips = {"01_01": 60, **clips}
        motion = {clip: poses[(np.arange(length) + i) % len(poses)] for i, (clip, length) in enumerate(clips.items())}
        np.savez(folder / f"cmu_{source}_17j_mm_30fps.npz", **motion)
    return folder
