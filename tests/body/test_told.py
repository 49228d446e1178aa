import pytest
import torch

from zedo.body.told import COUNT, DOUBT, NUMBERS, REFERENCE, SCALE, nothing, told


def test_what_is_known_is_told_with_its_doubt() -> None:
    lengths = torch.full((2, len(NUMBERS)), torch.nan)
    lengths[0, NUMBERS.index("thigh")] = REFERENCE[NUMBERS.index("thigh")] * 1.1
    lengths[1, NUMBERS.index("stature")] = REFERENCE[-1]
    numbers = told(lengths, DOUBT)
    value, trust = numbers.split(len(NUMBERS), dim=-1)
    assert value[0, NUMBERS.index("thigh")].item() == pytest.approx(torch.tensor(1.1).log().item() / SCALE, rel=1e-4)
    assert trust[0, NUMBERS.index("thigh")].item() == pytest.approx(torch.tensor(-1.0).exp().item())
    assert value[1, -1].item() == pytest.approx(0.0, abs=1e-6)
    assert (trust > 0).sum() == 2 and (value != 0).sum() <= 2


def test_nothing_known_is_nothing_told() -> None:
    assert torch.equal(told(torch.full((3, len(NUMBERS)), torch.nan)), nothing(3))
    assert nothing(3).shape == (3, COUNT)


def test_an_infinite_doubt_is_no_trust() -> None:
    lengths = torch.tensor([REFERENCE])
    assert not told(lengths, torch.full((1, len(NUMBERS)), torch.inf))[:, len(NUMBERS) :].any()
