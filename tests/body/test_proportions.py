import numpy as np
import pytest

from zedo.body.proportions import LENGTHS, POINTS, bodies, bone_lengths
from zedo.body.skeleton import H36M_17


def test_the_table_is_of_people_of_all_ages() -> None:
    table = bodies()
    assert len(table) >= 20_000 and table.lengths.shape == (len(table), len(LENGTHS))
    assert table.offsets.shape == (len(table), len(POINTS), 3)
    assert table.age.min() < 4 and table.age.max() > 85
    assert np.isfinite(table.lengths).all() and np.isfinite(table.offsets).all()
    assert np.quantile(table.stature, 0.01) > 1.0 and np.quantile(table.stature, 0.99) < 2.1
    grown = table[table.age >= 18]
    assert grown.stature.mean() == pytest.approx(1.69, abs=0.05)
    # Thighs and shins are about as long as each other, and legs are three quarters longer than the trunk.
    leg = grown.lengths[:, [1, 2]].sum(axis=1)
    assert (grown.lengths[:, 1] / grown.lengths[:, 2]).mean() == pytest.approx(1.0, abs=0.06)
    assert (leg / grown.lengths[:, [3, 4]].sum(axis=1)).mean() == pytest.approx(1.75, abs=0.06)


def test_nobody_is_both_trained_on_and_held_out() -> None:
    table = bodies()
    assert len(table.training()) + len(table.held_out()) == len(table)
    assert len(table.held_out()) == pytest.approx(len(table) / 10, abs=1)
    np.testing.assert_array_equal(table.held_out().stature, table.stature[::10])


def test_lengths_become_the_bones_of_both_sides() -> None:
    bones = bone_lengths(np.arange(10.0))
    for name, end in LENGTHS.items():
        value = list(LENGTHS).index(name)
        for joint, length in zip(H36M_17.joints[1:], bones, strict=True):
            if joint.removeprefix("left_").removeprefix("right_") == end:
                assert length == value


def test_the_right_side_mirrors_the_left() -> None:
    table = bodies()
    left, right = (table.offset("knee", side) for side in ("left", "right"))
    np.testing.assert_array_equal(left * [-1, 1, 1], right)
    with pytest.raises(ValueError, match="unknown point 'tail'"):
        table.offset("tail")


def test_children_become_children() -> None:
    table = bodies()
    six, spread = table.of_age(6)
    grown, _ = table.of_age(35)
    # CDC's growth charts (2000): the median six-year-old is 1.15 m tall.
    assert six[-1] == pytest.approx(1.15, abs=0.06) and 0.02 < spread[-1] < 0.09
    assert grown[-1] == pytest.approx(1.69, abs=0.05)
    assert (six[1] + six[2]) / six[-1] < (grown[1] + grown[2]) / grown[-1]  # legs are yet to grow
    for age in (-3, 200, float("nan")):
        with pytest.raises(ValueError, match="years are known"):
            table.of_age(age)
