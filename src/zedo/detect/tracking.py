"""Following people over the frames of a clip."""

from __future__ import annotations

from array import array

import numpy as np
from jaxtyping import Bool, Float, Int
from scipy.ndimage import uniform_filter1d
from scipy.optimize import linear_sum_assignment

from zedo.body.skeleton import Skeleton
from zedo.detect.detections import Detections
from zedo.detect.similarity import areas, similarities
from zedo.poses import Keypoints2D

LINK = 0.2
"""Least similarity of a person with where they were expected: limbs move by tens of pixels between frames."""

VELOCITY_SECONDS = 0.15
"""Time constant over which a person's velocity is averaged; shorter, and the arms' swing is taken for walking."""

NEAR = 0.5
"""Distance of someone new from where a lost person was expected, in that person's size, below which it is the same: a
somersault leaves no joint where it was."""

WIDENING_SECONDS = 0.5
"""After so long unseen, a person may be twice as far from the expected place."""

RECENT_SECONDS = 0.1
"""Who was seen so recently, or in the last frame, chooses first: someone who reappears must not take the place of one
who never left."""

MEMORY_SECONDS = 1.0
"""For so long a person may go unseen and be found again."""

LEAST_CONFIDENCE = 0.4
"""Mean confidence of a person's joints over :data:`CONFIDENCE_SECONDS`, below which the track is a guess there."""

CONFIDENCE_SECONDS = 0.5

LEAST_SEEN = 5
"""Joints that must be seen of someone whom the picture's border cuts off: a face, or shoulders, and something more."""

LEAST_SECONDS = 0.5
"""Shortest time that a person is seen; in a shorter clip, half of the clip."""


Rows = tuple[Int[np.ndarray, " n"], Float[np.ndarray, " n"], Float[np.ndarray, "n J 3"]]
"""A person's frame numbers, times in seconds, and joints: x, y in pixels and confidence."""


class Track:
    """One person over frames: what was seen, and how they move.

    Attributes:
        frames, times: of the sightings; seconds.
        last: (J, 3) of the last sighting: x, y in pixels and confidence.
        velocity: (2,) pixels a second, of the body as a whole.
    """

    def __init__(self) -> None:
        # Not an object a sighting: a million of these between pictures that come and go leave memory full of holes.
        self.frames, self.times, self._joints = array("q"), array("d"), array("f")
        self.last: Float[np.ndarray, "J 3"] = np.empty((0, 3))
        self.velocity: Float[np.ndarray, " xy"] = np.zeros(2)

    def add(self, frame: int, time: float, sighting: Float[np.ndarray, "J 3"]) -> None:
        """Append a sighting and update the velocity by it."""
        if self.frames:
            passed = max(time - self.times[-1], 1e-3)
            both = (sighting[:, 2] > 0) & (self.last[:, 2] > 0)
            if both.any():
                moved = np.median((sighting - self.last)[both, :2], axis=0) / passed
                self.velocity = self.velocity + (1 - np.exp(-passed / VELOCITY_SECONDS)) * (moved - self.velocity)
        self.frames.append(frame)
        self.times.append(time)
        self.last = sighting.astype(np.float32)
        self._joints.frombytes(self.last.tobytes())

    def rows(self) -> Rows:
        """All sightings as arrays."""
        # float32 holds a hundredth of a pixel; rounding gives the decimals back.
        joints = np.array(self._joints, dtype=np.float64).reshape(len(self.frames), -1, 3)
        joints[..., :2], joints[..., 2] = joints[..., :2].round(2), joints[..., 2].round(4)
        return np.array(self.frames, dtype=np.int64), np.array(self.times), joints


