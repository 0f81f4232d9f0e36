"""Values and every gradient against the formulas and complex steps through them."""

import numpy as np
import pytest

from tests.support.textbook_layers import (
    KINDS,
    as_list,
    as_states,
    build,
    random_states,
    run_stack,
)

STEP = 1e-30
SHAPES = {
    "plain": ({}, None),
    "lengths": ({}, [4, 0, 2]),
    "stacked": ({"num_layers": 2}, None),
    "both_ways": ({"bidirectional": True}, [1, 4, 3]),
    "all": ({"num_layers": 2, "bidirectional": True}, [4, 3, 0]),
}


class Case:
    """A layer with inputs, and a loss that weighs every output and final state."""

    def __init__(self, kind, shape, rng, T=4, N=3, D=2, H=3):
        options, lengths = SHAPES[shape]
        self.kind, self.given = kind, lengths
        self.lengths = [T] * N if lengths is None else lengths
        self.layer = build(kind, D, H, rng=rng, **options)
        self.x = rng.standard_normal((T, N, D))
        self.states = random_states(rng, self.layer, kind, N)
        self.dy = rng.standard_normal((T, N, H * self.layer.directions))
        self.dfinals = [rng.standard_normal(state.shape) for state in self.states]

    def loss(self, p, x, states):
        y, finals = run_stack(self.layer, self.kind, p, x, states, self.lengths)
        pairs = zip(finals, self.dfinals, strict=True)
        return np.sum(y * self.dy) + sum(np.sum(a * b) for a, b in pairs)

    def complex_step(self, array):
        """The derivative of the loss with respect to every entry of one of its arrays."""
        slopes = np.empty(array.shape)
        for index in np.ndindex(array.shape):
            moved = array.astype(complex)
            moved[index] += 1j * STEP

            def swap(other, moved=moved):
                return moved if other is array else other

            p = {name: swap(value) for name, value in self.layer.parameters.items()}
            states = [swap(state) for state in self.states]
            slopes[index] = self.loss(p, swap(self.x), states).imag / STEP
        return slopes


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", KINDS)
def test_outputs_and_final_states_follow_the_formulas(kind, shape, rng):
    case = Case(kind, shape, rng)
    y, finals = case.layer.forward(case.x, as_states(case.states), case.given)
    expected, expected_finals = run_stack(
        case.layer, kind, case.layer.parameters, case.x, case.states, case.lengths
    )
    np.testing.assert_allclose(y, expected, rtol=1e-12, atol=1e-14)
    for final, want in zip(as_list(finals), expected_finals, strict=True):
        np.testing.assert_allclose(final, want, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_gradient_matches_complex_steps(kind, shape, rng):
    case = Case(kind, shape, rng, H=2)
    layer = case.layer
    layer.forward(case.x, as_states(case.states), case.given)
    dx, dstates = layer.backward(case.dy, as_states(case.dfinals))
    pairs = [(dx, case.x), *zip(as_list(dstates), case.states, strict=True)]
    pairs += [(layer.gradients[name], value) for name, value in layer.parameters.items()]
    for gradient, array in pairs:
        np.testing.assert_allclose(gradient, case.complex_step(array), rtol=1e-11, atol=1e-13)
