"""Cases of chapter 07."""

from collections.abc import Callable

import numpy as np

from rnn_course.bank.sampling import Draw
from solutions import lstm


def lstm_cell_forward(draw: Draw) -> tuple:
    """One step from a state and a belt that are not zero."""
    return (draw.normal("N", "D"), *_states(draw), *_weights(draw, gates=4))


def lstm_forward(draw: Draw) -> tuple:
    """A sequence from states that are not zero."""
    return (draw.normal("T", "N", "D"), *_states(draw), *_weights(draw, gates=4))


def lstm_cell_backward(draw: Draw) -> tuple:
    """Any gradients at h and c, and the cache of the reference's step."""
    return _backward(draw, lstm.lstm_cell_forward, lstm_cell_forward)


def lstm_backward(draw: Draw) -> tuple:
    """A gradient from every step's own loss, and the cache of the reference's sequence."""
    _, _, cache = lstm.lstm_forward(*lstm_forward(draw))
    return draw.normal("T", "N", "H"), cache


def lstm_no_forget_cell_forward(draw: Draw) -> tuple:
    """One step with three gates."""
    return (draw.normal("N", "D"), *_states(draw), *_weights(draw, gates=3))


def lstm_no_forget_cell_backward(draw: Draw) -> tuple:
    """Any gradients at h and c, and the cache of the reference's step."""
    return _backward(draw, lstm.lstm_no_forget_cell_forward, lstm_no_forget_cell_forward)


def lstm_coupled_cell_forward(draw: Draw) -> tuple:
    """One step with three gates."""
    return (draw.normal("N", "D"), *_states(draw), *_weights(draw, gates=3))


def lstm_coupled_cell_backward(draw: Draw) -> tuple:
    """Any gradients at h and c, and the cache of the reference's step."""
    return _backward(draw, lstm.lstm_coupled_cell_forward, lstm_coupled_cell_forward)


def lstm_peephole_cell_forward(draw: Draw) -> tuple:
    """One step with four gates and a look at the belt for three of them."""
    peepholes = (draw.normal("H") for _ in "ifo")
    return (*lstm_cell_forward(draw), *peepholes)


def lstm_peephole_cell_backward(draw: Draw) -> tuple:
    """Any gradients at h and c, and the cache of the reference's step."""
    return _backward(draw, lstm.lstm_peephole_cell_forward, lstm_peephole_cell_forward)


def _states(draw: Draw) -> tuple[np.ndarray, np.ndarray]:
    """State and belt before the step; the belt goes beyond 1, where it is clearly not its tanh."""
    return np.tanh(draw.normal("N", "H")), 2 * draw.normal("N", "H")


def _weights(draw: Draw, gates: int) -> list[np.ndarray]:
    """W_xh, W_hh and b_h, drawn gate by gate and laid side by side."""
    W_xh = [draw.weight("D", "H") for _ in range(gates)]
    W_hh = [draw.weight("H", "H") for _ in range(gates)]
    b_h = [draw.bias("H") for _ in range(gates)]
    return [np.concatenate(parts, axis=-1) for parts in (W_xh, W_hh, b_h)]


def _backward(
    draw: Draw, forward: Callable[..., tuple], forward_case: Callable[[Draw], tuple]
) -> tuple:
    _, _, cache = forward(*forward_case(draw))
    return draw.normal("N", "H"), draw.normal("N", "H"), cache
