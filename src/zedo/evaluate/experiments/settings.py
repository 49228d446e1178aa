"""Table 12: the paper's hyperparameters beside those in force."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from zedo.evaluate.protocols import DATA_SETS
from zedo.system.files import write_whole


@dataclass(frozen=True)
class Setting:
    """One line; the ``place`` is where ours is set."""

    name: str
    paper: str
    ours: str
    place: str


def table12() -> list[Setting]:
    """Training: recipe ``paper-table12``; inference: preset ``paper`` with the protocol ``zedo`` on 3DPW, as there."""
    from zedo.optimise.presets import PRESETS
    from zedo.train.recipes import ADAM_BETAS, RECIPES

    recipe, preset = RECIPES["paper-table12"], PRESETS["paper"]
    pose, loop = DATA_SETS["3dpw"]["zedo"].initial_pose, preset.loop
    low, high = (bound * pose["distance"] for bound in pose["scale_bounds"])
    beta_1, beta_2 = ADAM_BETAS
    training, inference = "zedo train --recipe paper-table12", "--preset paper"
    protocol = "zedo evaluate 3dpw --protocol zedo"
    return [
        Setting("batch size", "1024", str(recipe.batch), training),
        Setting("training epochs", "2000", str(recipe.epochs), training),
        Setting("training optimiser", "Adam", "Adam", training),
        Setting("learning rate", "2e-4", f"{recipe.learning_rate:g}", training),
        Setting("warm-up iterations", "5000", str(recipe.warmup), training),
        Setting("β₁", "0.9", f"{beta_1:g}", training),
        Setting("β₂", "0.999", f"{beta_2:g}", training),
        Setting("times t", "(0, 0.1]", f"{loop.t_start:g} to {loop.t_end:g}, linear", inference),
        Setting("iterations", "1000", str(loop.iterations), inference),
        Setting("optimiser of the initial pose", "Adam", "Adam", inference),
        Setting("axis of its rotation", "Z", pose["axes"].upper(), protocol),
        Setting("T_min", "1.6 m", f"{low:g} m", protocol),
        Setting("T_max", "16 m", f"{high:g} m", protocol),
    ]


def settings_table(settings: list[Setting]) -> Table:
    """For the terminal."""
    table = Table(title="Table 12 of the paper, and the settings in force", title_justify="left", box=SIMPLE_HEAD)
    for name in ("setting", "paper", "zedo", "where"):
        table.add_column(name, overflow="fold")
    for setting in settings:
        table.add_row(setting.name, setting.paper, setting.ours, setting.place)
    return table


def write_settings(settings: list[Setting], folder: Path, about: dict[str, Any]) -> None:
    """table12.json, table12.md and table12.csv."""
    rows = [[s.name, s.paper, s.ours, s.place] for s in settings]
    head = ["setting", "paper", "zedo", "where"]
    lines = ["# Table 12 of the paper, and the settings in force", "", *(f"- {k}: {v}" for k, v in about.items()), ""]
    lines += [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * 4, *rows)]
    write_whole(folder / "table12.md", ("\n".join(lines) + "\n").encode())
    stored = {"experiment": "table12", **about, "settings": [dict(zip(head, row, strict=True)) for row in rows]}
    write_whole(folder / "table12.json", (json.dumps(stored, indent=1, ensure_ascii=False) + "\n").encode())
    quoted = [",".join(f'"{cell}"' for cell in cells) for cells in (head, *rows)]
    write_whole(folder / "table12.csv", ("\n".join(quoted) + "\n").encode())
