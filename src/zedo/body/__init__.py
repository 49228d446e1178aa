"""What a body is: skeletons and the maps between them, segments, rotations, feet and hands."""
