import pytest
import torch

from zedo.body.skeleton import COCO_17, H36M_17, LSP_14, Skeleton
from zedo.prior.network import NetworkConfig, ScoreNetwork
from zedo.proposal.network import ProposalConfig, ProposalNetwork
from zedo.proposal.view import FEATURES
from zedo.train.proposal_objective import ProposalObjective
from zedo.train.score_objective import ScoreObjective
from zedo.train.transfer import carry_over

COMMON = [H36M_17.index(joint) for joint in LSP_14.joints]
OTHERS = sorted(set(range(17)) - set(COMMON))


def test_a_score_network_answers_alike_on_the_joints_in_common() -> None:
    torch.manual_seed(0)
    source = ScoreNetwork(NetworkConfig(joints=17, width=64, time_width=16)).double().eval()
    target = ScoreNetwork(NetworkConfig(joints=14, width=64, time_width=16)).double().eval()
    target.load_state_dict(carry_over(source.state_dict(), H36M_17, LSP_14, ScoreObjective.blocks))
    pose, t = torch.randn(5, 17, 3, dtype=torch.float64), torch.rand(5, dtype=torch.float64)
    pose[:, OTHERS] = 0  # what the smaller network does not see
    torch.testing.assert_close(target(pose[:, COMMON], t), source(pose, t)[:, COMMON], rtol=0, atol=1e-12)


def test_a_proposal_network_answers_alike_on_the_joints_in_common() -> None:
    torch.manual_seed(0)
    sizes = {"width": 64, "time_width": 16}
    source, target = (
        ProposalNetwork(ProposalConfig(len(joints), **sizes)).double().eval() for joints in (H36M_17, LSP_14)
    )
    target.load_state_dict(carry_over(source.state_dict(), H36M_17, LSP_14, ProposalObjective.blocks))
    pose, time = torch.randn(5, 17, 3, dtype=torch.float64), torch.rand(5, dtype=torch.float64)
    features = torch.randn(5, FEATURES, dtype=torch.float64)
    pose[:, OTHERS] = 0
    joints, offsets = source(pose, time, features)
    answer = target(pose[:, COMMON], time, features)
    torch.testing.assert_close(answer[0], joints[:, COMMON], rtol=0, atol=1e-12)
    torch.testing.assert_close(answer[1], offsets, rtol=0, atol=1e-12)


def test_joints_that_the_source_lacks_begin_at_zero_and_its_own_stay() -> None:
    torch.manual_seed(0)
    weights = ScoreNetwork(NetworkConfig(joints=17, width=64, time_width=16)).state_dict()
    carried = carry_over(weights, H36M_17, COCO_17, (3,))
    nose = 3 * COCO_17.index("nose")
    assert not carried["first.linear.weight"][:, nose : nose + 3].any() and not carried["last.weight"][nose].any()
    same = carry_over(weights, H36M_17, H36M_17, (3,))
    for name, tensor in weights.items():
        assert torch.equal(same[name], tensor)


def test_skeletons_without_a_common_joint() -> None:
    other = Skeleton("tail", ("tip", "base"), (1, -1), (1,))
    weights = ScoreNetwork(NetworkConfig(joints=17, width=64, time_width=16)).state_dict()
    with pytest.raises(ValueError, match="no joint in common"):
        carry_over(weights, H36M_17, other, (3,))
