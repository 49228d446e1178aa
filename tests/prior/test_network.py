import pytest
import torch

from zedo.prior.network import ByteDropout, NetworkConfig, ScoreNetwork, time_embedding


def small(**changes: object) -> ScoreNetwork:
    torch.manual_seed(0)
    return ScoreNetwork(NetworkConfig(**{"width": 64, "time_width": 32, "groups": 8, **changes})).double()  # type: ignore[arg-type]


def test_the_published_sizes() -> None:
    network = ScoreNetwork(NetworkConfig())
    count = sum(p.numel() for p in network.parameters())
    of_time_alone = sum(p.numel() for name, p in network.named_parameters() if "time" in name)
    assert round(count / 1e6, 1) == 7.2
    assert round(of_time_alone / 1e6, 1) == 2.9


def test_time_broadcasts() -> None:
    network = small().eval()
    poses = torch.randn(6, 5, 17, 3, dtype=torch.float64)
    t = torch.rand(6, 1, dtype=torch.float64)
    shared = network(poses, t)
    for i in range(6):
        one_by_one = torch.stack([network(pose, t[i, 0]) for pose in poses[i]])
        torch.testing.assert_close(shared[i], one_by_one)


@pytest.mark.parametrize("joints", [14, 17, 5])
def test_any_number_of_joints(joints: int) -> None:
    assert small(joints=joints)(torch.randn(3, joints, 3).double(), torch.tensor(0.5)).shape == (3, joints, 3)


def test_embedding_is_sines_then_cosines_of_999_t() -> None:
    embedded = time_embedding(torch.tensor(0.25, dtype=torch.float64), 512)
    angle = torch.tensor(999 * 0.25, dtype=torch.float64)
    assert embedded.shape == (512,)
    torch.testing.assert_close(embedded[0], angle.sin())  # rate 1
    torch.testing.assert_close(embedded[256], angle.cos())
    torch.testing.assert_close(embedded[255], (angle / 10_000).sin())  # rate 1 / 10,000


def test_low_precision_weights_do_not_round_the_time() -> None:
    # 999·t has steps of 1 where bfloat16 has steps of 4: neighbouring times must still differ.
    network = small().bfloat16().eval()
    pose = torch.randn(17, 3)
    a, b = (network(pose, torch.tensor(t)) for t in (0.900, 0.901))
    assert a.dtype == torch.float32
    assert not torch.equal(a, b)


def test_dropout_keeps_the_mean_and_the_share() -> None:
    dropout = ByteDropout(0.25).train()
    out = dropout(torch.ones(1000, 1001))
    assert float((out == 0).float().mean()) == pytest.approx(0.25, abs=0.003)
    assert float(out.mean()) == pytest.approx(1.0, abs=0.003)
    assert torch.equal(dropout.eval()(torch.ones(4)), torch.ones(4))


def test_dropout_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="below 1"):
        ByteDropout(1.0)