class Tracker:
    """Gives people identities, frame by frame.

    Everyone is expected where constant velocity takes them; those detected are assigned to those expected by object
    keypoint similarity (Hungarian method), first to those seen a moment ago, then to those unseen for up to
    :data:`MEMORY_SECONDS`, who may also have stopped where they were seen last, and last by their place alone. The
    others begin new tracks.

    Args:
        skeleton: what the J joints are.
    """

    def __init__(self, skeleton: Skeleton) -> None:
        self.skeleton = skeleton
        self.tracks: list[Track] = []
        self._living: list[int] = []
        self._span = (np.inf, -np.inf)

    def expected(self, time: float) -> Detections:
        """Where those who may still be in the picture are expected at ``time`` (seconds)."""
        return self._moved(self._alive(time), time)

    def update(self, frame: int, time: float, people: Detections) -> list[int]:
        """Take in the people of the next frame.

        Args:
            frame: its number.
            time: seconds, not before the last frame's.

        Returns:
            The index in :attr:`tracks` of each of the people.
        """
        moment = max(RECENT_SECONDS, time - self._span[1])
        self._span = (min(self._span[0], time), max(self._span[1], time))
        self._living = self._alive(time)
        identity = np.full(len(people), -1)
        recent = [t for t in self._living if time - self.tracks[t].times[-1] <= moment]
        self._assign(recent, time, people, identity, standing=False)
        self._assign([t for t in self._living if t not in recent], time, people, identity, standing=True)
        self._assign_by_place([t for t in self._living if t not in identity], time, people, identity)
        for person in range(len(people)):
            if identity[person] < 0:
                identity[person] = len(self.tracks)
                self._living.append(len(self.tracks))
                self.tracks.append(Track())
            sighting = np.concatenate([people.uv[person], people.confidence[person, :, None]], axis=1)
            self.tracks[identity[person]].add(frame, time, sighting)
        return identity.tolist()

    def _assign(
        self, tracks: list[int], time: float, people: Detections, identity: Int[np.ndarray, " P"], standing: bool
    ) -> None:
        """Give the people without an identity (-1) those of ``tracks`` where they are alike.

        Args:
            standing: whether someone may also have stopped where they were last seen.
        """
        free = np.flatnonzero(identity < 0)
        if not tracks or not len(free):
            return
        widening = 1 + np.array([time - self.tracks[t].times[-1] for t in tracks]) / WIDENING_SECONDS
        alike = similarities(self._moved(tracks, time), people[free], self.skeleton, widening)
        if standing:
            alike = np.maximum(alike, similarities(self._last(tracks), people[free], self.skeleton, widening))
        for row, column in zip(*linear_sum_assignment(-alike), strict=True):
            if alike[row, column] >= LINK:
                identity[free[column]] = tracks[row]

    def _assign_by_place(
        self, tracks: list[int], time: float, people: Detections, identity: Int[np.ndarray, " P"]
    ) -> None:
        """Give the people without an identity (-1) those of ``tracks`` in whose place they are, whatever their pose."""
        free = np.flatnonzero(identity < 0)
        if not tracks or not len(free):
            return
        last = self._last(tracks)
        places = np.stack([_middle(self._moved(tracks, time)), _middle(last)])  # (2, tracks, xy)
        away = np.linalg.norm(places[:, :, None] - _middle(people[free]), axis=-1).min(axis=0)
        away /= np.sqrt(areas(last))[:, None]
        for row, column in zip(*linear_sum_assignment(away), strict=True):
            if away[row, column] < NEAR:
                identity[free[column]] = tracks[row]

    def _alive(self, time: float) -> list[int]:
        return [t for t in self._living if time - self.tracks[t].times[-1] <= MEMORY_SECONDS]

    def _last(self, tracks: list[int]) -> Detections:
        if not tracks:
            return Detections.nobody(len(self.skeleton))
        last = np.stack([self.tracks[t].last for t in tracks]).astype(np.float64)
        return Detections(last[..., :2], last[..., 2])

    def _moved(self, tracks: list[int], time: float) -> Detections:
        last = self._last(tracks)
        moves = [self.tracks[t].velocity * (time - self.tracks[t].times[-1]) for t in tracks]
        return Detections(last.uv + np.reshape(moves, (-1, 1, 2)), last.confidence)

    def keypoints(
        self,
        image_size: tuple[int, int] | None = None,
        people: int | None = None,
        least_confidence: float = LEAST_CONFIDENCE,
        least_seconds: float = LEAST_SECONDS,
    ) -> Keypoints2D:
        """The people so far, ordered by frame and numbered from 0 in the order in which they appear.

        Args:
            image_size: (width, height) in pixels; without it nobody is known to be cut off.
            people: at most so many: those who fill most of the picture for longest.
            least_confidence: frames around which a track's mean confidence is lower are dropped.
            least_seconds: tracks with less left are dropped; in a clip shorter than twice that, half of its length
                counts. What is dropped are ghosts: a face in a tree, a limb taken for a person.

        Returns:
            N person-frames; N may be 0.
        """
        # A clip of n frames spans n - 1 intervals; a half of that is at least one sighting.
        least = min(least_seconds, max(0.0, self._span[1] - self._span[0]) / 2)
        kept = []
        for track in self.tracks:
            frames, times, joints = track.rows()
            good = well_seen(_sureness(joints, image_size), times, least_confidence)
            if good.any() and np.ptp(times[good]) >= least:
                kept.append((frames[good], times[good], joints[good]))
        if people is not None and len(kept) > people:
            weights = [prominence(rows) for rows in kept]
            kept = [kept[i] for i in sorted(np.argsort(weights)[::-1][:people])]
        kept.sort(key=lambda rows: rows[0][0])
        return gathered(kept, self.skeleton, image_size)


