import pytest
import torch

from zedo.body.definitions import (
    CENTRES,
    FEET,
    HEAD_TOP,
    JOINT_OF,
    MARKED,
    POINTS,
    as_points,
    definition,
    mirror,
    places,
)
from zedo.body.skeleton import BLAZEPOSE_33, BODY_25, BODY_25B, COCO_17, COCO_18, H36M_17, HALPE_26, LSP_14, Skeleton


@pytest.mark.parametrize("skeleton", [H36M_17, LSP_14], ids=lambda s: s.name)
def test_a_laboratorys_joints_are_centres(skeleton: Skeleton) -> None:
    assert definition(skeleton) == "joint-centres"
    assert [POINTS[target] for _, target in places(skeleton)] == [f"centre_of_{joint}" for joint in skeleton.joints]


@pytest.mark.parametrize(
    ("skeleton", "feet", "top"),
    [(COCO_17, 0, 0), (COCO_18, 0, 0), (BODY_25, 6, 0), (BODY_25B, 6, 1), (HALPE_26, 6, 1), (BLAZEPOSE_33, 4, 0)],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_detectors_mark_cocos_points_and_more(skeleton: Skeleton, feet: int, top: int) -> None:
    assert definition(skeleton) == "marked"
    names = {POINTS[target] for _, target in places(skeleton)}
    assert set(COCO_17.joints) <= names <= set(MARKED)
    assert len(names & set(FEET)) == feet and (HEAD_TOP in names) == bool(top)
    # Nothing of a detector's is taken for a joint's centre, its middle of the hips neither.
    assert min(target for _, target in places(skeleton)) >= CENTRES


def test_points_that_a_skeleton_lacks_are_missing() -> None:
    plane, confidence = torch.rand(3, 17, 2), torch.rand(3, 17)
    confidence[:, 5] = 0.0
    points, known = as_points(plane, confidence, COCO_17)
    assert points.shape == (3, len(POINTS), 2) and not known[:, :CENTRES].any()
    for joint, name in enumerate(COCO_17.joints):
        place = POINTS.index(name)
        assert torch.equal(known[:, place], confidence[:, joint])
        if joint != 5:
            assert torch.equal(points[:, place], plane[:, joint])
    assert not points[:, POINTS.index(COCO_17.joints[5])].any()
    assert (known > 0).sum() == 3 * 16


def test_marks_hang_on_the_joint_of_their_name() -> None:
    for name, joint in zip(MARKED, JOINT_OF, strict=True):
        on = H36M_17.joints[joint]
        assert on == name or on in ("neck", "head") or on == f"{name.split('_')[0]}_ankle", (name, on)


def test_mirroring_exchanges_sides() -> None:
    for k, other in enumerate(mirror()):
        assert mirror()[other] == k
        assert POINTS[other] == POINTS[k].replace("left_", "#").replace("right_", "left_").replace("#", "right_")
