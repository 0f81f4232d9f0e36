"""Habits of other courses' notebooks: each is a notebook of its own, whose solution passes."""

import shutil
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.converters import Autograde

from grader_support import toy
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course

SHOWS_BYTES = """
class Picture:
    def _repr_{kind}_(self):
        return b"\\x89picture"


Picture()
"""
F, TEST = "def f(x):\n    return x + 1", "assert f(1) == 2"
IN_THREADS = """
from concurrent.futures import ThreadPoolExecutor


def in_threads(function, values):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(function, values))
"""
# By name: cells as (kind, source), where a is an answer, g given and t a test.
NOTEBOOKS = {
    "inline_figures_in_given": [("g", "%matplotlib inline\nY = 1"), ("a", F), ("t", TEST)],
    "inline_figures_in_answer": [("a", f"%matplotlib inline\n{F}"), ("t", TEST)],
    "inline_figures_in_test": [("a", F), ("t", f"%matplotlib inline\n{TEST}")],
    "other_backend": [("a", f"%matplotlib notebook\n{F}"), ("t", TEST)],
    "png_shown": [("g", SHOWS_BYTES.format(kind="png")), ("a", F), ("t", TEST)],
    "pdf_shown_by_answer": [("a", F + "\n" + SHOWS_BYTES.format(kind="pdf")), ("t", TEST)],
    "bytes_deep_in_json": [
        ("a", f"{F}\n\n\ndisplay({{'application/json': {{'a': [b'x']}}}}, raw=True)"),
        ("t", TEST),
    ],
    "module_beside_it_in_test": [("a", F), ("t", "import beside\nbeside.check(f)")],
    "module_beside_it_in_given": [
        ("g", "from beside import ONE"),
        ("a", "def f(x):\n    return x + ONE"),
        ("t", "assert f(1) == 1 + ONE"),
    ],
    "sorted_anew": [
        ("g", "data = [3, 1, 2]"),
        ("g", "data = sorted(data)"),
        ("a", "first = data[0]"),
        ("t", "assert first == data[0] == 1"),
    ],
    "counted_up": [
        ("g", "n = 1"),
        ("g", "n += 1"),
        ("a", "m = n"),
        ("t", "assert m == n == 2"),
    ],
    "called_in_threads": [
        ("g", IN_THREADS),
        ("a", F),
        ("t", "assert in_threads(f, range(50)) == list(range(1, 51))"),
    ],
    "calls_back_in_threads": [
        ("g", IN_THREADS),
        ("a", "def f(function):\n    return in_threads(function, range(50))"),
        ("t", "assert f(lambda x: 2 * x) == list(range(0, 100, 2))"),
    ],
    "pure_function_handed_over": [
        ("g", "from rnnkit.checks import functions"),
        ("a", "def f(function):\n    return [type(function).__name__, function([2.0])]"),
        (
            "t",
            "assert f(functions.sum_of_cosines) == ['function', functions.sum_of_cosines([2.0])]",
        ),
    ],
    "pure_function_comes_back": [
        ("g", "from rnnkit.checks import functions"),
        ("a", "def f(function):\n    return function"),
        ("t", "assert f(functions.sum_of_cubes) is functions.sum_of_cubes"),
    ],
    "function_mocked": [
        ("a", F),
        (
            "t",
            "from unittest.mock import mock_open, patch\n"
            f"with patch('__main__.open', mock_open()) as opened:\n    {TEST}\n{TEST}",
        ),
    ],
    "decorated_later": [
        ("a", F),
        ("g", "def twice(g):\n    return lambda x: g(g(x))\n\n\nf = twice(f)"),
        ("t", "assert f(1) == 3"),
    ],
}
ROLES = {
    "g": {"locked": True},
    "a": {"solution": True},
    "t": {"grade": True, "locked": True, "points": 1},
}
PYTHON = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
STUBS = 'c.ClearSolutions.code_stub = {"python": "pass", "bash": "true"}'
BASH = {"kernelspec": {"display_name": "Bash", "language": "bash", "name": "bash"}}