def _middle(people: Detections) -> Float[np.ndarray, "P xy"]:
    """The mean of each person's visible joints, pixels."""
    seen = people.confidence > 0
    total = np.where(seen[..., None], people.uv, 0.0).sum(axis=1)
    return total / np.maximum(seen.sum(axis=1), 1)[:, None]


def _sureness(joints: Float[np.ndarray, "n J 3"], image_size: tuple[int, int] | None) -> Float[np.ndarray, " n"]:
    """Mean confidence of a person's joints, missing ones as 0, but for those that the picture's border may cut off.

    It may where it is nearer to the joints that are seen than these are wide or high: of head and shoulders before a
    webcam, what is seen decides. A face in a tree has no border beside it, and so lacks a body.
    """
    confidence = joints[..., 2]
    mean = confidence.mean(axis=1)
    seen = confidence > 0
    enough = seen.sum(axis=1) >= LEAST_SEEN
    if image_size is None or not enough.any():
        return mean
    place = np.where(seen[..., None], joints[..., :2], np.nan)[enough]
    low, high = np.nanmin(place, axis=1), np.nanmax(place, axis=1)
    margin = np.minimum(low, np.array(image_size) - high).min(axis=1)
    cut = margin < (high - low).max(axis=1)
    mean[enough] = np.where(cut, confidence[enough].sum(axis=1) / seen[enough].sum(axis=1), mean[enough])
    return mean


def well_seen(
    sureness: Float[np.ndarray, " n"], times: Float[np.ndarray, " n"], least: float
) -> Bool[np.ndarray, " n"]:
    """Where a person's sureness, averaged over half a second, is at least ``least``."""
    interval = np.median(np.diff(times)) if len(times) > 1 else CONFIDENCE_SECONDS
    window = max(1, round(CONFIDENCE_SECONDS / max(float(interval), 1e-3)))
    return uniform_filter1d(sureness, window, mode="nearest") >= least


def prominence(rows: Rows) -> float:
    """How much of a clip a person is: their size in pixels times confidence, summed over frames."""
    joints = rows[2].astype(np.float64)
    size = np.sqrt(areas(Detections(joints[..., :2], joints[..., 2])))
    return float((size * joints[..., 2].mean(axis=1)).sum())


def gathered(people: list[Rows], skeleton: Skeleton, image_size: tuple[int, int] | None) -> Keypoints2D:
    """All people as one set of keypoints ordered by frame; each is numbered by its place in the list."""
    frame = np.concatenate([np.empty(0, np.int64), *(rows[0] for rows in people)])
    time = np.concatenate([np.empty(0), *(rows[1] for rows in people)])
    joints = np.concatenate([np.empty((0, len(skeleton), 3)), *(rows[2] for rows in people)])
    person = np.repeat(np.arange(len(people)), [len(rows[0]) for rows in people])
    order = np.lexsort((person, frame))
    return Keypoints2D(
        uv=joints[order, :, :2],
        confidence=joints[order, :, 2],
        skeleton=skeleton,
        frame=frame[order],
        time=time[order],
        person=person[order],
        image_size=image_size,
    )
