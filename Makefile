# Future Gazing: two commands on a fresh machine, `make report` and `make test`.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

YEAR ?=
PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)
export UV_PYTHON_DOWNLOADS := never
export UV_COMPILE_BYTECODE := 1

.PHONY: help report test slow lint check pages verify editions lab environment clean

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: .venv/ready ## Build an edition to HTML and PDF (YEAR=2022 for another one than the newest)
	@$(BIN)/futuregazing build $(YEAR)

# Compiled modules are kept, whatever the shell says: with them a run begins in half the time.
test slow: export PYTHONDONTWRITEBYTECODE :=

test: .venv/ready ## Run the tests (under five minutes)
	@$(BIN)/pytest -q -n 2 --dist loadfile -m "not slow"

slow: .venv/ready ## Run the slow tests: whole editions, kills, scale
	@$(BIN)/pytest -q -n 2 --dist loadfile -m slow

lint: .venv/ready ## Check style, types and notebooks; changes nothing
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/futuregazing lint

check: .venv/ready ## Check the data tables and their checksums
	@$(BIN)/futuregazing data check

pages: ## Check the committed pages in a browser: axe, Nu HTML checker, keyboard, contrast, zoom
	@tools/page_checks/run

verify: .venv/ready ## Rebuild the committed editions and compare them byte for byte
	@$(BIN)/python tools/verify.py

editions: .venv/ready ## Build every edition
	@for year in $$($(BIN)/futuregazing editions --years); do $(BIN)/futuregazing build $$year || exit 1; done

lab: .venv-lab/ready ## Open JupyterLab with the notebooks and the kernel ready
	@.venv-lab/bin/jupyter lab --notebook-dir=notebooks $(if $(filter 0,$(shell id -u)),--allow-root)

environment: .venv/ready ## Write environment.yml from pyproject.toml
	@$(BIN)/python tools/environment.py

clean: ## Remove environments, caches and built reports that are not committed
	rm -rf .venv .venv-lab .cache .pytest_cache .mypy_cache .ruff_cache
	git clean -fdqX reports
	@git checkout --quiet -- reports/index.html 2>/dev/null || true

.venv/ready: requirements.lock pyproject.toml
	@$(MAKE) _environment FOLDER=.venv LOCK=requirements.lock

.venv-lab/ready: requirements-lab.lock pyproject.toml
	@$(MAKE) _environment FOLDER=.venv-lab LOCK=requirements-lab.lock
	@.venv-lab/bin/python -m ipykernel install --sys-prefix --name python3 --display-name "Future Gazing"

# The environment is whole when `ready` is there; an interrupted set-up is begun again.
.PHONY: _environment
_environment:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; found: $$($(PYTHON) --version). Try: make PYTHON=python3.12 ..." >&2; exit 2; }
	@echo "Setting up $(FOLDER) from $(LOCK) (once)" >&2
	@rm -rf $(FOLDER)
ifneq ($(UV),)
	@$(UV) venv --quiet --python $(PYTHON) $(FOLDER)
	@$(UV) pip sync --quiet --python $(FOLDER)/bin/python --require-hashes $(LOCK)
	@$(UV) pip install --quiet --python $(FOLDER)/bin/python --no-deps --no-build-isolation -e .
else
	@$(PYTHON) -m venv $(FOLDER)
	@$(FOLDER)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	@$(FOLDER)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $(FOLDER)/ready
