# PAsocial: every daily command. `make up` runs the office, `make check` is what CI runs.
# Needs python3 ≥ 3.11, make and git; everything else comes with `make env`.

PY := .venv/bin/python
MANAGE := $(PY) manage.py
SLICES := pasocial desks foia $(wildcard live)

.DEFAULT_GOAL := help
.PHONY: help env up codes reset test mutants check bench requirements sbom recurrence-quality browser accessibility \
	format format-check lint types walls templates-lint migrations translations schema deploy-check openapi

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F'\t' '{printf "  make %-20s %s\n", $$1, $$2}'

env: ## make .venv with the hash-pinned packages
	@sh tools/make_env.sh

up: env ## run the whole office (PORT=8000 STREAM_PORT=8001) until Ctrl-C
	@exec $(MANAGE) up

codes: env ## the second-factor digits of this moment for the demonstration accounts
	@$(MANAGE) demo_codes

reset: ## remove everything this machine keeps for the office, after asking (YES=1 does not ask)
	@sh tools/reset.sh

test: env browser ## run every test, in parallel, on the embedded engines (SLICE=foia: one slice; CHANGED=1: what changes reach)
	@$(PY) -m pytest $(if $(SLICE),--slice=$(SLICE)) $(if $(CHANGED),--changed=$(CHANGED))

accessibility: env browser ## look with axe at every page as each role in both languages, also where only one piece is new (long)
	@EVERY_DRAWING=1 $(PY) -m pytest tests/walks/test_accessibility.py tests/walks/test_pages.py tests/journeys \
		$$(find tests -name 'test_*_in_chromium.py' -o -name 'test_*_in_browser.py')

check: env format-check lint types walls templates-lint migrations translations schema deploy-check test ## all that CI checks

mutants: env ## change rules and operations at random and say what no test notices (SLICE=foia N=60 SEED= ONLY=)
	@$(PY) -c 'import mutmut' 2>/dev/null || $(PY) -m pip install --disable-pip-version-check --quiet --no-deps \
		--require-hashes --only-binary :all: -r requirements-mutants.txt
	@$(PY) tools/mutants.py --slice=$(or $(SLICE),foia) --number=$(or $(N),60) $(if $(SEED),--seed=$(SEED)) \
		$(if $(ONLY),--only=$(ONLY))

bench: env ## measure pages against a bare view and a bare query and template
	@$(PY) -m bench

requirements: env ## compile the pinned requirements again from pyproject.toml (UPGRADE=1 takes the newest), and the bill of materials
	@sh tools/compile_requirements.sh
	@sh tools/sbom.sh

sbom: env ## write sbom.cdx.json: every package of the image with hashes and licence
	@sh tools/sbom.sh

recurrence-quality: env ## measure how well alike requests are recognised (FILE=pairs.csv SCORES=out.csv)
	@$(PY) tools/recurrence_quality.py $(if $(FILE),--file "$(FILE)") $(if $(SCORES),--scores "$(SCORES)")

browser: # Chromium for the browser tests; in CI its absence is a failure, elsewhere they are skipped
	@sh tools/install_chromium.sh || test -z "$$CI"

format-check: env
	@echo "== format"; $(PY) -m ruff format --check . || { echo "Run: make format"; exit 1; }

format: env ## format the code
	@$(PY) -m ruff format .

lint: env
	@echo "== lint"; $(PY) -m ruff check --quiet .

types: env
	@echo "== types"; $(PY) -m mypy $(SLICES)

walls: env
	@echo "== walls"; .venv/bin/lint-imports --no-cache

templates-lint: env
	@echo "== templates"; $(PY) -m djlint templates --lint --quiet

migrations: env
	@echo "== migrations"; $(MANAGE) makemigrations --check --dry-run --verbosity 1

translations: env
	@echo "== translations"; $(MANAGE) translations --check

schema: env
	@echo "== schema"; $(PY) tools/check_schema.py

openapi: env ## write docs/openapi.yaml again from the code
	@$(PY) tools/check_schema.py --write

deploy-check: env
	@echo "== deploy check"; sh tools/deploy_check.sh
