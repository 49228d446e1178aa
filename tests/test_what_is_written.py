"""What text says of the code, where a test can tell."""

import re
from pathlib import Path

import pytest

from zedo.clip.clip import ROUNDS

ROOT = Path(__file__).parents[1]
NAMED = sorted(
    {
        (str(source.relative_to(ROOT)), name)
        for source in (ROOT / "src" / "zedo").rglob("*.py")
        for name in re.findall(r"\b(?:benchmarks|tools)/[\w/]+\.(?:py|md)\b", source.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize(("source", "name"), NAMED)
def test_files_that_the_code_names_are_there(source: str, name: str) -> None:
    assert (ROOT / name).is_file()


def test_a_clip_is_lifted_in_so_many_rounds() -> None:
    numbers = {"One": 1, "Two": 2, "Three": 3, "Four": 4}
    page = (ROOT / "docs" / "algorithm.md").read_text(encoding="utf-8")
    found = re.search(r"\*\*(\w+) rounds\*\*", page)
    assert found and numbers[found[1]] == ROUNDS


def test_no_extra_is_recommended_for_a_core_dependency() -> None:
    for source in (ROOT / "src" / "zedo").rglob("*.py"):
        assert not re.search(r"needs scipy", source.read_text(encoding="utf-8")), source
