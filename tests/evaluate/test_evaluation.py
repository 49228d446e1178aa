"""Scores of poses with known errors, and the whole way from keypoints to scores."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.optimise.conftest import STANDING
from zedo.body.skeleton import H36M_17, LSP_14, Skeleton
from zedo.data.evaluation_set import EvaluationSet
from zedo.evaluate import metrics
from zedo.evaluate.evaluation import evaluate, evaluate_poses, score
from zedo.evaluate.protocols import JOINT_SETS, Scoring
from zedo.optimise.initial_pose import InitialPoseSettings
from zedo.optimise.lifter import Lifter
from zedo.optimise.loop import LoopSettings
from zedo.optimise.presets import Preset
from zedo.poses import Keypoints2D
from zedo.prior.score import ScorePrior
from zedo.prior.sde import SubVPSDE

NAMES = ["mpjpe", "pa_mpjpe", "n_mpjpe", "min_mpjpe", "min_pa_mpjpe", "pck", "auc", "best_pck", "best_auc"]
KEYS = [*NAMES, "frames", "evaluations", "seconds", "groups", "notes"]
PERFECT = dict.fromkeys(NAMES[:5], 0.0) | dict.fromkeys(NAMES[5::2], 100.0) | dict.fromkeys(NAMES[6::2], 100 * 30 / 31)


class TestScore:
    def test_the_truth_is_perfect(self, data: EvaluationSet) -> None:
        assert score(data.positions[None], data) == pytest.approx(PERFECT, abs=1e-6)

    def test_translation_does_not_matter(self, data: EvaluationSet) -> None:
        moved = data.positions + np.array([[0.3, -1.0, 2.0], [0, 0, 1], [5, 0, 0]])[:, None]
        assert score(moved[None], data) == pytest.approx(PERFECT, abs=1e-6)

    def test_one_joint_off_by_a_known_length(self, data: EvaluationSet) -> None:
        poses = data.positions.copy()
        poses[:, H36M_17.index("left_wrist"), 2] += 0.17
        poses[0, H36M_17.index("head"), 1] -= 0.034
        found = score(poses[None], data)
        assert found["mpjpe"] == pytest.approx((3 * 170 + 34) / (3 * 17))
        assert found["pck"] == pytest.approx(100 * (1 - 3 / (3 * 17)))
        # Of 0, 5, … 150 mm, 30 lie above 0 mm, 24 above 34 mm and none above 170 mm.
        assert found["auc"] == pytest.approx(100 * (30 * 17 * 3 - 3 * 30 - 1 * (30 - 24)) / (31 * 3 * 17))

    def test_a_wrong_pelvis_moves_every_other_joint(self, data: EvaluationSet) -> None:
        poses = data.positions.copy()
        poses[:, 0] += [0.03, 0.0, 0.04]
        assert score(poses[None], data)["mpjpe"] == pytest.approx(50 * 16 / 17)

    def test_a_wrong_size_is_forgiven_by_the_alignments_alone(self, data: EvaluationSet) -> None:
        found = score(1.1 * data.positions[None], data)
        extent = np.linalg.norm(STANDING, axis=-1).mean()
        assert found["mpjpe"] == pytest.approx(100 * extent)
        assert found["n_mpjpe"] == pytest.approx(0, abs=1e-6)
        assert found["pa_mpjpe"] == pytest.approx(0, abs=1e-6)

    def test_the_answer_is_hypothesis_0_and_the_minima_are_of_all(self, data: EvaluationSet) -> None:
        bad = data.positions + np.random.default_rng(0).normal(scale=0.1, size=data.positions.shape)
        alone, first, second = (score(np.stack(s), data) for s in ([bad], [bad, data.positions], [data.positions, bad]))
        for name in ("mpjpe", "pa_mpjpe", "n_mpjpe", "pck", "auc"):
            assert first[name] == alone[name]
        assert alone["min_mpjpe"] == alone["mpjpe"]
        assert first["min_mpjpe"] == pytest.approx(0, abs=1e-9)
        assert first["min_pa_mpjpe"] == pytest.approx(0, abs=1e-6)
        assert second["mpjpe"] == pytest.approx(0, abs=1e-9)

    def test_pck_of_the_best_is_of_the_hypothesis_with_the_least_error(self, data: EvaluationSet) -> None:
        spread, one_off = data.positions.copy(), data.positions.copy()
        spread[:, 1:, 2] += 0.1  # 94 mm on average, and all joints hits
        one_off[:, 3, 2] += 1.0  # 59 mm on average, and a miss
        found = score(np.stack([spread, one_off]), data)
        assert found["pck"] == 100
        assert found["best_pck"] == pytest.approx(100 * 16 / 17)
        assert found["min_mpjpe"] == pytest.approx(1000 / 17)

    def test_joints_that_are_not_scored_are_ignored(self, data: EvaluationSet) -> None:
        scored, truth, poses = np.ones(17, dtype=bool), data.positions.copy(), data.positions.copy()
        scored[[7, 9]] = False
        truth[:, [7, 9]] = np.nan
        poses[:, [7, 9]] += 1.0
        poses[:, 16, 0] += 0.06
        found = score(poses[None], dataclasses.replace(data, positions=truth, scored=scored))
        assert found["mpjpe"] == pytest.approx(60 / 15)
        assert found["pck"] == 100

    @pytest.mark.parametrize("shape", [(3, 17, 3), (0, 3, 17, 3), (1, 2, 17, 3), (1, 3, 14, 3)])
    def test_poses_of_another_shape_are_refused(self, data: EvaluationSet, shape: tuple[int, ...]) -> None:
        with pytest.raises(ValueError, match=r"\(hypotheses, 3, 17, 3\) was expected"):
            score(np.zeros(shape), data)

    def test_a_pose_that_is_not_finite_is_refused(self, data: EvaluationSet) -> None:
        poses = np.stack([data.positions, data.positions])
        poses[1, 2, 5] = np.nan
        with pytest.raises(ValueError, match="hypothesis 1 of person-frame 2 is NaN"):
            score(poses, data)


def grouped(data: EvaluationSet) -> tuple[EvaluationSet, np.ndarray]:
    """Two frames of one action, 17 mm off on average, and one of another, 34 mm off."""
    poses = data.positions.copy()
    poses[:, 5, 2] += 17 * np.array([0.017, 0.017, 0.034])
    return dataclasses.replace(data, groups=np.array(["walk", "walk", "sit"])), poses[None]


class TestScoring:
    def test_the_mean_over_groups_counts_each_once(self, data: EvaluationSet) -> None:
        of, poses = grouped(data)
        assert score(poses, of)["mpjpe"] == pytest.approx((17 + 17 + 34) / 3)
        assert score(poses, of, Scoring(mean="groups"))["mpjpe"] == pytest.approx((17 + 34) / 2)
        assert score(poses, of, Scoring(mean="groups"))["min_mpjpe"] == pytest.approx((17 + 34) / 2)

    def test_pck_is_over_all_frames_whatever_the_mean(self, data: EvaluationSet) -> None:
        of, poses = grouped(data)
        assert score(poses, of, Scoring(mean="groups"))["pck"] == score(poses, of)["pck"]

    def test_each_group_has_its_scores(self, data: EvaluationSet) -> None:
        of, poses = grouped(data)
        groups = evaluate_poses(poses, of).groups
        assert list(groups) == ["walk", "sit"]
        assert [groups[name]["frames"] for name in groups] == [2, 1]
        assert [groups[name]["mpjpe"] for name in groups] == pytest.approx([17, 34])
        assert evaluate_poses(poses, data).groups == {}

    def test_pck_may_count_other_joints_than_the_error(self, data: EvaluationSet) -> None:
        poses = data.positions.copy()
        poses[:, 7, 2] += 1.0  # the spine, which LSP's 14 joints leave out
        fourteen = Scoring(pck_joints=JOINT_SETS[14])
        assert score(poses[None], data, fourteen)["pck"] == 100
        assert score(poses[None], data, fourteen)["mpjpe"] == pytest.approx(1000 / 17)
        quirk = dataclasses.replace(fourteen, quirks=frozenset({"pck17"}))
        assert score(poses[None], data, quirk)["pck"] == pytest.approx(100 * 16 / 17)

    def test_a_reflection_is_an_option(self, data: EvaluationSet) -> None:
        mirrored = data.positions[None] * [-1.0, 1.0, 1.0]
        assert score(mirrored, data)["pa_mpjpe"] > 10
        assert score(mirrored, data, Scoring(quirks=frozenset({"reflection"})))["pa_mpjpe"] < 1e-6

    def test_the_alignment_of_14_joints_may_be_fitted_to_17(self, data: EvaluationSet) -> None:
        poses = data.positions.copy()
        poses[:, 9] += [0.3, 0.0, 0.2]  # of 17 joints this one pulls the fit; of 14 it is not one
        fourteen = data.scoring(JOINT_SETS[14])
        assert score(poses[None], fourteen)["pa_mpjpe"] == pytest.approx(0, abs=1e-6)
        found = score(poses[None], fourteen, Scoring(quirks=frozenset({"fit17"})))["pa_mpjpe"]
        moved = metrics.align_similarity(poses, data.positions)
        errors = np.linalg.norm(moved - data.positions, axis=-1)[:, data.scored & fourteen.scored]
        assert found == pytest.approx(1000 * errors.mean())
        assert found > 1

    def test_a_fit_to_17_joints_needs_their_truth(self, data: EvaluationSet) -> None:
        truth, scored = data.positions.copy(), np.ones(17, dtype=bool)
        truth[:, 7], scored[7] = np.nan, False
        some = dataclasses.replace(data, positions=truth, scored=scored)
        with pytest.raises(ValueError, match="fit17 needs the truth of all 17 joints"):
            score(np.nan_to_num(truth)[None], some, Scoring(quirks=frozenset({"fit17"})))

    def test_a_pelvis_that_drifted_may_count_in_every_joint(self, data: EvaluationSet) -> None:
        rooted = data.positions - data.positions[:, :1]
        drifted = rooted + np.array([0.0252, 0.0, 0.0336])
        unrooted = Scoring(quirks=frozenset({"unrooted"}))
        assert score(drifted[None], data)["mpjpe"] == pytest.approx(0, abs=1e-9)
        found = score(drifted[None], data, unrooted)
        assert (found["mpjpe"], found["min_mpjpe"]) == pytest.approx((42, 42))
        assert found["pa_mpjpe"] == pytest.approx(0, abs=1e-6)
        assert found["auc"] == pytest.approx(100 * 22 / 31)  # of the thresholds 0, 5, … 150, those above 42
        assert score(rooted[None] + np.array([0.0, 0.0, 0.2]), data, unrooted)["pck"] == 0

    @pytest.mark.parametrize(
        ("changes", "message"),
        [({"mean": "median"}, "unknown mean 'median'"), ({"quirks": frozenset({"x"})}, "unknown quirk 'x'")],
    )
    def test_unknown_rules_are_refused(self, changes: dict, message: str) -> None:
        with pytest.raises(ValueError, match=message):
            Scoring(**changes)


def lifter(anchors: np.ndarray, skeleton: Skeleton = H36M_17, rooted: bool = True) -> Lifter:
    """With a prior that sees no noise and no search for the initial pose: the keypoints place the anchors, no more."""
    prior = ScorePrior(lambda pose, t: torch.zeros_like(pose), SubVPSDE(), skeleton, "none")
    preset = Preset(
        body_size="free",
        initial_pose=InitialPoseSettings(steps=0),
        loop=LoopSettings(iterations=5, warmup=0),
    )
    return Lifter(prior, preset, anchors=anchors, seed=4, rooted=rooted)


class TestEvaluate:
    def test_anchors_that_are_the_truth_are_found_again(self, data: EvaluationSet) -> None:
        back_to_front = STANDING * [1.0, 1.0, -1.0]
        result = evaluate(data, lifter(np.stack([back_to_front, STANDING])))
        assert result.min_mpjpe < 5 < 50 < result.mpjpe
        assert result.min_pa_mpjpe < 5 < 50 < result.pa_mpjpe
        assert result.frames == 3
        assert result.evaluations == 2 * 5
        assert result.seconds > 0

    def test_poses_are_scored_where_the_loop_leaves_them(self, data: EvaluationSet) -> None:
        anchors, unrooted = STANDING[None] * [1.0, 0.8, 1.0], Scoring(quirks=frozenset({"unrooted"}))
        left, moved = (lifter(anchors, rooted=rooted)(data.keypoints, data.camera) for rooted in (False, True))
        drift = left.joints[:, :, :1]
        assert np.abs(drift).max() > 1e-3
        np.testing.assert_allclose(left.joints - drift, moved.joints, atol=1e-6)
        np.testing.assert_allclose(left.positions, moved.positions, atol=1e-6)
        np.testing.assert_allclose(left.reprojection_error, moved.reprojection_error, atol=1e-4)
        found = evaluate(data, lifter(anchors, rooted=False), scoring=unrooted)
        truth = data.positions - data.positions[:, :1]
        assert found.mpjpe == pytest.approx(1000 * np.linalg.norm(left.joints[0] - truth, axis=-1).mean())
        for scoring, rooted in ((unrooted, True), (Scoring(), False)):
            with pytest.raises(ValueError, match="unrooted goes with a lifter of rooted=False"):
                evaluate(data, lifter(anchors, rooted=rooted), scoring=scoring)

    def test_scores_are_those_of_the_lifted_poses(self, data: EvaluationSet) -> None:
        lift = lifter(STANDING[None] * [1.0, 0.8, 1.0])
        poses = lift(data.keypoints, data.camera)
        result = evaluate(data, lift)
        assert result.mpjpe == pytest.approx(metrics.mpjpe(poses.positions[0], data.positions).mean())
        assert {name: getattr(result, name) for name in NAMES} == score(poses.joints, data)
        scored = {
            "data": "people.npz",
            "scored": list(H36M_17.joints),
            "detector": "as in the file",
            "mean": "frames",
            "quirks": [],
        }
        assert result.provenance == {**scored, **poses.provenance}
        assert result.provenance["seed"] == 4

    def test_a_prior_of_other_joints_is_refused(self, data: EvaluationSet) -> None:
        with pytest.raises(ValueError, match=r"poses are 'lsp_14', those of people.npz 'h36m_17'"):
            evaluate(data, lifter(np.ones((1, 14, 3)), LSP_14))

    def test_a_person_who_is_hardly_seen_is_refused_before_the_work(self, data: EvaluationSet) -> None:
        confidence = data.keypoints.confidence.copy()
        confidence[1, 2:] = 0
        hidden = dataclasses.replace(data, keypoints=Keypoints2D(data.keypoints.uv, confidence, H36M_17))
        calls = []
        with pytest.raises(ValueError, match=r"person-frame 1 \(the first of 1\) cannot be lifted"):
            evaluate(hidden, lifter(STANDING[None]), lambda done, total: calls.append(done))
        assert not calls


class TestCommand:
    """``zedo evaluate npz`` with the prior that ships."""

    def test_prints_a_table_and_writes_the_same_as_json(self, run, npz_file: Path, tmp_path: Path) -> None:
        out = tmp_path / "scores.json"
        flags = ("--iterations", 5, "--hypotheses", 2, "--seed", 7, "--preset", "paper")
        code, printed, err = run("evaluate", "npz", npz_file, "--json", out, *flags)
        assert code == 0, err
        found = json.loads(out.read_text())
        assert [key for key in found if key != "provenance"] == KEYS
        assert found["frames"] == 3
        assert found["evaluations"] == 2 * 5
        assert 0 <= found["min_mpjpe"] <= found["mpjpe"] < 1000
        assert 0 <= found["min_pa_mpjpe"] <= found["pa_mpjpe"] < 1000
        assert 0 <= found["auc"] <= found["pck"] <= 100
        about = found["provenance"]
        assert (about["data"], about["preset"], about["hypotheses"], about["seed"]) == ("people.npz", "paper", 2, 7)
        assert len(about["prior"]) == 16
        assert len(about["scored"]) == 17
        for text in (f"{found['mpjpe']:.1f}", f"{found['pck']:.1f}", "best of 2", "S = 2", about["prior"], "seed 7"):
            assert text in " ".join(printed.split())

    def test_the_same_seed_gives_the_same_scores(self, run, npz_file: Path, tmp_path: Path) -> None:
        found = []
        for name in ("a.json", "b.json"):
            assert run("evaluate", "npz", npz_file, "--json", tmp_path / name, "--iterations", 5)[0] == 0
            found.append(json.loads((tmp_path / name).read_text()))
        for scores in found:
            del scores["seconds"]
        assert found[0] == found[1]

    def test_a_mistake_is_one_sentence_and_leaves_no_file(self, run, npz_file: Path, tmp_path: Path) -> None:
        out = tmp_path / "scores.json"
        for arguments, message in (
            (("missing.npz", "--json", out), "missing.npz: no such file"),
            ((npz_file, "--json", tmp_path / "no" / "scores.json"), "does not exist"),
            ((npz_file, "--json", out, "--preset", "quick"), "fast, default, best, paper"),
        ):
            code, printed, err = run("evaluate", "npz", *arguments)
            assert code == 2
            assert message in err
            assert err.count("\n") == 1
            assert printed == ""
            assert not out.exists()
