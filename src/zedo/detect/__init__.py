"""Finding people in pictures: 2D detectors behind one protocol, and the way from a video to Keypoints2D."""
