"""Cases of chapter 07."""

from collections.abc import Callable
from functools import partial

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import Sampler
from solutions import lstm

Make = Callable[[Sampler], tuple]


def lstm_cell_forward(sample: Sampler) -> tuple:
    """One step from a state and a belt that are not zero."""
    return (sample.normal("N", "D"), *_states(sample), *_weights(sample, gates=4))


def lstm_forward(sample: Sampler) -> tuple:
    """A sequence from states that are not zero."""
    return (sample.normal("T", "N", "D"), *_states(sample), *_weights(sample, gates=4))


def lstm_cell_backward(sample: Sampler) -> tuple:
    """Any gradients at h and c, and the cache of the reference's step."""
    return _step_back(lstm.lstm_cell_forward, sample, lstm_cell_forward)


def lstm_backward(sample: Sampler) -> tuple:
    """A gradient from every step's own loss, and the cache of the reference's sequence."""
    return _sequence_back(sample, lstm_forward)


def lstm_no_forget_cell_forward(sample: Sampler) -> tuple:
    """One step with three gates."""
    return (sample.normal("N", "D"), *_states(sample), *_weights(sample, gates=3))


def lstm_no_forget_cell_backward(sample: Sampler) -> tuple:
    """Any gradients at h and c, and the cache of the reference's step."""
    return _step_back(lstm.lstm_no_forget_cell_forward, sample, lstm_no_forget_cell_forward)


def lstm_coupled_cell_forward(sample: Sampler) -> tuple:
    """One step with three gates."""
    return (sample.normal("N", "D"), *_states(sample), *_weights(sample, gates=3))


def lstm_coupled_cell_backward(sample: Sampler) -> tuple:
    """Any gradients at h and c, and the cache of the reference's step."""
    return _step_back(lstm.lstm_coupled_cell_forward, sample, lstm_coupled_cell_forward)


def lstm_peephole_cell_forward(sample: Sampler) -> tuple:
    """One step with four gates and a look at the belt for three of them."""
    drawn = (sample.normal("H") for _ in "ifo")
    peepholes = (V + np.copysign(0.2, V) for V in drawn)  # even one alone makes a difference
    return (*lstm_cell_forward(sample), *peepholes)


def lstm_peephole_cell_backward(sample: Sampler) -> tuple:
    """Any gradients at h and c, and the cache of the reference's step."""
    return _step_back(lstm.lstm_peephole_cell_forward, sample, lstm_peephole_cell_forward)


def _states(sample: Sampler) -> tuple[np.ndarray, np.ndarray]:
    """State and belt before the step; the belt goes beyond 1, where it is clearly not its tanh."""
    return np.tanh(sample.normal("N", "H")), 2 * sample.normal("N", "H")


def _weights(sample: Sampler, gates: int) -> list[np.ndarray]:
    """W_xh, W_hh and b_h, drawn gate by gate and laid side by side."""
    W_xh = [sample.weight("D", "H") for _ in range(gates)]
    W_hh = [sample.weight("H", "H") for _ in range(gates)]
    b_h = [sample.bias("H") for _ in range(gates)]
    # The hidden sizes have D = 2: sums of so few terms would leave gates open or shut.
    scale = 0.7 if sample.hidden else 1.0
    return [scale * np.concatenate(parts, axis=-1) for parts in (W_xh, W_hh, b_h)]


def _step_back(forward: Callable[..., tuple], sample: Sampler, forward_case: Make) -> tuple:
    with np.errstate(over="ignore"):  # e⁸⁰⁰, of a gate that is shut
        _, _, cache = forward(*forward_case(sample))
    return sample.gradient("N", "H"), sample.gradient("N", "H"), cache


def _sequence_back(sample: Sampler, forward_case: Make) -> tuple:
    with np.errstate(over="ignore"):
        _, _, cache = lstm.lstm_forward(*forward_case(sample))
    return sample.gradient("T", "N", "H"), cache


def _loaded(make: Make) -> Make:
    """Load the belt of the first unit so heavily that its tanh is 1 or −1."""

    def arguments(sample: Sampler) -> tuple:
        x, h, c, *weights = make(sample)
        c[:, 0] = np.copysign(100, c[:, 0])
        return x, h, c, *weights

    return arguments


def _shut(make: Make) -> Make:
    """Shut each gate for one unit of its own: σ is exactly 0 there."""

    def arguments(sample: Sampler) -> tuple:
        x, h, c, W_xh, W_hh, b_h, *peepholes = make(sample)
        H = h.shape[1]
        b_h[[gate * H + gate for gate in range(len(b_h) // H)]] = -800
        return x, h, c, W_xh, W_hh, b_h, *peepholes

    return arguments


_SHUT = "gates that are shut"


def _edges(loaded: Make, *others: Edge) -> list[Edge]:
    return [
        Edge("one sequence", {"N": 1}),
        Edge("a heavily loaded belt", make=loaded),
        Edge("one unit, one input", {"D": 1, "H": 1}, hidden=True),
        *others,
    ]


def _edges_back(way_back: Callable[[Sampler, Make], tuple], case: Make) -> list[Edge]:
    """Edges of a way back, whose cache comes from a case of the way forward."""
    loaded, shut = _loaded(case), _shut(case)
    return _edges(
        lambda sample: way_back(sample, loaded),
        Edge(_SHUT, make=lambda sample: way_back(sample, shut), hidden=True),
    )


_ONE_STEP = Edge("one step", {"T": 1}, hidden=True)
EDGES: dict[str, list[Edge]] = {
    "lstm_forward": _edges(
        _loaded(lstm_forward), _ONE_STEP, Edge(_SHUT, make=_shut(lstm_forward), hidden=True)
    ),
    "lstm_backward": [*_edges_back(_sequence_back, lstm_forward), _ONE_STEP],
}
for _case in (
    lstm_cell_forward,
    lstm_no_forget_cell_forward,
    lstm_coupled_cell_forward,
    lstm_peephole_cell_forward,
):
    _name = _case.__name__
    _way_back = partial(_step_back, getattr(lstm, _name))
    EDGES[_name] = _edges(_loaded(_case), Edge(_SHUT, make=_shut(_case), hidden=True))
    EDGES[_name.replace("forward", "backward")] = _edges_back(_way_back, _case)
