# Two commands do everything: `make lab` and `make test`. The rest are variations.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A folder with real labelled statements, when there is one; never part of the project.
REAL ?= ../shared/bench

.PHONY: lab test check demo bench weights notebooks clean

lab: $(VENV)/.ready
	$(BIN)/okrcoach lab okrcoach-work

demo: $(VENV)/.ready
	$(BIN)/okrcoach demo -o critique.html

test: $(VENV)/.ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile

# Everything but the browser: what one runs while working.
check: $(VENV)/.ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser and not install"

bench: $(VENV)/.ready-build $(VENV)/.ready-test
	$(BIN)/python -m benchmarks.bench $(if $(wildcard $(REAL)),--real $(REAL)) --json benchmarks/last.json $(if $(FULL),--full) $(if $(RECORD),--record benchmarks/RESULTS.md)

weights: $(VENV)/.ready-build
	$(BIN)/python -m tools.calibrate

notebooks: $(VENV)/.ready-test
	$(BIN)/python -m tools.notebooks

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "okrcoach needs Python 3.11 or newer; say which with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/.ready: $(VENV)/.made pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --group test
	@touch $@

$(VENV)/.ready-build: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --group build
	@touch $@

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
