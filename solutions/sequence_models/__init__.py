"""Chapter 04: one or many in, one or many out."""

import numpy as np


def choose_shapes(tasks: list[list[tuple[int, int]]]) -> list[str]:
    """Say which shape of network each task needs, from the lengths in its examples.

    Parameters
    ----------
    tasks : list of list of tuple
        A list for each task, with a pair ``(length of input, length of output)`` for each
        of its examples.

    Returns
    -------
    shapes : list of str
        One name for each task. The first of these that fits **all** of its examples:
        ``"one-to-one"`` (both lengths 1), ``"one-to-many"`` (input length 1),
        ``"many-to-one"`` (output length 1), ``"synchronous"`` (both lengths the same),
        ``"asynchronous"`` (anything).

    Notes
    -----
    D1 §6; the last two names are D2's.

    The arguments stay as they are.
    """
    shapes = []
    for pairs in tasks:
        one_in = all(n_in == 1 for n_in, _ in pairs)
        one_out = all(n_out == 1 for _, n_out in pairs)
        if one_in:
            shapes.append("one-to-one" if one_out else "one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif all(n_in == n_out for n_in, n_out in pairs):
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def one_to_one_forward(
    x: np.ndarray, W_xh: np.ndarray, b_h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Answer one input: a recurrent network that takes a single step from a zero state.

    Parameters
    ----------
    x : ndarray of shape (N, D)
        Inputs.
    W_xh : ndarray of shape (D, H)
        Weights from input to state.
    b_h : ndarray of shape (H,)
        Bias of the state.
    W_hy : ndarray of shape (H, V)
        Weights from state to output.
    b_y : ndarray of shape (V,)
        Bias of the output.

    Returns
    -------
    h : ndarray of shape (N, H)
        The only state.
    logits : ndarray of shape (N, V)
        Scores before the softmax.

    Notes
    -----
    D1 §4, first and third formula, with a⟨0⟩ = 0.

    The arguments stay as they are.
    """
    h = np.tanh(x @ W_xh + b_h)
    logits = h @ W_hy + b_y
    return h, logits


def one_to_many_forward(
    first: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    T: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Go on from one class: what comes out of a step goes into the next.

    Parameters
    ----------
    first : ndarray of shape (N,)
        The class that step 1 reads, one for each sequence.
    h_0 : ndarray of shape (N, H)
        State before the first step.
    W_xh : ndarray of shape (V, H)
        Weights from input to state. Inputs are one-hot vectors, so D = V.
    W_hh : ndarray of shape (H, H)
        Weights from state to state.
    b_h : ndarray of shape (H,)
        Bias of the state.
    W_hy : ndarray of shape (H, V)
        Weights from state to output.
    b_y : ndarray of shape (V,)
        Bias of the output.
    T : int
        How many steps to take.

    Returns
    -------
    classes : ndarray of shape (T, N)
        The class with the largest score at each step; ``first`` is not among them.
    logits : ndarray of shape (T, N, V)
        Scores of each step, before the softmax.

    Notes
    -----
    x⟨t+1⟩ is the one-hot vector of the class that step t chose: D1 §6, music, and §7.

    The arguments stay as they are.
    """
    classes, logits = np.zeros((T, len(first)), dtype=int), np.zeros((T, len(first), len(b_y)))
    x_t, h_t = first, h_0
    for t in range(T):
        # A one-hot vector times W_xh is a row of W_xh.
        h_t = np.tanh(W_xh[x_t] + h_t @ W_hh + b_h)
        logits[t] = h_t @ W_hy + b_y
        x_t = logits[t].argmax(axis=1)
        classes[t] = x_t
    return classes, logits


def many_to_one_forward(h: np.ndarray, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Make one vector out of all states of a sequence, in two ways.

    Parameters
    ----------
    h : ndarray of shape (T, N, H)
        States of every step. In the padding they are arbitrary numbers, none of them inf or NaN.
    mask : ndarray of shape (T, N)
        1 where a step is real, 0 in the padding behind it. Each sequence has a real step.

    Returns
    -------
    h_last : ndarray of shape (N, H)
        State after each sequence's last real step.
    h_mean : ndarray of shape (N, H)
        Mean of the states over each sequence's real steps.

    Notes
    -----
    D2, "sequence to class": ŷ = g(h_T), or g of the mean of all h_t.

    The arguments stay as they are.
    """
    lengths = mask.sum(axis=0).astype(int)
    h_last = h[lengths - 1, np.arange(len(lengths))]
    h_mean = (h * mask[:, :, None]).sum(axis=0) / lengths[:, None]
    return h_last, h_mean


def many_to_one_backward(
    dh_last: np.ndarray, dh_mean: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Send the gradient of the one vector back to the states that it was made of.

    Parameters
    ----------
    dh_last : ndarray of shape (N, H)
        Gradient that arrives at the state after the last real step, if that was used.
    dh_mean : ndarray of shape (N, H)
        Gradient that arrives at the mean over the real steps, if that was used.
    mask : ndarray of shape (T, N)
        1 where a step is real, 0 in the padding behind it.

    Returns
    -------
    dh_from_last : ndarray of shape (T, N, H)
        What ``dh_last`` sends into each state. This is the ``dh`` of chapter 03's
        ``rnn_backward``, which adds what comes back through time.
    dh_from_mean : ndarray of shape (T, N, H)
        What ``dh_mean`` sends into each state.

    Notes
    -----
    The way back of D2, "sequence to class".

    The arguments stay as they are.
    """
    T, N = mask.shape
    lengths = mask.sum(axis=0).astype(int)
    dh_from_last = np.zeros((T, N, dh_last.shape[1]))
    dh_from_last[lengths - 1, np.arange(N)] = dh_last
    dh_from_mean = mask[:, :, None] * (dh_mean / lengths[:, None])
    return dh_from_last, dh_from_mean


def accuracy_and_chance(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Measure a network, and a guesser who has never looked at an input.

    Parameters
    ----------
    logits : ndarray of shape (T, N, V)
        Scores of each step.
    labels : ndarray of shape (T, N)
        Index of the right class, 0 to V − 1. In the padding it is arbitrary.
    mask : ndarray of shape (T, N)
        1 where a step is real, 0 where it is padding, be it behind or anywhere else.

    Returns
    -------
    accuracy : float
        Share of all real steps at which the largest score, the first of several, is that of
        the right class.
    chance : float
        The same share for a guesser who always says the class that is most frequent among
        the labels of the real steps.

    Notes
    -----
    For D2's "synchronous sequence to sequence": one answer at each step.

    The arguments stay as they are.
    """
    real = mask == 1
    right = logits.argmax(axis=-1) == labels
    accuracy = right[real].mean()
    counts = np.bincount(labels[real])
    chance = counts.max() / counts.sum()
    return accuracy, chance


def pack_pairs(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """Put pairs of sequences of different lengths into arrays for an encoder and a decoder.

    Parameters
    ----------
    sources : list of list of int
        N sequences to be read. The longest has T tokens.
    targets : list of list of int
        N sequences to be written. The longest has U − 1 tokens; one may be empty.
    pad : int
        What the padding is filled with. Some fill with ``eos``; the masks tell them apart.
    bos : int
        The token that the decoder reads first (beginning of sequence).
    eos : int
        The token that it has to write last (end of sequence).

    Returns
    -------
    source : ndarray of shape (T, N)
        What the encoder reads; the padding is behind.
    source_mask : ndarray of shape (T, N), numbers or truth values
        1 where the source is real, 0 where it is padding.
    decoder_input : ndarray of shape (U, N)
        What the decoder reads: ``bos``, then the target.
    decoder_target : ndarray of shape (U, N)
        What the decoder has to answer: the target, then ``eos``.
    target_mask : ndarray of shape (U, N), numbers or truth values
        1 where the decoder's answer counts, 0 where there is padding.

    Notes
    -----
    D2, "asynchronous sequence to sequence"; D1 §7 for the shift by one step.

    The arguments stay as they are.

    References
    ----------
    Sutskever, Vinyals & Le, Sequence to sequence learning with neural networks, NIPS 2014.
    """
    T, U, N = max(map(len, sources)), max(map(len, targets)) + 1, len(sources)
    source, source_mask = np.full((T, N), pad), np.zeros((T, N))
    decoder_input, decoder_target = np.full((U, N), pad), np.full((U, N), pad)
    target_mask = np.zeros((U, N))
    for n in range(N):
        source[: len(sources[n]), n] = sources[n]
        source_mask[: len(sources[n]), n] = 1
        steps = len(targets[n]) + 1
        decoder_input[:steps, n] = [bos, *targets[n]]
        decoder_target[:steps, n] = [*targets[n], eos]
        target_mask[:steps, n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask
