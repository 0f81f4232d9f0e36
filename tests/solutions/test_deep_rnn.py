"""Stacks and dropout against what is known without the references, and their cases."""

from collections.abc import Callable

import numpy as np
import pytest

from rnn_course.bank.sampling import HIDDEN_SIZES, VISIBLE_SIZES, Sampler
from rnnkit.checks.calling import identical
from rnnkit.layers import GRU, LSTM, RNN
from solutions import deep_rnn as deep
from solutions import rnn_backward as backward
from solutions import rnn_forward as forward
from solutions.deep_rnn import cases
from tests.support.oracles import Problem, complex_safe, first_output, oracle_test
from tests.support.solution_bank import case_files

SIZES = VISIBLE_SIZES + HIDDEN_SIZES
WEIGHTS = 3  # of a layer: W_xh, W_hh, b_h
each_size = pytest.mark.parametrize("sizes", SIZES, ids=lambda sizes: f"T{sizes['T']}")


def cases_by_kind(exercise):
    """Visible and hidden ones, without those that have a condition of their own."""
    built = case_files(exercise)
    return [
        [case for case in kind.cases if not case.edge] for kind in (built.visible, built.hidden)
    ]


def cases_of(exercise):
    visible, hidden = cases_by_kind(exercise)
    return visible + hidden


def layers_of(arrays):
    return [tuple(arrays[i : i + WEIGHTS]) for i in range(0, len(arrays), WEIGHTS)]


def flat(x, h_0, layers):
    return (x, h_0, *(array for layer in layers for array in layer))


# Forward passes that share no code with the references: step by step, all layers in each.


def stack_of_layers(xp, x, h_0, *arrays):
    layers, before, columns = layers_of(arrays), list(h_0), []
    for x_t in x:
        read = x_t
        for k, (W_xh, W_hh, b_h) in enumerate(layers):
            read = before[k] = xp.tanh(b_h + before[k] @ W_hh + read @ W_xh)
        columns.append(xp.stack(before))
    return xp.stack([xp.stack([column[k] for column in columns]) for k in range(len(layers))])


def two_layers_with_a_gap(xp, x, h_0, *arrays):
    *arrays, mask = arrays
    lower, upper = layers_of(arrays)
    h = stack_of_layers(xp, x, h_0[:1], *lower)[0]
    return h, stack_of_layers(xp, h * mask, h_0[1:], *upper)[0]


# The problems: an exercise's own case, and the forward arguments that it came from.


def complex_stack(x, h_0, *arrays):
    """The reference, whose calls keep an imaginary part."""
    safe = complex_safe(deep.stacked_forward)
    safe.__globals__["rnn_forward"] = complex_safe(forward.rnn_forward)
    return safe(x, h_0, layers_of(arrays))[0]


def stacked_backward(new_sample: Callable[[], Sampler]) -> Problem:
    dh, caches = cases.stacked_backward(new_sample())
    arguments = cases.stacked_forward(new_sample())
    assert identical(deep.stacked_forward(*arguments)[1], caches)
    dx, dh_0, dlayers = deep.stacked_backward(dh, caches)
    gradients = flat(dx, dh_0, dlayers)
    return Problem(complex_stack, stack_of_layers, (dh,), flat(*arguments), gradients)


def two_layers_with_dropout(new_sample: Callable[[], Sampler]) -> Problem:
    """Both dropout exercises between two layers; the states of both are read from outside."""
    sample = new_sample()
    x, h_lower, lower, u, rate, _ = cases.dropout_forward(sample)
    dh, dh_top = sample.normal("T", "N", "H"), sample.normal("T", "N", "H")
    upper = (sample.weight("H", "H"), sample.weight("H", "H"), sample.bias("H"))
    h_upper = np.tanh(sample.normal("N", "H"))

    _, up, mask = deep.dropout_forward(x, h_lower, lower, u, rate, True)
    _, lower_cache = forward.rnn_forward(x, h_lower, *lower)
    _, upper_cache = forward.rnn_forward(up, h_upper, *upper)
    dup, dh_upper, *dupper = backward.rnn_backward(dh_top, upper_cache)
    dh_total = deep.dropout_backward(dup, dh, mask)
    dx, dh_lower, *dlower = backward.rnn_backward(dh_total, lower_cache)

    def reference(x, h_0, *arrays):
        *arrays, mask = arrays
        lower, upper = layers_of(arrays)
        run = first_output(forward.rnn_forward)
        h = run(x, h_0[0], *lower)
        return h, run(h * mask, h_0[1], *upper)

    arguments = (*flat(x, np.stack([h_lower, h_upper]), [lower, upper]), mask)
    gradients = flat(dx, np.stack([dh_lower, dh_upper]), [dlower, dupper])
    return Problem(reference, two_layers_with_a_gap, (dh, dh_top), arguments, gradients)


