# Kindly: `make demo` shows it, `make test` proves it. PORT= and DATA= override the demo's.
SHELL := /bin/bash
PORT ?= 8000
DATA ?= demo-data
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KILLS ?= 20
# Parts of the tests, the longest first. Browsers wait a good part of their time: one part more than cores runs at once.
PARTS := unit browser-ask browser-tag browser-see browser-read crash wheel

.PHONY: demo test setup setup-dev setup-browsers lint types tag browser $(PARTS) bench lighthouse clean

demo: setup
	@$(BIN)/kindly demo --port $(PORT) --data $(DATA)

# What `make demo` needs: Python packages alone, no Node and no browser.
setup: $(VENV)/.run

# Everything the tests need besides: linters, Node packages, browsers and blockers.
setup-dev: $(VENV)/.dev setup-browsers snippets/node_modules/.done tests/snippets/lists/node_modules/.done

$(VENV)/.venv:
	@./.ci/need-venv $(PYTHON)
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.venv requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

setup-browsers:
	@./.ci/need-browsers

snippets/node_modules/.done: snippets/package-lock.json
	cd snippets && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# The filter lists' own engines.
tests/snippets/lists/node_modules/.done: tests/snippets/lists/package-lock.json
	cd tests/snippets/lists && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

test: setup-dev lint types tag
	$(MAKE) --jobs=3 --output-sync=recurse $(PARTS)

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

# The tag: types, unit tests, size, and that dist/ is what a fresh build makes.
tag: snippets/node_modules/.done
	cd snippets && npm run --silent check && npm test --silent && npm run --silent fresh

unit: $(VENV)/.dev snippets/node_modules/.done tests/snippets/lists/node_modules/.done
	$(BIN)/pytest -q -m "not browser and not crash and not wheel"

wheel: $(VENV)/.dev
	$(BIN)/pytest -q tests/test_wheel.py

crash: $(VENV)/.dev
	$(BIN)/pytest -q tests/crash --kills $(KILLS)

browser: browser-ask browser-tag browser-see browser-read

ASK := tests/browser/appeal
SEE := tests/browser/test_corrections_inbox.py tests/browser/test_dashboards.py tests/browser/test_settings.py \
	tests/browser/test_debug.py tests/browser/test_metadata.py tests/browser/lifecycle
READ := tests/browser/reading tests/browser/corrections

browser-ask: setup-dev
	$(BIN)/pytest -q $(ASK)

browser-see: setup-dev
	$(BIN)/pytest -q $(SEE)

browser-read: setup-dev
	$(BIN)/pytest -q $(READ)

browser-tag: setup-dev
	$(BIN)/pytest -q tests/browser $(foreach part,$(ASK) $(SEE) $(READ),--ignore=$(part))

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench.bench

# The overview's scores; not a test, for they depend on how busy the machine is.
tests/lighthouse/node_modules/.done: tests/lighthouse/package-lock.json
	cd tests/lighthouse && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

lighthouse: $(VENV)/.dev setup-browsers tests/lighthouse/node_modules/.done
	$(BIN)/python -m tests.lighthouse.run

clean:
	rm -rf $(VENV) snippets/node_modules tests/snippets/lists/node_modules tests/lighthouse/node_modules build dist .cache .mypy_cache .pytest_cache .ruff_cache
