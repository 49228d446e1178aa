"""Seeds of random numbers."""

from __future__ import annotations

from zedo.system.errors import ZedoError

LARGEST = 2**63 - 1
"""What torch and numpy both take."""


def check_seed(seed: int) -> int:
    """The seed; raises ZedoError unless it is a whole number from 0 to :data:`LARGEST`."""
    if not 0 <= seed <= LARGEST:
        raise ZedoError(f"the seed is {seed}; a whole number from 0 to {LARGEST} was expected")
    return seed
