"""An experiment's rows as a table for the terminal, as Markdown, CSV and JSON, the paper's numbers beside ours."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from zedo.evaluate.experiments.trial import Experiment
from zedo.evaluate.report import METRICS
from zedo.system.files import write_whole

ABOUT = {
    "tested_on": "tested on",
    "label": "row",
    "prior": "prior",
    "anchors": "initial poses",
    "keypoints": "2D",
    "hypotheses": "S",
    "frames": "frames",
}
"""Columns that say what a row is."""

BEST = {"mpjpe": "min_mpjpe", "pa_mpjpe": "min_pa_mpjpe", "pck": "best_pck", "auc": "best_auc"}
"""What the paper reports of several hypotheses: the best, chosen by the truth."""


@dataclass(frozen=True)
class Report:
    """What came out of an experiment.

    Attributes:
        benchmark: whether the validation benchmark stood in for the paper's data.
        rows: of :func:`zedo.evaluate.experiments.runner.run_experiment`.
        missing: a sentence for each trial that was not run.
        about: the command, the seed, the machine, the date, zedo's version.
    """

    experiment: Experiment
    benchmark: bool
    rows: Sequence[dict[str, Any]]
    missing: Sequence[str]
    about: dict[str, Any]

    @property
    def title(self) -> str:
        """Whose data these are comes first where they are not the paper's."""
        e = self.experiment
        if self.benchmark:
            return f"Not the paper's data: the experiment of {e.number} on zedo's validation benchmark"
        if e.name == "table8":
            return f"The experiment of {e.number} on {', '.join(dict.fromkeys(row['tested_on'] for row in self.rows))}"
        return f"{e.number} of the paper"

    @property
    def remarks(self) -> list[str]:
        """What a reader must know."""
        remarks = [f"{self.experiment.title}; errors in millimetres, PCK and AUC in percent"]
        if any(row["hypotheses"] > 1 for row in self.rows):
            remarks.append("S > 1: the best of S, chosen by the truth, for each error apart, as the paper has it")
        if self.benchmark:
            remarks.append(
                "people of the CMU database before virtual cameras: 02 and 16 (its AMC archive) where the paper has "
                "Human3.6M, 09 and 12 (its Daz archive) where it has MPI-INF-3DHP, all four for other data sets; the "
                "paper's numbers are of its own data, so that differences between rows can be compared, and rows not"
            )
        return [*remarks, *(f"not run: {sentence}" for sentence in self.missing)]

    def table(self) -> Table:
        """For the terminal: ours, and the paper's in brackets."""
        table = Table(title=escape(self.title), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
        for name in ABOUT.values():
            table.add_column(name, overflow="fold", min_width=len(name))
        for metric in self.experiment.metrics:
            table.add_column(f"{METRICS[metric]} (paper)", justify="right", no_wrap=True)
        for cells in self._lines():
            about, numbers = cells[: len(ABOUT)], cells[len(ABOUT) :]
            pairs = [f"{ours} ({paper})" for paper, ours in zip(numbers[::2], numbers[1::2], strict=True)]
            table.add_row(*map(escape, about), *(pair.strip() for pair in pairs), style="dim" if not about[2] else "")
        return table

    def markdown(self) -> str:
        """A page."""
        head = [*ABOUT.values()]
        for metric in self.experiment.metrics:
            head += [f"{METRICS[metric]}, paper", METRICS[metric]]
        lines = [f"# {self.title}", "", *(f"- {remark}" for remark in self.remarks)]
        lines += [f"- {name}: {value}" for name, value in self.about.items()]
        lines += ["", f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
        lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |" for cells in self._lines()]
        return "\n".join(lines) + "\n"

    def csv_text(self) -> str:
        """A line a row, all scores of ours, and what made each."""
        names = [*ABOUT, *(f"paper_{metric}" for metric in METRICS)]
        scores = list(self.rows[0]["scores"]) if self.rows else []
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["source", *names, *scores, "seconds", *self.about])
        for other in self.experiment.others:
            paper = [getattr(other, metric) for metric in METRICS]
            keypoints = "detected" if other.detected else "ground truth"
            about = [other.data, other.method, "", "", keypoints, other.hypotheses, "", *paper, *[""] * len(scores), ""]
            writer.writerow(["paper", *about, *[""] * len(self.about)])
        for row in self.rows:
            paper = [row["paper"].get(metric) for metric in METRICS]
            about = [row[name] for name in ABOUT]
            writer.writerow(["zedo", *about, *paper, *row["scores"].values(), row["seconds"], *self.about.values()])
        return out.getvalue()

    def to_dict(self) -> dict[str, Any]:
        """The JSON form, from which an interrupted run goes on."""
        e = self.experiment
        return {
            "experiment": e.name,
            "title": self.title,
            "remarks": self.remarks,
            **self.about,
            "rows": list(self.rows),
            "paper": [asdict(other) for other in e.others],
        }

    def write(self, folder: Path) -> None:
        """NAME.json, NAME.md and NAME.csv."""
        name = self.experiment.name
        text = json.dumps(self.to_dict(), indent=1, allow_nan=False, ensure_ascii=False) + "\n"
        write_whole(folder / f"{name}.json", text.encode())
        write_whole(folder / f"{name}.md", self.markdown().encode())
        write_whole(folder / f"{name}.csv", self.csv_text().encode())

    def _lines(self) -> Iterator[list[str]]:
        metrics = self.experiment.metrics
        for other in self.experiment.others:
            method = other.method + (" (CE)" if other.cross_domain else "")
            keypoints, s = "detected" if other.detected else "ground truth", str(other.hypotheses or "")
            cells = [f"paper's {other.data}", method, "", "", keypoints, s, ""]
            for metric in metrics:
                cells += [_number(getattr(other, metric)), ""]
            yield cells
        for row in self.rows:
            cells = [str(row[name]) for name in ABOUT]
            for metric in metrics:
                cells += [_number(row["paper"].get(metric)), _number(shown(row, metric))]
            yield cells


def shown(row: dict[str, Any], metric: str) -> float | None:
    """A row's number as the paper would report it: the best of several hypotheses; None where that is not defined."""
    if row["hypotheses"] == 1:
        return row["scores"][metric]
    return row["scores"][BEST[metric]] if metric in BEST else None


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
