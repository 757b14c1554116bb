# What people and machines run. Each verb installs what it needs; nothing else is required
# but Python 3.11 or newer, git and make.

PYTHON ?= python3

.PHONY: demo serve test check drill bench lock messages

demo:  ## the demonstration conservatory on http://127.0.0.1:8000
	@$(PYTHON) ops/run.py demo

serve:  ## real use; the first start asks for the first administrator
	@$(PYTHON) ops/run.py serve

test:  ## everything: lint, types, contracts, tests on both databases, browser journeys
	@$(PYTHON) ops/test.py all

check:  ## the quick circle: lint, types, contracts, tests on SQLite without a browser
	@$(PYTHON) ops/test.py quick

drill:  ## the long circle: kills, races, damage
	@$(PYTHON) ops/test.py drill

bench:  ## ratios against a bare page; writes docs/bench
	@$(PYTHON) ops/test.py bench

lock:  ## the lock files anew from pyproject.toml
	@$(PYTHON) ops/lock.py

messages:  ## the catalogues anew from code and templates
	@$(PYTHON) ops/test.py messages
