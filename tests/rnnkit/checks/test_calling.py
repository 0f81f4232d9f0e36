import logging
import sys
import warnings

import numpy as np
import pytest
from tqdm.auto import tqdm

from rnnkit.checks.calling import WrongReturn, identical, run
from rnnkit.checks.casefile import Case


def case(*arguments) -> Case:
    return Case({}, arguments, ())


def test_arguments_are_copies():
    x = np.ones(3)

    def change(x):
        x += 1
        return x

    result = run(change, case(x), ("x",), 1)
    assert result.mutated == ("x",)
    assert np.array_equal(x, np.ones(3))


def test_change_inside_a_tuple_is_seen():
    def change(dh, cache):
        cache[1][0, 0] = 5
        return dh

    result = run(change, case(np.ones(2), (np.ones(2), np.zeros((2, 2)))), ("dh", "cache"), 1)
    assert result.mutated == ("cache",)


def test_rounding_left_by_moving_there_and_back_is_no_change():
    def there_and_back(x):
        x += 1e-5
        x -= 2e-5
        x += 1e-5
        return x.sum()

    result = run(there_and_back, case(np.array([0.3, 1e3, -7.7])), ("x",), 1)
    assert result.mutated == ()


def test_nan_in_an_argument_is_no_change():
    result = run(lambda x: x, case(np.array([np.nan, 1.0])), ("x",), 1)
    assert result.mutated == ()


def test_outputs_do_not_share_a_buffer_with_the_next_call():
    buffer = np.zeros(2)

    def reuse(x):
        buffer[:] = x
        return buffer

    first = run(reuse, case(1.0), ("x",), 1)
    run(reuse, case(2.0), ("x",), 1)
    assert np.array_equal(first.outputs[0], [1.0, 1.0])


def test_nothing_reaches_a_stderr_that_was_kept(capsys):
    kept = sys.stderr

    def noisy(x):
        print("on the stderr of before", file=kept)
        return x

    run(noisy, case(1.0), ("x",), 1)
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

    run(noisy, case(np.array([1e9])), ("x",), 1)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("returned", [(1, 2), [1, 2, 3, 4], 5, None])
def test_wrong_number_of_outputs_is_refused(returned):
    with pytest.raises(WrongReturn):
        run(lambda: returned, case(), (), 3)


def test_list_of_outputs_is_as_good_as_a_tuple():
    assert run(lambda: [1, 2], case(), (), 2).outputs == (1, 2)


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
