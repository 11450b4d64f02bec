# From immigration-enforcement data to findings, figures and a briefing for each city.  Type: make help

# Make runs what stands in a variable. So before anything else, what the user gave (on the command line or in the
# environment) becomes plain text, which no later line expands: recipes read it from the environment, as "$$CITY".
# A user's value never stands in a target, a prerequisite or a $(...). A new variable is added to `ours`, and no more.
override ours := CITY EDITION IN CITIES JOBS SCHEDULER RECIPIENTS SEND COUNT RESEND STATUS A B FOLDER WHEN FILE PUBLISHED KIND REPLACES
override ours += SMTP_HOST SMTP_PORT SMTP_TLS SMTP_USER SMTP_PASSWORD SMTP_PASSWORD_FILE
override ours += MAIL_FROM REPLY_TO MAIL_PER_MINUTE MAIL_LIMIT_MB MAIL_WAITS
ifeq ($(origin EDITION),undefined)
override EDITION := 2011-08
endif
ifeq ($(origin IN),undefined)
override IN := en
endif
ifeq ($(origin WHEN),undefined)
override WHEN := monthly
endif
override v :=
$(foreach v,$(ours),$(eval override $v := $$(value $v)))
$(foreach v,$(.VARIABLES),$(if $(filter command,$(firstword $(origin $v))),$(eval override $v := $$(value $v))))
export $(ours)
MAKEOVERRIDES :=

# Words that are no verb are what is left of a name without its quotes: then nothing is made. Neither is where a variable
# is written small, for Make would take no notice of it. The goals' own text is never expanded.
override known := bench translations report onepager recipients letters deliver ingest regenerate site serve verify diff schedule unschedule findings figures audit validate all plan test test-slow test-all check setup setup-test doctor clean golden help
ifeq ($(firstword $(value MAKEFILE_LIST)),Makefile)
ifneq ($(if $(filter override environment,$(origin MAKECMDGOALS)),,$(filter-out $(known),$(value MAKECMDGOALS))),)
$(error A name of several words needs quotes, as in CITY="Oakland Park, FL"; or this verb is not known: make help. Nothing was made)
endif
$(foreach v,city edition in cities,$(if $(filter override,$(origin $v)),$(error Variables are written in capitals: CITY="Oakland Park, FL". Nothing was made)))
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
# Every target is a verb; `figures` and `output` are also folders. What is stale is Python's to know (`make plan`).
.PHONY: $(known)

report: setup ## write one city's briefing: output/<edition>/<city>.pdf and .html
	@.venv/bin/python -m pipeline report --city="$$CITY" --edition="$$EDITION" --language="$$IN"

onepager: setup ## write one city's sheet of one page: output/<edition>/<city>-onepager.pdf
	@.venv/bin/python -m pipeline onepager --city="$$CITY" --edition="$$EDITION" --language="$$IN"

recipients: setup ## check a list of recipients: RECIPIENTS=recipients.csv; a template: python -m pipeline template recipients
	@.venv/bin/python -m pipeline recipients --recipients="$$RECIPIENTS" --edition="$$EDITION" --city="$$CITY"

letters: setup ## write the letters and print packets of RECIPIENTS= (of CITY= alone): output/<edition>/letters/
	@.venv/bin/python -m pipeline letters --recipients="$$RECIPIENTS" --edition="$$EDITION" --city="$$CITY"

deliver: setup-test ## show what would go to whom by e-mail; SEND=yes sends it, each once: docs/handing-over.md
	@.venv/bin/python -m pipeline deliver --recipients="$$RECIPIENTS" --edition="$$EDITION" --city="$$CITY" \
		--send="$$SEND" --count="$$COUNT" --resend="$$RESEND" --status="$$STATUS"

ingest: setup ## take a table of your own: FILE=answer.csv PUBLISHED=2011-08-01: docs/own-data.md
	@.venv/bin/python -m pipeline ingest --file="$$FILE" --published="$$PUBLISHED" --kind="$$KIND" --replaces="$$REPLACES"

regenerate: setup-test ## the whole round: make what is stale, check it, publish it if anything changed: docs/regenerating.md
	@.venv/bin/python -m pipeline regenerate --edition="$$EDITION" --jobs="$$JOBS"

site: setup-test ## the same, and where its site stands: output/published/<edition>/<day>/site/
	@.venv/bin/python -m pipeline site --edition="$$EDITION"

serve: setup ## show the site of the latest publication on this machine alone: 127.0.0.1:8000
	@.venv/bin/python -m pipeline serve --edition="$$EDITION"

verify: setup ## check the edition's latest publication (or FOLDER=) against its manifest
	@.venv/bin/python -m pipeline verify --edition="$$EDITION" --folder="$$FOLDER"

diff: setup ## what changed from publication A= to B= (days or folders); without them: at the last
	@.venv/bin/python -m pipeline diff --edition="$$EDITION" --before="$$A" --after="$$B"

