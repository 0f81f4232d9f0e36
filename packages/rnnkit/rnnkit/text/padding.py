"""Sequences of several lengths in one array."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rnnkit.text.vocabulary import Vocabulary


class Padded(NamedTuple):
    """Sequences of several lengths in one array.

    Sequence n is column n of ids (T, N), with padding below its end; mask (T, N) is True where it
    has a step, and lengths (N,) are the sequences' own.
    """

    ids: np.ndarray
    mask: np.ndarray
    lengths: np.ndarray


def pad_sequences(sequences: Sequence[Sequence[int] | np.ndarray]) -> Padded:
    """Put N sequences side by side: token numbers, or feature rows (T_n, D); ValueError if N is 0.

    Examples
    --------
    >>> pad_sequences([[5, 6, 7], [8]]).ids
    array([[5, 8],
           [6, 0],
           [7, 0]])
    """
    if not len(sequences):
        raise ValueError("sequences must have at least one sequence; got none.")
    arrays = [np.asarray(sequence) for sequence in sequences]
    lengths = np.array([len(array) for array in arrays])
    filled = [array for array in arrays if len(array)] or [np.zeros(0, dtype=np.intp)]
    shape = (lengths.max(), len(arrays), *filled[0].shape[1:])
    ids = np.full(shape, Vocabulary.pad, dtype=np.result_type(*filled))
    for n, array in enumerate(arrays):
        ids[: len(array), n] = array.reshape(-1, *shape[2:])
    mask = np.arange(shape[0])[:, None] < lengths  # (T, N)
    return Padded(ids, mask, lengths)
