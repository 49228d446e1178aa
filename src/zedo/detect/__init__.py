"""Finding people in pictures: 2D detectors behind one protocol, people over time, from a video to Keypoints2D."""
