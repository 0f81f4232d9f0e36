"""Files of the students' copy that are not copied but made."""

import re
from importlib.resources import files

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from nbgrader_sandbox import GradingError

# By their name in the copy; the files lie beside this module.
AS_THEY_ARE = {"README.md": "README.md", "Makefile": "Makefile", ".gitignore": "gitignore"}
NOT_FOR_STUDENTS = re.compile(
    r"^  # test\n(?:  - .*\n)*|^      - -e packages/(?!rnnkit\b).*\n", re.MULTILINE
)


def template(name: str) -> str:
    """Return the text of a file that lies beside this module."""
    return files("rnn_course.handout").joinpath("files", name).read_text(encoding="utf-8")


def environment(text: str) -> str:
    """Keep of the conda environment what it takes to run the course."""
    kept = NOT_FOR_STUDENTS.sub("", text)
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
    text = template("nbgrader_config.py.txt")
    return text.format(**{name: repr(value) for name, value in values.items()})
