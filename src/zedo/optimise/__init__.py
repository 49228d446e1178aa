"""The optimiser (paper §3.2-3.3, Algorithm 1): anchors, initial pose, translation, projection and the loop."""
