"""Checkpoints: safetensors with a JSON header, so that loading one runs no code."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save as serialize

from zedo.files import write_whole
from zedo.prior.network import NetworkConfig, ScoreNetwork
from zedo.prior.score import ScorePrior
from zedo.prior.sde import SubVPSDE
from zedo.skeleton import Skeleton

FORMAT = "zedo-prior-1"
ASSETS = Path(__file__).parents[1] / "assets"
DEFAULT_PRIOR = "open-v1"


def save_prior(
    path: str | Path,
    network: ScoreNetwork,
    sde: SubVPSDE,
    skeleton: Skeleton,
    body_size: float,
    about: dict[str, Any],
    dtype: torch.dtype = torch.float16,
) -> None:
    """Write a prior: ``body_size`` as of :class:`ScorePrior`, ``about`` free JSON: data, licence, recipe, metrics."""
    header = {
        "format": FORMAT,
        "skeleton": skeleton.to_dict(),
        "unit": "metre",
        "body_size": body_size,
        "sde": {"kind": "subvp", "beta_min": sde.beta_min, "beta_max": sde.beta_max},
        "network": network.config.to_dict(),
        "about": about,
    }
    tensors = {name: value.detach().to("cpu", dtype).contiguous() for name, value in network.state_dict().items()}
    write_whole(path, serialize(tensors, metadata={"zedo": json.dumps(header)}))


def load_prior(name_or_file: str | Path = DEFAULT_PRIOR, device: str = "cpu") -> ScorePrior:
    """A prior from the package by name, or from a file that :func:`save_prior` wrote.

    Weights are float32 in memory whatever the file's precision.

    Raises:
        ValueError: when it does not exist or is no zedo prior.
    """
    path = find_prior(name_or_file)
    try:
        with safe_open(path, framework="pt") as file:
            header = json.loads((file.metadata() or {}).get("zedo", "null"))
            tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118
    except (SafetensorError, OSError, json.JSONDecodeError) as error:
        raise ValueError(f"{path}: not a readable safetensors checkpoint ({error})") from None
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise ValueError(f"{path}: a safetensors file, but not a zedo prior (its header does not say {FORMAT!r})")
    network = ScoreNetwork(NetworkConfig(**header["network"]))
    try:
        network.load_state_dict(tensors)
    except RuntimeError as error:
        raise ValueError(f"{path}: the tensors do not fit the header's network sizes ({error})") from None
    network.eval().requires_grad_(False).to(device)
    return ScorePrior(
        network,
        SubVPSDE(header["sde"]["beta_min"], header["sde"]["beta_max"]),
        Skeleton.from_dict(header["skeleton"]),
        fingerprint=file_hash(path),
        body_size=header["body_size"],
    )


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
