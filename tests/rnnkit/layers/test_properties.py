"""What must hold for any shape, dtype and lengths."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnnkit.layers._scans import buffers
from tests.support.textbook_layers import (
    KINDS,
    as_list,
    as_states,
    build,
    random_states,
    run_stack,
)

SETTINGS = settings(max_examples=60, deadline=None, derandomize=True)


@st.composite
def cases(draw, min_steps=0, min_batch=0):
    """A layer, an input, states and lengths."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    T, N = draw(st.integers(min_steps, 6)), draw(st.integers(min_batch, 5))
    D, H = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    dtype = draw(st.sampled_from([np.float32, np.float64]))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    options = {"num_layers": draw(st.integers(1, 3)), "bidirectional": draw(st.booleans())}
    layer = build(kind, D, H, dtype=dtype, rng=rng, **options)
    some = st.lists(st.integers(0, T), min_size=N, max_size=N)
    lengths = draw(st.one_of(st.none(), some))
    x = rng.standard_normal((T, N, D)).astype(dtype)
    return kind, layer, x, random_states(rng, layer, kind, N, dtype), lengths, rng


def tolerance(dtype):
    return {"rtol": 1e-4, "atol": 1e-5} if dtype == np.float32 else {"rtol": 1e-11, "atol": 1e-12}


def step(layer, x, states, lengths, dy, dfinals):
    y, finals = layer.forward(x, as_states(states), lengths)
    dx, dstates = layer.backward(dy, as_states(dfinals))
    return y, as_list(finals), dx, as_list(dstates)


@SETTINGS
@given(cases())
def test_outputs_follow_the_formulas_at_any_size(case):
    kind, layer, x, states, lengths, _ = case
    T, N, _ = x.shape
    y, finals = layer.forward(x, as_states(states), lengths)
    wide = {name: value.astype(float) for name, value in layer.parameters.items()}
    args = (wide, x.astype(float), [s.astype(float) for s in states])
    expected, after = run_stack(layer, kind, *args, [T] * N if lengths is None else lengths)
    assert y.dtype == x.dtype
    np.testing.assert_allclose(y, expected, **tolerance(x.dtype))
    for final, want in zip(as_list(finals), after, strict=True):
        assert final.dtype == x.dtype
        np.testing.assert_allclose(final, want, **tolerance(x.dtype))


@SETTINGS
@given(cases())
def test_gradients_have_the_form_of_what_they_belong_to(case):
    _, layer, x, states, lengths, rng = case
    y, finals = layer.forward(x, as_states(states), lengths)
    dx, dstates = layer.backward(rng.standard_normal(y.shape).astype(x.dtype), finals)
    assert (dx.shape, dx.dtype) == (x.shape, x.dtype)
    assert [d.shape for d in as_list(dstates)] == [s.shape for s in states]
    assert layer.gradients.keys() == layer.parameters.keys()
    for name, gradient in layer.gradients.items():
        assert (gradient.shape, gradient.dtype) == (layer.parameters[name].shape, x.dtype)
        assert np.isfinite(gradient).all()


@SETTINGS
@given(cases(min_steps=1, min_batch=1))
def test_padding_neither_matters_nor_receives_gradient(case):
    _, layer, x, states, lengths, rng = case
    if lengths is None:
        return
    padding = np.arange(len(x))[:, None] >= np.array(lengths)
    y, finals = layer.forward(x, as_states(states), lengths)
    dy = rng.standard_normal(y.shape).astype(x.dtype)
    first = step(layer, x, states, lengths, dy, as_list(finals))
    gradients = {name: g.copy() for name, g in layer.gradients.items()}
    other_x, other_dy = x.copy(), dy.copy()
    other_x[padding], other_dy[padding] = 9, -9
    second = step(layer, other_x, states, lengths, other_dy, as_list(finals))
    for a, b in zip(first, second, strict=True):
        np.testing.assert_array_equal(a, b)
    for name, gradient in layer.gradients.items():
        np.testing.assert_allclose(gradient, gradients[name], **tolerance(x.dtype))
    assert not second[0][padding].any()
    assert not second[2][padding].any()


@SETTINGS
@given(cases(min_steps=2))
def test_two_halves_with_states_passed_on_equal_the_whole(case):
    _, layer, x, states, _, rng = case
    if layer.directions == 2:
        return  # the reverse direction starts in the second half
    y, finals = layer.forward(x, as_states(states))
    dy = rng.standard_normal(y.shape).astype(x.dtype)
    dx, dstates = layer.backward(dy)
    whole = {name: g.copy() for name, g in layer.gradients.items()}
    y_1, middle = layer.forward(x[:1], as_states(states))
    y_2, finals_2 = layer.forward(x[1:], middle)
    dx_2, dmiddle = layer.backward(dy[1:])
    late = {name: g.copy() for name, g in layer.gradients.items()}
    layer.forward(x[:1], as_states(states))
    dx_1, dstates_1 = layer.backward(dy[:1], dmiddle)
    close = tolerance(x.dtype)
    np.testing.assert_allclose(np.concatenate([y_1, y_2]), y, **close)
    np.testing.assert_allclose(np.concatenate([dx_1, dx_2]), dx, **close)
    pairs = zip(
        as_list(finals) + as_list(dstates), as_list(finals_2) + as_list(dstates_1), strict=True
    )
    for a, b in pairs:
        np.testing.assert_allclose(a, b, **close)
    for name, gradient in layer.gradients.items():
        np.testing.assert_allclose(gradient + late[name], whole[name], **close)


