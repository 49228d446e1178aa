import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from tests.optimise.conftest import STANDING
from zedo.body.definitions import CENTRES, POINTS, TORSO
from zedo.body.skeleton import H36M_17
from zedo.proposal.view import SEEN, SHORTEST, SPANS, make_view


def seen(seed: int, count: int = 6) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """People placed at random before the camera, by joint centres: positions, image-plane coordinates, confidences."""
    rng = np.random.default_rng(seed)
    turned = Rotation.random(count, rng).as_matrix()
    place = np.stack([rng.uniform(-2, 2, count), rng.uniform(-1, 1, count), rng.uniform(3, 9, count)], axis=-1)
    positions = torch.ones(count, len(POINTS), 3, dtype=torch.float64)
    positions[:, :CENTRES] = torch.from_numpy(np.einsum("nij,kj->nki", turned, STANDING) + place[:, None])
    confidence = torch.zeros(count, len(POINTS), dtype=torch.float64)
    confidence[:, :CENTRES] = 1.0
    return positions, positions[..., :2] / positions[..., 2:], confidence


@given(st.integers(0, 2**32 - 1))
def test_the_view_is_what_a_camera_turned_to_the_trunk_sees(seed: int) -> None:
    positions, plane, confidence = seen(seed)
    view = make_view(plane, confidence)
    turned = positions[:, :CENTRES] @ view.rotation.transpose(-1, -2)
    torch.testing.assert_close(view.rotation @ view.rotation.transpose(-1, -2), torch.eye(3).double().expand(6, 3, 3))
    torch.testing.assert_close(torch.linalg.det(view.rotation), torch.ones(6).double())
    trunk = turned[:, [k for k in TORSO if k < CENTRES]]
    middle = (trunk / trunk.norm(dim=-1, keepdim=True)).mean(dim=1)
    torch.testing.assert_close(middle[:, :2], torch.zeros(6, 2).double())  # the trunk is in the middle
    torch.testing.assert_close(view.rotation[:, 0, 1], torch.zeros(6).double())  # x stays level
    flat = turned[..., :2] / turned[..., 2:]
    size = flat.norm(dim=-1).mean(dim=-1)
    count = len(POINTS)
    coordinates = view.features[:, : 2 * count].unflatten(1, (count, 2))
    torch.testing.assert_close(coordinates[:, :CENTRES], flat / size[:, None, None])
    assert not coordinates[:, CENTRES:].any()
    torch.testing.assert_close(view.features[:, 2 * count : 3 * count], confidence)
    torch.testing.assert_close(view.features[:, 3 * count], size.log() + 3)
    assert view.features.shape[1] == SEEN == 188
    spans = view.features[:, 3 * count + 1 :].unflatten(1, (len(SPANS), 4))
    thigh = flat[:, H36M_17.index("left_knee")] - flat[:, H36M_17.index("left_hip")]
    length = thigh.norm(dim=-1) / size
    torch.testing.assert_close(spans[:, 0, 0], length.clamp_min(SHORTEST).log())
    torch.testing.assert_close(spans[:, 0, 1:3] * thigh.norm(dim=-1, keepdim=True), thigh)
    assert (spans[..., 3] == 1).all()


@given(st.integers(0, 2**32 - 1), st.integers(0, CENTRES - 1))
def test_where_a_missing_point_would_be_does_not_matter(seed: int, point: int) -> None:
    _, plane, confidence = seen(seed)
    confidence[:, point] = 0.0
    moved = plane.clone()
    moved[:, point] = 7.0
    here, there = make_view(plane, confidence), make_view(moved, confidence)
    assert torch.equal(here.features, there.features)
    assert torch.equal(here.rotation, there.rotation)


def test_without_a_trunk_what_is_seen_is_in_the_middle() -> None:
    _, plane, confidence = seen(3)
    confidence[:, list(TORSO)] = 0.0
    view = make_view(plane, confidence)
    rays = torch.cat([plane, torch.ones_like(plane[..., :1])], dim=-1)
    unit = rays / rays.norm(dim=-1, keepdim=True)
    middle = ((unit * (confidence > 0)[..., None]).sum(dim=1) @ view.rotation[0].T)[0]
    torch.testing.assert_close(middle[:2], torch.zeros(2).double(), rtol=0, atol=1e-9)


def test_wild_keypoints_stay_finite() -> None:
    plane = torch.zeros(2, len(POINTS), 2)
    plane[1] = 1e6 * torch.randn(len(POINTS), 2, generator=torch.Generator().manual_seed(0))
    view = make_view(plane, torch.ones(2, len(POINTS)))
    assert torch.isfinite(view.features).all() and torch.isfinite(view.rotation).all()
    assert view.features[:, : 2 * len(POINTS)].abs().max() <= 10
