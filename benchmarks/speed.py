"""How fast poses are lifted and priors trained, and how much memory that takes; everything on this machine's CPU.

    python benchmarks/speed.py --official CHECKOUT      # all of it; writes results/speed.{json,md,png}
    python benchmarks/speed.py --only throughput memory # some parts; the others' results stay in the file

The keypoints are those of the demo that ships with zedo, as often as needed. CHECKOUT is a checkout of the official
ZeDO code: its network, sampler and gradient modules run as its `run/inference.py` runs them, with random weights, on
the CPU. Without it the baseline is zedo's own plain PyTorch in float32. Iterations cost the same each, so that large
batches are measured on fewer than 1,000. Times are the least of several runs.
"""

from __future__ import annotations

import argparse
import datetime
import inspect
import json
import multiprocessing
import resource
import statistics
import subprocess
import sys
import time
import types
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
import torch
from torch.nn import functional

import zedo
from zedo.body.skeleton import H36M_17
from zedo.data.clips import Clip
from zedo.engines.openvino import OpenVINONetwork
from zedo.optimise.lifter import Lifter
from zedo.optimise.presets import PRESETS
from zedo.poses import Keypoints2D
from zedo.prior.network import NetworkConfig, ScoreNetwork
from zedo.system.device import describe_machine
from zedo.system.files import write_whole
from zedo.train.recipes import RECIPES
from zedo.train.score_objective import ScoreObjective
from zedo.train.trainer import Trainer

HERE = Path(__file__).parent
DEMO = Path(zedo.__file__).parent / "assets" / "demo"
BACKENDS = ("torch", "torch-bf16", "torch-compile", "onnx", "onnx-int8", "openvino", "openvino-int8")
ITERATIONS, TURNS = 1000, 3
Row = dict[str, Any]


def people(count: int) -> tuple[Keypoints2D, zedo.Camera]:
    """So many person-frames of the demo."""
    demo = zedo.read_keypoints(DEMO / "keypoints.json").to(H36M_17)
    rows = np.arange(count) % len(demo)
    camera = zedo.Camera.from_file(DEMO / "camera.json")
    return Keypoints2D(demo.uv[rows], demo.confidence[rows], H36M_17), camera


def best_of(run: Callable[[], object], times: int = 3, warm: bool = True) -> float:
    """Least seconds of some runs."""
    if warm:
        run()
    return min(seconds(run) for _ in range(times))


