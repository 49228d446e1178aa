"""Evaluations as tables: for the terminal, as Markdown and as CSV, with the paper's rows above ours."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from zedo.evaluate.evaluation import Evaluation
from zedo.evaluate.published import Published

METRICS = {"mpjpe": "MPJPE", "pa_mpjpe": "PA-MPJPE", "n_mpjpe": "N-MPJPE", "pck": "PCK", "auc": "AUC"}
"""Columns of the tables; errors in millimetres, PCK at 150 mm and AUC in percent."""


@dataclass(frozen=True)
class Row:
    """One line: a method, or a group of the frames, and its numbers, None where there is none.

    Attributes:
        source: ``zedo`` or the table of the paper.
        method, keypoints: what gave the poses, and the 2D poses it was given.
        hypotheses: S; the numbers of the ``best`` are of the best of S, chosen by the truth.
        group: part of the data; empty for all of them.
    """

    source: str
    method: str
    keypoints: str
    hypotheses: int | None
    group: str = ""
    frames: int | None = None
    mpjpe: float | None = None
    pa_mpjpe: float | None = None
    n_mpjpe: float | None = None
    pck: float | None = None
    auc: float | None = None


def rows(evaluation: Evaluation) -> list[Row]:
    """Ours over all frames: the answer and, of several hypotheses, the best; then the same answer group by group."""
    e, about = evaluation, evaluation.provenance
    method = f"zedo {about['preset']}" if "preset" in about else "given poses"
    hypotheses, seen = about["hypotheses"], about["detector"] or "ground truth"

    def row(title: str, **numbers: float | str) -> Row:
        return Row("zedo", title, seen, hypotheses, **numbers)  # type: ignore[arg-type]

    def of_answer(scores: dict[str, float]) -> dict[str, float]:
        return {name: scores[name] for name in ("frames", *METRICS)}

    overall = [row(f"{method}, the answer", **of_answer(e.to_dict()))]
    if hypotheses > 1:
        overall.append(
            row(
                f"{method}, best of {hypotheses}",
                frames=e.frames, mpjpe=e.min_mpjpe, pa_mpjpe=e.min_pa_mpjpe, pck=e.best_pck, auc=e.best_auc,
            )
        )  # fmt: skip
    return overall + [row(f"{method}, the answer", group=name, **of_answer(g)) for name, g in e.groups.items()]


def published_rows(published: Iterable[Published]) -> list[Row]:
    """The paper's rows in the same form; CE, as there, marks a method that was never trained on the data set."""
    return [
        Row(
            source=f"paper, table {p.table}",
            method=p.method + (" (CE)" if p.cross_domain else ""),
            keypoints="detected" if p.detected else "ground truth",
            hypotheses=p.hypotheses,
            **{name: getattr(p, name) for name in METRICS},
        )
        for p in published
    ]


def evaluation_tables(evaluation: Evaluation, published: Sequence[Published] = ()) -> list[Table]:
    """For the terminal: the methods, ours last, and a table of the groups where there are several."""
    e, about = evaluation, evaluation.provenance
    title = (
        f"{escape(about['data'])}: {e.frames} person-frames, {len(about['scored'])} joints, "
        f"2D poses: {escape(about['detector'] or 'ground truth')}"
    )
    ours = rows(e)
    table = _table(title, "method")
    for source in dict.fromkeys(row.source for row in published_rows(published)):
        table.add_row(source, style="dim")
        for row in published_rows(published):
            if row.source == source:
                table.add_row(f"  {row.method}", str(row.hypotheses or ""), *_values(row), style="dim")
    table.add_section()
    for row in ours:
        if not row.group:
            table.add_row(escape(row.method), str(row.hypotheses), *_values(row))
    table.caption = escape(caption(e))
    tables = [table]
    if len(e.groups) > 1:
        groups = _table("The answer by group", "group")
        groups.add_column("frames", justify="right")
        for row in ours:
            if row.group:
                groups.add_row(escape(row.group), str(row.hypotheses), *_values(row), str(row.frames))
        tables.append(groups)
    return tables


def caption(evaluation: Evaluation) -> str:
    """What gave the poses and how the means were taken, in one paragraph."""
    e, about = evaluation, evaluation.provenance
    lifted = ""
    if "preset" in about:
        iterations = about["settings"]["loop"]["iterations"]
        lifted = (
            f"preset {about['preset']}, S = {about['hypotheses']}, {iterations} iterations "
            f"({e.evaluations} network evaluations a person-frame), prior {about['prior']}, seed {about['seed']}, "
            f"zedo {about['zedo']}, {about['backend']}; lifted in {e.seconds:.1f} s; "
        )
    best = ""
    if about["hypotheses"] > 1:
        best = "; the best of S is chosen by the truth, for each error apart, PCK's and AUC's by MPJPE"
    over = f"the {len(e.groups)} groups" if about["mean"] == "groups" and e.groups else "all person-frames"
    quirks = f"; quirks of the official code: {', '.join(about['quirks'])}" if about["quirks"] else ""
    return f"{lifted}errors in mm, means over {over}, PCK at 150 mm and AUC in %, over all person-frames{best}{quirks}"


def markdown(evaluation: Evaluation, published: Sequence[Published] = (), remarks: Sequence[str] = ()) -> str:
    """The same as a page."""
    about = evaluation.provenance
    head = ["source", "method", "2D poses", "S", "group", "frames", *METRICS.values()]
    lines = [f"# {about['data']}", "", caption(evaluation), ""]
    lines += [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for row in [*published_rows(published), *rows(evaluation)]:
        about_row = [row.source, row.method, row.keypoints, row.hypotheses or "", row.group, row.frames or ""]
        cells = [*about_row, *_values(row)]
        lines.append("| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |")
    lines += ["", *(f"- {remark}" for remark in remarks)] if remarks else []
    return "\n".join(lines) + "\n"


def csv_text(evaluation: Evaluation, published: Sequence[Published] = ()) -> str:
    """The same rows, a line each, with the fields of :class:`Row` as columns."""
    names = [field.name for field in fields(Row)]
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: getattr(row, name) for name in names} for row in [*published_rows(published), *rows(evaluation)]
    )
    return out.getvalue()


def _table(title: str, first: str) -> Table:
    table = Table(title=title, title_justify="left", caption_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(first)
    for name in ("S", *METRICS.values()):
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _values(row: Row) -> list[str]:
    numbers = (getattr(row, name) for name in METRICS)
    return ["–" if number is None else f"{number:.1f}" for number in numbers]
