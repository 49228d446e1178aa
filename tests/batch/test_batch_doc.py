"""docs/batch.md is what the code does."""

import re
from pathlib import Path

import numpy as np

from zedo.batch.rows import ADDED
from zedo.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "batch.md").read_text()
PROGRAMS = re.findall(r"^```python\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


def test_the_programs_write_the_input_and_read_the_output(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    writes, reads = PROGRAMS
    exec(compile(writes, "batch.md", "exec"), {})
    main(["batch", "rows.parquet", "-o", "lifted", "--preset", "fast", "--backend", "torch", "--workers", "1"])
    names: dict[str, np.ndarray] = {}
    exec(compile(reads, "batch.md", "exec"), names)
    assert names["positions"].shape == (100, 17, 3) and np.isfinite(names["positions"]).all()


def test_every_column_that_results_add_is_on_the_page() -> None:
    assert all(f"`{name}`" in PAGE for name in ADDED)
