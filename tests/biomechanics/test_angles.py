import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from zedo.biomechanics.angles import joint_angles, segment_lengths
from zedo.body.extremities import extended
from zedo.body.segments import SEGMENTS
from zedo.body.skeleton import COCO_17, H36M_17, HALPE_26

J = H36M_17.index

GLOBAL = ("pelvis_rotation", "pelvis_obliquity", "pelvis_tilt", "trunk_lean_forward", "trunk_lean_right")
"""Angles against the vertical or the camera; the others are between segments."""


def turn(axis: str, degrees: float) -> np.ndarray:
    return Rotation.from_euler(axis, degrees, degrees=True).as_matrix()


FACING = np.array([[0.0, 0, -1], [0, 1, 0], [1, 0, 0]])
"""From x forward, y up, z right to the world of someone who faces the camera: x is the person's left, z the camera."""


def built(**angle: float) -> np.ndarray:
    """(17, 3): a person of known angles, y up, made by turning one segment after the other."""

    def given(name: str) -> float:
        return angle.pop(name, 0.0)

    # Segments' axes are x forward, y up, z right: flexion forward is a negative turn about z.
    pelvis = (
        FACING
        @ turn("y", given("pelvis_rotation"))
        @ turn("x", -given("pelvis_obliquity"))
        @ turn("z", -given("pelvis_tilt"))
    )
    thorax = (
        pelvis
        @ turn("z", -given("trunk_flexion"))
        @ turn("x", given("trunk_side_bend"))
        @ turn("y", given("trunk_rotation"))
    )
    neck = thorax @ turn("z", -given("neck_flexion")) @ turn("x", given("neck_side_bend"))
    pose = np.zeros((17, 3))
    pose[J("spine")] = pelvis @ [0, 0.22, 0]
    pose[J("thorax")] = pose[J("spine")] + thorax @ [0, 0.26, 0]
    pose[J("neck")] = pose[J("thorax")] + neck @ [0, 0.1, 0]
    pose[J("head")] = pose[J("thorax")] + neck @ [0, 0.25, 0]
    for side, right in (("left", -1.0), ("right", 1.0)):
        pose[J(f"{side}_hip")] = pelvis @ [0, 0, 0.13 * right]
        pose[J(f"{side}_shoulder")] = pose[J("thorax")] + thorax @ [0.02, -0.04, 0.16 * right]
        for joint, end, tip, frame, bends in (
            ("hip", "knee", "ankle", pelvis, -1.0), ("shoulder", "elbow", "wrist", thorax, 1.0),
        ):  # fmt: skip
            limb = (
                frame
                @ turn("z", given(f"{side}_{joint}_flexion"))
                @ turn("x", -right * given(f"{side}_{joint}_abduction"))
            )
            pose[J(f"{side}_{end}")] = pose[J(f"{side}_{joint}")] + limb @ [0, -0.4, 0]
            lower = limb @ turn("z", bends * given(f"{side}_{end}_flexion"))
            pose[J(f"{side}_{tip}")] = pose[J(f"{side}_{end}")] + lower @ [0, -0.38, 0]
    assert not angle, f"not built: {angle}"
    return pose


WIDE = ("pelvis_rotation", "left_hip_flexion", "right_shoulder_flexion")


@given(
    st.fixed_dictionaries(
        {
            **{name: st.floats(-170, 170) for name in WIDE},
            **{
                name: st.floats(-80, 80)
                for name in (
                    "pelvis_obliquity", "pelvis_tilt", "trunk_flexion", "trunk_side_bend", "trunk_rotation",
                    "neck_flexion", "neck_side_bend", "left_hip_abduction", "right_hip_abduction",
                    "right_shoulder_abduction", "left_shoulder_abduction", "right_hip_flexion",
                )
            },
            **{
                f"{side}_{joint}_flexion": st.floats(0, 179)
                for side in ("left", "right") for joint in ("knee", "elbow")
            },
        }
    )
)  # fmt: skip
def test_angles_are_those_that_a_pose_was_built_with(angles: dict[str, float]) -> None:
    found = joint_angles(built(**angles))
    for name, degrees in angles.items():
        assert found[name] == pytest.approx(degrees, abs=1e-5), name


