# `make` sets everything up and builds the shipped guides; `make test` sets everything up and runs the tests.
# `make bench` measures Dragoman beside its peers, which it installs apart (BENCH=full for larger corpora).
# Needed beforehand: Python 3.11 or later, make, git. Nothing is fetched after the installation.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PEERS := .venv-bench
BENCH ?= usual

.PHONY: all build test lint format bench fonts lock clean

all: build

build: $(VENV)/run
	@$(BIN)/dragoman build

test: $(VENV)/dev
	@$(BIN)/python -m pytest -q --numprocesses logical --dist loadfile --no-loadscope-reorder

lint: $(VENV)/dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# Writes bench/RESULTS.md and bench/charts/. A run that was stopped goes on where it was. bench/README.md says more.
bench: $(VENV)/run $(PEERS)/ready
	@$(BIN)/python -m bench --size $(BENCH) --peers $(PEERS)/bin/python $(BENCH_OPTIONS)

# Rebuilds the bundled fonts from their pinned packages; needs npm.
fonts: $(VENV)/dev
	$(BIN)/python tools/build_fonts.py

# Locks the newest versions that pyproject.toml allows, for all platforms, with hashes and without addresses.
PIP_COMPILE = $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --upgrade \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --resolver=backtracking
lock: $(VENV)/dev
	$(PIP_COMPILE) --all-build-deps -o requirements.lock pyproject.toml
	$(PIP_COMPILE) --all-build-deps --extra dev -o requirements-dev.lock pyproject.toml
	$(PIP_COMPILE) -o requirements-bench.lock requirements-bench.in

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dragoman needs Python 3.11 or later: make PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the locked dependencies …"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements-dev.lock pyproject.toml | $(VENV)/run
	@echo "Installing the locked tools of developers …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(PEERS)/ready: requirements-bench.lock
	@echo "Installing the locked peers …"
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements-bench.lock
	@touch $@

clean:
	rm -rf $(VENV) $(PEERS) build dist src/*.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
