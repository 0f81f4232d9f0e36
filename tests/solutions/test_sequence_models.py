"""Chapter 04's references against other ways to know the answer, and its cases."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from rnn_course.bank.sampling import HIDDEN_SIZES, VISIBLE_SIZES, Sampler
from solutions import rnn_forward as forward
from solutions import sequence_models as models
from solutions.rnn_forward import cases as forward_cases
from solutions.sequence_models import cases
from tests.support.solution_bank import case_files

DRAWS = [(f"case {sizes}", sizes) for sizes in VISIBLE_SIZES + HIDDEN_SIZES]
sizes_and_seeds = pytest.mark.parametrize(("seed", "sizes"), DRAWS, ids=lambda value: str(value))
SHAPES = ("one-to-one", "one-to-many", "many-to-one", "synchronous", "asynchronous")


def cases_of(exercise):
    """The random cases: an edge is there for what these do not have."""
    return [case for case in all_cases_of(exercise) if not case.edge]


def all_cases_of(exercise):
    built = case_files(exercise)
    return built.visible.cases + built.hidden.cases


@sizes_and_seeds
@pytest.mark.parametrize("which", [0, 1], ids=["last", "mean"])
def test_many_to_one_gradient_matches_autograd(seed, sizes, which):
    sample = Sampler(sizes, seed)
    dh_last, dh_mean, mask = cases.many_to_one_backward(sample)
    h = sample.normal("T", "N", "H")
    upstream = (dh_last, dh_mean)[which]

    def loss(h):  # sequence by sequence, which the reference is not
        real = [h[: int(m.sum()), n] for n, m in enumerate(mask.T)]
        ways = (lambda states: states[-1], lambda states: anp.mean(states, axis=0))
        return anp.sum(upstream * anp.stack([ways[which](states) for states in real]))

    got = models.many_to_one_backward(dh_last, dh_mean, mask)[which]
    np.testing.assert_allclose(got, autograd.grad(loss)(h), rtol=1e-12, atol=1e-14)


@sizes_and_seeds
def test_one_to_one_is_one_step_from_nothing_whatever_w_hh_is(seed, sizes):
    sample = Sampler(sizes, seed)
    x, W_xh, b_h, W_hy, b_y = cases.one_to_one_forward(sample)
    h_0, W_hh = np.zeros(sample.shape("N", "H")), sample.weight("H", "H")
    states, _ = forward.rnn_forward(x[None], h_0, W_xh, W_hh, b_h)
    h, logits = models.one_to_one_forward(x, W_xh, b_h, W_hy, b_y)
    np.testing.assert_allclose(h, states[0], rtol=1e-14)
    np.testing.assert_allclose(logits, forward.output_forward(states, W_hy, b_y)[0], rtol=1e-14)


@sizes_and_seeds
def test_one_to_many_is_the_forward_pass_over_its_own_choices(seed, sizes):
    arguments = cases.one_to_many_forward(Sampler(sizes, seed))
    first, h_0, W_xh, W_hh, b_h, W_hy, b_y, _ = arguments
    classes, logits = models.one_to_many_forward(*arguments)
    read = np.eye(len(b_y))[np.vstack([first[None], classes[:-1]])]
    states, _ = forward.rnn_forward(read, h_0, W_xh, W_hh, b_h)
    np.testing.assert_allclose(logits, forward.output_forward(states, W_hy, b_y), rtol=1e-12)
    np.testing.assert_array_equal(classes, logits.argmax(axis=-1))


@sizes_and_seeds
def test_padding_changes_neither_last_state_nor_mean(seed, sizes):
    sample = Sampler(sizes, seed)
    x, *weights = forward_cases.rnn_forward(sample)
    mask = sample.mask()
    other = np.where(mask[:, :, None] == 1, x, 7.0)
    results = [
        models.many_to_one_forward(forward.rnn_forward(a, *weights)[0], mask) for a in (x, other)
    ]
    np.testing.assert_array_equal(results[0][0], results[1][0])
    np.testing.assert_array_equal(results[0][1], results[1][1])


def test_every_case_of_choose_shapes_has_every_shape_more_than_once():
    for case in cases_of("choose_shapes"):
        (shapes,) = case.outputs
        assert all(shapes.count(shape) >= 2 for shape in SHAPES)


def test_melodies_of_the_cases_change_and_tell_the_shapes_of_their_arrays():
    for case in cases_of("one_to_many_forward"):
        first, *_, T = case.arguments
        classes, logits = case.outputs
        assert classes.shape == (T, len(first)) == logits.shape[:2]
        assert min(len(set(column)) for column in classes.T) >= 3


def test_masks_of_the_cases_have_padding_behind_and_one_full_sequence():
    for exercise in ("many_to_one_forward", "many_to_one_backward"):
        for case in cases_of(exercise):
            mask = case.arguments[-1]
            assert (np.diff(mask, axis=0) <= 0).all()
            assert mask[-1].any()
            assert not mask.all()


def test_longest_sequence_is_not_always_the_first():
    for exercise in ("many_to_one_forward", "many_to_one_backward"):
        places = {case.arguments[-1][-1].argmax() for case in all_cases_of(exercise)}
        assert len(places) > 1


def test_accuracy_is_measured_with_padding_at_any_place_and_with_a_tie():
    for case in cases_of("accuracy_and_chance"):
        logits, labels, mask = case.arguments
        tied = (logits == logits.max(axis=-1, keepdims=True)).sum(axis=-1) > 1
        assert (np.diff(mask, axis=0) > 0).any()
        assert tied[mask == 1].any()
        assert (labels[tied] > 0).all()


def test_pairs_of_the_cases_have_other_lengths_and_no_special_token_is_zero():
    for case in cases_of("pack_pairs"):
        sources, targets, *special = case.arguments
        assert 0 not in special
        assert len(set(special)) == 3
        assert not set(special) & {token for row in sources + targets for token in row}
        assert len({len(row) for row in sources}) > 1
        assert any(len(s) != len(t) for s, t in zip(sources, targets, strict=True))


def test_packed_pairs_can_be_unpacked():
    for case in all_cases_of("pack_pairs"):
        sources, targets, _, bos, eos = case.arguments
        source, source_mask, decoder_input, decoder_target, target_mask = case.outputs
        for n, (read, written) in enumerate(zip(sources, targets, strict=True)):
            real = target_mask[:, n] == 1
            assert source[source_mask[:, n] == 1, n].tolist() == read
            assert decoder_input[real, n].tolist() == [bos, *written]
            assert decoder_target[real, n].tolist() == [*written, eos]
