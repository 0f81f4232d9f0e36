"""Students' right answers are kept as files, and used again where they can do the work."""

import inspect
import json
import textwrap
from pathlib import Path

import numpy as np
import pytest

from rnnkit import check, yours
from rnnkit.checks import CheckFailed
from rnnkit.checks.casefile import VISIBLE_CASES, load
from rnnkit.checks.messages import MESSAGES, message
from rnnkit.checks.own import yours as module
from rnnkit.checks.own.keeping import LARGEST, NotUsed, keep, program
from solutions import rnn_backward, rnn_forward, start_here
from solutions.rnn_forward import rnn_forward as given

SIGMOID = """
import numpy as np

def sigmoid(z):
    return {body}
"""
CALLING = """
def rnn_forward(x, h_0, W_xh, W_hh, b_h):
    h, h_t = [], h_0
    for x_t in x:
        h_t, _ = rnn_cell_forward(x_t, h_t, W_xh, W_hh, b_h)
        h.append(h_t)
    return np.array(h), (x, h_0, W_xh, W_hh, np.array(h))
"""
KEPT = Path("own", "rnn_forward.py")


@pytest.fixture
def on():
    """Arguments of rnn_forward: T = 25, N = 16, D = 8, H = 64, in float32."""
    rng = np.random.default_rng(0)
    shapes = (25, 16, 8), (16, 64), (8, 64), (64, 64), (64,)
    return tuple((0.1 * rng.standard_normal(shape)).astype(np.float32) for shape in shapes)


@pytest.fixture
def notebook(tmp_path):
    """Run cells as a kernel does: one namespace, the text of each cell within reach."""
    namespace: dict = {"__name__": "__main__"}

    def run(source):
        source = textwrap.dedent(source)
        path = tmp_path / f"cell{len(list(tmp_path.glob('cell*.py')))}.py"
        path.write_text(source)
        exec(compile(source, str(path), "exec"), namespace)
        return namespace

    return run


def reason(function, name):
    with pytest.raises(NotUsed) as caught:
        keep(function, load(VISIBLE_CASES / f"{name}.npz"))
    return caught.value.reason


def outcome(capsys):
    return capsys.readouterr().out.strip().splitlines()[-1]


def given_because(name, message_id, **values):
    return message("given", name=name, reason=message(message_id, **values))


# What is kept


def test_a_right_function_is_kept_with_its_imports_and_what_it_calls(notebook):
    notebook(f"import numpy as np\n\n{inspect.getsource(rnn_forward.rnn_cell_forward)}")
    check(notebook(CALLING)["rnn_forward"])
    text = KEPT.read_text()
    assert text.startswith("# 02-rnn-forward, 20")
    assert "\nimport numpy as np\n" in text
    assert text.index("def rnn_cell_forward") < text.index("def rnn_forward(")
    alone: dict = {}
    exec(text, alone)
    assert alone.keys() - {"__builtins__"} == {"np", "rnn_cell_forward", "rnn_forward"}


def test_what_is_not_all_right_is_not_kept(written):
    half = written(rnn_backward.output_backward, ("dlogits @ W_hy.T", "2 * dlogits @ W_hy.T"))
    assert 0 < check(half) < 3
    assert not Path("own").exists()


def test_helpers_are_followed_by_name_and_only_what_is_used_is_imported(notebook):
    cells = notebook("""
        import math as m
        import json
        from functools import reduce
        import numpy as np
        from numpy import exp as power

        unused = 3

        def outer(z):
            return inner(z)

        def inner(z):
            if False:
                outer(z)
            return power(-reduce(lambda a, b: b, [z, z])) * m.cos(0)

        aliased = outer

        def sigmoid(z, *, form=np.asarray):
            unused = 1
            return unused / (1 + aliased(form(z)))
        """)
    check(cells["sigmoid"])
    text = Path("own", "sigmoid.py").read_text()
    assert "json" not in text
    for line in ("import math as m", "functools import reduce", "from numpy import exp as"):
        assert line in text
    assert text.count("def outer") == text.count("def inner") == 1
    assert text.index("aliased = outer") < text.index("def sigmoid")


@pytest.mark.parametrize(
    ("cell", "missing"),
    [
        ("ONE = 1\ndef sigmoid(z):\n    return ONE / (ONE + np.exp(-z))", "ONE"),
        ("class A:\n    one = 1\ndef sigmoid(z):\n    return A.one / (1 + np.exp(-z))", "A"),
        ("def make():\n    one = 1\n    def sigmoid(z):\n        return one / (1 + np.exp(-z))\n"
         "    return sigmoid\nsigmoid = make()", "one"),
    ],
    ids=["number", "class", "closure"],
)  # fmt: skip
def test_what_needs_more_than_functions_is_not_kept(notebook, capsys, cell, missing):
    sigmoid = notebook(f"import numpy as np\n{cell}")["sigmoid"]
    expected = message("own_needs", name=missing)
    assert reason(sigmoid, "sigmoid") == expected
    assert check(sigmoid) == 1
    assert " ".join(message("not_kept", reason=expected).split()) in " ".join(
        capsys.readouterr().out.split()
    )
    assert not Path("own").exists()
    assert yours(start_here.sigmoid, on=(np.zeros(2),)) is start_here.sigmoid
    assert outcome(capsys) == message("given", name="sigmoid", reason=expected)


def test_a_reason_is_forgotten_once_the_function_is_kept(notebook):
    needs = notebook(
        "import numpy as np\nONE = 1\ndef sigmoid(z):\n    return ONE/(1 + np.exp(-z))"
    )
    check(needs["sigmoid"])
    assert len(json.loads(Path("progress.json").read_text())) == 2
    check(start_here.sigmoid)
    assert json.loads(Path("progress.json").read_text()) == {"sigmoid": 1.0}


def test_what_has_no_text_of_its_own_is_not_kept(notebook):
    cells = notebook("""
        import numpy as np
        from functools import lru_cache, partial
        short = lambda z: 1 / (1 + np.exp(-z))
        part = partial(short)
        """)
    exec("def bare(z):\n    return 1 / (1 + np.exp(-z))", cells)
    for function in (cells["short"], cells["part"], cells["bare"], np.tanh):
        assert reason(function, "sigmoid").id == "own_no_text"


def test_a_function_of_another_name_gets_the_name_of_the_exercise(notebook):
    mine = notebook("import numpy as np\ndef mine(z):\n    return 1 / (1 + np.exp(-z))")["mine"]
    check(mine, "sigmoid")
    assert Path("own", "sigmoid.py").read_text().endswith("\n\n\nsigmoid = mine\n")
    assert yours(start_here.sigmoid, on=(np.zeros(3),)) is not start_here.sigmoid


def test_an_older_file_stays_until_a_new_one_passes(notebook):
    check(start_here.sigmoid)
    before = Path("own", "sigmoid.py").read_text()
    needs = notebook(
        "import numpy as np\nONE = 1\ndef sigmoid(z):\n    return ONE/(1 + np.exp(-z))"
    )
    check(needs["sigmoid"])
    assert Path("own", "sigmoid.py").read_text() == before


def test_a_file_has_64_kilobytes_at_most(notebook):
    long = SIGMOID.format(body=f"1 / (1 + np.exp(-z))  # {'x' * LARGEST}")
    assert reason(notebook(long)["sigmoid"], "sigmoid").id == "own_too_long"
    assert not Path("own").exists()


def test_a_folder_that_cannot_be_written_is_no_error(capsys):
    Path("own").write_text("a file where the folder would be")
    assert check(start_here.sigmoid) == 1
    assert Path("own").read_text().startswith("a file")
    assert message("own_needs", name="") not in capsys.readouterr().out


def test_a_function_prints_once_in_a_check_and_not_in_yours(notebook, capsys):
    talks = notebook(SIGMOID.format(body='print("said", len(z)) or 1 / (1 + np.exp(-z))'))
    exercise = load(VISIBLE_CASES / "sigmoid.npz")
    check(talks["sigmoid"])
    assert capsys.readouterr().out.count("said") == len(exercise.cases)
    yours(start_here.sigmoid, on=(np.zeros(3),))
    assert capsys.readouterr().out == message("own", name="sigmoid", chapter="00") + "\n"


