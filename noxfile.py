"""The tests on other Pythons and PyTorch versions: `make test-matrix`. Interpreters that are missing are skipped."""

import os

import nox

nox.options.error_on_missing_interpreters = False


@nox.session(python=["3.11", "3.12", "3.13"])
@nox.parametrize("torch", ["2.8.*", "2.13.*"])
def tests(session: nox.Session, torch: str) -> None:
    """All tests, or those that are named after ``--``; Linux gets PyTorch's CPU build."""
    index = os.environ.get("TORCH_INDEX", "https://download.pytorch.org/whl/cpu")  # empty: pip's own
    session.install(f"torch=={torch}", *(("--index-url", index) if index else ()))
    session.install("--editable", ".[dev]")
    session.run("python", "-m", "pytest", *session.posargs)
