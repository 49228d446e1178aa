"""Lifting whole archives: pieces of work that can be interrupted, and results as Parquet files."""
