"""The metrics against independent oracles, hand-computed values and the invariances of their definitions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.spatial.transform import Rotation

from zedo.evaluate import metrics

seeds = st.integers(0, 2**32 - 1)


def poses(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(*shape, 17, 3))


def rotation(seed: int) -> np.ndarray:
    return Rotation.from_quat(np.random.default_rng(seed).normal(size=4)).as_matrix()


def rms(predicted: np.ndarray, truth: np.ndarray) -> np.ndarray:
    return np.sqrt(((predicted - truth) ** 2).sum(axis=-1).mean(axis=-1))


def with_errors(*millimetres: float) -> tuple[np.ndarray, np.ndarray]:
    """A pelvis and joints that are exactly so far off in x, where subtracting the pelvis is exact."""
    predicted = np.zeros((len(millimetres) + 1, 3))
    predicted[1:, 0] = np.array(millimetres) / 1000
    return predicted, np.zeros_like(predicted)


class TestMPJPE:
    def test_root_error_of_zero_counts_in_the_mean(self) -> None:
        predicted, truth = with_errors(30, 60, 90)
        assert metrics.mpjpe(predicted, truth) == pytest.approx((0 + 30 + 60 + 90) / 4)

    def test_only_scored_joints_count_and_the_others_may_be_nan(self) -> None:
        predicted, truth = with_errors(30, 60, 90)
        truth[3] = np.nan
        assert metrics.mpjpe(predicted, truth, np.array([True, True, True, False])) == pytest.approx((0 + 30 + 60) / 3)

    def test_pelvis_is_the_origin_even_when_it_is_not_scored(self) -> None:
        predicted, truth = with_errors(30, 60)
        predicted += [1.0, 2.0, 3.0]
        assert metrics.mpjpe(predicted, truth, np.array([False, True, True])) == pytest.approx((30 + 60) / 2)

    @given(seeds)
    def test_does_not_depend_on_translation(self, seed: int) -> None:
        predicted, truth = poses(seed, 2, 3)
        moved = predicted + np.random.default_rng(seed).normal(size=(3, 1, 3))
        np.testing.assert_allclose(metrics.mpjpe(moved, truth), metrics.mpjpe(predicted, truth))

    def test_any_leading_shape_gives_the_value_of_each_frame(self) -> None:
        predicted, truth = poses(0, 2, 4, 5), poses(1, 4, 5)
        for metric in (metrics.mpjpe, metrics.n_mpjpe, metrics.pa_mpjpe, metrics.pck, metrics.auc):
            whole = metric(predicted, truth)
            assert whole.shape == (2, 4, 5)
            assert whole[1, 2, 3] == pytest.approx(metric(predicted[1, 2, 3], truth[2, 3]))

    def test_single_precision_input_is_computed_in_double(self) -> None:
        predicted, truth = poses(0, 2, 5).astype(np.float32)
        assert metrics.mpjpe(predicted, truth).dtype == np.float64
        np.testing.assert_array_equal(metrics.mpjpe(predicted, truth), metrics.mpjpe(predicted.astype(float), truth))


class TestPAMPJPE:
    @given(seeds, st.floats(1e-3, 1e3))
    def test_a_similarity_of_the_truth_is_aligned_onto_it(self, seed: int, scale: float) -> None:
        truth = poses(seed)
        turned = scale * truth @ rotation(seed).T + np.random.default_rng(seed).normal(size=3)
        assert metrics.pa_mpjpe(turned, truth) == pytest.approx(0, abs=1e-6)

    @given(seeds, st.floats(0.1, 10))
    def test_does_not_depend_on_a_similarity_of_the_prediction(self, seed: int, scale: float) -> None:
        predicted, truth = poses(seed, 2)
        turned = scale * predicted @ rotation(seed).T + [1.0, 2.0, 3.0]
        assert metrics.pa_mpjpe(turned, truth) == pytest.approx(float(metrics.pa_mpjpe(predicted, truth)))

    @pytest.mark.parametrize("seed", range(20))
    def test_agrees_with_scipy_rotation_and_the_closed_form_of_the_scale(self, seed: int) -> None:
        predicted, truth = poses(seed, 2)
        p, g = predicted - predicted.mean(0), truth - truth.mean(0)
        turned = Rotation.align_vectors(g, p)[0].apply(p)
        aligned = (turned * g).sum() / (p**2).sum() * turned + truth.mean(0)
        np.testing.assert_allclose(metrics.align_similarity(predicted, truth), aligned, atol=1e-9)
        expected = 1000 * np.linalg.norm(aligned - truth, axis=-1).mean()
        assert metrics.pa_mpjpe(predicted, truth) == pytest.approx(expected)

    @given(seeds)
    def test_a_mirrored_pose_is_wrong_unless_reflections_are_allowed(self, seed: int) -> None:
        truth = poses(seed)
        mirrored = truth * [-1.0, 1.0, 1.0]
        assert metrics.pa_mpjpe(mirrored, truth) > 10
        assert metrics.pa_mpjpe(mirrored, truth, reflection=True) == pytest.approx(0, abs=1e-6)

    @given(seeds)
    def test_no_similarity_fits_better(self, seed: int) -> None:
        predicted, truth = poses(seed, 2)
        best = metrics.align_similarity(predicted, truth)
        rng = np.random.default_rng(seed)
        turn = Rotation.from_rotvec(0.05 * rng.normal(size=3)).as_matrix()
        near = (1 + 0.05 * rng.normal()) * (best - best.mean(0)) @ turn.T + best.mean(0) + 0.05 * rng.normal(size=3)
        assert rms(best, truth) <= rms(near, truth)

    def test_alignment_uses_the_scored_joints_alone(self) -> None:
        truth = poses(0)
        scored = np.arange(17) < 14
        predicted = 2 * truth
        predicted[~scored] += 100
        truth[~scored] = np.nan
        assert metrics.pa_mpjpe(predicted, truth, scored) == pytest.approx(0, abs=1e-6)

    @pytest.mark.parametrize("reflection", [False, True])
    def test_poses_without_extent_are_finite(self, reflection: bool) -> None:
        point, pose = np.ones((17, 3)), poses(0)
        to_mean = 1000 * np.linalg.norm(pose - pose.mean(0), axis=-1).mean()
        assert metrics.pa_mpjpe(point, pose, reflection=reflection) == pytest.approx(to_mean)
        assert metrics.pa_mpjpe(pose, point, reflection=reflection) == pytest.approx(0, abs=1e-9)
        assert metrics.pa_mpjpe(point, point, reflection=reflection) == pytest.approx(0, abs=1e-9)

    @given(seeds)
    def test_flat_and_straight_poses_are_aligned(self, seed: int) -> None:
        for directions in (2, 1):
            truth = poses(seed)
            truth[:, directions:] = 0
            turned = truth @ rotation(seed).T
            assert metrics.pa_mpjpe(turned, truth) == pytest.approx(0, abs=1e-6)


class TestNMPJPE:
    @pytest.mark.parametrize("seed", range(10))
    def test_scale_is_the_minimiser_of_the_squared_error(self, seed: int) -> None:
        predicted, truth = poses(seed, 2)
        predicted, truth = predicted - predicted[0], truth - truth[0]
        scale = minimize_scalar(lambda s: ((s * predicted - truth) ** 2).sum(), tol=1e-12).x
        expected = 1000 * np.linalg.norm(scale * predicted - truth, axis=-1).mean()
        assert metrics.n_mpjpe(predicted, truth) == pytest.approx(expected, rel=1e-6)

    @given(seeds, st.floats(1e-3, 1e3))
    def test_does_not_depend_on_scale_and_translation(self, seed: int, scale: float) -> None:
        predicted, truth = poses(seed, 2)
        moved = scale * predicted + [1.0, 2.0, 3.0]
        assert metrics.n_mpjpe(moved, truth) == pytest.approx(float(metrics.n_mpjpe(predicted, truth)))

    def test_a_point_stays_a_point(self) -> None:
        truth = poses(0)
        extent = 1000 * np.linalg.norm(truth - truth[0], axis=-1).mean()
        assert metrics.n_mpjpe(np.ones((17, 3)), truth) == pytest.approx(extent)


@given(seeds)
def test_more_freedom_never_fits_worse_in_the_least_squares_sense(seed: int) -> None:
    # The alignments minimise squared errors, so this order holds for the RMS, and not always for the mean error.
    predicted, truth = poses(seed, 2)
    predicted = truth + predicted / 2
    p, g = predicted - predicted[0], truth - truth[0]
    scaled, moved, mirrored = (
        metrics.align_scale(p, g),
        metrics.align_similarity(p, g),
        metrics.align_similarity(p, g, reflection=True),
    )
    tolerance = 1 + 1e-9
    assume((p * g).sum() > 0)  # a negative scale is a reflection, which the similarity must not use
    assert rms(scaled, g) <= rms(p, g) * tolerance
    assert rms(moved, g) <= rms(scaled, g) * tolerance
    assert rms(mirrored, g) <= rms(moved, g) * tolerance


class TestHypotheses:
    @given(seeds, st.integers(1, 6))
    def test_minimum_is_one_of_the_hypotheses_and_none_is_less(self, seed: int, count: int) -> None:
        predicted, truth = poses(seed, count, 4), poses(seed + 1, 4)
        for least, one in ((metrics.min_mpjpe, metrics.mpjpe), (metrics.min_pa_mpjpe, metrics.pa_mpjpe)):
            each = np.stack([one(hypothesis, truth) for hypothesis in predicted])
            found = least(predicted, truth)
            assert found.shape == (4,)
            assert (found <= each).all()
            assert np.isclose(found, each).any(axis=0).all()

    def test_each_frame_and_each_metric_takes_its_own_best(self) -> None:
        truth = poses(0, 2)
        turned = truth @ Rotation.from_euler("y", 90, degrees=True).as_matrix().T
        near = truth + 0.01 * poses(1, 2)
        predicted = np.stack([turned, near])
        predicted[:, 1] = predicted[::-1, 1]
        np.testing.assert_allclose(metrics.min_mpjpe(predicted, truth), metrics.mpjpe(near, truth))
        np.testing.assert_allclose(metrics.min_pa_mpjpe(predicted, truth), 0, atol=1e-6)


class TestPCKAndAUC:
    def test_exactly_150_mm_is_a_miss(self) -> None:
        predicted, truth = with_errors(149.999, 150, 150.001)
        assert metrics.pck(predicted, truth) == pytest.approx(100 * 2 / 4), "the pelvis and 149.999 mm are hits"

    def test_auc_counts_the_thresholds_above_each_error(self) -> None:
        predicted, truth = with_errors(10, 12, 150)
        # Of 0, 5, … 150: 30 lie above 0 mm (the pelvis), 28 above 10 mm, 28 above 12 mm, none above 150 mm.
        assert metrics.auc(predicted, truth) == pytest.approx(100 * (30 + 28 + 28 + 0) / (4 * 31))

    def test_a_perfect_pose_has_pck_100_and_misses_the_threshold_0(self) -> None:
        pose = poses(0)
        assert metrics.pck(pose, pose) == 100
        assert metrics.auc(pose, pose) == pytest.approx(100 * 30 / 31)

    def test_only_scored_joints_count(self) -> None:
        predicted, truth = with_errors(10, 200)
        assert metrics.pck(predicted, truth, np.array([False, True, True])) == pytest.approx(50)
        assert metrics.auc(predicted, truth, np.array([False, True, True])) == pytest.approx(100 * 28 / (2 * 31))

    @given(seeds, st.floats(0.001, 1))
    def test_auc_never_exceeds_pck(self, seed: int, size: float) -> None:
        predicted, truth = size * poses(seed, 2)
        assert metrics.auc(predicted, truth) <= metrics.pck(predicted, truth)
