"""Chapter 11's references against three oracles, against brute force, and its cases."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest

from rnn_course.bank.sampling import HIDDEN_SIZES, VISIBLE_SIZES, Sampler
from rnnkit.checks.calling import identical
from rnnkit.checks.functions import drifting_step
from solutions import encoder_decoder as solved
from solutions import rnn_forward as forward
from solutions.encoder_decoder import cases
from tests.support.oracles import Problem, complex_safe, oracle_test
from tests.support.solution_bank import case_files

SIZES = pytest.mark.parametrize("sizes", VISIBLE_SIZES + HIDDEN_SIZES, ids=str)


def cases_of(exercise):
    """Those without a condition of their own."""
    built = case_files(exercise)
    return [case for case in built.visible.cases + built.hidden.cases if not case.edge]


# The independent forward: each sequence by itself, so that there is no padding at all.


def pairs_one_by_one(xp, state_shift, V_xh, V_hh, a_h, W_xh, W_hh, b_h, x, lengths, inputs):
    """Decoder states of every pair; ``state_shift`` is added to what is handed on."""
    columns = []
    for n, length in enumerate(lengths):
        h = xp.zeros_like(a_h)
        for t in range(length):
            h = xp.tanh(x[t, n] @ V_xh + h @ V_hh + a_h)
        h = h + state_shift[n]
        states = []
        for y in inputs[:, n]:
            h = xp.tanh(y @ W_xh + h @ W_hh + b_h)
            states.append(h)
        columns.append(xp.stack(states))
    return xp.stack(columns, 1)


def reference_states(state_shift, V_xh, V_hh, a_h, W_xh, W_hh, b_h, x, lengths, inputs):
    """The same through the references; the decoder's logits are not needed."""
    mask = (np.arange(len(x))[:, None] < np.asarray(lengths)).astype(float)
    state, _ = complex_safe(solved.encoder_state)(x, mask, V_xh, V_hh, a_h)
    start = state + state_shift
    return complex_safe(forward.rnn_forward)(inputs, start, W_xh, W_hh, b_h)[0]


def encoder_decoder_backward(new_sample: Callable[[], Sampler]) -> Problem:
    dh, encoder_cache, decoder_cache = cases.encoder_decoder_backward(new_sample())
    x, mask, V_xh, V_hh, a_h = cases.encoder_state(new_sample())
    assert identical(encoder_cache[:4], (x, mask, V_xh, V_hh))
    inputs, state, W_xh, W_hh, h = decoder_cache
    # The bias is not in the cache; it is what is missing from the first step's sum.
    b_h = (np.arctanh(h[0]) - inputs[0] @ W_xh - state @ W_hh).mean(axis=0)
    gradients = solved.encoder_decoder_backward(dh, encoder_cache, decoder_cache)
    lengths = mask.sum(axis=0).astype(int).tolist()
    weights = (np.zeros_like(state), V_xh, V_hh, a_h, W_xh, W_hh, b_h)
    arguments = (*weights, x, lengths, inputs)
    return Problem(reference_states, pairs_one_by_one, (dh,), arguments, gradients)


test_gradient_over_the_joint_matches = oracle_test(encoder_decoder_backward)


@SIZES
def test_a_state_knows_nothing_of_padding_and_neighbours(sizes):
    x, mask, *weights = cases.encoder_state(Sampler(sizes, "neighbours"))
    loud = np.where(mask[:, :, None] == 1, x, 9.0)
    state, h = solved.encoder_state(loud, mask, *weights)
    for n, length in enumerate(mask.sum(axis=0).astype(int)):
        zero = np.zeros((1, len(weights[1])))
        alone, _ = forward.rnn_forward(x[:length, n : n + 1], zero, *weights)
        np.testing.assert_allclose(h[:length, n], alone[:, 0], rtol=0, atol=1e-14)
        np.testing.assert_array_equal(
            h[length - 1 :, n], np.tile(state[n], (len(x) - length + 1, 1))
        )


@SIZES
def test_teacher_forcing_is_the_forward_pass_over_the_shifted_target(sizes):
    state, target, bos, W_xh, W_hh, b_h, W_hy, b_y = arguments = cases.teacher_forcing(
        Sampler(sizes, "shifted")
    )
    read, h, logits = solved.teacher_forcing(*arguments)
    assert (read[0] == bos).all()
    np.testing.assert_array_equal(read[1:], target[:-1])
    states, _ = forward.rnn_forward(np.eye(len(W_xh))[read], state, W_xh, W_hh, b_h)
    np.testing.assert_allclose(h, states, rtol=1e-12)
    np.testing.assert_allclose(logits, forward.output_forward(states, W_hy, b_y), rtol=1e-12)


