"""``zedo serve``: people in keypoints and pictures that come over HTTP, lifted. The extra ``serve``."""
