import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from zedo.body.skeleton import (
    BLAZEPOSE_33,
    BODY_25,
    BODY_25B,
    COCO_17,
    COCO_18,
    COCO_RULES,
    DERIVED_CONFIDENCE,
    H36M_17,
    HALPE_26,
    LSP_14,
    SKELETONS,
    JointMap,
    Skeleton,
    joint_map,
    load_skeleton,
)

MAPS = [(COCO_17, H36M_17, rule) for rule in COCO_RULES] + [(H36M_17, LSP_14, "common"), (H36M_17, H36M_17, "common")]

PEOPLE = hnp.arrays(np.float64, (3, 17, 2), elements=st.floats(-4000, 4000))


DETECTORS = (COCO_18, BODY_25, BODY_25B, HALPE_26, BLAZEPOSE_33)


def by_name(positions: np.ndarray, skeleton: Skeleton) -> dict[str, np.ndarray]:
    return {joint: positions[..., j, :] for j, joint in enumerate(skeleton.joints)}


@pytest.mark.parametrize("skeleton", SKELETONS.values(), ids=SKELETONS)
def test_mirror_is_an_involution_that_swaps_sides(skeleton: Skeleton) -> None:
    assert [skeleton.mirror[m] for m in skeleton.mirror] == list(range(len(skeleton)))
    for joint, other in zip(skeleton.joints, (skeleton.joints[m] for m in skeleton.mirror), strict=True):
        assert other == joint.replace("left", "LEFT").replace("right", "left").replace("LEFT", "right")


@pytest.mark.parametrize("skeleton", SKELETONS.values(), ids=SKELETONS)
def test_mirrored_bones_are_bones(skeleton: Skeleton) -> None:
    assert {(skeleton.mirror[p], skeleton.mirror[j]) for p, j in skeleton.bones} == set(skeleton.bones)


def test_human36m_order_is_videopose3ds() -> None:
    # VideoPose3D's common/h36m_dataset.py after its 15 static joints are removed: right leg, left leg, back, left arm,
    # right arm.
    assert H36M_17.joints[7:11] == ("spine", "thorax", "neck", "head")
    assert H36M_17.parents == (-1, 0, 1, 2, 0, 4, 5, 0, 7, 8, 9, 8, 11, 12, 8, 14, 15)


def test_lsp_14_is_human36m_without_pelvis_spine_and_neck() -> None:
    assert set(H36M_17.joints) - set(LSP_14.joints) == {"pelvis", "spine", "neck"}
    # Leeds Sports Pose's own order: right leg upwards, left leg downwards, right arm upwards, left arm downwards.
    assert LSP_14.joints[:3] == ("right_ankle", "right_knee", "right_hip")
    assert LSP_14.joints[-2:] == ("thorax", "head")
    positions = np.arange(51.0).reshape(17, 3)
    mapped = joint_map(H36M_17, LSP_14).positions(positions)
    np.testing.assert_array_equal(mapped, [positions[H36M_17.index(joint)] for joint in LSP_14.joints])


@pytest.mark.parametrize(("source", "target", "rule"), MAPS)
def test_every_weight_row_sums_to_one(source: Skeleton, target: Skeleton, rule: str) -> None:
    weights = joint_map(source, target, rule).weights
    assert weights.shape[1:] == (len(target), len(source))
    np.testing.assert_allclose(weights.sum(axis=-1), 1, atol=1e-12)


@given(people=PEOPLE, shift=st.floats(-1000, 1000), scale=st.floats(0.1, 10))
def test_maps_move_and_grow_with_the_person(people: np.ndarray, shift: float, scale: float) -> None:
    for source, target, rule in MAPS:
        mapping = joint_map(source, target, rule)
        np.testing.assert_allclose(
            mapping.positions(people * scale + shift), mapping.positions(people) * scale + shift, atol=1e-7
        )


@given(people=PEOPLE)
def test_maps_commute_with_the_mirror(people: np.ndarray) -> None:
    for source, target, rule in MAPS:
        mapping = joint_map(source, target, rule)
        np.testing.assert_allclose(
            mapping.positions(people[:, list(source.mirror)]),
            mapping.positions(people)[:, list(target.mirror)],
            atol=1e-8,
        )


