"""The explorer's numbers, against other ways to the same numbers."""

import dataclasses

import numpy as np
import pytest

from rnnkit import layers
from rnnkit.widgets.explorer.cells import FunctionCell, LayerCell
from rnnkit.widgets.explorer.gradient_decay import compute_decay
from rnnkit.widgets.explorer.setting import H, Setting, draw_sequence, draw_weights
from solutions.gru import gru_backward, gru_forward
from solutions.lstm import lstm_backward, lstm_forward
from solutions.rnn_backward import rnn_backward
from solutions.rnn_forward import rnn_forward
from tests.support.samples import sample

FUNCTIONS = {
    "RNN": (rnn_forward, rnn_backward),
    "LSTM": (lstm_forward, lstm_backward),
    "GRU": (gru_forward, gru_backward),
}
KINDS = list(FUNCTIONS)
T = 24
SLOPES = {
    "tanh": (np.tanh, lambda h: 1 - h**2),
    "relu": (lambda z: np.maximum(z, 0), lambda h: (h > 0).astype(float)),
    "none": (lambda z: z, np.ones_like),
}


def rnn_jacobians(setting):
    """∂h_t/∂h_{t−1} for t = 1 to T, by the formula."""
    f, slope = SLOPES[setting.nonlinearity]
    (W_xh, W_hh, b_h), (x, _) = draw_weights(setting), draw_sequence(setting.T)
    h, jacobians = np.zeros(H), []
    for x_t in x[:, 0]:
        h = f(x_t @ W_xh + h @ W_hh + b_h)
        jacobians.append(slope(h)[:, None] * W_hh.T)
    return jacobians


def chain(jacobians):
    """Their product, the last step at the left."""
    return np.linalg.multi_dot([np.eye(H), np.eye(H), *jacobians[::-1]])


@pytest.mark.parametrize("nonlinearity", SLOPES)
@pytest.mark.parametrize("size", [0.3, 0.9, 1.6])
def test_rnn_is_the_product_of_its_jacobians(nonlinearity, size):
    setting = Setting(nonlinearity=nonlinearity, scale=size, T=T)
    cell = LayerCell("RNN", nonlinearity)
    decay, jacobians = compute_decay(setting, cell), rnn_jacobians(setting)
    _, v = draw_sequence(T)
    expected = [np.linalg.norm(v @ chain(jacobians[t:])) for t in range(T + 1)]
    np.testing.assert_allclose(decay.norms, expected, rtol=1e-9)
    for i, t in enumerate(decay.places):
        for j, k in enumerate(decay.places[: i + 1]):
            norm = np.linalg.norm(chain(jacobians[k:t]), ord=2)
            np.testing.assert_allclose(decay.jacobians[i, j], norm, rtol=1e-5)


@pytest.mark.parametrize("nonlinearity", sample(SLOPES, "tanh", mark="slow"))
@pytest.mark.parametrize("scaled", ["spectral radius", "weight scale"])
@pytest.mark.parametrize("T", [10, 100])
@pytest.mark.parametrize("size", [0.05, 0.9, 2.0])
def test_map_and_curve_are_right_wherever_the_controls_stand(nonlinearity, scaled, T, size):
    """Also where a state is 1e30, where a fixed nudge was lost, and the map showed 0."""
    setting = Setting(nonlinearity=nonlinearity, scale_by=scaled, scale=size, T=T)
    cell = LayerCell("RNN", nonlinearity)
    decay, jacobians = compute_decay(setting, cell), rnn_jacobians(setting)
    first = [np.linalg.norm(chain(jacobians[decay.places[0] : t]), ord=2) for t in decay.places]
    last = [np.linalg.norm(chain(jacobians[k:]), ord=2) for k in decay.places]
    np.testing.assert_allclose(decay.jacobians[:, 0], first, rtol=0.02)
    np.testing.assert_allclose(decay.jacobians[-1], last, rtol=0.02)
    assert decay.wrong == ""


@pytest.mark.parametrize("kind", ["LSTM", "GRU"])
@pytest.mark.parametrize("T", [10, 100])
@pytest.mark.parametrize("size", [0.05, 2.0])
@pytest.mark.parametrize("bias", [-2.0, 0.0, 6.0])
def test_gated_cells_agree_wherever_the_controls_stand(kind, T, size, bias):
    setting = Setting(cell=kind, scale_by="weight scale", scale=size, T=T, forget_bias=bias)
    assert compute_decay(setting, LayerCell(kind)).wrong == ""


def test_belt_is_the_product_of_the_forget_gates():
    setting = Setting(cell="LSTM", T=T, forget_bias=1.0)
    weights, (x, v), zero = draw_weights(setting), draw_sequence(T), np.zeros((1, H))
    _, c, cache = lstm_forward(x, zero, zero, *weights)
    f, o = cache[6][:, 0], cache[8][:, 0]
    along = v * o[-1] * (1 - np.tanh(c[-1, 0]) ** 2)  # what gets onto the belt at T
    expected = [np.linalg.norm(along * f[t:].prod(axis=0)) for t in range(T)]
    belt = compute_decay(setting, LayerCell("LSTM")).belt_norms
    np.testing.assert_allclose(belt, [*expected, np.nan], rtol=1e-6)


def test_curve_of_the_cell_state_is_what_backward_gives_for_it():
    setting = Setting(cell="LSTM", T=T, forget_bias=1.0, clip=0.1)
    weights, (x, v), zero = draw_weights(setting), draw_sequence(T), np.zeros((1, H))
    h, c, _ = lstm_forward(x, zero, zero, *weights)
    decay, dh = compute_decay(setting, LayerCell("LSTM")), np.zeros((T - 5, 1, H))
    dh[-1] = v
    _, _, dc, *_ = lstm_backward(dh, lstm_forward(x[5:], h[4], c[4], *weights)[2])
    assert decay.cell_norms[5] == pytest.approx(decay.factor * np.linalg.norm(dc))
    assert np.isnan(decay.cell_norms[T])
    assert np.isnan(compute_decay(Setting(T=T), LayerCell("RNN")).cell_norms).all()


