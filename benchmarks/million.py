"""Many person-frames lifted by `zedo batch` while it is killed again and again: is every row there once, and right?

    python benchmarks/million.py --mocap FOLDER --work FOLDER                         # 1,000,000 rows, 10 kills
    python benchmarks/million.py --mocap FOLDER --work FOLDER --rows 20000 --kills 3

Held-out people of the CMU database before virtual cameras (`clips.py`), 5 px of noise, 20 % of the joints missing, a
camera a row. Every 1,000th row cannot be lifted, by its camera or its joints. The true pose and an id are further
columns, which the results pass on. `zedo batch --preset fast` is killed with SIGKILL at random moments and started
again, until it ends by itself. Then: is each id once among the poses or the errors, are the errors those that were
planted, do parts that are lifted anew have the same bits, and how far off are the poses? What was done stays in
`--work`: the same command goes on when this script itself was interrupted, and leaves the run that it did not see the
end of out of the rate.
Writes results/million.{json,md}.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import os
import random
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from clips import virtual_clips

from zedo.batch.arrow import lists
from zedo.batch.parts import ERRORS
from zedo.evaluate.metrics import mpjpe
from zedo.system.device import describe_machine
from zedo.system.files import write_whole, written_whole

HERE = Path(__file__).parent
BLOCK, FRAMES = 40_000, 100
"""Rows that are made at once and are one file, and frames of a clip before one camera."""

BAD = 1000
"""Every so many rows one cannot be lifted."""

PART = 4096
"""Rows a part."""

SAMPLE = 3
"""Parts that are lifted anew."""

LATER = 2.0
"""Seconds up to which a kill comes after the part at which it is due: a second or two are in the middle of the next."""


def make_input(mocap: Path, folder: Path, rows: int) -> None:
    """Parquet files of so many rows; those that are there already stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, first in enumerate(range(0, rows, BLOCK)):
        path = folder / f"rows-{number:04d}.parquet"
        count = min(BLOCK, rows - first)
        if path.exists() and pq.read_metadata(path).num_rows == count:
            continue
        clips = virtual_clips(mocap, -(-count // FRAMES), FRAMES, seed=1000 + number)
        people = [clip.keypoints(5.0, 0.2, seed=first + place) for place, clip in enumerate(clips)]
        truth = np.concatenate([clip.positions - clip.positions[:, :1] for clip in clips])[:count]
        confidence = np.concatenate([one.confidence for one in people])[:count]
        camera = np.repeat([clip.camera.matrix[[0, 1, 0, 1], [0, 1, 2, 2]] for clip in clips], FRAMES, axis=0)[:count]
        ids = np.arange(first, first + count)
        confidence[ids % (2 * BAD) == 0, 2:] = 0
        camera[ids % (2 * BAD) == BAD, 0] = np.nan
        table = pa.table(
            {
                "id": ids,
                "uv": lists(np.concatenate([one.uv for one in people])[:count]),
                "confidence": lists(confidence),
                "camera": lists(camera),
                "truth": lists(truth),
            }
        )
        with written_whole(path) as aside:
            pq.write_table(table.replace_schema_metadata({"skeleton": "h36m_17"}), aside, compression="zstd")


def command(source: Path, output: Path, options: list[str]) -> list[str]:
    """The command line that is measured."""
    flags = ["--preset", "fast", "--part-rows", str(PART), *options]
    return [sys.executable, "-m", "zedo", "batch", str(source), "-o", str(output), *flags]


def parts(output: Path) -> list[Path]:
    """Finished parts."""
    return sorted(output.glob("part-*.parquet"))


def workers(process: int) -> list[int]:
    """Processes that a process has started (Linux)."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    try:
        return [int(child) for child in listed.read_text().split()]
    except OSError:
        return []


def peak_mb(process: int) -> float:
    """Most memory that a process has had resident so far (Linux)."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def run_and_kill(work: Path, total: int, kills: int, options: list[str]) -> list[dict[str, Any]]:
    """Run until it ends by itself; what each run did is kept in ``work``."""
    log, output = work / "runs.json", work / "out"
    runs: list[dict[str, Any]] = json.loads(log.read_text()) if log.exists() else []
    rng = random.Random(0)
    moments = sorted(rng.uniform(0, 0.97) for _ in range(kills))  # shares of the parts
    while not runs or runs[-1]["killed"]:
        moment = moments[len(runs)] if len(runs) < kills else None
        before, started, last = len(parts(output)), time.time(), time.time()
        process = subprocess.Popen(command(work / "in", output, options))
        seen, until, peak = before, float("inf"), 0.0
        while True:
            if process.poll() is not None:
                break
            peak = max(peak, *(peak_mb(one) for one in (process.pid, *workers(process.pid))))
            if (now := len(parts(output))) > seen:
                seen, last = now, time.time()
            if moment is not None and until == float("inf") and seen >= moment * total:
                until = time.time() + random.uniform(0, LATER)
            if time.time() >= until:
                process.kill()
                process.wait()
                break
            time.sleep(0.1)
        killed = process.returncode == -signal.SIGKILL
        if not killed and process.returncode:
            raise SystemExit("zedo batch failed")
        now = len(parts(output))
        runs.append({
            "killed": killed, "seconds": time.time() - started, "parts": now - before,
            "lost": time.time() - last if killed else 0.0, "peak_mb": peak,
        })  # fmt: skip
        write_whole(log, (json.dumps(runs, indent=1) + "\n").encode())
        print(runs[-1], flush=True)
    return runs


def check(work: Path, rows: int, options: list[str]) -> dict[str, Any]:
    """What is in the results, part by part: ids, errors and how far off the poses are."""
    output, times, total, count = work / "out", np.zeros(rows, dtype=np.int64), 0.0, 0
    for path in parts(output):
        table = pq.read_table(path, columns=["id", "joints", "truth"])
        np.add.at(times, table["id"].to_numpy(), 1)
        joints, truth = (
            table[name].combine_chunks().flatten().to_numpy().reshape(-1, 17, 3) for name in ("joints", "truth")
        )
        total, count = total + mpjpe(joints, truth).sum(), count + len(table)
    failed = pq.read_table(output / ERRORS)["id"].to_numpy()
    np.add.at(times, failed, 1)
    planted = np.arange(0, rows, BAD)
    return {
        "lifted": count,
        "errors": len(failed),
        "missing": int((times == 0).sum()),
        "doubled": int((times > 1).sum()),
        "errors_as_planted": bool(np.array_equal(np.sort(failed), planted)),
        "mpjpe": total / count,
        **lifted_anew(work, options),
    }


def lifted_anew(work: Path, options: list[str]) -> dict[str, Any]:
    """Some parts, lifted by a run that nobody disturbs, compared by a checksum of their joints."""
    chosen = random.Random(1).sample(parts(work / "out"), min(SAMPLE, len(parts(work / "out"))))
    same, furthest, count = True, 0.0, 0
    for path in chosen:
        old = pq.read_table(path, columns=["id", "source_file", "source_row", "joints"])
        # All rows of the unit, the bad ones too, in the same order.
        ids = old["id"].to_numpy()
        start = old["source_row"][0].as_py() // PART * PART
        table = pq.read_table(work / "in" / old["source_file"][0].as_py()).slice(start, PART)
        fresh, source = work / f"fresh-{path.stem}", work / f"fresh-{path.name}"
        pq.write_table(table, source)
        if not parts(fresh):
            # As many threads as a worker of the whole run had, since rounding depends on them.
            threads = {**os.environ, "OMP_NUM_THREADS": "1"}
            subprocess.run(command(source, fresh, [*options, "--workers", "1"]), check=True, env=threads)
        new = pq.read_table(fresh, columns=["id", "joints"])
        assert np.array_equal(new["id"].to_numpy(), ids)
        values = [one["joints"].combine_chunks().flatten().to_numpy() for one in (old, new)]
        same &= len({hashlib.sha256(value.tobytes()).hexdigest() for value in values}) == 1
        furthest, count = max(furthest, float(np.abs(values[0] - values[1]).max()) * 1000), count + len(ids)
    return {"sampled": count, "same_checksum": same, "furthest_mm": furthest}


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mocap", type=Path, required=True, help="folder with the archives of accuracy.py")
    parser.add_argument("--work", type=Path, required=True, help="folder for input, results and what was done so far")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--output", type=Path, default=HERE / "results" / "million", help="without suffix")
    given, options = parser.parse_known_args()  # the others are flags of zedo batch
    make_input(given.mocap, given.work / "in", given.rows)
    total = sum(-(-pq.read_metadata(path).num_rows // PART) for path in (given.work / "in").glob("*.parquet"))
    runs = run_and_kill(given.work, total, given.kills, options)
    seconds, seen = sum(run["seconds"] for run in runs), sum(run["parts"] for run in runs)
    told = ["--rows", str(given.rows), "--kills", str(given.kills), *options]
    result = {
        "date": datetime.date.today().isoformat(),
        "machine": describe_machine(),
        "command": shlex.join(["python", "benchmarks/million.py", "--mocap", "MOCAP", "--work", "WORK", *told]),
        "kills": sum(run["killed"] for run in runs),
        "seconds": seconds,
        "rows_per_second": given.rows * seen / total / seconds,
        "seconds_lost": sum(run["lost"] for run in runs),
        "peak_mb": max(run["peak_mb"] for run in runs),
        **check(given.work, given.rows, options),
        "runs": runs,
    }
    write_whole(given.output.with_suffix(".json"), (json.dumps(result, indent=1) + "\n").encode())
    write_whole(given.output.with_suffix(".md"), markdown(result, given.rows).encode())
    print(markdown(result, given.rows))


def markdown(result: dict[str, Any], rows: int) -> str:
    """The result as a page."""
    yes = {True: "yes", False: "no"}
    lines = [
        f"| rows | {rows:,} |",
        f"| kills | {result['kills']} |",
        f"| lifted, errors | {result['lifted']:,}, {result['errors']:,} |",
        f"| rows missing, rows doubled | {result['missing']}, {result['doubled']} |",
        f"| errors are those that were planted | {yes[result['errors_as_planted']]} |",
        f"| rows lifted anew, same bits | {result['sampled']:,}, {yes[result['same_checksum']]}"
        f" (furthest {result['furthest_mm']:.3f} mm) |",
        f"| MPJPE | {result['mpjpe']:.1f} mm |",
        f"| seconds, all starts and lost work included | {result['seconds']:,.0f} |",
        f"| rows a second | {result['rows_per_second']:,.0f} |",
        f"| seconds lost, from the last part to the kill | {result['seconds_lost']:.1f} |",
        f"| peak memory of a process | {result['peak_mb']:,.0f} MB |",
    ]
    about = "".join(f"- {name}: {result[name]}\n" for name in ("machine", "command", "date"))
    table = "\n".join(["| what | |", "|---|---|", *lines])
    return f"# A million rows\n\nMade by `benchmarks/million.py`, which says what is done.\n\n{about}\n{table}\n"


if __name__ == "__main__":
    main()
