import numpy as np
import torch

from zedo.body.definitions import CENTRES, POINTS
from zedo.body.proportions import LENGTHS, bodies, bone_lengths
from zedo.body.skeleton import H36M_17
from zedo.clip.one_body import LEAST_DOUBT, bone_logarithms, estimate_body
from zedo.proposal.proposal import Proposed

USUAL = bodies()[bodies().age >= 18]


class Guessing:
    """A network that knows a length where it is seen: its samples are a person's body in frames that show it, and
    anybody's in the others."""

    def __init__(self, body: np.ndarray, shows: np.ndarray) -> None:
        self.body, self.shows = body, shows

    def sample(self, points, known, count, steps, generator, told=None):  # type: ignore[no-untyped-def]
        rng = np.random.default_rng(0)
        frames = points[:, 0, 0].long().numpy()
        lengths = USUAL.lengths[rng.integers(len(USUAL), size=(count, len(frames)))].astype(np.float64)
        surely = self.body * np.exp(0.003 * rng.normal(size=(count, len(frames), 10)))
        lengths = np.where(self.shows[frames][:, None], surely, lengths)
        joints = np.zeros((count, len(frames), 17, 3))
        for parent, child in H36M_17.bones:
            step = np.zeros((count, len(frames), 3))
            step[..., child % 3] = bone_lengths(lengths)[..., child - 1]
            joints[..., child, :] = joints[..., parent, :] + step
        return Proposed(torch.from_numpy(joints), torch.zeros(count, len(frames), 24, 3))


def seen(frames: int) -> tuple[torch.Tensor, torch.Tensor, np.ndarray]:
    points = torch.zeros(frames, len(POINTS), 2)
    points[:, 0, 0] = torch.arange(frames)
    known = torch.zeros(frames, len(POINTS))
    known[:, :CENTRES] = 1.0
    return points, known, np.arange(frames) / 2.0


def test_lengths_are_read_back() -> None:
    body = USUAL.lengths[7].astype(np.float64)
    samples = Guessing(body, np.ones(10, bool)).sample(*seen(10)[:2], 200, 1, None).pose.numpy()
    np.testing.assert_allclose(np.exp(bone_logarithms(samples).mean(axis=(0, 1))), body, rtol=2e-3)


def test_the_frames_that_show_a_body_decide() -> None:
    body = USUAL.lengths.mean(axis=0) * np.exp(np.array([0, 0.08, 0.06, -0.04, -0.04, 0, 0, 0, 0.03, 0.03]))
    shows = np.arange(40) % 4 == 0
    found = estimate_body(Guessing(body, shows), *seen(40))  # type: ignore[arg-type]
    assert found is not None
    ratio = np.log(found.lengths[:10]) - np.log(found.lengths[:10]).mean()
    true = np.log(body) - np.log(body).mean()
    legs = [list(LENGTHS).index(name) for name in ("thigh", "shin")]
    np.testing.assert_allclose(ratio[legs], true[legs], atol=0.015)
    assert (found.doubt[:10] >= LEAST_DOUBT).all() and np.isinf(found.doubt[10]) and np.isnan(found.lengths[10])


def test_frames_that_show_nothing_leave_people_as_they_are() -> None:
    found = estimate_body(Guessing(USUAL.lengths[0].astype(np.float64), np.zeros(40, bool)), *seen(40))  # type: ignore[arg-type]
    assert found is not None
    usual = np.log(USUAL.lengths.astype(np.float64)).mean(axis=0)
    np.testing.assert_allclose(np.log(found.lengths[:10]), usual, atol=0.06)
    assert np.median(found.doubt[:10]) > 0.02


def test_a_few_frames_are_too_few() -> None:
    assert estimate_body(Guessing(USUAL.lengths[0], np.ones(4, bool)), *seen(4)) is None  # type: ignore[arg-type]
