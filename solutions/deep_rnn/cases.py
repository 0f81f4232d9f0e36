"""Cases of chapter 10."""

import numpy as np

from rnn_course.bank.sampling import Sampler
from solutions import deep_rnn as deep


def stacked_forward(sample: Sampler) -> tuple:
    """Layers with weights and initial states of their own."""
    layers = [_weights(sample, _input(sample))]
    layers += [_weights(sample, "H") for _ in range(_depth(sample) - 1)]
    h_0 = np.stack([np.tanh(sample.normal("N", "H")) for _ in layers])
    return sample.normal("T", "N", _input(sample)), h_0, layers


def parameter_counts(sample: Sampler) -> tuple:
    """Both directions in one visible case, one in the other."""
    D, H, L = 3 * sample.sizes["D"], 2 * sample.sizes["H"], sample.sizes["N"] + 1
    return D, H, L, 1 + sample.sizes["T"] % 4 // 2


def stacked_backward(sample: Sampler) -> tuple:
    """A gradient from outside into every state of every layer."""
    _, caches = deep.stacked_forward(*stacked_forward(sample))
    dh = [sample.normal("T", "N", "H") for _ in caches]
    return np.stack(dh), caches


def dropout_forward(sample: Sampler) -> tuple:
    """Training in one case of each kind; never half of the numbers, where both shares agree."""
    x, h_0 = sample.normal("T", "N", "D"), np.tanh(sample.normal("N", "H"))
    u, rate = sample.rng.random(sample.shape("T", "N", "H")), float(sample.rng.uniform(0.2, 0.4))
    return x, h_0, _weights(sample, "D"), u, rate, sample.sizes["N"] % 2 == 1


def dropout_backward(sample: Sampler) -> tuple:
    """Gradients along both ways, and a mask that drops some."""
    rate = sample.rng.uniform(0.2, 0.4)
    mask = (sample.rng.random(sample.shape("T", "N", "H")) >= rate) / (1 - rate)
    return sample.normal("T", "N", "H"), sample.normal("T", "N", "H"), mask


def _weights(sample: Sampler, width: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One layer's; a small square matrix is drawn again if it is nearly symmetric."""
    return _matrix(sample, width), _matrix(sample, "H"), sample.bias("H")


def _matrix(sample: Sampler, width: str) -> np.ndarray:
    while True:
        W = sample.weight(width, "H")
        if W.shape[0] != W.shape[1] or np.linalg.norm(W - W.T) > 0.6 * np.linalg.norm(W):
            return W


def _input(sample: Sampler) -> str:
    """D = H in visible cases: a layer that reads x, or another's weights, is told what it does.

    With D ≠ H, as in hidden cases, NumPy stops it with an error about shapes.
    """
    return "D" if sample.hidden else "H"


def _depth(sample: Sampler) -> int:
    """The smallest number from 2 on that is no length of another axis."""
    others = sample.shape("T", "N", "H")
    return next(L for L in range(2, 9) if L not in others)
