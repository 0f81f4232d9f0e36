"""Cases of chapter 10."""

from functools import partial

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import VISIBLE_SIZES, Sampler
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
    return D, H, L, 1 + sample.sizes["H"] % 2


def stacked_backward(sample: Sampler) -> tuple:
    """A gradient from outside into every state of every layer."""
    _, caches = deep.stacked_forward(*stacked_forward(sample))
    dh = [sample.gradient("T", "N", "H") for _ in caches]
    return np.stack(dh), caches


def dropout_forward(sample: Sampler) -> tuple:
    """Training in one case of each kind; never half of the numbers, where both shares agree."""
    u, rate = sample.rng.random(sample.shape("T", "N", "H")), float(sample.rng.uniform(0.2, 0.4))
    return *_layer(sample), u, rate, sample.sizes["N"] % 2 == 1


def dropout_backward(sample: Sampler) -> tuple:
    """Gradients along both ways, and a mask that drops some."""
    return _thinned(sample, sample.rng.uniform(0.2, 0.4))


def _thinned(sample: Sampler, rate: float, scale: float | None = None) -> tuple:
    """Gradients, and a mask in which the share ``rate`` is zero and the others are ``scale``."""
    scale = 1 / (1 - rate) if scale is None else scale
    mask = (sample.rng.random(sample.shape("T", "N", "H")) >= rate) * scale
    return sample.gradient("T", "N", "H"), sample.gradient("T", "N", "H"), mask


def _dice(sample: Sampler, rate: float, training: bool = True, highest: float = 1.0) -> tuple:
    """Dice that show eighths below ``highest``: some of them equal the rate to the bit."""
    u = sample.rng.integers(0, int(8 * highest), size=sample.shape("T", "N", "H")) / 8
    return *_layer(sample), u, rate, training


def _layer(sample: Sampler) -> tuple:
    h_0 = np.tanh(sample.normal("N", "H"))
    return sample.normal("T", "N", "D"), h_0, _weights(sample, "D")


def _weights(sample: Sampler, width: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One layer's; a small square matrix is drawn again if it is nearly symmetric."""
    return _matrix(sample, width), _matrix(sample, "H"), sample.bias("H")


def _matrix(sample: Sampler, width: str) -> np.ndarray:
    while True:
        W = sample.weight(width, "H")
        if W.shape[0] != W.shape[1] or np.linalg.norm(W - W.T) > 0.6 * np.linalg.norm(W):
            return W


def _input(sample: Sampler) -> str:
    """D = H in random visible cases: a layer that reads x, or another's weights, is told so.

    With D ≠ H, as in the other cases, NumPy stops it with an error about shapes.
    """
    return "H" if sample.sizes in VISIBLE_SIZES else "D"


def _depth(sample: Sampler) -> int:
    """L where a case sets it, else the smallest number from 2 on that no other axis has."""
    others = sample.shape("T", "N", "H")
    return sample.sizes.get("L") or next(L for L in range(2, 9) if L not in others)


def _sizes(sample: Sampler, of: tuple[int, ...]) -> tuple:
    """D, H, L and directions, as they are given."""
    return of


_STACKS = [
    Edge("an input of another width", {"D": 4, "H": 5}),
    Edge("one layer", {"L": 1}),
    Edge("one sequence", {"N": 1}),
    Edge("one step", {"T": 1, "L": 3}),
    Edge("one layer and one sequence", {"L": 1, "N": 1}, hidden=True),
    Edge("an input wider than the state", {"D": 8, "H": 3, "L": 3}, hidden=True),
]

EDGES = {
    "stacked_forward": _STACKS,
    "stacked_backward": _STACKS,
    "parameter_counts": [
        Edge("one layer", make=partial(_sizes, of=(6, 5, 1, 1))),
        Edge("one layer that reads both ways", make=partial(_sizes, of=(4, 7, 1, 2))),
        Edge("one unit", make=partial(_sizes, of=(3, 1, 3, 2))),
        Edge(
            "an input narrower than the state", make=partial(_sizes, of=(2, 9, 5, 1)), hidden=True
        ),
        Edge("an input as wide as two states", make=partial(_sizes, of=(8, 4, 3, 2)), hidden=True),
    ],
    "dropout_forward": [
        Edge("dice that equal the rate", make=partial(_dice, rate=0.25)),
        Edge("a rate of 0", make=partial(_dice, rate=0.0)),
        Edge("one sequence", {"N": 1}),
        Edge("more dropped than kept", {"T": 1}, make=partial(_dice, rate=0.75), hidden=True),
        Edge("nothing kept", make=partial(_dice, rate=0.5, highest=0.5), hidden=True),
        Edge("test time", {"N": 1}, make=partial(_dice, rate=0.25, training=False), hidden=True),
    ],
    "dropout_backward": [
        Edge("nothing dropped", make=partial(_thinned, rate=0.0)),
        Edge("nothing kept", make=partial(_thinned, rate=1.0, scale=2.0)),
        Edge("one sequence", {"N": 1}),
        Edge("more dropped than kept", {"T": 1}, make=partial(_thinned, rate=0.75), hidden=True),
    ],
}
