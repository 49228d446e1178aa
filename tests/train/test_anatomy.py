import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.train.people import AHEAD, BEHIND, DOWN, LEFT, UP, people, person
from zedo.body.skeleton import H36M_17
from zedo.train.anatomy import Anatomy, _segment_distance, cell_centres, cells_of, hinge
from zedo.train.joint_angles import joint_angles

MIRROR = list(H36M_17.mirror)


@pytest.fixture(scope="module")
def anatomy() -> Anatomy:
    """Of people who do no more than walk and wave."""
    return Anatomy.fit(people(600))


def both(bone: str, direction: tuple[float, float, float]) -> dict[str, tuple[float, float, float]]:
    x, y, z = direction
    return {f"left_{bone}": direction, f"right_{bone}": (-x, y, z)}


T_POSE = both("elbow", LEFT) | both("wrist", LEFT)
SITTING = both("knee", (0.15, 0, 1)) | both("ankle", DOWN)
HUMAN = {
    "standing": {},
    "T-pose": T_POSE,
    "arms overhead": both("elbow", (0.2, 1, 0.1)) | both("wrist", (0, 1, 0.1)),
    "hands up": both("elbow", LEFT) | both("wrist", UP),
    "arms ahead": both("elbow", AHEAD) | both("wrist", AHEAD),
    "sitting on a chair": SITTING,
    "sitting on the floor, legs out": both("knee", (0.1, 0, 1)) | both("ankle", (0.1, 0, 1)),
    "deep squat": both("knee", (0.35, 0.3, 1)) | both("ankle", (0.1, -1, -0.8)) | {"thorax": (0, 1, 0.4)},
    "kneeling": both("knee", (0.05, -1, 0.05)) | both("ankle", BEHIND),
    "high step": {"left_knee": (0, 0.1, 1), "left_ankle": DOWN},
    "lunge": {"left_knee": (0, -0.3, 1), "left_ankle": DOWN, "right_knee": (0, -1, -0.3), "right_ankle": (0, -1, -1)},
    "bow": {"thorax": (0, 1, 0.8), "neck": (0, 1, 0.8), "head": (0, 1, 0.8)},
}
INHUMAN = {
    "knee bent forwards": {"left_knee": DOWN, "left_ankle": AHEAD},
    "knee bent sideways": {"right_knee": DOWN, "right_ankle": (-1, 0, 0.3)},
    "heel in the thigh": {"left_knee": DOWN, "left_ankle": UP},
    "elbow bent backwards": T_POSE | {"left_wrist": BEHIND},
    "elbow of a hanging arm bent backwards": {"right_elbow": DOWN, "right_wrist": BEHIND},
    "elbow of an arm ahead bent outwards": {"left_elbow": AHEAD, "left_wrist": LEFT, "right_elbow": AHEAD},
    "thigh far back": {"left_knee": (0, 0, -1), "left_ankle": BEHIND},
    "thigh through the other": {"left_knee": (-1, -0.3, 0.2), "left_ankle": DOWN},
    "arm through the back": {"left_elbow": (-1, 0, -1), "left_wrist": (-1, 0, -1)},
    "back bent backwards": {"thorax": (0, 0.3, -1)},
    "shoulders turned to the back": {"left_shoulder": (-0.3, 0, -1), "right_shoulder": (0.3, 0, 1)},
    "head on the back": {"head": BEHIND},
    "forearm through the trunk": {"left_elbow": (0.5, -1, 0.6), "left_wrist": (-1, 0, -0.6)},
    "straight legs folded on the chest": both("knee", (0, 1, 0.5)) | both("ankle", (0, 1, 0.5)),
}


@pytest.mark.parametrize("name", HUMAN)
def test_human_poses_are_allowed_even_where_no_recording_shows_them(anatomy: Anatomy, name: str) -> None:
    assert anatomy.within_limits(joint_angles(person(**HUMAN[name])[None])).all()
    assert anatomy.allowed(person(**HUMAN[name])[None]).all()


@pytest.mark.parametrize("name", INHUMAN)
def test_inhuman_poses_are_not(anatomy: Anatomy, name: str) -> None:
    assert not anatomy.allowed(person(**INHUMAN[name])[None]).any()


def test_nearly_all_recorded_poses_are_allowed(anatomy: Anatomy) -> None:
    assert anatomy.allowed(people(600)).mean() > 0.97