def seconds(run: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def peak(precision: str, size: int, repeat: int = 20) -> float:
    """GFLOP/s (GOP/s of integers) of square matrix products, weights packed where torch packs them."""
    if precision == "int8":
        a, b = (torch.randint(-127, 127, (size, size), dtype=torch.int8) for _ in range(2))
        product = lambda: torch._int_mm(a, b)  # noqa: E731
    else:
        dtype = getattr(torch, precision)
        x, w = torch.randn(size, size, dtype=dtype), torch.randn(size, size, dtype=dtype)
        product = lambda: functional.linear(x, w)  # noqa: E731
    run = lambda: [product() for _ in range(repeat)]  # noqa: E731
    return 2 * size**3 * repeat / best_of(run, 5) / 1e9


def products(config: NetworkConfig) -> int:
    """Floating-point operations of one evaluation of the network at a known time, in matrix products."""
    inner = 2 * config.blocks * config.width**2
    return 2 * (inner + 2 * 3 * config.joints * config.width)


def paper(backend: str, iterations: int, chunk: int | None = None, **options: Any) -> Lifter:
    """The paper's preset on a backend."""
    return Lifter(preset="paper", backend=backend, iterations=iterations, chunk=chunk, **options)


def throughput(official: Path | None) -> list[Row]:
    """Hypotheses a second at 1,000 iterations, the initial pose included, against the baseline.

    Each in a process of its own: torch's threads and OpenVINO's get in each other's way. All take turns, several times
    over, and of each the least counts: a machine's neighbours make it slower for minutes.
    """
    rows = []
    for batch, iterations in ((1024, 30), (1, 200), (50, 100), (16384, 4)):
        names = (*BACKENDS, *(["official"] if official is not None else [])) if batch <= 1024 else BACKENDS[-1:]
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
        for _ in range(TURNS):
            for name in names:
                with multiprocessing.get_context("spawn").Pool(1) as process:
                    times[name].append(process.apply(short_and_long, (name, batch, iterations, official)))
        for name in names:
            short, long = (min(spent) for spent in zip(*times[name], strict=True))
            each = (long - short) / iterations
            fixed = max(short - each * iterations, 0.0)
            row = {"batch": batch, "what": name, "iteration_ms": 1e3 * each, "fixed_s": fixed}
            rows.append({**row, "per_second": batch / (fixed + ITERATIONS * each)})
            print(rows[-1], flush=True)
    return rows


def short_and_long(what: str, batch: int, iterations: int, official: Path | None) -> tuple[float, float]:
    """Seconds for so many iterations and for twice as many, the least of two."""
    keypoints, camera = people(batch)
    if what == "official":
        assert official is not None  # then it is not asked for
        run = OfficialLoop(official, batch, keypoints).run
        return best_of(lambda: run(iterations), 2), best_of(lambda: run(2 * iterations), 2, warm=False)
    one, two = (paper(what, n) for n in (iterations, 2 * iterations))
    return best_of(lambda: one(keypoints, camera), 2), best_of(lambda: two(keypoints, camera), 2)


def latency(_official: Path | None) -> list[Row]:
    """Milliseconds of one frame, from keypoints to pose, everything loaded."""
    keypoints, camera = people(1)
    rows = []
    for backend in ("torch", "torch-bf16", "onnx-int8", "openvino-int8"):
        for preset, hypotheses in (("paper", 1), ("paper", 50), ("fast", 1), ("default", 1), ("best", 10)):
            if backend == "torch" and hypotheses == 50:
                continue
            lifter = Lifter(preset=preset, hypotheses=hypotheses, backend=backend)
            taken = 1e3 * best_of(lambda: lifter(keypoints, camera), 5)  # noqa: B023
            rows.append({"what": backend, "preset": preset, "hypotheses": hypotheses, "ms": taken})
            print(rows[-1], flush=True)
    return rows


def growth(_official: Path | None) -> list[Row]:
    """Seconds as frames, hypotheses, joints and iterations grow, one at a time."""
    backend, rows = "openvino-int8", []
    keypoints, camera = people(2048)

    def measure(what: str, value: int, lifter: Lifter, count: int) -> None:
        some = Keypoints2D(keypoints.uv[:count], keypoints.confidence[:count], H36M_17)
        rows.append({"what": what, "value": value, "seconds": best_of(lambda: lifter(some, camera), 2)})
        print(rows[-1], flush=True)

    for count in (64, 256, 1024, 2048):
        measure("frames", count, paper(backend, 100), count)
    for hypotheses in (1, 10, 50):
        measure("hypotheses", hypotheses, paper(backend, 100, hypotheses=hypotheses), 20)
    for iterations in (100, 300, 1000):
        measure("iterations", iterations, paper(backend, iterations), 64)
    for joints in (14, 17, 26):
        network = ScoreNetwork(NetworkConfig(joints=joints)).eval().requires_grad_(False)
        compiled = OpenVINONetwork(network, bfloat16=True)
        poses, t = torch.randn(1024, joints, 3), torch.tensor(0.05)
        rows.append({"what": "joints", "value": joints, "seconds": 100 * best_of(lambda: compiled(poses, t), 20)})  # noqa: B023
        print(rows[-1], flush=True)
    return rows


def training(_official: Path | None) -> list[Row]:
    """Optimiser steps a second: the recipe `open` as `zedo train` runs it, and plain: a time for each pose, float32."""
    rng = np.random.default_rng(0)
    poses = rng.normal(scale=0.3, size=(4096, 17, 3)).astype(np.float32)
    clips = [Clip("01_01", poses, Path("noise"))]
    recipe = RECIPES["open"]
    plain = replace(recipe, time_groups=None)
    trainers = {
        "plain": Trainer(ScoreObjective(clips, [], plain), plain),
        "zedo train": Trainer(ScoreObjective(clips, [], recipe), recipe, precision="bfloat16", compile=True),
    }
    spent: dict[str, list[float]] = {name: [] for name in trainers}
    for trainer in trainers.values():  # the first step compiles
        trainer.train_step()
    for _ in range(3):
        for name, trainer in trainers.items():
            spent[name].append(seconds(lambda: [float(trainer.train_step()) for _ in range(8)]) / 8)  # noqa: B023
    return [{"what": name, "steps_per_second": 1 / min(times)} for name, times in spent.items()]


def memory(_official: Path | None) -> list[Row]:
    """Peak memory of many frames with S = 50 and 2 iterations, lifted in parts of 1,000 frames.

    Anchors stay as they are, since the initial pose takes far longer than two iterations.
    """
    rows = []
    for count in (10_000, 100_000):
        code = f"import sys; sys.path.insert(0, {str(HERE)!r}); from speed import lift_in_parts; lift_in_parts({count})"
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        poses, peak_mb = (float(word) for word in out.split())
        rows.append({"frames": count, "poses": int(poses), "peak_mb": peak_mb})
        print(rows[-1], flush=True)
    return rows


def lift_in_parts(count: int, part: int = 1000) -> None:
    """Print how many poses came out and the peak memory in MB; a part's poses are gone when the next begins."""
    preset = replace(PRESETS["paper"], initial_pose=replace(PRESETS["paper"].initial_pose, steps=0))
    lifter, done = Lifter(preset=preset, iterations=2, hypotheses=50), 0
    for start in range(0, count, part):
        keypoints, camera = people(min(part, count - start))
        poses = lifter(keypoints, camera)
        done += poses.hypotheses * len(poses)
    print(done, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def start_up(_official: Path | None) -> list[Row]:
    """Seconds of a fresh Python, median of five."""
    commands = {
        "import zedo": [sys.executable, "-c", "import zedo"],
        "zedo --help": [sys.executable, "-m", "zedo", "--help"],
    }
    run = lambda command: seconds(lambda: subprocess.run(command, capture_output=True, check=True))  # noqa: E731
    return [{"what": n, "seconds": statistics.median(run(c) for _ in range(5))} for n, c in commands.items()]


def peaks(_official: Path | None) -> list[Row]:
    """Square matrix products; the faster of 1,024 and 2,048 rows and columns."""
    precisions = ("float32", "bfloat16", "int8")
    return [{"what": name, "gflops": max(peak(name, size) for size in (1024, 2048))} for name in precisions]


class OfficialLoop:
    """The released code's optimiser (`run/inference.py`) for one batch, random weights."""

    def __init__(self, checkout: Path, batch: int, keypoints: Keypoints2D) -> None:
        sys.path.insert(0, str(checkout))
        # Imported at its top and used nowhere in what runs here.
        for name, members in (("torchvision", ()), ("torchvision.utils", ("make_grid", "save_image"))):
            module = types.ModuleType(name)
            for member in members:
                setattr(module, member, None)
            sys.modules.setdefault(name, module)
        from lib.algorithms.advanced import sampling, sde_lib  # type: ignore[import-not-found]
        from lib.algorithms.advanced.model import ScoreModelFC_Adv  # type: ignore[import-not-found]
        from lib.algorithms.advanced.simple_zeroshot_opt import (  # type: ignore[import-not-found]
            RotOpt,
            gradient_field_gen,
        )

        space = types.SimpleNamespace
        config = space(
            model=space(
                embedding_type="positional", sigma_max=50, sigma_min=0.01, num_scales=1000, scale_by_sigma=False
            ),
            training=space(
                cond_pose_mask_prob=0.0, cond_part_mask_prob=0.0, cond_joint_mask_prob=0.0, continuous=True
            ),
            sampling=space(
                method="pc", predictor="euler_maruyama", corrector="none", snr=0.16, n_steps_each=1,
                probability_flow=True, noise_removal=True,
            ),
        )  # fmt: skip
        self._model = ScoreModelFC_Adv(
            config, n_joints=17, joint_dim=3, hidden_dim=1024, embed_dim=512, cond_dim=3
        ).eval()
        sde = sde_lib.subVPSDE(beta_min=0.1, beta_max=20.0, N=1000, T=0.1)
        self._sample = sampling.get_sampling_fn(config, sde, (batch, 17, 3), lambda x: x, 0.01, device="cpu")
        self._gradient, self._turn, self._batch = gradient_field_gen, RotOpt, batch
        self._uv = torch.tensor(np.nan_to_num(keypoints.uv[:batch]), dtype=torch.float32)
        self._confidence = torch.tensor(keypoints.confidence[:batch], dtype=torch.float32)

    def run(self, iterations: int) -> None:
        """500 steps of the initial pose optimiser and so many iterations."""
        batch, uv = self._batch, self._uv
        matrix = torch.tensor([[1000.0, 0, 960], [0, 1000, 540], [0, 0, 1]]).repeat(batch, 1, 1)
        pose = torch.tensor([[[0.0, 0, 0], [0.1, 0, 0], [0.1, 0.4, 0]]]).repeat(batch, 6, 1)[:, :17].contiguous()
        place = torch.tensor([0.0, 0.0, 3.0]).repeat(batch, 1, 1)
        turn = self._turn(batch, axis="z", minT=0.5, maxT=2)
        optimiser = torch.optim.Adam(turn.parameters(), lr=0.1)
        for _ in range(500):
            optimiser.zero_grad()
            torch.nn.functional.l1_loss(turn(pose[:, [0, 1, 4]], place, matrix), uv[:, [0, 1, 4]]).backward()
            optimiser.step()
        with torch.no_grad():
            for i, t in enumerate(torch.linspace(0.1, 0.01, iterations)):
                step, _ = self._gradient(uv, pose, matrix, conf=self._confidence, returnT=True)
                pose = pose + step
                _, result = self._sample(
                    self._model, condition=torch.zeros(batch, 17, 2), gradient=step, denoise_x=pose, t=t, t_step=i,
                    args=types.SimpleNamespace(),
                )  # fmt: skip
                pose = torch.tensor(result)


PARTS: dict[str, Callable[[Path | None], list[Row]]] = {
    "peaks": peaks,
    "throughput": throughput,
    "latency": latency,
    "growth": growth,
    "training": training,
    "memory": memory,
    "start_up": start_up,
}


def markdown(result: dict[str, Any]) -> str:
    """The result as a page."""
    lines = ["# Speed", "", "Made by `benchmarks/speed.py`; what is measured is described there.", ""]
    lines += [f"- {name}: {value}" for name, value in result["about"].items()]
    best = {row["what"]: row["gflops"] for row in result.get("peaks", [])}
    for part, rows in result.items():
        if part == "about":
            continue
        lines += ["", f"## {part.replace('_', ' ').capitalize()}", "", inspect.cleandoc(str(PARTS[part].__doc__)), ""]
        extra = ["peak %", "ratio"] if part == "throughput" else []
        lines += ["| " + " | ".join([*(k.replace("_", " ") for k in rows[0]), *extra]) + " |"]
        lines += ["|" + "---|" * (len(rows[0]) + len(extra))]
        for row in rows:
            cells = [_cell(value) for value in row.values()]
            if extra:
                cells += _throughput_cells(row, rows, best)
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value:.3g}" if abs(value) < 100 else f"{value:,.0f}"


def _throughput_cells(row: Row, rows: list[Row], best: dict[str, float]) -> list[str]:
    """Share of the peak of the precision that the products are in, and the ratio to the baseline."""
    name = row["what"]
    precision = "int8" if "int8" in name else "float32" if name in ("torch", "onnx", "official") else "bfloat16"
    flops = products(NetworkConfig()) * row["batch"]
    share = f"{100 * flops / row['iteration_ms'] * 1e-6 / best[precision]:.0f} of {precision}" if best else ""
    base = [r for r in rows if r["batch"] == row["batch"] and r["what"] == "official"]
    base = base or [r for r in rows if r["batch"] == row["batch"] and r["what"] == "torch"]
    return [share, f"{row['per_second'] / base[0]['per_second']:.1f}" if base else ""]


def plot(result: dict[str, Any], path: Path) -> None:
    """Hypotheses a second against the batch, a line for each backend."""
    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.5))
    for name in dict.fromkeys(row["what"] for row in result["throughput"]):
        rows = [row for row in result["throughput"] if row["what"] == name]
        axes.plot([r["batch"] for r in rows], [r["per_second"] for r in rows], "o-", label=name)
    axes.set(xscale="log", yscale="log", xlabel="poses a batch", ylabel="hypotheses a second, 1,000 iterations")
    axes.grid(alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def main() -> None:
    """Measure, and merge with what the result file already has."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--official", type=Path, help="checkout of the official ZeDO code")
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS))
    parser.add_argument("--output", type=Path, default=HERE / "results" / "speed.md")
    args = parser.parse_args()
    store = args.output.with_suffix(".json")
    result: dict[str, Any] = json.loads(store.read_text()) if store.exists() else {}
    result["about"] = {
        "machine": describe_machine(),
        "command": "python benchmarks/speed.py" + (" --official CHECKOUT" if args.official else ""),
        "date": datetime.date.today().isoformat(),
        "parts of the last run, the others are from one before": ", ".join(args.only),
    }
    for part in args.only:
        result[part] = PARTS[part](args.official)
        ordered = {key: result[key] for key in ("about", *PARTS) if key in result}
        write_whole(store, json.dumps(ordered, indent=1).encode())
        write_whole(args.output, markdown(ordered).encode())
    if "throughput" in args.only:
        plot(result, args.output.with_suffix(".png"))


if __name__ == "__main__":
    main()