@SETTINGS
@given(cases(min_batch=2))
def test_sequences_of_a_batch_do_not_see_each_other(case):
    _, layer, x, states, lengths, _ = case
    y, finals = layer.forward(x, as_states(states), lengths)
    alone, after = layer.forward(
        x[:, 1:2], as_states([s[:, 1:2] for s in states]), None if lengths is None else lengths[1:2]
    )
    np.testing.assert_allclose(alone, y[:, 1:2], **tolerance(x.dtype))
    for a, b in zip(as_list(after), as_list(finals), strict=True):
        np.testing.assert_allclose(a, b[:, 1:2], **tolerance(x.dtype))


@pytest.mark.parametrize("bidirectional", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_no_steps_return_the_initial_states_and_their_gradient(kind, bidirectional, rng):
    layer = build(kind, 3, 4, num_layers=2, bidirectional=bidirectional)
    states = random_states(rng, layer, kind, 5)
    dy = np.zeros((0, 5, 4 * layer.directions))
    y, finals, dx, dstates = step(layer, np.zeros((0, 5, 3)), states, None, dy, states)
    assert y.shape == dy.shape
    assert dx.shape == (0, 5, 3)
    for state, final, dstate in zip(states, finals, dstates, strict=True):
        np.testing.assert_array_equal(final, state)
        np.testing.assert_array_equal(dstate, state)
    assert not any(gradient.any() for gradient in layer.gradients.values())


def test_relu_that_explodes_in_the_padding_leaves_gradients_finite():
    layer = build("relu", 1, 1)
    layer.load({"W_xh": [[1.0]], "W_hh": [[1e60]], "b_h": [0.0]})
    layer.forward(np.ones((12, 2, 1)), lengths=[2, 1])
    layer.backward(np.ones((12, 2, 1)))
    assert all(np.isfinite(g).all() for g in layer.gradients.values())


@pytest.mark.parametrize("kind", KINDS)
def test_arguments_are_left_as_they_were(kind, rng):
    layer = build(kind, 3, 4, num_layers=2, bidirectional=True, dropout=0.5)
    x, dy = rng.standard_normal((5, 2, 3)), rng.standard_normal((5, 2, 8))
    states = random_states(rng, layer, kind, 2)
    given_arrays = [x, dy, *states]
    copies = [array.copy() for array in given_arrays]
    step(layer, x, states, [5, 2], dy, states)
    for array, copy in zip(given_arrays, copies, strict=True):
        np.testing.assert_array_equal(array, copy)


@pytest.mark.parametrize("kind", KINDS)
def test_results_stay_when_the_layer_is_used_again(kind, rng):
    layer = build(kind, 3, 4)
    x, states = rng.standard_normal((5, 2, 3)), random_states(rng, layer, kind, 2)
    first = step(layer, x, states, None, np.ones((5, 2, 4)), states)
    flat = [first[0], *first[1], first[2], *first[3]]
    copies = [array.copy() for array in flat]
    step(layer, -x, states, None, -np.ones((5, 2, 4)), states)
    for array, copy in zip(flat, copies, strict=True):
        np.testing.assert_array_equal(array, copy)


@pytest.mark.parametrize("kind", KINDS)
def test_strided_inputs_are_read_like_contiguous_ones(kind, rng):
    layer, x = build(kind, 3, 4), rng.standard_normal((3, 5, 2))
    y, _ = layer.forward(x.transpose(1, 2, 0))
    np.testing.assert_array_equal(y, layer.forward(x.transpose(1, 2, 0).copy())[0])


@pytest.mark.parametrize("blocks_pay", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_results_do_not_depend_on_how_products_are_cut(kind, blocks_pay, rng, monkeypatch):
    monkeypatch.setattr(buffers, "_has_small_kernels", lambda: blocks_pay)
    monkeypatch.setattr(buffers, "_SMALL", 5_000)
    layer = build(kind, 16, 64, rng=3)
    x = rng.standard_normal((2, 8, 16))
    states = random_states(rng, layer, kind, 8)
    args = (layer.parameters, x, states, [2] * 8)
    y, _ = layer.forward(x, as_states(states))
    np.testing.assert_allclose(y, run_stack(layer, kind, *args)[0], rtol=1e-12, atol=1e-13)


@SETTINGS
@given(st.integers(1, 600), st.integers(1, 600), st.integers(0, 100))
def test_blocks_divide_the_rows_and_are_not_too_small(rows, inner, columns):
    blocks = buffers.row_blocks(rows, inner, columns)
    assert rows % blocks == 0
    assert blocks == 1 or rows // blocks >= 16
