"""Results of students' functions, as given cells take them."""

import numpy as np
import pytest

from rnnkit import as_arrays


def test_lists_of_numbers_become_arrays_and_what_is_uneven_stays_apart():
    h, (x, masks, name) = as_arrays(([[1.0, 2.0], [3.0, 4.0]], [[1, 2], [[True], [False]], "tanh"]))
    assert h.shape == (2, 2)
    assert x.dtype.kind == "i"
    assert masks.dtype == bool
    assert name == "tanh"


def test_several_results_of_one_shape_are_unpacked_as_several():
    dW, db = as_arrays([[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_array_equal(db - dW, [2.0, 2.0])
    assert isinstance(as_arrays(([1.0], [2.0])), tuple)


@pytest.mark.parametrize("value", [None, 2.0, "text", ["a", "b"], [[1, 2], [3]], {"a": [1]}])
def test_what_is_no_array_stays_what_it_is(value):
    found = as_arrays(value)
    assert type(found) is type(value)


def test_a_state_may_be_a_tuple_of_rows_and_a_cache_keeps_what_differs():
    rows, is_on = np.ones(2), np.array([True, False])
    h, cache, sizes = as_arrays(((rows, rows), (rows, is_on), (3, 0.5)))
    np.testing.assert_array_equal(h, np.ones((2, 2)))
    assert cache[1] is is_on
    assert sizes == (3, 0.5)
