from dataclasses import replace

import numpy as np
import pytest

import zedo
from tests.optimise.conftest import STANDING
from zedo.body.skeleton import COCO_17, H36M_17, LSP_14
from zedo.optimise.lifter import Lifter
from zedo.optimise.loop import LoopSettings
from zedo.optimise.presets import PRESETS, Preset
from zedo.poses import Keypoints2D, reprojection_error


@pytest.fixture
def people(scene) -> Keypoints2D:
    return Keypoints2D(
        scene.uv, np.ones((4, 17)), H36M_17, person=np.arange(4), frame=np.zeros(4), image_size=(1920, 1080)
    )


@pytest.fixture
def camera(scene) -> zedo.Camera:
    return zedo.Camera(scene.K)


def test_the_answer_is_near_the_truth(scene, people: Keypoints2D, camera: zedo.Camera) -> None:
    poses = zedo.lift(people, camera)
    error = np.linalg.norm(poses.joints[0] - scene.poses, axis=-1).mean()
    assert error < 0.15  # metres; a fixed standing pose in a random heading is at 0.5
    assert (poses.reprojection_error < 15).all()
    np.testing.assert_allclose(poses.joints[0, :, 0], 0, atol=1e-6)
    # Where the person is: within a fifth of the distance, and on the pelvis' ray.
    np.testing.assert_allclose(poses.translation[0], scene.translation, atol=0.2 * scene.translation[:, 2].max())


def test_hypotheses_come_first_and_differ(people: Keypoints2D, camera: zedo.Camera) -> None:
    lifter = Lifter(preset="paper", hypotheses=3, iterations=20)
    poses = lifter(people, camera)
    assert poses.joints.shape == (3, 4, 17, 3)
    assert lifter.evaluations == 60
    assert not np.allclose(poses.joints[0], poses.joints[1])
    assert poses.provenance["hypotheses"] == 3 and poses.provenance["evaluations"] == 60


def test_the_same_call_gives_the_same_poses(people: Keypoints2D, camera: zedo.Camera) -> None:
    a, b = (zedo.lift(people, camera, hypotheses=2, iterations=30, seed=4) for _ in range(2))
    np.testing.assert_array_equal(a.joints, b.joints)


def test_bfloat16_changes_little(people: Keypoints2D, camera: zedo.Camera) -> None:
    full, half = (zedo.lift(people, camera, backend=b).joints for b in ("torch", "torch-bf16"))
    assert np.linalg.norm(full - half, axis=-1).mean() < 0.005


def test_one_camera_a_person_frame(scene, people: Keypoints2D, camera: zedo.Camera) -> None:
    # The same rays seen by other cameras: uv scaled about the principal point with the focal lengths.
    factors = np.array([0.5, 1.0, 2.0, 3.0])
    matrices = np.repeat(scene.K[None], 4, axis=0)
    matrices[:, :2, :2] *= factors[:, None, None]
    uv = (scene.uv - scene.K[:2, 2]) * factors[:, None, None] + scene.K[:2, 2]
    zoomed = Keypoints2D(uv, people.confidence, H36M_17)
    a = zedo.lift(people, camera, iterations=20, backend="torch")
    b = zedo.lift(zoomed, zedo.Camera(matrices), iterations=20, backend="torch")
    np.testing.assert_allclose(a.joints, b.joints, atol=1e-3)


def test_lens_distortion_is_undone(scene, people: Keypoints2D) -> None:
    distortion = (-0.2, 0.05, 0.001, -0.0005)
    lens = zedo.Camera(scene.K, distortion)
    seen = Keypoints2D(lens.project(scene.poses + scene.translation[:, None]), people.confidence, H36M_17)
    straight, bent = (zedo.lift(k, c, iterations=10) for k, c in ((people, zedo.Camera(scene.K)), (seen, lens)))
    np.testing.assert_allclose(straight.joints, bent.joints, atol=2e-3)
    np.testing.assert_allclose(straight.reprojection_error, bent.reprojection_error, rtol=0.5)


def test_hardly_seen_people_are_nan_the_others_are_not(people: Keypoints2D, camera: zedo.Camera) -> None:
    confidence = people.confidence.copy()
    confidence[1, 2:] = 0.0
    few = Keypoints2D(people.uv, confidence, H36M_17)
    poses = zedo.lift(few, camera, iterations=5)
    alone = zedo.lift(people, camera, iterations=5)
    assert np.isnan(poses.joints[:, 1]).all() and np.isnan(poses.translation[:, 1]).all()
    np.testing.assert_allclose(poses.joints[:, [0, 2, 3]], alone.joints[:, [0, 2, 3]], atol=2e-2)
    with pytest.raises(ValueError, match="none of the 4 person-frames"):
        zedo.lift(Keypoints2D(people.uv, np.zeros((4, 17)), H36M_17), camera)


@pytest.mark.parametrize("missing", [[0], [0, 1, 4], [5, 6, 12, 13]])
def test_missing_joints_are_filled_with_finite_ones(
    people: Keypoints2D, camera: zedo.Camera, missing: list[int]
) -> None:
    confidence = people.confidence.copy()
    confidence[:, missing] = 0.0
    poses = zedo.lift(Keypoints2D(people.uv, confidence, H36M_17), camera, iterations=100)
    assert np.isfinite(poses.positions).all()
    # The filled joints belong to a person: no bone is longer than half a metre.
    bones = np.array([np.linalg.norm(poses.joints[0, :, c] - poses.joints[0, :, p], axis=-1) for p, c in H36M_17.bones])
    assert bones.max() < 0.7


