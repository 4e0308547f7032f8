# Two commands matter: `make run` and `make test`. Both install what they need into .venv first.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || echo python3)
PORT ?= 8501
BIN := .venv/bin

.PHONY: help run test check static unit format lock audit sbom

help: ## Say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

.venv/run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev: .venv/run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: .venv/run ## Start the app; the address is printed (PORT=8501)
	@echo "The app will be at http://localhost:$(PORT)"
	$(BIN)/streamlit run streamlit_app.py --server.port $(PORT) --server.headless true

check: static unit ## The quick part: style, types, import contracts, questionnaires, unit tests

static: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/python -m cli check

unit: .venv/dev
	$(BIN)/python -m pytest -m "not e2e and not postgres and not office and not disk"

test: static audit sbom ## Everything CI checks, the browser and PostgreSQL included
	bash tests/install-system.sh
	@mkdir -p test-results
	@echo "The browser tests run beside the others; what they print comes at the end."
	@$(BIN)/python -m pytest tests/e2e > .e2e.log 2>&1 & browser=$$!; \
	$(BIN)/python -m slipcover --dont-wrap-pytest --json --out test-results/coverage.json -m pytest --ignore=tests/e2e; others=$$?; \
	wait $$browser; browser=$$?; cat .e2e.log; \
	test $$others -eq 0 -a $$browser -eq 0
	$(BIN)/python tests/coverage_floor.py

format: .venv/dev ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

audit: .venv/dev ## Ask for known weaknesses in what the app needs (AUDIT=required fails where nobody knows)
	$(BIN)/python -m tests.supply.audit

sbom: .venv/dev ## Write sbom.json, the bill of materials, from requirements.txt
	$(BIN)/python -m cyclonedx_py requirements --output-reproducible --pyproject pyproject.toml --of JSON -o sbom.json requirements.txt

lock: ## Compile requirements.in and requirements-dev.in into exact locks, with the hash of every file
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --python-version 3.11 --universal --generate-hashes -o requirements.txt requirements.in
	$(BIN)/uv pip compile --quiet --python-version 3.11 --universal --generate-hashes -o requirements-dev.txt requirements-dev.in
