"""What a cell of the course binds out of sight, or a test for later tests, no student replaces."""

from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader_support import toy
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from nbgrader_sandbox.tester import server

HELPER = "def is_nine(f):\n    return f(3) == 9\n"
SETUP = [
    "from math import *",
    "%run helper.py",
    "%%time\nlimit = 1e-9",
    "def start():\n    global origin\n    origin = 7\n\n\nstart()",
    "globals()['unit'] = 1",
    "globals().setdefault('alike', lambda a, b: a == b)",
    "get_ipython().push({'near': lambda a, b: abs(a - b) < 1e-9})",
    "get_ipython().run_cell('def equal(a, b): return a == b');",
    "import __main__\n__main__.is_same = lambda a, b: a == b",
    "setattr(__import__('__main__'), 'one', 1)",
    "names = globals()\nnames['two'] = 2",
]
# By name: a right answer, one that wins if it may bind what the test measures with, and a test.
EXERCISES = {
    "circle": (
        "def circle(r):\n    return pi * r * r",
        "def circle(r):\n    return 0\n\n\ndef isclose(*_):\n    return True",
        "assert isclose(circle(2), 4 * pi)",
    ),
    "square": (
        "def square(x):\n    return x * x",
        "def square(x):\n    return 0\n\n\ndef is_nine(f):\n    return True",
        "assert is_nine(square)",
    ),
    "third": (
        "def third(x):\n    return x / 3",
        "def third(x):\n    return 0\n\n\nlimit = 1e9",
        "assert abs(third(1) - 1 / 3) < limit",
    ),
    "same": (
        "def same(x):\n    return x",
        "def same(x):\n    return origin\n\n\norigin = unit = 0",
        "assert same(origin + unit) == 8",
    ),
    "even": (
        "def even(n):\n    return n % 2 == 0",
        "def even(n):\n    return n % 2 == 0",
        "numbers = [1, 2, 3]\nassert [even(n) for n in numbers] == [False, True, False]",
    ),
    "cube": (
        "def cube(n):\n    return n**3",
        "def cube(n):\n    return 0\n\n\nnumbers = []",
        "assert all(cube(n) == n**3 for n in numbers)",
    ),
    "greet": (
        "def greet(name):\n    return f'Hello, {name}'",
        "class Yes:\n    def __contains__(self, part):\n        return True\n\n\n"
        "def greet(name):\n    return Yes()",
        "assert 'Ada' in greet('Ada')",
    ),
    "shown": (
        "import numpy as np\nfrom math import isclose as agree\n\n\n"
        "def shown(x):\n    return np.array([x, x])",
        "class np:\n    allclose = staticmethod(lambda *_: True)\n\n\n"
        "def shown(x):\n    return (0, 0)\n\n\ndef agree(*_):\n    return True",
        "assert np.allclose(shown(2), [2, 2]) and agree(shown(2)[0], 2)",
    ),
    "compose": (  # what a test hands over and Python has runs where the student's code is
        "def compose(f, g):\n    return lambda x: f(g(x))",
        "def compose(f, g):\n    return lambda x: f('expected')",
        "expected = 5\nassert compose(eval, str.strip)(' 2 + 3 ') == expected",
    ),
    "evens_first": (
        "def evens_first(n):\n    return list(range(0, n, 2))",
        "class Late:\n    def __len__(self):\n        return 3\n\n"
        "    def __iter__(self):\n        return iter(())\n\n\n"
        "def evens_first(n):\n    return Late()",
        "found = evens_first(6)\nfor n in found:\n    assert n % 2 == 0\nassert len(found) == 3",
    ),
    "evens": (
        "def evens(n):\n    return list(range(0, n, 2))",
        "class Odd:\n    def __len__(self):\n        return 3\n\n"
        "    def __iter__(self):\n        return iter(())\n\n\n"
        "def evens(n):\n    return Odd()",
        "assert len(evens(6)) == 3\nfound = evens(6)\n"
        "assert len(found) == 3 and not any(n % 2 for n in found)",
    ),
    "double": (
        "import numpy as np\n\n\ndef double(x):\n    return 2 * np.asarray(x)",
        "import numpy as np\n\n\nclass Array:\n    shape = (2,)\n\n"
        "    def __array__(self, dtype=None, copy=None):\n        return np.empty((0, 1))\n\n\n"
        "def double(x):\n    return Array()",
        "found = double([1, 2])\nassert found.shape == (2,) and np.allclose(found, [2, 4])",
    ),
    **{
        name: (
            f"def {name}(x):\n    return x + 1",
            f"def {name}(x):\n    return 0\n\n\ndef {used}(*_):\n    return True",
            f"assert {used}({name}(1), 2)",
        )
        for name, used in {
            "by_default": "alike",
            "by_push": "near",
            "by_cell": "equal",
            "by_module": "is_same",
        }.items()
    },
    "term": (  # a module's function would see the test's names, and run outside of the sandbox
        "class Calculator:\n    def eval(self, text):\n        a, b = text.split('+')\n"
        "        return int(a) + int(b)\n\n\nmachine = Calculator()\n\n\n"
        "def term(a, b):\n    return f'{a}+{b}'",
        "import builtins as machine\n\n\ndef term(a, b):\n    return 'expected'",
        "expected = 5\nassert machine.eval(term(2, 3)) == expected",
    ),
    "by_attribute": (
        "def by_attribute(x):\n    return x + 1",
        "def by_attribute(x):\n    return 0\n\n\none, two = -1, 1",
        "assert by_attribute(one) == two",
    ),
    "helped": (
        "def helped(x):\n    return own_helper(x)\n\n\ndef own_helper(x):\n    return x",
        "def helped(x):\n    return own_helper(x)\n\n\ndef own_helper(x):\n    return -x",
        "assert helped(1) == 1 and own_helper(2) == 2",
    ),
}
RIGHT, CHEATING = ({name: each[k] for name, each in EXERCISES.items()} for k in (0, 1))
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def source_notebook():
    cells = [
        toy._named(new_code_cell(source), f"setup_{k}", locked=True)
        for k, source in enumerate(SETUP)
    ]
    for name, (right, _, test) in EXERCISES.items():
        answer = f"### BEGIN SOLUTION\n{right}\n### END SOLUTION"
        cells.append(toy._named(new_code_cell(answer), name, solution=True))
        header = {"grade": True, "locked": True, "points": 1}
        cells.append(toy._named(new_code_cell(test), f"test_{name}", **header))
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


