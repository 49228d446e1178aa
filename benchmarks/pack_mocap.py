"""Motion capture as the archives that the benchmarks and `zedo reproduce` read: AMC or BVH files into one npz.

    python benchmarks/pack_mocap.py asfamc/ -o MOCAP/cmu_amc_17j_mm_30fps.npz
    python benchmarks/pack_mocap.py daz_friendly_bvh/ -o MOCAP/cmu_bvh_daz_17j_mm_30fps.npz

Get the files from mocap.cs.cmu.edu (ASF/AMC: `allasfamc.zip`) and the Daz-friendly BVH conversion of the same database.
The validation benchmark needs subjects 02 and 16 of the first and 09 and 12 of the second.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from zedo.data import mocap
from zedo.system.files import written_whole


def main() -> None:
    """Pack the clips."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", help="AMC files with their ASF, BVH files, or folders of them")
    parser.add_argument("-o", "--output", type=Path, required=True, help="npz archive to write")
    given = parser.parse_args()
    clips = [clip for path in given.files for clip in mocap.read(path)]
    with written_whole(given.output) as aside, aside.open("wb") as file:
        np.savez_compressed(file, **{clip.key: 1000 * clip.positions for clip in clips})
    print(f"{given.output}: {len(clips)} clips, {sum(len(clip.positions) for clip in clips):,} frames")


if __name__ == "__main__":
    main()
