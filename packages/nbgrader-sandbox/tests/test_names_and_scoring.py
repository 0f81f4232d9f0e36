"""Whose meaning a name has in a test, and how many points an output is."""

import pytest

from nbgrader_sandbox.notebook.result import score_test
from nbgrader_sandbox.source.dependencies import CellSources, cells_behind, dependencies_of
from nbgrader_sandbox.source.names import Names, imports_of, lists_names, names_of


def test_names_are_read_from_a_cells_text():
    found = names_of(
        "import numpy as np, os.path\nfrom math import pi\n%matplotlib inline\n"
        "def f(a):\n    inner = a\n    return g(inner)\nfor k in range(3):\n    total = k\n"
    )
    assert found.defined == {"np", "os", "pi", "f"}
    assert found.assigned == {"k", "total"}
    assert "g" in found.used
    assert found.modules == {"numpy", "os.path", "math", "math.pi"}
    assert "inner" not in found.bound


@pytest.mark.parametrize(
    ("source", "bound"),
    [
        ("%%time\nlimit = 1", {"limit"}),
        ("def start():\n    global origin\n    origin = 1", {"start", "origin"}),
        ("match point:\n    case [x, *rest]: pass\n    case {'y': y, **more}: pass", None),
        ("total = sum(v for v in values)", {"total"}),
        ("table = [2 * v for v in table]", {"table"}),
        ("from math import *", set()),
    ],
)
def test_names_are_bound_in_many_ways(source, bound):
    assert names_of(source).bound == (bound if bound is not None else {"x", "rest", "y", "more"})


def test_a_name_that_a_comprehension_reads_and_the_cell_binds_is_changed():
    assert names_of("table = [2 * v for v in table]").changed == {"table"}
    assert names_of("table = sorted(v for v in table)").changed == {"table"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from math import *", True),
        ("%run helper.py", True),
        ("%time x = 1", True),
        ("exec(text)", True),
        ("globals()['x'] = 1", True),
        ("vars().update(x=1)", True),
        ("%matplotlib inline\nimport math\nassert 'x' in globals()", False),
    ],
)
def test_a_cell_that_may_bind_more_than_its_text_shows_is_known(source, expected):
    assert names_of(source).may_bind_more is expected


def test_what_may_be_bound_out_of_sight_is_a_students_only_unless_it_is():
    given = {0: "from m import *", 1: "import n", 9: "check(f(), own)"}
    sources = CellSources(given, {3: "def f(): ..."}, {3: "def f(): ...\nown = check = 1"})
    found = dependencies_of(9, sources)
    assert (found.given, found.names) == ((0,), ("check", "f", "own"))
    assert found.unless_given == ("check", "own")


def test_what_is_no_python_has_no_names():
    assert names_of("def f(:").bound == frozenset()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("assert 'x' not in globals()", True),
        ("new = {*dir()} - before", True),
        ("assert 'on' in dir(Lamp) and vars(lamp)", False),
        ("%matplotlib inline\nlocals().get('x')", True),
        ("globals(:", False),
    ],
)
def test_a_cell_that_asks_which_names_there_are_is_known(source, expected):
    assert lists_names(source) is expected


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
    found = dependencies_of(9, CellSources(GIVEN | {9: test}, STUBS, theirs))
    assert (found.given, found.names) == (given, names)


def test_data_that_the_course_assigns_a_student_may_assign_anew():
    given = {0: "weights = [0]", 9: "weights"}
    for theirs, names in (({4: "weights = [1]"}, ("weights",)), ({4: "other = [1]"}, ())):
        assert dependencies_of(9, CellSources(given, {}, theirs)).names == names


CELLS = {
    0: "import numpy as np",
    2: "def helper(x):\n    return later(x)",
    4: "import numpy as np\ndef f(x):\n    return np.abs(helper(x))",
    6: "def later(x):\n    return x",
    8: "def other():\n    return 1",
}


def test_cells_behind_a_name_are_found_also_where_a_function_looks_later():
    assert cells_behind(["f"], 9, CELLS) == {0, 2, 4, 6}
    assert cells_behind(["other"], 9, CELLS) == {8}


def test_a_culprit_is_taken_only_for_what_no_other_binds():
    assert cells_behind(["np"], 9, CELLS, {4}) == {0}
    assert cells_behind(["f", "np"], 9, CELLS, {4}) == {0, 2, 4, 6}


def test_what_is_fixed_a_student_cannot_assign_anew():
    given, theirs = {0: "TOLERANCE = 1e-9", 9: "abs(f()) < TOLERANCE"}, {4: "TOLERANCE = 1e9"}
    asked = {3: "TOLERANCE = 1e-3"}
    for requested, fixed, names in (
        ({}, set(), ("TOLERANCE", "f")),
        ({}, {0}, ("f",)),
        (asked, {0}, ("TOLERANCE", "f")),
    ):
        sources = CellSources(given, requested, theirs, fixed=fixed)
        assert dependencies_of(9, sources).names == names


def test_imports_are_taken_out_of_a_cell():
    assert (
        imports_of("%matplotlib inline\nimport os\nx = 1\ndef f():\n    import re") == "import os"
    )
    assert imports_of("def f(:") == ""


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


@pytest.mark.parametrize(
    "deep",
    [
        " + ".join(map(str, range(1500))),
        "".join(f"{'not '}" for _ in range(1500)) + "x",
        "x" + ".real" * 1500,
        "f" + "()" * 1500,
        "lambda: " * 90 + "x",
    ],
)
def test_names_are_found_however_deep_expressions_are(deep):
    found = names_of(f"def f(): return y\nimport os\ntotal = {deep}")
    assert found.bound == {"f", "os", "total"}
    assert "y" in found.used


@pytest.mark.parametrize("piece", ["a=1\n", "[],", "a\n", "%x\n", "a!\n"])
def test_a_source_of_megabytes_is_not_read(piece):
    assert names_of(piece * (3_000_000 // len(piece))) == Names()


def test_a_long_text_is_read():
    assert names_of(f"picture = '{'iVBORw0KGgo' * 50_000}'").bound == {"picture"}
