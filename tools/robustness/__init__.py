"""What every command answers to bad input; `python -m tools.robustness` tries it and prints docs/robustness.md's table."""
