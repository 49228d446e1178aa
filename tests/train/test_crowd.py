import numpy as np
import pytest
import torch

from tests.train.people import people
from zedo.body.definitions import CENTRES, JOINT_OF, POINTS
from zedo.body.proportions import bodies, bone_lengths
from zedo.body.skeleton import H36M_17
from zedo.train.augment import bone_vectors
from zedo.train.people import CENTRES_SHARE, GROWN, H36M_MEAN, YOUNG_SHARE, Crowd

COUNT = 4000


def crowd(**options: object) -> Crowd:
    poses = torch.from_numpy(people(60)).float()
    return Crowd(poses, torch.ones(len(poses)), bodies().training(), **options)  # type: ignore[arg-type]


def test_people_are_seen_by_their_joints_or_by_their_surface() -> None:
    drawn = crowd().sample(COUNT, torch.Generator().manual_seed(0))
    seen = round(CENTRES_SHARE * COUNT)
    assert drawn.centres.sum() == seen
    torch.testing.assert_close(drawn.points[:seen, :CENTRES], drawn.joints[:seen])
    assert not drawn.points[seen:, :CENTRES].any() and not drawn.points[:seen, CENTRES:].any()
    torch.testing.assert_close(drawn.joints[:, 0], torch.zeros(COUNT, 3))
    # Marks lie on the body: centimetres from limbs' joints, a foot's length from ankles.
    away = (drawn.points[seen:, CENTRES:] - drawn.joints[seen:][:, list(JOINT_OF)]).norm(dim=-1)
    knee, toe = POINTS.index("left_knee") - CENTRES, POINTS.index("left_big_toe") - CENTRES
    assert away[:, knee].median() < 0.04 and 0.15 < away[:, toe].median() < 0.25 and away.max() < 0.4


def test_bodies_have_the_lengths_that_are_told() -> None:
    drawn = crowd().sample(COUNT, torch.Generator().manual_seed(1))
    lengths = bone_vectors(drawn.joints).norm(dim=-1)
    told = torch.from_numpy(bone_lengths(drawn.lengths.numpy()))
    torch.testing.assert_close(lengths[~drawn.centres], told[~drawn.centres], rtol=1e-3, atol=1e-4)
    # Where a laboratory moves joints of the trunk, left and right may differ; their mean is told.
    both = (lengths + lengths[:, [j - 1 for j in H36M_17.mirror[1:]]]) / 2
    torch.testing.assert_close(both, told, rtol=1e-3, atol=1e-3)


def test_the_commonest_definition_is_human36ms() -> None:
    drawn = crowd(varied=False).sample(COUNT, torch.Generator().manual_seed(2))
    grown = drawn.stature > 1.5
    hips = drawn.lengths[drawn.centres & grown, 0] / drawn.lengths[drawn.centres & grown, 1]
    assert hips.median().item() == pytest.approx(H36M_MEAN[0] / H36M_MEAN[1], rel=0.08)


def test_some_are_children() -> None:
    table = bodies().training()
    drawn = crowd().sample(20_000, torch.Generator().manual_seed(3))
    small = np.quantile(table.stature[table.age >= GROWN], 0.001)
    share = (drawn.stature < small).double().mean()
    assert 0.3 * YOUNG_SHARE < share < 1.1 * YOUNG_SHARE


def test_frames_are_drawn_by_their_weight() -> None:
    poses = torch.from_numpy(people(2)).float()
    poses[1, 10] = poses[1, 9] + torch.tensor([0.1, 0.0, 0.0])  # the second one's head lies on the shoulder
    two = Crowd(poses, torch.tensor([3.0, 1.0]), bodies().training(), varied=False, rotation="none")
    joints = two.sample(COUNT, torch.Generator().manual_seed(4)).joints[round(CENTRES_SHARE * COUNT) :]
    head = bone_vectors(joints)[:, 9]
    upright = head[:, 1].abs() > head[:, 0].abs()
    assert upright.double().mean() == pytest.approx(0.75, abs=0.04)
