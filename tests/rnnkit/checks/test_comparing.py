import numpy as np
import pytest

from rnnkit.checks.casefile import Output
from rnnkit.checks.comparing import compare, relative_error

TIMED = Output("h", "(T, N)")
EXPECTED = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])


@pytest.mark.parametrize(
    ("got", "kind"),
    [
        (EXPECTED, "ok"),
        (EXPECTED * (1 + 1e-12), "ok"),
        (EXPECTED.tolist(), "ok"),
        (EXPECTED.astype(int), "ok"),
        (EXPECTED * (1 + np.array([1e-7, -1e-7])), "not_float64"),
        (EXPECTED * (1 + np.array([1e-4, -1e-4])), "wrong"),
        (EXPECTED.T, "wrong_shape"),
        (EXPECTED[:, :1], "wrong_shape"),
        (np.where(EXPECTED == 3, np.nan, EXPECTED), "not_finite"),
        (np.where(EXPECTED == 3, np.inf, EXPECTED), "not_finite"),
        (EXPECTED.astype(complex), "wrong_kind"),
        (EXPECTED + 1e-17j, "wrong_kind"),
        (EXPECTED + 1e-3j, "wrong_type"),
        (EXPECTED.astype(complex) + 1, "wrong_type"),
        (np.ma.masked_array(EXPECTED, EXPECTED > 5), "ok"),
        (np.ma.masked_array(EXPECTED + 1, EXPECTED > 5), "wrong_type"),
        (np.ma.masked_array(EXPECTED + 1, EXPECTED > 9), "wrong"),
        ([[1.0], [2.0, 3.0]], "wrong_type"),
        ("EXPECTED", "wrong_type"),
        (None, "wrong_type"),
        (np.array([[object()] * 2] * 3), "wrong_type"),
    ],
)
def test_kinds(got, kind):
    assert compare(got, EXPECTED, TIMED, 1e-9).kind == kind


@pytest.mark.parametrize(
    ("shape", "count"), [("(D, 4H)", 4), ("(3H,)", 3), ("(T, N, H)", 1), ("(N, 2H)", 1)]
)
def test_gates_are_counted_in_the_last_axis(shape, count):
    assert Output("dW", shape).gates == count


def test_wrong_gates_are_named():
    expected = np.random.default_rng(0).standard_normal((5, 12))
    got = expected.copy()
    got[:, 3:6] *= 2
    got[2, 11] += 1
    assert compare(got, expected, Output("dW_xh", "(D, 4H)"), 1e-9).gates == (1, 3)
    assert compare(got, expected, Output("dW_xh", "(D, H)"), 1e-9).gates == ()
    assert compare(got[:, 1:], expected[:, 1:], Output("dW_xh", "(D, 4H)"), 1e-9).gates == ()


def test_wrong_steps_are_named():
    got = EXPECTED.copy()
    got[1] += 1
    assert compare(got, EXPECTED, TIMED, 1e-9).steps == (1,)


def test_stranger_that_raises_when_converted_is_a_wrong_type():
    class Trap:
        def __array__(self, *args, **kwargs):
            raise RuntimeError("no")

    assert compare(Trap(), EXPECTED, TIMED, 1e-9).kind == "wrong_type"


@pytest.mark.parametrize(
    ("got", "expected", "right"),
    [
        ((np.ones(2), 3.0), (np.ones(2), 3.0), True),
        ([np.ones(2), 3.0], (np.ones(2), 3.0), True),
        ((np.ones(2), 4.0), (np.ones(2), 3.0), False),
        ((np.ones(2),), (np.ones(2), 3.0), False),
        ({"a": 1}, {"a": 1}, True),
        ({"a": 1}, {"b": 1}, False),
        (["cat", "<unk>"], ["cat", "<unk>"], True),
        (np.array(["cat", "dog"]), ["cat", "dog"], True),
        (["cat"], ["dog"], False),
        (np.True_, True, True),
        (None, None, True),
        (np.ones(2), None, False),
        (np.ones(2), "ones", False),
        ([1, 2], None, False),
        (0.5, 0.5, True),
        (np.array([0.5]), 0.5, False),
    ],
)
def test_other_values(got, expected, right):
    assert compare(got, expected, Output("y", ""), 1e-9).is_right is right


def test_wrong_entries_of_a_list_are_counted():
    finding = compare(["a", "x", "c", "y"], ["a", "b", "c", "d"], Output("y", ""), 1e-9)
    assert (finding.kind, finding.got, finding.expected) == ("wrong_entries", (1, 3), 4)
    assert finding.entry == (1, "x", "b")


def test_the_first_difference_is_found_by_key_and_in_what_is_too_short():
    output = Output("y", "")
    assert compare({"a": 1, "b": 3}, {"a": 1, "b": 2}, output, 1e-9).entry == ("b", 3, 2)
    assert compare(["a", "x"], ["a", "b", "c"], output, 1e-9).entry == (1, "x", "b")
    assert compare(["a"], ["a", "b"], output, 1e-9).entry is None
    assert compare([np.ones(2)], [np.ones(2)] * 2, output, 1e-9).entry is None


