"""One person over the frames of a clip: left-right swaps, filtering of keypoints, one body, smooth depth."""
