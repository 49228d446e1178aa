"""`zedo reproduce` and `zedo refine`, from the files to what they write."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from tests.data.files import h36m_pickle, mpi_annotation, people, pw3d_archive, ski_labels
from tests.evaluate.benchmark import write_archives
from tests.evaluate.conftest import arrays as arrays
from zedo.body.skeleton import H36M_17
from zedo.optimise.presets import PRESETS
from zedo.poses import Poses3D
from zedo.prior.checkpoint import save_prior
from zedo.prior.ddpm import LinearSchedule
from zedo.prior.network import NetworkConfig, ScoreNetwork
from zedo.prior.score import ScorePrior

QUICK = ("--iterations", 2, "--backend", "torch")
FEW = ("--frames", 4, "--many-frames", 4)


@pytest.fixture(scope="module")
def mocap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archives(tmp_path_factory.mktemp("mocap"))


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three steps of the initial pose optimiser instead of 500, and of the prior's sampler instead of 1,000."""
    paper, sample = PRESETS["paper"], ScorePrior.sample
    monkeypatch.setattr(ScorePrior, "sample", lambda prior, count, generator: sample(prior, count, generator, 3))
    monkeypatch.setitem(PRESETS, "paper", replace(paper, initial_pose=replace(paper.initial_pose, steps=3)))


@pytest.fixture
def data_sets(tmp_path: Path) -> dict[str, Path]:
    """All of the paper's data sets as far as one standing person makes them, as flags."""
    folders = {flag: tmp_path / flag for flag in ("h36m", "mpi-inf-3dhp", "pw3d", "ski")}
    for folder in folders.values():
        folder.mkdir()
    h36m_pickle(folders["h36m"], people(15), list(range(2, 17)))
    mpi_annotation(folders["mpi-inf-3dhp"], "TS5", people(7), list(range(1, 8)), [1] * 7)
    pw3d_archive(folders["pw3d"], people(4))
    ski_labels(folders["ski"] / "test" / "labels.h5", people(3), [0, 1, 1])
    return folders


@pytest.fixture
def predictions(tmp_path: Path, arrays: dict[str, np.ndarray]) -> Path:
    path = tmp_path / "predictions.npz"
    rng = np.random.default_rng(0)
    np.savez(path, **arrays, pred=arrays["cam3d"] + rng.normal(scale=0.02, size=(3, 17, 3)))
    return path


BENCHMARK = ("table1", "table2", "table3", "table4", "table6", "table7", "table9", "table10", "table11", "fig5")


@pytest.mark.parametrize("name", BENCHMARK)
def test_the_benchmark_stands_in(run: Callable, mocap: Path, tmp_path: Path, name: str) -> None:
    flags = ("--priors", "a=open-v2", "b=open-v3", "--mocap", mocap, "-o", tmp_path)
    code, printed, err = run("reproduce", name, *flags, *QUICK, *FEW)
    assert code == 0, err
    assert "Not the paper's data" in printed
    stored = json.loads((tmp_path / f"{name}.json").read_text())
    assert stored["title"].startswith("Not the paper's data") and stored["rows"]
    assert all(np.isfinite(list(row["scores"].values())).all() for row in stored["rows"])
    assert (tmp_path / f"{name}.md").is_file() and (tmp_path / f"{name}.csv").is_file()
    if name == "fig5":
        assert Image.open(tmp_path / "fig5.png").width > 300


