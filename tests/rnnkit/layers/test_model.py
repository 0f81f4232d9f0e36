"""The chain, its end, and the documents' notation."""

import numpy as np
import pytest

from rnnkit.layers import (
    GRU,
    LSTM,
    RNN,
    Dense,
    Embedding,
    Model,
    load_gates,
    softmax_cross_entropy,
    to_gates,
)


def character_model(**options):
    return Model(
        embedding=Embedding(7, 4, rng=0), lstm=LSTM(4, 5, rng=1, **options), out=Dense(5, 7, rng=2)
    )


def test_gradient_of_a_chain_matches_central_differences(rng):
    model, tokens = character_model(), rng.integers(0, 7, (6, 3))
    targets, mask = rng.integers(0, 7, (6, 3)), rng.random((6, 3)) < 0.8

    def loss():
        return softmax_cross_entropy(model.forward(tokens)[0], targets, mask)[0]

    _, dscores = softmax_cross_entropy(model.forward(tokens)[0], targets, mask)
    assert model.backward(dscores) is None
    for name, array in model.parameters.items():
        direction = rng.standard_normal(array.shape)
        expected = np.sum(direction * model.gradients[name])
        array += 1e-6 * direction
        up = loss()
        array -= 2e-6 * direction
        slope = (up - loss()) / 2e-6
        array += 1e-6 * direction
        np.testing.assert_allclose(slope, expected, rtol=1e-5, atol=1e-9, err_msg=name)


def test_parameters_are_the_layers_own_arrays():
    model = character_model()
    assert model.parameters["lstm.W_xh"] is model.layers["lstm"].parameters["W_xh"]
    assert model.gradients["out.b_y"] is model.layers["out"].gradients["b_y"]
    assert model.parameters.keys() == model.gradients.keys()


def test_a_text_in_two_parts_equals_the_whole(rng):
    model, tokens = character_model(), rng.integers(0, 7, (6, 3))
    whole, states = model.forward(tokens)
    first, middle = model.forward(tokens[:2])
    second, after = model.forward(tokens[2:], middle)
    np.testing.assert_allclose(np.concatenate([first, second]), whole, rtol=1e-12)
    np.testing.assert_allclose(after["lstm"][1], states["lstm"][1], rtol=1e-12)


def test_training_is_switched_for_all_layers():
    model = character_model(num_layers=2, dropout=0.5)
    assert model.training
    model.training = False
    assert not model.layers["lstm"].training
    tokens = np.zeros((3, 2), int)
    np.testing.assert_array_equal(model.forward(tokens)[0], model.forward(tokens)[0])


def test_load_copies_into_every_layer():
    model = character_model()
    model.load({name: np.ones_like(array) for name, array in model.parameters.items()})
    assert (model.layers["embedding"].parameters["E"] == 1).all()


def test_embedding_equals_a_product_with_one_hot_vectors(rng):
    layer, tokens = Embedding(6, 4), rng.integers(0, 6, (5, 3))
    one_hot, dx = np.eye(6)[tokens], rng.standard_normal((5, 3, 4))
    np.testing.assert_allclose(layer.forward(tokens), one_hot @ layer.parameters["E"])
    layer.backward(dx)
    np.testing.assert_allclose(layer.gradients["E"], np.einsum("tnv,tnd->vd", one_hot, dx))


@pytest.mark.parametrize("shape", [(0, 3), (4, 0), (5,)])
def test_embedding_and_dense_take_any_leading_axes(shape):
    embedding, dense = Embedding(6, 4), Dense(4, 2)
    y = dense.forward(embedding.forward(np.zeros(shape, int)))
    assert y.shape == (*shape, 2)
    embedding.backward(dense.backward(np.ones_like(y)))
    assert embedding.gradients["E"][1:].any() == np.False_


def test_loss_of_equal_scores_is_log_of_the_number_of_classes():
    loss, dscores = softmax_cross_entropy(np.full((3, 2, 5), 1e4), np.full((3, 2), 4))
    assert loss == pytest.approx(np.log(5), rel=1e-12)
    np.testing.assert_allclose(dscores[..., 4], -0.8 / 6)


