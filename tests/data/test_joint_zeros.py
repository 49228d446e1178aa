from pathlib import Path

import numpy as np
import pytest

from zedo.data import everyday
from zedo.data.joint_zeros import (
    HINGES,
    LARGEST,
    WALKING_KNEE,
    Hinge,
    Zeros,
    apply,
    compare,
    correct,
    estimate,
    flexion,
    person_of,
    standing,
    walking,
)
from zedo.data.clips import Clip
from zedo.body.skeleton import H36M_17

J = H36M_17.index
CYCLE = [5, 12, 18, 15, 10, 6, 3, 3, 6, 12, 24, 40, 55, 61, 58, 42, 22, 8, 2, 3]
"""Knee flexion in degrees over a cycle of walking, from heel strike, as in textbooks of gait."""


def figure(
    knees: np.ndarray, elbow: float = 20.0, speed: float = 0.0, hips: np.ndarray | None = None, trunk: float = 0.0
) -> np.ndarray:
    """(F, 17, 3) someone who faces +z, with the knees (left, right) and the elbows bent by degrees.

    Without ``hips`` (degrees of flexion), knees go forward and the ankles stay below the hips.
    """
    frames = len(knees)
    p = np.zeros((frames, 17, 3))
    down = lambda degrees: np.stack(  # noqa: E731
        [0 * degrees, -np.cos(np.radians(degrees)), np.sin(np.radians(degrees))], axis=-1
    )
    for i, (side, left) in enumerate((("left", 1.0), ("right", -1.0))):
        hip = knees[:, i] / 2 if hips is None else hips[:, i]
        p[:, J(f"{side}_hip")] = [left * 0.1, 0, 0]
        p[:, J(f"{side}_knee")] = p[:, J(f"{side}_hip")] + 0.42 * down(hip)
        p[:, J(f"{side}_ankle")] = p[:, J(f"{side}_knee")] + 0.42 * down(hip - knees[:, i])
        p[:, J(f"{side}_shoulder")] = [left * 0.15, 0.48, 0]
        p[:, J(f"{side}_elbow")] = p[:, J(f"{side}_shoulder")] + [left * 0.02, -0.28, 0]
        p[:, J(f"{side}_wrist")] = p[:, J(f"{side}_elbow")] + 0.25 * down(np.full(frames, elbow))
    for joint, place in (
        ("spine", (0, 0.24, 0)), ("thorax", (0, 0.49, 0)), ("neck", (0, 0.60, 0.044)), ("head", (0, 0.71, 0.015)),
    ):  # fmt: skip
        p[:, J(joint)] = place
    lean = np.radians(trunk)
    for joint in range(7, 17):
        y, z = p[:, joint, 1].copy(), p[:, joint, 2].copy()
        p[:, joint, 1], p[:, joint, 2] = np.cos(lean) * y - np.sin(lean) * z, np.sin(lean) * y + np.cos(lean) * z
    p[:, :, 1] -= p[:, :, 1].min(axis=1, keepdims=True)
    p[:, :, 2] += np.arange(frames)[:, None] * speed / 30
    return p


def walk(frames: int = 300, speed: float = 1.2) -> np.ndarray:
    """Someone who walks: knees by :data:`CYCLE`, 1.1 s a cycle, right half a cycle after left."""
    phase = (np.arange(frames)[:, None] / 33 + [0, 0.5]) % 1
    knees = np.interp(phase, np.arange(21) / 20, [*CYCLE, CYCLE[0]])
    hips = 5 + 20 * np.cos(2 * np.pi * phase) + np.maximum(knees - 20, 0) * 0.3
    return figure(knees, speed=speed, hips=hips)


