import pytest
from hypothesis import settings

from zedo.prior.checkpoint import load_prior
from zedo.prior.score import ScorePrior

# A busy machine is not a failing test.
settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")


@pytest.fixture(scope="session")
def shipped_prior() -> ScorePrior:
    """The prior that ships with the package, in float64."""
    prior = load_prior()
    prior.network.double()  # type: ignore[union-attr]
    return prior
