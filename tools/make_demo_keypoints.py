r"""Make the demo's 2D keypoints from a video.

Development tool. People are detected and followed as `zedo detect` does; then people who are small or seen only briefly
are dropped, and so are the parts where a person is seen badly. The rest is low-pass filtered.

    python tools/make_demo_keypoints.py demo.mp4 --output src/zedo/assets/demo/keypoints.json --end 6.32
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from jaxtyping import Float, Int
from scipy.ndimage import median_filter
from scipy.signal import butter, sosfiltfilt

from zedo.detect.people import detect_people
from zedo.detect.tracking import Rows, gathered, well_seen
from zedo.io.keypoints import write_keypoints

SPIKE_FRAMES, SPIKE_SHARE = 7, 0.1
"""A joint farther from its running median over so many frames than this share of the person's height is a swap of left
and right or a jump to the background; both last a frame or two."""


def smoothed(
    frames: Int[np.ndarray, " N"], joints: Float[np.ndarray, "N J 3"], fps: float, cutoff: float
) -> Float[np.ndarray, "N J 3"]:
    """Spikes replaced, then a zero-lag fourth-order Butterworth low-pass: Sports2D's default filter; confidence stays.

    Missing joints do not take part; they are interpolated, so that their neighbours in time are not pulled to a guess.

    Args:
        cutoff: Hz.
    """
    sos = butter(2, cutoff, fs=fps, output="sos")  # forwards and backwards: order 4
    every = np.arange(frames[0], frames[-1] + 1)
    filtered = joints.copy()
    height = np.median(_heights(joints))
    for joint in range(joints.shape[1]):
        seen = joints[:, joint, 2] > 0
        if seen.sum() < 2:
            continue
        track = np.stack([np.interp(frames, frames[seen], joints[seen, joint, axis]) for axis in (0, 1)], axis=1)
        middle = median_filter(track, size=(SPIKE_FRAMES, 1), mode="nearest")
        usable = seen & (np.linalg.norm(track - middle, axis=1) <= SPIKE_SHARE * height)
        for axis in (0, 1):
            dense = np.interp(every, frames[usable], track[usable, axis])
            filtered[:, joint, axis] = sosfiltfilt(sos, dense)[frames - frames[0]]
    return filtered


def _heights(joints: Float[np.ndarray, "N J 3"]) -> Float[np.ndarray, " N"]:
    return np.nanmax(joints[..., 1], axis=1) - np.nanmin(joints[..., 1], axis=1)


def main() -> None:
    """Parse the command line, run, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("video", type=Path)
    parser.add_argument("--output", type=Path, required=True, help="the keypoint file to write (.json)")
    parser.add_argument("--end", type=float, default=np.inf, help="second of the video at which to stop")
    parser.add_argument("--confidence", type=float, default=0.65, help="least mean confidence of a person over 0.5 s")
    parser.add_argument("--duration", type=float, default=1.0, help="shortest time a person is seen, seconds")
    parser.add_argument("--height", type=float, default=0.15, help="least height of a person, share of the image's")
    parser.add_argument("--cutoff", type=float, default=6.0, help="low-pass filter, Hz")
    arguments = parser.parse_args()

    found = detect_people(arguments.video, end=arguments.end)
    assert found.image_size is not None
    fps = 1 / float(np.median(np.diff(np.unique(found.time))))
    kept: list[Rows] = []
    for person in np.unique(found.person):
        rows = found.person == person
        frames, times = found.frame[rows], found.time[rows]
        joints = np.concatenate([found.uv[rows], found.confidence[rows, :, None]], axis=-1)
        good = well_seen(joints[..., 2], times, arguments.confidence)
        tall = np.median(_heights(joints)) >= arguments.height * found.image_size[1]
        if good.sum() < arguments.duration * fps or not tall:
            continue
        frames, times = frames[good], times[good]
        joints = smoothed(frames, joints[good], fps, arguments.cutoff)
        # A tenth of a pixel is far below what the detector resolves; more digits would only make the file larger.
        joints[..., :2], joints[..., 2] = joints[..., :2].round(1), joints[..., 2].round(2)
        kept.append((frames, times.round(4), joints))
        print(f"person {len(kept) - 1}: {len(frames)} frames, {times[0]:.2f} s to {times[-1]:.2f} s")
    write_keypoints(gathered(kept, found.skeleton, found.image_size), arguments.output)


if __name__ == "__main__":
    main()
