"""Files of the students' copy that are not copied but made."""

import json
import re
import tomllib

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.errors import GradingError

README = """\
# Recurrent networks, built by hand

A course in Jupyter notebooks. You write recurrent neural networks in plain NumPy, forward and
backward, train them on real text, and see what they remember and what they forget. Every function
that you write is checked at once, and when something is wrong, the check says what.

You need Python 3.11 or newer and make; everything else is installed into `.venv` here.

```
make lab
```

With conda, on Windows too:

```
conda env create -f environment.yml
conda activate rnn-course
rnn-course lab
```

JupyterLab opens on the first chapter. Your notebooks are in `workbook/`. They are yours: nothing
ever overwrites what you wrote. When you get a newer copy of the course, put it over this one and
start again as above. More in [course/README.md](course/README.md).

Code: MIT ([LICENSE](LICENSE)). Text and pictures of the course: CC BY 4.0
([LICENSE-PROSE](LICENSE-PROSE)).
"""

MAKEFILE = """\
# `make lab` sets up .venv by itself: it needs Python and make only.
PYTHON ?= python3
BIN := .venv/bin
export OMP_NUM_THREADS = 1
export OPENBLAS_NUM_THREADS = 1

.PHONY: lab

lab: .venv/.lab  ## open the course in JupyterLab; LAB_ARGS is passed on
	$(BIN)/rnn-course lab $(LAB_ARGS)

.venv/.lab: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \\
		echo "This course needs Python 3.11 or newer; '$(PYTHON)' is" \\
			"$$($(PYTHON) --version 2>&1 || echo missing)."; \\
		echo "Install a newer one, then name it: make lab PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check \\
		--constraint requirements.lock --editable .
	@touch $@
"""

GITIGNORE = """\
/.venv/
/workbook/
progress.json
*.egg-info/
__pycache__/
.ipynb_checkpoints/
"""

CONFIG = '''\
"""Settings for nbgrader's Validate and Assignment List in a student's JupyterLab."""

c = get_config()  # noqa: F821 (traitlets puts it there)

c.CourseDirectory.course_id = {course_id}
c.Execute.timeout = {timeout}  # seconds, a cell
c.Execute.iopub_timeout = {iopub_timeout}
c.ExecutePreprocessor.kernel_name = "python3"
'''

NOT_FOR_STUDENTS = re.compile(r"^  # test\n(?:  - .*\n)*", re.MULTILINE)


def pyproject(text: str) -> str:
    """Keep of the project what it takes to run it."""
    project = tomllib.loads(text)["project"]
    kept = {name: project[name] for name in ("name", "version", "description", "requires-python")}
    lines = [f"{name} = {json.dumps(value)}" for name, value in kept.items()]
    wanted = "\n".join(f"    {json.dumps(each)}," for each in project["dependencies"])
    return "\n".join(
        [
            '[build-system]\nrequires = ["setuptools>=77"]',
            'build-backend = "setuptools.build_meta"',
            "",
            "[project]",
            *lines,
            f"license = {json.dumps(project['license'])}",
            f"license-files = {json.dumps(project['license-files'])}",
            f"dependencies = [\n{wanted}\n]",
            "",
            '[project.scripts]\nrnn-course = "authoring.cli:main"',
            "",
            '[tool.setuptools.packages.find]\nwhere = ["course"]',
            'include = ["rnnkit*", "authoring*"]',
            "",
            '[tool.setuptools.package-data]\nrnnkit = ["*.mplstyle", "cases/*.npz"]',
            "",
        ]
    )


def environment(text: str) -> str:
    """Keep of the conda environment what it takes to run the course.

    Raises
    ------
    GradingError
        If the file has another form than this was written for.
    """
    kept = NOT_FOR_STUDENTS.sub("", text).replace("-e .[test]", "-e .")
    if "pytest" in kept or "[test]" in kept:
        raise GradingError("environment.yml has test packages where students' copies keep them.")
    return kept


def readme_of_course(text: str) -> str:
    """Drop the line that sends instructors elsewhere."""
    kept = [line for line in text.splitlines() if "INSTRUCTORS.md" not in line]
    return "\n".join(kept).rstrip() + "\n"


def nbgrader_config(config: Config) -> str:
    """Write a student's settings: no database, no folder and no address of the instructor's."""
    values = {
        "course_id": config.CourseDirectory.get("course_id", CourseDirectory().course_id),
        "timeout": config.Execute.get("timeout", 180),
        "iopub_timeout": config.Execute.get("iopub_timeout", 30),
    }
    return CONFIG.format(**{name: repr(value) for name, value in values.items()})
