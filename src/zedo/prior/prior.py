"""What the optimiser needs of a prior, and what follows from any network that predicts the noise in a pose."""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, Protocol, Self, TypeVar, runtime_checkable

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.skeleton import Skeleton


@runtime_checkable
class Prior(Protocol):
    """What the optimiser needs of a prior of human poses; any object that has these two is one.

    What else :class:`PosePrior` has is used where it is there: ``denoiser(seed)`` for steps that draw noise,
    ``fingerprint`` and ``sampler`` for the provenance, ``body_size`` to scale answers to the prior's mean body, and
    ``clean(pose, t)`` with ``sde`` to weigh hypotheses. Another object's network is evaluated by itself, whatever the
    backend.
    """

    @property
    def skeleton(self) -> Skeleton:
        """The joints of a pose."""
        ...

    def denoise(self, pose: Float[Tensor, "*batch J 3"], t: Float[Tensor, ""]) -> Float[Tensor, "*batch J 3"]:
        """A step from poses at diffusion time t, from 1, noise, to 0, towards human ones.

        Args:
            pose: float32, metres, camera axes, about the pelvis.
        """
        ...


def denoiser(prior: Prior, seed: int) -> Callable[[Tensor, Tensor], Tensor]:
    """The prior's ``denoise`` for one run; what it draws, if it draws anything, comes from ``seed``."""
    return prior.denoiser(seed) if isinstance(prior, PosePrior) else getattr(prior, "denoiser", _same(prior))(seed)


def _same(prior: Prior) -> Callable[[int], Callable[[Tensor, Tensor], Tensor]]:
    return lambda seed: prior.denoise


def body_size(prior: Prior) -> float | None:
    """Metres, the total bone length of the prior's mean body; None for a prior that does not know it."""
    return getattr(prior, "body_size", None)


def fingerprint(prior: Prior) -> str:
    """What identifies the prior in results: the hash of its file, or the name of what was passed in."""
    return getattr(prior, "fingerprint", "") or f"{type(prior).__module__}.{type(prior).__qualname__}"


class ForwardProcess(Protocol):
    """How noise is added: x(t) | x(0) ~ N(mean(t) x(0), std(t)² I) for t in (0, 1]; each takes t of any shape."""

    def mean(self, t: Float[Tensor, "*t"]) -> Float[Tensor, "*t"]:
        """The factor that multiplies x(0) in the mean of x(t)."""
        ...

    def std(self, t: Float[Tensor, "*t"]) -> Float[Tensor, "*t"]:
        """The standard deviation of x(t) given x(0), metres."""
        ...

    def network_time(self, t: Float[Tensor, "*t"]) -> Float[Tensor, "*t"]:
        """The time at which a network is trained and asked for t."""
        ...


Process = TypeVar("Process", bound=ForwardProcess)


class PosePrior(ABC, Generic[Process]):
    """p(pose) through a network that predicts the noise z in x(t) = mean(t) x(0) + std(t) z.

    Args:
        network: (pose (..., J, 3) m, t broadcastable to (...)) → noise z (..., J, 3).
        sde: the forward process the network was trained on.
        skeleton: the joints of a pose.
        fingerprint: identifies the weights in results; "" for a network that was not loaded from a file.
        body_size: metres, mean over the training poses of the total length of all bones; None when unknown.
    """

    sampler = ""
    """Name of the reverse step where one network has several."""

    def __init__(
        self,
        network: Callable[[Tensor, Tensor], Tensor],
        sde: Process,
        skeleton: Skeleton,
        fingerprint: str = "",
        body_size: float | None = None,
    ) -> None:
        self.network = network
        self.sde = sde
        self.skeleton = skeleton
        self.fingerprint = fingerprint
        self.body_size = body_size

    def with_network(self, network: Callable[[Tensor, Tensor], Tensor]) -> Self:
        """The same prior with its network evaluated in another way."""
        other = copy.copy(self)
        other.network = network
        return other

    def noise(self, pose: Float[Tensor, "*batch J 3"], t: Float[Tensor, "*t"]) -> Float[Tensor, "*batch J 3"]:
        """The noise z that the network sees in poses in metres at times t in (0, 1]."""
        return self.network(pose, self.sde.network_time(t))

    def score(self, pose: Float[Tensor, "*batch J 3"], t: Float[Tensor, "*t"]) -> Float[Tensor, "*batch J 3"]:
        """∇ log p_t(pose) = -z / std(t)."""
        return -self.noise(pose, t) / self.sde.std(t)[..., None, None]

    def clean(self, pose: Float[Tensor, "*batch J 3"], t: Float[Tensor, "*t"]) -> Float[Tensor, "*batch J 3"]:
        """E[x(0) | x(t) = pose], Tweedie's formula."""
        std, mean = self.sde.std(t)[..., None, None], self.sde.mean(t)[..., None, None]
        return (pose - std * self.noise(pose, t)) / mean

    @abstractmethod
    def denoise(self, pose: Float[Tensor, "*batch J 3"], t: Float[Tensor, "*t"]) -> Float[Tensor, "*batch J 3"]:
        """θ_g(pose, t) of Algorithm 1: one step of the reverse process."""

    def denoiser(self, seed: int) -> Callable[[Tensor, Tensor], Tensor]:
        """:meth:`denoise` for one run; what it draws, if it draws anything, comes from ``seed``."""
        return self.denoise

    @abstractmethod
    def sample(self, count: int, generator: torch.Generator, steps: int = 1000) -> Float[Tensor, "count J 3"]:
        """Unconditional poses in metres, in so many steps of the reverse process from t = 1."""
