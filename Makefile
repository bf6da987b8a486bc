# make run    the dashboard on http://localhost:8501      make test   all checks
# make bench  the benchmarks                              make bench-readme  their figures into the README
# make fast   compiles the reading (needs a C compiler)   make fuzz   broken inputs on every reader (INPUTS=100000)
# make clean  forget the environments
# Needs Python 3.11 or newer and nothing else; PYTHON=... names another interpreter.

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
BENCH_VENV := .venv-bench
RESULTS := build/bench.json
BENCH := RESULTS=$(RESULTS) PYTHONPATH=. PYTHONHASHSEED=0 $(BENCH_VENV)/bin/python
SHELL := /bin/sh

INPUTS := 100000

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test bench bench-readme fast fuzz chromium clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

run: $(VENV)/.run.stamp
	$(BIN)/streamlit run dashboard.py --server.address=localhost

test: $(VENV)/.test.stamp chromium
	$(BIN)/ruff check
	$(BIN)/mypy --strict analysis views dashboard.py
	$(BIN)/pytest -q

# GOLD=FILE [ARTICLES=FILE] [GOLD_NAME="a name"] adds a comparison on labelled articles of your own;
# ARTICLES=FILE [ARTICLES_NAME="a name"] are read for the speed as well
bench: $(BENCH_VENV)/.bench.stamp
	@rm -rf $(RESULTS) build/native
	@echo "== reading"; $(BENCH) benchmarks/reading.py
	-@$(BENCH_VENV)/bin/python -m analysis.compiling
	@set -e; for script in reading growth start corpus sentences browser; do \
		echo "== $$script"; $(BENCH) benchmarks/$$script.py; \
	done; \
	echo "== browser, trade values"; $(BENCH) benchmarks/browser.py value; \
	echo "== quality"; env -u GOLD -u GOLD_NAME -u ARTICLES $(BENCH) benchmarks/quality.py; \
	if [ -n "$$GOLD" ]; then $(BENCH) benchmarks/quality.py; fi
	@echo "The figures are in $(RESULTS); make bench-readme puts them into the README."

bench-readme:
	$(PYTHON) benchmarks/readme.py $(wildcard $(RESULTS))

# READER=mail lets atheris choose the inputs of that one by the lines of code they reach
fuzz: $(VENV)/.fuzz.stamp
	$(BIN)/python -m tests.fuzz.drive --inputs $(INPUTS) $(if $(READER),--coverage $(READER))

# the reading as machine code, from the same sources: analysis/native.py says when it is used
fast: $(VENV)/.venv.stamp
	$(PIP) --editable '.[fast]'
	$(BIN)/python -m analysis.compiling

# the environment alone; on Debian the part of Python that makes one is a package of its own
$(VENV)/.venv.stamp:
	@[ -n "$(PYTHON)" ] || { echo "No Python 3.11 or newer was found. Install one, or say make PYTHON=/path/to/python3." >&2; exit 1; }
	@if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "Installing python3-venv, which this Python lacks."; \
			{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; } >/dev/null; \
		fi; \
		$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
			echo "This Python cannot make a virtual environment. Install python3-venv (Debian, Ubuntu: sudo apt-get install python3-venv)." >&2; exit 1; }; \
	fi
	@[ -x $(BIN)/python ] && $(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.run.stamp: requirements.txt $(VENV)/.venv.stamp
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.test.stamp: pyproject.toml requirements.txt $(VENV)/.venv.stamp
	$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/.run.stamp

# atheris is made for few systems; without it the driver's own mutations remain
$(VENV)/.fuzz.stamp: $(VENV)/.test.stamp
	@$(PIP) '.[fuzz]' || echo "atheris cannot be installed here: READER= is not available."
	@touch $@

# what is compared with lives apart: it never meets the product's environment
$(BENCH_VENV)/.bench.stamp: benchmarks/requirements.txt requirements.txt $(VENV)/.venv.stamp
	@[ -x $(BENCH_VENV)/bin/python ] || $(PYTHON) -m venv --clear $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r benchmarks/requirements.txt
	@touch $@

# the browser tests skip themselves where there is no Chromium, so nothing here may fail
chromium:
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
		echo "Chromium is missing and cannot be installed here (that takes root and apt-get): browser tests are skipped."; \
	else \
		echo "Installing Chromium for the browser tests."; \
		{ apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 \
		|| echo "Chromium could not be installed: browser tests are skipped."; \
	fi

clean:
	rm -rf $(VENV) $(BENCH_VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache
