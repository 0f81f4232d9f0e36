"""Sequences side by side, batches of them by length, and parallel streams of one text."""

from collections.abc import Iterator, Sequence
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


def length_batches(
    lengths: Sequence[int] | np.ndarray,
    *,
    rng: np.random.Generator,
    batch_size: int = 32,
    max_steps: int | None = None,
) -> Iterator[np.ndarray]:
    """Group sequences of similar length, so that little padding is needed.

    Parameters
    ----------
    lengths, rng : sequence of N int, Generator
        Length of each sequence; what orders sequences of one length, and the batches, anew.
    batch_size : int, default 32
        Sequences in a batch; some batches have fewer.
    max_steps : int, optional
        If given, batches are filled up to so many steps in place of so many sequences: a batch
        of B sequences, padded to its longest, has B * T <= max_steps, unless B is 1. Then
        `batch_size` is not used.

    Yields
    ------
    ndarray of shape (B,)
        Indices of the sequences of a batch. Each sequence is in exactly one batch.
    """
    lengths = np.asarray(lengths)
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    if max_steps is None:
        cuts = list(range(batch_size, len(order), batch_size))
    else:
        cuts = _cuts_by_steps(lengths[order], max_steps)
    batches = np.split(order, cuts) if len(order) else []
    for i in rng.permutation(len(batches)):
        yield batches[i]


def _cuts_by_steps(rising: np.ndarray, max_steps: int) -> list[int]:
    cuts, start = [], 0
    for i, length in enumerate(rising):
        if i > start and (i + 1 - start) * length > max_steps:
            cuts.append(i)
            start = i
    return cuts


class StreamBatch(NamedTuple):
    """A window of several streams, for truncated back-propagation through time.

    x (T, N) are tokens that are read, y (T, N) those that come next. Where the streams are fresh,
    the state has to start at zero; otherwise the last state of the batch before is carried on.
    """

    x: np.ndarray
    y: np.ndarray
    fresh: bool


def stream_batches(
    ids: np.ndarray, *, batch_size: int, steps: int, rng: np.random.Generator | None = None
) -> Iterator[StreamBatch]:
    """Cut one long text into parallel streams and go along them window by window.

    Parameters
    ----------
    ids : ndarray of shape (n,)
        Token numbers of the whole text.
    batch_size : int
        Number of streams N: stream 0 is the first N-th of the text, and so on.
    steps : int
        Length T of a window; the last window may be shorter.
    rng : Generator, optional
        If given, the streams begin up to `steps` tokens later, so that windows are cut
        elsewhere in each pass.

    Yields
    ------
    StreamBatch
        Column n of one batch goes on where column n of the batch before ended. ValueError if the
        text is too short for even one step of each stream.

    References
    ----------
    Williams, Peng (1990), An efficient gradient-based algorithm for on-line training of
    recurrent network trajectories.
    """
    ids = np.asarray(ids)
    if ids.ndim != 1 or len(ids) <= batch_size:
        raise ValueError(
            f"ids must be one sequence of more than batch_size = {batch_size} tokens; "
            f"got shape {ids.shape}."
        )
    spare = len(ids) - 1 - batch_size
    start = int(rng.integers(min(steps, spare + 1))) if rng else 0
    length = (len(ids) - 1 - start) // batch_size
    end = start + length * batch_size
    x = ids[start:end].reshape(batch_size, length).T  # (length, N)
    y = ids[start + 1 : end + 1].reshape(batch_size, length).T
    for t in range(0, length, steps):
        yield StreamBatch(x[t : t + steps], y[t : t + steps], t == 0)
