# Every command a person or CI needs; `make` alone lists them.
PYTHON ?= python3
VENV   := .venv
ifeq ($(OS),Windows_NT)
BIN    := $(VENV)/Scripts
else
BIN    := $(VENV)/bin
endif
STAMP  := $(VENV)/.installed
CLEARCOPY := $(BIN)/clearcopy

.PHONY: help demo install check test cases servers models bench accuracy picture lock train

help: ## list these commands
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

install: $(STAMP) ## install clearcopy and everything it needs into .venv

check: $(STAMP) ## lint, types and unit tests (under two minutes)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest -q -m "not slow" -n auto --dist loadfile

test: $(STAMP) servers models ## install what the tests need and run all of them
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder tests

cases: $(STAMP) ## the table of adversarial cases: covered by which tests, passing, withheld by design, not yet
	$(BIN)/python -m tests.adversarial.cases $(LIST)

servers: ## database servers and outside programs for the tests, where this machine lets us install them
	@$(PYTHON) tests/install_servers.py

models: $(STAMP) ## another spaCy model, and x-ray, for the tests that ask them, where they can be fetched
	@$(BIN)/python tests/fetch_model.py
	@$(BIN)/python tests/fetch_xray.py

demo: $(STAMP) ## redact the sample records and show where the result is
	@$(BIN)/python data/demo.py

bench: $(STAMP) ## speed, memory and accuracy against plain Presidio, as ratios
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target build/bench presidio-structured==0.0.10 \
	  || echo "presidio-structured cannot be installed here: it is left out"
	$(BIN)/python -m benchmarks

accuracy: $(STAMP) models ## recall and precision on the labelled documents, beside plain Presidio
	$(BIN)/python -m benchmarks.accuracy

picture: demo ## draw the picture in the README from the samples
	$(BIN)/python data/make_picture.py out/demo

train: ## make the tagger's weights again: make train TEXT=labelled.jsonl (some 25 minutes on one free core)
	$(PYTHON) -m venv build/train
	build/train/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	build/train/bin/python -m detectors.model.train $(TEXT)

lock: ## pin every dependency with its hashes (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --extra dev --extra postgres --extra mysql --extra mssql --extra duckdb --extra heic --output-file requirements.lock --quiet
