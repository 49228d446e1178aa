import pytest

from zedo.body.bone_lengths import H36M_BONE_LENGTHS
from zedo.body.extremities import ATTACHMENTS, MEAN_LIMBS, extended
from zedo.body.skeleton import BLAZEPOSE_33, BODY_25, COCO_17, COCO_18, H36M_17, HALPE_26, LSP_14, Skeleton

DETECTORS = [BLAZEPOSE_33, BODY_25, HALPE_26]


@pytest.mark.parametrize("source", DETECTORS, ids=lambda s: s.name)
def test_what_a_detector_gives_is_kept(source: Skeleton) -> None:
    skeleton = extended(H36M_17, source)
    assert skeleton.joints[:17] == H36M_17.joints and skeleton.parents[:17] == H36M_17.parents
    assert set(skeleton.joints[17:]) == {j for j in source.joints if j in ATTACHMENTS}
    assert {"left_heel", "right_heel", "nose"} <= set(skeleton.joints)
    assert extended(H36M_17, skeleton) == skeleton and extended(skeleton, source) == skeleton
    assert [skeleton.mirror[m] for m in skeleton.mirror] == list(range(len(skeleton)))


def test_a_face_alone_is_not_repeated() -> None:
    for source in (COCO_17, COCO_18, H36M_17):
        assert extended(H36M_17, source) is H36M_17
    # Without a neck there is nothing for a face to hang on.
    assert extended(LSP_14, HALPE_26).joints[14:] == tuple(
        f"{side}_{part}" for part in ("heel", "big_toe", "small_toe") for side in ("left", "right")
    )
    feet = Skeleton("feet", ("left_knee", "left_ankle"), (-1, 0), (0,))
    assert extended(feet, HALPE_26) is feet


def test_the_offsets_are_those_of_the_mean_body() -> None:
    assert pytest.approx(2 * sum(H36M_BONE_LENGTHS[b] for b in ("knee", "ankle", "elbow", "wrist"))) == MEAN_LIMBS
