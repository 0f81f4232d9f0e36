"""Softmax and cross-entropy in one."""

import numpy as np

from rnnkit.layers._validation import FLOATS, check_array, check_integers, check_shape


def softmax_cross_entropy(
    scores: np.ndarray, targets: np.ndarray, mask: np.ndarray | None = None
) -> tuple[float, np.ndarray]:
    """Compute the mean cross-entropy over the places that count, and its gradient.

    Parameters
    ----------
    scores : ndarray of shape (..., V)
        Before the softmax, float32 or float64.
    targets : array_like of int of shape (...)
        The right classes, 0 to V - 1. Where the mask is false any class will do.
    mask : array_like of bool of shape (...), optional
        Which places count. None means all.

    Returns
    -------
    loss : float
        In nats. 0 if no place counts.
    dscores : ndarray of shape (..., V)
        Its gradient, zero where the mask is false.

    Notes
    -----
    L = -mean log softmax(scores)[target], D2 eqs. (2) and (3) divided by the number of places;
    dscores = (softmax - one_hot) / places. Errors are those of layers.

    References
    ----------
    Goodfellow, I., Bengio, Y., Courville, A. (2016). Deep learning, section 6.2.2.
    """
    dtype = getattr(scores, "dtype", None)
    dtype = dtype if dtype in FLOATS else FLOATS[1]
    scores = check_array("scores", scores, np.shape(scores), dtype)
    *places, V = scores.shape
    check_shape("targets", np.asarray(targets), places)
    mask = np.ones(places, bool) if mask is None else np.asarray(mask)
    check_shape("mask", mask, places)
    if mask.dtype != bool:
        raise TypeError(f"mask: expected dtype bool, got {mask.dtype} of shape {mask.shape}")
    targets = check_integers("targets", np.where(mask, targets, 0), 0, V)
    count = max(int(mask.sum()), 1)
    # Shifted by the largest score, no exponential overflows, and the loss is the same.
    rows = (scores - scores.max(axis=-1, keepdims=True, initial=-np.inf)).reshape(-1, V)
    right = np.arange(len(rows)), targets.ravel()
    chosen = rows[right]
    np.exp(rows, out=rows)
    total = rows.sum(axis=-1)
    weight = mask.ravel().astype(scores.dtype) / scores.dtype.type(count)
    loss = float(np.dot(weight, np.log(total) - chosen))
    rows *= (weight / total)[:, None]
    rows[right] -= weight
    return loss, rows.reshape(scores.shape)
