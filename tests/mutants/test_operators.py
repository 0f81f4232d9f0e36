"""Each operator changes what its name says, in one place, and nothing that does not count."""

import textwrap

import numpy as np
import pytest

from tests.support.mutants.making import function_of, mutants_of


def program(tmp_path, body, head="def f(x, y):"):
    """A function with source in a file of its own, as ``inspect`` wants it."""
    file = tmp_path / f"program{len(list(tmp_path.iterdir()))}.py"
    file.write_text(f"{head}\n{textwrap.indent(textwrap.dedent(body), '    ')}\n")
    namespace = {"np": np}
    exec(compile(file.read_text(), file, "exec"), namespace)
    return namespace[head.removeprefix("def ").partition("(")[0]]


def changes(function, operator):
    return [each.change for each in mutants_of(function) if each.operator == operator]


@pytest.mark.parametrize(
    ("operator", "line", "expected"),
    [
        ("arithmetic", "z = x @ y", ["z = x * y"]),
        ("arithmetic", "x += y", ["x -= y"]),
        ("sign", "z = -x", ["z = x"]),
        ("sign", "z = x * y", ["z = -(x * y)"]),
        ("index", "z = x[y]", ["z = x[y + 1]", "z = x[y - 1]"]),
        ("index", "z = x[:, y:]", ["z = x[1:, y:]", "z = x[:, y + 1:]", "z = x[:, y - 1:]"]),
        ("axis", "z = x.sum(axis=0)", ["z = x.sum()", "z = x.sum(axis=1)"]),
        ("axis", "z = x.max(-1, keepdims=True)", ["z = x.max(-1)"]),
        ("transpose", "z = x.T @ y", ["z = x.T @ y.T", "z = x @ y"]),
        ("dropped_term", "z = x + y", ["z = x", "z = y"]),
        ("doubled_term", "z = x + y", ["z = 2 * x + y", "z = x + 2 * y"]),
        ("assigned", "x += y", ["x = y"]),
        ("missing_copy", "z = x.copy()", ["z = x"]),
        ("border", "z = x < y", ["z = x <= y"]),
        ("condition", "z = x if y else 0", ["z = x", "z = 0"]),
        ("constant", "z = [x, 1]", ["z = [x, 2]", "z = [x, 0]"]),
        ("constant", "z = 'BS'", ["z = 'S'"]),
        ("exchanged", "z = (x, y)", ["z = (y, x)"]),
        ("exchanged", "x, y = y", ["y, x = y"]),
        ("exchanged", "x, y = ([], [])", []),
        ("dropped_statement", "z = x", ["# z = x"]),
        ("function", "z = np.tanh(x.max())", ["z = x.max()", "z = np.tanh(x.min())"]),
        ("other_name", "return x", ["return y"]),
    ],
)
def test_an_operator_changes_one_place(tmp_path, operator, line, expected):
    assert changes(program(tmp_path, line), operator) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("dz = x @ y", ["dz = np.clip(x @ y, -5, 5)"]),
        ("dz[y] += x", ["dz[y] = np.clip(dz[y] + x, -5, 5)"]),
        ("dz = np.zeros(x.shape)", []),
        ("z = x @ y", []),
        ("return x @ y", ["return np.clip(x @ y, -5, 5)"]),
        (
            "return x, *y, y",
            ["return (np.clip(x, -5, 5), *y, y)", "return (x, *y, np.clip(y, -5, 5))"],
        ),
    ],
)
def test_gradients_are_clipped_on_ways_back_and_there_only(tmp_path, line, expected):
    assert changes(program(tmp_path, line, "def f_backward(x, y):"), "clipped") == expected
    assert changes(program(tmp_path, line), "clipped") == []


def test_a_loop_is_turned_round_where_its_order_shows(tmp_path):
    carries = program(tmp_path, "for t in x:\n    y = np.tanh(y + t)")
    free = program(tmp_path, "for t in x:\n    y[t] = np.tanh(t)")
    parts = ["for t in list(x)[1:]:", "for t in list(x)[:-1]:"]
    assert changes(carries, "loop") == [*parts, "for t in list(x)[::-1]:"]
    assert changes(free, "loop") == parts


def test_what_is_left_out_stands_there_as_a_comment(tmp_path):
    found = changes(program(tmp_path, "if x:\n    y = 1\nreturn y"), "condition")
    assert found == ["if True:  # if x:", "if False:  # if x:"]


def test_a_mutant_is_a_program_with_a_place_and_leaves_the_others_alone(tmp_path):
    answer = program(tmp_path, "z = x + y\nreturn z")
    before = mutants_of(answer)
    (minus,) = [each for each in before if each.operator == "arithmetic"]
    assert (minus.program, minus.line, minus.change) == ("f", 2, "z = x - y")
    assert function_of(minus, answer)(5, 3) == 2
    assert answer(5, 3) == 8
    assert mutants_of(answer) == before


def test_text_annotations_guards_and_sizes_are_no_mutants(tmp_path):
    body = '"""Say 1."""\nprint("1", x)\nreturn len(x), x.shape, np.zeros_like(x)'
    left = {
        each.operator for each in mutants_of(program(tmp_path, body, "def f(x: 1, y: 2) -> 3:"))
    }
    assert left <= {"exchanged", "function"}
    assert changes(program(tmp_path, "return zip(x, y, strict=True)"), "constant") == []


def test_mutants_that_compile_to_the_same_count_once(tmp_path):
    found = mutants_of(program(tmp_path, "z = x[1]\nreturn z"))
    assert len({each.source for each in found}) == len(found)
    assert [each.change for each in found].count("z = x[0]") == 1
