r"""Make the demo's 2D keypoints from a video with MoveNet.

Development tool: needs the `dev` extra (av, onnxruntime, scipy) and the two MoveNet models as ONNX files. Every frame
goes through MoveNet MultiPose, which finds people; MoveNet Thunder then runs twice on a square crop of each, the second
time on the crop that its first answer gives. People are linked over frames by object keypoint similarity, tracks that
are short, small or unsure are dropped, and the rest is low-pass filtered.

    python tools/make_demo_keypoints.py demo.mp4 --multipose movenet-multipose.onnx --thunder movenet-thunder.onnx \
        --output src/zedo/assets/demo/keypoints.json --end 6.3
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
import onnxruntime
from jaxtyping import Bool, Float, Int
from PIL import Image
from scipy.ndimage import median_filter, uniform_filter1d
from scipy.optimize import linear_sum_assignment
from scipy.signal import butter, sosfiltfilt

from zedo.io.keypoints import write_keypoints
from zedo.poses import Keypoints2D
from zedo.skeleton import COCO_17

MULTIPOSE_WIDTH = 512
THUNDER_SIZE = 256

CROP_MARGIN = 1.4
"""Side of the square crop over the larger side of the keypoints' box: head top, hands and feet lie outside them."""

OKS_SIGMA = np.array([26, 25, 25, 35, 35, 79, 79, 72, 72, 62, 62, 107, 107, 87, 87, 89, 89]) / 1000
"""COCO's per-keypoint constants (cocoeval.py, `Params.setKpParams`)."""

SAME_PERSON = 0.5
"""Object keypoint similarity above which two detections in a frame are one person."""

SEEN = 0.25
"""Least mean confidence of a detection; below, it is a tree."""

UNSEEN_FRAMES = 10
"""For so long a track may go unseen and be found again."""

SPIKE_FRAMES, SPIKE_SHARE = 7, 0.1
"""A joint farther from its running median over so many frames than this share of the person's height is a swap of left
and right or a jump to the background; both last a frame or two."""

LINK = 0.2
"""Least similarity of one person in neighbouring frames: limbs move by tens of pixels between frames."""

Keypoints = Float[np.ndarray, "17 3"]


