"""Files of 2D keypoints in, files of 3D poses out."""
