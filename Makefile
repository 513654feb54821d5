# Everything from nothing but Python and make: the first task makes the virtual environment.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STORIES := $(notdir $(patsubst %/,%,$(wildcard texts/*/)))

.PHONY: report test check format golden bench fit clean

report: $(VENV)/.ready  ## Compare the sample stories: one report each in reports/
	$(BIN)/newscompare report texts/drills -o reports/drills
	$(BIN)/newscompare report texts/ferry -o reports/ferry
	$(BIN)/newscompare report texts/reservoir -o reports/reservoir --reference texts/reservoir/press-release.txt
	@echo "Open reports/drills/report.html in a browser."

test: $(VENV)/.ready  ## Run all tests
	$(BIN)/python -m pytest

check: $(VENV)/.ready  ## Lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(VENV)/.ready  ## Rebuild reports/example from texts/drills
	$(BIN)/newscompare report texts/drills -o reports/example --quiet

bench: $(VENV)/.ready  ## Measure time against peers, in one run; shared passages on gold data: make bench GOLD=folder
	$(BIN)/python tests/bench/bench_report.py
	$(BIN)/python tests/bench/bench_passages.py $(GOLD)
	$(BIN)/python tests/bench/bench_long.py
	$(BIN)/python tests/bench/bench_claims.py

fit: $(VENV)/.ready  ## Rebuild the coefficients of claim comparison from gold data: make fit GOLD=folder
	$(BIN)/python -m compare.claims.fitting $(GOLD)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[html,notebook]' --group dev
	@touch $@