def bent_wrongly(positions: np.ndarray, degrees: float, upper: float | None = None) -> np.ndarray:
    """The same with all knees and elbows too bent by ``degrees``, of which the upper bone has a share.

    Hinges of :func:`figure` turn about x, and so does the error, however straight they are.
    """
    result = positions.copy()
    turn = lambda v, a: np.stack(  # noqa: E731
        [v[..., 0], np.cos(a) * v[..., 1] - np.sin(a) * v[..., 2], np.sin(a) * v[..., 1] + np.cos(a) * v[..., 2]],
        axis=-1,
    )
    for name, (top, middle, end) in HINGES.items():
        first, second = positions[:, J(middle)] - positions[:, J(top)], positions[:, J(end)] - positions[:, J(middle)]
        bends = np.radians(degrees) * (1 if "knee" in name else -1)
        share = 0.5 if upper is None else upper
        result[:, J(middle)] = result[:, J(top)] + turn(first, -bends * share)
        result[:, J(end)] = result[:, J(middle)] + turn(second, bends * (1 - share))
    return result


def clip(positions: np.ndarray, key: str = "30_01", source: str = "a.npz") -> Clip:
    return Clip(key, positions.astype(np.float32), Path(source))


def degrees(positions: np.ndarray, hinge: str = "left_knee") -> np.ndarray:
    return np.degrees(flexion(positions, hinge))


def lengths(positions: np.ndarray) -> np.ndarray:
    parents, children = zip(*H36M_17.bones, strict=True)
    return np.linalg.norm(positions[:, children] - positions[:, parents], axis=-1)


def test_flexion_is_signed_for_knees_that_bend_the_wrong_way() -> None:
    knees = np.array([[-5.0, 60.0], [0.0, 140.0], [25.0, -10.0]])
    p = figure(knees)
    np.testing.assert_allclose(degrees(p), knees[:, 0], atol=1e-5)
    np.testing.assert_allclose(degrees(p, "right_knee"), knees[:, 1], atol=1e-5)
    assert (degrees(p, "left_elbow") > 0).all()


def test_a_hinge_takes_its_offset_off_and_stays_above_zero() -> None:
    read = np.radians(np.linspace(0, 160, 321))
    true = np.degrees(Hinge(np.radians(12)).corrected(read))
    assert (true >= 0).all()
    assert (np.diff(true) > 0).all()
    np.testing.assert_allclose(true[np.degrees(read) > 30], np.degrees(read[np.degrees(read) > 30]) - 12, atol=0.01)
    assert true[np.argmin(np.abs(np.degrees(read) - 12))] < 1.5
    np.testing.assert_array_equal(Hinge().corrected(read), read)


def test_correction_keeps_bone_lengths_and_feet_under_the_hips() -> None:
    p = figure(np.linspace(15, 120, 50)[:, None].repeat(2, axis=1))
    zeros = Zeros(anatomy={name: Hinge(np.radians(12)) for name in HINGES}, back=0.1, neck=-0.4, head=0.3)
    q = apply(clip(p), zeros).positions
    np.testing.assert_allclose(lengths(q), lengths(p), atol=1e-5)
    np.testing.assert_allclose(degrees(q)[5:], degrees(p)[5:] - 12, atol=0.05)
    for side in ("left", "right"):
        before, after = (x[:, J(f"{side}_ankle")] - x[:, J(f"{side}_hip")] for x in (p, q))
        cosine = (before * after).sum(-1) / np.linalg.norm(before, axis=-1) / np.linalg.norm(after, axis=-1)
        assert np.degrees(np.arccos(cosine.clip(-1, 1))).max() < 0.1
    np.testing.assert_allclose(q[:, 0], p[:, 0], atol=1e-6)
    # The line from pelvis to thorax stays too.
    np.testing.assert_allclose(q[:, J("thorax"), 2], p[:, J("thorax"), 2], atol=2e-3)


def test_without_errors_nothing_moves() -> None:
    p = walk(60).astype(np.float32)
    np.testing.assert_allclose(apply(clip(p), Zeros()).positions, p, atol=1e-6)


