"""Parameters in the form of PyTorch, and in that of the two documents."""

from collections.abc import Mapping

import numpy as np

from rnnkit.layers.dense import Dense
from rnnkit.layers.embedding import Embedding
from rnnkit.layers.gru import GRU
from rnnkit.layers.layer import Layer
from rnnkit.layers.lstm import LSTM
from rnnkit.layers.recurrent import Recurrent, scan_suffix
from rnnkit.layers.rnn import RNN

Arrays = Mapping[str, np.ndarray]

# PyTorch's name, our name, whether one is the transpose of the other.
_PLAIN = {
    Dense: (("weight", "W_hy", True), ("bias", "b_y", False)),
    Embedding: (("weight", "E", False),),
}

# Our gates in the order in which they are stacked, and the subscripts the documents give them.
_GATES = {
    (RNN, "D1"): {"h": "_a"},
    (RNN, "D2"): {"h": ""},
    (LSTM, "D1"): {"i": "_u", "f": "_f", "g": "_c", "o": "_o"},
    (LSTM, "D2"): {"i": "_i", "f": "_f", "g": "_c", "o": "_o"},
    (GRU, "D2"): {"r": "_r", "z": "_z", "n": "_h"},
}


def to_torch(layer: Layer) -> dict[str, np.ndarray]:
    """Return a layer's parameters as the state dict of its counterpart in torch.nn.

    Parameters
    ----------
    layer : RNN, LSTM, GRU, Dense or Embedding
        LSTM in its standard form, GRU with ``reset="after"``: torch has no others.

    Returns
    -------
    dict of str to ndarray
        Copies, named weight_ih_l0 and so on. PyTorch has two biases where one is
        enough: bias_ih holds ours, bias_hh is zero (but for b_hn).

    Raises
    ------
    ValueError
        If PyTorch has no such layer.
    """
    if not isinstance(layer, Recurrent):
        return {
            theirs: (layer.parameters[ours].T if transposed else layer.parameters[ours]).copy()
            for theirs, ours, transposed in _plain_names(layer)
        }
    _require_counterpart(layer)
    state = {}
    for ours, theirs in _suffixes(layer):
        W_xh, W_hh, b_h = (layer.parameters[name + ours] for name in ("W_xh", "W_hh", "b_h"))
        b_hh = np.zeros_like(b_h)
        if isinstance(layer, GRU):
            b_hh[2 * layer.H :] = layer.parameters["b_hn" + ours]
        values = {"weight_ih": W_xh.T.copy(), "weight_hh": W_hh.T.copy(), "bias_ih": b_h.copy()}
        values["bias_hh"] = b_hh
        state |= {name + theirs: value for name, value in values.items()}
    return state


def load_torch(layer: Layer, state: Arrays) -> None:
    """Copy a state dict of torch.nn into a layer.

    Parameters
    ----------
    layer : RNN, LSTM, GRU, Dense or Embedding
        Of the same sizes. Its dtype stays.
    state : mapping of str to Tensor or ndarray
        ``module.state_dict()``; its two biases are added.

    Raises
    ------
    KeyError
        If a name is missing.
    ValueError
        If PyTorch has no such layer, or a shape differs.
    """
    state = {name: np.asarray(value) for name, value in state.items()}
    if not isinstance(layer, Recurrent):
        names = _plain_names(layer)
        layer.load({ours: state[theirs].T if turn else state[theirs] for theirs, ours, turn in names})
        return
    _require_counterpart(layer)
    parameters = {}
    for ours, theirs in _suffixes(layer):
        b_h, b_hh = state["bias_ih" + theirs].copy(), state["bias_hh" + theirs]
        shared = 2 * layer.H if isinstance(layer, GRU) else len(b_h)
        b_h[:shared] += b_hh[:shared]
        parameters["W_xh" + ours] = state["weight_ih" + theirs].T
        parameters["W_hh" + ours] = state["weight_hh" + theirs].T
        parameters["b_h" + ours] = b_h
        if isinstance(layer, GRU):
            parameters["b_hn" + ours] = b_hh[shared:]
    layer.load(parameters)


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
    layer: Recurrent, gates: Arrays, notation: str, level: int = 0, reverse: bool = False
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


def _plain_names(layer: Layer) -> tuple[tuple[str, str, bool], ...]:
    if type(layer) not in _PLAIN:
        raise ValueError(f"layer: torch.nn has no counterpart of {type(layer).__name__}")
    return _PLAIN[type(layer)]


def _require_counterpart(layer: Recurrent) -> None:
    if getattr(layer, "variant", "standard") != "standard":
        raise ValueError(f"layer: torch.nn.LSTM has no variant {layer.variant!r}")
    if getattr(layer, "reset", "after") != "after":
        raise ValueError('layer: torch.nn.GRU applies r after the product; use GRU(reset="after")')


def _suffixes(layer: Recurrent) -> list[tuple[str, str]]:
    """Return, for each scan, what our names end in and what PyTorch's do."""
    return [
        (scan_suffix(level, direction), f"_l{level}" + "_reverse" * direction)
        for level in range(layer.num_layers)
        for direction in range(layer.directions)
    ]


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