def test_sides_are_held_against_the_same(anatomy: Anatomy) -> None:
    limbs = np.random.default_rng(0).normal(size=(300, 2, 3))
    bent = [person(left_elbow=tuple(elbow), left_ankle=tuple(ankle)) for elbow, ankle in limbs]
    poses = np.stack([*bent, *people(100), *(person(**p) for p in (HUMAN | INHUMAN).values())])
    verdict = anatomy.allowed(poses)
    assert 50 < verdict.sum() < len(poses) - 50
    np.testing.assert_array_equal(anatomy.allowed(poses[:, MIRROR] * [-1, 1, 1]), verdict)


def test_place_heading_and_size_do_not_matter(anatomy: Anatomy) -> None:
    poses = np.stack([person(**p) for p in (HUMAN | INHUMAN).values()])
    turn = np.array([[0, 1, 0], [0.6, 0, 0.8], [0.8, 0, -0.6]])  # a person may lie or stand on the head
    assert np.linalg.det(turn) == pytest.approx(1)
    moved = 1000 * (poses @ turn.T + [3, 1, 2])
    np.testing.assert_array_equal(anatomy.allowed(moved), anatomy.allowed(poses))


@pytest.mark.parametrize(("shin", "flexion", "turn"), [((0, 0, -1), 90, 0), ((0, -1, -1), 45, 0), ((1, 0, 0), 90, 90)])
def test_knee_angles(shin, flexion: float, turn: float) -> None:
    angles = joint_angles(person(left_knee=DOWN, left_ankle=shin)[None])
    found = hinge(angles, H36M_17.index("left_ankle"))
    np.testing.assert_allclose(np.concatenate(found), [flexion, turn], atol=1e-4)


def test_elbow_angles_of_an_arm_to_the_front_and_side() -> None:
    for forearm, turn in (((-1, 0, 1), 0), (UP, 90), ((1, 0, -1), 180)):
        poses = person(thorax=UP, left_elbow=(1, 0, 1), left_wrist=forearm)[None]
        found = np.concatenate(hinge(joint_angles(poses), H36M_17.index("left_wrist")))
        np.testing.assert_allclose(np.abs(found), [90, turn], atol=1e-4)


@pytest.mark.parametrize("bins", [2, 3, 6, 12])
def test_cells_tile_the_sphere_about_evenly(bins: int) -> None:
    centres = cell_centres(bins)
    np.testing.assert_array_equal(cells_of(centres, bins), np.arange(6 * bins**2))
    directions = np.random.default_rng(0).normal(size=(200_000, 3))
    share = np.bincount(cells_of(directions, bins), minlength=len(centres)) / len(directions) * len(centres)
    assert share.min() > 0.6 and share.max() < 1.4


@given(st.integers(0, 2**32 - 1))
def test_distance_of_segments_is_the_least_of_all_pairs_of_points(seed: int) -> None:
    ends = np.random.default_rng(seed).normal(size=(4, 3))
    along = np.linspace(0, 1, 101)[:, None]
    first, second = (a + along * (b - a) for a, b in (ends[:2], ends[2:]))
    least = np.linalg.norm(first[:, None] - second, axis=-1).min()
    distance = _segment_distance(*(end[None] for end in ends))[0]
    step = (np.linalg.norm(ends[1] - ends[0]) + np.linalg.norm(ends[3] - ends[2])) / 100
    assert distance <= least + 1e-9
    assert distance >= least - step


@pytest.mark.parametrize("poses", [np.zeros((0, 17, 3)), np.zeros((4, 16, 3)), np.full((4, 17, 3), np.nan)])
def test_malformed_poses_are_named(poses: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"\(frames, 17, 3\) finite positions"):
        Anatomy.fit(poses)


def test_crossed_arms_and_legs_collide_only_when_they_meet(anatomy: Anatomy) -> None:
    apart = person(left_knee=(-0.3, -1, 0.4), left_ankle=DOWN, right_knee=(0.3, -1, -0.2), right_ankle=DOWN)
    meeting = person(left_knee=(-0.3, -1, 0), left_ankle=DOWN, right_knee=(0.3, -1, 0), right_ankle=DOWN)
    assert anatomy.collision_free(np.stack([apart, meeting])).tolist() == [True, False]
