# Two commands are enough: `make run` and `make test`. `make help` lists the others.

PORT ?= 8000
HALF_YEAR ?= 2026-H1

# The first Python on PATH that is new enough; `make run PYTHON=/path/to/python` takes another.
NEW_ENOUGH = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)
NO_PYTHON = echo "Bitte installieren Sie Python 3.11 oder neuer." >&2; false

BIN := .venv/bin
SET_UP = @$(or $(PYTHON),$(NO_PYTHON)) -m scripts.set_up

.DEFAULT_GOAL := help
.PHONY: help run test check ready style types structure benchmark report pictures lock wheel clean

help:  ## zeigt diese Übersicht
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-11s%s\n", $$1, $$2}' Makefile

run:  ## richtet alles ein und startet die Vorführung auf Port 8000 (sonst: make run PORT=8080)
	$(SET_UP) run
	@VRS_TRACKER_ENV=demo exec $(BIN)/vrs-tracker serve --demo --port $(PORT)

# What is quick fails first. The rules have their own run, because only there is their coverage measured;
# everything else runs on both databases, the browser in one process.
test: export VRS_TRACKER_TEST_DATABASES = sqlite postgresql
test: ready style types structure  ## prüft alles: Stil, Typen, Aufbau, Regeln, beide Datenbanken, Browser
	$(BIN)/pytest tests/domain -n 2 --cov --cov-report=term
	$(BIN)/pytest tests -n 2 --ignore=tests/domain --ignore=tests/browser
	$(BIN)/pytest tests/browser

check: ready style types structure  ## prüft das Schnelle in weniger als einer Minute: Stil, Typen, Regeln, Tabellen, Aufbau
	$(BIN)/pytest tests/domain tests/tables tests/trail tests/web tests/architecture -n 2

ready:
	$(SET_UP) test

style types structure: | ready

style:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint --lint --quiet vrs_tracker/templates

types:
	$(BIN)/mypy

structure:
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry --no-ansi .

benchmark: ready  ## misst Seiten und Bericht
	$(BIN)/python -m benchmarks

report:  ## schreibt den Bericht eines Halbjahres als PDF (make report HALF_YEAR=2026-H1)
	$(SET_UP) run
	@VRS_TRACKER_ENV=demo $(BIN)/vrs-tracker report build $(HALF_YEAR)

pictures: ready  ## macht die Bilder der Hilfe neu (in einem zweiten Fenster läuft make run)
	$(BIN)/python -m scripts.help_pictures http://127.0.0.1:$(PORT) "$$(cat var/demo_password)"

# UV_NO_CONFIG and --no-emit-index-url: a lock says what, the machine says from where.
LOCK = UV_NO_CONFIG=1 $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--python-version 3.11 --custom-compile-command "make lock" $(UPGRADE)
lock: ready  ## schreibt die Listen der festgelegten Pakete neu (neuere Fassungen: make lock UPGRADE=--upgrade)
	$(LOCK) requirements/run.in --output-file requirements/run.lock
	$(LOCK) requirements/test.in --output-file requirements/test.lock
	$(LOCK) requirements/node.in --output-file requirements/node.lock
	npm install --package-lock-only --ignore-scripts

wheel: ready  ## baut das Paket für den Betrieb (dist/)
	$(BIN)/hatchling build --target wheel

clean:  ## entfernt alles, was make angelegt hat, außer den Daten in var/
	rm -rf .venv build dist node_modules vrs_tracker/static/vendor .coverage
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
