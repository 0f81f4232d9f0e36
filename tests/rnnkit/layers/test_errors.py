"""Bad input is answered with the argument's name, what was expected and what came."""

import numpy as np
import pytest

from rnnkit.layers import (
    GRU,
    LSTM,
    RNN,
    Dense,
    Embedding,
    Model,
    softmax_cross_entropy,
)

X = np.ones((4, 2, 3))


def nan_at(index, array):
    array = array.copy()
    array[index] = np.nan
    return array


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ((X[0],), ValueError, r"x: expected shape \(T, N, 3\), got \(2, 3\)"),
        ((X[..., :2],), ValueError, r"x: expected shape \(T, N, 3\), got \(4, 2, 2\)"),
        ((X.tolist(),), TypeError, "x: expected an ndarray of float64, got list"),
        ((X.astype("f"),), TypeError, "x: expected dtype float64, got float32 .*astype"),
        ((X.astype(int),), TypeError, "x: expected dtype float64, got int64"),
        ((nan_at((1, 0, 2), X),), ValueError, r"x: .*1 NaN or infinite .*index \(1, 0, 2\)"),
        ((X * np.inf,), ValueError, "x: .*24 NaN or infinite"),
        ((X, np.zeros((1, 2, 5))), TypeError, r"states: expected a tuple \(h, c\), got ndarray"),
        (
            (X, (np.zeros((1, 2, 5)), np.zeros((2, 5)))),
            ValueError,
            r"states\[c\]: expected shape \(1, 2, 5\), got \(2, 5\)",
        ),
        ((X, None, [1]), ValueError, r"lengths: expected shape \(2,\), got \(1,\)"),
        ((X, None, [1.5, 2]), TypeError, "lengths: expected integers, got dtype float64"),
        ((X, None, [1, 5]), ValueError, "lengths: expected values from 0 to 4, got 5"),
        ((X, None, [-1, 4]), ValueError, "lengths: expected values from 0 to 4, got -1"),
    ],
)
def test_forward_names_what_is_wrong(arguments, error, message):
    with pytest.raises(error, match=message):
        LSTM(3, 5).forward(*arguments)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ((np.ones((4, 2, 3)),), ValueError, r"dy: expected shape \(4, 2, 5\), got \(4, 2, 3\)"),
        ((np.ones((4, 2, 5), "f"),), TypeError, "dy: expected dtype float64, got float32"),
        ((nan_at(0, np.ones((4, 2, 5))),), ValueError, "dy: expected finite numbers"),
        (
            (np.ones((4, 2, 5)), np.ones((2, 5))),
            ValueError,
            r"dstates: expected shape \(1, 2, 5\), got \(2, 5\)",
        ),
    ],
)
def test_backward_names_what_is_wrong(arguments, error, message):
    layer = GRU(3, 5)
    layer.forward(X)
    with pytest.raises(error, match=message):
        layer.backward(*arguments)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: RNN(3, 5, nonlinearity="sin"), ValueError, "nonlinearity: expected one of.*'sin'"),
        (lambda: LSTM(3, 5, variant="x"), ValueError, "variant: expected one of.*'x'"),
        (lambda: GRU(3, 5, reset="never"), ValueError, "reset: expected one of.*'never'"),
        (lambda: RNN(3, 0), ValueError, "H: expected an integer of at least 1, got 0"),
        (lambda: RNN(3, 5, num_layers=1.5), ValueError, "num_layers: expected an integer"),
        (lambda: RNN(3, 5, dropout=1), ValueError, "dropout: expected a probability"),
        (lambda: RNN(3, 5, dtype=int), TypeError, "dtype: expected float32 or float64"),
        (lambda: RNN(3, 5, dtype="no such type"), TypeError, "dtype: expected float32 or float64"),
    ],
)
def test_options_are_checked(make, error, message):
    with pytest.raises(error, match=message):
        make()


@pytest.mark.parametrize("layer", [RNN(2, 3), Dense(2, 3), Embedding(2, 3)])
def test_backward_before_forward_says_so(layer):
    with pytest.raises(RuntimeError, match=r"\.backward: call forward first"):
        layer.backward(np.ones((1, 1, 3)))


def test_large_finite_inputs_are_accepted():
    y, _ = RNN(3, 5, dtype=np.float32).forward(np.full((4, 2, 3), 1e30, np.float32))
    assert np.isfinite(y).all()


def test_embedding_and_dense_name_what_is_wrong():
    with pytest.raises(
        ValueError, match=r"tokens: expected values from 0 to 8, got 9 at index \(1,"
    ):
        Embedding(9, 4).forward([[0, 8], [9, 1]])
    with pytest.raises(TypeError, match="tokens: expected integers, got dtype float64"):
        Embedding(9, 4).forward(np.ones(3))
    with pytest.raises(ValueError, match=r"h: expected shape \(any, any, 4\), got \(4, 2, 3\)"):
        Dense(4, 9).forward(X)


@pytest.mark.parametrize(
    ("targets", "mask", "error", "message"),
    [
        (np.zeros(4, int), None, ValueError, r"targets: expected shape \(4, 2\), got \(4,\)"),
        (np.zeros((4, 2)), None, TypeError, "targets: expected integers, got dtype float64"),
        (np.full((4, 2), 3), None, ValueError, "targets: expected values from 0 to 2, got 3"),
        (np.zeros((4, 2), int), np.ones(4, bool), ValueError, r"mask: expected shape \(4, 2\)"),
        (np.zeros((4, 2), int), np.ones((4, 2)), TypeError, "mask: expected dtype bool, got float"),
    ],
)
def test_loss_names_what_is_wrong(targets, mask, error, message):
    with pytest.raises(error, match=message):
        softmax_cross_entropy(X, targets, mask)


def test_load_changes_nothing_unless_all_fits():
    layer = RNN(3, 5)
    good = {name: np.zeros_like(array) for name, array in layer.parameters.items()}
    before = layer.parameters["W_xh"].copy()
    for bad, error, message in (
        (good | {"b_h": np.zeros(4)}, ValueError, r"b_h: expected shape \(5,\), got \(4,\)"),
        (good | {"b_h": np.full(5, np.nan)}, ValueError, "b_h: expected finite numbers"),
        (good | {"b": np.zeros(5)}, KeyError, r"unknown \['b'\]"),
        ({"W_xh": good["W_xh"]}, KeyError, r"missing \['W_hh', 'b_h'\]"),
    ):
        with pytest.raises(error, match=message):
            layer.load(bad)
        np.testing.assert_array_equal(layer.parameters["W_xh"], before)


def test_states_of_an_unknown_layer_are_refused():
    model = Model(rnn=RNN(3, 5), out=Dense(5, 2))
    with pytest.raises(KeyError, match=r"states: expected names among \['rnn'\], got \['out'\]"):
        model.forward(X, {"out": np.zeros((1, 2, 5))})
