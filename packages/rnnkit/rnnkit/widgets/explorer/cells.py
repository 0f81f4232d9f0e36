"""Recurrent cells of one interface: a student's functions, or rnnkit's layers.

A list of states is [h] or, for an LSTM, [h, c], each of shape (N, H).
"""

import io
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout

import numpy as np

from rnnkit.layers import GRU, LSTM, RNN
from rnnkit.layers.recurrent import Recurrent
from rnnkit.widgets.explorer.setting import STATES, Arrays, D, H, Setting

NAMES = ("W_xh", "W_hh", "b_h")


class CellError(Exception):
    """A cell gives nothing that can be drawn; label and values make the sentence that says why."""

    def __init__(self, label: str, **values: str | int | tuple[int, ...] | Exception) -> None:
        super().__init__(label)
        self.label, self.values = label, values


class FunctionCell:
    """A pair of functions with the signatures of the course, not to be trusted.

    ``forward(x, h_0, W_xh, W_hh, b_h) -> (h, cache)`` and ``backward(dh, cache) -> (dx, dh_0,
    dW_xh, dW_hh, db_h)``, for an LSTM with c after each h and dc_0 after dh_0. Every method raises
    `CellError` if a function raises, or returns what cannot be right.
    """

    def __init__(self, kind: str, forward: Callable, backward: Callable) -> None:
        self._names = STATES[kind]
        self._forward, self._backward = forward, backward

    def states(self, weights: Arrays, x: np.ndarray) -> Arrays:
        """Return every state of one sequence (T, 1, D), each of shape (T + 1, H)."""
        zero = np.zeros((1, len(weights[1])))
        sequences, _ = self._run(weights, x, [zero] * len(self._names))
        return [np.concatenate([zero, s[:, 0]]) for s in sequences]

    def step(self, weights: Arrays, x: np.ndarray, states: Arrays) -> Arrays:
        """Take one step (N, D) from N states."""
        sequences, _ = self._run(weights, x[None], states)
        return [s[0] for s in sequences]

    def backward(
        self, weights: Arrays, x: np.ndarray, states: Arrays, dh: np.ndarray
    ) -> tuple[Arrays, Arrays]:
        """Return the gradients of the first states, and of the weights, for x (T, N, D)."""
        _, cache = self._run(weights, x, states)
        count = 1 + len(states) + len(weights)
        _, *gradients = _call(self._backward, count, dh.copy(), cache)
        names = [*(f"{name}_0" for name in self._names), *NAMES]
        for name, gradient, like in zip(names, gradients, [*states, *weights], strict=True):
            _require(self._backward, f"d{name}", gradient, like.shape)
        return gradients[: len(states)], gradients[len(states) :]

    def _run(self, weights: Arrays, x: np.ndarray, states: Arrays) -> tuple[Arrays, object]:
        copies = [array.copy() for array in (x, *states, *weights)]
        *sequences, cache = _call(self._forward, len(states) + 1, *copies)
        for name, array in zip(self._names, sequences, strict=True):
            _require(self._forward, name, array, (*x.shape[:2], states[0].shape[1]))
        # Copies: the way back may write into what the cache shares with them.
        return [array.copy() for array in sequences], cache


class LayerCell:
    """One of rnnkit's layers; nonlinearity is that of an RNN."""

    def __init__(self, kind: str, nonlinearity: str = "tanh") -> None:
        options: dict = {"nonlinearity": nonlinearity} if kind == "RNN" else {}
        self._layer: Recurrent = {"RNN": RNN, "LSTM": LSTM, "GRU": GRU}[kind](D, H, **options)

    def states(self, weights: Arrays, x: np.ndarray) -> Arrays:
        """Return every state of one sequence, each of shape (T + 1, H)."""
        # The layer gives final states only: the same sequence, cut after 0, 1, …, T steps.
        T = len(x)
        _, final = self._load(weights).forward(np.repeat(x, T + 1, axis=1), None, np.arange(T + 1))
        return self._listed(final)

    def step(self, weights: Arrays, x: np.ndarray, states: Arrays) -> Arrays:
        """Take one step from N states."""
        _, final = self._load(weights).forward(x[None], self._public(states))
        return self._listed(final)

    def backward(
        self, weights: Arrays, x: np.ndarray, states: Arrays, dh: np.ndarray
    ) -> tuple[Arrays, Arrays]:
        """Return the gradients of the first states, and of the weights."""
        layer = self._load(weights)
        layer.forward(x, self._public(states))
        _, dinitial = layer.backward(dh)
        return self._listed(dinitial), [layer.gradients[name] for name in NAMES]

    def _load(self, weights: Arrays) -> Recurrent:
        self._layer.load(dict(zip(NAMES, weights, strict=True)))
        return self._layer

    @staticmethod
    def _public(states: Arrays) -> np.ndarray | tuple[np.ndarray, ...]:
        stacked = tuple(state[None] for state in states)
        return stacked if len(stacked) > 1 else stacked[0]

    @staticmethod
    def _listed(states: np.ndarray | tuple[np.ndarray, ...]) -> Arrays:
        return [state[0] for state in (states if isinstance(states, tuple) else (states,))]


Cell = FunctionCell | LayerCell


def make_cell(setting: Setting, *functions: Callable) -> Cell:
    """Return the cell of a setting, which calls the student's two functions if they are given."""
    kind = setting.cell
    return FunctionCell(kind, *functions) if functions else LayerCell(kind, setting.nonlinearity)


def _call(function: Callable, n_outputs: int, *arguments: object) -> tuple:
    """Call a student's function in silence; raise `CellError` if it does not return that many."""
    # What is printed and warned would appear again at every move of a slider.
    name, sink = name_of(function), io.StringIO()
    try:
        with warnings.catch_warnings(action="ignore"), redirect_stdout(sink), redirect_stderr(sink):
            returned = function(*arguments)
    except NotImplementedError:
        raise CellError("explorer_unwritten", name=name) from None
    except Exception as error:  # a student's function may raise anything
        kind = type(error).__name__
        raise CellError("explorer_raised", name=name, kind=kind, error=error) from error
    if not isinstance(returned, tuple | list) or len(returned) != n_outputs:
        got = len(returned) if isinstance(returned, tuple | list) else type(returned).__name__
        raise CellError("explorer_outputs", name=name, expected=n_outputs, got=got)
    return tuple(returned)


def name_of(function: Callable) -> str:
    """Return a function's name, or what there is in place of it."""
    return getattr(function, "__name__", str(function))


def _require(function: Callable, output: str, array: object, shape: tuple[int, ...]) -> None:
    """Raise `CellError` unless an output is an array of this shape, of finite numbers."""
    place = {"name": name_of(function), "output": output}
    if not isinstance(array, np.ndarray) or array.dtype.kind not in "fiu":
        raise CellError("explorer_type", got=type(array).__name__, **place)
    if array.shape != shape:
        raise CellError("explorer_shape", expected=shape, got=array.shape, **place)
    if not np.isfinite(array).all():
        raise CellError("explorer_nan", **place)
