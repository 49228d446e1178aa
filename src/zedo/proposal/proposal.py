"""Proposals: the median pose behind keypoints in one network evaluation, or samples of what may be behind them."""

from __future__ import annotations

from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.root import root_relative
from zedo.body.skeleton import Skeleton
from zedo.proposal.network import NOISE_SCALE
from zedo.proposal.view import make_view


class Proposal:
    """p(pose | keypoints) through a conditional flow (flow matching, Lipman et al. 2023, on the straight path).

    Args:
        network: (pose (N, J, 3), time (N,), features) → pose, as :class:`zedo.proposal.network.ProposalNetwork`.
        skeleton: the joints of a pose.
        fingerprint: identifies the weights in results; "" for a network that was not loaded from a file.
    """

    def __init__(
        self, network: Callable[[Tensor, Tensor, Tensor], Tensor], skeleton: Skeleton, fingerprint: str = ""
    ) -> None:
        self.network, self.skeleton, self.fingerprint = network, skeleton, fingerprint

    @torch.no_grad()
    def median(self, plane: Float[Tensor, "N J 2"], confidence: Float[Tensor, "N J"]) -> Float[Tensor, "N J 3"]:
        """The pose of least expected joint error given keypoints, root-relative, metres, camera axes: one evaluation.

        The network learns it where the flow never is: in the state 0 at time 0.
        """
        view = make_view(plane, confidence, self.skeleton)
        start = plane.new_zeros(*plane.shape[:2], 3)
        pose = self.network(start, start.new_zeros(len(start)), view.features)
        return self._to_camera(pose, view.rotation)

    @torch.no_grad()
    def sample(
        self,
        plane: Float[Tensor, "N J 2"],
        confidence: Float[Tensor, "N J"],
        count: int,
        steps: int,
        generator: torch.Generator,
    ) -> Float[Tensor, "count N J 3"]:
        """Poses drawn from the flow by ``steps`` Euler steps each, as :meth:`median` gives them.

        The noise of a sample does not depend on how many person-frames are lifted with it.
        """
        view = make_view(plane, confidence, self.skeleton)
        features = view.features.repeat(count, 1)
        noise = torch.randn(count, 1, len(self.skeleton), 3, generator=generator, device=generator.device)
        pose = (NOISE_SCALE * noise).to(plane).expand(-1, len(plane), -1, -1).flatten(0, 1)
        for step in range(steps):
            predicted = self.network(pose, pose.new_full((len(pose),), step / steps), features)
            pose = pose + (predicted - pose) / (steps - step)
        return self._to_camera(pose.unflatten(0, (count, -1)), view.rotation)

    def _to_camera(self, pose: Tensor, rotation: Float[Tensor, "N 3 3"]) -> Tensor:
        return root_relative(pose @ rotation, self.skeleton)
