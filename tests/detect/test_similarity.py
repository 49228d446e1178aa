import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.detect.people_2d import STANDING, people, person
from zedo.body.skeleton import BLAZEPOSE_33, COCO_17, HALPE_26
from zedo.detect.detections import Detections
from zedo.detect.similarity import areas, distinct, sigmas, similarities

# cocoeval.py, Params.setKpParams, by position.
COCO_SIGMAS = [.26, .25, .25, .35, .35, .79, .79, .72, .72, .62, .62, 1.07, 1.07, .87, .87, .89, .89]  # fmt: skip


def test_sigmas_are_cocos() -> None:
    np.testing.assert_allclose(sigmas(COCO_17), np.array(COCO_SIGMAS) / 10)
    np.testing.assert_allclose(sigmas(HALPE_26)[:17], np.array(COCO_SIGMAS) / 10)
    assert (sigmas(BLAZEPOSE_33) > 0).all()


def test_similarity_is_cocos_formula() -> None:
    rng = np.random.default_rng(0)
    a = person(100, scale=150)
    b = Detections(a.uv + rng.normal(0, 8, a.uv.shape), a.confidence)
    area = max(np.prod(np.ptp(k.uv[0], axis=0)) for k in (a, b))  # wide enough not to be widened
    expected = 0.0
    for joint in range(17):
        d2 = ((a.uv[0, joint] - b.uv[0, joint]) ** 2).sum()
        expected += np.exp(-d2 / (2 * area * (2 * COCO_SIGMAS[joint] / 10) ** 2)) / 17
    area_of = areas(people(a, b))
    widened = area_of.max() / area
    assert widened == pytest.approx(1.63 / 3 / 0.48, rel=0.1)  # a standing person is a thin box
    arms_out = Detections(np.where(np.arange(17)[None, :, None] == 9, a.uv - [100, 0], a.uv), a.confidence)
    assert areas(arms_out)[0] == pytest.approx(np.prod(np.ptp(arms_out.uv[0], axis=0)))
    moved = Detections(arms_out.uv + 5.0, a.confidence)
    d2 = 50.0
    expected = np.mean([np.exp(-d2 / (2 * areas(moved)[0] * (2 * s / 10) ** 2)) for s in COCO_SIGMAS])
    np.testing.assert_allclose(similarities(arms_out, moved, COCO_17), [[expected]])


@given(
    st.floats(-1e3, 1e3), st.floats(0.1, 10), st.integers(0, 10**6), st.integers(0, 17)
)  # fmt: skip
def test_similarity_knows_no_place_and_no_size(shift: float, scale: float, seed: int, missing: int) -> None:
    rng = np.random.default_rng(seed)
    confidence = np.where(rng.permutation(17) < missing, 0.0, 0.9)[None]
    a = Detections(STANDING[None] * 200, confidence)
    b = Detections(a.uv + rng.normal(0, 10, a.uv.shape), np.full((1, 17), 0.5))
    alike = similarities(a, b, COCO_17)
    assert 0 <= alike[0, 0] <= 1
    np.testing.assert_allclose(similarities(b, a, COCO_17), alike.T)
    np.testing.assert_allclose(similarities(a, a, COCO_17), [[1.0 if missing <= 14 else 0.0]])
    a2, b2 = (Detections(k.uv * scale + shift, k.confidence) for k in (a, b))
    if min(areas(a2)[0], areas(b2)[0]) > 10:  # a box is at least a pixel
        np.testing.assert_allclose(similarities(a2, b2, COCO_17), alike, rtol=1e-6)


def test_missing_joints_do_not_count() -> None:
    a, b = person(100), person(100)
    uv, confidence = b.uv.copy(), b.confidence.copy()
    uv[0, 9], confidence[0, 9] = np.nan, 0.0
    np.testing.assert_allclose(similarities(a, Detections(uv, confidence), COCO_17), [[1.0]])


def test_who_may_be_farther_off_is_more_alike() -> None:
    a, b = person(100), person(150)
    near, wide = (similarities(a, b, COCO_17, widening)[0, 0] for widening in (1.0, 3.0))
    assert near < wide < 1


def test_one_person_found_twice_is_one() -> None:
    sure, unsure, other = person(300, confidence=0.9), person(306, confidence=0.5), person(700, confidence=0.4)
    kept = distinct(people(unsure, other, sure), COCO_17)
    np.testing.assert_array_equal(kept.uv, people(sure, other).uv)
    assert len(distinct(Detections.nobody(17), COCO_17)) == 0


def test_neighbours_are_two_people() -> None:
    assert len(distinct(people(person(300), person(300 + 0.5 * 200)), COCO_17)) == 2
