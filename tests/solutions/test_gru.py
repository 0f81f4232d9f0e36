"""The references of chapter 08 against oracles that share no code with them."""

from collections.abc import Callable

import numpy as np
import pytest

from rnn_course.bank.sampling import Sampler
from rnn_course.build.patching import wrong_function
from rnnkit.checks.calling import identical
from rnnkit.layers import GRU
from solutions import gru
from solutions.gru import cases
from tests.support.oracles import SEEDS, Problem, first_output, oracle_test
from tests.support.solution_bank import MISTAKES, case_files
from tests.support.torch_weights import load_torch

draws = pytest.mark.parametrize(
    ("kind", "number", "sizes"), SEEDS, ids=lambda value: str(value)[:7]
)
DESIGNED = {
    "gru_cell_forward": {
        "z_keeps_the_candidate",
        "reset_not_applied",
        "reset_after_product",
        "candidate_through_sigmoid",
        "order_z_r_n",
    },
    "gru_forward": {"z_keeps_the_candidate", "reset_not_applied", "reset_after_product"},
    "gru_cell_backward": {
        "path_of_the_kept_state_missing",
        "path_of_the_candidate_missing",
        "path_of_the_update_gate_missing",
        "path_of_the_reset_gate_missing",
        "slopes_of_both_gates_missing",
        "z_keeps_the_candidate",
        "reset_after_product",
        "dh_changed",
    },
    "gru_backward": {
        "path_of_the_kept_state_missing",
        "path_of_the_candidate_missing",
        "path_of_the_update_gate_missing",
        "path_of_the_reset_gate_missing",
        "dh_not_carried",
        "weights_assigned",
        "first_step_wraps",
    },
}

# The independent forwards, in the convention of Ng's lectures with z = 1 − u: ``xp`` is
# autograd's NumPy or PyTorch.


def logistic(xp, a):
    return xp.exp(a) / (1 + xp.exp(a))


def cell(xp, x_t, h_prev, W_xh, W_hh, b_h):
    H = h_prev.shape[1]
    reset, update, new = slice(0, H), slice(H, 2 * H), slice(2 * H, 3 * H)
    r = logistic(xp, b_h[reset] + h_prev @ W_hh[:, reset] + x_t @ W_xh[:, reset])
    u = logistic(xp, -(b_h[update] + h_prev @ W_hh[:, update] + x_t @ W_xh[:, update]))
    c = xp.tanh(b_h[new] + (h_prev * r) @ W_hh[:, new] + x_t @ W_xh[:, new])
    return h_prev + u * (c - h_prev)


def sequence(xp, x, h_0, W_xh, W_hh, b_h):
    states = [h_0]
    for x_t in x:
        states.append(cell(xp, x_t, states[-1], W_xh, W_hh, b_h))
    return xp.stack(states[1:])


def gru_cell_backward(new_sample: Callable[[], Sampler]) -> Problem:
    dh_t, cache = cases.gru_cell_backward(new_sample())
    arguments = cases.gru_cell_forward(new_sample())
    assert identical(gru.gru_cell_forward(*arguments)[1], cache)
    gradients = gru.gru_cell_backward(dh_t, cache)
    return Problem(first_output(gru.gru_cell_forward), cell, (dh_t,), arguments, gradients)


def gru_backward(new_sample: Callable[[], Sampler]) -> Problem:
    dh, cache = cases.gru_backward(new_sample())
    arguments = cases.gru_forward(new_sample())
    assert identical(gru.gru_forward(*arguments)[1], cache)
    gradients = gru.gru_backward(dh, cache)
    return Problem(first_output(gru.gru_forward), sequence, (dh,), arguments, gradients)


test_reference_gradients_match = oracle_test(gru_cell_backward, gru_backward)


def arguments_of(exercise, kind, number, sizes):
    return getattr(cases, exercise)(Sampler(sizes, f"{exercise}-{kind}-{number}"))


