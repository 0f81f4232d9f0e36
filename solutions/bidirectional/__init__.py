"""Chapter 09: both directions over a padded batch, and words out of tags."""

import numpy as np

from solutions.rnn_backward import rnn_backward
from solutions.rnn_forward import rnn_forward


def reverse_padded(x: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Reverse every sequence of a padded batch, and leave the padding where it is.

    Parameters
    ----------
    x : ndarray of shape (T, N, D)
        A padded batch. Column n is real in its first ``lengths[n]`` steps; what is below them
        may be anything. It is the same after the call as before.
    lengths : ndarray of shape (N,)
        Real steps of each sequence, 1 to T.

    Returns
    -------
    x_reversed : ndarray of shape (T, N, D)
        The real steps of each sequence from its last to its first, starting at step 0; below
        them the padding, untouched.

    Notes
    -----
    x_reversed[t, n] = x[lengths[n] − 1 − t, n] where t < lengths[n], else x[t, n].
    """
    t, n = np.arange(len(x))[:, None], np.arange(len(lengths))
    source = np.where(t < lengths, lengths - 1 - t, t)  # (T, N)
    return x[source, n]


def bidirectional_forward(
    x: np.ndarray,
    lengths: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_xh_reverse: np.ndarray,
    W_hh_reverse: np.ndarray,
    b_h_reverse: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Read a padded batch from left to right and from right to left.

    Parameters
    ----------
    x : ndarray of shape (T, N, D)
        Inputs, padded at the end with anything. They are the same after the call as before.
    lengths : ndarray of shape (N,)
        Real steps of each sequence, 1 to T.
    W_xh, W_hh, b_h : ndarray of shape (D, H), (H, H), (H,)
        Weights of the direction from left to right.
    W_xh_reverse, W_hh_reverse, b_h_reverse : ndarray of shape (D, H), (H, H), (H,)
        Weights of the direction from right to left.

    Returns
    -------
    h : ndarray of shape (T, N, H + H)
        At each real step both states side by side: first that of the direction from left to
        right, then that of the other. Zero where there is padding.
    h_last : ndarray of shape (N, H + H)
        The same two directions side by side, each where it has read its whole sequence.
    cache : tuple
        ``(x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h)``.

    Notes
    -----
    Both directions start from a state of zeros. h[t] is [→a⟨t⟩, ←a⟨t⟩] of D1 §10.

    References
    ----------
    Schuster and Paliwal, Bidirectional recurrent neural networks, IEEE TSP 45, 1997.
    """
    H, t, n = len(b_h), np.arange(len(x))[:, None], np.arange(len(lengths))
    real = t < lengths  # (T, N)
    mirror = np.where(real, lengths - 1 - t, t)
    h_0 = np.zeros((len(n), H))
    h_right, _ = rnn_forward(x, h_0, W_xh, W_hh, b_h)
    h_left, _ = rnn_forward(x[mirror, n], h_0, W_xh_reverse, W_hh_reverse, b_h_reverse)
    h = np.concatenate([h_right, h_left[mirror, n]], axis=2) * real[:, :, None]
    h_last = np.concatenate([h[lengths - 1, n, :H], h[0, :, H:]], axis=1)
    cache = (x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h)
    return h, h_last, cache


def bidirectional_backward(dh: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """Gradients of both directions.

    Parameters
    ----------
    dh : ndarray of shape (T, N, H + H)
        What each step's own loss sends into the two states side by side. Whatever stands
        in the padding must have no effect. It is the same after the call as before.
    cache : tuple
        ``(x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h)`` from the forward pass,
        of shapes (T, N, D), (N,), (D, H), (H, H), (D, H), (H, H) and (T, N, H + H). All in
        the order of the sentence; h is zero in the padding.

    Returns
    -------
    dx : ndarray of shape (T, N, D)
        ∂𝓛/∂x. Zero in the padding.
    dW_xh : ndarray of shape (D, H)
        ∂𝓛/∂W_xh.
    dW_hh : ndarray of shape (H, H)
        ∂𝓛/∂W_hh.
    db_h : ndarray of shape (H,)
        ∂𝓛/∂b_h.
    dW_xh_reverse : ndarray of shape (D, H)
        ∂𝓛/∂W_xh_reverse.
    dW_hh_reverse : ndarray of shape (H, H)
        ∂𝓛/∂W_hh_reverse.
    db_h_reverse : ndarray of shape (H,)
        ∂𝓛/∂b_h_reverse.

    Notes
    -----
    The backward pass of D1 §10's two states; each direction by itself is D2 eqs. (5) to (8).

    References
    ----------
    Schuster and Paliwal, Bidirectional recurrent neural networks, IEEE TSP 45, 1997.
    """
    x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h = cache
    H, t, n = len(W_hh), np.arange(len(x))[:, None], np.arange(len(lengths))
    real = t < lengths  # (T, N)
    mirror = np.where(real, lengths - 1 - t, t)
    h_0 = np.zeros((len(n), H))
    dh = dh * real[:, :, None]
    right = (x, h_0, W_xh, W_hh, h[:, :, :H])
    left = (x[mirror, n], h_0, W_xh_reverse, W_hh_reverse, h[mirror, n, H:])
    dx_right, _, *d_right = rnn_backward(dh[:, :, :H], right)
    dx_left, _, *d_left = rnn_backward(dh[mirror, n, H:], left)
    dx = dx_right + dx_left[mirror, n]
    return (dx, *d_right, *d_left)


def tags_to_words(sentence: str, tags: str) -> list[str]:
    """Cut a sentence into words by the tag of each character.

    Parameters
    ----------
    sentence : str
        T characters, at least one.
    tags : str
        T letters: B begins a word, M is inside it, E ends it, S is a word by itself. They
        come from a network, so they need not make sense together.

    Returns
    -------
    words : list of str
        The words in their order. Joined together they are the sentence: no character is lost.

    Notes
    -----
    The rule, for tags that make sense and for those that do not: cut after every E and S, and
    before every B and S; nowhere else. The tags are those of D2's "Case 1", with M for the
    inside of long words.

    References
    ----------
    Xue, Chinese word segmentation as character tagging, CLCLP 8, 2003.
    """
    T = len(tags)
    starts = [t for t in range(T) if t == 0 or tags[t - 1] in "ES" or tags[t] in "BS"]
    ends = [*starts[1:], T]
    return [sentence[start:end] for start, end in zip(starts, ends, strict=True)]


def word_scores(found: list[list[str]], truth: list[list[str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of words, over all sentences together.

    Parameters
    ----------
    found : list of list of str
        N sentences, each cut into words by a program. At least one word in all is right.
    truth : list of list of str
        The same sentences, cut by people.

    Returns
    -------
    precision : float
        Right words over all words found.
    recall : float
        Right words over all words of the truth.
    f1 : float
        Their harmonic mean.

    Notes
    -----
    A word that was found is right if one of the people's words begins and ends at the same
    places of the same sentence. F1 = 2 · precision · recall / (precision + recall).

    The arguments stay as they are.

    References
    ----------
    Sproat and Emerson, The first international Chinese word segmentation bakeoff, 2003.
    """
    places = []
    for cut in (found, truth):
        spans = set()
        for number, words in enumerate(cut):
            ends = np.cumsum([len(word) for word in words]).tolist()
            starts = [0, *ends[:-1]]
            spans |= {(number, *place) for place in zip(starts, ends, strict=True)}
        places.append(spans)
    right = len(places[0] & places[1])
    precision, recall = right / len(places[0]), right / len(places[1])
    f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1
