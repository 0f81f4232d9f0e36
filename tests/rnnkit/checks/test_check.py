"""check() as a student meets it: each kind of message, points, no traceback."""

from dataclasses import replace

import numpy as np
import pytest

from rnnkit import check
from rnnkit.checks import CheckFailed
from rnnkit.checks.casefile import VISIBLE_CASES, load
from rnnkit.checks.judging import judge
from rnnkit.checks.messages import MESSAGES
from solutions import encoder_decoder, rnn_backward, rnn_forward, start_here

CELL = rnn_backward.rnn_cell_backward
RETURN = "return dx_t, dh_prev, dW_xh, dW_hh, db_h"


def failure(function, **options) -> str:
    with pytest.raises(CheckFailed) as caught:
        check(function, **options)
    return " ".join(" ".join(caught.value._render_traceback_()).split())


def report(function, capsys) -> tuple[float, str]:
    points = check(function)
    return float(points), " ".join(capsys.readouterr().out.split())


def test_right_answer(capsys):
    points, text = report(CELL, capsys)
    assert points == 5
    assert text.endswith("5 of 5 points")
    assert text.count(" ok") == 5


def test_points_print_as_the_number_that_nbgrader_reads(written):
    two_thirds = written(rnn_backward.output_backward, ("dlogits @ W_hy.T", "2 * dlogits @ W_hy.T"))
    assert float(repr(check(two_thirds))) == 2


def test_not_implemented(written):
    body = "return 1 / (1 + np.exp(-z))"
    text = failure(written(start_here.sigmoid, (body, "raise NotImplementedError()")))
    assert text.startswith("sigmoid is not implemented yet.")
    assert text.endswith("0 of 1 point")


def test_exception_shows_the_students_line_and_its_shapes(written):
    text = failure(written(CELL, ("dz_t @ W_hh.T", "dz_t @ W_xh")))
    assert "ValueError" in text
    assert "dh_prev = dz_t @ W_xh" in text
    assert "dz_t (3, 6)" in text
    assert "W_xh (5, 6)" in text
    assert "calling.py" not in text


def test_exception_in_a_function_that_the_student_calls(written):
    def helper(dz_t):
        raise RuntimeError("from below")

    function = written(CELL, ("dz_t.sum(axis=0)", "helper(dz_t)"))
    function.__globals__["helper"] = helper
    text = failure(function)
    assert "RuntimeError: from below" in text
    assert "of helper" in text


def test_exit_is_caught(written):
    text = failure(written(CELL, (RETURN, "raise SystemExit(0)")))
    assert "SystemExit" in text


def test_interrupt_goes_through(written):
    with pytest.raises(KeyboardInterrupt):
        check(written(CELL, (RETURN, "raise KeyboardInterrupt")))


def test_a_kind_of_not_implemented_error_of_anothers_is_an_exception(written):
    function = written(CELL, (RETURN, "raise type('NoInput', (NotImplementedError,), {})('stdin')"))
    assert "NoInput: stdin" in failure(function)


def test_missing_return(written):
    assert "returned None" in failure(written(CELL, (RETURN, "dx_t")))
    assert "returned None" in failure(written(rnn_forward.softmax, ("return exp /", "exp /")))


def test_too_few_results(written):
    text = failure(written(CELL, (RETURN, "return dx_t, dh_prev")))
    assert "must return 5 results (dx_t, dh_prev, dW_xh, dW_hh, db_h)" in text
    assert "a tuple of 2" in text


def test_wrong_type(written, capsys):
    points, text = report(written(CELL, ("return dx_t,", "return 'dx_t',")), capsys)
    assert points == 4
    assert "wrong type: expected an array of shape (3, 5), got str 'dx_t'" in text


def test_wrong_shape_in_letters(written, capsys):
    _, text = report(written(CELL, ("x_t.T @ dz_t", "(x_t.T @ dz_t)[:, :-1]")), capsys)
    assert "wrong shape: expected (D, H) = (5, 6), got (5, 5)" in text


