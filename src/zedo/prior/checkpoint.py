"""Checkpoints: safetensors with a JSON header, so that loading one runs no code."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save as serialize
from torch import Tensor, nn

from zedo.body.skeleton import Skeleton
from zedo.prior.ddpm import SAMPLERS, DDPMPrior, LinearSchedule
from zedo.prior.network import NetworkConfig, ScoreNetwork
from zedo.prior.score import ScorePrior
from zedo.prior.sde import SubVPSDE
from zedo.prior.shipped import DEFAULT_PRIOR
from zedo.system.errors import ZedoError
from zedo.system.files import write_whole

FORMAT = "zedo-prior-1"
ASSETS = Path(__file__).parents[1] / "assets"
PROCESSES = {"subvp": SubVPSDE, "ddpm": LinearSchedule}
"""Forward processes by the kind that a header names."""
MAX_SIZE = 65_536
"""Of anything about a network that a header may say."""
Network = TypeVar("Network", bound=nn.Module)
Fields = TypeVar("Fields")


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
        "sde": {"kind": kind, **dataclasses.asdict(sde)},
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
        ZedoError: when it does not exist, is no zedo prior, or has no such sampler.
    """
    path = find_prior(name_or_file)
    header, tensors = read_checkpoint(path, FORMAT)
    process = of_header(header, "sde", _process, path)
    if sampler is not None and not isinstance(process, LinearSchedule):
        raise ZedoError(f"{path}: the sampler {sampler!r} is for a DDPM prior; a score-matching prior has but one")
    network = read_network(ScoreNetwork, NetworkConfig, header, tensors, path).to(device)
    what = (read_skeleton(header, network.config.joints, path), file_hash(path))
    body_size = of_header(header, "body_size", _body_size, path)
    if isinstance(process, LinearSchedule):
        return DDPMPrior(network, process, *what, body_size, sampler=sampler or SAMPLERS[0])
    return ScorePrior(network, process, *what, body_size)


def of_header(header: dict[str, Any], part: str, read: Callable[[Any], Fields], path: Path) -> Fields:
    """What ``read`` makes of a part of a header; raises ZedoError with the file and the part when it cannot."""
    if part not in header:
        raise ZedoError(f"{path}: its header has no {part!r}")
    try:
        return read(header[part])
    except ValueError as error:
        raise ZedoError(f"{path}: its header's {part!r}: {error}") from None


def read_network(
    network: Callable[[Any], Network], config: type, header: dict[str, Any], tensors: dict[str, Tensor], path: Path
) -> Network:
    """The network that a header describes with a checkpoint's weights; raises ZedoError when they do not fit."""
    sizes = of_header(header, "network", lambda fields: _of_numbers(config, fields), path)
    if sizes.blocks > len(tensors):
        raise ZedoError(f"{path}: its header's 'network': {sizes.blocks} blocks of {len(tensors)} tensors")
    try:
        with torch.device("meta"):  # sizes cost no memory before the tensors are seen to have them
            empty = network(sizes)
    except ValueError as error:
        raise ZedoError(f"{path}: its header's 'network': {error}") from None
    return fill(empty, tensors, path)


def read_skeleton(header: dict[str, Any], joints: int, path: Path) -> Skeleton:
    """The skeleton of a header, of as many joints as the network has; raises ZedoError otherwise."""
    skeleton = of_header(header, "skeleton", lambda fields: Skeleton.from_dict(_as_dict(fields)), path)
    if len(skeleton) != joints:
        raise ZedoError(f"{path}: its header has a skeleton of {len(skeleton)} joints, and a network of {joints}")
    return skeleton


def _process(fields: Any) -> SubVPSDE | LinearSchedule:
    options = dict(_as_dict(fields))
    kind = options.pop("kind", None)
    if not isinstance(kind, str) or kind not in PROCESSES:
        raise ZedoError(f"the forward process is {kind!r}; this version knows {', '.join(PROCESSES)}")
    return _of_numbers(PROCESSES[kind], options)


def _body_size(value: Any) -> float | None:
    if value is None or (isinstance(value, int | float) and 0 < value < math.inf):
        return value
    raise ZedoError(f"{value!r} is no length in metres")


def _as_dict(fields: Any) -> dict[str, Any]:
    if not isinstance(fields, dict):
        raise ZedoError(f"an object was expected, not {type(fields).__name__}")
    return fields


def _of_numbers(kind: type[Fields], fields: Any) -> Fields:
    """The dataclass with these numbers, of which whole ones are sizes."""
    known = {field.name: field.type for field in dataclasses.fields(kind)}  # pyright: ignore[reportArgumentType]
    for name, value in _as_dict(fields).items():
        if name not in known:
            raise ZedoError(f"unknown field {name!r}; there are {', '.join(known)}")
        if known[name] == "int":
            if type(value) is not int or not 1 <= value <= MAX_SIZE:
                raise ZedoError(f"{name} is {value!r}; a whole number from 1 to {MAX_SIZE} was expected")
        elif type(value) not in (int, float) or not math.isfinite(value):
            raise ZedoError(f"{name} is {value!r}; a number was expected")
    return kind(**fields)


def write_checkpoint(path: str | Path, network: nn.Module, header: dict[str, Any], dtype: torch.dtype) -> None:
    """Write a network's weights as safetensors with a JSON header, whole or not at all."""
    tensors = {name: value.detach().to("cpu", dtype).contiguous() for name, value in network.state_dict().items()}
    write_whole(path, serialize(tensors, metadata={"zedo": json.dumps(header)}))


def read_checkpoint(path: Path, form: str) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """Header and float32 tensors of a file that :func:`write_checkpoint` wrote with ``format`` = ``form``.

    Raises:
        ZedoError: when it is another kind of file.
    """
    try:
        with safe_open(path, framework="pt") as file:
            header = json.loads((file.metadata() or {}).get("zedo", "null"))
            tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118
    except (SafetensorError, OSError, json.JSONDecodeError, RecursionError) as error:
        raise ZedoError(f"{path}: not a readable safetensors checkpoint ({error})") from None
    if not isinstance(header, dict) or header.get("format") != form:
        kind = form.split("-")[1]
        raise ZedoError(f"{path}: a safetensors file, but not a zedo {kind} (its header does not say {form!r})")
    return header, tensors


def fill(network: Network, tensors: dict[str, Tensor], path: Path) -> Network:
    """The network with these weights, ready for evaluation; raises ZedoError when they do not fit."""
    load_weights(network, tensors, path, assign=True)
    return network.eval().requires_grad_(False)


def load_weights(network: nn.Module, tensors: dict[str, Tensor], path: Path, assign: bool = False) -> None:
    """Put these weights into the network; raises ZedoError when they do not fit.

    ``assign`` takes the tensors themselves, in place of copies.
    """
    try:
        network.load_state_dict(tensors, assign=assign)
    except RuntimeError as error:
        detail = " ".join(str(error).split())
        raise ZedoError(f"{path}: the tensors do not fit the network's sizes ({detail})") from None


def find_prior(name_or_file: str | Path) -> Path:
    """Path of a prior that ships with the package, or of the file itself."""
    shipped = ASSETS / "priors" / str(name_or_file) / "prior.safetensors"
    if shipped.is_file():
        return shipped
    path = Path(name_or_file)
    if not path.is_file():
        names = sorted(p.parent.name for p in ASSETS.glob("priors/*/prior.safetensors"))
        raise ZedoError(f"no prior {str(name_or_file)!r}: neither a file nor one of {', '.join(names)}")
    return path


def file_hash(path: Path) -> str:
    """First 16 hexadecimal digits of the file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