def test_body_sizes_are_held_and_images_kept(people: Keypoints2D, camera: zedo.Camera) -> None:
    loop = LoopSettings(iterations=30)
    free, prior = (Lifter(preset=Preset(body_size=name, loop=loop))(people, camera) for name in ("free", "prior"))
    lengths = [
        sum(np.linalg.norm(p.joints[0, :, c] - p.joints[0, :, a], axis=-1) for a, c in H36M_17.bones)
        for p in (free, prior)
    ]
    size = zedo.load_prior().body_size
    assert size is not None
    assert np.abs(lengths[0] / size - 1).max() > 0.01
    np.testing.assert_allclose(lengths[1], size, rtol=1e-5)
    np.testing.assert_allclose(camera.project(free.positions), camera.project(prior.positions), atol=0.05)


def test_progress_ends_at_the_total(people: Keypoints2D, camera: zedo.Camera) -> None:
    calls: list[tuple[int, int]] = []
    zedo.lift(
        people,
        camera,
        preset="paper",
        hypotheses=2,
        iterations=5,
        chunk=4,
        progress=lambda done, total: calls.append((done, total)),
    )
    assert calls[-1] == (40, 40)
    assert [done for done, _ in calls] == sorted(done for done, _ in calls)


def test_reprojection_error_counts_visible_joints_only(scene, people: Keypoints2D, camera: zedo.Camera) -> None:
    positions = (scene.poses + scene.translation[:, None])[None]
    uv = people.uv.copy()
    uv[0, 3] += [3.0, 4.0]
    moved = Keypoints2D(uv, people.confidence, H36M_17)
    np.testing.assert_allclose(reprojection_error(positions, moved, camera)[0], [5 / 17, 0, 0, 0], atol=1e-9)
    confidence = people.confidence.copy()
    confidence[0, 3] = 0.0
    np.testing.assert_allclose(
        reprojection_error(positions, Keypoints2D(uv, confidence, H36M_17), camera)[0], 0, atol=1e-9
    )


def test_presets_from_code_and_by_name(random_prior, people: Keypoints2D, camera: zedo.Camera) -> None:
    assert PRESETS["paper"].evaluations(1) == 1000 and PRESETS["paper"].evaluations(50) == 50_000
    mine = Lifter(random_prior, Preset(body_size="free"), iterations=2, anchors=STANDING[None], backend="torch")
    assert mine(people, camera).provenance["preset"] == "custom"


def test_wrong_combinations_are_refused(random_prior, people: Keypoints2D, camera: zedo.Camera, scene) -> None:
    with pytest.raises(ValueError, match="brings no anchors"):
        Lifter(random_prior, "paper")
    with pytest.raises(ValueError, match="the sampler 'ddim' is for a prior that is loaded here"):
        zedo.Lifter(random_prior, "paper", sampler="ddim")
    with pytest.raises(ValueError, match="mean body size"):
        Lifter(random_prior, Preset(body_size="prior"), anchors=STANDING[None])
    with pytest.raises(ValueError, match="anchors have shape"):
        Lifter(random_prior, "paper", anchors=STANDING[None, :14])
    with pytest.raises(ValueError, match="camera matrices for 4"):
        Lifter(iterations=1)(people, zedo.Camera(np.repeat(scene.K[None], 3, axis=0)))
    fourteen = Keypoints2D(scene.uv[:, :14], np.ones((4, 14)), LSP_14)
    with pytest.raises(ValueError, match="no map"):
        Lifter(iterations=1)(fourteen, camera)


def test_coco_keypoints_are_mapped(scene, camera: zedo.Camera) -> None:
    coco = Keypoints2D(
        scene.uv[:, [10, 10, 10, 10, 10, 11, 14, 12, 15, 13, 16, 4, 1, 5, 2, 6, 3]], np.ones((4, 17)), COCO_17
    )
    poses = zedo.lift(coco, camera, iterations=5)
    assert poses.skeleton == H36M_17


class TestGivenInitialPoses:
    PRESET = replace(PRESETS["paper"], start="given", loop=replace(PRESETS["paper"].loop, iterations=5))

    def test_anchors_given_for_each_frame_are_the_anchors(self, people: Keypoints2D, camera: zedo.Camera) -> None:
        by_name = Lifter(preset="paper", hypotheses=3, iterations=5, backend="torch")
        anchors = by_name.anchors.numpy()
        initial = np.repeat(anchors[:, None], len(people), axis=1)
        given = Lifter(preset=self.PRESET, hypotheses=3, backend="torch")
        expected, found = by_name(people, camera), given(people, camera, initial=initial)
        np.testing.assert_array_equal(found.joints, expected.joints)
        np.testing.assert_array_equal(found.translation, expected.translation)

    def test_each_frame_starts_from_its_own_whatever_the_chunk(self, scene, people: Keypoints2D, camera) -> None:
        initial = scene.poses[None]
        whole = Lifter(preset=self.PRESET, backend="torch")(people, camera, initial=initial)
        single = Lifter(preset=self.PRESET, backend="torch", chunk=1)(people, camera, initial=initial)
        np.testing.assert_allclose(single.joints, whole.joints, atol=1e-5)
        # From the truth, five steps of the loop lead nowhere else.
        assert np.linalg.norm(whole.joints[0] - scene.poses, axis=-1).mean() < 0.05

    def test_they_are_needed_and_checked(self, people: Keypoints2D, camera: zedo.Camera) -> None:
        lifter = Lifter(preset=self.PRESET)
        with pytest.raises(ValueError, match="none were given"):
            lifter(people, camera)
        with pytest.raises(ValueError, match=r"finite \(1, 4, 17, 3\) was expected"):
            lifter(people, camera, initial=np.zeros((1, 3, 17, 3)))
        with pytest.raises(ValueError, match="initial poses were given"):
            Lifter(preset="paper", iterations=1)(people, camera, initial=np.zeros((1, 4, 17, 3)))