@pytest.mark.parametrize(
    ("joint", "to", "expected"),
    [
        # A person who faces the camera: x is the person's left, y up, z forward.
        ("left_elbow", (1, 0, 0), {"left_shoulder_elevation": 90, "left_shoulder_elevation_plane": 0}),
        ("left_elbow", (0, 0, 1), {"left_shoulder_elevation": 90, "left_shoulder_elevation_plane": 90}),
        ("right_elbow", (-1, 0, 0), {"right_shoulder_abduction": 90, "right_shoulder_elevation_plane": 0}),
        ("right_elbow", (0, 1, 0.001), {"right_shoulder_elevation": 179.9427, "right_shoulder_flexion": 179.9427}),
        ("right_knee", (0, 0, 1), {"right_hip_flexion": 90, "right_hip_abduction": 0, "right_knee_flexion": 90}),
        ("left_knee", (1, -1, 0), {"left_hip_flexion": 0, "left_hip_abduction": 45}),
        ("left_knee", (0, -1, -1), {"left_hip_flexion": -45}),
        ("head", (-1, 1, 0), {"neck_side_bend": 45, "neck_flexion": 0}),
        ("head", (0, 1, 1), {"neck_side_bend": 0, "neck_flexion": 45}),
    ],
)
def test_what_a_person_before_the_camera_does(joint: str, to: tuple, expected: dict[str, float]) -> None:
    pose = built()
    start = J("thorax") if joint == "head" else H36M_17.parents[J(joint)]
    moved = pose[start] + np.array(to) * 0.4 / np.linalg.norm(to)
    if joint.endswith("elbow"):
        pose[J(joint.replace("elbow", "wrist"))] += moved - pose[J(joint)]
    pose[J(joint)] = moved
    if joint == "right_knee":
        pose[J("right_ankle")] = moved - np.array([0, 0.4, 0])
    found = joint_angles(pose)
    for name, degrees in expected.items():
        assert found[name] == pytest.approx(degrees, abs=1e-3), name


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        (turn("x", 20), {"trunk_lean_forward": 20, "pelvis_tilt": 20, "trunk_flexion": 0}),
        (turn("z", 10), {"trunk_lean_right": 10, "pelvis_obliquity": -10}),
        (turn("y", 90), {"pelvis_rotation": 90, "trunk_lean_forward": 0}),
    ],
)
def test_the_whole_person_turned(whole: np.ndarray, expected: dict[str, float]) -> None:
    found = joint_angles(built() @ whole.T)
    for name, degrees in expected.items():
        assert found[name] == pytest.approx(degrees, abs=1e-9), name


poses = st.integers(0, 2**32 - 1).map(
    lambda seed: built() + np.random.default_rng(seed).normal(scale=0.08, size=(17, 3))
)


@given(poses, st.integers(0, 2**32 - 1), st.floats(0.2, 5))
def test_angles_between_segments_do_not_depend_on_where_and_how_large(pose, seed: int, scale: float) -> None:
    rng = np.random.default_rng(seed)
    before = joint_angles(pose)
    moved = joint_angles(scale * pose @ Rotation.random(random_state=rng).as_matrix().T + rng.normal(size=3))
    assert before.keys() == moved.keys()
    for name in before.keys() - set(GLOBAL):
        assert abs((moved[name] - before[name] + 180) % 360 - 180) < 1e-6, name
    heading = rng.uniform(-180, 180)
    turned = joint_angles(pose @ turn("y", heading).T)
    for name in before:
        change = heading if name == "pelvis_rotation" else 0.0
        assert abs((turned[name] - before[name] - change + 180) % 360 - 180) < 1e-6, name


@given(poses)
def test_a_mirror_swaps_left_and_right(pose: np.ndarray) -> None:
    before = joint_angles(pose)
    after = joint_angles(pose[list(H36M_17.mirror)] * [-1, 1, 1])
    for name, degrees in before.items():
        side, _, rest = name.partition("_")
        mirrored = {"left": f"right_{rest}", "right": f"left_{rest}"}.get(side, name)
        sign = -1 if name.endswith(("side_bend", "lean_right", "rotation", "obliquity")) else 1
        assert after[mirrored] == pytest.approx(sign * degrees, abs=1e-6), name


def test_lengths() -> None:
    pose = built(left_knee_flexion=40, trunk_rotation=30)
    found = segment_lengths(np.stack([pose, 2 * pose]))
    assert found.keys() == SEGMENTS.keys()
    expected = {
        "pelvis_width": 0.26,
        "lower_trunk": 0.22,
        "upper_trunk": 0.26,
        "left_thigh": 0.4,
        "right_forearm": 0.38,
    }
    for name, metres in expected.items():
        np.testing.assert_allclose(found[name], [metres, 2 * metres])


def test_missing_joints_and_skeletons() -> None:
    pose = built()
    pose[J("left_ankle")] = np.nan
    found = joint_angles(pose)
    assert [name for name, degrees in found.items() if np.isnan(degrees)] == ["left_knee_flexion"]
    with pytest.raises(ValueError, match="'coco_17' has no pelvis, spine, thorax, neck, head"):
        joint_angles(np.zeros((17, 3)), COCO_17)


@given(st.floats(-60, 40), st.floats(-170, 170), st.floats(-60, 60))
def test_ankles_bend_where_there_are_feet(degrees: float, heading: float, knee: float) -> None:
    skeleton = extended(H36M_17, HALPE_26)
    pose = np.zeros((len(skeleton), 3))
    pose[:17] = built(pelvis_rotation=heading, left_knee_flexion=abs(knee), right_hip_flexion=knee)
    for side in ("left", "right"):
        shin = pose[J(f"{side}_knee")] - pose[J(f"{side}_ankle")]
        ahead = FACING @ np.array([1.0, 0, 0])
        ahead = Rotation.from_euler("y", heading, degrees=True).apply(ahead)
        y = shin / np.linalg.norm(shin)
        x = ahead - (ahead @ y) * y
        foot = np.cos(np.radians(degrees)) * x / np.linalg.norm(x) + np.sin(np.radians(degrees)) * y
        pose[skeleton.index(f"{side}_heel")] = pose[J(f"{side}_ankle")] - 0.05 * foot
        pose[skeleton.index(f"{side}_big_toe")] = pose[J(f"{side}_ankle")] + 0.15 * foot
    angles = joint_angles(pose, skeleton)
    for side in ("left", "right"):
        assert angles[f"{side}_ankle_flexion"] == pytest.approx(degrees, abs=1e-6)
    assert "left_ankle_flexion" not in joint_angles(pose[:17])