@given(people=PEOPLE)
def test_common_rule_is_the_arithmetic_of_motionbert(people: np.ndarray) -> None:
    coco = by_name(people, COCO_17)
    shoulders, hips = coco["left_shoulder"] + coco["right_shoulder"], coco["left_hip"] + coco["right_hip"]
    expected = {
        **{joint: coco[joint] for joint in H36M_17.joints if joint in coco},
        "pelvis": hips / 2,
        "thorax": shoulders / 2,
        "spine": (hips / 2 + shoulders / 2) / 2,
        "neck": coco["nose"],
        "head": (coco["left_eye"] + coco["right_eye"]) / 2,
    }
    mapped = by_name(joint_map(COCO_17, H36M_17, "common").positions(people), H36M_17)
    for joint in H36M_17.joints:
        np.testing.assert_allclose(mapped[joint], expected[joint], atol=1e-8, err_msg=joint)


@given(people=PEOPLE)
def test_mhformer_rule_is_its_step_by_step_arithmetic(people: np.ndarray) -> None:
    # MHFormer moves the joints one after the other; the map does it in one linear step.
    coco = by_name(people, COCO_17)
    eyes = (coco["left_eye"] + coco["right_eye"]) / 2
    ears = (coco["left_ear"] + coco["right_ear"]) / 2
    shoulders = (coco["left_shoulder"] + coco["right_shoulder"]) / 2
    hips = (coco["left_hip"] + coco["right_hip"]) / 2
    nose = coco["nose"]
    head = np.stack([(eyes + ears)[:, 0] / 2, 2 * eyes[:, 1] - nose[:, 1]], axis=-1)
    neck = nose - (nose - shoulders) / 4
    thorax = shoulders + (nose - shoulders) / 3
    spine = (shoulders + hips) / 2
    spine[:, 0] += 2 * (spine[:, 0] - (hips[:, 0] + thorax[:, 0]) / 2)
    thorax[:, 1] -= (eyes[:, 1] - nose[:, 1]) * 2 / 3
    mapped = by_name(joint_map(COCO_17, H36M_17).positions(people), H36M_17)
    for joint, expected in {"pelvis": hips, "spine": spine, "thorax": thorax, "neck": neck, "head": head}.items():
        np.testing.assert_allclose(mapped[joint], expected, atol=1e-8, err_msg=joint)
    for joint in set(COCO_17.joints) & set(H36M_17.joints):
        np.testing.assert_array_equal(mapped[joint], coco[joint])


@pytest.mark.parametrize("rule", COCO_RULES)
@pytest.mark.parametrize("source", DETECTORS, ids=lambda skeleton: skeleton.name)
def test_detectors_follow_the_coco_rule_except_for_joints_of_their_own(source: Skeleton, rule: str) -> None:
    people = np.random.default_rng(0).uniform(0, 1000, (4, len(source), 2))
    given = by_name(people, source)
    by_rule = joint_map(COCO_17, H36M_17, rule).positions(np.stack([given[j] for j in COCO_17.joints], axis=1))
    expected = {**by_name(by_rule, H36M_17), **{joint: given[joint] for joint in H36M_17.joints if joint in given}}
    if "thorax" in given:
        expected["spine"] = (expected["pelvis"] + given["thorax"]) / 2
    mapping = joint_map(source, H36M_17, rule)
    np.testing.assert_allclose(mapping.weights.sum(axis=-1), 1, atol=1e-12)
    mapped = by_name(mapping.positions(people), H36M_17)
    for joint in H36M_17.joints:
        np.testing.assert_allclose(mapped[joint], expected[joint], atol=1e-9, err_msg=joint)
    mirrored = mapping.positions(people[:, list(source.mirror)])
    np.testing.assert_allclose(mirrored, mapping.positions(people)[:, list(H36M_17.mirror)], atol=1e-9)


def test_common_rule_on_halpe_is_motionberts() -> None:
    # MotionBERT's halpe2h36m (lib/data/dataset_wild.py): Human3.6M joint → Halpe indices that it averages.
    indices = [19, 12, 14, 16, 11, 13, 15, (18, 19), 18, 0, 17, 5, 7, 9, 6, 8, 10]
    people = np.random.default_rng(0).uniform(0, 1000, (3, 26, 2))
    expected = np.stack([people[:, [i] if isinstance(i, int) else list(i)].mean(axis=1) for i in indices], axis=1)
    np.testing.assert_allclose(joint_map(HALPE_26, H36M_17, "common").positions(people), expected, atol=1e-9)


