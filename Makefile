# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint lock clean docs verify train
.DEFAULT_GOAL := run

run: .venv/.run  ## draft answers for the sample replies, on embedded defaults
	$(BIN)/arrears demo

test: .venv/.dev  ## every test, network off
	$(BIN)/pytest

lint: .venv/.dev  ## style, types, import order
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock: | .venv/bin/python  ## pin every dependency anew; the locks record no download addresses
	$(BIN)/pip install -q --disable-pip-version-check pip-tools
	$(BIN)/pip-compile -q --strip-extras --no-emit-index-url --no-emit-find-links --no-header --no-annotate --allow-unsafe -o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --strip-extras --no-emit-index-url --no-emit-find-links --no-header --no-annotate --allow-unsafe --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.run: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml .venv/.run
	$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.lock
	@touch $@

docs: .venv/.dev  ## write the pages of docs/ that are made from the code
	$(BIN)/python -m arrears.docs

verify: .venv/.run  ## prove the policy's promises on every reachable decision
	$(BIN)/arrears policy verify

train: .venv/.dev  ## fit the models anew from the corpus
	$(BIN)/arrears train
