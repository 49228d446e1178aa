"""Proposal networks on disk, as priors are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from zedo.body.skeleton import Skeleton
from zedo.prior.checkpoint import file_hash, find_prior, read_checkpoint, read_network, read_skeleton, write_checkpoint
from zedo.proposal.network import ProposalConfig, ProposalNetwork
from zedo.proposal.proposal import Proposal
from zedo.system.errors import ZedoError

FORMAT = "zedo-proposal-2"


def save_proposal(path: str | Path, network: ProposalNetwork, skeleton: Skeleton, about: dict[str, Any]) -> None:
    """Write a proposal network in float16; ``about`` is free JSON: data, licence, recipe, metrics."""
    header = {
        "format": FORMAT,
        "skeleton": skeleton.to_dict(),
        "unit": "metre",
        "network": network.config.to_dict(),
        "about": about,
    }
    write_checkpoint(path, network, header, torch.float16)


def load_proposal(path: str | Path, device: str = "cpu") -> Proposal:
    """A proposal network from a file that :func:`save_proposal` wrote, float32 in memory.

    Raises:
        ZedoError: when it does not exist or is no proposal network of zedo.
    """
    path = Path(path)
    if not path.is_file():
        raise ZedoError(
            f"{path}: there is no such proposal network; `zedo train --recipe proposal` writes one, and the preset "
            "paper does without"
        )
    header, tensors = read_checkpoint(path, FORMAT)
    network = read_network(ProposalNetwork, ProposalConfig, header, tensors, path).to(device)
    return Proposal(network, read_skeleton(header, network.config.joints, path), file_hash(path))


def load_proposal_of(prior: str | Path, device: str = "cpu") -> Proposal:
    """The proposal network beside a prior, which is named or a file; raises as :func:`load_proposal`."""
    return load_proposal(find_prior(prior).with_name("proposal.safetensors"), device)