def notebook_of(cells, metadata):
    made = []
    for number, (role, source) in enumerate(cells):
        marked = f"### BEGIN SOLUTION\n{source}\n### END SOLUTION" if role == "a" else source
        made.append(toy._named(new_code_cell(marked), f"{role}{number}", **ROLES[role]))
    return new_notebook(cells=made, metadata=metadata)


def make_course(root, notebooks, metadata=PYTHON, way="auto"):
    source = root / "source" / toy.ASSIGNMENT
    source.mkdir(parents=True)
    for name, cells in notebooks.items():
        nbformat.write(notebook_of(cells, metadata), source / f"{name}.ipynb")
    (source / "beside.py").write_text("ONE = 1\n\n\ndef check(f):\n    assert f(1) == 2\n")
    config = toy.CONFIG.replace('tests = "apart"', f'tests = "{way}"') + STUBS
    (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
    course = GradingCourse(root)
    course.directory.assignment_id = course.config.CourseDirectory.assignment_id = toy.ASSIGNMENT
    toy.generate(course)
    shutil.copytree(source, root / "submitted" / "right" / toy.ASSIGNMENT)
    return course


def points_by_notebook(course):
    with toy.Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
        (submission,) = gradebook.find_assignment(toy.ASSIGNMENT).submissions
        return {each.name: each.score for each in submission.notebooks}


@pytest.mark.parametrize("way", ["apart", "together"])
def test_the_solution_gets_full_marks(way, one_worker, tmp_path):
    course = make_course(tmp_path, NOTEBOOKS, way=way)
    summary = grade_course(course, GradingOptions(jobs=1), one_worker)
    assert summary.own == []
    assert points_by_notebook(course) == dict.fromkeys(NOTEBOOKS, 1.0)


@pytest.mark.slow
def test_stock_nbgrader_gives_the_same(tmp_path):
    course = make_course(tmp_path, NOTEBOOKS)
    Autograde(coursedir=course.directory, config=course.config).start()
    assert points_by_notebook(course) == dict.fromkeys(NOTEBOOKS, 1.0)


def test_a_notebook_in_another_language_has_no_verdict(one_worker, tmp_path):
    course = make_course(tmp_path, {"shell": [("a", "x=1"), ("t", "test $x = 1")]}, BASH)
    summary = grade_course(course, GradingOptions(jobs=1), one_worker)
    note = Note("other_language", {"language": "bash"}).at("shell")
    assert summary.problems == [("right", toy.ASSIGNMENT, note)]
    with toy.Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
        (submission,) = gradebook.find_assignment(toy.ASSIGNMENT).submissions
        assert submission.needs_manual_grade


def test_an_answer_saved_with_another_kernel_is_graded(one_worker, tmp_path):
    """What counts is the language of the released notebook."""
    course = make_course(tmp_path, {"plain": [("a", F), ("t", TEST)]})
    path = tmp_path / "submitted" / "right" / toy.ASSIGNMENT / "plain.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata = BASH
    nbformat.write(notebook, path)
    grade_course(course, GradingOptions(jobs=1), one_worker)
    assert points_by_notebook(course) == {"plain": 1.0}


def test_a_test_that_calls_without_end_is_stopped_in_time(one_worker, tmp_path):
    """And the process of the student, who is hardly ever in the middle of a call, goes on."""
    endless = [("a", F), ("t", "while f(1) == 2:\n    pass"), ("t", TEST)]
    course = make_course(tmp_path, {"endless": endless}, way="apart")
    course.config.Execute.timeout = 2
    course.config.Autograder.grace = 20.0
    started = time.monotonic()
    grade_course(course, GradingOptions(jobs=1), one_worker)
    assert time.monotonic() - started < 20
    assert points_by_notebook(course) == {"endless": 1.0}


def test_an_error_of_handing_over_shows_no_line_of_the_graders(one_worker, tmp_path):
    course = make_course(tmp_path, {"odd": [("a", F), ("t", "f([object()])")]}, way="apart")
    grade_course(course, GradingOptions(jobs=1), one_worker)
    path = tmp_path / "autograded" / "right" / toy.ASSIGNMENT / "odd.ipynb"
    (shown,) = nbformat.read(path, as_version=4).cells[-1].outputs
    assert "cannot hand over" in shown.evalue
    assert "packing" not in "".join(shown.traceback)
