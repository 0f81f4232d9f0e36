"""Norms of a gradient on its way back, and of the Jacobians that it passes."""

from dataclasses import dataclass

import numpy as np

from rnnkit.widgets.explorer.cells import Cell, CellError
from rnnkit.widgets.explorer.setting import Arrays, D, H, Setting, draw_sequence, draw_weights

CELLS_IN_MAP = 20  # each way; more would cost a millisecond or two, and show no more
NUDGE = 1e-7  # of the largest number in a state, or of 1; a larger one crosses kinks of relu
DOUBTFUL = 0.02  # relative difference between two ways to the same number


@dataclass(frozen=True)
class Decay:
    """The results of a setting: norms are (T + 1,), the map's are (P, P).

    Norms are those after clipping. belt_norms are what cell_norms would be if nothing came but
    along the belt: the product of the forget gates. Both are NaN at T, where the loss sees h only,
    and for cells other than LSTM. ``jacobians[i, j]`` is the largest singular value of ∂h_t/∂h_k
    with t = places[i] and k = places[j]; NaN where k > t. gamma and rate are the largest singular
    value and the spectral radius of an RNN's W_hh, times max f′, which is 1; NaN for other cells,
    whose steps back are more than this matrix. weight_norm and factor are the norm of the gradient
    of all weights, and what clipping multiplies it by; NaN and 1 where nothing is clipped.
    expected are ‖∂L/∂h_0‖ and ‖∂L/∂c_0‖ before clipping, from small changes on the way forward;
    wrong is the first of them, h or c, that the way back does not give at some step, or nothing.
    """

    norms: np.ndarray
    cell_norms: np.ndarray
    belt_norms: np.ndarray
    places: np.ndarray
    jacobians: np.ndarray
    gamma: float
    rate: float
    weight_norm: float
    factor: float
    expected: dict[str, float]
    wrong: str


@np.errstate(all="ignore")  # what overflows is explained in words
def compute_decay(setting: Setting, cell: Cell) -> Decay:
    """Send a gradient back through a cell, step by step; or raise `CellError`.

    The curve comes from the way back, the map from the way forward: products of one-step
    Jacobians, D2 eq. (8), which small changes of each state measure. So the products that
    start from v must have the lengths that the curve shows.
    """
    weights, (x, v) = draw_weights(setting), draw_sequence(setting.T)
    states = cell.states(weights, x)
    curves = dict(zip("hc", _gradient_norms(cell, weights, x, states, v), strict=False))
    one_step = _jacobians(cell, weights, x, states)
    places, products = _products(one_step)
    if not (np.isfinite(curves["h"]).all() and np.isfinite(products).all()):
        raise CellError("explorer_overflow")
    along_v = dict(zip("hc", _norms_along(one_step, v), strict=False))
    wrong = ""
    for name, curve in reversed(curves.items()):
        if not np.allclose(curve[:-1], along_v[name], rtol=DOUBTFUL, atol=1e-12 * curve[:-1].max()):
            wrong = name
    weight_norm, factor = _clipping(setting.clip, cell, weights, x, states, v)
    belt = _belt_norms(one_step, v)
    gamma = rate = np.nan
    if setting.cell == "RNN":  # the slope of tanh, relu and a straight line is at most 1
        gamma = float(np.linalg.norm(weights[1], ord=2))
        rate = float(np.abs(np.linalg.eigvals(weights[1])).max())
    jacobians = np.full((len(places), len(places)), np.nan)
    jacobians[np.tril_indices(len(places))] = _spectral_norms(products)
    norms = curves["h"] * factor, curves.get("c", belt) * factor, belt * factor
    expected = {name: float(a[0]) for name, a in along_v.items()}
    return Decay(*norms, places, jacobians, gamma, rate, weight_norm, factor, expected, wrong)


def _gradient_norms(
    cell: Cell, weights: Arrays, x: np.ndarray, states: Arrays, v: np.ndarray
) -> Arrays:
    """Return ‖∂L/∂h_t‖ for t = 0 to T and, of an LSTM, ‖∂L/∂c_t‖, NaN at T."""
    # One call is enough: in a batch of T sequences, number k starts from h_k, so that its dh_0 is
    # ∂L/∂h_k.
    T = len(x)
    batch, dh = np.zeros((T, T, D)), np.zeros((T, T, H))
    for k in range(T):
        batch[: T - k, k] = x[k:, 0]
        dh[T - 1 - k, k] = v
    dfirst, _ = cell.backward(weights, batch, [state[:-1] for state in states], dh)
    at_loss = (np.linalg.norm(v), np.nan)[: len(dfirst)]
    return [np.array([*_lengths(each), end]) for each, end in zip(dfirst, at_loss, strict=True)]


