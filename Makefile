# Everything runs in .venv, which is made when it is missing or older than pyproject.toml.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint bench clean

$(VENV)/.installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: $(VENV)/.installed  ## lift the clip that ships with zedo, write demo/demo.html and demo/demo.png
	$(BIN)/zedo demo --output demo

test: lint  ## lint, type check and test
	$(BIN)/python -m pytest

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright

bench: $(VENV)/.installed  ## accuracy of the shipped prior; needs motion capture, see benchmarks/README.md
	$(BIN)/python benchmarks/accuracy.py --help

clean:
	rm -rf $(VENV) demo dist build
