"""Parameters in place, dropout, reproducibility, memory."""

import gc
import tracemalloc

import numpy as np
import pytest

from rnnkit.layers import LSTM, RNN
from tests.support.samples import sample
from tests.support.textbook_layers import KINDS, build


@pytest.mark.parametrize("kind", KINDS)
def test_a_parameter_changed_in_place_counts_at_the_next_forward(kind, rng):
    layer, x = build(kind, 3, 4, num_layers=2), rng.standard_normal((5, 2, 3))
    for name, array in layer.parameters.items():
        before, _ = layer.forward(x)
        array += 0.5
        after, _ = layer.forward(x)
        assert not np.array_equal(before, after), name


def test_a_step_against_the_gradient_lowers_the_loss(rng):
    layer, x = LSTM(3, 8, rng=0), rng.standard_normal((6, 4, 3))
    target, losses = rng.uniform(-0.5, 0.5, (6, 4, 8)), []
    for _ in range(30):
        y, _ = layer.forward(x)
        losses.append(np.sum((y - target) ** 2))
        layer.backward(2 * (y - target))
        for name, array in layer.parameters.items():
            array -= 0.01 * layer.gradients[name]
    assert losses[-1] < 0.8 * losses[0]


def test_gradients_are_overwritten_not_summed(rng):
    layer, x = RNN(3, 4), rng.standard_normal((5, 2, 3))
    dy = rng.standard_normal((5, 2, 4))
    layer.forward(x)
    layer.backward(dy)
    once = layer.gradients["W_xh"].copy()
    layer.backward(dy)
    np.testing.assert_array_equal(layer.gradients["W_xh"], once)


def test_the_same_seed_gives_the_same_layer():
    first, second, third = (LSTM(3, 4, rng=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.parameters["W_xh"], second.parameters["W_xh"])
    assert not np.array_equal(first.parameters["W_xh"], third.parameters["W_xh"])


def test_dropout_keeps_the_mean_and_stops_in_evaluation(rng):
    layer = RNN(3, 50, num_layers=2, dropout=0.4, rng=0)
    plain = RNN(3, 50, num_layers=2, rng=0)
    x = rng.standard_normal((4, 30, 3))
    layer.parameters["W_hh_l1"][...] = 0
    layer.parameters["W_xh_l1"][...] = 1e-3 * np.eye(50)  # so small that tanh is linear
    layer.parameters["b_h_l1"][...] = 0
    plain.load(layer.parameters)
    expected, _ = plain.forward(x)
    y, _ = layer.forward(x)
    kept = y != 0
    assert abs(kept.mean() - 0.6) < 0.02
    np.testing.assert_allclose(y[kept], expected[kept] / 0.6, rtol=1e-5)
    layer.training = False
    np.testing.assert_array_equal(layer.forward(x)[0], expected)


def test_dropout_gradient_uses_the_mask_of_the_forward_call(rng):
    layer = LSTM(2, 3, num_layers=2, dropout=0.5, rng=0)
    x, dy, step = rng.standard_normal((4, 2, 2)), rng.standard_normal((4, 2, 3)), 1e-6
    state = layer.rng.bit_generator.state

    def loss():
        layer.rng.bit_generator.state = state
        return np.sum(layer.forward(x)[0] * dy)

    loss()
    layer.backward(dy)
    gradient, W = layer.gradients["W_hh"][1, 2], layer.parameters["W_hh"]
    W[1, 2] += step
    up = loss()
    W[1, 2] -= 2 * step
    assert abs((up - loss()) / (2 * step) - gradient) < 1e-7 * max(1, abs(gradient))


def memory_of_arrays():
    """Bytes of NumPy's own, since other threads of a test run allocate, too."""
    gc.collect()
    only = tracemalloc.DomainFilter(inclusive=True, domain=np.lib.tracemalloc_domain)
    return sum(trace.size for trace in tracemalloc.take_snapshot().filter_traces([only]).traces)


@pytest.mark.parametrize("kind", sample(KINDS, "lstm", mark="slow"))
def test_memory_does_not_grow_with_the_number_of_steps(kind, rng):
    layer = build(kind, 8, 16, num_layers=2, bidirectional=True, dropout=0.2)
    x, dy = rng.standard_normal((20, 8, 8)), np.ones((20, 8, 32))

    def train(steps):
        for _ in range(steps):
            layer.forward(x, lengths=[20, 3, 20, 7, 1, 0, 12, 20])
            layer.backward(dy)
        return memory_of_arrays()

    tracemalloc.start()
    try:
        train(3)
        few = train(2)
        many = train(20)
    finally:
        tracemalloc.stop()
    assert many - few < 10_000  # less than half of one array of a step


def test_buffers_serve_every_smaller_batch(rng):
    layer = LSTM(8, 16)
    layer.forward(rng.standard_normal((20, 8, 8)))
    layer.backward(np.ones((20, 8, 16)))
    flat = layer._scans[0][0].buffers._flat
    kept = {name: id(array) for name, array in flat.items()}
    for T, N in ((7, 8), (20, 3), (1, 1), (20, 8)):
        layer.forward(rng.standard_normal((T, N, 8)))
        layer.backward(np.ones((T, N, 16)))
    assert {name: id(array) for name, array in flat.items()} == kept
