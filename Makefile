# Everything runs in .venv, which is made when it is missing or older than pyproject.toml.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint wheel test-matrix bench clean

$(VENV)/.installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: $(VENV)/.installed  ## lift the clip that ships with zedo, write demo/demo.html and demo/demo.png
	$(BIN)/zedo demo --output demo

test: lint wheel  ## lint, type check and test
	$(BIN)/python -m pytest

wheel: $(VENV)/.installed  ## build the wheel and try it in an empty environment
	$(BIN)/python -m tools.try_wheel

test-matrix: $(VENV)/.installed  ## the tests on other Pythons and PyTorch versions; takes long
	$(BIN)/pip install --quiet nox
	$(BIN)/nox

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports --no-logo

bench: $(VENV)/.installed  ## accuracy of the shipped prior; needs motion capture, see benchmarks/README.md
	$(BIN)/python benchmarks/accuracy.py --help

clean:
	rm -rf $(VENV) .nox demo dist build