schedule: setup-test ## have `make regenerate` run by itself: WHEN=daily, weekly, monthly, or five fields as cron has them
	@.venv/bin/python -m pipeline schedule --edition="$$EDITION" --when="$$WHEN"

unschedule: setup ## take that out again
	@.venv/bin/python -m pipeline unschedule --edition="$$EDITION"

findings: setup ## compute the findings of a city and show them
	@.venv/bin/python -m pipeline findings --city="$$CITY" --edition="$$EDITION" --language="$$IN"

figures: setup ## draw a city's figures: figures/<edition>/<city>/
	@.venv/bin/python -m pipeline figures --city="$$CITY" --edition="$$EDITION" --language="$$IN"

audit: setup ## check a place’s finished documents: what was printed is what the data say, by whomever
	@.venv/bin/python -m pipeline audit --city="$$CITY" --edition="$$EDITION" --language="$$IN" --recipients="$$RECIPIENTS"

validate: setup-test ## ask veraPDF and page-validation whether every PDF in output/ meets PDF/UA-1 and PDF/A-3a
	@.venv/bin/python -m pipeline validate

all: setup ## write the briefings of all the edition's cities
	@.venv/bin/python -m pipeline all --edition="$$EDITION" --language="$$IN" --cities="$$CITIES" \
		--jobs="$$JOBS" --scheduler="$$SCHEDULER"

plan: setup ## say which briefings are stale, and why; writes nothing
	@.venv/bin/python -m pipeline plan --edition="$$EDITION" --cities="$$CITIES"

test: setup-test ## run the fast tests
	@.venv/bin/python -m pytest -n 2 --dist loadfile -m "not slow"

test-slow: setup-test ## run only the tests that take long
	@.venv/bin/python -m pytest -n 2 -m slow

test-all: check test test-slow ## run everything: lint, types, all tests

check: setup-test ## lint, formatting, types
	@.venv/bin/python -m ruff check .
	@.venv/bin/python -m ruff format --check .
	@.venv/bin/python -m mypy

bench: setup ## what all counties' findings cost, and a briefing beside other ways to make one: benchmarks/RESULTS.md
	@.venv/bin/python -m benchmarks.findings
	@test -f build/peers/ready || { rm -rf build/peers && python3 -m venv build/peers \
		&& build/peers/bin/python -m pip install --quiet --require-hashes -r requirements/bench.lock && touch build/peers/ready; }
	@build/peers/bin/python -m benchmarks.peers

golden: setup-test ## show how the words of the pages differ from those that were read, and take them as read: tests/golden/
	@.venv/bin/python -m tests.golden

translations: setup ## bring the catalogs of translations up to date; list what waits for its translation
	@.venv/bin/python -m pipeline.translations

setup: ## install what a report needs (every verb does so by itself)
	@python3 -m pipeline.setup runtime

setup-test: ## install what the tests need (likewise)
	@python3 -m pipeline.setup test

doctor: ## say what is missing on this machine, and the line that mends it
	@python3 -m pipeline.doctor

# What cannot be made again stays: publications, the record of deliveries. `find` and `rm` follow no symbolic link.
clean: ## remove build/, figures and PDFs; keep the set-up, your data and publications
	@rm -rf build
	@find figures output -mindepth 1 ! -path figures/README.md ! -path output/README.md \
		! -path 'output/published*' ! -path output/status.json ! -path output/deliveries.jsonl -delete
	@echo 'Removed build/ and what was made in figures/ and output/. Kept .venv, data/own/ and output/published/.'

help: ## print this
	@echo 'make VERB [CITY="St. Louis"] [EDITION=2011-08] [IN=en] [CITIES=every]'
	@echo
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1\t\2/p' Makefile | expand -t 14
	@echo
	@echo '  CITY      the city, with its state where the name alone does not tell: CITY="Boston, MA"'
	@echo '  EDITION   a file of editions/, without .toml; 2011-08 unless you say'
	@echo '  CITIES    for all and plan: every, for all places of the registry; counties; else the cities of the edition'
	@echo '  JOBS, SCHEDULER  for all and regenerate: so many processes; for all: the machines of a scheduler: docs/many-machines.md'
	@echo '  IN        the language: en unless you say'
	@echo '  WHEN      for schedule: daily, weekly, monthly (unless you say), or five fields as cron has them'
	@echo '  A, B, FOLDER  for diff and verify: docs/regenerating.md'
	@echo '  FILE, PUBLISHED, KIND, REPLACES  for ingest: docs/own-data.md'
	@echo '  RECIPIENTS, SEND, COUNT, RESEND, STATUS  for recipients, letters, audit, deliver: docs/handing-over.md'
	@echo
	@echo 'For example:  make report CITY=Boston'
	@echo '              make all EDITION=2011-08'
