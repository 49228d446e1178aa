"""What a user should be told though nothing is wrong: what was guessed, or left out."""

from __future__ import annotations

import warnings


class Note(UserWarning):
    """Something that was assumed of an input, in one sentence; the command line prints it, Python warns of it."""


class Unnamed(Note):
    """That a file names nobody, so that people have the numbers of their places in each frame."""


def note(text: str, kind: type[Note] = Note) -> None:
    """Tell the caller of the public function that is running."""
    warnings.warn(text, kind, stacklevel=3)