class MoveNet:
    """The two MoveNet models, in pixels of the image that they are given."""

    def __init__(self, multipose: Path, thunder: Path) -> None:
        options = onnxruntime.SessionOptions()
        # Two sessions that spin while idle take the cores from each other.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        providers = ["CPUExecutionProvider"]
        self._multipose = onnxruntime.InferenceSession(multipose, options, providers=providers)
        self._thunder = onnxruntime.InferenceSession(thunder, options, providers=providers)

    def people(self, image: Image.Image, threshold: float) -> list[Keypoints]:
        """People whose box scores above ``threshold``: x, y in pixels and confidence."""
        scale = MULTIPOSE_WIDTH / image.width
        height = -(-round(image.height * scale) // 32) * 32
        canvas = Image.new("RGB", (MULTIPOSE_WIDTH, height))
        canvas.paste(image.resize((MULTIPOSE_WIDTH, round(image.height * scale)), Image.Resampling.BILINEAR))
        found = self._run(self._multipose, canvas)[0]
        people = found[found[:, 55] > threshold, :51].reshape(-1, 17, 3)
        return [_pixels(person, MULTIPOSE_WIDTH / scale, height / scale, (0, 0)) for person in people]

    def refined(self, image: Image.Image, keypoints: Keypoints) -> Keypoints:
        """Thunder's keypoints on the square crop around ``keypoints``."""
        sure = keypoints[keypoints[:, 2] >= np.median(keypoints[:, 2]) / 2, :2]
        low, high = sure.min(axis=0), sure.max(axis=0)
        side = CROP_MARGIN * max(*(high - low), 1.0)
        left, top = (low + high) / 2 - side / 2
        # A crop that reaches beyond the image is filled with black, as in MoveNet's own cropping.
        crop = image.transform(
            (THUNDER_SIZE, THUNDER_SIZE),
            Image.Transform.EXTENT,
            (left, top, left + side, top + side),
            Image.Resampling.BILINEAR,
        )
        return _pixels(self._run(self._thunder, crop)[0, 0], side, side, (left, top))

    @staticmethod
    def _run(session: onnxruntime.InferenceSession, image: Image.Image) -> np.ndarray:
        array = np.asarray(image, dtype=np.int32)[None]
        return np.asarray(session.run(None, {session.get_inputs()[0].name: array})[0])


def _pixels(yxc: Keypoints, width: float, height: float, corner: tuple[float, float]) -> Keypoints:
    """MoveNet's (y, x, score) in 0..1 to (x, y, score) with x, y in pixels."""
    return np.stack([yxc[:, 1] * width + corner[0], yxc[:, 0] * height + corner[1], yxc[:, 2]], axis=1)


def similarity(a: Keypoints, b: Keypoints) -> float:
    """Object keypoint similarity (COCO) of two detections, with the larger's box as the object's area."""
    area = max(float(np.prod(np.ptp(k[:, :2], axis=0))) for k in (a, b))
    squared = ((a[:, :2] - b[:, :2]) ** 2).sum(axis=1)
    return float(np.exp(-squared / (2 * (area + 1e-9) * (2 * OKS_SIGMA) ** 2)).mean())


@dataclass
class Track:
    """One person over frames."""

    frames: list[int] = field(default_factory=list)
    keypoints: list[Keypoints] = field(default_factory=list)


def detect(
    video: Path, models: MoveNet, box_score: float, end: float
) -> tuple[list[Track], Float[np.ndarray, " frames"], tuple[int, int]]:
    """Tracks of all people, the frames' times in seconds, and the image size (width, height).

    Args:
        box_score: least score of a box.
        end: the last second to read.
    """
    tracks: list[Track] = []
    times: list[float] = []
    size = (0, 0)
    with av.open(str(video)) as container:
        for number, frame in enumerate(container.decode(video=0)):
            if float(frame.time or 0.0) > end:
                break
            image: Image.Image = frame.to_image()
            size = image.size
            times.append(float(frame.time or 0.0))
            alive = [t for t in tracks if number - t.frames[-1] <= UNSEEN_FRAMES]
            # Where people just were is a second source of crops: MultiPose loses people that Thunder still sees.
            rough = models.people(image, box_score) + [t.keypoints[-1] for t in alive]
            people: list[Keypoints] = []
            for guess in rough:
                person = models.refined(image, models.refined(image, guess))
                if person[:, 2].mean() >= SEEN and all(similarity(person, p) < SAME_PERSON for p in people):
                    people.append(person)
            _link(number, people, alive, tracks)
    return tracks, np.array(times), size


def _link(number: int, people: list[Keypoints], alive: list[Track], tracks: list[Track]) -> None:
    """Give each detection to the track that it resembles most; the others begin new tracks."""
    alike = np.array([[similarity(t.keypoints[-1], p) for p in people] for t in alive]).reshape(len(alive), len(people))
    taken = set()
    for t, p in zip(*linear_sum_assignment(-alike), strict=True):
        if alike[t, p] >= LINK:
            alive[t].frames.append(number)
            alive[t].keypoints.append(people[p])
            taken.add(int(p))
    tracks.extend(Track([number], [p]) for i, p in enumerate(people) if i not in taken)


def well_seen(keypoints: Float[np.ndarray, "N 17 3"], window: int, least: float) -> Bool[np.ndarray, " N"]:
    """Where the mean confidence, averaged over ``window`` frames, is at least ``least``."""
    return uniform_filter1d(keypoints[:, :, 2].mean(axis=1), window, mode="nearest") >= least


def smoothed(
    frames: Int[np.ndarray, " N"], keypoints: Float[np.ndarray, "N 17 3"], fps: float, cutoff: float, missing: float
) -> Float[np.ndarray, "N 17 3"]:
    """Spikes replaced, then a zero-lag fourth-order Butterworth low-pass: Sports2D's default filter; confidence stays.

    Args:
        cutoff: Hz.
        missing: joints less confident than this do not take part; they are interpolated, so that their neighbours in
            time are not pulled towards a guess.
    """
    sos = butter(2, cutoff, fs=fps, output="sos")  # forwards and backwards: order 4
    every = np.arange(frames[0], frames[-1] + 1)
    filtered = keypoints.copy()
    height = np.median(np.ptp(keypoints[:, :, 1], axis=1))
    for joint in range(keypoints.shape[1]):
        seen = keypoints[:, joint, 2] >= missing
        if seen.sum() < 2:
            continue
        track = keypoints[:, joint, :2]
        middle = median_filter(track, size=(SPIKE_FRAMES, 1), mode="nearest")
        usable = seen & (np.linalg.norm(track - middle, axis=1) <= SPIKE_SHARE * height)
        for axis in (0, 1):
            dense = np.interp(every, frames[usable], track[usable, axis])
            filtered[:, joint, axis] = sosfiltfilt(sos, dense)[frames - frames[0]]
    return filtered


def gathered(tracks: list[Track], times: np.ndarray, size: tuple[int, int], missing: float) -> Keypoints2D:
    """All tracks as one set of keypoints, in the order of frames; joints below ``missing`` or outside the image are
    missing."""
    frame = np.concatenate([track.frames for track in tracks])
    person = np.repeat(np.arange(len(tracks)), [len(track.frames) for track in tracks])
    order = np.lexsort((person, frame))
    keypoints = np.concatenate([track.keypoints for track in tracks])[order]
    # A tenth of a pixel is far below what the detector resolves; more digits would only make the file larger.
    uv, confidence = keypoints[..., :2].round(1), keypoints[..., 2].round(2)
    inside = ((uv >= 0) & (uv < size)).all(axis=-1)
    return Keypoints2D(
        uv=uv,
        confidence=np.where(inside & (confidence >= missing), confidence, 0.0),
        skeleton=COCO_17,
        frame=frame[order],
        time=times[frame[order]].round(4),
        person=person[order],
        image_size=size,
    )


def main() -> None:
    """Parse the command line, run, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("video", type=Path)
    parser.add_argument("--multipose", type=Path, required=True, help="MoveNet MultiPose, ONNX")
    parser.add_argument("--thunder", type=Path, required=True, help="MoveNet SinglePose Thunder, ONNX")
    parser.add_argument("--output", type=Path, required=True, help="the keypoint file to write (.json)")
    parser.add_argument("--end", type=float, default=np.inf, help="last second of the video to use")
    parser.add_argument("--box-score", type=float, default=0.15, help="least score of a person's box")
    parser.add_argument("--confidence", type=float, default=0.65, help="least mean confidence of a person over 0.5 s")
    parser.add_argument("--missing", type=float, default=0.15, help="a joint with less confidence is missing")
    parser.add_argument("--duration", type=float, default=1.0, help="shortest track to keep, seconds")
    parser.add_argument("--height", type=float, default=0.15, help="least height of a person, share of the image's")
    parser.add_argument("--cutoff", type=float, default=6.0, help="low-pass filter, Hz")
    arguments = parser.parse_args()

    models = MoveNet(arguments.multipose, arguments.thunder)
    tracks, times, size = detect(arguments.video, models, arguments.box_score, arguments.end)
    fps = 1 / float(np.median(np.diff(times)))
    kept = []
    for track in tracks:
        frames, keypoints = np.array(track.frames), np.array(track.keypoints)
        good = well_seen(keypoints, round(fps / 2), arguments.confidence)
        tall = np.median(np.ptp(keypoints[:, :, 1], axis=1)) >= arguments.height * size[1]
        if good.sum() < arguments.duration * fps or not tall:
            continue
        frames = frames[good]
        keypoints = smoothed(frames, keypoints[good], fps, arguments.cutoff, arguments.missing)
        kept.append(Track(frames.tolist(), list(keypoints)))
        print(f"person {len(kept) - 1}: {len(frames)} frames, {times[frames[0]]:.2f} s to {times[frames[-1]]:.2f} s")
    write_keypoints(gathered(kept, times, size, arguments.missing), arguments.output)


if __name__ == "__main__":
    main()
