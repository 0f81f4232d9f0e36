"""Chapter 07's references against oracles, against rnnkit's layers, and its cases."""

from functools import partial

import numpy as np
import pytest

from rnn_course.bank.sampling import Sampler
from rnnkit.checks.calling import identical
from rnnkit.layers import LSTM
from solutions import lstm
from solutions.lstm import cases
from tests.support.oracles import SEEDS, Problem, first_two_outputs, oracle_test
from tests.support.solution_bank import MISTAKES, case_files

VARIANTS = {
    "standard": (lstm.lstm_cell_forward, lstm.lstm_cell_backward, cases.lstm_cell_forward),
    "no_forget": (
        lstm.lstm_no_forget_cell_forward,
        lstm.lstm_no_forget_cell_backward,
        cases.lstm_no_forget_cell_forward,
    ),
    "coupled": (
        lstm.lstm_coupled_cell_forward,
        lstm.lstm_coupled_cell_backward,
        cases.lstm_coupled_cell_forward,
    ),
    "peephole": (
        lstm.lstm_peephole_cell_forward,
        lstm.lstm_peephole_cell_backward,
        cases.lstm_peephole_cell_forward,
    ),
}
CELL_BACKWARDS = [f.__name__ for _, f, _ in VARIANTS.values()]

# The independent forwards: a block of weights for each gate, σ by its own formula.
# ``xp`` is autograd's NumPy or PyTorch.


def logistic(xp, z):
    return xp.exp(z) / (1 + xp.exp(z))


