"""Data sets and motion-capture files."""
