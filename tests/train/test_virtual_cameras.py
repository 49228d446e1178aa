import pytest
import torch

from tests.optimise.conftest import STANDING
from zedo.body.skeleton import H36M_17, LSP_14, Skeleton, joint_map
from zedo.train.virtual_cameras import DISTANCES, EXACT_SHARE, LEAST_VISIBLE, virtual_keypoints

COUNT = 20_000


def drawn(skeleton: Skeleton = H36M_17, seed: int = 0) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    pose = torch.from_numpy(joint_map(H36M_17, skeleton).positions(STANDING[None])).float().expand(COUNT, -1, -1)
    return pose, *virtual_keypoints(pose, skeleton, torch.Generator().manual_seed(seed))


def test_exact_examples_are_projections_from_the_stated_distances() -> None:
    pose, plane, _ = drawn()
    # The translation that explains an example best: two equations a joint, linear in it.
    ones, zeros = torch.ones_like(plane[..., 0]), torch.zeros_like(plane[..., 0])
    rows = torch.stack(
        [torch.stack([ones, zeros, -plane[..., 0]], -1), torch.stack([zeros, ones, -plane[..., 1]], -1)], dim=2
    ).flatten(1, 2)
    right = (plane * pose[..., 2:] - pose[..., :2]).flatten(1)[..., None]
    translation = torch.linalg.lstsq(rows.double(), right.double()).solution
    residual = (rows.double() @ translation - right.double()).abs().amax(dim=(1, 2))
    exact = residual < 1e-4
    assert exact.double().mean() == pytest.approx(EXACT_SHARE, abs=0.02)
    distance = translation[exact, :, 0].norm(dim=-1)
    assert DISTANCES[0] - 1e-2 < distance.min() and distance.max() < DISTANCES[1] + 1e-2
    middle = torch.tensor(DISTANCES).log().mean().item()
    assert distance.log().quantile(0.5).item() == pytest.approx(middle, abs=0.1)


@pytest.mark.parametrize("skeleton", [H36M_17, LSP_14], ids=lambda s: s.name)
def test_joints_and_limbs_go_missing_but_enough_stay(skeleton: Skeleton) -> None:
    _, plane, confidence = drawn(skeleton)
    missing = confidence == 0
    assert torch.isfinite(plane).all() and (confidence <= 1).all() and (confidence >= 0).all()
    assert (~missing).sum(dim=1).min() >= LEAST_VISIBLE
    assert 0.3 < (missing.sum(dim=1) == 0).double().mean() < 0.5
    # An arm beyond the shoulder goes as a whole more often than its joints would by chance.
    arm = [skeleton.index(f"left_{joint}") for joint in ("shoulder", "elbow", "wrist")]
    others = [j for j in range(len(skeleton)) if j not in arm]
    only_the_arm = missing[:, arm].all(dim=1) & ~missing[:, others].any(dim=1)
    assert only_the_arm.double().mean() > 0.002


def test_the_same_seed_draws_the_same() -> None:
    assert all(torch.equal(a, b) for a, b in zip(drawn(seed=4), drawn(seed=4), strict=True))
    assert not torch.equal(drawn(seed=4)[1], drawn(seed=5)[1])


def test_nobody_is_behind_the_camera() -> None:
    # Two metres tall and lying towards the camera: they step back.
    pose = torch.zeros(COUNT, 17, 3)
    pose[:, 3, 2] = -2.0
    plane, _ = virtual_keypoints(pose, H36M_17, torch.Generator().manual_seed(0))
    assert torch.isfinite(plane).all() and plane.abs().max() < 50
