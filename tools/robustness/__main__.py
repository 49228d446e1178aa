"""Try bad input on every command and print the answers as Markdown; exit code 1 if one is not as it should be.

python -m tools.robustness                 # everything: some minutes; needs root, to mount a disk that is full
python -m tools.robustness train augment   # some commands
"""

from __future__ import annotations

import datetime
import sys
import tempfile
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from tools.robustness.cases import CASES
from tools.robustness.inputs import make_inputs
from tools.robustness.runner import Answer, Case, full_disk, run


def main() -> int:
    """Print the table; how many problems there are."""
    cases = [case for case in CASES if not sys.argv[1:] or case.command in sys.argv[1:]]
    problems = 0
    with tempfile.TemporaryDirectory() as inputs, tempfile.TemporaryDirectory() as disk:
        make_inputs(Path(inputs))
        _import_everything()
        with full_disk(Path(disk)) as full:
            print(f"`python -m tools.robustness`, zedo {version('zedo')}, {datetime.date.today()}: {len(cases)} cases.")
            for command, group in groupby(cases, lambda case: case.command):
                print(f"\n### zedo {command}\n\n| bad input | exit | answer |\n|---|---|---|")
                for case in group:
                    answer = run(case, Path(inputs), full)
                    problems += len(answer.problems)
                    print(f"| {case.what} | {answer.code} | {_cell(case, answer)} |", flush=True)
        if (Path(inputs) / "code-was-run").exists():
            print("\nA PICKLE WAS RUN")
            problems += 1
    print(f"\n{problems or 'No'} problems.", file=sys.stderr)
    return min(problems, 1)


def _cell(case: Case, answer: Answer) -> str:
    if answer.problems:
        return f"**{'; '.join(answer.problems)}**: {answer.text[-400:]!r}"
    text = " ".join(answer.text.splitlines()[-1:]).removeprefix("zedo: ").replace("|", "\\|").replace("<", "&lt;")
    if case.lifts:
        return "finite poses"
    return text if len(text) < 260 else f"{text[:250]} …"


def _import_everything() -> None:
    """Before the children are forked, so that each need not."""
    import av  # noqa: F401
    import onnxruntime  # noqa: F401
    import torch

    import zedo.batch.local
    import zedo.cli.augment
    import zedo.cli.batch
    import zedo.cli.demo
    import zedo.cli.detect
    import zedo.cli.evaluate
    import zedo.cli.lift
    import zedo.cli.serve
    import zedo.cli.train
    import zedo.cli.view
    import zedo.detect.movenet
    import zedo.engines.openvino
    import zedo.optimise.lifter

    zedo.engines.openvino.import_openvino()
    torch.set_num_threads(1)  # threads do not survive a fork


if __name__ == "__main__":
    sys.exit(main())
