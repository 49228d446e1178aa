"""What every command answers to bad input; `python -m tools.robustness` prints the tables of docs/robustness.md."""
