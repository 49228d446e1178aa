import inspect
import subprocess
import sys

import pytest

import zedo


def test_help_lists_the_commands(run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for command in ("lift", "detect", "demo", "evaluate", "train"):
        assert command in out


@pytest.mark.parametrize("command", ["lift", "detect", "demo", "train", "evaluate"])
def test_every_command_has_help(run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert "Usage" in out


def test_an_unknown_command_is_one_sentence(run) -> None:
    code, _, err = run("elevate")
    assert code == 2
    assert err.count("\n") == 1 and "elevate" in err


def test_import_and_help_do_not_load_torch() -> None:
    script = "import sys, zedo, zedo.cli; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_lift_is_a_plain_function() -> None:
    assert inspect.isfunction(zedo.lift)
    assert list(inspect.signature(zedo.lift).parameters)[:2] == ["keypoints", "camera"]


def test_the_version_is_told(run) -> None:
    from importlib.metadata import version

    assert version("zedo") in run("--version")[1]
