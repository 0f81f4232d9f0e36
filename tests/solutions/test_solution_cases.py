"""Cases must be able to show a bug: what published graders were seen to miss."""

from itertools import combinations

import numpy as np
import pytest

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import HIDDEN_SIZES, VISIBLE_SIZES
from tests.support.solution_bank import CHAPTERS, REFERENCES, case_files, leaves

SIZES = VISIBLE_SIZES + HIDDEN_SIZES
exercises = pytest.mark.parametrize("exercise", REFERENCES)


def cases_of(exercise):
    """The random cases: an edge is there for what these do not have."""
    return [case for case in all_cases_of(exercise) if not case.edge]


def all_cases_of(exercise):
    built = case_files(exercise)
    return built.visible.cases + built.hidden.cases


def edge_of(exercise, name):
    (case,) = (case for case in all_cases_of(exercise) if case.edge == Edge(name).id)
    return case


def floats_of(case):
    return [array for array in leaves(case.arguments) if array.dtype.kind == "f"]


def test_there_are_solutions():
    assert {"00-start-here", "02-rnn-forward", "03-rnn-backward"} <= set(CHAPTERS)


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_sizes_are_large_enough(sizes):
    assert sizes["N"] >= 2
    assert sizes["T"] >= 3


@pytest.mark.parametrize("sizes", VISIBLE_SIZES, ids=str)
def test_sizes_differ_where_students_see_them(sizes):
    assert len(set(sizes.values())) == len(sizes)


def test_hidden_sizes_stand_in_relations_that_no_visible_ones_have():
    assert any(sizes["T"] > sizes["H"] > sizes["D"] for sizes in HIDDEN_SIZES)
    assert any(sizes["D"] == sizes["H"] for sizes in HIDDEN_SIZES)


def test_no_two_random_cases_have_the_same_size_anywhere():
    for one, other in combinations(SIZES, 2):
        assert all(one[letter] != other[letter] for letter in one)


@exercises
def test_there_is_more_than_one_case_of_each_kind(exercise):
    built = case_files(exercise)
    assert len(built.visible.cases) >= 2
    assert len(built.hidden.cases) >= 2


@exercises
def test_hidden_cases_share_no_numbers_with_visible_ones(exercise):
    built = case_files(exercise)
    seen = {number for case in built.visible.cases for a in floats_of(case) for number in a.flat}
    hidden = {number for case in built.hidden.cases for a in floats_of(case) for number in a.flat}
    # Edge cases on either side may be made of simple fractions.
    assert all(8 * number % 1 == 0 for number in seen & hidden)


@exercises
def test_no_state_and_no_step_is_zero(exercise):
    # The first axis is a step, a sequence or a unit: initial states, each step's gradient.
    for case in cases_of(exercise):
        for array in floats_of(case):
            assert all(np.any(part) for part in array)


@exercises
def test_recurrent_weights_show_a_missing_transpose(exercise):
    for case in cases_of(exercise):
        square = [W for W in floats_of(case) if W.ndim == 2 and W.shape[0] == W.shape[1]]
        for W in square:
            difference = np.linalg.norm(W - W.T)
            assert difference > 0.5 * np.linalg.norm(W)


@exercises
def test_numbers_are_large_enough_to_show_a_bug(exercise):
    # Weights of scale 0.05 shrink the smallest real bugs to 1e-5.
    for case in cases_of(exercise):
        for array in floats_of(case):
            assert np.abs(array).max() > 0.05


@exercises
def test_cases_of_an_exercise_give_different_results(exercise):
    for one, other in combinations(cases_of(exercise), 2):
        # Not strict: stacks of other depths have more arrays.
        pairs = zip(leaves(one.outputs), leaves(other.outputs), strict=False)
        assert not any(np.array_equal(a, b) for a, b in pairs)


@exercises
def test_reference_is_finite(exercise):
    for case in all_cases_of(exercise):
        assert all(np.isfinite(array).all() for array in leaves(case.outputs))


def largest(exercise, output):
    """The largest entry that the output has in a hidden case."""
    hidden = case_files(exercise).hidden
    i = [each.name for each in hidden.outputs].index(output)
    values = [np.abs(array).max() for case in hidden.cases for array in leaves(case.outputs[i])]
    return max(values)


