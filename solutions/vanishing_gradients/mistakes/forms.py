"""Known mistakes of chapter 06 as people write them."""

from collections.abc import Sequence

import numpy as np

from solutions.rnn_backward import rnn_backward
from solutions.rnn_forward import rnn_forward


def state_jacobian__square_missing__outside(h_t: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Squares 1 − h."""
    return np.einsum("ni,ji->nij", (1 - h_t) ** 2, W_hh)


def state_jacobian__slope_of_sigmoid__of_the_state(h_t: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Takes the slope of the sigmoid at the state."""
    s = 1 / (1 + np.exp(-h_t))
    return np.array([np.diag(row) @ W_hh.T for row in s * (1 - s)])


def state_jacobian__batch_averaged__summed(h_t: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Adds up the slopes of all sequences."""
    return np.diag((1 - h_t**2).sum(axis=0)) @ W_hh.T


def state_jacobian__batch_averaged__first_sequence(h_t: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Takes the slopes of the first sequence."""
    return np.diag(1 - h_t[0] ** 2) @ W_hh.T


def state_jacobian__multiplied_out__on_a_diagonal(h_t: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Puts the vector on a diagonal."""
    dz = 1 - h_t**2
    return np.stack([np.diag(vector) for vector in dz @ W_hh.T])


def state_jacobian__slope_of_relu__of_the_state(h_t: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Asks whether the state is above 0."""
    slopes = np.where(h_t > 0, 1.0, 0.0)
    return slopes[:, :, None] * W_hh.T[None]


def jacobian_norms__eigenvalue_for_singular_value__absolute(
    h: np.ndarray, W_hh: np.ndarray
) -> np.ndarray:
    """Takes the largest absolute value of an eigenvalue."""
    norms = [np.ones(h.shape[1])]
    for P in _products(h, W_hh):
        norms.append(np.abs(np.linalg.eigvals(P)).max(axis=1))
    return np.array(norms[::-1])


def jacobian_norms__eigenvalue_for_singular_value__real_part(
    h: np.ndarray, W_hh: np.ndarray
) -> np.ndarray:
    """Takes the largest real part of an eigenvalue."""
    norms = [np.ones(h.shape[1])]
    for P in _products(h, W_hh):
        norms.append(np.linalg.eigvals(P).real.max(axis=1))
    return np.array(norms[::-1])


def jacobian_norms__sums_of_entries__of_columns(h: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Takes the largest sum of a column."""
    norms = [np.ones(h.shape[1])]
    norms += [np.linalg.norm(P, ord=1, axis=(1, 2)) for P in _products(h, W_hh)]
    return np.array(norms[::-1])


def jacobian_norms__sums_of_entries__of_rows(h: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Takes the largest sum of a row."""
    norms = [np.ones(h.shape[1])]
    norms += [np.linalg.norm(P, ord=np.inf, axis=(1, 2)) for P in _products(h, W_hh)]
    return np.array(norms[::-1])


def jacobian_norms__sums_of_entries__the_largest_one(h: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Takes the largest entry."""
    norms = [np.ones(h.shape[1])]
    norms += [np.abs(P).max(axis=(1, 2)) for P in _products(h, W_hh)]
    return np.array(norms[::-1])


def jacobian_norms__from_first_state__walking_forward(
    h: np.ndarray, W_hh: np.ndarray
) -> np.ndarray:
    """Walks from the first state to the last."""
    T, N, H = h.shape
    norms, product = np.ones((T, N)), np.stack([np.eye(H)] * N)
    for k in range(1, T):
        product = _jacobian(h[k], W_hh) @ product
        norms[k] = np.linalg.norm(product, ord=2, axis=(1, 2))
    return norms


def jacobian_norms__all_entries__of_vectors_sent_back(
    h: np.ndarray, W_hh: np.ndarray
) -> np.ndarray:
    """Takes the norm of all entries, at the last state as well."""
    norms = [np.full(h.shape[1], np.sqrt(len(W_hh)))]
    norms += [np.sqrt((P**2).sum(axis=(1, 2))) for P in _products(h, W_hh)]
    return np.array(norms[::-1])


def _jacobian(h_t: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    return np.einsum("ni,ji->nij", 1 - h_t**2, W_hh)


def _products(h: np.ndarray, W_hh: np.ndarray) -> list[np.ndarray]:
    """∂h[T−1]/∂h[k] for k = T − 2 down to 0."""
    products, P = [], np.stack([np.eye(len(W_hh))] * h.shape[1])
    for h_t in h[:0:-1]:
        P = P @ _jacobian(h_t, W_hh)
        products.append(P)
    return products


def bound_and_rate__largest_real_part__absolute_value_after(
    W_hh: np.ndarray, slope: float
) -> tuple[float, float]:
    """Takes the absolute value of what max finds."""
    return slope * np.linalg.norm(W_hh, 2), slope * abs(np.linalg.eigvals(W_hh).max())


def bound_and_rate__eigenvalues_of_symmetric_part__averaged(
    W_hh: np.ndarray, slope: float
) -> tuple[float, float]:
    """Takes the mean of the matrix and its transpose."""
    symmetric = (W_hh + W_hh.T) / 2
    return slope * np.linalg.norm(W_hh, 2), slope * np.abs(np.linalg.eigvalsh(symmetric)).max()


def bound_and_rate__eigenvalues_of_symmetric_part__upper_triangle(
    W_hh: np.ndarray, slope: float
) -> tuple[float, float]:
    """Reads the upper triangle."""
    eigenvalues = np.linalg.eigvalsh(W_hh, UPLO="U")
    return slope * np.linalg.norm(W_hh, 2), slope * max(abs(eigenvalues))


def bound_and_rate__entries_in_bound__largest(
    W_hh: np.ndarray, slope: float
) -> tuple[float, float]:
    """Takes the largest entry."""
    return slope * np.abs(W_hh).max(), slope * np.abs(np.linalg.eigvals(W_hh)).max()


def bound_and_rate__entries_in_bound__sums_of_rows(
    W_hh: np.ndarray, slope: float
) -> tuple[float, float]:
    """Takes the largest sum of a row."""
    bound = np.abs(W_hh).sum(axis=1).max()
    return slope * bound, slope * np.abs(np.linalg.eigvals(W_hh)).max()


def bound_and_rate__entries_in_bound__sums_of_columns(
    W_hh: np.ndarray, slope: float
) -> tuple[float, float]:
    """Takes the largest sum of a column."""
    bound = np.abs(W_hh).sum(axis=0).max()
    return slope * bound, slope * np.abs(np.linalg.eigvals(W_hh)).max()


def clip_by_value__upper_side_only__lower_side(
    gradients: list[np.ndarray], limit: float
) -> list[np.ndarray]:
    """Cuts off below."""
    return [np.maximum(gradient, -limit) for gradient in gradients]


def clip_by_value__scaled_to_limit__all_together(
    gradients: list[np.ndarray], limit: float
) -> list[np.ndarray]:
    """Scales all arrays by one factor."""
    largest = max(np.abs(gradient).max() for gradient in gradients)
    return [gradient * min(1, limit / largest) for gradient in gradients]


def clip_by_value__scaled_to_limit__by_norm(
    gradients: list[np.ndarray], limit: float
) -> list[np.ndarray]:
    """Scales each array that is longer than the limit."""
    return [g * min(1, limit / np.linalg.norm(g)) for g in gradients]


def clip_by_value__scaled_to_limit__always(
    gradients: list[np.ndarray], limit: float
) -> list[np.ndarray]:
    """Scales each array, also one that is small enough."""
    return [g * limit / np.abs(g).max() for g in gradients]


def clip_by_value__cut_at_one__after_dividing(
    gradients: list[np.ndarray], limit: float
) -> list[np.ndarray]:
    """Divides by the limit first."""
    return [np.clip(gradient / limit, -1, 1) for gradient in gradients]


def clip_by_value__cut_at_one__limit_not_used(
    gradients: list[np.ndarray], limit: float
) -> list[np.ndarray]:
    """Cuts off at 1."""
    return [np.clip(gradient, -1, 1) for gradient in gradients]


def clip_by_value__never_clipped__name_bound_again(
    gradients: list[np.ndarray], limit: float
) -> list[np.ndarray]:
    """Binds the loop's name to what was clipped."""
    clipped = [gradient.copy() for gradient in gradients]
    for gradient in clipped:
        gradient = np.clip(gradient, -limit, limit)
    return clipped


def clip_by_value__negative_ones_turned__one_condition(
    gradients: list[np.ndarray], limit: float
) -> list[np.ndarray]:
    """Puts the limit wherever an entry is too large."""
    return [np.where(np.abs(gradient) > limit, limit, gradient) for gradient in gradients]


def _norm(gradients: Sequence[np.ndarray]) -> float:
    return float(np.linalg.norm(np.concatenate([gradient.ravel() for gradient in gradients])))


def _share(norm: float, theta: float) -> float:
    return theta / norm if norm > theta else 1.0


def clip_by_norm__each_array_by_itself__always_to_theta(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Brings each array to the length θ."""
    lengths = [np.linalg.norm(gradient) or 1.0 for gradient in gradients]
    clipped = [g * theta / length for g, length in zip(gradients, lengths, strict=True)]
    return clipped, _norm(gradients)


def clip_by_norm__scaled_up__with_a_small_number_below(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Scales always, with a small number below the line."""
    norm = _norm(gradients)
    return [gradient * theta / (norm + 1e-6) for gradient in gradients], norm


def clip_by_norm__scaled_up__unless_zero(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Scales whatever is not zero."""
    norm = _norm(gradients)
    factor = theta / norm if norm > 0 else 1.0
    return [gradient * factor for gradient in gradients], norm


def clip_by_norm__root_missing__in_the_result(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Clips rightly, and returns the square."""
    norm = _norm(gradients)
    return [gradient * _share(norm, theta) for gradient in gradients], norm**2


def clip_by_norm__mean_in_norm__of_all_squares(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Takes the root of the mean square of all entries."""
    entries = np.concatenate([gradient.ravel() for gradient in gradients])
    norm = np.sqrt(np.mean(entries**2))
    return [gradient * _share(norm, theta) for gradient in gradients], norm


def clip_by_norm__longest_array__the_last_one(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Takes the norm of the last array."""
    norm = np.linalg.norm(gradients[-1])
    return [gradient * _share(norm, theta) for gradient in gradients], float(norm)


def clip_by_norm__longest_array__the_first_one(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Takes the norm of the first array."""
    norm = np.linalg.norm(gradients[0])
    return [gradient * _share(norm, theta) for gradient in gradients], float(norm)


def clip_by_norm__biases_left_out__of_the_norm(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Leaves biases out of the norm, and shortens them with the others."""
    norm = _norm([gradient for gradient in gradients if gradient.ndim > 1])
    return [gradient * _share(norm, theta) for gradient in gradients], norm


def clip_by_norm__biases_left_out__altogether(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Leaves biases out of the norm, and as they are."""
    norm = _norm([gradient for gradient in gradients if gradient.ndim > 1])
    return [g * _share(norm, theta) if g.ndim > 1 else g * 1.0 for g in gradients], norm


def clip_by_norm__clipped_by_value__at_theta(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Cuts every entry off at θ."""
    return [np.clip(gradient, -theta, theta) for gradient in gradients], _norm(gradients)


def clip_by_norm__clipped_by_value__where_too_long(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Cuts entries off at θ over the root of their number, if together they are too long."""
    norm = _norm(gradients)
    limit = theta / np.sqrt(sum(gradient.size for gradient in gradients))
    return [np.clip(g, -limit, limit) if norm > theta else g * 1.0 for g in gradients], norm


def decayed_step__gradient_decays__grows(
    parameters: list[np.ndarray], gradients: list[np.ndarray], learning_rate: float, decay: float
) -> list[np.ndarray]:
    """Adds the decay of the gradient to the gradient."""
    updated = []
    for W, dW in zip(parameters, gradients, strict=True):
        penalty = decay * dW if W.ndim > 1 else 0
        updated.append(W - learning_rate * (dW + penalty))
    return updated


def decayed_step__gradient_decays__decay_as_factor(
    parameters: list[np.ndarray], gradients: list[np.ndarray], learning_rate: float, decay: float
) -> list[np.ndarray]:
    """Multiplies the gradient by the decay."""
    factors = [decay if W.ndim == 2 else 1 for W in parameters]
    triples = zip(parameters, gradients, factors, strict=True)
    return [W - learning_rate * factor * dW for W, dW, factor in triples]


def decayed_step__factor_two__half_of_it(
    parameters: list[np.ndarray], gradients: list[np.ndarray], learning_rate: float, decay: float
) -> list[np.ndarray]:
    """Keeps the half."""
    updated = []
    for W, dW in zip(parameters, gradients, strict=True):
        shrunk = W - learning_rate * decay / 2 * W if W.ndim == 2 else W
        updated.append(shrunk - learning_rate * dW)
    return updated


def decayed_step__same_amount_for_all__without_sign(
    parameters: list[np.ndarray], gradients: list[np.ndarray], learning_rate: float, decay: float
) -> list[np.ndarray]:
    """Takes the decay itself off."""
    pairs = zip(parameters, gradients, strict=True)
    return [W - learning_rate * (dW + (decay if W.ndim > 1 else 0)) for W, dW in pairs]


def decayed_step__bias_by_place_or_size__last(
    parameters: list[np.ndarray], gradients: list[np.ndarray], learning_rate: float, decay: float
) -> list[np.ndarray]:
    """Takes the last array for the bias."""
    updated = [p - learning_rate * g for p, g in zip(parameters, gradients, strict=True)]
    shrink = [learning_rate * decay * W for W in parameters[:-1]]
    return [*(u - s for u, s in zip(updated[:-1], shrink, strict=True)), updated[-1]]


def decayed_step__bias_by_place_or_size__all_but_two(
    parameters: list[np.ndarray], gradients: list[np.ndarray], learning_rate: float, decay: float
) -> list[np.ndarray]:
    """Takes the first two arrays for matrices."""
    updated = []
    for i, (W, dW) in enumerate(zip(parameters, gradients, strict=True)):
        kept = 1 - learning_rate * decay if i < 2 else 1
        updated.append(kept * W - learning_rate * dW)
    return updated


def decayed_step__bias_by_place_or_size__smallest(
    parameters: list[np.ndarray], gradients: list[np.ndarray], learning_rate: float, decay: float
) -> list[np.ndarray]:
    """Takes the smallest arrays for biases."""
    smallest = min(W.size for W in parameters)
    decays = [decay if W.size > smallest else 0 for W in parameters]
    triples = zip(parameters, gradients, decays, strict=True)
    return [W - learning_rate * (dW + rate * W) for W, dW, rate in triples]


Gradients = tuple[np.ndarray, ...]


def _add_up(
    x: np.ndarray,
    dh: np.ndarray,
    starts: Sequence[np.ndarray],
    cuts: Sequence[int],
    weights: Gradients,
) -> Gradients:
    """The sum of the gradients of windows, each with the state that it starts from."""
    total = [np.zeros_like(weight) for weight in weights]
    for start, end, state in zip(cuts[:-1], cuts[1:], starts, strict=True):
        _, cache = rnn_forward(x[start:end], state, *weights)
        for gradient, part in zip(total, rnn_backward(dh[start:end], cache)[2:], strict=True):
            gradient += part
    return tuple(total)


def _cut_at(
    x: np.ndarray, dh: np.ndarray, h_0: np.ndarray, weights: Gradients, cuts: Sequence[int]
) -> Gradients:
    """h_T and the gradients, with states that are handed on."""
    h = np.concatenate([h_0[None], rnn_forward(x, h_0, *weights)[0]])
    return h[-1], *_add_up(x, dh, [h[cut] for cut in cuts[:-1]], cuts, weights)


def truncated_backward__state_not_carried__zeros(
    x: np.ndarray,
    dh: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    window: int,
) -> Gradients:
    """Starts every window but the first from zeros."""
    total = [np.zeros_like(weight) for weight in (W_xh, W_hh, b_h)]
    state = h_0
    for start in range(0, len(x), window):
        h, cache = rnn_forward(x[start : start + window], state, W_xh, W_hh, b_h)
        for gradient, part in zip(
            total, rnn_backward(dh[start : start + window], cache)[2:], strict=True
        ):
            gradient += part
        state = np.zeros_like(h_0)
    return h[-1], *total


def truncated_backward__first_state_carried__but_not_returned(
    x: np.ndarray,
    dh: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    window: int,
) -> Gradients:
    """Hands on the first state of a window, and returns the last one of all."""
    total = [np.zeros_like(weight) for weight in (W_xh, W_hh, b_h)]
    state = h_0
    for start in range(0, len(x), window):
        h, cache = rnn_forward(x[start : start + window], state, W_xh, W_hh, b_h)
        for gradient, part in zip(
            total, rnn_backward(dh[start : start + window], cache)[2:], strict=True
        ):
            gradient += part
        state = h[0]
    return h[-1], *total


def truncated_backward__carried_for_the_end_only__from_h_0(
    x: np.ndarray,
    dh: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    window: int,
) -> Gradients:
    """Starts every window from h_0; the state at the end is right."""
    cuts = [*range(0, len(x), window), len(x)]
    h, _ = rnn_forward(x, h_0, W_xh, W_hh, b_h)
    return h[-1], *_add_up(x, dh, [h_0] * (len(cuts) - 1), cuts, (W_xh, W_hh, b_h))


def truncated_backward__carried_for_the_end_only__from_zeros(
    x: np.ndarray,
    dh: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    window: int,
) -> Gradients:
    """Starts later windows from zeros; the state at the end is right."""
    cuts = [*range(0, len(x), window), len(x)]
    starts = [h_0, *[np.zeros_like(h_0)] * (len(cuts) - 2)]
    h, _ = rnn_forward(x, h_0, W_xh, W_hh, b_h)
    return h[-1], *_add_up(x, dh, starts, cuts, (W_xh, W_hh, b_h))


def truncated_backward__rest_left_out__of_the_gradient(
    x: np.ndarray,
    dh: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    window: int,
) -> Gradients:
    """Leaves the rest out of the gradients; the state at the end is right."""
    cuts = [i * window for i in range(len(x) // window + 1)]
    return _cut_at(x, dh, h_0, (W_xh, W_hh, b_h), cuts)


def truncated_backward__windows_counted__split_evenly(
    x: np.ndarray,
    dh: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    window: int,
) -> Gradients:
    """Splits the sequence evenly."""
    lengths = [len(part) for part in np.array_split(np.arange(len(x)), window) if len(part)]
    cuts = [0, *np.cumsum(lengths)]
    return _cut_at(x, dh, h_0, (W_xh, W_hh, b_h), cuts)


def truncated_backward__windows_from_the_end__short_one_first(
    x: np.ndarray,
    dh: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    window: int,
) -> Gradients:
    """Cuts from the end."""
    cuts = sorted({0, *range(len(x), 0, -window)})
    return _cut_at(x, dh, h_0, (W_xh, W_hh, b_h), cuts)


def truncated_backward__window_one_off__longer(
    x: np.ndarray,
    dh: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    window: int,
) -> Gradients:
    """Takes one step more."""
    cuts = [*range(0, len(x), window + 1), len(x)]
    return _cut_at(x, dh, h_0, (W_xh, W_hh, b_h), cuts)


def truncated_backward__window_one_off__shorter(
    x: np.ndarray,
    dh: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    window: int,
) -> Gradients:
    """Takes one step less."""
    cuts = [*range(0, len(x), max(window - 1, 1)), len(x)]
    return _cut_at(x, dh, h_0, (W_xh, W_hh, b_h), cuts)


def _each_loss_back(
    x: np.ndarray, dh: np.ndarray, h_0: np.ndarray, weights: Gradients, reach: int
) -> Gradients:
    """h_T, and gradients in which each loss goes back the same number of steps."""
    h = np.concatenate([h_0[None], rnn_forward(x, h_0, *weights)[0]])
    total = [np.zeros_like(weight) for weight in weights]
    for t in range(len(x)):
        first = max(0, t - reach + 1)
        _, cache = rnn_forward(x[first : t + 1], h[first], *weights)
        own = np.zeros_like(dh[first : t + 1])
        own[-1] = dh[t]
        for gradient, part in zip(total, rnn_backward(own, cache)[2:], strict=True):
            gradient += part
    return h[-1], *total


def truncated_backward__sliding_window__of_its_steps(
    x: np.ndarray,
    dh: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    window: int,
) -> Gradients:
    """Goes back over as many steps as a window has."""
    return _each_loss_back(x, dh, h_0, (W_xh, W_hh, b_h), window)


def truncated_backward__sliding_window__steps_before(
    x: np.ndarray,
    dh: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    window: int,
) -> Gradients:
    """Goes back over a window before the step."""
    return _each_loss_back(x, dh, h_0, (W_xh, W_hh, b_h), window + 1)


def jacobian_norms__norms_multiplied__of_the_weights(h: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Takes powers of the norm of the weights."""
    sigma, steps = np.linalg.norm(W_hh, 2), np.arange(len(h))[::-1]
    return np.repeat(sigma ** steps[:, None], h.shape[1], axis=1)


def jacobian_norms__w_hh_not_transposed__slopes_of_columns(
    h: np.ndarray, W_hh: np.ndarray
) -> np.ndarray:
    """Gives the slopes to the columns of the transposed weights."""
    norms, P = [np.ones(h.shape[1])], np.stack([np.eye(len(W_hh))] * h.shape[1])
    for h_t in h[:0:-1]:
        P = P @ (W_hh.T * (1 - h_t**2)[:, None, :])
        norms.append(np.linalg.norm(P, ord=2, axis=(1, 2)))
    return np.array(norms[::-1])


def jacobian_norms__own_step_included__from_the_last(h: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Begins with the step into the last state."""
    T, N, H = h.shape
    norms, P = np.ones((T, N)), np.stack([np.eye(H)] * N)
    for k in range(T - 1, -1, -1):
        P = P @ _jacobian(h[k], W_hh)
        norms[k] = np.linalg.norm(P, ord=2, axis=(1, 2))
    return norms


def jacobian_norms__own_step_included__but_at_the_last(
    h: np.ndarray, W_hh: np.ndarray
) -> np.ndarray:
    """The same, and the last row as it should be."""
    norms = jacobian_norms__own_step_included__from_the_last(h, W_hh)
    norms[-1] = 1
    return norms


def bound_and_rate__divided_by_slope__squared(
    W_hh: np.ndarray, slope: float
) -> tuple[float, float]:
    """Multiplies by the slope twice."""
    rate = np.abs(np.linalg.eigvals(W_hh)).max()
    return slope**2 * np.linalg.norm(W_hh, 2), slope**2 * rate


def bound_and_rate__divided_by_slope__added(W_hh: np.ndarray, slope: float) -> tuple[float, float]:
    """Adds the slope."""
    return np.linalg.norm(W_hh, 2) + slope, np.abs(np.linalg.eigvals(W_hh)).max() + slope


def bound_and_rate__real_parts_only__imaginary_parts(
    W_hh: np.ndarray, slope: float
) -> tuple[float, float]:
    """Keeps the imaginary parts."""
    rate = np.abs(np.linalg.eigvals(W_hh).imag).max()
    return slope * np.linalg.norm(W_hh, 2), slope * rate


def clip_by_value__never_clipped__the_very_arrays(
    gradients: list[np.ndarray], limit: float
) -> list[np.ndarray]:
    """Returns what came in."""
    for gradient in gradients:
        gradient = np.clip(gradient, -limit, limit)
    return gradients


def clip_by_norm__never_clipped__the_very_arrays(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Returns what came in."""
    norm = _norm(gradients)
    for gradient in gradients:
        gradient = gradient * _share(norm, theta)
    return gradients, norm


def clip_by_norm__norm_as_factor__theta(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Multiplies by θ what is too long."""
    norm = _norm(gradients)
    return [gradient * (theta if norm > theta else 1) for gradient in gradients], norm


def clip_by_norm__unit_length__where_too_long(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Divides by the norm."""
    norm = _norm(gradients)
    return [gradient / (norm if norm > theta else 1) for gradient in gradients], norm


def clip_by_norm__unit_length__always(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """Divides by the norm, also where it was short enough."""
    norm = _norm(gradients)
    return [gradient / (norm or 1) for gradient in gradients], norm


def decayed_step__change_returned__to_be_added(
    parameters: list[np.ndarray], gradients: list[np.ndarray], learning_rate: float, decay: float
) -> list[np.ndarray]:
    """Returns the step with its sign."""
    pairs = zip(parameters, gradients, strict=True)
    return [-learning_rate * (dW + (decay * W if W.ndim > 1 else 0)) for W, dW in pairs]


def decayed_step__change_returned__to_be_taken_off(
    parameters: list[np.ndarray], gradients: list[np.ndarray], learning_rate: float, decay: float
) -> list[np.ndarray]:
    """Returns the length of the step along the gradient and the decay."""
    pairs = zip(parameters, gradients, strict=True)
    return [learning_rate * (dW + (decay * W if W.ndim > 1 else 0)) for W, dW in pairs]