def test_whatever_a_notebook_holds_a_check_goes_through(notebook):
    cells = notebook("""
        import numpy as np

        class Odd:
            def __getattr__(self, name):
                raise ValueError("nobody\\nlooks at me")

        odd = Odd()

        def sigmoid(z):
            odd
            return 1 / (1 + np.exp(-z))
        """)
    assert check(cells["sigmoid"]) == 1
    expected = message("own_raises", error="ValueError: nobody")
    assert reason(cells["sigmoid"], "sigmoid") == expected


# What is used


def test_the_students_function_is_used_and_gives_the_same(on, capsys):
    check(given)
    capsys.readouterr()
    forward = yours(given, on=on)
    assert capsys.readouterr().out == message("own", name="rnn_forward", chapter="02") + "\n"
    assert forward is not given
    assert forward.__name__ == "rnn_forward"
    np.testing.assert_allclose(forward(*on)[0], given(*on)[0], rtol=1e-6)


def test_the_file_beside_this_notebook_comes_first_then_the_neighbours(on, monkeypatch, capsys):
    check(given)
    here = Path.cwd()
    (here.parent / "09-bidirectional").mkdir()
    monkeypatch.chdir(here.parent / "09-bidirectional")
    assert yours(given, on=on).__wrapped__.__code__.co_filename == str(here / KEPT)
    check(given)
    assert yours(given, on=on).__wrapped__.__code__.co_filename == str(Path.cwd() / KEPT)


def test_without_a_file_the_given_one_is_used(on, capsys):
    assert yours(given, on=on) is given
    assert outcome(capsys) == given_because("rnn_forward", "own_missing")


@pytest.mark.parametrize(
    ("text", "message_id"),
    [
        ("def sigmoid(z:\n", "own_raises"),
        ("", "own_raises"),
        ("sigmoid = 3", "own_raises"),
        ("raise SystemExit", "own_raises"),
        ("\0\xff", "own_raises"),
        (SIGMOID.format(body="1 / (1 + np.exp(z))"), "own_wrong"),
        (SIGMOID.format(body="z.__imul__(1.5)"), "own_wrong"),
        (SIGMOID.format(body="helper(z)"), "own_needs"),
        ("#" * (LARGEST + 1), "own_too_long"),
    ],
)
def test_a_file_that_does_not_pass_is_not_used(capsys, text, message_id):
    Path("own").mkdir()
    Path("own", "sigmoid.py").write_text(text, encoding="latin-1")
    assert yours(start_here.sigmoid, on=(np.zeros(3),)) is start_here.sigmoid
    beginning = MESSAGES[message_id].partition("{")[0]
    assert outcome(capsys).startswith(message("given", name="sigmoid", reason=beginning))


def test_a_folder_in_place_of_the_file_is_no_error(capsys):
    Path("own", "sigmoid.py").mkdir(parents=True)
    assert yours(start_here.sigmoid, on=(np.zeros(3),)) is start_here.sigmoid
    assert outcome(capsys) == given_because("sigmoid", "own_missing")


@pytest.mark.parametrize(
    ("body", "message_id"),
    [
        ("1 / (1 + np.exp(-z)) + 1e-5 * (np.size(z) > 5000)", "own_differs"),
        ("1 / (1 + np.exp(-z[:5000]))", "own_differs"),
        ("1 / (1 + np.exp(-z)) if np.size(z) < 5000 else z.missing", "own_raises"),
    ],
)
def test_results_on_the_real_batch_count(notebook, capsys, body, message_id):
    check(notebook(SIGMOID.format(body=body))["sigmoid"])
    assert yours(start_here.sigmoid, on=(np.ones(6000),)) is start_here.sigmoid
    beginning = MESSAGES[message_id].partition("{")[0]
    assert outcome(capsys).startswith(message("given", name="sigmoid", reason=beginning))