def layer_with(arguments, **options):
    x, _, W_xh, W_hh, b_h = arguments
    layer = GRU(x.shape[-1], len(W_hh), **options)
    layer.load({"W_xh": W_xh, "W_hh": W_hh, "b_h": b_h})
    return layer


@draws
def test_forward_and_backward_match_the_fast_layer(kind, number, sizes):
    dh, cache = arguments_of("gru_backward", kind, number, sizes)
    x, h_0, W_xh, W_hh, *_, h = cache
    b_h = cases.gru_forward(Sampler(sizes, f"gru_backward-{kind}-{number}"))[-1]
    layer = layer_with((x, h_0, W_xh, W_hh, b_h))
    y, _ = layer.forward(x, h_0[None])
    dx, dh_0 = layer.backward(dh)
    np.testing.assert_allclose(h, y, rtol=1e-12, atol=1e-14)
    wanted = (dx, dh_0[0], *(layer.gradients[name] for name in ("W_xh", "W_hh", "b_h")))
    for got, expected in zip(gru.gru_backward(dh, cache), wanted, strict=True):
        np.testing.assert_allclose(got, expected, rtol=1e-12, atol=1e-13)


@draws
def test_a_sequence_is_step_after_step(kind, number, sizes):
    x, h_t, *weights = arguments_of("gru_forward", kind, number, sizes)
    h, cache = gru.gru_forward(x, h_t, *weights)
    for t, x_t in enumerate(x):
        h_t, step_cache = gru.gru_cell_forward(x_t, h_t, *weights)
        np.testing.assert_allclose(h[t], h_t, rtol=1e-13)
        for place in (4, 5, 6):
            np.testing.assert_allclose(cache[place][t], step_cache[place], rtol=1e-13)


@draws
@pytest.mark.parametrize(("r", "z"), [(1, 0), (0, 0), (0, 1), (1, 1)])
def test_corners_are_the_plain_network_a_new_beginning_and_a_copy(kind, number, sizes, r, z):
    x_t, h_prev, W_xh, W_hh, b_h = arguments_of("gru_cell_forward", kind, number, sizes)
    H = len(W_hh)
    held = b_h + np.repeat([1000 * (2 * r - 1), 1000 * (2 * z - 1), 0.0], H)
    with np.errstate(over="ignore"):
        h_t, _ = gru.gru_cell_forward(x_t, h_prev, W_xh, W_hh, held)
    from_state = r * h_prev @ W_hh[:, 2 * H :]
    plain = np.tanh(x_t @ W_xh[:, 2 * H :] + from_state + b_h[2 * H :])
    np.testing.assert_allclose(h_t, h_prev if z else plain, rtol=1e-13)


@draws
def test_translated_weights_give_the_states_of_the_other_convention(kind, number, sizes):
    x, h_0, *weights = arguments_of("gru_forward", kind, number, sizes)
    c, states = h_0, []
    for x_t in x:
        *_, u, n = gru.gru_cell_forward(x_t, c, *weights)[1]
        c = (1 - u) * c + u * n
        states.append(c)
    h, _ = gru.gru_forward(x, h_0, *gru.gru_weights_from_ng(*weights))
    np.testing.assert_allclose(h, states, rtol=1e-12)
    assert np.abs(h - gru.gru_forward(x, h_0, *weights)[0]).max() > 0.05


@draws
def test_translating_twice_gives_the_weights_back(kind, number, sizes):
    weights = arguments_of("gru_weights_from_ng", kind, number, sizes)
    back = gru.gru_weights_from_ng(*gru.gru_weights_from_ng(*weights))
    assert identical(back, weights)


def reset_after(exercise):
    (mistake,) = (m for m in MISTAKES if m.id == f"{exercise}.reset_after_product")
    return wrong_function(mistake, getattr(gru, exercise))


