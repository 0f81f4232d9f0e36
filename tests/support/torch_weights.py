"""Parameters as state dicts of PyTorch, and back."""

from collections.abc import Mapping

import numpy as np

from rnnkit.layers.cells import GRU
from rnnkit.layers.dense import Dense
from rnnkit.layers.embedding import Embedding
from rnnkit.layers.layer import Layer
from rnnkit.layers.recurrent import Recurrent

# PyTorch's name, our name, whether one is the transpose of the other.
_PLAIN = {
    Dense: (("weight", "W_hy", True), ("bias", "b_y", False)),
    Embedding: (("weight", "E", False),),
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


def load_torch(layer: Layer, state: Mapping[str, np.ndarray]) -> None:
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
        layer.load(
            {ours: state[theirs].T if turn else state[theirs] for theirs, ours, turn in names}
        )
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
    scans = np.ndindex(layer.num_layers, layer.directions)
    return [
        (layer.names(*scan)["b_h"].removeprefix("b_h"), f"_l{scan[0]}" + "_reverse" * scan[1])
        for scan in scans
    ]