@pytest.mark.parametrize("kind", KINDS)
def test_curve_is_what_layers_backward_gives_from_each_state_on(kind):
    setting = Setting(cell=kind, T=T, forget_bias=1.5)
    (W_xh, W_hh, b_h), (x, v) = draw_weights(setting), draw_sequence(T)
    layer = getattr(layers, kind)(len(W_xh), H)
    layer.load({"W_xh": W_xh, "W_hh": W_hh, "b_h": b_h})
    states, norms = None, []
    for t in range(T):
        y, _ = layer.forward(x[t:], states)
        dy = np.zeros_like(y)
        dy[-1] = v
        _, dstates = layer.backward(dy)
        norms.append(np.linalg.norm(dstates[0] if kind == "LSTM" else dstates))
        _, states = layer.forward(x[t : t + 1], states)
    norms.append(1)
    np.testing.assert_allclose(compute_decay(setting, LayerCell(kind)).norms, norms, rtol=1e-9)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("clip", [np.inf, 0.1])
def test_textbook_functions_and_layers_give_the_same(kind, clip):
    setting = Setting(cell=kind, T=T, forget_bias=1.0, clip=clip)
    ours = compute_decay(setting, LayerCell(kind))
    theirs = compute_decay(setting, FunctionCell(kind, *FUNCTIONS[kind]))
    for field in dataclasses.fields(ours):
        a, b = getattr(ours, field.name), getattr(theirs, field.name)
        if field.name == "wrong":
            assert a == b == ""
        elif field.name == "expected":
            assert a == pytest.approx(b)
        else:
            np.testing.assert_allclose(a, b, rtol=1e-5, err_msg=field.name)


@pytest.mark.parametrize("nonlinearity", SLOPES)
@pytest.mark.parametrize("scaled", ["spectral radius", "weight scale"])
def test_no_gradient_is_above_its_bound(nonlinearity, scaled):
    setting = Setting(nonlinearity=nonlinearity, scale_by=scaled, scale=1.1, T=T)
    cell = LayerCell("RNN", nonlinearity)
    decay = compute_decay(setting, cell)
    assert (decay.norms <= decay.gamma ** np.arange(T, -1, -1.0) * (1 + 1e-9)).all()


@pytest.mark.parametrize("kind", KINDS)
def test_spectral_radius_is_that_of_every_block(kind):
    _, W_hh, _ = draw_weights(Setting(cell=kind, scale=0.7))
    for block in np.split(W_hh, W_hh.shape[1] // H, axis=1):
        assert np.abs(np.linalg.eigvals(block)).max() == pytest.approx(0.7)


def test_without_a_nonlinearity_the_spectral_radius_is_the_rate():
    setting = Setting(nonlinearity="none", scale=0.9, T=100)
    decay = compute_decay(setting, LayerCell("RNN", "none"))
    halves = decay.norms[0] / decay.norms[50]
    assert halves ** (1 / 50) == pytest.approx(0.9, abs=0.01)


@pytest.mark.parametrize("limit", [0.01, 0.1, 1e6])
def test_clipping_scales_the_whole_curve_until_the_norm_is_the_limit(limit):
    free = compute_decay(Setting(T=T), LayerCell("RNN"))
    clipped = compute_decay(Setting(T=T, clip=limit), LayerCell("RNN"))
    assert clipped.weight_norm * clipped.factor == pytest.approx(min(limit, clipped.weight_norm))
    np.testing.assert_allclose(clipped.norms, free.norms * clipped.factor)


def test_steps_near_the_loss_do_not_depend_on_how_many_came_before():
    short = compute_decay(Setting(T=20), LayerCell("RNN")).norms
    long = compute_decay(Setting(T=60), LayerCell("RNN")).norms
    np.testing.assert_allclose(np.log10(long[-10:]), np.log10(short[-10:]), atol=0.5)


def test_a_larger_forget_bias_keeps_more():
    first = [
        compute_decay(Setting(cell="LSTM", forget_bias=bias), LayerCell("LSTM")).norms[0]
        for bias in (0.0, 2.0, 4.0)
    ]
    assert first == sorted(first)


@pytest.mark.parametrize("kind", KINDS)
def test_a_way_back_that_forgets_a_factor_does_not_agree(kind):
    forward, backward = FUNCTIONS[kind]

    def halved(dh, cache):
        dx, dh_0, *rest = backward(dh, cache)
        return dx, dh_0 / 2, *rest

    setting = Setting(cell=kind, T=T, forget_bias=1.0)
    decay = compute_decay(setting, FunctionCell(kind, forward, halved))
    assert decay.wrong == "h"
    assert decay.expected["h"] == pytest.approx(2 * decay.norms[0], rel=1e-3)


def test_a_wrong_gradient_of_the_cell_state_only_is_noticed():
    def halved(dh, cache):
        dx, dh_0, dc_0, *rest = lstm_backward(dh, cache)
        return dx, dh_0, dc_0 / 2, *rest

    setting = Setting(cell="LSTM", T=T, forget_bias=1.0)
    decay = compute_decay(setting, FunctionCell("LSTM", lstm_forward, halved))
    assert decay.wrong == "c"
    assert decay.expected["c"] == pytest.approx(2 * decay.cell_norms[0], rel=1e-3)
