"""A chain of layers."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from rnnkit.layers.dense import Dense
from rnnkit.layers.embedding import Embedding
from rnnkit.layers.layer import load_arrays
from rnnkit.layers.recurrent import Recurrent, States


class Model:
    """A chain of layers.

    Parameters
    ----------
    **layers : Layer
        In the order in which they are applied, each under a name of its own.

    Attributes
    ----------
    layers : dict of str to Layer
        As given.
    parameters, gradients : dict of str to ndarray
        Those of all layers, named "layer.parameter"; the same arrays, not copies.

    Notes
    -----
    What a chain cannot say, such as pooling or an encoder with a decoder, is written with the
    layers themselves: each has forward and backward.

    Examples
    --------
    A character model:

    >>> model = Model(embedding=Embedding(60, 32), lstm=LSTM(32, 64), out=Dense(64, 60))
    >>> sorted(model.parameters)[:3]
    ['embedding.E', 'lstm.W_hh', 'lstm.W_xh']
    >>> tokens = np.zeros((5, 2), int)
    >>> scores, states = model.forward(tokens)
    >>> loss, dscores = softmax_cross_entropy(scores, tokens)
    >>> model.backward(dscores)
    >>> scores, states = model.forward(tokens, states)  # goes on where it stopped
    """

    def __init__(self, **layers: Recurrent | Dense | Embedding):
        self.layers = layers
        self.parameters = self._collect("parameters")
        self.gradients = self._collect("gradients")

    def _collect(self, kind: str) -> dict[str, np.ndarray]:
        pairs = ((name, getattr(layer, kind)) for name, layer in self.layers.items())
        return {f"{name}.{key}": array for name, arrays in pairs for key, array in arrays.items()}

    @property
    def training(self) -> bool:
        """Whether dropout acts, in every layer."""
        return all(layer.training for layer in self.layers.values())

    @training.setter
    def training(self, value: bool) -> None:
        for layer in self.layers.values():
            layer.training = value

    def load(self, parameters: Mapping[str, np.ndarray]) -> None:
        """Copy values into the parameters, in place; see `Layer.load`."""
        load_arrays(self.parameters, parameters)

    def forward(
        self,
        x: np.ndarray,
        states: Mapping[str, States] | None = None,
        lengths: np.ndarray | None = None,
    ) -> tuple[np.ndarray, dict[str, States]]:
        """Apply all layers.

        Parameters
        ----------
        x : ndarray
            What the first layer takes.
        states : mapping of str to states, optional
            Initial states by the name of the recurrent layer, else a KeyError; zeros where missing.
        lengths : array_like of int of shape (N,), optional
            Valid steps of each sequence, for every recurrent layer.

        Returns
        -------
        y, final_states : ndarray, dict of str to states
            What the last layer gives; states to pass to the next call where a text goes on.
        """
        recurrent = [name for name, layer in self.layers.items() if isinstance(layer, Recurrent)]
        states = dict(states or {})
        if unknown := sorted(states.keys() - set(recurrent)):
            raise KeyError(f"states: expected names among {recurrent}, got {unknown}")
        for name, layer in self.layers.items():
            if isinstance(layer, Recurrent):
                x, states[name] = layer.forward(x, states.get(name), lengths)
            else:
                x = layer.forward(x)
        return x, states

    def backward(self, dy: np.ndarray) -> np.ndarray | None:
        """Take the gradient of what the last layer gave, overwrite ``gradients``, return that of x.

        None if the first layer takes tokens. Gradients do not flow into the states that were passed
        in: this is truncated BPTT.
        """
        gradient: Any = dy
        for layer in reversed(self.layers.values()):
            gradient = layer.backward(gradient)
            if isinstance(layer, Recurrent):
                gradient, _ = gradient
        return gradient
