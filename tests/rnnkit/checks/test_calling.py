import logging
import sys
import warnings

import numpy as np
import pytest
from tqdm.auto import tqdm

from rnnkit.checks.calling import WrongReturn, identical, run
from rnnkit.checks.casefile import Case, Output

ONE = (Output("y", "float"),)
THREE = tuple(Output(name, "float") for name in "abc")
FRESH = (Output("y", "(N,)", fresh=True),)


def case(*arguments) -> Case:
    return Case({}, arguments, ())


def test_arguments_are_copies():
    x = np.ones(3)

    def change(x):
        x += 1
        return x

    result = run(change, case(x), ("x",), ONE)
    assert result.mutated == ("x",)
    assert np.array_equal(x, np.ones(3))


def test_change_inside_a_tuple_is_seen():
    def change(dh, cache):
        cache[1][0, 0] = 5
        return dh

    result = run(change, case(np.ones(2), (np.ones(2), np.zeros((2, 2)))), ("dh", "cache"), ONE)
    assert result.mutated == ("cache",)


def test_rounding_left_by_moving_there_and_back_is_no_change():
    def there_and_back(x):
        x += 1e-5
        x -= 2e-5
        x += 1e-5
        return x.sum()

    result = run(there_and_back, case(np.array([0.3, 1e3, -7.7])), ("x",), ONE)
    assert result.mutated == ()


def test_nan_in_an_argument_is_no_change():
    result = run(lambda x: x, case(np.array([np.nan, 1.0])), ("x",), ONE)
    assert result.mutated == ()


def test_outputs_do_not_share_a_buffer_with_the_next_call():
    buffer = np.zeros(2)

    def reuse(x):
        buffer[:] = x
        return buffer

    first = run(reuse, case(1.0), ("x",), ONE)
    run(reuse, case(2.0), ("x",), ONE)
    assert np.array_equal(first.outputs[0], [1.0, 1.0])


def test_nothing_reaches_a_stderr_that_was_kept(capsys):
    kept = sys.stderr

    def noisy(x):
        print("on the stderr of before", file=kept)
        return x

    run(noisy, case(1.0), ("x",), ONE)
    assert capsys.readouterr().err == ""
    print("as ever", file=kept)
    assert capsys.readouterr().err == "as ever\n"


def test_nothing_reaches_stderr(capsys):
    def noisy(x):
        print("on stderr", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)
        logging.getLogger("a student's").warning("careful")
        for _ in tqdm(range(3)):
            pass
        return np.exp(x)

    run(noisy, case(np.array([1e9])), ("x",), ONE)
    assert capsys.readouterr().err == ""


def test_a_setting_of_the_notebook_makes_no_errors_of_rounding():
    with np.errstate(all="raise"):
        assert run(lambda x: x * x, case(1e-200), ("x",), ONE).outputs == (0.0,)
        assert run(np.square, case(np.array([1e-200])), ("x",), ONE).outputs[0] == 0


def test_an_output_that_has_no_copy_is_an_output_all_the_same():
    result = run(lambda x: ((k for k in x), x), case(np.ones(2)), ("x",), THREE[:2])
    assert type(result.outputs[0]).__name__ == "generator"
    assert np.array_equal(result.outputs[1], np.ones(2))


@pytest.mark.parametrize("returned", [(1, 2), [1, 2, 3, 4], 5, None])
def test_wrong_number_of_outputs_is_refused(returned):
    with pytest.raises(WrongReturn):
        run(lambda: returned, case(), (), THREE)


def test_list_of_outputs_is_as_good_as_a_tuple():
    assert run(lambda: [1, 2], case(), (), THREE[:2]).outputs == (1, 2)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (np.ones(2), np.ones(2), True),
        (np.ones(2), np.ones(2, dtype=np.float32), False),
        (np.array([np.nan]), np.array([np.nan]), True),
        ((1, [np.zeros(2)]), (1, [np.zeros(2)]), True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        (float("nan"), float("nan"), True),
        (1, 1.0, False),
    ],
)
def test_identical(a, b, same):
    assert identical(a, b) is same


@pytest.mark.parametrize(
    "returned",
    [lambda x: x, lambda x: x[:], lambda x: x.T, lambda x: [x[0]], lambda x: {"x": x}],
    ids=["itself", "a view", "transposed", "inside a list", "inside a dict"],
)
def test_an_output_that_is_to_be_new_is_told_from_an_argument(returned):
    assert run(returned, case(np.ones((2, 2))), ("x",), FRESH).aliases == {0: "x"}


def test_an_array_that_stands_twice_in_an_output_is_no_new_one():
    row = np.ones(3)
    assert run(lambda x: [row, row], case(1.0), ("x",), FRESH).aliases == {0: "itself"}


def test_a_list_that_comes_back_is_no_new_one():
    assert run(lambda x: x, case([1, 2]), ("x",), FRESH).aliases == {0: "x"}


@pytest.mark.parametrize("outputs", [ONE, FRESH])
def test_a_copy_is_new_and_where_nobody_asks_anything_may_come_back(outputs):
    copied = (lambda x: x) if outputs is ONE else (lambda x: x.copy())
    assert run(copied, case(np.ones(2)), ("x",), outputs).aliases == {}


def test_an_argument_that_is_changed_and_comes_back_costs_one_share_only():
    def change(x):
        x += 1
        return x

    result = run(change, case(np.ones(2)), ("x",), FRESH)
    assert (result.mutated, result.aliases) == (("x",), {})