def _norms_along(one_step: np.ndarray, v: np.ndarray) -> Arrays:
    """Return the same for t = 0 to T − 1, from Jacobians of one step: no way back is needed."""
    gradient, found = v @ one_step[-1, :H], []
    for jacobian in one_step[-2::-1]:
        found.append(gradient)
        gradient = gradient @ jacobian
    along = np.array([*found, gradient])[::-1]
    return [_lengths(part) for part in np.split(along, along.shape[1] // H, axis=1)]


def _belt_norms(one_step: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Return the norms of a gradient that comes back along the belt only, NaN at T."""
    if one_step.shape[1] == H:  # there is no belt
        return np.full(len(one_step) + 1, np.nan)
    # ∂c_t/∂c_{t−1}, with h_{t−1} held, has the forget gates on its diagonal and zeros beside it.
    gates = np.diagonal(one_step[-2::-1, H:, H:], axis1=1, axis2=2)  # f of T − 1 to 1
    onto_belt = v @ one_step[-1, :H, H:]
    along = onto_belt * np.cumprod([np.ones(H), *gates], axis=0)
    return np.append(_lengths(along)[::-1], np.nan)


def _jacobians(cell: Cell, weights: Arrays, x: np.ndarray, states: Arrays) -> np.ndarray:
    """Return ∂s_t/∂s_{t−1} for t = 1 to T, of shape (T, S, S), where s is h or [h, c]."""
    # Differences: a batch with every state as it is, and with each of its numbers moved. Beside a
    # state of 1e10, a fixed nudge would be lost in rounding.
    T, s = len(x), np.concatenate(states, axis=1)[:-1]
    S = s.shape[1]
    nudge = NUDGE * np.maximum(1, np.abs(s).max(axis=1))[:, None, None]
    moved = s[:, None] + nudge * np.eye(1 + S, S, -1)  # (T, 1 + S, S), the first is not moved
    inputs = np.broadcast_to(x, (T, 1 + S, D)).reshape(-1, D)
    stepped = cell.step(weights, inputs, np.split(moved.reshape(-1, S), len(states), axis=1))
    after = np.concatenate(stepped, axis=1).reshape(T, 1 + S, S)
    return ((after[:, 1:] - after[:, :1]) / nudge).swapaxes(1, 2)


def _products(jacobians: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the steps shown, and ∂h_t/∂h_k for pairs of them, a lower triangle row by row."""
    T, S, _ = jacobians.shape
    places = np.arange(T, -1, -int(np.ceil(T / CELLS_IN_MAP)))[::-1]
    identity = np.eye(S, H)  # of all that h and c become, what they owe to h
    products, found = np.empty((S, 0)), []
    for t in range(T + 1):
        if t > 0:
            products = jacobians[t - 1] @ products
        if t in places:
            products = np.concatenate([products, identity], axis=1)
            found.append(products[:H].reshape(H, -1, H).swapaxes(0, 1))
    return places, np.concatenate(found)


def _spectral_norms(matrices: np.ndarray) -> np.ndarray:
    """Return the largest singular value of each: the root of an eigenvalue of AᵀA is quicker."""
    largest = np.abs(matrices).max(axis=(1, 2), keepdims=True)
    scaled = matrices / np.where(largest > 0, largest, 1)  # squares of 1e-200 would be 0
    squares = np.linalg.eigvalsh(scaled.swapaxes(1, 2) @ scaled)[:, -1]
    return largest[:, 0, 0] * np.sqrt(np.maximum(squares, 0))


def _lengths(vectors: np.ndarray) -> np.ndarray:
    return np.linalg.norm(vectors, axis=-1)


def _clipping(
    limit: float, cell: Cell, weights: Arrays, x: np.ndarray, states: Arrays, v: np.ndarray
) -> tuple[float, float]:
    """Return the norm of the gradient of all weights, and the factor that limits it."""
    if np.isinf(limit):
        return float("nan"), 1.0
    dh = np.zeros((len(x), 1, H))
    dh[-1, 0] = v
    _, gradients = cell.backward(weights, x, [state[:1] for state in states], dh)
    norm = float(np.sqrt(sum(np.sum(gradient**2) for gradient in gradients)))
    return norm, min(1.0, limit / norm) if norm > 0 else 1.0