def test_detectors_orders_are_their_tools() -> None:
    # OpenPose's doc/02_output.md and poseParameters.cpp, Halpe-FullBody's README, MediaPipe's pose_landmarker guide.
    assert BODY_25.joints[0:3] == ("nose", "thorax", "right_shoulder")
    assert BODY_25.joints[8:10] == ("pelvis", "right_hip")
    assert BODY_25.joints[15:20] == ("right_eye", "left_eye", "right_ear", "left_ear", "left_big_toe")
    assert BODY_25.joints[22:] == ("right_big_toe", "right_small_toe", "right_heel")
    assert COCO_18.joints[8:14] == tuple(f"{s}_{j}" for s in ("right", "left") for j in ("hip", "knee", "ankle"))
    assert COCO_18.joints[14:] == ("right_eye", "left_eye", "right_ear", "left_ear")
    assert BODY_25B.joints[:17] == HALPE_26.joints[:17] == COCO_17.joints
    assert BODY_25B.joints[17:20] == ("upper_neck", "head", "left_big_toe")
    assert HALPE_26.joints[17:22] == ("head", "thorax", "pelvis", "left_big_toe", "right_big_toe")
    assert {j: BLAZEPOSE_33.joints[j] for j in (2, 5, 7, 11, 16, 23, 28, 32)} == {
        2: "left_eye", 5: "right_eye", 7: "left_ear", 11: "left_shoulder",
        16: "right_wrist", 23: "left_hip", 28: "right_ankle", 32: "right_foot_index",
    }  # fmt: skip


def test_mhformer_rule_on_a_person_by_hand() -> None:
    person = np.zeros((17, 2))
    for joint, at in {
        "nose": (103, 60), "left_eye": (106, 54), "right_eye": (98, 54), "left_ear": (112, 58), "right_ear": (92, 58),
        "left_shoulder": (130, 100), "right_shoulder": (70, 100), "left_hip": (118, 190), "right_hip": (82, 190),
    }.items():  # fmt: skip
        person[COCO_17.index(joint)] = at
    mapped = by_name(joint_map(COCO_17, H36M_17).positions(person), H36M_17)
    np.testing.assert_allclose(mapped["pelvis"], (100, 190))
    np.testing.assert_allclose(mapped["thorax"], (101, 100 - 40 / 3 + 4))
    np.testing.assert_allclose(mapped["spine"], (99, 145))
    np.testing.assert_allclose(mapped["neck"], (102.25, 70))
    np.testing.assert_allclose(mapped["head"], (102, 48))


def test_a_missing_source_loses_exactly_what_is_made_of_it() -> None:
    people = np.ones((17, 2))
    people[COCO_17.index("left_hip")] = np.nan
    confidence = np.where(np.isnan(people[:, 0]), 0.0, 0.8)
    for rule in COCO_RULES:
        mapping = joint_map(COCO_17, H36M_17, rule)
        lost = {H36M_17.joints[j] for j in np.flatnonzero(np.isnan(mapping.positions(people)).any(axis=-1))}
        assert lost == {"left_hip", "pelvis", "spine"}
        assert {H36M_17.joints[j] for j in np.flatnonzero(mapping.confidence(confidence) == 0)} == lost


def test_confidence_is_the_least_of_the_sources_and_less_when_derived() -> None:
    confidence = np.linspace(0.2, 1, 17)
    mapped = joint_map(COCO_17, H36M_17, "common").confidence(confidence)
    coco = {joint: confidence[j] for j, joint in enumerate(COCO_17.joints)}
    assert mapped[H36M_17.index("left_knee")] == coco["left_knee"]
    assert mapped[H36M_17.index("neck")] == coco["nose"]
    assert mapped[H36M_17.index("pelvis")] == pytest.approx(DERIVED_CONFIDENCE * coco["left_hip"])


def test_maps_refuse_what_they_cannot_do() -> None:
    with pytest.raises(ValueError, match="unknown mapping rule 'best'"):
        joint_map(COCO_17, H36M_17, "best")
    with pytest.raises(ValueError, match="no map from skeleton 'h36m_17' to 'coco_17'"):
        joint_map(H36M_17, COCO_17)
    with pytest.raises(ValueError, match="for 2-D points, these have 3 axes"):
        joint_map(COCO_17, H36M_17).positions(np.zeros((17, 3)))


