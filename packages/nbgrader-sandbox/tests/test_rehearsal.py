"""The rehearsal: tests that need the student's own process run there, and no others."""

import json
import shutil
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader_support import toy
from nbgrader_sandbox.course.assignment import Role
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.course.gradebook import open_gradebook
from nbgrader_sandbox.course.loading import load_assignment
from nbgrader_sandbox.notebook.result import Score
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run.comparison import WAYS, Comparison
from nbgrader_sandbox.run.grade_course import GradingOptions, _setup, grade_course
from nbgrader_sandbox.run.rehearsal import _fingerprint
from nbgrader_sandbox.run.rehearsed_answers import AGAIN, SOLUTION
from nbgrader_sandbox.run.summary import Summary
from nbgrader_sandbox.submission.ingest import release_files

SETUP = "from dataclasses import dataclass\n\ngiven = [3, 1, 2]\n"
# By name: a right answer, a wrong one, a test, and how it is to run.
EXERCISES = {
    "plain": (
        "def plain(x):\n    return x + 1",
        "def plain(x):\n    return x",
        "assert plain(1) == 2",
        "apart",
    ),
    "own_class": (
        "@dataclass\nclass Pair:\n    x: int\n\n\ndef own_class(x):\n    return Pair(x)",
        "@dataclass\nclass Pair:\n    x: int\n\n\ndef own_class(x):\n    return Pair(x + 1)",
        "assert own_class(1) == Pair(1)",
        "together",
    ),
    "subclassed": (
        "class Shape:\n    def area(self):\n        return self.side() ** 2",
        "class Shape:\n    def area(self):\n        return self.side() * 2",
        "class Square(Shape):\n    def side(self):\n        return 3\n\n\n"
        "assert Square().area() == 9",
        "together",
    ),
    "sorted_in_place": (
        "given.sort()",
        "given.reverse()",
        "assert given == [1, 2, 3]",
        "together",
    ),
    "library_replaced": (
        "import numpy as np\n\n\ndef library_replaced(x):\n    return x[0] + x[1]",
        "import numpy as np\n\n\ndef library_replaced(x):\n    return int(np.sum(x))",
        "from unittest.mock import patch\n\nimport numpy as np\n\n"
        "with patch.object(np, 'sum', side_effect=AssertionError):\n"
        "    assert library_replaced([1, 2]) == 3",
        "together",
    ),
    "errors_raised": (
        "def errors_raised(x):\n    return x * (x > 0)",
        "import numpy as np\n\n\ndef errors_raised(x):\n    return np.where(x > 0, x * x / x, 0)",
        "import numpy as np\n\nwith np.errstate(all='raise'):\n"
        "    assert errors_raised(np.array([0.0, 2.0])).tolist() == [0, 2]",
        "together",
    ),
    "no_more_names": (
        "no_more_names = 1",
        "no_more_names = spare_name = 1",
        "assert no_more_names == 1 and 'spare_name' not in globals()",
        "together",
    ),
    "by_chance": (
        "import random\n\n\ndef by_chance():\n    return random.SystemRandom().random()",
        "def by_chance():\n    return 2",
        "round(by_chance() % 1, 9)",
        "apart",
    ),
}
RIGHT, WRONG = ({name: each[k] for name, each in EXERCISES.items()} for k in (0, 1))
TOGETHER = {f"test_{name}" for name, each in EXERCISES.items() if each[3] == "together"}


def source_notebook():
    cells = [toy._named(new_code_cell(SETUP.strip()), "setup", locked=True)]
    for name, (right, _wrong, test, _way) in EXERCISES.items():
        header = {"grade": True, "locked": True, "points": 1}
        answer = f"### BEGIN SOLUTION\n{right}\n### END SOLUTION"
        cells.append(toy._named(new_code_cell(answer), name, solution=True))
        cells.append(toy._named(new_code_cell(test), f"test_{name}", **header))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    root = tmp_path_factory.mktemp("rehearsed") / "course"
    root.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toy, "source_notebook", source_notebook)
        patch.setattr(toy, "CONFIG", toy.CONFIG.replace('tests = "apart"', 'tests = "auto"'))
        course = toy.make_course(root)
    for student, answers in {"right": RIGHT, "wrong": WRONG}.items():
        toy.hand_in(course, student, toy.filled_in(course, answers))
    return root