def test_loss_gradient_matches_complex_step(rng):
    scores, targets = rng.standard_normal((3, 2, 5)), rng.integers(0, 5, (3, 2))
    mask = np.array([[True, False], [True, True], [False, True]])
    _, dscores = softmax_cross_entropy(scores, targets, mask)
    for index in np.ndindex(scores.shape):
        moved = scores.astype(complex)
        moved[index] += 1e-30j
        chosen = np.take_along_axis(moved, targets[..., None], -1)[..., 0]
        losses = np.log(np.exp(moved).sum(-1)) - chosen
        assert dscores[index] == pytest.approx(losses[mask].mean().imag / 1e-30, rel=1e-12)


def test_a_masked_target_may_be_anything():
    scores, mask = np.zeros((2, 3)), np.array([True, False])
    loss, dscores = softmax_cross_entropy(scores, np.array([0, -100]), mask)
    assert loss == pytest.approx(np.log(3))
    assert not dscores[1].any()


@pytest.mark.parametrize("shape", [(0,), (3,)])
def test_loss_where_nothing_counts_is_zero(shape):
    scores = np.ones((*shape, 4), np.float32)
    loss, dscores = softmax_cross_entropy(scores, np.zeros(shape, int), np.zeros(shape, bool))
    assert loss == 0
    assert dscores.dtype == np.float32
    assert not dscores.any()


LAYERS = {
    "rnn": (RNN, {}, ("D1", "D2")),
    "lstm": (LSTM, {}, ("D1", "D2")),
    "no_forget": (LSTM, {"variant": "no_forget"}, ("D2",)),
    "coupled": (LSTM, {"variant": "coupled"}, ("D2",)),
    "peephole": (LSTM, {"variant": "peephole"}, ("D2",)),
    "gru": (GRU, {"reset": "before"}, ("D2",)),
}
FORMS = [(kind, notation) for kind, (_, _, known) in LAYERS.items() for notation in known]


@pytest.mark.parametrize(("kind", "notation"), FORMS)
def test_gate_matrices_go_there_and_back(kind, notation):
    cls, options, _ = LAYERS[kind]
    options = {"num_layers": 2, "bidirectional": True, **options}
    first, second = cls(3, 4, rng=0, **options), cls(3, 4, rng=1, **options)
    for level, reverse in ((0, False), (0, True), (1, False), (1, True)):
        gates = to_gates(first, notation, level, reverse)
        load_gates(second, gates, notation, level, reverse)
    for name, array in first.parameters.items():
        np.testing.assert_array_equal(second.parameters[name], array)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def test_d1_matrices_act_on_a_and_x_as_written_there(rng):
    layer, x = LSTM(3, 4), rng.standard_normal(3)
    a, c = rng.standard_normal((2, 4))
    p = to_gates(layer, "D1")
    assert sorted(p) == ["W_c", "W_f", "W_o", "W_u", "b_c", "b_f", "b_o", "b_u"]
    both = np.concatenate([a, x])
    f, u, o = (sigmoid(p[f"W_{gate}"] @ both + p[f"b_{gate}"]) for gate in "fuo")
    c_t = f * c + u * np.tanh(p["W_c"] @ both + p["b_c"])
    _, (h_n, c_n) = layer.forward(x[None, None], (a[None, None], c[None, None]))
    np.testing.assert_allclose(h_n[0, 0], o * np.tanh(c_t), rtol=1e-12)
    np.testing.assert_allclose(c_n[0, 0], c_t, rtol=1e-12)


def test_d2_matrices_act_on_x_and_h_as_written_there(rng):
    layer, x, h = GRU(3, 4), rng.standard_normal(3), rng.standard_normal(4)
    p = to_gates(layer, "D2")
    z, r = (sigmoid(p[f"W_{g}"] @ x + p[f"U_{g}"] @ h + p[f"b_{g}"]) for g in "zr")
    candidate = np.tanh(p["W_h"] @ x + p["U_h"] @ (r * h) + p["b_h"])
    _, h_n = layer.forward(x[None, None], h[None, None])
    np.testing.assert_allclose(h_n[0, 0], z * h + (1 - z) * candidate, rtol=1e-12)


def test_names_of_the_simple_network_are_those_of_the_documents():
    layer = RNN(3, 4)
    assert sorted(to_gates(layer, "D1")) == ["W_a", "b_a"]
    assert to_gates(layer, "D1")["W_a"].shape == (4, 7)
    assert sorted(to_gates(layer, "D2")) == ["U", "W", "b"]
