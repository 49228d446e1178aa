"""From 2D keypoints and a camera to 3D poses, each person-frame alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.bone_lengths import total_bone_length
from zedo.body.definitions import MARKED, definition
from zedo.body.extremities import extended
from zedo.body.root import root_relative
from zedo.body.skeleton import COCO_RULES, H36M_17, Rule, Skeleton
from zedo.body.told import told as tell
from zedo.camera import Camera
from zedo.engines.backend import Backend
from zedo.optimise.body_size import KnownSize, PerPerson, hold_body_size
from zedo.optimise.evidence import Evidence, Sight
from zedo.optimise.initial_pose import optimise_initial_pose
from zedo.optimise.loop import Callback, Loop
from zedo.optimise.presets import Preset, PresetName
from zedo.optimise.resolve import resolve
from zedo.optimise.result import completed, provenance
from zedo.optimise.select import hypothesis_weights, weighted_median
from zedo.optimise.translation import solve_translation, translation_weights
from zedo.optimise.uncertainty import joint_radius
from zedo.poses import NEED, Keypoints2D, Poses3D
from zedo.prior.prior import PosePrior, Prior, body_size
from zedo.prior.shipped import DEFAULT_PRIOR
from zedo.proposal.checkpoint import load_proposal_of
from zedo.proposal.proposal import Proposal
from zedo.system.errors import ZedoError
from zedo.system.seeds import check_seed

DEFAULT_CHUNK = 1024
"""Poses a batch: more are no faster on a CPU, and memory stays small."""

Progress = Callable[[int, int], None]
"""Called with (network evaluations done, all of them), counted in poses."""


class Lifter:
    """Lifts 2D keypoints to 3D with one prior and one preset.

    Args:
        prior: name of a shipped prior, a file of ``zedo train``, or any :class:`zedo.prior.prior.Prior`.
        preset: a name of :data:`zedo.optimise.presets.PRESETS`, or a :class:`Preset`.
        hypotheses: S, the number of answers that come back; None takes the preset's. The answer itself, the first,
            may be made of more.
        iterations: of the loop; None takes the preset's.
        device: torch device string.
        backend: one of :data:`zedo.engines.backend.BACKENDS`.
        seed: draws anchors when S is none of the prepared numbers, samples, and the noise of a DDPM prior.
        chunk: poses (person-frames × hypotheses) a batch.
        anchors: (S, J, 3) initial poses to use in place of the prior's, metres, camera axes, root-relative.
        sampler: of a DDPM prior that is loaded here, as of :func:`zedo.prior.checkpoint.load_prior`.
        rooted: False leaves poses about the origin that the loop had, from which the pelvis drifts by millimetres, as
            the released code scores them (:data:`zedo.evaluate.protocols.QUIRKS`).
        loop: what takes the steps in place of :func:`zedo.optimise.loop.run_loop`.
        callback: called after each iteration of each loop, for one batch after the other.

    Attributes:
        backend: the engine that evaluates the prior's network: with ``auto`` the one that was chosen, and ``torch`` for
            a prior whose network no other engine knows.

    Raises:
        ZedoError: on an unknown name, an unreadable prior, more hypotheses than there are anchors, or anchors for a
            preset that starts from proposals.

    Examples:
        >>> lifter = zedo.Lifter(preset="fast")
        >>> poses = lifter(zedo.read_keypoints("keypoints.json"), zedo.Camera.from_fov(60, (1920, 1080)))
    """

    def __init__(
        self,
        prior: str | Path | Prior = DEFAULT_PRIOR,
        preset: PresetName | Preset = "default",
        *,
        hypotheses: int | None = None,
        iterations: int | None = None,
        device: str = "cpu",
        backend: Backend = "auto",
        seed: int = 0,
        chunk: int | None = None,
        anchors: Float[np.ndarray, "S J 3"] | None = None,
        sampler: str | None = None,
        rooted: bool = True,
        loop: Loop | None = None,
        callback: Callback | None = None,
    ) -> None:
        if chunk is not None and chunk < 1:
            raise ZedoError(f"chunk is {chunk} poses a batch; at least 1 is needed")
        self.seed, self.chunk, self.rooted = check_seed(seed), chunk or DEFAULT_CHUNK, rooted
        self._callback, self._named = callback, None if isinstance(prior, Prior) else prior
        self._parts = resolve(
            prior,
            preset,
            hypotheses=hypotheses,
            iterations=iterations,
            device=device,
            backend=backend,
            seed=seed,
            anchors=anchors,
            sampler=sampler,
            loop=loop,
        )
        parts = self._parts
        self.settings, self.device, self.backend, self.hypotheses = (
            parts.settings, parts.device, parts.engine, parts.hypotheses,
        )  # fmt: skip
        self.prior, self.proposal, self.anchors, self.skeleton = (
            parts.prior, parts.proposal, parts.anchors, parts.prior.skeleton,
        )  # fmt: skip
        self.followed = parts.settings.followed(parts.hypotheses)

    def any_proposal(self) -> Proposal:
        """A proposal network: the preset's, or that beside the prior, which presets without one do not load.

        A prior that was given as an object has none beside it; that of the prior that ships is taken.
        """
        if self.proposal is None and self._spare is None:
            self._spare = load_proposal_of(self._named or DEFAULT_PRIOR, str(self.device))
        return self.proposal or self._spare  # type: ignore[return-value]

    _spare: Proposal | None = None

    @property
    def evaluations(self) -> int:
        """Network evaluations a person-frame, over all hypotheses and networks."""
        return self.settings.evaluations(self.hypotheses)

    def __call__(
        self,
        keypoints: Keypoints2D,
        camera: Camera,
        *,
        progress: Progress | None = None,
        height: PerPerson | None = None,
        initial: Float[np.ndarray, "S N J 3"] | None = None,
        bones: Mapping[str, PerPerson] | None = None,
    ) -> Poses3D:
        """Lift every person-frame.

        Person-frames with fewer than three visible joints, or with all of them in one point, come back as NaN
        (:mod:`zedo.optimise.evidence`). Feet, hands and the face that the keypoints have follow after the prior's
        joints (:mod:`zedo.body.extremities`).

        Args:
            height: metres, to which answers are scaled.
            initial: the initial poses of a preset whose start is ``given``, metres, camera axes, about their root.
            bones: known lengths in metres by segment, as of :class:`zedo.optimise.body_size.KnownSize`. They say more
                of a person's size than the height, and are scaled to where both are known.

        Raises:
            ZedoError: when the skeletons differ with no map between them, the camera has another number of matrices
                than there are person-frames, no person-frame has enough visible joints, a length is no human's, or
                initial poses are missing or not asked for.
        """
        return self.with_offsets(keypoints, camera, progress=progress, height=height, initial=initial, bones=bones)[0]

    def with_offsets(
        self,
        keypoints: Keypoints2D,
        camera: Camera,
        *,
        progress: Progress | None = None,
        height: PerPerson | None = None,
        initial: Float[np.ndarray, "S N J 3"] | None = None,
        bones: Mapping[str, PerPerson] | None = None,
        told: Float[Tensor, "N 22"] | None = None,
    ) -> tuple[Poses3D, Float[np.ndarray, "S N M 3"] | None]:
        """As a call, with the offsets (S, N, M, 3) of marked points from their joints, metres; None where the
        keypoints are of joints.

        Args:
            told: what the proposal network is told of each body, in place of height and bones alone.
        """
        given, known, seen = self._checked(keypoints, camera, height, bones)
        count, liftable = len(given), np.flatnonzero(seen.fixed)
        if told is None and known.any:
            told = tell(*(torch.from_numpy(numbers).float() for numbers in known.numbers()))
        starts = self._checked_initial(initial, count)
        shape = (self.hypotheses, count)
        pose = np.full((*shape, len(self.skeleton), 3), np.nan, dtype=np.float32)
        translation = np.full((*shape, 3), np.nan, dtype=np.float32)
        radius = np.full((count, len(self.skeleton)), np.nan, dtype=np.float32) if self.settings.samples else None
        offsets = np.full((*shape, len(MARKED), 3), np.nan, dtype=np.float32) if seen.marked else None
        focal = np.broadcast_to(camera.matrix[..., :2, :2], (count, 2, 2))
        frames = max(1, self.chunk // self.followed)
        # The loop's evaluations; those of the proposal network take no time beside them.
        each = self.followed * self.settings.loop.iterations
        total, done = each * len(liftable), 0
        denoise = self._parts.denoiser(self.seed)

        def report(now: int) -> None:
            nonlocal done
            done = now
            if progress is not None:
                progress(done, total)

        for start in range(0, len(liftable), frames):
            rows = liftable[start : start + frames]

            def advance(poses: int = self.followed * len(rows)) -> None:
                report(done + poses)

            chosen = None if starts is None else starts[:, rows]
            p, t, u, o = self._lift(
                seen[rows], focal[rows], known[rows], None if told is None else told[rows], chosen, denoise, advance
            )
            pose[:, rows], translation[:, rows] = p.cpu().numpy(), t.cpu().numpy()
            if offsets is not None and o is not None:
                offsets[:, rows] = o.cpu().numpy()
            if radius is not None and u is not None:
                radius[rows] = u.cpu().numpy()
            if done < each * (start + len(rows)):  # a loop that calls nobody back
                report(each * (start + len(rows)))
        if self.rooted:
            # The denoiser lets the origin drift by millimetres; the sum of pose and translation is what was fitted.
            root = pose[:, :, list(self.skeleton.root)].mean(axis=2)
            pose, translation = pose - root[:, :, None], translation + root
        pose, radius, error, skeleton = self.completed(pose, translation, offsets, radius, given, camera)
        poses = Poses3D(
            joints=pose,
            translation=translation,
            reprojection_error=error,
            skeleton=skeleton,
            frame=given.frame,
            time=given.time,
            person=given.person,
            camera=camera,
            provenance=provenance(self._parts, known, self.seed),
            uncertainty=radius,
        )
        return poses, offsets

    def own(self, keypoints: Keypoints2D, rule: Rule | None = None) -> Keypoints2D:
        """Keypoints as a call takes them: as they are where the proposal network knows the points that they mark.

        Else of the joints that come back, by ``rule`` (:func:`zedo.body.skeleton.joint_map`; its default when left
        out), as the paper takes them.

        Raises:
            ZedoError: on an unknown rule, or one where the points are taken as they are.
        """
        if rule is not None and rule not in COCO_RULES:
            raise ZedoError(f"unknown mapping rule {rule!r}; it is one of {', '.join(COCO_RULES)}")
        if not self._marked(keypoints.skeleton):
            return keypoints.to(extended(self.skeleton, keypoints.skeleton), rule or COCO_RULES[0])
        if rule is not None:
            raise ZedoError(
                f"the rule {rule!r} makes Human3.6M's joints of COCO's points, which the preset {self.settings.name} "
                "takes as they are; leave it out, or use the preset paper"
            )
        return keypoints

    def _marked(self, skeleton: Skeleton) -> bool:
        return self.proposal is not None and self.skeleton == H36M_17 and definition(skeleton) == "marked"

    def completed(
        self,
        pose: Float[np.ndarray, "S N J 3"],
        translation: Float[np.ndarray, "S N 3"],
        offsets: Float[np.ndarray, "S N M 3"] | None,
        radius: Float[np.ndarray, "N J"] | None,
        given: Keypoints2D,
        camera: Camera,
        found: Keypoints2D | None = None,
    ) -> tuple[Float[np.ndarray, "S N K 3"], Float[np.ndarray, "N K"] | None, Float[np.ndarray, "S N"], Skeleton]:
        """Lifted joints with the feet and hands that the keypoints have, their radii, and the reprojection error.

        Args:
            offsets: of marked points from their joints, metres; None where the keypoints are of joints.
            given: keypoints as of :meth:`own`.
            found: what the reprojection error compares with; ``given`` when left out.
        """
        return completed(self.skeleton, pose, translation, offsets, radius, given, camera, found)

    def checked(
        self,
        keypoints: Keypoints2D,
        camera: Camera,
        *,
        height: PerPerson | None = None,
        bones: Mapping[str, PerPerson] | None = None,
    ) -> tuple[Keypoints2D, KnownSize]:
        """What a call would lift: the keypoints of the joints that come back, and what is known of people's size.

        Raises the error of the call that would fail.
        """
        given, known, _ = self._checked(keypoints, camera, height, bones)
        return given, known

    def _checked(
        self,
        keypoints: Keypoints2D,
        camera: Camera,
        height: PerPerson | None,
        bones: Mapping[str, PerPerson] | None,
    ) -> tuple[Keypoints2D, KnownSize, Evidence]:
        """As :meth:`checked`, with what is seen of the prior's joints."""
        given = self.own(keypoints)
        count = len(given)
        known = self.known_size(count, height, bones)
        if camera.matrix.ndim == 3 and len(camera.matrix) != count:
            raise ZedoError(f"{len(camera.matrix)} camera matrices for {count} person-frames; one each was expected")
        found = Evidence.of(given, camera, self.skeleton)
        if not found.fixed.any():
            raise ZedoError(f"none of the {count} person-frames has {NEED}, the least that fix a pose")
        return given, known, found

    @torch.no_grad()
    def refine(
        self,
        joints: Float[np.ndarray, "S N J 3"],
        seen: Evidence,
        offset: Float[np.ndarray, "S N J 3"] | None = None,
        advance: Callable[[int], None] = lambda poses: None,
    ) -> Float[np.ndarray, "S N J 3"]:
        """Poses that are nearly right, taken back to the image by the preset's finishing loop; their sizes stay.

        Args:
            joints: root-relative, metres.
            seen: of person-frames that can be lifted.
            offset: from each joint to what is seen of it, metres; None where the joints themselves are seen.
            advance: called after each iteration with the number of poses it was for.
        """
        refined, denoise = np.empty_like(joints), self._parts.denoiser(self.seed)
        frames = max(1, self.chunk // len(joints))
        for start in range(0, joints.shape[1], frames):
            rows = slice(start, start + frames)
            pose, scene = self._tensor(joints[:, rows]), self._scene(seen[rows])
            away = 0.0 if offset is None else self._tensor(offset[:, rows])
            size, count = total_bone_length(pose, self.skeleton), pose.shape[0] * pose.shape[1]

            def after_each(poses: int = count) -> None:
                advance(poses)

            start_at = self._solved(pose + away, *scene)
            pose, placed = self._parts.loop(
                pose, start_at, *scene, denoise, self.settings.finish, callback=self._each(after_each), offset=away
            )
            pose, _ = hold_body_size(pose, placed, self.skeleton, size)
            refined[:, rows] = root_relative(pose, self.skeleton).cpu().numpy()
        return refined

    def place(
        self,
        joints: Float[np.ndarray, "S N J 3"],
        seen: Evidence,
        offset: Float[np.ndarray, "S N J 3"] | None = None,
    ) -> Float[np.ndarray, "S N 3"]:
        """The translations under which root-relative poses fit their keypoints best, metres; as of :meth:`refine`."""
        marks = joints if offset is None else joints + offset
        placed = [
            self._solved(self._tensor(marks[:, rows]), *self._scene(seen[rows])).cpu().numpy()
            for rows in (slice(start, start + self.chunk) for start in range(0, marks.shape[1], self.chunk))
        ]
        return np.concatenate(placed, axis=1)

    def _each(self, advance: Callable[[], None] = lambda: None) -> Callback:
        """What a loop calls after each iteration."""

        def after(i: int, t: Tensor, pose: Tensor, translation: Tensor) -> None:
            if self._callback is not None:
                self._callback(i, t, pose, translation)
            advance()

        return after

    def _tensor(self, array: np.ndarray | None) -> Tensor:
        assert array is not None  # Evidence has points wherever they are asked for
        return torch.as_tensor(array, dtype=torch.float32, device=self.device)

    def _scene(self, seen: Evidence) -> tuple[Tensor, Tensor, Tensor]:
        """Points (n, J, 2) on the plane z = 1, unit rays (n, J, 3) and confidences (n, J)."""
        rays = np.concatenate([seen.plane, np.ones_like(seen.plane[..., :1])], axis=-1)
        rays /= np.linalg.norm(rays, axis=-1, keepdims=True)
        return self._tensor(seen.plane), self._tensor(rays), self._tensor(seen.confidence)

    def _solved(self, marks: Tensor, plane: Tensor, rays: Tensor, confidence: Tensor) -> Tensor:
        """The closed-form translation (S, n, 3)."""
        weights = translation_weights(confidence, self.settings.loop.translation_power)
        return solve_translation(marks, plane, weights)

    def known_size(self, count: int, height: PerPerson | None, bones: Mapping[str, PerPerson] | None) -> KnownSize:
        """What is known of the size of ``count`` person-frames; errors as of :meth:`KnownSize.of`."""
        return KnownSize.of(self.skeleton, body_size(self.prior), count, height, bones)

    def _checked_initial(self, initial: np.ndarray | None, count: int) -> Float[np.ndarray, "S N J 3"] | None:
        if (initial is None) != (self.settings.start != "given"):
            told = "none were given" if initial is None else "initial poses were given"
            raise ZedoError(f"the start of this preset is {self.settings.start!r}, but {told}")
        if initial is None:
            return None
        shape = (self.followed, count, len(self.skeleton), 3)
        if initial.shape != shape or not np.isfinite(initial).all():
            raise ZedoError(f"the initial poses have shape {initial.shape}; finite {shape} was expected")
        return initial

    @torch.no_grad()
    def _lift(
        self,
        seen: Evidence,
        focal: np.ndarray,
        known: KnownSize,
        told: Tensor | None,
        initial: np.ndarray | None,
        denoise: Callable[[Tensor, Tensor], Tensor],
        advance: Callable[[], None],
    ) -> tuple[Tensor, Tensor, Tensor | None, Tensor | None]:
        """One chunk: poses (S, n, J, 3), translations (S, n, 3), uncertainty (n, J), and offsets (S, n, M, 3) of marked
        points from their joints."""
        scene, tensor = self._scene(seen), self._tensor
        given = None if initial is None else tensor(initial)
        pose, translation, samples, offsets = self._start(seen, scene, tensor(focal), told, given)
        sight = Sight.of(tensor(seen.known)) if seen.marked else None
        away = 0.0 if sight is None else sight.offset(pose, offsets)
        start_size = total_bone_length(pose, self.skeleton)
        settings = self.settings
        pose, translation = self._parts.loop(
            pose, translation, *scene, denoise, settings.loop, callback=self._each(advance), offset=away
        )
        usual = self._usual_size(start_size)
        pose, translation = known.hold(pose, translation, usual)
        if settings.chooses(self.hypotheses):
            rooted = root_relative(pose, self.skeleton)
            weights = hypothesis_weights(rooted, cast("PosePrior", self._parts.inference))
            answer = weighted_median(rooted, weights)[None]
            if sight is not None:
                marked = weighted_median(offsets, weights)[None]
                offsets = torch.cat([marked, offsets[1:]])
                away = sight.offset(answer, marked)
            start = self._solved(answer + away, *scene)
            answer, start = self._parts.loop(
                answer, start, *scene, denoise, settings.finish, callback=self._each(), offset=away
            )
            answer, start = known.hold(answer, start, None if usual is None else usual[:1])
            pose, translation = torch.cat([answer, pose[1:]]), torch.cat([start, translation[1:]])
        pose, translation = pose[: self.hypotheses], translation[: self.hypotheses]
        offsets = offsets[: self.hypotheses] if seen.marked else None
        if not settings.samples:
            return pose, translation, None, offsets
        # What is known is no longer uncertain: samples of people whose size is known take it.
        samples, _ = known.hold(samples, torch.zeros_like(samples[..., 0, :]), None)
        radius = joint_radius(root_relative(pose[0], self.skeleton), samples[: settings.samples])
        return pose, translation, radius, offsets

    def _usual_size(self, start: Float[Tensor, "S n"]) -> Float[Tensor, "S n"] | None:
        """Total bone lengths to scale people to of whom nothing is known, if the loop began with those of ``start``.

        None leaves them as they are.
        """
        match self.settings.body_size, body_size(self.prior):
            case "start", _:
                return start
            case "prior", float(mean_body):
                return torch.full_like(start, mean_body)
        return None

    def _start(
        self,
        seen: Evidence,
        scene: tuple[Tensor, Tensor, Tensor],
        focal: Tensor,
        told: Tensor | None,
        given: Tensor | None,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """P_0 (S, n, J, 3), T_0 (S, n, 3), the samples that the proposal network drew, and the offsets (S, n, M, 3) of
        marked points from the joints of P_0."""
        plane, rays, confidence = scene
        if self.proposal is None:
            anchors = given
            if anchors is None:
                assert self.anchors is not None  # one of the three is there
                anchors = self.anchors[:, None].expand(-1, len(plane), -1, -1)
            initial = optimise_initial_pose(
                anchors, plane, rays, focal, confidence, self.skeleton, self.settings.initial_pose
            )
            return *initial, anchors[:0], anchors[..., :0, :]
        points = self._tensor(seen.points), self._tensor(seen.known)
        told = None if told is None else told.to(self.device)
        pose, offsets = (part[None] for part in self.proposal.median(*points, told))
        samples = pose[:0]
        if drawn := self.settings.drawn(self.hypotheses):
            generator = torch.Generator().manual_seed(self.seed)
            samples, marked = self.proposal.sample(*points, drawn, self.settings.flow_steps, generator, told)
            pose = torch.cat([pose, samples[: self.followed - 1]])
            offsets = torch.cat([offsets, marked[: self.followed - 1]])
        away = Sight.of(points[1]).offset(pose, offsets) if seen.marked else 0.0
        return pose, self._solved(pose + away, plane, rays, confidence), samples, offsets
