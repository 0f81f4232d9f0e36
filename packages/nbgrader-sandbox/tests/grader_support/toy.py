"""A small course of another kind: plain asserts, a partial score, a written answer."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment

from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.course.gradebook import open_gradebook

ASSIGNMENT = "toy"
CONFIG = """
c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "toys"
c.Execute.timeout = 6
c.Execute.iopub_timeout = 10
c.OverwriteCells.add_missing_cells = True
c.Autograder.grace = 3.0
c.Autograder.notebook_timeout = 60.0
c.Autograder.memory = 3000
c.Autograder.storage = 50
c.Autograder.tests = "apart"
c.ExecutePreprocessor.kernel_name = "python3"
"""
SETUP = """
import math

import numpy as np

rng = np.random.default_rng(5)


def close(a, b):
    return np.allclose(a, b)


TOLERANCE = 1e-9
"""
ANSWERS = {
    "square": '''
def square(x):
    """Return x times x, for numbers and arrays."""
    ### BEGIN SOLUTION
    return x * x
    ### END SOLUTION
''',
    "running_mean": '''
def running_mean(values):
    """Return the list of means of values[:1], values[:2], ..."""
    ### BEGIN SOLUTION
    means, total = [], 0.0
    for n, value in enumerate(values, start=1):
        total += value
        means.append(total / n)
    return means
    ### END SOLUTION
''',
    "greet": '''
def greet(name):
    """Return a greeting as text, in a dict with the name."""
    ### BEGIN SOLUTION
    return {"name": name, "text": f"Hello, {name}!"}
    ### END SOLUTION
''',
    "halve": '''
def halve(f, x):
    """Call f at x and return half of what it gives, and x."""
    ### BEGIN SOLUTION
    return f(x) / 2, x
    ### END SOLUTION
''',
    "initials": '''
def initials(words):
    """Return the first letters of words, in a list."""
    ### BEGIN SOLUTION
    return [word[0] for word in words]
    ### END SOLUTION
''',
}
TESTS = {
    "square": (
        2,
        """
assert square(3) == 9
assert close(square(np.array([1.0, -2.0])), [1.0, 4.0])
### BEGIN HIDDEN TESTS
hidden_numbers = np.random.default_rng(41).normal(size=7)
assert close(square(hidden_numbers.copy()), hidden_numbers**2)
assert square(-12) == 144, "squares are positive"
### END HIDDEN TESTS
""",
    ),
    "running_mean": (
        3,
        """
parts = 0.0
parts += running_mean([4.0]) == [4.0]
parts += running_mean([1.0, 3.0]) == [1.0, 2.0]
### BEGIN HIDDEN TESTS
parts += abs(running_mean([7.0, 9.0, 11.0])[-1] - 9.0) < 1e-12
### END HIDDEN TESTS
parts
""",
    ),
    "greet": (
        1,
        """
greeting = greet("Ada")
assert greeting["text"] == "Hello, Ada!"
### BEGIN HIDDEN TESTS
assert greet("Bai") == {"name": "Bai", "text": "Hello, Bai!"}
### END HIDDEN TESTS
""",
    ),
    "halve": (
        2,
        """
calls = []


def noted(x):
    calls.append(x)
    return 3.0 * x


half, x = halve(noted, 4)
assert abs(half - 6.0) < TOLERANCE
assert x == 4
assert calls == [4], "call it once"
quarter, _ = halve(lambda x: halve(noted, x)[0], 4)
assert abs(quarter - 3.0) < TOLERANCE
""",
    ),
    "initials": (
        2,
        """
assert initials(["ada", "bai"]) == ["a", "b"]
### BEGIN HIDDEN TESTS


def is_right(words):
    found = initials(words)
    return found[0] == words[0][0] and found == [word[0] for word in words]


assert all(map(is_right, [["chen", "dora"], ["emil"]]))
### END HIDDEN TESTS
""",
    ),
}
QUESTION = "Why is a square never negative?"
# Of square: it cannot be interrupted.
NEVER_ENDS = """
def square(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
"""
FULL = {f"test_{name}": float(points) for name, (points, _) in TESTS.items()}


def _named(cell: NotebookNode, grade_id: str, **header: object) -> NotebookNode:
    defaults = {"grade": False, "locked": False, "solution": False, "task": False}
    cell.metadata["nbgrader"] = {
        "schema_version": 3,
        "grade_id": grade_id,
        **defaults,
        **header,
    }
    cell.id = grade_id.replace("_", "-")
    return cell


def source_notebook() -> NotebookNode:
    cells = [
        new_markdown_cell("# Toys", id="title"),
        _named(new_code_cell(SETUP.strip()), "setup", locked=True),
    ]
    for name, answer in ANSWERS.items():
        points, test = TESTS[name]
        header = {"grade": True, "locked": True, "points": points}
        cells += [
            new_markdown_cell(f"## {name}", id=f"about-{name.replace('_', '-')}"),
            _named(new_code_cell(answer.strip()), name, solution=True),
            _named(new_code_cell(test.strip()), f"test_{name}", **header),
        ]
    written = {"grade": True, "solution": True, "points": 2}
    cells.append(_named(new_markdown_cell(QUESTION), "why", **written))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def make_course(root: Path) -> GradingCourse:
    """Write the course and have nbgrader generate its assignment."""
    source = root / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(source_notebook(), source)
    (root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    return open_course(root)


def open_course(root: Path) -> GradingCourse:
    """Have nbgrader generate the assignment of a course that has been written."""
    course = GradingCourse(root)
    course.config.CourseDirectory.assignment_id = ASSIGNMENT
    course.directory.assignment_id = ASSIGNMENT
    generate(course)
    return course


def generate(course: GradingCourse) -> None:
    """Do what nbgrader's command does, in a gradebook that nbgrader would need seconds to make."""
    open_gradebook(course.directory).close()
    GenerateAssignment(coursedir=course.directory, config=course.config).start()


def filled_in(course: GradingCourse, answers: dict[str, str]) -> NotebookNode:
    """The released notebook with the reference's answers, but for ``answers``."""
    notebook = nbformat.read(course.root / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", 4)
    known = {
        name: answer.replace("    ### BEGIN SOLUTION\n", "") for name, answer in ANSWERS.items()
    }
    known = {
        name: text.replace("    ### END SOLUTION\n", "").strip() for name, text in known.items()
    }
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        cell.source = (known | answers).get(name, cell.source)
    return notebook


def hand_in(course: GradingCourse, student: str, notebook: NotebookNode) -> Path:
    folder = course.root / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / f"{ASSIGNMENT}.ipynb")
    return folder


def points(course: GradingCourse) -> dict[str, dict[str, float | None]]:
    """Points by student and test cell; None where a person has to look."""
    directory = course.directory
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        return {
            submission.student.id: {
                grade.name: None if grade.needs_manual_grade else grade.score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in gradebook.find_assignment(ASSIGNMENT).submissions
        }
