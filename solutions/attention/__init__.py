"""Chapter 13: attention forward and backward, in a decoder, and of a sequence to itself."""

import numpy as np


def attention_scores(q: np.ndarray, k: np.ndarray) -> np.ndarray:
    """Compare every query with every key of the same sequence.

    Parameters
    ----------
    q : ndarray of shape (U, N, H)
        Queries: here the states of the decoder.
    k : ndarray of shape (T, N, H)
        Keys: here the states of the encoder.

    Returns
    -------
    s : ndarray of shape (U, N, T)
        Scores: what step u that writes has in common with step t that was read.

    Notes
    -----
    s_{u,n,t} = Σ_h q_{u,n,h} k_{t,n,h} / √H. Beyond D1 and D2, which stop at one vector.
    The arguments stay as they are.

    References
    ----------
    Luong, Pham and Manning, Effective approaches to attention-based neural machine translation,
    EMNLP 2015, for the product; Vaswani et al., Attention is all you need, NIPS 2017, for √H.
    """
    s = np.einsum("unh,tnh->unt", q, k)
    return s / np.sqrt(q.shape[-1])


def attention_weights(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Turn scores into weights: each row adds up to 1, and padding gets nothing.

    Parameters
    ----------
    s : ndarray of shape (U, N, T)
        Scores of any size, thousands included. In the padding they mean nothing.
    mask : ndarray of shape (T, N)
        1 where a step that was read is real, 0 where it is padding. Padding may stand anywhere,
        and each sequence has at least one real step.

    Returns
    -------
    a : ndarray of shape (U, N, T)
        Weights over the steps that were read: exactly 0 in the padding.

    Notes
    -----
    a_{u,n,t} = exp(s_{u,n,t}) / Σ_j exp(s_{u,n,j}), where j runs over the real steps of
    sequence n: the g of D1 §4, third formula, over steps in place of classes. The arguments stay
    as they are.

    References
    ----------
    Bahdanau, Cho and Bengio, Neural machine translation by jointly learning to align and
    translate, ICLR 2015.
    """
    real = np.where(mask.T == 1, s, -np.inf)
    exp = np.exp(real - real.max(axis=-1, keepdims=True))
    return exp / exp.sum(axis=-1, keepdims=True)


def attention_context(a: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Mix the values of each sequence, by weight.

    Parameters
    ----------
    a : ndarray of shape (U, N, T)
        Weights of the steps that were read, for each step that writes.
    v : ndarray of shape (T, N, H)
        Values: here the states of the encoder.

    Returns
    -------
    c : ndarray of shape (U, N, H)
        Context: what step u gets to hear of sequence n.

    Notes
    -----
    c_{u,n} = Σ_t a_{u,n,t} v_{t,n}. Beyond D1 and D2. The arguments stay as they are.

    References
    ----------
    Bahdanau, Cho and Bengio, Neural machine translation by jointly learning to align and
    translate, ICLR 2015.
    """
    return np.einsum("unt,tnh->unh", a, v)


def attention_weights_backward(da: np.ndarray, a: np.ndarray) -> np.ndarray:
    """Carry the gradient from the weights back to the scores.

    Parameters
    ----------
    da : ndarray of shape (U, N, T)
        ∂𝓛/∂a.
    a : ndarray of shape (U, N, T)
        The weights, from the way forward: exactly 0 in the padding.

    Returns
    -------
    ds : ndarray of shape (U, N, T)
        ∂𝓛/∂s, exactly 0 in the padding.

    Notes
    -----
    The backward of a = softmax(s) over the last axis, for any 𝓛: a score moves every weight of its
    row, since the row adds up to 1. The arguments stay as they are.

    References
    ----------
    Goodfellow, Bengio and Courville, Deep Learning, 2016.
    """
    shared = (da * a).sum(axis=-1, keepdims=True)
    return a * (da - shared)


def attention_backward(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry the gradient from the context back to queries, keys and values.

    Parameters
    ----------
    dc : ndarray of shape (U, N, H)
        ∂𝓛/∂c.
    q : ndarray of shape (U, N, H)
        Queries, from the way forward.
    k : ndarray of shape (T, N, H)
        Keys, from the way forward.
    v : ndarray of shape (T, N, H)
        Values, from the way forward.
    a : ndarray of shape (U, N, T)
        The weights, from the way forward: exactly 0 in the padding.

    Returns
    -------
    dq : ndarray of shape (U, N, H)
        ∂𝓛/∂q.
    dk : ndarray of shape (T, N, H)
        ∂𝓛/∂k, what comes by the scores. Where k and v are one array, dk + dv is its gradient.
    dv : ndarray of shape (T, N, H)
        ∂𝓛/∂v, what comes by the mixture.

    Notes
    -----
    The backward of c = Σ_t a_t v_t, a = softmax(s) and s = q·k / √H, from the last to the first.
    The arguments stay as they are.

    References
    ----------
    Luong, Pham and Manning, Effective approaches to attention-based neural machine translation,
    EMNLP 2015, for the way forward.
    """
    da = np.einsum("unh,tnh->unt", dc, v)
    dv = np.einsum("unt,unh->tnh", a, dc)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    ds = ds / np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k)
    dk = np.einsum("unt,unh->tnh", ds, q)
    return dq, dk, dv


def attention_decoder_step(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Take one step of a decoder that looks at all that was read before it answers.

    Parameters
    ----------
    x_u : ndarray of shape (N, D)
        Input of this step: the token that was written last.
    h_prev : ndarray of shape (N, H)
        State of the decoder after the step before, h_{u−1}.
    k : ndarray of shape (T, N, H)
        Keys.
    v : ndarray of shape (T, N, H)
        Values.
    mask : ndarray of shape (T, N)
        1 where a step that was read is real, 0 where it is padding. Padding may stand anywhere,
        and each sequence has at least one real step.
    W_xh : ndarray of shape (D, H)
        Weights from input to state.
    W_hh : ndarray of shape (H, H)
        Weights from state to state.
    b_h : ndarray of shape (H,)
        Bias of the state.
    W_hy : ndarray of shape (H, V)
        Weights from state to logits.
    W_cy : ndarray of shape (H, V)
        Weights from context to logits.
    b_y : ndarray of shape (V,)
        Bias of the logits.

    Returns
    -------
    logits : ndarray of shape (N, V)
        Scores for the token that is to be written.
    h_u : ndarray of shape (N, H)
        State of the decoder after this step.
    a_u : ndarray of shape (N, T)
        Weights over the steps that were read: each row adds up to 1, exactly 0 in the padding.

    Notes
    -----
    h_u = tanh(x_u W_xh + h_{u−1} W_hh + b_h), D2 eq. (4). The new state is the query:
    s_{u,n,t} = h_{u,n}·k_{t,n} / √H, a_u = softmax(s_u) over the real steps,
    c_{u,n} = Σ_t a_{u,n,t} v_{t,n}, logits = h_u W_hy + c_u W_cy + b_y. Scores may be of any size,
    thousands included. The arguments stay as they are.

    References
    ----------
    Luong, Pham and Manning, Effective approaches to attention-based neural machine translation,
    EMNLP 2015: scores from the state after the step. Theirs has a layer more before the logits.
    """
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    exp = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = exp / exp.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def self_attention_forward(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Let every step of a sequence look at itself and at the steps before it, all at once.

    Parameters
    ----------
    x : ndarray of shape (T, N, D)
        Inputs, time first, without padding.
    W_xq : ndarray of shape (D, H)
        Weights from input to query.
    W_xk : ndarray of shape (D, H)
        Weights from input to key.
    W_xv : ndarray of shape (D, H)
        Weights from input to value.

    Returns
    -------
    y : ndarray of shape (T, N, H)
        What each step has gathered.
    a : ndarray of shape (T, N, T)
        Weights: the first axis is the step that looks, the last the step that is looked at. Each
        row adds up to 1, and later steps get exactly 0.

    Notes
    -----
    q = x W_xq, k = x W_xk, v = x W_xv; y_t = Σ_{j≤t} a_{t,j} v_j, where a_t is the softmax of
    q_t·k_j / √H over the steps j ≤ t. Scores may be of any size, thousands included. Beyond D1
    and D2. The arguments stay as they are.

    References
    ----------
    Vaswani et al., Attention is all you need, NIPS 2017: here with one head, and without its
    positions, last matrix and layers.
    """
    T, H = len(x), W_xq.shape[1]
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(H)
    seen = np.tri(T) == 1  # [t, j]: step t sees step j
    s = np.where(seen[:, None, :], s, -np.inf)
    exp = np.exp(s - s.max(axis=-1, keepdims=True))
    a = exp / exp.sum(axis=-1, keepdims=True)
    y = np.einsum("tnj,jnh->tnh", a, v)
    return y, a