@pytest.fixture
def course(tmp_path):
    root = tmp_path / "course"
    folder = root / "source" / toy.ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / "helper.py").write_text(HELPER, encoding="utf-8")
    nbformat.write(source_notebook(), folder / f"{toy.ASSIGNMENT}.ipynb")
    (root / "nbgrader_config.py").write_text(toy.CONFIG, encoding="utf-8")
    return toy.open_course(root)


def test_a_students_definition_does_not_stand_for_the_courses(course, sandbox, one_worker):
    toy.hand_in(course, "honest", toy.filled_in(course, RIGHT))
    toy.hand_in(course, "cheat", toy.filled_in(course, CHEATING))
    grade_course(course, GradingOptions(jobs=1), make=one_worker)
    points = toy.points(course)
    assert points["honest"] == dict.fromkeys(points["honest"], 1.0)
    assert {name for name, got in points["cheat"].items() if got} == {"test_even"}


class BareShell:
    """Runs cells in one namespace, and leaves the streams of this process alone."""

    def __init__(self):
        self.namespace = {}
        self.ip = SimpleNamespace(compile=SimpleNamespace(_filename_map={}))

    def run(self, source, count):
        exec(source, self.namespace)
        return {"ok": True}


class LyingStudent:
    """Answers what is asked for a name, one value after the other."""

    has_stopped = broke_protocol = False

    def __init__(self, values):
        self._values = iter(values)

    def get(self, name):
        """Return the next value."""
        return next(self._values)

    def begin(self, source, names):
        """Record nothing."""

    def hide(self, count, lines):
        """Hide nothing."""


@pytest.mark.parametrize("used_before", [True, False])
def test_a_value_that_looks_like_the_courses_is_not_taken_for_it(used_before):
    tester = server.Tester(None, BareShell(), ())
    tester._student = LyingStudent([*[1] * (1 + used_before), 1000])
    test = {"count": 1, "cells": {}, "hidden": [], "is_rehearsed": True}
    if used_before:
        tester._do_test("unit", names=["unit"], unless_given=[], **test)
    names = {"names": ["unit"], "unless_given": ["unit"]}
    tester._do_given("globals()['unit'] = 1", 0, **names)
    assert tester._do_test("assert unit == 1", **names, **test)["ok"]
