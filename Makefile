# make run: the dashboard.  make check: what takes one to two minutes.  make test: everything.
# Each sets up what it needs.
.DEFAULT_GOAL := run
.PHONY: run lint check check-js test bench picture clean
VENV := .venv
BIN := $(VENV)/bin

run: $(VENV)/.run-ready
	$(BIN)/streamlit run app.py

lint: $(VENV)/.check-ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# Format, lint, types, and the tests that need no Keras, no page, no browser and no worker process.
check: lint check-js
	$(BIN)/python -m pytest --core --numprocesses 2

test: lint check-js $(VENV)/.test-ready
	$(BIN)/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder

# The JavaScript: format and lint, types, unit tests.  Node.js is the one that PyPI's wheel brought.
check-js: export PATH := $(abspath $(BIN)):$(PATH)
check-js: node_modules/.ready
	node_modules/.bin/biome ci --error-on-warnings
	node_modules/.bin/tsc
	node_modules/.bin/tsc --project tests/js
	node --import ./tests/js/facts.js --test --test-isolation=none --test-reporter=dot "tests/js/**/*.test.js"

bench: $(VENV)/.test-ready
	$(BIN)/python -m tests.bench

picture: $(VENV)/.test-ready
	$(BIN)/python -m tests.browser.picture docs

$(VENV)/bin/python:
	scripts/make-venv $(VENV)

$(VENV)/.run-ready: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --requirement requirements.txt
	touch $@

$(VENV)/.check-ready: tests/requirements.txt requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --requirement tests/requirements.txt
	touch $@ $(VENV)/.run-ready

$(VENV)/.test-ready: $(VENV)/.check-ready
	scripts/find-chromium $(BIN)/python > /dev/null
	touch $@

node_modules/.ready: package-lock.json | $(VENV)/.check-ready
	PATH="$(abspath $(BIN)):$$PATH" npm ci --ignore-scripts --no-audit --no-fund
	touch $@

clean:
	rm -rf $(VENV) node_modules
