# make demo and make test need nothing but Python 3.11+ and make: they set up .venv by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
# Later ones, with the extra that Jupyter asks for, parse a grammar at every import: over 2 s more
# at the start of each nbgrader command.
QUICK_START := 'jsonschema<4.25'
export PATH := $(BIN):$(PATH)

.PHONY: demo docs test quick floors attacks audit bench lint release clean draws bubblewrap

demo: $(VENV)/.grading bubblewrap  ## grade a demo class in two assignments, in the folder demo
	@data="$$(python -m nablabook.data)" && NBJUDGE_DATA="$$data" \
	  nbjudge demo 01-softmax-derivation 02-zero-layer-classifier \
	  --timeout $$(test "$$data" = digits && echo 12 || echo 90)

test: $(VENV)/.dev bubblewrap  ## all tests; NBJUDGE_DATA=folder adds those on the real MNIST
	@pytest --numprocesses logical --dist loadgroup --no-loadscope-reorder

quick: $(VENV)/.test bubblewrap  ## the tests that matter while working, in under three minutes
	@pytest -m "not slow" --ignore=tests/attacks --ignore=tests/course --ignore=tests/hub \
	  --numprocesses logical --dist loadgroup --no-loadscope-reorder

# Old packages warn of newer ones, so warnings are no errors here.
floors: bubblewrap  ## the quick tests with the lowest versions that pyproject.toml declares
	@$(MAKE) --no-print-directory VENV=.venv-floors .venv-floors/.lowest
	@.venv-floors/bin/pytest -m "not slow" -o filterwarnings=default --ignore=tests/attacks \
	  --ignore=tests/course --ignore=tests/hub --numprocesses logical --dist loadgroup

# As it is run, as an ordinary user, and by user id with Landlock and without: about an hour.
# ATTACKS_WAY="user id" takes one of the last three, see tests/attacks/harness.py.
attacks: $(VENV)/.dev bubblewrap  ## try all attacks on the judge, and on stock nbgrader
	@ATTACKS=all pytest tests/attacks -s

audit: $(VENV)/.grading bubblewrap  ## prove with all answers that the hidden tests are fair
	@nbjudge audit

draws: $(VENV)/.test  ## try each right answer under 200 draws of the hidden tests: half an hour
	@NBJUDGE_DRAWS=200 pytest tests/course/test_draws.py

bench: $(VENV)/.dev  ## speed of the notebooks' networks beside Keras
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 TF_CPP_MIN_LOG_LEVEL=3 \
	  python benchmarks/networks.py

lint: $(VENV)/.dev
	@ruff check .
	@ruff format --check .
	@mypy

docs: $(VENV)/.dev  ## the documentation as a site, in the folder site
	@NO_MKDOCS_2_WARNING=1 mkdocs build --strict --quiet

release: $(VENV)/.grading  ## build the student notebooks from source
	@nbjudge build --no-run

bubblewrap:  # for the sandbox; what cannot be installed here is told by nbjudge
	@command -v bwrap > /dev/null || test "$$(id -u)" != 0 || ! command -v apt-get > /dev/null || { \
	  echo "Installing bubblewrap, for the sandbox."; \
	  { apt-get update && apt-get install --yes bubblewrap; } > /dev/null 2>&1 || true; }

clean:  ## remove what grading the demo made
	rm -rf demo

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "nbjudge needs Python 3.11 or newer. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; \
	  exit 1; }
	@$(PYTHON) -m venv $(VENV)

# A stamp for each set of packages, so that a second run starts at once.
$(VENV)/.grading: pyproject.toml | $(VENV)/bin/python
	@echo "Installing nbjudge and nbgrader into $(VENV), once; it takes a minute or two."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[grading]' $(QUICK_START)
	@touch $@

$(VENV)/.test: pyproject.toml | $(VENV)/bin/python
	@echo "Installing nbjudge, nbgrader and the test tools into $(VENV), once; it takes a minute or two."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]' $(QUICK_START)
	@touch $(VENV)/.grading $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	@echo "Installing nbjudge, nbgrader, TensorFlow and the test tools into $(VENV), once;"
	@echo "it takes a few minutes."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' $(QUICK_START)
	@touch $(VENV)/.grading $(VENV)/.test $@

$(VENV)/.lowest: pyproject.toml | $(VENV)/bin/python
	@echo "Installing nbjudge and the test tools into $(VENV), in the lowest versions, once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --upgrade --resolution lowest-direct --editable '.[test]'
	@touch $@
