"""The focal length of a clip with the network that ships, and what the estimate does with what it is told."""

from pathlib import Path

import numpy as np
import pytest

import zedo
from zedo.body.skeleton import H36M_17
from zedo.optimise.focal import LEAST_JOINTS, USUAL, estimate_focal
from zedo.poses import Keypoints2D
from zedo.prior.checkpoint import DEFAULT_PRIOR, find_prior
from zedo.proposal.checkpoint import load_proposal
from zedo.proposal.proposal import Proposal

SIZE = (1280, 720)


@pytest.fixture(scope="module")
def proposal() -> Proposal:
    return load_proposal(find_prior(DEFAULT_PRIOR).with_name("proposal.safetensors"))


def seen(focal: float, distance: float = 2.0) -> Keypoints2D:
    """Real motion, the demo's people as the shipped prior lifts them, near a camera of this focal length."""
    folder = Path(zedo.__file__).parent / "assets" / "demo"
    keypoints = zedo.read_keypoints(folder / "keypoints.json")
    rows = slice(0, None, 4)
    some = Keypoints2D(
        keypoints.uv[rows], keypoints.confidence[rows], keypoints.skeleton, keypoints.frame[rows],
        keypoints.time[rows], keypoints.person[rows], keypoints.image_size,
    )  # fmt: skip
    people = zedo.lift(some, zedo.Camera.from_file(folder / "camera.json"), preset="fast", backend="torch")
    camera = zedo.Camera.from_intrinsics(focal, focal, SIZE[0] / 2, SIZE[1] / 2)
    uv = camera.project(people.joints[0].astype(np.float64) + np.array([0.1, 0.2, distance]))
    return Keypoints2D(uv, np.ones(uv.shape[:2]), H36M_17, time=some.time, person=some.person, image_size=SIZE,
                       frame=some.frame)  # fmt: skip


@pytest.mark.parametrize("focal", [700.0, 1300.0])
def test_people_nearby_tell_something_of_the_focal_length(proposal: Proposal, focal: float) -> None:
    # What is usual for this image is 998: too short a focal length is ruled out, too long a one hardly.
    found = estimate_focal(seen(focal), proposal)
    assert 0.85 * found.low < focal < found.high and found.low < found.focal < found.high
    assert abs(np.log(found.focal / focal)) < 0.45
    assert found.camera(SIZE).matrix[:2, 2].tolist() == [640.0, 360.0]


def test_little_evidence_leaves_what_is_usual(proposal: Proposal) -> None:
    clip = seen(1300.0, distance=20.0)  # as far as training goes; beyond it, estimates get too short
    one = Keypoints2D(clip.uv[:1], clip.confidence[:1], H36M_17, image_size=SIZE)
    found = estimate_focal(one, proposal)
    usual = USUAL * float(np.hypot(*SIZE))
    assert found.focal == pytest.approx(usual, rel=0.35)
    assert found.high / found.low > 1.5
    assert found.frames == 1


def test_what_is_needed_is_said(proposal: Proposal) -> None:
    clip = seen(1000.0)
    with pytest.raises(ValueError, match="image's size is unknown"):
        estimate_focal(Keypoints2D(clip.uv, clip.confidence, H36M_17), proposal)
    hidden = clip.confidence.copy()
    hidden[:, LEAST_JOINTS - 1 :] = 0.0
    with pytest.raises(ValueError, match=f"no person-frame shows {LEAST_JOINTS} joints"):
        estimate_focal(Keypoints2D(clip.uv, hidden, H36M_17, image_size=SIZE, frame=clip.frame), proposal)