def test_common_rule_maps_three_axes_alike() -> None:
    points = np.random.default_rng(0).normal(size=(2, 5, 17, 3))
    mapping: JointMap = joint_map(COCO_17, H36M_17, "common")
    np.testing.assert_array_equal(mapping.positions(points)[..., :2], mapping.positions(points[..., :2]))


def test_root_relative_subtracts_the_mean_of_the_root_joints() -> None:
    points = np.random.default_rng(0).normal(size=(4, 14, 3))
    hips = (points[:, LSP_14.index("left_hip")] + points[:, LSP_14.index("right_hip")]) / 2
    np.testing.assert_allclose(LSP_14.root_relative(points), points - hips[:, None], atol=1e-12)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"joints": ("a", "a")}, "names a joint twice"),
        ({"parents": (-1,)}, "'parents' must hold 2 joint indices"),
        ({"parents": (-1, 2)}, "'parents' must hold 2 joint indices"),
        ({"parents": (-1, 1)}, "none of them the joint itself"),
        ({"parents": (1, 0)}, "joint 'a' is its own ancestor"),
        ({"root": ()}, "'root' must name at least one joint"),
        ({"root": (2,)}, "'root' must name at least one joint"),
        ({"joints": (), "parents": ()}, "'root' must name at least one joint"),
    ],
)
def test_impossible_skeletons_are_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Skeleton(**{"name": "s", "joints": ("a", "b"), "parents": (-1, 0), "root": (0,), **fields})


def test_an_unknown_joint_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="'lsp_14' has no joint 'tail'; it has right_ankle, "):
        LSP_14.index("tail")


def test_skeletons_come_by_name_or_from_a_file(tmp_path: Path) -> None:
    assert load_skeleton("lsp_14") is LSP_14
    own = Skeleton("hand", ("wrist", "left_tip", "right_tip"), (-1, 0, 0), (0,))
    path = tmp_path / "hand.json"
    path.write_text(json.dumps(own.to_dict()))
    assert load_skeleton(path) == own
    assert load_skeleton(str(path)) == own


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not valid JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 100_000, "not valid JSON"),
        (b"[1]", "one JSON object, this one holds a list"),
        (b"{}", "needs a 'name'"),
        (b'{"name": "s", "joints": "ab", "parents": [-1, 0], "root": [0]}', "needs 'joints', a list of joint names"),
        (b'{"name": "s", "joints": ["a", 1], "parents": [-1, 0], "root": [0]}', "needs 'joints'"),
        (b'{"name": "s", "joints": ["a"], "parents": [-1.5], "root": [0]}', "needs 'parents', a list of joint indices"),
        (b'{"name": "s", "joints": ["a"], "parents": [Infinity], "root": [0]}', "needs 'parents'"),
        (b'{"name": "s", "joints": ["a"], "parents": [-1], "root": [true]}', "needs 'root'"),
    ],
)
def test_malformed_skeleton_files_are_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=message) as raised:
        load_skeleton(path)
    assert str(raised.value).startswith(f"{path}: ")


@pytest.mark.parametrize("name", ["coco", "", "x" * 5000])
def test_neither_a_name_nor_a_file(name: str) -> None:
    with pytest.raises(ValueError, match=rf"neither a skeleton \({', '.join(SKELETONS)}\) nor a JSON file"):
        load_skeleton(name)


@pytest.mark.parametrize("rule", COCO_RULES)
@pytest.mark.parametrize("source", [BODY_25, HALPE_26], ids=lambda s: s.name)
def test_feet_come_along_beside_the_derived_joints(source: Skeleton, rule: str) -> None:
    feet = ("left_heel", "right_big_toe")
    target = Skeleton("h36m_17+feet", (*H36M_17.joints, *feet), (*H36M_17.parents, 6, 3), (0,))
    people = np.random.default_rng(1).normal(size=(2, len(source), 2))
    found = by_name(joint_map(source, target, rule).positions(people), target)
    body = by_name(joint_map(source, H36M_17, rule).positions(people), H36M_17)
    for joint, values in body.items():
        np.testing.assert_array_equal(found[joint], values)
    for joint in feet:
        np.testing.assert_array_equal(found[joint], by_name(people, source)[joint])
    with pytest.raises(ValueError, match="no map"):
        joint_map(COCO_17, target, rule)
