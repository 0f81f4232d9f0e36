import ast

import pytest

from rnn_course.build.chapters import solution_imports
from rnn_course.build.solutions import with_markers, without_markers
from rnn_course.errors import AuthoringError, CellPlace

PLACE = CellPlace("01-tiny", 1, line=7)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from solutions.tiny import f", [("tiny", "f")]),
        ("from solutions.tiny import f, g", [("tiny", "f"), ("tiny", "g")]),
        ("from solutions.a import f\nfrom solutions.b import g", [("a", "f"), ("b", "g")]),
        ("# given\nfrom solutions.tiny import (\n    f,\n)", [("tiny", "f")]),
        ("import numpy as np", []),
        ("solutions = 3", []),
        ("from scipy.solutions import f", []),
        ("%timeit solutions", []),
        ("", []),
    ],
)
def test_a_cell_of_imports_from_solutions_is_recognised(source, expected):
    assert solution_imports(source, PLACE) == expected


@pytest.mark.parametrize(
    "source",
    [
        "from solutions.tiny import f\nf(1)",
        "from solutions.tiny import *",
        "from solutions.tiny import f as g",
        "from solutions import tiny",
        "from solutions.mistakes.tiny import MISTAKES",
        "import solutions.tiny as s",
        "import numpy\nfrom solutions.tiny import f",
        "def f():\n    from solutions.tiny import f\n    return f",
    ],
)
def test_any_other_use_of_solutions_is_refused(source):
    with pytest.raises(AuthoringError, match=r"01-tiny\.md:7: cell 1"):
        solution_imports(source, PLACE)


BODIES = {
    "one line": 'def f(x):\n    """Say."""\n    return x',
    "a docstring of many lines": 'def f(x):\n    """Say.\n\n    More.\n    """\n    return x + x',
    "no docstring": "def f(x):\n    y = x\n    return y",
    "a signature of many lines": 'def f(\n    x,\n    y=1,\n):\n    """Say."""\n    return x',
    "an inner function": 'def f(x):\n    """Say."""\n\n    def g():\n        return\n    return g',
    "a string at the end": 'def f(x):\n    """Say."""\n    return """\nx\n"""',
}


@pytest.mark.parametrize("source", BODIES.values(), ids=BODIES.keys())
def test_the_body_stands_between_markers(source):
    marked = with_markers(source)
    assert ast.dump(ast.parse(marked)) == ast.dump(ast.parse(source))
    lines = marked.splitlines()
    assert lines[-1] == "    ### END SOLUTION"
    kept = lines[: lines.index("    ### BEGIN SOLUTION")]
    stub = ast.parse("\n".join([*kept, "    raise NotImplementedError()"])).body[0]
    assert ast.get_docstring(stub) == ast.get_docstring(ast.parse(source).body[0])
    assert sum(isinstance(node, ast.Return) for node in ast.walk(stub)) == 0


def test_markers_inside_a_function_are_honoured():
    scaffold = 'def f(x):\n    """Say."""\n    y = x\n    ### BEGIN SOLUTION\n    y += 1\n'
    scaffold += "    ### END SOLUTION\n    return y"
    assert with_markers(scaffold) == scaffold
    assert (
        without_markers(scaffold)
        == 'def f(x):\n    """Say."""\n    y = x\n    y += 1\n    return y'
    )