def test_table_5_takes_one_network_through_three_samplers(run: Callable, mocap: Path, tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = ScoreNetwork(NetworkConfig(width=64, time_width=32))
    save_prior(tmp_path / "ddpm.safetensors", network, LinearSchedule(), H36M_17, 5.0, {})
    flags = ("--priors", "a=open-v2", f"ddpm={tmp_path / 'ddpm.safetensors'}", "--mocap", mocap, "-o", tmp_path)
    code, _, err = run("reproduce", "table5", *flags, *QUICK, *FEW)
    assert code == 0, err
    rows = json.loads((tmp_path / "table5.json").read_text())["rows"]
    assert [row["settings"]["sampler"] for row in rows] == [None, "ddim", "ddpm", "ddpm-mean"]
    assert len({row["scores"]["mpjpe"] for row in rows}) == 4
    assert {row["anchors"] for row in rows} == {"k-means, open-v2"}


@pytest.mark.parametrize("name", ["table1", "table2", "table3", "table4", "table9", "table10", "table11"])
def test_data_sets_are_taken_where_they_are(
    run: Callable, data_sets: dict[str, Path], tmp_path: Path, name: str
) -> None:
    flags = [part for flag, folder in data_sets.items() for part in (f"--{flag}", folder)]
    code, printed, err = run("reproduce", name, "--priors", "b=open-v2", *flags, "-o", tmp_path, *QUICK)
    assert code == 0, err
    number = name.removeprefix("table")
    assert f"Table {number} of the paper" in printed and "Not the paper's data" not in printed
    rows = json.loads((tmp_path / f"{name}.json").read_text())["rows"]
    detected = {row["keypoints"] for row in rows}
    assert ("Stacked Hourglass" in " ".join(detected)) == (name in ("table2", "table4", "table10"))


def test_the_data_sets_own_settings_are_the_protocol_s(run: Callable, data_sets: dict, tmp_path: Path) -> None:
    assert run("reproduce", "table9", "--ski", data_sets["ski"], "-o", tmp_path, *QUICK)[0] == 0
    settings = json.loads((tmp_path / "table9.json").read_text())["rows"][0]["settings"]
    assert settings["initial_pose"]["axes"] == "y" and settings["initial_pose"]["distance"] == 20.0


def test_a_missing_data_set_leaves_out_its_rows(run: Callable, data_sets: dict, tmp_path: Path) -> None:
    code, printed, _ = run("reproduce", "table4", "--h36m", data_sets["h36m"], "-o", tmp_path, *QUICK)
    assert code == 0 and "mpi_inf_3dhp was not given" in " ".join(printed.split())


@pytest.mark.parametrize("name", ["fig6", "fig8"])
def test_figures_of_poses(run: Callable, mocap: Path, tmp_path: Path, name: str) -> None:
    code, _, err = run("reproduce", name, "--mocap", mocap, "-o", tmp_path, *QUICK, *FEW)
    assert code == 0, err
    picture = np.asarray(Image.open(tmp_path / f"{name}.png").convert("RGB"))
    # The first person's blues are on it.
    assert (np.abs(picture.astype(int) - (42, 79, 191)).sum(axis=-1) < 30).any()
    stored = json.loads((tmp_path / f"{name}.json").read_text())
    assert stored["drawn"][0]["prior"].startswith("open-v3 (") and stored["command"].startswith("zedo")


def test_table_8_refines_predictions(run: Callable, predictions: Path, tmp_path: Path) -> None:
    code, printed, err = run("reproduce", "table8", "--predictions", predictions, "-o", tmp_path, *QUICK)
    assert code == 0, err
    assert "The experiment of Table 8 on predictions.npz" in printed and "VPose3D" in printed
    alone, refined, turned = json.loads((tmp_path / "table8.json").read_text())["rows"]
    # 20 mm of noise in each coordinate of joint and pelvis; two iterations from it stay near.
    assert 20 < alone["scores"]["mpjpe"] < 70 and 0 < refined["scores"]["mpjpe"] < 120
    assert alone["evaluations"] == 0 and turned["evaluations"] == 2


def test_table_12_needs_nothing(run: Callable, tmp_path: Path) -> None:
    code, printed, _ = run("reproduce", "table12", "-o", tmp_path)
    assert code == 0 and "T_max" in printed
    assert json.loads((tmp_path / "table12.json").read_text())["settings"][0]["paper"] == "1024"


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (("table13",), "unknown experiment 'table13'"),
        ((), "no experiment was named"),
        (("table1",), "mocap.cs.cmu.edu"),
        (("table8",), "--predictions"),
        (("table1", "--priors", "c=x"), "NAME one of a, b"),
        (("table1", "--frames", "0"), "at least 1"),
        (("table1", "--mocap", "nowhere"), "no such file"),
    ],
)
def test_a_mistake_is_one_sentence(run: Callable, tmp_path: Path, flags: tuple, told: str) -> None:
    code, _, err = run("reproduce", *flags, "-o", tmp_path / "out")
    assert code == 2 and told in err and err.count("\n") == 1


def test_all_runs_what_can_be_run(run: Callable, tmp_path: Path) -> None:
    code, printed, _ = run("reproduce", "all", "-o", tmp_path)
    assert code == 0 and "table12.json" in {path.name for path in tmp_path.iterdir()}
    assert "mocap.cs.cmu.edu" in printed


class TestRefine:
    def test_poses_are_written_and_scored(self, run: Callable, predictions: Path, tmp_path: Path) -> None:
        out = tmp_path / "refined.npz"
        code, printed, err = run("refine", predictions, "-o", out, "--preset", "paper", *QUICK)
        assert code == 0, err
        assert "predicted" in printed and "refined" in printed
        poses = Poses3D.load(out)
        assert poses.joints.shape == (1, 3, 17, 3) and poses.provenance["settings"]["start"] == "given"
        assert poses.provenance["settings"]["initial_pose"]["axes"] == ""

    def test_keypoints_pull_a_prediction_into_the_image(self, run: Callable, predictions: Path, tmp_path: Path) -> None:
        out = tmp_path / "refined.npz"
        assert run("refine", predictions, "-o", out, "--rotate")[0] == 0
        poses = Poses3D.load(out)
        assert poses.provenance["settings"]["initial_pose"]["axes"] == "z"
        assert poses.provenance["preset"] == "fast" and (poses.reprojection_error < 10).all()

    def test_what_is_missing_is_told(self, run: Callable, arrays: dict, tmp_path: Path) -> None:
        np.savez(tmp_path / "no.npz", **arrays)
        np.savez(tmp_path / "mm.npz", **arrays, pred=1000 * arrays["cam3d"])
        np.savez(tmp_path / "shape.npz", **arrays, pred=arrays["cam3d"][:2])
        for name, told in {"no": "no array named pred", "mm": "metres are expected", "shape": "(3, 17, 3)"}.items():
            code, _, err = run("refine", tmp_path / f"{name}.npz")
            assert code == 2 and told in err and err.count("\n") == 1
        code, _, err = run("refine", tmp_path / "no.npz", "-o", tmp_path / "out.csv")
        assert code == 2 and ".npz or .json" in err