test_gradients_of_stacks_match = oracle_test(stacked_backward, two_layers_with_dropout)


@each_size
def test_the_stack_is_pytorchs_rnn_of_several_layers(sizes):
    torch = pytest.importorskip("torch")
    x, h_0, layers = cases.stacked_forward(Sampler(sizes, "pytorch"))
    L, _, H = h_0.shape
    module = torch.nn.RNN(x.shape[-1], H, num_layers=L, dtype=torch.float64)
    names = ("weight_ih_l{}", "weight_hh_l{}", "bias_ih_l{}")
    parameters = dict(module.named_parameters())
    with torch.no_grad():
        for k, layer in enumerate(layers):
            parameters[f"bias_hh_l{k}"].zero_()
            for name, array in zip(names, layer, strict=True):
                parameters[name.format(k)].copy_(torch.tensor(array.T))
    inputs = [torch.tensor(array, requires_grad=True) for array in (x, h_0)]
    output, finals = module(*inputs)

    h, caches = deep.stacked_forward(x, h_0, layers)
    np.testing.assert_allclose(h[-1], output.detach(), rtol=0, atol=1e-13)
    np.testing.assert_allclose(h[:, -1], finals.detach(), rtol=0, atol=1e-13)

    # PyTorch shows the top layer's states, and the last one of every layer.
    rng = np.random.default_rng(0)
    dtop, dfinals = rng.standard_normal(output.shape), rng.standard_normal(finals.shape)
    ((output * torch.tensor(dtop)).sum() + (finals * torch.tensor(dfinals)).sum()).backward()
    dh = np.zeros_like(h)
    dh[:, -1] = dfinals
    dh[-1] += dtop
    dx, dh_0, dlayers = deep.stacked_backward(dh, caches)
    for got, tensor in zip((dx, dh_0), inputs, strict=True):
        np.testing.assert_allclose(got, tensor.grad, rtol=0, atol=1e-12)
    for k, dlayer in enumerate(dlayers):
        for name, dW in zip(names, dlayer, strict=True):
            wanted = parameters[name.format(k)].grad.numpy().T
            np.testing.assert_allclose(dW, wanted, rtol=0, atol=1e-12)


@each_size
def test_the_stack_is_that_of_rnnkit(sizes):
    x, h_0, layers = cases.stacked_forward(Sampler(sizes, "rnnkit"))
    stack = RNN(x.shape[-1], h_0.shape[-1], num_layers=len(layers))
    for k, layer in enumerate(layers):
        for name, array in zip(stack.names(k).values(), layer, strict=True):
            stack.parameters[name][...] = array
    top, finals = stack.forward(x, h_0)
    h, caches = deep.stacked_forward(x, h_0, layers)
    np.testing.assert_allclose(h[-1], top, rtol=0, atol=1e-13)
    np.testing.assert_allclose(h[:, -1], finals, rtol=0, atol=1e-13)
    dh = np.zeros_like(h)
    dh[-1] = np.random.default_rng(1).standard_normal(top.shape)
    dx, _, dlayers = deep.stacked_backward(dh, caches)
    np.testing.assert_allclose(dx, stack.backward(dh[-1])[0], rtol=0, atol=1e-12)
    for k, dlayer in enumerate(dlayers):
        for name, dW in zip(stack.names(k).values(), dlayer, strict=True):
            np.testing.assert_allclose(dW, stack.gradients[name], rtol=0, atol=1e-12)


