"""The pose prior (paper §3.1): an SDE, a score network, and the callable that the optimiser uses."""
