"""Values and every gradient against torch.nn in float64."""

import numpy as np
import pytest

from rnnkit.layers import GRU, LSTM, RNN, Dense, Embedding, softmax_cross_entropy
from tests.support.torch_weights import load_torch, to_torch

torch = pytest.importorskip("torch")

T, N, D, H = 7, 4, 5, 6
KINDS = {
    "rnn": (RNN, {}, {}),
    "relu": (RNN, {"nonlinearity": "relu"}, {"nonlinearity": "relu"}),
    "lstm": (LSTM, {}, {}),
    "gru": (GRU, {"reset": "after"}, {}),
}
LENGTHS = {"full": None, "packed": [3, 7, 1, 5]}
TIGHT = {"rtol": 1e-12, "atol": 1e-12}


def pair(kind, num_layers=1, bidirectional=False, dtype=np.float64):
    """Our layer and torch's with the same parameters."""
    cls, ours, theirs = KINDS[kind]
    options = {"num_layers": num_layers, "bidirectional": bidirectional}
    torch.manual_seed(0)
    module = getattr(torch.nn, cls.__name__)(D, H, **options, **theirs)
    module = module.to(torch.from_numpy(np.zeros(1, dtype)).dtype)
    layer = cls(D, H, dtype=dtype, **options, **ours)
    load_torch(layer, module.state_dict())
    return layer, module


def leaf(array):
    return torch.tensor(array, requires_grad=True)


def torch_forward(module, x, states, lengths):
    if lengths is None:
        return module(x, states)
    packed = torch.nn.utils.rnn.pack_padded_sequence(x, torch.tensor(lengths), enforce_sorted=False)
    y, finals = module(packed, states)
    return torch.nn.utils.rnn.pad_packed_sequence(y, total_length=len(x))[0], finals


def as_list(states):
    return list(states) if isinstance(states, tuple) else [states]


def same_form(states, arrays):
    return tuple(arrays) if isinstance(states, tuple) else arrays[0]


@pytest.mark.parametrize("lengths", LENGTHS.values(), ids=LENGTHS)
@pytest.mark.parametrize("bidirectional", [False, True], ids=["one_way", "both_ways"])
@pytest.mark.parametrize("num_layers", [1, 3])
@pytest.mark.parametrize("kind", KINDS)
def test_everything_equals_torch(kind, num_layers, bidirectional, lengths, rng):
    layer, module = pair(kind, num_layers, bidirectional)
    S = num_layers * (1 + bidirectional)
    states = [rng.standard_normal((S, N, H)) for _ in range(2 if kind == "lstm" else 1)]
    states = tuple(states) if kind == "lstm" else states[0]
    x, dy = rng.standard_normal((T, N, D)), rng.standard_normal((T, N, H * (1 + bidirectional)))
    dfinals = [rng.standard_normal(state.shape) for state in as_list(states)]

    y, finals = layer.forward(x, states, lengths)
    dx, dstates = layer.backward(dy, same_form(states, dfinals))

    tx, tstates = leaf(x), [leaf(state) for state in as_list(states)]
    ty, tfinals = torch_forward(module, tx, same_form(states, tstates), lengths)
    upstream = [torch.tensor(a) for a in (dy, *dfinals)]
    torch.autograd.backward([ty, *as_list(tfinals)], upstream)

    np.testing.assert_allclose(y, ty.detach(), **TIGHT)
    np.testing.assert_allclose(dx, tx.grad, **TIGHT)
    for ours, theirs in zip(as_list(finals), as_list(tfinals), strict=True):
        np.testing.assert_allclose(ours, theirs.detach(), **TIGHT)
    for ours, theirs in zip(as_list(dstates), tstates, strict=True):
        np.testing.assert_allclose(ours, theirs.grad, **TIGHT)
    assert_same_gradients(layer, module)


def assert_same_gradients(layer, module):
    """Gradients translate as parameters do; bias_hh is compared where we keep it."""
    theirs = {name: p.grad.numpy() for name, p in module.named_parameters()}
    for name, ours in layer_gradients_as_torch(layer).items():
        if not name.startswith("bias_hh"):
            np.testing.assert_allclose(ours, theirs[name], **TIGHT, err_msg=name)
        elif isinstance(layer, GRU):
            np.testing.assert_allclose(ours[2 * H :], theirs[name][2 * H :], **TIGHT)


def layer_gradients_as_torch(layer):
    kept = {name: array.copy() for name, array in layer.parameters.items()}
    layer.load(layer.gradients)
    state = to_torch(layer)
    layer.load(kept)
    return state


