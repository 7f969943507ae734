# make run: the dashboard.  make check: what takes less than a minute.  make test: everything.
# Each sets up what it needs.
.DEFAULT_GOAL := run
.PHONY: run lint check test bench picture clean
VENV := .venv
BIN := $(VENV)/bin

run: $(VENV)/.run-ready
	$(BIN)/streamlit run app.py

lint: $(VENV)/.test-ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# Format, lint, types, and the tests that need no Keras, no page, no browser and no worker process.
check: lint
	$(BIN)/python -m pytest --core --numprocesses 2

test: lint
	$(BIN)/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder

bench: $(VENV)/.test-ready
	$(BIN)/python -m tests.bench

picture: $(VENV)/.test-ready
	$(BIN)/python -m tests.browser.picture docs/dashboard.png

$(VENV)/bin/python:
	scripts/make-venv $(VENV)

$(VENV)/.run-ready: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --requirement requirements.txt
	touch $@

$(VENV)/.test-ready: tests/requirements.txt requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --requirement tests/requirements.txt
	scripts/find-chromium $(BIN)/python > /dev/null
	touch $@ $(VENV)/.run-ready

clean:
	rm -rf $(VENV)
