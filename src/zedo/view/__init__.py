"""Poses to look at: a page with a 3D scene, a contact sheet."""