@each_size
def test_a_stack_of_one_layer_is_that_layer(sizes):
    x, h_0, layers = cases.stacked_forward(Sampler(sizes, "one layer"))
    h, caches = deep.stacked_forward(x, h_0[:1], layers[:1])
    wanted, cache = forward.rnn_forward(x, h_0[0], *layers[0])
    np.testing.assert_array_equal(h, wanted[None])
    dx, dh_0, (dlayer,) = deep.stacked_backward(h, caches)
    gradients = backward.rnn_backward(wanted, cache)
    for got, expected in zip((dx, dh_0[0], *dlayer), gradients, strict=True):
        np.testing.assert_array_equal(got, expected)


@pytest.mark.parametrize("directions", [1, 2])
@pytest.mark.parametrize(("D", "H", "L"), [(5, 3, 1), (4, 6, 2), (26, 16, 3)])
def test_counts_are_those_of_the_arrays_that_rnnkit_makes(D, H, L, directions):
    stack = RNN(D, H, num_layers=L, bidirectional=directions == 2)
    wanted = [
        sum(stack.parameters[name].size for d in range(directions) for name in _names(stack, k, d))
        for k in range(L)
    ]
    assert deep.parameter_counts(D, H, L, directions) == wanted


@pytest.mark.parametrize(("layer", "gates"), [(LSTM, 4), (GRU, 3)])
def test_counts_times_the_gates_are_those_of_gated_layers(layer, gates):
    stack = layer(7, 5, num_layers=2)
    total = sum(array.size for array in stack.parameters.values())
    assert gates * sum(deep.parameter_counts(7, 5, 2, 1)) == total


def _names(stack, level, direction):
    return stack.names(level, direction).values()


def test_dropout_keeps_the_mean_and_the_share_that_the_rate_says():
    rng, rate = np.random.default_rng(0), 0.3
    x, h_0 = rng.standard_normal((20, 50, 4)), np.zeros((50, 30))
    weights = (rng.standard_normal((4, 30)), np.zeros((30, 30)), np.full(30, 2.0))
    u = rng.random((20, 50, 30))
    h, up, mask = deep.dropout_forward(x, h_0, weights, u, rate, True)
    assert np.mean(mask == 0) == pytest.approx(rate, abs=0.01)
    assert up.mean() == pytest.approx(h.mean(), rel=0.02)
    assert set(mask.flat) == {0.0, 1 / (1 - rate)}


def test_states_go_on_untouched_and_nothing_is_dropped_at_test_time():
    for case in cases_of("dropout_forward"):
        x, h_0, weights, *_, training = case.arguments
        wanted, _ = forward.rnn_forward(x, h_0, *weights)
        h, up, mask = case.outputs
        np.testing.assert_array_equal(h, wanted)
        if not training:
            np.testing.assert_array_equal(up, wanted)
        assert (mask == 1).all() == (not training)


def test_cases_of_each_kind_train_once_and_never_drop_half():
    for drawn in cases_by_kind("dropout_forward"):
        assert sorted(case.arguments[-1] for case in drawn) == [False, True]
    rates = [case.arguments[-2] for case in cases_of("dropout_forward")]
    assert all(0.15 < rate < 0.45 for rate in rates)


def test_cases_of_each_kind_count_one_direction_and_two():
    for drawn in cases_by_kind("parameter_counts"):
        assert sorted(case.arguments[-1] for case in drawn) == [1, 2]
        assert all(case.arguments[0] != case.arguments[1] for case in drawn)


def test_stacks_of_the_cases_are_two_and_more_high_and_some_have_inputs_of_another_width():
    visible, _ = cases_by_kind("stacked_forward")
    assert {len(case.arguments[2]) for case in visible} == {2, 4}
    built = case_files("stacked_forward")
    for kind in (built.visible, built.hidden):
        widths = [(case.arguments[0].shape[-1], case.arguments[1].shape[-1]) for case in kind.cases]
        assert any(D != H for D, H in widths)
        assert any(D == H for D, H in widths)


def test_something_comes_in_from_outside_at_every_layer_and_step():
    for case in cases_of("stacked_backward"):
        assert np.any(case.arguments[0], axis=(2, 3)).all()