def test_broadcast_bias_is_recognised(written, capsys):
    broadcast = "dz_t.sum(axis=0) + np.zeros((h_t.shape[1], 1))"
    _, text = report(written(CELL, ("dz_t.sum(axis=0)", broadcast)), capsys)
    assert "One number a unit is asked for, and a matrix came." in text


class Odd:
    """An object that has no words for itself."""

    def __repr__(self):
        raise RuntimeError


def inside_itself() -> list:
    endless: list = []
    endless.append(endless)
    return endless


ODD = {
    "a generator": (lambda: (x for x in "ab"), "an object of type generator"),
    "an object with an address": (object, "an object of type object"),
    "an object that cannot be shown": (Odd, "an object of type Odd"),
    "a list that contains itself": (inside_itself, "a list of 1"),
    "a dict": (lambda: {"dx_t": np.ones((3, 5))}, "a dict of 1"),
    "objects": (lambda: np.full((3, 5), None), "an array of shape (3, 5) that holds objects"),
    "complex numbers": (
        lambda: np.full((3, 5), 1j),
        "an array of shape (3, 5) that holds complex numbers",
    ),
    "a complex number": (lambda: np.complex128(1j), "complex 1j"),
    "masked entries": (
        lambda: np.ma.masked_array(np.ones((3, 5)), np.eye(3, 5)),
        "an array of shape (3, 5) with masked entries",
    ),
}


@pytest.mark.parametrize(("make", "named"), ODD.values(), ids=ODD)
def test_what_has_the_wrong_type_is_named_and_costs_its_own_share_only(make, named, written):
    function = written(CELL, ("return dx_t,", "return make(),"))
    function.__globals__["make"] = make
    verdict = judge(function, load(VISIBLE_CASES / "rnn_cell_backward.npz"))
    line, *others = verdict.lines
    text = " ".join([line.finding, *line.hints])
    assert f"wrong type: expected an array of shape (3, 5), got {named}" in text
    assert all(other.is_right for other in others)


def test_what_stands_under_a_mask_is_asked_for(written, capsys):
    masked = "return np.ma.masked_array(dx_t**2, dx_t > 0),"
    _, text = report(written(CELL, ("return dx_t,", masked)), capsys)
    assert "A masked entry stands for nothing." in text


def test_one_number_is_not_called_an_array():
    text = failure(lambda gradients, _: (gradients, gradients), exercise="clip_by_norm")
    assert "norm float wrong type: expected a number, got a list of 3" in text


def test_words_for_numbers_in_a_list_of_tokens_are_shown_as_they_are():
    text = failure(lambda *_: (np.zeros((9, 9)), np.zeros(2)), exercise="greedy_decode")
    assert "first difference is at 0: got array([0., 0.," in text


def test_complex_numbers_that_are_real_are_told_what_to_leave_out(written, capsys):
    points, text = report(written(CELL, ("return dx_t,", "return dx_t + 1e-17j,")), capsys)
    assert points == 4
    assert "right in value, but complex numbers in place of numbers" in text
    assert "`.real`" in text


def test_no_setting_of_a_notebook_stops_a_check(written):
    tiny = written(CELL, ("return dx_t,", "return dx_t * 1e-320,"))
    with np.errstate(all="raise"):
        assert check(rnn_backward.cross_entropy) == 2
        assert check(tiny) == 4


def test_what_comparing_warns_of_reaches_nobody(recwarn):
    def masked_losses(*arguments):
        L, dlogits = rnn_backward.cross_entropy(*arguments)
        return [np.ma.masked if loss == 0 else loss for loss in L], dlogits

    check(masked_losses, "cross_entropy")
    assert [str(warning.message) for warning in recwarn] == []


def test_an_axis_too_many_is_no_batch_left_where_the_batch_stays():
    def last(*arguments):
        state, h = encoder_decoder.encoder_state(*arguments)
        return np.stack([state] * len(state)), h

    line = judge(last, load(VISIBLE_CASES / "encoder_state.npz")).lines[0]
    assert "wrong_shape" in line.finding.id
    assert "batch_not_summed" not in [hint.id for hint in line.hints]


