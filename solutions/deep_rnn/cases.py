"""Cases of chapter 10."""

import numpy as np

from rnn_course.bank.sampling import VISIBLE_SIZES, Draw
from solutions import deep_rnn as deep


def stacked_forward(draw: Draw) -> tuple:
    """Layers with weights and initial states of their own."""
    layers = [_weights(draw, _input(draw))]
    layers += [_weights(draw, "H") for _ in range(_depth(draw) - 1)]
    h_0 = np.stack([np.tanh(draw.normal("N", "H")) for _ in layers])
    return draw.normal("T", "N", _input(draw)), h_0, layers


def parameter_counts(draw: Draw) -> tuple:
    """Both directions in one visible case, one in the other."""
    D, H, L = 3 * draw.sizes["D"], 2 * draw.sizes["H"], draw.sizes["N"] + 1
    return D, H, L, 1 + draw.sizes["T"] % 4 // 2


def stacked_backward(draw: Draw) -> tuple:
    """A gradient from outside into every state of every layer."""
    _, caches = deep.stacked_forward(*stacked_forward(draw))
    dh = [draw.normal("T", "N", "H") for _ in caches]
    return np.stack(dh), caches


def dropout_forward(draw: Draw) -> tuple:
    """Training in one case of each kind; never half of the numbers, where both shares agree."""
    x, h_0 = draw.normal("T", "N", "D"), np.tanh(draw.normal("N", "H"))
    u, rate = draw.rng.random(draw.shape("T", "N", "H")), float(draw.rng.uniform(0.2, 0.4))
    return x, h_0, _weights(draw, "D"), u, rate, draw.sizes["N"] % 2 == 1


def dropout_backward(draw: Draw) -> tuple:
    """Gradients along both ways, and a mask that drops some."""
    rate = draw.rng.uniform(0.2, 0.4)
    mask = (draw.rng.random(draw.shape("T", "N", "H")) >= rate) / (1 - rate)
    return draw.normal("T", "N", "H"), draw.normal("T", "N", "H"), mask


def _weights(draw: Draw, width: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One layer's; a small square matrix is drawn again if it is nearly symmetric."""
    return _matrix(draw, width), _matrix(draw, "H"), draw.bias("H")


def _matrix(draw: Draw, width: str) -> np.ndarray:
    while True:
        W = draw.weight(width, "H")
        if W.shape[0] != W.shape[1] or np.linalg.norm(W - W.T) > 0.6 * np.linalg.norm(W):
            return W


def _input(draw: Draw) -> str:
    """D = H in visible cases: a layer that reads x, or another's weights, is told what it does.

    With D ≠ H, as in hidden cases, NumPy stops it with an error about shapes.
    """
    return "H" if draw.sizes in VISIBLE_SIZES else "D"


def _depth(draw: Draw) -> int:
    """The smallest number from 2 on that is no length of another axis."""
    others = draw.shape("T", "N", "H")
    return next(L for L in range(2, 9) if L not in others)
