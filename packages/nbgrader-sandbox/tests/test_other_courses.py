"""Tests as other nbgrader courses write them: the points are those of stock nbgrader."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde

from grader_support import toy
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course

SETUP = """
import builtins
import contextlib
import inspect
import io
import random
from unittest import TestCase
from unittest.mock import MagicMock, patch

import matplotlib.pyplot as plt
import numpy as np

case = TestCase()
"""
# By name: an answer that is right, one that is wrong, and a test that tells them apart.
EXERCISES = {
    "helper_needed": (
        "def squares(n):\n    return [i * i for i in range(1, n + 1)]\n\n\n"
        "def helper_needed(n):\n    return sum(squares(n))",
        "def squares(n):\n    return [i * i for i in range(1, n + 1)]\n\n\n"
        "def helper_needed(n):\n    return n * (n + 1) * (2 * n + 1) // 6",
        "assert helper_needed(3) == 14\n"
        "kept = squares\n"
        "del squares\n"
        "try:\n    helper_needed(3)\n"
        "except NameError:\n    pass\n"
        'else:\n    raise AssertionError("does not use squares")\n'
        "finally:\n    squares = kept\n"
        "assert helper_needed(2) == 5",
    ),
    "seeded": (
        "def seeded(x):\n    return x * (np.random.rand(*x.shape) < 0.5)",
        "def seeded(x):\n    return x * (np.random.rand(*x.shape) < 0.4)",
        "np.random.seed(3)\n"
        "x = np.random.randn(40)\n"
        "kept = seeded(x)\n"
        "same = np.random.RandomState(3)\n"
        "expected = same.randn(40) * (same.rand(40) < 0.5)\n"
        "np.testing.assert_array_equal(kept, expected)\n"
        "assert not np.array_equal(seeded(x), kept)",
    ),
    "shuffled": (
        "def shuffled(items):\n    return random.sample(items, len(items))",
        "def shuffled(items):\n    return items",
        "random.seed(7)\nfirst = shuffled(list(range(9)))\n"
        "random.seed(7)\nassert shuffled(list(range(9))) == first\n"
        "assert first == random.Random(7).sample(list(range(9)), 9)",
    ),
    "printed": (
        'def printed(name):\n    print("Hello", name)',
        'def printed(name):\n    print("Hi", name)',
        'with patch("__main__.print") as mock_print:\n    printed("Ada")\n'
        'mock_print.assert_called_once_with("Hello", "Ada")',
    ),
    "written": (
        'def written():\n    print("a", end="")\n    print("b")',
        'def written():\n    print("a")\n    print("b")',
        "stream = io.StringIO()\nwith contextlib.redirect_stdout(stream):\n    written()\n"
        'assert stream.getvalue() == "ab\\n"',
    ),
    "by_hand": (
        "def by_hand(x, y):\n    return x if x < y else y",
        "def by_hand(x, y):\n    return min(x, y)",
        'with patch("__main__.min") as mock_min:\n    by_hand(1, 2)\n'
        "mock_min.assert_not_called()\nassert by_hand(2, 1) == 1",
    ),
    "asked": (
        'def asked():\n    return sum(int(input("number ")) for _ in range(3))',
        'def asked():\n    return int(input("number "))',
        'with patch("builtins.input", side_effect=["1", "2", "4"]) as answers:\n'
        "    assert asked() == 7\nassert answers.call_count == 3",
    ),
    "counted": (
        "def step(x):\n    return x + 1\n\n\n"
        "def counted(n):\n    x = 0\n    for _ in range(n):\n        x = step(x)\n    return x",
        "def step(x):\n    return x + 1\n\n\ndef counted(n):\n    return n",
        'with patch("__main__.step", side_effect=lambda x: x + 10) as steps:\n'
        "    assert counted(4) == 40\nassert steps.call_count == 4\nassert counted(4) == 4",
    ),
    "plotted": (
        "def plotted(x, y):\n    plt.plot(x, y)\n    plt.xlabel('x')",
        "def plotted(x, y):\n    plt.plot(y, x)\n    plt.xlabel('x')",
        'with patch("__main__.plt") as mock_plt:\n    plotted([1, 2], [3, 4])\n'
        "mock_plt.plot.assert_called_once_with([1, 2], [3, 4])\n"
        'mock_plt.xlabel.assert_called_once_with("x")',
    ),
    "refused": (
        "def refused(n):\n    if n < 1:\n"
        '        raise ValueError("n must be 1 or more")\n    return n',
        "def refused(n):\n    return n",
        "case.assertRaises(ValueError, refused, 0)\n"
        'with case.assertRaisesRegex(ValueError, "1 or more"):\n    refused(-1)\n'
        "case.assertEqual(refused(2), 2)",
    ),
    "Account": (
        "class Account:\n    def __init__(self, owner):\n"
        "        self.owner, self.entries = owner, {}\n\n"
        "    def __setitem__(self, day, amount):\n        self.entries[day] = amount\n\n"
        "    def __getitem__(self, day):\n        return self.entries[day]\n\n"
        "    def __delitem__(self, day):\n        del self.entries[day]\n\n"
        "    def __len__(self):\n        return len(self.entries)\n\n"
        "    def total(self):\n        return self.rate * sum(self.entries.values())",
        "class Account:\n    def __init__(self, owner):\n        self.owner = owner",
        'account = Account("Ada")\n'
        "assert isinstance(account, Account) and not isinstance(3, Account)\n"
        'assert account.owner == "Ada" and hasattr(account, "total")\n'
        'account["mon"] = 3.0\naccount["tue"] = 4.0\n'
        'assert account["tue"] == 4.0 and len(account) == 2\n'
        'account.rate = 2\nassert account.total() == 14.0\ndel account["mon"]\n'
        "assert account.total() == 8.0",
    ),
    "documented": (
        'def documented(x, scale=2):\n    """Scale x."""\n    return [scale * each for each in x]',
        "def documented(x):\n    out = []\n    for each in x:\n        out.append(2 * each)\n"
        "    return out",
        'assert "scale" in documented.__doc__.lower()\n'
        'assert list(inspect.signature(documented).parameters) == ["x", "scale"]\n'
        'assert "while" not in inspect.getsource(documented)\n'
        "assert documented([1]) == [2] and documented([1], scale=3) == [3]",
    ),
    "in_place": (
        "def in_place(x, notes):\n    x -= x.mean()\n    notes.append(len(x))",
        "def in_place(x, notes):\n    x = x - x.mean()\n    notes.append(len(x))",
        "x, notes = np.array([1.0, 3.0]), []\nin_place(x, notes)\n"
        "np.testing.assert_allclose(x, [-1, 1])\nassert notes == [2]",
    ),
    "generated": (
        "def generated(n):\n    for i in range(n):\n        yield i * i",
        "def generated(n):\n    return (i for i in range(n))",
        "import itertools\n"
        "assert inspect.isgenerator(generated(3)) or hasattr(generated(3), '__next__')\n"
        "assert list(itertools.islice(generated(10**9), 4)) == [0, 1, 4, 9]",
    ),
    "backwards": (
        "def backwards(n):\n    return [*range(n)][::-1]",
        "def backwards(n):\n    return [*range(n)]",
        "mock = MagicMock()\nexpected = [2, 1, 0]\nassert backwards(3) == expected",
    ),
}
# Ends its process: the tests after it meet another.
CRASHES = {"by_hand": "import os\n\n\ndef by_hand(x, y):\n    os._exit(1)"}
# Waits for a value of the test's under its name; makes a mock forget that it was called.
STOLEN = {
    "backwards": "expected = None\n\n\ndef backwards(n):\n    return expected",
    "by_hand": "def by_hand(x, y):\n    smaller = min(x, y)\n"
    '    if hasattr(min, "reset_mock"):\n        min.reset_mock()\n    return smaller',
}


def source_notebook():
    cells = [toy._named(new_code_cell(SETUP.strip()), "setup", locked=True)]
    for name, (right, _wrong, test) in EXERCISES.items():
        header = {"grade": True, "locked": True, "points": 1}
        answer = f"### BEGIN SOLUTION\n{right}\n### END SOLUTION"
        cells.append(toy._named(new_code_cell(answer), name, solution=True))
        cells.append(toy._named(new_code_cell(test), f"test_{name}", **header))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory) -> Path:
    """A course directory: one has all right, one all wrong, one has stolen, one crashes."""
    root = tmp_path_factory.mktemp("other") / "course"
    root.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toy, "source_notebook", source_notebook)
        course = toy.make_course(root)
    right = {name: versions[0] for name, versions in EXERCISES.items()}
    wrong = {name: versions[1] for name, versions in EXERCISES.items()}
    students = {"right": right, "wrong": wrong, "thief": wrong | STOLEN, "crash": right | CRASHES}
    for student, answers in students.items():
        toy.hand_in(course, student, toy.filled_in(course, answers))
    return root


@pytest.fixture(scope="module")
def ours(handed_in, one_worker, tmp_path_factory):
    root = shutil.copytree(handed_in, tmp_path_factory.mktemp("ours") / "course")
    summary = grade_course(GradingCourse(root), GradingOptions(), one_worker)
    return toy.points(GradingCourse(root)), summary, root


def errors(root, student):
    path = root / "autograded" / student / toy.ASSIGNMENT / f"{toy.ASSIGNMENT}.ipynb"
    outputs = (o for c in nbformat.read(path, 4).cells for o in c.get("outputs", []))
    return [f"{o.ename}: {o.evalue}" for o in outputs if o.output_type == "error"]


def test_right_answers_get_all_points_and_wrong_ones_none(ours):
    points, _, root = ours
    assert errors(root, "right") == []
    assert points["right"] == {f"test_{name}": 1.0 for name in EXERCISES}
    assert points["wrong"] == {f"test_{name}": 0.0 for name in EXERCISES}
    assert points["thief"] == points["wrong"]
    assert points["crash"] == points["right"] | {"test_by_hand": 0.0}


@pytest.mark.slow
def test_stock_nbgrader_gives_the_same_but_to_the_thief(handed_in, ours, tmp_path):
    root = shutil.copytree(handed_in, tmp_path / "course")
    shutil.rmtree(root / "submitted" / "crash")  # it would get no grade
    course = GradingCourse(root)
    course.directory.assignment_id = toy.ASSIGNMENT
    Autograde(coursedir=course.directory, config=course.config).start()
    stolen = dict.fromkeys((f"test_{name}" for name in STOLEN), 1.0)
    points, _, _ = ours
    graded = {student: points[student] for student in points if student != "crash"}
    assert toy.points(GradingCourse(root)) == graded | {"thief": points["thief"] | stolen}


def run(*words, folder):
    line = [sys.executable, "-m", *words]
    done = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def points_in(root):
    with Gradebook(GradingCourse(root).directory.db_url, "") as gradebook:
        return {
            (submission.student.id, notebook.name, grade.name): grade.auto_score
            for submission in gradebook.assignment_submissions("ps1")
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


@pytest.mark.slow
@pytest.mark.parametrize(
    "options",
    [
        pytest.param([], id="plain"),
        pytest.param(["--autotest"], marks=pytest.mark.patient, id="autotest"),
    ],
)
def test_nbgraders_own_example_course(options, sandbox, tmp_path, monkeypatch):
    root = tmp_path / "example"
    scripts = sysconfig.get_path("scripts")  # nbgrader calls alembic by name
    monkeypatch.setenv("PATH", f"{scripts}{os.pathsep}{os.environ['PATH']}")
    run("nbgrader", "quickstart", "example", *options, folder=tmp_path)
    run("nbgrader", "generate_assignment", "ps1", folder=root)
    shutil.copytree(root / "source" / "ps1", root / "submitted" / "right" / "ps1")
    shutil.copytree(root / "release" / "ps1", root / "submitted" / "blank" / "ps1")
    other = shutil.copytree(root, tmp_path / "other")
    said = run("nbgrader_sandbox", "grade", folder=root)
    run("nbgrader", "autograde", "ps1", folder=other)
    points = points_in(root)
    assert points == points_in(other)
    assert "full marks" not in said
    assert points["right", "problem1", "sum_of_squares_uses_squares"] == 0.5
    assert points["blank", "problem1", "sum_of_squares_uses_squares"] == 0.0
