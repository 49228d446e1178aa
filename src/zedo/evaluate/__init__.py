"""Metrics of 3D poses against a ground truth, and the evaluation of a lifter on a data set."""
