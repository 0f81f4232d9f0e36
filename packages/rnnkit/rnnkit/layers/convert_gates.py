"""Parameters as one matrix a gate, as the two documents write them, and back."""

from collections.abc import Mapping

import numpy as np

from rnnkit.layers.gru import GRU
from rnnkit.layers.lstm import LSTM
from rnnkit.layers.recurrent import Recurrent
from rnnkit.layers.rnn import RNN

# Our gates in the order in which they are stacked, and the subscripts the documents give them.
_GATES = {
    (RNN, "D1"): {"h": "_a"},
    (RNN, "D2"): {"h": ""},
    (LSTM, "D1"): {"i": "_u", "f": "_f", "g": "_c", "o": "_o"},
    (LSTM, "D2"): {"i": "_i", "f": "_f", "g": "_c", "o": "_o"},
    (GRU, "D2"): {"r": "_r", "z": "_z", "n": "_h"},
}


def to_gates(
    layer: Recurrent, notation: str, level: int = 0, reverse: bool = False
) -> dict[str, np.ndarray]:
    """Return one matrix a gate, named and laid out as in a document.

    Parameters
    ----------
    layer : RNN, LSTM or GRU
        GRU with ``reset="before"``, as in D2; D1 has no GRU.
    notation : {"D1", "D2"}
        D1 §9.1: W_f (H, H + D) acts on [a, x]; b_f. D2 eq. (13): W_f (H, D) acts on
        x, U_f (H, H) on h; b_f, and V_f (H,) with peepholes.
    level : int
        Which layer of the stack.
    reverse : bool
        Whether the direction from right to left.

    Returns
    -------
    dict of str to ndarray
        Copies.

    Raises
    ------
    ValueError
        If the document has no such layer.
    """
    own = _own_names(layer, level, reverse)
    gates = {}
    for stacked, subscript in _columns(layer, notation):
        W, U, b = (layer.parameters[own[n]][..., stacked].T for n in ("W_xh", "W_hh", "b_h"))
        matrices = {"W": np.hstack([U, W])} if notation == "D1" else {"W": W.copy(), "U": U.copy()}
        gates |= {name + subscript: matrix for name, matrix in matrices.items()}
        gates["b" + subscript] = b.copy()
    peepholes = (name for name in own if name.startswith("V_"))
    return gates | {name: layer.parameters[own[name]].copy() for name in peepholes}


def load_gates(
    layer: Recurrent,
    gates: Mapping[str, np.ndarray],
    notation: str,
    level: int = 0,
    reverse: bool = False,
) -> None:
    """Copy one matrix a gate, as `to_gates` returns them, into a layer.

    Parameters
    ----------
    layer : RNN, LSTM or GRU
        Changed in place.
    gates : mapping of str to array_like
        Named as in the document.
    notation, level, reverse
        See `to_gates`.

    Raises
    ------
    KeyError
        If a name is missing.
    ValueError
        If the document has no such layer, or a shape differs.
    """
    own, parameters = _own_names(layer, level, reverse), dict(layer.parameters)
    values = {name: np.empty_like(parameters[full]) for name, full in own.items()}
    for stacked, subscript in _columns(layer, notation):
        W = np.asarray(gates["W" + subscript])
        U, W = np.split(W, [layer.H], axis=1) if notation == "D1" else (gates["U" + subscript], W)
        parts = (("W_xh", W), ("W_hh", U), ("b_h", gates["b" + subscript]))
        for name, value in parts:
            target, value = values[name][..., stacked].T, np.asarray(value)
            if value.shape != target.shape:
                what = f"gates, {name} of gate {subscript or 'h'}"
                raise ValueError(f"{what}: expected shape {target.shape}, got {value.shape}")
            target[...] = value
    values |= {name: gates[name] for name in own if name.startswith("V_")}
    layer.load(parameters | {own[name]: value for name, value in values.items()})


def _own_names(layer: Recurrent, level: int, reverse: bool) -> dict[str, str]:
    if not (0 <= level < layer.num_layers and reverse < layer.directions):
        raise ValueError(f"level, reverse: the layer has no ({level}, {reverse})")
    return layer.names(level, int(reverse))


def _columns(layer: Recurrent, notation: str) -> list[tuple[slice, str]]:
    """Return, for each gate, its columns in the stacked matrix and its subscript."""
    key = (type(layer), notation)
    if key not in _GATES:
        raise ValueError(f"notation: {notation!r} has no {type(layer).__name__}; D1, D2 are known")
    if getattr(layer, "reset", "before") != "before":
        raise ValueError('layer: D2 applies r before the product; use GRU(reset="before")')
    gates = dict(_GATES[key])
    variant = getattr(layer, "variant", "standard")
    if variant != "standard" and notation == "D1":
        raise ValueError(f"notation: D1 has no LSTM variant {variant!r}; use 'D2'")
    if variant in ("no_forget", "coupled"):
        del gates["f"]
    H = layer.H
    return [(slice(k * H, (k + 1) * H), subscript) for k, subscript in enumerate(gates.values())]
