"""Evaluations as tables for the terminal."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from zedo.evaluate.evaluation import Evaluation


def evaluation_table(evaluation: Evaluation) -> Table:
    """One row a metric, and below them what gave the answers."""
    e, about = evaluation, evaluation.provenance
    hypotheses = about["hypotheses"]
    best = f"best of {hypotheses}, chosen by the truth for this metric"
    title = f"{escape(about['data'])}: {e.frames} person-frames, {len(about['scored'])} joints"
    table = Table(title=title, title_justify="left", caption_justify="left")
    table.add_column("metric")
    table.add_column("value", justify="right")
    table.add_column("unit")
    table.add_column("of")
    for name, value, unit, of in (
        ("MPJPE", e.mpjpe, "mm", "the answer"),
        ("PA-MPJPE", e.pa_mpjpe, "mm", "the answer, aligned by a similarity"),
        ("N-MPJPE", e.n_mpjpe, "mm", "the answer, aligned by a scale"),
        ("minMPJPE", e.min_mpjpe, "mm", best),
        ("minPA-MPJPE", e.min_pa_mpjpe, "mm", best),
        ("PCK@150mm", e.pck, "%", "the answer"),
        ("AUC", e.auc, "%", "the answer"),
    ):
        table.add_row(name, f"{value:.1f}", unit, of)
    table.caption = (
        f"preset {about['preset']}, S = {hypotheses}, {about['settings']['loop']['iterations']} iterations "
        f"({e.evaluations} network evaluations a person-frame), prior {about['prior']}, seed {about['seed']}, "
        f"zedo {about['zedo']}, {about['backend']}; lifted in {e.seconds:.1f} s"
    )
    return table
