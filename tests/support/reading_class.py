"""A class whose written answers wait to be read: released and graded by the real programs."""

import logging
import shutil
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory

from nbgrader_sandbox import GradingCourse, GradingOptions, grade_course, open_gradebook
from rnn_course.cells import grade_id
from rnn_course.class_table.table import ClassCourse

LOG = logging.getLogger("reading-class")
ASSIGNMENT = "05-words"
CONFIG = """
c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "readers"
c.Autograder.tests = "apart"
c.ExecutePreprocessor.kernel_name = "python3"
c.LateSubmissionPlugin.penalty_method = "none"
"""
MODEL = {
    "why": "It squashes. A tanh lies between −1 and 1. (1 point)\n\n"
    "Its slope is at most 1. (1 point)\n\nSo gradients fade. (1 point)",
    "how": "By a product of twenty matrices. (1 point for the product, 1 for twenty)",
}
ASKED = {"why": "Why does a tanh squash?", "how": "How does it fade?"}


def _question(name: str) -> list[NotebookNode]:
    text = MODEL[name]
    header = {"grade_id": name, "grade": True, "solution": True, "locked": False, "task": False}
    points = 3 if name == "why" else 2
    metadata = {"nbgrader": header | {"points": points, "schema_version": 3}}
    asked = new_markdown_cell(f"## In your own words\n\n{ASKED[name]}")
    return [asked, new_markdown_cell(text, metadata=metadata)]


def _source() -> NotebookNode:
    cells = [new_markdown_cell("# Words"), *_question("why"), new_markdown_cell("Between.")]
    test = {"grade_id": "test_one", "grade": True, "solution": False, "locked": True, "task": False}
    locked = {"nbgrader": test | {"points": 1, "schema_version": 3}}
    cells += [*_question("how"), new_code_cell("assert 1 + 1 == 2", metadata=locked)]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new_notebook(cells=cells, metadata=metadata)


def make_course(root: Path, settings: str = "") -> ClassCourse:
    """A course with one assignment of two questions and a test, released."""
    path = root / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.parent.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG + settings, encoding="utf-8")
    nbformat.write(_source(), path)
    course = GradingCourse(root)
    course.config.CourseDirectory.assignment_id = ASSIGNMENT
    open_gradebook(course.directory).close()
    directory = CourseDirectory(config=course.config, log=LOG)
    GenerateAssignment(coursedir=directory, config=course.config, log=LOG).start()
    return ClassCourse(root)


def copy_course(course: GradingCourse, root: Path) -> ClassCourse:
    shutil.copytree(course.root, root)
    return ClassCourse(root)


def hand_in(
    course: GradingCourse,
    student: str,
    answers: Mapping[str, str | list[NotebookNode]],
    time: str = "",
) -> None:
    """Hand in the released notebook with answers: texts, or cells in place of the answer's."""
    path = course.root / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cells: list[NotebookNode] = []
    for cell in notebook.cells:
        answer = answers.get(grade_id(cell), cell.source)
        first, *more = [answer] if isinstance(answer, str) else answer
        if isinstance(first, str):
            cell.source = first
        else:
            cell.source = first.source
            if "attachments" in first:
                cell.attachments = first.attachments
        cells += [cell, *more]
    notebook.cells = cells
    target = course.root / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, target)
    if time:
        (target.parent / "timestamp.txt").write_text(time, encoding="utf-8")


def grade(course: GradingCourse, force: bool = False) -> None:
    grade_course(course, GradingOptions(jobs=1, force=force))
