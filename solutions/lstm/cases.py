"""Cases of chapter 07."""

from collections.abc import Callable

import numpy as np

from rnn_course.bank.sampling import Sampler
from solutions import lstm


def lstm_cell_forward(sample: Sampler) -> tuple:
    """One step from a state and a belt that are not zero."""
    return (sample.normal("N", "D"), *_states(sample), *_weights(sample, gates=4))


def lstm_forward(sample: Sampler) -> tuple:
    """A sequence from states that are not zero."""
    return (sample.normal("T", "N", "D"), *_states(sample), *_weights(sample, gates=4))


def lstm_cell_backward(sample: Sampler) -> tuple:
    """Any gradients at h and c, and the cache of the reference's step."""
    return _backward(sample, lstm.lstm_cell_forward, lstm_cell_forward)


def lstm_backward(sample: Sampler) -> tuple:
    """A gradient from every step's own loss, and the cache of the reference's sequence."""
    _, _, cache = lstm.lstm_forward(*lstm_forward(sample))
    return sample.normal("T", "N", "H"), cache


def lstm_no_forget_cell_forward(sample: Sampler) -> tuple:
    """One step with three gates."""
    return (sample.normal("N", "D"), *_states(sample), *_weights(sample, gates=3))


def lstm_no_forget_cell_backward(sample: Sampler) -> tuple:
    """Any gradients at h and c, and the cache of the reference's step."""
    return _backward(sample, lstm.lstm_no_forget_cell_forward, lstm_no_forget_cell_forward)


def lstm_coupled_cell_forward(sample: Sampler) -> tuple:
    """One step with three gates."""
    return (sample.normal("N", "D"), *_states(sample), *_weights(sample, gates=3))


def lstm_coupled_cell_backward(sample: Sampler) -> tuple:
    """Any gradients at h and c, and the cache of the reference's step."""
    return _backward(sample, lstm.lstm_coupled_cell_forward, lstm_coupled_cell_forward)


def lstm_peephole_cell_forward(sample: Sampler) -> tuple:
    """One step with four gates and a look at the belt for three of them."""
    peepholes = (sample.normal("H") for _ in "ifo")
    return (*lstm_cell_forward(sample), *peepholes)


def lstm_peephole_cell_backward(sample: Sampler) -> tuple:
    """Any gradients at h and c, and the cache of the reference's step."""
    return _backward(sample, lstm.lstm_peephole_cell_forward, lstm_peephole_cell_forward)


def _states(sample: Sampler) -> tuple[np.ndarray, np.ndarray]:
    """State and belt before the step; the belt goes beyond 1, where it is clearly not its tanh."""
    return np.tanh(sample.normal("N", "H")), 2 * sample.normal("N", "H")


def _weights(sample: Sampler, gates: int) -> list[np.ndarray]:
    """W_xh, W_hh and b_h, drawn gate by gate and laid side by side."""
    W_xh = [sample.weight("D", "H") for _ in range(gates)]
    W_hh = [sample.weight("H", "H") for _ in range(gates)]
    b_h = [sample.bias("H") for _ in range(gates)]
    return [np.concatenate(parts, axis=-1) for parts in (W_xh, W_hh, b_h)]


def _backward(
    sample: Sampler, forward: Callable[..., tuple], forward_case: Callable[[Sampler], tuple]
) -> tuple:
    _, _, cache = forward(*forward_case(sample))
    return sample.normal("N", "H"), sample.normal("N", "H"), cache
