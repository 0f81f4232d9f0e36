"""Rows of tags that make sense."""

import numpy as np


def viterbi(
    scores: np.ndarray, allowed: np.ndarray, first: np.ndarray, last: np.ndarray
) -> np.ndarray:
    """Return the row of tags with the largest total of scores in which each tag may follow.

    Parameters
    ----------
    scores : array_like of shape (T, V)
        Of each tag at each step, such as logits; higher is likelier.
    allowed : array_like of bool of shape (V, V)
        Whether the tag of a column may follow the tag of a row.
    first, last : array_like of bool of shape (V,)
        Tags with which a row may begin and end.

    Returns
    -------
    ndarray of int of shape (T,)
        Numbers of the tags; among equal totals, one of the best. ValueError if shapes do not fit,
        a score is NaN or infinite, or no row of T tags is allowed.

    Notes
    -----
    best_t[v] = scores[t, v] + max over u that v may follow of best_{t-1}[u]: of all rows that
    end in the same tag, only the best one can be part of a better one. T V² additions in place
    of V^T rows. Not in D1 or D2.

    References
    ----------
    Viterbi (1967), Error bounds for convolutional codes and an asymptotically optimum decoding
    algorithm.

    Examples
    --------
    >>> viterbi([[2, 1], [2, 1]], allowed=[[0, 1], [1, 0]], first=[1, 1], last=[1, 1])
    array([0, 1])
    """
    scores, allowed, first, last = _checked(scores, allowed, first, last)
    if not len(scores):
        return np.empty(0, dtype=int)
    best, origins = np.where(first, scores[0], -np.inf), []
    for new in scores[1:]:
        through = np.where(allowed, best[:, None], -np.inf)  # (from, to)
        origins.append(through.argmax(axis=0))
        best = through.max(axis=0) + new
    best = np.where(last, best, -np.inf)
    if np.isneginf(best.max()):
        raise ValueError(f"no row of {len(scores)} tags is allowed; look at allowed, first, last.")
    row = [best.argmax()]
    for origin in reversed(origins):
        row.append(origin[row[-1]])
    return np.array(row[::-1])


def _checked(scores, allowed, first, last) -> tuple[np.ndarray, ...]:
    scores = np.asarray(scores, dtype=float)
    V = scores.shape[-1] if scores.ndim == 2 else 0
    if not V or not np.isfinite(scores).all():
        raise ValueError(f"scores: expected finite numbers of shape (T, V), got {scores.shape}.")
    arrays = [np.asarray(array, dtype=bool) for array in (allowed, first, last)]
    names = {"allowed": (V, V), "first": (V,), "last": (V,)}
    for (name, shape), array in zip(names.items(), arrays, strict=True):
        if array.shape != shape:
            raise ValueError(f"{name}: expected shape {shape}, got {array.shape}.")
    return scores, *arrays
