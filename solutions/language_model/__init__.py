"""Chapter 05: a language model, from the labels to a training step and a sample."""

import numpy as np


def shift_inputs_and_labels(ids: np.ndarray, pad: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Make inputs, labels and a mask for learning to predict the next token.

    Parameters
    ----------
    ids : ndarray of int of shape (T + 1, N)
        Token numbers of N sentences, one in each column. A sentence ends with the number
        of <EOS>; below it the column is filled up with ``pad``.
    pad : int
        The number that stands for padding and for nothing else.

    Returns
    -------
    x : ndarray of int of shape (T, N)
        What is read at each step.
    labels : ndarray of int of shape (T, N)
        What is to be predicted at each step: the token that comes next.
    mask : ndarray of shape (T, N), numbers or truth values
        1 where the label is a token, <EOS> included, 0 where it is padding.

    Notes
    -----
    D1 §7: the first word goes in and the second is its label, and so on.

    The arguments stay as they are.
    """
    x = ids[:-1]
    labels = ids[1:]
    mask = (labels != pad).astype(float)
    return x, labels, mask


def perplexity(y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray) -> tuple[float, float]:
    """Compute the mean loss a token, and how many equally likely choices that amounts to.

    Parameters
    ----------
    y_hat : ndarray of shape (T, N, V)
        Probabilities, each row over V adding up to 1.
    labels : ndarray of int of shape (T, N)
        The token that came, 0 to V − 1.
    mask : ndarray of shape (T, N)
        1 where the label is a token, 0 where it is padding, which may stand anywhere.

    Returns
    -------
    loss : float
        Mean of −log ŷ_label over all real tokens of the batch, in nats a token.
    ppl : float
        The perplexity.

    Notes
    -----
    loss = −(1/M) Σ_{t,n} mask_{t,n} log ŷ_{t,n,label} with M = Σ mask: D2 eqs. (2) and (3)
    divided by the number of tokens. ppl = exp(loss).

    The arguments stay as they are.

    References
    ----------
    Jelinek et al., Perplexity: a measure of the difficulty of speech recognition tasks,
    JASA 62, 1977.
    """
    T, N = labels.shape
    p = y_hat[np.arange(T)[:, None], np.arange(N), labels]
    M = mask.sum()
    loss = -np.sum(np.log(p[mask == 1])) / M
    ppl = np.exp(loss)
    return loss, ppl


def training_step(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """Let the smallest language model, a table, learn once from one batch.

    Parameters
    ----------
    W : ndarray of shape (V, V)
        ``W[a]`` are the logits for what comes after token a, which may lie near 1000 or
        −1000. W is the same after the call as before.
    x : ndarray of int of shape (T, N)
        Tokens that are read.
    labels : ndarray of int of shape (T, N)
        Tokens that come next.
    mask : ndarray of shape (T, N)
        1 where the label is a token, 0 where it is padding, which may stand anywhere.
    learning_rate : float
        Length of the step, η, in units of a logit for each unit of the gradient.

    Returns
    -------
    loss : float
        Mean of −log ŷ_label over all real tokens, in nats a token, before the step.
    W_new : new ndarray of shape (V, V)
        The table after the step.

    Notes
    -----
    logits_{t,n} = W[x_{t,n}], ŷ = softmax(logits), and with M = Σ mask
    ∂loss/∂logits = mask (ŷ − one-hot(label)) / M. Rows of W that were read more than once
    collect one contribution each time. W_new = W − learning_rate · ∂loss/∂W.

    References
    ----------
    Goodfellow, Bengio and Courville, Deep Learning, 2016, section 5.9.
    """
    T, N = labels.shape
    t, n = np.arange(T)[:, None], np.arange(N)
    M = mask.sum()
    logits = W[x]
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_y_hat = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    loss = -np.sum(log_y_hat[t, n, labels][mask == 1]) / M
    dlogits = np.exp(log_y_hat)
    dlogits[t, n, labels] -= 1
    dlogits *= mask[:, :, None] / M
    dW = np.zeros_like(W)
    np.add.at(dW, x, dlogits)
    W_new = W - learning_rate * dW
    return loss, W_new


def temperature_probabilities(logits: np.ndarray, temperature: float) -> np.ndarray:
    """Turn logits into probabilities, sharper or flatter.

    Parameters
    ----------
    logits : ndarray of shape (N, V)
        Scores of the V tokens that may come next, one row for each sequence. They may lie
        near 1000 or −1000.
    temperature : float
        Above 0. Below 1 the likely becomes likelier; above 1 all become more alike.

    Returns
    -------
    y_hat : ndarray of shape (N, V)
        Probabilities, each row adding up to 1.

    Notes
    -----
    ŷ_v = exp(z_v / τ) / Σ_w exp(z_w / τ).

    The arguments stay as they are.

    References
    ----------
    Ackley, Hinton and Sejnowski, A learning algorithm for Boltzmann machines, Cognitive
    Science 9, 1985.
    """
    scaled = logits / temperature
    share = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return share / share.sum(axis=-1, keepdims=True)


def sample_tokens(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Draw a token in each row by its probability, given where the dice fell.

    Parameters
    ----------
    y_hat : ndarray of shape (N, V)
        Probabilities, each row adding up to 1.
    u : ndarray of shape (N,)
        A uniform random number for each row, from 0 to below 1.

    Returns
    -------
    tokens : ndarray of int of shape (N,)
        For each row the first token v whose ŷ_0 + … + ŷ_v is larger than u.

    Notes
    -----
    D1 §7, when the network writes by itself. The probabilities, laid end to end, cover the
    line from 0 to 1; u is a point on it.

    The arguments stay as they are.

    References
    ----------
    Devroye, Non-Uniform Random Variate Generation, 1986, section III.2.
    """
    ends = np.cumsum(y_hat, axis=1)
    is_larger = ends > u[:, None]
    return np.argmax(is_larger, axis=1)