def gate_sums(x_t, h_prev, W_xh, W_hh, b_h):
    """What each gate sums up, one after the other."""
    H = h_prev.shape[1]
    blocks = [slice(k * H, (k + 1) * H) for k in range(W_hh.shape[1] // H)]
    return [b_h[own] + h_prev @ W_hh[:, own] + x_t @ W_xh[:, own] for own in blocks]


def cell(xp, x_t, h_prev, c_prev, *weights):
    i, f, g, o = gate_sums(x_t, h_prev, *weights)
    c_t = logistic(xp, i) * xp.tanh(g) + c_prev * logistic(xp, f)
    return xp.tanh(c_t) * logistic(xp, o), c_t


def no_forget_cell(xp, x_t, h_prev, c_prev, *weights):
    i, g, o = gate_sums(x_t, h_prev, *weights)
    c_t = logistic(xp, i) * xp.tanh(g) + c_prev
    return xp.tanh(c_t) * logistic(xp, o), c_t


def coupled_cell(xp, x_t, h_prev, c_prev, *weights):
    i, g, o = gate_sums(x_t, h_prev, *weights)
    c_t = logistic(xp, i) * xp.tanh(g) + c_prev * logistic(xp, -i)  # 1 − σ(z) = σ(−z)
    return xp.tanh(c_t) * logistic(xp, o), c_t


def peephole_cell(xp, x_t, h_prev, c_prev, W_xh, W_hh, b_h, V_i, V_f, V_o):
    i, f, g, o = gate_sums(x_t, h_prev, W_xh, W_hh, b_h)
    i, f = logistic(xp, i + c_prev * V_i), logistic(xp, f + c_prev * V_f)
    c_t = i * xp.tanh(g) + c_prev * f
    return xp.tanh(c_t) * logistic(xp, o + c_t * V_o), c_t


def sequence(xp, x, h_0, c_0, *weights):
    h_t, c_t, states = h_0, c_0, []
    for x_t in x:
        h_t, c_t = cell(xp, x_t, h_t, c_t, *weights)
        states.append(h_t)
    return xp.stack(states)


# The problems: an exercise's own case, and the forward arguments that it came from.


def lstm_backward(new_sample):
    dh, cache = cases.lstm_backward(new_sample())
    arguments = cases.lstm_forward(new_sample())
    assert identical(lstm.lstm_forward(*arguments)[2], cache)

    def reference(*arguments):
        return first_two_outputs(lstm.lstm_forward)(*arguments)[0]

    return Problem(reference, sequence, (dh,), arguments, lstm.lstm_backward(dh, cache))


def _cell_problem(variant, independent, new_sample):
    forward, backward, forward_case = VARIANTS[variant]
    dh_t, dc_t, cache = getattr(cases, backward.__name__)(new_sample())
    arguments = forward_case(new_sample())
    assert identical(forward(*arguments)[2], cache)
    gradients = backward(dh_t, dc_t, cache)
    return Problem(first_two_outputs(forward), independent, (dh_t, dc_t), arguments, gradients)


def _named(variant, independent):
    problem = partial(_cell_problem, variant, independent)
    problem.__name__ = VARIANTS[variant][1].__name__
    return problem


test_reference_gradients_match = oracle_test(
    lstm_backward,
    _named("standard", cell),
    _named("no_forget", no_forget_cell),
    _named("coupled", coupled_cell),
    _named("peephole", peephole_cell),
)


# rnnkit's layers, which share no code with the references.

all_seeds = pytest.mark.parametrize(("kind", "number", "sizes"), SEEDS, ids=lambda v: str(v)[:7])


def draw_of(exercise, kind, number, sizes):
    return Sampler(sizes, f"{exercise}-{kind}-{number}")


def loaded(arguments, variant):
    """The layer with the weights of a case, its inputs and its initial states."""
    x, h_0, c_0, W_xh, W_hh, b_h, *peepholes = arguments
    layer = LSTM(W_xh.shape[0], h_0.shape[1], variant=variant)
    names = dict(zip(("V_i", "V_f", "V_o"), peepholes, strict=False))
    layer.load({"W_xh": W_xh, "W_hh": W_hh, "b_h": b_h} | names)
    return layer, x, (h_0[None], c_0[None])


def assert_close(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-11, atol=1e-13)


@all_seeds
@pytest.mark.parametrize("variant", VARIANTS)
def test_cell_equals_one_step_of_the_layer(variant, kind, number, sizes):
    forward, backward, forward_case = VARIANTS[variant]
    sample = draw_of(forward.__name__, kind, number, sizes)
    arguments = forward_case(sample)
    h_t, c_t, cache = forward(*arguments)
    layer, x_t, states = loaded(arguments, variant)
    y, (h, c) = layer.forward(x_t[None], states)
    for got, expected in ((y[0], h_t), (h[0], h_t), (c[0], c_t)):
        assert_close(got, expected)
    dh_t, dc_t = sample.normal("N", "H"), sample.normal("N", "H")
    dx, (dh_0, dc_0) = layer.backward(dh_t[None], (np.zeros_like(h), dc_t[None]))
    gradients = [layer.gradients[name] for name in ("W_xh", "W_hh", "b_h")]
    gradients += [layer.gradients[name] for name in ("V_i", "V_f", "V_o") if variant == "peephole"]
    wanted = backward(dh_t, dc_t, cache)
    for got, expected in zip((dx[0], dh_0[0], dc_0[0], *gradients), wanted, strict=True):
        assert_close(got, expected)


@all_seeds
def test_sequence_equals_the_layer(kind, number, sizes):
    sample = draw_of("lstm_forward", kind, number, sizes)
    arguments = cases.lstm_forward(sample)
    h, c, cache = lstm.lstm_forward(*arguments)
    layer, x, states = loaded(arguments, "standard")
    y, (_, c_last) = layer.forward(x, states)
    assert_close(y, h)
    assert_close(c_last[0], c[-1])
    dh = sample.normal("T", "N", "H")
    dx, (dh_0, dc_0) = layer.backward(dh)
    gradients = (layer.gradients[name] for name in ("W_xh", "W_hh", "b_h"))
    wanted = lstm.lstm_backward(dh, cache)
    for got, expected in zip((dx, dh_0[0], dc_0[0], *gradients), wanted, strict=True):
        assert_close(got, expected)


@all_seeds
def test_sequence_is_the_cell_step_after_step(kind, number, sizes):
    arguments = cases.lstm_forward(draw_of("lstm_forward", kind, number, sizes))
    h, c, cache = lstm.lstm_forward(*arguments)
    x, h_t, c_t, *weights = arguments
    for t, x_t in enumerate(x):
        h_t, c_t, step = lstm.lstm_cell_forward(x_t, h_t, c_t, *weights)
        assert_close(h[t], h_t)
        assert_close(c[t], c_t)
        for all_steps, gate in zip(cache[5:9], step[5:9], strict=True):
            assert_close(all_steps[t], gate)


@all_seeds
def test_variants_are_the_standard_cell_with_that_forget_gate(kind, number, sizes):
    arguments = cases.lstm_coupled_cell_forward(draw_of("variants", kind, number, sizes))
    x_t, h_prev, c_prev, *weights = arguments
    parts = [np.split(W, 3, axis=-1) for W in weights]
    coupled = [np.concatenate([i, -i, g, o], axis=-1) for i, g, o in parts]
    always = [np.concatenate([i, 0 * i, g, o], axis=-1) for i, g, o in parts]
    H = h_prev.shape[1]
    always[2][H : 2 * H] = 50  # σ(50) is 1 in float64
    pairs = (
        (lstm.lstm_coupled_cell_forward, coupled),
        (lstm.lstm_no_forget_cell_forward, always),
    )
    for forward, wide in pairs:
        wanted = lstm.lstm_cell_forward(x_t, h_prev, c_prev, *wide)
        for got, expected in zip(forward(*arguments)[:2], wanted[:2], strict=True):
            assert_close(got, expected)


def test_peepholes_of_zero_give_the_standard_cell():
    arguments = cases.lstm_cell_forward(draw_of("peepholes", *SEEDS[0]))
    none = np.zeros((3, SEEDS[0][2]["H"]))
    wanted = lstm.lstm_cell_forward(*arguments)[:2]
    got = lstm.lstm_peephole_cell_forward(*arguments, *none)[:2]
    assert identical(got, wanted, rounding=1e-15)


# The cases: able to show what goes wrong in an LSTM.


def cases_of(exercise):
    built = case_files(exercise)
    return built.visible.cases + built.hidden.cases


def random_cases_of(exercise):
    return [case for case in cases_of(exercise) if not case.edge]


@pytest.mark.parametrize("exercise", [f.__name__ for f, _, _ in VARIANTS.values()])
def test_gates_are_neither_all_open_nor_all_shut(exercise):
    names = "igo" if "no_forget" in exercise or "coupled" in exercise else "ifgo"
    for case in random_cases_of(exercise):
        gates = dict(zip(names, case.outputs[2][-1 - len(names) : -1], strict=True))
        for name, gate in gates.items():
            spread = np.abs(gate) if name == "g" else gate
            assert 0.2 < spread.mean() < 0.8
            assert gate.std() > 0.1


@pytest.mark.parametrize("exercise", [*CELL_BACKWARDS, "lstm_backward"])
def test_belts_are_loaded_so_that_c_and_its_tanh_differ(exercise):
    for case in random_cases_of(exercise):
        c = case.arguments[-1][-1]
        assert np.abs(c).max() > 1
        assert np.abs(np.tanh(c) - c).max() > 0.2


@pytest.mark.parametrize("exercise", CELL_BACKWARDS)
def test_a_gradient_comes_along_the_belt_and_from_h(exercise):
    for case in cases_of(exercise):
        dh_t, dc_t, _ = case.arguments
        assert np.abs(dh_t).mean() > 0.3
        assert np.abs(dc_t).mean() > 0.3
        assert not np.array_equal(dh_t, dc_t)


# Mistakes that published LSTM code was seen to make.

SEEN_IN_PUBLISHED_CODE = {
    "lstm_forward": {
        "gates_f_first",
        "gates_o_before_g",
        "tanh_missing_on_c",
        "candidate_sigmoid",
        "c_not_carried",
    },
    "lstm_cell_backward": {
        "gates_f_first",
        "gates_o_before_g",
        "tanh_on_c_missing",
        "candidate_sigmoid",
        "dc_overwritten",
        "sigmoid_slopes_missing",
        "dh_overwritten_before_dc",
        "forget_left_out",
        "df_with_new_c",
    },
    "lstm_backward": {"dc_not_carried", "dh_not_carried", "forget_left_out", "df_with_new_c"},
}


@pytest.mark.parametrize("exercise", SEEN_IN_PUBLISHED_CODE)
def test_mistakes_seen_in_published_code_are_there(exercise):
    names = {mistake.name for mistake in MISTAKES if mistake.exercise == exercise}
    assert names >= SEEN_IN_PUBLISHED_CODE[exercise]
