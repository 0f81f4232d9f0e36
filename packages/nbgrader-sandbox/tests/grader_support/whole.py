"""Habits of whole assignments: several notebooks, cells for people, bonus points, old formats."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment

from grader_support.idioms import CONFIG, run_stock
from grader_support.toy import _named
from nbgrader_sandbox.course.directory import GradingCourse

ASSIGNMENT = "whole"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
# By notebook: names of cells with the answer (right, wrong), or with the points and the test.
ANSWERS = {
    "1_writes": {"write": ('open("shared.txt", "w").write("42")', "pass")},
    "2_reads": {"read": ('seen = open("shared.txt").read()', "seen = ''")},
    "3_helped": {"double": ("def double(x):\n    return 2 * x", "def double(x):\n    return x")},
    "4_by_hand": {
        "code_by_hand": ("print('a plot')", "pass"),
        "essay": ("Since it is so.", "No idea."),
        "sketch": ("A drawing of mine.", "None."),
        "counted": ("n = 3", "n = 4"),
    },
    "5_old": {"old": ("old = 1", "old = 2")},
}
TESTS = {
    "1_writes": {"test_write": (1, 'assert open("shared.txt").read() == "42"')},
    "2_reads": {"test_read": (1, 'assert seen == "42"')},
    "3_helped": {"test_double": (2, "from only_in_source import check\ncheck(double)")},
    "4_by_hand": {"test_counted": (1, "assert n == 3"), "bonus": (0, "assert n == 3")},
    "5_old": {"test_old": (3, "assert old == 1")},
}
TEXTS = ("essay", "sketch")  # cells in Markdown
BY_HAND = ("code_by_hand", "essay", "sketch")  # a person gives the points
Grade = tuple[float | None, float | None, float, float, bool]


def answer_cell(name: str, right: str) -> NotebookNode:
    header = {"grade": name in BY_HAND, "points": 2} if name in BY_HAND else {}
    if name == "sketch":
        return _named(new_markdown_cell("Draw."), name, grade=True, points=2, task=True)
    if name in TEXTS:
        return _named(new_markdown_cell("Say why."), name, solution=True, **header)
    text = f"### BEGIN SOLUTION\n{right}\n### END SOLUTION"
    return _named(new_code_cell(text), name, solution=True, **header)


def source_notebook(name: str) -> NotebookNode:
    cells = [answer_cell(cell, right) for cell, (right, _wrong) in ANSWERS[name].items()]
    for cell, (points, test) in TESTS[name].items():
        cells.append(_named(new_code_cell(test), cell, grade=True, locked=True, points=points))
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def as_old(notebook: NotebookNode) -> NotebookNode:
    """Write it as nbgrader did before there were tasks; ``nbgrader update`` brings it up."""
    for cell in notebook.cells:
        header = cell.metadata["nbgrader"]
        header["schema_version"] = 1
        del header["task"]
    return notebook


def make_course(root: Path) -> Path:
    source = root / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    for name in ANSWERS:
        made = source_notebook(name)
        nbformat.write(as_old(made) if name == "5_old" else made, source / f"{name}.ipynb")
    update = [sys.executable, "-m", "nbgrader", "update", str(source / "5_old.ipynb")]
    subprocess.run(update, cwd=root, check=True, capture_output=True)
    run_stock(GenerateAssignment, root, ASSIGNMENT)
    (source / "only_in_source.py").write_text("def check(f):\n    assert f(4) == 8\n")
    for student in ("right", "wrong"):
        hand_in(root, student)
    return root


def hand_in(root: Path, student: str) -> None:
    folder = root / "submitted" / student / ASSIGNMENT
    shutil.copytree(root / "release" / ASSIGNMENT, folder)
    for name, answers in ANSWERS.items():
        filled = nbformat.read(folder / f"{name}.ipynb", 4)
        for cell in filled.cells:
            if found := answers.get(cell.metadata["nbgrader"]["grade_id"]):
                cell.source = found[student == "wrong"]
        nbformat.write(filled, folder / f"{name}.ipynb")


def grade_by_hand(root: Path) -> None:
    """What an instructor does in formgrader: points for an essay, and a bonus."""
    directory = GradingCourse(root).directory
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        for student in ("right", "wrong"):
            grade = gradebook.find_grade("essay", "4_by_hand", ASSIGNMENT, student)
            grade.manual_score, grade.extra_credit = 1.5, 0.5
        gradebook.db.commit()


def grades(root: Path) -> dict[tuple[str, str], Grade]:
    """Automatic and manual points, bonus, maximum, and whether a person has to look."""
    directory = GradingCourse(root).directory
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        return {
            (submission.student.id, grade.name): (
                grade.auto_score,
                grade.manual_score,
                grade.extra_credit,
                grade.max_score,
                grade.needs_manual_grade,
            )
            for submission in gradebook.find_assignment(ASSIGNMENT).submissions
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
