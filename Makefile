# make run: start the app. make share: for colleagues in the local network, too. make check: what is quick, before each commit. make test: pass everything. make bench: print timings.
# make sample: write the sample anew. make docs: write docs/views.md and the types of rows.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
PY := $(VENV)/bin/python
DB ?= data

.PHONY: run share loaded test check lint format docs bench sample clean
.DEFAULT_GOAL := run

run: loaded
	@$(PY) -m journey serve --port $(PORT) --db "$(DB)"

share: loaded
	@$(PY) -m journey serve --port $(PORT) --db "$(DB)" --share

loaded: $(VENV)/installed
	@$(PY) -m journey datasets --db "$(DB)" --json | grep -q '"dataset"' \
		|| $(PY) -m journey load sample_data/events.parquet --dataset sample --definition sample_data/journey.toml --db "$(DB)"

test: $(VENV)/installed-tests lint
	@$(PY) tests/browser/chrome.py
	@$(PY) -m pytest -n 4 --dist worksteal

check: lint
	@$(PY) -m pytest -n 2 --dist worksteal -m "not browser and not process and not long"

lint: $(VENV)/installed-tests
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet . || { echo "make format puts the code into the one form"; exit 1; }
	@$(PY) -m mypy

format: $(VENV)/installed-tests
	@$(PY) -m ruff format .

docs: $(VENV)/installed
	@$(PY) -m journey.command_line.reference > docs/views.md
	@$(PY) -m journey.command_line.row_types

bench: $(VENV)/installed-tests
	@$(PY) tests/browser/chrome.py
	@$(PY) -m tests.benchmark
	@$(PY) -m tests.benchmark_pages
	@$(PY) -m tests.benchmark_files
	@$(PY) -m tests.benchmark_server
	@$(PY) -m tests.benchmark_workshop
	@$(PY) -m tests.benchmark_workshop_killed
	@$(PY) -m tests.benchmark_paths

sample: $(VENV)/installed
	@$(PY) -m sample_data.generate

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: name it with make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "python3 -m venv does not work: on Debian and Ubuntu, apt install python3-venv"; exit 1; }
	@touch $@

$(VENV)/installed: requirements.txt | $(VENV)/python
	@echo "Installing what the app needs (once)"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-tests: tests/requirements.txt $(VENV)/installed
	@echo "Installing what the tests need (once)"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

clean:
	rm -rf $(VENV) build
