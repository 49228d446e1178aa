import pytest
import torch

from tests.optimise.conftest import STANDING
from zedo.body.definitions import CENTRES, FEET, POINTS, TORSO, mirror
from zedo.train.virtual_cameras import (
    DISTANCES,
    EXACT_SHARE,
    FEET_SHARE,
    LEAST_VISIBLE,
    SWAP_SHARE,
    detected,
    project,
)

COUNT = 20_000
PERSON = torch.zeros(len(POINTS), 3)
PERSON[:CENTRES] = torch.from_numpy(STANDING).float()
PERSON[CENTRES:] = torch.randn(len(POINTS) - CENTRES, 3, generator=torch.Generator().manual_seed(1)) * 0.3


def drawn(centres: bool = True, seed: int = 0) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    plane, translation = project(PERSON.expand(COUNT, -1, -1), generator)
    kind = torch.full((COUNT,), centres)
    return plane, translation, *detected(plane, kind, generator)


def test_exact_examples_are_projections_from_the_stated_distances() -> None:
    plane, translation, seen, confidence = drawn()
    placed = PERSON + translation[:, None]
    torch.testing.assert_close(plane, placed[..., :2] / placed[..., 2:])
    exact = (torch.where((confidence > 0)[..., None], seen - plane, 0.0).abs() < 1e-6).flatten(1).all(dim=1)
    assert exact.double().mean() == pytest.approx(EXACT_SHARE, abs=0.02)
    distance = translation.norm(dim=-1)
    assert DISTANCES[0] - 1e-2 < distance.min() and distance.max() < DISTANCES[1] + 1e-2
    middle = torch.tensor(DISTANCES).log().mean().item()
    assert distance.log().quantile(0.5).item() == pytest.approx(middle, abs=0.1)


@pytest.mark.parametrize("centres", [True, False])
def test_people_are_seen_by_one_definition_and_enough_of_it(centres: bool) -> None:
    _, _, seen, confidence = drawn(centres)
    visible = confidence > 0
    assert torch.isfinite(seen).all() and (confidence <= 1).all() and (confidence >= 0).all()
    assert not visible[:, CENTRES:].any() if centres else not visible[:, :CENTRES].any()
    assert (visible.sum(dim=1) >= LEAST_VISIBLE).double().mean() > 0.999
    feet = visible[:, [POINTS.index(name) for name in FEET]].any(dim=1).double().mean()
    assert feet == pytest.approx(0.0 if centres else FEET_SHARE, abs=0.03)
    # An arm beyond the shoulder goes as a whole more often than its points would by chance.
    of = "centre_of_" if centres else ""
    arm = [POINTS.index(f"{of}left_{joint}") for joint in ("shoulder", "elbow", "wrist")]
    leg = [POINTS.index(f"{of}left_{joint}") for joint in ("hip", "knee", "ankle")]
    only_the_arm = ~visible[:, arm].any(dim=1) & visible[:, leg].all(dim=1)
    assert only_the_arm.double().mean() > 0.004


def test_sides_are_exchanged_now_and_then() -> None:
    plane, _, seen, confidence = drawn(seed=3)
    knees = [POINTS.index(f"centre_of_{side}_knee") for side in ("left", "right")]
    both = (confidence[:, knees] > 0).all(dim=1)
    there = seen[:, knees] - plane[:, knees]
    across = seen[:, knees] - plane[:, knees[::-1]]
    swapped = (across.norm(dim=-1).sum(dim=1) < 0.5 * there.norm(dim=-1).sum(dim=1))[both].double().mean()
    # Legs and the whole person: two of the three kinds; large noise looks like a few more.
    assert 0.25 * SWAP_SHARE < swapped < 0.05


def test_the_mirror_of_a_mirror_is_the_person() -> None:
    assert [mirror()[mirror()[k]] for k in range(len(POINTS))] == list(range(len(POINTS)))
    assert all(POINTS[mirror()[k]] == POINTS[k].replace("left", "right") for k in TORSO if "left" in POINTS[k])


def test_the_same_seed_draws_the_same() -> None:
    assert all(torch.equal(a, b) for a, b in zip(drawn(seed=4), drawn(seed=4), strict=True))
    assert not torch.equal(drawn(seed=4)[2], drawn(seed=5)[2])


def test_nobody_is_behind_the_camera() -> None:
    # Two metres tall and lying towards the camera: they step back.
    person = torch.zeros(COUNT, len(POINTS), 3)
    person[:, 3, 2] = -2.0
    plane, _ = project(person, torch.Generator().manual_seed(0))
    assert torch.isfinite(plane).all() and plane.abs().max() < 50