@pytest.mark.parametrize("exercise", [name for name in REFERENCES if name.endswith("_backward")])
def test_gradients_are_so_large_that_clipping_any_of_them_shows(exercise):
    for output in case_files(exercise).hidden.outputs:
        if output.name.startswith("d"):
            assert largest(exercise, output.name) > 20, output.name


@pytest.mark.parametrize(
    ("exercise", "output"),
    [
        ("output_forward", "logits"),
        ("one_to_one_forward", "logits"),
        ("teacher_forcing", "logits"),
        ("attention_scores", "s"),
        ("attention_decoder_step", "logits"),
    ],
)
def test_scores_are_so_large_that_clipping_them_against_overflow_shows(exercise, output):
    assert largest(exercise, output) > 1000


def test_zeros_are_exact_where_the_docstring_says_so():
    exact = {
        (exercise, output.name)
        for exercise in REFERENCES
        for output in case_files(exercise).visible.outputs
        if output.exact
    }
    assert exact == {
        ("attention_weights", "a"),
        ("attention_weights_backward", "ds"),
        ("attention_decoder_step", "a_u"),
        ("self_attention_forward", "a"),
    }


@pytest.mark.parametrize("exercise", ["softmax", "cross_entropy"])
def test_one_row_of_logits_overflows_and_the_others_do_not(exercise):
    for case in cases_of(exercise):
        logits = case.arguments[0]
        with np.errstate(over="ignore"):
            overflows = np.isinf(np.exp(logits)).all(axis=-1)
        assert overflows.sum() == 1
        assert np.abs(logits[~overflows]).max() < 20


def test_cross_entropy_is_given_padding_behind_where_students_see_it():
    for case in cases_of("cross_entropy"):
        logits, _, mask = case.arguments
        assert set(mask.flat) == {0.0, 1.0}
        assert mask[logits.max(axis=-1) > 100].all()
    for case in case_files("cross_entropy").visible.cases[:2]:
        mask = case.arguments[2]
        assert (np.diff(mask, axis=0) <= 0).all()
        assert mask[0].all()


def test_cross_entropy_is_given_padding_elsewhere_in_an_edge_and_in_hidden_cases():
    edge = edge_of("cross_entropy", "padding in front and in the middle")
    for case in [edge, *case_files("cross_entropy").hidden.cases[:2]]:
        mask = case.arguments[2]
        assert (np.diff(mask, axis=0) > 0).any()


def test_output_backward_is_given_a_gradient_at_every_real_step():
    for case in cases_of("output_backward"):
        dlogits = case.arguments[0]
        assert np.any(dlogits, axis=(1, 2)).all()
        np.testing.assert_allclose(dlogits.sum(axis=-1), 0, atol=1e-12)


@pytest.mark.parametrize(("exercise", "h_t"), [("rnn_cell_backward", 4), ("rnn_backward", 4)])
def test_caches_hold_states_that_are_neither_small_nor_saturated(exercise, h_t):
    for case in cases_of(exercise):
        states = np.abs(case.arguments[1][h_t])
        assert 0.3 < states.mean() < 0.9


def test_gradient_check_is_given_a_gradient_that_is_off():
    for case in cases_of("gradient_check"):
        (error,) = case.outputs
        assert 0.05 < error < 0.95


def test_gradient_check_is_given_slopes_of_opposite_signs():
    # There |a| + |b| is not |a + b|.
    assert edge_of("gradient_check", "slopes of opposite signs").outputs == (1.0,)


def test_numerical_gradient_is_given_slopes_of_both_signs():
    (dx,) = edge_of("numerical_gradient", "a function that falls in places").outputs
    assert dx.min() < -0.1 < 0.1 < dx.max()


@pytest.mark.parametrize("exercise", ["numerical_gradient", "gradient_check"])
def test_steps_are_large_enough_to_show_a_one_sided_difference(exercise):
    for case in cases_of(exercise):
        assert case.arguments[-1] >= 0.02


@pytest.mark.parametrize("exercise", ["numerical_gradient", "gradient_check"])
def test_differences_are_taken_of_more_than_one_function(exercise):
    visible = case_files(exercise).visible.cases[:2]
    assert len({case.arguments[0] for case in visible}) == len(visible)