def test_an_array_of_another_length_is_no_list_of_arrays():
    arrays, words = [np.ones((5, 6)), np.ones(6)], ["a", "b"]
    assert compare(np.ones((5, 6)), arrays, Output("y", ""), 1e-9).kind == "wrong_type"
    assert compare(np.array(["a"]), words, Output("y", ""), 1e-9).kind == "wrong_length"


@pytest.mark.parametrize("truth", [True, np.bool(False)])
def test_a_truth_value_is_no_wrong_number(truth):
    assert compare(truth, 0.25, Output("y", "float"), 1e-9).kind == "wrong_type"


def test_relative_error_is_0_where_both_are_0_and_1_where_one_is():
    assert relative_error(np.zeros(3), np.zeros(3)) == 0
    assert relative_error(np.ones(3), np.zeros(3)) == 1


def test_same_infinity_is_right():
    expected = np.array([0.0, -np.inf])
    assert compare(expected.copy(), expected, Output("y", ""), 1e-9).is_right
    assert not compare(-expected, expected, Output("y", ""), 1e-9).is_right


KINDS = {
    "floats for indices": (np.array([1.0, 2.0]), np.array([1, 2]), "numbers"),
    "one float for a count": (2.0, 2, "numbers"),
    "a float in a list of tokens": ([1, 2.0], [1, 2], "numbers"),
    "truths for numbers": (np.array([True, False]), np.array([1.0, 0.0]), "truths"),
    "truths for whole numbers": (np.array([True, False]), np.array([1, 0]), "truths"),
    "numbers to select with": (np.array([1, 0]), np.array([True, False]), "whole_numbers"),
}


@pytest.mark.parametrize(("got", "expected", "kind"), KINDS.values(), ids=KINDS)
def test_right_values_of_a_kind_that_cannot_stand_there_are_refused(got, expected, kind):
    finding = compare(got, expected, Output("y", "(N,)"), 1e-9)
    assert (finding.kind, finding.got) == ("wrong_kind", kind)


ACCEPTED = {
    "another size of whole numbers": (np.array([1, 2], "i2"), np.array([1, 2])),
    "whole numbers without sign": (np.array([1, 2], "u1"), np.array([1, 2])),
    "NumPy's whole number": (np.int32(2), 2),
    "whole numbers for numbers": (np.array([1, 0]), np.array([1.0, 0.0])),
    "a list for an array": ([[1.0, 2.0]], np.array([[1.0, 2.0]])),
    "an array for a list": (np.array([1, 2]), [1, 2]),
    "NumPy's truth value": (np.True_, True),
}


@pytest.mark.parametrize(("got", "expected"), ACCEPTED.values(), ids=ACCEPTED)
def test_other_kinds_that_can_stand_there_are_right(got, expected):
    assert compare(got, expected, Output("y", "(N,)"), 1e-9).kind == "ok"


def test_a_mask_may_be_made_of_truths_where_the_docstring_says_so():
    mask = Output("mask", "(T, N)", truths=True)
    assert compare(np.array([[True]]), np.array([[1.0]]), mask, 1e-9).kind == "ok"


@pytest.mark.parametrize(
    ("got", "kind"), [(0.0, "ok"), (1e-320, "ok"), (1e-8, "wrong"), (1e-12, "wrong")]
)
def test_what_must_be_exactly_0_may_not_be_small(got, kind):
    expected, output = np.array([0.5, 0.5, 0.0]), Output("a", "(T,)", exact=True)
    array = np.array([0.5, 0.5, got])
    assert compare(array, expected, output, 1e-9).kind == kind
    assert compare(array, expected, Output("a", "(T,)"), 1e-9).is_right


def test_float32_is_right_where_zeros_are_exact():
    expected, output = np.array([1 / 3, 2 / 3, 0.0]), Output("a", "(T,)", exact=True)
    assert compare(expected.astype(np.float32), expected, output, 1e-9).kind == "not_float64"


def test_wrong_values_are_not_called_a_wrong_kind():
    assert compare(2.5, 3, Output("n", "int"), 1e-9).kind == "wrong"


def test_a_dict_that_lacks_a_key_is_told_from_a_wrong_type():
    finding = compare({"a": 1}, {"a": 1, "b": 2}, Output("d", "dict"), 1e-9)
    assert finding.kind == "wrong_keys"


def test_huge_numbers_are_compared_too():
    huge = np.array([1e200, 1.0])
    assert compare(huge, huge / 2, Output("y", "(N,)"), 1e-9).error == pytest.approx(1 / 3)


@pytest.mark.parametrize("expected", [np.zeros(3), 0.0])
def test_rounding_of_zero_is_zero(expected):
    assert compare(expected + 1.5e-15, expected, Output("y", "(H,)"), 1e-7).kind == "ok"
    assert compare(expected + 1e-12, expected, Output("y", "(H,)"), 1e-7).kind == "wrong"
