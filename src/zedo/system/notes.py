"""What a user should be told though nothing is wrong: what was guessed, or left out."""

from __future__ import annotations

import warnings


class Note(UserWarning):
    """Something that was assumed of an input, in one sentence; the command line prints it, Python warns of it."""


def note(text: str) -> None:
    """Tell the caller of the public function that is running."""
    warnings.warn(text, Note, stacklevel=3)