def test_nan(written, capsys):
    _, text = report(written(CELL, ("dz_t.sum(axis=0)", "dz_t.sum(axis=0) * np.nan")), capsys)
    assert "db_h (H,) contains NaN" in text


def test_changed_argument_costs_one_share(written, capsys):
    slip = "x_t *= 2; dh_prev = dz_t @ W_hh.T"
    points, text = report(written(CELL, ("dh_prev = dz_t @ W_hh.T", slip)), capsys)
    assert points == 3  # dW_xh is made with the changed x_t
    assert "changed in place: cache" in text


def test_float32_passes_with_a_note(written, capsys):
    points, text = report(written(CELL, ("x_t.T @ dz_t", "(x_t.T @ dz_t).astype('f4')")), capsys)
    assert points == 5
    assert "not in float64" in text


def test_steps_are_named(written, capsys):
    function = written(rnn_backward.rnn_backward, ("dz_t @ W_xh.T", "dz_t @ W_xh.T * (t != 1)"))
    _, text = report(function, capsys)
    assert "at t = 1 of 0 … 3" in text


def test_second_case_only(written, capsys):
    slip = "x_t.T @ dz_t * (1 if len(x_t) == 3 else 2)"
    _, text = report(written(CELL, ("x_t.T @ dz_t", slip)), capsys)
    assert "first in case 2 (N = 2, D = 7, H = 3)" in text


def test_changed_signature(written):
    text = failure(written(CELL, ("(dh_t: np.ndarray, cache: tuple)", "(dh_t)")))
    assert "could not be called with (dh_t, cache)" in text


def test_function_called_too_early():
    assert "takes the function itself" in failure(np.ones(3))


def test_misspelt_name():
    def rnn_cel_backward(): ...

    assert "Did you mean rnn_cell_backward?" in failure(rnn_cel_backward)


def test_unknown_name_lists_what_there_is():
    text = failure(lambda: None)
    assert "rnn_cell_backward" in text


def test_function_is_also_found_by_the_name_it_is_bound_to(monkeypatch):
    one_line = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731
    monkeypatch.setitem(globals(), "sigmoid", one_line)
    assert check(one_line) == 1


def test_validate_shows_partial_results_as_an_error(written, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    text = failure(written(CELL, ("dz_t @ W_hh.T", "dz_t @ W_hh")))
    assert "dh_prev (N, H) wrong" in text
    assert "4 of 5 points" in text


def test_text_fits_what_validate_shows(written):
    function = written(rnn_backward.rnn_backward, ("dh[t] + dh_next", "dh[t]"))
    with pytest.raises(CheckFailed) as caught:
        check(function)
    assert max(map(len, caught.value._render_traceback_())) <= 83


def test_hidden_cases_are_needed_only_when_asked_for(monkeypatch):
    monkeypatch.setenv("RNNKIT_HIDDEN_CASES", "/nowhere")
    assert check(CELL) == 5
    assert "rnn-course build" in failure(CELL, hidden=True)


@pytest.mark.usefixtures("hidden_cases")
def test_memorised_answers_fail_the_hidden_cases(written, capsys):
    slip = "dz_t @ W_hh.T * (len(dh_t) < 4)"
    points = check(written(CELL, ("dz_t @ W_hh.T", slip)), hidden=True)
    text = " ".join(capsys.readouterr().out.split())
    assert points == 4
    assert "in the hidden cases only" in text
    assert MESSAGES["hidden_only"][:40] in text


@pytest.mark.usefixtures("hidden_cases")
def test_full_points_survive_the_hidden_cases(capsys):
    assert check(CELL, hidden=True) == 5
    assert capsys.readouterr().out.strip() == MESSAGES["hidden_same"]


def test_thirds_of_points_never_exceed_the_maximum():
    for points in (0.1, 0.7, 1.1, 3, 7):
        exercise = replace(load(VISIBLE_CASES / "output_backward.npz"), points=points)
        assert judge(rnn_backward.output_backward, exercise).points == points
