# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run demo gate test lint lock clean docs verify train test-train bench record demo-llm
.DEFAULT_GOAL := run

run: .venv/.run  ## draft answers for the sample replies, then open the review queue on them
	$(BIN)/arrears demo
	$(BIN)/arrears serve --demo

demo: .venv/.run  ## only draft answers for the sample replies
	$(BIN)/arrears demo

test: .venv/.dev .venv/.browser  ## every test, network off
	$(BIN)/pytest -n auto --record-mode=none --block-network --allowed-hosts='127.0.0.1,localhost,::1'

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

gate: .venv/.run  ## compare the shipped version with the recorded evaluation
	$(BIN)/arrears eval --gate --no-llm

docs: .venv/.dev  ## write the pages of docs/ that are made from the code
	$(BIN)/python -m arrears.docs

verify: .venv/.run  ## prove the policy's promises on every reachable decision
	$(BIN)/arrears policy verify

train: .venv/.train  ## fit the models anew from the corpus (more than an hour on one core; fetches torch)
	$(BIN)/arrears train

test-train: .venv/.train  ## the tests of training, which `make test` skips where torch is not installed
	$(BIN)/pytest tests/test_classifier_train.py tests/test_classifier_tuning.py

bench: .venv/.bench  ## speed, memory and accuracy beside what a user would otherwise take
	$(BIN)/arrears eval bench

record: .venv/.dev  ## record the model's cassettes anew (start a model server first)
	OPENAI_BASE_URL=$${OPENAI_BASE_URL:-http://127.0.0.1:8099/v1} $(BIN)/pytest tests/test_prompts_cassettes.py --record-mode=rewrite

demo-llm: .venv/.run  ## the whole way with a real model (start a model server first)
	OPENAI_API_KEY=$${OPENAI_API_KEY:-local} OPENAI_BASE_URL=$${OPENAI_BASE_URL:-http://127.0.0.1:8099/v1} \
	ARREARS_LLM_MODEL=$${ARREARS_LLM_MODEL:-qwen2.5-coder-1.5b-instruct-q4_k_m} ARREARS_LLM_READ_SECONDS=120 \
	ARREARS_LLM_TOTAL_SECONDS=180 ARREARS_LLM_CONCURRENCY=1 $(BIN)/arrears demo --llm

.venv/.bench: .venv/.dev
	$(BIN)/pip install -q --disable-pip-version-check -e '.[bench]'
	@touch $@

.venv/.train: .venv/.dev
	$(BIN)/pip install -q --disable-pip-version-check -e '.[train]'
	@touch $@

# The page tests drive a real Chromium, which comes from the system's packages.
.venv/.browser: | .venv/bin/python
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null \
	|| { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq chromium chromium-driver >/dev/null; } \
	|| echo "No Chromium here: install chromium and chromium-driver, or the page tests are skipped."
	@touch $@