def timed(monkeypatch, *seconds):
    """Let the clock say that calls took so long, in turn: the student's, the given, ..."""
    ticks = [0.0]
    for each in seconds:
        ticks += [ticks[-1] + each, ticks[-1] + each]
    monkeypatch.setattr(module.time, "perf_counter", iter(ticks).__next__)


@pytest.mark.parametrize(
    ("seconds", "is_used"),
    [
        ((0.039, 0.010), True),
        ((0.041, 0.010) * 3, False),
        ((0.041, 0.010, 0.041, 0.010, 0.030, 0.010), True),  # the machine was busy twice
        ((0.9e-3, 1e-6), True),  # microseconds do not decide
        ((9.0, 1.0), False),  # and nobody waits for a second try
    ],
)
def test_slow_is_more_than_four_times_as_long_again_and_again(
    monkeypatch, capsys, seconds, is_used
):
    check(start_here.sigmoid)
    timed(monkeypatch, *seconds)
    assert (yours(start_here.sigmoid, on=(np.zeros(3),)) is not start_here.sigmoid) is is_used
    if not is_used:
        times = 5 if seconds[0] < 1 else 9
        assert outcome(capsys) == given_because("sigmoid", "own_slow", times=times)


def test_an_error_later_shows_the_students_line_and_how_to_go_on(on):
    check(given)
    forward = yours(given, on=on)
    with pytest.raises(CheckFailed) as caught:
        forward(on[0], *on[2:], on[1])
    line = str(caught.value).splitlines()[1]
    assert line.strip() in [each.strip() for each in KEPT.read_text().splitlines() if each]
    how = message("own_remove", file="own/rnn_forward.py", name="rnn_forward")
    assert str(caught.value).endswith(how)
    assert isinstance(caught.value.__cause__, ValueError)


def test_an_error_passes_through_other_functions_of_the_students_once(notebook):
    check(rnn_backward.numerical_gradient)
    check(start_here.sigmoid)
    sigmoid = yours(start_here.sigmoid, on=(np.zeros(2),))
    slope = yours(rnn_backward.numerical_gradient, on=(lambda x: float(np.sum(x)), np.ones(2)))
    with pytest.raises(CheckFailed) as caught:
        slope(lambda x: sigmoid("a"), np.ones(2))
    assert str(caught.value).count("own/") == 1
    assert "own/sigmoid.py" in str(caught.value)


def test_an_interrupt_goes_through(notebook):
    body = "1 / (1 + np.exp(-z)) if len(z) < 9000 else (_ for _ in ()).throw(KeyboardInterrupt)"
    check(notebook(SIGMOID.format(body=body))["sigmoid"])
    sigmoid = yours(start_here.sigmoid, on=(np.ones(3),))
    with pytest.raises(KeyboardInterrupt):
        sigmoid(np.ones(9000))


@pytest.mark.parametrize(("function", "on"), [(np.tanh, (1,)), (start_here.sigmoid, np.ones(3))])
def test_a_wrong_call_says_what_is_expected(function, on):
    with pytest.raises(CheckFailed) as caught:
        yours(function, on=on)
    assert str(caught.value) == message("own_call", name=function.__name__)


# Under nbgrader


@pytest.mark.parametrize("step", ["validate", "autograde"])
def test_nbgrader_has_nothing_read_or_written(on, monkeypatch, capsys, step):
    Path("own").mkdir()
    KEPT.write_text("from pathlib import Path\nPath('planted').write_text('run')")
    before = KEPT.read_text()
    monkeypatch.setenv("NBGRADER_EXECUTION", step)
    check(given)
    assert yours(given, on=on) is given
    assert outcome(capsys) == given_because("rnn_forward", "own_graded")
    assert [path.name for path in Path().iterdir()] == ["own"]
    assert KEPT.read_text() == before


def test_a_program_defines_its_function():
    """One function of each kind: with helpers of its module, with imports, with neither."""
    for function in (given, rnn_forward.rnn_cell_forward, rnn_backward.gradient_check):
        namespace: dict = {}
        exec(program(function, function.__name__), namespace)
        assert callable(namespace[function.__name__])
