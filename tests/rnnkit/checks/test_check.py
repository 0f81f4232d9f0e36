"""check() as a student meets it: each kind of message, points, no traceback."""

from dataclasses import replace

import numpy as np
import pytest

from rnnkit import check
from rnnkit.checks import CheckFailed
from rnnkit.checks.casefile import VISIBLE_CASES, load
from rnnkit.checks.judging import judge
from rnnkit.checks.messages import MESSAGES
from solutions import rnn_backward, rnn_forward, start_here

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
    assert "stretched into a matrix" in text


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
