"""Each data set's command from its files to its tables, and what the protocols choose."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from tests.data.files import (
    h36m_archive,
    h36m_pickle,
    humaneva_archive,
    mpi_annotation,
    mpi_pickle,
    people,
    pw3d_archive,
    pw3d_sequence,
    ski_labels,
)
from tests.optimise.conftest import STANDING
from zedo.body.skeleton import H36M_17
from zedo.evaluate.protocols import DATA_SETS, JOINT_SETS, find_protocol
from zedo.evaluate.published import PUBLISHED, published
from zedo.optimise.presets import PRESETS


def cameras(studio: str) -> dict:
    return json.loads((files("zedo") / "assets" / "cameras" / f"{studio}.json").read_text())


MAKERS: dict[str, Callable[[Path], object]] = {
    "h36m": lambda folder: h36m_pickle(folder, people(15), list(range(2, 17))),
    "h36m archive": lambda folder: h36m_archive(folder, cameras("h36m")),
    "mpi-inf-3dhp": lambda folder: mpi_annotation(folder, "TS5", people(7), list(range(1, 8)), [1] * 7),
    "3dhp": lambda folder: mpi_pickle(folder, people(7), list(range(1, 8)), [1] * 7),
    "3dpw": lambda folder: pw3d_archive(folder, people(4)),
    "pw3d sequences": lambda folder: pw3d_sequence(folder, "office_00", [people(3)], [[True] * 3]),
    "ski": lambda folder: ski_labels(folder / "test" / "labels.h5", people(3), [0, 1, 1]),
    "humaneva": lambda folder: humaneva_archive(folder, cameras("humaneva")),
}


@pytest.fixture(autouse=True)
def quick_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three steps of the initial pose optimiser instead of 500."""
    default = PRESETS["default"]
    monkeypatch.setitem(PRESETS, "default", replace(default, initial_pose=replace(default.initial_pose, steps=3)))


@pytest.fixture
def scores(run, tmp_path: Path) -> Callable[..., tuple[dict, str]]:
    """Scores and printed text of `zedo evaluate` on a data set made here, lifted in two iterations."""

    def call(kind: str, *flags: object) -> tuple[dict, str]:
        folder = tmp_path / "data"
        if not folder.exists():
            folder.mkdir()
            MAKERS[kind](folder)
        out = tmp_path / "scores.json"
        code, printed, err = run("evaluate", kind.split()[0], folder, "--iterations", 2, "--json", out, *flags)
        assert code == 0, err
        return json.loads(out.read_text()), " ".join(printed.split())

    return call


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("protocol", ["zedo", "standard"])
def test_every_data_set_is_scored(scores, kind: str, protocol: str) -> None:
    found, printed = scores(kind, "--protocol", protocol, "--every", 1)
    about = found["provenance"]
    assert about["protocol"] == protocol
    assert 0 < found["mpjpe"] < 1000
    assert found["frames"] == sum(group["frames"] for group in found["groups"].values())
    chosen = DATA_SETS[about["data_set"]][protocol]
    assert (
        about["settings"]["initial_pose"].items()
        >= {
            key: list(value) if isinstance(value, tuple) else value for key, value in chosen.initial_pose.items()
        }.items()
    )
    assert f"protocol {protocol}: {found['frames']} of {found['frames']} person-frames" in printed
    paper = published(about["data_set"], detected=False)
    comparable = kind != "pw3d sequences"  # SMPL's joints are not the paper's
    assert ("ZeDO" in printed) == (bool(paper) and comparable)


def test_the_paper_steps_through_the_frames(scores) -> None:
    found, printed = scores("mpi-inf-3dhp", "--preset", "paper")
    assert found["frames"] == 3
    assert "3 of 7 person-frames (every 3), 17 joints, PCK and AUC of 17" in printed
    assert "TS5 of 6 present, TS1, TS2, TS3, TS4, TS6 missing" in printed
    assert "clusters of MPI-INF-3DHP's training poses" in printed
    assert "axes z, pelvis, right_hip, left_hip, 1.5 to 6 m from the camera" in printed


def test_the_standard_takes_14_joints_for_pck(scores) -> None:
    found, printed = scores("mpi-inf-3dhp", "--protocol", "standard", "--preset", "paper")
    assert "17 joints, PCK and AUC of 14" in printed
    assert "univ_annot3" in printed
    assert "the preset's, the same for all data" in printed
    assert found["provenance"]["mean"] == "frames"


def test_human36m_is_a_mean_over_actions(scores) -> None:
    found, _ = scores("h36m", "--every", 1)
    assert list(found["groups"]) == ["Directions", "Discussion", "Eating", "Greeting", "Phoning", "Posing", "Purchases",
        "Sitting", "SittingDown", "Smoking", "Photo", "Waiting", "Walking", "WalkDog", "WalkTogether"]  # fmt: skip
    assert found["mpjpe"] == pytest.approx(np.mean([group["mpjpe"] for group in found["groups"].values()]))


def test_detections_have_the_detected_rows_of_the_paper(scores) -> None:
    found, printed = scores("h36m", "--every", 1, "--keypoints", "sh_dt_ft")
    assert "Stacked Hourglass" in found["provenance"]["detector"]
    # Only in the paper's rows: a score of ours may be any number.
    assert "65.7" in papers(printed) and "50.1" not in papers(printed)
    _, printed = scores("h36m", "--every", 1)
    assert "50.1" in papers(printed) and "65.7" not in papers(printed)


