"""Whose meaning a name has in a test, and how many points an output is."""

import pytest

from autograder.names import names_of, needs_of
from autograder.points import score_test


def test_names_are_read_from_a_cells_text():
    found = names_of(
        "import numpy as np, os.path\nfrom math import pi\n%matplotlib inline\n"
        "def f(a):\n    inner = a\n    return g(inner)\nfor k in range(3):\n    total = k\n"
    )
    assert found.defined == {"np", "os", "pi", "f"}
    assert found.assigned == {"k", "total"}
    assert "g" in found.used
    assert found.modules >= {"numpy", "os", "math"}
    assert "inner" not in found.bound


def test_what_is_no_python_has_no_names():
    assert names_of("def f(:").bound == frozenset()


GIVEN = {0: "import numpy as np\ndef close(a, b): return np.allclose(a, b)\ndata = [1]", 9: None}
STUBS = {3: "def f(): ...", 5: "data = None"}


@pytest.mark.parametrize(
    ("test", "theirs", "given", "names"),
    [
        ("close(f(), 1)", {3: "def f(): return 1"}, (0,), ("f",)),
        ("np.sum(f())", {3: "np = None\ndef f(): return 1"}, (0,), ("f",)),
        ("close(1, 2)", {4: "def close(*a): return True"}, (0,), ()),
        ("data", {5: "data = [2]"}, (), ("data",)),
        ("len(f())", {3: "len = abs"}, (), ("f",)),
        ("g()", {4: "def g(): ..."}, (), ("g",)),
    ],
)
def test_what_the_course_defines_stays_and_what_it_asks_for_is_the_students(
    test, theirs, given, names
):
    needs = needs_of(9, GIVEN | {9: test}, STUBS, theirs)
    assert (needs.given, needs.names) == (given, names)


def test_data_that_the_course_assigns_a_student_may_assign_anew():
    given = {0: "weights = [0]", 9: "weights"}
    assert needs_of(9, given, {}, {4: "weights = [1]"}).names == ("weights",)
    assert needs_of(9, given, {}, {4: "other = [1]"}).names == ()


def result(text):
    return {"output_type": "execute_result", "data": {"text/plain": text}}


STREAM = {"output_type": "stream", "name": "stderr", "text": "Warning"}
ERROR = {"output_type": "error"}


@pytest.mark.parametrize(
    ("outputs", "ok", "points"),
    [
        ([], True, 3.0),
        ([STREAM], True, 3.0),
        ([result("2.5")], True, 2.5),
        ([result("0")], True, 0.0),
        ([result("'fine'")], True, 3.0),
        ([result("True")], True, 3.0),
        ([result("nan")], True, 0.0),
        ([result("-1")], True, 0.0),
        ([result("4")], True, 0.0),
        ([ERROR], False, 0.0),
        ([result("3"), ERROR], True, 0.0),
        ([], False, 0.0),
    ],
)
def test_points_of_outputs(outputs, ok, points):
    assert score_test(3.0, outputs, ok).points == points
