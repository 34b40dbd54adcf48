# The front door. Needs Python 3.11 and make, nothing else; everything is installed into .venv.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
python := .venv/bin/python
install := $(python) -m pip install -qq --disable-pip-version-check --constraint constraints.txt
editable := $(install) --no-build-isolation
frameworks := --editable frameworks/shenzhen --editable frameworks/template
projects := pyproject.toml $(wildcard frameworks/*/pyproject.toml)

.DEFAULT_GOAL := help
.PHONY: help demo test check bench clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

demo: .venv/demo  ## score the published Longgang report of 2023
	@echo "make demo: scores frameworks/shenzhen/cases/longgang-2023.yaml"
	@.venv/bin/perfrules score frameworks/shenzhen/cases/longgang-2023.yaml

test: .venv/dev  ## run the whole test suite, with the coverage of the core
	@echo "make test: runs the whole test suite and measures the branch coverage of the core"
	@$(python) -m pytest -n 2 --cov --cov-report=term

check: .venv/dev  ## lint, formatting, types, architecture
	@echo "make check: ruff, its formatter, mypy --strict and the architecture test"
	@$(python) -m ruff check
	@$(python) -m ruff format --check
	@$(python) -m mypy
	@$(python) -m pytest --quiet tests/test_architecture.py

bench: .venv/dev  ## measure against the bars: import, assess
	@echo "make bench: measures import and assess against their bars"
	@$(python) tests/benchmarks/import_time.py
	@$(python) tests/benchmarks/assess_time.py

clean:  ## remove .venv and what tools left behind
	@rm -rf .venv build dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find src frameworks tests -name '*.egg-info' -prune -exec rm -rf {} + -o -name __pycache__ -prune -exec rm -rf {} +

# Stamps: a second run installs nothing until a file named here changes.

.venv/made: constraints.txt Makefile
	@echo "making .venv"
	@test -n "$(PYTHON)" || { echo "perfrules needs Python 3.11 or later: make PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "perfrules needs Python 3.11 or later: make PYTHON=…")'
	@$(PYTHON) -m venv .venv
	@$(install) setuptools wheel
	@touch $@

.venv/demo: .venv/made $(projects)
	@echo "installing perfrules with its command and its frameworks"
	@$(editable) --editable '.[cli]' $(frameworks)
	@touch $@

.venv/dev: .venv/made $(projects)
	@echo "installing perfrules, its frameworks and the tools of its developers"
	@$(editable) --editable '.[dev]' $(frameworks)
	@touch $@