def score_of(step, state, bos, tokens):
    score, read = 0.0, bos
    for token in tokens:
        log_y_hat, state = step(state, read)
        score, read = score + log_y_hat[token], token
    return score


def all_texts(V, eos, longest):
    """Every finished text, and every unfinished one of full length."""
    others = [token for token in range(V) if token != eos]
    for length in range(longest):
        yield from ([*text, eos] for text in product(others, repeat=length))
    yield from (list(text) for text in product(others, repeat=longest))


def starts(count, H):
    rng = np.random.default_rng(H)
    for _ in range(count):
        bos, eos = (int(token) for token in rng.permutation(H + 2)[:2])
        yield drifting_step, 1.5 * rng.standard_normal(H), bos, eos, 4


@pytest.mark.parametrize("alpha", [0.0, 0.7, 1.0])
def test_a_beam_as_wide_as_the_tree_finds_the_best_of_all_texts(alpha):
    for step, state, bos, eos, longest in starts(10, H=2):
        texts = list(all_texts(4, eos, longest))
        scores = [score_of(step, state, bos, text) for text in texts]
        ranks = [score / len(text) ** alpha for score, text in zip(scores, texts, strict=True)]
        best = int(np.argmax(ranks))
        arguments = (step, state, bos, eos, longest, 4**4, alpha)
        tokens, score = solved.beam_search(*arguments)
        assert tokens == texts[best]
        assert score == pytest.approx(scores[best], rel=1e-12)


def test_a_beam_of_one_is_greedy_whatever_alpha_is():
    for start in starts(20, H=4):
        tokens, score = solved.greedy_decode(*start)
        for alpha in (0.0, 1.0):
            assert solved.beam_search(*start, 1, alpha) == (tokens, score)


def test_a_score_is_the_log_probability_of_its_tokens():
    for start in starts(20, H=5):
        for tokens, score in (solved.greedy_decode(*start), solved.beam_search(*start, 3, 0.5)):
            assert score == pytest.approx(score_of(*start[:3], tokens), rel=1e-12)
            assert start[3] not in tokens[:-1]


def test_cases_of_the_beam_show_what_greed_misses_and_what_the_length_changes():
    differs = []
    for case in cases_of("beam_search"):
        *start, width, _ = case.arguments
        _, score = case.outputs
        assert solved.greedy_decode(*start)[1] < score
        differs.append(solved.beam_search(*start, width, 0.0)[1] > score)
    assert any(differs)


def a_little_off(step, rng):
    """The same step, where candidates that are equal no longer are: either may be kept."""

    def moved(state, token):
        log_p, state = step(state, token)
        return log_p + 1e-10 * rng.standard_normal(len(log_p)), state

    return moved


@pytest.mark.parametrize("exercise", ["greedy_decode", "beam_search"])
def test_no_case_has_two_right_answers_however_equals_are_ordered(exercise):
    built, rng = case_files(exercise), np.random.default_rng(0)
    for case in built.visible.cases + built.hidden.cases:
        step, *others = case.arguments
        for _ in range(20):
            tokens, _ = getattr(solved, exercise)(a_little_off(step, rng), *others)
            assert tokens == case.outputs[0]


def test_one_case_of_the_beam_has_candidates_with_equal_scores():
    steps = [case.arguments[:3] for case in case_files("beam_search").visible.cases]
    first = [np.sort(step(state, bos)[0]) for step, state, bos in steps]
    assert any((np.diff(log_p)[-2:] == 0).all() for log_p in first)


def test_greedy_is_ended_by_the_end_in_one_visible_case_and_by_the_limit_in_the_other():
    ends = [case.outputs[0][-1] == case.arguments[3] for case in cases_of("greedy_decode")]
    assert sorted(ends[:2]) == sorted(ends[2:]) == [False, True]


def test_the_step_of_the_cases_gives_probabilities_and_leaves_its_state_alone():
    state = np.random.default_rng(0).standard_normal(5)
    before = state.copy()
    log_y_hat, after = drifting_step(state, 3)
    assert np.exp(log_y_hat).sum() == pytest.approx(1, rel=1e-12)
    assert log_y_hat.shape == (7,)
    assert not np.shares_memory(state, after)
    np.testing.assert_array_equal(state, before)


def test_targets_of_the_cases_end_at_different_steps_and_no_special_token_is_another():
    for case in cases_of("teacher_forcing"):
        _, target, bos, *_ = case.arguments
        assert bos not in target
        lengths = {len(column) - int((column[::-1] == column[-1]).argmin()) for column in target.T}
        assert len(lengths) > 1
