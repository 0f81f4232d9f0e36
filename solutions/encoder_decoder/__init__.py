"""Chapter 11: one network reads, another writes; from the last state to beam search."""

from collections.abc import Callable

import numpy as np

from solutions.rnn_backward import rnn_backward


def encoder_state(
    x: np.ndarray, mask: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Read sequences of different lengths; stand still where one has ended.

    Parameters
    ----------
    x : ndarray of shape (T, N, D)
        Inputs, with padding after each sequence's end.
    mask : ndarray of shape (T, N)
        1 where a step is real, 0 where it is padding. The first step is real.
    W_xh : ndarray of shape (D, H)
        Weights from input to state.
    W_hh : ndarray of shape (H, H)
        Weights from state to state.
    b_h : ndarray of shape (H,)
        Bias of the state.

    Returns
    -------
    state : ndarray of shape (N, H)
        The state of each sequence after its own last real step.
    h : ndarray of shape (T, N, H)
        All states, from a zero state on. In the padding a state stays as it was.

    Notes
    -----
    h_t = tanh(x_t W_xh + h_{t−1} W_hh + b_h) at real steps, D2 eq. (4); h_t = h_{t−1} in the
    padding. D2, "asynchronous sequence to sequence".

    The arguments stay as they are.

    References
    ----------
    Cho et al., Learning phrase representations using RNN encoder-decoder, EMNLP 2014.
    """
    h = np.zeros((*x.shape[:2], len(W_hh)))
    state = np.zeros(h.shape[1:])
    for t in range(len(x)):
        moved = np.tanh(x[t] @ W_xh + state @ W_hh + b_h)
        state = np.where(mask[t][:, None] == 1, moved, state)
        h[t] = state
    return state, h


def teacher_forcing(
    state: np.ndarray,
    target: np.ndarray,
    bos: int,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Let the decoder read the right tokens, one step late, and score the next ones.

    Parameters
    ----------
    state : ndarray of shape (N, H)
        What the encoder hands on.
    target : ndarray of shape (U, N)
        Token numbers that are to be written, <EOS> included, with padding after it.
    bos : int
        Number of <BOS>, which the decoder reads first.
    W_xh : ndarray of shape (V, H)
        A row for each token: what reading it adds to the state.
    W_hh : ndarray of shape (H, H)
        Weights from state to state.
    b_h : ndarray of shape (H,)
        Bias of the state.
    W_hy : ndarray of shape (H, V)
        Weights from state to logits.
    b_y : ndarray of shape (V,)
        Bias of the logits.

    Returns
    -------
    read : ndarray of shape (U, N)
        The token that is read at each step.
    h : ndarray of shape (U, N, H)
        State of the decoder after each step.
    logits : ndarray of shape (U, N, V)
        Scores for the token that is to be written at each step.

    Notes
    -----
    h_u = tanh(W_xh[read_u] + h_{u−1} W_hh + b_h) with h_0 = state; logits_u = h_u W_hy + b_y.
    D2, "asynchronous sequence to sequence"; D1 §7 for the shift by one step.

    The arguments stay as they are.

    References
    ----------
    Williams and Zipser, A learning algorithm for continually running fully recurrent neural
    networks, Neural Computation 1, 1989.
    """
    read = np.vstack([np.full_like(target[:1], bos), target[:-1]])
    h_u, h = state, []
    for tokens in read:
        h_u = np.tanh(W_xh[tokens] + h_u @ W_hh + b_h)
        h.append(h_u)
    logits = np.array(h) @ W_hy + b_y
    return read, np.array(h), logits


def encoder_decoder_backward(
    dh: np.ndarray, encoder_cache: tuple, decoder_cache: tuple
) -> tuple[np.ndarray, ...]:
    """Carry the gradient through the decoder, over the joint, and through the encoder.

    Parameters
    ----------
    dh : ndarray of shape (U, N, H)
        What each step's own loss sends into the decoder's state.
    encoder_cache : tuple
        ``(x, mask, W_xh, W_hh, h)`` of the encoder, of shapes (T, N, D), (T, N), (D, H),
        (H, H) and (T, N, H). It began with a zero state; in the padding h stays as it was.
    decoder_cache : tuple
        ``(x, h_0, W_xh, W_hh, h)`` of the decoder, of shapes (U, N, V), (N, H), (V, H),
        (H, H) and (U, N, H). Its h_0 is the encoder's last real state.

    Returns
    -------
    dstate : ndarray of shape (N, H)
        ∂𝓛/∂state, the gradient at the state that the decoder was handed.
    dW_xh_encoder : ndarray of shape (D, H)
        ∂𝓛/∂W_xh of the encoder.
    dW_hh_encoder : ndarray of shape (H, H)
        ∂𝓛/∂W_hh of the encoder.
    db_h_encoder : ndarray of shape (H,)
        ∂𝓛/∂b_h of the encoder.
    dW_xh_decoder : ndarray of shape (V, H)
        ∂𝓛/∂W_xh of the decoder.
    dW_hh_decoder : ndarray of shape (H, H)
        ∂𝓛/∂W_hh of the decoder.
    db_h_decoder : ndarray of shape (H,)
        ∂𝓛/∂b_h of the decoder.

    Notes
    -----
    D2 eq. (8) from step to step, in both networks and between them. The loss reaches the
    encoder through ``state`` and by no other way.

    The arguments stay as they are.

    References
    ----------
    Sutskever, Vinyals and Le, Sequence to sequence learning with neural networks, 2014.
    """
    x, mask, W_xh, W_hh, h = encoder_cache
    _, dstate, *decoder = rnn_backward(dh, decoder_cache)
    last = mask.sum(axis=0).astype(int) - 1
    dh_encoder = np.zeros_like(h)
    dh_encoder[last, np.arange(len(last))] = dstate
    zero = np.zeros_like(dstate)
    _, _, *encoder = rnn_backward(dh_encoder, (x, zero, W_xh, W_hh, h))
    return dstate, *encoder, *decoder


def greedy_decode(
    step: Callable[[np.ndarray, int], tuple[np.ndarray, np.ndarray]],
    state: np.ndarray,
    bos: int,
    eos: int,
    longest: int,
) -> tuple[list[int], float]:
    """Write the likeliest token at every step, until <EOS>.

    Parameters
    ----------
    step : callable
        ``log_y_hat, state = step(state, token)`` reads a token and returns the
        log-probabilities of the V tokens that may come next, of shape (V,), and its new state.
    state : ndarray of shape (H,)
        What the encoder hands on.
    bos, eos : int
        Number of <BOS>, which is read first, and of <EOS>, after which nothing is written.
    longest : int
        At most this many tokens are written, <EOS> included; at least 1.

    Returns
    -------
    tokens : list of int
        What was written, without <BOS>. If <EOS> was written, it is the last one.
    score : float
        Log-probability of these tokens together, in nats; at most 0.

    Notes
    -----
    score = Σ_u log P(y_u | y_1 … y_{u−1}, source).

    The arguments stay as they are.

    References
    ----------
    Sutskever, Vinyals and Le, Sequence to sequence learning with neural networks, 2014, section
    3.2: a beam of one.
    """
    token, tokens, score = bos, [], 0.0
    while token != eos and len(tokens) < longest:
        log_p, state = step(state, token)
        token = int(np.argmax(log_p))
        tokens.append(token)
        score += float(log_p[token])
    return tokens, score


def beam_search(
    step: Callable[[np.ndarray, int], tuple[np.ndarray, np.ndarray]],
    state: np.ndarray,
    bos: int,
    eos: int,
    longest: int,
    width: int,
    alpha: float,
) -> tuple[list[int], float]:
    """Keep the best few beginnings at every step, and choose among them at the end.

    Parameters
    ----------
    step : callable
        ``log_y_hat, state = step(state, token)`` reads a token and returns the
        log-probabilities of the V tokens that may come next, of shape (V,), and its new state.
    state : ndarray of shape (H,)
        What the encoder hands on.
    bos, eos : int
        Number of <BOS>, which is read first, and of <EOS>, after which nothing is written.
    longest : int
        At most this many tokens are written, <EOS> included; at least 1.
    width : int
        How many hypotheses are kept after each step: all, if there are fewer.
    alpha : float
        In the choice at the end, each score is divided by (number of tokens)^alpha, with
        <EOS> counted as a token; with 0 the scores are compared as they are.

    Returns
    -------
    tokens : list of int
        The chosen hypothesis, without <BOS>. If it is finished, <EOS> is the last one; one that
        the limit has cut off may be chosen as well.
    score : float
        Its log-probability in nats, not divided by anything.

    Notes
    -----
    A hypothesis that has written <EOS> is finished: it stays as it is and takes part in every
    later round as one candidate. The others become V candidates each. The ``width``
    candidates with the largest score = Σ_u log P(y_u | …) are kept, whatever their length. Of
    two that are equally good, either will do.

    The arguments stay as they are.

    References
    ----------
    Sutskever, Vinyals and Le, Sequence to sequence learning with neural networks, 2014, section
    3.2, where finished hypotheses leave the beam; for the length Wu et al., Google's neural
    machine translation system, 2016, section 7, with another divisor.
    """
    beam = [(0.0, [], state)]
    for _ in range(longest):
        candidates = []
        for score, tokens, before in beam:
            if tokens and tokens[-1] == eos:
                candidates.append((score, tokens, before))
                continue
            log_y_hat, after = step(before, tokens[-1] if tokens else bos)
            for token, log_p in enumerate(log_y_hat):
                candidates.append((score + float(log_p), [*tokens, token], after))
        candidates.sort(key=lambda each: each[0], reverse=True)
        beam = candidates[:width]
    score, tokens, _ = max(beam, key=lambda each: each[0] / len(each[1]) ** alpha)
    return tokens, score
