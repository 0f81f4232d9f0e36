"""Right answers of chapter 06 in other words."""

import numpy as np


def state_jacobian__sequence_by_sequence(h_t: np.ndarray, W_hh: np.ndarray) -> list[np.ndarray]:
    """The formula as it stands, a diagonal matrix times U, and a list."""
    U = W_hh.T
    return [np.diag((1 - state) * (1 + state)) @ U for state in h_t]


def state_jacobian__einsum(h_t: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Indices in place of transposes."""
    return np.einsum("ni,ji->nij", 1 - np.square(h_t), W_hh)


def state_jacobian__column_by_column(h_t: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """What one number of the old state does to all of the new one."""
    N, H = h_t.shape
    J = np.empty((N, H, H))
    for j in range(H):
        J[:, :, j] = W_hh[j] / np.cosh(np.arctanh(h_t)) ** 2
    return J


def jacobian_norms__singular_values(h: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """A singular value decomposition for each sequence and step."""
    T, N, H = h.shape
    norms = np.zeros((T, N))
    for n in range(N):
        product = np.eye(H)
        norms[-1, n] = 1
        for k in range(T - 2, -1, -1):
            product = product @ np.diag(1 - h[k + 1, n] ** 2) @ W_hh.T
            norms[k, n] = np.linalg.svd(product, compute_uv=False)[0]
    return norms


def jacobian_norms__vectors_sent_back(h: np.ndarray, W_hh: np.ndarray) -> list[list[float]]:
    """One gradient for each unit of the last state, sent back as in chapter 03; lists."""
    T, N, H = h.shape
    columns = []
    for n in range(N):
        dh, column = np.eye(H), [1.0]
        for t in range(T - 1, 0, -1):
            dh = (dh * (1 - h[t, n] ** 2)) @ W_hh.T
            column.insert(0, float(np.linalg.norm(dh, 2)))
        columns.append(column)
    return [list(row) for row in zip(*columns, strict=True)]


def jacobian_norms__root_of_eigenvalue(h: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """The largest eigenvalue of P Pᵀ is the square of the largest singular value."""
    norms = [np.ones(h.shape[1])]
    P = np.broadcast_to(np.eye(len(W_hh)), (h.shape[1], *W_hh.shape))
    for state in h[:0:-1]:
        P = np.einsum("nij,nj,kj->nik", P, 1 - state * state, W_hh)
        norms.append(np.sqrt(np.linalg.eigvalsh(P @ P.transpose(0, 2, 1))[:, -1]))
    return np.array(norms[::-1])


def bound_and_rate__norms(W_hh: np.ndarray, slope: float) -> tuple[float, float]:
    """NumPy's matrix norm, and the eigenvalues of the transpose."""
    return np.linalg.norm(slope * W_hh, 2), max(abs(np.linalg.eigvals(slope * W_hh.T)))


def bound_and_rate__gram_matrix(W_hh: np.ndarray, slope: float) -> list[float]:
    """The root of an eigenvalue of WᵀW, lengths of complex numbers by hand, and a list."""
    gamma = slope * np.sqrt(np.linalg.eigvalsh(W_hh.T @ W_hh)[-1])
    eigenvalues = np.linalg.eig(W_hh).eigenvalues
    return [gamma, slope * np.sqrt(eigenvalues.real**2 + eigenvalues.imag**2).max()]


def clip_by_value__minimum_maximum(gradients: list[np.ndarray], limit: float) -> list[np.ndarray]:
    """The formula as it stands."""
    clipped = []
    for gradient in gradients:
        clipped.append(np.maximum(-limit, np.minimum(limit, gradient)))
    return clipped


def clip_by_value__own_copies(gradients: list[np.ndarray], limit: float) -> tuple:
    """In place on copies, with masks; a tuple."""
    clipped = [gradient.copy() for gradient in gradients]
    for gradient in clipped:
        gradient[gradient > limit] = limit
        gradient[gradient < -limit] = -limit
    return tuple(clipped)


def clip_by_norm__one_long_vector(
    gradients: list[np.ndarray], theta: float
) -> tuple[list[np.ndarray], float]:
    """All entries in one vector, and the factor as a minimum."""
    norm = np.linalg.norm(np.concatenate([gradient.ravel() for gradient in gradients]))
    factor = min(1, theta / norm)
    return [gradient * factor for gradient in gradients], norm


def clip_by_norm__norm_of_norms(gradients: list[np.ndarray], theta: float) -> list:
    """The norm of the arrays' norms; in place on copies; lists."""
    norm = np.linalg.norm([np.linalg.norm(gradient) for gradient in gradients])
    clipped = [np.array(gradient) for gradient in gradients]
    if norm > theta:
        for gradient in clipped:
            gradient *= theta
            gradient /= norm
    return [clipped, norm]


def clip_by_norm__untouched_if_short(gradients: list[np.ndarray], theta: float) -> tuple:
    """Returns copies where there is nothing to do; a small ε below."""
    norm = sum(float(np.vdot(gradient, gradient)) for gradient in gradients) ** 0.5
    if norm <= theta:
        return [gradient.copy() for gradient in gradients], norm
    return [theta * gradient / (norm + 1e-13) for gradient in gradients], norm


def decayed_step__as_a_gradient(
    parameters: list[np.ndarray], gradients: list[np.ndarray], learning_rate: float, decay: float
) -> list[np.ndarray]:
    """The decay as a part of the gradient."""
    updated = []
    for parameter, gradient in zip(parameters, gradients, strict=True):
        penalty = decay * parameter if len(parameter.shape) > 1 else 0
        updated.append(parameter - learning_rate * (gradient + penalty))
    return updated


def decayed_step__own_copies(
    parameters: list[np.ndarray], gradients: list[np.ndarray], learning_rate: float, decay: float
) -> list[np.ndarray]:
    """In place on copies, first the decay and then the step."""
    updated = [parameter.copy() for parameter in parameters]
    for i, parameter in enumerate(updated):
        if parameter.ndim > 1:
            parameter *= 1 - learning_rate * decay
        parameter -= learning_rate * gradients[i]
    return updated


def truncated_backward__written_out(
    x: np.ndarray,
    dh: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    window: int,
) -> tuple[np.ndarray, ...]:
    """One pass forward and one back, in which the gradient is dropped at each border."""
    h = [h_0]
    for x_t in x:
        h.append(np.tanh(x_t @ W_xh + h[-1] @ W_hh + b_h))
    dW_xh, dW_hh, db_h, dh_next = 0, 0, 0, 0
    for t in reversed(range(len(x))):
        if (t + 1) % window == 0:
            dh_next = 0
        dz = (dh[t] + dh_next) * (1 - h[t + 1] ** 2)
        dW_xh = dW_xh + x[t].T @ dz
        dW_hh = dW_hh + h[t].T @ dz
        db_h = db_h + dz.sum(axis=0)
        dh_next = dz @ W_hh.T
    return h[-1], dW_xh, dW_hh, db_h


def truncated_backward__each_loss_by_itself(
    x: np.ndarray,
    dh: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    window: int,
) -> list:
    """D2's double sum, whose second index starts where the window does."""
    h = np.empty((len(x) + 1, *h_0.shape))
    h[0] = h_0
    for t in range(len(x)):
        h[t + 1] = np.tanh(x[t] @ W_xh + h[t] @ W_hh + b_h)
    gradients = [np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(b_h.shape)]
    for t in range(len(x)):
        delta = dh[t]
        for k in range(t, t - t % window - 1, -1):
            delta = delta * (1 - h[k + 1] ** 2)
            for total, part in zip(gradients, (x[k], h[k], np.ones((len(delta), 1))), strict=True):
                total += (part.T @ delta).reshape(total.shape)
            delta = delta @ W_hh.T
    return [h[-1], *gradients]
