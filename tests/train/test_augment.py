import numpy as np
import pytest
import torch
from scipy.stats import kstest

from zedo.body.bone_lengths import H36M_BONE_LENGTHS
from zedo.body.skeleton import H36M_17, LSP_14
from zedo.train.augment import PITCH_DEGREES, ROLL_DEGREES, BoneLengths, PoseSampler, bone_vectors, camera_from_gravity


@pytest.fixture
def poses() -> torch.Tensor:
    generator = torch.Generator().manual_seed(3)
    return torch.randn(20, 17, 3, generator=generator)


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_without_augmentation_poses_come_back_in_camera_axes(poses: torch.Tensor) -> None:
    sampler = PoseSampler(poses, rotation="none", flip=False)
    drawn = sampler.at(torch.arange(20), generator())
    expected = (poses - poses[:, :1]) * torch.tensor([1.0, -1.0, -1.0])
    torch.testing.assert_close(drawn, expected, atol=1e-5, rtol=1e-5)


def test_bodies_are_resampled_and_directions_kept(poses: torch.Tensor) -> None:
    sampler = PoseSampler(poses, rotation="none", flip=False, bone_lengths=BoneLengths())
    bones = bone_vectors(sampler.at(torch.arange(20), generator()))
    lengths = bones.norm(dim=-1)
    torch.testing.assert_close(lengths, BoneLengths().sample(20, generator()), rtol=1e-4, atol=1e-5)
    original = bone_vectors(poses) * torch.tensor([1.0, -1.0, -1.0])
    cosine = torch.nn.functional.cosine_similarity(bones, original, dim=-1)
    torch.testing.assert_close(cosine, torch.ones_like(cosine), atol=1e-4, rtol=0)


def test_bone_lengths_have_their_mean_spread_and_symmetry() -> None:
    lengths = BoneLengths().sample(20_000, generator())
    names = H36M_17.joints[1:]
    left, right = names.index("left_knee"), names.index("right_knee")
    assert torch.equal(lengths[:, left], lengths[:, right])
    assert float(lengths[:, left].median()) == pytest.approx(H36M_BONE_LENGTHS["knee"], rel=0.005)
    assert float(lengths[:, left].log().std()) == pytest.approx((0.06**2 + 0.04**2) ** 0.5, rel=0.03)


def test_mirroring_swaps_sides(poses: torch.Tensor) -> None:
    sampler = PoseSampler(poses, rotation="none", flip=True)
    plain = PoseSampler(poses, rotation="none", flip=False).at(torch.arange(20), generator())
    drawn = sampler.at(torch.arange(20), generator())
    mirrored = plain[:, list(H36M_17.mirror)] * torch.tensor([-1.0, 1.0, 1.0])
    as_is, as_mirror = ((drawn - other).abs().amax(dim=(1, 2)) < 1e-5 for other in (plain, mirrored))
    assert (as_is | as_mirror).all()
    assert as_is.any() and as_mirror.any()


def test_other_skeletons_are_re_rooted(poses: torch.Tensor) -> None:
    drawn = PoseSampler(poses, LSP_14, rotation="tilt").sample(50, generator())
    assert drawn.shape == (50, 14, 3)
    torch.testing.assert_close(drawn[:, list(LSP_14.root)].mean(dim=1), torch.zeros(50, 3), atol=1e-5, rtol=0)


@pytest.mark.parametrize("rotation", ["none", "heading", "tilt", "so3"])
def test_rotations_are_proper(rotation: str) -> None:
    matrices = camera_from_gravity(200, rotation, generator())
    torch.testing.assert_close(matrices @ matrices.mT, torch.eye(3).expand(200, 3, 3), atol=1e-5, rtol=0)
    torch.testing.assert_close(torch.linalg.det(matrices), torch.ones(200), atol=1e-5, rtol=0)


def test_heading_is_uniform_and_keeps_gravity() -> None:
    matrices = camera_from_gravity(5000, "heading", generator())
    up = matrices @ torch.tensor([0.0, 1.0, 0.0])
    torch.testing.assert_close(up, torch.tensor([0.0, -1.0, 0.0]).expand(5000, 3), atol=1e-6, rtol=0)
    forward = matrices @ torch.tensor([0.0, 0.0, 1.0])
    angle = torch.atan2(forward[:, 0], forward[:, 2]).numpy()
    assert kstest((angle + np.pi) / (2 * np.pi), "uniform").pvalue > 0.01


def test_tilt_stays_within_its_bounds() -> None:
    up = camera_from_gravity(5000, "tilt", generator()) @ torch.tensor([0.0, -1.0, 0.0])
    pitch = torch.rad2deg(torch.atan2(up[:, 2], up[:, :2].norm(dim=-1)))
    # Roll acts last, about the optical axis: it leaves the pitch alone.
    roll = torch.rad2deg(torch.atan2(up[:, 0], up[:, 1]))
    assert PITCH_DEGREES * 0.98 < float(pitch.abs().max()) <= PITCH_DEGREES + 1e-3
    assert ROLL_DEGREES * 0.98 < float(roll.abs().max()) <= ROLL_DEGREES + 1e-3


def test_so3_is_uniform_for_half_of_the_draws() -> None:
    up = camera_from_gravity(20_000, "so3", generator()) @ torch.tensor([0.0, -1.0, 0.0])
    turned = up[up[:, 1] < 1 - 1e-6]
    assert len(turned) / len(up) == pytest.approx(0.5, abs=0.02)
    # The height of a uniformly turned axis is uniform (Archimedes).
    assert kstest((turned[:, 1].numpy() + 1) / 2, "uniform").pvalue > 0.01


def test_an_unknown_rotation_is_named(poses: torch.Tensor) -> None:
    with pytest.raises(ValueError, match="unknown rotation 'roll'"):
        PoseSampler(poses, rotation="roll")
