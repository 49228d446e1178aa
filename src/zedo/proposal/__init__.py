"""Poses proposed from rays: a conditional flow that is trained on motion capture under virtual cameras alone."""
