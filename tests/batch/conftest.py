from tests.cli.conftest import keypoint_file, keypoints

__all__ = ["keypoint_file", "keypoints"]
