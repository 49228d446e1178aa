import numpy as np
import pytest

from tests.train.people import BEHIND, DOWN, UP, people, person
from zedo.body.skeleton import H36M_17
from zedo.train import evolve as evolution
from zedo.train.anatomy import Anatomy, hinge
from zedo.train.evolve import ANYHOW, TIPPED, Tally, evolve
from zedo.train.joint_angles import MEAN_LENGTHS, joint_angles

COUNT = 3000


@pytest.fixture(scope="module")
def recorded() -> np.ndarray:
    return people(400)


@pytest.fixture(scope="module")
def bred(recorded: np.ndarray) -> np.ndarray:
    return evolve(recorded, COUNT, seed=0)


def test_every_pose_is_one_that_a_person_can_take(recorded: np.ndarray, bred: np.ndarray) -> None:
    assert bred.shape == (COUNT, 17, 3)
    assert Anatomy.fit(recorded).allowed(bred).all()


def test_bones_have_human36m_lengths_and_hang_on_the_origin(bred: np.ndarray) -> None:
    bones = bred[:, 1:] - bred[:, list(H36M_17.parents[1:])]
    lengths = np.linalg.norm(bones, axis=-1)
    np.testing.assert_allclose(lengths, np.broadcast_to(MEAN_LENGTHS[1:], lengths.shape), rtol=1e-4)
    assert not bred[:, 0].any()


def test_the_seed_decides(recorded: np.ndarray, bred: np.ndarray) -> None:
    np.testing.assert_array_equal(evolve(recorded, COUNT, seed=0), bred)
    assert np.abs(evolve(recorded, COUNT, seed=1) - bred).max() > 0.1


def test_poses_are_not_repeated(recorded: np.ndarray, bred: np.ndarray) -> None:
    directions = joint_angles(bred).directions.reshape(COUNT, -1)
    before = joint_angles(recorded.astype(np.float32)).directions.reshape(len(recorded), -1)
    squared = (directions**2).sum(1)[:, None] + (before**2).sum(1) - 2 * directions @ before.T
    # The farthest a pose can be without a bone having moved far: a few degrees each.
    assert np.sqrt(squared.min()) > 0.1
    assert len(np.unique(directions.round(3), axis=0)) == COUNT


def test_people_who_only_stand_and_wave_have_children_who_sit_reach_and_lie(bred: np.ndarray) -> None:
    angles = joint_angles(bred)
    thighs = angles.directions[:, [H36M_17.index("left_knee"), H36M_17.index("right_knee")]]
    knees = np.stack([hinge(angles, H36M_17.index(f"{side}_ankle"))[0] for side in ("left", "right")])
    seated = (thighs[..., 1] > -0.5).all(axis=1) & (thighs[..., 2] > 0.5).all(axis=1) & (knees > 40).all(axis=0)
    assert seated.mean() > 0.05
    overhead = angles.directions[:, [H36M_17.index("left_elbow"), H36M_17.index("right_elbow")], 1] > 0.5
    assert overhead.any(axis=1).mean() > 0.05
    lying = np.abs(angles.root[:, 1, 1]) < 0.5
    assert 0.02 < lying.mean() < 0.2


def test_most_bodies_keep_a_parents_tilt(bred: np.ndarray) -> None:
    tilt = np.degrees(np.arccos(np.clip(joint_angles(bred).root[:, 1, 1], -1, 1)))
    # The parents stand within some degrees of upright; a uniform turn leaves 7 % within 30 degrees.
    expected = 1 - TIPPED - ANYHOW * (1 + np.cos(np.radians(30))) / 2
    assert (tilt < 30).mean() == pytest.approx(expected, abs=0.03)
    assert (tilt > 150).mean() == pytest.approx(ANYHOW * (1 - np.cos(np.radians(30))) / 2, abs=0.01)


def test_the_tally_counts_down_to_what_was_asked_for(recorded: np.ndarray) -> None:
    seen: list[Tally] = []
    evolve(recorded, 50, 0, seen.append)
    last = seen[-1]
    assert last.kept == 50
    assert last.drawn >= last.within_limits >= last.collision_free >= last.kept
    assert last.collision_free > 0.3 * last.drawn


def test_nobody_to_start_from() -> None:
    broken = person(left_knee=DOWN, left_ankle=UP, right_knee=BEHIND)[None]
    with pytest.raises(ValueError, match="none of those given"):
        evolve(broken, 5, 0)


def test_no_pose_asked_for(recorded: np.ndarray) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        evolve(recorded, 0, 0)


def test_a_search_that_finds_nothing_ends(recorded: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evolution, "LEAST_CHANGE", 10.0)
    monkeypatch.setattr(evolution, "PATIENCE", 2)
    with pytest.raises(ValueError, match="only 0 new poses were found among 32768"):
        evolve(recorded, 5, 0)