def graded(root, one_worker, **options):
    return grade_course(GradingCourse(root), GradingOptions(jobs=1, **options), make=one_worker)


@pytest.fixture(scope="module")
def done(generated, one_worker, tmp_path_factory):
    root = shutil.copytree(generated, tmp_path_factory.mktemp("done") / "course")
    return root, graded(root, one_worker)


def decided(root):
    return json.loads((root / "rehearsed" / "toy.json").read_text())


def metadata_of(root, student):
    notebook = nbformat.read(root / "autograded" / student / "toy" / "toy.ipynb", as_version=4)
    return notebook.metadata["autograder"]


def test_tests_run_together_where_that_gives_other_points(done):
    root, _ = done
    assert set(decided(root)["together"]["toy"]) == TOGETHER
    assert set(metadata_of(root, "right")["together"]) == TOGETHER


def test_right_answers_get_their_points_and_wrong_ones_none(done):
    root, _ = done
    sure = set(toy.points(GradingCourse(root))["right"]) - {"test_by_chance"}
    points = toy.points(GradingCourse(root))
    assert {points["right"][name] for name in sure} == {1.0}
    assert {points["wrong"][name] for name in sure} == {0.0}


def test_a_second_run_goes_by_what_was_decided(done, one_worker, monkeypatch):
    root, _ = done
    before = decided(root)
    monkeypatch.setattr("nbgrader_sandbox.run.rehearsal._rehearse", None)
    graded(root, one_worker, force=True, student="right")
    assert decided(root) == before


def test_what_differs_by_chance_is_said(done):
    _, summary = done
    (falls_short,), (random,) = summary.own, summary.rehearsal
    assert (falls_short.kind, falls_short.values["cell"]) == (
        "solution_falls_short",
        "test_by_chance",
    )
    assert (random.kind, random.values["cell"]) == ("test_is_random", "test_by_chance")


def test_a_file_beside_the_notebook_is_a_part_of_what_was_rehearsed(generated, tmp_path):
    root, seen = shutil.copytree(generated, tmp_path / "course"), set()
    for folder, content in (("", ""), ("source", "x = 1"), ("source", "x = 2"), ("release", "x")):
        if folder:
            (root / folder / "toy" / "helper.py").write_text(content, encoding="utf-8")
        release_files.cache_clear()
        course = GradingCourse(root)
        with open_gradebook(course.directory) as gradebook:
            assignment = load_assignment("toy", gradebook, course.directory)
        seen.add(_fingerprint(assignment, _setup(course, GradingOptions(), [assignment])))
    assert len(seen) == 4


@pytest.mark.parametrize("late", [{"apart"}, {"apart", "together"}], ids=len)
def test_a_test_that_is_too_slow_for_the_solution_only_apart_runs_together(late):
    cell = SimpleNamespace(grade_id="test", role=Role.TEST, points=1, source="")

    def graded(way):
        done = {"name": "toy", "timed_out": ["test"] if way in late else []}
        scores = {"test": Score(0.0 if way in late else 1.0)}
        return SimpleNamespace(notebooks=[SimpleNamespace(scores=scores, **done)])

    every = {(answer, way): graded(way) for answer in (SOLUTION, AGAIN) for way in WAYS}
    comparison = Comparison("toy", SimpleNamespace(name="toy", cells=[cell]), every)
    assert comparison.differs("test") == (late == {"apart"})


def test_a_wrong_answer_that_takes_too_long_is_no_fault_of_the_solutions():
    late = Note("rehearsal_timed_out", {"answer": "returns None"}).at("toy, toy")
    summary = Summary(rehearsal=[late])
    assert not summary.needs_a_look
    assert "Your own solution" not in summary.to_text()
    assert late.to_text() in summary.to_text()