def test_the_synthetic_walker_walks_like_people() -> None:
    p = walk()
    assert walking(p).mean() > 0.95
    for share, normal in WALKING_KNEE.items():
        assert np.percentile(degrees(p), share) == pytest.approx(normal, abs=4)


@pytest.mark.parametrize("wrong", [0.0, 8.0, 14.0])
def test_a_walkers_zero_is_found(wrong: float) -> None:
    true = walk()
    (corrected,) = correct([clip(bent_wrongly(true, wrong))])
    for hinge in ("left_knee", "right_knee"):
        assert np.median(degrees(corrected.positions, hinge) - degrees(true, hinge)) == pytest.approx(0, abs=3)


def test_someone_who_never_straightens_takes_the_others_zero() -> None:
    true = walk()
    crouched = figure(np.linspace(70, 120, 200)[:, None].repeat(2, axis=1))
    clips = [clip(bent_wrongly(true, 12), f"{subject}_01") for subject in (30, 31)]
    clips.append(clip(bent_wrongly(crouched, 12), "32_01"))
    corrected = correct(clips)[-1].positions
    np.testing.assert_allclose(degrees(corrected), degrees(crouched), atol=3.5)


def test_squats_alone_are_left_alone() -> None:
    squat = figure(np.linspace(70, 130, 200)[:, None].repeat(2, axis=1))
    (corrected,) = correct([clip(squat)])
    np.testing.assert_allclose(degrees(corrected.positions), degrees(squat), atol=0.1)


def test_no_zero_is_larger_than_posture_allows() -> None:
    zeros = estimate([clip(figure(np.full((200, 2), 42.0)))])
    for found in zeros.values():
        assert all(0 <= hinge.offset <= LARGEST for hinge in found.anatomy.values())


def test_two_conversions_tell_each_others_zeros_exactly() -> None:
    true = walk()
    for upper in (1.0, 0.0, 0.5):
        other = bent_wrongly(true, 9, upper)
        found = compare([(clip(other, source="b.npz"), clip(true))])
        knee = found["left_knee"]
        assert np.degrees(knee.offset) == pytest.approx(9, abs=0.2)
        assert knee.upper == pytest.approx(upper, abs=0.05)
        again = apply(clip(other), Zeros(conversion=found)).positions
        bent = degrees(true) > 15
        np.testing.assert_allclose(again[bent][:, J("left_knee")], true[bent][:, J("left_knee")], atol=6e-3)
        assert np.abs(degrees(again) - degrees(true)).max() < 2.5


def test_a_conversion_that_starts_a_frame_late_is_aligned_and_another_recording_is_not_compared() -> None:
    true = walk()
    late = bent_wrongly(true, 9)[2:]
    assert np.degrees(compare([(clip(late), clip(true))])["right_knee"].offset) == pytest.approx(9, abs=0.3)
    assert (
        compare([(clip(walk()[:, :, [0, 1, 2]]), clip(figure(np.random.default_rng(0).uniform(0, 90, (300, 2)))))])
        == {}
    )


def test_a_conversion_is_corrected_for_people_who_are_in_no_other() -> None:
    true = walk()
    reference = clip(true, "30_01", "a.npz")
    shared = clip(bent_wrongly(true, 9, 1.0), "30_01", "b.npz")
    alone = clip(bent_wrongly(figure(np.linspace(50, 110, 100)[:, None].repeat(2, axis=1)), 9, 1.0), "40_01", "b.npz")
    zeros = estimate([reference, shared, alone])
    assert np.degrees(zeros[person_of(alone)].conversion["left_knee"].offset) == pytest.approx(9, abs=0.3)
    assert not zeros[person_of(reference)].conversion


def test_a_back_neck_and_head_of_another_definition_come_to_human36ms() -> None:
    p = figure(np.full((200, 2), 3.0))
    other = p.copy()
    other[:, J("spine"), 2] -= 0.04
    other[:, J("neck")] = other[:, J("thorax")] + [0, 0.12, 0]
    other[:, J("head")] = other[:, J("neck")] + [0, 0.11, 0.03]
    (corrected,) = correct([clip(other)])
    for joint in ("spine", "neck", "head"):
        assert np.abs(corrected.positions[:, J(joint)] - p[:, J(joint)]).max() < 0.015


