"""Checkpoints: safetensors with a JSON header, so that loading one runs no code."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save as serialize
from torch import Tensor, nn

from zedo.files import write_whole
from zedo.prior.ddpm import SAMPLERS, DDPMPrior, LinearSchedule
from zedo.prior.network import NetworkConfig, ScoreNetwork
from zedo.prior.score import ScorePrior
from zedo.prior.sde import SubVPSDE
from zedo.skeleton import Skeleton

FORMAT = "zedo-prior-1"
ASSETS = Path(__file__).parents[1] / "assets"
DEFAULT_PRIOR = "open-v2"
PROCESSES = {"subvp": SubVPSDE, "ddpm": LinearSchedule}
"""Forward processes by the kind that a header names."""
Network = TypeVar("Network", bound=nn.Module)


def save_prior(
    path: str | Path,
    network: ScoreNetwork,
    sde: SubVPSDE | LinearSchedule,
    skeleton: Skeleton,
    body_size: float | None,
    about: dict[str, Any],
    dtype: torch.dtype = torch.float16,
) -> None:
    """Write a prior: ``body_size`` as of :class:`ScorePrior`, ``about`` free JSON: data, licence, recipe, metrics."""
    kind = next(kind for kind, process in PROCESSES.items() if isinstance(sde, process))
    header = {
        "format": FORMAT,
        "skeleton": skeleton.to_dict(),
        "unit": "metre",
        "body_size": body_size,
        "sde": {"kind": kind, **asdict(sde)},
        "network": network.config.to_dict(),
        "about": about,
    }
    write_checkpoint(path, network, header, dtype)


def load_prior(
    name_or_file: str | Path = DEFAULT_PRIOR, device: str = "cpu", sampler: str | None = None
) -> ScorePrior | DDPMPrior:
    """A prior from the package by name, or from a file that :func:`save_prior` wrote.

    Weights are float32 in memory whatever the file's precision.

    Args:
        sampler: of a DDPM prior, one of :data:`zedo.prior.ddpm.SAMPLERS`, the first when left out.

    Raises:
        ValueError: when it does not exist, is no zedo prior, or has no such sampler.
    """
    path = find_prior(name_or_file)
    header, tensors = read_checkpoint(path, FORMAT)
    options = dict(header["sde"])
    kind = options.pop("kind")
    if kind not in PROCESSES:
        raise ValueError(f"{path}: its forward process is {kind!r}; this version knows {', '.join(PROCESSES)}")
    if sampler is not None and kind != "ddpm":
        raise ValueError(f"{path}: the sampler {sampler!r} is for a DDPM prior; a score-matching prior has but one")
    network = fill(ScoreNetwork(NetworkConfig(**header["network"])), tensors, path).to(device)
    what = (Skeleton.from_dict(header["skeleton"]), file_hash(path), header["body_size"])
    if kind == "ddpm":
        return DDPMPrior(network, LinearSchedule(**options), *what, sampler=sampler or SAMPLERS[0])
    return ScorePrior(network, SubVPSDE(**options), *what)


def write_checkpoint(path: str | Path, network: nn.Module, header: dict[str, Any], dtype: torch.dtype) -> None:
    """Write a network's weights as safetensors with a JSON header, whole or not at all."""
    tensors = {name: value.detach().to("cpu", dtype).contiguous() for name, value in network.state_dict().items()}
    write_whole(path, serialize(tensors, metadata={"zedo": json.dumps(header)}))


def read_checkpoint(path: Path, form: str) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """Header and float32 tensors of a file that :func:`write_checkpoint` wrote with ``format`` = ``form``.

    Raises:
        ValueError: when it is another kind of file.
    """
    try:
        with safe_open(path, framework="pt") as file:
            header = json.loads((file.metadata() or {}).get("zedo", "null"))
            tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118
    except (SafetensorError, OSError, json.JSONDecodeError) as error:
        raise ValueError(f"{path}: not a readable safetensors checkpoint ({error})") from None
    if not isinstance(header, dict) or header.get("format") != form:
        kind = form.split("-")[1]
        raise ValueError(f"{path}: a safetensors file, but not a zedo {kind} (its header does not say {form!r})")
    return header, tensors


def fill(network: Network, tensors: dict[str, Tensor], path: Path) -> Network:
    """The network with these weights, ready for evaluation; raises ValueError when they do not fit."""
    load_weights(network, tensors, path)
    return network.eval().requires_grad_(False)


def load_weights(network: nn.Module, tensors: dict[str, Tensor], path: Path) -> None:
    """Put these weights into the network; raises ValueError when they do not fit."""
    try:
        network.load_state_dict(tensors)
    except RuntimeError as error:
        detail = " ".join(str(error).split())
        raise ValueError(f"{path}: the tensors do not fit the network's sizes ({detail})") from None


def find_prior(name_or_file: str | Path) -> Path:
    """Path of a prior that ships with the package, or of the file itself."""
    shipped = ASSETS / "priors" / str(name_or_file) / "prior.safetensors"
    if shipped.is_file():
        return shipped
    path = Path(name_or_file)
    if not path.is_file():
        names = sorted(p.parent.name for p in ASSETS.glob("priors/*/prior.safetensors"))
        raise ValueError(f"no prior {str(name_or_file)!r}: neither a file nor one of {', '.join(names)}")
    return path


def file_hash(path: Path) -> str:
    """First 16 hexadecimal digits of the file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
