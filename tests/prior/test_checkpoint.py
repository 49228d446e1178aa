"""Checkpoints whose header is damaged or made to do harm."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from zedo.body.skeleton import H36M_17, LSP_14
from zedo.prior.checkpoint import load_prior, read_checkpoint, save_prior
from zedo.prior.network import NetworkConfig, ScoreNetwork
from zedo.prior.sde import SubVPSDE
from zedo.proposal.checkpoint import load_proposal, save_proposal
from zedo.proposal.network import ProposalConfig, ProposalNetwork

SMALL = {"width": 16, "time_width": 8, "groups": 2}

DAMAGES: list[tuple[str, str, Any]] = [
    ("network", "breadth", 16),
    ("network", "width", "wide"),
    ("network", "width", 16.5),
    ("network", "width", -16),
    ("network", "width", True),
    ("network", "width", 10**9),
    ("network", "time_width", 2**62),
    ("network", "blocks", 10**9),
    ("network", "groups", 3),
    ("network", "joints", 14),
    ("network", "dropout", None),
    ("sde", "kind", "other"),
    ("sde", "kind", ["subvp"]),
    ("sde", "beta_max", "20"),
    ("sde", "beta_max", float("nan")),
    ("sde", "gamma", 1.0),
    ("skeleton", "joints", 17),
]
WHOLE: list[tuple[str, Any]] = [
    *((part, value) for part in ("network", "sde", "skeleton") for value in (None, [], "text")),
    ("skeleton", LSP_14.to_dict()),
    ("body_size", "large"),
    ("body_size", -1.0),
    ("body_size", float("inf")),
]


def prior_parts(path: Path) -> tuple[dict[str, Any], dict[str, torch.Tensor]]:
    save_prior(path, ScoreNetwork(NetworkConfig(**SMALL)), SubVPSDE(), H36M_17, 4.0, {})
    return read_checkpoint(path, "zedo-prior-1")


def rewrite(path: Path, header: Any, tensors: dict[str, torch.Tensor]) -> None:
    save_file(tensors, path, metadata={"zedo": header if isinstance(header, str) else json.dumps(header)})


def one_sentence(path: Path, load: Any) -> None:
    with pytest.raises(ValueError, match="^" + str(path)) as caught:
        load(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("part", "field", "value"), DAMAGES)
def test_a_prior_with_a_damaged_field_is_refused(tmp_path: Path, part: str, field: str, value: Any) -> None:
    path = tmp_path / "prior.safetensors"
    header, tensors = prior_parts(path)
    header = copy.deepcopy(header)
    header[part][field] = value
    rewrite(path, header, tensors)
    one_sentence(path, load_prior)


@pytest.mark.parametrize(("part", "value"), WHOLE)
def test_a_prior_with_a_damaged_part_is_refused(tmp_path: Path, part: str, value: Any) -> None:
    path = tmp_path / "prior.safetensors"
    header, tensors = prior_parts(path)
    rewrite(path, {**header, part: value}, tensors)
    one_sentence(path, load_prior)
    if part != "body_size":
        rewrite(path, {name: fields for name, fields in header.items() if name != part}, tensors)
        one_sentence(path, load_prior)


def test_a_header_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "prior.safetensors"
    _, tensors = prior_parts(path)
    rewrite(path, "[" * 100_000, tensors)
    one_sentence(path, load_prior)


@pytest.mark.parametrize(("field", "value"), [(f, v) for part, f, v in DAMAGES if part == "network" and f != "dropout"])
def test_a_proposal_with_a_damaged_network_is_refused(tmp_path: Path, field: str, value: Any) -> None:
    path = tmp_path / "proposal.safetensors"
    save_proposal(path, ProposalNetwork(ProposalConfig(**SMALL)), H36M_17, {})
    header, tensors = read_checkpoint(path, "zedo-proposal-2")
    header["network"][field] = value
    rewrite(path, header, tensors)
    one_sentence(path, load_proposal)
