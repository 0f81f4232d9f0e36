"""Chapter 01: from text to numbers, and from numbers to vectors."""

import numpy as np


def build_vocabulary(text: list[str], V: int) -> tuple[list[str], dict[str, int]]:
    """Choose the tokens of a vocabulary and number them.

    Parameters
    ----------
    text : list of str
        Tokens of a running text, as often as they occur in it. At least V − 2 of them are
        different; ``<pad>`` and ``<unk>`` are not among them.
    V : int
        Size of the vocabulary, the two special tokens included.

    Returns
    -------
    tokens : list of str
        ``<pad>``, ``<unk>``, then the V − 2 most frequent tokens in alphabetical order (the
        order of ``sorted``). Where two are equally frequent and there is room for one only,
        the one that is earlier in the alphabet stays.
    number_of : dict of str to int
        The place of each token in ``tokens``, counted from 0.

    Notes
    -----
    The table of D1 §2, which counts from 1 and has no special tokens.

    The arguments stay as they are.
    """
    count = {}
    for token in text:
        count[token] = count.get(token, 0) + 1
    by_frequency = sorted(count, key=lambda token: (-count[token], token))
    tokens = ["<pad>", "<unk>", *sorted(by_frequency[: V - 2])]
    number_of = {token: number for number, token in enumerate(tokens)}
    return tokens, number_of


def encode_tokens(text: list[str], number_of: dict[str, int]) -> np.ndarray:
    """Put a number in place of each token.

    Parameters
    ----------
    text : list of str
        T tokens, known or not.
    number_of : dict of str to int
        The vocabulary; among its tokens is ``<unk>``, whose number may be any.

    Returns
    -------
    numbers : ndarray of shape (T,)
        The number of each token; that of ``<unk>`` for a token that is not in the vocabulary.

    Notes
    -----
    The first half of D1 §2: each word of a sentence is looked up by itself.

    The arguments stay as they are.
    """
    unknown = number_of["<unk>"]
    return np.array([number_of.get(token, unknown) for token in text])


def decode_numbers(numbers: np.ndarray, tokens: list[str]) -> list[str]:
    """Put the token in place of each number, and leave the padding out.

    Parameters
    ----------
    numbers : ndarray of shape (T,)
        Numbers from 0 to V − 1; padding may stand anywhere among them.
    tokens : list of str
        The vocabulary, V tokens. The first one is ``<pad>``.

    Returns
    -------
    text : list of str
        A token for each number that is not padding; ``<unk>`` stays.

    Notes
    -----
    The table of D1 §2, read from right to left.

    The arguments stay as they are.
    """
    return [tokens[number] for number in numbers if number != 0]


def one_hot(numbers: np.ndarray, V: int) -> np.ndarray:
    """Turn each number into a vector of zeros with a single 1.

    Parameters
    ----------
    numbers : ndarray of shape (T, N)
        Numbers from 0 to V − 1.
    V : int
        Size of the vocabulary.

    Returns
    -------
    x : ndarray of shape (T, N, V), numbers or truth values
        ``x[t, n, v]`` is 1 where v is ``numbers[t, n]``, and 0 elsewhere. Padding is a token
        as any other here.

    Notes
    -----
    The one-hot encoding of D1 §2.

    The arguments stay as they are.
    """
    return np.eye(V)[numbers]


def pad_batch(sequences: list[list[int]], pad: int) -> tuple[np.ndarray, np.ndarray]:
    """Put sequences of different lengths side by side in one array.

    Parameters
    ----------
    sequences : list of list of int
        N sequences, each with at least one number. They are the same after the call as before.
    pad : int
        What to fill with. It is not among the numbers.

    Returns
    -------
    numbers : ndarray of shape (T, N)
        Sequence n is column n, from the top; below its end stands ``pad``. T is the length of
        the longest.
    mask : ndarray of shape (T, N), numbers or truth values
        1 where a step is real, 0 where it is padding.

    Notes
    -----
    D1 §3 names the trouble: sentences have different lengths.
    """
    T, N = max(len(sequence) for sequence in sequences), len(sequences)
    numbers, mask = np.full((T, N), pad), np.zeros((T, N))
    for n, sequence in enumerate(sequences):
        numbers[: len(sequence), n] = sequence
        mask[: len(sequence), n] = 1
    return numbers, mask


def embedding_forward(numbers: np.ndarray, E: np.ndarray) -> np.ndarray:
    """Fetch the vector of each token.

    Parameters
    ----------
    numbers : ndarray of shape (T, N)
        Numbers from 0 to V − 1.
    E : ndarray of shape (V, D)
        A row for each token.

    Returns
    -------
    x : ndarray of shape (T, N, D)
        The row of each number.

    Notes
    -----
    x = X E, where X are the one-hot vectors of D1 §2, without the product.

    The arguments stay as they are.

    References
    ----------
    Bengio et al., A neural probabilistic language model, JMLR 3, 2003.
    """
    return E[numbers]


def embedding_backward(dx: np.ndarray, numbers: np.ndarray, V: int) -> np.ndarray:
    """Gradient of the table of vectors.

    Parameters
    ----------
    dx : ndarray of shape (T, N, D)
        ∂𝓛/∂x, what arrives at each vector that was fetched. (Where there is padding it is
        zero already, if the loss was masked. Nothing needs to be done about it here.)
    numbers : ndarray of shape (T, N)
        Which row was fetched.
    V : int
        How many rows the table has.

    Returns
    -------
    dE : ndarray of shape (V, D)
        ∂𝓛/∂E. Zero for a token that does not occur.

    Notes
    -----
    dE[v] = Σ over all t, n with numbers[t, n] = v of dx[t, n].

    The arguments stay as they are.

    References
    ----------
    Bengio et al., A neural probabilistic language model, JMLR 3, 2003.
    """
    dE = np.zeros((V, dx.shape[-1]))
    np.add.at(dE, numbers, dx)
    return dE
