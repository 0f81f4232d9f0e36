"""Cases of chapter 08."""

from collections.abc import Callable

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import Sampler
from solutions import gru

Make = Callable[[Sampler], tuple]


def gru_cell_forward(sample: Sampler) -> tuple:
    """One step from a state that is not zero; r, z and n have weights of their own."""
    x_t, h_prev = sample.normal("N", "D"), np.tanh(sample.normal("N", "H"))
    return x_t, h_prev, *_weights(sample)


def gru_forward(sample: Sampler) -> tuple:
    """A sequence from a state that is not zero."""
    x, h_0 = sample.normal("T", "N", "D"), np.tanh(sample.normal("N", "H"))
    return x, h_0, *_weights(sample)


def gru_cell_backward(sample: Sampler) -> tuple:
    """Any gradient, and the cache of the reference's step."""
    return _cell_back(sample, gru_cell_forward)


def gru_backward(sample: Sampler) -> tuple:
    """A gradient from every step's own loss, and the cache of the reference's sequence."""
    return _sequence_back(sample, gru_forward)


def gru_weights_from_ng(sample: Sampler) -> tuple:
    """Weights in which no block is like another."""
    return _weights(sample)


def _weights(sample: Sampler) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """W_xh (D, 3H), W_hh (H, 3H) and b_h (3H,), block by block for the right fan-in."""
    W_xh = np.concatenate([sample.weight("D", "H") for _ in range(3)], axis=1)
    W_hh = np.concatenate([sample.weight("H", "H") for _ in range(3)], axis=1)
    return W_xh, W_hh, np.concatenate([sample.bias("H") for _ in range(3)])


def _cell_back(sample: Sampler, forward_case: Make) -> tuple:
    with np.errstate(over="ignore"):  # e⁸⁰⁰, of a gate that is shut
        _, cache = gru.gru_cell_forward(*forward_case(sample))
    return sample.gradient("N", "H"), cache


def _sequence_back(sample: Sampler, forward_case: Make) -> tuple:
    with np.errstate(over="ignore"):
        _, cache = gru.gru_forward(*forward_case(sample))
    return sample.gradient("T", "N", "H"), cache


def _shut(make: Make) -> Make:
    """Shut r for the first unit and z for the second: σ is exactly 0 there."""

    def arguments(sample: Sampler) -> tuple:
        x, h, W_xh, W_hh, b_h = make(sample)
        b_h[[0, h.shape[1] + 1]] = -800
        return x, h, W_xh, W_hh, b_h

    return arguments


def _beyond(make: Make) -> Make:
    """Start from a state that no tanh has made."""

    def arguments(sample: Sampler) -> tuple:
        x, h, *weights = make(sample)
        return x, 5 * h, *weights

    return arguments


def _edges(beyond: Make, *others: Edge) -> list[Edge]:
    return [
        Edge("one sequence", {"N": 1}),
        Edge("a state beyond 1", make=beyond, hidden=bool(others)),
        Edge("one unit, one input", {"D": 1, "H": 1}, hidden=True),
        *others,
    ]


def _edges_back(way_back: Callable[[Sampler, Make], tuple], case: Make) -> list[Edge]:
    """Edges of a way back, whose cache comes from a case of the way forward."""
    beyond, shut = _beyond(case), _shut(case)
    return _edges(
        lambda sample: way_back(sample, beyond),
        Edge("gates that are shut", make=lambda sample: way_back(sample, shut)),
    )


def _edges_forward(case: Make) -> list[Edge]:
    shut = Edge("gates that are shut", make=_shut(case), hidden=True)
    return [*_edges(_beyond(case)), shut]


_ONE_STEP = Edge("one step", {"T": 1}, hidden=True)
EDGES: dict[str, list[Edge]] = {
    "gru_cell_forward": _edges_forward(gru_cell_forward),
    "gru_forward": [*_edges_forward(gru_forward), _ONE_STEP],
    "gru_cell_backward": _edges_back(_cell_back, gru_cell_forward),
    "gru_backward": [*_edges_back(_sequence_back, gru_forward), _ONE_STEP],
    "gru_weights_from_ng": [
        Edge("one unit", {"H": 1}),
        Edge("one input", {"D": 1}, hidden=True),
    ],
}
