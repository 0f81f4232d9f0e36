"""The instructor's own solution is tried first, and nothing of that is recorded."""

import nbformat

from grader_support import toy
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course


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
    assert [note.to_text() for note in summary.own] == ["toy: it gets 0 of 1 in test_greet"]
    assert "Your own solution" in summary.to_text()
    assert summary.graded == 1
    assert toy.points(course) == {"ada": toy.FULL | {"why": 0.0}}


def test_a_solution_with_full_marks_is_not_mentioned(course, one_worker):
    toy.hand_in(course, "ada", toy.filled_in(course, {}))
    summary = grade_course(course, GradingOptions(jobs=1), make=one_worker)
    assert summary.own == []
    assert "Your own solution" not in summary.to_text()
