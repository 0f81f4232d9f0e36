"""Stacking, both directions, lengths and dropout, for every recurrent layer."""

import numpy as np

from rnnkit.layers._scans.base import Arrays, Scan
from rnnkit.layers._scans.sequences import Sequences
from rnnkit.layers._validation import check_array, check_options
from rnnkit.layers.layer import Layer, Rng, kept_by_forward

States = np.ndarray | tuple[np.ndarray, ...]
Stacks = list[np.ndarray]  # the same in a list, each (S, N, H)


class Recurrent(Layer):
    """Base of `RNN`, `LSTM` and `GRU`.

    Parameters
    ----------
    D, H : int
        Sizes of input and hidden state, at least 1; an option out of range is a ValueError.
    num_layers : int
        Height of the stack; layer l + 1 reads the outputs of layer l, D1 §11.
    bidirectional : bool
        Also read each sequence from right to left, with weights of its own, D1 §10. Outputs are
        then the two states side by side, 2H wide.
    dropout : float
        Probability, 0 to below 1, that a number between two layers is set to zero while
        ``training`` is True. The others are divided by 1 - dropout.
    dtype : dtype-like
        float32, which is about twice as fast, or float64; another one is a TypeError.
    rng : int or numpy.random.Generator, optional
        For the initial parameters, uniform within ±1/√H, and for dropout.

    Notes
    -----
    The first layer's parameters have plain names, such as W_xh. Those of layer l end in ``_l1``,
    ``_l2``, and those of the reverse direction in ``_reverse``: ``W_xh_l1_reverse``.

    Each state is an array (S, N, H), where S counts layer 0, layer 0 reverse, layer 1, and so on,
    as in PyTorch. `RNN` and `GRU` have one such array, `LSTM` the pair (h, c).
    """

    def __init__(
        self,
        D: int,
        H: int,
        *,
        num_layers: int = 1,
        bidirectional: bool = False,
        dropout: float = 0.0,
        dtype: np.typing.DTypeLike = np.float64,
        rng: Rng = None,
    ):
        super().__init__(dtype)
        check_options(D, H, num_layers, dropout)
        self.D, self.H, self.num_layers, self.dropout = D, H, num_layers, dropout
        self.directions = 2 if bidirectional else 1
        self.rng = np.random.default_rng(rng)
        widths = [D] + [H * self.directions] * (num_layers - 1)
        self._scans = [[self._scan(width) for _ in range(self.directions)] for width in widths]
        bound = 1 / np.sqrt(H)
        for layer in range(num_layers):
            for direction in range(self.directions):
                shapes = self._scans[layer][direction].shapes()
                for name, full in self.names(layer, direction).items():
                    self._add_parameter(full, self.rng.uniform(-bound, bound, shapes[name]))
        self._seq: Sequences | None = None

    def _scan(self, D: int) -> Scan:
        raise NotImplementedError

    def names(self, layer: int, direction: int = 0) -> dict[str, str]:
        """Return where the dicts have one layer's parameters: {"W_xh": "W_xh_l1_reverse", ...}."""
        suffix = (f"_l{layer}" if layer else "") + ("_reverse" if direction else "")
        return {name: name + suffix for name in self._scans[layer][direction].shapes()}

    def _own(self, arrays: Arrays, layer: int, direction: int) -> Arrays:
        return {name: arrays[full] for name, full in self.names(layer, direction).items()}

    def forward(
        self, x: np.ndarray, states: States | None = None, lengths: np.ndarray | None = None
    ) -> tuple[np.ndarray, States]:
        """Run over all steps.

        Parameters
        ----------
        x : ndarray of shape (T, N, D)
            Inputs. Padding must be finite too; its values do not matter.
        states : ndarray of shape (S, N, H), or pair of them for LSTM, optional
            Initial states. None means zeros.
        lengths : array_like of int of shape (N,), optional
            Valid steps of each sequence, 0 to T. None means all T.

        Returns
        -------
        y : ndarray of shape (T, N, H) or (T, N, 2H)
            Outputs of the last layer, zero after a sequence's end.
        final_states : ndarray of shape (S, N, H), or pair of them for LSTM
            States after each sequence's last valid step; of one of length 0 the initial state.
        """
        x = check_array("x", x, ("T", "N", self.D), self.dtype)
        T, N, _ = x.shape
        self._seq = seq = Sequences(T, N, lengths)
        before = self._checked_states("states", states, N)
        after = [np.empty_like(state) for state in before]
        self._dropped: list[np.ndarray | None] = []
        for layer in range(self.num_layers):
            x = self._layer_forward(layer, self._drop(layer, x), seq, before, after)
        return x, self._public(after)

    def _layer_forward(
        self, layer: int, x: np.ndarray, seq: Sequences, before: Stacks, after: Stacks
    ) -> np.ndarray:
        y = np.empty((seq.T, seq.N, self.H * self.directions), self.dtype)
        parts = np.split(y, self.directions, axis=2)
        for direction, (scan, part) in enumerate(zip(self._scans[layer], parts, strict=True)):
            s = layer * self.directions + direction
            inputs = seq.reverse(x) if direction else x
            own = self._own(self.parameters, layer, direction)
            finals = scan.forward(own, inputs, [state[s] for state in before], seq, part)
            if direction:
                part[...] = seq.reverse(part.copy())
            for state, final in zip(after, finals, strict=True):
                state[s] = final
        return y

    def backward(self, dy: np.ndarray, dstates: States | None = None) -> tuple[np.ndarray, States]:
        """Carry gradients back through the last `forward` and overwrite ``gradients``.

        Parameters
        ----------
        dy : ndarray, shaped as y
            Gradient of the loss with respect to the outputs. Entries in the padding have no effect.
        dstates : shaped as final_states, optional
            Gradient with respect to the final states. None means zeros.

        Returns
        -------
        dx : ndarray of shape (T, N, D)
            Gradient with respect to the inputs.
        dinitial_states : shaped as final_states
            Gradient with respect to the initial states.
        """
        seq = kept_by_forward(self._seq, type(self).__name__)
        shape = (seq.T, seq.N, self.H * self.directions)
        dy = check_array("dy", dy, shape, self.dtype)
        after = self._checked_states("dstates", dstates, seq.N)
        before = [np.empty_like(state) for state in after]
        for layer in reversed(range(self.num_layers)):
            dy = self._layer_backward(layer, dy, seq, after, before)
            if (factor := self._dropped[layer]) is not None:
                dy *= factor
        return dy, self._public(before)

    def _layer_backward(
        self, layer: int, dy: np.ndarray, seq: Sequences, after: Stacks, before: Stacks
    ) -> np.ndarray:
        dx = np.empty((seq.T, seq.N, self._scans[layer][0].D), self.dtype)
        parts = np.split(dy, self.directions, axis=2)
        for direction, (scan, part) in enumerate(zip(self._scans[layer], parts, strict=True)):
            s = layer * self.directions + direction
            parameters = self._own(self.parameters, layer, direction)
            gradients = self._own(self.gradients, layer, direction)
            dfinals = [state[s] for state in after]
            dpart = np.empty_like(dx) if direction else dx
            part = seq.reverse(part) if direction else part
            dinitial = scan.backward(parameters, gradients, part, dfinals, dpart)
            if direction:
                dx += seq.reverse(dpart)
            for state, dstate in zip(before, dinitial, strict=True):
                state[s] = dstate
        return dx

    def _drop(self, layer: int, x: np.ndarray) -> np.ndarray:
        """Apply dropout to the input of every layer but the first."""
        factor = None
        if layer > 0 and self.training and self.dropout > 0:
            kept = self.rng.random(x.shape, np.float32) >= self.dropout
            factor = kept / self.dtype.type(1 - self.dropout)
            x *= factor  # x is the output of the layer below, which nobody else holds
        self._dropped.append(factor)
        return x

    def _checked_states(self, name: str, states: States | None, N: int) -> Stacks:
        names = self._scans[0][0].states
        shape = (self.num_layers * self.directions, N, self.H)
        if states is None:
            return [np.zeros(shape, self.dtype) for _ in names]
        if len(names) == 1:
            return [check_array(name, states, shape, self.dtype)]
        if not isinstance(states, tuple | list) or len(states) != len(names):
            got = f"{type(states).__name__} of length {len(states)}"
            raise TypeError(f"{name}: expected a tuple ({', '.join(names)}), got {got}")
        pairs = zip(names, states, strict=True)
        return [check_array(f"{name}[{n}]", state, shape, self.dtype) for n, state in pairs]

    def _public(self, states: Stacks) -> States:
        return states[0] if len(states) == 1 else tuple(states)
