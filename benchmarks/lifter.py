"""A small 2D-3D lifter to refine (paper, Table 8), trained on motion capture before virtual cameras.

    python benchmarks/lifter.py amc.npz --mocap MOCAP -o FOLDER --leave-out 02,09,12,16

The network is VideoPose3D's for one frame (Pavllo et al., CVPR 2019, f = 1; Martinez et al., ICCV 2017): two residual
blocks of linear, batch normalisation, ReLU and dropout, from pixel coordinates normalised by the image's width to the
pose about the pelvis. Its cameras are drawn like the validation benchmark's, its motion is what is given: `amc.npz`
makes it an in-domain lifter for subjects 02 and 16, and a cross-domain one for 09 and 12. It writes one file for each
half of the benchmark, for `zedo refine` and `zedo reproduce table8`.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from torch import Tensor, nn

from zedo.body.skeleton import H36M_17
from zedo.cli.options import work_progress
from zedo.data import mocap
from zedo.evaluate import metrics
from zedo.evaluate.validation import FRAMES, IMAGE_SIZE, validation_set
from zedo.io.arguments import parse_list
from zedo.system.files import written_whole
from zedo.train.augment import BoneLengths, PoseSampler

HALVES = {"amc": ("02", "16"), "daz": ("09", "12")}
WIDTH, BATCH, LEARNING_RATE = 512, 1024, 1e-3
FOCAL, DISTANCE, BEARING = (800.0, 2000.0), (2.5, 8.0), (12.0, 7.0)
"""Pixels, metres, degrees: those of the validation benchmark's cameras."""


class Lifter(nn.Module):
    """(N, 34) normalised keypoints → (N, 17, 3) metres."""

    def __init__(self) -> None:
        super().__init__()

        def layer(inputs: int) -> nn.Sequential:
            return nn.Sequential(nn.Linear(inputs, WIDTH), nn.BatchNorm1d(WIDTH), nn.ReLU(), nn.Dropout(0.25))

        self.first, self.last = layer(34), nn.Linear(WIDTH, 51)
        self.blocks = nn.ModuleList(nn.Sequential(layer(WIDTH), layer(WIDTH)) for _ in range(2))

    def forward(self, keypoints: Tensor) -> Tensor:
        """The pose about the pelvis."""
        h = self.first(keypoints)
        for block in self.blocks:
            h = h + block(h)
        return self.last(h).view(-1, 17, 3)


def normalised(uv: Tensor) -> Tensor:
    """VideoPose3D's screen coordinates: the image's width is [-1, 1], the aspect ratio stays."""
    width, height = IMAGE_SIZE
    return ((uv * 2 - torch.tensor([width, height])) / width).flatten(1)


def photographed(pose: Tensor, generator: torch.Generator) -> Tensor:
    """(N, 17, 2) pixels of poses before cameras like the benchmark's."""

    def uniform(low: float, high: float) -> Tensor:
        return low + (high - low) * torch.rand(len(pose), generator=generator)

    right, down = (torch.tan(uniform(-math.radians(b), math.radians(b))) for b in BEARING)
    ray = torch.nn.functional.normalize(torch.stack([right, down, torch.ones_like(right)], dim=-1), dim=-1)
    placed = pose + (ray * uniform(*DISTANCE)[:, None])[:, None]
    centre = torch.tensor(IMAGE_SIZE) / 2
    return placed[..., :2] / placed[..., 2:] * uniform(*FOCAL)[:, None, None] + centre


def train(poses: np.ndarray, steps: int, console: Console) -> Lifter:
    """A lifter trained by mean joint error, the rate falling along a cosine."""
    torch.manual_seed(0)
    generator = torch.Generator().manual_seed(0)
    sampler = PoseSampler(torch.from_numpy(poses), H36M_17, rotation="tilt", bone_lengths=BoneLengths(), flip=True)
    network = Lifter()
    optimiser = torch.optim.Adam(network.parameters(), lr=LEARNING_RATE)
    rate = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    with work_progress(console, "training", "steps") as progress:
        for step in range(steps):
            pose = sampler.sample(BATCH, generator)
            loss = (network(normalised(photographed(pose, generator))) - pose).norm(dim=-1).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            rate.step()
            if progress is not None:
                progress(step + 1, steps)
    return network.eval()


def main() -> None:
    """Train, and write the predictions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("training", type=Path, nargs="+", help="motion capture, as for `zedo train`")
    parser.add_argument("--mocap", type=Path, required=True, help="folder with the benchmark's two npz archives")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write to")
    parser.add_argument("--leave-out", default="", help="as given to `zedo train`")
    parser.add_argument("--steps", type=int, default=4000)
    given = parser.parse_args()
    console = Console(stderr=True)
    clips, _ = mocap.collect(given.training, leave_out=parse_list(given.leave_out))
    network = train(np.concatenate([clip.positions for clip in clips]), given.steps, console)
    given.output.mkdir(parents=True, exist_ok=True)
    everyone = validation_set(given.mocap, count=FRAMES)
    for name, people in HALVES.items():
        data = everyone.of_groups(people)
        with torch.no_grad():
            pred = network(normalised(torch.from_numpy(np.array(data.keypoints.uv)).float())).double().numpy()
        with written_whole(given.output / f"{name}.npz") as aside, aside.open("wb") as file:
            np.savez_compressed(
                file,
                uv=data.keypoints.uv,
                conf=data.keypoints.confidence,
                cam3d=data.positions,
                K=data.camera.matrix,
                joints=data.scored,
                pred=pred,
            )
        error = metrics.mpjpe(pred, data.positions).mean()
        console.print(f"{given.output / name}.npz: {len(data)} person-frames, MPJPE {error:.1f} mm")


if __name__ == "__main__":
    main()