def test_files_of_one_recording_each_share_their_folder() -> None:
    assert person_of(clip(walk(9), "05_01", "x/05_01.bvh")) == person_of(clip(walk(9), "05_02", "x/05_02.bvh"))
    assert person_of(clip(walk(9), "05_01", "a.npz")) != person_of(clip(walk(9), "05_01", "b.npz"))


def test_standing_is_still_and_upright() -> None:
    assert standing(figure(np.full((60, 2), 3.0))).all()
    assert not standing(walk())[20:-20].any()
    assert not standing(figure(np.full((60, 2), 100.0))).any()


# Weights of motion.


def sitting_figure(frames: int) -> np.ndarray:
    return figure(np.full((frames, 2), 90.0), hips=np.full((frames, 2), 85.0))


def lying_figure(frames: int) -> np.ndarray:
    upright = figure(np.full((frames, 2), 5.0))
    return np.stack([upright[..., 0], 0.2 - upright[..., 2], upright[..., 1]], axis=-1)


def raised_figure(frames: int) -> np.ndarray:
    p = figure(np.full((frames, 2), 3.0))
    for joint in ("left_elbow", "left_wrist"):
        p[:, J(joint), 1] = 2 * p[:, J("left_shoulder"), 1] - p[:, J(joint), 1]
    return p


@pytest.mark.parametrize(
    ("positions", "name"),
    [
        (figure(np.full((60, 2), 3.0)), "standing"),
        (walk(60), "walking"),
        (sitting_figure(60), "sitting"),
        (figure(np.full((60, 2), 110.0), trunk=30), "squatting, kneeling, bending"),
        (figure(np.full((60, 2), 10.0), trunk=70), "squatting, kneeling, bending"),
        (raised_figure(60), "arms raised"),
        (figure(np.full((60, 2), 40.0)), "active"),
        (walk(60, speed=4.0), "active"),
        (lying_figure(60), "lying"),
    ],
)
def test_postures_are_told_apart(positions: np.ndarray, name: str) -> None:
    found = everyday.classes(positions)
    assert (found == everyday.CLASSES.index(name)).mean() > 0.9


def test_shares_add_up() -> None:
    assert sum(everyday.SHARES.values()) == pytest.approx(1)


def test_classes_get_their_shares_and_repetitions_do_not_drown_the_rest() -> None:
    clips = [
        clip(figure(np.full((900, 2), 3.0)), "30_01"),
        clip(walk(900), "30_02"),
        clip(sitting_figure(900), "30_03"),
        *(clip(sitting_figure(90), f"m05_s01_e{i:02d}") for i in range(90)),
    ]
    shares = dict.fromkeys(everyday.CLASSES, 0.0) | {"standing": 0.5, "walking": 0.3, "sitting": 0.2}
    weight, found = everyday.weights(clips, shares)
    assert np.concatenate(weight).mean() == pytest.approx(1)
    drawn = everyday.drawn_shares(weight, found)
    assert {name: round(share, 2) for name, (_, share) in drawn.items() if share} == pytest.approx(
        {"standing": 0.5, "walking": 0.3, "sitting": 0.2}, abs=0.02
    )
    # Nine times the frames, three times the draws.
    assert sum(w.sum() for w in weight[3:]) / weight[2].sum() == pytest.approx(3, rel=0.05)


def test_no_frame_is_drawn_too_often() -> None:
    clips = [clip(figure(np.full((3000, 2), 3.0)), "30_01"), clip(lying_figure(10), "30_02")]
    weight, _ = everyday.weights(clips)
    assert np.concatenate(weight).max() <= everyday.LARGEST * 1.001
