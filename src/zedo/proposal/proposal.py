"""Proposals: the median pose behind keypoints in one network evaluation, or samples of what may be behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.definitions import JOINT_OF
from zedo.body.root import root_relative
from zedo.body.skeleton import Skeleton
from zedo.body.told import nothing
from zedo.proposal.network import NOISE_SCALE
from zedo.proposal.view import View, make_view


class Proposed(NamedTuple):
    """Poses of one answer or several, and what is marked on them.

    Attributes:
        pose: (..., N, J, 3) root-relative, metres, camera axes.
        offsets: (..., N, M, 3) from the joints :data:`zedo.body.definitions.JOINT_OF` to the points
            :data:`zedo.body.definitions.MARKED`, metres, camera axes.
    """

    pose: Float[Tensor, "*batch N J 3"]
    offsets: Float[Tensor, "*batch N M 3"]

    @property
    def points(self) -> Float[Tensor, "*batch N P 3"]:
        """All :data:`zedo.body.definitions.POINTS`, root-relative, metres."""
        return torch.cat([self.pose, self.pose[..., list(JOINT_OF), :] + self.offsets], dim=-2)


class Proposal:
    """p(pose | keypoints, body) through a conditional flow (flow matching, Lipman et al. 2023, on the straight path).

    Args:
        network: (pose (N, J, 3), time (N,), features) → pose and offsets, as
            :class:`zedo.proposal.network.ProposalNetwork`.
        skeleton: the joints of a pose.
        fingerprint: identifies the weights in results; "" for a network that was not loaded from a file.
    """

    def __init__(
        self,
        network: Callable[[Tensor, Tensor, Tensor], tuple[Tensor, Tensor]],
        skeleton: Skeleton,
        fingerprint: str = "",
    ) -> None:
        self.network, self.skeleton, self.fingerprint = network, skeleton, fingerprint

    @torch.no_grad()
    def median(
        self,
        plane: Float[Tensor, "N P 2"],
        confidence: Float[Tensor, "N P"],
        told: Float[Tensor, "N 22"] | None = None,
    ) -> Proposed:
        """The pose of least expected joint error given a person's points: one evaluation.

        The network learns it where the flow never is: in the state 0 at time 0.

        Args:
            plane, confidence: of :data:`zedo.body.definitions.POINTS`, as :func:`zedo.proposal.view.make_view` takes
                them.
            told: what is known of each person's body (:func:`zedo.body.told.told`).
        """
        view = make_view(plane, confidence)
        start = plane.new_zeros(len(plane), len(self.skeleton), 3)
        answer = self.network(start, start.new_zeros(len(start)), self._features(view, told))
        return self._to_camera(*answer, view.rotation)

    @torch.no_grad()
    def sample(
        self,
        plane: Float[Tensor, "N P 2"],
        confidence: Float[Tensor, "N P"],
        count: int,
        steps: int,
        generator: torch.Generator,
        told: Float[Tensor, "N 22"] | None = None,
    ) -> Proposed:
        """``count`` poses drawn from the flow by ``steps`` Euler steps each, first axis ``count``; as :meth:`median`.

        The noise of a sample does not depend on how many person-frames are lifted with it.
        """
        view = make_view(plane, confidence)
        features = self._features(view, told).repeat(count, 1)
        noise = torch.randn(count, 1, len(self.skeleton), 3, generator=generator, device=generator.device)
        pose = (NOISE_SCALE * noise).to(plane).expand(-1, len(plane), -1, -1).flatten(0, 1)
        offsets = pose
        for step in range(steps):
            predicted, offsets = self.network(pose, pose.new_full((len(pose),), step / steps), features)
            pose = pose + (predicted - pose) / (steps - step)
        drawn = (count, -1)
        return self._to_camera(pose.unflatten(0, drawn), offsets.unflatten(0, drawn), view.rotation)

    @staticmethod
    def _features(view: View, told: Tensor | None) -> Float[Tensor, "N features"]:
        count = len(view.features)
        body = nothing(count, view.features.device) if told is None else told
        return torch.cat([view.features, body.to(view.features)], dim=-1)

    def _to_camera(self, pose: Tensor, offsets: Tensor, rotation: Float[Tensor, "N 3 3"]) -> Proposed:
        return Proposed(root_relative(pose @ rotation, self.skeleton), offsets @ rotation)
