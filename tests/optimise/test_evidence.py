"""What marked points say of joints, and that the loop takes both to the image together."""

import numpy as np
import torch

import zedo
from tests.optimise.conftest import STANDING
from zedo.body.definitions import CENTRES, HEAD_TOP, JOINT_OF, MARKED, POINTS
from zedo.body.skeleton import COCO_17, H36M_17, HALPE_26
from zedo.optimise.evidence import HEAD, Evidence, Sight
from zedo.optimise.loop import LoopSettings, run_loop
from zedo.optimise.translation import solve_translation, translation_weights
from zedo.poses import Keypoints2D

GENERATOR = np.random.default_rng(0)
OFFSETS = GENERATOR.normal(scale=0.03, size=(len(MARKED), 3))
PLACE = np.array([0.3, -0.1, 5.0])
CAMERA = zedo.Camera.from_intrinsics(1100, 1100, 960, 540)


def marks() -> np.ndarray:
    """(M, 3) where the marked points of a standing person are, camera frame."""
    return STANDING[list(JOINT_OF)] + OFFSETS + PLACE


def seen(skeleton=COCO_17) -> Keypoints2D:  # type: ignore[no-untyped-def]
    known = dict(zip(MARKED, marks(), strict=True))
    known["head"] = known[HEAD_TOP]
    uv, confidence = np.zeros((1, len(skeleton), 2)), np.zeros((1, len(skeleton)))
    for joint, name in enumerate(skeleton.joints):
        if name in known:
            uv[0, joint], confidence[0, joint] = CAMERA.project(known[name][None, None])[0, 0], 1.0
    return Keypoints2D(uv, confidence, skeleton)


def test_limbs_have_marks_of_their_own_and_the_middle_of_the_body_has_none() -> None:
    evidence = Evidence.of(seen(), CAMERA, H36M_17)
    assert evidence.marked and evidence.fixed.all()
    plane = marks()[:, :2] / marks()[:, 2:]
    for joint, name in enumerate(H36M_17.joints):
        if name in MARKED:
            np.testing.assert_allclose(evidence.plane[0, joint], plane[MARKED.index(name)], atol=1e-9)
    np.testing.assert_allclose(evidence.plane[0, H36M_17.index("neck")], plane[MARKED.index("nose")], atol=1e-9)
    head = plane[[MARKED.index(name) for name in HEAD]].mean(axis=0)
    np.testing.assert_allclose(evidence.plane[0, H36M_17.index("head")], head, atol=1e-9)
    assert not evidence.confidence[0, [H36M_17.index(joint) for joint in ("pelvis", "spine", "thorax")]].any()


def test_the_top_of_the_head_counts_more_than_the_face() -> None:
    evidence = Evidence.of(seen(HALPE_26), CAMERA, H36M_17)
    top = marks()[MARKED.index(HEAD_TOP)]
    np.testing.assert_allclose(evidence.plane[0, H36M_17.index("head")], top[:2] / top[2], atol=1e-9)


def test_keypoints_of_joints_are_taken_as_they_are() -> None:
    uv = CAMERA.project((STANDING + PLACE)[None])
    evidence = Evidence.of(Keypoints2D(uv, np.ones((1, 17)), H36M_17), CAMERA, H36M_17)
    assert not evidence.marked and evidence.points is not None and evidence.known is not None
    np.testing.assert_allclose(evidence.plane, evidence.points[:, :CENTRES])
    assert not evidence.known[:, CENTRES:].any()


def test_offsets_are_to_the_middle_of_what_is_seen() -> None:
    known = torch.zeros(1, len(POINTS))
    known[:, CENTRES:] = 1.0
    known[:, [POINTS.index(HEAD_TOP), POINTS.index("left_ear")]] = 0.0
    pose, offsets = torch.from_numpy(STANDING)[None, None].float(), torch.from_numpy(OFFSETS)[None, None].float()
    offset = Sight.of(known).offset(pose, offsets)[0, 0].numpy()
    knee = H36M_17.index("left_knee")
    np.testing.assert_allclose(offset[knee], OFFSETS[MARKED.index("left_knee")], atol=1e-6)
    face = [MARKED.index(name) for name in HEAD if name != "left_ear"]
    middle = (STANDING[H36M_17.index("neck")] + OFFSETS[face]).mean(axis=0)
    np.testing.assert_allclose(offset[H36M_17.index("head")], middle - STANDING[H36M_17.index("head")], atol=1e-6)
    assert not offset[H36M_17.index("pelvis")].any()


def test_with_the_right_offsets_joints_stay_where_they_are() -> None:
    # The right pose and offsets fit every mark: neither the translation nor the projection has anything to move.
    evidence = Evidence.of(seen(), CAMERA, H36M_17)
    plane, confidence = (torch.from_numpy(part) for part in (evidence.plane, evidence.confidence))
    rays = torch.cat([plane, torch.ones_like(plane[..., :1])], dim=-1)
    rays = rays / rays.norm(dim=-1, keepdim=True)
    pose, offsets = torch.from_numpy(STANDING)[None, None], torch.from_numpy(OFFSETS)[None, None]
    offset = Sight.of(torch.from_numpy(evidence.known)).offset(pose, offsets)
    start = solve_translation(pose + offset, plane, translation_weights(confidence, 4))
    settings = LoopSettings(3, warmup=0.0)
    moved, place = run_loop(pose, start, plane, rays, confidence, lambda p, t: p, settings, offset=offset)
    # Of eyes and ears, the middle of their images is not quite the image of their middle.
    torch.testing.assert_close(moved, pose, rtol=0, atol=1e-4)
    torch.testing.assert_close(place[0, 0], torch.from_numpy(PLACE), rtol=0, atol=1e-3)
    # Taken for joints, the marks pull the body apart.
    without, _ = run_loop(pose, start, plane, rays, confidence, lambda p, t: p, settings)
    assert (without - pose).norm(dim=-1).max() > 0.02