@draws
def test_reset_after_the_product_is_the_gru_of_pytorch(kind, number, sizes):
    """What the message calls PyTorch's is PyTorch's, forward and backward."""
    torch = pytest.importorskip("torch")
    x, h_0, W_xh, W_hh, b_h = arguments_of("gru_forward", kind, number, sizes)
    h, cache = reset_after("gru_forward")(x, h_0, W_xh, W_hh, b_h)
    dh = np.cos(np.arange(h.size)).reshape(h.shape)
    dx, dh_0, dW_xh, dW_hh, _ = reset_after("gru_backward")(dh, cache)
    # PyTorch says how its own z and n are put together; r, z, n are its order as well.
    theirs = torch.nn.GRU(x.shape[-1], len(W_hh)).double()
    zeros = np.zeros_like(b_h)
    for name, array in zip(theirs.state_dict(), (W_xh.T, W_hh.T, b_h, zeros), strict=True):
        theirs.state_dict()[name].copy_(torch.tensor(array))
    inputs = [torch.tensor(array, requires_grad=True) for array in (x, h_0[None])]
    y, _ = theirs(*inputs)
    y.backward(torch.tensor(dh))
    found = (h, dx, dh_0[None], dW_xh.T, dW_hh.T)
    wanted = (y.detach(), *(i.grad for i in inputs), *(p.grad for p in theirs.parameters()))
    for got, expected in zip(found, wanted[:5], strict=True):
        np.testing.assert_allclose(got, expected.numpy(), rtol=1e-11, atol=1e-13)


@draws
def test_the_layer_with_reset_after_is_the_gru_of_pytorch_and_not_ours(kind, number, sizes):
    torch = pytest.importorskip("torch")
    arguments = arguments_of("gru_forward", kind, number, sizes)
    x, h_0, *_ = arguments
    torch.manual_seed(0)
    theirs = torch.nn.GRU(x.shape[-1], h_0.shape[1]).double()
    layer = GRU(x.shape[-1], h_0.shape[1], reset="after")
    load_torch(layer, theirs.state_dict())
    y, _ = layer.forward(x, h_0[None])
    expected, _ = theirs(torch.tensor(x), torch.tensor(h_0[None]))
    np.testing.assert_allclose(y, expected.detach().numpy(), rtol=1e-12, atol=1e-14)
    weights = [layer.parameters[name] for name in ("W_xh", "W_hh", "b_h")]
    assert np.abs(gru.gru_forward(x, h_0, *weights)[0] - y).max() > 1e-3


def test_with_a_state_of_one_number_the_place_of_the_reset_gate_does_not_matter():
    rng = np.random.default_rng(0)
    x, h_0 = rng.standard_normal((5, 3, 2)), rng.standard_normal((3, 1))
    weights = rng.standard_normal((2, 3)), rng.standard_normal((1, 3)), rng.standard_normal(3)
    before, _ = gru.gru_forward(x, h_0, *weights)
    after, _ = reset_after("gru_forward")(x, h_0, *weights)
    np.testing.assert_allclose(before, after, rtol=1e-13)


@pytest.mark.parametrize("exercise", ["gru_cell_backward", "gru_backward"])
def test_gates_of_the_cases_are_neither_open_nor_shut(exercise):
    built = case_files(exercise)
    for case in built.visible.cases + built.hidden.cases:
        if case.edge:
            continue
        r, z, n = (case.arguments[1][place] for place in (4, 5, 6))
        for gate in (r, z):
            assert 0.2 < gate.mean() < 0.8
            assert gate.std() > 0.1
        assert 0.2 < np.abs(n).mean() < 0.9


@pytest.mark.parametrize(("exercise", "names"), DESIGNED.items())
def test_mistakes_that_the_design_names_are_there(exercise, names):
    assert names <= {mistake.name for mistake in MISTAKES if mistake.exercise == exercise}


def test_messages_about_a_convention_name_it_and_call_nobody_wrong():
    named = {
        "z_keeps_the_candidate": "Ng's lectures",
        "reset_after_product": "PyTorch's",
    }
    own = [m for m in MISTAKES if m.exercise.startswith("gru") and m.name in named]
    assert len(own) == 8
    for mistake in own:
        assert named[mistake.name] in mistake.message
        assert "wrong" not in mistake.message
