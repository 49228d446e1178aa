import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from tests.optimise.conftest import STANDING
from zedo.body.skeleton import H36M_17, LSP_14
from zedo.proposal.view import feature_count, make_view


def seen(seed: int, count: int = 6) -> tuple[torch.Tensor, torch.Tensor]:
    """People placed at random before the camera: positions (N, 17, 3) and image-plane coordinates."""
    rng = np.random.default_rng(seed)
    turned = Rotation.random(count, rng).as_matrix()
    place = np.stack([rng.uniform(-2, 2, count), rng.uniform(-1, 1, count), rng.uniform(3, 9, count)], axis=-1)
    positions = torch.from_numpy(np.einsum("nij,kj->nki", turned, STANDING) + place[:, None])
    return positions, positions[..., :2] / positions[..., 2:]


@given(st.integers(0, 2**32 - 1))
def test_the_view_is_what_a_camera_turned_to_the_person_sees(seed: int) -> None:
    positions, plane = seen(seed)
    ones = torch.ones(plane.shape[:2], dtype=torch.float64)
    view = make_view(plane, ones, H36M_17)
    turned = positions @ view.rotation.transpose(-1, -2)
    torch.testing.assert_close(view.rotation @ view.rotation.transpose(-1, -2), torch.eye(3).double().expand(6, 3, 3))
    torch.testing.assert_close(torch.linalg.det(view.rotation), torch.ones(6).double())
    torch.testing.assert_close(turned[:, 0, :2], torch.zeros(6, 2).double())  # the pelvis is in the middle
    torch.testing.assert_close(view.rotation[:, 0, 1], torch.zeros(6).double())  # x stays level
    flat = turned[..., :2] / turned[..., 2:]
    size = flat.norm(dim=-1).mean(dim=-1)
    torch.testing.assert_close(view.features[:, :34].unflatten(1, (17, 2)), flat / size[:, None, None])
    torch.testing.assert_close(view.features[:, 34:51], ones)
    torch.testing.assert_close(view.features[:, 51], size.log() + 3)
    assert view.features.shape[1] == feature_count(H36M_17) == 52


@given(st.integers(0, 2**32 - 1), st.integers(0, 16))
def test_where_a_missing_joint_would_be_does_not_matter(seed: int, joint: int) -> None:
    _, plane = seen(seed)
    confidence = torch.ones(plane.shape[:2], dtype=torch.float64)
    confidence[:, joint] = 0.0
    moved = plane.clone()
    moved[:, joint] = 7.0
    here, there = make_view(plane, confidence, H36M_17), make_view(moved, confidence, H36M_17)
    assert torch.equal(here.features, there.features)
    assert torch.equal(here.rotation, there.rotation)
    assert (here.features[:, 2 * joint : 2 * joint + 2] == 0).all()


def test_wild_keypoints_stay_finite() -> None:
    plane = torch.zeros(2, 14, 2)
    plane[1] = 1e6 * torch.randn(14, 2, generator=torch.Generator().manual_seed(0))
    view = make_view(plane, torch.ones(2, 14), LSP_14)
    assert torch.isfinite(view.features).all() and torch.isfinite(view.rotation).all()
    assert view.features[:, :28].abs().max() <= 10
