# Everything runs in .venv, which is made on first use with nothing but Python 3.11+, pip and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
COMPILED := build/compiled
SOURCES = $(shell find src/waqai -type f -not -path '*/__pycache__/*')

.PHONY: help demo test lint compiled bench floors check clean
.DEFAULT_GOAL := help

help:  ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(READY): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/python -m compileall -q src  # as an installed wheel is, whatever PYTHONDONTWRITEBYTECODE says
	@touch $@

demo: $(READY)  ## code an example article and show its events
	@$(BIN)/waqai code examples/cairo-ankara.jsonl --format table
	@echo
	@echo "Where to look next:"
	@echo "  the article          examples/cairo-ankara.txt"
	@echo "  why, rule by rule    $(BIN)/waqai explain examples/cairo-ankara.jsonl | less -R"
	@echo "  the whole records    $(BIN)/waqai code examples/cairo-ankara.jsonl --format jsonl | head -1 | python3 -m json.tool --no-ensure-ascii"
	@echo "  what a field means   docs/records.md"
	@echo "  how good it is       docs/accuracy.md"

test: $(READY)  ## run the tests
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: $(READY)  ## style, types, layers
	$(BIN)/ruff check src tests tools bench hatch_build.py
	$(BIN)/ruff format --check src tests tools bench hatch_build.py
	$(BIN)/mypy
	$(BIN)/lint-imports

check: $(READY)  ## run every example and counterexample of every rule
	$(BIN)/waqai pack check

compiled: $(COMPILED)/.ready  ## compile the coder into build/compiled (needs a C compiler); use it with PYTHONPATH=build/compiled

# Apart from the sources: a library left beside them would be run in their place, however they change.
$(COMPILED)/.ready: $(READY) hatch_build.py $(SOURCES)
	@command -v $(CC) >/dev/null || { echo 'there is no C compiler: waqai runs as it is, only slower'; exit 1; }
	rm -rf $(COMPILED) build/wheel
	WAQAI_COMPILE=1 $(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir build/wheel .
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --target $(COMPILED) build/wheel/*.whl
	@touch $@

bench: $(READY)  ## speed, start-up, memory, growth with length; how fast a store is filled, added to and asked
	$(BIN)/python bench/speed.py
	@if command -v $(CC) >/dev/null; then $(MAKE) --no-print-directory compiled && PYTHONPATH=$(COMPILED) $(BIN)/python bench/speed.py; \
	else echo 'not measured compiled: there is no C compiler'; fi
	$(BIN)/python bench/store.py

floors: $(READY)  ## measure accuracy on ../shared and compare with tools/floors.toml
	$(BIN)/python tools/floors.py

clean:  ## remove what make and the tests made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} +
