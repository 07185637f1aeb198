# One target for each thing there is to do with this project; `make` lists them.
# Needs git, Python 3.11 or newer, and make. Everything else goes into .venv.

VENV ?= .venv
PYTHON ?= $(or $(FIRST_FIT),$(error Python 3.11 or newer is needed, with its venv module))
IS_FIT = import sys, ensurepip; sys.exit(sys.version_info < (3, 11))
FIRST_FIT = $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c '$(IS_FIT)' 2> /dev/null && echo $$name && break; done)
IN_VENV = $(VENV)/bin/python -m

.NOTPARALLEL:
.PHONY: help run demo manage test proof lint format schema bench lock clean reset

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

run: free-address $(VENV)/base.installed ## Serve with demo content; PORT= HOST= DATABASE_URL= FRONTEND_URL= EMPTY=1
	@$(IN_VENV) cms.local run

demo: $(VENV)/base.installed ## Load the demo content into the database of `make run`
	@$(IN_VENV) cms.local manage load_demo

manage: $(VENV)/base.installed ## Django's commands in the environment of `make run`: ARGS="changepassword admin"
	@$(IN_VENV) cms.local manage $(ARGS)

test: $(VENV)/dev.installed ## Run the tests; ARGS="-k name", DATABASE_URL=
	$(IN_VENV) pytest $(ARGS)

proof: $(VENV)/dev.installed ## Edit at random for a long time, and compare every kept answer and a mirror; EXAMPLES=, STEPS=
	PROOF_EXAMPLES=$(or $(EXAMPLES),20) PROOF_STEPS=$(or $(STEPS),50) $(IN_VENV) pytest -n 0 tests/delivery/proof

lint: $(VENV)/dev.installed ## Check style, types, who imports whom, and migrations
	$(IN_VENV) ruff check
	$(IN_VENV) ruff format --check
	$(IN_VENV) mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/python manage.py makemigrations --check --dry-run --settings tests.settings

format: $(VENV)/dev.installed ## Bring the code into shape
	$(IN_VENV) ruff check --fix
	$(IN_VENV) ruff format

schema: $(VENV)/base.installed ## Write docs/openapi.json after a change of the Delivery API
	@$(IN_VENV) cms.local manage export_schema --output docs/openapi.json

bench: $(VENV)/base.installed ## Measure beside Wagtail's own APIs; PAGES="1000 20000", DATABASE_URL=, ARGS="--flow detail"
	@$(IN_VENV) benchmarks $(if $(PAGES),--pages $(PAGES)) $(ARGS)

lock: $(VENV)/dev.installed ## Write the lock files after a change of pyproject.toml; ARGS=--upgrade
	$(LOCK) --output-file requirements/base.txt
	$(LOCK) --output-file requirements/dev.txt --extra dev --constraint requirements/base.txt

LOCK = $(IN_VENV) uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" $(ARGS)

clean: ## Remove .venv and caches; content stays
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

reset: ## Remove var/: the local database, uploads and keys
	@printf 'Remove var/ with the database and all uploads? [y/N] '; \
	read answer && test "$$answer" = y && rm -rf var

# --- What these stand on

.PHONY: free-address
free-address: $(VENV)/bin/python
	@$(IN_VENV) cms.local check

$(VENV)/bin/python:
	@$(PYTHON) -c '$(IS_FIT)' 2> /dev/null || { \
		echo '$(PYTHON) will not do: Python 3.11 or newer is needed, with its venv module.' >&2; exit 1; }
	@$(PYTHON) -m venv --clear --without-pip $(VENV)

# Installs only after a change of the lock file.
$(VENV)/%.installed: requirements/%.txt $(VENV)/bin/python
	@echo 'Installing the dependencies …'
	@$(IN_VENV) ensurepip > /dev/null
	@$(IN_VENV) pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@
