import pytest

from zedo.prior.checkpoint import load_prior
from zedo.prior.score import ScorePrior


@pytest.fixture(scope="session")
def shipped_prior() -> ScorePrior:
    """The prior that ships with the package, in float64."""
    prior = load_prior()
    prior.network.double()  # type: ignore[union-attr]
    return prior
