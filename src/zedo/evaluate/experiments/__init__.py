"""The paper's tables and figures as experiments: what is run, on which data, and how the result is shown."""