def papers(printed: str) -> str:
    """The beginnings of the rows of ZeDO, in which its first scores stand."""
    return " ".join(re.findall(r"ZeDO.{0,60}", printed))


def test_fourteen_joints_and_quirks(scores) -> None:
    found, printed = scores("3dpw", "--every", 1, "--joints", 14, "--official-quirks", "all")
    assert len(found["provenance"]["scored"]) == 14
    assert found["provenance"]["quirks"] == ["fit17", "pck17", "reflection", "unrooted"]
    assert "quirks of the official code: fit17, pck17, reflection, unrooted" in printed


def test_given_anchors_are_used(scores, tmp_path: Path) -> None:
    np.save(tmp_path / "cluster2.npy", np.stack([STANDING, STANDING * [1, 1, -1]]) + 1.0)
    found, printed = scores("3dpw", "--every", 1, "--anchors", tmp_path / "cluster2.npy", "--preset", "paper")
    assert found["provenance"]["hypotheses"] == 2
    assert "anchors of cluster2.npy" in printed
    assert "best of 2" in printed


def test_a_preset_that_starts_from_proposals_says_so(scores) -> None:
    _, printed = scores("3dpw", "--every", 1)
    assert "the preset starts from proposals: neither anchors nor the initial pose optimiser are used" in printed


def test_markdown_and_csv_hold_the_rows(scores, tmp_path: Path) -> None:
    page, table = tmp_path / "a.md", tmp_path / "a.csv"
    found, _ = scores("ski", "--hypotheses", 2, "--markdown", page, "--csv", table)
    rows = list(csv.DictReader(table.open()))
    assert [row["method"] for row in rows[-4:]] == [
        "zedo default, the answer", "zedo default, best of 2", "zedo default, the answer", "zedo default, the answer",
    ]  # fmt: skip
    assert float(rows[-4]["mpjpe"]) == found["mpjpe"]
    assert float(rows[-3]["mpjpe"]) == found["min_mpjpe"]
    assert [row["group"] for row in rows[-2:]] == ["seq 0", "seq 1"]
    assert rows[0]["source"] == "paper, table 9" and rows[0]["pa_mpjpe"] == "85.0"
    lines = page.read_text().splitlines()
    cells = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    assert {len(row) for row in cells} == {11}
    assert "| zedo | zedo default, the answer | ground truth | 2 |  | 3 |" in page.read_text()
    assert any(line.startswith("- protocol zedo: 3 of 3") for line in lines)


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (("--protocol", "mine"), "unknown protocol 'mine'; it is one of zedo, standard"),
        (("--joints", 16), "16 joints were asked for; sets of 17, 15, 14 can be scored"),
        (("--every", 0), "every 0th person-frame was asked for; 1 or more is needed"),
        (
            ("--official-quirks", "uprooted"),
            "unknown quirk 'uprooted'; the official code's are reflection, pck17, unrooted, fit17",
        ),
        (("--anchors", "none.npy"), "none.npy: no such file"),
        (("--csv", "nowhere/a.csv"), "nowhere does not exist"),
        (("--preset", "quick"), "unknown preset 'quick'"),
    ],
)
def test_a_mistake_is_one_sentence(run, tmp_path: Path, flags: tuple, sentence: str) -> None:
    pw3d_archive(tmp_path, people(2))
    code, printed, err = run("evaluate", "3dpw", tmp_path, "--iterations", 2, *flags)
    assert code == 2
    assert sentence in err
    assert err.count("\n") == 1
    assert printed == ""


def test_a_wrong_folder_is_one_sentence_for_every_data_set(run, tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").touch()
    for name in ("h36m", "mpi-inf-3dhp", "3dpw", "ski", "humaneva"):
        code, _, err = run("evaluate", name, tmp_path)
        assert code == 2
        assert f"{tmp_path}: holds holiday.jpg, where " in err
        assert err.count("\n") == 1


class TestPublished:
    def test_each_row_has_a_number_and_a_known_data_set(self) -> None:
        for row in PUBLISHED:
            assert row.data in DATA_SETS
            assert any(v is not None for v in (row.mpjpe, row.pa_mpjpe, row.n_mpjpe, row.pck, row.auc))

    def test_the_tables_are_whole(self) -> None:
        # Rows of tables 1, 2, 3, 9, 10 and 11 as printed; of table 4 the two with ground-truth 2D and no augmentation.
        counts = {table: sum(row.table == table for row in PUBLISHED) for table in (1, 2, 3, 4, 9, 10, 11)}
        assert counts == {1: 15, 2: 16, 3: 15, 4: 2, 9: 7, 10: 11, 11: 2}

    def test_the_papers_claims_hold_in_its_tables(self) -> None:
        best = min(row.mpjpe for row in published("h36m", True) if row.method == "ZeDO" and row.mpjpe is not None)
        assert best == 51.4  # the abstract
        rows = published("3dpw", False)
        assert min(row.pa_mpjpe for row in rows if row.pa_mpjpe is not None) == 40.3


def test_the_14_joints_leave_out_pelvis_spine_and_nose() -> None:
    assert [H36M_17.index(joint) for joint in H36M_17.joints if joint not in JOINT_SETS[14]] == [0, 7, 9]


def test_an_unknown_protocol_is_refused() -> None:
    with pytest.raises(ValueError, match="one of zedo, standard"):
        find_protocol("h36m", "x")