def with_other_test(root):
    """Have a test ask for what runs apart as well."""
    path = root / "source" / "toy" / "toy.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = cell.source.replace("own_class(1) == Pair(1)", "own_class(1).x == 1")
    nbformat.write(notebook, path)
    course = GradingCourse(root)
    course.config.CourseDirectory.assignment_id = toy.ASSIGNMENT
    course.directory.assignment_id = toy.ASSIGNMENT
    course.config.GenerateAssignment.force = True
    toy.generate(course)


def test_another_decision_waits_where_submissions_are_graded(done, one_worker, tmp_path):
    root = shutil.copytree(done[0], tmp_path / "course")
    with_other_test(root)
    summary = graded(root, one_worker, force=True, student="right")
    (note,) = [each for each in summary.rehearsal if each.kind == "decision_postponed"]
    assert (note.values["cells"], note.values["count"]) == ("test_own_class", 2)
    assert set(metadata_of(root, "right")["together"]) == TOGETHER
    summary = graded(root, one_worker, force=True, student="right", retry_tests=True)
    assert "decision_postponed" not in {each.kind for each in summary.rehearsal}
    assert set(metadata_of(root, "right")["together"]) == TOGETHER - {"test_own_class"}


def test_without_the_source_wrong_answers_alone_are_tried(generated, one_worker, tmp_path):
    root = shutil.copytree(generated, tmp_path / "course")
    shutil.rmtree(root / "source")
    for k in range(3):
        shutil.copytree(root / "submitted" / "wrong", root / "submitted" / f"wrong{k}")
    shutil.copytree(root / "submitted" / "wrong", root / "submitted" / "right", dirs_exist_ok=True)
    summary = graded(root, one_worker)
    assert summary.needs_a_look
    first, *rest = summary.to_text().splitlines()
    assert first.startswith("toy: your own notebook is not in source/")
    assert "  test_plain of toy: none of 5 students has points" in rest


@pytest.mark.parametrize("way", ["apart", "together"])
def test_the_course_can_say_how_all_tests_run(way, generated, one_worker, tmp_path):
    root = shutil.copytree(generated, tmp_path / "course")
    with (root / "nbgrader_config.py").open("a") as file:
        file.write(f"c.Autograder.tests = {way!r}\n")
    graded(root, one_worker)
    wanted = set() if way == "apart" else {f"test_{name}" for name in EXERCISES}
    assert set(metadata_of(root, "right")["together"]) == wanted
    assert not (root / "rehearsed").exists()


FORGERS = {
    "exits": "import os\nos._exit(0)",
    "raises": "raise SystemExit",
}


@pytest.mark.parametrize("forger", FORGERS)
def test_who_ends_the_process_gets_no_points_for_what_follows(
    forger, generated, one_worker, tmp_path
):
    root = shutil.copytree(generated, tmp_path / "course")
    with (root / "nbgrader_config.py").open("a") as file:
        file.write("c.Autograder.tests = 'together'\n")
    course = GradingCourse(root)
    answers = WRONG | {"plain": RIGHT["plain"] + "\n" + FORGERS[forger]}
    toy.hand_in(course, "forger", toy.filled_in(course, answers))
    graded(root, one_worker, student="forger")
    assert sum(toy.points(course)["forger"].values()) <= 1.0


def test_a_number_counts_only_as_the_value_of_the_last_expression(generated, one_worker, tmp_path):
    """A result shown by other means, as by the student's code, is no points."""
    root = shutil.copytree(generated, tmp_path / "course")
    with (root / "nbgrader_config.py").open("a") as file:
        file.write("c.Autograder.tests = 'together'\n")
    course = GradingCourse(root)
    show = "def plain(x):\n    import sys\n    sys.displayhook(0.5)\n    return x + 1\n"
    toy.hand_in(course, "shows", toy.filled_in(course, RIGHT | {"plain": show}))
    graded(root, one_worker, student="shows")
    assert toy.points(course)["shows"]["test_plain"] == 1.0
