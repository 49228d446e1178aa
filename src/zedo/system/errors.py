"""What users do wrong."""

from __future__ import annotations


class ZedoError(ValueError):
    """A user's mistake: a sentence that says what is wrong, where, and what would be right."""
