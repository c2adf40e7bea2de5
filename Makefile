# Two targets do everything: `make run` and `make test`. Each builds the environment that it needs.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
HOME_FOLDER ?= data
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.PHONY: help run test test-slow train train-encoder train-triage lint lock format schema docs docs-site screenshots schedule-demo crash-test backfill-test bench bench-volume clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

run: $(VENV)/.run-installed ## take in the sample articles, show what was found and where it is
	@$(BIN)/chancery reference import seeds/reference/office_holders.csv --home $(HOME_FOLDER)
	@$(BIN)/chancery run seeds/articles --home $(HOME_FOLDER)
	@echo
	@$(BIN)/chancery query --home $(HOME_FOLDER) "select kind, status, start_date, country_code as country, place_name, participants from records order by start_date nulls last, kind, record_id limit 20"
	@echo
	@echo "More: $(BIN)/chancery query --home $(HOME_FOLDER) \"select * from meetings\"; $(BIN)/chancery --help"

test: $(VENV)/.dev-installed lint ## check style, types and imports, then run the quick tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

test-slow: $(VENV)/.dev-installed ## run the tests that take minutes
	@$(BIN)/python -m pytest -m slow

lint: $(VENV)/.dev-installed ## check style, types and imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.dev-installed ## put the code into its form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

train: $(VENV)/.dev-installed ## learn the extractor's weights anew (docs/extraction.md; needs the corpora)
	@$(PIP) --require-hashes -r requirements/train.txt
	@$(BIN)/python -m benchmarks.training

train-encoder: $(VENV)/.dev-installed ## teach the extractor's encoder anew, before `make train` (an hour on two cores)
	@$(PIP) --require-hashes -r requirements/train.txt -r requirements/encoder.txt
	@$(BIN)/python -m benchmarks.encoder_training

train-triage: $(VENV)/.dev-installed ## learn anew what is worth parsing, after `make train` (twenty minutes)
	@$(PIP) --require-hashes -r requirements/train.txt
	@$(BIN)/python -m benchmarks.triage_training

schema: $(VENV)/.run-installed ## write docs/schema/ from the models
	@$(BIN)/python -m schemas.json_schema

docs: $(VENV)/.run-installed ## write the real output of the commands into README.md and the pages under docs/
	@$(BIN)/python docs/regenerate.py

docs-site: $(VENV)/.dev-installed ## make a site of docs/ in build/docs-site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "build/docs-site/index.html; its search needs a server: $(BIN)/mkdocs serve"

screenshots: $(VENV)/.dev-installed ## take the pictures of the pages anew (needs chromium)
	@$(BIN)/python docs/screenshots.py

crash-test: $(VENV)/.run-installed ## kill loading processes 200 times and look at what is left: ten minutes
	@$(BIN)/python -m benchmarks.crash_test

bench: $(VENV)/.dev-installed ## time extraction and whole runs beside bare spaCy, with plots (needs the corpora; an hour)
	@$(PIP) --require-hashes -r requirements/bench.txt
	@$(BIN)/python -m benchmarks.throughput

backfill-test: $(VENV)/.run-installed ## kill a backfill of 100,000 items five times and compare its end: an hour
	@$(BIN)/python -m benchmarks.backfill

bench-volume: $(VENV)/.run-installed ## time load, publish and export of up to a million records: ten minutes
	@$(BIN)/python -m benchmarks.volume

schedule-demo: $(VENV)/.run-installed ## show scheduled runs on a real Prefect server: five minutes
	@$(BIN)/python -m benchmarks.schedule_demo

lock: $(VENV)/.dev-installed ## resolve the requirements anew, with hashes and without any index address
	@cd requirements && for name in pip run cluster dev bench train encoder; do \
	  ../$(BIN)/uv pip compile --python-version 3.11 --universal --generate-hashes --no-header --quiet --upgrade $$name.in -o $$name.txt; \
	done

clean: ## remove the environment and caches; the data stays
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Chancery needs Python 3.11 or later; $(PYTHON) is `$(PYTHON) --version`. Name another: make run PYTHON=python3.12"; exit 2; }
	@echo "Making the environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run-installed: $(VENV)/.made requirements/pip.txt requirements/run.txt pyproject.toml
	@echo "Installing the locked packages (about a minute)"
	@$(PIP) --require-hashes -r requirements/pip.txt
	@$(PIP) --require-hashes -r requirements/run.txt
	@PYTHONWARNINGS=ignore $(PIP) --no-deps --no-build-isolation --editable .  # setuptools warns of editable as such
	@touch $@

$(VENV)/.dev-installed: $(VENV)/.run-installed requirements/dev.txt
	@echo "Installing the development packages"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
