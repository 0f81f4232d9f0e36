"""The chain and its end."""

import numpy as np
import pytest

from rnnkit.layers import LSTM, Dense, Embedding, Model, softmax_cross_entropy


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
