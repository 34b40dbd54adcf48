# The front door. Needs Python 3.11 and make, nothing else; everything is installed into .venv.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
python := .venv/bin/python
install := $(python) -m pip install -qq --disable-pip-version-check --constraint constraints.txt
editable := $(install) --no-build-isolation
frameworks := $(patsubst %/pyproject.toml,--editable %,$(wildcard frameworks/*/pyproject.toml))
SECONDS ?= 60
projects := pyproject.toml $(wildcard frameworks/*/pyproject.toml)

.DEFAULT_GOAL := help
.PHONY: help demo test check bench differential disturbance fuzz crash mutants clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

demo: .venv/demo  ## score and audit the published Longgang report of 2023
	@echo "make demo: scores, then audits frameworks/shenzhen/cases/longgang-2023.yaml"
	@.venv/bin/perfrules score frameworks/shenzhen/cases/longgang-2023.yaml
	@echo
	@.venv/bin/perfrules audit --exit-zero frameworks/shenzhen/cases/longgang-2023.yaml

test: .venv/dev  ## run the whole test suite, with the coverage of the core
	@echo "make test: runs the whole test suite and measures the branch coverage of the core"
	@$(python) -m pytest -n 2 --dist loadfile --cov --cov-report=term

check: .venv/dev  ## lint, formatting, types, architecture
	@echo "make check: ruff, its formatter, mypy --strict and the architecture test"
	@$(python) -m ruff check
	@$(python) -m ruff format --check
	@$(python) -m mypy
	@$(python) -m pytest --quiet tests/test_architecture.py

bench: .venv/dev  ## measure against the bars, and write docs/reference/benchmarks.md
	@echo "make bench: measures import, kernel, assess, audit, load and folders against their bars"
	@$(python) -m tests.benchmarks.run

differential: .venv/dev  ## compare all readings of 10,000 random formulas, and write docs/reference/differential.md
	@echo "make differential: compares kernel, evaluate and the evaluator written by hand; takes some minutes"
	@$(python) -m tests.differential.run

disturbance: .venv/dev  ## make each number of right reports wrong, audit them, and write docs/reference/disturbance.md
	@echo "make disturbance: audits some 2,500 reports with one wrong number each, and 1,000 right ones; about three minutes"
	@$(python) -m tests.disturbance.run

fuzz: .venv/fuzz  ## look for inputs that break a promise, SECONDS=60 for each target
	@echo "make fuzz: runs each target $(SECONDS) seconds; what it finds is left in .fuzz"
	@$(python) -m tests.fuzz.run $(SECONDS)

crash: .venv/dev  ## kill 1,000 processes that write a file, and start 300 whose threads all parse at once
	@echo "make crash: kills 1,000 writers at random moments and looks at what they leave; starts 300 processes of 16 threads"
	@$(python) -m tests.hostile.crash 1000

mutants: .venv/mutants  ## change the code in small ways, and count what the tests notice, MODULES=… for some
	@echo "make mutants: tries some 6,000 mutants one by one, about an hour; those that survive are left in .mutants"
	@$(python) -m tests.mutants.run $(MODULES)

clean:  ## remove .venv and what tools left behind
	@rm -rf .venv .fuzz .mutants build dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
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

.venv/fuzz: .venv/dev
	@echo "installing the fuzzer"
	@$(editable) --editable '.[fuzz]'
	@touch $@

.venv/mutants: .venv/dev
	@echo "installing the maker of mutants"
	@$(editable) --editable '.[mutants]'
	@touch $@