@pytest.mark.parametrize("kind", KINDS)
def test_float32_equals_torch_to_its_precision(kind, rng):
    layer, module = pair(kind, 2, True, np.float32)
    x = rng.standard_normal((T, N, D)).astype(np.float32)
    y, _ = layer.forward(x)
    assert y.dtype == np.float32
    np.testing.assert_allclose(y, module(torch.from_numpy(x))[0].detach(), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("sizes", [(9, 16, 24, 32), (3, 33, 70, 65), (2, 64, 128, 128)])
@pytest.mark.parametrize("kind", KINDS)
def test_products_cut_into_blocks_equal_torch(kind, sizes, rng):
    steps, batch, d, h = sizes
    cls, ours, theirs = KINDS[kind]
    module = getattr(torch.nn, cls.__name__)(d, h, **theirs).double()
    layer = cls(d, h, **ours)
    load_torch(layer, module.state_dict())
    x, dy = rng.standard_normal((steps, batch, d)), rng.standard_normal((steps, batch, h))
    y, _ = layer.forward(x)
    dx, _ = layer.backward(dy)
    tx = leaf(x)
    ty, _ = module(tx)
    ty.backward(torch.tensor(dy))
    np.testing.assert_allclose(y, ty.detach(), **TIGHT)
    np.testing.assert_allclose(dx, tx.grad, **TIGHT)
    weight = layer_gradients_as_torch(layer)["weight_hh_l0"]
    np.testing.assert_allclose(weight, module.weight_hh_l0.grad, rtol=1e-11, atol=1e-11)


@pytest.mark.parametrize("kind", KINDS)
def test_state_dict_goes_there_and_back(kind):
    layer, module = pair(kind, 2, True)
    module.load_state_dict({name: torch.tensor(a) for name, a in to_torch(layer).items()})
    kept = {name: array.copy() for name, array in layer.parameters.items()}
    for array in layer.parameters.values():
        array[...] = 0
    load_torch(layer, module.state_dict())
    for name, array in layer.parameters.items():
        np.testing.assert_array_equal(array, kept[name])


def test_dense_equals_torch(rng):
    layer, module = Dense(H, D), torch.nn.Linear(H, D).double()
    load_torch(layer, module.state_dict())
    h, dy = rng.standard_normal((T, N, H)), rng.standard_normal((T, N, D))
    th = leaf(h)
    ty = module(th)
    ty.backward(torch.tensor(dy))
    np.testing.assert_allclose(layer.forward(h), ty.detach(), **TIGHT)
    np.testing.assert_allclose(layer.backward(dy), th.grad, **TIGHT)
    np.testing.assert_allclose(layer.gradients["W_hy"].T, module.weight.grad, **TIGHT)
    np.testing.assert_allclose(layer.gradients["b_y"], module.bias.grad, **TIGHT)


def test_embedding_equals_torch(rng):
    layer, module = Embedding(9, D), torch.nn.Embedding(9, D).double()
    load_torch(layer, module.state_dict())
    tokens, dx = rng.integers(0, 9, (T, N)), rng.standard_normal((T, N, D))
    tx = module(torch.tensor(tokens))
    tx.backward(torch.tensor(dx))
    np.testing.assert_array_equal(layer.forward(tokens), tx.detach())
    assert layer.backward(dx) is None
    np.testing.assert_allclose(layer.gradients["E"], module.weight.grad, **TIGHT)


def test_loss_equals_torch(rng):
    scores, targets = 3 * rng.standard_normal((T, N, 8)), rng.integers(0, 8, (T, N))
    mask = rng.random((T, N)) < 0.6
    loss, dscores = softmax_cross_entropy(scores, targets, mask)
    ts = leaf(scores)
    ignored = torch.tensor(np.where(mask, targets, -100)).ravel()
    tloss = torch.nn.functional.cross_entropy(ts.reshape(-1, 8), ignored)
    tloss.backward()
    np.testing.assert_allclose(loss, tloss.item(), rtol=1e-12)
    np.testing.assert_allclose(dscores, ts.grad, **TIGHT)


@pytest.mark.parametrize(
    "layer",
    [LSTM(2, 3, variant="peephole"), GRU(2, 3, reset="before")],
    ids=["peephole", "reset_before"],
)
def test_what_torch_lacks_is_refused(layer):
    with pytest.raises(ValueError, match=r"torch\.nn"):
        to_torch(layer)
