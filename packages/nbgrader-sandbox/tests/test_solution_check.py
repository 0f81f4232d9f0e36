"""The instructor's own solution is tried first, and nothing of that is recorded."""

from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from grader_support import toy
from nbgrader_sandbox.course.assignment import Assignment, Cell, Role, Template
from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.notebook.result import GradedNotebook, Score
from nbgrader_sandbox.run.comparison import shortfalls
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from nbgrader_sandbox.run.job import GradedSubmission

DATA = bytes(45 * 2**20)  # of the 50 MB that a notebook of the toy course has


def with_a_test_of_own_objects(course):
    """Have the gradebook hold a test that no solution can pass from afar."""
    path = course.root / "source" / "toy" / "toy.ipynb"
    notebook = nbformat.read(path, as_version=4)
    answer = "class Pair:\n    pass\n\n\ndef greet(name):\n    return Pair()"
    for cell in notebook.cells:
        if cell.id == "greet":
            cell.source = f"### BEGIN SOLUTION\n{answer}\n### END SOLUTION"
    nbformat.write(notebook, path)


def test_a_solution_that_gets_less_than_full_marks_is_named(course, one_worker):
    with_a_test_of_own_objects(course)
    toy.hand_in(course, "ada", toy.filled_in(course, {}))
    summary = grade_course(course, GradingOptions(jobs=1), make=one_worker)
    assert [note.to_text() for note in summary.own] == ["toy, toy: it gets 0 of 1 in test_greet"]
    assert "Your own solution" in summary.to_text()
    assert summary.graded == 1
    assert toy.points(course) == {"ada": toy.FULL | {"why": 0.0}}


def test_a_solution_with_full_marks_is_not_mentioned(course, one_worker):
    toy.hand_in(course, "ada", toy.filled_in(course, {}))
    summary = grade_course(course, GradingOptions(jobs=1), make=one_worker)
    assert summary.own == []
    assert "Your own solution" not in summary.to_text()


def test_points_are_those_of_the_cells_own_notebook():
    """A grade_id need only be unique in its notebook."""
    test = Cell(Role.TEST, "code", "t1", "t1", "", {"nbgrader": {"grade": True}})
    templates = tuple(
        Template(name, (replace(test, points=points),), {})
        for name, points in (("first", 2.0), ("second", 5.0))
    )
    assignment = Assignment("ps1", templates, Path(), Path(), ())
    graded = GradedSubmission("", "ps1")
    for name, points in (("first", 2.0), ("second", 4.0)):
        graded.notebooks.append(GradedNotebook(name, scores={"t1": Score(points)}))
    texts = [note.to_text() for note in shortfalls(graded, assignment)]
    assert texts == ["ps1, second: it gets 4 of 5 in t1"]


def test_a_source_notebook_that_cannot_be_read_is_named(course, one_worker):
    toy.hand_in(course, "ada", toy.filled_in(course, {}))
    (course.root / "source" / "toy" / "toy.ipynb").write_text('{"cells": [', encoding="utf-8")
    with pytest.raises(GradingError, match=r"source/toy/toy.ipynb is no notebook"):
        grade_course(course, GradingOptions(jobs=1), make=one_worker)


def test_a_solution_cell_without_a_name_is_left_aside(course, one_worker):
    path = course.root / "source" / "toy" / "toy.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(new_code_cell("spare = 1", metadata={"nbgrader": {"solution": True}}))
    nbformat.write(notebook, path)
    toy.hand_in(course, "ada", toy.filled_in(course, {}))
    assert grade_course(course, GradingOptions(jobs=1), make=one_worker).graded == 1


def test_files_of_the_course_that_leave_no_room_are_told_before_anybody_is_graded(
    course, sandbox, one_worker
):
    toy.hand_in(course, "ada", toy.filled_in(course, {}))
    (course.root / "release" / "toy" / "data.bin").write_bytes(DATA)
    with pytest.raises(GradingError, match=r"of toy take 45 MB.* has 50\..*storage = 100"):
        grade_course(course, GradingOptions(jobs=1), make=one_worker)


def test_a_students_files_that_have_no_room_cost_no_points(course, sandbox, one_worker):
    folder = toy.hand_in(course, "ada", toy.filled_in(course, {}))
    (folder / "first.bin").write_bytes(DATA)
    (folder / "second.bin").write_bytes(DATA)
    summary = grade_course(course, GradingOptions(jobs=1), make=one_worker)
    assert [note.kind for _, _, note in summary.notes] == ["file_too_large"]
    assert toy.points(course) == {"ada": toy.FULL | {"why": 0.0}}
